/* Chapitre 18 : un SVM linéaire devant deux cercles, dans le plan puis dans
 * l'espace relevé, chaque fois avec son certificat. */
#include <math.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, QUICK_SEEDS = 2, FRESH = 5000, SWEEPS = 1000 };
#define TOLERANCE 1e-12

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;
static double price = 1; /* C */

static size_t seed_count(const Report *report)
{
    return report->quick ? QUICK_SEEDS : SEEDS;
}

/* Une façon d'apprendre : la loss, et l'espace où l'on sépare. */
typedef struct {
    const char *key;
    MarginLoss loss;
    bool lifted;
} Recipe;

enum { RECIPES = 4 };
static const Recipe recipes[RECIPES] = {
    { "hinge", HINGE, false },
    { "squared", SQUARED_HINGE, false },
    { "hinge.lifted", HINGE, true },
    { "squared.lifted", SQUARED_HINGE, true },
};

/* --- Un apprentissage ---------------------------------------------------- */

/* Des points, tels quels et relevés, et leurs classes : 1 pour le petit
 * cercle, −1 pour le grand. */
typedef struct {
    Matrix plane, lifted, s;
} Cloud;

/* De quoi apprendre, de quoi juger. */
typedef struct {
    Sets sets;
    Cloud seen, fresh;
} Draw;

static Cloud cloud_create(const Dataset *data)
{
    return (Cloud){ data->X, lift(&data->X), signed_classes(data, 1) };
}

static void cloud_free(Cloud *c)
{
    matrix_free(&c->lifted);
    matrix_free(&c->s);
}

static Draw draw_create(const Report *report, uint64_t n)
{
    Random random = report_random(report, n);
    Draw d = { .sets = course_sets(&course, FRESH, &random) };
    d.seen = cloud_create(&d.sets.data);
    d.fresh = cloud_create(&d.sets.fresh);
    return d;
}

static void draw_free(Draw *d)
{
    cloud_free(&d->seen);
    cloud_free(&d->fresh);
    sets_free(&d->sets);
}

static const Matrix *coordinates(const Cloud *c, const Recipe *recipe)
{
    return recipe->lifted ? &c->lifted : &c->plane;
}

static LinearSvm learn(const Cloud *c, const Recipe *recipe, double B)
{
    LinearSvmSettings settings = { recipe->loss, price, B };
    LinearSvm svm;
    Error error;
    if (!linear_svm_fit(&svm, coordinates(c, recipe), &c->s, &settings,
                        &error))
        error_exit("chapter18", &error);
    return svm;
}

/* La part de bonnes réponses. */
static double score(const LinearSvm *svm, const Cloud *c, const Recipe *recipe)
{
    Matrix f = matrix_create(c->s.rows, 1);
    linear_svm_decisions(&f, svm, coordinates(c, recipe));
    double share = margin_accuracy(&f, &c->s);
    matrix_free(&f);
    return share;
}

/* Le saut de dualité, relatif au primal ; support reçoit le nombre de αₙ non
 * nuls. */
static double relative_gap(const LinearSvm *svm, const Cloud *c,
                           const Recipe *recipe, size_t *support)
{
    Matrix alpha = matrix_create(c->s.rows, 1);
    Certificate certificate = linear_svm_certify(
        &alpha, svm, coordinates(c, recipe), &c->s, TOLERANCE, SWEEPS);
    *support = 0;
    for (size_t n = 0; n < alpha.rows; n++)
        *support += alpha.data[n] > 0;
    matrix_free(&alpha);
    return certificate.gap;
}

/* --- Un tirage, en image ------------------------------------------------- */

static const char *suffixed(char key[64], const char *prefix,
                            const Recipe *recipe, const char *suffix)
{
    snprintf(key, 64, "%s%s%s", prefix, recipe->key, suffix);
    return key;
}

