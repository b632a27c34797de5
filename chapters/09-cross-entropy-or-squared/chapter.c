/* Chapitre 9 : la même leçon apprise par deux loss, d'un bon départ et d'un
 * mauvais ; et une régression. */
#include <math.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"
#include "trained.h"

enum { SEEDS = 20, QUICK_SEEDS = 2, FRESH = 5000 };

static size_t seed_count(const Report *report)
{
    return report->quick ? QUICK_SEEDS : SEEDS;
}

/* --- Deux classes, contre la marge --------------------------------------- */

static void report_margin(Report *report, const char *name, double z)
{
    char key[64];
    double cross = -cross_slope_of_margin(z);
    double squared = -squared_slope_of_margin(z);
    snprintf(key, sizeof key, "%s.cross", name);
    report_number(report, key, cross);
    snprintf(key, sizeof key, "%s.squared", name);
    report_number(report, key, squared);
    snprintf(key, sizeof key, "%s.ratio", name);
    report_number(report, key, cross / squared);
}

static void write_margin(Report *report)
{
    enum { POINTS = 401 };
    const double reach = 10, shown = 6;
    FILE *table =
        report_table(report, "margin.tsv",
                     "z\tcross\tsquared\tpush of cross\tpush of squared");
    for (int i = 0; i < POINTS; i++) {
        double z = reach * (2.0 * i / (POINTS - 1) - 1);
        fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\t%.6g\n", z, cross_of_margin(z),
                squared_of_margin(z), -cross_slope_of_margin(z),
                -squared_slope_of_margin(z));
    }
    report_table_close(report, table, "margin.tsv");
    report_integer(report, "margin", (long long)shown);
    report_margin(report, "wrong", -shown);
    report_margin(report, "check.right", shown);
}

/* --- D'un bon départ et d'un mauvais ------------------------------------- */

static const size_t marks[] = { 0, 5, 10, 20, 30, 50, 100, COURSE_EPOCHS };
enum { MARKS = sizeof marks / sizeof *marks, CITED = 50 };

/* Les quatre apprentissages, et l'erreur quadratique à d'autres taux. */
enum { GOOD_CROSS, GOOD_SQUARED, BAD_CROSS, BAD_SQUARED, RUNS };
static const double faster[] = { 1, 3, 10 };
enum { FASTER = sizeof faster / sizeof *faster };

/* Les exemples mal classés : leur part, puis, en moyenne, leur ŷ_c et la
 * poussée −∂ℓ/∂ỹ_c de chaque loss. */
enum { WRONG, Y_HAT, PUSH_CROSS, PUSH_SQUARED, MISTAKES };

typedef struct {
    Curves curves;                 /* parts de bonnes réponses */
    double at_rate[FASTER][SEEDS]; /* après CITED epochs, mauvais départ */
    double start[MISTAKES][SEEDS]; /* au mauvais départ */
    long long stuck, swallowed;    /* l'erreur quadratique, à la fin */
    double last_y_hat, last_push;  /* les plus grands, là où elle échoue */
} Trials;

/* Une graine : ses données, ses points neufs, ses poids. */
typedef struct {
    size_t seed;
    Random random;
    Dataset data, fresh;
    Parameters p;
} Lesson;

static Lesson lesson_create(size_t seed)
{
    Lesson lesson = { .seed = seed, .random = random_seeded(9000 + seed) };
    lesson.data = course_circles(COURSE_PER_CLASS, &lesson.random);
    lesson.fresh = course_circles(FRESH, &lesson.random);
    lesson.p = course_network(COURSE_NH, &lesson.random);
    return lesson;
}

static void lesson_free(Lesson *lesson)
{
    dataset_free(&lesson->data);
    dataset_free(&lesson->fresh);
    parameters_free(&lesson->p);
}

/* Un apprentissage suivi : la quantité run des courbes. */
typedef struct {
    Curves *curves;
    const Lesson *lesson;
    size_t run;
} Watch;

