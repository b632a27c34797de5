/* Chapitre 3 : des couches affines réunies en une, la droite qu'elles tracent,
 * et ce que change une activation. */
#include <float.h>
#include <math.h>

#include "../chapters/03-activation/formulas.h"
#include "../lib/activations.h"
#include "../lib/course.h"
#include "../lib/losses.h"
#include "../lib/problem.h"
#include "runner.h"

enum { NX = 3, NH = 5, NY = 7, N = 11, DRAWS = 100 };

/* Les égalités se mesurent en unités d'arrondi ε S, où S est le même calcul
 * mené sur des valeurs absolues. */
#define UNITS 64.0

/* --- Des couches, en boucles --------------------------------------------- */

/* a = Aₗ … A₁ appliquées à x, en boucles simples, de la couche first (à partir
 * de 0) à la couche last non comprise. */
static Matrix climb(const Stack *s, const Matrix *x, size_t first, size_t last)
{
    Matrix a = matrix_clone(x);
    for (size_t l = first; l < last; l++) {
        const Layer *layer = &s->layers[l];
        Matrix next = matrix_create(layer->W.rows, 1);
        for (size_t i = 0; i < layer->W.rows; i++) {
            next.data[i] = layer->b.data[i];
            for (size_t j = 0; j < layer->W.cols; j++)
                next.data[i] += AT(&layer->W, i, j) * a.data[j];
        }
        matrix_free(&a);
        a = next;
    }
    return a;
}

/* Les mêmes couches, en valeurs absolues. */
static Stack absolute(const Stack *s)
{
    Stack result = { .depth = s->depth };
    for (size_t l = 0; l < s->depth; l++) {
        Layer *layer = &result.layers[l];
        layer->W = matrix_clone(&s->layers[l].W);
        layer->b = matrix_clone(&s->layers[l].b);
        matrix_map(&layer->W, fabs, &layer->W);
        matrix_map(&layer->b, fabs, &layer->b);
    }
    return result;
}

/* S : la montée de |x| dans ces couches. */
static Matrix rounding_scale(const Stack *s, const Matrix *x)
{
    Stack positive = absolute(s);
    Matrix x_abs = matrix_clone(x);
    matrix_map(&x_abs, fabs, &x_abs);
    Matrix S = climb(&positive, &x_abs, 0, s->depth);
    stack_free(&positive);
    matrix_free(&x_abs);
    return S;
}

/* Le plus grand |aᵢ − bᵢ| / (ε Sᵢ). */
static double units(const Matrix *a, const Matrix *b, const Matrix *S)
{
    double worst = 0;
    ck_assert_uint_eq(matrix_size(a), matrix_size(b));
    for (size_t i = 0; i < matrix_size(a); i++) {
        double gap = fabs(a->data[i] - b->data[i]);
        double unit = gap / (DBL_EPSILON * S->data[i]);
        if (!(unit <= worst))
            worst = unit;
    }
    return worst;
}

static Matrix random_column(size_t n, Random *random)
{
    Matrix x = matrix_create(n, 1);
    matrix_random_normal(&x, 1.0, random);
    return x;
}

/* c + A x. */
static Matrix affine(const Matrix *A, const Matrix *x, const Matrix *c)
{
    Matrix y = matrix_create(A->rows, 1);
    matrix_multiply(&y, A, x);
    matrix_add(&y, &y, c);
    return y;
}

