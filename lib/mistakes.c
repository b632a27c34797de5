/* mistakes.c — le dictionnaire des erreurs : d'abord une rétropropagation
 * juste, en neuf gestes ; puis chaque erreur, qui en défait un. */
#include "mistakes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- La rétropropagation juste, geste par geste -------------------------- */

/* out = W in + b, pour chaque exemple (une ligne de in, une de out). */
static void affine(Matrix *out, const Matrix *W, const Matrix *b,
                   const Matrix *in)
{
    for (size_t n = 0; n < out->rows; n++)
        for (size_t i = 0; i < out->cols; i++) {
            double total = b->data[i];
            for (size_t j = 0; j < in->cols; j++)
                total += AT(W, i, j) * AT(in, n, j);
            AT(out, n, i) = total;
        }
}

static void hidden(Work *w)
{
    affine(&w->h_tilde, &w->p->Wh, &w->p->bh, w->X);
    for (size_t k = 0; k < w->N * w->nh; k++)
        w->h.data[k] = tanh(w->h_tilde.data[k]);
}

static void softmax_of_example(double *y_hat, const double *y_tilde, size_t ny)
{
    double highest = y_tilde[0], total = 0;
    for (size_t i = 1; i < ny; i++)
        if (y_tilde[i] > highest)
            highest = y_tilde[i];
    for (size_t i = 0; i < ny; i++)
        total += y_hat[i] = exp(y_tilde[i] - highest);
    for (size_t i = 0; i < ny; i++)
        y_hat[i] /= total;
}

static void output(Work *w)
{
    affine(&w->y_tilde, &w->p->Wy, &w->p->by, &w->h);
    for (size_t n = 0; n < w->N; n++)
        softmax_of_example(&AT(&w->y_hat, n, 0), &AT(&w->y_tilde, n, 0),
                           w->ny);
}

static void output_error(Work *w)
{
    for (size_t k = 0; k < w->N * w->ny; k++)
        w->delta.data[k] = (w->y_hat.data[k] - w->Y->data[k]) / (double)w->N;
}

/* G = Σₙ d aᵀ, où d est la ligne n de D, et a la ligne n de A, prise row
 * lignes plus bas et col colonnes plus à droite (0 et 0 quand on fait bien),
 * en revenant au début passé la fin. */
static void outer(Matrix *G, const Matrix *D, const Matrix *A, size_t row,
                  size_t col)
{
    matrix_fill(G, 0);
    for (size_t n = 0; n < D->rows; n++)
        for (size_t i = 0; i < G->rows; i++)
            for (size_t j = 0; j < G->cols; j++)
                AT(G, i, j) += AT(D, n, i) *
                               AT(A, (n + row) % A->rows, (j + col) % A->cols);
}

/* b = Σₙ d. */
static void sum(Matrix *b, const Matrix *D)
{
    matrix_fill(b, 0);
    for (size_t n = 0; n < D->rows; n++)
        for (size_t i = 0; i < D->cols; i++)
            b->data[i] += AT(D, n, i);
}

static void Wy(Work *w)
{
    outer(&w->grad->Wy, &w->delta, &w->h, 0, 0);
}

static void by(Work *w)
{
    sum(&w->grad->by, &w->delta);
}

/* ∇H = ∇Ỹ W, où W vaut Wy quand on fait bien. */
static void back_through(Work *w, const Matrix *W)
{
    matrix_fill(&w->grad_h, 0);
    for (size_t n = 0; n < w->N; n++)
        for (size_t i = 0; i < w->ny; i++)
            for (size_t j = 0; j < w->nh; j++)
                AT(&w->grad_h, n, j) += AT(&w->delta, n, i) * AT(W, i, j);
}

static void hidden_error(Work *w)
{
    back_through(w, &w->p->Wy);
}

/* ∇H̃ = ∇H ⊙ pente, où la pente de tanh est une expression de h̃ et de h. */
#define SLOPE(name, expression) \
    static void name(Work *w) \
    { \
        for (size_t k = 0; k < w->N * w->nh; k++) { \
            double h_tilde = w->h_tilde.data[k], h = w->h.data[k]; \
            (void)h_tilde; \
            (void)h; \
            w->delta_h.data[k] = w->grad_h.data[k] * (expression); \
        } \
    }

