/* formulas.h — ce que cachent les noyaux : caractéristiques, valeurs propres.
 */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/kernel.h"

/* ∏ᵢ (nx + i) / i, pour i de 1 à degree : le nombre de monômes de degré au plus
 * degree en nx variables. */
size_t monomial_count(size_t nx, size_t degree);

/* Ligne n de Phi = φ(xₙ), telle que φ(x)·φ(z) = (γ x·z + r)^d : les monômes de
 * degré au plus d en deux variables, chacun avec son coefficient. X est N×2,
 * Phi est N×monomial_count(2, d) ; kernel est polynomial, de degré 20 au
 * plus. */
void plane_features(Matrix *Phi, const Kernel *kernel, const Matrix *X);

/* aᵀ G a : G est N×N, a est N×1. */
double quadratic_form(const Matrix *G, const Matrix *a);

/* G ← P G P, où P = I − 𝟏𝟏ᵀ/N ; G est symétrique, N×N. aᵀ G a ne change pas si
 * les a ont une somme nulle. */
void centre_gram(Matrix *G);

/* K(x, x) K(z, z) − K(x, z)², pour deux vecteurs de nx composantes. */
double pair_determinant(const Kernel *K, const double *x, const double *z,
                        size_t nx);

/* Les valeurs propres de A, symétrique n×n, dans lambda (n×1), de la plus
 * grande à la plus petite, à environ n ε max|λ| près ; méthode de Jacobi
 * (Golub et Van Loan, « Matrix Computations », § 8.5). */
void eigenvalues(Matrix *lambda, const Matrix *A);

/* ¼ + A/2 : ce que peut, au mieux, une machine dont le noyau est impair, quand
 * le meilleur classifieur a le score best et que les données sont
 * symétriques. */
double odd_bound(double best);

#endif
