/* Chapitre 1 : s'arrêter à temps, choisir, juger. */
#include <math.h>
#include <stdlib.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000 };

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

static void write_summary(Report *report, const char *key,
                          const double *values, size_t seeds)
{
    Summary s = summarize(values, seeds);
    report_summary(report, key, &s);
}

/* --- S'arrêter à temps --------------------------------------------------- */

enum { LEARNED = 60, HELD = 200, LONG = 1000, PERIOD = 10 };
enum { MARKS = LONG / PERIOD + 1 };
enum { SEEN_LOSS, HELD_LOSS, LOSSES };

/* Un apprentissage que l'on surveille. */
typedef struct {
    Curves *curves;
    size_t seed;
    const Dataset *seen, *held;
    Best best;
} Watch;

static void look(void *context, size_t epoch, const Parameters *p)
{
    Watch *watch = context;
    if (epoch % PERIOD != 0)
        return;
    double losses[LOSSES] = { evaluate(p, watch->seen).loss,
                              evaluate(p, watch->held).loss };
    keep_best(&watch->best, epoch, p, losses[HELD_LOSS]);
    for (size_t i = 0; i < LOSSES; i++)
        curves_put(watch->curves, epoch / PERIOD, (double)epoch, i,
                   watch->seed, losses[i]);
}

/* Ce que l'arrêt a donné, graine par graine, sur des points neufs. */
typedef struct {
    double epoch[SEEDS];
    double stopped_loss[SEEDS], last_loss[SEEDS], loss_gain[SEEDS];
    double stopped[SEEDS], last[SEEDS], gain[SEEDS];
} Stops;

static void run_stop(Stops *stops, Curves *curves, size_t seed)
{
    Random random = random_seeded(100 + seed);
    Dataset seen = course_circles(LEARNED / 2, &random);
    Dataset held = course_circles(HELD / 2, &random);
    Dataset fresh = course_circles(FRESH, &random);
    Parameters p = course_network(COURSE_NH, &random);
    Watch watch = { curves, seed, &seen, &held, best_create(&p) };
    Training training = course_training();
    training.epochs = LONG;
    training.after_epoch = look;
    training.context = &watch;
    train(&p, &seen, &training, &random);
    Score stopped = evaluate(&watch.best.p, &fresh),
          last = evaluate(&p, &fresh);
    stops->epoch[seed] = (double)watch.best.epoch;
    stops->stopped_loss[seed] = stopped.loss;
    stops->last_loss[seed] = last.loss;
    stops->loss_gain[seed] = last.loss - stopped.loss;
    stops->stopped[seed] = stopped.accuracy;
    stops->last[seed] = last.accuracy;
    stops->gain[seed] = stopped.accuracy - last.accuracy;
    parameters_free(&watch.best.p);
    parameters_free(&p);
    dataset_free(&fresh);
    dataset_free(&held);
    dataset_free(&seen);
}

/* Le creux de la loss moyenne de validation, et la fin. */
static void write_valley(Report *report, const Curves *curves)
{
    size_t valley = 0;
    double least = INFINITY;
    for (size_t m = 0; m < MARKS; m++) {
        double loss = curves_summary(curves, m, HELD_LOSS).mean;
        if (loss < least) {
            least = loss;
            valley = m;
        }
    }
    Summary low = curves_summary(curves, valley, HELD_LOSS);
    Summary end = curves_summary(curves, MARKS - 1, HELD_LOSS);
    Summary seen = curves_summary(curves, MARKS - 1, SEEN_LOSS);
    report_integer(report, "valley.epoch", (long long)(valley * PERIOD));
    report_summary(report, "valley.loss", &low);
    report_summary(report, "end.loss", &end);
    report_summary(report, "end.seen_loss", &seen);
}

static void write_stops(Report *report)
{
    size_t seeds = seed_count(report);
    Stops stops;
    Curves curves = curves_create(MARKS, LOSSES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        run_stop(&stops, &curves, seed);
        report_progress("arrêts", seed + 1, seeds);
    }
    report_curves(report, "early.tsv", "epoch", "seen\theld", &curves);
    write_valley(report, &curves);
    write_summary(report, "stop.epoch", stops.epoch, seeds);
    write_summary(report, "stop.loss", stops.stopped_loss, seeds);
    write_summary(report, "last.loss", stops.last_loss, seeds);
    write_summary(report, "stop.loss_gain", stops.loss_gain, seeds);
    write_summary(report, "stop.accuracy", stops.stopped, seeds);
    write_summary(report, "last.accuracy", stops.last, seeds);
    write_summary(report, "stop.gain", stops.gain, seeds);
    curves_free(&curves);
}

