/* Exercice 17b : le réseau entier apprend. Un pas de descente de gradient, de
 * l'aller à la mise à jour ; répété, il sépare les deux cercles.
 *
 *     make exercise17b     juge ce fichier
 *     make hint17b         donne un indice
 *
 * Les outils sont dans lib/matrix.h : matrix_multiply (A B),
 * matrix_multiply_tn (Aᵀ B), matrix_multiply_nt (A Bᵀ), matrix_add_row,
 * matrix_sum_rows, matrix_map, matrix_add_scaled… Ce que l'on crée
 * (matrix_create) se libère (matrix_free) : le pas servira des milliers de
 * fois. L'élément (i, j) de A s'écrit AT(A, i, j), à partir de 0.
 */
#include <math.h>

#include "matrix.h"

/* Donnée : Y_hat = SoftMax(Y_tilde), ligne par ligne (N×ny toutes deux ; ce
 * peut être la même matrice). Le plus grand ỹ est retranché à tous : aucune
 * exponentielle ne déborde. */
void softmax_rows(Matrix *Y_hat, const Matrix *Y_tilde)
{
    for (size_t n = 0; n < Y_hat->rows; n++) {
        double total = 0;
        double highest = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        for (size_t i = 0; i < Y_hat->cols; i++)
            total += AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - highest);
        for (size_t i = 0; i < Y_hat->cols; i++)
            AT(Y_hat, n, i) /= total;
    }
}

/* Le réseau est celui du cahier : H = tanh(X Whᵀ + 1 bhᵀ), puis Ŷ = SoftMax(H
 * Wyᵀ + 1 byᵀ). Un pas de descente de gradient, de taux eta = η, sur le mini-lot
 * X (N×nx), Y (N×ny, one-hot), un exemple par ligne, N quelconque. Wh (nh×nx),
 * bh (nh×1), Wy (ny×nh) et by (ny×1) arrivent avec leurs valeurs et repartent
 * avec les nouvelles. La loss L est l'entropie croisée, moyenne sur les N
 * exemples. */
void train_step(Matrix *Wh, Matrix *bh, Matrix *Wy, Matrix *by,
                const Matrix *X, const Matrix *Y, double eta)
{
    /* À VOUS : l'aller, le retour, la mise à jour. */
    size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    Matrix H = matrix_create(N, nh), grad_H = matrix_create(N, nh);
    Matrix Y_hat = matrix_create(N, ny), delta = matrix_create(N, ny);
    Matrix grad_Wh = matrix_create(nh, X->cols),
           grad_bh = matrix_create(nh, 1);
    Matrix grad_Wy = matrix_create(ny, nh), grad_by = matrix_create(ny, 1);

    /* @eq:batch-h : H = tanh(X Whᵀ + 1 bhᵀ) */
    matrix_multiply_nt(&H, X, Wh);
    matrix_add_row(&H, bh);
    matrix_map(&H, tanh, &H);
    /* @eq:batch-y-hat : Ŷ = SoftMax(H Wyᵀ + 1 byᵀ) */
    matrix_multiply_nt(&Y_hat, &H, Wy);
    matrix_add_row(&Y_hat, by);
    softmax_rows(&Y_hat, &Y_hat);

    /* @eq:grad-batch-Y-tilde : ∇Ỹ L = (Ŷ − Y)/N */
    matrix_subtract(&delta, &Y_hat, Y);
    matrix_scale(&delta, 1 / (double)N, &delta);
    /* @eq:grad-batch-Wy et @eq:grad-batch-by */
    matrix_multiply_tn(&grad_Wy, &delta, &H);
    matrix_sum_rows(&grad_by, &delta);
    /* @eq:grad-batch-H et @eq:grad-batch-H-tilde : (∇Ỹ L) Wy ⊙ (1 − H²) */
    matrix_multiply(&grad_H, &delta, Wy);
    for (size_t i = 0; i < N * nh; i++)
        grad_H.data[i] *= 1 - H.data[i] * H.data[i];
    /* @eq:grad-batch-Wh et @eq:grad-batch-bh */
    matrix_multiply_tn(&grad_Wh, &grad_H, X);
    matrix_sum_rows(&grad_bh, &grad_H);

    /* @eq:sgd : θ ← θ − η ∇L */
    matrix_add_scaled(Wh, -eta, &grad_Wh);
    matrix_add_scaled(bh, -eta, &grad_bh);
    matrix_add_scaled(Wy, -eta, &grad_Wy);
    matrix_add_scaled(by, -eta, &grad_by);
    Matrix *all[] = { &H,       &grad_H,  &Y_hat,   &delta,
                      &grad_Wh, &grad_bh, &grad_Wy, &grad_by };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        matrix_free(all[i]);
    /* FIN */
}
