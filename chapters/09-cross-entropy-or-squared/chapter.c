/* Chapitre 9 : la même leçon apprise par deux loss, d'un bon départ et d'un
 * mauvais ; et une régression. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"
#include "trained.h"

enum { SEEDS = 20, QUICK_SEEDS = 2, FRESH = 5000 };

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;

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

/* Le retard dont le texte donne les deux pentes. */
static size_t shown = 6;

static void write_margin(Report *report)
{
    enum { POINTS = 401 };
    const double reach = 10;
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
    report_margin(report, "wrong", -(double)shown);
    report_margin(report, "check.right", (double)shown);
}

/* --- D'un bon départ et d'un mauvais ------------------------------------- */

enum { MARKS = 8, CITED = 5, LAST = MARKS - 1 };

/* L'epoch de rang m ; avec les 150 epochs du TP, celles du tableau. */
static size_t mark_at(size_t m)
{
    static const size_t usual[MARKS] = { 0,  5,  10,  20,
                                         30, 50, 100, COURSE_EPOCHS };
    return (usual[m] * course.epochs + COURSE_EPOCHS - 1) / COURSE_EPOCHS;
}

/* Les quatre apprentissages, et l'erreur quadratique à d'autres taux. */
enum { GOOD_CROSS, GOOD_SQUARED, BAD_CROSS, BAD_SQUARED, RUNS };
static const double usual_rates[] = { 1, 3, 10 };
enum { FASTER = sizeof usual_rates / sizeof *usual_rates };

static double faster(size_t i)
{
    return usual_rates[i] * (course.eta / COURSE_ETA);
}

/* Les exemples mal classés : leur part, puis, en moyenne, leur ŷ_c et la
 * poussée −∂ℓ/∂ỹ_c de chaque loss. */
enum { WRONG, Y_HAT, PUSH_CROSS, PUSH_SQUARED, MISTAKES };

typedef struct {
    Curves curves;                 /* parts de bonnes réponses */
    double at_rate[FASTER][SEEDS]; /* à la marque CITED, mauvais départ */
    double start[MISTAKES][SEEDS]; /* au mauvais départ */
    long long stuck, swallowed;    /* l'erreur quadratique, à la fin */
    double last_y_hat, last_push;  /* les plus grands, là où elle échoue */
} Trials;

/* Une graine : ses données, ses points neufs, ses poids. */
typedef struct {
    size_t seed;
    Random random;
    Sets sets;
    Parameters p;
} Lesson;

static Lesson lesson_create(const Report *report, size_t seed)
{
    Lesson lesson = { .seed = seed,
                      .random = report_random(report, 9000 + seed) };
    lesson.sets = course_sets(&course, FRESH, &lesson.random);
    lesson.p =
        course_start(&course, course.nh, &lesson.sets.data, &lesson.random);
    return lesson;
}

static void lesson_free(Lesson *lesson)
{
    sets_free(&lesson->sets);
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
        if (mark_at(m) == epoch)
            curves_put(w->curves, m, (double)epoch, w->run, w->lesson->seed,
                       evaluate(p, &w->lesson->sets.fresh).accuracy);
}

/* Repart des poids de la leçon, qui ne changent pas ; rend les nouveaux. */
static Parameters learn(const Lesson *lesson, const Training *training,
                        Cost cost)
{
    Parameters p = parameters_create(lesson->p.nx, lesson->p.nh, lesson->p.ny);
    Random random = lesson->random;
    matrix_copy(&p.theta, &lesson->p.theta);
    cost_train(&p, &lesson->sets.data, training, cost, &random);
    return p;
}

/* Ajoute l'exemple n, mal classé ; push a la place d'un gradient. */
static void add_mistake(double sums[MISTAKES], double *push, const Pass *pass,
                        const Dataset *data, size_t n)
{
    size_t c = dataset_class(data, n), ny = data->Y.cols;
    const double *y_hat = &AT(&pass->Y_hat, n, 0), *y = &AT(&data->Y, n, 0);
    sums[WRONG]++;
    sums[Y_HAT] += y_hat[c];
    cross_at_logits(push, y_hat, y, ny);
    sums[PUSH_CROSS] -= push[c];
    squared_at_logits(push, y_hat, y, ny);
    sums[PUSH_SQUARED] -= push[c];
}

