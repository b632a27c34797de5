/* Chapitre 2 : le score monte avec N, et s'arrête. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000 };

/* Les réglages du TP, ou ceux du lecteur ; et ceux du chapitre : les mises à
 * jour de chaque apprentissage, les jeux de test de chaque taille. */
static Course course = COURSE_DEFAULT;
static size_t update_count = 3000, test_count = 1000;

/* A*, le plafond ; l'intégrale le dépasse d'un rien quand il vaut 1. */
static double ceiling_score(void)
{
    return fmin(course_best(course.noise).accuracy, 1);
}

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

/* --- Les données d'une graine -------------------------------------------- */

static const size_t sizes[] = { 10, 20, 50, 100, 200, 500, 1000 };
enum { SIZES = sizeof sizes / sizeof *sizes, LARGEST = 1000, PIVOT = 200 };

/* Les mêmes points neufs, le même réseau de départ et les mêmes exemples – les
 * N premiers – pour tous les apprentissages d'une graine. */
typedef struct {
    Random random; /* l'état d'où part chaque apprentissage */
    Dataset fresh, data;
    Parameters start;
} Setting;

static Setting setting_create(const Report *report, uint64_t stream)
{
    Setting s = { .random = report_random(report, stream) };
    s.fresh = circles(FRESH, course.noise, &s.random);
    s.start = course_start(&course, course.nh, &s.fresh, &s.random);
    s.data = circles(LARGEST / 2, course.noise, &s.random);
    return s;
}

static void setting_free(Setting *s)
{
    dataset_free(&s->fresh);
    dataset_free(&s->data);
    parameters_free(&s->start);
}

/* Une copie du réseau de départ ; à libérer. */
static Parameters setting_start(const Setting *s)
{
    Parameters p = parameters_create(2, course.nh, 2);
    matrix_copy(&p.theta, &s->start.theta);
    return p;
}

/* --- L'apprentissage, selon N -------------------------------------------- */

enum { SEEN, SEEN_LOSS, NEW, NEW_LOSS, GAP, LOSS_GAP, QUANTITIES };

typedef struct {
    double values[QUANTITIES];
} Measure;

/* Le réseau p, sur les exemples qu'il a vus et sur les points neufs. */
static Measure measure(const Parameters *p, const Dataset *seen,
                       const Dataset *fresh)
{
    Score old = evaluate(p, seen), new = evaluate(p, fresh);
    return (Measure){ { old.accuracy, old.loss, new.accuracy, new.loss,
                        old.accuracy - new.accuracy, new.loss - old.loss } };
}

/* Les N premiers exemples, ce nombre d'epochs. */
static Measure learn(const Setting *s, size_t N, size_t epochs)
{
    Random random = s->random;
    Dataset data = dataset_slice(&s->data, 0, N);
    Parameters p = setting_start(s);
    Training training = course_descent(&course);
    training.epochs = epochs;
    network_train(&p, &data, &training, &random);
    Measure m = measure(&p, &data, &s->fresh);
    parameters_free(&p);
    return m;
}

/* Les mises à jour d'une epoch : une par mini-lot. */
static size_t updates_per_epoch(size_t N)
{
    return (N + course.batch - 1) / course.batch;
}

/* Les epochs qui font ce nombre de mises à jour. */
static size_t epochs_for(size_t N)
{
    return update_count / updates_per_epoch(N);
}

static void put(Curves *curves, size_t mark, size_t seed, const Measure *m)
{
    for (size_t q = 0; q < QUANTITIES; q++)
        curves_put(curves, mark, (double)sizes[mark], q, seed, m->values[q]);
}

/* Les deux façons de comparer, et leur écart, graine par graine. */
typedef struct {
    Curves updates, epochs;
    double longer[SIZES][SEEDS]; /* le score de l'apprentissage le plus long,
                                    moins celui de l'autre */
    double largest[SEEDS]; /* le score du plus grand N, à nombre de pas fixé */
} Comparison;

