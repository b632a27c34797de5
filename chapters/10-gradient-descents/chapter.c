/* Chapitre 10 : le bruit d'un lot, la course des trois descentes, et leurs
 * chemins dans une tranche de la loss. */
#include <math.h>
#include <stdlib.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, EPOCHS = 40, LONG = 150 };
enum { POINTS = 2 * COURSE_PER_CLASS };

/* Les tailles de lot comparées : en ligne, mini-lots, classique. */
static const size_t sizes[] = { 1, COURSE_BATCH, 40, POINTS };
enum { SIZES = sizeof sizes / sizeof *sizes, ONLINE = 0, MINI = 1, FULL = 3 };

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

/* « stemB.tail » : « race10.loss ». */
static const char *key_of(char key[64], const char *stem, size_t B,
                          const char *tail)
{
    snprintf(key, 64, "%s%zu%s", stem, B, tail);
    return key;
}

/* Les données et le réseau d'une graine. */
typedef struct {
    Random random;
    Dataset data;
    Parameters p;
} Start;

static Start start_create(uint64_t seed, size_t per_class, size_t nh)
{
    Start s = { .random = random_seeded(seed) };
    s.data = course_circles(per_class, &s.random);
    s.p = course_network(nh, &s.random);
    return s;
}

static void start_free(Start *s)
{
    dataset_free(&s->data);
    parameters_free(&s->p);
}

/* --- Le bruit d'un lot --------------------------------------------------- */

