/* evaluate_symbols.c — la valeur d'un symbole : tenue, définie, tirée ou
 * retenue d'une fois à l'autre. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "evaluator.h"

/* --- Symboles tenus ------------------------------------------------------ */

void touch(Evaluator *e)
{
    e->generation = ++e->counter;
}

/* À quel exemple, ou rang, un symbole se lit quand rien ne le dit. */
static long default_at(const Evaluator *e, const Symbol *symbol, long at)
{
    if (symbol->per_example)
        return at == NOWHERE ? e->example : at;
    return *symbol->rank ? at : NOWHERE;
}

Held *hold(Evaluator *e, const Symbol *symbol, long at, Value value,
           const Node *node)
{
    if (e->held_count == HELD)
        evaluator_fail(e, node, "trop de variables emboîtées");
    if (value.kind == VALUE_LITERAL)
        value.kind = VALUE_PLAIN;
    e->held[e->held_count] =
        (Held){ symbol, default_at(e, symbol, at), value };
    touch(e);
    return &e->held[e->held_count++];
}

void release(Evaluator *e, uint64_t generation)
{
    e->held_count--;
    e->generation = generation;
}

const Held *find_held(const Evaluator *e, const Symbol *symbol, long at)
{
    for (size_t i = e->held_count; i-- > 0;)
        if (e->held[i].symbol == symbol && e->held[i].at == at)
            return &e->held[i];
    return NULL;
}

void evaluator_bind(Evaluator *e, const char *name, long value)
{
    if (!name)
        e->bound_count = e->bound_base = 0;
    else if (e->bound_count < BOUND)
        e->bound[e->bound_count++] = (Bound){ name, value };
}

void evaluator_hold(Evaluator *e, const char *name, size_t rows, size_t cols,
                    const double *values)
{
    const Symbol *symbol =
        name ? notation_find(e->notation, name, ROLE_SYMBOL) : NULL;
    if (!name)
        e->held_count = e->floor = 0;
    e->stack.top = e->floor;
    touch(e);
    if (!symbol || e->held_count == HELD)
        return;
    Value value = value_push(&e->stack, VALUE_PLAIN, rows, cols);
    for (size_t k = 0; value.data && k < rows * cols; k++)
        value.data[k] = values[k];
    if (value.data)
        e->held[e->held_count++] = (Held){ symbol, NOWHERE, value };
    e->floor = e->stack.top;
}

/* --- Définitions --------------------------------------------------------- */

/* Ce rang est-il entre ses bornes, s'il en a ? */
static bool in_range(Evaluator *e, const Symbol *rank, long at)
{
    return !rank || !rank->from.count ||
           (at >= rank_bound(e, rank, &rank->from) &&
            at <= rank_bound(e, rank, &rank->to));
}

/* a_{l+1} = … au rang at : lie l à at − 1, s'il est parmi les rangs. */
static bool solve_rank(Evaluator *e, const Symbol *symbol,
                       const Definition *definition, long at, const Node *node)
{
    const Symbol *rank = notation_find(e->notation, symbol->rank, ROLE_RANK);
    bind_index(e, symbol->rank, 0, node);
    Bound *bound = &e->bound[e->bound_count - 1];
    long shift = evaluate_index(e, definition->formula.side[0]->child[1]);
    bound->value = at - shift;
    if (evaluate_index(e, definition->formula.side[0]->child[1]) != at)
        evaluator_fail(e, node, "l'indice de %s doit être %s, plus un entier",
                       symbol->name, symbol->rank);
    return in_range(e, rank, at - shift);
}

/* La définition qui vaut au rang at ; lie l'indice de rang. a_0 = … passe avant
 * a_l = … NULL si aucune n'y vaut : l'opérande est libre. */
static const Definition *choose(Evaluator *e, const Symbol *symbol, long at,
                                const Node *node)
{
    const Definition *general = NULL;
    if (!*symbol->rank)
        return symbol->definition[0];
    for (size_t i = 0; i < symbol->count; i++) {
        const Definition *definition = symbol->definition[i];
        const Node *left = definition->formula.side[0];
        if (left->kind != NODE_INDEX)
            evaluator_fail(e, node, "%s est une famille", symbol->name);
        if (notation_mentions(left->child[1], symbol->rank))
            general = definition;
        else if (evaluate_index(e, left->child[1]) == at)
            return definition;
    }
    return general && solve_rank(e, symbol, general, at, node) ? general
                                                               : NULL;
}

