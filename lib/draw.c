/* draw.c — les opérandes tirés au hasard. */
#include <math.h>
#include <stdlib.h>

#include "evaluator.h"
#include "random.h"

/* Un générateur propre à un symbole, à son exemple ou rang et à la graine : un
 * tirage ne dépend pas de l'ordre où l'on demande les autres. */
static Random generator(const Evaluator *e, const Symbol *symbol, long at)
{
    Random seed = random_seeded(e->seed);
    uint64_t hash = random_bits(&seed);
    for (const char *c = symbol->name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
    Random random = random_seeded(hash + (uint64_t)(at + 1) * 0x9e3779b9u);
    random_bits(&random);
    return random;
}

static size_t size_of(Evaluator *e, const Formula *size)
{
    if (!size->count)
        return 1;
    long n = evaluate_index(e, size->side[0]);
    if (n < 1 || n > 4096)
        evaluator_fail(e, NULL, "une taille vaut %ld", n);
    return (size_t)n;
}

void symbol_sizes(Evaluator *e, const Symbol *symbol, long at, size_t *rows,
                  size_t *cols)
{
    size_t count = e->bound_count, base = enter_declaration(e, symbol);
    if (*symbol->rank)
        bind_index(e, symbol->rank, at, NULL);
    *rows = size_of(e, &symbol->rows);
    *cols = size_of(e, &symbol->cols);
    e->bound_count = count;
    leave_declaration(e, base);
}

static double normalize(Value *a)
{
    double total = 0;
    for (size_t k = 0; k < value_count(a); k++)
        total += creal(a->data[k]);
    for (size_t k = 0; k < value_count(a); k++)
        a->data[k] /= total;
    return total;
}

/* Un nombre entre les bornes déclarées. */
static double between(Evaluator *e, const Symbol *symbol, Random *random)
{
    double low = creal(evaluate_scalar(e, symbol->from.side[0], "une borne"));
    double high = creal(evaluate_scalar(e, symbol->to.side[0], "une borne"));
    if (!(low <= high))
        evaluator_fail(e, NULL, "les bornes sont à l'envers");
    return low + (high - low) * random_uniform(random);
}

static double integer(Evaluator *e, const Symbol *symbol, Random *random)
{
    long low = evaluate_index(e, symbol->from.side[0]);
    long high = evaluate_index(e, symbol->to.side[0]);
    if (low > high)
        evaluator_fail(e, NULL, "les bornes sont à l'envers");
    return (double)low +
           (double)random_below(random, (size_t)(high - low) + 1);
}

static double complex entry(Evaluator *e, const Symbol *symbol, Random *random)
{
    switch (symbol->draw) {
    case DRAW_INTEGER:
        return integer(e, symbol, random);
    case DRAW_UNIFORM:
        return between(e, symbol, random);
    case DRAW_POSITIVE:
        return exp2(2 * random_uniform(random) - 1);
    case DRAW_SIMPLEX:
        return exp(random_normal(random));
    case DRAW_SIGNS:
        return random_below(random, 2) ? 1 : -1;
    case DRAW_ONE_HOT:
        return 0;
    case DRAW_IMAGINARY:
        return I;
    default:
        return random_normal(random);
    }
}

/* A ← (A + Aᵀ) / 2. */
static void symmetrize(Value *a)
{
    for (size_t i = 0; i < a->rows; i++)
        for (size_t j = 0; j < i; j++) {
            double complex *low = &a->data[i * a->cols + j],
                           *high = &a->data[j * a->cols + i];
            *low = *high = (*low + *high) / 2;
        }
}

/* A Aᵀ + I, à sa place. */
static Value definite(Evaluator *e, const Value *a)
{
    Value transposed = value_transpose(&e->stack, a);
    Value square = value_multiply(&e->stack, a, &transposed);
    for (size_t i = 0; square.data && i < square.rows; i++)
        square.data[i * square.cols + i] += 1;
    return square;
}

/* Gram et Schmidt, colonne après colonne. */
static void orthonormalize(Value *a)
{
    for (size_t j = 0; j < a->cols; j++)
        for (size_t k = 0; k <= j; k++) {
            double complex dot = 0;
            for (size_t i = 0; i < a->rows; i++)
                dot += a->data[i * a->cols + j] * a->data[i * a->cols + k];
            for (size_t i = 0; i < a->rows; i++)
                a->data[i * a->cols + j] =
                    k < j ? a->data[i * a->cols + j] -
                                dot * a->data[i * a->cols + k]
                          : a->data[i * a->cols + j] / csqrt(dot);
        }
}

/* Les lois qui demandent une forme. */
static void check_shape(Evaluator *e, const Symbol *symbol, size_t rows,
                        size_t cols)
{
    bool square =
        symbol->draw == DRAW_SYMMETRIC || symbol->draw == DRAW_DEFINITE;
    if (square && rows != cols)
        evaluator_fail(e, NULL, "une matrice symétrique est carrée");
    if (symbol->draw == DRAW_ORTHOGONAL && cols > rows)
        evaluator_fail(e, NULL,
                       "plus de colonnes que de lignes ne peuvent être "
                       "orthonormées");
}

Value symbol_draw(Evaluator *e, const Symbol *symbol, long at)
{
    Random random = generator(e, symbol, at);
    size_t rows, cols, mark = e->stack.top;
    symbol_sizes(e, symbol, at, &rows, &cols);
    size_t base = enter_declaration(e, symbol);
    check_shape(e, symbol, rows, cols);
    Value a = value_push(&e->stack, VALUE_PLAIN, rows, cols);
    for (size_t k = 0; a.data && k < rows * cols; k++)
        a.data[k] = entry(e, symbol, &random);
    leave_declaration(e, base);
    if (!a.data)
        return a;
    if (symbol->draw == DRAW_ONE_HOT)
        a.data[random_below(&random, rows * cols)] = 1;
    else if (symbol->draw == DRAW_SIMPLEX)
        normalize(&a);
    else if (symbol->draw == DRAW_SYMMETRIC)
        symmetrize(&a);
    else if (symbol->draw == DRAW_ORTHOGONAL)
        orthonormalize(&a);
    else if (symbol->draw == DRAW_DEFINITE)
        a = settle(e, mark, checked(e, NULL, definite(e, &a)));
    return a;
}

/* a e^{bz} + c sin(dz + f), sans symétrie ni dérivée nulle. */
double complex draw_function(const Evaluator *e, const Symbol *symbol,
                             double complex z)
{
    Random random = generator(e, symbol, NOWHERE);
    double a = 0.5 + random_uniform(&random);
    double b = 0.4 + 0.6 * random_uniform(&random);
    double c = 0.5 + random_uniform(&random);
    double d = 1 + random_uniform(&random);
    double f = random_uniform(&random);
    return a * cexp(b * z) + c * csin(d * z + f);
}
