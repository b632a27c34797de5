/* linear_svm.h — le SVM linéaire : LIBLINEAR, et de quoi le contrôler.
 *
 * Les N exemples sont les lignes de X (N×nx) ; leurs classes, s (N×1), valent
 * 1 ou −1. La valeur de décision d'un point est f = wᵀx + b, sa marge m = s f.
 * Le biais n'est pas à part : LIBLINEAR ajoute à chaque x une composante égale à B et pénalise
 * son poids comme les autres, de sorte que b = B ω. Il minimise
 *     P(w, ω) = ½ (‖w‖² + ω²) + C Σₙ ℓ(mₙ),
 * où ℓ est la hinge ou son carré, et où la somme n'est pas une moyenne.
 * Source : chapitre 18.
 */
#ifndef LINEAR_SVM_H
#define LINEAR_SVM_H

#include "margin.h"

/* --- Apprendre ----------------------------------------------------------- */

typedef struct {
    MarginLoss loss;
    double C; /* prix des loss, > 0 */
    double B; /* la composante ajoutée, > 0 ; ou 0, et il n'y a pas de biais */
} LinearSvmSettings;

typedef struct {
    LinearSvmSettings settings;
    Matrix w; /* nx×1 */
    double omega;
} LinearSvm;

/* w et ω nuls ; à libérer par linear_svm_free. */
LinearSvm linear_svm_create(size_t nx, const LinearSvmSettings *settings);
void linear_svm_free(LinearSvm *svm);

/* Minimise P par LIBLINEAR (descente duale par coordonnées, eps = 1e-8). *svm
 * est écrasé, et reste à libérer. Rend false, *svm intact, si C n'est pas
 * positif, si B est négatif, si l'un ou un élément de X n'est pas fini, s'il
 * n'y a pas d'exemple, si une classe n'est ni 1 ni −1 ou si l'une des deux
 * manque. LIBLINEAR tire son ordre de rand() : la graine de rand() est
 * remise à 1, et le résultat ne dépend que des arguments. */
bool linear_svm_fit(LinearSvm *svm, const Matrix *X, const Matrix *s,
                    const LinearSvmSettings *settings, Error *error);

/* b = B ω. */
double linear_svm_bias(const LinearSvm *svm);

/* f = X w + b 𝟏 ; f est N×1. */
void linear_svm_decisions(Site site, Matrix *f, const LinearSvm *svm,
                          const Matrix *X);

/* --- Le certificat ------------------------------------------------------- */

/* P(w, ω). */
double linear_svm_primal(Site site, const LinearSvm *svm, const Matrix *X,
                         const Matrix *s);

/* ∇P, ou un sous-gradient si un exemple est au pli : gradient->w et
 * gradient->omega. */
void linear_svm_gradient(Site site, LinearSvm *gradient, const LinearSvm *svm,
                         const Matrix *X, const Matrix *s);

/* v = Σₙ αₙ sₙ x̃ₙ : v->w et v->omega ; alpha est N×1. */
void linear_svm_dual_point(Site site, LinearSvm *v, const Matrix *alpha,
                           const Matrix *X, const Matrix *s);

/* 0 ≤ αₙ ≤ C pour la hinge, 0 ≤ αₙ pour son carré. */
bool linear_svm_feasible(const Matrix *alpha,
                         const LinearSvmSettings *settings);

/* D(α), où v vient de linear_svm_dual_point. Si α est admissible, D(α) minore P :
 * aucun (w, ω) ne fait mieux. */
double linear_svm_dual(const LinearSvm *v, const Matrix *alpha);

/* α tiré de (w, ω) seul : −C ℓ′(mₙ). Admissible toujours, optimal si (w, ω)
 * l'est et si aucun exemple n'est au pli. */
void linear_svm_multipliers(Site site, Matrix *alpha, const LinearSvm *svm,
                            const Matrix *X, const Matrix *s);

/* Un tour d'ascension : chaque αₙ, à son tour, va où D est le plus grand. v suit
 * alpha. D ne descend jamais. */
void linear_svm_ascent(Site site, Matrix *alpha, LinearSvm *v, const Matrix *X,
                       const Matrix *s);

/* Ce qui prouve que svm est, à gap près, le meilleur. */
typedef struct {
    double primal, dual;
    double gap;    /* (primal − dual) / primal, ≥ 0 à l'arrondi près */
    size_t sweeps; /* tours d'ascension qu'il a fallu */
} Certificate;

/* Part de linear_svm_multipliers, puis monte jusqu'à ce que gap ≤ tolerance, que
 * D soit à tolerance × primal de son maximum – s'il reste alors un saut, il
 * est dû à svm –, ou pendant `most` tours. alpha (N×1) reçoit les
 * multiplicateurs, admissibles. */
Certificate linear_svm_certify(Site site, Matrix *alpha, const LinearSvm *svm,
                               const Matrix *X, const Matrix *s,
                               double tolerance, size_t most);

#define linear_svm_decisions(...) linear_svm_decisions(HERE, __VA_ARGS__)
#define linear_svm_primal(...) linear_svm_primal(HERE, __VA_ARGS__)
#define linear_svm_gradient(...) linear_svm_gradient(HERE, __VA_ARGS__)
#define linear_svm_dual_point(...) linear_svm_dual_point(HERE, __VA_ARGS__)
#define linear_svm_multipliers(...) linear_svm_multipliers(HERE, __VA_ARGS__)
#define linear_svm_ascent(...) linear_svm_ascent(HERE, __VA_ARGS__)
#define linear_svm_certify(...) linear_svm_certify(HERE, __VA_ARGS__)

#endif
