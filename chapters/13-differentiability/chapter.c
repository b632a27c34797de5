/* Chapitre 13 : ce que voit la rétropropagation d'une marche, d'un angle et
 * d'une courbe. */
#include <math.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/gradient_check.h"
#include "../../lib/problem.h"
#include "../../lib/report.h"
#include "formulas.h"
#include "shapes.h"

enum { SEEDS = 20, QUICK_SEEDS = 2, FRESH = 5000 };

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;

static size_t seed_count(const Report *report)
{
    return report->quick ? QUICK_SEEDS : SEEDS;
}

/* --- La loss le long d'un poids ------------------------------------------ */

/* Le même réseau, les mêmes points, un seul poids que l'on déplace : trois
 * activations, trois loss. */
static void write_along(Report *report)
{
    enum { POINTS = 1201, PER_CLASS = 10, NH = 3 };
    const double reach = 3;
    Activation shapes[] = { activation_tanh(), activation_relu(0),
                            activation_step() };
    Random random = report_random(report, 1318);
    Course few = course;
    few.per_class = PER_CLASS;
    Sets sets = course_sets(&few, 0, &random);
    size_t all = sets.data.X.rows,
           N = all < 2 * PER_CLASS ? all : 2 * PER_CLASS;
    Dataset data = dataset_slice(&sets.data, 0, N);
    Parameters p = parameters_create(data.X.cols, NH, data.Y.cols);
    matrix_random_normal(&p.theta, 1, &random);
    FILE *table = report_table(report, "along.tsv", "w\ttanh\trelu\tstep");
    for (int i = 0; i < POINTS; i++) {
        AT(&p.Wh, 0, 0) = reach * (2.0 * i / (POINTS - 1) - 1);
        fprintf(table, "%.6g", AT(&p.Wh, 0, 0));
        for (size_t f = 0; f < sizeof shapes / sizeof *shapes; f++)
            fprintf(table, "\t%.9g",
                    activated_evaluate(&p, &data, &shapes[f]).loss);
        fputc('\n', table);
    }
    report_table_close(report, table, "along.tsv");
    report_integer(report, "along.points", (long long)N);
    parameters_free(&p);
    sets_free(&sets);
}

/* --- Apprendre avec chaque activation ------------------------------------ */

typedef struct {
    Random random;
    Sets sets;
    Parameters p;
} Lesson;

static Lesson lesson_create(const Report *report, uint64_t seed, size_t nh)
{
    Lesson l = { .random = report_random(report, seed) };
    l.sets = course_sets(&course, FRESH, &l.random);
    l.p = course_start(&course, nh, &l.sets.data, &l.random);
    return l;
}

static void lesson_free(Lesson *l)
{
    sets_free(&l->sets);
    parameters_free(&l->p);
}

/* Une façon d'apprendre. */
typedef struct {
    const char *key;
    Activation f;
    size_t nh;
    bool biases; /* biais cachés tirés comme les poids ; sinon nuls */
} Recipe;

/* Ce qu'un apprentissage laisse. */
typedef struct {
    double accuracy;
    double hidden; /* de combien W_h et b_h ont bougé, au plus */
    double output; /* et W_y */
} Outcome;

/* De combien A a bougé, au plus ; 10⁹ si l'apprentissage a divergé. */
static double moved(const Matrix *A, const Matrix *start)
{
    return fmin(matrix_max_difference(A, start), 1e9);
}

static Outcome learn(const Report *report, const Recipe *recipe, uint64_t seed)
{
    Lesson l = lesson_create(report, seed, recipe->nh);
    if (recipe->biases)
        matrix_random_normal(&l.p.bh, course.weight, &l.random);
    Parameters start = parameters_create(l.p.nx, l.p.nh, l.p.ny);
    matrix_copy(&start.theta, &l.p.theta);
    Training training = course_descent(&course);
    activated_train(&l.p, &l.sets.data, &training, &recipe->f, &l.random);
    Outcome outcome = {
        .accuracy =
            activated_evaluate(&l.p, &l.sets.fresh, &recipe->f).accuracy,
        .hidden = fmax(moved(&l.p.Wh, &start.Wh), moved(&l.p.bh, &start.bh)),
        .output = moved(&l.p.Wy, &start.Wy),
    };
    parameters_free(&start);
    lesson_free(&l);
    return outcome;
}

