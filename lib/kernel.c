#include "kernel.h"

#include <math.h>

Kernel kernel_linear(void)
{
    return (Kernel){ .kind = KERNEL_LINEAR };
}

Kernel kernel_polynomial(double gamma, double r, size_t degree)
{
    return (Kernel){ KERNEL_POLYNOMIAL, gamma, r, degree };
}

Kernel kernel_gaussian(double gamma)
{
    return (Kernel){ .kind = KERNEL_GAUSSIAN, .gamma = gamma };
}

Kernel kernel_sigmoid(double gamma, double r)
{
    return (Kernel){ .kind = KERNEL_SIGMOID, .gamma = gamma, .r = r };
}

/* t^n, par n produits au plus : celui de la bibliothèque C s'arrondirait
 * ailleurs autrement. */
static double power(double t, size_t n)
{
    double product = 1;
    for (size_t i = 0; i < n; i++)
        product *= t;
    return product;
}

static double dot(const double *x, const double *z, size_t nx)
{
    double sum = 0;
    for (size_t i = 0; i < nx; i++)
        sum += x[i] * z[i];
    return sum;
}

static double squared_distance(const double *x, const double *z, size_t nx)
{
    double sum = 0;
    for (size_t i = 0; i < nx; i++)
        sum += (x[i] - z[i]) * (x[i] - z[i]);
    return sum;
}

/* [kernel_value] */
double kernel_value(const Kernel *kernel, const double *x, const double *z,
                    size_t nx)
{
    double gamma = kernel->gamma, r = kernel->r;
    switch (kernel->kind) {
    case KERNEL_LINEAR:
        return dot(x, z, nx);
    case KERNEL_POLYNOMIAL:
        return power(gamma * dot(x, z, nx) + r, kernel->degree);
    case KERNEL_GAUSSIAN:
        return exp(-gamma * squared_distance(x, z, nx));
    case KERNEL_SIGMOID:
        return tanh(gamma * dot(x, z, nx) + r);
    }
    fatal(HERE, __func__, "noyau inconnu : %d", (int)kernel->kind);
}
/* [/kernel_value] */

#undef kernel_gram
void kernel_gram(Site site, Matrix *G, const Kernel *kernel, const Matrix *X,
                 const Matrix *Z)
{
    if (X->cols != Z->cols || G->rows != X->rows || G->cols != Z->rows)
        fatal(site, __func__, "G est %zu×%zu, X est %zu×%zu, Z est %zu×%zu",
              G->rows, G->cols, X->rows, X->cols, Z->rows, Z->cols);
    for (size_t i = 0; i < X->rows; i++)
        for (size_t j = 0; j < Z->rows; j++)
            AT(G, i, j) =
                kernel_value(kernel, &AT(X, i, 0), &AT(Z, j, 0), X->cols);
}