static void compare(Comparison *c, const Setting *s, size_t seed)
{
    for (size_t k = 0; k < SIZES; k++) {
        size_t N = sizes[k], many = epochs_for(N);
        Measure a = learn(s, N, many), b = a;
        if (many != course.epochs)
            b = learn(s, N, course.epochs);
        put(&c->updates, k, seed, &a);
        put(&c->epochs, k, seed, &b);
        double gain = a.values[NEW] - b.values[NEW];
        c->longer[k][seed] = many > course.epochs ? gain : -gain;
        if (N == LARGEST)
            c->largest[seed] = a.values[NEW];
    }
}

/* --- Ce qu'il reste jusqu'au plafond ------------------------------------- */

enum { LONGER = 3, ROUND = LARGEST };

static double decayed(double eta, size_t epoch, size_t epochs)
{
    return eta * (1 - (double)epoch / (double)epochs); /* @eq:linear-decay */
}

/* LARGEST exemples, ce nombre d'epochs, un taux qui décroît ; si renewed, les
 * exemples sont tirés à neuf à chaque epoch. Rend le score sur les points
 * neufs. */
static double settle(const Setting *s, size_t epochs, bool renewed)
{
    Random random = s->random;
    Parameters p = setting_start(s);
    Training training = course_descent(&course);
    training.epochs = 1;
    for (size_t e = 0; e < epochs; e++) {
        training.eta = decayed(course.eta, e, epochs);
        if (!renewed) {
            network_train(&p, &s->data, &training, &random);
            continue;
        }
        Dataset data = circles(ROUND / 2, course.noise, &random);
        network_train(&p, &data, &training, &random);
        dataset_free(&data);
    }
    double accuracy = evaluate(&p, &s->fresh).accuracy;
    parameters_free(&p);
    return accuracy;
}

/* Du réglage du TP au meilleur, un changement à la fois. */
enum { AS_COURSE, DECAYED, LONG, RENEWED, STEPS };
static const char *const step_name[STEPS] = { "course", "decay", "long",
                                              "renewed" };

typedef struct {
    double rest[STEPS][SEEDS]; /* A* − A */
    double gain[STEPS][SEEDS]; /* sur l'étape d'avant */
} Staircase;

static void descend(Staircase *stairs, const Setting *s, size_t seed,
                    double first)
{
    size_t epochs = epochs_for(LARGEST);
    double best = ceiling_score();
    double score[STEPS] = {
        [AS_COURSE] = first,
        [DECAYED] = settle(s, epochs, false),
        [LONG] = settle(s, LONGER * epochs, false),
        [RENEWED] = settle(s, LONGER * epochs, true),
    };
    for (size_t i = 0; i < STEPS; i++) {
        stairs->rest[i][seed] = best - score[i];
        stairs->gain[i][seed] = i ? score[i] - score[i - 1] : 0;
    }
}

/* --- Ce qu'on en écrit --------------------------------------------------- */

static void write_summary(Report *report, const double *values, size_t seeds,
                          const char *prefix, const char *suffix)
{
    char key[64];
    Summary s = summarize(values, seeds);
    snprintf(key, sizeof key, "%s.%s", prefix, suffix);
    report_summary(report, key, &s);
}

/* Ce que le texte cite. */
typedef struct {
    const char *key;
    size_t N, quantity;
} Cited;

static void write_cited(Report *report, const Curves *curves,
                        const Cited *cited, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < SIZES; k++) {
            if (sizes[k] != cited[i].N)
                continue;
            Summary s = curves_summary(curves, k, cited[i].quantity);
            report_summary(report, cited[i].key, &s);
        }
}

