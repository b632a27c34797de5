#include "formulas.h"

#include <math.h>
#include <stdlib.h>

/* [monomial_count] */
size_t monomial_count(size_t nx, size_t degree)
{
    size_t count = 1;
    for (size_t i = 1; i <= degree; i++)
        count = size_product(count, nx + i) / i; /* @eq:kernel-count */
    return count;
}
/* [/monomial_count] */

static double power(double t, size_t n)
{
    return n == 0 ? 1 : t * power(t, n - 1);
}

static double factorial(size_t n)
{
    return n == 0 ? 1 : (double)n * factorial(n - 1);
}

/* [plane_features] */
/* Le coefficient de x₁^i x₂^j dans φ(x) : la racine de celui que donne la
 * formule du multinôme à (γ x₁ z₁ + γ x₂ z₂ + r)^d. */
static double feature_weight(const Kernel *kernel, size_t i, size_t j)
{
    size_t d = kernel->degree, k = d - i - j;
    double ways = factorial(d) / (factorial(i) * factorial(j) * factorial(k));
    return sqrt(ways * power(kernel->gamma, i + j) * power(kernel->r, k));
}

void plane_features(Matrix *Phi, const Kernel *kernel, const Matrix *X)
{
    size_t column = 0;
    for (size_t i = 0; i <= kernel->degree; i++)
        for (size_t j = 0; i + j <= kernel->degree; j++, column++)
            for (size_t n = 0; n < X->rows; n++)
                AT(Phi, n, column) = feature_weight(kernel, i, j) *
                                     power(AT(X, n, 0), i) *
                                     power(AT(X, n, 1), j);
}
/* [/plane_features] */

double quadratic_form(const Matrix *G, const Matrix *a)
{
    Matrix Ga = matrix_create(G->rows, 1);
    matrix_multiply(&Ga, G, a);
    double form = matrix_dot(a, &Ga); /* @eq:kernel-positive */
    matrix_free(&Ga);
    return form;
}

void centre_gram(Matrix *G)
{
    double n = (double)G->rows, all = 0;
    Matrix mean = matrix_create(G->rows, 1);
    matrix_sum_rows(&mean, G);
    matrix_scale(&mean, 1 / n, &mean);
    for (size_t i = 0; i < G->rows; i++)
        all += mean.data[i] / n;
    for (size_t i = 0; i < G->rows; i++)
        for (size_t j = 0; j < G->cols; j++)
            AT(G, i, j) += all - mean.data[i] - mean.data[j];
    matrix_free(&mean);
}

/* [pair_determinant] */
double pair_determinant(const Kernel *K, const double *x, const double *z,
                        size_t nx)
{
    double across = kernel_value(K, x, z, nx);
    /* @eq:kernel-determinant */
    return kernel_value(K, x, x, nx) * kernel_value(K, z, z, nx) -
           across * across;
}
/* [/pair_determinant] */

double odd_bound(double best)
{
    return 0.25 + best / 2; /* @eq:kernel-odd-bound */
}

/* --- Valeurs propres ----------------------------------------------------- */

/* Le cosinus et le sinus de la rotation qui annule A_pq. */
typedef struct {
    double c, s;
} Rotation;

static Rotation annihilate(const Matrix *A, size_t p, size_t q)
{
    double tau = (AT(A, q, q) - AT(A, p, p)) / (2 * AT(A, p, q));
    double t = (tau < 0 ? -1 : 1) / (fabs(tau) + hypot(1, tau));
    double c = 1 / hypot(1, t);
    return (Rotation){ c, t * c };
}

/* A ← Jᵀ A J, où J tourne le plan (p, q). */
static void rotate(Matrix *A, size_t p, size_t q, Rotation J)
{
    for (size_t k = 0; k < A->rows; k++) {
        double kp = AT(A, k, p), kq = AT(A, k, q);
        AT(A, k, p) = J.c * kp - J.s * kq;
        AT(A, k, q) = J.s * kp + J.c * kq;
    }
    for (size_t k = 0; k < A->rows; k++) {
        double pk = AT(A, p, k), qk = AT(A, q, k);
        AT(A, p, k) = J.c * pk - J.s * qk;
        AT(A, q, k) = J.s * pk + J.c * qk;
    }
}

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Un passage sur tous les plans (p, q) dont l'élément dépasse floor ; rend le
 * nombre de rotations. */
static size_t sweep(Matrix *A, double floor)
{
    size_t rotations = 0;
    for (size_t p = 0; p + 1 < A->rows; p++)
        for (size_t q = p + 1; q < A->rows; q++)
            if (fabs(AT(A, p, q)) > floor) {
                rotate(A, p, q, annihilate(A, p, q));
                rotations++;
            }
    return rotations;
}

enum { SWEEPS = 50 }; /* une dizaine suffisent */

void eigenvalues(Matrix *lambda, const Matrix *A)
{
    Matrix D = matrix_clone(A);
    double floor = 0x1p-56 * matrix_max_abs(A);
    for (int i = 0; i < SWEEPS && sweep(&D, floor) > 0; i++)
        continue;
    for (size_t i = 0; i < A->rows; i++)
        lambda->data[i] = AT(&D, i, i);
    qsort(lambda->data, A->rows, sizeof *lambda->data, descending);
    matrix_free(&D);
}
