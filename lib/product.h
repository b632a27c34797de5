/* product.h — le produit de matrices, dans l'ordre de la formule.
 *
 * Réservé à matrix.c, qui vérifie les formes.
 */
#ifndef PRODUCT_H
#define PRODUCT_H

#include <stddef.h>

/* Un opérande : l'élément (i, j) est data[i * row + j * col]. Échanger row et
 * col, c'est transposer sans rien déplacer. */
typedef struct {
    const double *data;
    size_t row, col;
} Operand;

/* C = A B, où A est m×p, B est p×n et C, m×n, est rangée ligne par ligne.
 * Chaque élément est la somme Σₖ Aᵢₖ Bₖⱼ prise dans l'ordre k = 0, 1, … p − 1 :
 * le résultat ne dépend ni du découpage ni de la largeur des vecteurs. C n'est
 * ni A ni B. */
void product(double *C, Operand A, Operand B, size_t m, size_t n, size_t p);

#endif
