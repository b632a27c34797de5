/* Exercice 10 : une epoch de descente stochastique, par mini-lots.
 *
 *     make exercise10     juge ce fichier
 *     make hint10         donne un indice
 *
 * De quoi travailler, dans lib/matrix.h : matrix_rows (une vue sur des lignes
 * de A), matrix_create et matrix_free, matrix_fill, matrix_add_scaled
 * (B ← B + s A)…
 */
#include <math.h>

#include "matrix.h"

/* g = ∇θ ℓ pour un seul exemple, de la forme de θ (ny×nx). Le modèle est un
 * SoftMax sans couche cachée, ŷ = SoftMax(θ x) ; x est une ligne de X (1×nx), y
 * une ligne de Y (1×ny). Rien à changer ici. */
static void example_gradient(Matrix *g, const Matrix *theta, const Matrix *x,
                             const Matrix *y)
{
    double total = 0;
    Matrix y_hat = matrix_create(1, theta->rows);
    matrix_multiply_nt(&y_hat, x, theta);
    matrix_map(&y_hat, exp, &y_hat);
    for (size_t i = 0; i < y_hat.cols; i++)
        total += AT(&y_hat, 0, i);
    matrix_scale(&y_hat, 1 / total, &y_hat);
    matrix_subtract(&y_hat, &y_hat, y);
    matrix_multiply_tn(g, &y_hat, x);
    matrix_free(&y_hat);
}

/* Entrées : X (N×nx) et Y (N×ny), un exemple par ligne ; order, les N numéros
 * de lignes, dans l'ordre où les prendre ; B, la taille d'un lot ; eta, le
 * taux. Le dernier lot est plus petit quand B ne divise pas N.
 * Sortie : theta (ny×nx) contient θ au départ, et le θ de la fin de l'epoch au
 * retour. Un pas par lot, le long de la moyenne G des gradients du lot. */
void sgd_epoch(Matrix *theta, const Matrix *X, const Matrix *Y,
               const size_t *order, size_t B, double eta)
{
    /* À VOUS : faites de theta ce qu'il est après une epoch. */
    Matrix G = matrix_create(theta->rows, theta->cols);
    Matrix g = matrix_create(theta->rows, theta->cols);
    for (size_t first = 0; first < X->rows; first += B) {
        size_t left = X->rows - first, count = left < B ? left : B;
        /* @eq:gd-batch : G = (1/B) Σ gₙ, sur les exemples du lot */
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1 / (double)count, &g);
        }
        /* @eq:sgd : θ ← θ − η G */
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);
    /* FIN */
}
