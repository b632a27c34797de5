#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "evaluator.h"

/* --- Vie et mort ------------------------------------------------------------ */

Evaluator *evaluator_create(Notation *notation)
{
    Evaluator *e = allocate(1, sizeof *e);
    e->notation = notation;
    e->stack.capacity = STACK;
    e->stack.data = allocate(STACK, sizeof *e->stack.data);
    evaluator_draw(e, 0, WITNESS_DIFFERENCES);
    return e;
}

void evaluator_free(Evaluator *e)
{
    if (!e)
        return;
    for (size_t i = 0; i < CACHE; i++)
        free(e->cache[i].value.data);
    free(e->stack.data);
    free(e);
}

void evaluator_draw(Evaluator *e, uint64_t seed, Witness witness)
{
    e->seed = seed;
    e->witness = witness;
    e->bound_count = e->bound_base = 0;
    e->held_count = e->floor = 0;
    e->example = NOWHERE;
    touch(e);
}

void evaluator_fail(Evaluator *e, const Node *node, const char *format, ...)
{
    char why[sizeof e->error->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    if (e->defining) {
        char name[2 * FORMULA_NAME];
        formula_print_name(name, sizeof name,
                           e->chain[e->defining - 1].symbol->name);
        formula_fail(e->error, e->text, SIZE_MAX,
                     "dans la définition de %s : %.400s", name, why);
    } else {
        formula_fail(e->error, e->text, node ? node->start : SIZE_MAX, "%s",
                     why);
    }
    longjmp(e->escape, 1);
}

Value settle(Evaluator *e, size_t mark, Value value)
{
    double complex *to = e->stack.data + mark;
    size_t n = value_count(&value);
    if (value.data != to)
        memmove(to, value.data, n * sizeof *to);
    value.data = to;
    e->stack.top = mark + n;
    return value;
}

Value checked(Evaluator *e, const Node *node, Value value)
{
    if (!value.data)
        evaluator_fail(e, node, "le calcul demande trop de mémoire");
    return value;
}

double complex evaluate_scalar(Evaluator *e, const Node *node,
                               const char *what)
{
    size_t mark = e->stack.top;
    Value value = evaluate_node(e, node);
    if (!value_is_scalar(&value)) {
        char shape[64], text[128];
        value_shape(shape, sizeof shape, &value);
        formula_print(text, sizeof text, node);
        evaluator_fail(e, node, "%s doit être un nombre : %s est %s", what,
                       text, shape);
    }
    e->stack.top = mark;
    return value.data[0];
}

/* --- Indices ------------------------------------------------------------------ */

void bind_index(Evaluator *e, const char *name, long value, const Node *node)
{
    if (e->bound_count == BOUND)
        evaluator_fail(e, node, "trop d'indices emboîtés");
    e->bound[e->bound_count++] = (Bound){ name, value };
}

static const Bound *find_bound(const Evaluator *e, const char *name)
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
static long examples(Evaluator *e, const Node *node)
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
        (at < 1 || at > examples(e, node)))
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

static Value evaluate_subscript(Evaluator *e, const Node *node)
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

static long rank_bound(Evaluator *e, const Symbol *rank, const Formula *bound)
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
        *high = examples(e, node);
        return true;
    }
    Search search = { .name = name, .simple = true };
    search_range(e, node, &search);
    search.simple = false;
    search_range(e, node, &search);
    *high = search.high;
    return search.high > 0;
}

/* --- Symboles tenus ------------------------------------------------------------ */

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

static const Held *find_held(const Evaluator *e, const Symbol *symbol, long at)
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

/* --- Définitions ---------------------------------------------------------------- */

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
static Value right_side(Evaluator *e, const Definition *definition,
                        size_t chosen)
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

