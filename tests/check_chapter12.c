/* Chapitre 12 : le même gradient par cinq chemins, et leurs coûts exacts. */
#include <math.h>
#include <stdlib.h>

#include "../chapters/12-backprop-cost/formulas.h"
#include "runner.h"

enum { MOST = 9 };

static Matrix *gradients_create(const Tower *t)
{
    Matrix *g = allocate(t->depth, sizeof(Matrix));
    for (size_t l = 0; l < t->depth; l++)
        g[l] = matrix_create(t->width, t->width);
    return g;
}

static void gradients_free(Matrix *g, const Tower *t)
{
    for (size_t l = 0; l < t->depth; l++)
        matrix_free(&g[l]);
    free(g);
}

START_TEST(right_gradient)
{
    Random random = random_seeded(1201);
    Row row = row_open("prop:rétropropagation : le gradient de chaque couche",
                       "différences finies", GRADIENT_TOLERANCE);
    for (size_t depth = 1; depth <= MOST; depth++) {
        Tower t = tower_random(depth, 3 + depth % 3, &random);
        Matrix *g = gradients_create(&t);
        by_backpropagation(g, &t);
        for (size_t l = 0; l < depth; l++) {
            GradientCheck check =
                gradient_check(&t.A[l], &g[l], tower_loss, &t);
            row_gradient(&row, &check, "A");
        }
        gradients_free(g, &t);
        tower_free(&t);
    }
    row_close(&row);
}
END_TEST

START_TEST(same_gradient)
{
    Random random = random_seeded(1202);
    Row row = row_open("prop:les trois façons naïves et la rétropropagation "
                       "donnent le même gradient",
                       "égalité", 1e-12);
    Row finite = row_open("prop:et les différences finies aussi, à leur "
                          "précision",
                          "différences finies", 1e-6);
    for (size_t depth = 1; depth <= MOST; depth++) {
        Tower t = tower_random(depth, 3 + depth % 3, &random);
        Matrix *g = gradients_create(&t), *other = gradients_create(&t);
        by_backpropagation(g, &t);
        for (size_t way = REBUILDING; way < WAYS; way++) {
            gradient_way(way)(other, &t);
            for (size_t l = 0; l < depth; l++)
                row_gap(way == DIFFERENCES ? &finite : &row,
                        matrix_max_difference(&g[l], &other[l]) /
                            fmax(1, matrix_max_abs(&g[l])),
                        "façon %zu, couche %zu", way, l + 1);
        }
        gradients_free(g, &t);
        gradients_free(other, &t);
        tower_free(&t);
    }
    rows_close(&row, &finite);
}
END_TEST

static const char *const labels[WAYS] = {
    "eq:cost-backprop", "eq:cost-rebuild", "eq:cost-jacobian",
    "eq:cost-recompute", "eq:cost-differences"
};

START_TEST(counts)
{
    size_t way = (size_t)_i;
    Random random = random_seeded(1203);
    Row row = row_open(labels[way], "exact", 0);
    for (size_t depth = 1; depth <= MOST; depth++)
        for (size_t width = 2; width <= 5; width++) {
            Tower t = tower_random(depth, width, &random);
            Matrix *g = gradients_create(&t);
            Cost counted = gradient_way(way)(g, &t);
            Cost said = cost_formula(way, depth, width);
            row_true(&row,
                     counted.products == said.products &&
                         counted.memory == said.memory,
                     "D = %zu, n = %zu : %zu compté, %zu dit", depth, width,
                     counted.products, said.products);
            gradients_free(g, &t);
            tower_free(&t);
        }
    row_close(&row);
}
END_TEST

START_TEST(one_descent)
{
    Random random = random_seeded(1204);
    Row gradient = row_open("prop:exercice « À mémoire égale » : une seule "
                            "descente, sans rien garder, donne ce gradient",
                            "égalité", 1e-12);
    Row count = row_open("prop:et coûte $(D^2 + 5 D - 2) / 2$ fois $n_h^2$, "
                         "pour $2 n_h$ nombres",
                         "exact", 0);
    for (size_t depth = 1; depth <= MOST; depth++) {
        size_t width = 3 + depth % 3;
        Tower t = tower_random(depth, width, &random);
        Matrix *g = gradients_create(&t), *other = gradients_create(&t);
        by_backpropagation(g, &t);
        Cost counted = by_one_descent(other, &t);
        Cost said = one_descent_formula(depth, width);
        for (size_t l = 0; l < depth; l++)
            row_gap(&gradient,
                    matrix_max_difference(&g[l], &other[l]) /
                        fmax(1, matrix_max_abs(&g[l])),
                    "couche %zu", l + 1);
        row_true(&count,
                 counted.products == said.products &&
                     counted.memory == said.memory,
                 "D = %zu : %zu compté, %zu dit", depth, counted.products,
                 said.products);
        gradients_free(g, &t);
        gradients_free(other, &t);
        tower_free(&t);
    }
    rows_close(&gradient, &count);
}
END_TEST

START_TEST(claims)
{
    row_claim("pente du temps, de 32 à 64 couches : rétropropagation",
              result("backprop.slope"), 1, 1.02);
    row_claim("pente du temps : chaîne refaite", result("rebuild.slope"), 1.9,
              2);
    row_claim("pente du temps : jacobienne", result("jacobian.slope"), 1.95,
              2.05);
    row_claim("pente du temps : tout refait", result("recompute.slope"), 2.85,
              3);
    row_claim("pente du temps : différences finies",
              result("differences.slope"), 2, 2);
    row_claim("à 64 couches, la chaîne refaite coûte plus de dix fois la "
              "rétropropagation",
              result("rebuild.ratio"), 10, 13);
    row_claim("et tout refaire, des centaines de fois",
              result("recompute.ratio"), 300, 700);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 12");
    TCase *gradient = tcase_create("le gradient");
    tcase_add_test(gradient, right_gradient);
    tcase_add_test(gradient, same_gradient);
    suite_add_tcase(suite, gradient);
    TCase *cost = tcase_create("le coût");
    tcase_add_loop_test(cost, counts, 0, WAYS);
    tcase_add_test(cost, one_descent);
    tcase_add_test(cost, claims);
    suite_add_tcase(suite, cost);
    return run_suite(argc, argv, suite);
}
