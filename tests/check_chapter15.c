/* Chapitre 15 : le gradient aux logits. */
#include <float.h>
#include <math.h>

#include "../chapters/15-logits/formulas.h"
#include "../lib/activations.h"
#include "../lib/losses.h"
#include "../lib/problem.h"
#include "oracle.h"
#include "runner.h"

enum { MAX_NY = 9, DRAWS = 1000, FEW = 100 };

/* --- Un exemple ---------------------------------------------------------- */

/* Des colonnes ny×1 ; k est la composante que l'on regarde. */
typedef struct {
    size_t ny, k;
    Matrix y_tilde, y_hat, y, grad;
} Example;

/* BOTH : tantôt one-hot, tantôt quelconque dans le simplexe. */
typedef enum { ONE_HOT, SIMPLEX, BOTH, ANY } Targets;

static void draw_targets(Matrix *y, Targets targets, Random *random)
{
    double sum = 0;
    if (targets == BOTH)
        targets = random_below(random, 2) ? ONE_HOT : SIMPLEX;
    if (targets == ONE_HOT) {
        y->data[random_below(random, y->rows)] = 1;
        return;
    }
    for (size_t i = 0; i < y->rows; i++)
        sum += y->data[i] = -log1p(-random_uniform(random));
    if (targets == SIMPLEX)
        matrix_scale(y, 1 / sum, y);
}

/* ŷ = SoftMax(ỹ), par lib, qui veut des lignes. */
static void fill_y_hat(Example *e)
{
    Matrix Y_tilde = matrix_view(e->y_tilde.data, 1, e->ny);
    Matrix Y_hat = matrix_view(e->y_hat.data, 1, e->ny);
    softmax(&Y_hat, &Y_tilde);
}

static Example example_draw(Targets targets, Random *random)
{
    size_t ny = 2 + random_below(random, MAX_NY - 1);
    Example e = {
        ny,
        0,
        matrix_create(ny, 1),
        matrix_create(ny, 1),
        matrix_create(ny, 1),
        matrix_create(ny, 1),
    };
    matrix_random_normal(&e.y_tilde, 1.5, random);
    draw_targets(&e.y, targets, random);
    fill_y_hat(&e);
    return e;
}

static void example_free(Example *e)
{
    matrix_free(&e->y_tilde);
    matrix_free(&e->y_hat);
    matrix_free(&e->y);
    matrix_free(&e->grad);
}

/* --- Ce que l'on dérive, écrit sans lib ---------------------------------- */

static double linear_part(void *context)
{
    Example *e = context;
    double sum = 0;
    for (size_t i = 0; i < e->ny; i++)
        sum += e->y.data[i] * e->y_tilde.data[i];
    return sum;
}

static double sum_of_exponentials(void *context)
{
    Example *e = context;
    double sum = 0;
    for (size_t j = 0; j < e->ny; j++)
        sum += exp(e->y_tilde.data[j]);
    return sum;
}

static double log_of_sum(void *context)
{
    return log(sum_of_exponentials(context));
}

/* ℓ(ŷ) = −Σᵢ yᵢ log ŷᵢ, où l'on déplace ŷ. */
static double loss_of_y_hat(void *context)
{
    Example *e = context;
    double loss = 0;
    for (size_t i = 0; i < e->ny; i++)
        loss -= e->y.data[i] * log(e->y_hat.data[i]);
    return loss;
}

/* ℓ(ỹ) par sa définition : −Σᵢ yᵢ log(e^(ỹᵢ) / Σⱼ e^(ỹⱼ)). */
static double loss_of_y_tilde(void *context)
{
    Example *e = context;
    double sum = sum_of_exponentials(e), loss = 0;
    for (size_t i = 0; i < e->ny; i++)
        loss -= e->y.data[i] * log(exp(e->y_tilde.data[i]) / sum);
    return loss;
}

/* La dérivée mesurée de f par rapport à *moved. */
static double slope(ScalarFunction f, Example *e, double *moved, double step)
{
    return richardson(f, e, moved, step, GRADIENT_LEVELS).value;
}

/* --- Les membres des équations ------------------------------------------- */

/* Remplit e->grad. */
typedef void Formula(Example *e);

static void target(Example *e)
{
    matrix_copy(&e->grad, &e->y);
}