/* S_{ij} = right : toutes les entrées. indices[0 … given−1] sont leurs noms. */
static Value comprehension(Evaluator *e, Node *const *indices, size_t given,
                           const Node *right)
{
    long low, high[2] = { 1, 1 };
    size_t mark = e->stack.top, base = e->bound_count;
    for (size_t k = 0; k < given; k++)
        if (given > 2 || indices[k]->kind != NODE_SYMBOL ||
            !index_range(e, right, indices[k]->name, &low, &high[k]) ||
            low != 1)
            evaluator_fail(e, right,
                           "on ne sait pas quelles valeurs prennent "
                           "les indices");
    Value all = checked(
        e, right,
        value_push(&e->stack, VALUE_PLAIN, (size_t)high[0], (size_t)high[1]));
    size_t top = e->stack.top;
    for (long i = 1; i <= high[0]; i++)
        for (long j = 1; j <= high[1]; j++) {
            bind_index(e, indices[0]->name, i, right);
            if (given == 2)
                bind_index(e, indices[1]->name, j, right);
            all.data[(i - 1) * high[1] + j - 1] =
                evaluate_scalar(e, right, "une composante");
            e->bound_count = base;
            e->stack.top = top;
        }
    return settle(e, mark, all);
}

/* La valeur du membre droit, pour un membre gauche S, S_i, S_l, S_{l,i} : les
 * indices après les chosen premiers parcourent les entrées. */
Value right_side(Evaluator *e, const Definition *definition, size_t chosen)
{
    const Node *left = definition->formula.side[0],
               *right = definition->formula.side[1];
    if (left->kind != NODE_INDEX || left->count == 1 + chosen)
        return evaluate_node(e, right);
    return comprehension(e, left->child + 1 + chosen, left->count - 1 - chosen,
                         right);
}

Value declared_shape(Evaluator *e, const Symbol *symbol, long at, Value value,
                     const Node *node)
{
    if (value.kind == VALUE_LITERAL && !symbol->rows.count)
        value.kind = VALUE_PLAIN;
    if (!symbol->rows.count)
        return value;
    size_t rows, cols, mark = (size_t)(value.data - e->stack.data);
    symbol_sizes(e, symbol, at, &rows, &cols);
    Value fitted = value_fit(&e->stack, &value, rows, cols);
    if (!fitted.data) {
        char name[2 * FORMULA_NAME], shape[64];
        formula_print_name(name, sizeof name, symbol->name);
        value_shape(shape, sizeof shape, &value);
        evaluator_fail(e, node,
                       "%s est %zu×%zu, mais on lui donne une valeur "
                       "qui est %s",
                       name, rows, cols, shape);
    }
    return settle(e, mark, fitted);
}

void enter_definition(Evaluator *e, const Symbol *symbol, long at,
                      const Node *node)
{
    for (size_t i = 0; i < e->defining; i++)
        if (e->chain[i].symbol == symbol && e->chain[i].at == at) {
            char name[2 * FORMULA_NAME];
            formula_print_name(name, sizeof name, symbol->name);
            evaluator_fail(e, node, "%s est défini par lui-même", name);
        }
    if (e->defining == NESTING)
        evaluator_fail(e, node, "définitions trop emboîtées");
    e->chain[e->defining++] = (Link){ symbol, at };
}

/* Un opérande tiré au hasard, s'il y en a un de ce rang. */
static Value free_value(Evaluator *e, const Symbol *symbol, long at,
                        const Node *node)
{
    const Symbol *rank = notation_find(e->notation, symbol->rank, ROLE_RANK);
    if (*symbol->rank && !in_range(e, rank, at))
        evaluator_fail(e, node, "%s n'a pas de valeur au rang %ld",
                       symbol->name, at);
    return checked(e, node, symbol_draw(e, symbol, at));
}

/* ℓ_n = … : lie n à l'exemple en cours. Rend le nombre d'indices qui, à gauche,
 * ne sont pas ceux d'une entrée. */
static size_t bind_selector(Evaluator *e, const Symbol *symbol,
                            const Definition *definition, long at,
                            const Node *node)
{
    const Node *left = definition->formula.side[0];
    if (*symbol->rank)
        return 1;
    if (!symbol->per_example || left->kind != NODE_INDEX ||
        !is_example_index(e, left->child[1]))
        return 0;
    if (at == NOWHERE)
        evaluator_fail(e, node, "il manque l'indice de %s", symbol->name);
    bind_index(e, left->child[1]->name, at, node);
    return 1;
}

static Value defined_value(Evaluator *e, const Symbol *symbol, long at,
                           const Node *node)
{
    size_t base = e->bound_base, count = e->bound_count;
    long example = e->example;
    enter_definition(e, symbol, at, node);
    e->bound_base = e->bound_count;
    if (symbol->per_example)
        e->example = at;
    const Definition *definition = choose(e, symbol, at, node);
    Value value =
        definition ? right_side(e, definition,
                                bind_selector(e, symbol, definition, at, node))
                   : free_value(e, symbol, at, node);
    e->bound_base = base;
    e->bound_count = count;
    value = declared_shape(e, symbol, at, value, node);
    e->example = example;
    e->defining--;
    return value;
}

/* --- Symboles ------------------------------------------------------------ */

