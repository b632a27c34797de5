/* Chapitre 7 : la passe avant. */
#include <math.h>
#include <signal.h>
#include <string.h>

#include "../chapters/07-forward/formulas.h"
#include "../lib/problem.h"
#include "runner.h"
#include "tools.h"

enum { DRAWS = 200 };

/* --- Le lot contre ses exemples ------------------------------------------ */

/* Une colonne sur des long double, par les seules définitions. */
enum { WIDEST = 16 };
typedef struct {
    long double h_tilde[WIDEST], h[WIDEST], y_tilde[WIDEST], y_hat[WIDEST];
} Column;

static void affine(long double *out, const Matrix *W, const Matrix *b,
                   const long double *in)
{
    for (size_t j = 0; j < W->rows; j++) {
        out[j] = b->data[j];
        for (size_t i = 0; i < W->cols; i++)
            out[j] += (long double)AT(W, j, i) * in[i];
    }
}

static Column column_of(const Parameters *p, const double *x)
{
    Column c = { 0 };
    long double input[WIDEST], sum = 0;
    for (size_t i = 0; i < p->nx; i++)
        input[i] = x[i];
    affine(c.h_tilde, &p->Wh, &p->bh, input);
    for (size_t j = 0; j < p->nh; j++)
        c.h[j] = 1 - 2 / (expl(2 * c.h_tilde[j]) + 1);
    affine(c.y_tilde, &p->Wy, &p->by, c.h);
    for (size_t k = 0; k < p->ny; k++)
        sum += expl(c.y_tilde[k]);
    for (size_t k = 0; k < p->ny; k++)
        c.y_hat[k] = expl(c.y_tilde[k]) / sum;
    return c;
}

/* Écart de la ligne n de A à la colonne, relatif à la plus grande entrée. */
static void compare(Row *row, const Matrix *A, size_t n,
                    const long double *column)
{
    long double gap = 0;
    for (size_t j = 0; j < A->cols; j++) {
        long double d = fabsl(AT(A, n, j) - column[j]);
        gap = d > gap || isnan(d) ? d : gap;
    }
    row_gap(row, (double)gap / matrix_max_abs(A),
            "exemple %zu, matrice %zu×%zu", n, A->rows, A->cols);
}

static void compare_columns(Row rows[4], const Problem *q)
{
    for (size_t n = 0; n < q->data.X.rows; n++) {
        Column c = column_of(&q->p, &AT(&q->data.X, n, 0));
        compare(&rows[0], &q->pass.H_tilde, n, c.h_tilde);
        compare(&rows[1], &q->pass.H, n, c.h);
        compare(&rows[2], &q->pass.Y_tilde, n, c.y_tilde);
        compare(&rows[3], &q->pass.Y_hat, n, c.y_hat);
    }
}

START_TEST(batch_is_examples_one_by_one)
{
    Random random = random_seeded(1);
    Row rows[4] = { row_open("eq:batch-h-tilde", "égalité", 1e-13),
                    row_open("eq:batch-h", "égalité", 1e-13),
                    row_open("eq:batch-y-tilde", "égalité", 1e-13),
                    row_open("eq:batch-y-hat", "égalité", 1e-13) };
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        compare_columns(rows, &q);
        problem_free(&q);
    }
    rows_close(&rows[0], &rows[1], &rows[2], &rows[3]);
}
END_TEST

static void compare_printed(Row *exact, Row *close, const Problem *q)
{
    Example e = example_create(&q->p);
    for (size_t n = 0; n < q->data.X.rows; n++) {
        Matrix x = matrix_view(&AT(&q->data.X, n, 0), q->p.nx, 1);
        forward_example(&e, &q->p, &x);
        Matrix y_tilde = matrix_view(&AT(&q->pass.Y_tilde, n, 0), q->p.ny, 1);
        Matrix y_hat = matrix_view(&AT(&q->pass.Y_hat, n, 0), q->p.ny, 1);
        row_true(exact, same_matrix(&e.y_tilde, &y_tilde), "exemple %zu", n);
        row_gap(close, matrix_max_difference(&e.y_hat, &y_hat), "exemple %zu",
                n);
    }
    example_free(&e);
}