static Summary write_recipe(Report *report, const Recipe *recipe)
{
    size_t seeds = seed_count(report);
    double accuracy[SEEDS], hidden[SEEDS], output[SEEDS];
    for (size_t seed = 0; seed < seeds; seed++) {
        Outcome outcome = learn(report, recipe, 13000 + seed);
        accuracy[seed] = outcome.accuracy;
        hidden[seed] = outcome.hidden;
        output[seed] = outcome.output;
        report_progress(recipe->key, seed + 1, seeds);
    }
    char key[64];
    Summary s = summarize(accuracy, seeds), far = summarize(hidden, seeds);
    report_summary(report, recipe->key, &s);
    snprintf(key, sizeof key, "check.%s.hidden.low", recipe->key);
    report_number(report, key, far.low);
    snprintf(key, sizeof key, "check.%s.hidden.high", recipe->key);
    report_number(report, key, far.high);
    snprintf(key, sizeof key, "%s.moved", recipe->key);
    if (recipe->nh == course.nh)
        report_number(report, key, far.high);
    far = summarize(output, seeds);
    snprintf(key, sizeof key, "check.%s.output.low", recipe->key);
    report_number(report, key, far.low);
    return s;
}

/* La pente empruntée est celle d'une sigmoïde de cette largeur. */
static double borrowed = 0.3;

static void write_recipes(Report *report)
{
    const Recipe recipes[] = {
        { "tanh", activation_tanh(), course.nh, false },
        { "relu", activation_relu(0), course.nh, false },
        { "step.zero", activation_step(), course.nh, false },
        { "borrowed", activation_borrowed(borrowed), course.nh, false },
    };
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++)
        write_recipe(report, &recipes[i]);
    report_number(report, "borrowed.T", borrowed);
}

/* La marche, avec de plus en plus de neurones tirés une fois pour toutes. */
static void write_widths(Report *report)
{
    const size_t few = 3 * course.nh / 10;
    const size_t widths[] = { few ? few : 1, course.nh, 3 * course.nh,
                              10 * course.nh };
    FILE *table =
        report_table(report, "width.tsv", "nh\tmean\thalf\tlow\thigh");
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
        char key[32];
        snprintf(key, sizeof key, "width%zu", w + 1);
        report_integer(report, key, (long long)widths[w]);
        snprintf(key, sizeof key, "step.width%zu", w + 1);
        Recipe recipe = { key, activation_step(), widths[w], true };
        Summary s = write_recipe(report, &recipe);
        fprintf(table, "%zu\t%.6g\t%.6g\t%.6g\t%.6g\n", widths[w], s.mean,
                s.half_width, s.low, s.high);
    }
    report_table_close(report, table, "width.tsv");
}

/* --- De la courbe à la marche -------------------------------------------- */

/* Part des (exemple, neurone) dont la pente dépasse le centième de son maximum,
 * au départ de l'apprentissage. */
static double awake(const Lesson *l, double T)
{
    Activation f = activation_soft(T);
    Pass pass = pass_create(&l->p, l->sets.data.X.rows);
    size_t count = 0, all = matrix_size(&pass.H);
    activated_forward(&pass, &l->p, &l->sets.data.X, &f);
    for (size_t i = 0; i < all; i++)
        count += soft_slope(pass.H_tilde.data[i], T) > 0.01 / (4 * T);
    pass_free(&pass);
    return (double)count / (double)all;
}

enum { ACCURACY, AWAKE, SOFT_QUANTITIES };

