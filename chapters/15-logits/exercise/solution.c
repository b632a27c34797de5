/* Exercice 15 : le gradient aux logits, pour un lot de N exemples.
 *
 *     make exercise15     juge ce fichier
 *     make hint15         donne un indice
 *
 * Dans lib/matrix.h : matrix_create, matrix_free, matrix_add, matrix_subtract,
 * matrix_hadamard (A ⊙ B), matrix_scale, les produits… L'élément (i, j) de A
 * s'écrit AT(A, i, j), à partir de 0.
 */
#include <math.h>

#include "matrix.h"

/* Donnée : Ŷ = SoftMax(Ỹ), ligne par ligne ; Y_hat a la forme de Y_tilde. */
static void softmax(Matrix *Y_hat, const Matrix *Y_tilde)
{
    for (size_t n = 0; n < Y_tilde->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < Y_tilde->cols; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < Y_tilde->cols; k++)
            AT(Y_hat, n, k) /= total;
    }
}

/* Entrées : Y_tilde, les logits (N×ny) ; Y, les cibles (N×ny). Un exemple par
 * ligne. Une ligne de Y a pour somme 1 : un 1 et des 0, ou une cible partagée
 * entre plusieurs classes. Les logits peuvent être très grands : une
 * probabilité s'arrondit alors à 0 ou à 1.
 * Sortie, déjà créée : grad = ∇Ỹ L (N×ny), où L est la moyenne, sur les N
 * exemples, de l'entropie croisée. */
void logits_gradient(Matrix *grad, const Matrix *Y_tilde, const Matrix *Y)
{
    /* À VOUS : remplissez grad ; softmax est là si vous en avez besoin. */
    Matrix Y_hat = matrix_create(Y->rows, Y->cols);
    softmax(&Y_hat, Y_tilde);
    /* @eq:grad-batch-Y-tilde : ∇Ỹ L = (1/N) (Ŷ − Y) */
    matrix_subtract(grad, &Y_hat, Y);
    matrix_scale(grad, 1 / (double)Y->rows, grad);
    matrix_free(&Y_hat);
    /* FIN */
}