START_TEST(printed_column_code)
{
    Random random = random_seeded(2);
    Row exact = row_open("prop:les logits du lot et ceux des exemples, un par "
                         "un, sont égaux au bit près",
                         "exact", 0);
    Row close = row_open("prop:les $\\hat{y}$ du lot et ceux des exemples "
                         "s'accordent à l'arrondi près",
                         "égalité", 1e-13);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        compare_printed(&exact, &close, &q);
        problem_free(&q);
    }
    rows_close(&exact, &close);
}
END_TEST

/* Les trois membres, avec de vraies transposées : (W x + b)ᵀ, (W x)ᵀ + bᵀ et
 * xᵀ Wᵀ + bᵀ. */
static void transposed_members(Matrix *left, Matrix *middle, Matrix *right,
                               const Matrix *W, const Matrix *x,
                               const Matrix *b)
{
    Matrix Wx = matrix_create(W->rows, 1), Wx_b = matrix_create(W->rows, 1);
    Matrix Wt = matrix_create(W->cols, W->rows);
    Matrix xt = matrix_create(1, W->cols), bt = matrix_create(1, W->rows);
    matrix_transpose(&Wt, W);
    matrix_transpose(&xt, x);
    matrix_transpose(&bt, b);
    matrix_multiply(&Wx, W, x);
    matrix_add(&Wx_b, &Wx, b);
    matrix_transpose(left, &Wx_b);
    matrix_transpose(middle, &Wx);
    matrix_add(middle, middle, &bt);
    matrix_multiply(right, &xt, &Wt);
    matrix_add(right, right, &bt);
    Matrix *all[] = { &Wx, &Wx_b, &Wt, &xt, &bt };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        matrix_free(all[i]);
}

START_TEST(transposed_product)
{
    Random random = random_seeded(3);
    Row row = row_open("eq:transposed", "égalité", 1e-14);
    for (int draw = 0; draw < DRAWS; draw++) {
        size_t nx = 1 + random_below(&random, 9);
        size_t nh = 1 + random_below(&random, 9);
        Matrix W = random_matrix(nh, nx, &random);
        Matrix x = random_matrix(nx, 1, &random);
        Matrix b = random_matrix(nh, 1, &random);
        Matrix left = matrix_create(1, nh), middle = matrix_create(1, nh);
        Matrix right = matrix_create(1, nh);
        transposed_members(&left, &middle, &right, &W, &x, &b);
        double scale = matrix_max_abs(&left);
        row_gap(&row, matrix_max_difference(&left, &middle) / scale,
                "premier et deuxième membres, W est %zu×%zu", nh, nx);
        row_gap(&row, matrix_max_difference(&left, &right) / scale,
                "premier et troisième membres, W est %zu×%zu", nh, nx);
        Matrix *all[] = { &W, &x, &b, &left, &middle, &right };
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            matrix_free(all[i]);
    }
    row_close(&row);
}
END_TEST

/* Les deux sommes de l'équation, contre le produit de lib. */
static void compare_entries(Row *row, const Problem *q)
{
    const Matrix *X = &q->data.X, *Wh = &q->p.Wh;
    Matrix Wt = matrix_create(q->p.nx, q->p.nh);
    matrix_transpose(&Wt, Wh);
    double scale = matrix_max_abs(&q->pass.H_tilde);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < q->p.nh; j++) {
            double first = q->p.bh.data[j], second = first;
            for (size_t i = 0; i < q->p.nx; i++) {
                first += AT(X, n, i) * AT(&Wt, i, j);
                second += AT(Wh, j, i) * AT(X, n, i);
            }
            double H = AT(&q->pass.H_tilde, n, j);
            row_gap(row, fabs(first - H) / scale, "première somme");
            row_gap(row, fabs(second - H) / scale, "seconde somme");
        }
    matrix_free(&Wt);
}

