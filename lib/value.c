#include "value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool value_is_scalar(const Value *a)
{
    return a->kind == VALUE_LITERAL ||
           (a->kind == VALUE_PLAIN && a->rows == 1 && a->cols == 1);
}

size_t value_count(const Value *a)
{
    switch (a->kind) {
    case VALUE_PLAIN:
        return a->rows * a->cols;
    case VALUE_ROWS:
        return a->cols;
    case VALUE_COLS:
        return a->rows;
    default:
        return 1;
    }
}

double complex value_at(const Value *a, size_t i, size_t j)
{
    switch (a->kind) {
    case VALUE_PLAIN:
        return a->data[i * a->cols + j];
    case VALUE_ROWS:
        return a->data[j];
    case VALUE_COLS:
        return a->data[i];
    case VALUE_IDENTITY:
        return i == j ? a->data[0] : 0;
    default:
        return a->data[0];
    }
}

void value_shape(char *to, size_t size, const Value *a)
{
    if (value_is_scalar(a))
        snprintf(to, size, "un nombre");
    else if (a->kind == VALUE_PLAIN)
        snprintf(to, size, "%zu×%zu", a->rows, a->cols);
    else if (a->kind == VALUE_ROWS)
        snprintf(to, size, "fait de lignes de %zu", a->cols);
    else if (a->kind == VALUE_COLS)
        snprintf(to, size, "fait de colonnes de %zu", a->rows);
    else
        snprintf(to, size, "un multiple de l'identité");
}

double value_largest(const Value *a)
{
    double largest = 0;
    for (size_t k = 0; k < value_count(a); k++) {
        double re = fabs(creal(a->data[k])), im = fabs(cimag(a->data[k]));
        if (isnan(re) || isnan(im))
            return NAN;
        largest = fmax(largest, fmax(re, im));
    }
    return largest;
}

Value value_push(Stack *stack, ValueKind kind, size_t rows, size_t cols)
{
    Value a = { .kind = kind, .rows = rows, .cols = cols };
    size_t n = value_count(&a);
    if (n > stack->capacity - stack->top)
        return a;
    a.data = stack->data + stack->top;
    stack->top += n;
    for (size_t k = 0; k < n; k++)
        a.data[k] = 0;
    return a;
}

Value value_number(Stack *stack, double complex z)
{
    Value a = value_push(stack, VALUE_PLAIN, 1, 1);
    if (a.data)
        a.data[0] = z;
    return a;
}

Value value_copy(Stack *stack, const Value *a)
{
    Value b = value_push(stack, a->kind, a->rows, a->cols);
    if (b.data)
        memcpy(b.data, a->data, value_count(a) * sizeof *b.data);
    return b;
}

static bool fits(const Value *a, size_t rows, size_t cols)
{
    switch (a->kind) {
    case VALUE_PLAIN:
        return a->rows == rows && a->cols == cols;
    case VALUE_ROWS:
        return a->cols == cols;
    case VALUE_COLS:
        return a->rows == rows;
    case VALUE_IDENTITY:
        return rows == cols;
    default:
        return true;
    }
}

Value value_fit(Stack *stack, const Value *a, size_t rows, size_t cols)
{
    Value b = { .kind = VALUE_PLAIN, .rows = rows, .cols = cols };
    if (fits(a, rows, cols))
        b = value_push(stack, VALUE_PLAIN, rows, cols);
    for (size_t k = 0; b.data && k < rows * cols; k++)
        b.data[k] = value_at(a, k / cols, k % cols);
    return b;
}

Value value_map(Stack *stack, const Value *a,
                double complex (*f)(double complex))
{
    if (a->kind == VALUE_IDENTITY && f(0) != 0)
        return (Value){ .kind = VALUE_PLAIN };
    Value b = value_copy(stack, a);
    for (size_t k = 0; b.data && k < value_count(&b); k++)
        b.data[k] = f(b.data[k]);
    return b;
}

/* I − 𝟏 bᵀ : l'identité est carrée, les lignes de a disent sa taille. */
static bool squared(Value *shape, const Value *a)
{
    size_t n = value_count(a);
    *shape = (Value){ .kind = VALUE_PLAIN, .rows = n, .cols = n };
    return n > 1;
}

/* La forme où a et b se combinent terme à terme : celle de l'un des deux, que
 * l'autre peut prendre. */
