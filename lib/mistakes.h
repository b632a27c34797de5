/* mistakes.h — le dictionnaire des erreurs.
 *
 * Les erreurs classiques d'un gradient écrit à la main, chacune sous la forme
 * d'un geste de trop ou d'un geste de travers dans une rétropropagation qui
 * serait juste sans elle. On s'en sert de deux façons :
 *   - pour éprouver une vérification, qui doit toutes les refuser ;
 *   - pour nommer l'erreur d'un gradient faux, quand l'une d'elles le
 *     reproduit.
 * Rien ici n'appelle network.c : tout y est refait en boucles simples, comme
 * on l'écrit la première fois.
 */
#ifndef MISTAKES_H
#define MISTAKES_H

#include "network.h"

/* Les tenseurs d'un gradient, à réunir par « | ». */
enum {
    TENSOR_WH = 1,
    TENSOR_BH = 2,
    TENSOR_WY = 4,
    TENSOR_BY = 8,
    TENSOR_ALL = 15
};

/* Les gestes de la rétropropagation, dans l'ordre où on les fait. */
typedef enum {
    STEP_HIDDEN,       /* H̃ et H */
    STEP_OUTPUT,       /* Ỹ et Ŷ */
    STEP_OUTPUT_ERROR, /* ∇Ỹ */
    STEP_WY,           /* ∇Wy */
    STEP_BY,           /* ∇by */
    STEP_HIDDEN_ERROR, /* ∇H */
    STEP_SLOPE,        /* ∇H̃ */
    STEP_WH,           /* ∇Wh */
    STEP_BH,           /* ∇bh */
    STEP_END           /* tout le gradient est là */
} Step;

/* Ce que la rétropropagation a sous la main, et qu'une erreur peut changer. */
typedef struct {
    const Parameters *p;
    const Matrix *X, *Y;
    double eta; /* du pas que certaines erreurs font trop tôt ou trop tard */
    Parameters *grad;
    size_t N, nx, nh, ny;
    Matrix h_tilde, h;     /* N×nh */
    Matrix y_tilde, y_hat; /* N×ny */
    Matrix delta;          /* N×ny : ∇Ỹ */
    Matrix grad_h;         /* N×nh : ∇H */
    Matrix delta_h;        /* N×nh : ∇H̃ */
} Work;

typedef struct {
    const char *id;   /* stable, en anglais : « slope-omitted » */
    const char *name; /* en français, pour le lecteur */
    unsigned tensors; /* les tenseurs que l'erreur atteint */
    bool precision;   /* formule juste, calculée de façon trop grossière */
    Step step;        /* le geste après lequel apply intervient */
    void (*apply)(Work *work);
} Mistake;

/* Le taux, quand on n'en dit rien, de la mise à jour prématurée et de celle que
 * H n'a pas suivie. */
#define MISTAKE_ETA 0.1

/* Les erreurs, i = 0 … mistake_count() − 1. */
size_t mistake_count(void);
const Mistake *mistake(size_t i);

/* L'erreur de ce nom, ou NULL. */
const Mistake *mistake_find(const char *id);

/* Des réécritures de la bonne formule, qui n'en sont donc pas : une
 * vérification doit toutes les accepter. */
size_t rewriting_count(void);
const Mistake *rewriting(size_t i);

/* grad = le gradient de L qu'obtient celui qui commet ces erreurs à la fois,
 * dans l'ordre donné quand deux visent le même geste ; aucune (count = 0)
 * donne le gradient juste. grad est de la forme de p. */
void mistaken_gradient(Parameters *grad, const Mistake *const *mistakes,
                       size_t count, const Parameters *p, const Matrix *X,
                       const Matrix *Y);

/* Le même, pour un pas de taux eta ; les erreurs peuvent être d'autres que
 * celles du dictionnaire. */
void mistaken_step(Parameters *grad, const Mistake *const *mistakes,
                   size_t count, const Parameters *p, const Matrix *X,
                   const Matrix *Y, double eta);

#endif
