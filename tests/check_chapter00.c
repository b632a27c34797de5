/* Chapitre 0 : les dérivées numériques, leur ordre, et ce qu'elles refusent. */
#include <complex.h>
#include <float.h>
#include <math.h>

#include "../chapters/00-derivative/formulas.h"
#include "../chapters/00-derivative/judge.h"
#include "oracle.h"

enum { DRAWS = 20, STEPS = 9 };

#define ORDER_TOLERANCE 0.1

/* --- f(x) = e^(kx), dont toutes les dérivées sont connues ---------------- */

typedef struct {
    double k, x, h;
} Curve;

/* k = ±(0,5 … 2), x dans [−1, 1). */
static Curve draw_curve(Random *random)
{
    double k = 0.5 + 1.5 * random_uniform(random);
    double sign = random_below(random, 2) == 0 ? 1 : -1;
    return (Curve){ sign * k, 2 * random_uniform(random) - 1, 0 };
}

static double value(void *context)
{
    Curve *c = context;
    return exp(c->k * c->x);
}

/* f⁽ʲ⁾(x) = kʲ e^(kx). */
static double derivative(const Curve *c, int j)
{
    return pow(c->k, j) * exp(c->k * c->x);
}

/* Ce qui reste quand on a retiré d'une quantité les termes que le texte
 * écrit. */
typedef double (*Remainder)(Curve *c);

/* Le reste d'un développement en O(h^order) : sa pente, mesurée pour h|k| de
 * low à 8 low, doit être order. Un coefficient faux laisse un terme d'ordre
 * plus bas, et la pente tombe. */
static void pour_order(Row *row, Remainder remainder, double low, int order,
                       uint64_t seed)
{
    Random random = random_seeded(seed);
    for (int draw = 0; draw < DRAWS; draw++) {
        Curve c = draw_curve(&random);
        double h[STEPS], rest[STEPS];
        for (size_t i = 0; i < STEPS; i++) {
            h[i] = low * pow(8, (double)i / (STEPS - 1)) / fabs(c.k);
            c.h = h[i];
            rest[i] = fabs(remainder(&c));
        }
        double measured = fitted_order(h, rest, STEPS);
        row_gap(row, fabs(measured - order),
                "reste d'ordre %.3f pour %d, f(x) = exp(%.3f x) en %.3f",
                measured, order, c.k, c.x);
    }
}

static void check_order(const char *label, Remainder remainder, double low,
                        int order)
{
    Row row = row_open(label, "ordre du reste", ORDER_TOLERANCE);
    pour_order(&row, remainder, low, order, (uint64_t)order);
    row_close(&row);
}

static double taylor(const Curve *c, double h)
{
    double f = derivative(c, 0), f1 = derivative(c, 1), f2 = derivative(c, 2),
           f3 = derivative(c, 3), f4 = derivative(c, 4);
    return f + h * f1 + h * h / 2 * f2 + pow(h, 3) / 6 * f3 +
           pow(h, 4) / 24 * f4;
}

static double right_remainder(Curve *c)
{
    return exp(c->k * (c->x + c->h)) - taylor(c, c->h);
}

static double left_remainder(Curve *c)
{
    double h = c->h, f = derivative(c, 0), f1 = derivative(c, 1),
           f2 = derivative(c, 2), f3 = derivative(c, 3), f4 = derivative(c, 4);
    return exp(c->k * (c->x - h)) -
           (f - h * f1 + h * h / 2 * f2 - h * h * h / 6 * f3 +
            h * h * h * h / 24 * f4);
}

static double forward_remainder(Curve *c)
{
    double d = forward_difference(value, c, &c->x, c->h);
    return d - (derivative(c, 1) + c->h / 2 * derivative(c, 2));
}

/* Les deux membres de la différence des développements. */
static double difference_remainder(Curve *c)
{
    double h = c->h, k = c->k;
    double left = exp(k * (c->x + h)) - exp(k * (c->x - h));
    return left -
           (2 * h * derivative(c, 1) + h * h * h / 3 * derivative(c, 3));
}