/* Un lot : les lignes sont ses exemples. */
static Value batch_value(Evaluator *e, const Symbol *batch, const Node *node)
{
    const Symbol *row = notation_find(e->notation, batch->row, ROLE_SYMBOL);
    size_t mark = e->stack.top, rows, cols;
    if (!row || strcmp(row->batch, batch->name) != 0)
        evaluator_fail(e, node, "%s n'a plus de lignes", batch->name);
    long high = example_count(e, node);
    symbol_sizes(e, row, 1, &rows, &cols);
    Value all = checked(
        e, node, value_push(&e->stack, VALUE_PLAIN, (size_t)high, rows));
    size_t top = e->stack.top;
    for (long n = 1; n <= high; n++) {
        Value one = symbol_value(e, row, n, node);
        if (value_count(&one) != rows)
            evaluator_fail(e, node, "%s n'est pas une ligne de %s", row->name,
                           batch->name);
        memcpy(all.data + (size_t)(n - 1) * rows, one.data,
               rows * sizeof *all.data);
        e->stack.top = top;
    }
    return declared_shape(e, batch, NOWHERE, settle(e, mark, all), node);
}

/* L'exemple at : la ligne d'un lot que l'on tient. */
Value held_row(Evaluator *e, const Held *batch, long at, const Node *node)
{
    const Value *all = &batch->value;
    if (at < 1 || (size_t)at > all->rows)
        evaluator_fail(e, node, "il n'y a pas d'exemple %ld", at);
    Value row =
        checked(e, node, value_push(&e->stack, VALUE_PLAIN, all->cols, 1));
    memcpy(row.data, all->data + (size_t)(at - 1) * all->cols,
           all->cols * sizeof *row.data);
    return row;
}

static Value computed_value(Evaluator *e, const Symbol *symbol, long at,
                            const Node *node)
{
    if (*symbol->batch && at != NOWHERE) {
        const Symbol *batch =
            notation_find(e->notation, symbol->batch, ROLE_SYMBOL);
        const Held *held = find_held(e, batch, NOWHERE);
        if (held)
            return held_row(e, held, at, node);
    }
    if (*symbol->row)
        return batch_value(e, symbol, node);
    return symbol->count ? defined_value(e, symbol, at, node)
                         : free_value(e, symbol, at, node);
}

static Cached *cache_slot(Evaluator *e, const Symbol *symbol, long at)
{
    size_t key = (size_t)symbol / sizeof *symbol * 31 + (size_t)at * 7 +
                 (size_t)e->example;
    return &e->cache[key * 2654435761u % CACHE];
}

static void remember(Evaluator *e, Cached *slot, const Symbol *symbol, long at,
                     const Value *value)
{
    size_t n = value_count(value);
    if (n > slot->capacity) {
        free(slot->value.data);
        slot->value.data = allocate(n, sizeof *slot->value.data);
        slot->capacity = n;
    }
    double complex *data = slot->value.data;
    memcpy(data, value->data, n * sizeof *data);
    slot->value = *value;
    slot->value.data = data;
    slot->symbol = symbol;
    slot->at = at;
    slot->example = e->example;
    slot->generation = e->generation;
}

Value symbol_value(Evaluator *e, const Symbol *symbol, long at,
                   const Node *node)
{
    at = default_at(e, symbol, at);
    const Held *held = find_held(e, symbol, at);
    if (held)
        return checked(e, node, value_copy(&e->stack, &held->value));
    if (*symbol->rank && at == NOWHERE)
        evaluator_fail(e, node, "il manque l'indice de %s", symbol->name);
    Cached *slot = cache_slot(e, symbol, at);
    if (slot->symbol == symbol && slot->at == at &&
        slot->example == e->example && slot->generation == e->generation)
        return checked(e, node, value_copy(&e->stack, &slot->value));
    Value value = computed_value(e, symbol, at, node);
    remember(e, cache_slot(e, symbol, at), symbol, at, &value);
    return value;
}

/* Un nom seul : un indice, un symbole, ou une fonction en ses propres
 * variables. */
Value evaluate_symbol(Evaluator *e, const Node *node)
{
    const Bound *bound = find_bound(e, node->name);
    if (bound)
        return checked(e, node, value_number(&e->stack, (double)bound->value));
    const Symbol *symbol = notation_find(e->notation, node->name, ROLE_SYMBOL);
    if (symbol)
        return symbol_value(e, symbol, NOWHERE, node);
    const Symbol *function =
        notation_find(e->notation, node->name, ROLE_FUNCTION);
    if (function && function->count) {
        size_t base = e->bound_base;
        enter_definition(e, function, NOWHERE, node);
        e->bound_base = e->bound_count;
        Value value = right_side(e, function->definition[0], 0);
        e->bound_base = base;
        e->defining--;
        return value;
    }
    if (e->probing)
        return checked(e, node, value_number(&e->stack, 1));
    char name[2 * FORMULA_NAME];
    formula_print_name(name, sizeof name, node->name);
    evaluator_fail(e, node, "%s n'a pas de valeur", name);
}
