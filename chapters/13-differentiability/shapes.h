/* shapes.h — la marche, et ce qui lui ressemble, en activations. */
#ifndef SHAPES_H
#define SHAPES_H

#include "../../lib/activated.h"

/* La marche. */
Activation activation_step(void);

/* La marche à l'aller ; au retour, la pente de s(t / T). */
Activation activation_borrowed(double T);

/* s(t / T). */
Activation activation_soft(double T);

#endif
