/* Chapitre 19 : huit noyaux sur les mêmes cercles, et le spectre de leurs
 * matrices de Gram. */
#include <math.h>

#include "../../lib/course.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "../../lib/svm.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000, MIRRORED = 250 };

/* Les images du chapitre 21, pour comparer les prix. */
enum { PIXELS = 784, IMAGES = 60000 };

#define PRECISION 1e-3

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;
static double gamma_kernel = 1, price = 1; /* γ, C */

/* Les noyaux comparés ; le nom sert aux clefs et aux tables. */
typedef struct {
    const char *name;
    Kernel kernel;
} Contender;

enum { LINEAR, CUBE, SQUARE, CUBE1, GAUSS, TANH_MINUS, TANH, TANH_PLUS };
/* Les VALID premiers sont valides. */
enum { CONTENDERS = TANH_PLUS + 1, VALID = TANH_MINUS };

/* γ n'est connu qu'une fois la ligne de commande lue. */
static Contender contenders[CONTENDERS] = {
    { "linear", { KERNEL_LINEAR, 0, 0, 0 } },
    { "cube", { KERNEL_POLYNOMIAL, 1, 0, 3 } },
    { "square", { KERNEL_POLYNOMIAL, 1, 0, 2 } },
    { "cube1", { KERNEL_POLYNOMIAL, 1, 1, 3 } },
    { "gauss", { KERNEL_GAUSSIAN, 1, 0, 0 } },
    { "tanh_minus", { KERNEL_SIGMOID, 1, -1, 0 } },
    { "tanh", { KERNEL_SIGMOID, 1, 0, 0 } },
    { "tanh_plus", { KERNEL_SIGMOID, 1, 1, 0 } },
};

static void set_gamma(void)
{
    for (size_t i = 0; i < CONTENDERS; i++)
        contenders[i].kernel.gamma = gamma_kernel;
}

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

/* « name.tail » : « cube1.score ». */
static const char *key_of(char key[64], const Contender *k, const char *tail)
{
    snprintf(key, 64, "%s%s", k->name, tail);
    return key;
}

static Svm fit(const Kernel *kernel, const Dataset *data)
{
    SvmSettings settings = { *kernel, price, PRECISION };
    Matrix s = signed_classes(data, 1);
    Svm svm;
    Error error;
    if (!svm_fit(&svm, &data->X, &s, &settings, &error))
        error_exit("chapter19", &error);
    matrix_free(&s);
    return svm;
}

/* --- Les scores ---------------------------------------------------------- */

/* La part de bonnes réponses de svm sur data. */
static double score(const Svm *svm, const Dataset *data)
{
    Matrix f = matrix_create(data->X.rows, 1), s = signed_classes(data, 1);
    svm_decisions(&f, svm, &data->X);
    double accuracy = margin_accuracy(&f, &s);
    matrix_free(&f);
    matrix_free(&s);
    return accuracy;
}

/* La part des points x où f(x) et f(−x) sont de signes contraires. */
static double opposite_share(const Svm *svm, const Matrix *X)
{
    size_t count = 0;
    for (size_t n = 0; n < X->rows; n++) {
        double minus[2] = { -AT(X, n, 0), -AT(X, n, 1) };
        count +=
            svm_decision(svm, &AT(X, n, 0)) * svm_decision(svm, minus) < 0;
    }
    return (double)count / (double)X->rows;
}

/* Ce qu'on retient de chaque noyau, graine par graine. */
enum { SCORE, SUPPORT, OPPOSITE, CITED, SEEN = CITED, NORM, MEASURES };
static const char *const measures[MEASURES] = {
    [SCORE] = ".score", [SUPPORT] = ".support", [OPPOSITE] = ".opposite",
    [SEEN] = ".seen",   [NORM] = ".norm",
};
typedef struct {
    double value[CONTENDERS][MEASURES][SEEDS];
} Trials;

static size_t mirrored_count(const Sets *sets)
{
    return sets->fresh.X.rows < MIRRORED ? sets->fresh.X.rows : MIRRORED;
}

