/* Chapitre 5 : ce qu'annonce un réseau, et ce que cela vaut. */
#include <math.h>
#include <string.h>

#include "../../lib/activations.h"
#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000 };

/* Les réglages du TP, ou ceux du lecteur ; et, pour le réseau trop entraîné,
 * ses exemples par classe et ses epochs. */
static Course course = COURSE_DEFAULT;
static size_t few = 30, long_epochs = 1500;

/* --- Le triangle des prédictions à trois classes ------------------------- */

static void write_simplex(Report *report)
{
    enum { POINTS = 250 };
    const double sigma = 1.5;
    Random random = report_random(report, 5);
    Matrix Y_hat = matrix_create(POINTS, 3);
    matrix_random_normal(&Y_hat, sigma, &random);
    softmax(&Y_hat, &Y_hat);
    FILE *table = report_table(report, "simplex.tsv",
                               "y_hat1\ty_hat2\ty_hat3\tdecision");
    for (size_t n = 0; n < POINTS; n++)
        fprintf(table, "%.6g\t%.6g\t%.6g\t%zu\n", AT(&Y_hat, n, 0),
                AT(&Y_hat, n, 1), AT(&Y_hat, n, 2),
                matrix_argmax_row(&Y_hat, n) + 1);
    report_table_close(report, table, "simplex.tsv");
    report_integer(report, "simplex.points", POINTS);
    report_number(report, "simplex.sigma", sigma);
    matrix_free(&Y_hat);
}

/* --- Un réseau entraîné, et trois de ses réponses ------------------------ */

typedef struct {
    Dataset fresh;
    Parameters p;
    Pass pass; /* de p, sur fresh */
    Matrix P;  /* les probabilités vraies, sur fresh */
} Picture;

/* Ce que |ỹ₁ − ỹ₂| ne dépasse pour aucun x. */
static double widest_gap(const Parameters *p)
{
    return fmax(logit_bound(p, 0, 1), logit_bound(p, 1, 0));
}

static Picture picture_create(const Report *report)
{
    Random random = report_random(report, 54);
    Sets sets = course_sets(&course, FRESH, &random);
    Picture picture = { .fresh = sets.fresh };
    picture.p = course_start(&course, course.nh, &sets.data, &random);
    Training training = course_descent(&course);
    network_train(&picture.p, &sets.data, &training, &random);
    picture.pass = pass_create(&picture.p, 2 * FRESH);
    picture.P = matrix_create(2 * FRESH, 2);
    forward(&picture.pass, &picture.p, &picture.fresh.X);
    circle_posteriors(&picture.P, &picture.fresh.X, course.noise);
    dataset_free(&sets.data);
    return picture;
}

static void picture_free(Picture *picture)
{
    dataset_free(&picture->fresh);
    parameters_free(&picture->p);
    pass_free(&picture->pass);
    matrix_free(&picture->P);
}

/* Le premier point neuf dont la réponse est juste ou non, et dont la plus
 * grande probabilité est entre low et high ; s'il n'y en a pas, celui qui en
 * approche le plus. */
static size_t find(const Picture *picture, bool right, double low, double high)
{
    const Matrix *Y_hat = &picture->pass.Y_hat;
    size_t best = 0;
    double least = INFINITY;
    for (size_t n = 0; n < Y_hat->rows; n++) {
        size_t decision = matrix_argmax_row(Y_hat, n);
        double largest = AT(Y_hat, n, decision);
        bool within = low <= largest && largest < high;
        double gap = within ? -1 : fmax(low - largest, largest - high);
        if ((decision == dataset_class(&picture->fresh, n)) != right)
            gap += 2;
        if (gap < least) {
            least = gap;
            best = n;
        }
    }
    return best;
}

/* L'exemple n dans la table ; rend sa classe. */
static size_t write_example(FILE *table, const Picture *picture, size_t n)
{
    size_t c = dataset_class(&picture->fresh, n);
    fprintf(table, "%.6g\t%.6g\t%zu\t%.6g\t%.6g\t%.6g\t%.6g\n",
            AT(&picture->fresh.X, n, 0), AT(&picture->fresh.X, n, 1), c + 1,
            AT(&picture->pass.Y_hat, n, 0), AT(&picture->pass.Y_hat, n, 1),
            AT(&picture->P, n, 0), AT(&picture->P, n, 1));
    return c;
}

