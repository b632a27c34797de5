/* formula_operators.c — ce qui s'applique au facteur ou au terme qui suit : Σ,
 * lim, ∂, ∇, les fonctions. Voir formula_parser.c. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "formula_parser.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { SUM_INDICES = 8, MOST_PRIMES = 20 };

/* --- Σ, Π, max, min, lim ------------------------------------------------- */

typedef struct {
    size_t count;
    Node *index[SUM_INDICES];
    Node *low, *high, *except;
} Range;

/* « = a », « > a », « ≥ a », « ≠ a », après l'indice. */
static bool parse_bound(Parser *p, Range *range)
{
    TokenKind relation = kind(p);
    size_t start = here(p);
    p->at++;
    Node *bound = parse_lenient(p, parse_sum);
    if (relation == TOKEN_NOT_EQUAL) {
        range->except = bound;
    } else if (relation == TOKEN_GREATER) {
        Node *one = node_number(p, 1, start);
        range->low = node_binary(p, NODE_ADD, bound, one);
    } else {
        range->low = bound;
    }
    return range->low || range->except;
}

static bool is_bound(TokenKind relation)
{
    return relation == TOKEN_EQUAL || relation == TOKEN_GREATER ||
           relation == TOKEN_GREATER_EQUAL || relation == TOKEN_NOT_EQUAL;
}

/* Les indices : « ij », « i, j ». */
static bool parse_bound_names(Parser *p, Range *range, size_t end)
{
    do {
        size_t start = here(p);
        Name name;
        if (!at_name(p))
            return parse_expected(p, "un indice est attendu");
        if (range->count == SUM_INDICES)
            return FAIL(p, start, "plus de %d indices", SUM_INDICES);
        if (!name_read_letter(&p->reader, &name, p->at, true))
            return parse_expected(p, "un indice d'une lettre est attendu");
        p->at = name.next;
        Node *index = node_symbol(p, &name, start);
        if (!index)
            return false;
        range->index[range->count++] = index;
    } while (p->at < end && (take(p, TOKEN_COMMA) || at_name(p)));
    return true;
}

/* Lit _{i}, _{ij}, _{i=1}, _{j \neq c}, _i. */
static bool parse_range_indices(Parser *p, Range *range)
{
    if (!take(p, TOKEN_UNDERSCORE))
        return parse_expected(p, "« _ » et un indice sont attendus");
    const Token *opening = &p->token[p->at];
    const Token *outer = p->opened;
    if (opening->kind != TOKEN_OPEN_BRACE)
        return parse_bound_names(p, range, name_run_end(p->token, p->at));
    p->opened = opening;
    p->at++;
    if (!parse_bound_names(p, range, SIZE_MAX))
        return false;
    if (range->count == 1 && is_bound(kind(p)) && !parse_bound(p, range))
        return false;
    p->opened = outer;
    return parse_close(p, opening);
}

static bool parse_high(Parser *p, Range *range)
{
    if (range->high || !take(p, TOKEN_CARET))
        return true;
    range->high = parse_lenient(p, parse_exponent);
    return range->high != NULL;
}

/* Σ, Π, max ou min, dont l'indice commence ici ; le corps est tout le terme
 * qui suit. */
static Node *parse_reduce(Parser *p, const char *name, size_t start)
{
    Range range = { .count = 0 };
    if (!parse_high(p, &range) || !parse_range_indices(p, &range) ||
        !parse_high(p, &range))
        return NULL;
    if (range.high && range.count > 1)
        return FAIL(p, range.high->start, "une borne, mais plusieurs indices");
    Node *body = parse_term(p);
    for (size_t i = range.count; i-- > 0 && body;)
        body = node_named(p, NODE_REDUCE, name, start, 5,
                          (Node *[]){ body, range.index[i], range.low,
                                      range.high, range.except });
    return body;
}

/* Ce vers quoi tend la variable : un nombre, +∞, −∞. */
static Node *parse_target(Parser *p)
{
    size_t start = here(p);
    bool negative = kind(p) == TOKEN_MINUS;
    bool sign = negative || kind(p) == TOKEN_PLUS;
    if (kind_after(p, sign) != TOKEN_INFINITY ||
        kind_after(p, sign + 1u) != TOKEN_CLOSE_BRACE)
        return parse_lenient(p, parse_sum);
    p->at += sign + 1u;
    return node_number(p, negative ? -INFINITY : INFINITY, start);
}

