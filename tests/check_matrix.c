/* check_matrix.c — chaque opération contre sa définition, et chaque refus. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"
#include "tools.h"

/* --- Produits : la triple boucle, au bit près ---------------------------- */

typedef struct {
    const char *name;
    void (*multiply)(Site site, Matrix *C, const Matrix *A, const Matrix *B);
    bool A_transposed, B_transposed;
} Product;

static const Product products[] = {
    { "C = A B", matrix_multiply, false, false },
    { "C = Aᵀ B", matrix_multiply_tn, true, false },
    { "C = A Bᵀ", matrix_multiply_nt, false, true },
};
enum { PRODUCTS = sizeof products / sizeof *products };

static double entry(const Matrix *A, bool transposed, size_t i, size_t j)
{
    return transposed ? AT(A, j, i) : AT(A, i, j);
}

static Matrix naive(const Product *product, const Matrix *A, const Matrix *B,
                    size_t m, size_t n, size_t p)
{
    Matrix C = matrix_create(m, n);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k < p; k++)
                sum += entry(A, product->A_transposed, i, k) *
                       entry(B, product->B_transposed, k, j);
            AT(&C, i, j) = sum;
        }
    return C;
}

/* Un opérande m×p ou, transposé, p×m ; des ordres de grandeur variés, pour que
 * l'ordre des additions se voie. */
static Matrix operand(bool transposed, size_t m, size_t p, Random *random)
{
    Matrix A =
        transposed ? random_matrix(p, m, random) : random_matrix(m, p, random);
    for (size_t i = 0; i < matrix_size(&A); i++)
        A.data[i] = ldexp(A.data[i], (int)random_below(random, 30) - 15);
    return A;
}

static void check_product(const Product *product, size_t m, size_t n, size_t p,
                          Random *random)
{
    Matrix A = operand(product->A_transposed, m, p, random);
    Matrix B = operand(product->B_transposed, p, n, random);
    Matrix A_before = matrix_clone(&A), B_before = matrix_clone(&B);
    Matrix expected = naive(product, &A, &B, m, n, p);
    Guarded C = guarded_create(m, n);
    product->multiply(HERE, &C.inside, &A, &B);
    ck_assert_msg(same_matrix(&C.inside, &expected),
                  "%s faux pour m = %zu, n = %zu, p = %zu", product->name, m,
                  n, p);
    ck_assert_msg(guarded_intact(&C), "%s déborde (%zu, %zu, %zu)",
                  product->name, m, n, p);
    ck_assert(same_matrix(&A, &A_before) && same_matrix(&B, &B_before));
    matrix_free(&A);
    matrix_free(&B);
    matrix_free(&A_before);
    matrix_free(&B_before);
    matrix_free(&expected);
    guarded_free(&C);
}

/* Toutes les petites formes : elles couvrent les bords du noyau, qui tient au
 * plus 8×24 sommes. */
START_TEST(products_of_small_shapes)
{
    static const size_t depths[] = { 0, 1, 2, 5 };
    Random random = random_seeded(1);
    for (size_t m = 0; m <= 26; m++)
        for (size_t n = 0; n <= 50; n += n < 26 ? 1 : 3)
            check_product(&products[_i], m, n, depths[(m + n) % 4], &random);
}
END_TEST

/* Les bords des blocs de 128 lignes et de 256 termes. */
START_TEST(products_around_block_edges)
{
    static const size_t rows[] = { 1, 8, 127, 128, 129, 255, 256, 257 };
    static const size_t depths[] = { 1, 255, 256, 257, 511, 512, 513 };
    static const size_t cols[] = { 1, 5, 23, 24, 25 };
    Random random = random_seeded(2);
    for (size_t m = 0; m < 8; m++)
        for (size_t p = 0; p < 7; p++)
            check_product(&products[_i], rows[m], cols[(m + p) % 5], depths[p],
                          &random);
    check_product(&products[_i], 25, 257, 3, &random);
}
END_TEST