START_TEST(batch_entry_by_entry)
{
    Random random = random_seeded(4);
    Row row = row_open("eq:batch-entry", "égalité", 1e-14);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        compare_entries(&row, &q);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* --- À la main ----------------------------------------------------------- */

/* Un membre de l'équation, calculé à la main, contre le programme. */
static void compare_hand(Row *row, const Matrix *A, const double *by_hand)
{
    for (size_t i = 0; i < matrix_size(A); i++)
        row_gap(row, fabs(A->data[i] - by_hand[i]), "composante %zu", i + 1);
}

static Pass hand_pass(void)
{
    Parameters p = hand_network();
    Matrix x = hand_input(), X = matrix_view(x.data, 1, 2);
    Pass pass = pass_create(&p, 1);
    forward(&pass, &p, &X);
    matrix_free(&x);
    parameters_free(&p);
    return pass;
}

START_TEST(hand_hidden_layer)
{
    const double h_tilde[] = { log(3), -log(2), log(4. / 3) };
    const double h_ratio[] = { (9. - 1) / (9 + 1), (1. / 4 - 1) / (1. / 4 + 1),
                               (16. / 9 - 1) / (16. / 9 + 1) };
    const double h[] = { 0.8, -0.6, 0.28 };
    Pass pass = hand_pass();
    Row before = row_open("eq:hand-h-tilde", "égalité", 1e-12);
    Row after = row_open("eq:hand-h", "égalité", 1e-12);
    compare_hand(&before, &pass.H_tilde, h_tilde);
    compare_hand(&after, &pass.H, h_ratio);
    compare_hand(&after, &pass.H, h);
    rows_close(&before, &after);
    pass_free(&pass);
}
END_TEST

START_TEST(hand_output_layer)
{
    const double product[] = { 1 + -0.6, 0.4 + log(3) };
    const double y_tilde[] = { 0.4, 0.4 + log(3) };
    const double total = exp(0.4) + 3 * exp(0.4);
    const double ratio[] = { exp(0.4) / total, 3 * exp(0.4) / total };
    const double y_hat[] = { 0.25, 0.75 };
    Pass pass = hand_pass();
    Row before = row_open("eq:hand-y-tilde", "égalité", 1e-12);
    Row after = row_open("eq:hand-y-hat", "égalité", 1e-12);
    compare_hand(&before, &pass.Y_tilde, product);
    compare_hand(&before, &pass.Y_tilde, y_tilde);
    compare_hand(&after, &pass.Y_hat, ratio);
    compare_hand(&after, &pass.Y_hat, y_hat);
    rows_close(&before, &after);
    pass_free(&pass);
}
END_TEST

START_TEST(tanh_by_exponentials)
{
    Random random = random_seeded(5);
    Row row = row_open("eq:tanh-exp", "égalité", 1e-14);
    for (int draw = 0; draw < DRAWS; draw++) {
        double t = 3 * random_normal(&random), up = exp(t), down = exp(-t);
        row_gap(&row, fabs((up - down) / (up + down) - tanh(t)),
                "première fraction, t = %g", t);
        row_gap(&row, fabs((exp(2 * t) - 1) / (exp(2 * t) + 1) - tanh(t)),
                "seconde fraction, t = %g", t);
    }
    row_close(&row);
}
END_TEST

/* --- Les paramètres, d'un seul bloc -------------------------------------- */

/* Chaque case de theta est celle d'une vue, et d'une seule, dans l'ordre. */
START_TEST(one_flat_block)
{
    Random random = random_seeded(6);
    Row row =
        row_open("prop:$\\theta$ tient $W_h$, $b_h$, $W_y$ et $b_y$ bout "
                 "à bout, soit $n_h (n_x + 1) + n_y (n_h + 1)$ nombres",
                 "exact", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        size_t nx = 1 + random_below(&random, 9);
        size_t nh = 1 + random_below(&random, 9);
        size_t ny = 1 + random_below(&random, 9), at = 0;
        Parameters p = parameters_create(nx, nh, ny);
        const Matrix *views[] = { &p.Wh, &p.bh, &p.Wy, &p.by };
        bool contiguous = true;
        for (size_t v = 0; v < 4; at += matrix_size(views[v++]))
            contiguous &= views[v]->data == p.theta.data + at;
        row_true(&row,
                 contiguous && at == matrix_size(&p.theta) &&
                     at == nh * (nx + 1) + ny * (nh + 1),
                 "%zu–%zu–%zu", nx, nh, ny);
        parameters_free(&p);
    }
    row_close(&row);
}
END_TEST

/* --- Les formes fausses -------------------------------------------------- */

typedef struct {
    size_t rows, cols;
} Shape;

/* Les formes r×c, r et c de 2 à 3, par leur rang 0 à 3. */
static Shape shape(int rank)
{
    return (Shape){ 2 + (size_t)rank / 2, 2 + (size_t)rank % 2 };
}

static Shape turned(Shape s, bool turn)
{
    return turn ? (Shape){ s.cols, s.rows } : s;
}

static bool same_shape(Shape a, Shape b)
{
    return a.rows == b.rows && a.cols == b.cols;
}

/* Refusé : tué par abort, en nommant les deux formes. Sinon : sorti sain et
 * sauf. */
static bool as_expected(const Child *child, bool right, Shape A, Shape B)
{
    char first[32], second[32];
    snprintf(first, sizeof first, "%zu×%zu", A.rows, A.cols);
    snprintf(second, sizeof second, "%zu×%zu", B.rows, B.cols);
    if (right)
        return child->exit_status == 0;
    return child->signal == SIGABRT && strstr(child->text, first) &&
           strstr(child->text, second);
}

typedef struct {
    const char *name;
    void (*multiply)(Site site, Matrix *C, const Matrix *A, const Matrix *B);
    bool A_turned, B_turned;
} Product;

static void try_product(Row *row, const Product *f, Shape a, Shape b, Shape c)
{
    Matrix A = matrix_create(a.rows, a.cols),
           B = matrix_create(b.rows, b.cols);
    Matrix C = matrix_create(c.rows, c.cols);
    Shape left = turned(a, f->A_turned), right = turned(b, f->B_turned);
    bool ok = left.cols == right.rows &&
              same_shape(c, (Shape){ left.rows, right.cols });
    Child child;
    IN_CHILD(child, f->multiply(HERE, &C, &A, &B));
    row_true(row, as_expected(&child, ok, a, b),
             "%s : A %zu×%zu, B %zu×%zu, C %zu×%zu", f->name, a.rows, a.cols,
             b.rows, b.cols, c.rows, c.cols);
    matrix_free(&A);
    matrix_free(&B);
    matrix_free(&C);
}

static void try_products(Row *row)
{
    static const Product products[] = {
        { "matrix_multiply", matrix_multiply, false, false },
        { "matrix_multiply_tn", matrix_multiply_tn, true, false },
        { "matrix_multiply_nt", matrix_multiply_nt, false, true },
    };
    for (size_t i = 0; i < sizeof products / sizeof *products; i++)
        for (int rank = 0; rank < 64; rank++)
            try_product(row, &products[i], shape(rank % 4),
                        shape(rank / 4 % 4), shape(rank / 16));
}

typedef struct {
    const char *name;
    void (*call)(Matrix *A, Matrix *b);
    bool (*right)(Shape A, Shape b);
} RowFunction;

static void add_row(Matrix *A, Matrix *b)
{
    matrix_add_row(A, b);
}

static void sum_rows(Matrix *A, Matrix *b)
{
    matrix_sum_rows(b, A);
}

static void gather_rows(Matrix *A, Matrix *B)
{
    const size_t index[3] = { 0 };
    matrix_gather_rows(B, A, index);
}

static bool is_bias(Shape A, Shape b)
{
    return b.rows == A.cols && b.cols == 1;
}

static bool as_wide(Shape A, Shape B)
{
    return A.cols == B.cols;
}

static void try_row_function(Row *row, const RowFunction *f, Shape a, Shape b)
{
    Matrix A = matrix_create(a.rows, a.cols),
           B = matrix_create(b.rows, b.cols);
    Child child;
    IN_CHILD(child, f->call(&A, &B));
    row_true(row, as_expected(&child, f->right(a, b), a, b),
             "%s : A %zu×%zu, b %zu×%zu", f->name, a.rows, a.cols, b.rows,
             b.cols);
    matrix_free(&A);
    matrix_free(&B);
}

/* Les formes r×c, r et c de 1 à 3. */
static void try_row_functions(Row *row)
{
    static const RowFunction functions[] = {
        { "matrix_add_row", add_row, is_bias },
        { "matrix_sum_rows", sum_rows, is_bias },
        { "matrix_gather_rows", gather_rows, as_wide },
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        for (size_t rank = 0; rank < 81; rank++)
            try_row_function(row, &functions[i],
                             (Shape){ 1 + rank % 3, 1 + rank / 3 % 3 },
                             (Shape){ 1 + rank / 9 % 3, 1 + rank / 27 });
}

START_TEST(operations_refuse_wrong_shapes)
{
    Row row = row_open("prop:chaque produit et chaque opération sur les "
                       "lignes refuse toute forme fausse, en nommant les "
                       "formes, et elle seule",
                       "exact", 0);
    try_products(&row);
    try_row_functions(&row);
    row_close(&row);
}
END_TEST

/* forward entier : tout X, tout lot prévu, contre un réseau 2–3–2. */
static void run_forward(Matrix *X, size_t N)
{
    Parameters p = parameters_create(2, 3, 2);
    Pass pass = pass_create(&p, N);
    forward(&pass, &p, X);
    pass_free(&pass);
    parameters_free(&p);
}

START_TEST(forward_refuses_wrong_shapes)
{
    Row row =
        row_open("prop:`forward` refuse tout lot qui n'est pas $N \\times "
                 "n_x$, en nommant sa forme",
                 "exact", 0);
    for (size_t rank = 0; rank < 27; rank++) {
        size_t rows = 1 + rank % 3, cols = 1 + rank / 3 % 3, N = 1 + rank / 9;
        Matrix X = matrix_create(rows, cols);
        Child child;
        IN_CHILD(child, run_forward(&X, N));
        bool right = cols == 2 && rows == N;
        row_true(
            &row,
            as_expected(&child, right, (Shape){ rows, cols }, (Shape){ 3, 2 }),
            "X %zu×%zu, N = %zu", rows, cols, N);
        matrix_free(&X);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims)
{
    row_claim("sur la demi-droite, des $\\tilde{h}$ sortent largement de "
              "$[-1 ; 1]$",
              result("ray.largest"), 2, INFINITY);
    row_claim("les neurones qui ne coupent pas la carte n'y font presque pas "
              "varier $\\tilde{y}_2 - \\tilde{y}_1$ : leur part",
              result("flat.range") / result("gap.range"), 0, 0.1);
    row_claim("du centre au bout de la demi-droite, la classe 2 perd presque "
              "toute sa probabilité",
              result("ray.inside") - result("ray.outside"), 0.8, 1);
    row_claim("le réseau entraîné classe bien plus de neuf points sur dix",
              result("trained.accuracy"), 0.9, 1);
    row_claim(
        "la droite du neurone le plus raide passe entre les deux cercles",
        result("steep.distance"), 1. / 3, 1);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 7");
    TCase *batch = tcase_create("le lot");
    tcase_add_test(batch, batch_is_examples_one_by_one);
    tcase_add_test(batch, printed_column_code);
    tcase_add_test(batch, transposed_product);
    tcase_add_test(batch, batch_entry_by_entry);
    tcase_add_test(batch, one_flat_block);
    suite_add_tcase(suite, batch);
    TCase *hand = tcase_create("à la main");
    tcase_add_test(hand, hand_hidden_layer);
    tcase_add_test(hand, hand_output_layer);
    tcase_add_test(hand, tanh_by_exponentials);
    suite_add_tcase(suite, hand);
    TCase *shapes = tcase_create("les formes");
    tcase_add_test(shapes, operations_refuse_wrong_shapes);
    tcase_add_test(shapes, forward_refuses_wrong_shapes);
    suite_add_tcase(suite, shapes);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
