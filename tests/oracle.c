#include "oracle.h"

#include <complex.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

/* --- La passe avant, sur des complexes ----------------------------------- */

/* Les paramètres et les grandeurs d'un exemple. Les tableaux se suivent dans
 * theta dans l'ordre Wh, bh, Wy, by, ligne par ligne. */
typedef struct {
    size_t nx, nh, ny, count;
    double complex *theta, *h_tilde, *h, *y_tilde;
} Witness;

static Witness witness_create(const Parameters *p)
{
    Witness w = { .nx = p->nx, .nh = p->nh, .ny = p->ny };
    w.count = w.nh * w.nx + w.nh + w.ny * w.nh + w.ny;
    w.theta = allocate(w.count, sizeof *w.theta);
    w.h_tilde = allocate(w.nh, sizeof *w.h_tilde);
    w.h = allocate(w.nh, sizeof *w.h);
    w.y_tilde = allocate(w.ny, sizeof *w.y_tilde);
    for (size_t k = 0; k < w.count; k++)
        w.theta[k] = p->theta.data[k];
    return w;
}

static void witness_free(Witness *w)
{
    free(w->theta);
    free(w->h_tilde);
    free(w->h);
    free(w->y_tilde);
}

static double complex shifted(double x)
{
    return x + ORACLE_STEP * I;
}

static void fill_h_tilde(Witness *w, const double *x)
{
    const double complex *W = w->theta, *b = W + w->nh * w->nx;
    for (size_t j = 0; j < w->nh; j++) {
        w->h_tilde[j] = b[j];
        for (size_t k = 0; k < w->nx; k++)
            w->h_tilde[j] += W[j * w->nx + k] * x[k];
    }
}

static void fill_h(Witness *w)
{
    for (size_t j = 0; j < w->nh; j++)
        w->h[j] = ctanh(w->h_tilde[j]);
}

static void fill_y_tilde(Witness *w)
{
    const double complex *W = w->theta + w->nh * w->nx + w->nh,
                         *b = W + w->ny * w->nh;
    for (size_t i = 0; i < w->ny; i++) {
        w->y_tilde[i] = b[i];
        for (size_t j = 0; j < w->nh; j++)
            w->y_tilde[i] += W[i * w->nh + j] * w->h[j];
    }
}

/* Le plus grand ỹ, jugé sur la partie réelle : un nombre réel, constant pour
 * la dérivation. */
static double highest(const double complex *y_tilde, size_t ny)
{
    double best = creal(y_tilde[0]);
    for (size_t i = 1; i < ny; i++)
        best = fmax(best, creal(y_tilde[i]));
    return best;
}

/* ℓ = Σᵢ yᵢ (log Σⱼ e^(ỹⱼ) − ỹᵢ). */
static double complex example_loss(const double complex *y_tilde,
                                   const double *y, size_t ny)
{
    double shift = highest(y_tilde, ny);
    double complex total = 0, loss = 0;
    for (size_t j = 0; j < ny; j++)
        total += cexp(y_tilde[j] - shift);
    double complex log_total = shift + clog(total);
    for (size_t i = 0; i < ny; i++)
        loss += y[i] * (log_total - y_tilde[i]);
    return loss;
}

static double complex mean_loss(Witness *w, const Matrix *X, const Matrix *Y)
{
    double complex total = 0;
    for (size_t n = 0; n < X->rows; n++) {
        fill_h_tilde(w, &AT(X, n, 0));
        fill_h(w);
        fill_y_tilde(w);
        total += example_loss(w->y_tilde, &AT(Y, n, 0), w->ny);
    }
    return total / (double)X->rows;
}

double oracle_loss(const Parameters *p, const Matrix *X, const Matrix *Y)
{
    Witness w = witness_create(p);
    double loss = creal(mean_loss(&w, X, Y));
    witness_free(&w);
    return loss;
}

/* --- Gradients par le pas complexe --------------------------------------- */

void oracle_gradient(Parameters *grad, const Parameters *p, const Matrix *X,
                     const Matrix *Y)
{
    Witness w = witness_create(p);
    for (size_t k = 0; k < w.count; k++) {
        w.theta[k] = shifted(p->theta.data[k]);
        grad->theta.data[k] = cimag(mean_loss(&w, X, Y)) / ORACLE_STEP;
        w.theta[k] = p->theta.data[k];
    }
    witness_free(&w);
}

