/* check_mistakes.c — contrôles négatifs : les deux témoins refusent toutes les
 * erreurs du dictionnaire, acceptent les réécritures justes, et ne donnent
 * aucune fausse alarme. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"
#include "runner.h"

#include "../lib/mistakes.h"

enum { CONTROLS = 24, FALSE_ALARM_CASES = 5000 };

/* --- Un cas : un réseau, un lot, et de quoi interroger les témoins ------- */

typedef struct {
    size_t nx, nh, ny, N;
    double sigma; /* écart type des poids et des biais */
    uint64_t seed;
} Shape;

/* Des tailles premières et distinctes : rien ne se confond avec autre chose. */
static const Shape BASE = { 3, 5, 7, 11, 1, 1 };

typedef struct {
    Parameters p, numeric, S;
    Matrix X, Y;
    Pass pass;
} Case;

/* Toutes les classes d'abord, puis au hasard. */
static void draw_classes(Matrix *Y, Random *random)
{
    for (size_t n = 0; n < Y->rows; n++) {
        size_t c = n < Y->cols ? n : random_below(random, Y->cols);
        AT(Y, n, c) = 1;
    }
}

static Case case_create(Shape shape)
{
    Random random = random_seeded(shape.seed);
    Case c = {
        .p = parameters_create(shape.nx, shape.nh, shape.ny),
        .numeric = parameters_create(shape.nx, shape.nh, shape.ny),
        .S = parameters_create(shape.nx, shape.nh, shape.ny),
        .X = matrix_create(shape.N, shape.nx),
        .Y = matrix_create(shape.N, shape.ny),
    };
    c.pass = pass_create(&c.p, shape.N);
    matrix_random_normal(&c.p.theta, shape.sigma, &random);
    matrix_random_normal(&c.X, 1, &random);
    draw_classes(&c.Y, &random);
    return c;
}

static void case_free(Case *c)
{
    parameters_free(&c->p);
    parameters_free(&c->numeric);
    parameters_free(&c->S);
    matrix_free(&c->X);
    matrix_free(&c->Y);
    pass_free(&c->pass);
}

static double case_loss(void *context)
{
    Case *c = context;
    forward(&c->pass, &c->p, &c->X);
    return loss(&c->pass, &c->Y);
}

static void case_backward(Case *c, Parameters *grad)
{
    forward(&c->pass, &c->p, &c->X);
    backward(grad, &c->pass, &c->p, &c->X, &c->Y);
}

/* Après tout changement de p, X ou Y, avant d'interroger le pas complexe. */
static void case_ask_oracle(Case *c)
{
    oracle_gradient(&c->numeric, &c->p, &c->X, &c->Y);
    oracle_scale(&c->S, &c->p, &c->X, &c->Y);
}

/* --- Les deux témoins ---------------------------------------------------- */

/* Dans l'ordre des bits TENSOR_WH … TENSOR_BY. */
enum { TENSORS = 4 };
static const char *const TENSOR_NAMES[TENSORS] = { "∇Wh", "∇bh", "∇Wy",
                                                   "∇by" };

static Matrix *tensor(Parameters *p, size_t t)
{
    Matrix *all[TENSORS] = { &p->Wh, &p->bh, &p->Wy, &p->by };
    return all[t];
}

/* L'avis d'un témoin : les tenseurs qu'il dit faux, ceux qu'il dit justes, et
 * l'écart le plus grand. */
typedef struct {
    unsigned wrong, right;
    double error;
} Opinion;

static void add_opinion(Opinion *opinion, const GradientCheck *check, size_t t)
{
    if (check->verdict == GRADIENT_WRONG)
        opinion->wrong |= 1U << t;
    if (check->verdict == GRADIENT_RIGHT)
        opinion->right |= 1U << t;
    if (!(check->error <= opinion->error) && check->scale > 0)
        opinion->error = check->error;
}