static void write_curves(Report *report, const Comparison *c)
{
    static const char names[] = "seen\tseen_loss\tnew\tnew_loss\tgap\t"
                                "loss_gap";
    static const Cited updates[] = {
        { "updates10.seen", 10, SEEN },
        { "updates10.seen_loss", 10, SEEN_LOSS },
        { "updates10.new", 10, NEW },
        { "updates10.new_loss", 10, NEW_LOSS },
        { "updates10.gap", 10, GAP },
        { "updates10.loss_gap", 10, LOSS_GAP },
        { "updates100.new", 100, NEW },
        { "updates100.loss_gap", 100, LOSS_GAP },
        { "updates200.new", 200, NEW },
        { "updates1000.seen", 1000, SEEN },
        { "updates1000.new", 1000, NEW },
        { "updates1000.gap", 1000, GAP },
        { "updates1000.loss_gap", 1000, LOSS_GAP },
    };
    static const Cited epochs[] = {
        { "epochs10.seen", 10, SEEN },
        { "epochs10.seen_loss", 10, SEEN_LOSS },
        { "epochs10.new_loss", 10, NEW_LOSS },
    };
    report_curves(report, "updates.tsv", "N", names, &c->updates);
    report_curves(report, "epochs.tsv", "N", names, &c->epochs);
    write_cited(report, &c->updates, updates,
                sizeof updates / sizeof *updates);
    write_cited(report, &c->epochs, epochs, sizeof epochs / sizeof *epochs);
}

/* La pente de log(y) en fonction de log(N), par moindres carrés, à partir du
 * rang first ; un y négatif est laissé de côté, et s'il n'en reste pas deux
 * autres, rend 0. */
static double slope(const Curves *curves, size_t first, size_t quantity)
{
    double x = 0, y = 0, xx = 0, xy = 0, n = 0;
    for (size_t k = first; k < SIZES; k++)
        n += curves_summary(curves, k, quantity).mean > 0;
    if (n < 2)
        return 0;
    for (size_t k = first; k < SIZES; k++) {
        double mean = curves_summary(curves, k, quantity).mean;
        if (mean <= 0)
            continue;
        double u = log((double)sizes[k]), v = log(mean);
        x += u / n;
        y += v / n;
        xx += u * u / n;
        xy += u * v / n;
    }
    return (xy - x * y) / (xx - x * x);
}

/* Le plus petit gain de score, en moyenne, d'un N au suivant. */
static double smallest_step(const Curves *curves)
{
    double least = INFINITY;
    for (size_t k = 1; k < SIZES; k++)
        least = fmin(least, curves_summary(curves, k, NEW).mean -
                                curves_summary(curves, k - 1, NEW).mean);
    return least;
}

/* Le meilleur score sur des points neufs, tous N et toutes graines. */
static double highest(const Curves *curves)
{
    double most = 0;
    for (size_t k = 0; k < SIZES; k++)
        most = fmax(most, curves_summary(curves, k, NEW).high);
    return most;
}

static void write_comparison(Report *report, const Comparison *c, size_t seeds)
{
    enum { TAIL = 2 }; /* à partir de N = 50 */
    write_curves(report, c);
    write_summary(report, c->longer[0], seeds, "longer", "smallest");
    write_summary(report, c->longer[SIZES - 1], seeds, "longer", "largest");
    report_number(report, "gap.slope", slope(&c->updates, TAIL, LOSS_GAP));
    report_integer(report, "gap.from", (long long)sizes[TAIL]);
    double least = INFINITY, most = 0;
    for (size_t k = TAIL; k < SIZES; k++) {
        double product =
            (double)sizes[k] * curves_summary(&c->updates, k, LOSS_GAP).mean;
        least = fmin(least, product);
        most = fmax(most, product);
    }
    report_number(report, "gap.least", least);
    report_number(report, "gap.most", most);
    report_number(report, "setback", -smallest_step(&c->updates));
    report_number(report, "highest",
                  fmax(highest(&c->updates), highest(&c->epochs)));
}

static void write_stairs(Report *report, const Staircase *stairs, size_t seeds)
{
    FILE *table =
        report_table(report, "stairs.tsv", "étape\treste\tdemi-largeur\tgain");
    for (size_t i = 0; i < STEPS; i++) {
        Summary rest = summarize(stairs->rest[i], seeds);
        Summary gain = summarize(stairs->gain[i], seeds);
        fprintf(table, "%zu\t%.9g\t%.9g\t%.9g\n", i, rest.mean,
                rest.half_width, gain.mean);
        write_summary(report, stairs->rest[i], seeds, "rest", step_name[i]);
        if (i > 0)
            write_summary(report, stairs->gain[i], seeds, "gain",
                          step_name[i]);
    }
    report_table_close(report, table, "stairs.tsv");
}

