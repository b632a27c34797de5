#include "linear_svm.h"

#include <linear.h>
#include <math.h>
#include <stdlib.h>

/* --- Apprendre ----------------------------------------------------------- */

LinearSvm linear_svm_create(size_t nx, const LinearSvmSettings *settings)
{
    return (LinearSvm){ .settings = *settings, .w = matrix_create(nx, 1) };
}

void linear_svm_free(LinearSvm *svm)
{
    matrix_free(&svm->w);
}

static bool fit_check(const Matrix *X, const Matrix *s,
                      const LinearSvmSettings *settings, Error *error)
{
    if (!margin_check(X, s, settings->C, error))
        return false;
    if (!(settings->B >= 0 && isfinite(settings->B)))
        return error_set(error,
                         "B vaut %g : il doit être positif ou nul, "
                         "et fini",
                         settings->B);
    return true;
}

/* Les exemples comme LIBLINEAR les lit : pour chacun, des couples (indice à
 * partir de 1, valeur), la composante B à la fin, puis l'indice −1. */
typedef struct {
    struct problem problem;
    struct feature_node *nodes;
} Reading;

static Reading reading_create(const Matrix *X, const Matrix *s, double B)
{
    size_t N = X->rows, nx = X->cols, row = nx + 2;
    Reading r = { .nodes = allocate(size_product(N, row), sizeof *r.nodes) };
    r.problem = (struct problem){
        .l = (int)N,
        .n = (int)(nx + (B > 0)),
        .y = allocate(N, sizeof(double)),
        .x = allocate(N, sizeof(struct feature_node *)),
        .bias = B > 0 ? B : -1,
    };
    for (size_t n = 0; n < N; n++) {
        struct feature_node *node = r.problem.x[n] = r.nodes + n * row;
        r.problem.y[n] = s->data[n];
        for (size_t i = 0; i < nx; i++)
            *node++ = (struct feature_node){ (int)i + 1, AT(X, n, i) };
        if (B > 0)
            *node++ = (struct feature_node){ (int)nx + 1, B };
        *node = (struct feature_node){ -1, 0 };
    }
    return r;
}

static void reading_free(Reading *r)
{
    free(r->problem.x);
    free(r->problem.y);
    free(r->nodes);
}

static void silence(const char *text)
{
    (void)text;
}

/* Des classes 1 et −1, LIBLINEAR met toujours 1 du côté positif. */
static void keep_weights(LinearSvm *svm, const struct model *model)
{
    for (size_t i = 0; i < svm->w.rows; i++)
        svm->w.data[i] = model->w[i];
    svm->omega = svm->settings.B > 0 ? model->w[svm->w.rows] : 0;
}

bool linear_svm_fit(LinearSvm *svm, const Matrix *X, const Matrix *s,
                    const LinearSvmSettings *settings, Error *error)
{
    if (!fit_check(X, s, settings, error))
        return false;
    struct parameter parameter = {
        .solver_type = settings->loss == HINGE ? L2R_L1LOSS_SVC_DUAL
                                               : L2R_L2LOSS_SVC_DUAL,
        .eps = 1e-8,
        .C = settings->C,
    };
    Reading r = reading_create(X, s, settings->B);
    set_print_string_function(silence);
    srand(1);
    struct model *model = train(&r.problem, &parameter);
    *svm = linear_svm_create(X->cols, settings);
    keep_weights(svm, model);
    free_and_destroy_model(&model);
    reading_free(&r);
    return true;
}

/* --- La valeur de décision ----------------------------------------------- */

static void require_shapes(Site site, const char *function,
                           const LinearSvm *svm, const Matrix *X,
                           const Matrix *s)
{
    if (svm->w.rows != X->cols)
        fatal(site, function, "w est %zu×%zu, X est %zu×%zu", svm->w.rows,
              svm->w.cols, X->rows, X->cols);
    if (s->rows != X->rows || s->cols != 1)
        fatal(site, function, "X est %zu×%zu, et une colonne est %zu×%zu",
              X->rows, X->cols, s->rows, s->cols);
}

