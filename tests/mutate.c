/* mutate.c — voir mutate.h. */
#include "mutate.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/error.h"
#include "../lib/evaluate.h"
#include "../lib/random.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { CHOICES = 3, LETTERS = 16, EDITS = 2 };

const char *mutation_name(Mutation mutation)
{
    static const char *const names[MUTATIONS] = {
        [MUTATE_SIGN] = "signe",
        [MUTATE_TRANSPOSE] = "transposée",
        [MUTATE_SCALE] = "terme doublé",
        [MUTATE_NUMBER] = "nombre",
        [MUTATE_SYMBOL] = "symbole",
        [MUTATE_INDEX] = "indice",
        [MUTATE_ORDER] = "ordre d'un produit",
        [MUTATE_DROP_TERM] = "terme oublié",
        [MUTATE_DROP_FACTOR] = "facteur oublié",
        [MUTATE_DROP_INDEX] = "indice oublié",
        [MUTATE_DROP_FUNCTION] = "fonction oubliée",
        [MUTATE_PARENTHESES] = "parenthèses oubliées",
        [MUTATE_FUNCTION] = "fonction",
        [MUTATE_HADAMARD] = "⊙ et produit",
        [MUTATE_BOUND] = "borne d'une somme",
        [MUTATE_RELATION] = "sens d'une inégalité",
    };
    return names[mutation];
}

/* Des octets du texte : [start, end). */
typedef struct {
    size_t start, end;
} Span;

typedef struct {
    const char *text;
    Formula formula;
    Notation *notation;
    FormulaNames names;
    const Lexicon *lexicon;
    Evaluator *evaluator;
    struct {
        const char *name;
        Span span;
    } letter[LETTERS]; /* les indices de l'équation */
    size_t letters;
    char digits[16]; /* les chiffres qui y sont des indices */
    Mutants *out;
} Mutator;

/* Où est un nœud. */
enum {
    IN_INDEX = 1,    /* dans un indice, une borne */
    IN_BOUND = 2,    /* dans une borne */
    IN_ORDER = 4,    /* dans O(…) */
    IN_VARIABLE = 8, /* ce par rapport à quoi l'on dérive */
    IN_SUM = 16      /* l'indice que déclare une somme */
};

typedef struct {
    const Node *node, *parent;
    size_t rank; /* parmi les enfants de parent */
    unsigned where;
} Spot;

/* --- Le texte ------------------------------------------------------------ */

/* Un remplacement. */
typedef struct {
    Span span;
    const char *with;
} Edit;

static void *grow(void *list, size_t count, size_t size)
{
    void *grown = realloc(list, size_product(count + 1, size));
    if (!grown)
        fatal(HERE, __func__, "mémoire épuisée");
    return grown;
}

/* Le texte finit-il par une commande, \log ? */
static bool ends_with_command(const char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && isalpha((unsigned char)text[start - 1]))
        start--;
    return start < length && start > 0 && text[start - 1] == '\\';
}

/* Ajoute length octets, sans coller une lettre à une commande. */
static void glue(char *to, const char *from, size_t length)
{
    if (length > 0 && isalpha((unsigned char)*from) &&
        ends_with_command(to, strlen(to)))
        strcat(to, " ");
    strncat(to, from, length);
}

/* Le texte, remplacements faits, dans l'ordre. À libérer. */
static char *rewrite(const char *text, size_t count, const Edit *edits)
{
    size_t size = strlen(text) + 1, at = 0;
    for (size_t i = 0; i < count; i++)
        size += strlen(edits[i].with) + 2;
    char *to = allocate(size, 1);
    for (size_t i = 0; i < count; i++) {
        glue(to, text + at, edits[i].span.start - at);
        glue(to, edits[i].with, strlen(edits[i].with));
        at = edits[i].span.end;
    }
    glue(to, text + at, strlen(text + at));
    return to;
}

static bool same_chain(const Formula *a, const Formula *b)
{
    if (a->count != b->count)
        return false;
    for (size_t k = 0; k < a->count; k++)
        if (!formula_same(a->side[k], b->side[k]) ||
            (k > 0 && a->relation[k - 1] != b->relation[k - 1]))
            return false;
    return true;
}

/* Le mutant est-il déjà là ? Deux textes qui ne se lisent pas diffèrent s'ils
 * s'écrivent autrement. */
static bool is_known(const Mutator *m, const Mutant *mutant)
{
    for (size_t i = 0; i < m->out->count; i++) {
        const Mutant *other = &m->out->list[i];
        if (strcmp(other->text, mutant->text) == 0 ||
            (mutant->formula.count > 0 &&
             same_chain(&other->formula, &mutant->formula)))
            return true;
    }
    return false;
}

static void propose(Mutator *m, Mutation mutation, size_t count,
                    const Edit *edits)
{
    FormulaError error;
    Mutant mutant = { .mutation = mutation,
                      .text = rewrite(m->text, count, edits) };
    formula_parse(&mutant.formula, mutant.text, &m->names, &error);
    if (same_chain(&mutant.formula, &m->formula) || is_known(m, &mutant)) {
        formula_free(&mutant.formula);
        free(mutant.text);
        return;
    }
    m->out->list = grow(m->out->list, m->out->count, sizeof mutant);
    m->out->list[m->out->count++] = mutant;
}

static void replace(Mutator *m, Mutation mutation, Span span, const char *with)
{
    propose(m, mutation, 1, &(Edit){ span, with });
}

/* Ôte des octets, et l'espace qui ferait double. */
static void cut(Mutator *m, Mutation mutation, size_t start, size_t end)
{
    if (start > 0 && m->text[start - 1] == ' ' && m->text[end] == ' ')
        end++;
    replace(m, mutation, (Span){ start, end }, "");
}

/* Met open devant les octets de span, close derrière. */
static void wrap(Mutator *m, Mutation mutation, Span span, const char *open,
                 const char *close)
{
    const Edit edits[EDITS] = { { { span.start, span.start }, open },
                                { { span.end, span.end }, close } };
    propose(m, mutation, EDITS, edits);
}

/* Les octets de span, à libérer. */
static char *copy(const Mutator *m, Span span)
{
    char *text = allocate(span.end - span.start + 1, 1);
    memcpy(text, m->text + span.start, span.end - span.start);
    return text;
}

