/* Chapitre 16 : ∇Wy et ∇by. */
#include <math.h>
#include <signal.h>

#include "../chapters/16-output-layer/formulas.h"
#include "../lib/activations.h"
#include "../lib/losses.h"
#include "../lib/problem.h"
#include "oracle.h"
#include "runner.h"

enum { NH = 5, NY = 7, DRAWS = 40 };

/* --- Un exemple ---------------------------------------------------------- */

/* ỹ = Wy h + by, une composante ỹᵢ ou la loss ; tout est une colonne. */
typedef struct {
    Matrix Wy, by, h, y, y_tilde;
    size_t i;
} Example;

static Example example_create(Random *random)
{
    Example e = {
        matrix_create(NY, NH), matrix_create(NY, 1), matrix_create(NH, 1),
        matrix_create(NY, 1),  matrix_create(NY, 1), 0,
    };
    matrix_random_normal(&e.Wy, 1.0, random);
    matrix_random_normal(&e.by, 1.0, random);
    matrix_random_uniform(&e.h, -1.0, 1.0, random);
    e.y.data[random_below(random, NY)] = 1.0;
    return e;
}

static void example_free(Example *e)
{
    matrix_free(&e->Wy);
    matrix_free(&e->by);
    matrix_free(&e->h);
    matrix_free(&e->y);
    matrix_free(&e->y_tilde);
}

static void compute_logits(Example *e)
{
    matrix_multiply(&e->y_tilde, &e->Wy, &e->h);
    matrix_add(&e->y_tilde, &e->y_tilde, &e->by);
}

static double one_logit(void *context)
{
    Example *e = context;
    compute_logits(e);
    return e->y_tilde.data[e->i];
}

static double example_loss(void *context)
{
    Example *e = context;
    compute_logits(e);
    return cross_entropy_example(e->y_tilde.data, e->y.data, NY);
}

START_TEST(one_weight_moves_one_logit)
{
    Random random = random_seeded(1);
    Row row = row_open("eq:partial-y-tilde", "différences finies",
                       GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        Matrix expected = matrix_create(NY, NH);
        for (e.i = 0; e.i < NY; e.i++) {
            matrix_fill(&expected, 0.0);
            for (size_t j = 0; j < NH; j++)
                AT(&expected, e.i, j) = e.h.data[j];
            GradientCheck check =
                gradient_check(&e.Wy, &expected, one_logit, &e);
            row_gradient(&row, &check, "∂ỹᵢ/∂Wy");
        }
        matrix_free(&expected);
        example_free(&e);
    }
    row_close(&row);
}
END_TEST

/* ∂ỹᵢ/∂θ, mesuré, où θ est *moved. */
static double logit_slope(Example *e, size_t i, double *moved)
{
    e->i = i;
    return richardson(one_logit, e, moved, GRADIENT_STEP, GRADIENT_LEVELS)
        .value;
}

/* Σᵢ ∂ℓ/∂ỹᵢ ∂ỹᵢ/∂θ pour chaque entrée θ de x ; g est ∂ℓ/∂ỹ. */
static void paths(Matrix *grad, Example *e, const Matrix *g, Matrix *x)
{
    for (size_t entry = 0; entry < matrix_size(x); entry++) {
        grad->data[entry] = 0;
        for (size_t i = 0; i < NY; i++)
            grad->data[entry] +=
                g->data[i] * logit_slope(e, i, &x->data[entry]);
    }
}

/* Σᵢ ∂ℓ/∂ỹᵢ δᵢₖ hⱼ ; h absent : hⱼ = 1. */
static void kronecker(Matrix *grad, const Matrix *g, const Matrix *h)
{
    for (size_t k = 0; k < grad->rows; k++)
        for (size_t j = 0; j < grad->cols; j++) {
            AT(grad, k, j) = 0;
            for (size_t i = 0; i < NY; i++)
                AT(grad, k, j) +=
                    g->data[i] * (i == k ? 1 : 0) * (h ? h->data[j] : 1);
        }
}

/* ŷ − y, par la définition de SoftMax. */
static Matrix error_of(Example *e)
{
    Matrix error = matrix_create(NY, 1);
    double sum = 0;
    compute_logits(e);
    for (size_t i = 0; i < NY; i++)
        sum += exp(e->y_tilde.data[i]);
    for (size_t i = 0; i < NY; i++)
        error.data[i] = exp(e->y_tilde.data[i]) / sum - e->y.data[i];
    return error;
}

