/* Chapitre 7 : la passe avant, à la main puis sur un réseau entraîné. */
#include <math.h>
#include <stdlib.h>

#include "../../lib/activations.h"
#include "../../lib/course.h"
#include "../../lib/map.h"
#include "../../lib/problem.h"
#include "../../lib/report.h"
#include "formulas.h"

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;

/* La demi-droite que suit le lot de la figure, et ses points. */
static double degrees = 40, step = 0.15;

/* --- L'exemple fait à la main -------------------------------------------- */

static void write_column(Report *report, const char *name, const Matrix *A)
{
    char key[64];
    for (size_t i = 0; i < matrix_size(A); i++) {
        snprintf(key, sizeof key, "hand.%s%zu", name, i + 1);
        report_number(report, key, A->data[i]);
    }
}

/* Le même lot d'une ligne, par le forward de lib. */
static void write_hand(Report *report)
{
    Parameters p = hand_network();
    Matrix x = hand_input(), X = matrix_view(x.data, 1, 2);
    Pass pass = pass_create(&p, 1);
    forward(&pass, &p, &X);
    write_column(report, "h_tilde", &pass.H_tilde);
    write_column(report, "h", &pass.H);
    write_column(report, "y_tilde", &pass.Y_tilde);
    write_column(report, "y_hat", &pass.Y_hat);
    pass_free(&pass);
    matrix_free(&x);
    parameters_free(&p);
}

/* --- Un lot et ses exemples, un par un ----------------------------------- */

static double gap_with_row(const Matrix *column, const Matrix *A, size_t n)
{
    Matrix row = matrix_view(&AT(A, n, 0), A->cols, 1);
    return matrix_max_difference(column, &row);
}

static void write_batch(Report *report)
{
    Random random = report_random(report, 7);
    Problem q = problem_usual(&random);
    Example e = example_create(&q.p);
    double outputs = 0;
    for (size_t n = 0; n < q.data.X.rows; n++) {
        Matrix x = matrix_view(&AT(&q.data.X, n, 0), q.p.nx, 1);
        forward_example(&e, &q.p, &x);
        outputs = fmax(outputs, gap_with_row(&e.y_hat, &q.pass.Y_hat, n));
    }
    report_integer(report, "nx", (long long)q.p.nx);
    report_integer(report, "nh", (long long)q.p.nh);
    report_integer(report, "ny", (long long)q.p.ny);
    report_integer(report, "N", (long long)q.data.X.rows);
    report_integer(report, "count", (long long)matrix_size(&q.p.theta));
    report_number(report, "batch.outputs", outputs);
    example_free(&e);
    problem_free(&q);
}

/* --- Un réseau entraîné sur les cercles ---------------------------------- */

/* Jusqu'où va la carte du plan. */
static double reach = 1.8;

static void write_training(Report *report, const Parameters *p,
                           const Sets *sets)
{
    report_integer(report, "trained.points", (long long)sets->data.X.rows);
    report_integer(report, "trained.fresh", (long long)sets->fresh.X.rows);
    report_integer(report, "trained.nh", (long long)p->nh);
    report_integer(report, "trained.epochs", (long long)course.epochs);
    report_number(report, "trained.accuracy",
                  evaluate(p, &sets->fresh).accuracy);
}

static Parameters trained_network(Report *report)
{
    Random random = report_random(report, 7);
    Sets sets = course_sets(&course, 5000, &random);
    Parameters p = course_start(&course, course.nh, &sets.data, &random);
    Training training = course_descent(&course);
    network_train(&p, &sets.data, &training, &random);
    write_training(report, &p, &sets);
    if (course.path)
        reach = 1.05 * matrix_max_abs(&sets.data.X);
    sets_free(&sets);
    return p;
}

/* Un neurone par ligne : ses poids entrants, son biais, ses poids sortants. */
static void write_weights(Report *report, const Parameters *p)
{
    FILE *table =
        report_table(report, "weights.tsv", "j\tWh1\tWh2\tbh\tWy1\tWy2");
    for (size_t j = 0; j < p->nh; j++) {
        fprintf(table, "%zu\t%.6g\t%.6g\t%.6g", j + 1, AT(&p->Wh, j, 0),
                AT(&p->Wh, j, 1), p->bh.data[j]);
        for (size_t k = 0; k < p->ny; k++)
            fprintf(table, "\t%.6g", AT(&p->Wy, k, j));
        fputc('\n', table);
    }
    report_table_close(report, table, "weights.tsv");
}

