/* Exercice 6 : SoftMax, pour un lot de N exemples.
 *
 *     make exercise6      juge ce fichier
 *     make hint6          donne un indice
 *
 * L'élément (n, i) de A s'écrit AT(A, n, i), à partir de 0 ; A->rows et
 * A->cols sont ses nombres de lignes et de colonnes. lib/matrix.h a aussi
 * matrix_argmax_row, matrix_copy, matrix_map…, et math.h, exp.
 */
#include <math.h>

#include "matrix.h"

/* Entrée : Y_tilde, les logits (N×ny), un exemple par ligne. Ils sont finis,
 * mais peuvent être très grands, positifs ou négatifs : 1000, −20000…
 * Sortie, déjà créée : Y_hat = SoftMax(Y_tilde) (N×ny) ; la ligne n contient
 * les probabilités de l'exemple n, de somme 1, sans NaN ni infini. */
void softmax(Matrix *Y_hat, const Matrix *Y_tilde)
{
    /* À VOUS : remplissez Y_hat. */
    for (size_t n = 0; n < Y_tilde->rows; n++) {
        /* @eq:largest : m = maxⱼ ỹⱼ */
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        /* @eq:softmax-stable : ŷᵢ = e^(ỹᵢ − m) / Σⱼ e^(ỹⱼ − m) */
        double sum = 0;
        for (size_t j = 0; j < Y_tilde->cols; j++)
            sum += exp(AT(Y_tilde, n, j) - m);
        for (size_t i = 0; i < Y_tilde->cols; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / sum;
    }
    /* FIN */
}