/* Les trois membres : les couches en boucles, Wy (Wh x) + b, (Wy Wh) x + b. */
static void two_layers_members(Row *row, const Stack *s, const Matrix *x)
{
    const Layer *h = &s->layers[0], *y = &s->layers[1];
    Matrix W = matrix_create(y->W.rows, h->W.cols);
    Matrix Wh_x = matrix_create(h->W.rows, 1);
    matrix_multiply(&W, &y->W, &h->W);
    matrix_multiply(&Wh_x, &h->W, x);
    Matrix b = affine(&y->W, &h->b, &y->b);
    Matrix S = rounding_scale(s, x), left = climb(s, x, 0, 2);
    Matrix middle = affine(&y->W, &Wh_x, &b), right = affine(&W, x, &b);
    row_gap(row, units(&left, &middle, &S), "milieu");
    row_gap(row, units(&left, &right, &S), "droite");
    matrix_free(&W);
    matrix_free(&Wh_x);
    matrix_free(&b);
    matrix_free(&S);
    matrix_free(&left);
    matrix_free(&middle);
    matrix_free(&right);
}

START_TEST(two_layers)
{
    Random random = random_seeded(301);
    Row row = row_open("eq:affine-two", "égalité (ε S)", UNITS);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Stack s = stack_random(2, &random);
        Matrix x = random_column(s.layers[0].W.cols, &random);
        two_layers_members(&row, &s, &x);
        matrix_free(&x);
        stack_free(&s);
    }
    row_close(&row);
}
END_TEST

/* Les trois membres : les couches en boucles, exemple par exemple ; l'aller du
 * réseau sans activation ; X Wᵀ + 1 bᵀ, où W et b viennent de
 * stack_collapse. */
static void batch_members(Row *row, Problem *q, const Activation *f)
{
    Stack s = { .depth = 2,
                .layers = { { q->p.Wh, q->p.bh }, { q->p.Wy, q->p.by } } };
    Layer one = stack_collapse(&s);
    Matrix Y = matrix_clone(&q->pass.Y_tilde);
    activated_forward(&q->pass, &q->p, &q->data.X, f);
    matrix_multiply_nt(&Y, &q->data.X, &one.W);
    matrix_add_row(&Y, &one.b);
    for (size_t n = 0; n < Y.rows; n++) {
        Matrix x = matrix_view(&AT(&q->data.X, n, 0), q->data.X.cols, 1);
        Matrix left = climb(&s, &x, 0, 2), S = rounding_scale(&s, &x);
        Matrix middle = matrix_view(&AT(&q->pass.Y_tilde, n, 0), left.rows, 1);
        Matrix right = matrix_view(&AT(&Y, n, 0), left.rows, 1);
        row_gap(row, units(&left, &middle, &S), "exemple %zu, milieu", n);
        row_gap(row, units(&left, &right, &S), "exemple %zu, droite", n);
        matrix_free(&left);
        matrix_free(&S);
    }
    matrix_free(&Y);
    layer_free(&one);
}

