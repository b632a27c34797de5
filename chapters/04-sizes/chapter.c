/* Chapitre 4 : combien de paramètres, et combien de neurones cachés. */
#include <math.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000 };

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
    write_count(report, "sheet", 2, 4, 2);
    write_count(report, "course", 2, COURSE_NH, 2);
    write_count(report, "wide", 2, WIDE, 2);
    write_count(report, "images", 784, 100, 10);
    report_integer(report, "narrow", NARROW);
    report_integer(report, "sheet.arrows", 2 * 4 + 4 * 2);
    report_integer(report, "sheet.biases", 4 + 2);
}

/* --- Un réseau, le même en plus large ------------------------------------ */

/* Le plus grand écart entre les réponses d'un réseau entraîné et de celui où
 * on l'a rangé. */
static void write_widened(Report *report)
{
    Random random = random_seeded(4);
    Dataset data = course_circles(COURSE_PER_CLASS, &random);
    Parameters p = course_network(NARROW, &random);
    Parameters wide = course_network(WIDE, &random);
    Training training = course_training();
    train(&p, &data, &training, &random);
    widen(&wide, &p);
    Pass small = pass_create(&p, data.X.rows);
    Pass large = pass_create(&wide, data.X.rows);
    forward(&small, &p, &data.X);
    forward(&large, &wide, &data.X);
    report_number(report, "widened.gap",
                  matrix_max_difference(&small.Y_hat, &large.Y_hat));
    pass_free(&small);
    pass_free(&large);
    parameters_free(&p);
    parameters_free(&wide);
    dataset_free(&data);
}

/* --- Deux situations ----------------------------------------------------- */

typedef struct {
    const char *name;
    size_t per_class, epochs;
    double noise;
} Situation;

static const Situation situations[] = {
    { "plenty", COURSE_PER_CLASS, COURSE_EPOCHS, COURSE_NOISE },
    { "scarce", 20, 750, 0.4 },
};
enum { SITUATIONS = sizeof situations / sizeof *situations };

/* Les données, les points neufs et les poids d'une graine ; les données sont
 * les mêmes pour tous les nh. */
typedef struct {
    Random random;
    Dataset data, fresh;
    Parameters p;
} Trial;

static Trial trial_create(const Situation *s, uint64_t seed, size_t nh)
{
    Trial t = { .random = random_seeded(seed) };
    t.data = circles(s->per_class, s->noise, &t.random);
    t.fresh = circles(FRESH, s->noise, &t.random);
    t.p = course_network(nh, &t.random);
    Training training = course_training();
    training.epochs = s->epochs;
    train(&t.p, &t.data, &training, &t.random);
    return t;
}

static void trial_free(Trial *t)
{
    dataset_free(&t->data);
    dataset_free(&t->fresh);
    parameters_free(&t->p);
}

/* --- Selon nh ------------------------------------------------------------ */

static const size_t widths[] = { 1, 2, NARROW, 5, COURSE_NH, 25, WIDE };
enum { WIDTHS = sizeof widths / sizeof *widths };

enum { TRAIN_ACCURACY, TEST_ACCURACY, TRAIN_LOSS, TEST_LOSS, QUANTITIES };
static const char *const quantities[QUANTITIES] = { "train", "test",
                                                    "train_loss",
                                                    "test_loss" };

static void measure(Curves *curves, const Situation *s, size_t w, size_t seed)
{
    Trial t = trial_create(s, 400 + seed, widths[w]);
    Score on_data = evaluate(&t.p, &t.data),
          on_fresh = evaluate(&t.p, &t.fresh);
    double values[QUANTITIES] = { [TRAIN_ACCURACY] = on_data.accuracy,
                                  [TEST_ACCURACY] = on_fresh.accuracy,
                                  [TRAIN_LOSS] = on_data.loss,
                                  [TEST_LOSS] = on_fresh.loss };
    for (size_t q = 0; q < QUANTITIES; q++)
        curves_put(curves, w, (double)widths[w], q, seed, values[q]);
    trial_free(&t);
}

