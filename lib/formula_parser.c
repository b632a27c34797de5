/* formula_parser.c — des lexèmes à l'arbre.
 *
 *     chaîne  = somme (relation somme)*
 *     somme   = terme (« + » | « − » terme)*
 *     terme   = « − » terme | facteur (« · » | « ⊙ » | « / » | rien  facteur)*
 *     facteur = f facteur | ∇ facteur | ∂ facteur / ∂ u | Σ terme | suffixe
 *     suffixe = atome (indice | puissance | transposition | « |_{x = a} »)*
 *
 * Une règle, une fonction ; chacune rend NULL après avoir rempli l'erreur.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "formula_lexer.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Le texte peut avoir plus de parenthèses que l'arbre n'a d'étages. */
enum {
    NESTING = 4 * FORMULA_DEPTH,
    LIST_ITEMS = 64,
    SUM_INDICES = 8,
    MOST_PRIMES = 20
};

typedef struct Entry Entry;
struct Entry {
    Entry *next;
    Node node;
    Node *child[];
};

/* Les nœuds d'une formule, pour les libérer. */
struct FormulaPool {
    size_t count;
    Entry *first;
};

typedef struct {
    const char *text;
    FormulaError *error;
    Token *token;
    size_t at;
    NameReader reader;
    struct FormulaPool *pool;
    TokenKind opened; /* le crochet le plus proche encore ouvert */
    int depth;
} Parser;

typedef struct {
    size_t count;
    Node *item[LIST_ITEMS];
} List;

static Node *parse_sum(Parser *p);
static Node *parse_term(Parser *p);
static Node *parse_factor(Parser *p);
static Node *parse_postfix(Parser *p, Node *base);

/* --- Erreurs -------------------------------------------------------------- */

#define FAIL(p, offset, ...) \
    (formula_fail((p)->error, (p)->text, offset, __VA_ARGS__), NULL)

/* Ce que l'on attendait (« « ) » attendue »), et ce qui est là. */
static Node *expected(Parser *p, const char *wanted)
{
    const Token *token = &p->token[p->at];
    const char *from = p->text + token->start;
    size_t length = token->end - token->start;
    if (token->kind == TOKEN_END)
        return FAIL(p, token->start, "%s, trouvé la fin de la formule",
                    wanted);
    if (length == 0)
        length = utf8_length(from);
    return FAIL(p, token->start, "%s, trouvé « %.*s »", wanted, (int)length,
                from);
}

static Node *unknown_symbol(Parser *p, const Name *name, size_t start)
{
    char shown[2 * FORMULA_NAME], hint[128];
    if (!*name->text)
        return FAIL(p, start, "une lettre est attendue sous l'accent");
    formula_print_name(shown, sizeof shown, name->text);
    name_suggest(hint, sizeof hint, p->reader.names, name->text);
    return FAIL(p, start, "symbole inconnu « %s »%s", shown, hint);
}

/* --- Lexèmes -------------------------------------------------------------- */

static TokenKind kind(const Parser *p)
{
    return p->token[p->at].kind;
}

static TokenKind kind_after(const Parser *p, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (p->token[p->at + i].kind == TOKEN_END)
            return TOKEN_END;
    return p->token[p->at + count].kind;
}

static size_t here(const Parser *p)
{
    return p->token[p->at].start;
}

static bool take(Parser *p, TokenKind wanted)
{
    if (kind(p) != wanted)
        return false;
    p->at++;
    return true;
}

/* --- Nœuds ---------------------------------------------------------------- */

/* Un nœud, du texte start au dernier lexème lu. */
static Node *make(Parser *p, NodeKind node_kind, size_t start, size_t count,
                  Node *const child[])
{
    int height = 0;
    for (size_t i = 0; i < count; i++)
        if (child[i] && child[i]->height > height)
            height = child[i]->height;
    if (height == FORMULA_DEPTH)
        return FAIL(p, start, "trop d'emboîtements : plus de %d",
                    FORMULA_DEPTH);
    if (p->pool->count == FORMULA_NODES)
        return FAIL(p, start, "formule trop grande : plus de %d nœuds",
                    FORMULA_NODES);
    Entry *entry = allocate(1, sizeof *entry + count * sizeof(Node *));
    entry->next = p->pool->first;
    p->pool->first = entry;
    p->pool->count++;
    for (size_t i = 0; i < count; i++)
        entry->child[i] = child[i];
    entry->node = (Node){ .kind = node_kind,
                          .start = start,
                          .end = p->at ? p->token[p->at - 1].end : 0,
                          .height = height + 1,
                          .count = count,
                          .child = entry->child };
    return &entry->node;
}