/* Σᵢ yᵢ δᵢₖ. */
static void kronecker(Example *e)
{
    for (size_t k = 0; k < e->ny; k++) {
        e->grad.data[k] = 0;
        for (size_t i = 0; i < e->ny; i++)
            e->grad.data[k] += e->y.data[i] * (i == k ? 1 : 0);
    }
}

static void exponential(Example *e)
{
    matrix_map(&e->grad, exp, &e->y_tilde);
}

/* Σⱼ e^(ỹⱼ) δⱼₖ. */
static void kronecker_exponential(Example *e)
{
    for (size_t k = 0; k < e->ny; k++) {
        e->grad.data[k] = 0;
        for (size_t j = 0; j < e->ny; j++)
            e->grad.data[k] += exp(e->y_tilde.data[j]) * (j == k ? 1 : 0);
    }
}

/* (1 / Σⱼ e^(ỹⱼ)) ∂/∂ỹₖ Σⱼ e^(ỹⱼ), la dérivée étant mesurée. */
static void quotient_measured(Example *e)
{
    double sum = sum_of_exponentials(e);
    for (size_t k = 0; k < e->ny; k++)
        e->grad.data[k] =
            slope(sum_of_exponentials, e, &e->y_tilde.data[k], GRADIENT_STEP) /
            sum;
}

static void quotient(Example *e)
{
    double sum = sum_of_exponentials(e);
    for (size_t k = 0; k < e->ny; k++)
        e->grad.data[k] = exp(e->y_tilde.data[k]) / sum;
}

static void y_hat_of_lib(Example *e)
{
    matrix_copy(&e->grad, &e->y_hat);
}

/* −∂/∂ỹₖ Σᵢ yᵢ ỹᵢ + ∂/∂ỹₖ log Σⱼ e^(ỹⱼ), les deux dérivées étant mesurées. */
static void two_slopes(Example *e)
{
    for (size_t k = 0; k < e->ny; k++) {
        double *moved = &e->y_tilde.data[k];
        e->grad.data[k] = -slope(linear_part, e, moved, GRADIENT_STEP) +
                          slope(log_of_sum, e, moved, GRADIENT_STEP);
    }
}

static void gap_by_component(Example *e)
{
    for (size_t k = 0; k < e->ny; k++)
        e->grad.data[k] = -e->y.data[k] + e->y_hat.data[k];
}

static void gap(Example *e)
{
    logit_gradient(&e->grad, &e->y_hat, &e->y);
}

static void minus_ratio(Example *e)
{
    for (size_t i = 0; i < e->ny; i++)
        e->grad.data[i] = -e->y.data[i] / e->y_hat.data[i];
}

/* ŷᵢ = e^(ỹᵢ) / Σⱼ e^(ỹⱼ), où i est e->k. */
static double one_probability(void *context)
{
    Example *e = context;
    return exp(e->y_tilde.data[e->k]) / sum_of_exponentials(e);
}

/* Σᵢ (∂ℓ/∂ŷᵢ) (∂ŷᵢ/∂ỹₖ), toutes les dérivées étant mesurées. */
static void paths_measured(Example *e)
{
    matrix_fill(&e->grad, 0);
    for (e->k = 0; e->k < e->ny; e->k++) {
        double *y_hat = &e->y_hat.data[e->k];
        double u = slope(loss_of_y_hat, e, y_hat, *y_hat / 64);
        for (size_t k = 0; k < e->ny; k++)
            e->grad.data[k] += u * slope(one_probability, e,
                                         &e->y_tilde.data[k], GRADIENT_STEP);
    }
}

/* −Σᵢ (yᵢ / ŷᵢ) ŷᵢ (δᵢₖ − ŷₖ). */
static void paths(Example *e)
{
    for (size_t k = 0; k < e->ny; k++) {
        e->grad.data[k] = 0;
        for (size_t i = 0; i < e->ny; i++)
            e->grad.data[k] -= e->y.data[i] / e->y_hat.data[i] *
                               e->y_hat.data[i] *
                               ((i == k ? 1 : 0) - e->y_hat.data[k]);
    }
}

/* −Σᵢ yᵢ δᵢₖ + Σᵢ yᵢ ŷₖ. */
static void two_sums(Example *e)
{
    for (size_t k = 0; k < e->ny; k++) {
        e->grad.data[k] = 0;
        for (size_t i = 0; i < e->ny; i++)
            e->grad.data[k] += e->y.data[i] * (e->y_hat.data[k] - (i == k));
    }
}

