/* Exercice 7 : l'aller, de X à Ŷ, pour un lot de N exemples.
 *
 *     make exercise7     juge ce fichier
 *     make hint7         donne un indice
 *
 * Dans lib/matrix.h : matrix_multiply (A B), matrix_multiply_tn (Aᵀ B),
 * matrix_multiply_nt (A Bᵀ), matrix_add_row (un vecteur ajouté à chaque
 * ligne), matrix_map (une fonction sur chaque élément), matrix_argmax_row…
 * L'élément (i, j) de A s'écrit AT(A, i, j), à partir de 0.
 */
#include <math.h>

#include "matrix.h"

/* Entrées : X (N×nx), un exemple par ligne ; les paramètres Wh (nh×nx), bh
 * (nh×1), Wy (ny×nh) et by (ny×1).
 * Sorties, déjà créées : H_tilde et H (N×nh), Y_tilde et Y_hat (N×ny), les
 * H̃, H, Ỹ et Ŷ du chapitre.
 * Un lot peut n'avoir qu'un exemple. Les logits peuvent être très grands ou
 * très petits ; chaque ligne de Ŷ reste faite de probabilités. */
void forward(Matrix *H_tilde, Matrix *H, Matrix *Y_tilde, Matrix *Y_hat,
             const Matrix *X, const Matrix *Wh, const Matrix *bh,
             const Matrix *Wy, const Matrix *by)
{
    /* À VOUS : remplissez H_tilde, H, Y_tilde et Y_hat. */
    /* @eq:batch-h-tilde : H̃ = X Whᵀ + 1 bhᵀ */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    /* @eq:batch-h : H = tanh(H̃) */
    matrix_map(H, tanh, H_tilde);
    /* @eq:batch-y-tilde : Ỹ = H Wyᵀ + 1 byᵀ */
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    /* @eq:batch-y-hat : Ŷ = SoftMax(Ỹ), ligne par ligne, où l'on retranche
     * d'abord le plus grand logit (@eq:softmax-stable) */
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }
    /* FIN */
}
