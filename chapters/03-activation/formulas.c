#include "formulas.h"

Activation activation(size_t which)
{
    switch (which) {
    case IDENTITY:
        return activation_identity();
    case TANH:
        return activation_tanh();
    case SIGMOID:
        return activation_sigmoid();
    case RELU:
        return activation_relu(0);
    }
    fatal(HERE, __func__, "activation %zu sur %d", which, ACTIVATIONS);
}

void layer_free(Layer *layer)
{
    matrix_free(&layer->W);
    matrix_free(&layer->b);
}

Stack stack_random(size_t depth, Random *random)
{
    if (depth < 1 || depth > STACK_MOST)
        fatal(HERE, __func__, "%zu couches, de 1 à %d", depth, STACK_MOST);
    Stack stack = { .depth = depth };
    size_t inputs = 1 + random_below(random, STACK_WIDTH);
    for (size_t l = 0; l < depth; l++) {
        size_t outputs = 1 + random_below(random, STACK_WIDTH);
        Layer *layer = &stack.layers[l];
        layer->W = matrix_create(outputs, inputs);
        layer->b = matrix_create(outputs, 1);
        matrix_random_normal(&layer->W, 1.0, random);
        matrix_random_normal(&layer->b, 1.0, random);
        inputs = outputs;
    }
    return stack;
}

void stack_free(Stack *stack)
{
    for (size_t l = 0; l < stack->depth; l++)
        layer_free(&stack->layers[l]);
}

Matrix stack_apply(const Stack *stack, const Matrix *X,
                   double (*between)(double))
{
    Matrix A = matrix_clone(X);
    for (size_t l = 0; l < stack->depth; l++) {
        const Layer *layer = &stack->layers[l];
        Matrix next = matrix_create(A.rows, layer->W.rows);
        /* @eq:affine-layer, une ligne par exemple */
        matrix_multiply_nt(&next, &A, &layer->W);
        matrix_add_row(&next, &layer->b);
        if (between && l + 1 < stack->depth)
            matrix_map(&next, between, &next);
        matrix_free(&A);
        A = next;
    }
    return A;
}

static Matrix identity(size_t n)
{
    Matrix I = matrix_create(n, n);
    for (size_t i = 0; i < n; i++)
        AT(&I, i, i) = 1;
    return I;
}

/* [collapse] */
Layer stack_collapse(const Stack *stack)
{
    size_t outputs = stack->layers[stack->depth - 1].W.rows;
    Matrix P = identity(outputs), b = matrix_create(outputs, 1);
    Matrix term = matrix_create(outputs, 1);
    for (size_t l = stack->depth; l-- > 0;) {
        const Layer *layer = &stack->layers[l];
        Matrix next = matrix_create(outputs, layer->W.cols);
        /* @eq:affine-depth : b ← b + Pₗ cₗ */
        matrix_multiply(&term, &P, &layer->b);
        matrix_add(&b, &b, &term);
        /* @eq:affine-rest : Pₗ₋₁ = Pₗ Aₗ */
        matrix_multiply(&next, &P, &layer->W);
        matrix_free(&P);
        P = next;
    }
    matrix_free(&term);
    return (Layer){ .W = P, .b = b };
}
/* [/collapse] */