static void write_examples(Report *report, const Picture *picture)
{
    const Matrix *Y_hat = &picture->pass.Y_hat, *P = &picture->P;
    size_t A = find(picture, true, 0.98, 1);
    size_t B = find(picture, true, 0.5, 0.55);
    size_t C = find(picture, false, 0.9, 1);
    FILE *table = report_table(report, "examples.tsv",
                               "x1\tx2\tclass\ty_hat1\ty_hat2\tp1\tp2");
    size_t c = write_example(table, picture, A);
    report_number(report, "sure.class", (double)c + 1);
    report_number(report, "sure.wrong", AT(Y_hat, A, 1 - c));
    report_number(report, "sure.truth", AT(P, A, 1 - c));
    c = write_example(table, picture, B);
    report_number(report, "unsure.right", AT(Y_hat, B, c));
    report_number(report, "unsure.wrong", AT(Y_hat, B, 1 - c));
    report_number(report, "unsure.truth", AT(P, B, c));
    c = write_example(table, picture, C);
    const double *x = &AT(&picture->fresh.X, C, 0);
    report_number(report, "mistaken.class", (double)c + 1);
    report_number(report, "mistaken.right", AT(Y_hat, C, c));
    report_number(report, "mistaken.wrong", AT(Y_hat, C, 1 - c));
    report_number(report, "mistaken.distance", 2 * (1 - AT(Y_hat, C, c)));
    report_number(report, "mistaken.radius", hypot(x[0], x[1]));
    report_number(report, "mistaken.truth", AT(P, C, c));
    report_table_close(report, table, "examples.tsv");
}

/* ŷ₁ et p₁ sur une grille du plan, jusqu'à quatre écarts types du grand
 * cercle. */
static void write_map(Report *report, const Picture *picture)
{
    Matrix grid = map_grid(CIRCLES_OUTER + 4 * course.noise, 121),
           both = matrix_create(grid.rows, 2);
    Matrix P = matrix_create(grid.rows, 2);
    Pass pass = pass_create(&picture->p, grid.rows);
    forward(&pass, &picture->p, &grid);
    circle_posteriors(&P, &grid, course.noise);
    for (size_t n = 0; n < grid.rows; n++) {
        AT(&both, n, 0) = AT(&pass.Y_hat, n, 0);
        AT(&both, n, 1) = AT(&P, n, 0);
    }
    report_map(report, "map.tsv", &grid, &both);
    pass_free(&pass);
    matrix_free(&P);
    matrix_free(&both);
    matrix_free(&grid);
}

static void write_picture(Report *report)
{
    Picture picture = picture_create(report);
    write_examples(report, &picture);
    write_map(report, &picture);
    double gap = 0;
    for (size_t n = 0; n < 2 * FRESH; n++) {
        gap = fmax(gap, fabs(AT(&picture.pass.Y_tilde, n, 0) -
                             AT(&picture.pass.Y_tilde, n, 1)));
    }
    report_number(report, "picture.gap", gap);
    report_number(report, "picture.bound", widest_gap(&picture.p));
    report_number(report, "picture.accuracy",
                  accuracy(&picture.pass, &picture.fresh.Y));
    picture_free(&picture);
}

/* --- Vingt graines, trois réseaux ---------------------------------------- */

/* Les moments que le texte compare : à ces parts de la durée, en cent
 * cinquantièmes. */
enum { EARLY = 10, SETTLED = 20, RIPE = 30, END = 150 };

/* L'epoch d'une part de la durée ; une au moins. */
static size_t epoch_at(double part, size_t epochs)
{
    double epoch = floor(part * (double)epochs / END);
    return epoch < 1 ? 1 : (size_t)epoch;
}

/* Ce qu'un réseau annonce à un moment de l'apprentissage, et ce que cela vaut,
 * une fois par graine. */
typedef struct {
    const char *name;
    size_t epoch; /* 0 : ce n'est pas un réseau, mais p */
    Reliability reliability[SEEDS];
    double accuracy[SEEDS], confidence[SEEDS], excess[SEEDS];
    double calibration[SEEDS]; /* E */
    double distance[SEEDS];    /* moyenne de |ŷ₁ − p₁| */
    double bound[SEEDS];       /* ce que |ỹ₁ − ỹ₂| ne dépasse pas */
    double unavoidable[SEEDS]; /* part des erreurs que p ferait aussi */
} Snapshot;