/* ∇ỹ ℓ, par le pas complexe. */
static Matrix complex_grad_y_tilde(Example *e)
{
    Matrix g = matrix_create(1, NY), S = matrix_create(1, NY);
    compute_logits(e);
    Matrix y_tilde = matrix_view(e->y_tilde.data, 1, NY);
    Matrix y = matrix_view(e->y.data, 1, NY);
    oracle_grad_Y_tilde(&g, &S, &y_tilde, &y);
    matrix_free(&S);
    g.rows = NY;
    g.cols = 1;
    return g;
}

static void pour_weights(Row *row, Example *e, const Matrix *grad,
                         const char *name)
{
    GradientCheck check = gradient_check(&e->Wy, grad, example_loss, e);
    row_gradient(row, &check, name);
}

/* Chaque membre contre la dérivée mesurée de ℓ par rapport à Wy. */
START_TEST(output_weights)
{
    Random random = random_seeded(2);
    Row chain =
        row_open("eq:chain-Wy", "différences finies", GRADIENT_TOLERANCE);
    Row row = row_open("eq:grad-Wy", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        Matrix g = complex_grad_y_tilde(&e), error = error_of(&e);
        Matrix grad = matrix_create(NY, NH);
        paths(&grad, &e, &g, &e.Wy);
        pour_weights(&chain, &e, &grad, "Σᵢ ∂ℓ/∂ỹᵢ ∂ỹᵢ/∂Wy");
        kronecker(&grad, &g, &e.h);
        pour_weights(&chain, &e, &grad, "Σᵢ ∂ℓ/∂ỹᵢ δᵢₖ hⱼ");
        output_weight_gradient_by_entry(&grad, &g, &e.h);
        pour_weights(&chain, &e, &grad, "∂ℓ/∂ỹₖ hⱼ");
        output_weight_gradient(&grad, &g, &e.h);
        pour_weights(&row, &e, &grad, "∇ỹ ℓ hᵀ");
        output_weight_gradient(&grad, &error, &e.h);
        pour_weights(&row, &e, &grad, "(ŷ − y) hᵀ");
        matrix_free(&g);
        matrix_free(&error);
        matrix_free(&grad);
        example_free(&e);
    }
    rows_close(&chain, &row);
}
END_TEST

static void pour_bias(Row *row, Example *e, const Matrix *grad,
                      const char *name)
{
    GradientCheck check = gradient_check(&e->by, grad, example_loss, e);
    row_gradient(row, &check, name);
}

START_TEST(bias)
{
    Random random = random_seeded(4);
    Row chain =
        row_open("eq:chain-by", "différences finies", GRADIENT_TOLERANCE);
    Row row = row_open("eq:grad-by", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        Matrix g = complex_grad_y_tilde(&e), error = error_of(&e);
        Matrix grad = matrix_create(NY, 1);
        paths(&grad, &e, &g, &e.by);
        pour_bias(&chain, &e, &grad, "Σᵢ ∂ℓ/∂ỹᵢ ∂ỹᵢ/∂by");
        kronecker(&grad, &g, NULL);
        pour_bias(&chain, &e, &grad, "Σᵢ ∂ℓ/∂ỹᵢ δᵢₖ");
        pour_bias(&chain, &e, &g, "∂ℓ/∂ỹₖ");
        output_bias_gradient(&grad, &g);
        pour_bias(&row, &e, &grad, "∇ỹ ℓ");
        pour_bias(&row, &e, &error, "ŷ − y");
        matrix_free(&g);
        matrix_free(&error);
        matrix_free(&grad);
        example_free(&e);
    }
    rows_close(&chain, &row);
}
END_TEST

/* --- Un lot -------------------------------------------------------------- */

/* (1/N) (Ŷ − Y)ᵀ A, en boucles ; A absent : la colonne de uns. */
static Matrix error_product(const Problem *q, const Matrix *A)
{
    Matrix grad = matrix_create(q->p.ny, A ? A->cols : 1);
    size_t N = q->data.Y.rows;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < grad.rows; k++)
            for (size_t j = 0; j < grad.cols; j++)
                AT(&grad, k, j) +=
                    (AT(&q->pass.Y_hat, n, k) - AT(&q->data.Y, n, k)) *
                    (A ? AT(A, n, j) : 1) / (double)N;
    return grad;
}