static Opinion by_differences(Case *c, Parameters *gradient)
{
    Opinion opinion = { 0 };
    for (size_t t = 0; t < TENSORS; t++) {
        GradientCheck check = gradient_check(
            tensor(&c->p, t), tensor(gradient, t), case_loss, c);
        add_opinion(&opinion, &check, t);
    }
    return opinion;
}

static Opinion by_complex_step(Case *c, Parameters *gradient)
{
    Opinion opinion = { 0 };
    for (size_t t = 0; t < TENSORS; t++) {
        GradientCheck check = oracle_compare(
            tensor(gradient, t), tensor(&c->numeric, t), tensor(&c->S, t));
        add_opinion(&opinion, &check, t);
    }
    return opinion;
}

/* --- Les formes des contrôles -------------------------------------------- */

static size_t between(Random *random, size_t low, size_t high)
{
    return low + random_below(random, high - low + 1);
}

static bool all_well_classified(Shape shape)
{
    Case c = case_create(shape);
    forward(&c.pass, &c.p, &c.X);
    double rate = accuracy(&c.pass, &c.Y);
    case_free(&c);
    return rate >= 1;
}

/* La forme du contrôle i : la base, puis des formes quelconques. Un exemple au
 * moins est mal classé, sans quoi « la classe prédite au lieu de y » ne se
 * verrait pas. */
static Shape control_shape(size_t i)
{
    Random random = random_seeded(1000 + i);
    Shape shape = BASE;
    if (i >= CONTROLS / 3) {
        shape.nx = between(&random, 2, 7);
        shape.nh = between(&random, 2, 7);
        shape.ny = between(&random, 3, 7);
        shape.N = between(&random, shape.ny + 1, 13);
    }
    shape.sigma = 0.5 * pow(4, random_uniform(&random));
    do
        shape.seed = random_bits(&random);
    while (all_well_classified(shape));
    return shape;
}

/* --- Erreurs refusées, réécritures acceptées ----------------------------- */

/* L'erreur est vue, et elle ne l'est que là où elle est. */
static void assert_rejected(const Mistake *m, Opinion opinion,
                            const char *witness, size_t control)
{
    ck_assert_msg(opinion.wrong != 0, "%s : %s, cas %zu : erreur non vue",
                  witness, m->id, control);
    ck_assert_msg((opinion.wrong & ~m->tensors) == 0,
                  "%s : %s, cas %zu : tenseurs accusés %x, attendus %x",
                  witness, m->id, control, opinion.wrong, m->tensors);
    ck_assert_msg((opinion.right | m->tensors) == TENSOR_ALL,
                  "%s : %s, cas %zu : tenseurs innocentés %x", witness, m->id,
                  control, opinion.right);
}

START_TEST(mistake_is_rejected)
{
    const Mistake *m = mistake((size_t)_i);
    for (size_t i = 0; i < CONTROLS; i++) {
        Case c = case_create(control_shape(i));
        Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
        mistaken_gradient(&grad, &m, 1, &c.p, &c.X, &c.Y);
        case_ask_oracle(&c);
        assert_rejected(m, by_complex_step(&c, &grad), "pas complexe", i);
        /* Une perte de précision peut rester sous la tolérance des
         * différences finies : le pas complexe en répond seul. */
        if (!m->precision)
            assert_rejected(m, by_differences(&c, &grad), "différences finies",
                            i);
        parameters_free(&grad);
        case_free(&c);
    }
}
END_TEST

static void assert_accepted(Opinion opinion, const char *witness,
                            const char *what, size_t control)
{
    ck_assert_msg(opinion.wrong == 0 && opinion.right == TENSOR_ALL,
                  "%s : %s, cas %zu : faux %x, juste %x, écart %g", witness,
                  what, control, opinion.wrong, opinion.right, opinion.error);
}

START_TEST(rewriting_is_accepted)
{
    const Mistake *m = rewriting((size_t)_i);
    for (size_t i = 0; i < CONTROLS; i++) {
        Case c = case_create(control_shape(i));
        Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
        mistaken_gradient(&grad, &m, 1, &c.p, &c.X, &c.Y);
        case_ask_oracle(&c);
        assert_accepted(by_complex_step(&c, &grad), "pas complexe", m->id, i);
        assert_accepted(by_differences(&c, &grad), "différences finies", m->id,
                        i);
        parameters_free(&grad);
        case_free(&c);
    }
}
END_TEST

