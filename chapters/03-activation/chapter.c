/* Chapitre 3 : sans activation, une droite ; avec, deux cercles. */
#include <math.h>
#include <stdlib.h>

#include "../../lib/activated.h"
#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000 };

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;
static size_t layers = STACK_DEPTH;

/* --- Les fonctions d'activation et leurs pentes -------------------------- */

static void write_activations(Report *report)
{
    enum { POINTS = 401 };
    const double reach = 4;
    FILE *table =
        report_table(report, "activations.tsv",
                     "t\ttanh\tsigmoid\trelu\ttanh'\tsigmoid'\trelu'");
    for (int i = 0; i < POINTS; i++) {
        double t = reach * (2.0 * i / (POINTS - 1) - 1);
        fprintf(table, "%.6g", t);
        for (size_t f = TANH; f < ACTIVATIONS; f++)
            fprintf(table, "\t%.6g", activation(f).value(t, 0));
        for (size_t f = TANH; f < ACTIVATIONS; f++)
            fprintf(table, "\t%.6g", activation(f).slope(t, 0));
        fputc('\n', table);
    }
    report_table_close(report, table, "activations.tsv");
    report_number(report, "sigmoid.steepest", activation(SIGMOID).slope(0, 0));
}

/* --- Des couches empilées ------------------------------------------------ */

enum { PAIRS = 50 };

/* Le milieu de deux points va-t-il au milieu de leurs images ? L'écart, relatif
 * à la plus grande image. */
static double midpoint_gap(const Stack *stack, const Matrix *X,
                           const Matrix *Z, double (*f)(double))
{
    Matrix middle = matrix_clone(X);
    matrix_add(&middle, X, Z);
    matrix_scale(&middle, 0.5, &middle);
    Matrix FX = stack_apply(stack, X, f), FZ = stack_apply(stack, Z, f);
    Matrix FM = stack_apply(stack, &middle, f);
    double scale = fmax(matrix_max_abs(&FX), matrix_max_abs(&FZ));
    matrix_add(&FX, &FX, &FZ);
    matrix_scale(&FX, 0.5, &FX);
    double gap = matrix_max_difference(&FM, &FX) / scale;
    matrix_free(&middle);
    matrix_free(&FX);
    matrix_free(&FZ);
    matrix_free(&FM);
    return gap;
}

/* Toutes les couches, contre la seule où elles se réunissent. */
static double collapse_gap(const Stack *stack, const Matrix *X)
{
    Stack single = { .depth = 1, .layers = { stack_collapse(stack) } };
    Matrix many = stack_apply(stack, X, NULL);
    Matrix one = stack_apply(&single, X, NULL);
    double gap = matrix_max_difference(&many, &one) / matrix_max_abs(&many);
    matrix_free(&many);
    matrix_free(&one);
    stack_free(&single);
    return gap;
}

typedef struct {
    double collapse, affine; /* les pires, sans activation */
    double tanh;             /* le médian, avec tanh entre les couches */
} DepthGaps;

enum { DRAWS = 201, QUICK_DRAWS = 11 };

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static DepthGaps measure_depth(size_t depth, size_t draws, Random *random)
{
    DepthGaps gaps = { 0, 0, 0 };
    double curved[DRAWS] = { 0 };
    for (size_t draw = 0; draw < draws; draw++) {
        Stack stack = stack_random(depth, random);
        Matrix X = matrix_create(PAIRS, stack.layers[0].W.cols);
        Matrix Z = matrix_clone(&X);
        matrix_random_normal(&X, 1.0, random);
        matrix_random_normal(&Z, 1.0, random);
        gaps.collapse = fmax(gaps.collapse, collapse_gap(&stack, &X));
        gaps.affine = fmax(gaps.affine, midpoint_gap(&stack, &X, &Z, NULL));
        curved[draw] = midpoint_gap(&stack, &X, &Z, tanh);
        matrix_free(&X);
        matrix_free(&Z);
        stack_free(&stack);
    }
    qsort(curved, draws, sizeof *curved, ascending);
    gaps.tanh = curved[draws / 2];
    return gaps;
}

static void write_depth(Report *report)
{
    Random random = report_random(report, 3);
    size_t draws = report->quick ? QUICK_DRAWS : DRAWS;
    DepthGaps all = { 0, 0, INFINITY };
    FILE *table = report_table(report, "depth.tsv", "depth\taffine\ttanh");
    for (size_t depth = 1; depth <= layers; depth++) {
        DepthGaps gaps = measure_depth(depth, draws, &random);
        fprintf(table, "%zu\t%.6g\t%.6g\n", depth, gaps.affine, gaps.tanh);
        all.collapse = fmax(all.collapse, gaps.collapse);
        all.affine = fmax(all.affine, gaps.affine);
        if (depth > 1)
            all.tanh = fmin(all.tanh, gaps.tanh);
    }
    report_table_close(report, table, "depth.tsv");
    report_integer(report, "depth.draws", (long long)draws);
    report_integer(report, "depth.most", (long long)layers);
    report_integer(report, "depth.widest", STACK_WIDTH);
    report_integer(report, "depth.pairs", PAIRS);
    report_number(report, "depth.collapse", all.collapse);
    report_number(report, "depth.affine", all.affine);
    report_number(report, "depth.tanh", all.tanh);
}

/* --- Les deux cercles ---------------------------------------------------- */

/* Les données, les points neufs et les poids d'une graine. */
typedef struct {
    Random random;
    Sets sets;
    Parameters p;
} Start;

static Start start_create(const Report *report, uint64_t seed, size_t nh)
{
    Start s = { .random = report_random(report, seed) };
    s.sets = course_sets(&course, FRESH, &s.random);
    s.p = course_start(&course, nh, &s.sets.data, &s.random);
    return s;
}