START_TEST(batch)
{
    Random random = random_seeded(302);
    Activation f = activation(IDENTITY);
    Row row = row_open("eq:affine-batch", "égalité (ε S)", UNITS);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_varied(draw, &random);
        batch_members(&row, &q, &f);
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* Pₗ = A_D … Aₗ₊₁, multiplié depuis la droite : stack_collapse part de la
 * gauche. outputs est la taille de a_l. */
static Matrix rest(const Stack *s, size_t l)
{
    size_t n = l == s->depth ? s->layers[l - 1].W.rows : s->layers[l].W.cols;
    Matrix P = matrix_create(n, n);
    for (size_t i = 0; i < n; i++)
        AT(&P, i, i) = 1;
    for (size_t m = l; m < s->depth; m++) {
        Matrix next = matrix_create(s->layers[m].W.rows, n);
        matrix_multiply(&next, &s->layers[m].W, &P);
        matrix_free(&P);
        P = next;
    }
    return P;
}

/* Pₗ a + Σ_{m>l} Pₘ bₘ. */
static Matrix formula(const Stack *s, const Matrix *a, size_t l)
{
    Matrix P = rest(s, l), sum = matrix_create(P.rows, 1);
    matrix_multiply(&sum, &P, a);
    matrix_free(&P);
    for (size_t m = l + 1; m <= s->depth; m++) {
        P = rest(s, m);
        Matrix next = affine(&P, &s->layers[m - 1].b, &sum);
        matrix_free(&P);
        matrix_free(&sum);
        sum = next;
    }
    return sum;
}

/* Les trois membres : a_D ; l avec Aₗ aₗ₋₁ + cₗ pour aₗ ; l − 1. */
START_TEST(one_step_down)
{
    Random random = random_seeded(303);
    Row row = row_open("eq:affine-step", "égalité (ε S)", UNITS);
    for (size_t draw = 0; draw < 5 * DRAWS; draw++) {
        Stack s = stack_random(1 + draw % STACK_DEPTH, &random);
        size_t l = 1 + random_below(&random, s.depth);
        Matrix x = random_column(s.layers[0].W.cols, &random);
        Matrix S = rounding_scale(&s, &x), top = climb(&s, &x, 0, s.depth);
        Matrix before = climb(&s, &x, 0, l - 1);
        Matrix a = climb(&s, &before, l - 1, l);
        Matrix middle = formula(&s, &a, l),
               right = formula(&s, &before, l - 1);
        row_gap(&row, units(&top, &middle, &S), "D = %zu, l = %zu, milieu",
                s.depth, l);
        row_gap(&row, units(&middle, &right, &S), "D = %zu, l = %zu, droite",
                s.depth, l);
        matrix_free(&x);
        matrix_free(&S);
        matrix_free(&top);
        matrix_free(&before);
        matrix_free(&a);
        matrix_free(&middle);
        matrix_free(&right);
        stack_free(&s);
    }
    row_close(&row);
}
END_TEST

/* stack_collapse, contre les couches en boucles, aux profondeurs 1 à 10. */
START_TEST(any_depth)
{
    Random random = random_seeded(304);
    Row row = row_open("eq:affine-depth", "égalité (ε S)", UNITS);
    for (size_t draw = 0; draw < DRAWS * STACK_DEPTH; draw++) {
        Stack s = stack_random(1 + draw % STACK_DEPTH, &random);
        Matrix x = random_column(s.layers[0].W.cols, &random);
        Matrix S = rounding_scale(&s, &x), left = climb(&s, &x, 0, s.depth);
        Layer one = stack_collapse(&s);
        Matrix right = affine(&one.W, &x, &one.b);
        row_gap(&row, units(&left, &right, &S), "D = %zu, tirage %zu", s.depth,
                draw);
        matrix_free(&x);
        matrix_free(&S);
        matrix_free(&left);
        matrix_free(&right);
        layer_free(&one);
        stack_free(&s);
    }
    row_close(&row);
}
END_TEST

/* --- La droite ----------------------------------------------------------- */

/* Une couche affine de nx entrées vers ny classes, des points, leurs ỹ et ŷ. */
typedef struct {
    Layer layer;
    Matrix X, Y_tilde, Y_hat;
} Sheet;

static Sheet sheet_create(size_t nx, size_t ny, size_t points, Random *random)
{
    Sheet s = { { matrix_create(ny, nx), matrix_create(ny, 1) },
                matrix_create(points, nx),
                matrix_create(points, ny),
                matrix_create(points, ny) };
    matrix_random_normal(&s.layer.W, 1.0, random);
    matrix_random_normal(&s.layer.b, 1.0, random);
    matrix_random_normal(&s.X, 1.0, random);
    matrix_multiply_nt(&s.Y_tilde, &s.X, &s.layer.W);
    matrix_add_row(&s.Y_tilde, &s.layer.b);
    softmax(&s.Y_hat, &s.Y_tilde);
    return s;
}

static void sheet_free(Sheet *s)
{
    layer_free(&s->layer);
    matrix_free(&s->X);
    matrix_free(&s->Y_tilde);
    matrix_free(&s->Y_hat);
}

/* (w₁ − w₂)ᵀ x + b₁ − b₂ au point n, en une boucle. */
static double side(const Sheet *s, size_t n)
{
    const Matrix *W = &s->layer.W, *b = &s->layer.b;
    double sum = b->data[0] - b->data[1];
    for (size_t i = 0; i < W->cols; i++)
        sum += (AT(W, 0, i) - AT(W, 1, i)) * AT(&s->X, n, i);
    return sum;
}

START_TEST(straight_line)
{
    Random random = random_seeded(306);
    Row gap = row_open("eq:logit-gap", "égalité", 1e-13);
    Row decision = row_open("eq:line", "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        size_t nx = 1 + random_below(&random, 5), points = 100;
        Sheet s = sheet_create(nx, 2, points, &random);
        for (size_t n = 0; n < points; n++) {
            const double *y_tilde = &AT(&s.Y_tilde, n, 0);
            const double *y_hat = &AT(&s.Y_hat, n, 0), z = side(&s, n);
            double scale = fmax(fabs(y_tilde[0]), fabs(y_tilde[1]));
            row_gap(&gap, fabs(y_tilde[0] - y_tilde[1] - z) / (1 + scale),
                    "nx = %zu", nx);
            row_true(&decision, (y_hat[0] > y_hat[1]) == (z > 0),
                     "nx = %zu, z = %.3g", nx, z);
        }
        sheet_free(&s);
    }
    rows_close(&gap, &decision);
}
END_TEST

/* La classe du milieu des points n et n + 1. */
static size_t middle_class(const Sheet *s, size_t n)
{
    Matrix x = matrix_create(1, NX), y_tilde = matrix_create(1, NY);
    for (size_t i = 0; i < NX; i++)
        x.data[i] = (AT(&s->X, n, i) + AT(&s->X, n + 1, i)) / 2;
    matrix_multiply_nt(&y_tilde, &x, &s->layer.W);
    matrix_add_row(&y_tilde, &s->layer.b);
    size_t c = matrix_argmax_row(&y_tilde, 0);
    matrix_free(&x);
    matrix_free(&y_tilde);
    return c;
}

START_TEST(regions)
{
    Random random = random_seeded(307);
    Row convex =
        row_open("prop:si les logits sont affines, le milieu de deux points "
                 "de même classe est de cette classe",
                 "exact", 0);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Sheet s = sheet_create(NX, NY, 60, &random);
        for (size_t n = 0; n + 1 < 60; n++) {
            size_t c = matrix_argmax_row(&s.Y_hat, n);
            if (c == matrix_argmax_row(&s.Y_hat, n + 1))
                row_true(&convex, middle_class(&s, n) == c, "%zu", n);
        }
        sheet_free(&s);
    }
    row_close(&convex);
}
END_TEST

