#include "exercise.c"

#include "harness.h"

void exercise_call(Matrix *out, const Matrix *in)
{
    softmax(&out[0], &in[0]);
}
