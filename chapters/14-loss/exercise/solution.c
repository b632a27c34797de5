/* Exercice 14 : l'entropie croisée d'un lot, à partir des logits.
 *
 *     make exercise14     juge ce fichier
 *     make hint14         donne un indice
 *
 * L'élément (n, i) de A s'écrit AT(A, n, i), à partir de 0 ; A->rows et
 * A->cols sont ses nombres de lignes et de colonnes. lib/matrix.h a aussi
 * matrix_argmax_row, matrix_dot…, et math.h, exp et log.
 */
#include <math.h>

#include "matrix.h"

/* Entrées : Y_tilde, les logits (N×ny) ; Y, les cibles (N×ny). Un exemple par
 * ligne. Les logits sont finis, mais peuvent être grands : 1000, −1000… Une
 * cible a des éléments positifs ou nuls, de somme 1, mais n'est pas toujours
 * one-hot.
 * Sorties : losses, déjà créée (N×1), la loss ℓ de chaque exemple ; *L, leur
 * moyenne. */
void cross_entropy(Matrix *losses, double *L, const Matrix *Y_tilde,
                   const Matrix *Y)
{
    /* À VOUS : remplissez losses et *L. */
    size_t N = Y->rows, ny = Y->cols;
    *L = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++)
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
        for (size_t j = 0; j < ny; j++)
            sum += exp(AT(Y_tilde, n, j) - m);
        /* @eq:log-sum-exp : log Σⱼ e^(ỹⱼ) = m + log Σⱼ e^(ỹⱼ − m) */
        double log_sum_exp = m + log(sum);
        /* @eq:loss-simplified : ℓ = −Σᵢ yᵢ ỹᵢ + log Σⱼ e^(ỹⱼ) */
        AT(losses, n, 0) = -score + log_sum_exp;
        /* @eq:mean-loss : L = (1/N) Σₙ ℓₙ */
        *L += AT(losses, n, 0) / (double)N;
    }
    /* FIN */
}
