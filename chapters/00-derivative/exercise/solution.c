/* Exercice 0 : ce gradient est-il juste ?
 *
 *     make exercise0     juge ce fichier
 *     make hint0         donne un indice
 *
 * Le juge vous présente des gradients, d'une fonction affine, d'une fonction du
 * second degré, de la loss de plusieurs réseaux : les uns sont justes, dans les
 * autres il y a une des fautes du chapitre 0. Acceptez tous les premiers,
 * refusez tous les seconds.
 */
#include <math.h>

#include "matrix.h"

/* Entrées : f, la fonction, que l'on appelle par f(x) et qui peut être de
 * n'importe quelle grandeur ; x, le point (P×1) ; gradient, le gradient proposé
 * (P×1). x se déplace, x->data[k] = …, mais doit être rendu comme il était.
 * Sortie : *verdict = 1 si le gradient est juste, 0 s'il est faux.
 *
 * Un gradient juste l'est à l'arrondi près. D'un gradient faux, une entrée au
 * moins s'écarte de la vraie de plus d'un millième de la plus grande, ou n'est
 * pas un nombre. Rien entre les deux : une formule juste calculée en float est
 * trop près de ce que mesure une différence finie pour qu'on la juge ainsi. */
void check_gradient(double *verdict, double (*f)(const Matrix *x), Matrix *x,
                    const Matrix *gradient)
{
    /* À VOUS : donnez votre verdict. */
    const double h = 1e-5, tolerance = 1e-6;
    size_t P = x->rows;
    double largest = 0;
    Matrix numeric = matrix_create(P, 1);
    for (size_t k = 0; k < P; k++) {
        double kept = x->data[k];
        x->data[k] = kept + h;
        double more = f(x);
        x->data[k] = kept - h;
        double less = f(x);
        x->data[k] = kept;
        /* @eq:central-difference : D(h) = (f(x + h) − f(x − h)) / 2h */
        numeric.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(numeric.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    /* @eq:relative-error : relativement à la plus grande entrée. Un NaN n'est
     * ni plus petit ni plus grand que rien : on demande « ≤ », et non « > ». */
    *verdict = 1;
    for (size_t k = 0; k < P; k++) {
        double gap = fabs(gradient->data[k] - numeric.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&numeric);
    /* FIN */
}
