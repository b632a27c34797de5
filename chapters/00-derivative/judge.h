/* judge.h — le verdict des différences finies sur un gradient entier, et les
 * cas qui aveuglent une vérification. */
#ifndef JUDGE_H
#define JUDGE_H

#include "../../lib/gradient_check.h"
#include "../../lib/mistakes.h"
#include "../../lib/problem.h"

/* Faux si un des quatre tenseurs l'est ; juste si tous le sont ; sinon on ne
 * conclut pas. */
typedef struct {
    GradientVerdict verdict;
    double error; /* le plus grand des écarts relatifs */
} Judgment;

Judgment judge(Problem *q, const Parameters *gradient);

/* Le jugement porté sur le gradient de qui commet m sur ce problème. */
Judgment judge_mistake(Problem *q, const Mistake *m);

/* Les erreurs de formule (non de précision) : combien le dictionnaire en
 * compte, et combien ne sont pas dites fausses sur ce problème. */
size_t count_formula_mistakes(void);
size_t count_hidden(Problem *q);

/* Combien d'erreurs de formule font quand même baisser la loss, d'un pas de
 * descente de ce taux. */
size_t count_descending(Problem *q, double step);

/* Les cas aveugles, tous à libérer par problem_free : un seul exemple ; tous
 * les poids et biais nuls ; Wy carrée (square), puis symétrique ; toutes les
 * réponses justes. */
Problem one_example(Random *random);
Problem zero_weights(Random *random);
Problem square_weights(Random *random);
Problem symmetric_weights(Random *random);
Problem right_answers(Random *random);

/* L'écart, le long de d, entre le ∇by de qui commet m et celui de lib : 0 si
 * les deux y ont la même composante, 1 au plus, par rapport à Σ |∇by dᵢ|. */
double gap_along(Problem *q, const Mistake *m, const Matrix *d);

#endif