static void measure_mistakes(double means[MISTAKES], const Parameters *p,
                             const Dataset *data)
{
    Pass pass = pass_create(p, data->X.rows);
    double *push = allocate(p->ny, sizeof *push);
    forward(&pass, p, &data->X);
    for (size_t i = 0; i < MISTAKES; i++)
        means[i] = 0;
    for (size_t n = 0; n < data->X.rows; n++)
        if (matrix_argmax_row(&pass.Y_hat, n) != dataset_class(data, n))
            add_mistake(means, push, &pass, data, n);
    for (size_t i = Y_HAT; i < MISTAKES && means[WRONG] > 0; i++)
        means[i] /= means[WRONG];
    means[WRONG] /= (double)data->X.rows;
    free(push);
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
static double stuck_below(size_t ny)
{
    return 1.1 / (double)ny;
}

/* Ce qui retient l'erreur quadratique quand elle échoue. */
static void examine(Trials *trials, const Lesson *lesson, const Parameters *p)
{
    double means[MISTAKES];
    if (evaluate(p, &lesson->sets.fresh).accuracy >= stuck_below(p->ny))
        return;
    measure_mistakes(means, p, &lesson->sets.data);
    trials->stuck++;
    trials->swallowed += one_answer(p, &lesson->sets.data);
    trials->last_y_hat = fmax(trials->last_y_hat, means[Y_HAT]);
    trials->last_push = fmax(trials->last_push, means[PUSH_SQUARED]);
}

static void follow(Trials *trials, const Lesson *lesson, size_t run)
{
    Watch watch = { &trials->curves, lesson, run };
    Training training = course_descent(&course);
    training.after_epoch = keep_accuracy;
    training.context = &watch;
    bool cross = run == GOOD_CROSS || run == BAD_CROSS;
    Parameters p = learn(lesson, &training, cross ? COST_CROSS : COST_SQUARED);
    if (run == BAD_SQUARED)
        examine(trials, lesson, &p);
    parameters_free(&p);
}

/* Le mauvais départ : toute la leçon, mais les deux classes échangées ; s'il y
 * en a plus de deux, chacune devient la suivante. */
static void mislead(Lesson *lesson)
{
    const Dataset *data = &lesson->sets.data;
    Dataset swapped = dataset_create(data->X.rows, data->X.cols, data->Y.cols);
    Training training = course_descent(&course);
    matrix_copy(&swapped.X, &data->X);
    for (size_t n = 0; n < swapped.Y.rows; n++)
        AT(&swapped.Y, n, (dataset_class(data, n) + 1) % data->Y.cols) = 1;
    network_train(&lesson->p, &swapped, &training, &lesson->random);
    dataset_free(&swapped);
}

static void try_rates(Trials *trials, const Lesson *lesson)
{
    Training training = course_descent(&course);
    training.epochs = mark_at(CITED);
    for (size_t i = 0; i < FASTER; i++) {
        training.eta = faster(i);
        Parameters p = learn(lesson, &training, COST_SQUARED);
        trials->at_rate[i][lesson->seed] =
            evaluate(&p, &lesson->sets.fresh).accuracy;
        parameters_free(&p);
    }
}

static void run_seed(const Report *report, Trials *trials, size_t seed)
{
    Lesson lesson = lesson_create(report, seed);
    follow(trials, &lesson, GOOD_CROSS);
    follow(trials, &lesson, GOOD_SQUARED);
    mislead(&lesson);
    double means[MISTAKES];
    measure_mistakes(means, &lesson.p, &lesson.sets.data);
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
    static const char *const marks[MARKS] = { "start", "mark1", "mark2",
                                              "mark3", "mark4", "cited",
                                              "mark6", "end" };
    char key[64];
    Summary s = curves_summary(curves, mark, run);
    snprintf(key, sizeof key, "%s.%s", name, marks[mark]);
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
            bool cited = m == CITED || (m == LAST && run != BAD_CROSS);
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
        snprintf(key, sizeof key, "faster%zu", i + 1);
        report_number(report, key, faster(i));
        snprintf(key, sizeof key, "faster%zu.accuracy", i + 1);
        report_summary(report, key, &summary);
    }
}

