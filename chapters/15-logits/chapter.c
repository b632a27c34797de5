/* Chapitre 15 : le gradient aux logits, ŷ − y. */
#include <math.h>
#include <stdlib.h>

#include "../../lib/activations.h"
#include "../../lib/gradient_check.h"
#include "../../lib/losses.h"
#include "../../lib/report.h"
#include "formulas.h"

/* Ce que le lecteur peut changer : les tirages, leur plus grand nombre de
 * classes, les logits de l'exemple, le pas de la différence centrée. */
enum { WORKED_NY = 3 };
static size_t draws = 1000, max_ny = 10;
static double worked_logits[WORKED_NY] = { 2, 1, -1 }, step = 1e-5;

/* Un exemple, en colonnes. */
typedef struct {
    Matrix y_tilde, y_hat, y, grad, numeric;
} Example;

static Example example_create(size_t ny)
{
    return (Example){
        matrix_create(ny, 1), matrix_create(ny, 1), matrix_create(ny, 1),
        matrix_create(ny, 1), matrix_create(ny, 1),
    };
}

static void example_free(Example *e)
{
    matrix_free(&e->y_tilde);
    matrix_free(&e->y_hat);
    matrix_free(&e->y);
    matrix_free(&e->grad);
    matrix_free(&e->numeric);
}

/* ŷ, puis ŷ − y ; lib met les composantes d'un exemple en ligne. */
static void example_gradient(Example *e)
{
    size_t ny = e->y.rows;
    Matrix Y_tilde = matrix_view(e->y_tilde.data, 1, ny);
    Matrix Y_hat = matrix_view(e->y_hat.data, 1, ny);
    softmax(&Y_hat, &Y_tilde);
    logit_gradient(&e->grad, &e->y_hat, &e->y);
}

static double example_loss(void *context)
{
    Example *e = context;
    return cross_entropy_example(e->y_tilde.data, e->y.data, e->y.rows);
}

/* --- Un exemple, composante par composante ------------------------------- */

static void report_component(Report *report, size_t k, const char *name,
                             double value)
{
    char key[64];
    snprintf(key, sizeof key, "worked%zu.%s", k + 1, name);
    report_number(report, key, value);
}

static void write_worked(Report *report)
{
    enum { CLASS = 1 };
    Example e = example_create(WORKED_NY);
    for (size_t k = 0; k < WORKED_NY; k++)
        e.y_tilde.data[k] = worked_logits[k];
    e.y.data[CLASS] = 1;
    example_gradient(&e);
    for (size_t k = 0; k < WORKED_NY; k++) {
        double slope =
            central_difference(example_loss, &e, &e.y_tilde.data[k], step);
        report_component(report, k, "y_tilde", e.y_tilde.data[k]);
        report_component(report, k, "y_hat", e.y_hat.data[k]);
        report_component(report, k, "y", e.y.data[k]);
        report_component(report, k, "grad", e.grad.data[k]);
        report_component(report, k, "slope", slope);
    }
    report_number(report, "worked.h", step);
    report_number(report, "worked.loss", example_loss(&e));
    example_free(&e);
}

/* --- Le triangle --------------------------------------------------------- */

/* Le plan du triangle : la classe 1 en haut, 2 à gauche, 3 à droite. */
static double across(const Matrix *v)
{
    return v->data[0] / 2 + v->data[2];
}

static double upward(const Matrix *v)
{
    return v->data[0] * sqrt(3) / 2;
}

/* Pour ŷ = (a, b, c) / divisions : le point, −∇ỹ ℓ = y − ŷ, et la vitesse de
 * ŷ. Rend vrai si une classe fausse monte. */
static bool write_arrow(FILE *table, Example *e, Matrix *motion)
{
    logit_gradient(&e->grad, &e->y_hat, &e->y);
    matrix_scale(&e->grad, -1, &e->grad);
    simplex_motion(motion, &e->y_hat, &e->y);
    fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\t%.6g\t%.6g\n", across(&e->y_hat),
            upward(&e->y_hat), across(&e->grad), upward(&e->grad),
            across(motion), upward(motion));
    return motion->data[1] > 0 || motion->data[2] > 0;
}

/* La classe fausse qui ne monte pas est-elle en tête ? */
static bool other_leads(const Example *e, const Matrix *motion)
{
    size_t other = motion->data[1] > 0 ? 2 : 1;
    Matrix row = matrix_view(e->y_hat.data, 1, e->y_hat.rows);
    return matrix_argmax_row(&row, 0) == other;
}

