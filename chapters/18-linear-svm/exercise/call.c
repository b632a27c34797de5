#include "exercise.c"

#include "harness.h"

void exercise_call(Matrix *out, const Matrix *in)
{
    svm_gradient(out[0].data, &out[1], out[2].data, &in[0], &in[1], &in[2],
                 in[3].data[0], in[4].data[0], in[5].data[0]);
}