static Node *make_named(Parser *p, NodeKind node_kind, const char *name,
                        size_t start, size_t count, Node *const child[])
{
    Node *node = make(p, node_kind, start, count, child);
    if (node)
        snprintf(node->name, sizeof node->name, "%s", name);
    return node;
}

static Node *make_number(Parser *p, double number, size_t start)
{
    Node *node = make(p, NODE_NUMBER, start, 0, NULL);
    if (node)
        node->number = number;
    return node;
}

static Node *unary(Parser *p, NodeKind node_kind, size_t start, Node *operand)
{
    return operand ? make(p, node_kind, start, 1, &operand) : NULL;
}

static Node *binary(Parser *p, NodeKind node_kind, Node *left, Node *right)
{
    if (!left || !right)
        return NULL;
    return make(p, node_kind, left->start, 2, (Node *[]){ left, right });
}

/* Un symbole qui est aussi une fonction garde cette marque : devant une
 * parenthèse, il ne se relirait pas comme un produit. */
static Node *make_symbol(Parser *p, const Name *name, size_t start)
{
    Node *node = make_named(p, NODE_SYMBOL, name->text, start, 0, NULL);
    if (node)
        node->order = (name->kind & NAME_FUNCTION) != 0;
    return node;
}

static bool append(Parser *p, List *list, Node *node)
{
    if (node && list->count == LIST_ITEMS)
        node = FAIL(p, node->start, "plus de %d éléments", LIST_ITEMS);
    if (node)
        list->item[list->count++] = node;
    return node != NULL;
}

/* --- Parenthèses, barres, accolades --------------------------------------- */

static const struct {
    TokenKind open, close;
    const char *wanted;
} brackets[] = {
    { TOKEN_OPEN, TOKEN_CLOSE,
      "« ) » attendue pour fermer la parenthèse ouverte" },
    { TOKEN_OPEN_BRACKET, TOKEN_CLOSE_BRACKET,
      "« ] » attendu pour fermer le crochet ouvert" },
    { TOKEN_OPEN_BRACE, TOKEN_CLOSE_BRACE,
      "« } » attendue pour fermer l'accolade ouverte" },
    { TOKEN_OPEN_ANGLE, TOKEN_CLOSE_ANGLE,
      "« ⟩ » attendu pour fermer le crochet ouvert" },
    { TOKEN_BAR, TOKEN_BAR, "« | » attendue pour fermer la barre ouverte" },
    { TOKEN_DOUBLE_BAR, TOKEN_DOUBLE_BAR,
      "« ‖ » attendue pour fermer la norme ouverte" },
    { TOKEN_BEGIN_MATRIX, TOKEN_END_MATRIX,
      "\\end attendu pour fermer la matrice ouverte" },
};

static bool is_split_bar(const Parser *p)
{
    return p->opened == TOKEN_BAR && kind(p) == TOKEN_DOUBLE_BAR &&
           p->text[here(p)] == '|';
}

/* Une barre ferme-t-elle ici ce qui est ouvert ? */
static bool bar_closes(const Parser *p)
{
    int side = p->token[p->at].side;
    if (p->opened == TOKEN_LEFT_DOT)
        return kind(p) == TOKEN_BAR && side < 0;
    return (kind(p) == p->opened && side <= 0) || is_split_bar(p);
}

/* Lit ce qui ferme le crochet ouvert par opening. « |a||b| » : la première des
 * deux barres ferme. */
static bool close_bracket(Parser *p, const Token *opening)
{
    char wanted[128];
    size_t i = 0;
    while (brackets[i].open != opening->kind)
        i++;
    if (is_split_bar(p) && opening->kind == TOKEN_BAR) {
        p->token[p->at].kind = TOKEN_BAR;
        p->token[p->at].start++;
        return true;
    }
    if (take(p, brackets[i].close))
        return true;
    FormulaError place;
    formula_fail(&place, p->text, opening->start, " ");
    snprintf(wanted, sizeof wanted, "%s colonne %zu", brackets[i].wanted,
             place.column);
    return expected(p, wanted);
}

/* Lit ( … ), { … }, | … | : ce qu'il y a dedans. */
static Node *parse_inside(Parser *p)
{
    const Token *opening = &p->token[p->at++];
    TokenKind outer = p->opened;
    p->opened = opening->kind;
    Node *inside = parse_sum(p);
    bool closed = inside && close_bracket(p, opening);
    p->opened = outer;
    if (!closed)
        return NULL;
    inside->start = opening->start;
    inside->end = p->token[p->at - 1].end;
    return inside;
}

