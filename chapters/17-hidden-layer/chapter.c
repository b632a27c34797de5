/* Chapitre 17 : le réseau apprend les cercles ; des neurones égaux le
 * restent. */
#include <math.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/gradient_check.h"
#include "../../lib/map.h"
#include "../../lib/problem.h"
#include "../../lib/report.h"

enum { SEEDS = 20, FRESH = 5000, MARKS = 16 };

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;

/* --- La frontière, à quatre epochs : 0, 10, 50 et 150 -------------------- */

enum { PICTURES = 4 };
static const char *const picture_names[PICTURES] = { "start", "early", "late",
                                                     "end" };

typedef struct {
    Report *report;
    FILE *index; /* epoch, part de bonnes réponses */
    const Dataset *fresh;
    double reach;
} Album;

static void take_picture(Album *album, size_t k, size_t epoch,
                         const Parameters *p)
{
    char name[32];
    double accuracy = evaluate(p, album->fresh).accuracy;
    fprintf(album->index, "%zu\t%.6g\n", epoch, accuracy);
    snprintf(name, sizeof name, "map%zu.tsv", k);
    report_answers(album->report, name, album->reach, p);
    snprintf(name, sizeof name, "picture.%s", picture_names[k]);
    report_number(album->report, name, accuracy);
    snprintf(name, sizeof name, "epoch.%s", picture_names[k]);
    report_integer(album->report, name, (long long)epoch);
}

/* Après 0, 1/15, 1/3 et la totalité des epochs. */
static void keep_picture(void *context, size_t epoch, const Parameters *p)
{
    const size_t moments[PICTURES] = { 0, course.epochs / 15,
                                       course.epochs / 3, course.epochs };
    for (size_t k = 0; k < PICTURES; k++)
        if (epoch == moments[k])
            take_picture(context, k, epoch, p);
}

/* Jusqu'où va la carte. */
static double reach_of(const Dataset *data)
{
    return course.path ? 1.05 * matrix_max_abs(&data->X) : 1.8;
}

static void write_album(Report *report)
{
    Random random = report_random(report, 17);
    Sets sets = course_sets(&course, FRESH, &random);
    Parameters p = course_start(&course, course.nh, &sets.data, &random);
    FILE *index = report_table(report, "album.tsv", "epoch\taccuracy");
    Album album = { report, index, &sets.fresh, reach_of(&sets.data) };
    Training training = course_descent(&course);
    training.after_epoch = keep_picture;
    training.context = &album;
    network_train(&p, &sets.data, &training, &random);
    report_table_close(report, index, "album.tsv");
    report_points(report, "points.tsv", &sets.data);
    parameters_free(&p);
    sets_free(&sets);
}

/* --- Les courbes, sur SEEDS tirages -------------------------------------- */

enum { QUANTITIES = 5 };
enum { TRAIN_LOSS, LOSS, TRAIN_ACCURACY, ACCURACY, GAP };

/* Un apprentissage en cours, et les courbes où il s'inscrit. */
typedef struct {
    Curves *curves;
    size_t seed;
    const Sets *sets;
} Run;

static void keep_point(void *context, size_t epoch, const Parameters *p)
{
    const Run *run = context;
    size_t mark = curves_mark(epoch, course.epochs, run->curves->marks);
    if (mark == SIZE_MAX)
        return;
    Score seen = evaluate(p, &run->sets->data);
    Score fresh = evaluate(p, &run->sets->fresh);
    double values[QUANTITIES] = { seen.loss, fresh.loss, seen.accuracy,
                                  fresh.accuracy,
                                  seen.accuracy - fresh.accuracy };
    for (size_t i = 0; i < QUANTITIES; i++)
        curves_put(run->curves, mark, (double)epoch, i, run->seed, values[i]);
}

/* Tous les neurones cachés sont des copies du premier. */
static void make_equal(Parameters *p)
{
    for (size_t j = 1; j < p->nh; j++) {
        for (size_t i = 0; i < p->nx; i++)
            AT(&p->Wh, j, i) = AT(&p->Wh, 0, i);
        for (size_t k = 0; k < p->ny; k++)
            AT(&p->Wy, k, j) = AT(&p->Wy, k, 0);
    }
}

/* Le réseau de départ : nh neurones, tous égaux ou non. */
typedef struct {
    const char *name;
    size_t nh;
    bool equal;
} Start;

/* Un apprentissage complet : de nouvelles données, un nouveau réseau. */
static void run_seed(const Report *report, Curves *curves, size_t seed,
                     const Start *start)
{
    Random random = report_random(report, 1000 + seed);
    Sets sets = course_sets(&course, FRESH, &random);
    Parameters p = course_start(&course, start->nh, &sets.data, &random);
    if (start->equal)
        make_equal(&p);
    Run run = { curves, seed, &sets };
    Training training = course_descent(&course);
    training.after_epoch = keep_point;
    training.context = &run;
    network_train(&p, &sets.data, &training, &random);
    parameters_free(&p);
    sets_free(&sets);
}

static void write_training(Report *report, const Start *start)
{
    size_t seeds = report->quick ? 2 : SEEDS;
    char table[64], key[64];
    Curves curves =
        curves_create(curves_marks(MARKS, course.epochs), QUANTITIES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        run_seed(report, &curves, seed, start);
        report_progress(start->name, seed + 1, seeds);
    }
    snprintf(table, sizeof table, "%s.tsv", start->name);
    report_curves(report, table, "epoch",
                  "train_loss\tloss\ttrain_accuracy\taccuracy\tgap", &curves);
    Summary last = curves_summary(&curves, curves.marks - 1, ACCURACY);
    snprintf(key, sizeof key, "%s.accuracy", start->name);
    report_summary(report, key, &last);
    Summary gap = curves_summary(&curves, curves.marks - 1, GAP);
    if (!start->equal && start->nh == course.nh)
        report_summary(report, "gap", &gap);
    curves_free(&curves);
}

