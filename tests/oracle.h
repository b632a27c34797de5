/* oracle.h — le second témoin.
 *
 * La passe avant est récrite ici d'un bout à l'autre, sur des nombres
 * complexes et exemple par exemple, sans rien prendre à lib que le rangement
 * des matrices. Sa dérivée vient du pas complexe (Squire et Trapp, 1998) :
 *     ∂L/∂x = Im L(x + ih) / h,    h = 1e-30,
 * sans soustraction, donc juste à l'arrondi près.
 *
 * La règle : une entrée analytique a s'accorde à l'entrée numérique n si
 *     |a − n| ≤ 64 ε S,
 * où S est la même rétropropagation menée sur des valeurs absolues, de sorte
 * que rien ne s'y compense : ε S est l'arrondi que le calcul peut laisser, y
 * compris celui que h et ŷ apportent de la passe avant. Un écart se lit donc
 * en unités d'arrondi, et la tolérance est 64 partout.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "runner.h"

#include "../lib/network.h"

/* L'écart permis, en unités d'arrondi ε S. */
#define ORACLE_TOLERANCE 64.0

/* Le pas h des parties imaginaires. */
#define ORACLE_STEP 1e-30

/* L, la loss moyenne du lot ; et le S de L : |L − oracle| ≤ 64 ε S. */
double oracle_loss(const Parameters *p, const Matrix *X, const Matrix *Y);
double oracle_loss_scale(const Parameters *p, const Matrix *X,
                         const Matrix *Y);

/* ∇L, un paramètre à la fois ; et S, de même forme. */
void oracle_gradient(Parameters *grad, const Parameters *p, const Matrix *X,
                     const Matrix *Y);
void oracle_scale(Parameters *S, const Parameters *p, const Matrix *X,
                  const Matrix *Y);

/* ⟨∇L, d⟩ en une seule passe ; d a la forme de p->theta. */
double oracle_directional(const Parameters *p, const Matrix *direction,
                          const Matrix *X, const Matrix *Y);

/* ∇Ỹ L et son S : tout N×ny. Pour un exemple seul, N = 1. */
void oracle_grad_Y_tilde(Matrix *grad, Matrix *S, const Matrix *Y_tilde,
                         const Matrix *Y);

/* ∇H L et son S, les ỹ venant de H par Wy et by : tout N×nh. */
void oracle_grad_H(Matrix *grad, Matrix *S, const Parameters *p,
                   const Matrix *H, const Matrix *Y);

/* ∇H̃ L et son S, h venant en plus de h̃ par tanh : tout N×nh. */
void oracle_grad_H_tilde(Matrix *grad, Matrix *S, const Parameters *p,
                         const Matrix *H_tilde, const Matrix *Y);

/* Applique la règle à un tenseur. Dans le verdict, scale est ε S et error
 * |a − n| / (ε S), à la pire entrée, tolerance 64. Un nombre qui n'est pas
 * fini est faux. Si aucune entrée ne dépasse 64 ε S, le gradient nul passerait
 * aussi : on ne conclut pas. */
GradientCheck oracle_compare(const Matrix *analytic, const Matrix *numeric,
                             const Matrix *S);

/* La règle sur les quatre tenseurs d'un gradient. */
typedef struct {
    GradientCheck Wh, bh, Wy, by;
} OracleCheck;

OracleCheck oracle_check(const Parameters *p, const Matrix *X, const Matrix *Y,
                         const Parameters *gradient);

/* Faux si un tenseur l'est ; sinon juste si l'un d'eux l'est ; sinon on ne
 * conclut pas. */
GradientVerdict oracle_verdict(const OracleCheck *check);

/* Une ligne du tableau de vérification, de méthode « pas complexe (ε S) », où
 * les écarts sont en unités d'arrondi ; on y verse des oracle_compare, ou les
 * quatre tenseurs d'un OracleCheck. */
Row oracle_row_open(const char *label);
void oracle_row_tensor(Row *row, const GradientCheck *check, const char *name);
void oracle_row(Row *row, const OracleCheck *check);

#endif
