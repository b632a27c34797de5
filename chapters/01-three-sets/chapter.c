/* Chapitre 1 : s'arrêter à temps, choisir, juger. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000 };

/* Les réglages du TP, ou ceux du lecteur ; epochs et points ne valent que pour
 * l'arrêt. */
static Course course = COURSE_DEFAULT;

/* Ceux du chapitre : points de validation et de test par classe, candidats. */
enum { MOST_CANDIDATES = 128 };
static size_t held_per_class = 100, test_per_class = 250, candidates = 32;

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

enum { LEARNED = 30, LONG = 1000, MARKS = 101 };
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
    size_t mark = curves_mark(epoch, course.epochs, watch->curves->marks);
    if (mark == SIZE_MAX)
        return;
    double losses[LOSSES] = { evaluate(p, watch->seen).loss,
                              evaluate(p, watch->held).loss };
    keep_best(&watch->best, epoch, p, losses[HELD_LOSS]);
    for (size_t i = 0; i < LOSSES; i++)
        curves_put(watch->curves, mark, (double)epoch, i, watch->seed,
                   losses[i]);
}

/* Ce que l'arrêt a donné, graine par graine, sur des points neufs. */
typedef struct {
    double epoch[SEEDS];
    double stopped_loss[SEEDS], last_loss[SEEDS], loss_gain[SEEDS];
    double stopped[SEEDS], last[SEEDS], gain[SEEDS];
} Stops;

static void run_stop(const Report *report, Stops *stops, Curves *curves,
                     size_t seed)
{
    Random random = report_random(report, 100 + seed);
    Dataset seen = circles(course.per_class, course.noise, &random);
    Dataset held = circles(held_per_class, course.noise, &random);
    Dataset fresh = circles(FRESH, course.noise, &random);
    Parameters p = course_start(&course, course.nh, &seen, &random);
    Watch watch = { curves, seed, &seen, &held, best_create(&p) };
    Training training = course_descent(&course);
    training.after_epoch = look;
    training.context = &watch;
    network_train(&p, &seen, &training, &random);
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
    for (size_t m = 0; m < curves->marks; m++) {
        double loss = curves_summary(curves, m, HELD_LOSS).mean;
        if (loss < least) {
            least = loss;
            valley = m;
        }
    }
    Summary low = curves_summary(curves, valley, HELD_LOSS);
    Summary end = curves_summary(curves, curves->marks - 1, HELD_LOSS);
    Summary seen = curves_summary(curves, curves->marks - 1, SEEN_LOSS);
    report_integer(report, "valley.epoch",
                   (long long)curves->abscissa[valley]);
    report_number(report, "period",
                  (double)course.epochs / (double)(curves->marks - 1));
    report_summary(report, "valley.loss", &low);
    report_summary(report, "end.loss", &end);
    report_summary(report, "end.seen_loss", &seen);
}