static void write_soft(Report *report)
{
    static const double widths[] = { 1e-3, 1e-2, 1e-1, 1 };
    enum { WIDTHS = sizeof widths / sizeof *widths };
    size_t seeds = seed_count(report);
    Curves curves = curves_create(WIDTHS, SOFT_QUANTITIES, seeds);
    for (size_t w = 0; w < WIDTHS; w++) {
        Recipe recipe = { "", activation_soft(widths[w]), course.nh, false };
        for (size_t seed = 0; seed < seeds; seed++) {
            Lesson l = lesson_create(report, 13000 + seed, course.nh);
            curves_put(&curves, w, widths[w], AWAKE, seed,
                       awake(&l, widths[w]));
            lesson_free(&l);
            curves_put(&curves, w, widths[w], ACCURACY, seed,
                       learn(report, &recipe, 13000 + seed).accuracy);
        }
        char key[32];
        Summary s = curves_summary(&curves, w, ACCURACY);
        snprintf(key, sizeof key, "soft%zu", w + 1);
        report_summary(report, key, &s);
        s = curves_summary(&curves, w, AWAKE);
        snprintf(key, sizeof key, "awake%zu", w + 1);
        report_summary(report, key, &s);
        report_progress("largeurs de la marche", w + 1, WIDTHS);
    }
    report_curves(report, "soft.tsv", "T", "accuracy\tawake", &curves);
    curves_free(&curves);
}

/* --- L'angle de ReLU ----------------------------------------------------- */

/* Les paramètres appris avec cette pente en 0 ; à libérer. */
static Parameters learn_relu(const Report *report, double at_zero,
                             uint64_t seed)
{
    Lesson l = lesson_create(report, seed, course.nh);
    Activation f = activation_relu(at_zero);
    Training training = course_descent(&course);
    activated_train(&l.p, &l.sets.data, &training, &f, &l.random);
    Parameters learned = l.p;
    l.p = (Parameters){ 0 };
    lesson_free(&l);
    return learned;
}

/* La pente choisie en 0 change-t-elle un apprentissage ? */
static void write_choices(Report *report)
{
    enum { CHOICE_SEEDS = 5 };
    size_t seeds = report->quick ? QUICK_SEEDS : CHOICE_SEEDS;
    double apart = 0, largest = 0;
    for (size_t seed = 0; seed < seeds; seed++) {
        Parameters zero = learn_relu(report, 0, 13000 + seed);
        Parameters one = learn_relu(report, 1, 13000 + seed);
        apart = fmax(apart, moved(&one.theta, &zero.theta));
        largest = fmax(largest, matrix_max_abs(&zero.theta));
        parameters_free(&zero);
        parameters_free(&one);
    }
    report_integer(report, "choices.n", (long long)seeds);
    report_number(report, "choices.apart", apart);
    report_number(report, "check.choices.largest", largest);
}

/* Δ(t) = (ReLU(t + ε) − ReLU(t − ε)) / 2ε, pour trois pas. */
static double ramp(double t, double epsilon)
{
    return (fmax(t + epsilon, 0) - fmax(t - epsilon, 0)) / (2 * epsilon);
}

static void write_ramps(Report *report)
{
    enum { POINTS = 401 };
    FILE *table = report_table(report, "ramps.tsv", "t\t0.5\t0.2\t0.05");
    for (int i = 0; i < POINTS; i++) {
        double t = 2.0 * i / (POINTS - 1) - 1;
        fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\n", t, ramp(t, 0.5),
                ramp(t, 0.2), ramp(t, 0.05));
    }
    report_table_close(report, table, "ramps.tsv");
}

/* Un des h̃ du lot change-t-il de signe quand (W_h)_{jk} va de −ε à +ε ? */
static bool straddles(const Problem *q, size_t j, size_t k, double epsilon)
{
    for (size_t n = 0; n < q->data.X.rows; n++)
        if (fabs(AT(&q->pass.H_tilde, n, j)) <
            epsilon * fabs(AT(&q->data.X, n, k)))
            return true;
    return false;
}

