/* Chapitre 21 : les gradients sur de vraies images, la dispersion de h̃, le
 * bruit d'un pas, et ce que le texte affirme. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../chapters/21-fashion-mnist/formulas.h"
#include "../chapters/21-fashion-mnist/images.h"
#include "../chapters/21-fashion-mnist/runs.h"
#include "../lib/course.h"
#include "../lib/problem.h"
#include "command.h"
#include "oracle.h"
#include "runner.h"

/* Un écart de Monte-Carlo se mesure en erreurs types ; 5 ne se dépasse par
 * hasard qu'une fois sur un million. */
#define MONTE_CARLO "Monte-Carlo (erreurs types)"
#define STANDARD_ERRORS 5.0

/* Le programme du chapitre a-t-il trouvé les images ? Sans elles, la page se
 * réduit à le dire, et ce test n'a rien à prouver. */
static bool without_images(void)
{
    return result("images") == 0;
}

START_TEST(presence)
{
    if (without_images())
        fputs("chapitre 21 : images absentes, rien à prouver\n", stderr);
}
END_TEST

/* --- La dispersion de h̃ ------------------------------------------------- */

/* La moyenne de valeurs, et son erreur type. */
typedef struct {
    double n, sum, squares;
} Mean;

static void mean_add(Mean *m, double value)
{
    m->n++;
    m->sum += value;
    m->squares += value * value;
}

/* |moyenne − expected|, en erreurs types. */
static double mean_gap(const Mean *m, double expected)
{
    double mean = m->sum / m->n;
    double variance = (m->squares / m->n - mean * mean) / (m->n - 1);
    return fabs(mean - expected) / sqrt(variance);
}

enum { WIDTH = 37, DRAWS = 4000 };

/* Trois lois d'espérance nulle et de variance 1. */
static double draw_weight(size_t law, Random *random)
{
    if (law == 0)
        return random_normal(random);
    double u = random_uniform(random);
    return law == 1 ? sqrt(3) * (2 * u - 1) : u < 0.5 ? -1 : 1;
}

/* h̃² de DRAWS neurones, dont le poids i a pour écart type sigma[i]. */
static Mean squared_inputs(const double *sigma, const Matrix *x, size_t law,
                           Random *random)
{
    Mean m = { 0 };
    for (size_t draw = 0; draw < DRAWS; draw++) {
        double h_tilde = 0;
        for (size_t i = 0; i < WIDTH; i++)
            h_tilde += sigma[i] * draw_weight(law, random) * x->data[i];
        mean_add(&m, h_tilde * h_tilde);
    }
    return m;
}

START_TEST(variance_of_h_tilde)
{
    if (without_images())
        return;
    Random random = random_seeded(21);
    Row row = row_open("eq:variance-h-tilde", MONTE_CARLO, STANDARD_ERRORS);
    Row equal = row_open("eq:variance-h-tilde", "égalité", 1e-13);
    for (size_t draw = 0; draw < 30; draw++) {
        Matrix x = matrix_create(1, WIDTH), s = matrix_create(1, WIDTH);
        double sum = 0, sigma = 0.1 + random_uniform(&random);
        matrix_random_normal(&x, 1, &random);
        matrix_random_uniform(&s, 0.1, 1, &random);
        for (size_t i = 0; i < WIDTH; i++)
            sum += s.data[i] * s.data[i] * x.data[i] * x.data[i];
        Mean m = squared_inputs(s.data, &x, draw % 3, &random);
        row_gap(&row, mean_gap(&m, sum), "tirage %zu, poids inégaux", draw);
        matrix_fill(&s, sigma);
        m = squared_inputs(s.data, &x, draw % 3, &random);
        double product = input_variance(sigma, &x, 0);
        row_gap(&row, mean_gap(&m, product), "tirage %zu", draw);
        sum = 0;
        for (size_t i = 0; i < WIDTH; i++)
            sum += sigma * sigma * x.data[i] * x.data[i];
        row_gap(&equal, fabs(sum / product - 1), "tirage %zu", draw);
        matrix_free(&x);
        matrix_free(&s);
    }
    rows_close(&row, &equal);
}
END_TEST