/* Sans erreur, le dictionnaire donne le gradient de la bibliothèque. */
START_TEST(no_mistake_is_right)
{
    Case c = case_create(BASE);
    Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    mistaken_gradient(&grad, NULL, 0, &c.p, &c.X, &c.Y);
    case_ask_oracle(&c);
    assert_accepted(by_complex_step(&c, &grad), "pas complexe", "rien", 0);
    assert_accepted(by_differences(&c, &grad), "différences finies", "rien",
                    0);
    parameters_free(&grad);
    case_free(&c);
}
END_TEST

/* Un pas de taux nul ne change rien : l'avoir fait trop tôt, ou l'avoir oublié,
 * laisse le gradient juste. */
START_TEST(nothing_moves_without_a_rate)
{
    static const char *const ids[] = { "Wy-updated-first", "stale-h" };
    Case c = case_create(BASE);
    Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    case_ask_oracle(&c);
    for (size_t i = 0; i < 2; i++) {
        const Mistake *m = mistake_find(ids[i]);
        mistaken_step(&grad, &m, 1, &c.p, &c.X, &c.Y, 0);
        assert_accepted(by_complex_step(&c, &grad), "pas complexe", ids[i], 0);
    }
    parameters_free(&grad);
    case_free(&c);
}
END_TEST

START_TEST(dictionary_is_well_formed)
{
    for (size_t i = 0; i < mistake_count(); i++) {
        const Mistake *m = mistake(i);
        ck_assert_ptr_eq(mistake_find(m->id), m);
        ck_assert_uint_ne(m->tensors, 0);
        ck_assert_uint_le(m->tensors, TENSOR_ALL);
    }
    ck_assert_uint_eq(mistake_count(), 43);
    ck_assert_ptr_null(mistake_find("rien"));
}
END_TEST

/* Deux erreurs ne donnent pas le même gradient : le dictionnaire peut nommer
 * celle qu'il reconnaît. */
START_TEST(mistakes_are_distinct)
{
    Case c = case_create(BASE);
    Parameters one = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    Parameters other = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    for (size_t i = 0; i < mistake_count(); i++)
        for (size_t j = 0; j < i; j++) {
            const Mistake *a = mistake(i), *b = mistake(j);
            mistaken_gradient(&one, &a, 1, &c.p, &c.X, &c.Y);
            mistaken_gradient(&other, &b, 1, &c.p, &c.X, &c.Y);
            double gap = matrix_max_difference(&one.theta, &other.theta);
            ck_assert_msg(gap > 1e-9 * matrix_max_abs(&one.theta),
                          "%s et %s se confondent", a->id, b->id);
        }
    parameters_free(&one);
    parameters_free(&other);
    case_free(&c);
}
END_TEST

/* --- Aucune fausse alarme ------------------------------------------------ */

static Shape any_shape(Random *random)
{
    Shape shape = {
        .nx = between(random, 1, 9),
        .nh = between(random, 1, 9),
        .ny = between(random, 1, 9),
        .N = between(random, 1, 13),
        .sigma = 0.01 * pow(300, random_uniform(random)),
    };
    shape.seed = random_bits(random);
    return shape;
}

typedef struct {
    size_t right, inconclusive;
    double error;
} Tally;

static void tally_opinion(Tally *tally, Opinion opinion, const char *witness,
                          size_t i)
{
    ck_assert_msg(opinion.wrong == 0,
                  "%s : fausse alarme, cas %zu, tenseurs %x, écart %g",
                  witness, i, opinion.wrong, opinion.error);
    if (opinion.right == TENSOR_ALL) {
        tally->right++;
        tally->error = fmax(tally->error, opinion.error);
    } else
        tally->inconclusive++;
}