/* La poussée ‖y − ŷ‖ et la vitesse de ŷ, la classe 1 étant juste. */
static void report_speed(Report *report, const char *name, double right,
                         double wrong, double third)
{
    double y_hat[] = { right, wrong, third }, y[] = { 1, 0, 0 };
    double values[3], grad[3];
    char key[32];
    Matrix prediction = matrix_view(y_hat, 3, 1), motion, descent;
    Matrix target = matrix_view(y, 3, 1);
    motion = matrix_view(values, 3, 1);
    descent = matrix_view(grad, 3, 1);
    logit_gradient(&descent, &prediction, &target);
    simplex_motion(&motion, &prediction, &target);
    snprintf(key, sizeof key, "%s.push", name);
    report_number(report, key, sqrt(matrix_dot(&descent, &descent)));
    snprintf(key, sizeof key, "%s.speed", name);
    report_number(report, key, sqrt(matrix_dot(&motion, &motion)));
}

static void write_speeds(Report *report)
{
    const double right = 0.01, wrong = 0.98;
    report_number(report, "slow.right", right);
    report_number(report, "slow.wrong", wrong);
    report_speed(report, "slow", right, wrong, right);
    report_speed(report, "centre", 1 / 3., 1 / 3., 1 / 3.);
}

static void write_triangle(Report *report)
{
    enum { NY = 3, DIVISIONS = 12 };
    Example e = example_create(NY);
    Matrix motion = matrix_create(NY, 1);
    size_t points = 0, rising = 0, right_falls = 0, led = 0;
    e.y.data[0] = 1;
    FILE *table = report_table(report, "triangle.tsv",
                               "x\ty\tdescent x\tdescent y\tmotion x\t"
                               "motion y");
    for (int a = 1; a < DIVISIONS; a++)
        for (int b = 1; a + b < DIVISIONS; b++, points++) {
            e.y_hat.data[0] = a / (double)DIVISIONS;
            e.y_hat.data[1] = b / (double)DIVISIONS;
            e.y_hat.data[2] = (DIVISIONS - a - b) / (double)DIVISIONS;
            bool rises = write_arrow(table, &e, &motion);
            rising += rises;
            led += rises && other_leads(&e, &motion);
            right_falls += motion.data[0] <= 0;
        }
    report_table_close(report, table, "triangle.tsv");
    report_integer(report, "triangle.points", (long long)points);
    report_integer(report, "triangle.rising", (long long)rising);
    report_integer(report, "check.triangle.led", (long long)led);
    report_integer(report, "check.triangle.right_falls",
                   (long long)right_falls);
    matrix_free(&motion);
    example_free(&e);
}

/* --- Mille vérifications ------------------------------------------------- */

/* Des ỹ de loi N(0, 2²) ; un y one-hot, ou quelconque dans le simplexe. */
static Example example_draw(Random *random)
{
    size_t ny = 2 + random_below(random, max_ny - 1);
    Example e = example_create(ny);
    double sum = 0;
    matrix_random_normal(&e.y_tilde, 2, random);
    if (random_below(random, 2)) {
        e.y.data[random_below(random, ny)] = 1;
        return e;
    }
    for (size_t i = 0; i < ny; i++)
        sum += e.y.data[i] = -log1p(-random_uniform(random));
    matrix_scale(&e.y, 1 / sum, &e.y);
    return e;
}

static void measure_central(Example *e)
{
    for (size_t k = 0; k < e->y.rows; k++)
        e->numeric.data[k] =
            central_difference(example_loss, e, &e->y_tilde.data[k], step);
}

static void measure_richardson(Example *e)
{
    for (size_t k = 0; k < e->y.rows; k++)
        e->numeric.data[k] = richardson(example_loss, e, &e->y_tilde.data[k],
                                        GRADIENT_STEP, GRADIENT_LEVELS)
                                 .value;
}

static void measure_complex_step(Example *e)
{
    logit_gradient_by_complex_step(&e->numeric, &e->y_tilde, &e->y);
}

static const struct {
    const char *name;
    void (*measure)(Example *);
} methods[] = {
    { "central", measure_central },
    { "richardson", measure_richardson },
    { "complex", measure_complex_step },
};

enum { METHODS = sizeof methods / sizeof *methods };

/* L'écart relatif à la plus grande entrée : une ligne par méthode, une colonne
 * par tirage. Le pas complexe, en outre : le pire écart absolu, et la plus
 * grande entrée du gradient là où le pire écart relatif est atteint. */
