/* svm.h — une machine à vecteurs de support, deux classes, noyau quelconque.
 *
 * Primal    min ½ ‖w‖² + C Σₙ max(0, 1 − sₙ f(xₙ)),   f(x) = w·φ(x) + b
 * Dual      max Σₙ αₙ − ½ Σₙ Σₘ αₙ αₘ sₙ sₘ K(xₙ, xₘ),
 *           0 ≤ αₙ ≤ C,  Σₙ αₙ sₙ = 0
 *
 * avec sₙ = ±1 et w = Σₙ αₙ sₙ φ(xₙ). C multiplie une SOMME, à la différence
 * des loss du cahier ; b n'est pas pénalisé. LIBSVM résout le dual ; tout le
 * reste, valeur de décision comprise, est recalculé ici, en double.
 *
 * LIBSVM garde le noyau en float : passé un certain eps, la solution ne
 * s'améliore plus, et ses résidus sont de l'ordre de 6e-8 Σ α. C'est à
 * svm_kkt et svm_gap de dire ce qu'elle vaut.
 * Source : Cortes et Vapnik, 1995 ; Chang et Lin, 2011 ; chapitres 19 et 20.
 */
#ifndef SVM_H
#define SVM_H

#include "kernel.h"
#include "margin.h"

typedef struct {
    Kernel kernel;
    double C;
    double eps; /* arrêt : plus grande violation de KKT que LIBSVM tolère */
} SvmSettings;

typedef struct {
    Kernel kernel;
    double C;
    Matrix X;     /* N×nx, les exemples (une copie) */
    Matrix s;     /* N×1, ±1 */
    Matrix alpha; /* N×1 ; 0 hors des vecteurs de support */
    double b;
    size_t count;    /* nombre de vecteurs de support, ceux où α > 0 */
    size_t *support; /* leurs indices, croissants, à partir de 0 */
} Svm;

/* Entraîne par LIBSVM sur X (N×nx) et s (N×1). *svm est écrasé, et reste à
 * libérer par svm_free. Rend false, *svm intact, si margin_check refuse X, s ou
 * C, si eps n'est pas positif ou si LIBSVM refuse le noyau. LIBSVM est
 * silencieux, sauf s'il s'arrête avant d'atteindre eps : il le dit alors sur la
 * sortie d'erreur. */
bool svm_fit(Svm *svm, const Matrix *X, const Matrix *s,
             const SvmSettings *settings, Error *error);
void svm_free(Svm *svm);

/* Reprend la solution de LIBSVM en double, là où son noyau en float l'arrête :
 * une méthode d'ensemble actif part de ses α, résout exactement les conditions
 * sur ceux qui sont entre 0 et C, et change de camp ceux qui doivent l'être.
 * Rend false si elle n'aboutit pas (noyau dégénéré, qui a plusieurs α pour un
 * même f) ; les α sont alors encore admissibles, au moins aussi bons, mais rien
 * n'est promis. Le noyau doit être un produit scalaire. */
bool svm_refine(Svm *svm);

/* f(x) = Σ_{n support} αₙ sₙ K(xₙ, x) + b, pour un x de nx composantes. */
double svm_decision(const Svm *svm, const double *x);

/* fᵢ = f(xᵢ) pour chaque ligne de X (M×nx) ; f est M×1. */
void svm_decisions(Site site, Matrix *f, const Svm *svm, const Matrix *X);

/* La même, G = K(svm->X, X), N×M, étant déjà calculée : f = Gᵀ (α ⊙ s) + b 1. */
void svm_decisions_from_gram(Site site, Matrix *f, const Svm *svm,
                             const Matrix *G);

/* --- Ce que vaut une solution -------------------------------------------- */

/* sₙ f(xₙ), la marge de l'exemple n. */
double svm_margin(const Svm *svm, size_t n);

/* ‖w‖² = Σₙ Σₘ αₙ αₘ sₙ sₘ K(xₙ, xₘ) ; peut être négatif si le noyau n'est pas
 * un produit scalaire, et le dual n'est alors plus concave : rien n'est
 * certifié. */
double svm_squared_norm(const Svm *svm);

/* P = ½ ‖w‖² + C Σ max(0, 1 − sₙ f(xₙ)) et D = Σ α − ½ ‖w‖². */
double svm_primal(const Svm *svm);
double svm_dual(const Svm *svm);

/* (P − D) / P : si α est admissible (svm_kkt) et le noyau un produit scalaire,
 * aucune solution ne descend sous P de plus que cette part. */
double svm_gap(const Svm *svm);

/* Les résidus des conditions de Karush, Kuhn et Tucker ; tous nuls à la
 * solution exacte. */
typedef struct {
    double box;     /* max(0, −αₙ, αₙ − C) / C */
    double balance; /* |Σ αₙ sₙ| / Σ αₙ */
    double margin; /* αₙ = 0 : max(0, 1 − sₙ fₙ) ; αₙ = C : max(0, sₙ fₙ − 1) ;
                       sinon |sₙ fₙ − 1| */
} SvmKkt;

SvmKkt svm_kkt(const Svm *svm);

#define svm_decisions(...) svm_decisions(HERE, __VA_ARGS__)
#define svm_decisions_from_gram(...) svm_decisions_from_gram(HERE, __VA_ARGS__)

#endif
