/* Exercice 12 : le gradient de D couches, au prix de la rétropropagation.
 *
 *     make exercise12     juge ce fichier
 *     make hint12         donne un indice
 *
 * De quoi travailler, dans lib/matrix.h : matrix_multiply (A B),
 * matrix_multiply_tn (Aᵀ B), matrix_multiply_nt (A Bᵀ), matrix_subtract,
 * matrix_scale, matrix_hadamard… Le juge compte les multiplications de ces
 * trois produits : le gradient doit être juste, et ne pas en demander plus de
 * 2 D n², ce qui fait trois passes avant avec celle qui a donné les a_l. Ce qui
 * dépasse s'affiche sous le nom d'« excès », en unités de n².
 */
#include <math.h>

#include "matrix.h"

/* D couches de largeur n : a_l = tanh(A_l a_{l−1}), et ℓ = ‖a_D − y‖².
 * Entrées : A[l − 1] est A_l (n×n), pour l de 1 à D ; a[l] est a_l (n×1), pour
 * l de 0 à D, et a[0] est l'entrée ; y, la cible (n×1). La passe avant est donc
 * déjà faite.
 * Sorties, déjà créées : gradient[l − 1] = ∇ℓ par rapport à A_l (n×n), pour l de
 * 1 à D. */
void tower_gradient(Matrix *gradient, const Matrix *A, const Matrix *a,
                    const Matrix *y, size_t D)
{
    /* À VOUS : remplissez gradient[0] … gradient[D − 1]. */
    size_t n = y->rows;
    Matrix above = matrix_create(n, 1), d = matrix_create(n, 1);
    /* @eq:cost-top, sans la pente : ce que reçoit a_D, 2 (a_D − y) */
    matrix_subtract(&above, &a[D], y);
    matrix_scale(&above, 2, &above);
    for (size_t l = D; l >= 1; l--) {
        /* @eq:cost-down : d_l = (ce que reçoit a_l) ⊙ (1 − a_l²) */
        for (size_t i = 0; i < n; i++) {
            double h = AT(&a[l], i, 0);
            AT(&d, i, 0) = AT(&above, i, 0) * (1 - h * h);
        }
        /* @eq:cost-leaf : d_l a_{l−1}ᵀ */
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        /* @eq:cost-through : A_lᵀ d_l, ce que reçoit a_{l−1} */
        if (l > 1)
            matrix_multiply_tn(&above, &A[l - 1], &d);
    }
    matrix_free(&above);
    matrix_free(&d);
    /* FIN */
}