SLOPE(slope, 1 - h * h)

static void Wh(Work *w)
{
    outer(&w->grad->Wh, &w->delta_h, w->X, 0, 0);
}

static void bh(Work *w)
{
    sum(&w->grad->bh, &w->delta_h);
}

/* --- 1/N, signe et facteurs ---------------------------------------------- */

static void scale(Matrix *A, double factor)
{
    for (size_t k = 0; k < matrix_size(A); k++)
        A->data[k] *= factor;
}

static void sign(Work *w)
{
    scale(&w->grad->theta, -1);
}

static void twice(Work *w)
{
    scale(&w->grad->theta, 2);
}

static void mean_forgotten(Work *w)
{
    scale(&w->delta, (double)w->N);
}

static void mean_twice(Work *w)
{
    scale(&w->delta, 1 / (double)w->N);
}

static void mean_over_classes(Work *w)
{
    scale(&w->delta, 1 / (double)w->ny);
}

static void by_mean(Work *w)
{
    scale(&w->grad->by, 1 / (double)w->N);
}

static void bh_mean(Work *w)
{
    scale(&w->grad->bh, 1 / (double)w->N);
}

static void Wh_mean_forgotten(Work *w)
{
    scale(&w->grad->Wh, (double)w->N);
}

/* --- Boucles qui s'arrêtent trop tôt, sommes qui n'en sont pas ----------- */

static void by_zero(Work *w)
{
    matrix_fill(&w->grad->by, 0);
}

static void first_unit_skipped(Work *w)
{
    for (size_t j = 0; j < w->nx; j++)
        AT(&w->grad->Wh, 0, j) = 0;
    for (size_t i = 0; i < w->ny; i++)
        AT(&w->grad->Wy, i, 0) = 0;
    w->grad->bh.data[0] = 0;
}

static void last_class_skipped(Work *w)
{
    for (size_t n = 0; n < w->N; n++)
        AT(&w->delta, n, w->ny - 1) = 0;
}

static void last_example_skipped(Work *w)
{
    for (size_t i = 0; i < w->ny; i++)
        AT(&w->delta, w->N - 1, i) = 0;
}

/* « = » pour « += » : il ne reste que le dernier exemple. */
static void by_assigned(Work *w)
{
    for (size_t i = 0; i < w->ny; i++)
        w->grad->by.data[i] = AT(&w->delta, w->N - 1, i);
}

static void bh_assigned(Work *w)
{
    for (size_t j = 0; j < w->nh; j++)
        w->grad->bh.data[j] = AT(&w->delta_h, w->N - 1, j);
}

/* --- La sortie : SoftMax, loss et leur gradient -------------------------- */

static void unnormalised(Work *w)
{
    for (size_t k = 0; k < w->N * w->ny; k++)
        w->y_hat.data[k] = exp(w->y_tilde.data[k]);
}

static void target_forgotten(Work *w)
{
    for (size_t k = 0; k < w->N * w->ny; k++)
        w->delta.data[k] = w->y_hat.data[k] / (double)w->N;
}

static void predicted_class(Work *w)
{
    for (size_t n = 0; n < w->N; n++) {
        size_t best = 0;
        for (size_t i = 1; i < w->ny; i++)
            if (AT(&w->y_hat, n, i) > AT(&w->y_hat, n, best))
                best = i;
        for (size_t i = 0; i < w->ny; i++)
            AT(&w->delta, n, i) =
                (AT(&w->y_hat, n, i) - (i == best ? 1 : 0)) / (double)w->N;
    }
}

/* −y/ŷ par ŷ(1 − ŷ), seule diagonale de la jacobienne. */
static void jacobian_diagonal(Work *w)
{
    for (size_t k = 0; k < w->N * w->ny; k++)
        w->delta.data[k] =
            -w->Y->data[k] * (1 - w->y_hat.data[k]) / (double)w->N;
}