/* −yₖ + ŷₖ Σᵢ yᵢ. */
static void any_sum(Example *e)
{
    double sum = 0;
    for (size_t i = 0; i < e->ny; i++)
        sum += e->y.data[i];
    for (size_t k = 0; k < e->ny; k++)
        e->grad.data[k] = -e->y.data[k] + e->y_hat.data[k] * sum;
}

static void by_jacobian(Example *e)
{
    logit_gradient_by_jacobian(&e->grad, &e->y_hat, &e->y);
}

/* ŷ ⊙ ∇ŷ ℓ − ŷ (ŷᵀ ∇ŷ ℓ). */
static void two_products(Example *e)
{
    Matrix u = matrix_create(e->ny, 1);
    for (size_t i = 0; i < e->ny; i++)
        u.data[i] = -e->y.data[i] / e->y_hat.data[i];
    double dot = matrix_dot(&e->y_hat, &u);
    for (size_t k = 0; k < e->ny; k++)
        e->grad.data[k] =
            e->y_hat.data[k] * u.data[k] - e->y_hat.data[k] * dot;
    matrix_free(&u);
}

/* --- Chaque « = » -------------------------------------------------------- */

/* Chaque formule contre la dérivée de f par rapport à ỹ. */
static void check_formulas(const char *label, Targets targets,
                           ScalarFunction f, int draws,
                           Formula *const *formulas)
{
    Random random = random_seeded((uint64_t)label[3]);
    Row row = row_open(label, "différences finies", GRADIENT_TOLERANCE);
    for (int d = 0; d < draws; d++) {
        Example e = example_draw(targets, &random);
        for (size_t m = 0; formulas[m]; m++) {
            formulas[m](&e);
            GradientCheck check = gradient_check(&e.y_tilde, &e.grad, f, &e);
            row_gradient(&row, &check, "∂/∂ỹ");
        }
        example_free(&e);
    }
    row_close(&row);
}

#define CHAIN(...) ((Formula *const[]){ __VA_ARGS__, NULL })

START_TEST(linear_term)
{
    check_formulas("eq:partial-linear", ANY, linear_part, FEW,
                   CHAIN(kronecker, target));
}
END_TEST

START_TEST(exponential_term)
{
    check_formulas("eq:partial-exponentials", ANY, sum_of_exponentials, FEW,
                   CHAIN(kronecker_exponential, exponential));
}
END_TEST

START_TEST(logarithm_term)
{
    check_formulas("eq:partial-log-sum-exp", ANY, log_of_sum, FEW,
                   CHAIN(quotient_measured, quotient, y_hat_of_lib));
}
END_TEST

START_TEST(component)
{
    check_formulas("eq:partial-loss", BOTH, loss_of_y_tilde, FEW,
                   CHAIN(two_slopes, gap_by_component));
}
END_TEST

START_TEST(logits)
{
    check_formulas("eq:grad-y-tilde", BOTH, loss_of_y_tilde, DRAWS,
                   CHAIN(gap));
}
END_TEST

START_TEST(chain_by_component)
{
    check_formulas("eq:chain-y-tilde", ANY, loss_of_y_tilde, FEW,
                   CHAIN(paths_measured, paths));
}
END_TEST

START_TEST(any_target)
{
    check_formulas("eq:grad-any-sum", ANY, loss_of_y_tilde, FEW,
                   CHAIN(paths, two_sums, any_sum));
}
END_TEST

START_TEST(jacobian)
{
    check_formulas("eq:grad-by-jacobian", BOTH, loss_of_y_tilde, DRAWS,
                   CHAIN(by_jacobian, two_products, gap));
}
END_TEST

/* Ici, c'est ŷ que l'on déplace, d'une fraction de sa valeur. */
START_TEST(slope_at_the_prediction)
{
    Random random = random_seeded(20);
    Row row =
        row_open("eq:grad-y-hat", "différences finies", GRADIENT_TOLERANCE);
    for (int d = 0; d < FEW; d++) {
        Example e = example_draw(ANY, &random);
        minus_ratio(&e);
        for (size_t i = 0; i < e.ny; i++) {
            double *moved = &e.y_hat.data[i], a = e.grad.data[i];
            double n = slope(loss_of_y_hat, &e, moved, *moved / 64);
            row_gap(&row, fabs(a - n) / matrix_max_abs(&e.grad),
                    "−y/ŷ = %.6g, mesuré %.6g", a, n);
        }
        example_free(&e);
    }
    row_close(&row);
}
END_TEST

