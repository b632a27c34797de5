#include "formulas.h"

#include <math.h>

/* [lift] */
Matrix lift(const Matrix *X)
{
    Matrix Z = matrix_create(X->rows, 3);
    for (size_t n = 0; n < X->rows; n++) {
        double x1 = AT(X, n, 0), x2 = AT(X, n, 1);
        AT(&Z, n, 0) = x1;
        AT(&Z, n, 1) = x2;
        AT(&Z, n, 2) = x1 * x1 + x2 * x2; /* @eq:svm-lift */
    }
    return Z;
}
/* [/lift] */

Circle boundary_circle(const LinearSvm *svm)
{
    /* @eq:svm-center, @eq:svm-radius */
    const double *w = svm->w.data;
    Circle c = { -w[0] / (2 * w[2]), -w[1] / (2 * w[2]), 0 };
    double b = linear_svm_bias(svm);
    c.radius = sqrt(c.x1 * c.x1 + c.x2 * c.x2 - b / w[2]);
    return c;
}

double line_distance(const LinearSvm *svm)
{
    return linear_svm_bias(svm) * margin_width(svm);
}

double margin_width(const LinearSvm *svm)
{
    return 1 / sqrt(matrix_dot(&svm->w, &svm->w)); /* @eq:svm-band */
}
