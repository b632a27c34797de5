/* Chapitre 16 : ∇Wy et ∇by. */
#include <signal.h>

#include "../chapters/16-output-layer/formulas.h"
#include "../lib/activations.h"
#include "../lib/losses.h"
#include "../lib/problem.h"
#include "oracle.h"
#include "runner.h"

enum { NH = 5, NY = 7, DRAWS = 40 };

/* --- Un exemple ------------------------------------------------------------ */

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

typedef void WeightGradient(Matrix *, const Matrix *, const Matrix *);

static void check_weights(const char *label, WeightGradient *formula,
                          uint64_t seed)
{
    Random random = random_seeded(seed);
    Row row = row_open(label, "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        Matrix g = matrix_create(NY, 1), grad = matrix_create(NY, NH);
        numeric_gradient(&g, &e.by, example_loss, &e);
        formula(&grad, &g, &e.h);
        GradientCheck check = gradient_check(&e.Wy, &grad, example_loss, &e);
        row_gradient(&row, &check, "∇Wy ℓ");
        matrix_free(&g);
        matrix_free(&grad);
        example_free(&e);
    }
    row_close(&row);
}

START_TEST(chain_rule_by_entry)
{
    check_weights("eq:chain-Wy", output_weight_gradient_by_entry, 2);
}
END_TEST

START_TEST(outer_product)
{
    check_weights("eq:grad-Wy", output_weight_gradient, 3);
}
END_TEST

/* Le biais : ∇ỹ ℓ vient cette fois du pas complexe, pas de by. */
START_TEST(bias)
{
    Random random = random_seeded(4);
    Row row = row_open("eq:grad-by", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Example e = example_create(&random);
        Matrix g = matrix_create(1, NY), S = matrix_create(1, NY);
        Matrix y = matrix_view(e.y.data, 1, NY), grad = matrix_create(NY, 1);
        compute_logits(&e);
        Matrix y_tilde = matrix_view(e.y_tilde.data, 1, NY);
        oracle_grad_Y_tilde(&g, &S, &y_tilde, &y);
        Matrix column = matrix_view(g.data, NY, 1);
        output_bias_gradient(&grad, &column);
        GradientCheck check = gradient_check(&e.by, &grad, example_loss, &e);
        row_gradient(&row, &check, "∇by ℓ");
        matrix_free(&g);
        matrix_free(&S);
        matrix_free(&grad);
        example_free(&e);
    }
    row_close(&row);
}
END_TEST

/* --- Un lot ----------------------------------------------------------------- */

START_TEST(batch_finite_differences)
{
    Random random = random_seeded(5);
    Row weights =
        row_open("eq:grad-batch-Wy", "différences finies", GRADIENT_TOLERANCE);
    Row biases =
        row_open("eq:grad-batch-by", "différences finies", GRADIENT_TOLERANCE);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        GradientCheck check =
            gradient_check(&q.p.Wy, &q.grad.Wy, problem_loss, &q);
        row_gradient(&weights, &check, "∇Wy L");
        check = gradient_check(&q.p.by, &q.grad.by, problem_loss, &q);
        row_gradient(&biases, &check, "∇by L");
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

/* --- Ce que le compte-rendu écrit ------------------------------------------- */

START_TEST(product_without_transpose)
{
    Matrix grad_y_tilde = matrix_create(NY, 1), h = matrix_create(NH, 1);
    Matrix grad_Wy = matrix_create(NY, NH);
    matrix_multiply(&grad_Wy, &grad_y_tilde, &h);
}
END_TEST

/* --- Ce que le texte affirme ------------------------------------------------- */

START_TEST(claims)
{
    row_claim("un seul poids déplacé touche une composante par exemple",
              result("touched.moved"), result("N"), result("N"));
    row_claim("la somme faite à la main vaut N fois l'entrée de backward",
              result("entry.ratio") - result("N"), -1e-12, 1e-12);
    row_claim("la pire entrée tient dans la tolérance", result("worst.error"),
              0, result("tolerance"));
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 16");
    TCase *example = tcase_create("un exemple");
    tcase_add_test(example, one_weight_moves_one_logit);
    tcase_add_test(example, chain_rule_by_entry);
    tcase_add_test(example, outer_product);
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