static void tally_print(const Tally *tally, const char *witness)
{
    printf("%s : %zu justes, %zu qui ne concluent pas sur un tenseur au "
           "moins ; plus grand écart %.3g\n",
           witness, tally->right, tally->inconclusive, tally->error);
    ck_assert_uint_eq(tally->right + tally->inconclusive, FALSE_ALARM_CASES);
    ck_assert_uint_gt(tally->right, FALSE_ALARM_CASES / 2);
}

START_TEST(no_false_alarm)
{
    Random random = random_seeded(5000);
    Tally differences = { 0 }, complex_step = { 0 };
    for (size_t i = 0; i < FALSE_ALARM_CASES; i++) {
        Case c = case_create(any_shape(&random));
        Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
        case_backward(&c, &grad);
        case_ask_oracle(&c);
        tally_opinion(&complex_step, by_complex_step(&c, &grad),
                      "pas complexe", i);
        tally_opinion(&differences, by_differences(&c, &grad),
                      "différences finies", i);
        parameters_free(&grad);
        case_free(&c);
    }
    tally_print(&differences, "différences finies");
    tally_print(&complex_step, "pas complexe (unités d'arrondi)");
}
END_TEST

/* --- L'oracle et la bibliothèque ----------------------------------------- */

START_TEST(oracle_agrees_on_loss)
{
    Random random = random_seeded(700);
    for (size_t i = 0; i < 1000; i++) {
        Case c = case_create(any_shape(&random));
        double expected = oracle_loss(&c.p, &c.X, &c.Y);
        double scale = oracle_loss_scale(&c.p, &c.X, &c.Y);
        ck_assert_double_le(fabs(case_loss(&c) - expected),
                            ORACLE_TOLERANCE * DBL_EPSILON * scale);
        case_free(&c);
    }
}
END_TEST

START_TEST(oracle_follows_a_direction)
{
    Random random = random_seeded(701);
    Case c = case_create(BASE);
    Matrix direction = matrix_clone(&c.p.theta);
    matrix_random_normal(&direction, 1, &random);
    case_ask_oracle(&c);
    double slope = oracle_directional(&c.p, &direction, &c.X, &c.Y);
    double scale = 0;
    for (size_t k = 0; k < matrix_size(&direction); k++)
        scale += fabs(direction.data[k]) * c.S.theta.data[k];
    ck_assert_double_le(fabs(slope - matrix_dot(&c.numeric.theta, &direction)),
                        ORACLE_TOLERANCE * DBL_EPSILON * scale);
    matrix_free(&direction);
    case_free(&c);
}
END_TEST

static void assert_right(const Matrix *analytic, const Matrix *numeric,
                         const Matrix *S, const char *name)
{
    GradientCheck check = oracle_compare(analytic, numeric, S);
    char text[300];
    ck_assert_msg(check.verdict == GRADIENT_RIGHT, "%s : %s", name,
                  gradient_check_describe(&check, text, sizeof text));
}

START_TEST(oracle_agrees_on_intermediate_gradients)
{
    Case c = case_create(BASE);
    Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    Matrix numeric_y = matrix_create(BASE.N, BASE.ny);
    Matrix numeric_h = matrix_create(BASE.N, BASE.nh);
    Matrix S_y = matrix_clone(&numeric_y), S_h = matrix_clone(&numeric_h);
    case_backward(&c, &grad);
    oracle_grad_Y_tilde(&numeric_y, &S_y, &c.pass.Y_tilde, &c.Y);
    assert_right(&c.pass.grad_Y_tilde, &numeric_y, &S_y, "∇Ỹ");
    oracle_grad_H(&numeric_h, &S_h, &c.p, &c.pass.H, &c.Y);
    assert_right(&c.pass.grad_H, &numeric_h, &S_h, "∇H");
    oracle_grad_H_tilde(&numeric_h, &S_h, &c.p, &c.pass.H_tilde, &c.Y);
    assert_right(&c.pass.grad_H_tilde, &numeric_h, &S_h, "∇H̃");
    matrix_free(&numeric_y);
    matrix_free(&numeric_h);
    matrix_free(&S_y);
    matrix_free(&S_h);
    parameters_free(&grad);
    case_free(&c);
}
END_TEST

