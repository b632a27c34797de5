/* margin.h — deux classes, 1 et −1, et ce que coûte une marge.
 *
 * La marge d'un exemple est m = s f : sa classe s, 1 ou −1, fois la valeur de
 * décision f. Positive, la réponse, qui est le signe de f, est juste.
 * Source : chapitre 18.
 */
#ifndef MARGIN_H
#define MARGIN_H

#include "dataset.h"

typedef enum { HINGE, SQUARED_HINGE } MarginLoss;

/* max(0, 1 − m), et son carré ; NaN si m l'est. */
double hinge(double m);
double squared_hinge(double m);
double margin_loss(MarginLoss loss, double m);

/* Leur dérivée en m. Au pli de la hinge, m = 1, elle n'existe pas : c'est le
 * sous-gradient 0 qui est rendu. */
double hinge_slope(double m);
double squared_hinge_slope(double m);
double margin_slope(MarginLoss loss, double m);

/* s (N×1) : 1 pour la classe `positive` de data, −1 pour les autres ; à
 * libérer. */
Matrix signed_classes(const Dataset *data, size_t positive);

/* Part des exemples de marge positive ; f et s sont N×1. */
double margin_accuracy(Site site, const Matrix *f, const Matrix *s);

/* De quoi apprendre : X est N×nx, N ≥ 1, ses éléments sont finis ; s est N×1,
 * chaque classe vaut 1 ou −1 et aucune des deux ne manque ; C, le prix des
 * loss, est positif et fini. Rend false sinon, et dit pourquoi. */
bool margin_check(const Matrix *X, const Matrix *s, double C, Error *error);

#define margin_accuracy(...) margin_accuracy(HERE, __VA_ARGS__)

#endif