static void snapshot_take(Snapshot *s, size_t seed, const Matrix *Y_hat,
                          const Dataset *fresh, const Matrix *P)
{
    double distance = 0, errors = 0, shared = 0;
    for (size_t n = 0; n < P->rows; n++) {
        size_t c = dataset_class(fresh, n);
        bool wrong = matrix_argmax_row(Y_hat, n) != c;
        distance += fabs(AT(Y_hat, n, 0) - AT(P, n, 0));
        errors += wrong;
        shared += wrong && matrix_argmax_row(P, n) != c;
    }
    s->reliability[seed] = reliability(Y_hat, &fresh->Y);
    s->accuracy[seed] = 1 - errors / (double)P->rows;
    s->confidence[seed] = confidence(Y_hat);
    s->excess[seed] = s->confidence[seed] - s->accuracy[seed];
    s->calibration[seed] = calibration_gap(&s->reliability[seed]);
    s->distance[seed] = distance / (double)P->rows;
    s->unavoidable[seed] = errors > 0 ? shared / errors : 0;
}

static void number(Report *report, const char *name, const char *what,
                   double value)
{
    char key[64];
    snprintf(key, sizeof key, "%s.%s", name, what);
    report_number(report, key, value);
}

static void summary(Report *report, const Snapshot *s, const char *what,
                    const double *values, size_t seeds)
{
    char key[64];
    Summary all = summarize(values, seeds);
    snprintf(key, sizeof key, "%s.%s", s->name, what);
    report_summary(report, key, &all);
}

/* Le résumé d'une quantité sur les graines qui ont des réponses dans
 * l'intervalle ; NaN si c'est moins des trois quarts d'entre elles. */
static Summary present(const double *values, size_t seeds)
{
    double kept[SEEDS];
    size_t count = 0;
    for (size_t seed = 0; seed < seeds; seed++)
        if (!isnan(values[seed]))
            kept[count++] = values[seed];
    return 4 * count < 3 * seeds ? summarize(values, seeds)
                                 : summarize(kept, count);
}

/* Le premier intervalle où un réseau répond : celui, d'ordinaire, où il annonce
 * presque 0. */
static void write_lowest(Report *report, const Snapshot *s, size_t seeds)
{
    double announced[SEEDS], observed[SEEDS], share[SEEDS];
    size_t count = 0;
    for (size_t seed = 0; seed < seeds; seed++)
        share[seed] = s->reliability[seed].share[0];
    for (size_t b = 0; b < BINS && count == 0; b++)
        for (size_t seed = 0; seed < seeds; seed++) {
            const Reliability *r = &s->reliability[seed];
            if (r->share[b] > 0) {
                announced[count] = r->announced[b];
                observed[count++] = r->observed[b];
            }
        }
    Summary seen = summarize(observed, count);
    number(report, s->name, "lowest.announced",
           summarize(announced, count).mean);
    number(report, s->name, "lowest.observed", seen.mean);
    number(report, s->name, "lowest.half_width", seen.half_width);
    number(report, s->name, "lowest.share", summarize(share, seeds).mean);
}

/* Pour chaque intervalle : ŷ₁ moyen, fréquence et son intervalle à 95 %, part
 * des réponses. */
static void write_reliability(Report *report, const Snapshot *s, size_t seeds)
{
    char name[64];
    double extreme = 0;
    snprintf(name, sizeof name, "%s.tsv", s->name);
    FILE *table =
        report_table(report, name, "announced\tobserved\tlow\thigh\tshare");
    for (size_t b = 0; b < BINS; b++) {
        double announced[SEEDS], observed[SEEDS], share[SEEDS];
        for (size_t seed = 0; seed < seeds; seed++) {
            announced[seed] = s->reliability[seed].announced[b];
            observed[seed] = s->reliability[seed].observed[b];
            share[seed] = s->reliability[seed].share[b];
        }
        Summary t = present(announced, seeds), f = present(observed, seeds);
        Summary q = summarize(share, seeds);
        fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\t%.6g\n", t.mean, f.mean,
                f.mean - f.half_width, f.mean + f.half_width, q.mean);
        extreme += b == 0 || b + 1 == BINS ? q.mean : 0;
    }
    report_table_close(report, table, name);
    if (s->epoch)
        number(report, s->name, "extreme", extreme);
}