/* --- Choisir parmi K ----------------------------------------------------- */

enum { CANDIDATES = 32, COUNTS = 6, EXAMPLES = 200, EPOCHS = 50 };
enum { SIZES = 2, JURIES = 10, TEST = 500 };
static const size_t sizes[SIZES] = { 50, 200 };

enum { NH_LEAST = 4, NH_MOST = 12 };
#define ETA_LEAST 0.1
#define ETA_MOST 1.0

/* Un réglage tiré au hasard : nh uniforme, η uniforme en logarithme. */
static Parameters candidate(const Dataset *data, Random *random)
{
    size_t nh = NH_LEAST + random_below(random, NH_MOST - NH_LEAST + 1);
    Training training = course_training();
    training.epochs = EPOCHS;
    training.eta =
        ETA_LEAST * pow(ETA_MOST / ETA_LEAST, random_uniform(random));
    Parameters p = course_network(nh, random);
    train(&p, data, &training, random);
    return p;
}

/* Les candidats d'une graine, et leur score sur les points neufs. */
typedef struct {
    Parameters p[CANDIDATES];
    double truth[CANDIDATES];
    double shared; /* part des erreurs de l'un que le suivant commet aussi */
} Candidates;

/* wrong[n] : le réseau se trompe-t-il au point n ? Rend son score. */
static double mark(bool *wrong, const Parameters *p, const Dataset *data)
{
    size_t N = data->X.rows, errors = 0;
    Pass pass = pass_create(p, N);
    forward(&pass, p, &data->X);
    for (size_t n = 0; n < N; n++) {
        wrong[n] = matrix_argmax_row(&pass.Y_hat, n) != dataset_class(data, n);
        errors += wrong[n];
    }
    pass_free(&pass);
    return 1 - (double)errors / (double)N;
}

static void candidates_create(Candidates *c, Random *random)
{
    Dataset data = course_circles(EXAMPLES / 2, random);
    Dataset fresh = course_circles(FRESH, random);
    size_t N = fresh.X.rows, alone = 0, together = 0;
    bool *before = allocate(N, sizeof *before);
    bool *wrong = allocate(N, sizeof *wrong);
    for (size_t k = 0; k < CANDIDATES; k++) {
        c->p[k] = candidate(&data, random);
        c->truth[k] = mark(wrong, &c->p[k], &fresh);
        for (size_t n = 0; n < N; n++) {
            alone += before[n];
            together += before[n] && wrong[n];
            before[n] = wrong[n];
        }
    }
    c->shared = (double)together / (double)alone;
    free(before);
    free(wrong);
    dataset_free(&data);
    dataset_free(&fresh);
}

static void candidates_free(Candidates *c)
{
    for (size_t k = 0; k < CANDIDATES; k++)
        parameters_free(&c->p[k]);
}

/* Du modèle choisi : son score de validation, son vrai score, son score de
 * test ; puis ce dont le premier et le dernier s'écartent du vrai. */
enum { HELD_SCORE, TRUTH, TEST_SCORE, OPTIMISM, BIAS, QUANTITIES };

/* Choisit parmi les 2^q premiers, pour chaque q, sur un jeu de validation de
 * M points, et juge sur un jeu de test ; ajoute à sums. */
static void choose_once(double sums[COUNTS][QUANTITIES], const Candidates *c,
                        size_t M, Random *random)
{
    double scores[CANDIDATES];
    Dataset held = course_circles(M / 2, random);
    Dataset test = course_circles(TEST / 2, random);
    for (size_t k = 0; k < CANDIDATES; k++)
        scores[k] = evaluate(&c->p[k], &held).accuracy;
    for (size_t q = 0; q < COUNTS; q++) {
        size_t k = choose(scores, (size_t)1 << q);
        double judged = evaluate(&c->p[k], &test).accuracy;
        sums[q][HELD_SCORE] += scores[k];
        sums[q][TRUTH] += c->truth[k];
        sums[q][TEST_SCORE] += judged;
        sums[q][OPTIMISM] += scores[k] - c->truth[k];
        sums[q][BIAS] += judged - c->truth[k];
    }
    dataset_free(&held);
    dataset_free(&test);
}

