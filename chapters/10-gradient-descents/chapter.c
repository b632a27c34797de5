/* Chapitre 10 : le bruit d'un lot, la course des trois descentes, et leurs
 * chemins dans une tranche de la loss. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, EPOCHS = 40 };

/* Les réglages du TP, sauf le nombre d'epochs, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;

/* Les tailles de lot comparées : en ligne, mini-lots, quatre fois plus grands,
 * classique. */
enum { ONLINE, MINI, LARGE, FULL, SIZES };
static size_t sizes[SIZES] = { 1 };
static const char *const names[SIZES] = { "online", "mini", "large", "full" };

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

/* Le nom de la taille i, puis tail : « mini.loss ». */
static const char *key_of(char key[64], size_t i, const char *tail)
{
    snprintf(key, 64, "%s%s", names[i], tail);
    return key;
}

/* Les données et le réseau d'une graine. */
typedef struct {
    Random random;
    Dataset data;
    Parameters p;
} Start;

static Start start_create(const Report *report, uint64_t seed,
                          const Course *settings, size_t nh)
{
    Start s = { .random = report_random(report, seed) };
    Sets sets = course_sets(settings, 0, &s.random);
    dataset_free(&sets.fresh);
    s.data = sets.data;
    s.p = course_start(settings, nh, &s.data, &s.random);
    return s;
}

static void start_free(Start *s)
{
    dataset_free(&s->data);
    parameters_free(&s->p);
}

/* --- Le bruit d'un lot --------------------------------------------------- */

/* Des tailles croissantes, jusqu'à 0,95 N ; rend leur nombre. */
enum { LOTS = 10 };
static size_t choose_lots(size_t lots[LOTS], size_t N)
{
    const size_t all[LOTS] = { 1,      2,     4,     N / 40,    N / 20,
                               N / 10, N / 4, N / 2, 3 * N / 4, 19 * N / 20 };
    size_t count = 0;
    for (size_t i = 0; i < LOTS; i++)
        if (count == 0 || all[i] > lots[count - 1])
            lots[count++] = all[i];
    return count;
}

static void write_variance(Report *report)
{
    size_t draws = report->quick ? 50 : 1000, lots[LOTS];
    Start s = start_create(report, 1000, &course, course.nh);
    size_t N = s.data.X.rows, count = choose_lots(lots, N);
    Matrix gradients = matrix_create(N, s.p.theta.rows);
    example_gradients(&gradients, &s.p, &s.data);
    double variance = gradient_variance(&gradients);
    FILE *table = report_table(report, "variance.tsv",
                               "B\twith\tmeasured\twithout\tmeasured");
    double worst = 0;
    for (size_t i = 0; i < count; i++) {
        fprintf(table, "%zu", lots[i]);
        for (Drawing d = WITH_REPLACEMENT; d <= WITHOUT_REPLACEMENT; d++) {
            double exact = batch_variance(variance, lots[i], N, d);
            double measured =
                sampled_variance(&gradients, lots[i], d, draws, &s.random);
            fprintf(table, "\t%.6g\t%.6g", exact, measured);
            worst = fmax(worst, fabs(measured / exact - 1));
        }
        fputc('\n', table);
    }
    report_table_close(report, table, "variance.tsv");
    report_integer(report, "variance.draws", (long long)draws);
    report_number(report, "variance.worst", worst);
    matrix_free(&gradients);
    start_free(&s);
}

/* Le logarithme décimal de σ²/‖ḡ‖², au long d'un apprentissage par mini-lots :
 * d'une graine à l'autre, ce rapport varie trop pour une moyenne. */
enum { LOOKS = 9 };

typedef struct {
    Curves *curves;
    size_t seed;
    const Dataset *data;
} Watch;

static void keep_noise(void *context, size_t epoch, const Parameters *p)
{
    const Watch *w = context;
    size_t mark = curves_mark(epoch, course.epochs, w->curves->marks);
    if (mark == SIZE_MAX)
        return;
    Matrix gradients = matrix_create(w->data->X.rows, p->theta.rows);
    Matrix mean = matrix_create(p->theta.rows, 1);
    example_gradients(&gradients, p, w->data);
    full_mean(&mean, &gradients);
    double noise = gradient_variance(&gradients) /
                   fmax(matrix_dot(&mean, &mean), DBL_MIN);
    /* Un réglage extrême peut annuler l'un ou l'autre. */
    curves_put(w->curves, mark, (double)epoch, 0, w->seed,
               log10(fmin(fmax(noise, 1e-9), 1e9)));
    matrix_free(&gradients);
    matrix_free(&mean);
}

