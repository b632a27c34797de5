/* Chapitre 8 : de quel côté pousser ŷ, et quand « plus près » ne veut pas dire
 * « moins cher ». */
#include <math.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, QUICK_SEEDS = 2 };

/* Les réglages du TP, ou ceux du lecteur, et ceux du chapitre : les tirages de
 * déplacements, et les trois nuages. */
static Course course = COURSE_DEFAULT;
static size_t moves = 2000, cloud_points = 100; /* par classe */
static double cloud_noise = 0.7;

static size_t seed_count(const Report *report)
{
    return report->quick ? QUICK_SEEDS : SEEDS;
}

/* --- Deux classes : les loss et leurs pentes ----------------------------- */

static void write_two(Report *report)
{
    enum { POINTS = 400 };
    static const double shown[] = { 0.01, 0.5, 0.99 };
    const double y[2] = { 1, 0 };
    FILE *table =
        report_table(report, "two.tsv", "p\tcross\tsquared\tcross'\tsquared'");
    for (int i = 1; i <= POINTS; i++) {
        double p = i / (double)POINTS, y_hat[2] = { p, 1 - p };
        fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\t%.6g\n", p,
                cross_entropy_of(y_hat, y, 2), squared_error_of(y_hat, y, 2),
                cross_entropy_slope_of_two(p), squared_error_slope_of_two(p));
    }
    report_table_close(report, table, "two.tsv");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        char key[32];
        snprintf(key, sizeof key, "two%zu.p", i + 1);
        report_number(report, key, shown[i]);
        snprintf(key, sizeof key, "two%zu.cross", i + 1);
        report_number(report, key, cross_entropy_slope_of_two(shown[i]));
        snprintf(key, sizeof key, "two%zu.squared", i + 1);
        report_number(report, key, squared_error_slope_of_two(shown[i]));
    }
}

/* --- Trois classes : le contre-exemple ----------------------------------- */

enum { NY = 3 };
static const double far[NY] = { 0.40, 0.60, 0 };
static const double near[NY] = { 0.38, 0.31, 0.31 };
static const double target[NY] = { 1, 0, 0 };

/* De far à mixed, les deux loss baissent, et une classe fausse monte. */
static const double mixed[NY] = { 0.50, 0.45, 0.05 };

/* Les deux loss le long du segment qui va de far à near. */
static void write_path(Report *report)
{
    enum { POINTS = 101 };
    FILE *table = report_table(report, "path.tsv", "t\tcross\tsquared");
    for (int i = 0; i < POINTS; i++) {
        double t = i / (double)(POINTS - 1), y_hat[NY];
        for (size_t k = 0; k < NY; k++)
            y_hat[k] = far[k] + t * (near[k] - far[k]);
        fprintf(table, "%.6g\t%.6g\t%.6g\n", t,
                cross_entropy_of(y_hat, target, NY),
                squared_error_of(y_hat, target, NY));
    }
    report_table_close(report, table, "path.tsv");
}

static void write_example(Report *report)
{
    write_path(report);
    FILE *table = report_table(report, "points.tsv", "y1\ty2\ty3");
    fprintf(table, "%g\t%g\t%g\n", far[0], far[1], far[2]);
    fprintf(table, "%g\t%g\t%g\n", near[0], near[1], near[2]);
    report_table_close(report, table, "points.tsv");
    for (size_t k = 0; k < NY; k++) {
        char key[32];
        snprintf(key, sizeof key, "mixed%zu", k + 1);
        report_number(report, key, mixed[k]);
    }
    report_number(report, "far.cross", cross_entropy_of(far, target, NY));
    report_number(report, "far.squared", squared_error_of(far, target, NY));
    report_number(report, "near.cross", cross_entropy_of(near, target, NY));
    report_number(report, "near.squared", squared_error_of(near, target, NY));
    report_number(report, "check.mixed.cross",
                  cross_entropy_of(mixed, target, NY));
    report_number(report, "check.mixed.squared",
                  squared_error_of(mixed, target, NY));
}