static void start_free(Start *s)
{
    sets_free(&s->sets);
    parameters_free(&s->p);
}

/* Un apprentissage entier, avec cette activation, et son score. */
static Score learn(Start *s, const Activation *f)
{
    Training training = course_descent(&course);
    activated_train(&s->p, &s->sets.data, &training, f, &s->random);
    return activated_evaluate(&s->p, &s->sets.fresh, f);
}

/* Ŷ sur une grille du plan. */
static void write_map(Report *report, const char *name, const Start *s,
                      const Activation *f)
{
    Matrix grid = map_grid(
        course.path ? 1.05 * matrix_max_abs(&s->sets.data.X) : 1.8, 121);
    Pass pass = pass_create(&s->p, grid.rows);
    activated_forward(&pass, &s->p, &grid, f);
    report_map(report, name, &grid, &pass.Y_hat);
    pass_free(&pass);
    matrix_free(&grid);
}

static void write_picture(Report *report, size_t which)
{
    Activation f = activation(which);
    char name[64];
    Start s = start_create(report, 32, course.nh);
    Score score = learn(&s, &f);
    snprintf(name, sizeof name, "map_%s.tsv", f.name);
    write_map(report, name, &s, &f);
    snprintf(name, sizeof name, "picture.%s", f.name);
    report_number(report, name, score.accuracy);
    report_points(report, "points.tsv", &s.sets.data);
    start_free(&s);
}

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

/* Le même départ, les mêmes mini-lots, sur plusieurs graines. */
static void write_scores(Report *report, size_t which)
{
    Activation f = activation(which);
    size_t seeds = seed_count(report);
    double losses[SEEDS], accuracies[SEEDS];
    char key[64];
    for (size_t seed = 0; seed < seeds; seed++) {
        Start s = start_create(report, 3000 + seed, course.nh);
        Score score = learn(&s, &f);
        losses[seed] = score.loss;
        accuracies[seed] = score.accuracy;
        start_free(&s);
        report_progress(f.name, seed + 1, seeds);
    }
    Summary accuracy = summarize(accuracies, seeds);
    snprintf(key, sizeof key, "%s.accuracy", f.name);
    report_summary(report, key, &accuracy);
    if (which == IDENTITY) {
        Summary loss = summarize(losses, seeds);
        report_summary(report, "identity.loss", &loss);
    }
}

/* --- Le nombre de neurones cachés ---------------------------------------- */

/* Sous ce score, un apprentissage n'a rien trouvé. */
#define STUCK 0.55

static void write_width(Report *report, Curves *curves, size_t w, size_t nh)
{
    long long stuck = 0;
    for (size_t seed = 0; seed < curves->seeds; seed++) {
        Start s = start_create(report, 3000 + seed, nh);
        Training training = course_descent(&course);
        network_train(&s.p, &s.sets.data, &training, &s.random);
        double accuracy = evaluate(&s.p, &s.sets.fresh).accuracy;
        stuck += accuracy < STUCK;
        curves_put(curves, w, (double)nh, 0, seed, accuracy);
        start_free(&s);
    }
    char key[64];
    Summary s = curves_summary(curves, w, 0);
    snprintf(key, sizeof key, "width%zu", nh);
    report_summary(report, key, &s);
    if (nh <= 2) {
        snprintf(key, sizeof key, "width%zu.stuck", nh);
        report_integer(report, key, stuck);
    }
}

static void write_widths(Report *report)
{
    static const size_t widths[] = { 1, 2, 3, 4, 6, COURSE_NH, 20 };
    enum { WIDTHS = sizeof widths / sizeof *widths };
    Curves curves = curves_create(WIDTHS, 1, seed_count(report));
    for (size_t w = 0; w < WIDTHS; w++) {
        write_width(report, &curves, w, widths[w]);
        report_progress("largeurs", w + 1, WIDTHS);
    }
    report_curves(report, "width.tsv", "nh", "accuracy", &curves);
    report_number(report, "stuck", STUCK);
    curves_free(&curves);
}

/* Les réglages que le texte rappelle, et ce qu'on peut espérer au mieux. */
static void write_settings(Report *report)
{
    Start s = start_create(report, 32, course.nh);
    report_integer(report, "nh", (long long)course.nh);
    report_integer(report, "batch", (long long)course.batch);
    report_integer(report, "epochs", (long long)course.epochs);
    report_integer(report, "points", (long long)s.sets.data.X.rows);
    report_integer(report, "fresh", (long long)s.sets.fresh.X.rows);
    report_number(report, "eta", course.eta);
    report_number(report, "sigma", course.weight);
    report_number(report, "log2", log(2));
    start_free(&s);
    BestClassifier best = course_best(course.noise);
    report_number(report, "best.accuracy", best.accuracy);
    report_number(report, "best.radius", best.radius);
    BestLine line = best_line(course.noise);
    report_number(report, "line.accuracy", line.accuracy);
    report_number(report, "line.distance", line.distance);
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 1];
    size_t count = course_options(
        options, &course, "nh eta batch epochs points noise weight data");
    options[count++] =
        (Option){ "layers", "couches affines empilées, au plus",
                  .count = &layers, .low = 2, .high = STACK_MOST };
    Report report = report_open(argc, argv, options, count);
    course_open(&course, true);
    write_settings(&report);
    write_activations(&report);
    write_depth(&report);
    write_picture(&report, IDENTITY);
    write_picture(&report, TANH);
    write_scores(&report, IDENTITY);
    write_scores(&report, TANH);
    write_scores(&report, SIGMOID);
    write_scores(&report, RELU);
    write_widths(&report);
    course_close(&course);
    report_close(&report);
}