/* Échange les octets de a et de b, a venant d'abord. */
static void exchange(Mutator *m, Mutation mutation, Span a, Span b)
{
    char *first = copy(m, a), *second = copy(m, b);
    propose(m, mutation, EDITS, (Edit[]){ { a, second }, { b, first } });
    free(first);
    free(second);
}

/* --- Les octets d'un nœud ------------------------------------------------ */

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

/* Les octets qui précèdent end finissent-ils par word ? */
static bool ends(const char *text, size_t end, const char *word)
{
    size_t length = strlen(word);
    return end >= length && strncmp(text + end - length, word, length) == 0;
}

/* La parenthèse qui commence ici, passé ce qui règle sa taille ; start si ce
 * n'en est pas une. */
static size_t skip_size(const Mutator *m, size_t start)
{
    static const char *const sizes[] = { " ", "\\!", "\\left", "\\big",
                                         "\\Big" };
    size_t at = start, before;
    do {
        before = at;
        for (size_t i = 0; i < COUNT(sizes); i++)
            if (begins(m->text + at, sizes[i]))
                at += strlen(sizes[i]);
    } while (at > before);
    return m->text[at] == '(' ? at : start;
}

/* Où commence un nœud, le \left de sa barre compris. */
static size_t outer_start(const Mutator *m, const Node *node)
{
    size_t before = node->start;
    if (!strchr("|\\", m->text[before]))
        return before;
    while (before > 0 && m->text[before - 1] == ' ')
        before--;
    return ends(m->text, before, "\\left") ? before - strlen("\\left")
                                           : node->start;
}

static Span outer(const Mutator *m, const Node *node)
{
    return (Span){ outer_start(m, node), node->end };
}

/* L'octet qui ferme la parenthèse ou l'accolade ouverte à open. */
static size_t closing(const char *text, size_t open)
{
    size_t depth = 0, at = open;
    for (; text[at]; at++) {
        depth += strchr("([{", text[at]) != NULL;
        if (strchr(")]}", text[at]) && --depth == 0)
            break;
    }
    return at;
}

/* L'octet qui suit la parenthèse ou l'accolade, si span est tout entier entre
 * elles ; 0 sinon. */
static size_t inside_start(const Mutator *m, Span span)
{
    size_t open = skip_size(m, span.start);
    bool bracket = m->text[open] == '(' || m->text[open] == '{';
    return bracket && closing(m->text, open) + 1 == span.end ? open + 1 : 0;
}

/* '(' ou '{' si le nœud est tout entier entre elles, '\0' sinon. */
static char bracket(const Mutator *m, const Node *node)
{
    size_t inside = inside_start(m, (Span){ node->start, node->end });
    return inside ? m->text[inside - 1] : '\0';
}

/* Sans les blancs des deux bouts, ni le \right de la parenthèse. */
static Span trim(const Mutator *m, Span span)
{
    while (m->text[span.start] == ' ')
        span.start++;
    while (m->text[span.end - 1] == ' ')
        span.end--;
    if (ends(m->text, span.end, "\\right")) {
        span.end -= strlen("\\right");
        return trim(m, span);
    }
    return span;
}

/* Les octets d'un nœud, sans ses parenthèses ; ni, si norm, ses barres. */
static Span inner(const Mutator *m, const Node *node, bool norm)
{
    Span span = { node->start, node->end };
    size_t inside, bar = begins(m->text + span.start, "\\|") ? 2 : 1;
    if (norm)
        span = trim(m, (Span){ span.start + bar, span.end - bar });
    while ((inside = inside_start(m, span)) > 0)
        span = trim(m, (Span){ inside, span.end - 1 });
    return span;
}

static bool in_norm(const Spot *s)
{
    return s->parent &&
           (s->parent->kind == NODE_ABS || s->parent->kind == NODE_NORM);
}

/* Le dernier caractère qui précède, blancs passés. */
static char previous(const Mutator *m, size_t at)
{
    while (at > 0 && m->text[at - 1] == ' ')
        at--;
    return at > 0 ? m->text[at - 1] : '\0';
}

/* Où est, entre deux nœuds, l'un des caractères de signs ; false s'il n'y est
 * pas. */
static bool find_sign(const Mutator *m, size_t from, size_t to,
                      const char *signs, Span *sign)
{
    for (size_t at = from; at < to; at++)
        if (strchr(signs, m->text[at])) {
            *sign = (Span){ at, at + 1 };
            return true;
        }
    return false;
}

/* --- Devant quoi un signe, un facteur se mettent-ils ? ------------------- */

static bool is_kind(const Node *node, NodeKind a, NodeKind b)
{
    return node && (node->kind == a || node->kind == b);
}

static bool is_sum(const Node *node)
{
    return is_kind(node, NODE_ADD, NODE_SUBTRACT);
}

/* 0, ∞, O(…) : ni leur signe, ni leur facteur ne disent rien. */
static bool is_indifferent(const Node *node)
{
    return node->kind == NODE_BIG_O ||
           (node->kind == NODE_NUMBER &&
            (node->number == 0 || isinf(node->number)));
}

/* Un nœud qui a sa place à lui, une somme entière : un membre, une parenthèse,
 * l'argument d'une fonction, un exposant… Rend ses octets, et ce qu'il faut
 * mettre autour. */
static bool has_place(const Mutator *m, const Spot *s, Span *span,
                      const char **open, const char **close)
{
    const Node *node = s->node, *parent = s->parent;
    char before = previous(m, outer_start(m, node));
    *span = inner(m, node, in_norm(s));
    *open = *close = "";
    if (bracket(m, node) || in_norm(s) || !parent)
        return true;
    if (is_kind(parent, NODE_MATRIX, NODE_INNER))
        return true;
    if (parent->kind == NODE_AT)
        return s->rank == 2;
    if (parent->kind == NODE_POWER && s->rank == 0)
        return false;
    if (!is_kind(parent, NODE_CALL, NODE_POWER))
        return false;
    if (before == '(' || before == ',')
        return true;
    *open = before == '^' ? "{" : "(";
    *close = before == '^' ? "}" : ")";
    return true;
}

static void put_in_front(Mutator *m, Mutation mutation, Span span,
                         const char *what, const char *open, const char *close)
{
    char start[16];
    snprintf(start, sizeof start, "%s%s", open, what);
    wrap(m, mutation, span, start, close);
}

