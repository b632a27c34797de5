/* formula_atoms.c — ce qui se lit d'un bloc, et ce qui s'y accroche : nombres,
 * symboles, matrices, indices, exposants. Voir formula_parser.c. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formula_parser.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- Matrices ------------------------------------------------------------ */

/* Les lignes d'une matrice doivent avoir autant d'éléments. */
static bool check_row(Parser *p, size_t row, size_t cols, size_t found)
{
    if (found == cols)
        return true;
    return FAIL(p, here(p),
                "ligne %zu de la matrice : %zu élément%s au lieu "
                "de %zu",
                row, found, found > 1 ? "s" : "", cols);
}

/* Lit les éléments jusqu'à ce qui ferme ; *rows en est le nombre de lignes. */
static bool parse_rows(Parser *p, List *list, size_t *rows, TokenKind cell,
                       TokenKind row, TokenKind close)
{
    size_t cols = 0, found = 0;
    *rows = list->count = 0;
    do {
        if (*rows && kind(p) == close)
            break;
        found = list->count;
        do
            if (!list_append(p, list, parse_sum(p)))
                return false;
        while (take(p, cell));
        found = list->count - found;
        cols = *rows ? cols : found;
        if (!check_row(p, ++*rows, cols, found))
            return false;
    } while (take(p, row));
    return true;
}

/* pmatrix, ou [ a, b ; c ] ; un crochet autour d'une seule expression n'est
 * qu'une parenthèse. */
static Node *parse_matrix(Parser *p)
{
    const Token *opening = &p->token[p->at++];
    const Token *outer = p->opened;
    bool latex = opening->kind == TOKEN_BEGIN_MATRIX;
    size_t rows;
    List list;
    p->opened = opening;
    bool closed = parse_rows(p, &list, &rows, latex ? TOKEN_CELL : TOKEN_COMMA,
                             latex ? TOKEN_ROW : TOKEN_SEMICOLON,
                             latex ? TOKEN_END_MATRIX : TOKEN_CLOSE_BRACKET) &&
                  parse_close(p, opening);
    p->opened = outer;
    if (!closed)
        return NULL;
    if (!latex && list.count == 1 &&
        p->token[p->at - 2].kind != TOKEN_SEMICOLON)
        return list.item[0];
    Node *node =
        node_make(p, NODE_MATRIX, opening->start, list.count, list.item);
    if (node)
        node->order = (int)rows;
    return node;
}

/* --- Symboles ------------------------------------------------------------ */

static Node *unknown_symbol(Parser *p, const Name *name, size_t start)
{
    char shown[2 * FORMULA_NAME], hint[128];
    if (!*name->text)
        return FAIL(p, start, "une lettre est attendue sous l'accent");
    formula_print_name(shown, sizeof shown, name->text);
    name_suggest(hint, sizeof hint, p->reader.names, name->text);
    return FAIL(p, start, "symbole inconnu « %s »%s", shown, hint);
}

/* Lit un nom ; e, I, O et δ, s'ils ne sont pas pris, ont un sens à eux. */
bool parse_name(Parser *p, Name *name)
{
    static const char *const own[] = { "e", "I", "O", "δ" };
    size_t start = here(p);
    bool read = name_read(&p->reader, name, p->at);
    for (size_t i = 0; i < COUNT(own) && !read; i++)
        read = strcmp(name->text, own[i]) == 0;
    if (!read)
        return unknown_symbol(p, name, start);
    p->at = name->next;
    return true;
}

bool name_is_free(const Name *name, const char *text)
{
    return !name->kind && !name->index && strcmp(name->text, text) == 0;
}

/* Le symbole name, qui vient d'être lu, sans ses indices. */
Node *parse_named_symbol(Parser *p, const Name *name, size_t start)
{
    if (name_is_free(name, "I"))
        return node_make(p, NODE_IDENTITY, start, 0, NULL);
    if (name_is_free(name, "e")) {
        Node *e = node_number(p, exp(1), start);
        if (e)
            strcpy(e->name, "e");
        return e;
    }
    if (name->kind == NAME_FUNCTION && formula_is_builtin(name->text)) {
        char shown[2 * FORMULA_NAME];
        formula_print_name(shown, sizeof shown, name->text);
        return FAIL(p, start, "« %s » est une fonction : argument attendu",
                    shown);
    }
    if (!name->kind && !name->index)
        return unknown_symbol(p, name, start);
    return node_symbol(p, name, start);
}