static void write_snapshot(Report *report, const Snapshot *s, size_t seeds)
{
    write_reliability(report, s, seeds);
    summary(report, s, "accuracy", s->accuracy, seeds);
    summary(report, s, "confidence", s->confidence, seeds);
    summary(report, s, "excess", s->excess, seeds);
    summary(report, s, "calibration", s->calibration, seeds);
}

/* Et pour un réseau, ce qui n'a pas de sens pour p. */
static void write_network(Report *report, const Snapshot *s, size_t seeds)
{
    write_snapshot(report, s, seeds);
    summary(report, s, "distance", s->distance, seeds);
    summary(report, s, "bound", s->bound, seeds);
}

/* Un réseau que l'on suit pendant qu'il apprend. */
typedef struct {
    size_t seed;
    const Dataset *fresh;
    const Matrix *P;
    Pass pass;
    Curves *curves; /* confiance et part de bonnes réponses, à ces epochs */
    const double *parts; /* de la durée : quand mesurer */
    size_t epochs;
    Snapshot *snapshots; /* par epoch croissante, la dernière NULL */
} Watch;

static void watch(void *context, size_t epoch, const Parameters *p)
{
    Watch *w = context;
    for (size_t mark = 0; mark < w->curves->marks; mark++)
        if (epoch_at(w->parts[mark], w->epochs) == epoch) {
            forward(&w->pass, p, &w->fresh->X);
            curves_put(w->curves, mark, (double)epoch, 0, w->seed,
                       confidence(&w->pass.Y_hat));
            curves_put(w->curves, mark, (double)epoch, 1, w->seed,
                       accuracy(&w->pass, &w->fresh->Y));
            for (Snapshot *s = w->snapshots; s->name; s++)
                if (s->epoch == epoch) {
                    snapshot_take(s, w->seed, &w->pass.Y_hat, w->fresh, w->P);
                    s->bound[w->seed] = widest_gap(p);
                }
        }
}

/* Apprend per_class points par classe, en suivant w. */
static void learn(Watch *w, size_t per_class, Random *random)
{
    Dataset data = circles(per_class, course.noise, random);
    Parameters p = course_start(&course, course.nh, &data, random);
    Training training = course_descent(&course);
    training.epochs = w->epochs;
    training.after_epoch = watch;
    training.context = w;
    w->pass = pass_create(&p, w->fresh->X.rows);
    network_train(&p, &data, &training, random);
    pass_free(&w->pass);
    parameters_free(&p);
    dataset_free(&data);
}

static const double large_parts[] = { 1,       2,  4,  7,  EARLY, 14,
                                      SETTLED, 30, 50, 80, END };
static const double small_parts[] = {
    0.1, 0.3, 1, 2, 4, 8, 15, RIPE, 60, END
};
enum {
    LARGE_MARKS = sizeof large_parts / sizeof *large_parts,
    SMALL_MARKS = sizeof small_parts / sizeof *small_parts
};

typedef struct {
    Curves large, small;
    Snapshot ideal, large_snapshots[3], small_snapshots[2];
} Runs;

static void run(const Report *report, Runs *runs, size_t seed)
{
    Random random = report_random(report, 500 + seed);
    Dataset fresh = circles(FRESH, course.noise, &random);
    Matrix P = matrix_create(fresh.X.rows, 2);
    circle_posteriors(&P, &fresh.X, course.noise);
    snapshot_take(&runs->ideal, seed, &P, &fresh, &P);
    Watch large = { .seed = seed,
                    .fresh = &fresh,
                    .P = &P,
                    .curves = &runs->large,
                    .parts = large_parts,
                    .epochs = course.epochs,
                    .snapshots = runs->large_snapshots };
    learn(&large, course.per_class, &random);
    Watch small = { .seed = seed,
                    .fresh = &fresh,
                    .P = &P,
                    .curves = &runs->small,
                    .parts = small_parts,
                    .epochs = long_epochs,
                    .snapshots = runs->small_snapshots };
    learn(&small, few, &random);
    matrix_free(&P);
    dataset_free(&fresh);
}

