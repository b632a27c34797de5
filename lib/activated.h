/* activated.h — le réseau du cahier, avec une autre activation, ou une autre
 * loss.
 *
 * Celui de network.h a tanh et l'entropie croisée pour de bon ; ici, h = f(h̃),
 * f étant donnée. La pente dont se sert le retour est donnée à part : rien
 * n'oblige à ce qu'elle soit celle de f.
 */
#ifndef ACTIVATED_H
#define ACTIVATED_H

#include "network.h"

/* Une activation et sa pente, fonctions de h̃ et d'un même réglage. */
typedef struct {
    const char *name; /* comme dans results.yaml */
    double (*value)(double t, double setting);
    double (*slope)(double t, double setting);
    double setting;
} Activation;

/* t, et la pente 1. */
Activation activation_identity(void);

Activation activation_tanh(void);
Activation activation_sigmoid(void);

/* ReLU, avec cette pente en 0, où elle n'en a pas. */
Activation activation_relu(double at_zero);

/* Comme forward, backward et evaluate de network.h ; avec activation_tanh, au
 * bit près pour les deux premières. */
void activated_forward(Pass *pass, const Parameters *p, const Matrix *X,
                       const Activation *f);
void activated_backward(Parameters *grad, Pass *pass, const Parameters *p,
                        const Matrix *X, const Matrix *Y, const Activation *f);
Score activated_evaluate(const Parameters *p, const Dataset *data,
                         const Activation *f);

/* L'aller et le retour d'une variante du réseau ; chacun reçoit context. */
typedef struct {
    void (*forward)(const void *context, Pass *pass, const Parameters *p,
                    const Matrix *X);
    void (*backward)(const void *context, Parameters *grad, Pass *pass,
                     const Parameters *p, const Matrix *X, const Matrix *Y);
    const void *context;
} Passes;

/* Comme network_train, par ces passes, after_epoch compris ; schedule ne sert
 * pas. */
void passes_train(Parameters *p, const Dataset *data, const Training *training,
                  const Passes *passes, Random *random);

/* La même, par activated_forward et activated_backward. */
void activated_train(Parameters *p, const Dataset *data,
                     const Training *training, const Activation *f,
                     Random *random);

#endif