Node *parse_symbol(Parser *p)
{
    size_t start = here(p);
    Name name;
    return parse_name(p, &name) ? parse_named_symbol(p, &name, start) : NULL;
}

/* --- Indices ------------------------------------------------------------- */

/* parse, où une lettre inconnue est un indice. */
Node *parse_lenient(Parser *p, Node *(*parse)(Parser *p))
{
    bool outer = p->reader.lenient;
    p->reader.lenient = true;
    Node *node = parse(p);
    p->reader.lenient = outer;
    return node;
}

/* Une suite de lettres et de chiffres, sans opération ? */
static bool is_simple_piece(Parser *p)
{
    size_t at = p->at;
    Name name;
    while (p->token[at].kind == TOKEN_NUMBER || name_starts(&p->token[at])) {
        if (p->token[at].kind == TOKEN_NUMBER)
            at++;
        else if (name_read_letter(&p->reader, &name, at, true))
            at = name.next;
        else
            return false;
    }
    return p->token[at].kind == TOKEN_COMMA ||
           p->token[at].kind == TOKEN_CLOSE_BRACE;
}

/* « 11 » : deux indices, 1 et 1 ; « 1,2 » de même. */
static bool parse_digits(Parser *p, List *list)
{
    const Token *token = &p->token[p->at++];
    for (const char *c = token->text; *c; c++) {
        if (*c == ',')
            continue;
        if (*c < '0' || *c > '9')
            return FAIL(p, token->start, "un indice est un entier");
        if (!list_append(p, list, node_number(p, *c - '0', token->start)))
            return false;
    }
    return true;
}

/* Un indice : une lettre, ou des chiffres. */
static bool parse_letter_index(Parser *p, List *list, bool extended)
{
    size_t start = here(p);
    Name name;
    if (kind(p) == TOKEN_NUMBER)
        return parse_digits(p, list);
    if (!at_name(p))
        return parse_expected(p, "un indice est attendu");
    if (!name_read_letter(&p->reader, &name, p->at, extended))
        return parse_expected(p, "un indice d'une lettre est attendu");
    p->at = name.next;
    return list_append(p, list, node_symbol(p, &name, start));
}

static bool parse_braced_indices(Parser *p, List *list)
{
    const Token *opening = &p->token[p->at++];
    const Token *outer = p->opened;
    p->opened = opening;
    do {
        bool simple = is_simple_piece(p);
        do {
            if (!(simple ? parse_letter_index(p, list, true)
                         : list_append(p, list, parse_lenient(p, parse_sum))))
                return false;
        } while (simple && (at_name(p) || kind(p) == TOKEN_NUMBER));
    } while (take(p, TOKEN_COMMA));
    p->opened = outer;
    return parse_close(p, opening);
}

/* Lit _{kj}, _{n,i}, _{l-1}, _kj : la liste des indices. */
bool parse_indices(Parser *p, List *list)
{
    p->at++;
    list->count = 0;
    if (kind(p) == TOKEN_OPEN_BRACE)
        return parse_braced_indices(p, list);
    size_t end =
        kind(p) == TOKEN_LETTER ? name_run_end(p->token, p->at) : p->at + 1;
    do
        if (!parse_letter_index(p, list, false))
            return false;
    while (p->at < end);
    return true;
}

/* Les indices, s'ils s'écrivent collés, comme dans un nom. */
static bool simple_suffix(char suffix[FORMULA_NAME], const List *list)
{
    strcpy(suffix, "_");
    for (size_t i = 0; i < list->count; i++) {
        char digit[] = "0";
        const char *part = list->item[i]->name;
        if (!index_is_simple(list->item[i]))
            return false;
        if (list->item[i]->kind == NODE_NUMBER) {
            digit[0] = (char)('0' + (int)list->item[i]->number);
            part = digit;
        }
        if (strlen(suffix) + strlen(part) >= FORMULA_NAME)
            return false;
        strcat(suffix, part);
    }
    return true;
}

/* base et ses indices : un nom connu (W_h), ou une composante (y_i). */
Node *node_index(Parser *p, Node *base, const List *list)
{
    Node *child[LIST_ITEMS + 1];
    char suffix[FORMULA_NAME];
    if (!base)
        return NULL;
    if (base->kind == NODE_SYMBOL && simple_suffix(suffix, list) &&
        strlen(base->name) + strlen(suffix) < FORMULA_NAME) {
        Name name = { .next = 0 };
        strcat(strcpy(name.text, base->name), suffix);
        name.kind = name_kind(&p->reader, name.text);
        if (name.kind & NAME_SYMBOL)
            return node_symbol(p, &name, base->start);
    }
    child[0] = base;
    memcpy(child + 1, list->item, list->count * sizeof *child);
    return node_make(p, NODE_INDEX, base->start, list->count + 1, child);
}