static void squared_error_diagonal(Work *w)
{
    for (size_t k = 0; k < w->N * w->ny; k++) {
        double y_hat = w->y_hat.data[k];
        w->delta.data[k] =
            2 * (y_hat - w->Y->data[k]) * y_hat * (1 - y_hat) / (double)w->N;
    }
}

/* ∇ỹ = J g, avec J = diag(ŷ) − ŷ ŷᵀ et g = ∇ŷ donné composante par
 * composante. */
static void through_jacobian(Work *w, double (*g)(double y_hat, double y))
{
    for (size_t n = 0; n < w->N; n++) {
        const double *y_hat = &AT(&w->y_hat, n, 0), *y = &AT(w->Y, n, 0);
        double mean = 0;
        for (size_t i = 0; i < w->ny; i++)
            mean += y_hat[i] * g(y_hat[i], y[i]);
        for (size_t i = 0; i < w->ny; i++)
            AT(&w->delta, n, i) =
                y_hat[i] * (g(y_hat[i], y[i]) - mean) / (double)w->N;
    }
}

static double squared_error_slope(double y_hat, double y)
{
    return 2 * (y_hat - y);
}

static void squared_error_whole(Work *w)
{
    through_jacobian(w, squared_error_slope);
}

static double log_epsilon_slope(double y_hat, double y)
{
    return -y / (y_hat + 1e-8);
}

static void log_epsilon(Work *w)
{
    through_jacobian(w, log_epsilon_slope);
}

/* --- ∇Wy et ∇by ---------------------------------------------------------- */

/* Range Gᵀ dans la place de G : un tableau ny×nh lu comme un nh×ny. */
static void store_transposed(Matrix *G)
{
    Matrix copy = matrix_clone(G);
    for (size_t i = 0; i < G->rows; i++)
        for (size_t j = 0; j < G->cols; j++)
            G->data[j * G->rows + i] = AT(&copy, i, j);
    matrix_free(&copy);
}

static void Wy_transposed(Work *w)
{
    store_transposed(&w->grad->Wy);
}

static void Wy_with_h_tilde(Work *w)
{
    outer(&w->grad->Wy, &w->delta, &w->h_tilde, 0, 0);
}

static void Wy_with_x(Work *w)
{
    outer(&w->grad->Wy, &w->delta, w->X, 0, 0);
}

static void Wy_next_row(Work *w)
{
    outer(&w->grad->Wy, &w->delta, &w->h, 1, 0);
}

static void Wy_next_column(Work *w)
{
    outer(&w->grad->Wy, &w->delta, &w->h, 0, 1);
}

/* ∇H est écrit par-dessus ∇Ỹ, dont ∇by avait encore besoin. */
static void by_overwritten(Work *w)
{
    double *buffer = allocate(w->N * (w->ny + w->nh), sizeof *buffer);
    memcpy(buffer, w->delta.data, w->N * w->ny * sizeof *buffer);
    memcpy(buffer, w->grad_h.data, w->N * w->nh * sizeof *buffer);
    Matrix overwritten = matrix_view(buffer, w->N, w->ny);
    sum(&w->grad->by, &overwritten);
    free(buffer);
}

/* --- ∇H ------------------------------------------------------------------ */

/* Wyᵀ pour Wy : le même tableau, lu dans l'autre sens. */
static void Wy_read_transposed(Work *w)
{
    Matrix W = matrix_clone(&w->p->Wy);
    for (size_t i = 0; i < w->ny; i++)
        for (size_t j = 0; j < w->nh; j++)
            AT(&W, i, j) = w->p->Wy.data[j * w->ny + i];
    back_through(w, &W);
    matrix_free(&W);
}

/* Wy a déjà fait son pas de descente quand ∇H en a besoin. */
static void Wy_updated_first(Work *w)
{
    Matrix W = matrix_clone(&w->p->Wy);
    for (size_t k = 0; k < matrix_size(&W); k++)
        W.data[k] -= w->eta * w->grad->Wy.data[k];
    back_through(w, &W);
    matrix_free(&W);
}

/* H est resté celui d'avant le dernier pas de Wh et bh : on refait ce pas à
 * l'envers pour le retrouver. */