/* Le second témoin : il ne partage rien avec lib. */
static void check_complex_step(const char *label, Formula *const *formulas)
{
    Random random = random_seeded(21);
    Row row = oracle_row_open(label);
    for (int d = 0; d < DRAWS; d++) {
        Example e = example_draw(d % 2 ? ONE_HOT : SIMPLEX, &random);
        Matrix n = matrix_create(1, e.ny), S = matrix_create(1, e.ny);
        Matrix Y_tilde = matrix_view(e.y_tilde.data, 1, e.ny);
        Matrix Y = matrix_view(e.y.data, 1, e.ny);
        Matrix line = matrix_view(e.grad.data, 1, e.ny);
        oracle_grad_Y_tilde(&n, &S, &Y_tilde, &Y);
        for (size_t m = 0; formulas[m]; m++) {
            formulas[m](&e);
            GradientCheck check = oracle_compare(&line, &n, &S);
            oracle_row_tensor(&row, &check,
                              m == 0 ? "la formule"
                                     : "le pas complexe du chapitre");
        }
        matrix_free(&n);
        matrix_free(&S);
        example_free(&e);
    }
    row_close(&row);
}

/* Le pas complexe dont le chapitre trace l'histogramme. */
static void by_chapter_step(Example *e)
{
    logit_gradient_by_complex_step(&e->grad, &e->y_tilde, &e->y);
}

START_TEST(logits_complex_step)
{
    check_complex_step("eq:grad-y-tilde", CHAIN(gap, by_chapter_step));
}
END_TEST

START_TEST(jacobian_complex_step)
{
    check_complex_step("eq:grad-by-jacobian", CHAIN(by_jacobian));
}
END_TEST

/* --- Ce que dit ŷ − y ---------------------------------------------------- */

START_TEST(properties)
{
    Random random = random_seeded(22);
    Row sum = row_open("prop:$\\sum_k (\\nabla_{\\tilde{y}} \\ell)_k = 0$",
                       "égalité", 1e-14);
    Row norm = row_open("prop:$\\|\\nabla_{\\tilde{y}} \\ell\\| \\leq "
                        "\\sqrt{2}$",
                        "cas par cas", 0);
    Row size = row_open("prop:aucune composante de $\\nabla_{\\tilde{y}} "
                        "\\ell$ ne dépasse 1 en valeur absolue",
                        "cas par cas", 0);
    Row sign = row_open("prop:$y$ one-hot : négatif pour la classe juste, "
                        "positif pour les autres",
                        "cas par cas", 0);
    Row wrong = row_open("prop:$y$ one-hot, réponse fausse : la classe juste "
                         "est poussée d'au moins $1/2$",
                         "cas par cas", 0);
    for (int d = 0; d < DRAWS; d++) {
        Example e = example_draw(d % 2 ? ONE_HOT : SIMPLEX, &random);
        double total = 0;
        Matrix answer = matrix_view(e.y_hat.data, 1, e.ny);
        Matrix right = matrix_view(e.y.data, 1, e.ny);
        size_t c = matrix_argmax_row(&right, 0);
        gap(&e);
        if (d % 2 && matrix_argmax_row(&answer, 0) != c)
            row_true(&wrong, e.grad.data[c] <= -0.5, "tirage %d", d);
        for (size_t k = 0; k < e.ny; k++) {
            total += e.grad.data[k];
            bool rises = e.grad.data[k] < 0;
            if (d % 2)
                row_true(&sign, rises == (e.y.data[k] > 0), "tirage %d", d);
        }
        row_true(&size, matrix_max_abs(&e.grad) <= 1, "tirage %d", d);
        row_gap(&sum, fabs(total), "tirage %d", d);
        row_true(&norm, matrix_dot(&e.grad, &e.grad) <= 2, "tirage %d", d);
        example_free(&e);
    }
    rows_close(&sum, &norm, &size, &sign, &wrong);
}
END_TEST

/* ŷₖ après un pas η le long de −∇ỹ ℓ ; le pas est la variable. */
typedef struct {
    Example *e;
    double eta;
} Step;