static void write_noise(Report *report, double eta)
{
    size_t seeds = seed_count(report);
    Curves curves =
        curves_create(curves_marks(LOOKS, course.epochs), 1, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        Start s = start_create(report, 1020 + seed, &course, course.nh);
        Watch watch = { &curves, seed, &s.data };
        Training training = course_descent(&course);
        training.eta = eta;
        training.after_epoch = keep_noise;
        training.context = &watch;
        network_train(&s.p, &s.data, &training, &s.random);
        start_free(&s);
    }
    report_curves(report, "noise.tsv", "epoch", "log10", &curves);
    double least = INFINITY, most = -INFINITY;
    for (size_t m = 0; m < curves.marks; m++) {
        double mean = curves_summary(&curves, m, 0).mean;
        least = fmin(least, mean);
        most = fmax(most, mean);
    }
    report_number(report, "noise.least", pow(10, least));
    report_number(report, "noise.most", pow(10, most));
    curves_free(&curves);
}

/* --- Le meilleur taux de chaque taille ----------------------------------- */

static const double rates[] = { 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08 };
enum { RATES = sizeof rates / sizeof *rates };

static double final_loss(const Report *report, uint64_t seed, size_t B,
                         double eta)
{
    Start s = start_create(report, seed, &course, course.nh);
    Training training = { .epochs = course.epochs, .batch = B, .eta = eta };
    network_train(&s.p, &s.data, &training, &s.random);
    double L = evaluate(&s.p, &s.data).loss;
    start_free(&s);
    return L;
}

/* Essaie tous les taux à la taille de rang i ; rend le η de plus petite loss
 * moyenne. */
static double best_rate(const Report *report, Curves *curves, size_t i)
{
    double lowest = INFINITY, best = 0;
    for (size_t r = 0; r < RATES; r++) {
        double eta = rates[r] * (double)sizes[i];
        for (size_t seed = 0; seed < curves->seeds; seed++)
            curves_put(curves, r, rates[r], i, seed,
                       final_loss(report, 1040 + seed, sizes[i], eta));
        double mean = curves_summary(curves, r, i).mean;
        if (r == 0 || mean < lowest) {
            lowest = mean;
            best = eta;
        }
        report_progress("taux", i * RATES + r + 1, SIZES * RATES);
    }
    return best;
}

/* Rend, dans best, le meilleur η de chaque taille. */
static void write_choice(Report *report, double best[SIZES])
{
    Curves curves = curves_create(RATES, SIZES, seed_count(report));
    for (size_t i = 0; i < SIZES; i++)
        best[i] = best_rate(report, &curves, i);
    report_curves(report, "choice.tsv", "eta/B", "online\tmini\tlarge\tfull",
                  &curves);
    char key[64];
    for (size_t i = 0; i < SIZES; i++) {
        Summary low = curves_summary(&curves, 0, i);
        report_summary(report, key_of(key, i, ".low"), &low);
    }
    Summary high = curves_summary(&curves, 3, FULL);
    report_summary(report, "check.full.high", &high);
    report_number(report, "handicap",
                  best[ONLINE] * (double)sizes[FULL] / best[FULL]);
    curves_free(&curves);
}

/* --- La course ----------------------------------------------------------- */

/* La loss atteinte, et le nombre d'évaluations de gradient qu'il a fallu. */
static double goal = 0.3;

typedef struct {
    Curves *curves;
    size_t seed, stop; /* stop : epochs de la course commune */
    const Dataset *data;
    size_t reached; /* epoch, 0 : pas encore */
    double loss;    /* à l'epoch stop */
} Runner;

static void keep_loss(void *context, size_t epoch, const Parameters *p)
{
    Runner *r = context;
    double L = evaluate(p, r->data).loss;
    if (r->reached == 0 && L < goal)
        r->reached = epoch;
    if (epoch == r->stop)
        r->loss = L;
    if (epoch > 0)
        curves_put(r->curves, epoch - 1, (double)(epoch * sizes[FULL]), 0,
                   r->seed, L);
}

typedef struct {
    double evaluations, updates;
} Effort;

/* Ce que la course a donné, graine par graine. */
typedef struct {
    double loss[SEEDS], evaluations[SEEDS], updates[SEEDS];
} Race;

static void run_race(Race *race, const Report *report, Curves *curves,
                     size_t seed, size_t B, double eta)
{
    Start s = start_create(report, 1060 + seed, &course, course.nh);
    Runner runner = { curves, seed, course.epochs, &s.data, 0, 0 };
    Training training = { .epochs = curves->marks,
                          .batch = B,
                          .eta = eta,
                          .after_epoch = keep_loss,
                          .context = &runner };
    network_train(&s.p, &s.data, &training, &s.random);
    /* Jamais atteinte : on compte toute la course, au moins. */
    size_t reached = runner.reached ? runner.reached : training.epochs;
    race->loss[seed] = runner.loss;
    race->evaluations[seed] = (double)(reached * sizes[FULL]);
    race->updates[seed] = race->evaluations[seed] / (double)B;
    start_free(&s);
}