/* La valeur de décision sur une grille du plan. */
static void write_map(Report *report, const LinearSvm *svm,
                      const Recipe *recipe, double reach)
{
    char name[64];
    Matrix grid = map_grid(reach, 121), Z = lift(&grid);
    Matrix f = matrix_create(grid.rows, 1);
    linear_svm_decisions(&f, svm, recipe->lifted ? &Z : &grid);
    report_map(report, suffixed(name, "map.", recipe, ".tsv"), &grid, &f);
    matrix_free(&grid);
    matrix_free(&Z);
    matrix_free(&f);
}

static void write_picture(Report *report)
{
    enum { PICTURES = 3 };
    char key[64];
    Draw d = draw_create(report, 18);
    double reach = course.path ? 1.05 * matrix_max_abs(&d.seen.plane) : 1.8;
    FILE *table = report_table(report, "weights.tsv", "w1\tw2\tw3\tb");
    for (size_t r = 0; r < PICTURES; r++) {
        LinearSvm svm = learn(&d.seen, &recipes[r], 1);
        write_map(report, &svm, &recipes[r], reach);
        report_number(report, suffixed(key, "picture.", &recipes[r], ""),
                      score(&svm, &d.fresh, &recipes[r]));
        fprintf(table, "%.9g\t%.9g\t%.9g\t%.9g\n", svm.w.data[0],
                svm.w.data[1], recipes[r].lifted ? svm.w.data[2] : 0,
                linear_svm_bias(&svm));
        linear_svm_free(&svm);
    }
    report_table_close(report, table, "weights.tsv");
    report_points(report, "points.tsv", &d.sets.data);
    report_integer(report, "points", (long long)d.seen.s.rows);
    report_integer(report, "fresh", (long long)d.fresh.s.rows);
    draw_free(&d);
}

/* --- SEEDS tirages ------------------------------------------------------- */

/* Ce que l'on retient d'un apprentissage, pour chaque graine. */
typedef struct {
    double accuracy[SEEDS], gap[SEEDS], width[SEEDS], distance[SEEDS];
    double support[SEEDS], radius[SEEDS], center[SEEDS], reach[SEEDS];
} Runs;

static void run(const Report *report, Runs *runs, size_t seed,
                const Recipe *recipe)
{
    size_t support;
    Draw d = draw_create(report, 18000 + seed);
    LinearSvm svm = learn(&d.seen, recipe, 1);
    runs->accuracy[seed] = score(&svm, &d.fresh, recipe);
    runs->gap[seed] = relative_gap(&svm, &d.seen, recipe, &support);
    runs->support[seed] = (double)support;
    runs->width[seed] = margin_width(&svm);
    runs->distance[seed] = line_distance(&svm);
    for (size_t n = 0; n < d.seen.s.rows; n++)
        runs->reach[seed] =
            fmax(runs->reach[seed], sqrt(AT(&d.seen.lifted, n, 2)));
    if (recipe->lifted) {
        Circle circle = boundary_circle(&svm);
        runs->radius[seed] = circle.radius;
        runs->center[seed] = hypot(circle.x1, circle.x2);
    }
    linear_svm_free(&svm);
    draw_free(&d);
}

static void write_quantity(Report *report, const Recipe *recipe,
                           const char *suffix, const double *values)
{
    char key[64];
    Summary s = summarize(values, seed_count(report));
    report_summary(report, suffixed(key, "", recipe, suffix), &s);
}

/* Les droites apprises : à quelle distance de l'origine, et leur score. */
static void write_lines(Report *report, const Recipe *recipe, const Runs *runs)
{
    char name[64];
    FILE *table =
        report_table(report, suffixed(name, "lines.", recipe, ".tsv"),
                     "distance\taccuracy");
    for (size_t seed = 0; seed < seed_count(report); seed++)
        fprintf(table, "%.6g\t%.6g\n", runs->distance[seed],
                runs->accuracy[seed]);
    report_table_close(report, table, name);
}