/* --- Des déplacements au hasard ------------------------------------------ */

enum { MOST = 50, QUICK_DRAWS = 200 };

/* Un point uniforme dans le simplexe. */
static void draw_simplex(double *y_hat, size_t n, Random *random)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += y_hat[i] = -log1p(-random_uniform(random));
    for (size_t i = 0; i < n; i++)
        y_hat[i] /= sum;
}

/* Une direction de somme nulle, sans préférence. */
static void draw_direction(double *v, size_t n, Random *random)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += v[i] = random_normal(random);
    for (size_t i = 0; i < n; i++)
        v[i] -= sum / (double)n;
}

/* Ce qu'un lot de déplacements montre, en parts. */
enum { SMALL, ANGLE, LARGE, QUANTITIES };

/* Un très petit pas depuis y_hat, dans une direction au hasard : les deux
 * pentes sont-elles de signes contraires ? */
static bool slopes_disagree(const double *y_hat, const double *y, size_t n,
                            Random *random)
{
    double v[MOST], cross[MOST], squared[MOST];
    draw_direction(v, n, random);
    cross_slopes(cross, y_hat, y, n);
    squared_slopes(squared, y_hat, y, n);
    return slope_along(cross, v, n) * slope_along(squared, v, n) < 0;
}

/* Un grand pas, de y_hat à un autre point : l'une des loss baisse-t-elle
 * pendant que l'autre monte ? */
static bool losses_disagree(const double *y_hat, const double *y, size_t n,
                            Random *random)
{
    double other[MOST];
    draw_simplex(other, n, random);
    double cross =
        cross_entropy_of(other, y, n) - cross_entropy_of(y_hat, y, n);
    double squared =
        squared_error_of(other, y, n) - squared_error_of(y_hat, y, n);
    return cross * squared < 0;
}

/* En échangeant départ et arrivée, ou v et −v, on voit que la part des
 * désaccords est aussi celle des rapprochements qui coûtent plus cher. */
static void measure_moves(double shares[QUANTITIES], size_t n, size_t draws,
                          Random *random)
{
    const double pi = acos(-1.0);
    double y_hat[MOST], y[MOST] = { 1 };
    for (size_t q = 0; q < QUANTITIES; q++)
        shares[q] = 0;
    for (size_t d = 0; d < draws; d++) {
        draw_simplex(y_hat, n, random);
        shares[SMALL] += slopes_disagree(y_hat, y, n, random);
        shares[ANGLE] += descent_angle(y_hat, 0, n) / pi;
        shares[LARGE] += losses_disagree(y_hat, y, n, random);
    }
    for (size_t q = 0; q < QUANTITIES; q++)
        shares[q] /= (double)draws;
}

/* Ce que la page cite. */
static const struct {
    size_t n, quantity;
    const char *key;
} cited[] = {
    { 2, SMALL, "small2" },       { 3, SMALL, "small3" },
    { 4, SMALL, "small4" },       { MOST, SMALL, "small50" },
    { 2, LARGE, "check.large2" }, { 3, LARGE, "large3" },
    { 10, LARGE, "large10" },     { MOST, LARGE, "large50" },
};

static void report_moves(Report *report, const Curves *curves, size_t mark,
                         size_t n)
{
    for (size_t i = 0; i < sizeof cited / sizeof *cited; i++)
        if (cited[i].n == n) {
            Summary s = curves_summary(curves, mark, cited[i].quantity);
            report_summary(report, cited[i].key, &s);
        }
}

/* L'écart entre la part des petits pas et θ/π, en demi-largeurs. */
static double discrepancy(const Curves *curves, size_t mark)
{
    Summary small = curves_summary(curves, mark, SMALL);
    Summary angle = curves_summary(curves, mark, ANGLE);
    return fabs(small.mean - angle.mean) / small.half_width;
}