/* Lit ( a, b, … ) : les arguments. */
static bool parse_arguments(Parser *p, List *list)
{
    const Token *opening = &p->token[p->at++];
    TokenKind outer = p->opened;
    p->opened = opening->kind;
    list->count = 0;
    do
        if (!append(p, list, parse_sum(p)))
            return false;
    while (take(p, TOKEN_COMMA));
    bool closed = close_bracket(p, opening);
    p->opened = outer;
    return closed;
}

/* --- Matrices ------------------------------------------------------------- */

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
            if (!append(p, list, parse_sum(p)))
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
    TokenKind outer = p->opened;
    bool latex = opening->kind == TOKEN_BEGIN_MATRIX;
    size_t rows;
    List list;
    p->opened = opening->kind;
    bool closed = parse_rows(p, &list, &rows, latex ? TOKEN_CELL : TOKEN_COMMA,
                             latex ? TOKEN_ROW : TOKEN_SEMICOLON,
                             latex ? TOKEN_END_MATRIX : TOKEN_CLOSE_BRACKET) &&
                  close_bracket(p, opening);
    p->opened = outer;
    if (!closed)
        return NULL;
    if (!latex && list.count == 1 &&
        p->token[p->at - 2].kind != TOKEN_SEMICOLON)
        return list.item[0];
    Node *node = make(p, NODE_MATRIX, opening->start, list.count, list.item);
    if (node)
        node->order = (int)rows;
    return node;
}

/* --- Symboles ------------------------------------------------------------- */

/* Lit un nom ; e, I, O et δ, s'ils ne sont pas pris, ont un sens à eux. */
static bool take_name(Parser *p, Name *name)
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

static bool is_free(const Name *name, const char *text)
{
    return !name->kind && !name->index && strcmp(name->text, text) == 0;
}

/* Le symbole name, qui vient d'être lu, sans ses indices. */
static Node *symbol_node(Parser *p, const Name *name, size_t start)
{
    if (is_free(name, "I"))
        return make(p, NODE_IDENTITY, start, 0, NULL);
    if (is_free(name, "e")) {
        Node *e = make_number(p, exp(1), start);
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
    return make_symbol(p, name, start);
}

static Node *parse_symbol(Parser *p)
{
    size_t start = here(p);
    Name name;
    return take_name(p, &name) ? symbol_node(p, &name, start) : NULL;
}

/* --- Indices -------------------------------------------------------------- */

/* parse, où une lettre inconnue est un indice. */
static Node *parse_lenient(Parser *p, Node *(*parse)(Parser *p))
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
        if (!append(p, list, make_number(p, *c - '0', token->start)))
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
    if (!name_starts(&p->token[p->at]))
        return expected(p, "un indice est attendu");
    if (!name_read_letter(&p->reader, &name, p->at, extended))
        return expected(p, "un indice d'une lettre est attendu");
    p->at = name.next;
    return append(p, list, make_symbol(p, &name, start));
}

static bool parse_braced_indices(Parser *p, List *list)
{
    const Token *opening = &p->token[p->at++];
    TokenKind outer = p->opened;
    p->opened = opening->kind;
    do {
        bool simple = is_simple_piece(p);
        do {
            if (!(simple ? parse_letter_index(p, list, true)
                         : append(p, list, parse_lenient(p, parse_sum))))
                return false;
        } while (simple &&
                 (name_starts(&p->token[p->at]) || kind(p) == TOKEN_NUMBER));
    } while (take(p, TOKEN_COMMA));
    p->opened = outer;
    return close_bracket(p, opening);
}

/* Lit _{kj}, _{n,i}, _{l-1}, _kj : la liste des indices. */
static bool parse_indices(Parser *p, List *list)
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
static Node *make_index(Parser *p, Node *base, const List *list)
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
            return make_symbol(p, &name, base->start);
    }
    child[0] = base;
    memcpy(child + 1, list->item, list->count * sizeof *child);
    return make(p, NODE_INDEX, base->start, list->count + 1, child);
}

/* --- Suffixes ------------------------------------------------------------- */

/* À « ^ » : rend le lexème qui suit si c'est une transposition, ^\top ou ^T, 0
 * sinon. T ne transpose pas si c'est un symbole. */