/* Les pas : quatre puissances de dix, puis celui du cahier. */
static const double epsilons[] = { 1e-1, 1e-2, 1e-3, 1e-4, GRADIENT_STEP };
enum { EPSILONS = sizeof epsilons / sizeof *epsilons };

/* shares = la part des entrées de ∇W_h dont l'intervalle contient un angle,
 * pour chaque pas. */
static void measure_straddles(double shares[EPSILONS], size_t problems,
                              Random *random)
{
    double all = 0;
    memset(shares, 0, EPSILONS * sizeof *shares);
    for (size_t d = 0; d < problems; d++) {
        Problem q = problem_usual(random);
        for (size_t i = 0; i < matrix_size(&q.p.Wh); i++, all++)
            for (size_t s = 0; s < EPSILONS; s++)
                shares[s] +=
                    straddles(&q, i / q.p.nx, i % q.p.nx, epsilons[s]);
        problem_free(&q);
    }
    for (size_t s = 0; s < EPSILONS; s++)
        shares[s] /= all;
}

static void write_straddles(Report *report)
{
    enum { PROBLEMS = 300, QUICK_PROBLEMS = 20 };
    size_t problems = report->quick ? QUICK_PROBLEMS : PROBLEMS;
    size_t seeds = seed_count(report);
    Curves curves = curves_create(EPSILONS - 1, 1, seeds);
    double shares[EPSILONS], usual[SEEDS];
    for (size_t seed = 0; seed < seeds; seed++) {
        Random random = report_random(report, 13500 + seed);
        measure_straddles(shares, problems, &random);
        for (size_t s = 0; s + 1 < EPSILONS; s++)
            curves_put(&curves, s, epsilons[s], 0, seed, shares[s]);
        usual[seed] = shares[EPSILONS - 1];
    }
    report_curves(report, "straddles.tsv", "epsilon", "share", &curves);
    for (size_t s = 0; s + 1 < EPSILONS; s++) {
        char key[32];
        Summary share = curves_summary(&curves, s, 0);
        snprintf(key, sizeof key, "straddles%zu", s + 1);
        report_summary(report, key, &share);
    }
    Summary share = summarize(usual, seeds);
    report_summary(report, "straddles.usual", &share);
    curves_free(&curves);
}

/* Les réglages que le texte rappelle ; un lot n'a pas plus d'exemples qu'il n'y
 * en a. */
static void write_settings(Report *report)
{
    Lesson l = lesson_create(report, 13000, course.nh);
    size_t N = l.sets.data.X.rows;
    course.batch = course.batch < N ? course.batch : N;
    report_integer(report, "nh", (long long)course.nh);
    report_integer(report, "batch", (long long)course.batch);
    report_integer(report, "epochs", (long long)course.epochs);
    report_integer(report, "points", (long long)N);
    report_integer(report, "fresh", (long long)l.sets.fresh.X.rows);
    report_number(report, "eta", course.eta);
    report_number(report, "sigma", course.weight);
    report_number(report, "best.accuracy", course_best(course.noise).accuracy);
    lesson_free(&l);
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 1];
    size_t count = course_options(
        options, &course, "nh eta batch epochs points noise weight data");
    options[0].low = 2; /* de trois dixièmes à dix fois plus de neurones */
    options[0].high = 200;
    options[count++] =
        (Option){ "T", "largeur de la sigmoïde dont on emprunte la pente",
                  .real = &borrowed, .low = 0.001, .high = 100 };
    Report report = report_open(argc, argv, options, count);
    course_open(&course, false);
    write_settings(&report);
    write_along(&report);
    write_recipes(&report);
    write_widths(&report);
    write_soft(&report);
    write_choices(&report);
    write_ramps(&report);
    write_straddles(&report);
    course_close(&course);
    report_close(&report);
}
