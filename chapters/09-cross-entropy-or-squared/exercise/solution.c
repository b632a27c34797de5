/* Exercice 9 : le gradient de l'erreur quadratique, à travers SoftMax.
 *
 *     make exercise9      juge ce fichier
 *     make hint9          donne un indice
 *
 * L'élément (n, k) de A s'écrit AT(A, n, k), à partir de 0 ; A->rows et
 * A->cols sont ses nombres de lignes et de colonnes. lib/matrix.h a aussi
 * matrix_create, matrix_multiply, matrix_subtract, matrix_scale…
 */
#include "matrix.h"

/* Entrées : Y_hat = SoftMax(Y_tilde), les probabilités (N×ny) ; Y, les cibles
 * (N×ny). Un exemple par ligne.
 * Sortie, déjà créée : grad_Y_tilde = ∇Ỹ L (N×ny), la dérivée de L par rapport
 * à chaque logit, où L est la moyenne, sur les N exemples, de l'erreur
 * quadratique ℓ = Σᵢ (ŷᵢ − yᵢ)². */
void squared_error_gradient(Matrix *grad_Y_tilde, const Matrix *Y_hat,
                            const Matrix *Y)
{
    /* À VOUS : remplissez grad_Y_tilde. */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        /* @eq:squared-logits : ∇ỹ ℓ = 2 J (ŷ − y), puis la moyenne sur N */
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                                     (AT(Y_hat, n, k) - AT(Y, n, k) - mean) /
                                     (double)N;
    }
    /* FIN */
}