/* La confiance et la part de bonnes réponses à cette epoch. */
static void write_mark(Report *report, const char *name, const Curves *curves,
                       size_t epoch)
{
    size_t mark = 0;
    while (curves->abscissa[mark] != (double)epoch)
        mark++;
    char key[64];
    Summary all = curves_summary(curves, mark, 0);
    snprintf(key, sizeof key, "%s.confidence", name);
    report_summary(report, key, &all);
    all = curves_summary(curves, mark, 1);
    snprintf(key, sizeof key, "%s.accuracy", name);
    report_summary(report, key, &all);
    number(report, name, "epochs", (double)epoch);
}

/* Les deux apprentissages, d'une epoch à l'autre. */
static void write_moments(Report *report, const Runs *runs)
{
    report_curves(report, "large_run.tsv", "epoch", "confidence\taccuracy",
                  &runs->large);
    report_curves(report, "small_run.tsv", "epoch", "confidence\taccuracy",
                  &runs->small);
    write_mark(report, "settled", &runs->large,
               epoch_at(SETTLED, course.epochs));
    write_mark(report, "ripe", &runs->small, epoch_at(RIPE, long_epochs));
    report_integer(report, "early.epochs",
                   (long long)runs->large_snapshots[0].epoch);
    report_integer(report, "few.epochs", (long long)long_epochs);
}

static void write_runs(Report *report)
{
    size_t seeds = report->quick ? 2 : SEEDS;
    size_t early = epoch_at(EARLY, course.epochs);
    Runs runs = {
        .large = curves_create(LARGE_MARKS, 2, seeds),
        .small = curves_create(SMALL_MARKS, 2, seeds),
        .ideal = { .name = "ideal" },
        .large_snapshots = { { .name = "early", .epoch = early },
                             { .name = "course", .epoch = course.epochs } },
        .small_snapshots = { { .name = "few", .epoch = long_epochs } }
    };
    for (size_t seed = 0; seed < seeds; seed++) {
        run(report, &runs, seed);
        report_progress("graines", seed + 1, seeds);
    }
    write_snapshot(report, &runs.ideal, seeds);
    for (Snapshot *s = runs.large_snapshots; s->name; s++)
        write_network(report, s, seeds);
    write_network(report, runs.small_snapshots, seeds);
    write_lowest(report, runs.small_snapshots, seeds);
    summary(report, &runs.large_snapshots[1], "unavoidable",
            runs.large_snapshots[1].unavoidable, seeds);
    write_moments(report, &runs);
    curves_free(&runs.large);
    curves_free(&runs.small);
}

/* Les réglages que le texte rappelle. */
static void write_settings(Report *report)
{
    BestClassifier best = course_best(course.noise);
    report_number(report, "best.accuracy", best.accuracy);
    report_number(report, "best.radius", best.radius);
    report_integer(report, "nh", (long long)course.nh);
    report_integer(report, "epochs", (long long)course.epochs);
    report_integer(report, "points", 2 * (long long)course.per_class);
    report_integer(report, "few.points", 2 * (long long)few);
    report_integer(report, "fresh", 2 * FRESH);
}

static Report open_report(int argc, char **argv)
{
    const Option own[] = {
        /* circle_densities n'est pas fait pour un bruit plus petit. */
        { "noise", "écart type du bruit des cercles", .real = &course.noise,
          .low = 0.1, .high = 0.6 },
        { "few", "points par classe du réseau trop entraîné", .count = &few,
          .low = 1, .high = 10000 },
        { "long", "ses passages sur ces points", .count = &long_epochs,
          .low = 1, .high = 100000 },
    };
    enum { OWN = sizeof own / sizeof *own };
    Option options[COURSE_OPTIONS + OWN];
    size_t count =
        course_options(options, &course, "nh eta batch epochs points weight");
    memcpy(options + count, own, sizeof own);
    return report_open(argc, argv, options, count + OWN);
}

int main(int argc, char **argv)
{
    Report report = open_report(argc, argv);
    write_settings(&report);
    write_simplex(&report);
    write_picture(&report);
    write_runs(&report);
    report_close(&report);
}
