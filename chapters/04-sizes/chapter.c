/* Chapitre 4 : combien de paramètres, et combien de neurones cachés. */
#include <math.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000 };

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;

static void number(Report *report, const char *name, const char *what,
                   double value)
{
    char key[64];
    snprintf(key, sizeof key, "%s.%s", name, what);
    report_number(report, key, value);
}

/* --- Compter ------------------------------------------------------------- */

static void write_count(Report *report, const char *name, size_t nx, size_t nh,
                        size_t ny)
{
    number(report, name, "nx", (double)nx);
    number(report, name, "nh", (double)nh);
    number(report, name, "ny", (double)ny);
    number(report, name, "hidden", (double)(nh * (nx + 1)));
    number(report, name, "output", (double)(ny * (nh + 1)));
    number(report, name, "count", (double)parameter_count(nx, nh, ny));
}

enum { NARROW = 3, WIDE = 100 };

static void write_counts(Report *report)
{
    size_t nx = course.path ? course.given.X.cols : 2;
    size_t ny = course.path ? course.given.Y.cols : 2;
    write_count(report, "sheet", 2, 4, 2);
    write_count(report, "course", nx, COURSE_NH, ny);
    write_count(report, "wide", nx, WIDE, ny);
    write_count(report, "images", 784, 100, 10);
    report_integer(report, "narrow", NARROW);
    report_integer(report, "sheet.arrows", 2 * 4 + 4 * 2);
    report_integer(report, "sheet.biases", 4 + 2);
}

/* --- Deux situations ----------------------------------------------------- */

typedef struct {
    const char *name;
    size_t per_class, epochs;
    double noise;
} Situation;

/* L'abondance a les réglages de course. */
static Situation plenty = { .name = "plenty" };
static Situation scarce = { "scarce", 20, 750, 0.4 };

/* Les données, les points neufs et les poids de départ d'une graine ; les
 * données sont les mêmes pour tous les nh. */
typedef struct {
    Random random;
    Sets sets;
    Dataset data; /* celles de sets, ou les premières */
    Parameters p;
} Trial;

static Trial trial_create(const Report *report, const Situation *s,
                          uint64_t stream, size_t nh)
{
    Trial t = { .random = report_random(report, stream) };
    Course own = course;
    own.per_class = s->per_class;
    own.noise = s->noise;
    t.sets = course_sets(&own, FRESH, &t.random);
    size_t kept = t.sets.data.X.rows;
    if (s == &scarce && kept > 2 * s->per_class)
        kept = 2 * s->per_class;
    t.data = dataset_slice(&t.sets.data, 0, kept);
    t.p = course_start(&own, nh, &t.data, &t.random);
    return t;
}

/* Apprend ; after_epoch, s'il n'est pas NULL, est appelée avec context. */
static void trial_train(Trial *t, const Situation *s,
                        void (*after_epoch)(void *, size_t,
                                            const Parameters *),
                        void *context)
{
    Training training = course_descent(&course);
    training.epochs = s->epochs;
    training.after_epoch = after_epoch;
    training.context = context;
    network_train(&t->p, &t->data, &training, &t->random);
}

static void trial_free(Trial *t)
{
    sets_free(&t->sets);
    parameters_free(&t->p);
}

/* --- Un réseau, le même en plus large ------------------------------------ */

/* Le plus grand écart entre les réponses d'un réseau entraîné et de celui où
 * on l'a rangé. */
static void write_widened(Report *report)
{
    Trial t = trial_create(report, &plenty, 4, NARROW);
    Parameters wide = course_start(&course, WIDE, &t.data, &t.random);
    trial_train(&t, &plenty, NULL, NULL);
    widen(&wide, &t.p);
    Pass small = pass_create(&t.p, t.data.X.rows);
    Pass large = pass_create(&wide, t.data.X.rows);
    forward(&small, &t.p, &t.data.X);
    forward(&large, &wide, &t.data.X);
    report_number(report, "widened.gap",
                  matrix_max_difference(&small.Y_hat, &large.Y_hat));
    pass_free(&small);
    pass_free(&large);
    parameters_free(&wide);
    trial_free(&t);
}