static void measure_errors(Report *report, Matrix *errors)
{
    Random random = report_random(report, 15);
    double absolute = 0, worst = 0, size = 0;
    for (size_t d = 0; d < draws; d++) {
        Example e = example_draw(&random);
        example_gradient(&e);
        for (size_t m = 0; m < METHODS; m++) {
            methods[m].measure(&e);
            AT(errors, m, d) = matrix_max_difference(&e.grad, &e.numeric) /
                               matrix_max_abs(&e.grad);
        }
        double scale = matrix_max_abs(&e.grad),
               last = AT(errors, METHODS - 1, d);
        absolute = fmax(absolute, last * scale);
        if (last > worst) {
            worst = last;
            size = scale;
        }
        example_free(&e);
    }
    report_number(report, "complex.absolute", absolute);
    report_number(report, "complex.worst_gradient", size);
}

/* Quatre classes par décade, de 10⁻¹⁸ à 10⁻⁶ ; ce qui sort va au bord. */
enum { LOWEST = -18, HIGHEST = -6, PER_DECADE = 4 };

static int bin_of(double error)
{
    int bins = (HIGHEST - LOWEST) * PER_DECADE;
    double bin = floor((log10(fmax(error, 1e-300)) - LOWEST) * PER_DECADE);
    return (int)fmin(fmax(bin, 0), bins - 1);
}

static void write_histogram(Report *report, const Matrix *errors)
{
    enum { BINS = (HIGHEST - LOWEST) * PER_DECADE };
    int counts[METHODS][BINS] = { { 0 } };
    for (size_t m = 0; m < METHODS; m++)
        for (size_t d = 0; d < draws; d++)
            counts[m][bin_of(AT(errors, m, d))]++;
    FILE *table = report_table(report, "histogram.tsv",
                               "log10\tcentral\trichardson\tcomplex");
    for (int b = 0; b < BINS; b++)
        fprintf(table, "%.6g\t%d\t%d\t%d\n", LOWEST + b / (double)PER_DECADE,
                counts[0][b], counts[1][b], counts[2][b]);
    report_table_close(report, table, "histogram.tsv");
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void write_errors(Report *report)
{
    Matrix errors = matrix_create(METHODS, draws);
    char key[64];
    measure_errors(report, &errors);
    write_histogram(report, &errors);
    for (size_t m = 0; m < METHODS; m++) {
        double *row = &AT(&errors, m, 0);
        qsort(row, draws, sizeof *row, compare);
        snprintf(key, sizeof key, "%s.median", methods[m].name);
        report_number(report, key, row[draws / 2]);
        snprintf(key, sizeof key, "%s.worst", methods[m].name);
        report_number(report, key, row[draws - 1]);
    }
    report_integer(report, "draws", (long long)draws);
    report_integer(report, "max_ny", (long long)max_ny);
    matrix_free(&errors);
}

/* --- Le chemin qui casse ------------------------------------------------- */

/* ỹ = (t, 0, −t), et la classe juste est la plus probable : les deux gradients
 * sont-ils finis ? */
static bool by_jacobian_is_finite(double t, bool *simple_is_finite)
{
    enum { NY = 3 };
    Example e = example_create(NY);
    bool finite = true;
    e.y_tilde.data[0] = t;
    e.y_tilde.data[2] = -t;
    e.y.data[0] = 1;
    example_gradient(&e);
    logit_gradient_by_jacobian(&e.numeric, &e.y_hat, &e.y);
    *simple_is_finite = isfinite(matrix_max_abs(&e.grad));
    for (size_t k = 0; k < NY; k++)
        finite = finite && isfinite(e.numeric.data[k]);
    example_free(&e);
    return finite;
}

static void write_breakdown(Report *report)
{
    double low = 1, high = 1000;
    bool simple = true, simple_always = true;
    for (int halving = 0; halving < 60; halving++) {
        double t = (low + high) / 2;
        *(by_jacobian_is_finite(t, &simple) ? &low : &high) = t;
        simple_always = simple_always && simple;
    }
    report_number(report, "jacobian.limit", high);
    report_integer(report, "check.simple_is_finite", simple_always);
}

int main(int argc, char **argv)
{
    double *y = worked_logits;
    const Option options[] = {
        { "y1", "premier logit de l'exemple", .real = &y[0], .low = -30,
          .high = 30 },
        { "y2", "deuxième logit, celui de la classe juste", .real = &y[1],
          .low = -30, .high = 30 },
        { "y3", "troisième logit", .real = &y[2], .low = -30, .high = 30 },
        { "step", "pas de la différence centrée", .real = &step, .low = 1e-9,
          .high = 1e-3 },
        { "draws", "exemples tirés", .count = &draws, .low = 1,
          .high = 100000 },
        { "classes", "classes de ces exemples, au plus", .count = &max_ny,
          .low = 2, .high = 50 },
    };
    Report report =
        report_open(argc, argv, options, sizeof options / sizeof *options);
    write_worked(&report);
    write_triangle(&report);
    write_speeds(&report);
    write_errors(&report);
    write_breakdown(&report);
    report_close(&report);
}