START_TEST(oracle_fills_a_row)
{
    Case c = case_create(BASE);
    Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    case_backward(&c, &grad);
    OracleCheck check = oracle_check(&c.p, &c.X, &c.Y, &grad);
    ck_assert_int_eq(oracle_verdict(&check), GRADIENT_RIGHT);
    Row row = oracle_row_open("prop:rétropropagation de la bibliothèque");
    oracle_row(&row, &check);
    row_close(&row);
    grad.by.data[1] *= 1 + 1e-12;
    check = oracle_check(&c.p, &c.X, &c.Y, &grad);
    ck_assert_int_eq(oracle_verdict(&check), GRADIENT_WRONG);
    ck_assert_int_eq(check.Wy.verdict, GRADIENT_RIGHT);
    ck_assert_uint_eq(check.by.row, 1);
    parameters_free(&grad);
    case_free(&c);
}
END_TEST

/* Un NaN est faux où qu'il soit ; rien à voir, rien à conclure. */
START_TEST(nan_is_wrong_and_zero_is_inconclusive)
{
    Shape one_class = { 3, 5, 1, 4, 1, 9 };
    Case c = case_create(BASE), zero = case_create(one_class);
    Parameters grad = parameters_create(3, 5, 7);
    Parameters none = parameters_create(3, 5, 1);
    case_ask_oracle(&c);
    case_ask_oracle(&zero);
    for (size_t k = 0; k < matrix_size(&grad.theta); k += 6) {
        case_backward(&c, &grad);
        grad.theta.data[k] = k % 4 ? NAN : INFINITY;
        ck_assert_uint_ne(by_complex_step(&c, &grad).wrong, 0);
        ck_assert_uint_ne(by_differences(&c, &grad).wrong, 0);
    }
    Opinion opinions[] = { by_complex_step(&zero, &none),
                           by_differences(&zero, &none) };
    for (size_t i = 0; i < 2; i++)
        ck_assert_uint_eq(opinions[i].wrong | opinions[i].right, 0);
    parameters_free(&grad);
    parameters_free(&none);
    case_free(&c);
    case_free(&zero);
}
END_TEST

/* --- Angles morts -------------------------------------------------------- */

/* L'erreur échappe aux deux témoins sur ce cas-ci. */
static bool hidden_in(Case *c, const Mistake *m)
{
    Parameters grad = parameters_create(c->p.nx, c->p.nh, c->p.ny);
    mistaken_gradient(&grad, &m, 1, &c->p, &c->X, &c->Y);
    bool hidden = by_complex_step(c, &grad).wrong == 0 &&
                  by_differences(c, &grad).wrong == 0;
    parameters_free(&grad);
    return hidden;
}

static size_t count_hidden(Case *c, const char *why)
{
    size_t count = 0;
    case_ask_oracle(c);
    printf("%s cache :", why);
    for (size_t i = 0; i < mistake_count(); i++)
        if (hidden_in(c, mistake(i))) {
            printf(" %s", mistake(i)->id);
            count++;
        }
    printf(" (%zu sur %zu)\n", count, mistake_count());
    return count;
}

static void assert_hidden(Case *c, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(hidden_in(c, mistake_find(ids[i])),
                      "%s devrait être cachée", ids[i]);
}

START_TEST(one_example_hides_the_mean)
{
    static const char *const ids[] = {
        "mean-forgotten", "mean-twice",        "by-mean",
        "bh-mean",        "Wh-mean-forgotten", "by-assigned",
        "bh-assigned",    "Wy-next-row",       "Wh-next-row",
    };
    Shape shape = BASE;
    shape.N = 1;
    while (all_well_classified(shape))
        shape.seed++;
    Case c = case_create(shape);
    size_t count = count_hidden(&c, "N = 1");
    assert_hidden(&c, ids, sizeof ids / sizeof ids[0]);
    ck_assert_uint_eq(count, sizeof ids / sizeof ids[0]);
    case_free(&c);
}
END_TEST