static void keep_accuracy(void *context, size_t epoch, const Parameters *p)
{
    const Watch *w = context;
    for (size_t m = 0; m < MARKS; m++)
        if (marks[m] == epoch)
            curves_put(w->curves, m, (double)epoch, w->run, w->lesson->seed,
                       evaluate(p, &w->lesson->fresh).accuracy);
}

/* Repart des poids de la leçon, qui ne changent pas ; rend les nouveaux. */
static Parameters learn(const Lesson *lesson, const Training *training,
                        Cost cost)
{
    Parameters p = parameters_create(lesson->p.nx, lesson->p.nh, lesson->p.ny);
    Random random = lesson->random;
    matrix_copy(&p.theta, &lesson->p.theta);
    cost_train(&p, &lesson->data, training, cost, &random);
    return p;
}

static void measure_mistakes(double means[MISTAKES], const Parameters *p,
                             const Dataset *data)
{
    Pass pass = pass_create(p, data->X.rows);
    forward(&pass, p, &data->X);
    for (size_t i = 0; i < MISTAKES; i++)
        means[i] = 0;
    for (size_t n = 0; n < data->X.rows; n++) {
        size_t c = dataset_class(data, n);
        const double *y_hat = &AT(&pass.Y_hat, n, 0), *y = &AT(&data->Y, n, 0);
        double cross[2], squared[2];
        if (matrix_argmax_row(&pass.Y_hat, n) == c)
            continue;
        cross_at_logits(cross, y_hat, y, 2);
        squared_at_logits(squared, y_hat, y, 2);
        means[WRONG]++;
        means[Y_HAT] += y_hat[c];
        means[PUSH_CROSS] -= cross[c];
        means[PUSH_SQUARED] -= squared[c];
    }
    for (size_t i = Y_HAT; i < MISTAKES; i++)
        means[i] /= means[WRONG];
    means[WRONG] /= (double)data->X.rows;
    pass_free(&pass);
}

/* Le réseau répond-il la même classe à tous les exemples ? */
static bool one_answer(const Parameters *p, const Dataset *data)
{
    Pass pass = pass_create(p, data->X.rows);
    forward(&pass, p, &data->X);
    size_t first = matrix_argmax_row(&pass.Y_hat, 0), same = 0;
    for (size_t n = 0; n < data->X.rows; n++)
        same += matrix_argmax_row(&pass.Y_hat, n) == first;
    pass_free(&pass);
    return same == data->X.rows;
}

/* Au-dessous, on a à peine mieux que le hasard. */
#define STUCK 0.55

/* Ce qui retient l'erreur quadratique quand elle échoue. */
static void examine(Trials *trials, const Lesson *lesson, const Parameters *p)
{
    double means[MISTAKES];
    if (evaluate(p, &lesson->fresh).accuracy >= STUCK)
        return;
    measure_mistakes(means, p, &lesson->data);
    trials->stuck++;
    trials->swallowed += one_answer(p, &lesson->data);
    trials->last_y_hat = fmax(trials->last_y_hat, means[Y_HAT]);
    trials->last_push = fmax(trials->last_push, means[PUSH_SQUARED]);
}

static void follow(Trials *trials, const Lesson *lesson, size_t run)
{
    Watch watch = { &trials->curves, lesson, run };
    Training training = course_training();
    training.after_epoch = keep_accuracy;
    training.context = &watch;
    bool cross = run == GOOD_CROSS || run == BAD_CROSS;
    Parameters p = learn(lesson, &training, cross ? COST_CROSS : COST_SQUARED);
    if (run == BAD_SQUARED)
        examine(trials, lesson, &p);
    parameters_free(&p);
}

/* Le mauvais départ : toute la leçon, mais les deux classes échangées. */
static void mislead(Lesson *lesson)
{
    Dataset swapped = dataset_create(lesson->data.X.rows, 2, 2);
    Training training = course_training();
    matrix_copy(&swapped.X, &lesson->data.X);
    for (size_t n = 0; n < swapped.Y.rows; n++)
        AT(&swapped.Y, n, 1 - dataset_class(&lesson->data, n)) = 1;
    train(&lesson->p, &swapped, &training, &lesson->random);
    dataset_free(&swapped);
}