/* --- Signe --------------------------------------------------------------- */

/* 0^+, +∞ : le signe d'une limite. */
static void mutate_limit_sign(Mutator *m, const Node *limit)
{
    Span sign;
    if (find_sign(m, limit->child[1]->end, limit->child[0]->start, "+-",
                  &sign))
        replace(m, MUTATE_SIGN, sign, m->text[sign.start] == '+' ? "-" : "+");
}

static void mutate_sign(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    const char *open, *close;
    Span sign, span;
    if (is_sum(node) && !is_indifferent(node->child[1]) &&
        find_sign(m, node->child[0]->end, outer_start(m, node->child[1]), "+-",
                  &sign))
        replace(m, MUTATE_SIGN, sign, node->kind == NODE_ADD ? "-" : "+");
    if (node->kind == NODE_NEGATE &&
        find_sign(m, node->start, node->child[0]->start, "-", &sign))
        cut(m, MUTATE_SIGN, sign.start, sign.end);
    if (node->kind == NODE_LIMIT)
        mutate_limit_sign(m, node);
    if (node->kind != NODE_NEGATE && !is_indifferent(node) && !s->where &&
        has_place(m, s, &span, &open, &close))
        put_in_front(m, MUTATE_SIGN, span, "-", open, close);
}

/* --- Transposée ---------------------------------------------------------- */

/* La valeur de node a-t-elle plusieurs entrées ? */
static bool is_tensor(const Mutator *m, const Node *node)
{
    Value value;
    Usage usage = { 0 };
    FormulaError error;
    return evaluator_value(m->evaluator, &value, node, m->text, &usage,
                           &error) &&
           !value_is_scalar(&value);
}

static bool is_matrix(const Mutator *m, const Node *node)
{
    Value value;
    Usage usage = { 0 };
    FormulaError error;
    return evaluator_value(m->evaluator, &value, node, m->text, &usage,
                           &error) &&
           value.rows > 1 && value.cols > 1;
}

/* Les octets de « ^\top », après ceux de a. */
static Span transposition(const Mutator *m, const Node *a)
{
    size_t at = a->end;
    while (m->text[at] == ' ')
        at++;
    Span span = { a->end, at + 1 };
    if (m->text[at] == '^')
        span.end = m->text[at + 1] == '{' ? closing(m->text, at + 1) + 1
                                          : at + 1 + strlen("\\top");
    return span;
}

/* S'écrit-il d'un seul tenant, sans exposant ? */
static bool is_atom(const Mutator *m, const Node *node)
{
    Span span = inner(m, node, false);
    for (size_t at = span.start; at < span.end; at++)
        if (m->text[at] == '^' && node->kind != NODE_MATRIX)
            return false;
    return is_kind(node, NODE_SYMBOL, NODE_INDEX) ||
           is_kind(node, NODE_ONES, NODE_MATRIX) ||
           (node->kind == NODE_CALL && m->text[span.end - 1] == ')');
}

static bool is_factor(const Mutator *m, const Node *node)
{
    return is_atom(m, node) || is_kind(node, NODE_GRADIENT, NODE_CALL) ||
           bracket(m, node) == '(';
}

static void mutate_transpose(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (node->kind == NODE_TRANSPOSE) {
        Span mark = transposition(m, node->child[0]);
        cut(m, MUTATE_TRANSPOSE, mark.start, mark.end);
        return;
    }
    bool base = is_kind(s->parent, NODE_INDEX, NODE_INDEX);
    if (s->where || !is_factor(m, node) ||
        is_kind(s->parent, NODE_TRANSPOSE, NODE_AT) ||
        !(base ? is_matrix(m, node) : is_tensor(m, node)))
        return;
    Span span = inner(m, node, in_norm(s));
    if (is_atom(m, node))
        replace(m, MUTATE_TRANSPOSE, (Span){ span.end, span.end }, "^\\top");
    else if (bracket(m, node) == '(')
        replace(m, MUTATE_TRANSPOSE, (Span){ node->end, node->end }, "^\\top");
    else
        wrap(m, MUTATE_TRANSPOSE, span, "(", ")^\\top");
}

/* --- Terme doublé, nombre ------------------------------------------------ */

static void mutate_scale(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    const char *open = "", *close = "";
    Span span = outer(m, node);
    if (s->where || is_indifferent(node) || node->kind == NODE_NUMBER)
        return;
    bool term = is_sum(s->parent) || is_kind(s->parent, NODE_NEGATE, 0);
    if (!term && (is_sum(node) || node->kind == NODE_NEGATE ||
                  !has_place(m, s, &span, &open, &close)))
        return;
    if (term && is_sum(node) && !bracket(m, node))
        return;
    bool digit = isdigit((unsigned char)m->text[span.start]);
    put_in_front(m, MUTATE_SCALE, span, digit ? "2 \\cdot " : "2\\, ", open,
                 close);
}

/* Change le dernier chiffre de span. */
static void change_digit(Mutator *m, Mutation mutation, Span span)
{
    size_t at = span.end;
    while (at > span.start && !isdigit((unsigned char)m->text[at - 1]))
        at--;
    if (at == span.start)
        return;
    char digit = m->text[at - 1];
    char other[] = { digit == '9' ? '8' : (char)(digit + 1), '\0' };
    replace(m, mutation, (Span){ at - 1, at }, other);
}

/* Où finit le nom que porte un nœud, et qui commence à start. */
static size_t name_end(const Mutator *m, const Node *node, size_t start)
{
    char name[FORMULA_NAME];
    size_t length = formula_name(name, m->text + start);
    if (strcmp(name, node->name) != 0)
        while (length > 0 && m->text[start + length] != '_')
            length--;
    return start + length;
}

/* Les primes d'une fonction : une de plus, une de moins. */
static void mutate_primes(Mutator *m, const Node *call)
{
    size_t at = name_end(m, call, inner(m, call, false).start);
    bool function = notation_find(m->notation, call->name, ROLE_FUNCTION);
    if (call->order > 0 && m->text[at] == '\'')
        cut(m, MUTATE_NUMBER, at, at + 1);
    if (call->order > 0 && m->text[at] == '^')
        change_digit(m, MUTATE_NUMBER, (Span){ at, closing(m->text, at + 1) });
    else if (function && call->count == 1)
        replace(m, MUTATE_NUMBER, (Span){ at, at }, "'");
}

