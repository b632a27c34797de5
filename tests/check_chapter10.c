/* Chapitre 10 : le gradient d'un lot, sa moyenne et sa variance sur tous les
 * tirages, et ce que dit la course des trois descentes. */
#include <math.h>
#include <stdlib.h>

#include "../chapters/10-gradient-descents/formulas.h"
#include "../lib/course.h"
#include "../lib/problem.h"
#include "oracle.h"

enum { DRAWS = 40 };

static double norm(const Matrix *v)
{
    return sqrt(matrix_dot(v, v));
}

/* ‖a − b‖ / ‖b‖. */
static double distance(const Matrix *a, const Matrix *b)
{
    Matrix difference = matrix_clone(a);
    matrix_subtract(&difference, a, b);
    double gap = norm(&difference) / norm(b);
    matrix_free(&difference);
    return gap;
}

/* --- Un gradient par exemple --------------------------------------------- */

START_TEST(one_row_per_example)
{
    Random random = random_seeded(1001);
    Row row = oracle_row_open("prop:chaque ligne est le gradient du seul "
                              "exemple qui lui correspond");
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        size_t N = q.data.X.rows;
        Matrix gradients = matrix_create(N, q.p.theta.rows);
        example_gradients(&gradients, &q.p, &q.data);
        size_t n = random_below(&random, N);
        Dataset one = dataset_slice(&q.data, n, 1);
        Matrix line = matrix_rows(&gradients, n, 1);
        matrix_transpose(&q.grad.theta, &line);
        OracleCheck check = oracle_check(&q.p, &one.X, &one.Y, &q.grad);
        oracle_row(&row, &check);
        matrix_free(&gradients);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

START_TEST(mean_is_full_gradient)
{
    Random random = random_seeded(1002);
    Row row = row_open("eq:gd-network", "égalité", 1e-13);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        Matrix gradients = matrix_create(q.data.X.rows, q.p.theta.rows);
        Matrix mean = matrix_clone(&q.grad.theta);
        example_gradients(&gradients, &q.p, &q.data);
        full_mean(&mean, &gradients);
        row_gap(&row, distance(&mean, &q.grad.theta), "N = %zu",
                q.data.X.rows);
        matrix_free(&gradients);
        matrix_free(&mean);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* La moyenne des gradients des lots consécutifs de taille B, chacun par
 * backward ; pondérée par les tailles, ou non. */
static void mean_of_batches(Matrix *mean, const Problem *q, size_t B,
                            bool weighted)
{
    size_t N = q->data.X.rows, lots = (N + B - 1) / B;
    Parameters grad = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    Pass pass = pass_create(&q->p, B);
    matrix_fill(mean, 0.0);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        Dataset lot = dataset_slice(&q->data, first, count);
        pass_resize(&pass, count);
        forward(&pass, &q->p, &lot.X);
        backward(&grad, &pass, &q->p, &lot.X, &lot.Y);
        double weight =
            weighted ? (double)count / (double)N : 1 / (double)lots;
        matrix_add_scaled(mean, weight, &grad.theta);
    }
    parameters_free(&grad);
    pass_free(&pass);
}

START_TEST(batches_of_an_epoch)
{
    Random random = random_seeded(1003);
    Row row = row_open("eq:gd-weighted", "égalité", 1e-13);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        Matrix mean = matrix_clone(&q.grad.theta);
        for (size_t B = 1; B <= 11; B++) {
            mean_of_batches(&mean, &q, B, true);
            row_gap(&row, distance(&mean, &q.grad.theta), "lots de %zu", B);
        }
        /* Sans les poids, le dernier lot, de 3, compte trop. */
        mean_of_batches(&mean, &q, 4, false);
        ck_assert_double_gt(distance(&mean, &q.grad.theta), 1e-4);
        matrix_free(&mean);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* --- Tous les tirages ---------------------------------------------------- */

enum { FEW = 6, DIMENSION = 3 };

/* Les moyennes de G, de ‖G − ḡ‖² et de Gᵀ A G sur tous les lots de B exemples
 * parmi FEW, dans tous les ordres ; A est diagonale. */
typedef struct {
    Matrix mean;
    double variance, curvature;
} Enumeration;

/* vᵀ A v, où A = diag(1, 2, 3). */
static double curvature(const Matrix *v)
{
    double sum = 0;
    for (size_t i = 0; i < DIMENSION; i++)
        sum += (double)(i + 1) * v->data[i] * v->data[i];
    return sum;
}

/* β = (1/N) Σ (gₙ − ḡ)ᵀ A (gₙ − ḡ). */
static double noise_curvature(const Matrix *gradients, const Matrix *full)
{
    double sum = 0;
    for (size_t n = 0; n < FEW; n++) {
        Matrix line = matrix_rows(gradients, n, 1);
        Matrix gap = matrix_create(DIMENSION, 1);
        matrix_transpose(&gap, &line);
        matrix_subtract(&gap, &gap, full);
        sum += curvature(&gap) / FEW;
        matrix_free(&gap);
    }
    return sum;
}

static bool has_twice(const size_t *chosen, size_t B)
{
    for (size_t b = 0; b < B; b++)
        for (size_t c = 0; c < b; c++)
            if (chosen[b] == chosen[c])
                return true;
    return false;
}

static Enumeration enumerate(const Matrix *gradients, size_t B,
                             Drawing drawing)
{
    Enumeration e = { .mean = matrix_create(DIMENSION, 1) };
    Matrix G = matrix_create(DIMENSION, 1), full = matrix_create(DIMENSION, 1);
    full_mean(&full, gradients);
    size_t all = 1, count = 0, chosen[FEW];
    for (size_t b = 0; b < B; b++)
        all *= FEW;
    for (size_t rank = 0; rank < all; rank++) {
        for (size_t b = 0, rest = rank; b < B; b++, rest /= FEW)
            chosen[b] = rest % FEW;
        if (drawing == WITHOUT_REPLACEMENT && has_twice(chosen, B))
            continue;
        batch_mean(&G, gradients, chosen, B);
        matrix_add(&e.mean, &e.mean, &G);
        e.curvature += curvature(&G);
        matrix_subtract(&G, &G, &full);
        e.variance += matrix_dot(&G, &G);
        count++;
    }
    matrix_scale(&e.mean, 1 / (double)count, &e.mean);
    e.variance /= (double)count;
    e.curvature /= (double)count;
    matrix_free(&G);
    matrix_free(&full);
    return e;
}

START_TEST(all_batches)
{
    Random random = random_seeded(1004);
    Row unbiased = row_open("eq:gd-unbiased", "énumération", 1e-12);
    Row with = row_open("eq:gd-variance-with", "énumération", 1e-12);
    Row without = row_open("eq:gd-variance", "énumération", 1e-12);
    Row cost = row_open("prop:avec remise, un lot de $B$ laisse $\\alpha + "
                        "\\beta / B$ à la courbure",
                        "énumération", 1e-12);
    for (size_t draw = 0; draw < 10; draw++) {
        Matrix g = matrix_create(FEW, DIMENSION);
        Matrix full = matrix_create(DIMENSION, 1);
        matrix_random_normal(&g, 1.0, &random);
        full_mean(&full, &g);
        double sigma2 = gradient_variance(&g);
        for (size_t B = 1; B <= FEW; B++)
            for (Drawing d = WITH_REPLACEMENT; d <= WITHOUT_REPLACEMENT; d++) {
                Enumeration e = enumerate(&g, B, d);
                row_gap(&unbiased, distance(&e.mean, &full), "B = %zu", B);
                double expected = batch_variance(sigma2, B, FEW, d);
                row_gap(d == WITH_REPLACEMENT ? &with : &without,
                        fabs(e.variance - expected) / sigma2, "B = %zu", B);
                double left =
                    curvature(&full) + noise_curvature(&g, &full) / (double)B;
                if (d == WITH_REPLACEMENT)
                    row_gap(&cost, fabs(e.curvature / left - 1), "B = %zu", B);
                matrix_free(&e.mean);
            }
        matrix_free(&g);
        matrix_free(&full);
    }
    rows_close(&unbiased, &with, &without, &cost);
}
END_TEST

/* La pente de log(variance) contre log(B), par moindres carrés. */
static double slope(const Matrix *gradients, Drawing drawing, size_t most,
                    Random *random)
{
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (size_t B = 1; B <= most; B *= 2) {
        double x = log((double)B);
        double y = log(sampled_variance(gradients, B, drawing, 2000, random));
        n++;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

START_TEST(measured_slope)
{
    Random random = random_seeded(1005);
    Row row = row_open("prop:avec remise, la variance mesurée du gradient "
                       "d'un réseau décroît comme $B^{-1}$ (écart de pente)",
                       "tirage au sort", 0.05);
    for (size_t draw = 0; draw < 5; draw++) {
        Dataset data = course_circles(64, &random);
        Parameters p = course_network(5, &random);
        Matrix gradients = matrix_create(128, p.theta.rows);
        example_gradients(&gradients, &p, &data);
        row_gap(&row,
                fabs(slope(&gradients, WITH_REPLACEMENT, 64, &random) + 1),
                "tirage %zu", draw);
        /* Sans remise, elle plonge : la pente n'est pas −1. */
        ck_assert_double_lt(
            slope(&gradients, WITHOUT_REPLACEMENT, 64, &random), -1.08);
        matrix_free(&gradients);
        parameters_free(&p);
        dataset_free(&data);
    }
    row_close(&row);
}
END_TEST

/* Sans remise, aucun numéro deux fois ; tous les numéros sortent. */
START_TEST(drawn_batches)
{
    Random random = random_seeded(1006);
    Row row =
        row_open("prop:un lot tiré sans remise n'a pas deux fois le "
                 "même exemple, et tous sortent autant (en écarts types)",
                 "tirage au sort", 5);
    enum { N = 11, TIMES = 20000 };
    for (size_t B = 1; B < N; B++) {
        size_t chosen[N], seen[N] = { 0 };
        for (int draw = 0; draw < TIMES; draw++) {
            draw_batch(chosen, B, N, WITHOUT_REPLACEMENT, &random);
            if (has_twice(chosen, B))
                row_true(&row, false, "lots de %zu", B);
            for (size_t b = 0; b < B; b++)
                seen[chosen[b]]++;
        }
        double p = (double)B / N, deviation = sqrt(TIMES * p * (1 - p));
        for (size_t n = 0; n < N; n++)
            row_gap(&row, fabs((double)seen[n] - TIMES * p) / deviation,
                    "B = %zu, exemple %zu", B, n);
    }
    row_close(&row);
}
END_TEST

START_TEST(slice_keeps_the_rest)
{
    Random random = random_seeded(1007);
    Row row = row_open("prop:dans la tranche, deux paramètres suivent leur "
                       "gradient, les autres ne bougent pas",
                       "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        size_t P = q.p.theta.rows;
        Slice slice = { { random_below(&random, P / 2),
                          P / 2 + random_below(&random, P / 2) } };
        Matrix before = matrix_clone(&q.p.theta);
        slice_step(&q.p, 0.5, &q.grad, &slice);
        for (size_t i = 0; i < P; i++) {
            bool moves = i == slice.coordinate[0] || i == slice.coordinate[1];
            double step = moves ? 0.5 * q.grad.theta.data[i] : 0;
            row_true(&row, q.p.theta.data[i] == before.data[i] - step,
                     "paramètre %zu", i);
        }
        matrix_free(&before);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims_noise)
{
    row_claim("la variance mesurée suit la formule : plus grand écart relatif",
              result("variance.worst"), 0, 0.2);
    row_claim("un lot de 10 est plus bruit que signal à toute epoch : plus "
              "petit rapport",
              result("noise.least"), 40, 300);
    row_claim("le rapport du bruit au signal, au plus fort",
              result("noise.most"), 100, 1000);
    claims_close();
}
END_TEST

START_TEST(claims_choice)
{
    double a = result("online.low.mean"), b = result("mini.low.mean"),
           c = result("large.low.mean"), d = result("full.low.mean");
    row_claim("au plus petit $\\eta / B$, les quatre tailles finissent à la "
              "même loss : écart entre les moyennes",
              fmax(fmax(a, b), fmax(c, d)) - fmin(fmin(a, b), fmin(c, d)), 0,
              0.01);
    row_claim("à $\\eta / B = 0{,}02$, la descente classique s'emballe : "
              "borne basse de sa loss",
              result("check.full.high.mean") -
                  result("check.full.high.half_width"),
              1, 100);
    row_claim("le meilleur $\\eta / B$ de la descente en ligne est plusieurs "
              "fois celui de la classique",
              result("handicap"), 2, 16);
    claims_close();
}
END_TEST

START_TEST(claims_race)
{
    double mini = result("mini.loss.mean");
    row_claim("en ligne et par lots de 10, la même loss : écart",
              result("online.loss.mean") - mini, -0.02, 0.02);
    row_claim("par lots de 40 et de 10, presque la même loss : écart",
              result("large.loss.mean") - mini, -0.02, 0.05);
    row_claim("la descente classique est loin derrière : écart entre les "
              "bornes les plus proches",
              result("full.loss.mean") - result("full.loss.half_width") -
                  mini - result("mini.loss.half_width"),
              0.15, 1);
    row_claim(
        "elle demande plusieurs fois plus d'évaluations que les lots de 10",
        result("evaluation_ratio"), 3, 8);
    row_claim("et plusieurs fois moins de pas que les lots de 10",
              result("update_ratio"), 4, 15);
    row_claim("les mini-lots passent le but dans toutes les courses : "
              "évaluations de la plus longue",
              result("mini.evaluations.high"), 0, result("budget") - 1);
    row_claim("la descente classique le passe aussi, avant 150 epochs : "
              "évaluations de la plus longue",
              result("full.evaluations.high"), result("budget"),
              150 * result("points") - 1);
    row_claim("avec trois neurones, peu d'apprentissages sont bloqués, avec "
              "le bruit",
              result("stuck.mini"), 0, 4);
    row_claim("avec trois neurones, peu sont bloqués sans le bruit non plus",
              result("stuck.full"), 0, 4);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 10");
    TCase *mean = tcase_create("la moyenne");
    tcase_add_test(mean, one_row_per_example);
    tcase_add_test(mean, mean_is_full_gradient);
    tcase_add_test(mean, batches_of_an_epoch);
    suite_add_tcase(suite, mean);
    TCase *variance = tcase_create("la variance");
    tcase_add_test(variance, all_batches);
    tcase_add_test(variance, measured_slope);
    tcase_add_test(variance, drawn_batches);
    suite_add_tcase(suite, variance);
    TCase *slices = tcase_create("la tranche");
    tcase_add_test(slices, slice_keeps_the_rest);
    suite_add_tcase(suite, slices);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_noise);
    tcase_add_test(text, claims_choice);
    tcase_add_test(text, claims_race);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