static void stale_h(Work *w)
{
    hidden_error(w);
    slope(w);
    Wh(w);
    bh(w);
    for (size_t n = 0; n < w->N; n++)
        for (size_t i = 0; i < w->nh; i++) {
            double step = w->grad->bh.data[i];
            for (size_t j = 0; j < w->nx; j++)
                step += AT(&w->grad->Wh, i, j) * AT(w->X, n, j);
            AT(&w->h, n, i) = tanh(AT(&w->h_tilde, n, i) + w->eta * step);
        }
}

/* --- La dérivée de tanh -------------------------------------------------- */

SLOPE(slope_omitted, 1)
SLOPE(slope_negated, h *h - 1)
SLOPE(slope_of_h_tilde, 1 - h_tilde * h_tilde)
SLOPE(slope_unsquared, 1 - h)
SLOPE(slope_sigmoid, h *(1 - h))
SLOPE(slope_tanh_twice, 1 - tanh(h) * tanh(h))
SLOPE(slope_absolute, 1 - fabs(h))

/* --- ∇Wh et ∇bh ---------------------------------------------------------- */

static void Wh_slope_omitted(Work *w)
{
    outer(&w->grad->Wh, &w->grad_h, w->X, 0, 0);
}

static void bh_slope_omitted(Work *w)
{
    sum(&w->grad->bh, &w->grad_h);
}

static void Wh_transposed(Work *w)
{
    store_transposed(&w->grad->Wh);
}

static void Wh_next_row(Work *w)
{
    outer(&w->grad->Wh, &w->delta_h, w->X, 1, 0);
}

/* --- Formules justes, précision perdue ----------------------------------- */

static void outer_in_float(Matrix *G, const Matrix *D, const Matrix *A)
{
    for (size_t i = 0; i < G->rows; i++)
        for (size_t j = 0; j < G->cols; j++) {
            float total = 0;
            for (size_t n = 0; n < D->rows; n++)
                total += (float)(AT(D, n, i) * AT(A, n, j));
            AT(G, i, j) = (double)total;
        }
}

static void sum_in_float(Matrix *b, const Matrix *D)
{
    for (size_t i = 0; i < D->cols; i++) {
        float total = 0;
        for (size_t n = 0; n < D->rows; n++)
            total += (float)AT(D, n, i);
        b->data[i] = (double)total;
    }
}

static void float_sums(Work *w)
{
    outer_in_float(&w->grad->Wy, &w->delta, &w->h);
    sum_in_float(&w->grad->by, &w->delta);
    outer_in_float(&w->grad->Wh, &w->delta_h, w->X);
    sum_in_float(&w->grad->bh, &w->delta_h);
}

static void float_tanh(Work *w)
{
    for (size_t k = 0; k < w->N * w->nh; k++)
        w->h.data[k] = (double)tanhf((float)w->h_tilde.data[k]);
}

/* --- Le dictionnaire ----------------------------------------------------- */

#define HIDDEN (TENSOR_WH | TENSOR_BH)

