#include "linear_svm.h"

#include <linear.h>
#include <math.h>
#include <stdlib.h>

/* --- Les deux loss d'une marge ------------------------------------------- */

/* [hinge] */
double hinge(double m)
{
    return m >= 1.0 ? 0.0 : 1.0 - m; /* @eq:svm-hinge */
}

double hinge_slope(double m)
{
    return m >= 1.0 ? 0.0 : -1.0; /* @eq:svm-hinge-slope, au pli 0 */
}
/* [/hinge] */

double squared_hinge(double m)
{
    return hinge(m) * hinge(m); /* @eq:svm-squared */
}

double squared_hinge_slope(double m)
{
    return -2.0 * hinge(m); /* @eq:svm-squared-slope */
}

double margin_loss(MarginLoss loss, double m)
{
    return loss == HINGE ? hinge(m) : squared_hinge(m);
}

double margin_slope(MarginLoss loss, double m)
{
    return loss == HINGE ? hinge_slope(m) : squared_hinge_slope(m);
}

/* --- Apprendre ----------------------------------------------------------- */

LinearSvm linear_svm_create(size_t nx, const SvmSettings *settings)
{
    return (LinearSvm){ .settings = *settings, .w = matrix_create(nx, 1) };
}

void linear_svm_free(LinearSvm *svm)
{
    matrix_free(&svm->w);
}

static bool settings_check(const SvmSettings *settings, Error *error)
{
    if (!(settings->C > 0 && isfinite(settings->C)))
        return error_set(error, "C vaut %g : il doit être positif, et fini",
                         settings->C);
    if (!(settings->B >= 0 && isfinite(settings->B)))
        return error_set(error,
                         "B vaut %g : il doit être positif ou nul, "
                         "et fini",
                         settings->B);
    return true;
}

static bool examples_check(const Matrix *X, const Matrix *t, Error *error)
{
    bool seen[2] = { false, false };
    if (X->rows == 0 || t->rows != X->rows || t->cols != 1)
        return error_set(error,
                         "X est %zu×%zu et t %zu×%zu : une classe par "
                         "exemple, et un exemple au moins",
                         X->rows, X->cols, t->rows, t->cols);
    for (size_t n = 0; n < X->rows; n++) {
        if (t->data[n] != 1 && t->data[n] != -1)
            return error_set(error,
                             "la classe de l'exemple %zu vaut %g, ni 1 ni −1",
                             n + 1, t->data[n]);
        seen[t->data[n] > 0] = true;
        for (size_t i = 0; i < X->cols; i++)
            if (!isfinite(AT(X, n, i)))
                return error_set(error,
                                 "la composante %zu de l'exemple %zu "
                                 "n'est pas finie",
                                 i + 1, n + 1);
    }
    if (!seen[0] || !seen[1])
        return error_set(error, "tous les exemples sont de la même classe");
    return true;
}

/* Les exemples comme LIBLINEAR les lit : pour chacun, des couples (indice à
 * partir de 1, valeur), la composante B à la fin, puis l'indice −1. */
typedef struct {
    struct problem problem;
    struct feature_node *nodes;
} Reading;

static Reading reading_create(const Matrix *X, const Matrix *t, double B)
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
        r.problem.y[n] = t->data[n];
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

bool linear_svm_train(LinearSvm *svm, const Matrix *X, const Matrix *t,
                      const SvmSettings *settings, Error *error)
{
    if (!settings_check(settings, error) || !examples_check(X, t, error))
        return false;
    struct parameter parameter = {
        .solver_type = settings->loss == HINGE ? L2R_L1LOSS_SVC_DUAL
                                               : L2R_L2LOSS_SVC_DUAL,
        .eps = 1e-8,
        .C = settings->C,
    };
    Reading r = reading_create(X, t, settings->B);
    set_print_string_function(silence);
    srand(1);
    struct model *model = train(&r.problem, &parameter);
    *svm = linear_svm_create(X->cols, settings);
    keep_weights(svm, model);
    free_and_destroy_model(&model);
    reading_free(&r);
    return true;
}

/* --- Le score ------------------------------------------------------------ */

static void require_shapes(Site site, const char *function,
                           const LinearSvm *svm, const Matrix *X,
                           const Matrix *t)
{
    if (svm->w.rows != X->cols)
        fatal(site, function, "w est %zu×%zu, X est %zu×%zu", svm->w.rows,
              svm->w.cols, X->rows, X->cols);
    if (t->rows != X->rows || t->cols != 1)
        fatal(site, function, "X est %zu×%zu, et une colonne est %zu×%zu",
              X->rows, X->cols, t->rows, t->cols);
}

double linear_svm_bias(const LinearSvm *svm)
{
    return svm->settings.B * svm->omega;
}

/* s = wᵀx + b, pour l'exemple n. */
static double score(const LinearSvm *svm, const Matrix *X, size_t n)
{
    double s = linear_svm_bias(svm);
    for (size_t i = 0; i < X->cols; i++)
        s += svm->w.data[i] * AT(X, n, i); /* @eq:svm-score */
    return s;
}

void(linear_svm_scores)(Site site, Matrix *s, const LinearSvm *svm,
                        const Matrix *X)
{
    require_shapes(site, "linear_svm_scores", svm, X, s);
    for (size_t n = 0; n < X->rows; n++)
        s->data[n] = score(svm, X, n);
}

