/* evaluate.h — la valeur d'une formule.
 *
 * Un symbole défini se calcule à travers sa définition, un opérande libre est
 * tiré au hasard (toujours le même pour une même graine). Dériver par rapport à
 * un symbole, ∇_ỹ ℓ ou ∂ℓ/∂(W_y)_{kj}, c'est lui donner sa valeur courante, le
 * libérer de sa définition, et le pousser : tout ce qui en dépend suit.
 *
 * Une dérivée se prend par différences finies (Richardson, complexe permis) ou
 * par un pas complexe. Emboîtées, les deux alternent : un pas complexe ne peut
 * en contenir un autre.
 */
#ifndef EVALUATE_H
#define EVALUATE_H

#include "notation.h"
#include "value.h"

typedef enum { WITNESS_DIFFERENCES, WITNESS_COMPLEX_STEP } Witness;

typedef struct Evaluator Evaluator;

/* Un évaluateur ; notation doit lui survivre. À libérer. */
Evaluator *evaluator_create(Notation *notation);
void evaluator_free(Evaluator *evaluator);

/* Nouveaux tirages, et témoin des dérivées. */
void evaluator_draw(Evaluator *evaluator, uint64_t seed, Witness witness);

/* L'indice name vaut value, pour les évaluations qui suivent ; name = NULL les
 * oublie tous. */
void evaluator_bind(Evaluator *evaluator, const char *name, long value);

/* Le symbole vaut values (rows×cols, ligne par ligne), quoi que dise sa
 * définition, pour les évaluations qui suivent ; name = NULL les oublie
 * tous. */
void evaluator_hold(Evaluator *evaluator, const char *name, size_t rows,
                    size_t cols, const double *values);

/* Ce qu'a demandé une évaluation. */
typedef struct {
    double scale;     /* plus grande valeur rencontrée, NaN compris */
    bool derivative;  /* une dérivée au moins */
    bool differences; /* dont une, au moins, par différences */
    bool undecided;   /* une limite que le calcul n'atteint pas */
} Usage;

/* La valeur de node, lu dans text ; data reste valide jusqu'à l'évaluation
 * suivante. Les usages s'ajoutent à *usage. */
bool evaluator_value(Evaluator *evaluator, Value *value, const Node *node,
                     const char *text, Usage *usage, FormulaError *error);

/* Les valeurs que prend l'indice libre name dans node : de *low à *high. false
 * s'il n'y sert pas d'indice. */
bool evaluator_range(Evaluator *evaluator, const Node *node, const char *name,
                     const char *text, long *low, long *high,
                     FormulaError *error);

#endif