static void run_seed(Trials *trials, const Report *report, size_t seed)
{
    Random random = report_random(report, 1900 + seed);
    Sets sets = course_sets(&course, FRESH, &random);
    Matrix mirrored = matrix_rows(&sets.fresh.X, 0, mirrored_count(&sets));
    for (size_t i = 0; i < CONTENDERS; i++) {
        Svm svm = fit(&contenders[i].kernel, &sets.data);
        double now[MEASURES] = {
            [SCORE] = score(&svm, &sets.fresh),
            [SUPPORT] = (double)svm.count,
            [OPPOSITE] = opposite_share(&svm, &mirrored),
            [SEEN] = score(&svm, &sets.data),
            [NORM] = svm_squared_norm(&svm),
        };
        for (size_t m = 0; m < MEASURES; m++)
            trials->value[i][m][seed] = now[m];
        svm_free(&svm);
    }
    sets_free(&sets);
}

/* Le score de toutes les graines, et ce que le texte cite du reste. */
static void write_scores(Report *report)
{
    static Trials trials;
    size_t seeds = seed_count(report);
    char key[64];
    double odd = 0;
    for (size_t seed = 0; seed < seeds; seed++) {
        run_seed(&trials, report, seed);
        report_progress("graine", seed + 1, seeds);
    }
    for (size_t i = 0; i < CONTENDERS; i++)
        for (size_t m = 0; m < (i == TANH_PLUS ? MEASURES : CITED); m++) {
            Summary s = summarize(trials.value[i][m], seeds);
            report_summary(report, key_of(key, &contenders[i], measures[m]),
                           &s);
            if (m == SCORE && (i == LINEAR || i == CUBE || i == TANH))
                odd = fmax(odd, s.high);
        }
    report_number(report, "odd.high", odd);
}

/* --- Les frontières ------------------------------------------------------ */

enum { SIDE = 81 };

/* Jusqu'où vont les cartes. */
static double reach_of(const Dataset *data)
{
    return course.path ? 1.05 * matrix_max_abs(&data->X) : 1.8;
}

/* f sur une grille, et les vecteurs de support. */
static void write_picture(Report *report, const Contender *k, const Svm *svm,
                          const Dataset *data)
{
    char name[64];
    Matrix grid = map_grid(reach_of(data), SIDE);
    Matrix f = matrix_create(grid.rows, 1);
    svm_decisions(&f, svm, &grid);
    snprintf(name, sizeof name, "map_%s.tsv", k->name);
    report_map(report, name, &grid, &f);
    snprintf(name, sizeof name, "support_%s.tsv", k->name);
    FILE *table = report_table(report, name, "x1\tx2\tclass");
    for (size_t i = 0; i < svm->count; i++) {
        size_t n = svm->support[i];
        fprintf(table, "%.6g\t%.6g\t%zu\n", AT(&data->X, n, 0),
                AT(&data->X, n, 1), dataset_class(data, n));
    }
    report_table_close(report, table, name);
    matrix_free(&grid);
    matrix_free(&f);
}

/* w = Φᵀ a, où aₙ = αₙ sₙ : la droite que le noyau ne montre pas. */
static void write_line(Report *report, const Svm *svm)
{
    Matrix Phi = matrix_create(svm->X.rows, monomial_count(2, 2));
    Matrix a = matrix_create(svm->X.rows, 1), w = matrix_create(Phi.cols, 1);
    plane_features(&Phi, &svm->kernel, &svm->X);
    matrix_hadamard(&a, &svm->alpha, &svm->s);
    matrix_multiply_tn(&w, &Phi, &a);
    /* Les colonnes de Φ : 1, x₂, x₂², x₁, x₁ x₂, x₁². */
    report_number(report, "line.w1", w.data[5]);
    report_number(report, "line.w2", w.data[4]);
    report_number(report, "line.w3", w.data[2]);
    report_number(report, "check.line.b", svm->b);
    matrix_free(&Phi);
    matrix_free(&a);
    matrix_free(&w);
}