static double central_remainder(Curve *c)
{
    double h = c->h, d = central_difference(value, c, &c->x, h);
    return d - (derivative(c, 1) + h * h / 6 * derivative(c, 3) +
                pow(h, 4) / 120 * derivative(c, 5));
}

static double combination_remainder(Curve *c)
{
    double h = c->h, coarse = central_difference(value, c, &c->x, h),
           fine = central_difference(value, c, &c->x, h / 2);
    return 4 * fine - coarse -
           (3 * derivative(c, 1) - pow(h, 4) / 160 * derivative(c, 5));
}

static double richardson_remainder(Curve *c)
{
    double r = richardson(value, c, &c->x, c->h, 2).value;
    return r - (derivative(c, 1) - pow(c->h, 4) / 480 * derivative(c, 5));
}

START_TEST(expansions)
{
    check_order("eq:taylor-right", right_remainder, 0.02, 5);
    check_order("eq:taylor-left", left_remainder, 0.02, 5);
    check_order("eq:forward-error", forward_remainder, 0.001, 2);
    check_order("eq:central-subtraction", difference_remainder, 0.02, 5);
    check_order("eq:central-error", central_remainder, 0.05, 6);
    check_order("eq:richardson-combination", combination_remainder, 0.05, 6);
    check_order("eq:richardson-error", richardson_remainder, 0.05, 6);
}
END_TEST

/* La bibliothèque extrapole comme le texte. */
START_TEST(library_extrapolates)
{
    Random random = random_seeded(7);
    Row row = row_open("prop:`richardson` à deux niveaux est $R(h)$",
                       "égalité", 1e-14);
    for (int draw = 0; draw < DRAWS; draw++) {
        Curve c = draw_curve(&random);
        double one = extrapolated_difference(value, &c, &c.x, 0.1);
        double two = richardson(value, &c, &c.x, 0.1, 2).value;
        row_gap(&row, fabs(one - two) / fabs(two), "tirage %d", draw);
    }
    row_close(&row);
}
END_TEST

/* --- L'arrondi ----------------------------------------------------------- */

/* Pour e^x, D(h) = e^x sh(h)/h sans soustraction : l'écart avec la différence
 * centrée de la bibliothèque n'est qu'arrondi. */
START_TEST(rounding)
{
    Random random = random_seeded(8);
    Row row = row_open("eq:rounding", "borne", 1);
    double worst = 0;
    for (int draw = 0; draw < 2000; draw++) {
        Curve c = { 1, 4 * random_uniform(&random) - 2, 0 };
        double h = pow(10, -2 - 10 * random_uniform(&random));
        double exact = exp(c.x) * sinh(h) / h;
        double gap = fabs(central_difference(value, &c, &c.x, h) - exact);
        double bound =
            DBL_EPSILON / h *
            (fabs(derivative(&c, 0)) + fabs(c.x * derivative(&c, 1)));
        row_gap(&row, gap / bound, "x = %.3f, h = %.2e", c.x, h);
        worst = fmax(worst, gap / bound);
    }
    row_close(&row);
    row_claim("la borne de l'arrondi est atteinte à un facteur 4 près", worst,
              0.25, 1);
    claims_close();
}
END_TEST

/* E(h) = A h^p + B ε/h. */
typedef struct {
    double A, B, p;
} Model;

static double total_error(const Model *m, double h)
{
    return m->A * pow(h, m->p) + m->B * DBL_EPSILON / h;
}

/* Le minimum de E par section dorée, sur log h. */
static double minimize(const Model *m)
{
    const double golden = (sqrt(5) - 1) / 2;
    double low = log(1e-12), high = log(10);
    for (int i = 0; i < 100; i++) {
        double a = high - golden * (high - low),
               b = low + golden * (high - low);
        if (total_error(m, exp(a)) < total_error(m, exp(b)))
            high = b;
        else
            low = a;
    }
    return exp(low / 2 + high / 2);
}