double oracle_directional(const Parameters *p, const Matrix *direction,
                          const Matrix *X, const Matrix *Y)
{
    Witness w = witness_create(p);
    for (size_t k = 0; k < w.count; k++)
        w.theta[k] += ORACLE_STEP * direction->data[k] * I;
    double slope = cimag(mean_loss(&w, X, Y)) / ORACLE_STEP;
    witness_free(&w);
    return slope;
}

/* --- Le même gradient sur des valeurs absolues --------------------------- */

/* La partie réelle de SoftMax(ỹ). */
static void real_softmax(double *y_hat, const double complex *y_tilde,
                         size_t ny)
{
    double shift = highest(y_tilde, ny), total = 0;
    for (size_t i = 0; i < ny; i++)
        total += exp(creal(y_tilde[i]) - shift);
    for (size_t i = 0; i < ny; i++)
        y_hat[i] = exp(creal(y_tilde[i]) - shift) / total;
}

/* Σ |b| + |W| |h| pour le plus gros des ỹ d'un exemple. */
static double y_tilde_scale(const Witness *w)
{
    const double complex *W = w->theta + w->nh * w->nx + w->nh,
                         *b = W + w->ny * w->nh;
    double largest = 0;
    for (size_t i = 0; i < w->ny; i++) {
        double total = fabs(creal(b[i]));
        for (size_t j = 0; j < w->nh; j++)
            total += fabs(creal(W[i * w->nh + j])) * fabs(creal(w->h[j]));
        largest = fmax(largest, total);
    }
    return largest;
}

/* (ŷ (1 + A) + y) / N, d'où part la rétropropagation d'un exemple ; A est ce
 * que l'on a sommé pour former ỹ, dont l'exponentielle amplifie l'arrondi. */
static void delta_scale(double *delta, const double complex *y_tilde, double A,
                        const double *y, size_t ny, size_t N)
{
    real_softmax(delta, y_tilde, ny);
    for (size_t i = 0; i < ny; i++)
        delta[i] = (delta[i] * (1 + A) + fabs(y[i])) / (double)N;
}

/* Σᵢ |Wᵢⱼ| δᵢ, où W est le Wy de theta. */
static double back_scale(const Witness *w, const double *delta, size_t j)
{
    const double complex *W = w->theta + w->nh * w->nx + w->nh;
    double total = 0;
    for (size_t i = 0; i < w->ny; i++)
        total += fabs(creal(W[i * w->nh + j])) * delta[i];
    return total;
}

/* 1 − h² soustrait deux nombres : 1 + h² est ce qu'il arrondit. */
static double slope_scale(const Witness *w, size_t j)
{
    double h = creal(w->h[j]);
    return 1 + h * h;
}

/* h n'est connu qu'à l'arrondi de h̃ près : un h presque nul peut sortir d'une
 * somme de grands termes qui se compensent. */
static double h_scale(const Witness *w, size_t j, const double *x)
{
    const double complex *W = w->theta, *b = W + w->nh * w->nx;
    double h = creal(w->h[j]), total = fabs(creal(b[j]));
    for (size_t k = 0; k < w->nx; k++)
        total += fabs(creal(W[j * w->nx + k])) * fabs(x[k]);
    return fabs(h) + (1 - h * h) * total;
}

static void add_example_scale(Parameters *S, const Witness *w,
                              const double *delta, const double *x)
{
    for (size_t i = 0; i < w->ny; i++) {
        for (size_t j = 0; j < w->nh; j++)
            AT(&S->Wy, i, j) += delta[i] * h_scale(w, j, x);
        S->by.data[i] += delta[i];
    }
    for (size_t j = 0; j < w->nh; j++) {
        double delta_h = back_scale(w, delta, j) * slope_scale(w, j);
        for (size_t k = 0; k < w->nx; k++)
            AT(&S->Wh, j, k) += delta_h * fabs(x[k]);
        S->bh.data[j] += delta_h;
    }
}

