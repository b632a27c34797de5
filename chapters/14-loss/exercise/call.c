#include "exercise.c"

#include "harness.h"

void exercise_call(Matrix *out, const Matrix *in)
{
    cross_entropy(&out[0], out[1].data, &in[0], &in[1]);
}
