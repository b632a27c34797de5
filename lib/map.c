#include "map.h"

Matrix map_grid(double reach, size_t side)
{
    if (side < 2)
        fatal(HERE, __func__, "%zu points de côté, au moins 2", side);
    Matrix grid = matrix_create(size_product(side, side), 2);
    double last = (double)side - 1;
    for (size_t n = 0; n < grid.rows; n++) {
        AT(&grid, n, 0) = reach * (2.0 * (double)(n % side) / last - 1);
        AT(&grid, n, 1) = reach * (2.0 * (double)(n / side) / last - 1);
    }
    return grid;
}

/* Le point n finit-il une rangée ? */
static bool ends_row(const Matrix *grid, size_t n)
{
    return n + 1 == grid->rows || AT(grid, n + 1, 1) != AT(grid, n, 1);
}

void report_map(Report *report, const char *name, const Matrix *grid,
                const Matrix *values)
{
    if (grid->cols != 2 || values->rows != grid->rows)
        fatal(HERE, __func__, "la grille est %zu×%zu, les valeurs %zu×%zu",
              grid->rows, grid->cols, values->rows, values->cols);
    FILE *table = report_table(report, name, "x1\tx2\tvaleurs");
    for (size_t n = 0; n < grid->rows; n++) {
        fprintf(table, "%.6g\t%.6g", AT(grid, n, 0), AT(grid, n, 1));
        for (size_t k = 0; k < values->cols; k++)
            fprintf(table, "\t%.6g", AT(values, n, k));
        fputs(ends_row(grid, n) ? "\n\n" : "\n", table);
    }
    report_table_close(report, table, name);
}

void report_answers(Report *report, const char *name, double reach,
                    const Parameters *p)
{
    Matrix grid = map_grid(reach, 121);
    Matrix answer = matrix_create(grid.rows, 1);
    Pass pass = pass_create(p, grid.rows);
    forward(&pass, p, &grid);
    for (size_t n = 0; n < grid.rows; n++)
        answer.data[n] = p->ny == 2
                             ? AT(&pass.Y_hat, n, 1)
                             : (double)matrix_argmax_row(&pass.Y_hat, n) /
                                   (double)(p->ny - 1);
    report_map(report, name, &grid, &answer);
    pass_free(&pass);
    matrix_free(&answer);
    matrix_free(&grid);
}

void report_points(Report *report, const char *name, const Dataset *data)
{
    if (data->X.cols != 2)
        fatal(HERE, __func__,
              "X est %zu×%zu : ce ne sont pas des points du "
              "plan",
              data->X.rows, data->X.cols);
    FILE *table = report_table(report, name, "x1\tx2\tclass");
    for (size_t n = 0; n < data->X.rows; n++)
        fprintf(table, "%.6g\t%.6g\t%zu\n", AT(&data->X, n, 0),
                AT(&data->X, n, 1), dataset_class(data, n));
    report_table_close(report, table, name);
}