static void try_rates(Trials *trials, const Lesson *lesson)
{
    Training training = course_training();
    training.epochs = CITED;
    for (size_t i = 0; i < FASTER; i++) {
        training.eta = faster[i];
        Parameters p = learn(lesson, &training, COST_SQUARED);
        trials->at_rate[i][lesson->seed] =
            evaluate(&p, &lesson->fresh).accuracy;
        parameters_free(&p);
    }
}

static void run_seed(Trials *trials, size_t seed)
{
    Lesson lesson = lesson_create(seed);
    follow(trials, &lesson, GOOD_CROSS);
    follow(trials, &lesson, GOOD_SQUARED);
    mislead(&lesson);
    double means[MISTAKES];
    measure_mistakes(means, &lesson.p, &lesson.data);
    for (size_t i = 0; i < MISTAKES; i++)
        trials->start[i][seed] = means[i];
    follow(trials, &lesson, BAD_CROSS);
    follow(trials, &lesson, BAD_SQUARED);
    try_rates(trials, &lesson);
    lesson_free(&lesson);
}

static void report_mark(Report *report, const char *name, const Curves *curves,
                        size_t mark, size_t run)
{
    char key[64];
    Summary s = curves_summary(curves, mark, run);
    snprintf(key, sizeof key, "%s%zu", name, marks[mark]);
    report_summary(report, key, &s);
}

static void report_runs(Report *report, const Curves *curves)
{
    static const char *const names[RUNS] = { "good.cross", "good.squared",
                                             "bad.cross", "bad.squared" };
    static const char *const checks[RUNS] = { "check.good.cross",
                                              "check.good.squared",
                                              "check.bad.cross",
                                              "check.bad.squared" };
    for (size_t run = 0; run < RUNS; run++)
        for (size_t m = 0; m < MARKS; m++) {
            bool cited = marks[m] == CITED ||
                         (marks[m] == COURSE_EPOCHS && run != BAD_CROSS);
            report_mark(report, cited ? names[run] : checks[run], curves, m,
                        run);
        }
}

static void report_start(Report *report, Trials *trials)
{
    static const char *const names[MISTAKES] = { "start.wrong", "start.y_hat",
                                                 "start.cross",
                                                 "start.squared" };
    char key[64];
    size_t seeds = trials->curves.seeds;
    for (size_t s = 0; s < MISTAKES; s++) {
        Summary summary = summarize(trials->start[s], seeds);
        report_summary(report, names[s], &summary);
    }
    for (size_t i = 0; i < FASTER; i++) {
        Summary summary = summarize(trials->at_rate[i], seeds);
        snprintf(key, sizeof key, "rate%g", faster[i]);
        report_summary(report, key, &summary);
    }
}

static void write_trials(Report *report)
{
    size_t seeds = seed_count(report);
    Trials trials = { .curves = curves_create(MARKS, RUNS, seeds) };
    for (size_t seed = 0; seed < seeds; seed++) {
        run_seed(&trials, seed);
        report_progress("deux départs", seed + 1, seeds);
    }
    report_curves(report, "runs.tsv", "epoch",
                  "good_cross\tgood_squared\tbad_cross\tbad_squared",
                  &trials.curves);
    report_runs(report, &trials.curves);
    report_start(report, &trials);
    report_integer(report, "stuck.count", trials.stuck);
    report_integer(report, "stuck.swallowed", trials.swallowed);
    report_number(report, "stuck.y_hat", trials.last_y_hat);
    report_number(report, "stuck.push", trials.last_push);
    report_number(report, "stuck", STUCK);
    curves_free(&trials.curves);
}

/* --- Une régression ------------------------------------------------------ */

enum { MEASURES = 200, REGRESSION_EPOCHS = 200, REGRESSION_NH = 10 };
#define NOISE 0.2
#define REGRESSION_ETA 0.02
#define REACH 3.0

/* y = sin x, plus un bruit N(0, noise²), pour x uniforme entre ±REACH. */
static Dataset sine(size_t N, double noise, Random *random)
{
    Dataset data = dataset_create(N, 1, 1);
    for (size_t n = 0; n < N; n++) {
        double x = REACH * (2 * random_uniform(random) - 1);
        data.X.data[n] = x;
        data.Y.data[n] = sin(x) + noise * random_normal(random);
    }
    return data;
}

