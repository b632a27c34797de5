/* formulas.h — la passe avant d'un seul exemple, en colonnes. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/network.h"

/* Les quatre grandeurs d'un exemple, toutes des colonnes. */
typedef struct {
    Matrix h_tilde, h;     /* nh×1 */
    Matrix y_tilde, y_hat; /* ny×1 */
} Example;

/* Tout nul ; à libérer par example_free. */
Example example_create(const Parameters *p);
void example_free(Example *e);

/* Remplit les quatre colonnes ; x est nx×1. Forme naïve de SoftMax : les ỹ
 * restent au-dessous de 700. */
void forward_example(Example *e, const Parameters *p, const Matrix *x);

/* Le réseau 2–3–2 et l'entrée de l'exemple fait à la main. p est à libérer par
 * parameters_free, x par matrix_free. */
Parameters hand_network(void);
Matrix hand_input(void);

#endif