START_TEST(zero_weights_hide_a_lot)
{
    Case c = case_create(BASE);
    matrix_fill(&c.p.theta, 0);
    ck_assert_uint_ge(count_hidden(&c, "poids nuls"), 20);
    case_free(&c);
}
END_TEST

START_TEST(symmetric_weights_hide_a_transpose)
{
    Shape square = { 3, 5, 5, 11, 1, 4 };
    const Mistake *m = mistake_find("Wy-read-transposed");
    Case c = case_create(square);
    case_ask_oracle(&c);
    ck_assert(!hidden_in(&c, m));
    for (size_t i = 0; i < c.p.ny; i++)
        for (size_t j = 0; j < i; j++)
            AT(&c.p.Wy, i, j) = AT(&c.p.Wy, j, i);
    ck_assert_uint_eq(count_hidden(&c, "Wy symétrique"), 1);
    ck_assert(hidden_in(&c, m));
    case_free(&c);
}
END_TEST

/* ⟨a − b, d⟩ sort-il de l'arrondi ? */
static bool seen_along(const Matrix *a, const Matrix *b, const Matrix *S,
                       const Matrix *d)
{
    double gap = 0, scale = 0;
    for (size_t k = 0; k < matrix_size(a); k++) {
        gap += (a->data[k] - b->data[k]) * d->data[k];
        scale += S->data[k] * fabs(d->data[k]);
    }
    return !(fabs(gap) <= ORACLE_TOLERANCE * DBL_EPSILON * scale);
}

static void random_direction(Matrix *d, Random *random)
{
    matrix_random_uniform(d, 1, 2, random);
    for (size_t k = 0; k < matrix_size(d); k++)
        if (random_below(random, 2) == 0)
            d->data[k] = -d->data[k];
}

/* Σ δ = 0 : le long de (1, …, 1), ∇by est toujours nul, faux ou juste. Le long
 * de ±(1 + U[0, 1)), toute erreur de ∇by se voit. */
START_TEST(all_ones_hide_the_softmax)
{
    Random random = random_seeded(15);
    Case c = case_create(BASE);
    Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    Matrix ones = matrix_clone(&c.p.by), d = matrix_clone(&c.p.by);
    size_t hidden = 0;
    case_ask_oracle(&c);
    matrix_fill(&ones, 1);
    random_direction(&d, &random);
    for (size_t i = 0; i < mistake_count(); i++) {
        const Mistake *m = mistake(i);
        mistaken_gradient(&grad, &m, 1, &c.p, &c.X, &c.Y);
        bool in_by = (m->tensors & TENSOR_BY) != 0;
        ck_assert_int_eq(seen_along(&grad.by, &c.numeric.by, &c.S.by, &d),
                         in_by);
        hidden +=
            in_by && !seen_along(&grad.by, &c.numeric.by, &c.S.by, &ones);
    }
    printf("direction (1, …, 1) : cache %zu erreurs de ∇by\n", hidden);
    ck_assert_uint_ge(hidden, 8);
    matrix_free(&ones);
    matrix_free(&d);
    parameters_free(&grad);
    case_free(&c);
}
END_TEST

/* Une seule direction suffit à voir chaque erreur de formule. */
START_TEST(one_direction_sees_every_mistake)
{
    Random random = random_seeded(16);
    Case c = case_create(BASE);
    Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    case_backward(&c, &grad);
    GradientCheck check = gradient_check_direction(&c.p.theta, &grad.theta,
                                                   case_loss, &c, &random);
    ck_assert_int_eq(check.verdict, GRADIENT_RIGHT);
    for (size_t i = 0; i < mistake_count(); i++) {
        const Mistake *m = mistake(i);
        mistaken_gradient(&grad, &m, 1, &c.p, &c.X, &c.Y);
        check = gradient_check_direction(&c.p.theta, &grad.theta, case_loss,
                                         &c, &random);
        ck_assert_msg(m->precision || check.verdict == GRADIENT_WRONG,
                      "%s : non vue, écart %g", m->id, check.error);
    }
    parameters_free(&grad);
    case_free(&c);
}
END_TEST