/* ∇ et ∇². */
static void mutate_gradient_order(Mutator *m, const Node *gradient)
{
    size_t at = inner(m, gradient, false).start + strlen("\\nabla");
    if (gradient->order == 2)
        cut(m, MUTATE_NUMBER, at, at + strlen("^2"));
    else
        replace(m, MUTATE_NUMBER, (Span){ at, at }, "^2");
}

static void mutate_number(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    bool entry = s->parent && s->parent->kind == NODE_INDEX && s->rank > 0;
    if (node->kind == NODE_NUMBER && !*node->name && !isinf(node->number) &&
        !(s->where & IN_BOUND) && !entry)
        change_digit(m, MUTATE_NUMBER, inner(m, node, in_norm(s)));
    if (node->kind == NODE_CALL)
        mutate_primes(m, node);
    if (node->kind == NODE_GRADIENT)
        mutate_gradient_order(m, node);
}

/* --- Symboles ------------------------------------------------------------ */

/* Un indice, et non la valeur d'un symbole ? */
static bool is_letter(const Mutator *m, const char *name)
{
    for (size_t i = 0; i < m->letters; i++)
        if (strcmp(m->letter[i].name, name) == 0)
            return true;
    return false;
}

/* La forme d'un symbole, au rang 1 si c'est une famille. */
static bool symbol_shape(const Mutator *m, const Symbol *symbol, size_t *rows,
                         size_t *cols)
{
    Value value;
    Usage usage = { 0 };
    FormulaError error;
    Node one = { .kind = NODE_NUMBER, .number = 1 },
         name = { .kind = NODE_SYMBOL };
    Node *child[] = { &name, &one };
    Node at = { .kind = NODE_INDEX, .count = 2, .child = child };
    memcpy(name.name, symbol->name, sizeof name.name);
    if (!evaluator_value(m->evaluator, &value, *symbol->rank ? &at : &name,
                         m->text, &usage, &error))
        return false;
    *rows = value.rows;
    *cols = value.cols;
    return true;
}

static bool same_shape(const Mutator *m, const Symbol *a, const Symbol *b)
{
    size_t rows[2], cols[2];
    return strcmp(a->rank, b->rank) == 0 &&
           symbol_shape(m, a, &rows[0], &cols[0]) &&
           symbol_shape(m, b, &rows[1], &cols[1]) && rows[0] == rows[1] &&
           cols[0] == cols[1];
}

/* La même lettre, à la casse, à l'accent et à l'indice près. */
static bool same_letter(const char *a, const char *b)
{
    if ((unsigned char)*a < 0x80)
        return tolower((unsigned char)*a) == tolower((unsigned char)*b);
    return strncmp(a, b, 2) == 0;
}

static bool mentions(const Node *node, const char *name)
{
    if (!node)
        return false;
    if (strcmp(node->name, name) == 0)
        return true;
    for (size_t k = 0; k < node->count; k++)
        if (mentions(node->child[k], name))
            return true;
    return false;
}

/* Comment le livre écrit ce nom, ou NULL s'il ne l'écrit pas. */
static const char *spelling(const Mutator *m, const char *name, bool function)
{
    for (size_t i = 0; i < m->lexicon->count; i++) {
        const Word *word = &m->lexicon->list[i];
        if (word->function == function && strcmp(word->name, name) == 0)
            return word->tex;
    }
    return NULL;
}

/* À quel point écrirait-on other à la place de symbol ? 0 : jamais. */
static int likeness(const Mutator *m, const Symbol *symbol,
                    const Symbol *other)
{
    if (other->role != ROLE_SYMBOL || other == symbol ||
        !spelling(m, other->name, false))
        return 0;
    bool shape = same_shape(m, symbol, other);
    bool letter = same_letter(symbol->name, other->name);
    bool here = false;
    for (size_t k = 0; k < m->formula.count; k++)
        here |= mentions(m->formula.side[k], other->name);
    return shape && letter ? 4 : shape && here ? 3 : letter ? 2 : shape;
}

/* Le nom tex, à la place des octets de span : entre accolades après « _ » ou
 * « ^ », entre parenthèses devant un indice ou un exposant s'il en a un. */
static void put_name(Mutator *m, Mutation mutation, Span span, const char *tex)
{
    char with[FORMULA_NAME + 2];
    char before = span.start ? m->text[span.start - 1] : '\0',
         after = m->text[span.end];
    bool braces = (before == '_' || before == '^') && tex[1];
    bool parentheses = (after == '_' && strchr(tex, '_')) ||
                       (after == '^' && strchr(tex, '^'));
    snprintf(with, sizeof with, "%s%s%s",
             braces        ? "{"
             : parentheses ? "("
                           : "",
             tex,
             braces        ? "}"
             : parentheses ? ")"
                           : "");
    replace(m, mutation, span, with);
}

static void mutate_symbol(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    const Symbol *symbol =
        node->kind == NODE_SYMBOL
            ? notation_find(m->notation, node->name, ROLE_SYMBOL)
            : NULL;
    if (!symbol || is_letter(m, node->name))
        return;
    Span span = inner(m, node, in_norm(s));
    size_t count = m->notation->count, chosen = 0;
    int *like = allocate(count, sizeof *like);
    for (size_t i = 0; i < count; i++)
        like[i] = likeness(m, symbol, m->notation->symbols[i]);
    for (int best = 4; best > 0; best--)
        for (size_t i = 0; i < count && chosen < CHOICES; i++)
            if (like[i] == best) {
                put_name(m, MUTATE_SYMBOL, span,
                         spelling(m, m->notation->symbols[i]->name, false));
                chosen++;
            }
    free(like);
}

/* --- Indices ------------------------------------------------------------- */

/* Le chiffre d'une composante : un autre de l'équation, ou le suivant. */
static void mutate_digit(Mutator *m, const Node *node)
{
    Span span = inner(m, node, false);
    char digit = m->text[span.start];
    if (span.end != span.start + 1)
        return;
    for (const char *c = m->digits; *c; c++)
        if (*c != digit)
            replace(m, MUTATE_INDEX, span, (char[]){ *c, '\0' });
    if (!m->digits[1])
        change_digit(m, MUTATE_INDEX, span);
}