static const Mistake mistakes[] = {
    /* facteurs */
    { "sign", "signe du gradient inversé", TENSOR_ALL, false, STEP_END, sign },
    { "twice", "facteur 2 en trop", TENSOR_ALL, false, STEP_END, twice },
    { "mean-forgotten", "1/N oublié (somme au lieu de moyenne)", TENSOR_ALL,
      false, STEP_OUTPUT_ERROR, mean_forgotten },
    { "mean-twice", "1/N compté deux fois", TENSOR_ALL, false,
      STEP_OUTPUT_ERROR, mean_twice },
    { "mean-over-classes", "1/(N ny) au lieu de 1/N", TENSOR_ALL, false,
      STEP_OUTPUT_ERROR, mean_over_classes },
    { "by-mean", "∇by moyenné une fois de trop", TENSOR_BY, false, STEP_BY,
      by_mean },
    { "bh-mean", "∇bh moyenné une fois de trop", TENSOR_BH, false, STEP_BH,
      bh_mean },
    { "Wh-mean-forgotten", "1/N oublié dans ∇Wh", TENSOR_WH, false, STEP_WH,
      Wh_mean_forgotten },
    /* boucles */
    { "by-zero", "∇by laissé à zéro", TENSOR_BY, false, STEP_BY, by_zero },
    { "first-unit-skipped", "premier neurone caché sauté", HIDDEN | TENSOR_WY,
      false, STEP_END, first_unit_skipped },
    { "last-class-skipped", "dernière classe sautée", TENSOR_ALL, false,
      STEP_OUTPUT_ERROR, last_class_skipped },
    { "last-example-skipped", "dernier exemple sauté", TENSOR_ALL, false,
      STEP_OUTPUT_ERROR, last_example_skipped },
    { "by-assigned", "= au lieu de += dans ∇by", TENSOR_BY, false, STEP_BY,
      by_assigned },
    { "bh-assigned", "= au lieu de += dans ∇bh", TENSOR_BH, false, STEP_BH,
      bh_assigned },
    /* sortie */
    { "unnormalised", "ŷ non normalisé (e^ỹ sans la somme)", TENSOR_ALL, false,
      STEP_OUTPUT, unnormalised },
    { "target-forgotten", "ŷ au lieu de ŷ − y", TENSOR_ALL, false,
      STEP_OUTPUT_ERROR, target_forgotten },
    { "predicted-class", "classe prédite au lieu de y", TENSOR_ALL, false,
      STEP_OUTPUT_ERROR, predicted_class },
    { "jacobian-diagonal", "jacobienne de SoftMax réduite à sa diagonale",
      TENSOR_ALL, false, STEP_OUTPUT_ERROR, jacobian_diagonal },
    { "squared-error-diagonal", "erreur quadratique, jacobienne diagonale",
      TENSOR_ALL, false, STEP_OUTPUT_ERROR, squared_error_diagonal },
    { "squared-error", "gradient de l'erreur quadratique", TENSOR_ALL, false,
      STEP_OUTPUT_ERROR, squared_error_whole },
    /* ∇Wy, ∇by */
    { "Wy-transposed", "∇Wy rangé transposé", TENSOR_WY, false, STEP_WY,
      Wy_transposed },
    { "Wy-with-h-tilde", "∇Wy avec H̃ au lieu de H", TENSOR_WY, false, STEP_WY,
      Wy_with_h_tilde },
    { "Wy-with-x", "∇Wy avec X au lieu de H", TENSOR_WY, false, STEP_WY,
      Wy_with_x },
    { "Wy-next-row", "∇Wy avec la ligne suivante de H", TENSOR_WY, false,
      STEP_WY, Wy_next_row },
    { "Wy-next-column", "∇Wy avec la colonne suivante de H", TENSOR_WY, false,
      STEP_WY, Wy_next_column },
    { "by-overwritten", "∇by lu dans un tampon déjà écrasé", TENSOR_BY, false,
      STEP_HIDDEN_ERROR, by_overwritten },
    /* ∇H */
    { "Wy-read-transposed", "Wyᵀ au lieu de Wy dans ∇H", HIDDEN, false,
      STEP_HIDDEN_ERROR, Wy_read_transposed },
    { "Wy-updated-first", "Wy mis à jour avant le calcul de ∇H", HIDDEN, false,
      STEP_HIDDEN_ERROR, Wy_updated_first },
    { "stale-h", "H périmé, d'avant la mise à jour", HIDDEN | TENSOR_WY, false,
      STEP_OUTPUT_ERROR, stale_h },
    /* dérivée de tanh */
    { "slope-omitted", "dérivée de tanh oubliée", HIDDEN, false, STEP_SLOPE,
      slope_omitted },
    { "bh-slope-omitted", "dérivée de tanh oubliée dans ∇bh", TENSOR_BH, false,
      STEP_BH, bh_slope_omitted },
    { "Wh-slope-omitted", "dérivée de tanh oubliée dans ∇Wh", TENSOR_WH, false,
      STEP_WH, Wh_slope_omitted },
    { "slope-negated", "h² − 1 au lieu de 1 − h²", HIDDEN, false, STEP_SLOPE,
      slope_negated },
    { "slope-of-h-tilde", "1 − h̃² au lieu de 1 − h²", HIDDEN, false,
      STEP_SLOPE, slope_of_h_tilde },
    { "slope-unsquared", "1 − h au lieu de 1 − h²", HIDDEN, false, STEP_SLOPE,
      slope_unsquared },
    { "slope-sigmoid", "h(1 − h), dérivée de la sigmoïde", HIDDEN, false,
      STEP_SLOPE, slope_sigmoid },
    { "slope-tanh-twice", "1 − tanh²(h) au lieu de 1 − h²", HIDDEN, false,
      STEP_SLOPE, slope_tanh_twice },
    { "slope-absolute", "1 − |h| au lieu de 1 − h²", HIDDEN, false, STEP_SLOPE,
      slope_absolute },
    /* ∇Wh */
    { "Wh-transposed", "∇Wh rangé transposé", TENSOR_WH, false, STEP_WH,
      Wh_transposed },
    { "Wh-next-row", "∇Wh avec la ligne suivante de X", TENSOR_WH, false,
      STEP_WH, Wh_next_row },
    /* précision */
    { "float-sums", "sommes accumulées en float", TENSOR_ALL, true, STEP_END,
      float_sums },
    { "float-tanh", "tanhf au lieu de tanh", TENSOR_ALL, true, STEP_HIDDEN,
      float_tanh },
    { "log-epsilon", "log(ŷ + 1e-8) au lieu de log ŷ", TENSOR_ALL, true,
      STEP_OUTPUT_ERROR, log_epsilon },
};