/* L'écart quadratique moyen √L du réseau à ces données. */
static double distance(const Parameters *p, const Dataset *data)
{
    Pass pass = pass_create(p, data->X.rows);
    cost_forward(&pass, p, &data->X, COST_LINEAR);
    double L = cost_loss(&pass, &data->Y, COST_LINEAR);
    pass_free(&pass);
    return sqrt(L);
}

static void write_fit(Report *report, const Parameters *p, const Dataset *data)
{
    enum { POINTS = 121 };
    Matrix grid = matrix_create(POINTS, 1);
    for (size_t i = 0; i < POINTS; i++)
        grid.data[i] = REACH * (2.0 * (double)i / (POINTS - 1) - 1);
    Pass pass = pass_create(p, POINTS);
    cost_forward(&pass, p, &grid, COST_LINEAR);
    FILE *table = report_table(report, "fit.tsv", "x\tsin x\ty_hat");
    for (size_t i = 0; i < POINTS; i++)
        fprintf(table, "%.6g\t%.6g\t%.6g\n", grid.data[i], sin(grid.data[i]),
                pass.Y_hat.data[i]);
    report_table_close(report, table, "fit.tsv");
    table = report_table(report, "measures.tsv", "x\ty");
    for (size_t n = 0; n < data->X.rows; n++)
        fprintf(table, "%.6g\t%.6g\n", data->X.data[n], data->Y.data[n]);
    report_table_close(report, table, "measures.tsv");
    pass_free(&pass);
    matrix_free(&grid);
}

/* Ce qui reste sur les mesures, sur des mesures neuves, et la distance au
 * sinus sans bruit. */
enum { SEEN, NEW, TRUTH, DISTANCES };

static void fit_seed(Report *report, double distances[DISTANCES][SEEDS],
                     size_t seed)
{
    Random random = random_seeded(9500 + seed);
    Dataset data = sine(MEASURES, NOISE, &random);
    Dataset fresh = sine(2 * FRESH, NOISE, &random);
    Dataset truth = sine(2 * FRESH, 0, &random);
    Parameters p = parameters_create(1, REGRESSION_NH, 1);
    parameters_random(&p, COURSE_WEIGHT, &random);
    Training training = course_training();
    training.eta = REGRESSION_ETA;
    training.epochs = REGRESSION_EPOCHS;
    cost_train(&p, &data, &training, COST_LINEAR, &random);
    if (seed == 0)
        write_fit(report, &p, &data);
    distances[SEEN][seed] = distance(&p, &data);
    distances[NEW][seed] = distance(&p, &fresh);
    distances[TRUTH][seed] = distance(&p, &truth);
    parameters_free(&p);
    dataset_free(&data);
    dataset_free(&fresh);
    dataset_free(&truth);
}

static void write_regression(Report *report)
{
    static const char *const names[DISTANCES] = { "fit.seen", "fit.new",
                                                  "fit.truth" };
    double distances[DISTANCES][SEEDS];
    size_t seeds = seed_count(report);
    for (size_t seed = 0; seed < seeds; seed++)
        fit_seed(report, distances, seed);
    for (size_t d = 0; d < DISTANCES; d++) {
        Summary s = summarize(distances[d], seeds);
        report_summary(report, names[d], &s);
    }
    report_integer(report, "fit.measures", MEASURES);
    report_integer(report, "fit.epochs", REGRESSION_EPOCHS);
    report_number(report, "fit.noise", NOISE);
    report_number(report, "fit.eta", REGRESSION_ETA);
}

int main(int argc, char **argv)
{
    Report report = report_open(argc, argv, NULL, 0);
    write_margin(&report);
    write_trials(&report);
    write_regression(&report);
    report_integer(&report, "epochs", COURSE_EPOCHS);
    report_integer(&report, "cited", CITED);
    report_integer(&report, "fresh", 2 * FRESH);
    report_number(&report, "eta", COURSE_ETA);
    report_close(&report);
}