/* Ce que gagne une quantité, à graine égale, de NARROW à WIDE neurones. */
static void write_change(Report *report, const char *name, const char *what,
                         const Curves *c, size_t quantity)
{
    char key[64];
    double changes[SEEDS];
    const double *values = c->values + quantity * c->seeds;
    size_t mark = c->quantities * c->seeds;
    for (size_t seed = 0; seed < c->seeds; seed++)
        changes[seed] =
            values[(WIDTHS - 1) * mark + seed] - values[2 * mark + seed];
    Summary all = summarize(changes, c->seeds);
    snprintf(key, sizeof key, "%s.%s", name, what);
    report_summary(report, key, &all);
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
    { "scarce", 2, TRAIN_LOSS },
    { "scarce", 2, TEST_LOSS },
    { "scarce", 2, TEST_ACCURACY },
    { "scarce", WIDTHS - 1, TRAIN_LOSS },
    { "scarce", WIDTHS - 1, TEST_LOSS },
    { "scarce", WIDTHS - 1, TEST_ACCURACY },
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

static Curves run(const Situation *s, size_t seeds)
{
    Curves curves = curves_create(WIDTHS, QUANTITIES, seeds);
    for (size_t w = 0; w < WIDTHS; w++) {
        for (size_t seed = 0; seed < seeds; seed++)
            measure(&curves, s, w, seed);
        report_progress(s->name, w + 1, WIDTHS);
    }
    return curves;
}

static void write_situation(Report *report, const Situation *s)
{
    char name[32];
    Curves curves = run(s, report->quick ? 2 : SEEDS);
    snprintf(name, sizeof name, "%s.tsv", s->name);
    report_curves(report, name, "nh", "train\ttest\ttrain_loss\ttest_loss",
                  &curves);
    write_cited(report, s, &curves);
    write_change(report, s->name, "gain", &curves, TEST_ACCURACY);
    write_change(report, s->name, "rise", &curves, TEST_LOSS);
    number(report, s->name, "points", 2 * (double)s->per_class);
    number(report, s->name, "epochs", (double)s->epochs);
    number(report, s->name, "sigma", s->noise);
    number(report, s->name, "best", course_best(s->noise).accuracy);
    curves_free(&curves);
}

/* --- Trois frontières ---------------------------------------------------- */

static const size_t pictured[] = { 1, NARROW, WIDE };
enum { PICTURES = sizeof pictured / sizeof *pictured };

static void write_picture(Report *report, FILE *album, size_t nh)
{
    char name[32];
    Trial t = trial_create(&situations[1], 401, nh);
    Matrix grid = map_grid(2, 121);
    Pass pass = pass_create(&t.p, grid.rows);
    forward(&pass, &t.p, &grid);
    snprintf(name, sizeof name, "map%zu.tsv", nh);
    report_map(report, name, &grid, &pass.Y_hat);
    Score on_data = evaluate(&t.p, &t.data),
          on_fresh = evaluate(&t.p, &t.fresh);
    fprintf(album, "%zu\t%.6g\t%.6g\n", nh, on_data.accuracy,
            on_fresh.accuracy);
    snprintf(name, sizeof name, "picture%zu", nh);
    number(report, name, "train", on_data.accuracy);
    number(report, name, "test", on_fresh.accuracy);
    if (nh == NARROW)
        report_points(report, "points.tsv", &t.data);
    pass_free(&pass);
    matrix_free(&grid);
    trial_free(&t);
}

static void write_pictures(Report *report)
{
    FILE *album = report_table(report, "album.tsv", "nh\ttrain\ttest");
    for (size_t k = 0; k < PICTURES; k++)
        write_picture(report, album, pictured[k]);
    report_table_close(report, album, "album.tsv");
    report_number(report, "scarce.radius",
                  course_best(situations[1].noise).radius);
}

int main(int argc, char **argv)
{
    Report report = report_open(argc, argv);
    write_counts(&report);
    write_widened(&report);
    for (size_t s = 0; s < SITUATIONS; s++)
        write_situation(&report, &situations[s]);
    write_pictures(&report);
    report_integer(&report, "fresh", 2 * FRESH);
    report_number(&report, "log2", log(2));
    report_close(&report);
}