static void write_learning(Report *report)
{
    size_t seeds = seed_count(report);
    Comparison *c = allocate(1, sizeof *c);
    Staircase *stairs = allocate(1, sizeof *stairs);
    c->updates = curves_create(SIZES, QUANTITIES, seeds);
    c->epochs = curves_create(SIZES, QUANTITIES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        Setting s = setting_create(report, 2000 + seed);
        compare(c, &s, seed);
        descend(stairs, &s, seed, c->largest[seed]);
        setting_free(&s);
        report_progress("graines", seed + 1, seeds);
    }
    write_comparison(report, c, seeds);
    write_stairs(report, stairs, seeds);
    curves_free(&c->updates);
    curves_free(&c->epochs);
    free(c);
    free(stairs);
}

/* --- Le nombre de points de test ----------------------------------------- */

enum { MOST_TESTS = 10000, QUICK_TESTS = 20, JURIES = 3, BINS = 201 };
static const size_t juries[JURIES] = { 50, 200, 800 };

/* Les scores d'un même réseau, sur des jeux de test tirés à neuf. */
typedef struct {
    size_t tests;
    double scores[JURIES][MOST_TESTS];
    double truth; /* le score sur tous ces points réunis */
} Trials;

static void judge(Trials *trials, const Parameters *p, Random *random)
{
    double right = 0, points = 0;
    for (size_t j = 0; j < JURIES; j++)
        for (size_t t = 0; t < trials->tests; t++) {
            Dataset test = circles(juries[j] / 2, course.noise, random);
            double score = evaluate(p, &test).accuracy;
            trials->scores[j][t] = score;
            right += score * (double)juries[j];
            points += (double)juries[j];
            dataset_free(&test);
        }
    trials->truth = right / points;
}

/* Part des jeux dont l'intervalle à 95 % contient le vrai score. */
static double coverage(const Trials *trials, size_t j)
{
    double inside = 0;
    for (size_t t = 0; t < trials->tests; t++) {
        double score = trials->scores[j][t];
        double half = NORMAL_95 * standard_error(score, juries[j]);
        inside += fabs(score - trials->truth) <= half;
    }
    return inside / (double)trials->tests;
}

/* La probabilité de k bonnes réponses sur M. */
static double law_of(size_t k, size_t M, double A)
{
    if (A <= 0 || A >= 1)
        return k == (A < 1 ? 0 : M);
    return binomial_probability(k, M, A);
}

/* La table des fréquences, par cases d'un point sur CELLS, et de la loi
 * binomiale, qu'on additionne sur la même case. */
static void write_histogram(Report *report, const Trials *trials, size_t j)
{
    enum { CELLS = BINS - 1 };
    char name[32];
    double seen[BINS] = { 0 }, law[BINS] = { 0 };
    size_t M = juries[j], cells = M < CELLS ? M : CELLS;
    for (size_t t = 0; t < trials->tests; t++) {
        double cell = floor(trials->scores[j][t] * (double)cells + 0.5);
        seen[(size_t)cell] += 1.0 / (double)trials->tests;
    }
    for (size_t k = 0; k <= M; k++) {
        double cell = floor((double)(k * cells) / (double)M + 0.5);
        law[(size_t)cell] += law_of(k, M, trials->truth);
    }
    snprintf(name, sizeof name, "scores%zu.tsv", M);
    FILE *table = report_table(report, name, "score\tdensité\tloi");
    for (size_t i = 0; i <= cells; i++)
        fprintf(table, "%.9g\t%.9g\t%.9g\n", (double)i / (double)cells,
                seen[i] * (double)cells / 100, law[i] * (double)cells / 100);
    report_table_close(report, table, name);
}