size_t mistake_count(void)
{
    return sizeof mistakes / sizeof mistakes[0];
}

const Mistake *mistake(size_t i)
{
    return &mistakes[i];
}

const Mistake *mistake_find(const char *id)
{
    for (size_t i = 0; i < mistake_count(); i++)
        if (strcmp(mistakes[i].id, id) == 0)
            return &mistakes[i];
    return NULL;
}

/* --- Réécritures justes -------------------------------------------------- */

SLOPE(slope_factored, (1 - h) * (1 + h))
SLOPE(slope_again, 1 - tanh(h_tilde) * tanh(h_tilde))

static void softmax_unshifted(Work *w)
{
    for (size_t n = 0; n < w->N; n++) {
        double total = 0;
        for (size_t i = 0; i < w->ny; i++)
            total += exp(AT(&w->y_tilde, n, i));
        for (size_t i = 0; i < w->ny; i++)
            AT(&w->y_hat, n, i) = exp(AT(&w->y_tilde, n, i)) / total;
    }
}

static double cross_entropy_slope(double y_hat, double y)
{
    return -y / y_hat;
}

static void whole_jacobian(Work *w)
{
    through_jacobian(w, cross_entropy_slope);
}

/* Tout ce qui suit ∇Ỹ. */
static void from_output_error(Work *w)
{
    Wy(w);
    by(w);
    hidden_error(w);
    slope(w);
    Wh(w);
    bh(w);
}

static void mean_last(Work *w)
{
    scale(&w->delta, (double)w->N);
    from_output_error(w);
    scale(&w->grad->theta, 1 / (double)w->N);
}

static void swap_rows(Matrix *A, size_t m, size_t n)
{
    for (size_t j = 0; j < A->cols; j++) {
        double kept = AT(A, m, j);
        AT(A, m, j) = AT(A, n, j);
        AT(A, n, j) = kept;
    }
}

/* Les sommes sur les exemples, du dernier au premier. */
static void examples_backwards(Work *w)
{
    const Matrix *kept = w->X;
    Matrix X = matrix_clone(kept);
    w->X = &X;
    for (size_t n = 0; n < w->N / 2; n++) {
        swap_rows(&X, n, w->N - 1 - n);
        swap_rows(&w->h, n, w->N - 1 - n);
        swap_rows(&w->delta, n, w->N - 1 - n);
    }
    from_output_error(w);
    w->X = kept;
    matrix_free(&X);
}