double(linear_svm_accuracy)(Site site, const LinearSvm *svm, const Matrix *X,
                            const Matrix *t)
{
    require_shapes(site, "linear_svm_accuracy", svm, X, t);
    size_t right = 0;
    for (size_t n = 0; n < X->rows; n++)
        right += t->data[n] * score(svm, X, n) > 0;
    return (double)right / (double)X->rows;
}

Matrix signed_classes(const Dataset *data, size_t positive)
{
    Matrix t = matrix_create(data->X.rows, 1);
    for (size_t n = 0; n < t.rows; n++)
        t.data[n] = dataset_class(data, n) == positive ? 1 : -1;
    return t;
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
                          const Matrix *t)
{
    require_shapes(site, "linear_svm_primal", svm, X, t);
    /* [primal] */
    /* @eq:svm-primal : P = ½ ‖w̃‖² + C Σₙ ℓ(mₙ) */
    double sum = 0;
    for (size_t n = 0; n < X->rows; n++)
        sum += margin_loss(svm->settings.loss, t->data[n] * score(svm, X, n));
    return 0.5 * squared_norm(svm) + svm->settings.C * sum;
    /* [/primal] */
}

void(linear_svm_gradient)(Site site, LinearSvm *gradient, const LinearSvm *svm,
                          const Matrix *X, const Matrix *t)
{
    require_shapes(site, "linear_svm_gradient", svm, X, t);
    require_shapes(site, "linear_svm_gradient", gradient, X, t);
    /* ∇P = w̃ + C Σₙ ℓ′(mₙ) tₙ x̃ₙ */
    matrix_copy(&gradient->w, &svm->w);
    gradient->omega = svm->omega;
    for (size_t n = 0; n < X->rows; n++) {
        double m = t->data[n] * score(svm, X, n);
        double slope = margin_slope(svm->settings.loss, m);
        add_example(gradient, svm->settings.C * slope * t->data[n], X, n);
    }
}

void(linear_svm_dual_point)(Site site, LinearSvm *v, const Matrix *alpha,
                            const Matrix *X, const Matrix *t)
{
    require_shapes(site, "linear_svm_dual_point", v, X, t);
    require_shapes(site, "linear_svm_dual_point", v, X, alpha);
    matrix_fill(&v->w, 0.0);
    v->omega = 0;
    for (size_t n = 0; n < X->rows; n++)
        add_example(v, alpha->data[n] * t->data[n], X, n);
}

/* Ce que αₙ ne doit pas dépasser. */
static double ceiling_of(const SvmSettings *settings)
{
    return settings->loss == HINGE ? settings->C : INFINITY;
}

bool linear_svm_feasible(const Matrix *alpha, const SvmSettings *settings)
{
    for (size_t n = 0; n < alpha->rows; n++)
        if (!(alpha->data[n] >= 0 && alpha->data[n] <= ceiling_of(settings)))
            return false;
    return true;
}

/* 1/(2C) pour la hinge carrée : ce que α² coûte au dual, deux fois. */
static double square_cost(const SvmSettings *settings)
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
                             const Matrix *X, const Matrix *t)
{
    require_shapes(site, "linear_svm_multipliers", svm, X, t);
    require_shapes(site, "linear_svm_multipliers", svm, X, alpha);
    for (size_t n = 0; n < X->rows; n++) {
        double m = t->data[n] * score(svm, X, n);
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
                        const Matrix *X, const Matrix *t)
{
    require_shapes(site, "linear_svm_ascent", v, X, t);
    require_shapes(site, "linear_svm_ascent", v, X, alpha);
    /* [ascent] */
    double top = ceiling_of(&v->settings), cost = square_cost(&v->settings);
    for (size_t n = 0; n < X->rows; n++) {
        double *a = &alpha->data[n], old = *a;
        double slope = 1 - t->data[n] * score(v, X, n) - cost * old;
        double bend = example_norm(X, n, v->settings.B) + cost;
        if (bend > 0) /* @eq:svm-ascent : le sommet, ramené dans [0, top] */
            *a = fmin(fmax(old + slope / bend, 0), top);
        add_example(v, (*a - old) * t->data[n], X, n);
    }
    /* [/ascent] */
}

/* Ce qu'il reste à gagner en montant : P(v) − D(α). */
static double measure(Certificate *c, LinearSvm *v, const Matrix *alpha,
                      const Matrix *X, const Matrix *t)
{
    linear_svm_dual_point(v, alpha, X, t);
    c->dual = linear_svm_dual(v, alpha);
    c->gap = c->primal - c->dual;
    return linear_svm_primal(v, X, t) - c->dual;
}

Certificate(linear_svm_certify)(Site site, Matrix *alpha, const LinearSvm *svm,
                                const Matrix *X, const Matrix *t,
                                double tolerance, size_t most)
{
    enum { BETWEEN = 50 }; /* tours entre deux mesures */
    require_shapes(site, "linear_svm_certify", svm, X, t);
    require_shapes(site, "linear_svm_certify", svm, X, alpha);
    Certificate c = { .primal = linear_svm_primal(svm, X, t) };
    LinearSvm v = linear_svm_create(svm->w.rows, &svm->settings);
    double goal = tolerance * c.primal;
    linear_svm_multipliers(alpha, svm, X, t);
    double left = measure(&c, &v, alpha, X, t);
    while (c.gap > goal && left > goal && c.sweeps < most) {
        for (int i = 0; i < BETWEEN && c.sweeps < most; i++, c.sweeps++)
            linear_svm_ascent(alpha, &v, X, t);
        left = measure(&c, &v, alpha, X, t);
    }
    linear_svm_free(&v);
    return c;
}