/* Le neurone aux plus grands poids entrants. */
static void write_steepest(Report *report, const Parameters *p)
{
    size_t steep = 0;
    for (size_t j = 1; j < p->nh; j++)
        if (hypot(AT(&p->Wh, j, 0), AT(&p->Wh, j, 1)) >
            hypot(AT(&p->Wh, steep, 0), AT(&p->Wh, steep, 1)))
            steep = j;
    report_integer(report, "steep.j", (long long)steep + 1);
    report_number(report, "steep.Wh1", AT(&p->Wh, steep, 0));
    report_number(report, "steep.Wh2", AT(&p->Wh, steep, 1));
    report_number(report, "steep.distance",
                  fabs(p->bh.data[steep]) /
                      hypot(AT(&p->Wh, steep, 0), AT(&p->Wh, steep, 1)));
}

/* Le neurone j change-t-il de signe dans le carré |x1|, |x2| ≤ reach ? */
static bool cuts(const Parameters *p, size_t j)
{
    double w = fabs(AT(&p->Wh, j, 0)) + fabs(AT(&p->Wh, j, 1));
    return fabs(p->bh.data[j]) < reach * w;
}

static void write_cuts(Report *report, const Parameters *p)
{
    long long cut = 0;
    for (size_t j = 0; j < p->nh; j++)
        cut += cuts(p, j);
    report_integer(report, "cut", cut);
    report_integer(report, "flat", (long long)p->nh - cut);
}

typedef struct {
    double low, high;
} Range;

static void range_include(Range *range, double value)
{
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
}

/* Ce que les neurones qui ne coupent pas la carte apportent à ỹ2 − ỹ1. */
static double flat_part(const Parameters *p, const Matrix *H, size_t n)
{
    double part = 0;
    for (size_t j = 0; j < p->nh; j++)
        if (!cuts(p, j))
            part += (AT(&p->Wy, 1, j) - AT(&p->Wy, 0, j)) * AT(H, n, j);
    return part;
}

/* Les figures ne montrent pas davantage de neurones. */
enum { DRAWN = 20 };

static Matrix first_columns(const Matrix *A, size_t cols)
{
    Matrix first = matrix_create(A->rows, cols);
    for (size_t n = 0; n < A->rows; n++)
        for (size_t j = 0; j < cols; j++)
            AT(&first, n, j) = AT(A, n, j);
    return first;
}

/* h sur une grille du plan. */
static void write_map(Report *report, const Matrix *grid, const Matrix *H)
{
    size_t drawn = H->cols < DRAWN ? H->cols : DRAWN;
    Matrix shown = first_columns(H, drawn);
    report_map(report, "planes.tsv", grid, &shown);
    report_integer(report, "drawn", (long long)drawn);
    matrix_free(&shown);
}

/* La même carte, et ce qui y varie de ỹ2 − ỹ1. */
static void write_planes(Report *report, const Parameters *p)
{
    Matrix grid = map_grid(reach, 61);
    Pass pass = pass_create(p, grid.rows);
    forward(&pass, p, &grid);
    write_map(report, &grid, &pass.H);
    Range flat = { INFINITY, -INFINITY }, gap = flat;
    for (size_t n = 0; n < grid.rows; n++) {
        range_include(&flat, flat_part(p, &pass.H, n));
        range_include(&gap, AT(&pass.Y_tilde, n, 1) - AT(&pass.Y_tilde, n, 0));
    }
    report_number(report, "flat.range", flat.high - flat.low);
    report_number(report, "gap.range", gap.high - gap.low);
    pass_free(&pass);
    matrix_free(&grid);
}