/* Toutes les graines d'une taille n, de rang m. */
static void run_moves(const Report *report, Curves *curves, size_t m, size_t n,
                      size_t draws)
{
    for (size_t seed = 0; seed < curves->seeds; seed++) {
        Random random = report_random(report, 8000 + 100 * m + seed);
        double shares[QUANTITIES];
        measure_moves(shares, n, draws, &random);
        for (size_t q = 0; q < QUANTITIES; q++)
            curves_put(curves, m, (double)n, q, seed, shares[q]);
    }
}

/* Le plus grand angle, aux tailles que la page cite. */
static void report_largest(Report *report)
{
    const double pi = acos(-1.0);
    report_number(report, "largest3.share", largest_angle(3) / pi);
    report_number(report, "largest3.degrees", largest_angle(3) * 180 / pi);
    report_number(report, "check.largest50", largest_angle(MOST) / pi);
}

static void write_moves(Report *report)
{
    static const size_t sizes[] = { 2, 3, 4, 6, 10, 20, MOST };
    enum { SIZES = sizeof sizes / sizeof *sizes };
    size_t draws = report->quick ? QUICK_DRAWS : moves;
    double worst = 0, highest = 0;
    Curves curves = curves_create(SIZES, QUANTITIES, seed_count(report));
    for (size_t m = 0; m < SIZES; m++) {
        run_moves(report, &curves, m, sizes[m], draws);
        report_moves(report, &curves, m, sizes[m]);
        highest = fmax(highest, curves_summary(&curves, m, SMALL).mean);
        if (sizes[m] > 2)
            worst = fmax(worst, discrepancy(&curves, m));
    }
    report_curves(report, "moves.tsv", "ny", "small\tangle\tlarge", &curves);
    report_integer(report, "moves.draws", (long long)draws);
    report_integer(report, "moves.most", MOST);
    report_number(report, "check.moves.worst", worst);
    report_number(report, "check.moves.highest", highest);
    report_largest(report);
    curves_free(&curves);
}

/* --- Pendant un vrai apprentissage --------------------------------------- */

/* Trois nuages de points, autour des sommets d'un triangle équilatéral. */
static Dataset three_clouds(Random *random)
{
    const double turn = 2 * acos(-1.0) / NY;
    Dataset data = dataset_create(NY * cloud_points, 2, NY);
    for (size_t n = 0; n < data.X.rows; n++) {
        size_t c = n % NY;
        double angle = turn * (double)c;
        AT(&data.X, n, 0) = cos(angle) + cloud_noise * random_normal(random);
        AT(&data.X, n, 1) = sin(angle) + cloud_noise * random_normal(random);
        AT(&data.Y, n, c) = 1;
    }
    return data;
}

/* Ŷ à l'epoch d'avant, et ce que les exemples ont fait depuis le début. */
typedef struct {
    const Dataset *data;
    Pass pass;
    Matrix before;
    size_t closer, dearer, farther, cheaper;
} Watch;

/* Un changement plus petit est du bruit d'arrondi. */
#define STILL 1e-12

static void watch_example(Watch *w, size_t n)
{
    size_t ny = w->before.cols;
    const double *y = &AT(&w->data->Y, n, 0);
    const double *was = &AT(&w->before, n, 0);
    const double *is = &AT(&w->pass.Y_hat, n, 0);
    double cross = cross_entropy_of(is, y, ny) - cross_entropy_of(was, y, ny);
    double squared =
        squared_error_of(is, y, ny) - squared_error_of(was, y, ny);
    w->closer += squared < -STILL;
    w->dearer += squared < -STILL && cross > STILL;
    w->farther += squared > STILL;
    w->cheaper += squared > STILL && cross < -STILL;
}