/* h̃² de nh neurones tirés par lib, pour l'exemple X. */
static void add_lib_inputs(Mean *m, const Matrix *X, Random *random)
{
    Parameters p = parameters_create(X->cols, 100, 3);
    parameters_random_fan_in(&p, random);
    Pass pass = pass_create(&p, 1);
    forward(&pass, &p, X);
    for (size_t j = 0; j < 100; j++)
        mean_add(m, pass.H_tilde.data[j] * pass.H_tilde.data[j]);
    pass_free(&pass);
    parameters_free(&p);
}

START_TEST(fan_in)
{
    if (without_images())
        return;
    Random random = random_seeded(22);
    Row row = row_open("eq:variance-fan-in", MONTE_CARLO, STANDARD_ERRORS);
    Row bound = row_open("eq:variance-fan-in", "borne", 0);
    Dataset data;
    Error error;
    ck_assert_msg(images_read_test(&data, &error), "%s", error.text);
    for (size_t n = 0; n < data.X.rows; n++) {
        Matrix x = matrix_rows(&data.X, n, 1);
        double mean = matrix_dot(&x, &x) / IMAGE_SIZE;
        row_true(&bound, mean <= 1, "image %zu : %g", n, mean);
        if (n >= 20)
            continue;
        Mean m = { 0 };
        for (size_t draw = 0; draw < 10; draw++)
            add_lib_inputs(&m, &x, &random);
        row_gap(&row, mean_gap(&m, mean), "image %zu", n);
    }
    dataset_free(&data);
    rows_close(&row, &bound);
}
END_TEST

/* La part des neurones tirés, de poids N(0, sigma²), où |h| > s. */
static Mean saturated_neurons(double s, double sigma, const Matrix *x,
                              Random *random)
{
    Mean m = { 0 };
    for (size_t draw = 0; draw < DRAWS; draw++) {
        double h_tilde = 0;
        for (size_t i = 0; i < WIDTH; i++)
            h_tilde += sigma * random_normal(random) * x->data[i];
        mean_add(&m, fabs(tanh(h_tilde)) > s);
    }
    return m;
}

START_TEST(saturation)
{
    if (without_images())
        return;
    Random random = random_seeded(23);
    const double thresholds[] = { 0.5, 0.9, 0.99 };
    Row row = row_open("eq:saturated-share", MONTE_CARLO, STANDARD_ERRORS);
    for (size_t draw = 0; draw < 30; draw++) {
        double s = thresholds[draw % 3];
        double sigma = 0.2 + 0.5 * random_uniform(&random);
        Matrix x = matrix_create(1, WIDTH);
        matrix_random_normal(&x, 1, &random);
        Mean m = saturated_neurons(s, sigma, &x, &random);
        double share = saturation_probability(s, input_variance(sigma, &x, 0));
        row_gap(&row, mean_gap(&m, share), "s = %g, σ = %.3g", s, sigma);
        matrix_free(&x);
    }
    row_close(&row);
}
END_TEST

/* --- Le bruit d'un pas --------------------------------------------------- */

/* Un pas sur (λ/2) w², dont le gradient est vu à un bruit près. */
typedef struct {
    double eta, lambda, s;
} Step;

static Step draw_step(Random *random)
{
    Step step = { .lambda = 0.5 + random_uniform(random),
                  .s = 0.5 + random_uniform(random) };
    step.eta = (0.1 + 0.8 * random_uniform(random)) / step.lambda;
    return step;
}

static double noisy_step(double w, const Step *step, double noise)
{
    double gradient = step->lambda * w + noise;
    return w - step->eta * gradient;
}

/* Les moyennes de w², de w ξ, de ξ² et du carré d'après, sur des tirages. */
typedef struct {
    Mean before, product, noise, after;
} Moments;

static Moments draw_moments(const Step *step, double center, Random *random)
{
    Moments m = { 0 };
    for (size_t i = 0; i < 20000; i++) {
        double w = center + random_normal(random);
        double noise = step->s * random_normal(random);
        double next = noisy_step(w, step, noise);
        mean_add(&m.before, w * w);
        mean_add(&m.product, w * noise);
        mean_add(&m.noise, noise * noise);
        mean_add(&m.after, next * next);
    }
    return m;
}