START_TEST(products_of_random_shapes)
{
    Random random = random_seeded(3);
    for (int repeat = 0; repeat < 400; repeat++) {
        size_t m = random_below(&random, 70), n = random_below(&random, 70);
        check_product(&products[_i], m, n, random_below(&random, 70), &random);
    }
}
END_TEST

/* Une valeur non finie gâte sa ligne du produit, zéro en face ou pas, et elle
 * seule. */
START_TEST(products_propagate_nan_and_infinity)
{
    static const double values[] = { NAN, INFINITY, -INFINITY };
    const Product *product = &products[_i];
    Random random = random_seeded(4);
    for (size_t v = 0; v < 3; v++) {
        Matrix A = operand(product->A_transposed, 11, 7, &random);
        Matrix B = operand(product->B_transposed, 7, 29, &random);
        size_t at = product->A_transposed ? 4 * A.cols + 9 : 9 * A.cols + 4;
        A.data[at] = values[v];
        B.data[product->B_transposed ? 4 : 4 * B.cols] = 0.0;
        Matrix C = matrix_create(11, 29), expected;
        expected = naive(product, &A, &B, 11, 29, 7);
        product->multiply(HERE, &C, &A, &B);
        ck_assert(same_matrix(&C, &expected));
        ck_assert(isnan(AT(&C, 9, 0)));
        for (size_t j = 0; j < 29; j++)
            ck_assert(!isfinite(AT(&C, 9, j)) && isfinite(AT(&C, 8, j)) &&
                      isfinite(AT(&C, 10, j)));
        matrix_free(&A);
        matrix_free(&B);
        matrix_free(&C);
        matrix_free(&expected);
    }
}
END_TEST

/* --- Élément par élément ------------------------------------------------- */

enum { ROWS = 3, COLS = 5 };

/* A, B, et une destination entourée de témoins. */
typedef struct {
    Matrix A, B;
    Guarded C;
} Trio;

static Trio trio_create(uint64_t seed)
{
    Random random = random_seeded(seed);
    Trio t = { .A = random_matrix(ROWS, COLS, &random) };
    t.B = random_matrix(ROWS, COLS, &random);
    t.C = guarded_create(ROWS, COLS);
    return t;
}

static void trio_free(Trio *t)
{
    ck_assert(guarded_intact(&t->C));
    matrix_free(&t->A);
    matrix_free(&t->B);
    guarded_free(&t->C);
}

static double plus(double a, double b)
{
    return a + b;
}

static double minus(double a, double b)
{
    return a - b;
}

static double times(double a, double b)
{
    return a * b;
}

static const struct {
    void (*apply)(Site site, Matrix *C, const Matrix *A, const Matrix *B);
    double (*scalar)(double a, double b);
} elementwise[] = {
    { matrix_add, plus },
    { matrix_subtract, minus },
    { matrix_hadamard, times },
};

/* Destination à part, puis confondue avec A, avec B, avec les deux. */
START_TEST(elementwise_operations_and_aliasing)
{
    Trio t = trio_create(5);
    Matrix A = matrix_clone(&t.A), B = matrix_clone(&t.B);
    Matrix twice = matrix_clone(&t.A);
    elementwise[_i].apply(HERE, &t.C.inside, &t.A, &t.B);
    elementwise[_i].apply(HERE, &A, &A, &t.B);
    elementwise[_i].apply(HERE, &B, &t.A, &B);
    elementwise[_i].apply(HERE, &twice, &twice, &twice);
    for (size_t k = 0; k < ROWS * COLS; k++) {
        double a = t.A.data[k], b = t.B.data[k];
        double expected = elementwise[_i].scalar(a, b);
        ck_assert(same_number(t.C.inside.data[k], expected));
        ck_assert(same_number(A.data[k], expected));
        ck_assert(same_number(B.data[k], expected));
        ck_assert(same_number(twice.data[k], elementwise[_i].scalar(a, a)));
    }
    matrix_free(&A);
    matrix_free(&B);
    matrix_free(&twice);
    trio_free(&t);
}
END_TEST