static void write_stops(Report *report)
{
    size_t seeds = seed_count(report);
    Stops stops;
    Curves curves =
        curves_create(curves_marks(MARKS, course.epochs), LOSSES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        run_stop(report, &stops, &curves, seed);
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

enum { EXAMPLES = 200, EPOCHS = 50, SIZES = 2, JURIES = 10 };
static const size_t sizes[SIZES] = { 50, 200 };

enum { NH_LEAST = 4, NH_MOST = 12 };
#define ETA_LEAST 0.1
#define ETA_MOST 1.0

/* K = 1, 2, 4… puis tous les candidats ; MOST_COUNTS nombres au plus. */
enum { MOST_COUNTS = 8 };

static size_t count_at(size_t q)
{
    return (size_t)1 << q < candidates ? (size_t)1 << q : candidates;
}

static size_t count_last(void)
{
    size_t q = 0;
    while (count_at(q) < candidates)
        q++;
    return q;
}

/* Un réglage tiré au hasard : nh uniforme, η uniforme en logarithme. */
static Parameters candidate(const Dataset *data, Random *random)
{
    size_t nh = NH_LEAST + random_below(random, NH_MOST - NH_LEAST + 1);
    Training training = course_descent(&course);
    training.epochs = EPOCHS;
    training.eta =
        ETA_LEAST * pow(ETA_MOST / ETA_LEAST, random_uniform(random));
    Parameters p = course_start(&course, nh, data, random);
    network_train(&p, data, &training, random);
    return p;
}

/* Les candidats d'une graine, et leur score sur les points neufs. */
typedef struct {
    Parameters p[MOST_CANDIDATES];
    double truth[MOST_CANDIDATES];
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
    Dataset data = circles(EXAMPLES / 2, course.noise, random);
    Dataset fresh = circles(FRESH, course.noise, random);
    size_t N = fresh.X.rows, alone = 0, together = 0;
    bool *before = allocate(N, sizeof *before);
    bool *wrong = allocate(N, sizeof *wrong);
    for (size_t k = 0; k < candidates; k++) {
        c->p[k] = candidate(&data, random);
        c->truth[k] = mark(wrong, &c->p[k], &fresh);
        for (size_t n = 0; n < N; n++) {
            alone += before[n];
            together += before[n] && wrong[n];
            before[n] = wrong[n];
        }
    }
    c->shared = alone ? (double)together / (double)alone : 0;
    free(before);
    free(wrong);
    dataset_free(&data);
    dataset_free(&fresh);
}

static void candidates_free(Candidates *c)
{
    for (size_t k = 0; k < candidates; k++)
        parameters_free(&c->p[k]);
}

/* Du modèle choisi : son score de validation, son vrai score, son score de
 * test ; puis ce dont le premier et le dernier s'écartent du vrai. */
enum { HELD_SCORE, TRUTH, TEST_SCORE, OPTIMISM, BIAS, QUANTITIES };

/* Choisit parmi les K premiers, pour chaque K, sur un jeu de validation de
 * M points, et juge sur un jeu de test ; ajoute à sums. */
static void choose_once(double sums[MOST_COUNTS][QUANTITIES],
                        const Candidates *c, size_t M, Random *random)
{
    double scores[MOST_CANDIDATES];
    Dataset held = circles(M / 2, course.noise, random);
    Dataset test = circles(test_per_class, course.noise, random);
    for (size_t k = 0; k < candidates; k++)
        scores[k] = evaluate(&c->p[k], &held).accuracy;
    for (size_t q = 0; q <= count_last(); q++) {
        size_t k = choose(scores, count_at(q));
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
static double run_choices(const Report *report, Curves curves[SIZES],
                          size_t seed)
{
    Random random = report_random(report, 1000 + seed);
    Candidates c;
    candidates_create(&c, &random);
    for (size_t i = 0; i < SIZES; i++) {
        double sums[MOST_COUNTS][QUANTITIES] = { { 0 } };
        for (size_t jury = 0; jury < JURIES; jury++)
            choose_once(sums, &c, sizes[i], &random);
        for (size_t q = 0; q <= count_last(); q++)
            for (size_t j = 0; j < QUANTITIES; j++)
                curves_put(&curves[i], q, (double)count_at(q), j, seed,
                           sums[q][j] / JURIES);
    }
    candidates_free(&c);
    return c.shared;
}

static void write_cited(Report *report, const Curves *curves, size_t M)
{
    const size_t last = count_last();
    const struct {
        const char *name;
        size_t q, quantity;
    } cited[] = {
        { "first.optimism", 0, OPTIMISM },   { "best.held", last, HELD_SCORE },
        { "best.truth", last, TRUTH },       { "best.test", last, TEST_SCORE },
        { "best.optimism", last, OPTIMISM }, { "best.bias", last, BIAS },
    };
    char key[64];
    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++) {
        Summary s = curves_summary(curves, cited[i].q, cited[i].quantity);
        snprintf(key, sizeof key, "choice%zu.%s", M, cited[i].name);
        report_summary(report, key, &s);
    }
}

/* Nul si les candidats ne se trompent jamais, ou toujours. */
static double independent_optimism(double A, size_t M, size_t K)
{
    return A > 0 && A < 1 ? best_of_independent(A, M, K) - A : 0;
}

/* L'optimisme de K candidats indépendants aussi bons que le modèle choisi. */
static void write_independent(Report *report, const Curves curves[SIZES])
{
    char key[64];
    FILE *table = report_table(report, "independent.tsv", "K\t50\t200");
    for (size_t q = 0; q <= count_last(); q++) {
        fprintf(table, "%zu", count_at(q));
        for (size_t i = 0; i < SIZES; i++) {
            double A = curves_summary(&curves[i], count_last(), TRUTH).mean;
            double optimism = independent_optimism(A, sizes[i], count_at(q));
            fprintf(table, "\t%.9g", optimism);
            if (q < count_last())
                continue;
            snprintf(key, sizeof key, "independent%zu", sizes[i]);
            report_number(report, key, optimism);
            snprintf(key, sizeof key, "bound%zu", sizes[i]);
            report_number(report, key, choice_bound(candidates, sizes[i]));
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
        curves[i] = curves_create(count_last() + 1, QUANTITIES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        shared[seed] = run_choices(report, curves, seed);
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
    report_integer(report, "nh", (long long)course.nh);
    report_integer(report, "batch", (long long)course.batch);
    report_number(report, "eta", course.eta);
    report_number(report, "noise", course.noise);
    report_integer(report, "learned", 2 * (long long)course.per_class);
    report_integer(report, "held", 2 * (long long)held_per_class);
    report_integer(report, "long", (long long)course.epochs);
    report_integer(report, "fresh", 2 * FRESH);
    report_integer(report, "candidates", (long long)candidates);
    report_integer(report, "examples", EXAMPLES);
    report_integer(report, "epochs", EPOCHS);
    report_integer(report, "juries", JURIES);
    report_integer(report, "test", 2 * (long long)test_per_class);
    report_integer(report, "nh.least", NH_LEAST);
    report_integer(report, "nh.most", NH_MOST);
    report_number(report, "eta.least", ETA_LEAST);
    report_number(report, "eta.most", ETA_MOST);
    report_number(report, "ceiling", course_best(course.noise).accuracy);
}

static Report open_report(int argc, char **argv)
{
    const Option own[] = {
        { "held", "points de validation par classe, pour l'arrêt",
          .count = &held_per_class, .low = 1, .high = 10000 },
        { "test", "points de test par classe", .count = &test_per_class,
          .low = 1, .high = 10000 },
        { "candidates", "candidats entre lesquels choisir",
          .count = &candidates, .low = 2, .high = MOST_CANDIDATES },
    };
    Option options[COURSE_OPTIONS + sizeof own / sizeof *own];
    course.epochs = LONG;
    course.per_class = LEARNED;
    size_t count = course_options(options, &course,
                                  "nh eta batch epochs points noise weight");
    memcpy(options + count, own, sizeof own);
    return report_open(argc, argv, options, count + sizeof own / sizeof *own);
}

int main(int argc, char **argv)
{
    Report report = open_report(argc, argv);
    write_settings(&report);
    write_stops(&report);
    write_choices(&report);
    report_close(&report);
}
