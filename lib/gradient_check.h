/* gradient_check.h — un gradient est-il juste ?
 *
 * La preuve est une différence finie : on déplace une coordonnée, on regarde
 * de combien la loss a bougé. Chapitre 0 dit pourquoi les pas et les
 * tolérances sont ceux-ci.
 */
#ifndef GRADIENT_CHECK_H
#define GRADIENT_CHECK_H

#include "matrix.h"
#include "random.h"

/* Une fonction scalaire des coordonnées que l'on déplace ; context porte le
 * reste. */
typedef double (*ScalarFunction)(void *context);

/* Dérivée de f par rapport à *x, qui est déplacé puis remis au bit près. */
double forward_difference(ScalarFunction f, void *context, double *x,
                          double h);
double central_difference(ScalarFunction f, void *context, double *x,
                          double h);

/* Une dérivée numérique et l'erreur qu'elle s'attribue. */
typedef struct {
    double value, error;
} Derivative;

/* Extrapolation de Richardson sur les différences centrées de pas h, h/2, …,
 * h/2^(levels−1) ; 1 ≤ levels ≤ 8. error : écart entre les deux dernières
 * extrapolations, infini si levels = 1. */
Derivative richardson(ScalarFunction f, void *context, double *x, double h,
                      int levels);

/* Le gradient numérique de f par rapport à x, par Richardson ; même forme. */
void numeric_gradient(Matrix *gradient, Matrix *x, ScalarFunction f,
                      void *context);

/* Le plus grand pas et le nombre de pas des vérifications qui suivent, et ce
 * que l'écart, relatif à la plus grande entrée, ne doit pas dépasser. */
#define GRADIENT_STEP 0x1p-8
#define GRADIENT_LEVELS 3
#define GRADIENT_TOLERANCE 1e-8

typedef enum {
    GRADIENT_RIGHT, /* toutes les entrées dans la tolérance */
    GRADIENT_WRONG, /* une entrée au moins en sort, ou n'est pas finie */
    GRADIENT_INCONCLUSIVE, /* tout est nul, ou noyé dans l'arrondi */
} GradientVerdict;

typedef struct {
    GradientVerdict verdict;
    size_t cases;             /* entrées comparées */
    size_t row, col;          /* la pire entrée */
    double analytic, numeric; /* ses deux valeurs */
    double gap;               /* |analytic − numeric| */
    double scale;             /* plus grande valeur absolue du tenseur */
    double error;             /* gap / scale */
    double tolerance;         /* ce que error ne doit pas dépasser */
} GradientCheck;

/* Compare gradient à la dérivée numérique de f par rapport à chaque entrée de
 * x, de même forme ; l'écart se mesure relativement à la plus grande entrée
 * du tenseur. x est déplacé entrée par entrée et rendu intact. f doit être
 * dérivable en x : à un point anguleux, la différence centrée est juste entre
 * les deux pentes, et rien ne l'annonce. */
GradientCheck gradient_check(Site site, Matrix *x, const Matrix *gradient,
                             ScalarFunction f, void *context);

/* La même comparaison sur `samples` entrées tirées au hasard. */
GradientCheck gradient_check_sampled(Site site, Matrix *x,
                                     const Matrix *gradient, ScalarFunction f,
                                     void *context, size_t samples,
                                     Random *random);

/* Une seule dérivée, le long d'une direction ±(1 + U[0, 1)) tirée au hasard :
 * d/dt f(x + t d) contre ⟨gradient, d⟩. Sept passes suffisent, quel que soit
 * le nombre de paramètres. */
GradientCheck gradient_check_direction(Site site, Matrix *x,
                                       const Matrix *gradient,
                                       ScalarFunction f, void *context,
                                       Random *random);

/* « juste : entrée (k, j), … » en une ligne, sans retour : verdict, pire
 * entrée, les deux valeurs, l'écart et la tolérance. Rend buffer. */
const char *gradient_check_describe(const GradientCheck *check, char *buffer,
                                    size_t size);

#define gradient_check(...) gradient_check(HERE, __VA_ARGS__)
#define gradient_check_sampled(...) gradient_check_sampled(HERE, __VA_ARGS__)
#define gradient_check_direction(...) \
    gradient_check_direction(HERE, __VA_ARGS__)

#endif
