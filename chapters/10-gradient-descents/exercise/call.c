#include "exercise.c"

#include <stdlib.h>

#include "harness.h"

enum { THETA, X, Y, ORDER, B, ETA };

/* L'ordre voyage en double ; il a un bloc à lui, exactement de sa taille. */
void exercise_call(Matrix *out, const Matrix *in)
{
    size_t N = in[ORDER].rows;
    size_t *order = allocate(N, sizeof *order);
    for (size_t n = 0; n < N; n++)
        order[n] = (size_t)in[ORDER].data[n];
    sgd_epoch(&out[THETA], &in[X], &in[Y], order, (size_t)in[B].data[0],
              in[ETA].data[0]);
    free(order);
}