static bool common(Value *shape, const Value *a, const Value *b)
{
    if (a->kind != VALUE_PLAIN && b->kind == VALUE_PLAIN) {
        const Value *swap = a;
        a = b;
        b = swap;
    }
    *shape = *a;
    if (a->kind == VALUE_PLAIN)
        return fits(b, a->rows, a->cols);
    if (a->kind == VALUE_LITERAL && b->kind != VALUE_IDENTITY)
        *shape = *b;
    bool literal = a->kind == VALUE_LITERAL || b->kind == VALUE_LITERAL;
    bool identity = a->kind == VALUE_IDENTITY || b->kind == VALUE_IDENTITY;
    if (identity && !literal && a->kind != b->kind)
        return squared(shape, a->kind == VALUE_IDENTITY ? b : a);
    return literal ? !identity
                   : a->kind == b->kind && value_count(a) == value_count(b);
}

Value value_combine(Stack *stack, const Value *a, const Value *b,
                    double complex (*f)(double complex, double complex))
{
    Value c;
    if (!common(&c, a, b) || (c.kind == VALUE_IDENTITY && f(0, 0) != 0))
        return (Value){ .kind = VALUE_PLAIN };
    c = value_push(stack, c.kind, c.rows, c.cols);
    size_t cols = c.kind == VALUE_PLAIN || c.kind == VALUE_ROWS ? c.cols : 1;
    for (size_t k = 0; c.data && k < value_count(&c); k++)
        c.data[k] = f(value_at(a, k / cols, k % cols),
                      value_at(b, k / cols, k % cols));
    return c;
}

/* z B : un nombre, ou un multiple de l'identité, fois B. */
static Value scale(Stack *stack, const Value *z, const Value *b)
{
    Value c = value_copy(stack, b);
    if (c.kind == VALUE_LITERAL)
        c.kind = z->kind;
    for (size_t k = 0; c.data && k < value_count(&c); k++)
        c.data[k] *= z->data[0];
    return c;
}

/* C = A B, entrée par entrée, avec inner termes par somme. Des lignes répétées
 * restent des lignes répétées : une seule se calcule. */
static Value product(Stack *stack, const Value *a, const Value *b,
                     ValueKind kind, size_t inner)
{
    Value c = value_push(stack, kind, kind == VALUE_ROWS ? 0 : a->rows,
                         kind == VALUE_COLS ? 0 : b->cols);
    size_t cols = kind == VALUE_COLS ? 1 : b->cols;
    for (size_t k = 0; c.data && k < value_count(&c); k++)
        for (size_t p = 0; p < inner; p++)
            c.data[k] += value_at(a, k / cols, p) * value_at(b, p, k % cols);
    return c;
}

Value value_multiply(Stack *stack, const Value *a, const Value *b)
{
    if (value_is_scalar(a))
        return scale(stack, a, b);
    if (value_is_scalar(b) || b->kind == VALUE_IDENTITY)
        return scale(stack, b, a);
    if (a->kind == VALUE_IDENTITY)
        return scale(stack, a, b);
    bool plain_a = a->kind == VALUE_PLAIN, plain_b = b->kind == VALUE_PLAIN;
    if (plain_a && plain_b && a->cols == b->rows)
        return product(stack, a, b, VALUE_PLAIN, a->cols);
    if (a->kind == VALUE_ROWS && plain_b && a->cols == b->rows)
        return product(stack, a, b, VALUE_ROWS, a->cols);
    if (plain_a && b->kind == VALUE_COLS && a->cols == b->rows)
        return product(stack, a, b, VALUE_COLS, a->cols);
    if (plain_a && b->kind == VALUE_ROWS)
        return product(stack, a, b, VALUE_PLAIN, a->cols);
    if (a->kind == VALUE_COLS && plain_b)
        return product(stack, a, b, VALUE_PLAIN, b->rows);
    return (Value){ .kind = VALUE_PLAIN };
}

Value value_transpose(Stack *stack, const Value *a)
{
    Value b = value_copy(stack, a);
    b.rows = a->cols;
    b.cols = a->rows;
    if (a->kind == VALUE_ROWS || a->kind == VALUE_COLS)
        b.kind = a->kind == VALUE_ROWS ? VALUE_COLS : VALUE_ROWS;
    for (size_t k = 0; a->kind == VALUE_PLAIN && b.data && k < value_count(&b);
         k++)
        b.data[k] = value_at(a, k % b.cols, k / b.cols);
    return b;
}