static void write_trials(Report *report)
{
    size_t seeds = seed_count(report);
    Trials trials = { .curves = curves_create(MARKS, RUNS, seeds) };
    for (size_t seed = 0; seed < seeds; seed++) {
        run_seed(report, &trials, seed);
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
    curves_free(&trials.curves);
}

/* --- Une régression ------------------------------------------------------ */

static size_t measures = 200, fit_epochs = 200;
static double fit_noise = 0.2, fit_eta = 0.02;
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

/* L'écart quadratique moyen √L du réseau à ces données ; 10⁹ si la descente a
 * divergé. */
static double distance(const Parameters *p, const Dataset *data)
{
    Pass pass = pass_create(p, data->X.rows);
    cost_forward(&pass, p, &data->X, COST_LINEAR);
    double L = cost_loss(&pass, &data->Y, COST_LINEAR);
    pass_free(&pass);
    return fmin(sqrt(L), 1e9);
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
    Random random = report_random(report, 9500 + seed);
    Dataset data = sine(measures, fit_noise, &random);
    Dataset fresh = sine(2 * FRESH, fit_noise, &random);
    Dataset truth = sine(2 * FRESH, 0, &random);
    Parameters p = course_start(&course, course.nh, &data, &random);
    Training training = course_descent(&course);
    training.eta = fit_eta;
    training.epochs = fit_epochs;
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
    report_integer(report, "fit.measures", (long long)measures);
    report_integer(report, "fit.epochs", (long long)fit_epochs);
    report_number(report, "fit.noise", fit_noise);
    report_number(report, "fit.eta", fit_eta);
}

/* Les réglages que le texte rappelle ; un lot n'a pas plus d'exemples qu'il n'y
 * en a. */
static void write_settings(Report *report)
{
    Lesson lesson = lesson_create(report, 0);
    size_t N = lesson.sets.data.X.rows, ny = lesson.sets.data.Y.cols;
    course.batch = course.batch < N ? course.batch : N;
    report_number(report, "stuck", stuck_below(ny));
    report_integer(report, "epochs", (long long)course.epochs);
    report_integer(report, "cited", (long long)mark_at(CITED));
    report_integer(report, "fresh", (long long)lesson.sets.fresh.X.rows);
    report_number(report, "eta", course.eta);
    lesson_free(&lesson);
}

int main(int argc, char **argv)
{
    const Option own[] = {
        { "margin", "retard de la classe juste, dans l'exemple",
          .count = &shown, .low = 1, .high = 10 },
        { "measures", "mesures de la régression", .count = &measures,
          .low = 10, .high = 10000 },
        { "fit-noise", "écart type du bruit de ces mesures",
          .real = &fit_noise, .low = 0, .high = 10 },
        { "fit-eta", "taux d'apprentissage de la régression", .real = &fit_eta,
          .low = 1e-6, .high = 10 },
        { "fit-epochs", "passages sur ces mesures", .count = &fit_epochs,
          .low = 1, .high = 100000 },
    };
    enum { OWN = sizeof own / sizeof *own };
    Option options[COURSE_OPTIONS + OWN];
    size_t count = course_options(
        options, &course, "nh eta batch epochs points noise weight data");
    memcpy(options + count, own, sizeof own);
    Report report = report_open(argc, argv, options, count + OWN);
    course_open(&course, false);
    write_settings(&report);
    write_margin(&report);
    write_trials(&report);
    write_regression(&report);
    course_close(&course);
    report_close(&report);
}
