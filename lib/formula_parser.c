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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "formula_parser.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Le texte peut avoir plus de parenthèses que l'arbre n'a d'étages. */
enum { NESTING = 4 * FORMULA_DEPTH };

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

/* --- Erreurs ------------------------------------------------------------- */

/* Ce que l'on attendait (« « ) » attendue »), et ce qui est là. */
Node *parse_expected(Parser *p, const char *wanted)
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

/* --- Nœuds --------------------------------------------------------------- */

/* Un nœud, du texte start au dernier lexème lu. */
Node *node_make(Parser *p, NodeKind node_kind, size_t start, size_t count,
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

Node *node_named(Parser *p, NodeKind node_kind, const char *name, size_t start,
                 size_t count, Node *const child[])
{
    Node *node = node_make(p, node_kind, start, count, child);
    if (node)
        snprintf(node->name, sizeof node->name, "%s", name);
    return node;
}

Node *node_number(Parser *p, double number, size_t start)
{
    Node *node = node_make(p, NODE_NUMBER, start, 0, NULL);
    if (node)
        node->number = number;
    return node;
}

Node *node_unary(Parser *p, NodeKind node_kind, size_t start, Node *operand)
{
    return operand ? node_make(p, node_kind, start, 1, &operand) : NULL;
}

Node *node_binary(Parser *p, NodeKind node_kind, Node *left, Node *right)
{
    if (!left || !right)
        return NULL;
    return node_make(p, node_kind, left->start, 2, (Node *[]){ left, right });
}

/* Un symbole qui est aussi une fonction garde cette marque : devant une
 * parenthèse, il ne se relirait pas comme un produit. */
Node *node_symbol(Parser *p, const Name *name, size_t start)
{
    Node *node = node_named(p, NODE_SYMBOL, name->text, start, 0, NULL);
    if (node)
        node->order = (name->kind & NAME_FUNCTION) != 0;
    return node;
}

bool list_append(Parser *p, List *list, Node *node)
{
    if (node && list->count == LIST_ITEMS)
        node = FAIL(p, node->start, "plus de %d éléments", LIST_ITEMS);
    if (node)
        list->item[list->count++] = node;
    return node != NULL;
}

/* --- Parenthèses, barres, accolades -------------------------------------- */

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

bool bracket_is_open(const Parser *p, TokenKind opening)
{
    return p->opened && p->opened->kind == opening;
}

/* « || » : la barre qui ferme, puis une qui ouvre ? */
static bool is_split_bar(const Parser *p)
{
    return bracket_is_open(p, TOKEN_BAR) && p->opened->side == 0 &&
           kind(p) == TOKEN_DOUBLE_BAR && p->text[here(p)] == '|';
}

/* Une barre ferme-t-elle ici ce qui est ouvert ? \left ne se ferme que par
 * \right. */
static bool bar_closes(const Parser *p)
{
    int side = p->token[p->at].side;
    if (bracket_is_open(p, TOKEN_LEFT_DOT))
        return kind(p) == TOKEN_BAR && side < 0;
    return is_split_bar(p) || (bracket_is_open(p, kind(p)) &&
                               (side < 0 || side + p->opened->side == 0));
}

/* Lit ce qui ferme le crochet ouvert par opening. « |a||b| » : la première des
 * deux barres ferme. */
bool parse_close(Parser *p, const Token *opening)
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
    return parse_expected(p, wanted);
}

/* Lit ( … ), { … }, | … | : ce qu'il y a dedans. */
Node *parse_inside(Parser *p)
{
    const Token *opening = &p->token[p->at++];
    const Token *outer = p->opened;
    p->opened = opening;
    Node *inside = parse_sum(p);
    bool closed = inside && parse_close(p, opening);
    p->opened = outer;
    if (!closed)
        return NULL;
    inside->start = opening->start;
    inside->end = p->token[p->at - 1].end;
    return inside;
}