static const Mistake rewritings[] = {
    { "slope-factored", "(1 − h)(1 + h) pour 1 − h²", 0, false, STEP_SLOPE,
      slope_factored },
    { "slope-again", "1 − tanh²(h̃) pour 1 − h²", 0, false, STEP_SLOPE,
      slope_again },
    { "softmax-unshifted", "SoftMax sans retrancher le maximum", 0, false,
      STEP_OUTPUT, softmax_unshifted },
    { "whole-jacobian", "J (−y/ŷ) pour ŷ − y", 0, false, STEP_OUTPUT_ERROR,
      whole_jacobian },
    { "mean-last", "division par N à la fin", 0, false, STEP_END, mean_last },
    { "examples-backwards", "exemples parcourus à rebours", 0, false, STEP_END,
      examples_backwards },
};

size_t rewriting_count(void)
{
    return sizeof rewritings / sizeof rewritings[0];
}

const Mistake *rewriting(size_t i)
{
    return &rewritings[i];
}

/* --- La rétropropagation, erreurs comprises ------------------------------ */

static Work work_create(Parameters *grad, const Parameters *p, const Matrix *X,
                        const Matrix *Y, double eta)
{
    size_t N = X->rows;
    return (Work){
        .p = p,
        .X = X,
        .Y = Y,
        .eta = eta,
        .grad = grad,
        .N = N,
        .nx = p->nx,
        .nh = p->nh,
        .ny = p->ny,
        .h_tilde = matrix_create(N, p->nh),
        .h = matrix_create(N, p->nh),
        .y_tilde = matrix_create(N, p->ny),
        .y_hat = matrix_create(N, p->ny),
        .delta = matrix_create(N, p->ny),
        .grad_h = matrix_create(N, p->nh),
        .delta_h = matrix_create(N, p->nh),
    };
}

static void work_free(Work *w)
{
    matrix_free(&w->h_tilde);
    matrix_free(&w->h);
    matrix_free(&w->y_tilde);
    matrix_free(&w->y_hat);
    matrix_free(&w->delta);
    matrix_free(&w->grad_h);
    matrix_free(&w->delta_h);
}

static void check_shapes(const Parameters *grad, const Parameters *p,
                         const Matrix *X, const Matrix *Y)
{
    if (grad->nx != p->nx || grad->nh != p->nh || grad->ny != p->ny)
        fatal(HERE, "mistaken_gradient",
              "grad est %zu-%zu-%zu, p est %zu-%zu-%zu", grad->nx, grad->nh,
              grad->ny, p->nx, p->nh, p->ny);
    if (X->rows == 0 || p->nx == 0 || p->nh == 0 || p->ny == 0 ||
        Y->rows != X->rows || X->cols != p->nx || Y->cols != p->ny)
        fatal(HERE, "mistaken_gradient",
              "X est %zu×%zu, Y est %zu×%zu, p est %zu-%zu-%zu", X->rows,
              X->cols, Y->rows, Y->cols, p->nx, p->nh, p->ny);
}

static void nothing_more(Work *w)
{
    (void)w;
}

void mistaken_step(Parameters *grad, const Mistake *const *chosen,
                   size_t count, const Parameters *p, const Matrix *X,
                   const Matrix *Y, double eta)
{
    static void (*const right[])(Work *) = {
        [STEP_HIDDEN] = hidden,
        [STEP_OUTPUT] = output,
        [STEP_OUTPUT_ERROR] = output_error,
        [STEP_WY] = Wy,
        [STEP_BY] = by,
        [STEP_HIDDEN_ERROR] = hidden_error,
        [STEP_SLOPE] = slope,
        [STEP_WH] = Wh,
        [STEP_BH] = bh,
        [STEP_END] = nothing_more,
    };
    check_shapes(grad, p, X, Y);
    Work w = work_create(grad, p, X, Y, eta);
    for (Step step = STEP_HIDDEN; step <= STEP_END; step++) {
        right[step](&w);
        for (size_t i = 0; i < count; i++)
            if (chosen[i]->step == step)
                chosen[i]->apply(&w);
    }
    work_free(&w);
}

void mistaken_gradient(Parameters *grad, const Mistake *const *chosen,
                       size_t count, const Parameters *p, const Matrix *X,
                       const Matrix *Y)
{
    mistaken_step(grad, chosen, count, p, X, Y, MISTAKE_ETA);
}