static double cube(double t)
{
    return t * t * t;
}

START_TEST(map_and_scale)
{
    Trio t = trio_create(6);
    Matrix *C = &t.C.inside, A = matrix_clone(&t.A);
    matrix_map(C, cube, &t.A);
    for (size_t k = 0; k < ROWS * COLS; k++)
        ck_assert(same_number(C->data[k], cube(t.A.data[k])));
    matrix_map(&A, cube, &A);
    ck_assert(same_matrix(&A, C));

    matrix_copy(&A, &t.A);
    matrix_scale(C, -2.5, &t.A);
    for (size_t k = 0; k < ROWS * COLS; k++)
        ck_assert(same_number(C->data[k], -2.5 * t.A.data[k]));
    matrix_scale(&A, -2.5, &A);
    ck_assert(same_matrix(&A, C));
    matrix_free(&A);
    trio_free(&t);
}
END_TEST

START_TEST(add_scaled)
{
    Trio t = trio_create(7);
    Matrix *C = &t.C.inside;
    matrix_copy(C, &t.B);
    matrix_add_scaled(C, 0.3, &t.A);
    for (size_t k = 0; k < ROWS * COLS; k++)
        ck_assert(same_number(C->data[k], t.B.data[k] + 0.3 * t.A.data[k]));
    matrix_copy(C, &t.A);
    matrix_add_scaled(C, 2.0, C);
    for (size_t k = 0; k < ROWS * COLS; k++)
        ck_assert(same_number(C->data[k], t.A.data[k] + 2.0 * t.A.data[k]));
    trio_free(&t);
}
END_TEST

START_TEST(copies_fills_and_views)
{
    Trio t = trio_create(8);
    matrix_copy(&t.C.inside, &t.A);
    ck_assert(same_matrix(&t.C.inside, &t.A));
    matrix_copy(&t.C.inside, &t.C.inside);
    ck_assert(same_matrix(&t.C.inside, &t.A));

    Matrix view = matrix_rows(&t.A, 1, 2);
    ck_assert(view.rows == 2 && view.cols == COLS);
    ck_assert_ptr_eq(view.data, &AT(&t.A, 1, 0));
    ck_assert_uint_eq(matrix_rows(&t.A, ROWS, 0).rows, 0);
    ck_assert_uint_eq(matrix_rows(&t.A, 0, ROWS).rows, ROWS);

    Matrix clone = matrix_clone(&t.A);
    ck_assert(same_matrix(&clone, &t.A));
    ck_assert_ptr_ne(clone.data, t.A.data);
    matrix_fill(&t.C.inside, -0.0);
    for (size_t k = 0; k < ROWS * COLS; k++)
        ck_assert(same_number(t.C.inside.data[k], -0.0));
    matrix_free(&clone);
    ck_assert(clone.rows == 0 && clone.cols == 0 && clone.data == NULL);
    matrix_free(&clone);
    trio_free(&t);
}
END_TEST

START_TEST(transpose)
{
    Random random = random_seeded(9);
    for (size_t m = 0; m < 6; m++)
        for (size_t n = 0; n < 6; n++) {
            Matrix A = random_matrix(m, n, &random);
            Guarded B = guarded_create(n, m);
            matrix_transpose(&B.inside, &A);
            for (size_t i = 0; i < m; i++)
                for (size_t j = 0; j < n; j++)
                    ck_assert(same_number(AT(&B.inside, j, i), AT(&A, i, j)));
            ck_assert(guarded_intact(&B));
            matrix_free(&A);
            guarded_free(&B);
        }
}
END_TEST

/* --- Lignes -------------------------------------------------------------- */

START_TEST(add_row_to_every_row)
{
    Trio t = trio_create(10);
    Matrix *C = &t.C.inside, b = matrix_view(t.B.data, COLS, 1);
    matrix_copy(C, &t.A);
    matrix_add_row(C, &b);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < COLS; j++)
            ck_assert(same_number(AT(C, i, j), AT(&t.A, i, j) + b.data[j]));
    trio_free(&t);
}
END_TEST