/* Les deux indices d'une entrée, échangés. */
static void swap_indices(Mutator *m, const Node *node)
{
    for (size_t k = 1; k + 1 < node->count; k++) {
        Span a = inner(m, node->child[k], false),
             b = inner(m, node->child[k + 1], false);
        if (a.end <= b.start)
            exchange(m, MUTATE_INDEX, a, b);
    }
}

static void mutate_index(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (node->kind == NODE_INDEX)
        swap_indices(m, node);
    if (node->kind == NODE_NUMBER && s->parent &&
        s->parent->kind == NODE_INDEX && s->rank > 0)
        mutate_digit(m, node);
    if (node->kind != NODE_SYMBOL || !(s->where & IN_INDEX) ||
        !is_letter(m, node->name))
        return;
    size_t chosen = 0;
    for (size_t i = 0; i < m->letters && chosen < CHOICES; i++) {
        Span other = m->letter[i].span;
        char tex[FORMULA_NAME] = "";
        if (strcmp(m->letter[i].name, node->name) == 0 ||
            other.end - other.start >= sizeof tex)
            continue;
        memcpy(tex, m->text + other.start, other.end - other.start);
        put_name(m, MUTATE_INDEX, inner(m, node, false), tex);
        chosen++;
    }
}

/* --- Produits ------------------------------------------------------------ */

static bool is_product(const Node *node)
{
    return is_kind(node, NODE_PRODUCT, NODE_HADAMARD);
}

/* Le facteur qui précède child[1] : child[0], ou son dernier facteur. */
static const Node *left_factor(const Mutator *m, const Node *node)
{
    const Node *left = node->child[0];
    return is_product(left) && !bracket(m, left) ? left->child[1] : left;
}

/* Placé devant d'autres facteurs, il les prendrait pour lui. */
static bool swallows(const Mutator *m, const Node *node)
{
    return is_kind(node, NODE_REDUCE, NODE_LIMIT) && !bracket(m, node);
}

static void mutate_order(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (node->kind != NODE_PRODUCT)
        return;
    const Node *a = left_factor(m, node), *b = node->child[1];
    if (!swallows(m, b) && is_tensor(m, a) && is_tensor(m, b))
        exchange(m, MUTATE_ORDER, outer(m, a), outer(m, b));
}

static void mutate_drop_term(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    Span sign;
    if (!is_sum(node) || (s->where & IN_INDEX))
        return;
    const Node *a = node->child[0], *b = node->child[1];
    cut(m, MUTATE_DROP_TERM, a->end, b->end);
    if ((!is_sum(a) || bracket(m, a)) &&
        find_sign(m, a->end, outer_start(m, b), "+-", &sign))
        cut(m, MUTATE_DROP_TERM, outer_start(m, a),
            node->kind == NODE_ADD ? sign.end : sign.start);
}

/* a/b : sans a, sans b. */
static void drop_part(Mutator *m, const Spot *s)
{
    const Node *node = s->node, *above = node->child[0],
               *below = node->child[1];
    Span whole = inner(m, node, in_norm(s)), kept = outer(m, above);
    char *text = copy(m, kept);
    replace(m, MUTATE_DROP_FACTOR, whole, text);
    free(text);
    if (above->kind != NODE_NUMBER && above->end <= below->start)
        replace(m, MUTATE_DROP_FACTOR, kept, "{1}");
}

static void mutate_drop_factor(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (s->where)
        return;
    if (is_product(node)) {
        const Node *a = node->child[0], *b = node->child[1];
        cut(m, MUTATE_DROP_FACTOR, a->end, b->end);
        if (!is_product(a) || bracket(m, a))
            cut(m, MUTATE_DROP_FACTOR, outer_start(m, a), outer_start(m, b));
    }
    if (node->kind == NODE_DIVIDE)
        drop_part(m, s);
    if (node->kind == NODE_POWER &&
        node->child[0]->end <= node->child[1]->start)
        cut(m, MUTATE_DROP_FACTOR, node->child[0]->end, node->child[1]->end);
}

/* y_i : sans son indice. */
static void mutate_drop_index(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (node->kind == NODE_INDEX && !(s->where & IN_INDEX))
        cut(m, MUTATE_DROP_INDEX, node->child[0]->end,
            inner(m, node, in_norm(s)).end);
}

/* Ce que deux parenthèses tiennent ensemble, sans elles. */
static void mutate_parentheses(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (bracket(m, node) != '(' || s->where)
        return;
    Span inside = inner(m, node, false);
    propose(m, MUTATE_PARENTHESES, EDITS,
            (Edit[]){ { { outer_start(m, node), inside.start }, "" },
                      { { inside.end, node->end }, "" } });
}

static void mutate_hadamard(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (!is_product(node) || !is_tensor(m, node->child[1]) ||
        !is_tensor(m, node->child[0]))
        return;
    Span gap = { node->child[0]->end, outer_start(m, node->child[1]) };
    replace(m, MUTATE_HADAMARD, gap,
            node->kind == NODE_HADAMARD ? " \\cdot " : " \\odot ");
}

/* --- Fonctions ----------------------------------------------------------- */

static const char *const swaps[][CHOICES] = {
    { "exp", "\\log", "\\tanh" },       { "log", "\\exp", "\\tanh" },
    { "tanh", "\\exp", "\\log" },       { "cosh", "\\sinh", "\\tanh" },
    { "sinh", "\\cosh", "\\tanh" },     { "SoftMax", "\\exp", "\\tanh" },
    { "Im", "\\mathrm{Re}", "\\tanh" }, { "max", "\\min", NULL },
    { "min", "\\max", NULL },           { "sum", "\\prod", NULL },
    { "prod", "\\sum", NULL },
};

/* e^{x} : la fonction, puis son argument entre parenthèses. */
static void replace_exponential(Mutator *m, const Node *call, size_t start,
                                const char *with)
{
    char argument[FORMULA_LENGTH];
    const Node *power = call->child[0];
    Span span = inner(m, power, false);
    snprintf(argument, sizeof argument, "(%.*s)", (int)(span.end - span.start),
             m->text + span.start);
    propose(m, MUTATE_FUNCTION, EDITS,
            (Edit[]){ { { start, power->start }, with },
                      { { power->start, power->end }, argument } });
}