static double power_term(const Model *m, double h)
{
    return m->A * pow(h, m->p);
}

START_TEST(best_step)
{
    Random random = random_seeded(9);
    Row flat = row_open("eq:stationary-step", "minimisation", 1e-5);
    Row step = row_open("prop:le pas $h^*$ de la formule est celui qui "
                        "minimise $E$",
                        "minimisation", 1e-5);
    Row error = row_open("eq:best-error", "minimisation", 1e-9);
    for (int draw = 0; draw < DRAWS; draw++) {
        Model m = { pow(10, 2 * random_uniform(&random) - 1),
                    pow(10, 2 * random_uniform(&random) - 1),
                    1 + (double)random_below(&random, 6) };
        double h = minimize(&m), least = total_error(&m, h);
        double noise = m.B * DBL_EPSILON;
        double h_star = pow(noise / (m.p * m.A), 1 / (m.p + 1));
        double power = power_term(&m, h_star);
        row_gap(&flat,
                fabs(m.p * m.A * pow(h, m.p - 1) / (noise / (h * h)) - 1),
                "p = %.0f", m.p);
        row_gap(&step, fabs(h_star / h - 1), "p = %.0f", m.p);
        row_gap(&error, fabs((power + noise / h_star) / least - 1),
                "p = %.0f, premier membre", m.p);
        row_gap(&error, fabs((power + m.p * power) / least - 1),
                "p = %.0f, deuxième membre", m.p);
        row_gap(&error, fabs((m.p + 1) * power / least - 1),
                "p = %.0f, troisième membre", m.p);
    }
    rows_close(&flat, &step, &error);
}
END_TEST

/* --- Le pas complexe ----------------------------------------------------- */

static double complex_power_remainder(Curve *c)
{
    double h = c->h, f = derivative(c, 0), f1 = derivative(c, 1),
           f2 = derivative(c, 2), f3 = derivative(c, 3);
    double complex z = c->x + h * I;
    double complex expected =
        f - h * h / 2 * f2 + (h * f1 - h * h * h / 6 * f3) * I;
    double complex gap = cexp(c->k * z) - expected;
    return hypot(creal(gap), cimag(gap));
}

/* complex_step ne prend pas de contexte : k lui vient d'ici. */
static double complex_k;

static double complex complex_value(double complex z)
{
    return cexp(complex_k * z);
}

static double complex_step_remainder(Curve *c)
{
    complex_k = c->k;
    double h = c->h, d = complex_step(complex_value, c->x, h);
    return d - (derivative(c, 1) - h * h / 6 * derivative(c, 3));
}

/* Un réseau d'un neurone, deux classes : ỹ = (h, 0), la première juste. */
static double complex tiny_network(double complex w)
{
    return clog(1 + cexp(-ctanh(w)));
}

static double tiny_gradient(double w)
{
    double slope = 1 / (cosh(w) * cosh(w));
    return -slope / (1 + exp(tanh(w)));
}

START_TEST(complex_expansion)
{
    check_order("eq:complex-taylor", complex_power_remainder, 0.02, 4);
    check_order("eq:complex-step", complex_step_remainder, 0.02, 4);
}
END_TEST

START_TEST(complex_is_exact)
{
    Random random = random_seeded(10);
    Row row = row_open("prop:le pas complexe est juste à l'arrondi près, de "
                       "$h = 10^{-8}$ à $10^{-300}$",
                       "écart relatif", 8 * DBL_EPSILON);
    for (int draw = 0; draw < DRAWS; draw++)
        for (int power = 8; power <= 300; power += 4) {
            double w = 4 * random_uniform(&random) - 2, h = pow(10, -power);
            double exact = tiny_gradient(w);
            double gap = complex_step(tiny_network, w, h) - exact;
            row_gap(&row, fabs(gap / exact), "w = %.3f, h = %.0e", w, h);
        }
    row_close(&row);
}
END_TEST