/* --- Hygiène ------------------------------------------------------------- */

enum { GUARD = 8 };
static const double SENTINEL = 12345.678;

/* Un gradient de la forme de p posé dans buffer, entre deux gardes. */
static Parameters guarded(const Parameters *p, double *buffer)
{
    double *block = buffer + GUARD;
    Parameters g = { .nx = p->nx, .nh = p->nh, .ny = p->ny };
    g.theta = matrix_view(block, matrix_size(&p->theta), 1);
    g.Wh = matrix_view(block, p->nh, p->nx);
    g.bh = matrix_view(g.Wh.data + matrix_size(&g.Wh), p->nh, 1);
    g.Wy = matrix_view(g.bh.data + p->nh, p->ny, p->nh);
    g.by = matrix_view(g.Wy.data + matrix_size(&g.Wy), p->ny, 1);
    return g;
}

static bool same(const Matrix *A, const Matrix *B)
{
    return matrix_size(A) == matrix_size(B) &&
           memcmp(A->data, B->data, matrix_size(A) * sizeof *A->data) == 0;
}

START_TEST(backward_writes_its_gradient_and_nothing_else)
{
    Case c = case_create(BASE);
    size_t count = matrix_size(&c.p.theta);
    double *buffer = allocate(count + 2 * GUARD, sizeof *buffer);
    for (size_t k = 0; k < count + 2 * GUARD; k++)
        buffer[k] = SENTINEL;
    Parameters grad = guarded(&c.p, buffer);
    matrix_fill(&grad.theta, NAN);
    case_backward(&c, &grad);
    case_ask_oracle(&c);
    assert_accepted(by_complex_step(&c, &grad), "pas complexe", "NaN", 0);
    for (size_t k = 0; k < GUARD; k++) {
        ck_assert_double_eq(buffer[k], SENTINEL);
        ck_assert_double_eq(buffer[GUARD + count + k], SENTINEL);
    }
    free(buffer);
    case_free(&c);
}
END_TEST

START_TEST(backward_twice_is_backward_once)
{
    Case c = case_create(BASE);
    Parameters once = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    Parameters twice = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    matrix_fill(&twice.theta, NAN);
    case_backward(&c, &once);
    backward(&twice, &c.pass, &c.p, &c.X, &c.Y);
    backward(&twice, &c.pass, &c.p, &c.X, &c.Y);
    ck_assert(same(&once.theta, &twice.theta));
    parameters_free(&once);
    parameters_free(&twice);
    case_free(&c);
}
END_TEST

START_TEST(inputs_are_unchanged)
{
    Case c = case_create(BASE), copy = case_create(BASE);
    Parameters grad = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    forward(&copy.pass, &copy.p, &copy.X);
    case_backward(&c, &grad);
    by_differences(&c, &grad);
    for (size_t i = 0; i < mistake_count(); i++) {
        const Mistake *m = mistake(i);
        mistaken_gradient(&grad, &m, 1, &c.p, &c.X, &c.Y);
    }
    case_backward(&c, &grad);
    ck_assert(same(&c.p.theta, &copy.p.theta));
    ck_assert(same(&c.X, &copy.X));
    ck_assert(same(&c.Y, &copy.Y));
    ck_assert(same(&c.pass.H, &copy.pass.H));
    ck_assert(same(&c.pass.Y_hat, &copy.pass.Y_hat));
    parameters_free(&grad);
    case_free(&c);
    case_free(&copy);
}
END_TEST

/* --- Le tableau ---------------------------------------------------------- */

/* Écrit text sur width colonnes ; les octets de suite et les accents combinants
 * n'en prennent pas. */
static void print_padded(const char *text, int width)
{
    fputs(text, stdout);
    for (const char *s = text; *s; s++) {
        unsigned char byte = (unsigned char)*s;
        if ((byte & 0xC0) != 0x80 && byte != 0xCC)
            width--;
    }
    for (; width > 0; width--)
        putchar(' ');
}

