/* evaluate_indices.c — les indices : leurs valeurs, leurs bornes, les entrées
 * qu'ils désignent. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "evaluator.h"

/* --- Indices ------------------------------------------------------------- */

void bind_index(Evaluator *e, const char *name, long value, const Node *node)
{
    if (e->bound_count == BOUND)
        evaluator_fail(e, node, "trop d'indices emboîtés");
    e->bound[e->bound_count++] = (Bound){ name, value };
}

const Bound *find_bound(const Evaluator *e, const char *name)
{
    for (size_t i = e->bound_count; i-- > e->bound_base;)
        if (strcmp(e->bound[i].name, name) == 0)
            return &e->bound[i];
    return NULL;
}

long evaluate_index(Evaluator *e, const Node *node)
{
    if (node->kind == NODE_SYMBOL && !find_bound(e, node->name) &&
        e->probing && !notation_find(e->notation, node->name, ROLE_SYMBOL))
        return 1;
    double z = creal(evaluate_scalar(e, node, "un indice"));
    if (z != rint(z) || fabs(z) > INT_MAX) {
        char shown[32];
        snprintf(shown, sizeof shown, "%g", z);
        char *point = strchr(shown, '.');
        if (point)
            *point = ',';
        evaluator_fail(e, node, "%s n'est pas un indice", shown);
    }
    return (long)z;
}

bool is_example_index(const Evaluator *e, const Node *index)
{
    return index->kind == NODE_SYMBOL &&
           notation_find(e->notation, index->name, ROLE_EXAMPLE);
}

/* Le symbole que nomme node, ou NULL. */
static const Symbol *named(const Evaluator *e, const Node *node)
{
    return node->kind == NODE_SYMBOL && !find_bound(e, node->name)
               ? notation_find(e->notation, node->name, ROLE_SYMBOL)
               : NULL;
}

/* N, le nombre d'exemples du lot. */
long example_count(Evaluator *e, const Node *node)
{
    const Symbol *N = notation_find(e->notation, "N", ROLE_SYMBOL);
    size_t mark = e->stack.top;
    if (!N)
        evaluator_fail(e, node, "N n'est pas défini");
    Value value = symbol_value(e, N, NOWHERE, node);
    double count = creal(value.data[0]);
    e->stack.top = mark;
    if (!value_is_scalar(&value) || !(count >= 1 && count <= 4096))
        evaluator_fail(e, node, "N doit être un nombre d'exemples");
    return lround(count);
}

/* De base_{a b c}, combien d'indices choisissent un exemple ou un rang ? Les
 * suivants sont ceux d'une entrée. */
static size_t selectors(const Evaluator *e, const Node *node)
{
    const Symbol *symbol = named(e, node->child[0]);
    if (!symbol)
        return 0;
    return *symbol->rank ||
           (symbol->per_example && is_example_index(e, node->child[1]));
}

/* L'exemple, ou le rang, que choisit base_a. */
static long selected(Evaluator *e, const Node *node)
{
    long at = evaluate_index(e, node->child[1]);
    if (is_example_index(e, node->child[1]) &&
        (at < 1 || at > example_count(e, node)))
        evaluator_fail(e, node, "il n'y a pas d'exemple %ld", at);
    return at;
}

/* L'entrée (i, j), à partir de 0, que donnent les indices à partir de first. */
static void entry_of(Evaluator *e, const Node *node, size_t first,
                     const Value *base, size_t *i, size_t *j)
{
    size_t given = node->count - first;
    bool row = base->rows == 1 && base->cols > 1;
    bool vector = base->cols == 1 || row;
    if (base->kind != VALUE_PLAIN || given != (vector ? 1 : 2)) {
        char shape[64];
        value_shape(shape, sizeof shape, base);
        evaluator_fail(e, node, "%s n'a pas %zu indice%s", shape, given,
                       given > 1 ? "s" : "");
    }
    long a = evaluate_index(e, node->child[first]),
         b = vector ? 1 : evaluate_index(e, node->child[first + 1]);
    *i = (size_t)((row ? b : a) - 1);
    *j = (size_t)((row ? a : b) - 1);
    if (*i >= base->rows || *j >= base->cols)
        evaluator_fail(e, node, "indice hors des bornes : %ld",
                       vector || *i >= base->rows ? a : b);
}

Value evaluate_subscript(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top, chosen = selectors(e, node);
    Value base = chosen ? symbol_value(e, named(e, node->child[0]),
                                       selected(e, node), node)
                        : evaluate_node(e, node->child[0]);
    if (node->count == 1 + chosen)
        return base;
    size_t i, j;
    entry_of(e, node, 1 + chosen, &base, &i, &j);
    double complex z = base.data[i * base.cols + j];
    e->stack.top = mark;
    return checked(e, node, value_number(&e->stack, z));
}