static size_t transposition_end(const Parser *p)
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
static int one_sided(const Parser *p, size_t *next)
{
    bool braced = kind_after(p, 1) == TOKEN_OPEN_BRACE;
    TokenKind sign = kind_after(p, braced ? 2 : 1);
    TokenKind after = kind_after(p, braced ? 3 : 2);
    *next = p->at + (braced ? 4 : 2);
    if (kind(p) != TOKEN_CARET || after != TOKEN_CLOSE_BRACE)
        return 0;
    return sign == TOKEN_PLUS ? 1 : sign == TOKEN_MINUS ? -1 : 0;
}

static Node *parse_fraction(Parser *p);
static Node *parse_atom(Parser *p);

/* Ce qui suit « ^ » : { … }, ou un seul atome, ou son opposé. */
static Node *parse_exponent(Parser *p)
{
    size_t start = here(p);
    if (kind(p) == TOKEN_OPEN_BRACE)
        return parse_inside(p);
    bool negative = take(p, TOKEN_MINUS);
    Node *node = name_starts(&p->token[p->at]) ? parse_symbol(p)
                 : kind(p) == TOKEN_FRACTION   ? parse_fraction(p)
                                               : parse_atom(p);
    return negative ? unary(p, NODE_NEGATE, start, node) : node;
}

/* « |_{η = 0} » commence-t-il ici ? */
static bool is_at_bar(const Parser *p)
{
    size_t end = 0;
    if (kind(p) == TOKEN_BAR && kind_after(p, 1) == TOKEN_UNDERSCORE &&
        kind_after(p, 2) == TOKEN_OPEN_BRACE)
        end = group_end(p->token, p->at + 2);
    for (size_t i = p->at; i < end; i++)
        if (p->token[i].kind == TOKEN_EQUAL)
            return true;
    return false;
}

/* Lit |_{symbole = valeur}. */
static Node *parse_at(Parser *p, Node *expression)
{
    const Token *opening = &p->token[p->at + 2];
    TokenKind outer = p->opened;
    p->at += 3;
    if (!name_starts(&p->token[p->at]))
        return expected(p, "un symbole est attendu");
    Node *symbol = parse_symbol(p);
    if (!symbol)
        return NULL;
    if (!take(p, TOKEN_EQUAL))
        return expected(p, "« = » attendu");
    p->opened = opening->kind;
    Node *value = parse_sum(p);
    bool closed = value && close_bracket(p, opening);
    p->opened = outer;
    return closed ? make(p, NODE_AT, expression->start, 3,
                         (Node *[]){ expression, symbol, value })
                  : NULL;
}

static Node *parse_power(Parser *p, Node *base)
{
    size_t end = transposition_end(p);
    p->at = end ? end : p->at + 1;
    return end ? unary(p, NODE_TRANSPOSE, base->start, base)
               : binary(p, NODE_POWER, base, parse_exponent(p));
}

static Node *parse_suffix(Parser *p, Node *base)
{
    List list;
    if (kind(p) == TOKEN_UNDERSCORE)
        return parse_indices(p, &list) ? make_index(p, base, &list) : NULL;
    if (kind(p) == TOKEN_CARET)
        return parse_power(p, base);
    if (kind(p) == TOKEN_BAR)
        return parse_at(p, base);
    p->at++;
    return unary(p, NODE_TRANSPOSE, base->start, base);
}

static Node *parse_postfix(Parser *p, Node *base)
{
    size_t next;
    while (base) {
        bool bar = is_at_bar(p) &&
                   !(p->opened == TOKEN_LEFT_DOT && p->token[p->at].side < 0);
        bool power = kind(p) == TOKEN_CARET && !one_sided(p, &next);
        if (!bar && !power && kind(p) != TOKEN_UNDERSCORE &&
            kind(p) != TOKEN_TRANSPOSE && kind(p) != TOKEN_PRIME)
            return base;
        base = parse_suffix(p, base);
    }
    return NULL;
}

/* --- Atomes --------------------------------------------------------------- */

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
        return expected(p, "norme 1, 2 ou ∞ attendue");
    p->at++;
    return !braced || take(p, TOKEN_CLOSE_BRACE) ||
           expected(p, "« } » attendue après l'ordre de la norme");
}

static Node *parse_norm(Parser *p)
{
    size_t start = here(p);
    int order;
    Node *inside = parse_inside(p);
    if (!inside || !parse_norm_order(p, &order))
        return NULL;
    Node *norm = unary(p, NODE_NORM, start, inside);
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
    return make(p, NODE_INNER, start, 2, list.item);
}