/* Combien de fois la réponse change-t-elle, les points étant rangés selon h̃ ? */
static size_t changes(const Pass *pass)
{
    size_t count = 0, rows = pass->Y_hat.rows;
    double last = -INFINITY;
    int before = -1;
    for (size_t n = 0; n < rows; n++) {
        size_t next = rows;
        for (size_t k = 0; k < rows; k++)
            if (pass->H_tilde.data[k] > last &&
                (next == rows ||
                 pass->H_tilde.data[k] < pass->H_tilde.data[next]))
                next = k;
        if (next == rows)
            break;
        last = pass->H_tilde.data[next];
        int now = (int)matrix_argmax_row(&pass->Y_hat, next);
        count += before >= 0 && now != before;
        before = now;
    }
    return count;
}

START_TEST(single_neuron)
{
    Random random = random_seeded(308);
    Row row = row_open("prop:avec $n_h = 1$ et tanh, la réponse ne change "
                       "qu'une fois au plus le long de $\\tilde{h}$",
                       "exact", 0);
    size_t cut = 0;
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_create(2, 1, 2, 101, &random);
        forward(&q.pass, &q.p, &q.data.X);
        size_t count = changes(&q.pass);
        row_true(&row, count <= 1, "tirage %zu : %zu fois", draw, count);
        cut += count == 1;
        problem_free(&q);
    }
    row_close(&row);
    /* Souvent, elle change bien. */
    ck_assert_uint_gt(cut, DRAWS / 4);
}
END_TEST

