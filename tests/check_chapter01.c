/* Chapitre 1 : garder, choisir, et ce que le choix flatte. */
#include <math.h>

#include "../chapters/01-three-sets/formulas.h"
#include "../lib/course.h"
#include "../lib/statistics.h"
#include "runner.h"

/* --- Garder et choisir --------------------------------------------------- */

START_TEST(keep)
{
    enum { EPOCHS = 40 };
    Random random = random_seeded(101);
    Row row = row_open("prop:l'arrêt précoce rend les poids de la plus petite "
                       "loss, tels qu'ils étaient alors",
                       "exact", 0);
    for (size_t draw = 0; draw < 50; draw++) {
        Parameters p = parameters_create(3, 5, 7);
        Parameters least = parameters_create(3, 5, 7);
        Best best = best_create(&p);
        double lowest = INFINITY;
        for (size_t epoch = 0; epoch < EPOCHS; epoch++) {
            double loss = (double)random_below(&random, 30);
            parameters_random(&p, 1, &random);
            if (loss < lowest) {
                lowest = loss;
                matrix_copy(&least.theta, &p.theta);
            }
            keep_best(&best, epoch, &p, loss);
            row_true(&row, best.loss == lowest && best.epoch <= epoch,
                     "epoch %zu", epoch);
        }
        row_gap(&row, matrix_max_difference(&best.p.theta, &least.theta),
                "tirage %zu", draw);
        parameters_free(&p);
        parameters_free(&least);
        parameters_free(&best.p);
    }
    row_close(&row);
}
END_TEST

START_TEST(first_largest)
{
    Random random = random_seeded(102);
    Row row = row_open("prop:le candidat choisi a le plus grand score, et il "
                       "est le premier à l'avoir",
                       "exact", 0);
    for (size_t draw = 0; draw < 500; draw++) {
        double scores[17];
        size_t K = 1 + random_below(&random, 17);
        for (size_t k = 0; k < K; k++)
            scores[k] = (double)random_below(&random, 9);
        size_t best = choose(scores, K);
        for (size_t k = 0; k < K; k++)
            row_true(&row,
                     k < best ? scores[k] < scores[best]
                              : scores[k] <= scores[best],
                     "tirage %zu, rang %zu", draw, k);
    }
    row_close(&row);
}
END_TEST

/* --- De combien ---------------------------------------------------------- */

/* K candidats répondent à un point : law[a] est la probabilité que l'ensemble
 * de ceux qui ont raison soit a, un bit par candidat. */
enum { JOINT = 3, ANSWERS = 1 << JOINT, POINTS = 4 };

/* Une loi quelconque, où les candidats s'accordent plus ou moins. */
static void draw_law(double law[ANSWERS], Random *random)
{
    double sum = 0;
    for (size_t a = 0; a < ANSWERS; a++)
        sum += law[a] = pow(random_uniform(random), 4);
    for (size_t a = 0; a < ANSWERS; a++)
        law[a] /= sum;
}

/* Le plus grand des écarts entre score et vrai score, en moyenne sur toutes
 * les suites de M réponses, et l'optimisme du candidat choisi. */
static void enumerate(const double law[ANSWERS], size_t M, double *largest,
                      double *optimism)
{
    double truth[JOINT] = { 0 };
    size_t outcomes = 1;
    for (size_t a = 0; a < ANSWERS; a++)
        for (size_t k = 0; k < JOINT; k++)
            truth[k] += law[a] * (double)(a >> k & 1);
    for (size_t m = 0; m < M; m++)
        outcomes *= ANSWERS;
    *largest = *optimism = 0;
    for (size_t outcome = 0; outcome < outcomes; outcome++) {
        double probability = 1, scores[JOINT] = { 0 }, most = -INFINITY;
        for (size_t m = 0, rest = outcome; m < M; m++, rest /= ANSWERS) {
            probability *= law[rest % ANSWERS];
            for (size_t k = 0; k < JOINT; k++)
                scores[k] += (double)(rest % ANSWERS >> k & 1) / (double)M;
        }
        for (size_t k = 0; k < JOINT; k++)
            most = fmax(most, scores[k] - truth[k]);
        size_t best = choose(scores, JOINT);
        *largest += probability * most;
        *optimism += probability * (scores[best] - truth[best]);
    }
}

START_TEST(bound)
{
    Random random = random_seeded(103);
    Row row = row_open("prop:sur toutes les suites de réponses de trois "
                       "candidats, l'optimisme est positif, et sous la borne "
                       "$\\sqrt{\\log K / (2 M)}$",
                       "exact", 0);
    for (size_t draw = 0; draw < 60; draw++)
        for (size_t M = 1; M <= POINTS; M++) {
            double law[ANSWERS], largest, optimism;
            draw_law(law, &random);
            enumerate(law, M, &largest, &optimism);
            row_true(&row, optimism > -1e-13 && optimism <= largest + 1e-13,
                     "tirage %zu, M = %zu : %.3g", draw, M, optimism);
            row_true(&row, largest <= choice_bound(JOINT, M),
                     "tirage %zu, M = %zu : %.3g", draw, M, largest);
        }
    row_close(&row);
}
END_TEST

/* La loi de candidats indépendants, de même vrai score A. */
static void independent_law(double law[ANSWERS], double A)
{
    for (size_t a = 0; a < ANSWERS; a++) {
        law[a] = 1;
        for (size_t k = 0; k < JOINT; k++)
            law[a] *= a >> k & 1 ? A : 1 - A;
    }
}