/* La deuxième expression de la chaîne, sur les mêmes tirages. */
static double expanded(const Moments *m, const Step *step)
{
    double kept = 1 - step->eta * step->lambda;
    return (kept * kept * m->before.sum -
            2 * step->eta * kept * m->product.sum +
            step->eta * step->eta * m->noise.sum) /
           m->after.n;
}

START_TEST(one_step)
{
    if (without_images())
        return;
    Random random = random_seeded(24);
    Row row = row_open("eq:noise-step", MONTE_CARLO, STANDARD_ERRORS);
    Row square = row_open("eq:noise-step", "égalité", 1e-12);
    for (size_t draw = 0; draw < 20; draw++) {
        Step t = draw_step(&random);
        double center = 2 * random_uniform(&random);
        Moments m = draw_moments(&t, center, &random);
        double after = m.after.sum / m.after.n;
        double v = next_spread(center * center + 1, t.eta, t.lambda, t.s);
        row_gap(&square, fabs(expanded(&m, &t) / after - 1), "tirage %zu",
                draw);
        row_gap(&row, mean_gap(&m.after, v), "tirage %zu", draw);
        row_gap(&row, mean_gap(&m.product, 0), "tirage %zu, double produit",
                draw);
    }
    rows_close(&row, &square);
}
END_TEST

START_TEST(floor_of_noise)
{
    if (without_images())
        return;
    Random random = random_seeded(25);
    Row row = row_open("eq:noise-floor", MONTE_CARLO, STANDARD_ERRORS);
    Row limit = row_open("eq:noise-floor", "égalité", 1e-12);
    for (size_t draw = 0; draw < 20; draw++) {
        Step t = draw_step(&random);
        Mean m = { 0 };
        for (size_t i = 0; i < 2000; i++) {
            double w = 3;
            for (size_t step = 0; step < 200; step++)
                w = noisy_step(w, &t, t.s * random_normal(&random));
            mean_add(&m, t.lambda / 2 * w * w);
        }
        double v = 9, loss = t.eta * t.s * t.s / (2 * (2 - t.eta * t.lambda));
        for (size_t step = 0; step < 1000; step++)
            v = next_spread(v, t.eta, t.lambda, t.s);
        row_gap(&row, mean_gap(&m, loss), "tirage %zu", draw);
        row_gap(&limit, fabs(t.lambda / 2 * v / loss - 1), "tirage %zu", draw);
        row_gap(&limit, fabs(final_spread(t.eta, t.lambda, t.s) / v - 1),
                "tirage %zu, point fixe", draw);
    }
    rows_close(&row, &limit);
}
END_TEST

/* --- Les gradients, sur de vraies images --------------------------------- */

/* Un réseau 784–100–10 et un lot d'images de test : tiré comme ce chapitre le
 * fait, tiré comme le TP, ou après quelques pas. */
enum { START_FAN_IN, START_COURSE, TRAINED, STATES };

static const char *const state_names[] = { "poids N(0, 1/fan-in)",
                                           "poids N(0, 0,3²)",
                                           "après 100 pas" };

static Problem problem_on_images(const Dataset *images, int state,
                                 Random *random)
{
    Setting setting = { .nh = HIDDEN,
                        .sigma = state == START_COURSE ? COURSE_WEIGHT : 0 };
    Problem q = { .p = draw_network(&setting, random),
                  .grad = parameters_create(IMAGE_SIZE, HIDDEN, CLASSES) };
    Dataset rest = dataset_slice(images, BATCH, 100 * BATCH / 4);
    Training training = { .epochs = 4, .batch = BATCH, .eta = 0.5 };
    if (state == TRAINED)
        network_train(&q.p, &rest, &training, random);
    q.data = dataset_slice(images, 0, BATCH);
    q.pass = pass_create(&q.p, BATCH);
    forward(&q.pass, &q.p, &q.data.X);
    backward(&q.grad, &q.pass, &q.p, &q.data.X, &q.data.Y);
    return q;
}

static void problem_on_images_free(Problem *q)
{
    parameters_free(&q->p);
    parameters_free(&q->grad);
    pass_free(&q->pass);
}

static void check_directions(Row *row, Problem *q, const char *state,
                             Random *random)
{
    for (size_t draw = 0; draw < 5; draw++) {
        GradientCheck check = gradient_check_direction(
            &q->p.theta, &q->grad.theta, problem_loss, q, random);
        row_gradient(row, &check, state);
    }
}

