/* formulas.h — le pas de la descente, son seuil, et la courbure de la loss. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/problem.h"

/* --- Une cuvette : L(θ) = L* + ½ (θ − θ*)ᵀ A (θ − θ*), A symétrique ------ */

/* A = Q diag(λ) Qᵀ, Q orthogonale P×P tirée au hasard ; lambda a P éléments.
 * À libérer par matrix_free. */
Matrix bowl_random(const double *lambda, size_t P, Random *random);

/* Un pas de gradient sur l'écart e = θ − θ* : e ← e − η A e ; A est P×P, e est
 * P×1. */
void bowl_step(Matrix *e, const Matrix *A, double eta);

/* max |1 − η λₚ| : ce que l'écart perd ou gagne à chaque pas, à la longue. */
double growth_factor(const double *lambda, size_t P, double eta);

/* Le même, mesuré : ‖eₜ₊₁‖ / ‖eₜ‖ après `steps` pas depuis un e₀ tiré au
 * hasard, que l'on ramène à 1 à chaque pas. Ne sait rien des λₚ. */
double measured_growth(const Matrix *A, double eta, size_t steps,
                       Random *random);

/* Le plus grand η pour lequel l'écart ne croît pas, par dichotomie sur
 * measured_growth, à 10⁻⁹ près relativement. A définie positive. */
double measured_threshold(const Matrix *A, size_t steps, Random *random);

/* --- Un réseau : q donne θ (q->p.theta) et les exemples ------------------ */

/* Le réseau p et ses exemples, qui changent de main ; à libérer par
 * problem_free. */
Problem problem_from(Parameters p, Dataset data);

/* ∇L sur tous les exemples, dans q->grad ; rend L. */
double full_gradient(Problem *q);

/* Hv = ∇²L(θ) v par différence centrée du gradient ; v est de norme 1, et de
 * la forme de θ, comme Hv. q->p est rendu à l'arrondi près, q->grad écrasé. */
void hessian_product(Matrix *Hv, Problem *q, const Matrix *v);

/* La plus grande valeur propre de ∇²L, par `turns` tours de puissance itérée
 * sur ∇²L + c I depuis v, qui finit près du vecteur propre, de norme 1. c rend
 * positives les valeurs propres au-dessus de −c. Rend vᵀ ∇²L v. */
double sharpness(Problem *q, Matrix *v, double c, size_t turns);

/* --- La somme plutôt que la moyenne -------------------------------------- */

/* grad = Σₙ ∇ℓₙ, un exemple après l'autre ; one a la forme de grad, pass est
 * d'un seul exemple. */
void sum_gradient(Parameters *grad, Parameters *one, Pass *pass,
                  const Parameters *p, const Dataset *batch);

/* Comme train, mais sur la somme des loss de chaque mini-lot : les mêmes
 * exemples, dans le même ordre, pour le même état de random. */
void train_on_sum(Parameters *p, const Dataset *data, const Training *training,
                  Random *random);

#endif
