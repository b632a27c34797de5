#include "matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "product.h"

/* Une fonction dont le nom est aussi celui d'une macro se définit entre
 * parenthèses : void (matrix_copy)(Site site, …). */

#define SHAPE "%zu×%zu"

static void require(bool ok, Site site, const char *function,
                    const char *A_name, const Matrix *A, const char *B_name,
                    const Matrix *B)
{
    if (!ok)
        fatal(site, function, "%s est " SHAPE ", %s est " SHAPE, A_name,
              A->rows, A->cols, B_name, B->rows, B->cols);
}

void matrix_require_same(Site site, const char *function, const char *A_name,
                         const Matrix *A, const char *B_name, const Matrix *B)
{
    require(A->rows == B->rows && A->cols == B->cols, site, function, A_name,
            A, B_name, B);
}

static void require_distinct(Site site, const char *function, const Matrix *B,
                             const Matrix *A)
{
    if (matrix_size(A) && A->data == B->data)
        fatal(site, function, "la destination est l'opérande");
}

/* --- Création, vues ------------------------------------------------------ */

Matrix matrix_create(size_t rows, size_t cols)
{
    return (Matrix){ rows, cols,
                     allocate(size_product(rows, cols), sizeof(double)) };
}

Matrix matrix_clone(const Matrix *A)
{
    Matrix B = matrix_create(A->rows, A->cols);
    matrix_copy(&B, A);
    return B;
}

void matrix_free(Matrix *A)
{
    free(A->data);
    *A = (Matrix){ 0, 0, NULL };
}

Matrix matrix_view(double *data, size_t rows, size_t cols)
{
    return (Matrix){ rows, cols, data };
}

Matrix(matrix_rows)(Site site, const Matrix *A, size_t first, size_t count)
{
    if (first > A->rows || count > A->rows - first)
        fatal(site, "matrix_rows", "%zu lignes à partir de %zu, A est " SHAPE,
              count, first, A->rows, A->cols);
    return matrix_view(A->data + first * A->cols, count, A->cols);
}

/* --- Produits ------------------------------------------------------------ */

static Operand plain(const Matrix *A)
{
    return (Operand){ A->data, A->cols, 1 };
}

static Operand transposed(const Matrix *A)
{
    return (Operand){ A->data, 1, A->cols };
}

/* C doit être rows×cols et n'être ni A ni B. */
static void require_result(Site site, const char *function, const Matrix *C,
                           size_t rows, size_t cols, const Matrix *A,
                           const Matrix *B)
{
    if (C->rows != rows || C->cols != cols)
        fatal(site, function,
              "C est " SHAPE ", le produit est " SHAPE " (A est " SHAPE
              ", B est " SHAPE ")",
              C->rows, C->cols, rows, cols, A->rows, A->cols, B->rows,
              B->cols);
    if (matrix_size(C) && (C->data == A->data || C->data == B->data))
        fatal(site, function, "la destination est un des opérandes");
}

void(matrix_multiply)(Site site, Matrix *C, const Matrix *A, const Matrix *B)
{
    const char *name = "matrix_multiply";
    require(A->cols == B->rows, site, name, "A", A, "B", B);
    require_result(site, name, C, A->rows, B->cols, A, B);
    product(C->data, plain(A), plain(B), C->rows, C->cols, A->cols);
}

void(matrix_multiply_tn)(Site site, Matrix *C, const Matrix *A,
                         const Matrix *B)
{
    const char *name = "matrix_multiply_tn (C = Aᵀ B)";
    require(A->rows == B->rows, site, name, "A", A, "B", B);
    require_result(site, name, C, A->cols, B->cols, A, B);
    product(C->data, transposed(A), plain(B), C->rows, C->cols, A->rows);
}

void(matrix_multiply_nt)(Site site, Matrix *C, const Matrix *A,
                         const Matrix *B)
{
    const char *name = "matrix_multiply_nt (C = A Bᵀ)";
    require(A->cols == B->cols, site, name, "A", A, "B", B);
    require_result(site, name, C, A->rows, B->rows, A, B);
    product(C->data, plain(A), transposed(B), C->rows, C->cols, A->cols);
}

double(matrix_dot)(Site site, const Matrix *A, const Matrix *B)
{
    matrix_require_same(site, "matrix_dot", "A", A, "B", B);
    double sum = 0;
    for (size_t i = 0; i < matrix_size(A); i++)
        sum += A->data[i] * B->data[i];
    return sum;
}

/* --- Lignes -------------------------------------------------------------- */

static void require_row(Site site, const char *function, const Matrix *A,
                        const Matrix *b)
{
    require(b->rows == A->cols && b->cols == 1, site, function, "A", A, "b",
            b);
}

void(matrix_add_row)(Site site, Matrix *A, const Matrix *b)
{
    require_row(site, "matrix_add_row", A, b);
    require_distinct(site, "matrix_add_row", A, b);
    for (size_t i = 0; i < A->rows; i++)
        for (size_t j = 0; j < A->cols; j++)
            AT(A, i, j) += b->data[j];
}

void(matrix_sum_rows)(Site site, Matrix *b, const Matrix *A)
{
    require_row(site, "matrix_sum_rows", A, b);
    require_distinct(site, "matrix_sum_rows", b, A);
    matrix_fill(b, 0.0);
    for (size_t i = 0; i < A->rows; i++)
        for (size_t j = 0; j < A->cols; j++)
            b->data[j] += AT(A, i, j);
}