/* Lit _{h \to 0}, _{T \to 0^+}. */
static bool parse_approach(Parser *p, Node *child[3], int *side)
{
    Range range = { .count = 0 };
    const Token *opening = &p->token[p->at + 1];
    const Token *outer = p->opened;
    if (kind(p) != TOKEN_UNDERSCORE || opening->kind != TOKEN_OPEN_BRACE)
        return parse_expected(p, "« _{x \\to a} » attendu");
    p->at += 2;
    p->opened = opening;
    if (!parse_bound_names(p, &range, 0))
        return false;
    child[1] = range.index[0];
    if (!take(p, TOKEN_TO))
        return parse_expected(p, "« → » attendue");
    child[2] = parse_target(p);
    if (!child[2])
        return false;
    size_t next;
    *side = one_sided(p, &next);
    p->at = *side ? next : p->at;
    p->opened = outer;
    return parse_close(p, opening);
}

static Node *parse_limit(Parser *p)
{
    Node *child[3];
    int side = 0;
    size_t start = here(p);
    p->at++;
    if (!parse_approach(p, child, &side))
        return NULL;
    child[0] = parse_term(p);
    Node *limit = child[0] ? node_make(p, NODE_LIMIT, start, 3, child) : NULL;
    if (limit)
        limit->number = side;
    return limit;
}

/* --- Dérivées ------------------------------------------------------------ */

/* La variable d'une dérivée : un symbole ou une parenthèse, et ses indices. */
static Node *parse_variable(Parser *p)
{
    List list;
    Node *node = at_name(p) ? parse_symbol(p)
                 : kind(p) == TOKEN_OPEN || kind(p) == TOKEN_OPEN_BRACE
                     ? parse_inside(p)
                     : parse_expected(p, "une variable est attendue");
    while (node && kind(p) == TOKEN_UNDERSCORE)
        node = parse_indices(p, &list) ? node_index(p, node, &list) : NULL;
    return node;
}

/* « ^2 » après ∇. */
static bool parse_order(Parser *p, int *order)
{
    size_t start = here(p);
    if (!take(p, TOKEN_CARET))
        return true;
    bool braced = take(p, TOKEN_OPEN_BRACE);
    if (strcmp(p->token[p->at].text, "2") != 0 ||
        (braced && kind_after(p, 1) != TOKEN_CLOSE_BRACE))
        return FAIL(p, start, "seuls ∇ et ∇² sont connus");
    p->at += braced ? 2 : 1;
    *order = 2;
    return true;
}

static Node *parse_gradient(Parser *p)
{
    size_t start = here(p);
    int order = 1;
    Node *child[2] = { NULL, NULL };
    p->at++;
    if (!parse_order(p, &order))
        return NULL;
    if (take(p, TOKEN_UNDERSCORE) && !(child[1] = parse_variable(p)))
        return NULL;
    if (!parse_order(p, &order) || !(child[0] = parse_factor(p)))
        return NULL;
    Node *gradient = node_make(p, NODE_GRADIENT, start, 2, child);
    if (gradient)
        gradient->order = order;
    return gradient;
}

static Node *make_partial(Parser *p, size_t start, Node *quantity,
                          Node *variable)
{
    if (!quantity || !variable)
        return NULL;
    return node_make(p, NODE_PARTIAL, start, 2,
                     (Node *[]){ quantity, variable });
}

/* ∂A/∂u, ou ∂/∂u devant ce qu'il dérive. */
static Node *parse_partial(Parser *p)
{
    size_t start = here(p);
    p->at++;
    bool applied = kind(p) == TOKEN_SLASH;
    Node *quantity = applied ? NULL : parse_factor(p);
    if (!quantity && !applied)
        return NULL;
    if (!take(p, TOKEN_SLASH) || !take(p, TOKEN_PARTIAL))
        return parse_expected(p, "« /∂ » attendu");
    Node *variable = parse_variable(p);
    if (applied && variable)
        quantity = parse_factor(p);
    return make_partial(p, start, quantity, variable);
}

/* \frac{\partial A}{\partial u}, ou \frac{\partial}{\partial u} devant ce
 * qu'il dérive. */
static Node *parse_partial_fraction(Parser *p, size_t start)
{
    const Token *opening = &p->token[p->at];
    p->at += 2;
    bool applied = kind(p) == TOKEN_CLOSE_BRACE;
    Node *quantity = applied ? NULL : parse_sum(p);
    if ((!applied && !quantity) || !parse_close(p, opening))
        return NULL;
    opening = &p->token[p->at];
    p->at += 2;
    Node *variable = parse_variable(p);
    if (!variable || !parse_close(p, opening))
        return NULL;
    if (applied)
        return make_partial(p, start, parse_factor(p), variable);
    return parse_postfix(p, make_partial(p, start, quantity, variable));
}