static double report_race(Report *report, size_t i, const char *tail,
                          const double *values)
{
    char key[64];
    Summary summary = summarize(values, seed_count(report));
    report_summary(report, key_of(key, i, tail), &summary);
    return summary.mean;
}

/* Rend ce qu'il a fallu, en moyenne, pour passer sous goal. */
static Effort write_race(Report *report, size_t i, double eta)
{
    size_t seeds = seed_count(report), B = sizes[i];
    size_t epochs = i == FULL ? course.epochs * 15 / 4 : course.epochs;
    char key[64];
    Race race;
    Curves curves = curves_create(epochs, 1, seeds);
    for (size_t seed = 0; seed < seeds; seed++)
        run_race(&race, report, &curves, seed, B, eta);
    report_curves(report, key_of(key, i, "_race.tsv"), "evaluations", "loss",
                  &curves);
    report_number(report, key_of(key, i, ".eta"), eta);
    report_race(report, i, ".loss", race.loss);
    double mean = report_race(report, i, ".evaluations", race.evaluations);
    report_race(report, i, ".updates", race.updates);
    Effort effort = { mean, mean / (double)B };
    curves_free(&curves);
    report_progress("course", i + 1, SIZES);
    return effort;
}

/* --- Une tranche de la loss ---------------------------------------------- */

enum { SIDE = 41, SLICE_EPOCHS = 10 };

/* (Wh)₂₁ et (Wh)₂₂. */
static Slice slice_of(const Parameters *p)
{
    return (Slice){ { p->nx, p->nx + 1 } };
}

/* La loss autour du point où l'apprentissage a fini. */
static void write_landscape(Report *report, Start *s, const double *center,
                            double reach)
{
    const Slice slice = slice_of(&s->p);
    FILE *table = report_table(report, "slice.tsv", "a\tb\tloss");
    for (size_t i = 0; i < SIDE; i++) {
        for (size_t j = 0; j < SIDE; j++) {
            double a = reach * (2.0 * (double)j / (SIDE - 1) - 1);
            double b = reach * (2.0 * (double)i / (SIDE - 1) - 1);
            s->p.theta.data[slice.coordinate[0]] = center[0] + a;
            s->p.theta.data[slice.coordinate[1]] = center[1] + b;
            fprintf(table, "%.6g\t%.6g\t%.6g\n", center[0] + a, center[1] + b,
                    evaluate(&s->p, &s->data).loss);
        }
        fputc('\n', table);
    }
    report_table_close(report, table, "slice.tsv");
}

/* Un lot, ses grandeurs, son gradient. */
typedef struct {
    Dataset batch;
    Parameters grad;
    Pass pass;
} Bench;

/* Un pas, sur ces exemples, dans la tranche. */
static void path_step(Start *s, const size_t *chosen, size_t count, double eta,
                      Bench *bench)
{
    const Slice slice = slice_of(&s->p);
    Dataset batch = dataset_slice(&bench->batch, 0, count);
    matrix_gather_rows(&batch.X, &s->data.X, chosen);
    matrix_gather_rows(&batch.Y, &s->data.Y, chosen);
    pass_resize(&bench->pass, count);
    forward(&bench->pass, &s->p, &batch.X);
    backward(&bench->grad, &bench->pass, &s->p, &batch.X, &batch.Y);
    slice_step(&s->p, eta, &bench->grad, &slice);
}

/* Une descente dans la tranche : « a b » à chaque pas. */
static void write_path(Report *report, Start *s, const double *from, size_t i,
                       double eta)
{
    char name[64];
    size_t B = sizes[i], N = s->data.X.rows;
    size_t *order = allocate(N, sizeof *order);
    Bench bench = { dataset_create(B, s->p.nx, s->p.ny),
                    parameters_create(s->p.nx, s->p.nh, s->p.ny),
                    pass_create(&s->p, B) };
    Random random = report_random(report, 1099);
    double *a = &s->p.theta.data[slice_of(&s->p).coordinate[0]];
    double *b = &s->p.theta.data[slice_of(&s->p).coordinate[1]];
    FILE *table = report_table(report, key_of(name, i, "_path.tsv"), "a\tb");
    *a = from[0];
    *b = from[1];
    fprintf(table, "%.6g\t%.6g\n", *a, *b);
    for (size_t epoch = 0; epoch < SLICE_EPOCHS; epoch++) {
        random_permutation(&random, order, N);
        for (size_t n = 0; n < N; n += B) {
            path_step(s, order + n, N - n < B ? N - n : B, eta, &bench);
            fprintf(table, "%.6g\t%.6g\n", *a, *b);
        }
    }
    report_table_close(report, table, name);
    free(order);
    dataset_free(&bench.batch);
    parameters_free(&bench.grad);
    pass_free(&bench.pass);
}