static void enter(Evaluator *e, const Symbol *symbol, long at,
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
    enter(e, symbol, at, node);
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

/* --- Symboles -------------------------------------------------------------------- */

/* Un lot : les lignes sont ses exemples. */
static Value batch_value(Evaluator *e, const Symbol *batch, const Node *node)
{
    const Symbol *row = notation_find(e->notation, batch->row, ROLE_SYMBOL);
    size_t mark = e->stack.top, rows, cols;
    if (!row || strcmp(row->batch, batch->name) != 0)
        evaluator_fail(e, node, "%s n'a plus de lignes", batch->name);
    long high = examples(e, node);
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
static Value held_row(Evaluator *e, const Held *batch, long at,
                      const Node *node)
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
static Value evaluate_symbol(Evaluator *e, const Node *node)
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
        enter(e, function, NOWHERE, node);
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

/* --- Fonctions --------------------------------------------------------------------- */

static double complex absolute(double complex z)
{
    return creal(z) < 0 ? -z : z;
}

static double complex sign(double complex z)
{
    double x = creal(z);
    return x < 0 ? -1 : x > 0 ? 1 : x;
}

static double complex imaginary(double complex z)
{
    return cimag(z);
}

static double complex real(double complex z)
{
    return creal(z);
}

/* Un NaN l'emporte : rien ne doit le cacher. */
static double complex larger(double complex a, double complex b)
{
    return creal(a) < creal(b) || isnan(creal(b)) ? b : a;
}

static double complex smaller(double complex a, double complex b)
{
    return creal(b) < creal(a) || isnan(creal(b)) ? b : a;
}

static const struct {
    const char *name;
    double complex (*f)(double complex);
} elementwise[] = {
    { "exp", cexp },   { "log", clog },      { "tanh", ctanh },
    { "cosh", ccosh }, { "sinh", csinh },    { "cos", ccos },
    { "sin", csin },   { "sqrt", csqrt },    { "abs", absolute },
    { "sign", sign },  { "Im", imaginary },  { "Re", real },
    { "tan", ctan },   { "artanh", catanh },
};

/* [softmax] */
/* SoftMax d'une colonne ; d'un lot, ligne par ligne. */
static Value softmax(Evaluator *e, const Value *a, const Node *node)
{
    Value y = checked(e, node, value_copy(&e->stack, a));
    bool column =
        y.kind == VALUE_COLS || (y.kind == VALUE_PLAIN && y.cols == 1);
    size_t length = column ? y.rows : y.cols;
    for (size_t first = 0; first < value_count(&y); first += length) {
        double complex *z = y.data + first, largest = z[0], total = 0;
        for (size_t j = 0; j < length; j++)
            largest = larger(largest, z[j]);
        for (size_t j = 0; j < length; j++)
            total += z[j] = cexp(z[j] - creal(largest));
        for (size_t j = 0; j < length; j++)
            z[j] /= total;
    }
    return y;
}
/* [/softmax] */

static Value diagonal(Evaluator *e, const Value *a, const Node *node)
{
    if (a->kind != VALUE_PLAIN || a->cols != 1)
        evaluator_fail(e, node, "diag demande une colonne");
    Value d =
        checked(e, node, value_push(&e->stack, VALUE_PLAIN, a->rows, a->rows));
    for (size_t i = 0; i < a->rows; i++)
        d.data[i * a->rows + i] = a->data[i];
    return d;
}

static Value trace(Evaluator *e, const Value *a, const Node *node)
{
    if (a->kind != VALUE_PLAIN || a->rows != a->cols)
        evaluator_fail(e, node, "tr demande une matrice carrée");
    double complex sum = 0;
    for (size_t i = 0; i < a->rows; i++)
        sum += a->data[i * a->cols + i];
    return checked(e, node, value_number(&e->stack, sum));
}

/* max ou min : des arguments entre eux, ou des entrées d'un seul. */
static Value extremum(Evaluator *e, const Node *node,
                      double complex (*f)(double complex, double complex))
{
    size_t mark = e->stack.top;
    Value best = evaluate_node(e, node->child[0]);
    for (size_t k = 1; k < node->count; k++) {
        Value next = evaluate_node(e, node->child[k]);
        Value both = value_combine(&e->stack, &best, &next, f);
        if (!both.data)
            evaluator_fail(e, node, "des formes différentes");
        best = settle(e, mark, both);
    }
    if (best.kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    if (node->count > 1)
        return best;
    double complex z = best.data[0];
    for (size_t k = 1; k < value_count(&best); k++)
        z = f(z, best.data[k]);
    e->stack.top = mark;
    return checked(e, node, value_number(&e->stack, z));
}

/* ligne(A, k) : la ligne k de A, en colonne. */
static Value row_of(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    if (node->count != 2)
        evaluator_fail(e, node, "ligne demande une matrice et un rang");
    Value a = evaluate_node(e, node->child[0]);
    long k = evaluate_index(e, node->child[1]);
    if (a.kind != VALUE_PLAIN || k < 1 || (size_t)k > a.rows)
        evaluator_fail(e, node, "pas de ligne %ld", k);
    Held held = { .value = a };
    return settle(e, mark, held_row(e, &held, k, node));
}

/* Les fonctions connues, d'un argument déjà calculé. */
static Value builtin(Evaluator *e, const Node *node, const Value *a)
{
    if (a->kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    for (size_t i = 0; i < sizeof elementwise / sizeof *elementwise; i++)
        if (strcmp(node->name, elementwise[i].name) == 0)
            return checked(e, node, value_map(&e->stack, a, elementwise[i].f));
    if (strcmp(node->name, "SoftMax") == 0)
        return softmax(e, a, node);
    if (strcmp(node->name, "diag") == 0)
        return diagonal(e, a, node);
    if (strcmp(node->name, "tr") == 0)
        return trace(e, a, node);
    evaluator_fail(e, node, "« %s » n'a pas de valeur", node->name);
}

/* f(a, b, …), à gauche de la définition ; NULL si f se tire au hasard. */
static const Node *signature(const Symbol *function)
{
    if (!function->count)
        return NULL;
    const Node *left = function->definition[0]->formula.side[0];
    return left->kind == NODE_INDEX ? left->child[0] : left;
}

static void check_arity(Evaluator *e, const Symbol *function, const Node *node)
{
    const Node *left = signature(function);
    size_t count = left ? left->count : 1;
    if (node->count != count)
        evaluator_fail(e, node, "%s prend %zu argument%s", node->name, count,
                       count > 1 ? "s" : "");
}

/* Tient les paramètres de f(a, b, …) aux valeurs données. */
static void hold_arguments(Evaluator *e, const Node *left, const Node *node,
                           const Value *values)
{
    for (size_t k = 0; k < left->count; k++) {
        const Symbol *parameter =
            left->child[k]->kind == NODE_SYMBOL
                ? notation_find(e->notation, left->child[k]->name, ROLE_SYMBOL)
                : NULL;
        if (!parameter)
            evaluator_fail(e, node, "un paramètre de %s n'est pas un symbole",
                           left->name);
        hold(e, parameter, NOWHERE, values[k], node);
    }
}

/* Une fonction tirée au hasard, terme à terme comme tanh. */
static Value drawn(Evaluator *e, const Symbol *function, const Node *node,
                   const Value *a)
{
    if (a->kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    Value y = checked(e, node, value_copy(&e->stack, a));
    for (size_t k = 0; k < value_count(&y); k++)
        y.data[k] = draw_function(e, function, y.data[k]);
    if (y.kind == VALUE_LITERAL)
        y.kind = VALUE_PLAIN;
    return y;
}

/* Une fonction du chapitre, en des arguments déjà calculés. */
static Value apply(Evaluator *e, const Symbol *function, const Node *node,
                   const Value *values)
{
    if (!function->count)
        return drawn(e, function, node, &values[0]);
    uint64_t generation = e->generation;
    size_t base = e->bound_base, held = e->held_count;
    hold_arguments(e, signature(function), node, values);
    enter(e, function, (long)e->counter, node);
    e->bound_base = e->bound_count;
    Value value = right_side(e, function->definition[0], 0);
    e->bound_base = base;
    e->defining--;
    e->held_count = held;
    e->generation = generation;
    return value;
}

enum { ARGUMENTS = 4 };

/* Les arguments, dans la forme que déclarent les paramètres de la fonction :
 * L(0, b) prend la matrice nulle. */
static void evaluate_arguments(Evaluator *e, const Symbol *function,
                               const Node *node, Value *values)
{
    const Node *left = signature(function);
    if (node->count > ARGUMENTS)
        evaluator_fail(e, node, "trop d'arguments");
    for (size_t k = 0; k < node->count; k++) {
        values[k] = evaluate_node(e, node->child[k]);
        const Symbol *parameter =
            left
                ? notation_find(e->notation, left->child[k]->name, ROLE_SYMBOL)
                : NULL;
        if (parameter && !find_held(e, parameter, NOWHERE))
            values[k] = declared_shape(e, parameter, NOWHERE, values[k], node);
    }
}

/* f en z : ce que dérive f'(x). */
static Value call_at(Evaluator *e, const void *context, double complex z)
{
    const Node *node = context;
    size_t mark = e->stack.top;
    const Symbol *function =
        notation_find(e->notation, node->name, ROLE_FUNCTION);
    Value argument = checked(e, node, value_number(&e->stack, z));
    return settle(e, mark,
                  function ? apply(e, function, node, &argument)
                           : builtin(e, node, &argument));
}

static Value evaluate_call(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    const Symbol *function =
        notation_find(e->notation, node->name, ROLE_FUNCTION);
    if (function)
        check_arity(e, function, node);
    if (node->order > 0) {
        if (node->count != 1)
            evaluator_fail(e, node, "%s n'a pas une seule variable",
                           node->name);
        double complex z =
            evaluate_scalar(e, node->child[0], "la variable d'une dérivée");
        return derivative_of(e, call_at, node, z, node->order);
    }
    Value values[ARGUMENTS];
    if (function) {
        evaluate_arguments(e, function, node, values);
        return settle(e, mark, apply(e, function, node, values));
    }
    if (strcmp(node->name, "max") == 0)
        return extremum(e, node, larger);
    if (strcmp(node->name, "min") == 0)
        return extremum(e, node, smaller);
    if (strcmp(node->name, "ligne") == 0)
        return row_of(e, node);
    if (node->count != 1)
        evaluator_fail(e, node, "%s prend un argument", node->name);
    values[0] = evaluate_node(e, node->child[0]);
    return settle(e, mark, builtin(e, node, &values[0]));
}

/* Compte un nœud et work opérations, dont PER_NODE coûtent autant qu'un nœud. */
static void spend(Evaluator *e, const Node *node, size_t work)
{
    size_t cost = work ? work / PER_NODE : 1;
    if (cost >= e->budget)
        evaluator_fail(e, node, "le calcul est trop long");
    e->budget -= cost;
}

/* --- Opérations --------------------------------------------------------------------- */

static double complex sum2(double complex a, double complex b)
{
    return a + b;
}

static double complex difference2(double complex a, double complex b)
{
    return a - b;
}

static double complex product2(double complex a, double complex b)
{
    return a * b;
}

static double complex quotient2(double complex a, double complex b)
{
    return a / b;
}

static double complex opposite(double complex a)
{
    return -a;
}

/* Une puissance entière par produits : cpow y perdrait des chiffres. */
static double complex power2(double complex a, double complex p)
{
    double n = creal(p);
    if (cimag(p) != 0 || n != rint(n) || fabs(n) > 64)
        return cexp(p * clog(a));
    double complex z = 1;
    for (double k = 0; k < fabs(n); k++)
        z *= a;
    return n < 0 ? 1 / z : z;
}

/* « h est 5×1, ∇_ỹ ℓ est 7×1 : » */
static void describe(char *to, size_t size, const Node *node, const Value *a,
                     const Value *b)
{
    char left[160], right[160], shape_a[64], shape_b[64];
    formula_print(left, sizeof left, node->child[0]);
    formula_print(right, sizeof right, node->child[1]);
    value_shape(shape_a, sizeof shape_a, a);
    value_shape(shape_b, sizeof shape_b, b);
    snprintf(to, size, "%s est %s, %s est %s", left, shape_a, right, shape_b);
}

_Noreturn static void fail_shapes(Evaluator *e, const Node *node,
                                  const Value *a, const Value *b,
                                  const char *what)
{
    char shapes[480];
    describe(shapes, sizeof shapes, node, a, b);
    evaluator_fail(e, node, "%s : %s", shapes, what);
}

/* Les formes ne s'accordent pas : ce n'est pas la place qui manque. */
static bool refused(const Value *c)
{
    return !c->data && c->rows == 0 && c->cols == 0;
}

/* a et b terme à terme. */
static Value evaluate_combine(Evaluator *e, const Node *node,
                              double complex (*f)(double complex,
                                                  double complex),
                              const char *what)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    Value b = evaluate_node(e, node->child[1]);
    Value c = value_combine(&e->stack, &a, &b, f);
    if (refused(&c))
        fail_shapes(e, node, &a, &b, what);
    return settle(e, mark, checked(e, node, c));
}

/* Le produit existerait-il en transposant l'un des deux ? */
static bool transposed_would_do(Evaluator *e, const Value *a, const Value *b)
{
    Value at = value_transpose(&e->stack, a),
          bt = value_transpose(&e->stack, b);
    return at.data && bt.data &&
           (value_multiply(&e->stack, &at, b).data ||
            value_multiply(&e->stack, a, &bt).data);
}

static Value evaluate_product(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    Value b = evaluate_node(e, node->child[1]);
    spend(e, node, value_count(&a) * b.cols);
    Value c = value_multiply(&e->stack, &a, &b);
    if (refused(&c)) {
        char text[256], what[400];
        formula_print(text, sizeof text, node);
        snprintf(what, sizeof what, "le produit %s n'existe pas%s", text,
                 transposed_would_do(e, &a, &b)
                     ? " ; une transposée manque-t-elle ?"
                     : "");
        fail_shapes(e, node, &a, &b, what);
    }
    return settle(e, mark, checked(e, node, c));
}

/* Un quotient par un nombre, ou terme à terme. */
static Value evaluate_quotient(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    Value b = evaluate_node(e, node->child[1]);
    if (!value_is_scalar(&b) || b.kind == VALUE_LITERAL) {
        Value c = value_combine(&e->stack, &a, &b, quotient2);
        if (refused(&c) || b.kind == VALUE_IDENTITY)
            fail_shapes(e, node, &a, &b, "on ne divise que par un nombre");
        return settle(e, mark, checked(e, node, c));
    }
    b.data[0] = 1 / b.data[0];
    Value c = value_multiply(&e->stack, &a, &b);
    return settle(e, mark, checked(e, node, c));
}

static Value evaluate_unary(Evaluator *e, const Node *node,
                            double complex (*f)(double complex))
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    return settle(e, mark, checked(e, node, value_map(&e->stack, &a, f)));
}

static Value evaluate_power(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    double complex p = evaluate_scalar(e, node->child[1], "un exposant");
    Value a = evaluate_node(e, node->child[0]);
    if (a.kind == VALUE_IDENTITY)
        evaluator_fail(e, node, "de quelle taille est cette identité ?");
    for (size_t k = 0; k < value_count(&a); k++)
        a.data[k] = power2(a.data[k], p);
    return settle(e, mark, a);
}

static Value evaluate_transpose(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    return settle(e, mark, checked(e, node, value_transpose(&e->stack, &a)));
}

/* Somme, ou plus grand, des entrées : ⟨a, b⟩ et ‖a‖. */
static double complex fold(const Value *a,
                           double complex (*f)(double complex, double complex))
{
    double complex total = a->data[0];
    for (size_t k = 1; k < value_count(a); k++)
        total = f(total, a->data[k]);
    return total;
}

/* ⟨·, ·⟩ et ‖·‖ parcourent toutes les entrées : il faut savoir combien. */
static void require_size(Evaluator *e, const Node *node, const Value *a)
{
    char shape[64];
    value_shape(shape, sizeof shape, a);
    if (a->kind != VALUE_PLAIN && a->kind != VALUE_LITERAL)
        evaluator_fail(e, node, "de quelle taille ? la valeur est %s", shape);
}

static Value evaluate_inner(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value c = evaluate_combine(e, node, product2,
                               "⟨·, ·⟩ demande deux formes égales");
    require_size(e, node, &c);
    double complex total = fold(&c, sum2);
    e->stack.top = mark;
    return checked(e, node, value_number(&e->stack, total));
}

static Value evaluate_norm(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top;
    Value a = evaluate_node(e, node->child[0]);
    require_size(e, node, &a);
    for (size_t k = 0; k < value_count(&a); k++)
        a.data[k] =
            node->order == 2 ? a.data[k] * a.data[k] : absolute(a.data[k]);
    double complex total = fold(&a, node->order == 0 ? larger : sum2);
    e->stack.top = mark;
    return checked(
        e, node,
        value_number(&e->stack, node->order == 2 ? csqrt(total) : total));
}

static Value evaluate_matrix(Evaluator *e, const Node *node)
{
    size_t rows = (size_t)node->order, cols = node->count / rows;
    Value a = checked(e, node, value_push(&e->stack, VALUE_PLAIN, rows, cols));
    for (size_t k = 0; k < node->count; k++)
        a.data[k] = evaluate_scalar(e, node->child[k], "une entrée");
    return a;
}

/* --- Sommes et autres réductions ------------------------------------------------------ */

static const struct {
    const char *name;
    double complex (*f)(double complex, double complex);
    double empty;
} reductions[] = {
    { "sum", sum2, 0 },
    { "prod", product2, 1 },
    { "max", larger, -INFINITY },
    { "min", smaller, INFINITY },
};

static void reduction_range(Evaluator *e, const Node *node, long *low,
                            long *high)
{
    const Node *const *child = (const Node *const *)node->child;
    if (child[2] && child[3]) {
        *low = evaluate_index(e, child[2]);
        *high = evaluate_index(e, child[3]);
        return;
    }
    if (!index_range(e, child[0], child[1]->name, low, high))
        evaluator_fail(e, node, "de quoi « %s » est-il l'indice ?",
                       child[1]->name);
    if (child[2])
        *low = evaluate_index(e, child[2]);
}

static Value evaluate_reduce(Evaluator *e, const Node *node)
{
    size_t mark = e->stack.top, which = 0, count = e->bound_count;
    long low, high;
    while (strcmp(reductions[which].name, node->name) != 0)
        which++;
    reduction_range(e, node, &low, &high);
    long except = node->child[4] ? evaluate_index(e, node->child[4]) : low - 1;
    Value total = { .data = NULL };
    for (long i = low; i <= high; i++) {
        if (i == except)
            continue;
        bind_index(e, node->child[1]->name, i, node);
        Value term = evaluate_node(e, node->child[0]);
        e->bound_count = count;
        Value both = total.data ? value_combine(&e->stack, &total, &term,
                                                reductions[which].f)
                                : term;
        if (!both.data)
            evaluator_fail(e, node, "les termes n'ont pas tous la même forme");
        total = settle(e, mark, both);
    }
    if (!total.data) {
        total = checked(e, node, value_push(&e->stack, VALUE_LITERAL, 1, 1));
        total.data[0] = reductions[which].empty;
    }
    return total;
}

/* --- Un nœud --------------------------------------------------------------------------- */

static Value literal(Evaluator *e, const Node *node, ValueKind kind,
                     double complex z)
{
    Value a = checked(e, node, value_push(&e->stack, kind, 1, 1));
    a.data[0] = z;
    return a;
}

static Value delta(Evaluator *e, const Node *node)
{
    bool equal =
        evaluate_index(e, node->child[0]) == evaluate_index(e, node->child[1]);
    return checked(e, node, value_number(&e->stack, equal));
}

/* [dispatch] */
static Value dispatch(Evaluator *e, const Node *node)
{
    switch (node->kind) {
    case NODE_NUMBER:
        return literal(e, node, VALUE_LITERAL, node->number);
    case NODE_BIG_O:
        return literal(e, node, VALUE_LITERAL, 0);
    case NODE_ONES:
        return literal(e, node, VALUE_ROWS, 1);
    case NODE_IDENTITY:
        return literal(e, node, VALUE_IDENTITY, 1);
    case NODE_SYMBOL:
        return evaluate_symbol(e, node);
    case NODE_INDEX:
        return evaluate_subscript(e, node);
    case NODE_CALL:
        return evaluate_call(e, node);
    case NODE_NEGATE:
        return evaluate_unary(e, node, opposite);
    case NODE_ADD:
        return evaluate_combine(e, node, sum2, "leur somme n'existe pas");
    case NODE_SUBTRACT:
        return evaluate_combine(e, node, difference2,
                                "leur différence n'existe pas");
    case NODE_HADAMARD:
        return evaluate_combine(e, node, product2,
                                "⊙ demande deux formes égales");
    case NODE_PRODUCT:
        return evaluate_product(e, node);
    case NODE_DIVIDE:
        return evaluate_quotient(e, node);
    case NODE_POWER:
        return evaluate_power(e, node);
    case NODE_TRANSPOSE:
        return evaluate_transpose(e, node);
    case NODE_ABS:
        return evaluate_unary(e, node, absolute);
    case NODE_NORM:
        return evaluate_norm(e, node);
    case NODE_INNER:
        return evaluate_inner(e, node);
    case NODE_REDUCE:
        return evaluate_reduce(e, node);
    case NODE_DELTA:
        return delta(e, node);
    case NODE_MATRIX:
        return evaluate_matrix(e, node);
    case NODE_GRADIENT:
        return evaluate_gradient(e, node);
    case NODE_PARTIAL:
        return evaluate_partial(e, node);
    case NODE_LIMIT:
        return evaluate_limit(e, node);
    case NODE_AT:
        return evaluate_at(e, node);
    }
    evaluator_fail(e, node, "nœud inconnu");
}
/* [/dispatch] */

/* Un NaN l'emporte : rien ne doit le cacher. */
static void grow(double *scale, double value)
{
    if (isnan(value) || value > *scale)
        *scale = value;
}

Value evaluate_node(Evaluator *e, const Node *node)
{
    if (e->depth == NESTING)
        evaluator_fail(e, node, "le calcul est trop emboîté");
    spend(e, node, 0);
    e->depth++;
    Value value = dispatch(e, node);
    e->depth--;
    spend(e, node, value_count(&value));
    grow(&e->usage.scale, value_largest(&value));
    return value;
}

/* --- De l'extérieur ---------------------------------------------------------------------- */

/* Prépare une évaluation ; les symboles tenus et les indices restent. */
static void begin(Evaluator *e, const char *text, FormulaError *error)
{
    e->text = text;
    e->error = error;
    e->depth = e->defining = e->differentiating = 0;
    e->stepping = e->probing = false;
    e->budget = BUDGET;
    e->usage = (Usage){ 0 };
    e->example = NOWHERE;
    e->stack.top = e->floor;
}

bool evaluator_value(Evaluator *e, Value *value, const Node *node,
                     const char *text, Usage *usage, FormulaError *error)
{
    size_t held = e->held_count, bound = e->bound_count, base = e->bound_base;
    begin(e, text, error);
    if (setjmp(e->escape) != 0) {
        e->held_count = held;
        e->bound_count = bound;
        e->bound_base = base;
        touch(e);
        return false;
    }
    *value = evaluate_node(e, node);
    grow(&usage->scale, e->usage.scale);
    usage->derivative |= e->usage.derivative;
    usage->differences |= e->usage.differences;
    usage->undecided |= e->usage.undecided;
    return true;
}

bool evaluator_range(Evaluator *e, const Node *node, const char *name,
                     const char *text, long *low, long *high,
                     FormulaError *error)
{
    size_t held = e->held_count, bound = e->bound_count;
    begin(e, text, error);
    *error = (FormulaError){ .offset = SIZE_MAX };
    if (setjmp(e->escape) != 0) {
        e->held_count = held;
        e->bound_count = bound;
        e->bound_base = 0;
        touch(e);
        return false;
    }
    return index_range(e, node, name, low, high);
}
