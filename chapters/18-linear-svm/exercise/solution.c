/* Exercice 18 : le SVM linéaire avec la hinge, ce qu'il minimise et sa pente.
 *
 *     make exercise18     juge ce fichier
 *     make hint18         donne un indice
 *
 * lib/matrix.h a matrix_dot (le produit scalaire), matrix_copy, matrix_fill…
 * L'élément (i, j) de A s'écrit AT(A, i, j), à partir de 0 ; celui d'une
 * colonne v, v->data[i].
 */
#include "matrix.h"

/* Entrées : X, les exemples (N×nx, un par ligne) ; s, leurs classes (N×1,
 * chacune vaut 1 ou −1) ; w (nx×1) et omega, les poids, qui forment
 * ensemble w̃ : ‖w̃‖² = ‖w‖² + ω² ; B, la composante constante, d'où le biais
 * b = B ω ; C, le prix des infractions.
 * Sorties : *P, le primal : ½ ‖w̃‖² plus C fois la somme des hinges ; grad_w =
 * ∇w P (nx×1, déjà créée) ; *grad_omega = ∂P/∂ω. Au pli, où la marge vaut
 * exactement 1, la pente de la hinge est 0, comme dans le chapitre. */
void svm_gradient(double *P, Matrix *grad_w, double *grad_omega,
                  const Matrix *X, const Matrix *s, const Matrix *w,
                  double omega, double B, double C)
{
    /* À VOUS : remplissez *P, grad_w et *grad_omega. */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i); /* @eq:svm-score */
        double m = s->data[n] * f;         /* @eq:svm-margin */
        if (m >= 1)
            continue;
        *P += C * (1 - m); /* @eq:svm-primal */
        /* @eq:svm-gradient, où ξ′ = −1 */
        for (size_t i = 0; i < X->cols; i++)
            grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
        *grad_omega -= C * s->data[n] * B;
    }
    /* FIN */
}