START_TEST(sum_of_rows)
{
    Random random = random_seeded(11);
    for (size_t rows = 0; rows < 40; rows += 13) {
        Matrix A = random_matrix(rows, COLS, &random);
        Guarded b = guarded_create(COLS, 1);
        matrix_sum_rows(&b.inside, &A);
        for (size_t j = 0; j < COLS; j++) {
            double sum = 0;
            for (size_t i = 0; i < rows; i++)
                sum += AT(&A, i, j);
            ck_assert(same_number(b.inside.data[j], sum));
        }
        ck_assert(guarded_intact(&b));
        matrix_free(&A);
        guarded_free(&b);
    }
}
END_TEST

START_TEST(gather_rows)
{
    static const size_t index[] = { 2, 0, 2, 1 };
    Trio t = trio_create(12);
    Guarded B = guarded_create(4, COLS);
    matrix_gather_rows(&B.inside, &t.A, index);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < COLS; j++)
            ck_assert(same_number(AT(&B.inside, i, j), AT(&t.A, index[i], j)));
    ck_assert(guarded_intact(&B));
    guarded_free(&B);
    trio_free(&t);
}
END_TEST

START_TEST(argmax_is_the_first_largest)
{
    double cells[] = { -3, -1, -2, 7, 7, 1, 0, 5, 5, -INFINITY, 0, -1 };
    Matrix A = matrix_view(cells, 4, 3);
    static const size_t expected[] = { 1, 0, 1, 1 };
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(matrix_argmax_row(&A, i), expected[i]);
}
END_TEST

/* --- Mesures, impression ------------------------------------------------- */

START_TEST(dot_product)
{
    Trio t = trio_create(13);
    double sum = 0;
    for (size_t k = 0; k < ROWS * COLS; k++)
        sum += t.A.data[k] * t.B.data[k];
    ck_assert(same_number(matrix_dot(&t.A, &t.B), sum));
    trio_free(&t);
}
END_TEST

START_TEST(largest_value_and_largest_gap)
{
    double cells[] = { 1, -7, 3, 0, 2, -1 }, others[] = { 1, -6, 3, 9, 2, -1 };
    Matrix A = matrix_view(cells, 2, 3), B = matrix_view(others, 2, 3);
    ck_assert_double_eq(matrix_max_abs(&A), 7);
    ck_assert_double_eq(matrix_max_difference(&A, &B), 9);
    ck_assert_double_eq(matrix_max_difference(&A, &A), 0);
    Matrix empty = matrix_create(0, 3);
    ck_assert_double_eq(matrix_max_abs(&empty), 0);
    ck_assert_double_eq(matrix_max_difference(&empty, &empty), 0);
    matrix_free(&empty);
}
END_TEST

/* Un NaN l'emporte où qu'il soit ; l'infini l'emporte sur le fini. */
START_TEST(largest_of_nan)
{
    for (size_t k = 0; k < 4; k++) {
        double cells[] = { 1, -5, 5, 2 }, zeros[4] = { 0 };
        Matrix A = matrix_view(cells, 2, 2), Z = matrix_view(zeros, 2, 2);
        cells[k] = NAN;
        ck_assert_double_nan(matrix_max_abs(&A));
        ck_assert_double_nan(matrix_max_difference(&A, &Z));
        ck_assert_double_nan(matrix_max_difference(&Z, &A));
        cells[k] = -INFINITY;
        ck_assert_double_infinite(matrix_max_abs(&A));
        ck_assert_double_nan(matrix_max_difference(&A, &A));
    }
}
END_TEST

static void check_printed(const Matrix *A, int digits, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    matrix_print(out, "A", A, digits);
    fclose(out);
    ck_assert_str_eq(text, expected);
    free(text);
}