static void write_album(Report *report)
{
    char key[64];
    Random random = report_random(report, 19);
    Sets sets = course_sets(&course, FRESH, &random);
    report_points(report, "points.tsv", &sets.data);
    for (size_t i = 0; i < CONTENDERS; i++) {
        const Contender *k = &contenders[i];
        Svm svm = fit(&k->kernel, &sets.data);
        write_picture(report, k, &svm, &sets.data);
        report_number(report, key_of(key, k, ".picture"),
                      score(&svm, &sets.fresh));
        if (i == SQUARE)
            write_line(report, &svm);
        svm_free(&svm);
    }
    sets_free(&sets);
}

/* --- Le spectre ---------------------------------------------------------- */

enum { FEW = 20 };

/* Quelques points des cercles, ou du lecteur. */
static Sets few_points(const Report *report, size_t seed)
{
    Random random = report_random(report, 1950 + seed);
    Course few = course;
    few.per_class = FEW;
    return course_sets(&few, 1, &random);
}

static size_t spectrum_size(const Sets *sets)
{
    return sets->data.X.rows < 2 * FEW ? sets->data.X.rows : 2 * FEW;
}

/* λ / λ_max, de la plus grande à la plus petite. */
static void spectrum(Matrix *lambda, const Kernel *kernel, const Matrix *X,
                     bool centred)
{
    Matrix G = matrix_create(X->rows, X->rows);
    kernel_gram(&G, kernel, X, X);
    if (centred)
        centre_gram(&G);
    eigenvalues(lambda, &G);
    matrix_scale(lambda, 1 / matrix_max_abs(lambda), lambda);
    matrix_free(&G);
}

static void write_table(Report *report, Matrix lambda[CONTENDERS])
{
    FILE *table = report_table(report, "spectrum.tsv",
                               "rank\tlinear\tcube\tsquare\tcube1\tgauss\t"
                               "tanh_minus\ttanh\ttanh_plus");
    for (size_t r = 0; r < lambda[0].rows; r++) {
        fprintf(table, "%zu", r + 1);
        for (size_t i = 0; i < CONTENDERS; i++)
            fprintf(table, "\t%.6g", lambda[i].data[r]);
        fputc('\n', table);
    }
    report_table_close(report, table, "spectrum.tsv");
}

/* Combien de valeurs propres dépassent l'arrondi. */
static long long rank_of(const Matrix *lambda)
{
    long long rank = 0;
    for (size_t r = 0; r < lambda->rows; r++)
        rank += fabs(lambda->data[r]) > 1e-14;
    return rank;
}

/* La plus basse valeur propre, avec et sans la contrainte Σ aₙ = 0. */
typedef struct {
    double least[CONTENDERS][SEEDS], centred[CONTENDERS][SEEDS];
} Lowest;

/* Les spectres d'une graine ; lambda garde ceux des matrices entières. */
static void take_spectra(Lowest *lowest, Matrix lambda[CONTENDERS],
                         const Report *report, size_t seed)
{
    Sets sets = few_points(report, seed);
    size_t size = spectrum_size(&sets);
    Matrix X = matrix_rows(&sets.data.X, 0, size);
    for (size_t i = 0; i < CONTENDERS; i++) {
        const Kernel *kernel = &contenders[i].kernel;
        spectrum(&lambda[i], kernel, &X, true);
        lowest->centred[i][seed] = lambda[i].data[size - 1];
        spectrum(&lambda[i], kernel, &X, false);
        lowest->least[i][seed] = lambda[i].data[size - 1];
    }
    sets_free(&sets);
}

static void write_lowest(Report *report, const Lowest *lowest, size_t seeds)
{
    double valid = 0;
    for (size_t i = 0; i < VALID; i++)
        valid = fmin(valid, fmin(summarize(lowest->least[i], seeds).low,
                                 summarize(lowest->centred[i], seeds).low));
    report_number(report, "valid.least", valid);
    Summary s = summarize(lowest->least[TANH], seeds);
    report_summary(report, "tanh.least", &s);
    s = summarize(lowest->centred[TANH_MINUS], seeds);
    report_summary(report, "tanh_minus.centred", &s);
    s = summarize(lowest->centred[TANH_PLUS], seeds);
    report_summary(report, "tanh_plus.centred", &s);
}