Place resolve_place(Evaluator *e, const Node *node)
{
    Place place = { .at = NOWHERE };
    const Node *base = node;
    if (node->kind == NODE_INDEX)
        base = node->child[0];
    size_t first = 1;
    if (base->kind == NODE_INDEX) {
        place = resolve_place(e, base);
    } else if ((place.symbol = named(e, base)) != NULL &&
               node->kind == NODE_INDEX && selectors(e, node)) {
        place.at = selected(e, node);
        first = 2;
    }
    if (!place.symbol || place.entry)
        evaluator_fail(e, node,
                       "on ne dérive que par rapport à un symbole, "
                       "ou à une de ses composantes");
    if (node->kind == NODE_INDEX && node->count > first) {
        size_t mark = e->stack.top;
        Value value = symbol_value(e, place.symbol, place.at, node);
        entry_of(e, node, first, &value, &place.i, &place.j);
        place.entry = true;
        e->stack.top = mark;
    }
    return place;
}

/* La forme de S, dans S_{ij} ou A_{l,ij} : celle qu'on déclare, ou qu'on
 * calcule. */
static bool base_shape(Evaluator *e, const Node *node, size_t chosen,
                       size_t *rows, size_t *cols)
{
    const Symbol *symbol = named(e, node->child[0]);
    size_t mark = e->stack.top;
    long at = chosen ? selected(e, node) : NOWHERE;
    if (symbol && symbol->rows.count) {
        symbol_sizes(e, symbol, at, rows, cols);
        return true;
    }
    uint64_t generation = e->generation;
    touch(e); /* ce qui se calcule ainsi ne sert pas ailleurs */
    Value base = chosen ? symbol_value(e, symbol, at, node)
                        : evaluate_node(e, node->child[0]);
    e->generation = generation;
    e->stack.top = mark;
    *rows = base.rows;
    *cols = base.cols;
    return base.kind == VALUE_PLAIN;
}

/* La dimension que parcourt un indice de node ; 0 s'il choisit un exemple ou un
 * rang. */
static long dimension(Evaluator *e, const Node *node, size_t position)
{
    size_t chosen = selectors(e, node), rows, cols;
    if (position <= chosen)
        return 0;
    bool probing = e->probing;
    e->probing = true;
    bool known = base_shape(e, node, chosen, &rows, &cols);
    e->probing = probing;
    bool first = position == 1 + chosen && rows != 1;
    return known ? (long)(first ? rows : cols) : 0;
}

/* Ce que l'on sait d'un indice. */
typedef struct {
    const char *name;
    bool simple; /* on ne regarde que les indices d'un symbole */
    long high;   /* jusqu'où il va ; 0 : on ne sait pas encore */
} Search;

static void check_subscript(Evaluator *e, const Node *node, size_t position,
                            Search *search)
{
    const Node *index = node->child[position];
    if (index->kind != NODE_SYMBOL || strcmp(index->name, search->name) != 0)
        return;
    long high = dimension(e, node, position);
    if (high && search->high && high != search->high)
        evaluator_fail(e, index, "%s va jusqu'à %ld, et ici jusqu'à %ld",
                       search->name, search->high, high);
    if (high)
        search->high = high;
}

/* Cherche un indice parmi ceux des entrées : tous les indices simples, qui
 * doivent s'accorder, ou le premier des autres. */
static void search_range(Evaluator *e, const Node *node, Search *search)
{
    if (!node || (search->high && !search->simple))
        return;
    if (node->kind == NODE_REDUCE &&
        strcmp(node->child[1]->name, search->name) == 0)
        return;
    bool simple = node->kind == NODE_INDEX && node->child[0]->count == 0;
    for (size_t k = 1; node->kind == NODE_INDEX && k < node->count; k++)
        if (simple == search->simple)
            check_subscript(e, node, k, search);
    for (size_t k = 0; k < node->count; k++)
        search_range(e, node->child[k], search);
}

size_t enter_declaration(Evaluator *e, const Symbol *symbol)
{
    size_t base = e->bound_base;
    if (e->defining == NESTING)
        evaluator_fail(e, NULL, "définitions trop emboîtées");
    e->chain[e->defining++] = (Link){ symbol, LONG_MIN };
    e->bound_base = e->bound_count;
    return base;
}

void leave_declaration(Evaluator *e, size_t base)
{
    e->bound_base = base;
    e->defining--;
}

long rank_bound(Evaluator *e, const Symbol *rank, const Formula *bound)
{
    size_t base = enter_declaration(e, rank);
    long value = evaluate_index(e, bound->side[0]);
    leave_declaration(e, base);
    return value;
}

bool index_range(Evaluator *e, const Node *node, const char *name, long *low,
                 long *high)
{
    const Symbol *rank = notation_find(e->notation, name, ROLE_RANK);
    *low = 1;
    if (rank && rank->from.count) {
        *low = rank_bound(e, rank, &rank->from);
        *high = rank_bound(e, rank, &rank->to);
        return true;
    }
    if (notation_find(e->notation, name, ROLE_EXAMPLE)) {
        *high = example_count(e, node);
        return true;
    }
    Search search = { .name = name, .simple = true };
    search_range(e, node, &search);
    search.simple = false;
    search_range(e, node, &search);
    *high = search.high;
    return search.high > 0;
}