static void write_slice(Report *report, const double best[SIZES])
{
    const double reach = 2.6;
    Start s = start_create(report, 1000, &course, course.nh);
    const Slice slice = slice_of(&s.p);
    Training training = { .epochs = 150, .batch = sizes[MINI], .eta = 0.1 };
    network_train(&s.p, &s.data, &training, &s.random);
    double center[2] = { s.p.theta.data[slice.coordinate[0]],
                         s.p.theta.data[slice.coordinate[1]] };
    double from[2] = { center[0] - 2, center[1] + 2 };
    write_landscape(report, &s, center, reach);
    write_path(report, &s, from, ONLINE, best[ONLINE]);
    write_path(report, &s, from, MINI, best[MINI]);
    write_path(report, &s, from, FULL, best[FULL]);
    report_integer(report, "slice.epochs", SLICE_EPOCHS);
    start_free(&s);
}

/* --- Le bruit fait-il sortir d'un minimum local ? ------------------------ */

/* Au-dessus de cette loss, un apprentissage d'un réseau étroit est bloqué. */
#define STUCK 0.3
static size_t narrow = 3;

/* Cinquante points par classe, ou tous ceux du lecteur. */
static Start start_few(const Report *report, uint64_t seed)
{
    Course few = course;
    few.per_class = 50;
    return start_create(report, seed, &few, narrow);
}

static void write_stuck(Report *report, size_t B, double eta, size_t epochs,
                        const char *key)
{
    size_t seeds = seed_count(report);
    long long stuck = 0;
    for (size_t seed = 0; seed < seeds; seed++) {
        Start s = start_few(report, 1080 + seed);
        Training training = { .epochs = epochs, .batch = B, .eta = eta };
        network_train(&s.p, &s.data, &training, &s.random);
        stuck += evaluate(&s.p, &s.data).loss > STUCK;
        start_free(&s);
    }
    report_integer(report, key, stuck);
}

/* Les tailles de lot, qui n'ont pas plus d'exemples qu'il n'y en a, et les
 * réglages que le texte rappelle. */
static void write_settings(Report *report)
{
    Start s = start_create(report, 1000, &course, course.nh);
    Start few = start_few(report, 1080);
    size_t N = s.data.X.rows;
    course.batch = course.batch < N ? course.batch : N;
    sizes[MINI] = course.batch;
    sizes[LARGE] = 4 * course.batch < N ? 4 * course.batch : N;
    sizes[FULL] = N;
    report_integer(report, "nh", (long long)course.nh);
    report_integer(report, "points", (long long)N);
    report_integer(report, "epochs", (long long)course.epochs);
    report_integer(report, "budget", (long long)(course.epochs * N));
    report_integer(report, "batch", (long long)sizes[MINI]);
    report_integer(report, "large", (long long)sizes[LARGE]);
    report_number(report, "goal", goal);
    report_number(report, "stuck", STUCK);
    report_integer(report, "narrow", (long long)narrow);
    report_integer(report, "few", (long long)few.data.X.rows);
    start_free(&s);
    start_free(&few);
}

static void write_races(Report *report, const double best[SIZES])
{
    Effort effort[SIZES];
    for (size_t i = 0; i < SIZES; i++)
        effort[i] = write_race(report, i, best[i]);
    report_number(report, "evaluation_ratio",
                  effort[FULL].evaluations / effort[MINI].evaluations);
    report_number(report, "update_ratio",
                  effort[MINI].updates / effort[FULL].updates);
}

/* La tranche veut deux colonnes, et un second neurone. */
static void need_columns(void)
{
    Error error;
    if (!course.path || course.given.X.cols >= 2)
        return;
    error_set(&error, "%s : une colonne ; ce chapitre en veut deux",
              course.path);
    error_exit("données", &error);
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 2];
    double best[SIZES];
    course.epochs = EPOCHS;
    size_t count = course_options(options, &course,
                                  "nh batch epochs points noise weight data");
    options[0].low = 2;
    options[count++] = (Option){ "goal", "la loss à atteindre, dans la course",
                                 .real = &goal, .low = 0.001, .high = 10 };
    options[count++] = (Option){ "narrow", "neurones cachés du réseau étroit",
                                 .count = &narrow, .low = 1, .high = 100 };
    Report report = report_open(argc, argv, options, count);
    course_open(&course, false);
    need_columns();
    write_settings(&report);
    write_variance(&report);
    write_choice(&report, best);
    write_noise(&report, best[MINI]);
    write_races(&report, best);
    write_slice(&report, best);
    write_stuck(&report, sizes[MINI], 0.3, 300, "stuck.mini");
    write_stuck(&report, SIZE_MAX, 2, 1000, "stuck.full");
    course_close(&course);
    report_close(&report);
}