static void print_opinion(Opinion opinion)
{
    char error[32];
    snprintf(error, sizeof error, "%-8.2g", opinion.error);
    for (char *s = error; *s; s++)
        if (*s == '.')
            *s = ',';
    print_padded(opinion.wrong                 ? "faux"
                 : opinion.right == TENSOR_ALL ? "juste"
                                               : "ne conclut pas",
                 6);
    print_padded(error, 10);
}

static void print_line(Case *c, const Mistake *m)
{
    Parameters grad = parameters_create(c->p.nx, c->p.nh, c->p.ny);
    mistaken_gradient(&grad, &m, 1, &c->p, &c->X, &c->Y);
    Opinion differences = by_differences(c, &grad);
    Opinion complex_step = by_complex_step(c, &grad);
    print_padded(m->name, 48);
    print_opinion(differences);
    print_opinion(complex_step);
    for (size_t t = 0; t < TENSORS; t++)
        if (complex_step.wrong & 1U << t)
            printf(" %s", TENSOR_NAMES[t]);
    putchar('\n');
    parameters_free(&grad);
}

START_TEST(print_catalogue)
{
    Case c = case_create(BASE);
    case_ask_oracle(&c);
    print_padded("erreur", 48);
    print_padded("diff. finies", 16);
    print_padded("pas complexe", 16);
    puts(" tenseurs faux");
    for (size_t i = 0; i < mistake_count(); i++)
        print_line(&c, mistake(i));
    for (size_t i = 0; i < rewriting_count(); i++)
        print_line(&c, rewriting(i));
    fflush(stdout);
    case_free(&c);
}
END_TEST

static void add(Suite *suite, const char *name, const TTest *test)
{
    TCase *tcase = tcase_create(name);
    tcase_add_test(tcase, test);
    suite_add_tcase(suite, tcase);
}

static void add_loop(Suite *suite, const char *name, const TTest *test,
                     size_t count)
{
    TCase *tcase = tcase_create(name);
    tcase_add_loop_test(tcase, test, 0, (int)count);
    suite_add_tcase(suite, tcase);
}

static void add_negative_controls(Suite *suite)
{
    add(suite, "dictionnaire", dictionary_is_well_formed);
    add(suite, "distinctes", mistakes_are_distinct);
    add(suite, "sans erreur", no_mistake_is_right);
    add(suite, "taux nul", nothing_moves_without_a_rate);
    add_loop(suite, "erreurs", mistake_is_rejected, mistake_count());
    add_loop(suite, "réécritures", rewriting_is_accepted, rewriting_count());
    add(suite, "fausses alarmes", no_false_alarm);
    add(suite, "NaN et zéro", nan_is_wrong_and_zero_is_inconclusive);
}

static void add_oracle(Suite *suite)
{
    add(suite, "oracle, loss", oracle_agrees_on_loss);
    add(suite, "oracle, direction", oracle_follows_a_direction);
    add(suite, "oracle, intermédiaires",
        oracle_agrees_on_intermediate_gradients);
    add(suite, "oracle, tableau", oracle_fills_a_row);
}

static void add_blind_spots(Suite *suite)
{
    add(suite, "N = 1", one_example_hides_the_mean);
    add(suite, "poids nuls", zero_weights_hide_a_lot);
    add(suite, "poids symétriques", symmetric_weights_hide_a_transpose);
    add(suite, "direction (1, …, 1)", all_ones_hide_the_softmax);
    add(suite, "une direction", one_direction_sees_every_mistake);
}

static void add_hygiene(Suite *suite)
{
    add(suite, "gardes", backward_writes_its_gradient_and_nothing_else);
    add(suite, "deux fois", backward_twice_is_backward_once);
    add(suite, "entrées", inputs_are_unchanged);
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("mistakes");
    add_negative_controls(suite);
    add_oracle(suite);
    add_blind_spots(suite);
    add_hygiene(suite);
    add(suite, "tableau", print_catalogue);
    return run_suite(argc, argv, suite);
}