static void write_variance(Report *report)
{
    static const size_t lots[] = { 1, 2, 4, 10, 20, 40, 100, 200, 300, 380 };
    enum { LOTS = sizeof lots / sizeof *lots };
    size_t draws = report->quick ? 50 : 1000;
    Start s = start_create(1000, COURSE_PER_CLASS, COURSE_NH);
    Matrix gradients = matrix_create(POINTS, s.p.theta.rows);
    example_gradients(&gradients, &s.p, &s.data);
    double variance = gradient_variance(&gradients);
    FILE *table = report_table(report, "variance.tsv",
                               "B\twith\tmeasured\twithout\tmeasured");
    double worst = 0;
    for (size_t i = 0; i < LOTS; i++) {
        fprintf(table, "%zu", lots[i]);
        for (Drawing d = WITH_REPLACEMENT; d <= WITHOUT_REPLACEMENT; d++) {
            double exact = batch_variance(variance, lots[i], POINTS, d);
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
enum { LOOK = 5, LOOKS = EPOCHS / LOOK + 1 };

typedef struct {
    Curves *curves;
    size_t seed;
    const Dataset *data;
} Watch;

static void keep_noise(void *context, size_t epoch, const Parameters *p)
{
    const Watch *w = context;
    if (epoch % LOOK != 0)
        return;
    Matrix gradients = matrix_create(w->data->X.rows, p->theta.rows);
    Matrix mean = matrix_create(p->theta.rows, 1);
    example_gradients(&gradients, p, w->data);
    full_mean(&mean, &gradients);
    double noise = gradient_variance(&gradients) / matrix_dot(&mean, &mean);
    curves_put(w->curves, epoch / LOOK, (double)epoch, 0, w->seed,
               log10(noise));
    matrix_free(&gradients);
    matrix_free(&mean);
}

static void write_noise(Report *report, double eta)
{
    size_t seeds = seed_count(report);
    Curves curves = curves_create(LOOKS, 1, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        Start s = start_create(1020 + seed, COURSE_PER_CLASS, COURSE_NH);
        Watch watch = { &curves, seed, &s.data };
        Training training = { .epochs = EPOCHS,
                              .batch = sizes[MINI],
                              .eta = eta,
                              .after_epoch = keep_noise,
                              .context = &watch };
        train(&s.p, &s.data, &training, &s.random);
        start_free(&s);
    }
    report_curves(report, "noise.tsv", "epoch", "log10", &curves);
    double least = INFINITY, most = -INFINITY;
    for (size_t m = 0; m < LOOKS; m++) {
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

static double final_loss(uint64_t seed, size_t B, double eta)
{
    Start s = start_create(seed, COURSE_PER_CLASS, COURSE_NH);
    Training training = { .epochs = EPOCHS, .batch = B, .eta = eta };
    train(&s.p, &s.data, &training, &s.random);
    double L = evaluate(&s.p, &s.data).loss;
    start_free(&s);
    return L;
}

/* Rend, dans best, le η de plus petite loss moyenne pour chaque taille. */
static void write_choice(Report *report, double best[SIZES])
{
    size_t seeds = seed_count(report);
    Curves curves = curves_create(RATES, SIZES, seeds);
    for (size_t i = 0; i < SIZES; i++) {
        double lowest = INFINITY;
        for (size_t r = 0; r < RATES; r++) {
            double eta = rates[r] * (double)sizes[i];
            for (size_t seed = 0; seed < seeds; seed++)
                curves_put(&curves, r, rates[r], i, seed,
                           final_loss(1040 + seed, sizes[i], eta));
            double mean = curves_summary(&curves, r, i).mean;
            if (mean < lowest) {
                lowest = mean;
                best[i] = eta;
            }
            report_progress("taux", i * RATES + r + 1, SIZES * RATES);
        }
    }
    report_curves(report, "choice.tsv", "eta/B", "1\t10\t40\t400", &curves);
    char key[64];
    for (size_t i = 0; i < SIZES; i++) {
        Summary low = curves_summary(&curves, 0, i);
        report_summary(report, key_of(key, "low", sizes[i], ""), &low);
    }
    Summary high = curves_summary(&curves, 3, FULL);
    report_summary(report, "check.high400", &high);
    report_number(report, "handicap", best[ONLINE] * POINTS / best[FULL]);
    curves_free(&curves);
}

/* --- La course ----------------------------------------------------------- */

/* La loss atteinte, et le nombre d'évaluations de gradient qu'il a fallu. */
#define GOAL 0.3

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
    if (r->reached == 0 && L < GOAL)
        r->reached = epoch;
    if (epoch == r->stop)
        r->loss = L;
    if (epoch > 0)
        curves_put(r->curves, epoch - 1, (double)(epoch * POINTS), 0, r->seed,
                   L);
}

typedef struct {
    double evaluations, updates;
} Effort;

/* Rend ce qu'il a fallu, en moyenne, pour passer sous GOAL. */
static Effort write_race(Report *report, size_t i, double eta)
{
    size_t seeds = seed_count(report), B = sizes[i];
    size_t epochs = i == FULL ? LONG : EPOCHS;
    double loss[SEEDS], evaluations[SEEDS], updates[SEEDS];
    Curves curves = curves_create(epochs, 1, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        Start s = start_create(1060 + seed, COURSE_PER_CLASS, COURSE_NH);
        Runner runner = { &curves, seed, EPOCHS, &s.data, 0, 0 };
        Training training = { .epochs = epochs,
                              .batch = B,
                              .eta = eta,
                              .after_epoch = keep_loss,
                              .context = &runner };
        train(&s.p, &s.data, &training, &s.random);
        /* Jamais atteinte : on compte toute la course, au moins. */
        size_t reached = runner.reached ? runner.reached : epochs;
        loss[seed] = runner.loss;
        evaluations[seed] = (double)(reached * POINTS);
        updates[seed] = evaluations[seed] / (double)B;
        start_free(&s);
    }
    char key[64];
    report_curves(report, key_of(key, "race", B, ".tsv"), "evaluations",
                  "loss", &curves);
    report_number(report, key_of(key, "eta", B, ""), eta);
    Summary summary = summarize(loss, seeds);
    report_summary(report, key_of(key, "loss", B, ""), &summary);
    summary = summarize(evaluations, seeds);
    report_summary(report, key_of(key, "evaluations", B, ""), &summary);
    Effort effort = { summary.mean, summary.mean / (double)B };
    summary = summarize(updates, seeds);
    report_summary(report, key_of(key, "updates", B, ""), &summary);
    curves_free(&curves);
    report_progress("course", i + 1, SIZES);
    return effort;
}

/* --- Une tranche de la loss ---------------------------------------------- */

enum { SIDE = 41, SLICE_EPOCHS = 10 };
static const Slice slice = { { 2, 3 } }; /* (Wh)₂₁ et (Wh)₂₂ */

/* La loss autour du point où l'apprentissage a fini. */
static void write_landscape(Report *report, Start *s, const double *center,
                            double reach)
{
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

/* Une descente dans la tranche : « a b » à chaque pas. */
static void write_path(Report *report, Start *s, const double *from, size_t B,
                       double eta)
{
    char name[64];
    size_t order[POINTS];
    Dataset batch = dataset_create(B, 2, 2);
    Parameters grad = parameters_create(2, s->p.nh, 2);
    Pass pass = pass_create(&s->p, B);
    Random random = random_seeded(1099);
    double *theta = s->p.theta.data;
    FILE *table =
        report_table(report, key_of(name, "path", B, ".tsv"), "a\tb");
    theta[slice.coordinate[0]] = from[0];
    theta[slice.coordinate[1]] = from[1];
    fprintf(table, "%.6g\t%.6g\n", from[0], from[1]);
    for (size_t n = 0; n < SLICE_EPOCHS * POINTS; n += B) {
        if (n % POINTS == 0)
            random_permutation(&random, order, POINTS);
        matrix_gather_rows(&batch.X, &s->data.X, order + n % POINTS);
        matrix_gather_rows(&batch.Y, &s->data.Y, order + n % POINTS);
        forward(&pass, &s->p, &batch.X);
        backward(&grad, &pass, &s->p, &batch.X, &batch.Y);
        slice_step(&s->p, eta, &grad, &slice);
        fprintf(table, "%.6g\t%.6g\n", theta[slice.coordinate[0]],
                theta[slice.coordinate[1]]);
    }
    report_table_close(report, table, name);
    dataset_free(&batch);
    parameters_free(&grad);
    pass_free(&pass);
}

static void write_slice(Report *report, const double best[SIZES])
{
    const double reach = 2.6;
    Start s = start_create(1000, COURSE_PER_CLASS, COURSE_NH);
    Training training = { .epochs = 150, .batch = sizes[MINI], .eta = 0.1 };
    train(&s.p, &s.data, &training, &s.random);
    double center[2] = { s.p.theta.data[slice.coordinate[0]],
                         s.p.theta.data[slice.coordinate[1]] };
    double from[2] = { center[0] - 2, center[1] + 2 };
    write_landscape(report, &s, center, reach);
    write_path(report, &s, from, sizes[ONLINE], best[ONLINE]);
    write_path(report, &s, from, sizes[MINI], best[MINI]);
    write_path(report, &s, from, sizes[FULL], best[FULL]);
    report_integer(report, "slice.epochs", SLICE_EPOCHS);
    start_free(&s);
}

/* --- Le bruit fait-il sortir d'un minimum local ? ------------------------ */

/* Au-dessus de cette loss, un apprentissage de trois neurones est bloqué. */
#define STUCK 0.3
enum { FEW = 50, NARROW = 3 };

static void write_stuck(Report *report, size_t B, double eta, size_t epochs,
                        const char *key)
{
    size_t seeds = seed_count(report);
    long long stuck = 0;
    for (size_t seed = 0; seed < seeds; seed++) {
        Start s = start_create(1080 + seed, FEW, NARROW);
        Training training = { .epochs = epochs, .batch = B, .eta = eta };
        train(&s.p, &s.data, &training, &s.random);
        stuck += evaluate(&s.p, &s.data).loss > STUCK;
        start_free(&s);
    }
    report_integer(report, key, stuck);
}

/* Les réglages que le texte rappelle. */
static void write_settings(Report *report)
{
    report_integer(report, "nh", COURSE_NH);
    report_integer(report, "points", POINTS);
    report_integer(report, "epochs", EPOCHS);
    report_integer(report, "budget", (long long)EPOCHS * POINTS);
    report_integer(report, "batch", COURSE_BATCH);
    report_number(report, "goal", GOAL);
    report_number(report, "stuck", STUCK);
    report_integer(report, "narrow", NARROW);
    report_integer(report, "few", 2 * FEW);
}

int main(int argc, char **argv)
{
    Report report = report_open(argc, argv, NULL, 0);
    double best[SIZES];
    write_settings(&report);
    write_variance(&report);
    write_choice(&report, best);
    write_noise(&report, best[MINI]);
    Effort effort[SIZES];
    for (size_t i = 0; i < SIZES; i++)
        effort[i] = write_race(&report, i, best[i]);
    report_number(&report, "evaluation_ratio",
                  effort[FULL].evaluations / effort[MINI].evaluations);
    report_number(&report, "update_ratio",
                  effort[MINI].updates / effort[FULL].updates);
    write_slice(&report, best);
    write_stuck(&report, sizes[MINI], 0.3, 300, "stuck.mini");
    write_stuck(&report, 2 * FEW, 2, 1000, "stuck.full");
    report_close(&report);
}