static void watch_epoch(void *context, size_t epoch, const Parameters *p)
{
    Watch *w = context;
    forward(&w->pass, p, &w->data->X);
    for (size_t n = 0; epoch > 0 && n < w->before.rows; n++)
        watch_example(w, n);
    matrix_copy(&w->before, &w->pass.Y_hat);
}

/* 0 s'il n'y en a aucun. */
static double share_of(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

/* La part des rapprochements qui font monter l'entropie croisée ; *cheaper est
 * celle des éloignements qui la font baisser. */
static double watch_training(const Dataset *data, double *cheaper,
                             double *accuracy, Random *random)
{
    Parameters p = course_start(&course, course.nh, data, random);
    Watch w = { .data = data, .pass = pass_create(&p, data->X.rows) };
    w.before = matrix_create(data->X.rows, data->Y.cols);
    Training training = course_descent(&course);
    training.after_epoch = watch_epoch;
    training.context = &w;
    network_train(&p, data, &training, random);
    *accuracy = evaluate(&p, data).accuracy;
    *cheaper = share_of(w.cheaper, w.farther);
    double share = share_of(w.dearer, w.closer);
    matrix_free(&w.before);
    pass_free(&w.pass);
    parameters_free(&p);
    return share;
}

/* Les trois nuages, ou les points du lecteur. */
static Dataset cloud_data(Random *random)
{
    if (!course.path)
        return three_clouds(random);
    Sets sets = course_sets(&course, 0, random);
    dataset_free(&sets.fresh);
    return sets.data;
}

static void write_training(Report *report, const char *name, bool clouds)
{
    size_t seeds = seed_count(report);
    double dearer[SEEDS], cheaper[SEEDS], accuracy[SEEDS];
    char key[64];
    for (size_t seed = 0; seed < seeds; seed++) {
        Random random = report_random(report, 8800 + seed);
        Dataset data = clouds ? cloud_data(&random)
                              : course_circles(COURSE_PER_CLASS, &random);
        dearer[seed] =
            watch_training(&data, &cheaper[seed], &accuracy[seed], &random);
        dataset_free(&data);
        report_progress(name, seed + 1, seeds);
    }
    Summary s = summarize(dearer, seeds);
    snprintf(key, sizeof key, "%s.dearer", name);
    report_summary(report, key, &s);
    s = summarize(cheaper, seeds);
    snprintf(key, sizeof key, "%s.cheaper", name);
    report_summary(report, key, &s);
    s = summarize(accuracy, seeds);
    snprintf(key, sizeof key, "check.accuracy.%s", name);
    report_summary(report, key, &s);
}

/* Les réglages que le texte rappelle. */
static void write_settings(Report *report)
{
    Random random = report_random(report, 8800);
    Dataset data = cloud_data(&random);
    report_integer(report, "clouds.points", (long long)data.X.rows);
    report_number(report, "clouds.noise", cloud_noise);
    report_integer(report, "epochs", (long long)course.epochs);
    dataset_free(&data);
}

static Report open_report(int argc, char **argv)
{
    const Option own[] = {
        { "points", "points par nuage", .count = &cloud_points, .low = 5,
          .high = 100000 },
        { "noise", "écart type des nuages", .real = &cloud_noise, .low = 0.01,
          .high = 10 },
        { "draws", "déplacements tirés, par nombre de classes",
          .count = &moves, .low = 100, .high = 1000000 },
    };
    enum { OWN = sizeof own / sizeof *own };
    Option options[COURSE_OPTIONS + OWN];
    size_t count =
        course_options(options, &course, "nh eta batch epochs weight data");
    memcpy(options + count, own, sizeof own);
    return report_open(argc, argv, options, count + OWN);
}

int main(int argc, char **argv)
{
    Report report = open_report(argc, argv);
    course_open(&course, false);
    write_settings(&report);
    write_two(&report);
    write_example(&report);
    write_moves(&report);
    write_training(&report, "clouds", true);
    write_training(&report, "check.circles", false);
    course_close(&course);
    report_close(&report);
}
