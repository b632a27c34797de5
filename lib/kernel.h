/* kernel.h — les quatre noyaux usuels, avec les conventions de LIBSVM.
 *
 *   linéaire      K(x, z) = x·z
 *   polynomial    K(x, z) = (γ x·z + r)^d
 *   gaussien      K(x, z) = e^(−γ ‖x − z‖²)
 *   sigmoïde      K(x, z) = tanh(γ x·z + r)
 *
 * Les trois premiers, avec γ > 0, r ≥ 0 et d ≥ 1, sont des produits scalaires
 * φ(x)·φ(z) : toute matrice de Gram est semi-définie positive. La sigmoïde n'en
 * est pas un.
 * Source : Chang et Lin, « LIBSVM : a library for support vector machines »,
 * ACM TIST 2(3), 2011 ; chapitre 19.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include "matrix.h"

typedef enum {
    KERNEL_LINEAR,
    KERNEL_POLYNOMIAL,
    KERNEL_GAUSSIAN,
    KERNEL_SIGMOID
} KernelKind;

typedef struct {
    KernelKind kind;
    double gamma;  /* sans effet sur le noyau linéaire */
    double r;      /* polynomial et sigmoïde ; LIBSVM dit coef0 */
    size_t degree; /* polynomial */
} Kernel;

Kernel kernel_linear(void);
Kernel kernel_polynomial(double gamma, double r, size_t degree);
Kernel kernel_gaussian(double gamma);
Kernel kernel_sigmoid(double gamma, double r);

/* K(x, z), pour deux vecteurs de nx composantes. */
double kernel_value(const Kernel *kernel, const double *x, const double *z,
                    size_t nx);

/* Gᵢⱼ = K(xᵢ, zⱼ), où xᵢ et zⱼ sont des lignes : X est N×nx, Z est M×nx, G est
 * N×M. X et Z peuvent être la même matrice ; G n'est aucune des deux. */
void kernel_gram(Site site, Matrix *G, const Kernel *kernel, const Matrix *X,
                 const Matrix *Z);

#define kernel_gram(...) kernel_gram(HERE, __VA_ARGS__)

#endif