/* Lit ( a, b, … ) : les arguments. */
bool parse_arguments(Parser *p, List *list)
{
    const Token *opening = &p->token[p->at++];
    const Token *outer = p->opened;
    p->opened = opening;
    list->count = 0;
    do
        if (!list_append(p, list, parse_sum(p)))
            return false;
    while (take(p, TOKEN_COMMA));
    bool closed = parse_close(p, opening);
    p->opened = outer;
    return closed;
}

/* --- Facteurs, termes, sommes -------------------------------------------- */

static bool enter(Parser *p)
{
    if (p->depth == NESTING)
        return FAIL(p, here(p), "trop d'emboîtements : plus de %d", NESTING);
    p->depth++;
    return true;
}

Node *parse_factor(Parser *p)
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
    return node_unary(p, NODE_NEGATE, start, parse_factor(p));
}

bool starts_factor(const Parser *p)
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
static bool take_operation(Parser *p, NodeKind *operation)
{
    *operation = NODE_PRODUCT;
    if (take(p, TOKEN_TIMES) || take(p, TOKEN_STAR))
        return true;
    *operation = NODE_DIVIDE;
    if (take(p, TOKEN_SLASH))
        return true;
    *operation = NODE_HADAMARD;
    return take(p, TOKEN_HADAMARD);
}

/* Un facteur juxtaposé ; mais « 10 000 » n'est pas 10 fois 0. */
static Node *parse_juxtaposed(Parser *p)
{
    if (kind(p) == TOKEN_NUMBER && p->token[p->at - 1].kind == TOKEN_NUMBER)
        return parse_expected(p, "« · » attendu entre deux nombres");
    return parse_factor(p);
}

static Node *parse_negated(Parser *p)
{
    size_t start = here(p);
    p->at++;
    if (!enter(p))
        return NULL;
    Node *term = parse_term(p);
    p->depth--;
    return node_unary(p, NODE_NEGATE, start, term);
}

Node *parse_term(Parser *p)
{
    NodeKind operation;
    if (kind(p) == TOKEN_MINUS)
        return parse_negated(p);
    Node *left = parse_factor(p);
    while (left)
        if (take_operation(p, &operation))
            left = node_binary(p, operation, left, parse_operand(p));
        else if (starts_factor(p))
            left = node_binary(p, NODE_PRODUCT, left, parse_juxtaposed(p));
        else
            break;
    return left;
}

Node *parse_sum(Parser *p)
{
    take(p, TOKEN_PLUS);
    Node *left = parse_term(p);
    while (left && (kind(p) == TOKEN_PLUS || kind(p) == TOKEN_MINUS)) {
        NodeKind operation = kind(p) == TOKEN_PLUS ? NODE_ADD : NODE_SUBTRACT;
        p->at++;
        left = node_binary(p, operation, left, parse_term(p));
    }
    return left;
}

/* --- La chaîne ----------------------------------------------------------- */

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
           parse_expected(
               p, "une opération, une relation ou la fin de la formule "
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

/* Après « _ » : les lettres du groupe sont des indices. Un groupe emboîté est
 * déjà compté ; marked est la fin du dernier. */
static size_t mark_group(Parser *p, size_t marked)
{
    if (p->at <= marked)
        return marked;
    size_t end = at_name(p) ? name_run_end(p->token, p->at)
                            : group_end(p->token, p->at);
    name_add_indices(&p->reader, p->at, end);
    return end;
}

/* Les lettres mises en indice : celles d'un groupe « _ », sauf s'il fait
 * partie d'un nom, suit ∇ ou dit « |_{x = a} ». */
static void collect_indices(Parser *p)
{
    const Token *token = p->token;
    size_t end = 0;
    Name name;
    p->reader.lenient = true;
    for (p->at = 0; kind(p) != TOKEN_END;) {
        if (at_name(p)) {
            name_read(&p->reader, &name, p->at);
            p->at = name.next;
        } else if (kind(p) == TOKEN_NABLA) {
            p->at = skip_nabla(token, p->at);
        } else if ((kind(p) == TOKEN_BAR || kind(p) == TOKEN_DOUBLE_BAR) &&
                   substitution_follows(p)) {
            p->at += 3;
        } else if (take(p, TOKEN_UNDERSCORE)) {
            end = mark_group(p, end);
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