/* \tanh, \mathrm{SoftMax} : ce qui s'écrit ici. */
static size_t command_end(const Mutator *m, size_t at)
{
    const char *text = m->text;
    bool styled = begins(text + at, "\\mathrm");
    at++;
    while (isalpha((unsigned char)text[at]))
        at++;
    return styled ? closing(text, at) + 1 : at;
}

static void swap_known(Mutator *m, const Node *node)
{
    size_t start = inner(m, node, false).start;
    for (size_t i = 0; i < COUNT(swaps); i++)
        for (size_t k = 1; k < CHOICES && swaps[i][k]; k++) {
            if (strcmp(node->name, swaps[i][0]) != 0)
                continue;
            if (m->text[start] == '\\')
                replace(m, MUTATE_FUNCTION,
                        (Span){ start, command_end(m, start) }, swaps[i][k]);
            else
                replace_exponential(m, node, start, swaps[i][k]);
        }
}

/* Σ a, log a : sans Σ, sans log ; e^a reste. */
static void mutate_drop_function(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    size_t start = inner(m, node, in_norm(s)).start;
    if (!is_kind(node, NODE_CALL, NODE_REDUCE) || m->text[start] != '\\')
        return;
    size_t end = node->kind == NODE_REDUCE ? outer_start(m, node->child[0])
                                           : command_end(m, start);
    if (node->kind == NODE_REDUCE || formula_is_builtin(node->name))
        cut(m, MUTATE_DROP_FUNCTION, start, end);
}

/* Le nombre de variables d'une fonction du chapitre. */
static size_t arity(const Symbol *function)
{
    if (function->count == 0)
        return 1;
    const Node *left = function->definition[0]->formula.side[0];
    return left->kind == NODE_INDEX ? left->child[0]->count : left->count;
}

static void mutate_function(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (!is_kind(node, NODE_CALL, NODE_REDUCE))
        return;
    const Symbol *function =
        node->kind == NODE_CALL
            ? notation_find(m->notation, node->name, ROLE_FUNCTION)
            : NULL;
    if (!function) {
        swap_known(m, node);
        return;
    }
    size_t start = inner(m, node, in_norm(s)).start, chosen = 0;
    Span span = { start, name_end(m, node, start) };
    for (size_t i = 0; i < m->notation->count && chosen < CHOICES; i++) {
        const Symbol *other = m->notation->symbols[i];
        const char *tex = spelling(m, other->name, true);
        if (other->role != ROLE_FUNCTION || other == function || !tex ||
            arity(other) != node->count)
            continue;
        replace(m, MUTATE_FUNCTION, span, tex);
        chosen++;
    }
}

/* --- Bornes, inégalités -------------------------------------------------- */

/* Une borne, ± 1. */
static void shift_bound(Mutator *m, const Node *bound)
{
    Span span = inner(m, bound, false);
    bool braces = span.start > 0 && m->text[span.start - 1] == '^';
    for (int step = -1; step <= 1; step += 2) {
        char with[16] = "", close[16];
        snprintf(close, sizeof close, "%+d%s", step, braces ? "}" : "");
        if (bound->kind == NODE_NUMBER) {
            snprintf(with, sizeof with, "%g", bound->number + step);
            replace(m, MUTATE_BOUND, span, with);
        } else {
            wrap(m, MUTATE_BOUND, span, braces ? "{" : "", close);
        }
    }
}

static void mutate_bound(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    if (node->kind != NODE_REDUCE)
        return;
    for (size_t k = 2; k < 4; k++)
        if (node->child[k])
            shift_bound(m, node->child[k]);
    if (node->child[4])
        cut(m, MUTATE_BOUND, node->child[1]->end, node->child[4]->end);
}

static void mutate_relations(Mutator *m)
{
    static const char *const flipped[] = {
        [RELATION_LESS] = ">",
        [RELATION_LESS_EQUAL] = "\\geq",
        [RELATION_GREATER] = "<",
        [RELATION_GREATER_EQUAL] = "\\leq",
    };
    for (size_t k = 0; k + 1 < m->formula.count; k++) {
        Relation relation = m->formula.relation[k];
        size_t start = m->formula.relation_start[k];
        if (relation < RELATION_LESS || relation > RELATION_GREATER_EQUAL)
            continue;
        size_t end =
            m->text[start] == '\\' ? command_end(m, start) : start + 1;
        replace(m, MUTATE_RELATION, (Span){ start, end }, flipped[relation]);
    }
}

/* --- Tout l'arbre -------------------------------------------------------- */

static unsigned where_is(const Node *node, size_t k)
{
    switch (node->kind) {
    case NODE_INDEX:
        return k > 0 ? IN_INDEX : 0;
    case NODE_DELTA:
        return IN_INDEX;
    case NODE_REDUCE:
        return k == 0 ? 0 : k == 1 ? IN_INDEX | IN_SUM : IN_INDEX | IN_BOUND;
    case NODE_BIG_O:
        return IN_ORDER;
    case NODE_GRADIENT:
    case NODE_PARTIAL:
    case NODE_LIMIT:
    case NODE_AT:
        return k == 1 ? IN_VARIABLE : 0;
    default:
        return 0;
    }
}

static void mutate(Mutator *m, const Spot *s)
{
    static void (*const mutations[])(Mutator *, const Spot *) = {
        mutate_sign,       mutate_transpose,     mutate_scale,
        mutate_number,     mutate_symbol,        mutate_index,
        mutate_order,      mutate_drop_term,     mutate_drop_factor,
        mutate_function,   mutate_hadamard,      mutate_bound,
        mutate_drop_index, mutate_drop_function, mutate_parentheses,
    };
    for (size_t i = 0; i < COUNT(mutations); i++)
        mutations[i](m, s);
}

typedef void Visit(Mutator *m, const Spot *s);

static void walk(Mutator *m, const Spot *s, Visit *visit)
{
    visit(m, s);
    for (size_t k = 0; k < s->node->count; k++)
        if (s->node->child[k])
            walk(m,
                 &(Spot){ s->node->child[k], s->node, k,
                          s->where | where_is(s->node, k) },
                 visit);
}

static void walk_sides(Mutator *m, size_t first, Visit *visit)
{
    for (size_t k = first; k < m->formula.count; k++)
        walk(m, &(Spot){ .node = m->formula.side[k] }, visit);
}