START_TEST(printing)
{
    double cells[] = { 1, -2.25, 1000, 0.005, NAN, -INFINITY };
    Matrix A = matrix_view(cells, 2, 3), row = matrix_view(cells, 1, 2);
    check_printed(&A, 3,
                  "A (2×3)\n"
                  "    1,000   -2,250  1000,000\n"
                  "    0,005      nan     -inf\n");
    check_printed(&row, 0, "A (1×2)\n     1    -2\n");
    A = matrix_view(cells, 0, 3);
    check_printed(&A, 2, "A (0×3)\n");
}
END_TEST

/* 1e300 a 301 chiffres : aucun ne se perd, la virgule non plus. */
START_TEST(printing_a_huge_number)
{
    char expected[400];
    double cell = 1e300;
    Matrix A = matrix_view(&cell, 1, 1);
    int length =
        snprintf(expected, sizeof expected, "A (1×1)\n  %.1f\n", cell);
    expected[length - 3] = ',';
    check_printed(&A, 1, expected);
}
END_TEST

/* --- Les refus ----------------------------------------------------------- */

static double cells[64], result_cells[64];

/* Une matrice d'opérande, une matrice de destination. */
#define M(rows, cols) (&(Matrix){ rows, cols, cells })
#define R(rows, cols) (&(Matrix){ rows, cols, result_cells })

START_TEST(wrong_shapes_of_a_product)
{
    ck_fatal(matrix_multiply(R(5, 4), M(5, 2), M(3, 4)),
             "matrix_multiply : A est 5×2, B est 3×4");
    ck_fatal(matrix_multiply(R(3, 4), M(5, 2), M(2, 4)),
             "matrix_multiply : C est 3×4, le produit est 5×4 "
             "(A est 5×2, B est 2×4)");
    ck_fatal(matrix_multiply(R(5, 3), M(5, 2), M(2, 4)),
             "matrix_multiply : C est 5×3, le produit est 5×4 "
             "(A est 5×2, B est 2×4)");
    ck_fatal(matrix_multiply_tn(R(2, 4), M(5, 2), M(2, 4)),
             "matrix_multiply_tn (C = Aᵀ B) : A est 5×2, B est 2×4");
    ck_fatal(matrix_multiply_tn(R(5, 4), M(5, 2), M(5, 4)),
             "matrix_multiply_tn (C = Aᵀ B) : C est 5×4, le produit est 2×4 "
             "(A est 5×2, B est 5×4)");
    ck_fatal(matrix_multiply_nt(R(5, 4), M(5, 2), M(2, 4)),
             "matrix_multiply_nt (C = A Bᵀ) : A est 5×2, B est 2×4");
    ck_fatal(matrix_multiply_nt(R(5, 2), M(5, 2), M(4, 2)),
             "matrix_multiply_nt (C = A Bᵀ) : C est 5×2, le produit est 5×4 "
             "(A est 5×2, B est 4×2)");
    ck_fatal(matrix_dot(M(2, 3), M(3, 2)),
             "matrix_dot : A est 2×3, B est 3×2");
}
END_TEST

START_TEST(destination_of_a_product_is_no_operand)
{
    ck_fatal(matrix_multiply(M(3, 3), M(3, 3), R(3, 3)),
             "matrix_multiply : la destination est un des opérandes");
    ck_fatal(matrix_multiply(M(3, 3), R(3, 3), M(3, 3)),
             "matrix_multiply : la destination est un des opérandes");
    ck_fatal(matrix_multiply_tn(M(3, 3), M(3, 3), R(3, 3)),
             "matrix_multiply_tn (C = Aᵀ B) : "
             "la destination est un des opérandes");
    ck_fatal(matrix_multiply_nt(M(3, 3), R(3, 3), M(3, 3)),
             "matrix_multiply_nt (C = A Bᵀ) : "
             "la destination est un des opérandes");
}
END_TEST

