/* Chapitre 17 : le réseau apprend les cercles ; des neurones égaux le
 * restent. */
#include <math.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/gradient_check.h"
#include "../../lib/map.h"
#include "../../lib/problem.h"
#include "../../lib/report.h"

enum { SEEDS = 20, FRESH = 5000, PERIOD = 10 };

/* --- La frontière, aux epochs 0, 10, 50 et 150 --------------------------- */

typedef struct {
    Report *report;
    FILE *index; /* epoch, part de bonnes réponses */
    const Dataset *fresh;
} Album;

/* Ŷ sur une grille du plan. */
static void write_map(Report *report, const char *name, const Parameters *p)
{
    Matrix grid = map_grid(1.8, 121);
    Pass pass = pass_create(p, grid.rows);
    forward(&pass, p, &grid);
    report_map(report, name, &grid, &pass.Y_hat);
    pass_free(&pass);
    matrix_free(&grid);
}

static void keep_picture(void *context, size_t epoch, const Parameters *p)
{
    Album *album = context;
    char name[32];
    if (epoch != 0 && epoch != 10 && epoch != 50 && epoch != COURSE_EPOCHS)
        return;
    double accuracy = evaluate(p, album->fresh).accuracy;
    fprintf(album->index, "%zu\t%.6g\n", epoch, accuracy);
    snprintf(name, sizeof name, "map%zu.tsv", epoch);
    write_map(album->report, name, p);
    snprintf(name, sizeof name, "picture.accuracy%zu", epoch);
    report_number(album->report, name, accuracy);
}

static void write_album(Report *report)
{
    Random random = random_seeded(17);
    Dataset data = course_circles(COURSE_PER_CLASS, &random);
    Dataset fresh = course_circles(FRESH, &random);
    Parameters p = course_network(COURSE_NH, &random);
    FILE *index = report_table(report, "album.tsv", "epoch\taccuracy");
    Album album = { report, index, &fresh };
    Training training = course_training();
    training.after_epoch = keep_picture;
    training.context = &album;
    train(&p, &data, &training, &random);
    report_table_close(report, index, "album.tsv");
    report_points(report, "points.tsv", &data);
    parameters_free(&p);
    dataset_free(&fresh);
    dataset_free(&data);
}

/* --- Les courbes, sur SEEDS tirages -------------------------------------- */

enum { MARKS = COURSE_EPOCHS / PERIOD + 1, QUANTITIES = 5 };
enum { TRAIN_LOSS, LOSS, TRAIN_ACCURACY, ACCURACY, GAP };

/* Un apprentissage en cours, et les courbes où il s'inscrit. */
typedef struct {
    Curves *curves;
    size_t seed;
    const Dataset *data, *fresh;
} Run;

static void keep_point(void *context, size_t epoch, const Parameters *p)
{
    const Run *run = context;
    if (epoch % PERIOD != 0)
        return;
    Score seen = evaluate(p, run->data), fresh = evaluate(p, run->fresh);
    double values[QUANTITIES] = { seen.loss, fresh.loss, seen.accuracy,
                                  fresh.accuracy,
                                  seen.accuracy - fresh.accuracy };
    for (size_t i = 0; i < QUANTITIES; i++)
        curves_put(run->curves, epoch / PERIOD, (double)epoch, i, run->seed,
                   values[i]);
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
static void run_seed(Curves *curves, size_t seed, const Start *start)
{
    Random random = random_seeded(1000 + seed);
    Dataset data = course_circles(COURSE_PER_CLASS, &random);
    Dataset fresh = course_circles(FRESH, &random);
    Parameters p = course_network(start->nh, &random);
    if (start->equal)
        make_equal(&p);
    Run run = { curves, seed, &data, &fresh };
    Training training = course_training();
    training.after_epoch = keep_point;
    training.context = &run;
    train(&p, &data, &training, &random);
    parameters_free(&p);
    dataset_free(&fresh);
    dataset_free(&data);
}

static void write_training(Report *report, const Start *start)
{
    size_t seeds = report->quick ? 2 : SEEDS;
    char table[64], key[64];
    Curves curves = curves_create(MARKS, QUANTITIES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        run_seed(&curves, seed, start);
        report_progress(start->name, seed + 1, seeds);
    }
    snprintf(table, sizeof table, "%s.tsv", start->name);
    report_curves(report, table, "epoch",
                  "train_loss\tloss\ttrain_accuracy\taccuracy\tgap", &curves);
    Summary last = curves_summary(&curves, MARKS - 1, ACCURACY);
    snprintf(key, sizeof key, "%s.accuracy", start->name);
    report_summary(report, key, &last);
    Summary gap = curves_summary(&curves, MARKS - 1, GAP);
    if (!start->equal && start->nh == COURSE_NH)
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
static double follow_twins(FILE *table, double gap, size_t seed)
{
    Random random = random_seeded(1700 + seed);
    Dataset data = course_circles(COURSE_PER_CLASS, &random);
    Parameters p = course_network(2, &random);
    make_equal(&p);
    AT(&p.Wh, 1, 0) += gap;
    Twins twins = { table, 0 };
    Training training = course_training();
    training.after_epoch = keep_distance;
    training.context = &twins;
    train(&p, &data, &training, &random);
    parameters_free(&p);
    dataset_free(&data);
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
        last[seed] = follow_twins(seed == 0 ? table : NULL, gap, seed);
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
    Random random = random_seeded(170);
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
    report_integer(report, "nh", COURSE_NH);
    report_integer(report, "batch", COURSE_BATCH);
    report_integer(report, "epochs", COURSE_EPOCHS);
    report_integer(report, "points", 2 * COURSE_PER_CLASS);
    report_integer(report, "fresh", 2 * FRESH);
    report_number(report, "eta", COURSE_ETA);
    report_number(report, "sigma", COURSE_WEIGHT);
}

int main(int argc, char **argv)
{
    Report report = report_open(argc, argv);
    BestClassifier best = course_best(COURSE_NOISE);
    report_number(&report, "best.accuracy", best.accuracy);
    report_number(&report, "best.radius", best.radius);
    report_refusal(&report, "refusal.columns", multiply_columns);
    report_refusal(&report, "refusal.row", multiply_row);
    write_check(&report);
    write_album(&report);
    write_settings(&report);
    write_training(&report, &(Start){ "random", COURSE_NH, false });
    write_training(&report, &(Start){ "equal", COURSE_NH, true });
    write_training(&report, &(Start){ "single", 1, false });
    write_distances(&report);
    report_close(&report);
}
