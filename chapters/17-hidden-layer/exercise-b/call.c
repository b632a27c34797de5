#include "exercise.c"

#include "harness.h"

/* Autant de pas que le cas en demande, chacun sur le mini-lot suivant ; le
 * dernier d'un tour peut être plus court. */
void exercise_call(Matrix *out, const Matrix *in)
{
    const Matrix *X = &in[4], *Y = &in[5];
    double eta = in[6].data[0];
    size_t batch = (size_t)in[7].data[0], steps = (size_t)in[8].data[0];
    for (size_t step = 0, first = 0; step < steps; step++) {
        size_t left = X->rows - first, count = batch < left ? batch : left;
        Matrix X_batch = matrix_rows(X, first, count);
        Matrix Y_batch = matrix_rows(Y, first, count);
        train_step(&out[0], &out[1], &out[2], &out[3], &X_batch, &Y_batch,
                   eta);
        first = first + count < X->rows ? first + count : 0;
    }
}