static void write_runs(Report *report, const Recipe *recipe)
{
    Runs runs = { 0 };
    for (size_t seed = 0; seed < seed_count(report); seed++) {
        run(report, &runs, seed, recipe);
        report_progress(recipe->key, seed + 1, seed_count(report));
    }
    write_quantity(report, recipe, ".accuracy", runs.accuracy);
    write_quantity(report, recipe, ".gap", runs.gap);
    write_quantity(report, recipe, ".support", runs.support);
    if (recipe->lifted && recipe->loss == HINGE)
        return;
    if (recipe->lifted) {
        write_quantity(report, recipe, ".radius", runs.radius);
        write_quantity(report, recipe, ".center", runs.center);
        return;
    }
    write_quantity(report, recipe, ".width", runs.width);
    write_quantity(report, recipe, ".distance", runs.distance);
    if (recipe->loss == SQUARED_HINGE)
        write_quantity(report, recipe, ".reach", runs.reach);
    write_lines(report, recipe, &runs);
}

/* --- Toutes les droites -------------------------------------------------- */

static void write_best(Report *report)
{
    enum { STEPS = 161 };
    BestClassifier best = course_best(course.noise);
    BestLine line = best_line(course.noise);
    FILE *table = report_table(report, "score.tsv", "distance\taccuracy");
    for (int i = 0; i < STEPS; i++) {
        double t = 2.0 * (2.0 * i / (STEPS - 1) - 1);
        fprintf(table, "%.6g\t%.6g\n", t, line_accuracy(t, course.noise));
    }
    report_table_close(report, table, "score.tsv");
    report_number(report, "best.accuracy", best.accuracy);
    report_number(report, "best.radius", best.radius);
    report_number(report, "line.accuracy", line.accuracy);
    report_number(report, "line.distance", line.distance);
}

/* --- Le biais plus ou moins pénalisé ------------------------------------- */

/* Un saut de dualité nul n'a pas de logarithme. */
static double log_gap(double gap)
{
    return log10(fmax(gap, 1e-17));
}

/* Le texte ne cite que quelques valeurs de B : celle de rang i, sous la clef
 * key ; son score, ou le plus grand saut. */
static void write_mark(Report *report, const Curves *curves, size_t i,
                       const char *key, bool gap)
{
    char name[80];
    Summary s = curves_summary(curves, i, gap ? 2 : 0);
    snprintf(name, sizeof name, "%s.gap", key);
    if (gap)
        report_number(report, name, pow(10, s.high));
    else
        report_summary(report, key, &s);
    snprintf(name, sizeof name, "%s.B", key);
    report_number(report, name, curves->abscissa[i]);
}

static void write_bias(Report *report)
{
    static const double B[] = { 0.01, 0.03, 0.1, 0.3, 1, 3, 10 };
    enum { MARKS = sizeof B / sizeof *B, QUANTITIES = 4 };
    Curves curves = curves_create(MARKS, QUANTITIES, seed_count(report));
    for (size_t seed = 0; seed < seed_count(report); seed++) {
        Draw d = draw_create(report, 18500 + seed);
        for (size_t i = 0; i < MARKS; i++)
            for (size_t r = 0; r < 2; r++) {
                size_t support;
                const Recipe *recipe = &recipes[2 + r];
                LinearSvm svm = learn(&d.seen, recipe, B[i]);
                curves_put(&curves, i, B[i], r, seed,
                           score(&svm, &d.fresh, recipe));
                double gap = relative_gap(&svm, &d.seen, recipe, &support);
                curves_put(&curves, i, B[i], 2 + r, seed, log_gap(gap));
                linear_svm_free(&svm);
            }
        draw_free(&d);
        report_progress("biais", seed + 1, seed_count(report));
    }
    report_curves(report, "bias.tsv", "B",
                  "hinge\tsquared\tlog10 gap\tlog10 squared gap", &curves);
    write_mark(report, &curves, 0, "tiny", false);
    write_mark(report, &curves, 3, "enough", false);
    write_mark(report, &curves, 6, "large", false);
    write_mark(report, &curves, 4, "usual", true);
    write_mark(report, &curves, 6, "excess", true);
    curves_free(&curves);
}