/* --- Suffixes ------------------------------------------------------------ */

/* À « ^ » : rend le lexème qui suit si c'est une transposition, ^\top ou ^T, 0
 * sinon. T ne transpose pas si c'est un symbole. */
size_t transposition_end(const Parser *p)
{
    const Token *token = &p->token[p->at + 1];
    bool braced = token->kind == TOKEN_OPEN_BRACE;
    token += braced;
    bool letter =
        token->kind == TOKEN_LETTER && strcmp(token->text, "T") == 0 &&
        !name_kind(&p->reader, "T") && !name_is_index(&p->reader, "T");
    if (token->kind != TOKEN_TRANSPOSE && !letter)
        return 0;
    if (braced && token[1].kind != TOKEN_CLOSE_BRACE)
        return 0;
    return p->at + (braced ? 4 : 2);
}

/* À « ^ » : rend ±1 si c'est le « + » ou le « − » de « 0^+ », et *next. */
int one_sided(const Parser *p, size_t *next)
{
    bool braced = kind_after(p, 1) == TOKEN_OPEN_BRACE;
    TokenKind sign = kind_after(p, braced ? 2 : 1);
    TokenKind after = kind_after(p, braced ? 3 : 2);
    *next = p->at + (braced ? 4 : 2);
    if (kind(p) != TOKEN_CARET || after != TOKEN_CLOSE_BRACE)
        return 0;
    return sign == TOKEN_PLUS ? 1 : sign == TOKEN_MINUS ? -1 : 0;
}

/* Ce qui suit « ^ » : { … }, ou un seul atome, ou son opposé. */
Node *parse_exponent(Parser *p)
{
    size_t start = here(p);
    if (kind(p) == TOKEN_OPEN_BRACE)
        return parse_inside(p);
    if (kind(p) == TOKEN_STAR)
        return FAIL(p, start, "aucun symbole connu ne porte cette étoile");
    bool negative = take(p, TOKEN_MINUS);
    Node *node = at_name(p)                  ? parse_symbol(p)
                 : kind(p) == TOKEN_FRACTION ? parse_fraction(p)
                                             : parse_atom(p);
    return negative ? node_unary(p, NODE_NEGATE, start, node) : node;
}

/* « _{η = 0} », qu'une barre peut précéder, suit-il ? */
bool substitution_follows(const Parser *p)
{
    size_t end = 0;
    if (kind_after(p, 1) == TOKEN_UNDERSCORE &&
        kind_after(p, 2) == TOKEN_OPEN_BRACE)
        end = group_end(p->token, p->at + 2);
    for (size_t i = p->at; i < end; i++)
        if (p->token[i].kind == TOKEN_EQUAL)
            return true;
    return false;
}

static bool is_at_bar(const Parser *p)
{
    return kind(p) == TOKEN_BAR && substitution_follows(p);
}

/* Lit |_{symbole = valeur}. */
static Node *parse_at(Parser *p, Node *expression)
{
    const Token *opening = &p->token[p->at + 2];
    const Token *outer = p->opened;
    p->at += 3;
    if (!at_name(p))
        return parse_expected(p, "un symbole est attendu");
    Node *symbol = parse_symbol(p);
    if (!symbol)
        return NULL;
    if (!take(p, TOKEN_EQUAL))
        return parse_expected(p, "« = » attendu");
    p->opened = opening;
    Node *value = parse_sum(p);
    bool closed = value && parse_close(p, opening);
    p->opened = outer;
    return closed ? node_make(p, NODE_AT, expression->start, 3,
                              (Node *[]){ expression, symbol, value })
                  : NULL;
}

/* x^a^b : (x^a)^b, ou x^{a^b} ? */
bool parse_no_tower(Parser *p)
{
    size_t next;
    if (kind(p) != TOKEN_CARET || transposition_end(p) || one_sided(p, &next))
        return true;
    return FAIL(p, here(p), "deux exposants de suite : parenthèses attendues");
}

static Node *parse_power(Parser *p, Node *base)
{
    size_t end = transposition_end(p);
    p->at = end ? end : p->at + 1;
    if (end)
        return node_unary(p, NODE_TRANSPOSE, base->start, base);
    Node *power = node_binary(p, NODE_POWER, base, parse_exponent(p));
    return power && parse_no_tower(p) ? power : NULL;
}