/* \left. … \right|_{η = 0} */
static Node *parse_left_dot(Parser *p)
{
    TokenKind outer = p->opened;
    p->at++;
    p->opened = TOKEN_LEFT_DOT;
    Node *inside = parse_sum(p);
    p->opened = outer;
    if (inside && !is_at_bar(p))
        return expected(p, "« \\right|_{x = a} » attendu après « \\left. »");
    return inside ? parse_at(p, inside) : NULL;
}

static Node *parse_atom(Parser *p)
{
    size_t start = here(p);
    switch (kind(p)) {
    case TOKEN_NUMBER:
        return make_number(p, p->token[p->at++].number, start);
    case TOKEN_INFINITY:
        p->at++;
        return make_number(p, INFINITY, start);
    case TOKEN_ONES:
        p->at++;
        return make(p, NODE_ONES, start, 0, NULL);
    case TOKEN_OPEN:
    case TOKEN_OPEN_BRACE:
        return parse_inside(p);
    case TOKEN_OPEN_BRACKET:
    case TOKEN_BEGIN_MATRIX:
        return parse_matrix(p);
    case TOKEN_BAR:
        return unary(p, NODE_ABS, start, parse_inside(p));
    case TOKEN_DOUBLE_BAR:
        return parse_norm(p);
    case TOKEN_OPEN_ANGLE:
        return parse_inner(p);
    case TOKEN_LEFT_DOT:
        return parse_left_dot(p);
    default:
        return expected(p, "un nombre, un symbole ou une parenthèse est "
                           "attendu");
    }
}

/* --- Σ, Π, max, min, lim -------------------------------------------------- */

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
        Node *one = make_number(p, 1, start);
        range->low = binary(p, NODE_ADD, bound, one);
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
        if (!name_starts(&p->token[p->at]))
            return expected(p, "un indice est attendu");
        if (range->count == SUM_INDICES)
            return FAIL(p, start, "plus de %d indices", SUM_INDICES);
        if (!name_read_letter(&p->reader, &name, p->at, true))
            return expected(p, "un indice d'une lettre est attendu");
        p->at = name.next;
        Node *index = make_symbol(p, &name, start);
        if (!index)
            return false;
        range->index[range->count++] = index;
    } while (p->at < end &&
             (take(p, TOKEN_COMMA) || name_starts(&p->token[p->at])));
    return true;
}

/* Lit _{i}, _{ij}, _{i=1}, _{j \neq c}, _i. */
static bool parse_range_indices(Parser *p, Range *range)
{
    if (!take(p, TOKEN_UNDERSCORE))
        return expected(p, "« _ » et un indice sont attendus");
    const Token *opening = &p->token[p->at];
    TokenKind outer = p->opened;
    if (opening->kind != TOKEN_OPEN_BRACE)
        return parse_bound_names(p, range, name_run_end(p->token, p->at));
    p->opened = opening->kind;
    p->at++;
    if (!parse_bound_names(p, range, SIZE_MAX))
        return false;
    if (range->count == 1 && is_bound(kind(p)) && !parse_bound(p, range))
        return false;
    p->opened = outer;
    return close_bracket(p, opening);
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
        body = make_named(p, NODE_REDUCE, name, start, 5,
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
    return make_number(p, negative ? -INFINITY : INFINITY, start);
}

/* Lit _{h \to 0}, _{T \to 0^+}. */
static bool parse_approach(Parser *p, Node *child[3], int *side)
{
    Range range = { .count = 0 };
    const Token *opening = &p->token[p->at + 1];
    TokenKind outer = p->opened;
    if (kind(p) != TOKEN_UNDERSCORE || opening->kind != TOKEN_OPEN_BRACE)
        return expected(p, "« _{x \\to a} » attendu");
    p->at += 2;
    p->opened = opening->kind;
    if (!parse_bound_names(p, &range, 0))
        return false;
    child[1] = range.index[0];
    if (!take(p, TOKEN_TO))
        return expected(p, "« → » attendue");
    child[2] = parse_target(p);
    if (!child[2])
        return false;
    size_t next;
    *side = one_sided(p, &next);
    p->at = *side ? next : p->at;
    p->opened = outer;
    return close_bracket(p, opening);
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
    Node *limit = child[0] ? make(p, NODE_LIMIT, start, 3, child) : NULL;
    if (limit)
        limit->number = side;
    return limit;
}

/* --- Dérivées ------------------------------------------------------------- */

/* La variable d'une dérivée : un symbole ou une parenthèse, et ses indices. */
static Node *parse_variable(Parser *p)
{
    List list;
    Node *node = name_starts(&p->token[p->at]) ? parse_symbol(p)
                 : kind(p) == TOKEN_OPEN || kind(p) == TOKEN_OPEN_BRACE
                     ? parse_inside(p)
                     : expected(p, "une variable est attendue");
    while (node && kind(p) == TOKEN_UNDERSCORE)
        node = parse_indices(p, &list) ? make_index(p, node, &list) : NULL;
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
    Node *gradient = make(p, NODE_GRADIENT, start, 2, child);
    if (gradient)
        gradient->order = order;
    return gradient;
}

static Node *make_partial(Parser *p, size_t start, Node *quantity,
                          Node *variable)
{
    if (!quantity || !variable)
        return NULL;
    return make(p, NODE_PARTIAL, start, 2, (Node *[]){ quantity, variable });
}

/* ∂A/∂u, ou ∂/∂u devant ce qu'il dérive. */
static Node *parse_partial(Parser *p)
{
    size_t start = here(p);
    p->at++;
    Node *quantity = kind(p) == TOKEN_SLASH ? NULL : parse_factor(p);
    bool applied = kind(p) == TOKEN_SLASH && !quantity;
    if (!quantity && !applied)
        return NULL;
    if (!take(p, TOKEN_SLASH) || !take(p, TOKEN_PARTIAL))
        return expected(p, "« /∂ » attendu");
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
    if ((!applied && !quantity) || !close_bracket(p, opening))
        return NULL;
    opening = &p->token[p->at];
    p->at += 2;
    Node *variable = parse_variable(p);
    if (!variable || !close_bracket(p, opening))
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
    char plain[FORMULA_NAME];
    strcpy(plain, token->text);
    char *comma = strchr(plain, ',');
    if (comma)
        *comma = '.';
    token->number = strtod(plain, NULL);
    token->start++;
    return make_number(p, digit, start);
}

static Node *parse_fraction_part(Parser *p)
{
    if (kind(p) == TOKEN_NUMBER)
        return parse_first_digit(p);
    return name_starts(&p->token[p->at]) ? parse_symbol(p) : parse_atom(p);
}

static Node *parse_fraction(Parser *p)
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
    Node *quotient = binary(p, NODE_DIVIDE, above, below);
    if (quotient)
        quotient->start = start;
    return parse_postfix(p, quotient);
}

