/* Exercice 8 : les pentes des deux loss, pour un exemple.
 *
 *     make exercise8     juge ce fichier
 *     make hint8         donne un indice
 *
 * Tout est colonne : la composante k de y s'écrit y->data[k], ou AT(y, k, 0),
 * de k = 0 à y->rows − 1. lib/matrix.h a aussi matrix_subtract, matrix_scale…
 */
#include <math.h>

#include "matrix.h"

/* Entrées : y_hat, la réponse (ny×1), et y, la cible (ny×1). Les deux sont
 * faites de nombres positifs ou nuls, de somme 1 ; la cible est un 1 et des 0,
 * ou bien elle est partagée entre plusieurs classes. Une probabilité ŷₖ peut
 * être nulle, mais seulement si yₖ l'est aussi : ce terme-là ne compte pas dans
 * ℓ_C.
 * Sorties, déjà créées (ny×1) : cross, les ∂ℓ_C/∂ŷₖ de l'entropie croisée, et
 * squared, les ∂ℓ_Q/∂ŷₖ de l'erreur quadratique. Chaque ŷₖ y est poussé seul.
 */
void loss_slopes(Matrix *cross, Matrix *squared, const Matrix *y_hat,
                 const Matrix *y)
{
    /* À VOUS : remplissez cross et squared. */
    for (size_t k = 0; k < y->rows; k++) {
        /* @eq:slope-cross : ∂ℓ_C/∂ŷₖ = −yₖ / ŷₖ, et 0 si yₖ = 0 */
        if (y->data[k] != 0)
            cross->data[k] = -y->data[k] / y_hat->data[k];
        else
            cross->data[k] = 0;
        /* @eq:slope-squared : ∂ℓ_Q/∂ŷₖ = 2 (ŷₖ − yₖ) */
        squared->data[k] = 2 * (y_hat->data[k] - y->data[k]);
    }
    /* FIN */
}