static double probability_after(void *context)
{
    Step *step = context;
    Example *e = step->e;
    double sum = 0, own = 0;
    for (size_t j = 0; j < e->ny; j++) {
        double value = exp(e->y_tilde.data[j] -
                           step->eta * (e->y_hat.data[j] - e->y.data[j]));
        sum += value;
        if (j == e->k)
            own = value;
    }
    return own / sum;
}

START_TEST(motion_on_the_simplex)
{
    Random random = random_seeded(23);
    Row row = row_open("eq:simplex-motion", "différences finies",
                       GRADIENT_TOLERANCE);
    for (int d = 0; d < FEW; d++) {
        Example e = example_draw(SIMPLEX, &random);
        simplex_motion(&e.grad, &e.y_hat, &e.y);
        double scale = matrix_max_abs(&e.grad);
        for (e.k = 0; e.k < e.ny; e.k++) {
            Step step = { &e, 0 };
            double n = richardson(probability_after, &step, &step.eta,
                                  GRADIENT_STEP, GRADIENT_LEVELS)
                           .value;
            row_gap(&row, fabs(e.grad.data[e.k] - n) / scale,
                    "tirage %d, composante %zu", d, e.k + 1);
        }
        example_free(&e);
    }
    row_close(&row);
}
END_TEST

/* --- Un lot -------------------------------------------------------------- */

typedef struct {
    Matrix Y_tilde, Y_hat, Y, grad;
} Batch;

static Batch batch_draw(Random *random)
{
    size_t N = 2 + random_below(random, 12), ny = 2 + random_below(random, 7);
    Batch b = { matrix_create(N, ny), matrix_create(N, ny),
                matrix_create(N, ny), matrix_create(N, ny) };
    matrix_random_normal(&b.Y_tilde, 1.5, random);
    for (size_t n = 0; n < N; n++)
        AT(&b.Y, n, random_below(random, ny)) = 1;
    softmax(&b.Y_hat, &b.Y_tilde);
    cross_entropy_gradient(&b.grad, &b.Y_hat, &b.Y);
    return b;
}

static void batch_free(Batch *b)
{
    matrix_free(&b->Y_tilde);
    matrix_free(&b->Y_hat);
    matrix_free(&b->Y);
    matrix_free(&b->grad);
}

static double batch_loss(void *context)
{
    Batch *b = context;
    return cross_entropy(&b->Y_tilde, &b->Y);
}

/* Σₘ ℓₘ, chaque exemple par sa définition. */
static double sum_of_losses(void *context)
{
    Batch *b = context;
    size_t ny = b->Y.cols;
    double total = 0;
    for (size_t m = 0; m < b->Y.rows; m++) {
        Example e = { .ny = ny,
                      .y_tilde = matrix_view(&AT(&b->Y_tilde, m, 0), ny, 1),
                      .y = matrix_view(&AT(&b->Y, m, 0), ny, 1) };
        total += loss_of_y_tilde(&e);
    }
    return total;
}

/* (1/N) Σₘ ∂ℓₘ/∂Ỹₙₖ, la dérivée étant mesurée. */
static void all_examples(Matrix *grad, Batch *b)
{
    numeric_gradient(grad, &b->Y_tilde, sum_of_losses, b);
    matrix_scale(grad, 1 / (double)b->Y.rows, grad);
}

/* (1/N) ∂ℓₙ/∂Ỹₙₖ, où ℓₙ, exemple isolé, est dérivée par le pas complexe. */
static void one_by_one(Matrix *grad, const Batch *b)
{
    double N = (double)b->Y.rows;
    Matrix S = matrix_create(1, b->Y.cols);
    for (size_t n = 0; n < b->Y.rows; n++) {
        Matrix y_tilde = matrix_rows(&b->Y_tilde, n, 1);
        Matrix y = matrix_rows(&b->Y, n, 1), line = matrix_rows(grad, n, 1);
        oracle_grad_Y_tilde(&line, &S, &y_tilde, &y);
        matrix_scale(&line, 1 / N, &line);
    }
    matrix_free(&S);
}