void(matrix_gather_rows)(Site site, Matrix *B, const Matrix *A,
                         const size_t *index)
{
    require(A->cols == B->cols, site, "matrix_gather_rows", "A", A, "B", B);
    require_distinct(site, "matrix_gather_rows", B, A);
    for (size_t i = 0; i < B->rows; i++) {
        if (index[i] >= A->rows)
            fatal(site, "matrix_gather_rows", "ligne %zu, A est " SHAPE,
                  index[i], A->rows, A->cols);
        memcpy(&AT(B, i, 0), &AT(A, index[i], 0), A->cols * sizeof(double));
    }
}

size_t(matrix_argmax_row)(Site site, const Matrix *A, size_t i)
{
    if (i >= A->rows || A->cols == 0)
        fatal(site, "matrix_argmax_row", "ligne %zu, A est " SHAPE, i, A->rows,
              A->cols);
    size_t best = 0;
    for (size_t j = 1; j < A->cols; j++)
        if (AT(A, i, j) > AT(A, i, best))
            best = j;
    return best;
}

/* --- Élément par élément ------------------------------------------------- */

void(matrix_map)(Site site, Matrix *B, double (*f)(double), const Matrix *A)
{
    matrix_require_same(site, "matrix_map", "B", B, "A", A);
    for (size_t i = 0; i < matrix_size(A); i++)
        B->data[i] = f(A->data[i]);
}

void(matrix_hadamard)(Site site, Matrix *C, const Matrix *A, const Matrix *B)
{
    matrix_require_same(site, "matrix_hadamard", "A", A, "B", B);
    matrix_require_same(site, "matrix_hadamard", "C", C, "A", A);
    for (size_t i = 0; i < matrix_size(A); i++)
        C->data[i] = A->data[i] * B->data[i];
}

void(matrix_add)(Site site, Matrix *C, const Matrix *A, const Matrix *B)
{
    matrix_require_same(site, "matrix_add", "A", A, "B", B);
    matrix_require_same(site, "matrix_add", "C", C, "A", A);
    for (size_t i = 0; i < matrix_size(A); i++)
        C->data[i] = A->data[i] + B->data[i];
}

void(matrix_subtract)(Site site, Matrix *C, const Matrix *A, const Matrix *B)
{
    matrix_require_same(site, "matrix_subtract", "A", A, "B", B);
    matrix_require_same(site, "matrix_subtract", "C", C, "A", A);
    for (size_t i = 0; i < matrix_size(A); i++)
        C->data[i] = A->data[i] - B->data[i];
}

void(matrix_scale)(Site site, Matrix *B, double s, const Matrix *A)
{
    matrix_require_same(site, "matrix_scale", "B", B, "A", A);
    for (size_t i = 0; i < matrix_size(A); i++)
        B->data[i] = s * A->data[i];
}

void(matrix_add_scaled)(Site site, Matrix *B, double s, const Matrix *A)
{
    matrix_require_same(site, "matrix_add_scaled", "B", B, "A", A);
    for (size_t i = 0; i < matrix_size(A); i++)
        B->data[i] += s * A->data[i];
}

void(matrix_copy)(Site site, Matrix *B, const Matrix *A)
{
    matrix_require_same(site, "matrix_copy", "B", B, "A", A);
    if (matrix_size(A))
        memmove(B->data, A->data, matrix_size(A) * sizeof(double));
}

void(matrix_transpose)(Site site, Matrix *B, const Matrix *A)
{
    require(B->rows == A->cols && B->cols == A->rows, site, "matrix_transpose",
            "B", B, "A", A);
    require_distinct(site, "matrix_transpose", B, A);
    for (size_t i = 0; i < A->rows; i++)
        for (size_t j = 0; j < A->cols; j++)
            AT(B, j, i) = AT(A, i, j);
}

void matrix_fill(Matrix *A, double value)
{
    for (size_t i = 0; i < matrix_size(A); i++)
        A->data[i] = value;
}

/* --- Mesures ------------------------------------------------------------- */

/* Le plus grand, NaN l'emportant sur tout. */
static double worse(double a, double b)
{
    return isnan(a) || a >= b ? a : b;
}

double matrix_max_abs(const Matrix *A)
{
    double max = 0;
    for (size_t i = 0; i < matrix_size(A); i++)
        max = worse(max, fabs(A->data[i]));
    return max;
}

double(matrix_max_difference)(Site site, const Matrix *A, const Matrix *B)
{
    matrix_require_same(site, "matrix_max_difference", "A", A, "B", B);
    double max = 0;
    for (size_t i = 0; i < matrix_size(A); i++)
        max = worse(max, fabs(A->data[i] - B->data[i]));
    return max;
}

/* --- Impression ---------------------------------------------------------- */

void matrix_print(FILE *out, const char *name, const Matrix *A, int digits)
{
    fprintf(out, "%s (" SHAPE ")\n", name, A->rows, A->cols);
    for (size_t i = 0; i < A->rows; i++) {
        for (size_t j = 0; j < A->cols; j++) {
            char number[400];
            snprintf(number, sizeof number, "%.*f", digits, AT(A, i, j));
            char *point = strchr(number, '.');
            if (point)
                *point = ',';
            fprintf(out, "  %*s", digits + 4, number);
        }
        fputc('\n', out);
    }
}