/* ⟨∇L, d⟩ contre le pas complexe, en unités d'arrondi ε ⟨S, |d|⟩. */
static void check_complex_step(Row *row, const Problem *q, const char *state,
                               Random *random)
{
    Parameters S = parameters_create(IMAGE_SIZE, HIDDEN, CLASSES);
    Matrix d = matrix_create(q->p.theta.rows, 1);
    oracle_scale(&S, &q->p, &q->data.X, &q->data.Y);
    for (size_t draw = 0; draw < 5; draw++) {
        double scale = 0;
        matrix_random_normal(&d, 1, random);
        for (size_t k = 0; k < d.rows; k++)
            scale += S.theta.data[k] * fabs(d.data[k]);
        double gap = matrix_dot(&q->grad.theta, &d) -
                     oracle_directional(&q->p, &d, &q->data.X, &q->data.Y);
        row_gap(row, fabs(gap) / (0x1p-52 * scale), "%s", state);
    }
    matrix_free(&d);
    parameters_free(&S);
}

static void check_samples(Row *row, Problem *q, Random *random)
{
    Matrix *x[] = { &q->p.Wh, &q->p.bh, &q->p.Wy, &q->p.by };
    const Matrix *gradient[] = { &q->grad.Wh, &q->grad.bh, &q->grad.Wy,
                                 &q->grad.by };
    const char *names[] = { "∇Wh L", "∇bh L", "∇Wy L", "∇by L" };
    for (size_t t = 0; t < 4; t++) {
        GradientCheck check = gradient_check_sampled(
            x[t], gradient[t], problem_loss, q, 20, random);
        row_gradient(row, &check, names[t]);
    }
}