/* De x, on avance de distance perpendiculairement aux poids du neurone 1, dans
 * le sens où le logit de la classe c, moins l'autre, ne baisse pas. */
static void walk(Problem *q, size_t n, size_t c, double distance)
{
    const double *w = &AT(&q->p.Wh, 0, 0), *u = &AT(&q->p.Wh, 1, 0);
    double along[2] = { -u[1], u[0] };
    double rise = (w[0] * along[0] + w[1] * along[1]) *
                  (AT(&q->p.Wy, c, 0) - AT(&q->p.Wy, 1 - c, 0));
    for (size_t i = 0; i < 2; i++)
        AT(&q->data.X, n, i) += copysign(distance, rise) * along[i];
}

START_TEST(two_neurons)
{
    Random random = random_seeded(318);
    Row row = row_open("prop:avec $n_h = 2$ et tanh, de tout point part une "
                       "demi-droite où la réponse ne change pas",
                       "exact", 0);
    size_t chosen[N];
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Problem q = problem_create(2, 2, 2, N, &random);
        forward(&q.pass, &q.p, &q.data.X);
        for (size_t n = 0; n < N; n++)
            chosen[n] = matrix_argmax_row(&q.pass.Y_tilde, n);
        for (double distance = 0.1; distance < 200; distance *= 2) {
            for (size_t n = 0; n < N; n++)
                walk(&q, n, chosen[n], distance);
            forward(&q.pass, &q.p, &q.data.X);
            for (size_t n = 0; n < N; n++)
                row_true(&row,
                         matrix_argmax_row(&q.pass.Y_tilde, n) == chosen[n],
                         "tirage %zu, pas %g", draw, distance);
        }
        problem_free(&q);
    }
    row_close(&row);
}
END_TEST

/* --- La meilleure droite ------------------------------------------------- */

/* Part de bonnes réponses, sur ces points, de la droite de normale d'angle
 * angle, à distance t. */
static double measured(const Dataset *data, double angle, double t)
{
    size_t right = 0, points = data->X.rows;
    for (size_t n = 0; n < points; n++) {
        double z =
            cos(angle) * AT(&data->X, n, 0) + sin(angle) * AT(&data->X, n, 1);
        right += (z > t) == (dataset_class(data, n) == 0);
    }
    return (double)right / (double)points;
}

START_TEST(best_straight_line)
{
    Random random = random_seeded(309);
    Row value = row_open("prop:la part de bonnes réponses d'une droite, par "
                         "quadrature, est celle que l'on mesure (en écarts "
                         "types)",
                         "tirage au sort", 5);
    Row bound = row_open("prop:aucune droite tirée au hasard ne dépasse la "
                         "meilleure (à cinq écarts types près)",
                         "exact", 0);
    Dataset data = course_circles(50000, &random);
    double best = best_line(COURSE_NOISE).accuracy;
    for (size_t draw = 0; draw < DRAWS; draw++) {
        double t = 2 * random_uniform(&random) - 1;
        double got = measured(&data, 7 * random_uniform(&random), t);
        double p = line_accuracy(t, COURSE_NOISE);
        double error = sqrt(p * (1 - p) / (double)data.X.rows);
        row_gap(&value, fabs(got - p) / error, "t = %.3g", t);
        row_true(&bound, fmax(got, 1 - got) <= best + 5 * error, "t = %.3g",
                 t);
    }
    dataset_free(&data);
    rows_close(&value, &bound);
}
END_TEST

/* Chaque point de data, puis son opposé, de la même classe. */
static Dataset with_opposites(const Dataset *data)
{
    size_t points = data->X.rows;
    Dataset both = dataset_create(2 * points, 2, 2);
    for (size_t n = 0; n < 2 * points; n++)
        for (size_t i = 0; i < 2; i++) {
            double sign = n < points ? 1 : -1;
            AT(&both.X, n, i) = sign * AT(&data->X, n % points, i);
            AT(&both.Y, n, i) = AT(&data->Y, n % points, i);
        }
    return both;
}

