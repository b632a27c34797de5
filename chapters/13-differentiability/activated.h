/* activated.h — le réseau du cahier, avec une activation au choix.
 *
 * h = f(h̃). La pente dont se sert le retour est donnée à part : rien n'oblige à
 * ce qu'elle soit celle de f.
 */
#ifndef ACTIVATED_H
#define ACTIVATED_H

#include "../../lib/network.h"

/* Une activation, la pente que le retour emploie, et le réglage de chacune. */
typedef struct {
    double (*value)(double t, double setting);
    double (*slope)(double t, double setting);
    double setting;
} Activation;

/* tanh. */
Activation activation_tanh(void);

/* ReLU, avec cette pente en 0. */
Activation activation_relu(double at_zero);

/* La marche. */
Activation activation_step(void);

/* La marche à l'aller ; au retour, la pente de s(t / T). */
Activation activation_borrowed(double T);

/* s(t / T). */
Activation activation_soft(double T);

/* Comme forward et backward de lib ; avec activation_tanh, au bit près. */
void forward_with(Pass *pass, const Parameters *p, const Matrix *X,
                  const Activation *f);
void backward_with(Parameters *grad, Pass *pass, const Parameters *p,
                   const Matrix *X, const Matrix *Y, const Activation *f);

/* Comme train de lib, after_epoch compris ; training->schedule ne sert pas. */
void train_with(Parameters *p, const Dataset *data, const Training *training,
                const Activation *f, Random *random);

/* L et part de bonnes réponses sur tout data. */
Score evaluate_with(const Parameters *p, const Dataset *data,
                    const Activation *f);

#endif