/* --- Deux neurones presque égaux ----------------------------------------- */

/* La distance entre les poids entrants des neurones 0 et 1, epoch par epoch ;
 * table peut être NULL. */
typedef struct {
    FILE *table;
    double last;
} Twins;

static void keep_distance(void *context, size_t epoch, const Parameters *p)
{
    Twins *t = context;
    t->last = hypot(AT(&p->Wh, 0, 0) - AT(&p->Wh, 1, 0),
                    AT(&p->Wh, 0, 1) - AT(&p->Wh, 1, 1));
    if (t->table)
        fprintf(t->table, "%zu\t%.6g\n", epoch, t->last);
}

/* Deux neurones cachés égaux, à gap près sur un seul poids : leur distance
 * après l'apprentissage. */
static double follow_twins(const Report *report, FILE *table, double gap,
                           size_t seed)
{
    Random random = report_random(report, 1700 + seed);
    Sets sets = course_sets(&course, 1, &random);
    Parameters p = course_start(&course, 2, &sets.data, &random);
    make_equal(&p);
    AT(&p.Wh, 1, 0) += gap;
    Twins twins = { table, 0 };
    Training training = course_descent(&course);
    training.after_epoch = keep_distance;
    training.context = &twins;
    network_train(&p, &sets.data, &training, &random);
    parameters_free(&p);
    sets_free(&sets);
    return twins.last;
}

/* Au-delà de cette distance, les deux neurones sont séparés. */
#define APART 0.1

/* Sur toutes les graines ; rend le nombre de paires séparées. */
static long long write_twins(Report *report, FILE *table, const char *key,
                             double gap)
{
    size_t seeds = report->quick ? 2 : SEEDS;
    double last[SEEDS];
    long long separated = 0;
    for (size_t seed = 0; seed < seeds; seed++) {
        last[seed] = follow_twins(report, seed == 0 ? table : NULL, gap, seed);
        separated += last[seed] > APART;
    }
    fprintf(table, "\n\n");
    Summary s = summarize(last, seeds);
    report_summary(report, key, &s);
    return separated;
}

static void write_distances(Report *report)
{
    const double close = 1e-6, apart = 1e-2;
    FILE *table = report_table(report, "distance.tsv", "epoch\tdistance");
    write_twins(report, table, "twins.equal", 0);
    report_integer(report, "close.separated",
                   write_twins(report, table, "twins.close", close));
    write_twins(report, table, "check.apart", apart);
    report_table_close(report, table, "distance.tsv");
    report_number(report, "close.gap", close);
    report_number(report, "apart.gap", apart);
    report_number(report, "apart_at", APART);
}

/* --- Tous les gradients à la fois ---------------------------------------- */

static void write_check(Report *report)
{
    Random random = report_random(report, 170);
    Problem q = problem_usual(&random);
    GradientCheck check =
        gradient_check(&q.p.theta, &q.grad.theta, problem_loss, &q);
    report_integer(report, "verified.entries", (long long)check.cases);
    report_number(report, "verified.error", check.error);
    report_number(report, "verified.tolerance", check.tolerance);
    problem_free(&q);
}

/* Les produits du compte-rendu : ∇ỹ Wy avec des colonnes, puis ∇h̃ x avec une
 * ligne et une colonne. */
static void multiply_columns(void)
{
    Matrix grad_y_tilde = matrix_create(7, 1), Wy = matrix_create(7, 5);
    Matrix grad_h = matrix_create(7, 5);
    matrix_multiply(&grad_h, &grad_y_tilde, &Wy);
}

static void multiply_row(void)
{
    Matrix grad_h_tilde = matrix_create(1, 5), x = matrix_create(3, 1);
    Matrix grad_Wh = matrix_create(5, 3);
    matrix_multiply(&grad_Wh, &grad_h_tilde, &x);
}

/* Les réglages que le texte rappelle. */
static void write_settings(Report *report)
{
    report_integer(report, "nh", (long long)course.nh);
    report_integer(report, "batch", (long long)course.batch);
    report_integer(report, "epochs", (long long)course.epochs);
    report_number(report, "eta", course.eta);
    report_number(report, "sigma", course.weight);
    Random random = report_random(report, 17);
    Sets sets = course_sets(&course, FRESH, &random);
    report_integer(report, "points", (long long)sets.data.X.rows);
    report_integer(report, "fresh", (long long)sets.fresh.X.rows);
    sets_free(&sets);
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS];
    size_t count = course_options(
        options, &course, "nh eta batch epochs points noise weight data");
    Report report = report_open(argc, argv, options, count);
    course_open(&course, true);
    BestClassifier best = course_best(course.noise);
    report_number(&report, "best.accuracy", best.accuracy);
    report_number(&report, "best.radius", best.radius);
    report_refusal(&report, "refusal.columns", multiply_columns);
    report_refusal(&report, "refusal.row", multiply_row);
    write_check(&report);
    write_album(&report);
    write_settings(&report);
    write_training(&report, &(Start){ "random", course.nh, false });
    write_training(&report, &(Start){ "equal", course.nh, true });
    write_training(&report, &(Start){ "single", 1, false });
    write_distances(&report);
    course_close(&course);
    report_close(&report);
}