/* L(W, b), le signe de W étant donné, sur ces points. */
static double affine_loss(const Layer *layer, double sign, const Dataset *data)
{
    Matrix W = matrix_clone(&layer->W);
    Matrix Y_tilde = matrix_create(data->X.rows, 2);
    matrix_scale(&W, sign, &W);
    matrix_multiply_nt(&Y_tilde, &data->X, &W);
    matrix_add_row(&Y_tilde, &layer->b);
    double L = cross_entropy(&Y_tilde, &data->Y);
    matrix_free(&W);
    matrix_free(&Y_tilde);
    return L;
}

/* Autant de points de chaque classe, et chaque point avec son opposé. */
START_TEST(best_affine_loss)
{
    Random random = random_seeded(310);
    Row symmetric = row_open("eq:affine-symmetric", "égalité", 1e-14);
    Row constant = row_open("eq:affine-constant", "égalité", 1e-14);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        Dataset data = course_circles(N, &random);
        Dataset both = with_opposites(&data);
        Sheet s = sheet_create(2, 2, 1, &random);
        double L = affine_loss(&s.layer, 1, &both);
        double mean = (L + affine_loss(&s.layer, -1, &both)) / 2;
        double zero = affine_loss(&s.layer, 0, &both);
        row_true(&symmetric, zero <= mean, "%.3g > %.3g", zero, mean);
        row_gap(&symmetric, fabs(mean - L) / L, "tirage %zu", draw);
        /* Sans les points opposés, l'égalité est fausse. */
        ck_assert_double_gt(fabs(affine_loss(&s.layer, 1, &data) -
                                 affine_loss(&s.layer, -1, &data)),
                            1e-6);
        Matrix b = matrix_view(s.layer.b.data, 1, 2);
        softmax(&s.Y_hat, &b);
        double half = -log(s.Y_hat.data[0]) / 2 - log(s.Y_hat.data[1]) / 2;
        row_gap(&constant, fabs(zero - half) / half, "tirage %zu", draw);
        row_true(&constant, half >= log(2), "tirage %zu", draw);
        sheet_free(&s);
        dataset_free(&both);
        dataset_free(&data);
    }
    rows_close(&symmetric, &constant);
}
END_TEST

/* --- Les activations ----------------------------------------------------- */

typedef struct {
    double t;
    double (*f)(double);
} Point;

static double value_at(void *context)
{
    const Point *point = context;
    return point->f(point->t);
}

static double numeric_slope(Point *point)
{
    return richardson(value_at, point, &point->t, GRADIENT_STEP,
                      GRADIENT_LEVELS)
        .value;
}

START_TEST(slopes)
{
    Random random = random_seeded(311);
    Row sigmoid_row =
        row_open("eq:sigmoid-prime", "différences finies", GRADIENT_TOLERANCE);
    Row relu_row = row_open("prop:la pente de ReLU est 0 à gauche de 0, 1 à "
                            "droite",
                            "différences finies", GRADIENT_TOLERANCE);
    Row tanh_row = row_open("eq:sigmoid-tanh", "égalité", 1e-15);
    for (size_t draw = 0; draw < 1000; draw++) {
        double t = 12 * random_uniform(&random) - 6;
        Point s = { t, sigmoid }, r = { t, relu };
        /* Le milieu de l'équation, puis sa fin, contre la mesure. */
        double e = exp(-t), n = numeric_slope(&s);
        row_gap(&sigmoid_row, fabs(e / ((1 + e) * (1 + e)) - n), "t = %.3g",
                t);
        row_gap(&sigmoid_row, fabs(activation(SIGMOID).slope(t, 0) - n),
                "t = %.3g", t);
        if (fabs(t) > 2 * GRADIENT_STEP)
            row_gap(&relu_row,
                    fabs(activation(RELU).slope(t, 0) - numeric_slope(&r)),
                    "t = %.3g", t);
        row_gap(&tanh_row, fabs(2 * sigmoid(2 * t) - 1 - tanh(t)), "t = %.3g",
                t);
        row_gap(&tanh_row, fabs((exp(2 * t) - 1) / (exp(2 * t) + 1) - tanh(t)),
                "t = %.3g, milieu", t);
    }
    rows_close(&sigmoid_row, &relu_row, &tanh_row);
}
END_TEST

