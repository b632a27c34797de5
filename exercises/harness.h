/* harness.h — ce qu'un call.c doit définir. */
#ifndef HARNESS_H
#define HARNESS_H

#include "matrix.h"

/* Appelle la fonction de l'étudiant : out et in sont les tenseurs de
 * l'exercice, dans l'ordre de cases.c. */
void exercise_call(Matrix *out, const Matrix *in);

#endif