/* --- Selon nh ------------------------------------------------------------ */

static const size_t widths[] = { 1, 2, NARROW, 6, 20, WIDE };
enum { WIDTHS = sizeof widths / sizeof *widths };

enum {
    TRAIN_ACCURACY,
    TEST_ACCURACY,
    TRAIN_LOSS,
    TEST_LOSS,
    MISTAKEN,
    QUANTITIES
};
static const char *const quantities[QUANTITIES] = { "train", "test",
                                                    "train_loss", "test_loss",
                                                    "mistaken" };

/* Quand mesurer la loss des points neufs, dans la disette : aux epochs 25, 50,
 * 100, 250 et 750, ou à proportion. */
enum { MARKS = 5, EARLY = 1, PARTS = 30 };

static size_t mark_epoch(size_t mark)
{
    static const size_t parts[MARKS] = { 1, 2, 4, 10, PARTS };
    return scarce.epochs * parts[mark] / PARTS;
}

typedef struct {
    Curves *curves;
    size_t quantity, seed;
    const Dataset *fresh;
} Watch;

static void watch(void *context, size_t epoch, const Parameters *p)
{
    Watch *w = context;
    for (size_t mark = 0; mark < MARKS; mark++)
        if (mark_epoch(mark) == epoch)
            curves_put(w->curves, mark, (double)epoch, w->quantity, w->seed,
                       evaluate(p, w->fresh).loss);
}

/* Ce que le réseau donne en moyenne à la classe qu'il choisit, quand elle est
 * fausse ; 0 si elle ne l'est jamais. */
static double mistaken_confidence(const Pass *pass, const Dataset *data)
{
    double sum = 0, mistakes = 0;
    for (size_t n = 0; n < data->X.rows; n++) {
        size_t decision = matrix_argmax_row(&pass->Y_hat, n);
        if (decision != dataset_class(data, n)) {
            sum += AT(&pass->Y_hat, n, decision);
            mistakes++;
        }
    }
    return mistakes > 0 ? sum / mistakes : 0;
}

/* Les deux réseaux que l'on suit ; during : NULL, rien à suivre. */
enum { FOLLOWED = 2 };

static void measure(const Report *report, Curves *curves, Curves *during,
                    const Situation *s, size_t w, size_t seed)
{
    Trial t = trial_create(report, s, 400 + seed, widths[w]);
    const Dataset *fresh = &t.sets.fresh;
    Watch narrow = { during, 0, seed, fresh };
    Watch wide = { during, 1, seed, fresh };
    bool followed = during && (widths[w] == NARROW || widths[w] == WIDE);
    trial_train(&t, s, followed ? watch : NULL,
                widths[w] == WIDE ? &wide : &narrow);
    Score on_data = evaluate(&t.p, &t.data);
    Pass pass = pass_create(&t.p, fresh->X.rows);
    forward(&pass, &t.p, &fresh->X);
    double values[QUANTITIES] = {
        [TRAIN_ACCURACY] = on_data.accuracy,
        [TEST_ACCURACY] = accuracy(&pass, &fresh->Y),
        [TRAIN_LOSS] = on_data.loss,
        [TEST_LOSS] = loss(&pass, &fresh->Y),
        [MISTAKEN] = mistaken_confidence(&pass, fresh),
    };
    pass_free(&pass);
    for (size_t q = 0; q < QUANTITIES; q++)
        curves_put(curves, w, (double)widths[w], q, seed, values[q]);
    trial_free(&t);
}

/* to − from, graine par graine. */
static void write_change(Report *report, const char *name, const char *what,
                         const double *from, const double *to, size_t seeds)
{
    char key[64];
    double changes[SEEDS];
    for (size_t seed = 0; seed < seeds; seed++)
        changes[seed] = to[seed] - from[seed];
    Summary all = summarize(changes, seeds);
    snprintf(key, sizeof key, "%s.%s", name, what);
    report_summary(report, key, &all);
}