double linear_svm_bias(const LinearSvm *svm)
{
    return svm->settings.B * svm->omega;
}

/* f = wᵀx + b, pour l'exemple n. */
static double decision(const LinearSvm *svm, const Matrix *X, size_t n)
{
    double f = linear_svm_bias(svm);
    for (size_t i = 0; i < X->cols; i++)
        f += svm->w.data[i] * AT(X, n, i); /* @eq:svm-score */
    return f;
}

void(linear_svm_decisions)(Site site, Matrix *f, const LinearSvm *svm,
                           const Matrix *X)
{
    require_shapes(site, "linear_svm_decisions", svm, X, f);
    for (size_t n = 0; n < X->rows; n++)
        f->data[n] = decision(svm, X, n);
}

/* --- Le certificat ------------------------------------------------------- */

/* ‖w̃‖² = ‖w‖² + ω². */
static double squared_norm(const LinearSvm *svm)
{
    return matrix_dot(&svm->w, &svm->w) + svm->omega * svm->omega;
}

/* w̃ ← w̃ + a x̃, pour l'exemple n. */
static void add_example(LinearSvm *svm, double a, const Matrix *X, size_t n)
{
    for (size_t i = 0; i < X->cols; i++)
        svm->w.data[i] += a * AT(X, n, i);
    svm->omega += a * svm->settings.B;
}

double(linear_svm_primal)(Site site, const LinearSvm *svm, const Matrix *X,
                          const Matrix *s)
{
    require_shapes(site, "linear_svm_primal", svm, X, s);
    /* [primal] */
    /* @eq:svm-primal : P = ½ ‖w̃‖² + C Σₙ ℓ(mₙ) */
    double sum = 0;
    for (size_t n = 0; n < X->rows; n++) {
        double m = s->data[n] * decision(svm, X, n);
        sum += margin_loss(svm->settings.loss, m);
    }
    return 0.5 * squared_norm(svm) + svm->settings.C * sum;
    /* [/primal] */
}

void(linear_svm_gradient)(Site site, LinearSvm *gradient, const LinearSvm *svm,
                          const Matrix *X, const Matrix *s)
{
    require_shapes(site, "linear_svm_gradient", svm, X, s);
    require_shapes(site, "linear_svm_gradient", gradient, X, s);
    /* ∇P = w̃ + C Σₙ ℓ′(mₙ) sₙ x̃ₙ */
    matrix_copy(&gradient->w, &svm->w);
    gradient->omega = svm->omega;
    for (size_t n = 0; n < X->rows; n++) {
        double m = s->data[n] * decision(svm, X, n);
        double slope = margin_slope(svm->settings.loss, m);
        add_example(gradient, svm->settings.C * slope * s->data[n], X, n);
    }
}

void(linear_svm_dual_point)(Site site, LinearSvm *v, const Matrix *alpha,
                            const Matrix *X, const Matrix *s)
{
    require_shapes(site, "linear_svm_dual_point", v, X, s);
    require_shapes(site, "linear_svm_dual_point", v, X, alpha);
    matrix_fill(&v->w, 0.0);
    v->omega = 0;
    for (size_t n = 0; n < X->rows; n++)
        add_example(v, alpha->data[n] * s->data[n], X, n);
}

/* Ce que αₙ ne doit pas dépasser. */
static double ceiling_of(const LinearSvmSettings *settings)
{
    return settings->loss == HINGE ? settings->C : INFINITY;
}

bool linear_svm_feasible(const Matrix *alpha,
                         const LinearSvmSettings *settings)
{
    for (size_t n = 0; n < alpha->rows; n++)
        if (!(alpha->data[n] >= 0 && alpha->data[n] <= ceiling_of(settings)))
            return false;
    return true;
}