/* Rend la part des erreurs communes. */
static double run_choices(Curves curves[SIZES], size_t seed)
{
    Random random = random_seeded(1000 + seed);
    Candidates c;
    candidates_create(&c, &random);
    for (size_t i = 0; i < SIZES; i++) {
        double sums[COUNTS][QUANTITIES] = { { 0 } };
        for (size_t jury = 0; jury < JURIES; jury++)
            choose_once(sums, &c, sizes[i], &random);
        for (size_t q = 0; q < COUNTS; q++)
            for (size_t j = 0; j < QUANTITIES; j++)
                curves_put(&curves[i], q, (double)(1 << q), j, seed,
                           sums[q][j] / JURIES);
    }
    candidates_free(&c);
    return c.shared;
}

static void write_cited(Report *report, const Curves *curves, size_t M)
{
    static const struct {
        const char *name;
        size_t q, quantity;
    } cited[] = {
        { "first.optimism", 0, OPTIMISM },
        { "best.held", COUNTS - 1, HELD_SCORE },
        { "best.truth", COUNTS - 1, TRUTH },
        { "best.test", COUNTS - 1, TEST_SCORE },
        { "best.optimism", COUNTS - 1, OPTIMISM },
        { "best.bias", COUNTS - 1, BIAS },
    };
    char key[64];
    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++) {
        Summary s = curves_summary(curves, cited[i].q, cited[i].quantity);
        snprintf(key, sizeof key, "choice%zu.%s", M, cited[i].name);
        report_summary(report, key, &s);
    }
}

/* L'optimisme de K candidats indépendants aussi bons que le modèle choisi. */
static void write_independent(Report *report, const Curves curves[SIZES])
{
    char key[64];
    FILE *table = report_table(report, "independent.tsv", "K\t50\t200");
    for (size_t q = 0; q < COUNTS; q++) {
        fprintf(table, "%d", 1 << q);
        for (size_t i = 0; i < SIZES; i++) {
            double A = curves_summary(&curves[i], COUNTS - 1, TRUTH).mean;
            double best = best_of_independent(A, sizes[i], (size_t)1 << q);
            fprintf(table, "\t%.9g", best - A);
            if (q < COUNTS - 1)
                continue;
            snprintf(key, sizeof key, "independent%zu", sizes[i]);
            report_number(report, key, best - A);
            snprintf(key, sizeof key, "bound%zu", sizes[i]);
            report_number(report, key, choice_bound(CANDIDATES, sizes[i]));
        }
        fputc('\n', table);
    }
    report_table_close(report, table, "independent.tsv");
}

static void write_choices(Report *report)
{
    size_t seeds = seed_count(report);
    Curves curves[SIZES];
    double shared[SEEDS];
    char name[32];
    for (size_t i = 0; i < SIZES; i++)
        curves[i] = curves_create(COUNTS, QUANTITIES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        shared[seed] = run_choices(curves, seed);
        report_progress("choix", seed + 1, seeds);
    }
    write_independent(report, curves);
    write_summary(report, "shared", shared, seeds);
    Summary first = curves_summary(&curves[0], 0, TRUTH);
    report_summary(report, "first.truth", &first);
    for (size_t i = 0; i < SIZES; i++) {
        snprintf(name, sizeof name, "choice%zu.tsv", sizes[i]);
        report_curves(report, name, "K", "held\ttruth\ttest\toptimism\tbias",
                      &curves[i]);
        write_cited(report, &curves[i], sizes[i]);
        curves_free(&curves[i]);
    }
}

static void write_settings(Report *report)
{
    report_integer(report, "nh", COURSE_NH);
    report_integer(report, "batch", COURSE_BATCH);
    report_number(report, "eta", COURSE_ETA);
    report_integer(report, "learned", LEARNED);
    report_integer(report, "held", HELD);
    report_integer(report, "long", LONG);
    report_integer(report, "period", PERIOD);
    report_integer(report, "fresh", 2 * FRESH);
    report_integer(report, "candidates", CANDIDATES);
    report_integer(report, "examples", EXAMPLES);
    report_integer(report, "epochs", EPOCHS);
    report_integer(report, "juries", JURIES);
    report_integer(report, "test", TEST);
    report_integer(report, "nh.least", NH_LEAST);
    report_integer(report, "nh.most", NH_MOST);
    report_number(report, "eta.least", ETA_LEAST);
    report_number(report, "eta.most", ETA_MOST);
    report_number(report, "ceiling", course_best(COURSE_NOISE).accuracy);
}

int main(int argc, char **argv)
{
    Report report = report_open(argc, argv, NULL, 0);
    write_settings(&report);
    write_stops(&report);
    write_choices(&report);
    report_close(&report);
}
