#include "exercise.c"

#include "harness.h"

void exercise_call(Matrix *out, const Matrix *in)
{
    loss_slopes(&out[0], &out[1], &in[0], &in[1]);
}