void oracle_scale(Parameters *S, const Parameters *p, const Matrix *X,
                  const Matrix *Y)
{
    Witness w = witness_create(p);
    double *delta = allocate(w.ny, sizeof *delta);
    matrix_fill(&S->theta, 0);
    for (size_t n = 0; n < X->rows; n++) {
        fill_h_tilde(&w, &AT(X, n, 0));
        fill_h(&w);
        fill_y_tilde(&w);
        delta_scale(delta, w.y_tilde, y_tilde_scale(&w), &AT(Y, n, 0), w.ny,
                    X->rows);
        add_example_scale(S, &w, delta, &AT(X, n, 0));
    }
    free(delta);
    witness_free(&w);
}

double oracle_loss_scale(const Parameters *p, const Matrix *X, const Matrix *Y)
{
    Witness w = witness_create(p);
    double total = 0;
    for (size_t n = 0; n < X->rows; n++) {
        fill_h_tilde(&w, &AT(X, n, 0));
        fill_h(&w);
        fill_y_tilde(&w);
        total += 1 + y_tilde_scale(&w) +
                 creal(example_loss(w.y_tilde, &AT(Y, n, 0), w.ny));
    }
    witness_free(&w);
    return total / (double)X->rows;
}

/* --- Gradients par rapport aux grandeurs intermédiaires ------------------ */

void oracle_grad_Y_tilde(Matrix *grad, Matrix *S, const Matrix *Y_tilde,
                         const Matrix *Y)
{
    size_t ny = Y->cols, N = Y->rows;
    double complex *y_tilde = allocate(ny, sizeof *y_tilde);
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++)
            y_tilde[i] = AT(Y_tilde, n, i);
        delta_scale(&AT(S, n, 0), y_tilde, 0, &AT(Y, n, 0), ny, N);
        for (size_t i = 0; i < ny; i++) {
            y_tilde[i] = shifted(AT(Y_tilde, n, i));
            AT(grad, n, i) = cimag(example_loss(y_tilde, &AT(Y, n, 0), ny)) /
                             ORACLE_STEP / (double)N;
            y_tilde[i] = AT(Y_tilde, n, i);
        }
    }
    free(y_tilde);
}

/* ∂L/∂hⱼ ou ∂L/∂h̃ⱼ pour l'exemple dont w porte les h (ou les h̃). */
static double hidden_slope(Witness *w, bool tilde, size_t j, const double *y,
                           size_t N)
{
    double complex *moved = tilde ? &w->h_tilde[j] : &w->h[j], kept = *moved;
    *moved = shifted(creal(kept));
    if (tilde)
        fill_h(w);
    fill_y_tilde(w);
    double complex loss = example_loss(w->y_tilde, y, w->ny);
    *moved = kept;
    return cimag(loss) / ORACLE_STEP / (double)N;
}

static void grad_hidden(Matrix *grad, Matrix *S, const Parameters *p,
                        const Matrix *A, const Matrix *Y, bool tilde)
{
    Witness w = witness_create(p);
    double *delta = allocate(w.ny, sizeof *delta);
    for (size_t n = 0; n < A->rows; n++) {
        const double *y = &AT(Y, n, 0);
        for (size_t j = 0; j < w.nh; j++)
            (tilde ? w.h_tilde : w.h)[j] = AT(A, n, j);
        for (size_t j = 0; j < w.nh; j++)
            AT(grad, n, j) = hidden_slope(&w, tilde, j, y, A->rows);
        if (tilde)
            fill_h(&w);
        fill_y_tilde(&w);
        delta_scale(delta, w.y_tilde, y_tilde_scale(&w), y, w.ny, A->rows);
        for (size_t j = 0; j < w.nh; j++)
            AT(S, n, j) =
                back_scale(&w, delta, j) * (tilde ? slope_scale(&w, j) : 1);
    }
    free(delta);
    witness_free(&w);
}

void oracle_grad_H(Matrix *grad, Matrix *S, const Parameters *p,
                   const Matrix *H, const Matrix *Y)
{
    grad_hidden(grad, S, p, H, Y, false);
}

void oracle_grad_H_tilde(Matrix *grad, Matrix *S, const Parameters *p,
                         const Matrix *H_tilde, const Matrix *Y)
{
    grad_hidden(grad, S, p, H_tilde, Y, true);
}

/* --- La règle ------------------------------------------------------------ */