static Node *parse_suffix(Parser *p, Node *base)
{
    List list;
    if (kind(p) == TOKEN_UNDERSCORE)
        return parse_indices(p, &list) ? node_index(p, base, &list) : NULL;
    if (kind(p) == TOKEN_CARET)
        return parse_power(p, base);
    if (kind(p) == TOKEN_BAR)
        return parse_at(p, base);
    p->at++;
    return node_unary(p, NODE_TRANSPOSE, base->start, base);
}

Node *parse_postfix(Parser *p, Node *base)
{
    size_t next;
    while (base) {
        bool bar = is_at_bar(p) && !(bracket_is_open(p, TOKEN_LEFT_DOT) &&
                                     p->token[p->at].side < 0);
        bool power = kind(p) == TOKEN_CARET && !one_sided(p, &next);
        if (!bar && !power && kind(p) != TOKEN_UNDERSCORE &&
            kind(p) != TOKEN_TRANSPOSE && kind(p) != TOKEN_PRIME)
            return base;
        base = parse_suffix(p, base);
    }
    return NULL;
}

/* --- Atomes -------------------------------------------------------------- */

/* L'ordre d'une norme : ‖x‖, ‖x‖_1, ‖x‖_2, ‖x‖_\infty. */
static bool parse_norm_order(Parser *p, int *order)
{
    *order = 2;
    if (!take(p, TOKEN_UNDERSCORE))
        return true;
    bool braced = take(p, TOKEN_OPEN_BRACE);
    const Token *token = &p->token[p->at];
    *order = token->kind == TOKEN_INFINITY   ? 0
             : strcmp(token->text, "1") == 0 ? 1
             : strcmp(token->text, "2") == 0 ? 2
                                             : -1;
    if (*order < 0)
        return parse_expected(p, "norme 1, 2 ou ∞ attendue");
    p->at++;
    return !braced || take(p, TOKEN_CLOSE_BRACE) ||
           parse_expected(p, "« } » attendue après l'ordre de la norme");
}

static Node *parse_norm(Parser *p)
{
    size_t start = here(p);
    int order;
    Node *inside = parse_inside(p);
    if (!inside || !parse_norm_order(p, &order))
        return NULL;
    Node *norm = node_unary(p, NODE_NORM, start, inside);
    if (norm)
        norm->order = order;
    return norm;
}

static Node *parse_inner(Parser *p)
{
    size_t start = here(p);
    List list;
    if (!parse_arguments(p, &list))
        return NULL;
    if (list.count != 2)
        return FAIL(p, start,
                    "un produit scalaire ⟨a, b⟩ a deux termes, ici "
                    "%zu",
                    list.count);
    return node_make(p, NODE_INNER, start, 2, list.item);
}

/* \left. … \right|_{η = 0} */
static Node *parse_left_dot(Parser *p)
{
    const Token *outer = p->opened;
    p->opened = &p->token[p->at++];
    Node *inside = parse_sum(p);
    p->opened = outer;
    if (inside && !is_at_bar(p))
        return parse_expected(
            p, "« \\right|_{x = a} » attendu après « \\left. »");
    return inside ? parse_at(p, inside) : NULL;
}

Node *parse_atom(Parser *p)
{
    size_t start = here(p);
    switch (kind(p)) {
    case TOKEN_NUMBER:
        return node_number(p, p->token[p->at++].number, start);
    case TOKEN_INFINITY:
        p->at++;
        return node_number(p, INFINITY, start);
    case TOKEN_ONES:
        p->at++;
        return node_make(p, NODE_ONES, start, 0, NULL);
    case TOKEN_OPEN:
    case TOKEN_OPEN_BRACE:
        return parse_inside(p);
    case TOKEN_OPEN_BRACKET:
    case TOKEN_BEGIN_MATRIX:
        return parse_matrix(p);
    case TOKEN_BAR:
        return node_unary(p, NODE_ABS, start, parse_inside(p));
    case TOKEN_DOUBLE_BAR:
        return parse_norm(p);
    case TOKEN_OPEN_ANGLE:
        return parse_inner(p);
    case TOKEN_LEFT_DOT:
        return parse_left_dot(p);
    default:
        return parse_expected(p, "un nombre, un symbole ou une parenthèse est "
                                 "attendu");
    }
}