/* --- Fonctions ------------------------------------------------------------ */

/* À « ^{(4)} » : rend le lexème qui suit, et l'ordre ; 0 sinon. */
static size_t order_end(const Parser *p, size_t at, int *order)
{
    static const TokenKind form[] = { TOKEN_CARET, TOKEN_OPEN_BRACE,
                                      TOKEN_OPEN,  TOKEN_NUMBER,
                                      TOKEN_CLOSE, TOKEN_CLOSE_BRACE };
    for (size_t i = 0; i < COUNT(form); i++)
        if (p->token[at + i].kind != form[i])
            return 0;
    double number = p->token[at + 3].number;
    if (!(number >= 1 && number <= MOST_PRIMES && number == floor(number)))
        return 0;
    *order = (int)number;
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
        size_t end = order_end(p, p->at, &decoration->order);
        if (end) {
            p->at = end;
        } else if (take(p, TOKEN_PRIME)) {
            if (++decoration->order > MOST_PRIMES)
                return FAIL(p, here(p), "trop de primes");
        } else if (kind(p) == TOKEN_UNDERSCORE) {
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

/* La fonction name, ses primes, indices et puissance, et son argument : entre
 * parenthèses, ou le facteur qui suit. */
static Node *parse_function(Parser *p, const Name *name, size_t start)
{
    Decoration decoration;
    List list;
    if (!parse_decoration(p, &decoration, name->kind == NAME_FUNCTION))
        return NULL;
    bool closed = kind(p) == TOKEN_OPEN || kind(p) == TOKEN_OPEN_BRACE;
    list.count = 0;
    if (closed ? !parse_arguments(p, &list)
               : !append(p, &list, parse_factor(p)))
        return NULL;
    Node *call =
        make_named(p, NODE_CALL, name->text, start, list.count, list.item);
    if (call)
        call->order = decoration.order;
    if (decoration.indices.count)
        call = make_index(p, call, &decoration.indices);
    if (decoration.power)
        call = binary(p, NODE_POWER, call, decoration.power);
    return closed ? parse_postfix(p, call) : call;
}

/* e^x */
static Node *parse_exponential(Parser *p, size_t start)
{
    p->at++;
    Node *power = parse_exponent(p);
    if (!power)
        return NULL;
    return parse_postfix(p, make_named(p, NODE_CALL, "exp", start, 1, &power));
}

static Node *parse_big_o(Parser *p, size_t start)
{
    return unary(p, NODE_BIG_O, start, parse_inside(p));
}

static Node *parse_delta(Parser *p, size_t start)
{
    List list;
    if (!parse_indices(p, &list))
        return NULL;
    if (list.count != 2)
        return FAIL(p, start, "δ a deux indices, ici %zu", list.count);
    return parse_postfix(p, make(p, NODE_DELTA, start, 2, list.item));
}

/* Ce qui commence par un nom. */
static Node *parse_named(Parser *p)
{
    size_t start = here(p), next;
    Name name;
    if (!take_name(p, &name))
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
    if (is_free(&name, "O") && kind(p) == TOKEN_OPEN)
        return parse_big_o(p, start);
    if (is_free(&name, "δ") && kind(p) == TOKEN_UNDERSCORE)
        return parse_delta(p, start);
    return parse_postfix(p, symbol_node(p, &name, start));
}

/* --- Facteurs, termes, sommes --------------------------------------------- */

static Node *parse_prefix(Parser *p)
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
        return name_starts(&p->token[p->at]) ? parse_named(p)
                                             : parse_postfix(p, parse_atom(p));
    }
}