static void write_spectra(Report *report)
{
    static Lowest lowest;
    char key[64];
    Matrix lambda[CONTENDERS];
    Sets sets = few_points(report, 0);
    size_t size = spectrum_size(&sets);
    sets_free(&sets);
    for (size_t i = 0; i < CONTENDERS; i++)
        lambda[i] = matrix_create(size, 1);
    for (size_t seed = seed_count(report); seed-- > 0;)
        take_spectra(&lowest, lambda, report, seed);
    write_lowest(report, &lowest, seed_count(report));
    write_table(report, lambda); /* ceux de la première graine */
    for (size_t i = 0; i < VALID; i++)
        report_integer(report, key_of(key, &contenders[i], ".rank"),
                       rank_of(&lambda[i]));
    for (size_t i = 0; i < CONTENDERS; i++)
        matrix_free(&lambda[i]);
    report_integer(report, "spectrum.points", (long long)size);
}

/* --- Deux points --------------------------------------------------------- */

/* Les points (near, 0) et (q, 0). */
static void write_determinant(Report *report)
{
    static const size_t shown[] = { GAUSS, TANH_MINUS, TANH, TANH_PLUS };
    const double near = 0.5, far = 2;
    FILE *table = report_table(report, "determinant.tsv",
                               "q\tgauss\ttanh_minus\ttanh\ttanh_plus");
    for (size_t s = 0; s <= 120; s++) {
        double x[2] = { near, 0 }, z[2] = { 0.025 * (double)s, 0 };
        fprintf(table, "%.6g", z[0]);
        for (size_t i = 0; i < 4; i++)
            fprintf(table, "\t%.6g",
                    pair_determinant(&contenders[shown[i]].kernel, x, z, 2));
        fputc('\n', table);
    }
    report_table_close(report, table, "determinant.tsv");
    double x[2] = { near, 0 }, z[2] = { far, 0 };
    Kernel tanh1 = kernel_sigmoid(1, 0), *k = &tanh1; /* celui de l'exercice */
    report_number(report, "pair.near", near);
    report_number(report, "pair.far", far);
    report_number(report, "pair.xx", kernel_value(k, x, x, 2));
    report_number(report, "pair.zz", kernel_value(k, z, z, 2));
    report_number(report, "pair.xz", kernel_value(k, x, z, 2));
    report_number(report, "pair.determinant", pair_determinant(k, x, z, 2));
}

/* Les réglages et les comptes que le texte rappelle. */
static void write_settings(Report *report)
{
    BestClassifier best = course_best(course.noise);
    Random random = report_random(report, 19);
    Sets sets = course_sets(&course, FRESH, &random);
    long long N = (long long)sets.data.X.rows;
    report_number(report, "best.accuracy", best.accuracy);
    report_number(report, "odd.bound", odd_bound(best.accuracy));
    report_integer(report, "points", N);
    report_integer(report, "fresh", (long long)sets.fresh.X.rows);
    report_integer(report, "mirrored", (long long)mirrored_count(&sets));
    report_number(report, "gamma", gamma_kernel);
    report_number(report, "price", price);
    report_integer(report, "features.plane", (long long)monomial_count(2, 3));
    report_integer(report, "features.images",
                   (long long)monomial_count(PIXELS, 3));
    report_integer(report, "images", IMAGES);
    report_integer(report, "gram.points", N * N);
    report_integer(report, "gram.images", (long long)IMAGES * IMAGES);
    sets_free(&sets);
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 2];
    size_t count = course_options(options, &course, "points noise data");
    options[count++] =
        (Option){ "gamma", "le γ des noyaux", .real = &gamma_kernel,
                  .low = 0.05, .high = 10 };
    options[count++] = (Option){ "C", "prix des loss devant la pénalité",
                                 .real = &price, .low = 1e-3, .high = 100 };
    Report report = report_open(argc, argv, options, count);
    course_open(&course, true);
    course_require_two_classes(&course);
    set_gamma();
    write_settings(&report);
    write_determinant(&report);
    write_spectra(&report);
    write_album(&report);
    write_scores(&report);
    course_close(&course);
    report_close(&report);
}