static void write_trials(Report *report)
{
    char key[64];
    Setting s = setting_create(report, 2000);
    Dataset data = dataset_slice(&s.data, 0, PIVOT);
    Training training = course_descent(&course);
    Trials *trials = allocate(1, sizeof *trials);
    trials->tests = report->quick ? QUICK_TESTS : test_count;
    network_train(&s.start, &data, &training, &s.random);
    judge(trials, &s.start, &s.random);
    for (size_t j = 0; j < JURIES; j++) {
        Summary spread = summarize(trials->scores[j], trials->tests);
        double expected = standard_error(trials->truth, juries[j]);
        snprintf(key, sizeof key, "test%zu.deviation", juries[j]);
        report_number(report, key, spread.deviation);
        snprintf(key, sizeof key, "test%zu.expected", juries[j]);
        report_number(report, key, expected);
        snprintf(key, sizeof key, "test%zu.half_width", juries[j]);
        report_number(report, key, NORMAL_95 * expected);
        snprintf(key, sizeof key, "test%zu.coverage", juries[j]);
        report_number(report, key, coverage(trials, j));
        write_histogram(report, trials, j);
    }
    report_number(report, "test.truth", trials->truth);
    report_integer(report, "test.tests", (long long)trials->tests);
    free(trials);
    setting_free(&s);
}

/* --- Le plafond, et les réglages ----------------------------------------- */

static void write_radii(Report *report)
{
    enum { POINTS = 361 };
    const double most = CIRCLES_OUTER + 4 * course.noise;
    FILE *table = report_table(report, "radii.tsv", "r\tpetit\tgrand");
    for (int i = 0; i < POINTS; i++) {
        double r = most * i / (POINTS - 1);
        fprintf(table, "%.6g\t%.6g\t%.6g\n", r,
                radius_density(r, CIRCLES_INNER, course.noise) / 2,
                radius_density(r, CIRCLES_OUTER, course.noise) / 2);
    }
    report_table_close(report, table, "radii.tsv");
    report_number(report, "best.accuracy", ceiling_score());
    report_number(report, "best.error", 1 - ceiling_score());
    report_number(report, "best.radius", course_best(course.noise).radius);
}

/* Ce que font les deux façons de compter. */
static void write_counts(Report *report)
{
    report_integer(report, "updates", (long long)update_count);
    report_integer(report, "rounds", (long long)epochs_for(LARGEST));
    report_integer(report, "rounds10", (long long)epochs_for(sizes[0]));
    report_integer(report, "epochs10.updates",
                   (long long)(course.epochs * updates_per_epoch(sizes[0])));
    report_integer(report, "epochs1000.updates",
                   (long long)(course.epochs * updates_per_epoch(LARGEST)));
    report_integer(report, "balance",
                   (long long)(update_count * course.batch / course.epochs));
    report_integer(report, "longer", LONGER);
    report_integer(report, "renewed",
                   (long long)LARGEST * LONGER *
                       (long long)epochs_for(LARGEST));
}

static void write_settings(Report *report)
{
    Parameters p = parameters_create(2, course.nh, 2);
    report_integer(report, "parameters", (long long)p.theta.rows);
    parameters_free(&p);
    report_integer(report, "nh", (long long)course.nh);
    report_integer(report, "batch", (long long)course.batch);
    report_integer(report, "epochs", (long long)course.epochs);
    report_number(report, "eta", course.eta);
    report_number(report, "noise", course.noise);
    report_integer(report, "fresh", 2 * FRESH);
    report_integer(report, "pivot", PIVOT);
    report_number(report, "z", NORMAL_95);
    double A = ceiling_score();
    report_number(report, "needed", points_needed(A, 0.01));
    report_number(report, "fresh.half_width",
                  NORMAL_95 * standard_error(A, 2 * FRESH));
}

static Report open_report(int argc, char **argv)
{
    const Option own[] = {
        { "updates", "mises à jour, quel que soit N", .count = &update_count,
          .low = LARGEST, .high = 1000000 },
        { "tests", "jeux de test de chaque taille", .count = &test_count,
          .low = 10, .high = MOST_TESTS },
    };
    enum { OWN = sizeof own / sizeof *own };
    Option options[COURSE_OPTIONS + OWN];
    size_t count =
        course_options(options, &course, "nh eta batch epochs noise weight");
    memcpy(options + count, own, sizeof own);
    return report_open(argc, argv, options, count + OWN);
}

int main(int argc, char **argv)
{
    Report report = open_report(argc, argv);
    write_settings(&report);
    write_counts(&report);
    write_radii(&report);
    write_trials(&report);
    write_learning(&report);
    report_close(&report);
}
