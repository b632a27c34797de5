/* Exercice 17 : le gradient de la couche cachée, pour un lot de N exemples.
 *
 *     make exercise17     juge ce fichier
 *     make hint17         donne un indice
 *
 * L'aller et la couche de sortie sont faits ; il reste à redescendre à travers
 * Wy, puis tanh, jusqu'à Wh et bh. Les outils sont dans lib/matrix.h :
 * matrix_multiply (A B), matrix_multiply_tn (Aᵀ B), matrix_multiply_nt (A Bᵀ),
 * matrix_hadamard (A ⊙ B), matrix_map, matrix_sum_rows…
 * L'élément (i, j) de A s'écrit AT(A, i, j), à partir de 0.
 */
#include <math.h>

#include "matrix.h"

/* Entrées, un exemple par ligne : grad_Y_tilde = ∇Ỹ L (N×ny), où 1/N est déjà
 * entré ; Wy (ny×nh) ; H = tanh(H̃) et H_tilde = H̃ (N×nh) ; X (N×nx).
 * Sorties, déjà créées : grad_H_tilde = ∇H̃ L (N×nh), grad_Wh = ∇Wh L (nh×nx)
 * et grad_bh = ∇bh L (nh×1), où L est la moyenne de la loss sur les N
 * exemples. Tout n'est pas forcément utile. */
void hidden_gradient(Matrix *grad_H_tilde, Matrix *grad_Wh, Matrix *grad_bh,
                     const Matrix *grad_Y_tilde, const Matrix *Wy,
                     const Matrix *H, const Matrix *H_tilde, const Matrix *X)
{
    /* À VOUS : remplissez grad_H_tilde, grad_Wh et grad_bh. */
    (void)H_tilde;
    /* @eq:grad-batch-H : ∇H L = (∇Ỹ L) Wy */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    /* @eq:grad-batch-H-tilde : ∇H̃ L = ∇H L ⊙ (1 − H²) */
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    /* @eq:grad-batch-Wh : ∇Wh L = (∇H̃ L)ᵀ X */
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    /* @eq:grad-batch-bh : ∇bh L = (∇H̃ L)ᵀ 1 */
    matrix_sum_rows(grad_bh, grad_H_tilde);
    /* FIN */
}
