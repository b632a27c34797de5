/* formula_parser.h — ce que partagent les fichiers du lecteur, et eux seuls.
 *
 * formula_parser.c     la chaîne, les sommes, les termes, les parenthèses
 * formula_operators.c  ce qui s'applique à ce qui suit : f, Σ, lim, ∂, ∇
 * formula_atoms.c      nombres, symboles, matrices, indices, exposants
 *
 * Une fonction parse_… lit à partir de p->at ce que dit son nom, et avance ;
 * elle rend NULL, ou false, après avoir rempli l'erreur.
 */
#ifndef FORMULA_PARSER_H
#define FORMULA_PARSER_H

#include "formula_lexer.h"

enum { LIST_ITEMS = 64 };

typedef struct {
    const char *text;
    FormulaError *error;
    Token *token;
    size_t at;
    NameReader reader;
    struct FormulaPool *pool;
    const Token *opened; /* le crochet le plus proche encore ouvert, ou NULL */
    int depth;
} Parser;

typedef struct {
    size_t count;
    Node *item[LIST_ITEMS];
} List;

#define FAIL(p, offset, ...) \
    (formula_fail((p)->error, (p)->text, offset, __VA_ARGS__), NULL)

/* « « ) » attendue, trouvé « ] » » : wanted, et ce qui est là. */
Node *parse_expected(Parser *p, const char *wanted);

/* --- Lexèmes ------------------------------------------------------------ */

static inline TokenKind kind(const Parser *p)
{
    return p->token[p->at].kind;
}

/* Le lexème qui est count plus loin ; la fin, s'il n'y en a pas tant. */
static inline TokenKind kind_after(const Parser *p, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (p->token[p->at + i].kind == TOKEN_END)
            return TOKEN_END;
    return p->token[p->at + count].kind;
}

static inline size_t here(const Parser *p)
{
    return p->token[p->at].start;
}

static inline bool at_name(const Parser *p)
{
    return name_starts(&p->token[p->at]);
}

static inline bool take(Parser *p, TokenKind wanted)
{
    if (kind(p) != wanted)
        return false;
    p->at++;
    return true;
}

/* --- Nœuds -------------------------------------------------------------- */

/* Un nœud, de l'octet start au dernier lexème lu. NULL s'il y en a trop. */
Node *node_make(Parser *p, NodeKind node_kind, size_t start, size_t count,
                Node *const child[]);
Node *node_named(Parser *p, NodeKind node_kind, const char *name, size_t start,
                 size_t count, Node *const child[]);
Node *node_number(Parser *p, double number, size_t start);
Node *node_symbol(Parser *p, const Name *name, size_t start);

/* NULL si un opérande l'est. */
Node *node_unary(Parser *p, NodeKind node_kind, size_t start, Node *operand);
Node *node_binary(Parser *p, NodeKind node_kind, Node *left, Node *right);

/* base et ses indices : un nom connu (W_h), ou une composante (y_i). */
Node *node_index(Parser *p, Node *base, const List *list);

/* Ajoute node à la liste ; false s'il est NULL, ou la liste pleine. */
bool list_append(Parser *p, List *list, Node *node);

/* --- formula_parser.c ---------------------------------------------------- */

Node *parse_sum(Parser *p);
Node *parse_term(Parser *p);
Node *parse_factor(Parser *p);

/* Un facteur peut-il commencer ici ? */
bool starts_factor(const Parser *p);

/* ( a ), { a }, | a | : ce qu'il y a dedans ; ( a, b ) : les arguments. */
Node *parse_inside(Parser *p);
bool parse_arguments(Parser *p, List *list);

/* Ce qui ferme le crochet ouvert par opening. */
bool parse_close(Parser *p, const Token *opening);
bool bracket_is_open(const Parser *p, TokenKind opening);

/* --- formula_operators.c ------------------------------------------------- */

Node *parse_prefix(Parser *p);
Node *parse_fraction(Parser *p);

/* --- formula_atoms.c ----------------------------------------------------- */

Node *parse_atom(Parser *p);
Node *parse_postfix(Parser *p, Node *base);

/* Un nom ; parse_named_symbol en fait un symbole. name_is_free : e, I, O ou δ,
 * que rien ne nomme. */
bool parse_name(Parser *p, Name *name);
bool name_is_free(const Name *name, const char *text);
Node *parse_named_symbol(Parser *p, const Name *name, size_t start);
Node *parse_symbol(Parser *p);

/* parse, là où une lettre inconnue est un indice. */
Node *parse_lenient(Parser *p, Node *(*parse)(Parser *p));
bool parse_indices(Parser *p, List *list);

/* Ce qui suit « ^ ». */
Node *parse_exponent(Parser *p);
bool parse_no_tower(Parser *p);
size_t transposition_end(const Parser *p);
bool substitution_follows(const Parser *p);
int one_sided(const Parser *p, size_t *next);

#endif