START_TEST(destination_of_rows_is_no_operand)
{
    static const size_t index[] = { 1, 0 };
    ck_fatal(matrix_transpose(M(3, 3), M(3, 3)),
             "matrix_transpose : la destination est l'opérande");
    ck_fatal(matrix_sum_rows(M(3, 1), M(1, 3)),
             "matrix_sum_rows : la destination est l'opérande");
    ck_fatal(matrix_gather_rows(M(2, 3), M(2, 3), index),
             "matrix_gather_rows : la destination est l'opérande");
}
END_TEST

START_TEST(wrong_shapes_of_rows)
{
    static const size_t index[] = { 1, 3 };
    ck_fatal(matrix_rows(M(3, 5), 2, 2),
             "matrix_rows : 2 lignes à partir de 2, A est 3×5");
    ck_fatal(matrix_rows(M(3, 5), 4, 0),
             "matrix_rows : 0 lignes à partir de 4, A est 3×5");
    ck_fatal(matrix_rows(M(3, 5), 1, (size_t)-1),
             "matrix_rows : 18446744073709551615 lignes à partir de 1, "
             "A est 3×5");
    ck_fatal(matrix_add_row(M(3, 5), M(3, 1)),
             "matrix_add_row : A est 3×5, b est 3×1");
    ck_fatal(matrix_add_row(M(3, 5), M(1, 5)),
             "matrix_add_row : A est 3×5, b est 1×5");
    ck_fatal(matrix_add_row(M(3, 5), M(5, 2)),
             "matrix_add_row : A est 3×5, b est 5×2");
    ck_fatal(matrix_sum_rows(R(3, 1), M(3, 5)),
             "matrix_sum_rows : A est 3×5, b est 3×1");
    ck_fatal(matrix_gather_rows(R(2, 4), M(3, 5), index),
             "matrix_gather_rows : A est 3×5, B est 2×4");
    ck_fatal(matrix_gather_rows(R(2, 5), M(3, 5), index),
             "matrix_gather_rows : ligne 3, A est 3×5");
    ck_fatal(matrix_argmax_row(M(3, 5), 3),
             "matrix_argmax_row : ligne 3, A est 3×5");
    ck_fatal(matrix_argmax_row(M(3, 0), 1),
             "matrix_argmax_row : ligne 1, A est 3×0");
}
END_TEST

START_TEST(wrong_shapes_of_two_matrices)
{
    ck_fatal(matrix_map(R(2, 3), cube, M(2, 4)),
             "matrix_map : B est 2×3, A est 2×4");
    ck_fatal(matrix_map(R(3, 3), cube, M(2, 3)),
             "matrix_map : B est 3×3, A est 2×3");
    ck_fatal(matrix_scale(R(2, 3), 2.0, M(3, 2)),
             "matrix_scale : B est 2×3, A est 3×2");
    ck_fatal(matrix_add_scaled(R(2, 3), 2.0, M(3, 2)),
             "matrix_add_scaled : B est 2×3, A est 3×2");
    ck_fatal(matrix_copy(R(2, 3), M(3, 2)),
             "matrix_copy : B est 2×3, A est 3×2");
    ck_fatal(matrix_transpose(R(2, 3), M(2, 3)),
             "matrix_transpose : B est 2×3, A est 2×3");
    ck_fatal(matrix_max_difference(M(2, 3), M(3, 2)),
             "matrix_max_difference : A est 2×3, B est 3×2");
}
END_TEST

START_TEST(wrong_shapes_of_three_matrices)
{
    ck_fatal(matrix_add(R(2, 3), M(2, 3), M(3, 2)),
             "matrix_add : A est 2×3, B est 3×2");
    ck_fatal(matrix_add(R(3, 3), M(2, 3), M(2, 3)),
             "matrix_add : C est 3×3, A est 2×3");
    ck_fatal(matrix_subtract(R(2, 3), M(2, 3), M(3, 2)),
             "matrix_subtract : A est 2×3, B est 3×2");
    ck_fatal(matrix_subtract(R(2, 2), M(2, 3), M(2, 3)),
             "matrix_subtract : C est 2×2, A est 2×3");
    ck_fatal(matrix_hadamard(R(2, 3), M(2, 3), M(3, 2)),
             "matrix_hadamard : A est 2×3, B est 3×2");
    ck_fatal(matrix_hadamard(R(3, 2), M(2, 3), M(2, 3)),
             "matrix_hadamard : C est 3×2, A est 2×3");
}
END_TEST

