/* Exercice 16 : le gradient de la couche de sortie, pour un lot de N exemples.
 *
 *     make exercise16     juge ce fichier
 *     make hint16         donne un indice
 *
 * Les produits de matrices sont dans lib/matrix.h : matrix_multiply (A B),
 * matrix_multiply_tn (Aᵀ B), matrix_multiply_nt (A Bᵀ), matrix_sum_rows…
 * L'élément (i, j) de A s'écrit AT(A, i, j), à partir de 0.
 */
#include "matrix.h"

/* Entrées : Y_hat, les probabilités (N×ny) ; Y, les cibles (N×ny) ; H, la
 * couche cachée (N×nh). Un exemple par ligne.
 * Sorties, déjà créées : grad_Wy = ∇Wy L (ny×nh) et grad_by = ∇by L (ny×1), où
 * L est la moyenne de la loss sur les N exemples. */
void output_gradient(Matrix *grad_Wy, Matrix *grad_by, const Matrix *Y_hat,
                     const Matrix *Y, const Matrix *H)
{
    /* À VOUS : remplissez grad_Wy et grad_by. */
    Matrix delta = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&delta, Y_hat, Y);
    matrix_scale(&delta, 1 / (double)Y->rows, &delta);
    /* @eq:grad-batch-Wy : ∇Wy L = (1/N) (Ŷ − Y)ᵀ H */
    matrix_multiply_tn(grad_Wy, &delta, H);
    /* @eq:grad-batch-by : ∇by L = (1/N) (Ŷ − Y)ᵀ 1 */
    matrix_sum_rows(grad_by, &delta);
    matrix_free(&delta);
    /* FIN */
}