START_TEST(independent)
{
    Random random = random_seeded(104);
    Row row = row_open("prop:le meilleur de candidats indépendants, contre "
                       "toutes les suites de réponses",
                       "égalité", 1e-12);
    for (size_t draw = 0; draw < 30; draw++)
        for (size_t M = 1; M <= POINTS; M++) {
            double law[ANSWERS], largest, optimism;
            double A = 0.05 + 0.9 * random_uniform(&random);
            independent_law(law, A);
            enumerate(law, M, &largest, &optimism);
            row_gap(&row, fabs(best_of_independent(A, M, JOINT) - A - largest),
                    "M = %zu, A = %.3g", M, A);
        }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

typedef struct {
    double mean, half;
} Interval;

static Interval interval(const char *key)
{
    char full[80];
    snprintf(full, sizeof full, "%s.mean", key);
    double mean = result(full);
    snprintf(full, sizeof full, "%s.half_width", key);
    return (Interval){ mean, result(full) };
}

/* La moyenne, en erreurs types : vingt graines. */
static double errors(const char *key)
{
    Interval i = interval(key);
    return i.mean / (i.half / student_quantile(19));
}

START_TEST(claims_stop)
{
    Interval loss = interval("stop.loss_gain"), gain = interval("stop.gain");
    row_claim("la loss moyenne de validation passe par un creux vers l'epoch",
              result("valley.epoch"), 90, 450);
    row_claim("la loss de validation remonte ensuite de",
              result("end.loss.mean") - result("valley.loss.mean"), 0.05, 0.4);
    row_claim("celle d'apprentissage finit bien plus bas",
              result("end.seen_loss.mean"), 0, 0.08);
    row_claim("l'arrêt précoce fait gagner de la loss sur des points neufs "
              "(bas de l'intervalle)",
              loss.mean - loss.half, 0.03, 0.4);
    row_claim("l'arrêt précoce fait gagner des bonnes réponses (bas de "
              "l'intervalle)",
              gain.mean - gain.half, 0, 0.05);
    claims_close();
}
END_TEST

START_TEST(claims_optimism)
{
    Interval held = interval("choice50.best.held");
    Interval fifty = interval("choice50.best.optimism");
    Interval many = interval("choice200.best.optimism");
    row_claim("avec un seul candidat, l'optimisme est nul, en erreurs types : "
              "50 points",
              errors("choice50.first.optimism"), -3, 3);
    row_claim("avec un seul candidat, l'optimisme est nul, en erreurs types : "
              "200 points",
              errors("choice200.first.optimism"), -3, 3);
    row_claim(
        "avec 32 candidats, il est positif, en erreurs types : 50 points",
        errors("choice50.best.optimism"), 8, 60);
    row_claim("avec 32 candidats, il est positif, en erreurs types : 200 "
              "points",
              errors("choice200.best.optimism"), 6, 60);
    row_claim("il est plus grand avec 50 points qu'avec 200",
              fifty.mean - fifty.half, many.mean + many.half, 0.06);
    row_claim("il est plus petit que pour des candidats indépendants : 50 "
              "points",
              fifty.mean + fifty.half, 0, result("independent50"));
    row_claim("il est plus petit que pour des candidats indépendants : 200 "
              "points",
              many.mean + many.half, 0, result("independent200"));
    row_claim("l'optimisme d'indépendants est sous la borne : 50 points",
              result("independent50"), 0, result("bound50"));
    row_claim("l'optimisme d'indépendants est sous la borne : 200 points",
              result("independent200"), 0, result("bound200"));
    row_claim("choisi sur 50 points, le score de validation passe le plafond "
              "(bas de l'intervalle)",
              held.mean - held.half, result("ceiling"), 1);
    claims_close();
}
END_TEST

START_TEST(claims_choice)
{
    Interval fifty = interval("choice50.best.truth");
    Interval many = interval("choice200.best.truth");
    row_claim("choisir améliore le modèle : gain de vrai score, 200 points",
              many.mean - result("first.truth.mean"), 0.005, 0.06);
    row_claim("200 points de validation choisissent mieux que 50",
              many.mean - fifty.mean, 0, 0.02);
    row_claim("le score de test est juste en moyenne, en erreurs types : "
              "choix sur 50 points",
              errors("choice50.best.bias"), -3, 3);
    row_claim("le score de test est juste en moyenne, en erreurs types : "
              "choix sur 200 points",
              errors("choice200.best.bias"), -3, 3);
    row_claim(
        "quand un candidat se trompe, le suivant se trompe souvent aussi",
        result("shared.mean"), 0.3, 0.9);
    row_claim("un candidat quelconque se trompe une fois sur dix environ",
              1 - result("first.truth.mean"), 0.06, 0.13);
    row_claim("aucun vrai score ne passe le plafond",
              fmax(fifty.mean, many.mean), 0.9, result("ceiling"));
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 1");
    TCase *choice = tcase_create("choisir");
    tcase_add_test(choice, keep);
    tcase_add_test(choice, first_largest);
    suite_add_tcase(suite, choice);
    TCase *amount = tcase_create("de combien");
    tcase_add_test(amount, bound);
    tcase_add_test(amount, independent);
    suite_add_tcase(suite, amount);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_stop);
    tcase_add_test(text, claims_optimism);
    tcase_add_test(text, claims_choice);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