/* Un lot de points pris sur une demi-droite, du centre vers l'extérieur. */
static void write_pass(Report *report, const Parameters *p)
{
    enum { POINTS = 9 };
    const double angle = degrees * acos(-1) / 180;
    Matrix X = matrix_create(POINTS, 2);
    for (int n = 0; n < POINTS; n++) {
        AT(&X, n, 0) = step * n * cos(angle);
        AT(&X, n, 1) = step * n * sin(angle);
    }
    Pass pass = pass_create(p, POINTS);
    forward(&pass, p, &X);
    report_matrix(report, "x.tsv", &X);
    report_matrix(report, "h_tilde.tsv", &pass.H_tilde);
    report_matrix(report, "h.tsv", &pass.H);
    report_matrix(report, "y_tilde.tsv", &pass.Y_tilde);
    report_matrix(report, "y_hat.tsv", &pass.Y_hat);
    report_integer(report, "ray.points", POINTS);
    report_number(report, "ray.step", step);
    report_number(report, "ray.degrees", degrees);
    report_number(report, "ray.reach", step * (POINTS - 1));
    report_number(report, "ray.inside", AT(&pass.Y_hat, 0, 1));
    report_number(report, "ray.outside", AT(&pass.Y_hat, POINTS - 1, 1));
    report_number(report, "ray.largest", matrix_max_abs(&pass.H_tilde));
    pass_free(&pass);
    matrix_free(&X);
}

/* --- Les appels refusés -------------------------------------------------- */

/* nx = 2, nh = 3, N = 4. */
static Matrix M(size_t rows, size_t cols)
{
    return matrix_create(rows, cols);
}

static void lying_example(void)
{
    Matrix h_tilde = M(3, 1), Wh = M(3, 2), x = M(1, 2);
    matrix_multiply(&h_tilde, &Wh, &x);
}

static void forgotten_transpose(void)
{
    Matrix H_tilde = M(4, 3), X = M(4, 2), Wh = M(3, 2);
    matrix_multiply(&H_tilde, &X, &Wh);
}

static void wrong_destination(void)
{
    Matrix H_tilde = M(3, 4), X = M(4, 2), Wh_transposed = M(2, 3);
    matrix_multiply(&H_tilde, &X, &Wh_transposed);
}

static void lying_bias(void)
{
    Matrix H_tilde = M(4, 3), bh = M(1, 3);
    matrix_add_row(&H_tilde, &bh);
}

static void wrong_sum(void)
{
    Matrix sum = M(4, 1), H = M(4, 3);
    matrix_sum_rows(&sum, &H);
}

static void forward_on_column(void)
{
    Parameters p = parameters_create(2, 3, 2);
    Pass pass = pass_create(&p, 1);
    Matrix x = M(2, 1);
    forward(&pass, &p, &x);
}

static void wrong_softmax(void)
{
    Matrix Y_hat = M(2, 4), Y_tilde = M(4, 2);
    softmax(&Y_hat, &Y_tilde);
}

static void destination_is_operand(void)
{
    Matrix A = M(3, 3), B = M(3, 3);
    matrix_multiply(&A, &A, &B);
}

/* Le « * » du compte-rendu, lu comme un produit terme à terme. */
static void multiply_entries(void)
{
    Matrix h_tilde = M(3, 1), Wh = M(3, 2), x = M(2, 1);
    matrix_hadamard(&h_tilde, &Wh, &x);
}

static void write_refusals(Report *report)
{
    report_refusal(report, "refusal.lying", lying_example);
    report_refusal(report, "refusal.transpose", forgotten_transpose);
    report_refusal(report, "refusal.destination", wrong_destination);
    report_refusal(report, "refusal.bias", lying_bias);
    report_refusal(report, "refusal.sum", wrong_sum);
    report_refusal(report, "refusal.forward", forward_on_column);
    report_refusal(report, "refusal.softmax", wrong_softmax);
    report_refusal(report, "refusal.alias", destination_is_operand);
    report_refusal(report, "refusal.entries", multiply_entries);
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 2];
    size_t count = course_options(
        options, &course, "nh eta batch epochs points noise weight data");
    options[count++] = (Option){ "degrees", "angle de la demi-droite suivie",
                                 .real = &degrees, .low = 0, .high = 360 };
    options[count++] =
        (Option){ "step", "écart entre deux points de la demi-droite",
                  .real = &step, .low = 0.001, .high = 1 };
    Report report = report_open(argc, argv, options, count);
    course_open(&course, true);
    write_hand(&report);
    write_batch(&report);
    Parameters p = trained_network(&report);
    write_weights(&report, &p);
    write_steepest(&report, &p);
    write_cuts(&report, &p);
    write_planes(&report, &p);
    write_pass(&report, &p);
    parameters_free(&p);
    write_refusals(&report);
    course_close(&course);
    report_close(&report);
}
