/* Exercice 19 : les noyaux entre deux lots de points.
 *
 *     make exercise19     juge ce fichier
 *     make hint19         donne un indice
 *
 * Les fonctions de <math.h> (exp, pow, sqrt…) et de lib/matrix.h sont à votre
 * disposition : matrix_multiply_nt (A Bᵀ), matrix_map… L'élément (i, j) de A
 * s'écrit AT(A, i, j), à partir de 0.
 */
#include <math.h>

#include "matrix.h"

/* Entrées : X (N×nx) et Z (M×nx), deux lots, un point par ligne ; γ, r et d, les
 * réglages des noyaux (γ > 0, r ≥ 0, d entier, au moins 1).
 * Sorties, déjà créées, N×M : à la ligne n, colonne m, le noyau K(xₙ, zₘ) du
 * point n de X et du point m de Z ; dans gauss, le noyau gaussien, et dans poly,
 * le noyau polynomial de degré d et de constante r. γ entre dans les deux. */
void kernel_matrices(Matrix *gauss, Matrix *poly, const Matrix *X,
                     const Matrix *Z, double gamma, double r, size_t d)
{
    /* À VOUS : remplissez gauss et poly. */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double distance = 0, dot = 0, power = 1; /* ‖x − z‖², xᵀz */
            for (size_t i = 0; i < X->cols; i++) {
                double x = AT(X, n, i), z = AT(Z, m, i);
                distance += (x - z) * (x - z);
                dot += x * z;
            }
            /* @eq:kernel-gauss : K(x, z) = e^(−γ ‖x − z‖²) */
            AT(gauss, n, m) = exp(-gamma * distance);
            /* @eq:kernel-cube, si d = 3 : K(x, z) = (γ xᵀz + r)^d */
            for (size_t k = 0; k < d; k++)
                power *= gamma * dot + r;
            AT(poly, n, m) = power;
        }
    /* FIN */
}