/* Retient un indice, lettre ou chiffre. */
static void collect_index(Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    Span span = inner(m, node, false);
    if (node->kind == NODE_NUMBER && s->parent &&
        s->parent->kind == NODE_INDEX && s->rank > 0 &&
        !strchr(m->digits, m->text[span.start]) &&
        strlen(m->digits) + 1 < sizeof m->digits)
        strncat(m->digits, m->text + span.start, 1);
    bool bound = s->where & IN_BOUND;
    if (node->kind != NODE_SYMBOL || !(s->where & IN_INDEX) ||
        is_letter(m, node->name) || m->letters == LETTERS ||
        (bound && notation_find(m->notation, node->name, ROLE_SYMBOL)))
        return;
    m->letter[m->letters].name = node->name;
    m->letter[m->letters++].span = span;
}

/* « c » est un indice dans ỹ_c, mais un nombre s'il est déclaré. */
static bool is_index_name(const Mutator *m, const char *name)
{
    return notation_find(m->notation, name, ROLE_RANK) ||
           notation_find(m->notation, name, ROLE_EXAMPLE) ||
           !notation_find(m->notation, name, ROLE_SYMBOL);
}

/* Chaque indice vaut 1, pour juger des formes. */
static void bind_letters(Mutator *m)
{
    evaluator_draw(m->evaluator, 1, WITNESS_COMPLEX_STEP);
    for (size_t i = 0; i < m->letters; i++)
        if (is_index_name(m, m->letter[i].name))
            evaluator_bind(m->evaluator, m->letter[i].name, 1);
}

/* Sous une limite, la variable est un nombre, quel que soit le symbole. */
static void hold_variable(Mutator *m, const Spot *s)
{
    if (s->node->kind == NODE_LIMIT)
        evaluator_hold(m->evaluator, s->node->child[1]->name, 1, 1,
                       &(double){ 1 });
}

static bool asserts(const Formula *formula)
{
    for (size_t k = 0; k + 1 < formula->count; k++)
        if (formula->relation[k] != RELATION_ASSIGN)
            return true;
    return false;
}

void mutants_make(Mutants *mutants, Notation *notation, const Lexicon *lexicon,
                  const char *text, size_t first)
{
    FormulaError error;
    Mutator m = { .text = text,
                  .notation = notation,
                  .names = notation_names(notation),
                  .lexicon = lexicon,
                  .out = mutants };
    *mutants = (Mutants){ 0 };
    if (!formula_parse(&m.formula, text, &m.names, &error))
        return;
    if (asserts(&m.formula) && m.formula.count > first + 1) {
        m.evaluator = evaluator_create(notation);
        walk_sides(&m, 0, collect_index);
        bind_letters(&m);
        walk_sides(&m, 0, hold_variable);
        walk_sides(&m, first, mutate);
        mutate_relations(&m);
        evaluator_free(m.evaluator);
    }
    formula_free(&m.formula);
}

void mutants_free(Mutants *mutants)
{
    for (size_t i = 0; i < mutants->count; i++) {
        formula_free(&mutants->list[i].formula);
        free(mutants->list[i].text);
    }
    free(mutants->list);
    *mutants = (Mutants){ 0 };
}

/* --- Ce que change un mutant ------------------------------------------- */

enum { COMPARISONS = 40 };

/* Des valeurs au hasard pour les indices ; souvent la même pour deux : δ n'est
 * alors pas toujours nul. */
static long index_at_random(Mutator *m, const char *name, Random *random,
                            long last)
{
    FormulaError error;
    long low = 1, high = 0;
    bool known = false;
    for (size_t k = 0; k < m->formula.count && !known; k++)
        known = evaluator_range(m->evaluator, m->formula.side[k], name,
                                m->text, &low, &high, &error);
    bool again = random_below(random, 2);
    if (!known || high < low)
        return again ? last : 1;
    if (again && last >= low && last <= high)
        return last;
    return low + (long)random_below(random, (size_t)(high - low) + 1);
}

static void bind_at_random(Mutator *m, Random *random)
{
    long value[LETTERS];
    for (size_t i = 0; i < m->letters; i++)
        value[i] = index_at_random(m, m->letter[i].name, random,
                                   i > 0 ? value[i - 1] : 1);
    for (size_t i = 0; i < m->letters; i++)
        if (is_index_name(m, m->letter[i].name))
            evaluator_bind(m->evaluator, m->letter[i].name, value[i]);
}

/* Ce qu'un membre est devenu à un tirage. */
typedef enum {
    SIDE_SAME,
    SIDE_SMALLER, /* ou égal, et nulle part plus grand */
    SIDE_LARGER,
    SIDE_OTHER,
    SIDE_UNDECIDED,
    SIDES
} Side;

/* Compare deux valeurs à leur échelle à elles, aux erreurs d'une dérivée
 * près. */
static Side compare_values(const Value *a, const Value *b)
{
    const Value *shape = a->kind == VALUE_PLAIN ? a : b;
    double scale = fmax(value_largest(a), value_largest(b));
    bool smaller = false, larger = false;
    if (a->kind == VALUE_PLAIN && b->kind == VALUE_PLAIN &&
        (a->rows != b->rows || a->cols != b->cols))
        return SIDE_OTHER;
    for (size_t i = 0; i < shape->rows; i++)
        for (size_t j = 0; j < shape->cols; j++) {
            double complex gap = value_at(b, i, j) - value_at(a, i, j);
            if (cabs(gap) <= 1e-7 * scale + 1e-10)
                continue;
            smaller |= creal(gap) < 0;
            larger |= !(creal(gap) < 0);
        }
    return smaller && larger ? SIDE_OTHER
           : smaller         ? SIDE_SMALLER
           : larger          ? SIDE_LARGER
                             : SIDE_SAME;
}

/* Une limite que le calcul n'atteint pas, une valeur qui n'est pas un nombre
 * fini ne disent rien. */
