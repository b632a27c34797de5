/* evaluator.h — ce que partagent les fichiers de l'évaluateur, et eux seuls.
 *
 * evaluate.c             sa vie, ce qu'on lui demande du dehors
 * evaluate_operations.c  un nœud : sommes, produits, réductions
 * evaluate_indices.c     les indices et leurs bornes
 * evaluate_symbols.c     la valeur d'un symbole
 * evaluate_functions.c   les fonctions
 * derive.c               les dérivées et les limites
 * draw.c                 les tirages
 */
#ifndef EVALUATOR_H
#define EVALUATOR_H

#include <setjmp.h>

#include "evaluate.h"

enum {
    HELD = 64,         /* symboles tenus à la fois */
    BOUND = 64,        /* indices liés à la fois */
    NESTING = 200,     /* évaluations emboîtées */
    STACK = 1 << 20,   /* nombres sur la pile */
    BUDGET = 20000000, /* nœuds évalués en une fois */
    PER_NODE = 32,     /* produits de nombres qui en valent un */
    CACHE = 1024       /* valeurs de symboles retenues */
};

#define NOWHERE (-1L) /* ni exemple, ni rang */

/* Un symbole tenu : sa valeur courante, que l'on peut pousser. */
typedef struct {
    const Symbol *symbol;
    long at;
    Value value;
} Held;

typedef struct {
    const char *name;
    long value;
} Bound;

/* Une définition en cours de calcul. */
typedef struct {
    const Symbol *symbol;
    long at;
} Link;

/* La valeur d'un symbole, tant que rien de tenu n'a bougé. */
typedef struct {
    const Symbol *symbol;
    long at, example;
    uint64_t generation;
    Value value;
    size_t capacity;
} Cached;

struct Evaluator {
    Notation *notation;
    uint64_t seed;
    Witness witness;
    Stack stack;
    size_t floor; /* de la pile : au-dessous, les symboles tenus du dehors */
    Held held[HELD];
    size_t held_count;
    Bound bound[BOUND];
    size_t bound_count, bound_base; /* les indices visibles */
    long example;                   /* l'exemple en cours, ou NOWHERE */
    bool probing;                   /* un indice non lié vaut 1 */
    bool stepping;                  /* un pas complexe est en cours */
    size_t differentiating;         /* dérivées emboîtées */
    size_t depth, budget, defining;
    Link chain[NESTING]; /* définitions en cours */
    uint64_t generation, counter;
    Cached cache[CACHE];
    Usage usage;
    const char *text;
    FormulaError *error;
    jmp_buf escape;
};

/* Abandonne l'évaluation, à l'endroit de node. */
_Noreturn void evaluator_fail(Evaluator *e, const Node *node,
                              const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* La valeur de node, au-dessus de la pile. */
Value evaluate_node(Evaluator *e, const Node *node);

/* La même, qui doit être un nombre. */
double complex evaluate_scalar(Evaluator *e, const Node *node,
                               const char *what);
long evaluate_index(Evaluator *e, const Node *node);

/* Descend value, faite au-dessus de mark, jusqu'à mark. */
Value settle(Evaluator *e, size_t mark, Value value);

/* Vérifie qu'une opération a tenu sur la pile et dans les formes. */
Value checked(Evaluator *e, const Node *node, Value value);

/* La valeur d'un symbole, à l'exemple ou au rang at. */
Value symbol_value(Evaluator *e, const Symbol *symbol, long at,
                   const Node *node);
Value symbol_draw(Evaluator *e, const Symbol *symbol, long at);
void symbol_sizes(Evaluator *e, const Symbol *symbol, long at, size_t *rows,
                  size_t *cols);

/* Met value, en haut de la pile, dans la forme déclarée de symbol, s'il y en a
 * une. */
Value declared_shape(Evaluator *e, const Symbol *symbol, long at, Value value,
                     const Node *node);

/* f(z), z complexe : une fonction entière tirée au hasard. */
double complex draw_function(const Evaluator *e, const Symbol *symbol,
                             double complex z);

/* Tient symbol à value pour ce qui suit, puis le lâche. */
Held *hold(Evaluator *e, const Symbol *symbol, long at, Value value,
           const Node *node);
void release(Evaluator *e, uint64_t generation);
void touch(Evaluator *e); /* une valeur tenue a bougé */

/* Évalue ce que dit la déclaration de symbol : ni les indices, ni le texte d'où
 * il sert n'y comptent. Rend ce qu'il faut redonner pour en sortir. */
size_t enter_declaration(Evaluator *e, const Symbol *symbol);
void leave_declaration(Evaluator *e, size_t base);

void bind_index(Evaluator *e, const char *name, long value, const Node *node);

/* Ce que désigne une variable : un symbole entier, ou une de ses entrées. */
typedef struct {
    const Symbol *symbol;
    long at;
    bool entry;
    size_t i, j;
} Place;

Place resolve_place(Evaluator *e, const Node *node);
bool is_example_index(const Evaluator *e, const Node *index);

/* Les bornes d'un indice dans node. */
bool index_range(Evaluator *e, const Node *node, const char *name, long *low,
                 long *high);

/* --- evaluate_operations.c ----------------------------------------------- */

/* L'échelle d'un calcul grandit jusqu'à |value| ; NaN y reste. */
void grow_scale(double *scale, double value);

/* --- evaluate_indices.c -------------------------------------------------- */

/* L'indice lié de ce nom, ou NULL. */
const Bound *find_bound(const Evaluator *e, const char *name);

/* Le nombre d'exemples des lots de node. */
long example_count(Evaluator *e, const Node *node);

/* La borne déclarée d'un rang. */
long rank_bound(Evaluator *e, const Symbol *rank, const Formula *bound);

/* a_{ij}, x_n, (x_n)_i… */
Value evaluate_subscript(Evaluator *e, const Node *node);

/* --- evaluate_symbols.c -------------------------------------------------- */

/* Ce à quoi on tient symbol, ou NULL. */
const Held *find_held(const Evaluator *e, const Symbol *symbol, long at);

/* La ligne d'un lot tenu. */
Value held_row(Evaluator *e, const Held *batch, long at, const Node *node);

/* Entre dans une définition, dont le texte est un autre ; une définition qui se
 * demande elle-même est dite. */
void enter_definition(Evaluator *e, const Symbol *symbol, long at,
                      const Node *node);

/* Son membre de droite. */
Value right_side(Evaluator *e, const Definition *definition, size_t chosen);

/* Un nom seul. */
Value evaluate_symbol(Evaluator *e, const Node *node);

/* --- evaluate_functions.c ------------------------------------------------ */

Value evaluate_call(Evaluator *e, const Node *node);

/* |z| d'un nombre réel poussé d'un pas imaginaire, et les deux extrêmes de
 * deux nombres, selon leur partie réelle. */
double complex complex_absolute(double complex z);
double complex complex_larger(double complex a, double complex b);
double complex complex_smaller(double complex a, double complex b);

/* --- derive.c ------------------------------------------------------------ */

Value evaluate_gradient(Evaluator *e, const Node *node);
Value evaluate_partial(Evaluator *e, const Node *node);
Value evaluate_limit(Evaluator *e, const Node *node);
Value evaluate_at(Evaluator *e, const Node *node);

/* La dérivée d'ordre order, en z, de f. */
typedef Value Quantity(Evaluator *e, const void *context, double complex z);
Value derivative_of(Evaluator *e, Quantity *f, const void *context,
                    double complex z, int order);

#endif