/* Un problème et son activation : L, par l'aller de ce chapitre. */
typedef struct {
    Problem q;
    Activation f;
} Activated;

static double activated_loss(void *context)
{
    Activated *a = context;
    activated_forward(&a->q.pass, &a->q.p, &a->q.data.X, &a->f);
    return loss(&a->q.pass, &a->q.data.Y);
}

/* Aucun h̃ près de l'angle de ReLU, que les pas traverseraient. */
static bool clear_of_kink(Activated *a)
{
    activated_loss(a);
    double nearest = INFINITY;
    for (size_t i = 0; i < matrix_size(&a->q.pass.H_tilde); i++)
        nearest = fmin(nearest, fabs(a->q.pass.H_tilde.data[i]));
    return nearest > 4 * GRADIENT_STEP;
}

START_TEST(gradients)
{
    Random random = random_seeded(312);
    Row row = row_open("prop:le gradient du réseau, sans activation et avec "
                       "chacune des trois, est celui que l'on mesure",
                       "différences finies", GRADIENT_TOLERANCE);
    size_t seen[ACTIVATIONS] = { 0 };
    for (size_t draw = 0; draw < 4 * DRAWS; draw++) {
        Activated a = { problem_usual(&random), activation(draw % 4) };
        if (draw % 4 != RELU || clear_of_kink(&a)) {
            seen[draw % 4]++;
            activated_loss(&a);
            activated_backward(&a.q.grad, &a.q.pass, &a.q.p, &a.q.data.X,
                               &a.q.data.Y, &a.f);
            GradientCheck check = gradient_check(&a.q.p.theta, &a.q.grad.theta,
                                                 activated_loss, &a);
            row_gradient(&row, &check, a.f.name);
        }
        problem_free(&a.q);
    }
    ck_assert_uint_gt(seen[RELU], 5);
    row_close(&row);
}
END_TEST

START_TEST(same_as_lib)
{
    Row row = row_open("prop:avec tanh, l'apprentissage de ce chapitre est "
                       "celui de la bibliothèque, au bit près",
                       "exact", 0);
    Activation f = activation(TANH);
    for (size_t seed = 0; seed < 5; seed++) {
        Random random = random_seeded(313 + seed);
        Dataset data = course_circles(33, &random);
        Parameters p = course_network(NH, &random);
        Parameters own = course_network(NH, &random);
        matrix_copy(&own.theta, &p.theta);
        Training training = course_training();
        training.epochs = 10;
        training.batch = 20;
        Random again = random;
        network_train(&p, &data, &training, &random);
        activated_train(&own, &data, &training, &f, &again);
        row_gap(&row, matrix_max_difference(&p.theta, &own.theta),
                "graine %zu", seed);
        parameters_free(&p);
        parameters_free(&own);
        dataset_free(&data);
    }
    row_close(&row);
}
END_TEST

/* --- Ce que le texte affirme --------------------------------------------- */

START_TEST(claims_depth)
{
    row_claim("sans activation, à toute profondeur, une seule couche rend la "
              "même sortie et le milieu va au milieu, à l'arrondi près",
              fmax(result("depth.collapse"), result("depth.affine")), 0,
              1e-11);
    row_claim("avec tanh, l'image du milieu s'écarte, même à la profondeur où "
              "c'est le moins",
              result("depth.tanh"), 0.02, 1);
    claims_close();
}
END_TEST