START_TEST(gradients_on_images)
{
    if (without_images())
        return;
    Random random = random_seeded(26);
    Row direction = row_open("prop:sur un lot de vraies images, la pente de "
                             "$L$ le long d'une direction $d$ est "
                             "$\\langle \\nabla L, d \\rangle$",
                             "différences finies", GRADIENT_TOLERANCE);
    Row witness = oracle_row_open(
        "prop:la même pente, par un second témoin, le pas complexe");
    Row entries = row_open("prop:sur un lot de vraies images, des entrées "
                           "tirées dans chacun des quatre gradients",
                           "différences finies", GRADIENT_TOLERANCE);
    Dataset images;
    Error error;
    ck_assert_msg(images_read_test(&images, &error), "%s", error.text);
    for (int state = 0; state < STATES; state++) {
        Problem q = problem_on_images(&images, state, &random);
        check_directions(&direction, &q, state_names[state], &random);
        check_complex_step(&witness, &q, state_names[state], &random);
        check_samples(&entries, &q, &random);
        problem_on_images_free(&q);
    }
    dataset_free(&images);
    rows_close(&direction, &witness, &entries);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

/* |mesure − calcul|, en erreurs types de la mesure. */
static double prediction_gap(const char *measured, const char *predicted)
{
    char mean[64], deviation[64], n[64];
    snprintf(mean, sizeof mean, "%s.mean", measured);
    snprintf(deviation, sizeof deviation, "%s.deviation", measured);
    snprintf(n, sizeof n, "%s.n", measured);
    return fabs(result(mean) - result(predicted)) /
           (result(deviation) / sqrt(result(n)));
}

/* Le pire de ces écarts, sur les deux lois et les deux mesures. */
static double worst_prediction_gap(void)
{
    return fmax(
        fmax(prediction_gap("wide.saturated", "wide.predicted_saturated"),
             prediction_gap("wide.spread", "wide.predicted_spread")),
        fmax(prediction_gap("fan_in.saturated", "fan_in.predicted_saturated"),
             prediction_gap("fan_in.spread", "fan_in.predicted_spread")));
}

START_TEST(start_claims)
{
    if (without_images())
        return;
    row_claim("avec $N(0 \\,; 0{,}3^2)$, de 40 à 48 % des neurones saturent "
              "au départ, en moyenne sur les tirages",
              result("wide.saturated.mean"), 0.40, 0.48);
    row_claim("avec $N(0 \\,; 1/n_x)$, moins d'un sur mille",
              result("fan_in.saturated.mean"), 0, 0.001);
    row_claim("pour les deux lois, la part de neurones saturés et la "
              "dispersion de $\\tilde{h}$ mesurées sont à moins de quatre "
              "erreurs types du calcul",
              worst_prediction_gap(), 0, 4);
    row_claim(
        "la pente moyenne de tanh est au départ au moins trois fois plus "
        "petite avec les poids du TP",
        result("fan_in.slope.mean") / result("wide.slope.mean"), 3, 5);
    claims_close();
}
END_TEST

START_TEST(choice_claims)
{
    if (without_images())
        return;
    double constant = fmin(result("floor.limit"), result("floor.low"));
    row_claim("au dernier pas, sur la parabole, le taux décroissant est au "
              "moins quatre fois plus bas que chacun des taux constants",
              constant / result("floor.decay"), 4, 50);
    row_claim("sur ce tirage de la validation, décroître depuis 0,1 n'apporte "
              "rien",
              result("low.validation") - result("low_decay.validation"), 0,
              0.03);
    row_claim(
        "l'avance du candidat choisi sur le suivant est de moins de deux "
        "écarts types d'une graine à l'autre",
        (result("high_decay.validation") - result("high.validation")) /
            result("base.test.deviation"),
        0, 2);
    claims_close();
}
END_TEST

START_TEST(extra_claims)
{
    if (without_images())
        return;
    double before = result("extra.loss_before"),
           same = result("extra.loss_same");
    row_claim(
        "sur ce tirage, après une epoch de plus à taux réduit, la loss "
        "de validation est plus basse qu'avant, et plus basse qu'au même "
        "taux",
        fmin(before, same) - result("extra.loss_small"), 0.01, 0.1);
    row_claim("et les bonnes réponses sont plus nombreuses que dans ces deux "
              "cas",
              result("extra.small") -
                  fmax(result("extra.before"), result("extra.same")),
              0.001, 0.05);
    claims_close();
}
END_TEST

START_TEST(test_claims)
{
    if (without_images())
        return;
    double base = result("base.test.mean"),
           chosen = result("chosen.test.mean"),
           half_width = result("chosen.test.half_width");
    row_claim("au réglage de base, de 85 à 87 % de bonnes réponses en moyenne "
              "sur le test",
              base, 0.85, 0.87);
    row_claim("au réglage choisi, plus de 87 % pour chacune des graines",
              result("chosen.test.low"), 0.87, 0.89);
    row_claim("et encore en moyenne, si l'on retranche les deux incertitudes, "
              "des graines et des images",
              chosen - hypot(half_width, result("sampling")), 0.87, 0.89);
    row_claim("les intervalles des deux réglages sont disjoints",
              chosen - half_width - base - result("base.test.half_width"),
              0.001, 0.05);
    row_claim(
        "d'une graine à l'autre, le score s'étend sur au moins deux fois "
        "moins au réglage choisi",
        (result("base.test.high") - result("base.test.low")) /
            (result("chosen.test.high") - result("chosen.test.low")),
        2, 50);
    row_claim("à graines égales, les poids du TP coûtent de bonnes réponses : "
              "l'intervalle de l'écart est au-dessus de zéro",
              result("wide.cost.mean") - result("wide.cost.half_width"), 0,
              0.04);
    row_claim(
        "aux deux réglages, le réseau fait mieux sur des images apprises, "
        "d'un point au moins",
        fmin(result("chosen.seen.mean") - chosen,
             result("base.seen.mean") - base),
        0.01, 0.05);
    row_claim("vingt points au moins séparent la classe la mieux reconnue de "
              "la moins bien",
              result("best.share") - result("worst.share"), 0.2, 0.5);
    claims_close();
}
END_TEST

START_TEST(choices)
{
    if (without_images())
        return;
    Row chosen = row_open("prop:le candidat choisi sur la validation part de "
                          "0,5 et décroît",
                          "exact", 0);
    row_true(&chosen, result("check.chosen") == 3, "candidat %g",
             result("check.chosen"));
    Row tops = row_open("prop:la chemise est la moins bien reconnue, et les "
                        "trois plus grandes confusions sont entre hauts du "
                        "corps",
                        "exact", 0);
    row_true(&tops, result("check.worst") == 6, "classe %g",
             result("check.worst"));
    row_true(&tops, result("check.tops") == 3, "%g confusions sur 3",
             result("check.tops"));
    rows_close(&chosen, &tops);
}
END_TEST

/* --- Des pixels mélangés ------------------------------------------------- */

/* Ce que donne l'apprentissage de Wh et data, colonnes rangées dans order. */
static Score train_shuffled(const Dataset *data, const size_t *order)
{
    Random random = random_seeded(28);
    Setting setting = { .nh = HIDDEN };
    Parameters drawn = draw_network(&setting, &random), p;
    Dataset moved = { .X = matrix_create(data->X.rows, IMAGE_SIZE),
                      .Y = data->Y };
    Training training = { .epochs = 3, .batch = BATCH, .eta = 0.1 };
    p = parameters_create(IMAGE_SIZE, HIDDEN, CLASSES);
    matrix_copy(&p.theta, &drawn.theta);
    for (size_t i = 0; i < IMAGE_SIZE; i++) {
        for (size_t j = 0; j < HIDDEN; j++)
            AT(&p.Wh, j, i) = AT(&drawn.Wh, j, order[i]);
        for (size_t n = 0; n < data->X.rows; n++)
            AT(&moved.X, n, i) = AT(&data->X, n, order[i]);
    }
    network_train(&p, &moved, &training, &random);
    Score score = evaluate(&p, &moved);
    matrix_free(&moved.X);
    parameters_free(&drawn);
    parameters_free(&p);
    return score;
}

START_TEST(shuffled_pixels)
{
    if (without_images())
        return;
    Row row = row_open("prop:pixels et colonnes de $W_h$ mélangés de la même "
                       "façon, l'apprentissage mène à la même loss",
                       "égalité", 1e-9);
    Random random = random_seeded(27);
    Dataset images;
    Error error;
    size_t order[IMAGE_SIZE];
    ck_assert_msg(images_read_test(&images, &error), "%s", error.text);
    Dataset data = dataset_slice(&images, 0, 1000);
    for (size_t i = 0; i < IMAGE_SIZE; i++)
        order[i] = i;
    Score straight = train_shuffled(&data, order);
    for (size_t draw = 0; draw < 3; draw++) {
        random_permutation(&random, order, IMAGE_SIZE);
        Score shuffled = train_shuffled(&data, order);
        row_gap(&row, fabs(shuffled.loss / straight.loss - 1), "tirage %zu",
                draw);
    }
    dataset_free(&images);
    row_close(&row);
}
END_TEST

/* --- Ensemble ou un par un ----------------------------------------------- */

enum { TOGETHER = 6 };

static void prepare_runs(Run *runs, const Dataset *data, const Dataset *held)
{
    for (size_t i = 0; i < TOGETHER; i++)
        runs[i] = (Run){
            .setting = { HIDDEN, BATCH, .eta = 0.5, .decay = i % 2 },
            .random = random_seeded(i),
            .epochs = 2,
            .data = data,
            .held = held,
        };
}

static bool same_run(const Run *a, const Run *b)
{
    size_t size = matrix_size(&a->p.theta) * sizeof(double);
    return memcmp(a->p.theta.data, b->p.theta.data, size) == 0 &&
           a->held_score[2].loss == b->held_score[2].loss;
}

START_TEST(together)
{
    if (without_images())
        return;
    Row row = row_open("prop:menés ensemble ou un par un, les apprentissages "
                       "donnent les mêmes réseaux",
                       "exact", 0);
    Dataset images;
    Error error;
    ck_assert_msg(images_read_test(&images, &error), "%s", error.text);
    Dataset data = dataset_slice(&images, 0, 300);
    Dataset held = dataset_slice(&images, 300, 100);
    Run runs[TOGETHER], alone[TOGETHER];
    prepare_runs(runs, &data, &held);
    prepare_runs(alone, &data, &held);
    run_all(runs, TOGETHER, "ensemble");
    for (size_t i = 0; i < TOGETHER; i++) {
        run_all(&alone[i], 1, "un par un");
        row_true(&row, same_run(&runs[i], &alone[i]), "apprentissage %zu", i);
        run_free(&runs[i]);
        run_free(&alone[i]);
    }
    dataset_free(&images);
    row_close(&row);
}
END_TEST

/* --- Les images absentes, ou abîmées ------------------------------------- */

/* Lance le programme du chapitre dans un dossier neuf, après setup. */
static void expect_program(const char *setup, int status, const char *text)
{
    char here[2048], folder[] = "/tmp/cahier-XXXXXX";
    const char *out = getenv("CAHIER_OUT");
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert_ptr_nonnull(mkdtemp(folder));
    Command run = command_run("cd %s && { %s; } && '%s'/%s/bin/chapter21 "
                              "--quick results && cat results/results.yaml",
                              folder, setup, here, out ? out : "build");
    ck_assert_msg(run.status == status && strstr(run.output, text),
                  "statut %d, %d attendu, avec « %s » :\n%s", run.status,
                  status, text, run.output);
    command_free(&run);
    run = command_run("rm -rf %s", folder);
    command_free(&run);
}

START_TEST(absent_images)
{
    expect_program(":", 0, "dataset-fashion-mnist");
    expect_program(":", 0, "FASHION_MNIST=");
    expect_program(":", 0, "\nimages: 0\n");
}
END_TEST

START_TEST(bad_images)
{
    expect_program("mkdir -p build/data && "
                   "echo abîmé >build/data/train-images-idx3-ubyte && "
                   "echo abîmé >build/data/train-labels-idx1-ubyte",
                   1, "ce ne sont pas des images IDX");
    expect_program("mkdir -p build/data && "
                   "echo abîmé >build/data/t10k-images-idx3-ubyte",
                   1, "train-images-idx3-ubyte : fichier introuvable");
    expect_program("mkdir -p build/data && cd build/data && "
                   "printf '\\0\\0\\10\\3\\0\\0\\0\\1\\0\\0\\0\\34\\0\\0\\0"
                   "\\34abc' >train-images-idx3-ubyte && "
                   "printf '\\0\\0\\10\\1\\0\\0\\0\\1\\5' "
                   ">train-labels-idx1-ubyte && cd ../..",
                   1, "train-images-idx3-ubyte : fichier tronqué");
}
END_TEST

START_TEST(other_images)
{
    expect_program("mkdir -p build/data && cd build/data && "
                   "printf '\\0\\0\\10\\3\\0\\0\\0\\1\\0\\0\\0\\1\\0\\0\\0"
                   "\\1a' >train-images-idx3-ubyte && "
                   "printf '\\0\\0\\10\\1\\0\\0\\0\\1\\5' "
                   ">train-labels-idx1-ubyte && cd ../..",
                   1, "pixels par image : 1 au lieu de 784");
    expect_program(
        "mkdir -p build/data && cd build/data && "
        "{ printf '\\0\\0\\10\\3\\0\\0\\0\\1\\0\\0\\0\\34\\0\\0\\0"
        "\\34'; head -c 784 /dev/zero; } >train-images-idx3-ubyte && "
        "printf '\\0\\0\\10\\1\\0\\0\\0\\1\\5' "
        ">train-labels-idx1-ubyte && "
        "cp train-images-idx3-ubyte t10k-images-idx3-ubyte && "
        "cp train-labels-idx1-ubyte t10k-labels-idx1-ubyte && "
        "cd ../..",
        1, "1 images d'apprentissage et 1 de test ; il en faut");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 21");
    TCase *start = tcase_create("au départ");
    tcase_add_test(start, presence);
    tcase_add_test(start, variance_of_h_tilde);
    tcase_add_test(start, fan_in);
    tcase_add_test(start, saturation);
    suite_add_tcase(suite, start);
    TCase *noise = tcase_create("le bruit");
    tcase_add_test(noise, one_step);
    tcase_add_test(noise, floor_of_noise);
    suite_add_tcase(suite, noise);
    TCase *images = tcase_create("les images");
    tcase_add_test(images, gradients_on_images);
    tcase_add_test(images, shuffled_pixels);
    tcase_add_test(images, together);
    tcase_add_test(images, absent_images);
    tcase_add_test(images, bad_images);
    tcase_add_test(images, other_images);
    suite_add_tcase(suite, images);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, start_claims);
    tcase_add_test(text, choice_claims);
    tcase_add_test(text, extra_claims);
    tcase_add_test(text, test_claims);
    tcase_add_test(text, choices);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