START_TEST(batch_finite_differences)
{
    Random random = random_seeded(24);
    Row entry =
        row_open("eq:partial-mean", "différences finies", GRADIENT_TOLERANCE);
    Row batch = row_open("eq:grad-batch-Y-tilde", "différences finies",
                         GRADIENT_TOLERANCE);
    for (int d = 0; d < FEW; d++) {
        Batch b = batch_draw(&random);
        Matrix apart = matrix_clone(&b.grad);
        GradientCheck check =
            gradient_check(&b.Y_tilde, &b.grad, batch_loss, &b);
        row_gradient(&batch, &check, "∇Ỹ L");
        one_by_one(&apart, &b);
        check = gradient_check(&b.Y_tilde, &apart, batch_loss, &b);
        row_gradient(&entry, &check, "∂L/∂Ỹ");
        all_examples(&apart, &b);
        check = gradient_check(&b.Y_tilde, &apart, batch_loss, &b);
        row_gradient(&entry, &check, "(1/N) Σₘ ∂ℓₘ/∂Ỹ");
        matrix_free(&apart);
        batch_free(&b);
    }
    rows_close(&entry, &batch);
}
END_TEST

START_TEST(batch_complex_step)
{
    Random random = random_seeded(25);
    Row row = oracle_row_open("eq:grad-batch-Y-tilde");
    for (int d = 0; d < FEW; d++) {
        Batch b = batch_draw(&random);
        Matrix n = matrix_clone(&b.grad), S = matrix_clone(&b.grad);
        oracle_grad_Y_tilde(&n, &S, &b.Y_tilde, &b.Y);
        GradientCheck check = oracle_compare(&b.grad, &n, &S);
        oracle_row_tensor(&row, &check, "∇Ỹ L");
        matrix_free(&n);
        matrix_free(&S);
        batch_free(&b);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims)
{
    double central = result("central.median");
    double richardson = result("richardson.median");
    double complex_step = result("complex.median");
    row_claim("écarts médians : chaque méthode gagne au moins un ordre de "
              "grandeur sur la précédente",
              fmin(central / richardson, richardson / complex_step), 10,
              INFINITY);
    row_claim("celui du pas complexe est de l'ordre de l'arrondi",
              complex_step, 0, 4 * DBL_EPSILON);
    row_claim("le pire écart relatif de Richardson tient dans la tolérance",
              result("richardson.worst"), 0, GRADIENT_TOLERANCE);
    row_claim("celui du pas complexe est atteint sur un gradient tout petit",
              result("complex.worst_gradient"), 0, 0.02);
    row_claim("son pire écart absolu est de l'ordre de l'arrondi",
              result("complex.absolute"), 0, 8 * DBL_EPSILON);
    row_claim("sur le triangle, la classe juste monte partout : points où "
              "elle ne monte pas",
              result("check.triangle.right_falls"), 0, 0);
    row_claim("là où une classe fausse monte, l'autre est en tête : part de "
              "ces points",
              result("check.triangle.led") / result("triangle.rising"), 1, 1);
    row_claim("près du sommet faux, la poussée est presque la plus forte : "
              "rapport à $\\sqrt{2}$",
              result("slow.push") / sqrt(2), 0.95, 1);
    row_claim("et la vitesse est au plus un cinquième de celle du centre",
              result("slow.speed") / result("centre.speed"), 0, 0.2);
    row_claim("le chemin de la jacobienne cède pour un $t$ entre 372 et 373, "
              "où $\\hat{y} - y$ reste fini",
              result("check.simple_is_finite") == 1 ? result("jacobian.limit")
                                                    : NAN,
              372, 373);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 15");
    TCase *example = tcase_create("un exemple");
    tcase_add_test(example, linear_term);
    tcase_add_test(example, exponential_term);
    tcase_add_test(example, logarithm_term);
    tcase_add_test(example, component);
    tcase_add_test(example, logits);
    tcase_add_test(example, logits_complex_step);
    tcase_add_test(example, slope_at_the_prediction);
    tcase_add_test(example, chain_by_component);
    tcase_add_test(example, any_target);
    tcase_add_test(example, jacobian);
    tcase_add_test(example, jacobian_complex_step);
    tcase_add_test(example, properties);
    tcase_add_test(example, motion_on_the_simplex);
    suite_add_tcase(suite, example);
    TCase *batch = tcase_create("un lot");
    tcase_add_test(batch, batch_finite_differences);
    tcase_add_test(batch, batch_complex_step);
    suite_add_tcase(suite, batch);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