START_TEST(shapes_too_large)
{
    size_t huge = (size_t)1 << 62;
    ck_fatal_in(matrix_create(huge, 5),
                "size_product : 4611686018427387904 × 5 dépasse la mémoire "
                "adressable",
                "error.c");
    ck_fatal_in(matrix_create(huge, 1),
                "size_product : 4611686018427387904 × 8 dépasse la mémoire "
                "adressable",
                "error.c");
}
END_TEST

/* Zéro ligne ou zéro colonne, avec ou sans bloc : tout passe, rien n'est lu. */
START_TEST(empty_matrices)
{
    Matrix none = { 0, 0, NULL }, A = matrix_create(0, 3);
    Matrix B = matrix_create(3, 0), C = matrix_create(0, 0);
    matrix_multiply(&C, &A, &B);
    matrix_multiply_tn(&none, &B, &B);
    matrix_multiply_nt(&none, &A, &A);
    matrix_add(&none, &none, &none);
    matrix_copy(&none, &C);
    matrix_transpose(&B, &A);
    matrix_scale(&A, 2.0, &A);
    ck_assert(same_number(matrix_dot(&none, &C), 0.0));
    Matrix clone = matrix_clone(&none);
    matrix_free(&clone);
    matrix_free(&none);
    matrix_free(&A);
    matrix_free(&B);
    matrix_free(&C);
}
END_TEST

static TCase *core(void)
{
    TCase *tcase = tcase_create("core");
    tcase_add_loop_test(tcase, products_of_small_shapes, 0, PRODUCTS);
    tcase_add_loop_test(tcase, products_around_block_edges, 0, PRODUCTS);
    tcase_add_loop_test(tcase, products_of_random_shapes, 0, PRODUCTS);
    tcase_add_loop_test(tcase, elementwise_operations_and_aliasing, 0, 3);
    tcase_add_test(tcase, map_and_scale);
    tcase_add_test(tcase, add_scaled);
    tcase_add_test(tcase, copies_fills_and_views);
    tcase_add_test(tcase, transpose);
    tcase_add_test(tcase, add_row_to_every_row);
    tcase_add_test(tcase, sum_of_rows);
    tcase_add_test(tcase, gather_rows);
    tcase_add_test(tcase, argmax_is_the_first_largest);
    tcase_add_test(tcase, dot_product);
    tcase_add_test(tcase, largest_value_and_largest_gap);
    tcase_add_test(tcase, printing);
    return tcase;
}

static TCase *limits(void)
{
    TCase *tcase = tcase_create("limits");
    tcase_add_loop_test(tcase, products_propagate_nan_and_infinity, 0,
                        PRODUCTS);
    tcase_add_test(tcase, largest_of_nan);
    tcase_add_test(tcase, printing_a_huge_number);
    tcase_add_test(tcase, wrong_shapes_of_a_product);
    tcase_add_test(tcase, destination_of_a_product_is_no_operand);
    tcase_add_test(tcase, destination_of_rows_is_no_operand);
    tcase_add_test(tcase, wrong_shapes_of_rows);
    tcase_add_test(tcase, wrong_shapes_of_two_matrices);
    tcase_add_test(tcase, wrong_shapes_of_three_matrices);
    tcase_add_test(tcase, shapes_too_large);
    tcase_add_test(tcase, empty_matrices);
    return tcase;
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("matrix");
    suite_add_tcase(suite, core());
    suite_add_tcase(suite, limits());
    return run_suite(argc, argv, suite);
}
