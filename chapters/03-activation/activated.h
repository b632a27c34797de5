/* activated.h — le réseau du cahier, dont on choisit l'activation.
 *
 * Celui de lib a tanh pour de bon ; ici, h = f(h̃), f étant donnée. Avec
 * f = tanh, ces fonctions font la même chose que celles de lib, au bit près.
 */
#ifndef ACTIVATED_H
#define ACTIVATED_H

#include "../../lib/network.h"

/* Une activation et sa pente, toutes deux fonctions de h̃. */
typedef struct {
    const char *name; /* comme dans results.yaml */
    double (*value)(double);
    double (*slope)(double);
} Activation;

/* identity, tanh, sigmoid, relu. */
enum { IDENTITY, TANH, SIGMOID, RELU, ACTIVATIONS };
Activation activation(size_t which);

/* Comme forward, backward et train de lib ; training->schedule et
 * training->after_epoch ne servent pas. */
void activated_forward(Pass *pass, const Parameters *p, const Matrix *X,
                       const Activation *f);
void activated_backward(Parameters *grad, Pass *pass, const Parameters *p,
                        const Matrix *X, const Matrix *Y, const Activation *f);
void activated_train(Parameters *p, const Dataset *data,
                     const Training *training, const Activation *f,
                     Random *random);

/* L et part de bonnes réponses sur tout data. */
Score activated_evaluate(const Parameters *p, const Dataset *data,
                         const Activation *f);

#endif