/* --- La loss d'un réseau ------------------------------------------------- */

typedef double (*Method)(ScalarFunction f, void *context, double *x, double h);

/* L'écart quadratique au pas complexe, sur tous les paramètres. */
static double network_error(Problem *q, const Parameters *exact, Method method,
                            double h)
{
    double sum = 0;
    for (size_t k = 0; k < matrix_size(&q->p.theta); k++) {
        double d = method(problem_loss, q, &q->p.theta.data[k], h);
        double gap = d - exact->theta.data[k];
        sum += gap * gap;
    }
    return sqrt(sum);
}

static void pour_network_order(Row *row, Problem *q, const Parameters *exact,
                               Method method, double low, int order)
{
    double h[STEPS], error[STEPS];
    for (size_t i = 0; i < STEPS; i++) {
        h[i] = low * pow(8, (double)i / (STEPS - 1));
        error[i] = network_error(q, exact, method, h[i]);
    }
    double measured = fitted_order(h, error, STEPS);
    row_gap(row, fabs(measured - order), "pente %.3f pour %d", measured,
            order);
}

START_TEST(orders_on_the_network)
{
    Random random = random_seeded(11);
    Row row = row_open("prop:sur un réseau, pentes 1 (avant), 2 (centrée), 4 "
                       "(Richardson)",
                       "pente mesurée", ORDER_TOLERANCE);
    for (int draw = 0; draw < DRAWS / 2; draw++) {
        Problem q = problem_usual(&random);
        Parameters exact = parameters_create(q.p.nx, q.p.nh, q.p.ny);
        oracle_gradient(&exact, &q.p, &q.data.X, &q.data.Y);
        pour_network_order(&row, &q, &exact, forward_difference, 1e-4, 1);
        pour_network_order(&row, &q, &exact, central_difference, 1e-3, 2);
        pour_network_order(&row, &q, &exact, extrapolated_difference, 8e-3, 4);
        parameters_free(&exact);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* --- Le test de Taylor --------------------------------------------------- */

/* dᵀ ∇²L d : la dérivée, le long de d, de la pente le long de d. */
typedef struct {
    Problem *q;
    Matrix start, direction;
    double t;
} Line;

static void move_along(Line *line)
{
    matrix_copy(&line->q->p.theta, &line->start);
    matrix_add_scaled(&line->q->p.theta, line->t, &line->direction);
}

static double slope_along(void *context)
{
    Line *line = context;
    move_along(line);
    return oracle_directional(&line->q->p, &line->direction, &line->q->data.X,
                              &line->q->data.Y);
}

static double loss_along(Line *line, double t)
{
    line->t = t;
    move_along(line);
    double loss = oracle_loss(&line->q->p, &line->q->data.X, &line->q->data.Y);
    line->t = 0;
    move_along(line);
    return loss;
}

static double curvature(Line *line)
{
    double c =
        richardson(slope_along, line, &line->t, GRADIENT_STEP / 8, 3).value;
    move_along(line);
    return c;
}

static Line line_create(Problem *q, Random *random)
{
    Line line = { q, matrix_clone(&q->p.theta), matrix_clone(&q->p.theta), 0 };
    draw_direction(&line.direction, random);
    return line;
}

static void line_free(Line *line)
{
    matrix_free(&line->start);
    matrix_free(&line->direction);
}

/* L'ordre de ce qui reste de ρ(t), ou de L(θ + td) quand g est NULL, une fois
 * retirés les termes écrits. */
static double order_left(Line *line, const Matrix *g)
{
    double slope = slope_along(line), bend = curvature(line);
    double start = loss_along(line, 0), t[STEPS], rest[STEPS];
    for (size_t i = 0; i < STEPS; i++) {
        t[i] = 5e-4 * pow(8, (double)i / (STEPS - 1));
        double square = t[i] * t[i] / 2 * bend;
        double gap = g ? slope - matrix_dot(g, &line->direction) : slope;
        double left = g ? taylor_remainder(line->q, &line->direction, g, t[i])
                        : loss_along(line, t[i]) - start;
        rest[i] = fabs(left - (t[i] * gap + square));
    }
    return fitted_order(t, rest, STEPS);
}

START_TEST(taylor_orders)
{
    Random random = random_seeded(12);
    Row along = row_open("eq:taylor-line", "ordre du reste", 0.3);
    Row test = row_open("eq:taylor-test", "ordre du reste", 0.3);
    const Mistake *m = mistake_find("slope-omitted");
    for (int draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        Line line = line_create(&q, &random);
        double order = order_left(&line, NULL);
        row_gap(&along, fabs(order - 3), "ordre %.3f, tirage %d", order, draw);
        order = order_left(&line, &q.grad.theta);
        row_gap(&test, fabs(order - 3), "gradient juste, ordre %.3f", order);
        mistaken_gradient(&q.grad, &m, 1, &q.p, &q.data.X, &q.data.Y);
        order = order_left(&line, &q.grad.theta);
        row_gap(&test, fabs(order - 3), "gradient faux, ordre %.3f", order);
        line_free(&line);
        problem_free(&q);
    }
    rows_close(&along, &test);
}
END_TEST

/* L'ordre de ρ(t) lui-même, en moyenne quadratique sur des directions, pour t
 * de low à 8 low. Le long d'une seule, dᵀ ∇²L d peut être presque nul par
 * hasard : le terme en t³ se verrait alors à la place de celui en t². */
static double remainder_order(Problem *q, const Matrix *directions,
                              size_t count, const Matrix *g, double low)
{
    double t[STEPS], rest[STEPS];
    for (size_t i = 0; i < STEPS; i++) {
        double sum = 0;
        t[i] = low * pow(8, (double)i / (STEPS - 1));
        for (size_t n = 0; n < count; n++)
            sum += pow(taylor_remainder(q, &directions[n], g, t[i]), 2);
        rest[i] = sqrt(sum);
    }
    return fitted_order(t, rest, STEPS);
}

static void pour_mistakes(Row *row, Problem *q, const Matrix *direction)
{
    Parameters wrong = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    for (size_t i = 0; i < mistake_count(); i++) {
        const Mistake *m = mistake(i);
        if (m->precision)
            continue;
        mistaken_gradient(&wrong, &m, 1, &q->p, &q->data.X, &q->data.Y);
        double order = remainder_order(q, direction, 1, &wrong.theta, 1e-6);
        row_gap(row, fabs(order - 1), "%s : ordre %.3f", m->name, order);
    }
    parameters_free(&wrong);
}

START_TEST(taylor_verdicts)
{
    enum { DIRECTIONS = 8 };
    Random random = random_seeded(13);
    Row right =
        row_open("prop:test de Taylor : ordre 2 pour le gradient juste (huit "
                 "directions)",
                 "pente mesurée", ORDER_TOLERANCE);
    Row wrong =
        row_open("prop:test de Taylor : ordre 1 pour chaque gradient faux "
                 "(une direction)",
                 "pente mesurée", ORDER_TOLERANCE);
    for (int draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        Matrix directions[DIRECTIONS];
        for (size_t n = 0; n < DIRECTIONS; n++) {
            directions[n] = matrix_clone(&q.p.theta);
            draw_direction(&directions[n], &random);
        }
        double order =
            remainder_order(&q, directions, DIRECTIONS, &q.grad.theta, 2e-5);
        row_gap(&right, fabs(order - 2), "ordre %.3f, tirage %d", order, draw);
        pour_mistakes(&wrong, &q, directions);
        for (size_t n = 0; n < DIRECTIONS; n++)
            matrix_free(&directions[n]);
        problem_free(&q);
    }
    rows_close(&right, &wrong);
}
END_TEST

/* --- Le catalogue -------------------------------------------------------- */

static GradientVerdict second_witness(Problem *q, const Mistake *m)
{
    Parameters gradient = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    mistaken_gradient(&gradient, &m, 1, &q->p, &q->data.X, &q->data.Y);
    OracleCheck check = oracle_check(&q->p, &q->data.X, &q->data.Y, &gradient);
    parameters_free(&gradient);
    return oracle_verdict(&check);
}

static void pour_catalogue(Row *formula, Row *all, Row *right, Problem *q)
{
    for (size_t i = 0; i < mistake_count(); i++) {
        const Mistake *m = mistake(i);
        if (!m->precision)
            row_true(formula, judge_mistake(q, m).verdict == GRADIENT_WRONG,
                     "%s", m->name);
        row_true(all, second_witness(q, m) == GRADIENT_WRONG, "%s", m->name);
    }
    for (size_t i = 0; i < rewriting_count(); i++) {
        const Mistake *m = rewriting(i);
        row_true(right,
                 judge_mistake(q, m).verdict == GRADIENT_RIGHT &&
                     second_witness(q, m) == GRADIENT_RIGHT,
                 "%s", m->name);
    }
}

/* Le premier tirage est le réseau du programme, celui de la figure. */
START_TEST(catalogue)
{
    Random random = random_seeded(2);
    Row formula = row_open("prop:chaque erreur de formule est dite fausse",
                           "différences finies", 0);
    Row all = row_open("prop:chaque erreur, de précision aussi, est dite "
                       "fausse",
                       "pas complexe", 0);
    Row right = row_open("prop:chaque réécriture est dite juste",
                         "les deux témoins", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        pour_catalogue(&formula, &all, &right, &q);
        problem_free(&q);
    }
    rows_close(&formula, &all, &right);
}
END_TEST

START_TEST(no_false_alarm)
{
    Random random = random_seeded(15);
    Row row = row_open("prop:le gradient de la bibliothèque n'est jamais dit "
                       "faux",
                       "différences finies", 0);
    Row witness = oracle_row_open("prop:ni par le second témoin");
    for (int draw = 0; draw < 200; draw++) {
        size_t nx = 1 + random_below(&random, 6),
               nh = 1 + random_below(&random, 8),
               ny = 2 + random_below(&random, 6),
               N = 1 + random_below(&random, 12);
        Problem q = problem_create(nx, nh, ny, N, &random);
        row_true(&row, judge(&q, &q.grad).verdict != GRADIENT_WRONG,
                 "%zu-%zu-%zu, N = %zu", nx, nh, ny, N);
        OracleCheck check = oracle_check(&q.p, &q.data.X, &q.data.Y, &q.grad);
        oracle_row(&witness, &check);
        problem_free(&q);
    }
    rows_close(&row, &witness);
}
END_TEST

/* Des poids nuls ne prouvent rien, et le vérificateur le dit ; un NaN n'est
 * jamais juste. */
START_TEST(third_verdict)
{
    Random random = random_seeded(16);
    Row zero = row_open("prop:poids nuls, gradient juste : « ne conclut pas »",
                        "différences finies", 0);
    Row nan = row_open("prop:une seule entrée NaN : « faux »",
                       "différences finies", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        Problem q = zero_weights(&random);
        row_true(&zero, judge(&q, &q.grad).verdict == GRADIENT_INCONCLUSIVE,
                 "tirage %d", draw);
        problem_free(&q);
        q = problem_usual(&random);
        size_t k = random_below(&random, matrix_size(&q.grad.theta));
        q.grad.theta.data[k] = NAN;
        row_true(&nan, judge(&q, &q.grad).verdict == GRADIENT_WRONG,
                 "entrée %zu", k);
        problem_free(&q);
    }
    rows_close(&zero, &nan);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

/* 1 − tanh²(t) = 4 / (e^t + e^(−t))². */
START_TEST(saturation)
{
    Random random = random_seeded(17);
    Row row = row_open("eq:tanh-slope", "égalité", 1e-14);
    for (int draw = 0; draw < 1000; draw++) {
        double t = 6 * random_uniform(&random) - 3, h = tanh(t);
        double sum = exp(t) + exp(-t);
        row_gap(&row, fabs(1 - h * h - 4 / (sum * sum)), "t = %.3f", t);
    }
    row_close(&row);
}
END_TEST

static double ratio(const char *numerator, const char *denominator)
{
    return result(numerator) / result(denominator);
}

/* De combien x et y diffèrent, en facteur : 1 s'ils sont égaux. */
static double factor(const char *x, const char *y)
{
    return fmax(ratio(x, y), ratio(y, x));
}

static double largest(double a, double b, double c)
{
    return fmax(a, fmax(b, c));
}

static double gap_to(const char *key, double expected)
{
    return fabs(result(key) - expected);
}

START_TEST(claims_on_the_essential)
{
    row_claim("premier exemple : mesure et formule à un millionième près",
              fabs(ratio("essential.measured", "essential.formula") - 1), 0,
              1e-6);
    row_claim("sans la dérivée de tanh, le signe est faux",
              ratio("essential.mistaken", "essential.formula"), -INFINITY, 0);
    claims_close();
}
END_TEST

START_TEST(claims_on_steps)
{
    row_claim("à droite, les pentes sont 1, 2 et 4, à 0,1 près",
              largest(gap_to("forward.order", 1), gap_to("central.order", 2),
                      gap_to("richardson.order", 4)),
              0, 0.1);
    row_claim("les trois $h^*$ sont à un facteur 6 au plus de la règle",
              largest(factor("forward.h", "forward.expected_h"),
                      factor("central.h", "central.expected_h"),
                      factor("richardson.h", "richardson.expected_h")),
              1, 6);
    row_claim("les trois meilleures erreurs, à un facteur 20 au plus de la "
              "leur",
              largest(factor("forward.error", "forward.expected_error"),
                      factor("central.error", "central.expected_error"),
                      factor("richardson.error", "richardson.expected_error")),
              1, 20);
    row_claim("la meilleure des trois différences reste à plus de "
              "$10 \\varepsilon$",
              ratio("richardson.error", "epsilon"), 10, INFINITY);
    row_claim("à $h = 10^{-12}$, les trois erreurs se valent à un facteur 6 "
              "près",
              result("rounding.ratio"), 1, 6);
    claims_close();
}
END_TEST

START_TEST(claims_on_the_network)
{
    row_claim("trois niveaux restent 100 fois sous la tolérance",
              ratio("network.three", "tolerance"), 0, 1e-2);
    row_claim("à $\\tilde{h} = 18$, plus de 1 % d'erreur sur la pente",
              result("saturation.error"), 0.01, 0.25);
    row_claim("à $\\tilde{h} = 18$, l'écart est sous $\\varepsilon$",
              result("saturation.gap"), 0, DBL_EPSILON);
    row_claim("la faute la plus discrète dépasse 100 000 fois la tolérance",
              ratio("formula.smallest", "tolerance"), 1e5, INFINITY);
    row_claim("les pertes de précision sont à moins de 1 000 fois la "
              "tolérance",
              ratio("precision.largest", "tolerance"), 1, 1e3);
    row_claim("les réécritures restent 100 fois sous la tolérance",
              ratio("rewriting.largest", "tolerance"), 0, 1e-2);
    claims_close();
}
END_TEST

/* --- Les angles morts ---------------------------------------------------- */

START_TEST(blind_spots)
{
    static const struct {
        const char *key;
        Problem (*draw)(Random *random);
    } cases[] = { { "blind.usual", problem_usual },
                  { "blind.one", one_example },
                  { "blind.zero", zero_weights },
                  { "blind.symmetric", symmetric_weights },
                  { "blind.right", right_answers } };
    Random random = random_seeded(18);
    Row row =
        row_open("prop:le tableau des angles morts ne dépend pas du tirage",
                 "différences finies", 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int draw = 0; draw < DRAWS; draw++) {
            Problem q = cases[i].draw(&random);
            size_t hidden = count_hidden(&q);
            row_true(&row, (double)hidden == result(cases[i].key),
                     "%s : %zu, tirage %d", cases[i].key, hidden, draw);
            problem_free(&q);
        }
    row_close(&row);
}
END_TEST

static GradientVerdict transposed(Problem q)
{
    const Mistake *m = mistake_find("Wy-read-transposed");
    GradientVerdict verdict = judge_mistake(&q, m).verdict;
    problem_free(&q);
    return verdict;
}

START_TEST(transposed_reading)
{
    Random random = random_seeded(19);
    Row row = row_open("prop:transposée de trop : $W_y$ carrée, refusée ; "
                       "symétrique, admise",
                       "différences finies", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        row_true(&row, transposed(square_weights(&random)) == GRADIENT_WRONG,
                 "carrée, tirage %d", draw);
        row_true(&row,
                 transposed(symmetric_weights(&random)) == GRADIENT_RIGHT,
                 "symétrique, tirage %d", draw);
    }
    row_close(&row);
}
END_TEST

START_TEST(wrong_yet_descending)
{
    Random random = random_seeded(20);
    Row row = row_open(
        "prop:plus de la moitié des gradients faux font baisser la loss",
        "exact", 0);
    for (int draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_usual(&random);
        size_t count = count_descending(&q, result("essential.step"));
        row_true(&row, 2 * count > count_formula_mistakes(), "%zu, tirage %d",
                 count, draw);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

START_TEST(claims_on_blind_spots)
{
    row_claim("hors des tailles usuelles, chaque cas cache une faute au moins",
              fmin(fmin(result("blind.one"), result("blind.zero")),
                   fmin(result("blind.symmetric"), result("blind.right"))),
              1, INFINITY);
    row_claim("$N = 1$ en cache moins que des poids nuls",
              ratio("blind.one", "blind.zero"), 0, 0.9);
    row_claim("la direction des 1 cache plus de la moitié des erreurs de "
              "$\\nabla_{b_y} L$",
              ratio("blind.ones", "blind.by"), 0.5, 1);
    row_claim("aucune des directions tirées au hasard n'en cache",
              result("blind.random"), 0, 0);
    claims_close();
}
END_TEST

START_TEST(claims_on_written_formulas)
{
    row_claim("l'évaluateur accepte les deux écritures justes du gradient",
              result("written.accepted"), 2, 2);
    row_claim("et refuse toutes les autres",
              result("written.count") - result("written.refused"), 2, 2);
    claims_close();
}
END_TEST

static void add(Suite *suite, const char *name, const TTest *test)
{
    TCase *tcase = tcase_create(name);
    tcase_add_test(tcase, test);
    suite_add_tcase(suite, tcase);
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 0");
    add(suite, "développements", expansions);
    add(suite, "extrapolation", library_extrapolates);
    add(suite, "arrondi", rounding);
    add(suite, "meilleur pas", best_step);
    add(suite, "pas complexe, ordre", complex_expansion);
    add(suite, "pas complexe, arrondi", complex_is_exact);
    add(suite, "ordres sur le réseau", orders_on_the_network);
    add(suite, "Taylor, reste", taylor_orders);
    add(suite, "Taylor, ordre", taylor_verdicts);
    add(suite, "catalogue", catalogue);
    add(suite, "fausses alarmes", no_false_alarm);
    add(suite, "troisième verdict", third_verdict);
    add(suite, "saturation", saturation);
    add(suite, "texte, essentiel", claims_on_the_essential);
    add(suite, "texte, pas", claims_on_steps);
    add(suite, "texte, réseau", claims_on_the_network);
    add(suite, "angles morts", blind_spots);
    add(suite, "transposée de trop", transposed_reading);
    add(suite, "faux, mais la loss baisse", wrong_yet_descending);
    add(suite, "texte, angles morts", claims_on_blind_spots);
    add(suite, "texte, formules écrites", claims_on_written_formulas);
    return run_suite(argc, argv, suite);
}
