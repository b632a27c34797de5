/* formulas.h — quatre activations, des couches affines empilées. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/activated.h"
#include "../../lib/matrix.h"
#include "../../lib/random.h"

/* Les activations du chapitre ; ReLU a la pente 0 en 0. */
enum { IDENTITY, TANH, SIGMOID, RELU, ACTIVATIONS };
Activation activation(size_t which);

/* Une couche affine : a ↦ W a + b. */
typedef struct {
    Matrix W; /* sorties × entrées */
    Matrix b; /* sorties × 1 */
} Layer;

void layer_free(Layer *layer);

/* Les profondeurs et les largeurs essayées, et la plus grande profondeur. */
enum { STACK_DEPTH = 10, STACK_WIDTH = 9, STACK_MOST = 40 };

/* Des couches à la suite, la première recevant x. */
typedef struct {
    size_t depth; /* de 1 à STACK_MOST */
    Layer layers[STACK_MOST];
} Stack;

/* Des tailles tirées de 1 à STACK_WIDTH, poids et biais N(0, 1) ; à libérer
 * par stack_free. */
Stack stack_random(size_t depth, Random *random);
void stack_free(Stack *stack);

/* La sortie des couches, l'une après l'autre, pour chaque ligne de X ; entre
 * deux couches, between, ou rien si elle est NULL. À libérer. */
Matrix stack_apply(const Stack *stack, const Matrix *X,
                   double (*between)(double));

/* La seule couche affine qui fait le travail de toutes : W = P₀ et
 * b = Σₗ Pₗ cₗ. À libérer par layer_free. */
Layer stack_collapse(const Stack *stack);

#endif