/* --- Secouer la solution ------------------------------------------------- */

/* Des déplacements au hasard de (w, ω), de norme 10^−3 à 1 : combien abaissent
 * P, et le plus petit rapport de la hausse à ½ ‖d‖². */
typedef struct {
    long long better;
    double least;
} Shaking;

static Shaking shake(const LinearSvm *svm, const Matrix *X, const Matrix *s,
                     int draws, Random *random)
{
    Shaking result = { 0, INFINITY };
    double from = linear_svm_primal(svm, X, s);
    LinearSvm moved = linear_svm_create(svm->w.rows, &svm->settings);
    for (int draw = 0; draw < draws; draw++) {
        double size = pow(10, -3 * random_uniform(random));
        matrix_random_normal(&moved.w, 1, random);
        moved.omega = random_normal(random);
        double norm =
            sqrt(matrix_dot(&moved.w, &moved.w) + moved.omega * moved.omega);
        matrix_scale(&moved.w, size / norm, &moved.w);
        matrix_add(&moved.w, &moved.w, &svm->w);
        moved.omega = moved.omega * size / norm + svm->omega;
        double rise = linear_svm_primal(&moved, X, s) - from;
        result.better += rise < 0;
        result.least = fmin(result.least, rise / (0.5 * size * size));
    }
    linear_svm_free(&moved);
    return result;
}

/* Les mêmes secousses pour une solution et pour une autre, inachevée. */
static void write_shaking(Report *report)
{
    enum { DRAWS = 2000 };
    size_t support;
    Random random = report_random(report, 1804);
    Draw d = draw_create(report, 1803);
    LinearSvm done = learn(&d.seen, &recipes[2], 1);
    LinearSvm undone = learn(&d.seen, &recipes[2], 10);
    Shaking good = shake(&done, &d.seen.lifted, &d.seen.s, DRAWS, &random);
    Shaking bad = shake(&undone, &d.seen.lifted, &d.seen.s, DRAWS, &random);
    report_integer(report, "shaking.draws", DRAWS);
    report_integer(report, "shaking.done.better", good.better);
    report_number(report, "shaking.done.least", good.least);
    report_number(report, "shaking.done.gap",
                  relative_gap(&done, &d.seen, &recipes[2], &support));
    report_integer(report, "shaking.undone.better", bad.better);
    report_number(report, "shaking.undone.gap",
                  relative_gap(&undone, &d.seen, &recipes[2], &support));
    linear_svm_free(&done);
    linear_svm_free(&undone);
    draw_free(&d);
}

/* --- Les deux loss ------------------------------------------------------- */

static void write_losses(Report *report)
{
    enum { STEPS = 201 };
    FILE *table = report_table(report, "losses.tsv",
                               "m\thinge\tsquared\tslope\tsquared_slope");
    for (int i = 0; i < STEPS; i++) {
        double m = -1.5 + 4.0 * i / (STEPS - 1);
        fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\t%.6g\n", m, hinge(m),
                squared_hinge(m), hinge_slope(m), squared_hinge_slope(m));
    }
    report_table_close(report, table, "losses.tsv");
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 1];
    size_t count = course_options(options, &course, "points noise data");
    options[count++] = (Option){ "C", "prix des loss devant la pénalité",
                                 .real = &price, .low = 1e-6, .high = 1e6 };
    Report report = report_open(argc, argv, options, count);
    course_open(&course, true);
    course_require_two_classes(&course);
    report_number(&report, "price", price);
    write_losses(&report);
    write_best(&report);
    write_picture(&report);
    for (size_t r = 0; r < RECIPES; r++)
        write_runs(&report, &recipes[r]);
    write_bias(&report);
    write_shaking(&report);
    course_close(&course);
    report_close(&report);
}