/* |a − n| / (ε S) ; un écart nul est nul même quand S l'est. */
static double rounding_units(double analytic, double numeric, double S)
{
    double gap = fabs(analytic - numeric);
    return gap == 0 ? 0 : gap / fmax(DBL_EPSILON * S, DBL_MIN);
}

static GradientCheck compare_entry(const Matrix *analytic,
                                   const Matrix *numeric, const Matrix *S,
                                   size_t k)
{
    double a = analytic->data[k], n = numeric->data[k];
    return (GradientCheck){
        .row = k / analytic->cols,
        .col = k % analytic->cols,
        .analytic = a,
        .numeric = n,
        .gap = fabs(a - n),
        .scale = DBL_EPSILON * S->data[k],
        .error = rounding_units(a, n, S->data[k]),
        .tolerance = ORACLE_TOLERANCE,
    };
}

GradientCheck oracle_compare(const Matrix *analytic, const Matrix *numeric,
                             const Matrix *S)
{
    GradientCheck worst = { .tolerance = ORACLE_TOLERANCE };
    bool visible = false;
    matrix_require_same(HERE, __func__, "analytic", analytic, "numeric",
                        numeric);
    matrix_require_same(HERE, __func__, "analytic", analytic, "S", S);
    for (size_t k = 0; k < matrix_size(analytic); k++) {
        GradientCheck entry = compare_entry(analytic, numeric, S, k);
        double size = rounding_units(0, entry.numeric, S->data[k]);
        visible = visible || size > ORACLE_TOLERANCE;
        /* Écrit ainsi, un NaN devient la pire entrée et le reste. */
        if (k == 0 || (!isnan(worst.error) && !(entry.error <= worst.error)))
            worst = entry;
    }
    worst.cases = matrix_size(analytic);
    if (worst.cases > 0 && !(worst.error <= ORACLE_TOLERANCE))
        worst.verdict = GRADIENT_WRONG;
    else
        worst.verdict = visible ? GRADIENT_RIGHT : GRADIENT_INCONCLUSIVE;
    return worst;
}

OracleCheck oracle_check(const Parameters *p, const Matrix *X, const Matrix *Y,
                         const Parameters *gradient)
{
    Parameters numeric = parameters_create(p->nx, p->nh, p->ny);
    Parameters S = parameters_create(p->nx, p->nh, p->ny);
    oracle_gradient(&numeric, p, X, Y);
    oracle_scale(&S, p, X, Y);
    OracleCheck check = {
        oracle_compare(&gradient->Wh, &numeric.Wh, &S.Wh),
        oracle_compare(&gradient->bh, &numeric.bh, &S.bh),
        oracle_compare(&gradient->Wy, &numeric.Wy, &S.Wy),
        oracle_compare(&gradient->by, &numeric.by, &S.by),
    };
    parameters_free(&numeric);
    parameters_free(&S);
    return check;
}

GradientVerdict oracle_verdict(const OracleCheck *check)
{
    GradientVerdict all[] = { check->Wh.verdict, check->bh.verdict,
                              check->Wy.verdict, check->by.verdict };
    GradientVerdict verdict = GRADIENT_INCONCLUSIVE;
    for (size_t t = 0; t < 4; t++)
        if (all[t] == GRADIENT_WRONG || verdict == GRADIENT_INCONCLUSIVE)
            verdict = all[t];
    return verdict;
}

Row oracle_row_open(const char *label)
{
    return row_open(label, "pas complexe (ε S)", ORACLE_TOLERANCE);
}

void oracle_row_tensor(Row *row, const GradientCheck *check, const char *name)
{
    row_gap(row, check->error,
            "%s : entrée (%zu, %zu), analytique %.9g, pas complexe %.9g, "
            "écart de %.2g unités d'arrondi",
            name, check->row + 1, check->col + 1, check->analytic,
            check->numeric, check->error);
    /* row_gap compte un cas ; le tenseur en a un par entrée. */
    row->cases += check->cases - 1;
    row->inconclusive |= check->verdict == GRADIENT_INCONCLUSIVE;
}

void oracle_row(Row *row, const OracleCheck *check)
{
    oracle_row_tensor(row, &check->Wh, "∇Wh");
    oracle_row_tensor(row, &check->bh, "∇bh");
    oracle_row_tensor(row, &check->Wy, "∇Wy");
    oracle_row_tensor(row, &check->by, "∇by");
}
