/* formulas.h — choisir le meilleur de K candidats, et ce que cela flatte. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/network.h"

/* Les poids dont la loss de validation est la plus petite jusqu'ici. */
typedef struct {
    Parameters p;
    double loss;
    size_t epoch;
} Best;

/* Rien encore : une loss infinie, des poids nuls de la forme de p ; best.p est
 * à libérer. */
Best best_create(const Parameters *p);

/* Garde une copie de p si sa loss est plus petite que toutes les autres. */
void keep_best(Best *best, size_t epoch, const Parameters *p, double loss);

/* Le rang du plus grand des K ≥ 1 scores ; le premier en cas d'égalité. */
size_t choose(const double *scores, size_t K);

/* Le plus grand, en moyenne, des scores de K candidats indépendants, également
 * bons (une chance A de bien répondre, 0 < A < 1), sur M points. */
double best_of_independent(double A, size_t M, size_t K);

/* √(log K / (2M)) : ce que l'optimisme, en moyenne, ne dépasse jamais. */
double choice_bound(size_t K, size_t M);

#endif
