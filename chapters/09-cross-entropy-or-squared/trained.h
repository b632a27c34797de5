/* trained.h — le réseau du cahier, dont on choisit la loss.
 *
 * Celui de lib descend l'entropie croisée ; ici, on choisit. Avec
 * COST_CROSS, ces fonctions font la même chose que celles de lib, au bit près.
 */
#ifndef TRAINED_H
#define TRAINED_H

#include "../../lib/network.h"

typedef enum {
    COST_CROSS,   /* SoftMax, entropie croisée */
    COST_SQUARED, /* SoftMax, erreur quadratique */
    COST_LINEAR,  /* ŷ = ỹ, sans SoftMax : erreur quadratique */
} Cost;

/* Comme forward, loss, backward et train de lib ; schedule ne sert pas. */
void cost_forward(Pass *pass, const Parameters *p, const Matrix *X, Cost cost);
double cost_loss(const Pass *pass, const Matrix *Y, Cost cost);
void cost_backward(Parameters *grad, Pass *pass, const Parameters *p,
                   const Matrix *X, const Matrix *Y, Cost cost);
void cost_train(Parameters *p, const Dataset *data, const Training *training,
                Cost cost, Random *random);

#endif
