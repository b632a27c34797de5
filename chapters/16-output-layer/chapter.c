/* Chapitre 16 : le gradient de la couche de sortie, entrée par entrée. */
#include <math.h>

#include "../../lib/gradient_check.h"
#include "../../lib/problem.h"
#include "../../lib/report.h"

/* Les tailles du problème, que le lecteur peut changer. */
static size_t nx = 3, nh = 5, ny = 7, N = 11;

/* De combien pousser un poids. */
static double delta = 0.1;

/* L'entrée que l'on regarde de près : la troisième ligne, la quatrième
 * colonne, ou la dernière s'il y en a moins. */
static size_t entry_row(void)
{
    return ny < 3 ? ny - 1 : 2;
}

static size_t entry_col(void)
{
    return nh < 4 ? nh - 1 : 3;
}

/* Une ligne par entrée : k, j, gradient, écart relatif à la plus grande. */
static void write_gradient(Report *report, Problem *q)
{
    Matrix *Wy = &q->p.Wy, *grad = &q->grad.Wy;
    double scale = matrix_max_abs(grad);
    GradientCheck check = gradient_check(Wy, grad, problem_loss, q);
    Matrix measured = matrix_create(Wy->rows, Wy->cols);
    numeric_gradient(&measured, Wy, problem_loss, q);
    FILE *table = report_table(report, "gradient.tsv", "k\tj\tgradient\tgap");
    for (size_t k = 0; k < Wy->rows; k++)
        for (size_t j = 0; j < Wy->cols; j++)
            fprintf(table, "%zu\t%zu\t%.6g\t%.6g\n", k + 1, j + 1,
                    AT(grad, k, j),
                    fabs(AT(grad, k, j) - AT(&measured, k, j)) / scale);
    matrix_free(&measured);
    report_table_close(report, table, "gradient.tsv");
    report_integer(report, "nx", (long long)nx);
    report_integer(report, "nh", (long long)nh);
    report_integer(report, "ny", (long long)ny);
    report_integer(report, "N", (long long)N);
    report_integer(report, "entries", (long long)check.cases);
    report_integer(report, "worst.row", (long long)check.row + 1);
    report_integer(report, "worst.col", (long long)check.col + 1);
    report_number(report, "worst.gap", check.gap);
    report_number(report, "worst.error", check.error);
    report_number(report, "tolerance", check.tolerance);
    report_number(report, "largest", scale);
}

/* Le h du neurone j sur chaque exemple, et l'exemple où il est le plus petit. */
static void write_activity(Report *report, const Matrix *H, size_t j)
{
    FILE *table = report_table(report, "activity.tsv", "n\th");
    size_t quiet = 0;
    for (size_t n = 0; n < H->rows; n++) {
        fprintf(table, "%zu\t%.6g\n", n + 1, AT(H, n, j));
        if (fabs(AT(H, n, j)) < fabs(AT(H, quiet, j)))
            quiet = n;
    }
    report_table_close(report, table, "activity.tsv");
    report_integer(report, "touched.quiet", (long long)quiet + 1);
    report_number(report, "touched.quiet_h", AT(H, quiet, j));
}

/* De combien chaque ỹ bouge-t-il quand un seul poids de Wy bouge ? */
static void write_touched(Report *report, Problem *q)
{
    const size_t k = entry_row(), j = entry_col();
    forward(&q->pass, &q->p, &q->data.X);
    Matrix before = matrix_clone(&q->pass.Y_tilde);
    AT(&q->p.Wy, k, j) += delta;
    forward(&q->pass, &q->p, &q->data.X);
    AT(&q->p.Wy, k, j) -= delta;
    FILE *table = report_table(report, "touched.tsv", "n\ti\tchange");
    size_t moved = 0, elsewhere = 0;
    for (size_t n = 0; n < before.rows; n++)
        for (size_t i = 0; i < before.cols; i++) {
            double change = AT(&q->pass.Y_tilde, n, i) - AT(&before, n, i);
            moved += change != 0;
            elsewhere += change != 0 && i != k;
            fprintf(table, "%zu\t%zu\t%.6g\n", n + 1, i + 1, change);
        }
    report_table_close(report, table, "touched.tsv");
    write_activity(report, &q->pass.H, j);
    report_integer(report, "touched.k", (long long)k + 1);
    report_integer(report, "touched.j", (long long)j + 1);
    report_number(report, "touched.delta", delta);
    report_integer(report, "touched.moved", (long long)moved);
    report_integer(report, "check.touched.elsewhere", (long long)elsewhere);
    report_integer(report, "touched.all", (long long)matrix_size(&before));
    matrix_free(&before);
}

/* La même somme faite à la main, exemple par exemple, pour une entrée. */
static void write_entry(Report *report, const Problem *q)
{
    const size_t k = entry_row(), j = entry_col();
    double sum = 0;
    for (size_t n = 0; n < N; n++)
        sum += (AT(&q->pass.Y_hat, n, k) - AT(&q->data.Y, n, k)) *
               AT(&q->pass.H, n, j);
    report_integer(report, "entry.row", (long long)k + 1);
    report_integer(report, "entry.col", (long long)j + 1);
    report_number(report, "entry.sum", sum);
    report_number(report, "entry.mean", sum / (double)N);
    report_number(report, "entry.backward", AT(&q->grad.Wy, k, j));
    report_number(report, "entry.ratio", sum / AT(&q->grad.Wy, k, j));
}

/* Le produit du compte-rendu, sans transposée : une colonne par une colonne. */
static void multiply_columns(void)
{
    Matrix grad_y_tilde = matrix_create(ny, 1), h = matrix_create(nh, 1);
    Matrix grad_Wy = matrix_create(ny, nh);
    matrix_multiply(&grad_Wy, &grad_y_tilde, &h);
}

int main(int argc, char **argv)
{
    const Option options[] = {
        { "nx", "composantes de x", .count = &nx, .low = 1, .high = 50 },
        { "nh", "neurones cachés", .count = &nh, .low = 2, .high = 50 },
        { "ny", "classes", .count = &ny, .low = 2, .high = 50 },
        { "examples", "exemples du lot", .count = &N, .low = 2, .high = 1000 },
        { "delta", "de combien pousser un poids", .real = &delta, .low = 0.001,
          .high = 10 },
    };
    Report report =
        report_open(argc, argv, options, sizeof options / sizeof *options);
    Random random = report_random(&report, 16);
    Problem q = problem_create(nx, nh, ny, N, &random);
    write_entry(&report, &q);
    write_gradient(&report, &q);
    write_touched(&report, &q);
    report_refusal(&report, "refusal", multiply_columns);
    problem_free(&q);
    report_close(&report);
}