/* \frac12 : le premier chiffre seul. */
static Node *parse_first_digit(Parser *p)
{
    Token *token = &p->token[p->at];
    size_t start = token->start;
    double digit = token->text[0] - '0';
    if (token->text[1] < '0' || token->text[1] > '9')
        return parse_atom(p);
    memmove(token->text, token->text + 1, strlen(token->text));
    token->number = number_value(token->text);
    token->start++;
    return node_number(p, digit, start);
}

static Node *parse_fraction_part(Parser *p)
{
    if (kind(p) == TOKEN_NUMBER)
        return parse_first_digit(p);
    return at_name(p) ? parse_symbol(p) : parse_atom(p);
}

Node *parse_fraction(Parser *p)
{
    size_t start = here(p);
    p->at++;
    if (kind(p) == TOKEN_OPEN_BRACE && kind_after(p, 1) == TOKEN_PARTIAL) {
        size_t next = group_end(p->token, p->at);
        if (p->token[next].kind == TOKEN_OPEN_BRACE &&
            p->token[next + 1].kind == TOKEN_PARTIAL)
            return parse_partial_fraction(p, start);
    }
    Node *above = parse_fraction_part(p);
    Node *below = above ? parse_fraction_part(p) : NULL;
    Node *quotient = node_binary(p, NODE_DIVIDE, above, below);
    if (quotient)
        quotient->start = start;
    return parse_postfix(p, quotient);
}

/* --- Fonctions ----------------------------------------------------------- */

/* À « ^{(4)} » : rend le lexème qui suit, et l'ordre, ou −1 s'il ne va pas ; 0
 * ailleurs. */
static size_t order_end(const Parser *p, size_t at, int *order)
{
    static const TokenKind form[] = { TOKEN_CARET, TOKEN_OPEN_BRACE,
                                      TOKEN_OPEN,  TOKEN_NUMBER,
                                      TOKEN_CLOSE, TOKEN_CLOSE_BRACE };
    for (size_t i = 0; i < COUNT(form); i++)
        if (p->token[at + i].kind != form[i])
            return 0;
    double number = p->token[at + 3].number;
    bool whole =
        number >= 1 && number <= MOST_PRIMES && number == floor(number);
    *order = whole ? (int)number : -1;
    return at + COUNT(form);
}

/* Une parenthèse suit-elle, après les primes et les indices ? */
static bool call_follows(const Parser *p, const Name *name)
{
    size_t at = p->at, end;
    int order;
    for (;;) {
        const Token *token = &p->token[at];
        if (token->kind == TOKEN_PRIME)
            at++;
        else if (token->kind == TOKEN_UNDERSCORE)
            at =
                token[1].kind == TOKEN_OPEN_BRACE || token[1].kind == TOKEN_END
                    ? group_end(p->token, at + 1)
                    : name_run_end(p->token, at + 1);
        else if ((end = order_end(p, at, &order)) > 0)
            at = end;
        else
            return token->kind == TOKEN_OPEN &&
                   (name->kind == NAME_FUNCTION ||
                    token->start == token[-1].end);
    }
}

/* Ce qui se met entre le nom d'une fonction et son argument. */
typedef struct {
    int order;
    Node *power;
    List indices;
} Decoration;

static bool parse_decoration(Parser *p, Decoration *decoration, bool powers)
{
    *decoration = (Decoration){ .order = 0 };
    for (;;) {
        size_t end =
            decoration->order ? 0 : order_end(p, p->at, &decoration->order);
        if (decoration->order < 0)
            return FAIL(p, here(p), "une dérivée est d'ordre 1 à %d",
                        MOST_PRIMES);
        if (end) {
            p->at = end;
        } else if (take(p, TOKEN_PRIME)) {
            if (++decoration->order > MOST_PRIMES)
                return FAIL(p, here(p), "trop de primes");
        } else if (kind(p) == TOKEN_UNDERSCORE) {
            if (decoration->indices.count)
                return FAIL(p, here(p), "deux indices de suite");
            if (!parse_indices(p, &decoration->indices))
                return false;
        } else if (powers && !decoration->power && take(p, TOKEN_CARET)) {
            if (!(decoration->power = parse_exponent(p)))
                return false;
        } else {
            return true;
        }
    }
}

/* « log_2 » et « tanh^{-1} » se liraient à contresens. */
static bool check_decoration(Parser *p, const Name *name, size_t start,
                             const Decoration *decoration)
{
    if (decoration->indices.count && strcmp(name->text, "log") == 0)
        return FAIL(p, start, "log est le logarithme naturel, sans base");
    if (decoration->power && decoration->power->kind == NODE_NEGATE)
        return FAIL(p, start,
                    "« %s » à une puissance négative : écrire "
                    "1 / %s(x), ou la fonction réciproque",
                    name->text, name->text);
    return true;
}