/* Les valeurs d'une quantité à un rang, une par graine. */
static const double *values_at(const Curves *c, size_t mark, size_t quantity)
{
    return c->values + (mark * c->quantities + quantity) * c->seeds;
}

/* Les moyennes que le texte cite. */
static const struct {
    const char *situation;
    size_t w, quantity;
} cited[] = {
    { "plenty", 0, TEST_ACCURACY },
    { "plenty", 1, TEST_ACCURACY },
    { "plenty", 2, TEST_ACCURACY },
    { "plenty", WIDTHS - 1, TEST_ACCURACY },
    { "scarce", 0, TRAIN_LOSS },
    { "scarce", 0, TEST_LOSS },
    { "scarce", 0, TEST_ACCURACY },
    { "scarce", 2, TRAIN_LOSS },
    { "scarce", 2, TEST_LOSS },
    { "scarce", 2, TEST_ACCURACY },
    { "scarce", WIDTHS - 1, TRAIN_LOSS },
    { "scarce", WIDTHS - 1, TEST_LOSS },
    { "scarce", WIDTHS - 1, TEST_ACCURACY },
    { "scarce", 2, MISTAKEN },
    { "scarce", WIDTHS - 1, MISTAKEN },
};

static void write_cited(Report *report, const Situation *s, const Curves *c)
{
    for (size_t k = 0; k < sizeof cited / sizeof *cited; k++)
        if (strcmp(cited[k].situation, s->name) == 0) {
            char key[64];
            Summary all = curves_summary(c, cited[k].w, cited[k].quantity);
            snprintf(key, sizeof key, "%s.nh%zu.%s", s->name,
                     widths[cited[k].w], quantities[cited[k].quantity]);
            report_summary(report, key, &all);
        }
}

static Curves run(const Report *report, const Situation *s, Curves *during,
                  size_t seeds)
{
    Curves curves = curves_create(WIDTHS, QUANTITIES, seeds);
    for (size_t w = 0; w < WIDTHS; w++) {
        for (size_t seed = 0; seed < seeds; seed++)
            measure(report, &curves, during, s, w, seed);
        report_progress(s->name, w + 1, WIDTHS);
    }
    return curves;
}

/* La plus petite des loss finales sur des points neufs, sur tous les nh. */
static void write_lowest(Report *report, const Curves *curves)
{
    double lowest = INFINITY;
    for (size_t w = 0; w < WIDTHS; w++)
        lowest = fmin(lowest, curves_summary(curves, w, TEST_LOSS).mean);
    report_number(report, "lowest.end", lowest);
}

static void write_sizes(Report *report, const Situation *s)
{
    Trial t = trial_create(report, s, 400, NARROW);
    number(report, s->name, "points", (double)t.data.X.rows);
    number(report, s->name, "epochs", (double)s->epochs);
    number(report, s->name, "sigma", s->noise);
    number(report, s->name, "best", course_best(s->noise).accuracy);
    if (s == &plenty)
        report_integer(report, "fresh", (long long)t.sets.fresh.X.rows);
    trial_free(&t);
}

static void write_situation(Report *report, const Situation *s, Curves *during)
{
    char name[32];
    size_t seeds = report->quick ? 2 : SEEDS, last = WIDTHS - 1;
    Curves curves = run(report, s, during, seeds);
    snprintf(name, sizeof name, "%s.tsv", s->name);
    report_curves(report, name, "nh",
                  "train\ttest\ttrain_loss\ttest_loss\tmistaken", &curves);
    write_cited(report, s, &curves);
    if (during)
        write_lowest(report, &curves);
    /* De NARROW à WIDE neurones, à graine égale. */
    write_change(report, s->name, "gain", values_at(&curves, 2, TEST_ACCURACY),
                 values_at(&curves, last, TEST_ACCURACY), seeds);
    write_change(report, s->name, "rise", values_at(&curves, 2, TEST_LOSS),
                 values_at(&curves, last, TEST_LOSS), seeds);
    write_sizes(report, s);
    curves_free(&curves);
}