static Side compare_side(Mutator *m, const Node *old, const Node *new,
                         const char *text)
{
    Value a, b;
    Usage usage = { 0 };
    FormulaError error;
    if (!evaluator_value(m->evaluator, &a, old, m->text, &usage, &error))
        return SIDE_OTHER;
    if (usage.undecided || !isfinite(value_largest(&a)))
        return SIDE_UNDECIDED;
    size_t n = value_count(&a);
    double complex *kept = allocate(n, sizeof *kept);
    memcpy(kept, a.data, n * sizeof *kept);
    a.data = kept;
    bool valued = evaluator_value(m->evaluator, &b, new, text, &usage, &error);
    Side side = !valued           ? SIDE_OTHER
                : usage.undecided ? SIDE_UNDECIDED
                                  : compare_values(&a, &b);
    free(kept);
    return side;
}

/* Ce que devient le membre k, à tous les tirages qui disent quelque chose. */
static Side compare_draws(Mutator *m, const Formula *mutant, size_t k,
                          const char *text)
{
    Random random = random_seeded(k + 1);
    size_t count[SIDES] = { 0 };
    m->evaluator = evaluator_create(m->notation);
    for (uint64_t seed = 1; count[SIDE_OTHER] == 0 && seed <= COMPARISONS;
         seed++) {
        evaluator_draw(m->evaluator, seed << 40, WITNESS_COMPLEX_STEP);
        bind_at_random(m, &random);
        count[compare_side(m, m->formula.side[k], mutant->side[k], text)]++;
    }
    evaluator_free(m->evaluator);
    if (count[SIDE_OTHER] || (count[SIDE_SMALLER] && count[SIDE_LARGER]))
        return SIDE_OTHER;
    return count[SIDE_SMALLER]  ? SIDE_SMALLER
           : count[SIDE_LARGER] ? SIDE_LARGER
           : count[SIDE_SAME]   ? SIDE_SAME
                                : SIDE_OTHER;
}

/* Le membre left ou right d'une relation, devenu side, la laisse-t-il vraie ? */
static Change change_across(Relation relation, bool left, Side side)
{
    bool less = relation == RELATION_LESS || relation == RELATION_LESS_EQUAL;
    if (relation == RELATION_EQUAL)
        return CHANGE_WRONG;
    if (relation == RELATION_IFF || side == SIDE_OTHER)
        return CHANGE_ALLOWED;
    return (side == SIDE_SMALLER) == (left == less) ? CHANGE_WEAKER
                                                    : CHANGE_ALLOWED;
}

static Change worst(Change a, Change b)
{
    return a > b ? a : b;
}

/* Le membre k, changé. */
static Change change_of_side(Mutator *m, const Formula *mutant, size_t k,
                             const char *text)
{
    Change change = CHANGE_NONE;
    if (formula_same(m->formula.side[k], mutant->side[k]))
        return change;
    Side side = compare_draws(m, mutant, k, text);
    if (side == SIDE_SAME)
        return change;
    if (k > 0)
        change =
            worst(change, change_across(mutant->relation[k - 1], false, side));
    if (k + 1 < mutant->count)
        change = worst(change, change_across(mutant->relation[k], true, side));
    return change;
}

static bool has_equivalence(const Formula *formula)
{
    for (size_t k = 0; k + 1 < formula->count; k++)
        if (formula->relation[k] == RELATION_IFF)
            return true;
    return false;
}

static Change change_of(Mutator *m, const Formula *mutant, const char *text)
{
    Change change = CHANGE_NONE;
    if (m->formula.count != mutant->count)
        return CHANGE_WRONG;
    for (size_t k = 0; k < mutant->count; k++) {
        if (k > 0 && m->formula.relation[k - 1] != mutant->relation[k - 1])
            change = worst(change, CHANGE_ALLOWED);
        change = worst(change, change_of_side(m, mutant, k, text));
    }
    /* Dans une équivalence, aucune relation n'est affirmée. */
    return has_equivalence(mutant) && change > CHANGE_NONE ? CHANGE_ALLOWED
                                                           : change;
}

Change mutant_change(Notation *notation, const char *text, const char *mutant)
{
    FormulaError error;
    Formula other;
    Mutator m = { .text = text,
                  .notation = notation,
                  .names = notation_names(notation) };
    Change change = CHANGE_WRONG;
    if (!formula_parse(&m.formula, text, &m.names, &error))
        return change;
    walk_sides(&m, 0, collect_index);
    if (formula_parse(&other, mutant, &m.names, &error)) {
        change = change_of(&m, &other, mutant);
        formula_free(&other);
    }
    formula_free(&m.formula);
    return change;
}

/* --- Lexique ------------------------------------------------------------- */

static void add_word(Lexicon *lexicon, const Word *word)
{
    for (size_t i = 0; i < lexicon->count; i++)
        if (strcmp(lexicon->list[i].name, word->name) == 0 &&
            lexicon->list[i].function == word->function)
            return;
    lexicon->list = grow(lexicon->list, lexicon->count, sizeof *word);
    lexicon->list[lexicon->count++] = *word;
}

static void add_words(Lexicon *lexicon, Mutator *m, const Spot *s)
{
    const Node *node = s->node;
    bool function =
        node->kind == NODE_CALL &&
        notation_find(m->notation, node->name, ROLE_FUNCTION) != NULL;
    bool symbol = node->kind == NODE_SYMBOL && !(s->where & IN_INDEX);
    Span span = inner(m, node, in_norm(s));
    if (function)
        span.end = name_end(m, node, span.start);
    if ((function || symbol) && span.end - span.start < FORMULA_NAME) {
        Word word = { .function = function };
        memcpy(word.name, node->name, sizeof word.name);
        memcpy(word.tex, m->text + span.start, span.end - span.start);
        add_word(lexicon, &word);
    }
    for (size_t k = 0; k < node->count; k++)
        if (node->child[k])
            add_words(lexicon, m,
                      &(Spot){ node->child[k], node, k,
                               s->where | where_is(node, k) });
}

void lexicon_add(Lexicon *lexicon, Notation *notation, const char *text)
{
    FormulaError error;
    Mutator m = { .text = text,
                  .notation = notation,
                  .names = notation_names(notation) };
    if (!formula_parse(&m.formula, text, &m.names, &error))
        return;
    for (size_t k = 0; k < m.formula.count; k++)
        add_words(lexicon, &m, &(Spot){ .node = m.formula.side[k] });
    formula_free(&m.formula);
}

void lexicon_free(Lexicon *lexicon)
{
    free(lexicon->list);
    *lexicon = (Lexicon){ 0 };
}