/* 1/(2C) pour la hinge carrée : ce que α² coûte au dual, deux fois. */
static double square_cost(const LinearSvmSettings *settings)
{
    return settings->loss == HINGE ? 0 : 1 / (2 * settings->C);
}

double linear_svm_dual(const LinearSvm *v, const Matrix *alpha)
{
    double sum = 0, cost = square_cost(&v->settings);
    for (size_t n = 0; n < alpha->rows; n++)
        sum += alpha->data[n] - 0.5 * cost * alpha->data[n] * alpha->data[n];
    return sum -
           0.5 * squared_norm(v); /* @eq:svm-dual, @eq:svm-dual-squared */
}

void(linear_svm_multipliers)(Site site, Matrix *alpha, const LinearSvm *svm,
                             const Matrix *X, const Matrix *s)
{
    require_shapes(site, "linear_svm_multipliers", svm, X, s);
    require_shapes(site, "linear_svm_multipliers", svm, X, alpha);
    for (size_t n = 0; n < X->rows; n++) {
        double m = s->data[n] * decision(svm, X, n);
        alpha->data[n] =
            -svm->settings.C * margin_slope(svm->settings.loss, m);
    }
}

/* ‖x̃‖², pour l'exemple n. */
static double example_norm(const Matrix *X, size_t n, double B)
{
    double sum = B * B;
    for (size_t i = 0; i < X->cols; i++)
        sum += AT(X, n, i) * AT(X, n, i);
    return sum;
}

void(linear_svm_ascent)(Site site, Matrix *alpha, LinearSvm *v,
                        const Matrix *X, const Matrix *s)
{
    require_shapes(site, "linear_svm_ascent", v, X, s);
    require_shapes(site, "linear_svm_ascent", v, X, alpha);
    /* [ascent] */
    double top = ceiling_of(&v->settings), cost = square_cost(&v->settings);
    for (size_t n = 0; n < X->rows; n++) {
        double *a = &alpha->data[n], old = *a;
        double slope = 1 - s->data[n] * decision(v, X, n) - cost * old;
        double bend = example_norm(X, n, v->settings.B) + cost;
        if (bend > 0) /* @eq:svm-ascent : le sommet, ramené dans [0, top] */
            *a = fmin(fmax(old + slope / bend, 0), top);
        add_example(v, (*a - old) * s->data[n], X, n);
    }
    /* [/ascent] */
}

/* Ce qu'il reste à gagner en montant : P(v) − D(α), relatif à P(w, ω). */
static double measure(Certificate *c, LinearSvm *v, const Matrix *alpha,
                      const Matrix *X, const Matrix *s)
{
    linear_svm_dual_point(v, alpha, X, s);
    c->dual = linear_svm_dual(v, alpha);
    c->gap = (c->primal - c->dual) / c->primal;
    return (linear_svm_primal(v, X, s) - c->dual) / c->primal;
}

Certificate(linear_svm_certify)(Site site, Matrix *alpha, const LinearSvm *svm,
                                const Matrix *X, const Matrix *s,
                                double tolerance, size_t most)
{
    enum { BETWEEN = 50 }; /* tours entre deux mesures */
    require_shapes(site, "linear_svm_certify", svm, X, s);
    require_shapes(site, "linear_svm_certify", svm, X, alpha);
    Certificate c = { .primal = linear_svm_primal(svm, X, s) };
    LinearSvm v = linear_svm_create(svm->w.rows, &svm->settings);
    linear_svm_multipliers(alpha, svm, X, s);
    double left = measure(&c, &v, alpha, X, s);
    while (c.gap > tolerance && left > tolerance && c.sweeps < most) {
        for (int i = 0; i < BETWEEN && c.sweeps < most; i++, c.sweeps++)
            linear_svm_ascent(alpha, &v, X, s);
        left = measure(&c, &v, alpha, X, s);
    }
    linear_svm_free(&v);
    return c;
}