/* Au fil des epochs de la disette : à l'epoch EARLY, et au meilleur moment. */
static void write_during(Report *report, const Curves *during)
{
    static const char *const names[FOLLOWED] = { "narrow", "wide" };
    report_curves(report, "during.tsv", "epoch", "narrow\twide", during);
    for (size_t q = 0; q < FOLLOWED; q++) {
        char key[64];
        double lowest = INFINITY;
        for (size_t mark = 0; mark < MARKS; mark++)
            lowest = fmin(lowest, curves_summary(during, mark, q).mean);
        Summary early = curves_summary(during, EARLY, q);
        snprintf(key, sizeof key, "early.%s", names[q]);
        report_summary(report, key, &early);
        number(report, "lowest", names[q], lowest);
    }
    write_change(report, "early", "rise", values_at(during, EARLY, 0),
                 values_at(during, EARLY, 1), during->seeds);
    number(report, "early", "epochs", (double)mark_epoch(EARLY));
}

static void write_situations(Report *report)
{
    Curves during = curves_create(MARKS, FOLLOWED, report->quick ? 2 : SEEDS);
    write_situation(report, &plenty, NULL);
    write_situation(report, &scarce, &during);
    write_during(report, &during);
    curves_free(&during);
}

/* --- Trois frontières ---------------------------------------------------- */

static const size_t pictured[] = { 1, NARROW, WIDE };
enum { PICTURES = sizeof pictured / sizeof *pictured };

static void write_picture(Report *report, FILE *album, size_t nh)
{
    char name[32];
    Trial t = trial_create(report, &scarce, 401, nh);
    trial_train(&t, &scarce, NULL, NULL);
    snprintf(name, sizeof name, "map%zu.tsv", nh);
    double reach = course.path ? 1.05 * matrix_max_abs(&t.sets.data.X) : 2;
    report_answers(report, name, reach, &t.p);
    Score on_data = evaluate(&t.p, &t.data),
          on_fresh = evaluate(&t.p, &t.sets.fresh);
    fprintf(album, "%zu\t%.6g\t%.6g\n", nh, on_data.accuracy,
            on_fresh.accuracy);
    snprintf(name, sizeof name, "picture%zu", nh);
    number(report, name, "train", on_data.accuracy);
    number(report, name, "test", on_fresh.accuracy);
    if (nh == NARROW)
        report_points(report, "points.tsv", &t.data);
    trial_free(&t);
}

static void write_pictures(Report *report)
{
    FILE *album = report_table(report, "album.tsv", "nh\ttrain\ttest");
    for (size_t k = 0; k < PICTURES; k++)
        write_picture(report, album, pictured[k]);
    report_table_close(report, album, "album.tsv");
    report_number(report, "scarce.radius", course_best(scarce.noise).radius);
}

static Report open_report(int argc, char **argv)
{
    const Option own[] = {
        { "scarce-points", "points par classe, dans la disette",
          .count = &scarce.per_class, .low = 1, .high = 10000 },
        { "scarce-epochs", "passages, dans la disette",
          .count = &scarce.epochs, .low = PARTS, .high = 100000 },
        { "scarce-noise", "bruit, dans la disette", .real = &scarce.noise,
          .low = 0.02, .high = 0.6 },
    };
    enum { OWN = sizeof own / sizeof *own };
    Option options[COURSE_OPTIONS + OWN];
    size_t count = course_options(options, &course,
                                  "eta batch epochs points noise weight data");
    memcpy(options + count, own, sizeof own);
    Report report = report_open(argc, argv, options, count + OWN);
    plenty.per_class = course.per_class;
    plenty.epochs = course.epochs;
    plenty.noise = course.noise;
    return report;
}

int main(int argc, char **argv)
{
    Report report = open_report(argc, argv);
    course_open(&course, true);
    write_counts(&report);
    write_widened(&report);
    write_situations(&report);
    write_pictures(&report);
    report_number(&report, "log2", log(2));
    course_close(&course);
    report_close(&report);
}
