/* activations.h — ce qui rend le réseau non linéaire. */
#ifndef ACTIVATIONS_H
#define ACTIVATIONS_H

#include "matrix.h"

/* La tangente hyperbolique est celle de la bibliothèque C (tanh). */

/* sigmoid(t) = 1 / (1 + e^(−t)), sans débordement. */
double sigmoid(double t);

/* relu(t) = max(t, 0). */
double relu(double t);

/* log Σⱼ e^(ỹⱼ) des n composantes de y_tilde, sans débordement : le maximum
 * sort de la somme. n ≥ 1. Source : chapitre 14. */
double log_sum_exp(const double *y_tilde, size_t n);

/* ŷᵢ = e^(ỹᵢ) / Σⱼ e^(ỹⱼ), ligne par ligne : Y_hat et Y_tilde sont N×ny.
 * Forme stable : le maximum de la ligne est retranché. Y_hat peut être
 * Y_tilde. Source : chapitre 6. */
void softmax(Site site, Matrix *Y_hat, const Matrix *Y_tilde);

/* La même, sans précaution, sur n composantes : déborde, ou divise zéro par
 * zéro, quand les logits sont grands. Pour voir échouer la définition
 * recopiée telle quelle. Source : chapitre 6. */
void softmax_naive(double *y_hat, const double *y_tilde, size_t n);

/* J = diag(ŷ) − ŷ ŷᵀ, la jacobienne de SoftMax en ỹ, à partir de sa valeur
 * y_hat (ny×1) ; J est ny×ny. Source : chapitre 6. */
void softmax_jacobian(Site site, Matrix *J, const Matrix *y_hat);

/* ∇H̃ = ∇H ⊙ (1 − H²), où H = tanh(H̃) ; trois matrices de même forme.
 * grad_H_tilde peut être grad_H. Source : chapitre 17. */
void tanh_backward(Site site, Matrix *grad_H_tilde, const Matrix *grad_H,
                   const Matrix *H);

#define softmax(...) softmax(HERE, __VA_ARGS__)
#define softmax_jacobian(...) softmax_jacobian(HERE, __VA_ARGS__)
#define tanh_backward(...) tanh_backward(HERE, __VA_ARGS__)

#endif