static bool enter(Parser *p)
{
    if (p->depth == NESTING)
        return FAIL(p, here(p), "trop d'emboîtements : plus de %d", NESTING);
    p->depth++;
    return true;
}

static Node *parse_factor(Parser *p)
{
    if (!enter(p))
        return NULL;
    Node *node = parse_prefix(p);
    p->depth--;
    return node;
}

/* Après une opération écrite, un signe moins est permis. */
static Node *parse_operand(Parser *p)
{
    size_t start = here(p);
    if (!take(p, TOKEN_MINUS))
        return parse_factor(p);
    return unary(p, NODE_NEGATE, start, parse_factor(p));
}

static bool starts_factor(const Parser *p)
{
    switch (kind(p)) {
    case TOKEN_NUMBER:
    case TOKEN_LETTER:
    case TOKEN_WORD:
    case TOKEN_ACCENT:
    case TOKEN_ONES:
    case TOKEN_INFINITY:
    case TOKEN_OPEN:
    case TOKEN_OPEN_BRACKET:
    case TOKEN_OPEN_BRACE:
    case TOKEN_OPEN_ANGLE:
    case TOKEN_LEFT_DOT:
    case TOKEN_BEGIN_MATRIX:
    case TOKEN_FRACTION:
    case TOKEN_SUM:
    case TOKEN_PRODUCT:
    case TOKEN_LIMIT:
    case TOKEN_NABLA:
    case TOKEN_PARTIAL:
        return true;
    case TOKEN_BAR:
    case TOKEN_DOUBLE_BAR:
        return p->token[p->at].side >= 0 && !bar_closes(p);
    default:
        return false;
    }
}

/* L'opération qui commence ici ; juxtaposer, c'est multiplier. */
static bool take_operation(Parser *p, NodeKind *operation, bool *written)
{
    *written = true;
    *operation = NODE_PRODUCT;
    if (take(p, TOKEN_TIMES) || take(p, TOKEN_STAR))
        return true;
    *operation = NODE_DIVIDE;
    if (take(p, TOKEN_SLASH))
        return true;
    *operation = NODE_HADAMARD;
    if (take(p, TOKEN_HADAMARD))
        return true;
    *operation = NODE_PRODUCT;
    *written = false;
    return starts_factor(p);
}

static Node *parse_negated(Parser *p)
{
    size_t start = here(p);
    p->at++;
    if (!enter(p))
        return NULL;
    Node *term = parse_term(p);
    p->depth--;
    return unary(p, NODE_NEGATE, start, term);
}

static Node *parse_term(Parser *p)
{
    NodeKind operation;
    bool written;
    if (kind(p) == TOKEN_MINUS)
        return parse_negated(p);
    Node *left = parse_factor(p);
    while (left && take_operation(p, &operation, &written))
        left = binary(p, operation, left,
                      written ? parse_operand(p) : parse_factor(p));
    return left;
}

static Node *parse_sum(Parser *p)
{
    take(p, TOKEN_PLUS);
    Node *left = parse_term(p);
    while (left && (kind(p) == TOKEN_PLUS || kind(p) == TOKEN_MINUS)) {
        NodeKind operation = kind(p) == TOKEN_PLUS ? NODE_ADD : NODE_SUBTRACT;
        p->at++;
        left = binary(p, operation, left, parse_term(p));
    }
    return left;
}

/* --- La chaîne ------------------------------------------------------------ */