START_TEST(claims_line)
{
    double mean = result("identity.accuracy.mean");
    double half = result("identity.accuracy.half_width");
    row_claim("sans activation, le hasard (1/2) est dans l'intervalle de la "
              "moyenne",
              0.5, mean - half, mean + half);
    row_claim("sans activation, plus de quinze points séparent la moins bonne "
              "graine de la meilleure",
              result("identity.accuracy.high") -
                  result("identity.accuracy.low"),
              0.15, 0.4);
    row_claim("sans activation, la loss sur des points neufs n'est pas sous "
              "$\\log 2$",
              result("identity.loss.mean"), result("log2"),
              result("log2") + 0.03);
    row_claim("sur le tirage de la figure, tanh gagne plus de trente points",
              result("picture.tanh") - result("picture.identity"), 0.3, 0.5);
    claims_close();
}
END_TEST

START_TEST(claims_activations)
{
    double a = result("tanh.accuracy.mean"),
           b = result("sigmoid.accuracy.mean"),
           c = result("relu.accuracy.mean");
    double lowest = fmin(a, fmin(b, c)), highest = fmax(a, fmax(b, c));
    row_claim("avec tanh, la sigmoïde ou ReLU, le réseau apprend : la plus "
              "basse des trois moyennes",
              lowest, 0.91, result("best.accuracy"));
    row_claim("les trois moyennes se tiennent à deux points près",
              highest - lowest, 0, 0.02);
    claims_close();
}
END_TEST

START_TEST(claims_width)
{
    double line = result("line.accuracy"), half = result("width1.half_width");
    row_claim("un neurone à tanh fait mieux que dix sans activation, et moins "
              "bien que la meilleure droite (bas de l'intervalle)",
              result("width1.mean") - half,
              result("identity.accuracy.mean") +
                  result("identity.accuracy.half_width"),
              line - half);
    row_claim("deux neurones dépassent la meilleure droite (bas de "
              "l'intervalle)",
              result("width2.mean") - result("width2.half_width"), line, 0.85);
    row_claim("à un et à deux neurones, des graines n'ont rien trouvé",
              fmin(result("width1.stuck"), result("width2.stuck")), 1, 10);
    row_claim("à deux neurones, la meilleure graine trouve bien mieux que la "
              "moins bonne",
              result("width2.high") - result("width2.low"), 0.1, 0.5);
    row_claim("de 3 à 20 neurones, même la moins bonne graine réussit",
              fmin(fmin(result("width3.low"), result("width4.low")),
                   fmin(result("width6.low"),
                        fmin(result("width10.low"), result("width20.low")))),
              0.85, 1);
    row_claim("de 3 à 20 neurones, la moyenne gagne peu",
              result("width20.mean") - result("width3.mean"), -0.01, 0.03);
    claims_close();
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre 3");
    TCase *depth = tcase_create("des couches affines");
    tcase_add_test(depth, two_layers);
    tcase_add_test(depth, batch);
    tcase_add_test(depth, one_step_down);
    tcase_add_test(depth, any_depth);
    suite_add_tcase(suite, depth);
    TCase *straight = tcase_create("la droite");
    tcase_add_test(straight, straight_line);
    tcase_add_test(straight, regions);
    tcase_add_test(straight, single_neuron);
    tcase_add_test(straight, two_neurons);
    tcase_add_test(straight, best_straight_line);
    tcase_add_test(straight, best_affine_loss);
    suite_add_tcase(suite, straight);
    TCase *curved = tcase_create("les activations");
    tcase_add_test(curved, slopes);
    tcase_add_test(curved, gradients);
    tcase_add_test(curved, same_as_lib);
    suite_add_tcase(suite, curved);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims_depth);
    tcase_add_test(text, claims_line);
    tcase_add_test(text, claims_activations);
    tcase_add_test(text, claims_width);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