START_TEST(batch_finite_differences)
{
    Random random = random_seeded(5);
    Row weights =
        row_open("eq:grad-batch-Wy", "différences finies", GRADIENT_TOLERANCE);
    Row biases =
        row_open("eq:grad-batch-by", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        Matrix Wy = error_product(&q, &q.pass.H), by = error_product(&q, NULL);
        GradientCheck check =
            gradient_check(&q.p.Wy, &q.grad.Wy, problem_loss, &q);
        row_gradient(&weights, &check, "∇Wy L");
        check = gradient_check(&q.p.by, &q.grad.by, problem_loss, &q);
        row_gradient(&biases, &check, "∇by L");
        check = gradient_check(&q.p.Wy, &Wy, problem_loss, &q);
        row_gradient(&weights, &check, "(1/N) (Ŷ − Y)ᵀ H");
        check = gradient_check(&q.p.by, &by, problem_loss, &q);
        row_gradient(&biases, &check, "(1/N) (Ŷ − Y)ᵀ 1");
        matrix_free(&Wy);
        matrix_free(&by);
        problem_free(&q);
    }
    rows_close(&weights, &biases);
}
END_TEST

START_TEST(batch_complex_step)
{
    Random random = random_seeded(6);
    Row weights = oracle_row_open("eq:grad-batch-Wy");
    Row biases = oracle_row_open("eq:grad-batch-by");
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        OracleCheck check = oracle_check(&q.p, &q.data.X, &q.data.Y, &q.grad);
        oracle_row_tensor(&weights, &check.Wy, "∇Wy L");
        oracle_row_tensor(&biases, &check.by, "∇by L");
        problem_free(&q);
    }
    rows_close(&weights, &biases);
}
END_TEST

/* (1/N) Σₙ ∇ỹₙ ℓ hₙᵀ, où ∇ỹₙ ℓ vient du pas complexe, exemple par exemple,
 * contre le seul produit du lot. */
static void add_example(Matrix *sum, const Problem *q, size_t n)
{
    Matrix g = matrix_create(1, q->p.ny), S = matrix_create(1, q->p.ny);
    Matrix one = matrix_create(q->p.ny, q->p.nh);
    Matrix y_tilde = matrix_rows(&q->pass.Y_tilde, n, 1);
    Matrix y = matrix_rows(&q->data.Y, n, 1);
    oracle_grad_Y_tilde(&g, &S, &y_tilde, &y);
    Matrix column = matrix_view(g.data, q->p.ny, 1);
    Matrix h = matrix_view(&AT(&q->pass.H, n, 0), q->p.nh, 1);
    output_weight_gradient(&one, &column, &h);
    matrix_add_scaled(sum, 1.0 / (double)q->data.X.rows, &one);
    matrix_free(&g);
    matrix_free(&S);
    matrix_free(&one);
}

START_TEST(sum_of_outer_products)
{
    Random random = random_seeded(7);
    Row row = row_open("eq:sum-of-outer-products", "égalité", 1e-13);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        Matrix sum = matrix_create(q.p.ny, q.p.nh);
        for (size_t n = 0; n < q.data.X.rows; n++)
            add_example(&sum, &q, n);
        row_gap(&row,
                matrix_max_difference(&sum, &q.grad.Wy) / matrix_max_abs(&sum),
                "tirage %zu, N = %zu", draw, q.data.X.rows);
        matrix_free(&sum);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le compte-rendu écrit ---------------------------------------- */

START_TEST(product_without_transpose)
{
    Matrix grad_y_tilde = matrix_create(NY, 1), h = matrix_create(NH, 1);
    Matrix grad_Wy = matrix_create(NY, NH);
    matrix_multiply(&grad_Wy, &grad_y_tilde, &h);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims)
{
    row_claim("un seul poids déplacé touche une composante par exemple",
              result("touched.moved"), result("N"), result("N"));
    row_claim("et ne touche aucune autre colonne",
              result("check.touched.elsewhere"), 0, 0);
    row_claim("la somme faite à la main vaut $N$ fois l'entrée de backward : "
              "écart",
              fabs(result("entry.ratio") / result("N") - 1), 0, 1e-13);
    row_claim("le pire écart relatif est de l'ordre de l'arrondi",
              result("worst.error"), 0, 1e-10);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 16");
    TCase *example = tcase_create("un exemple");
    tcase_add_test(example, one_weight_moves_one_logit);
    tcase_add_test(example, output_weights);
    tcase_add_test(example, bias);
    suite_add_tcase(suite, example);
    TCase *batch = tcase_create("un lot");
    tcase_add_test(batch, batch_finite_differences);
    tcase_add_test(batch, batch_complex_step);
    tcase_add_test(batch, sum_of_outer_products);
    suite_add_tcase(suite, batch);
    TCase *text = tcase_create("le texte");
    tcase_add_test_raise_signal(text, product_without_transpose, SIGABRT);
    tcase_add_test(text, claims);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