static bool take_relation(Parser *p, Formula *formula)
{
    static const TokenKind relations[] = {
        [RELATION_EQUAL] = TOKEN_EQUAL,
        [RELATION_LESS] = TOKEN_LESS,
        [RELATION_LESS_EQUAL] = TOKEN_LESS_EQUAL,
        [RELATION_GREATER] = TOKEN_GREATER,
        [RELATION_GREATER_EQUAL] = TOKEN_GREATER_EQUAL,
        [RELATION_IFF] = TOKEN_IFF,
        [RELATION_ASSIGN] = TOKEN_ASSIGN,
    };
    for (size_t i = 0; i < COUNT(relations); i++)
        if (kind(p) == relations[i]) {
            formula->relation[formula->count - 1] = (Relation)i;
            formula->relation_start[formula->count - 1] = here(p);
            p->at++;
            return true;
        }
    return false;
}

static bool parse_chain(Parser *p, Formula *formula)
{
    do {
        if (formula->count == FORMULA_SIDES)
            return FAIL(p, here(p), "plus de %d membres", FORMULA_SIDES);
        Node *side = parse_sum(p);
        if (!side)
            return false;
        formula->side[formula->count++] = side;
    } while (take_relation(p, formula));
    if (kind(p) == TOKEN_NOT_EQUAL)
        return FAIL(p, here(p), "« ≠ » n'a de sens que sous Σ");
    return kind(p) == TOKEN_END ||
           expected(p, "une opération, une relation ou la fin de la formule "
                       "est attendue");
}

/* Passe ∇ et son ordre, puis « _ » : sa variable n'est pas un indice. */
static size_t skip_nabla(const Token *token, size_t at)
{
    at++;
    if (token[at].kind == TOKEN_CARET)
        at = group_end(token, at + 1);
    return token[at].kind == TOKEN_UNDERSCORE ? at + 1 : at;
}

/* Les lettres mises en indice : celles d'un groupe « _ », sauf s'il fait partie
 * d'un nom, suit ∇ ou dit « |_{x = a} ». */
static void collect_indices(Parser *p)
{
    const Token *token = p->token;
    Name name;
    p->reader.lenient = true;
    for (p->at = 0; kind(p) != TOKEN_END;) {
        if (name_starts(&token[p->at])) {
            name_read(&p->reader, &name, p->at);
            p->at = name.next;
        } else if (kind(p) == TOKEN_NABLA) {
            p->at = skip_nabla(token, p->at);
        } else if (is_at_bar(p)) {
            p->at += 3;
        } else if (kind(p) == TOKEN_UNDERSCORE) {
            size_t first = ++p->at;
            name_add_indices(&p->reader, first,
                             name_starts(&token[first])
                                 ? name_run_end(token, first)
                                 : group_end(token, first));
        } else {
            p->at++;
        }
    }
    p->reader.lenient = false;
    p->at = 0;
}

/* Un point, une virgule finissent la phrase, non la formule. */
static void drop_punctuation(Tokens *tokens)
{
    Token *end = &tokens->token[tokens->count - 1];
    while (end > tokens->token &&
           (end[-1].kind == TOKEN_COMMA || end[-1].kind == TOKEN_SEMICOLON ||
            end[-1].kind == TOKEN_DOT)) {
        end--;
        end->kind = TOKEN_END;
    }
}

bool formula_parse(Formula *formula, const char *text,
                   const FormulaNames *names, FormulaError *error)
{
    Tokens tokens;
    *formula = (Formula){ 0 };
    bool read = formula_tokenize(&tokens, text, error);
    if (read) {
        drop_punctuation(&tokens);
        formula->pool = allocate(1, sizeof *formula->pool);
        Parser parser = { .text = text,
                          .error = error,
                          .token = tokens.token,
                          .reader = { .names = names, .token = tokens.token },
                          .pool = formula->pool };
        collect_indices(&parser);
        read = parse_chain(&parser, formula);
    }
    tokens_free(&tokens);
    if (!read)
        formula_free(formula);
    return read;
}

void formula_free(Formula *formula)
{
    Entry *entry = formula->pool ? formula->pool->first : NULL;
    while (entry) {
        Entry *next = entry->next;
        free(entry);
        entry = next;
    }
    free(formula->pool);
    *formula = (Formula){ 0 };
}

bool formula_same(const Node *a, const Node *b)
{
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || a->order != b->order || a->number != b->number ||
        strcmp(a->name, b->name) != 0 || a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!formula_same(a->child[i], b->child[i]))
            return false;
    return true;
}