/* Les arguments : entre parenthèses, ou le facteur qui suit. « tanh 2 t » peut
 * se lire de deux façons. */
static bool parse_operands(Parser *p, const Name *name, List *list)
{
    list->count = 0;
    if (kind(p) == TOKEN_OPEN || kind(p) == TOKEN_OPEN_BRACE)
        return parse_arguments(p, list);
    if (!list_append(p, list, parse_factor(p)))
        return false;
    if (list->item[0]->kind == NODE_NUMBER && starts_factor(p) &&
        strcmp(name->text, "sqrt") != 0)
        return FAIL(p, list->item[0]->start,
                    "parenthèses attendues : %s(2) x, ou %s(2 x) ?",
                    name->text, name->text);
    return true;
}

/* La fonction name, ses primes, indices et puissance, et ses arguments. */
static Node *parse_function(Parser *p, const Name *name, size_t start)
{
    Decoration decoration;
    List list;
    if (!parse_decoration(p, &decoration, name->kind == NAME_FUNCTION) ||
        !check_decoration(p, name, start, &decoration))
        return NULL;
    bool closed = kind(p) == TOKEN_OPEN || kind(p) == TOKEN_OPEN_BRACE;
    if (!parse_operands(p, name, &list))
        return NULL;
    Node *call =
        node_named(p, NODE_CALL, name->text, start, list.count, list.item);
    if (call)
        call->order = decoration.order;
    if (decoration.indices.count)
        call = node_index(p, call, &decoration.indices);
    if (decoration.power)
        call = node_binary(p, NODE_POWER, call, decoration.power);
    return closed ? parse_postfix(p, call) : call;
}

/* e^x, e^{…} ; l'indice de e^x_i est celui de x. */
static Node *parse_exponential(Parser *p, size_t start)
{
    List list;
    p->at++;
    bool braced = kind(p) == TOKEN_OPEN_BRACE;
    Node *power = parse_exponent(p);
    while (power && !braced && kind(p) == TOKEN_UNDERSCORE)
        power = parse_indices(p, &list) ? node_index(p, power, &list) : NULL;
    if (!power || !parse_no_tower(p))
        return NULL;
    return parse_postfix(p, node_named(p, NODE_CALL, "exp", start, 1, &power));
}

static Node *parse_big_o(Parser *p, size_t start)
{
    return node_unary(p, NODE_BIG_O, start, parse_inside(p));
}

static Node *parse_delta(Parser *p, size_t start)
{
    List list;
    if (!parse_indices(p, &list))
        return NULL;
    if (list.count != 2)
        return FAIL(p, start, "δ a deux indices, ici %zu", list.count);
    return parse_postfix(p, node_make(p, NODE_DELTA, start, 2, list.item));
}

/* Ce qui commence par un nom. */
static Node *parse_named(Parser *p)
{
    size_t start = here(p), next;
    Name name;
    if (!parse_name(p, &name))
        return NULL;
    bool reduces =
        strcmp(name.text, "max") == 0 || strcmp(name.text, "min") == 0;
    if (reduces && kind(p) == TOKEN_UNDERSCORE)
        return parse_reduce(p, name.text, start);
    bool builtin = name.kind == NAME_FUNCTION && formula_is_builtin(name.text);
    if (builtin || (name.kind & NAME_FUNCTION && call_follows(p, &name)))
        return parse_function(p, &name, start);
    if (strcmp(name.text, "e") == 0 && kind(p) == TOKEN_CARET &&
        !transposition_end(p) && !one_sided(p, &next))
        return parse_exponential(p, start);
    if (name_is_free(&name, "O") && kind(p) == TOKEN_OPEN)
        return parse_big_o(p, start);
    if (name_is_free(&name, "δ") && kind(p) == TOKEN_UNDERSCORE)
        return parse_delta(p, start);
    return parse_postfix(p, parse_named_symbol(p, &name, start));
}

/* --- Tout facteur -------------------------------------------------------- */

Node *parse_prefix(Parser *p)
{
    size_t start = here(p);
    switch (kind(p)) {
    case TOKEN_SUM:
        p->at++;
        return parse_reduce(p, "sum", start);
    case TOKEN_PRODUCT:
        p->at++;
        return parse_reduce(p, "prod", start);
    case TOKEN_LIMIT:
        return parse_limit(p);
    case TOKEN_NABLA:
        return parse_gradient(p);
    case TOKEN_PARTIAL:
        return parse_partial(p);
    case TOKEN_FRACTION:
        return parse_fraction(p);
    default:
        return at_name(p) ? parse_named(p) : parse_postfix(p, parse_atom(p));
    }
}
