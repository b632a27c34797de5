/* formula_printer.c — l'arbre, écrit comme sur le papier.
 *
 * Chaque nœud a un niveau : une somme se met telle quelle dans une somme,
 * entre parenthèses dans un produit. Le texte écrit se relit en le même arbre.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formula_lexer.h"

/* Du plus lâche au plus serré. */
typedef enum {
    LEVEL_SUM,    /* a + b, −a */
    LEVEL_TERM,   /* a b ; Σ et lim, qui prennent tout ce qui suit */
    LEVEL_FACTOR, /* ∇ℓ, ∂ℓ/∂u, x², hᵀ */
    LEVEL_BASE    /* ce que peut suivre un indice ou un exposant */
} Level;

typedef struct {
    char *to;
    size_t size, length; /* length : ce qu'il aurait fallu */
    bool probe;          /* seul le premier caractère importe */
} Writer;

static void write_bytes(Writer *writer, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++, writer->length++)
        if (writer->length + 1 < writer->size)
            writer->to[writer->length] = text[i];
}

static void write_text(Writer *writer, const char *text)
{
    write_bytes(writer, text, strlen(text));
}

/* Termine le texte, sans couper un caractère. */
static size_t finish(Writer *writer)
{
    if (writer->size == 0)
        return writer->length;
    size_t end = writer->length;
    if (end >= writer->size) {
        end = writer->size - 1;
        while (end > 0 && ((unsigned char)writer->to[end - 1] & 0xc0) == 0x80)
            end--;
        if (end > 0 && (unsigned char)writer->to[end - 1] >= 0xc0)
            end--;
    }
    writer->to[end] = '\0';
    return writer->length;
}

/* --- Noms, nombres ------------------------------------------------------- */

static void write_name(Writer *writer, const char *name)
{
    while (*name) {
        size_t length;
        const char *letter = compose(name, &length);
        size_t rest = strcspn(name + 1, "^");
        if (letter) {
            write_text(writer, letter);
            name += length;
        } else if (*name == '_' && rest > utf8_length(name + 1)) {
            write_text(writer, "_{");
            write_bytes(writer, name + 1, rest);
            write_text(writer, "}");
            name += 1 + rest;
        } else {
            write_bytes(writer, name++, 1);
        }
    }
}

size_t formula_print_name(char *to, size_t size, const char *name)
{
    Writer writer = { .to = to, .size = size };
    write_name(&writer, name);
    return finish(&writer);
}

/* Le nombre, avec les chiffres qu'il faut pour le relire au bit près. */
static void write_number(Writer *writer, const Node *node)
{
    double number = node->number;
    char text[40];
    if (*node->name || isinf(number)) {
        write_text(writer, *node->name ? node->name : number < 0 ? "−∞" : "∞");
        return;
    }
    if (number < 1e15 && number == floor(number))
        snprintf(text, sizeof text, "%.0f", number);
    else
        for (int digits = 1; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, number);
            if (strtod(text, NULL) == number)
                break;
        }
    char *point = strchr(text, '.');
    if (point)
        *point = ',';
    write_text(writer, text);
}

/* --- Niveaux ------------------------------------------------------------- */

static bool is_exponential(const Node *node)
{
    return node->kind == NODE_CALL && strcmp(node->name, "exp") == 0 &&
           node->count == 1 && node->order == 0;
}

static Level level_of(const Node *node)
{
    switch (node->kind) {
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_NEGATE:
        return LEVEL_SUM;
    case NODE_PRODUCT:
    case NODE_HADAMARD:
    case NODE_DIVIDE:
    case NODE_REDUCE:
    case NODE_LIMIT:
        return LEVEL_TERM;
    case NODE_GRADIENT:
    case NODE_PARTIAL:
    case NODE_POWER:
    case NODE_TRANSPOSE:
    case NODE_AT:
        return LEVEL_FACTOR;
    case NODE_CALL:
        return is_exponential(node) ? LEVEL_FACTOR : LEVEL_BASE;
    case NODE_NUMBER:
        return node->number < 0 ? LEVEL_SUM : LEVEL_BASE;
    default:
        return LEVEL_BASE;
    }
}

static bool is_open(const Node *node)
{
    return node->kind == NODE_REDUCE || node->kind == NODE_LIMIT;
}

static void write_node(Writer *writer, const Node *node, bool last);

static void write_parenthesized(Writer *writer, const Node *node)
{
    write_text(writer, "(");
    write_node(writer, node, true);
    write_text(writer, ")");
}

/* Écrit node là où il faut au moins ce niveau ; last : rien ne suit dans le
 * terme, un Σ peut donc s'y étendre. */
static void write_at(Writer *writer, const Node *node, Level level, bool last)
{
    bool open = is_open(node);
    if (open ? !last || level > LEVEL_FACTOR : level_of(node) < level)
        write_parenthesized(writer, node);
    else
        write_node(writer, node, last);
}

static void write_list(Writer *writer, const Node *node, size_t first,
                       const char *separator)
{
    for (size_t i = first; i < node->count; i++) {
        write_text(writer, i > first ? separator : "");
        write_node(writer, node->child[i], true);
    }
}

/* --- Indices, exposants -------------------------------------------------- */

/* Un indice se lit nu si c'est une lettre, n_x, ou une somme. */
static void write_index(Writer *writer, const Node *node)
{
    const char *after = node->name + letter_length(node->name);
    bool symbol =
        node->kind == NODE_SYMBOL && (*after == '_' || *after == '^');
    if (symbol || index_is_simple(node) || node->kind == NODE_ADD ||
        node->kind == NODE_SUBTRACT)
        write_node(writer, node, true);
    else
        write_parenthesized(writer, node);
}

/* _i, _{kj}, _{n, l − 1} */
static void write_indices(Writer *writer, const Node *node, size_t first)
{
    bool simple = true;
    for (size_t i = first; i < node->count; i++)
        simple &= index_is_simple(node->child[i]);
    bool bare = simple && node->count == first + 1;
    write_text(writer, bare ? "_" : "_{");
    for (size_t i = first; i < node->count; i++) {
        write_text(writer, simple || i == first ? "" : ", ");
        write_index(writer, node->child[i]);
    }
    write_text(writer, bare ? "" : "}");
}

static bool is_letter(const Node *node)
{
    return node->kind == NODE_SYMBOL && node->order == 0 &&
           utf8_length(node->name) == strlen(node->name);
}

static void write_exponent(Writer *writer, const Node *node)
{
    static const char *const digits[] = { "²", "³", "⁴", "⁵",
                                          "⁶", "⁷", "⁸", "⁹" };
    bool T = node->kind == NODE_SYMBOL && strcmp(node->name, "T") == 0;
    if (index_is_digit(node) && node->number >= 2) {
        write_text(writer, digits[(int)node->number - 2]);
    } else if (is_letter(node) && !T) {
        write_text(writer, "^");
        write_node(writer, node, true);
    } else {
        write_text(writer, T ? "^{(" : "^{");
        write_node(writer, node, true);
        write_text(writer, T ? ")}" : "}");
    }
}

/* Ce que suit un indice ou un exposant. */
static void write_base(Writer *writer, const Node *node, bool index)
{
    bool named = node->kind == NODE_SYMBOL || node->kind == NODE_NUMBER;
    bool bare = level_of(node) == LEVEL_BASE;
    if (named && strcmp(node->name, "e") == 0)
        bare = index;
    else if (node->kind == NODE_SYMBOL)
        bare = !strpbrk(node->name, index ? "_^" : "^");
    else if (node->kind == NODE_INDEX || node->kind == NODE_ABS ||
             node->kind == NODE_NORM || node->kind == NODE_DELTA)
        bare = !index;
    if (bare)
        write_node(writer, node, false);
    else
        write_parenthesized(writer, node);
}

/* --- Barres -------------------------------------------------------------- */

static bool has_bar(const Node *node)
{
    if (!node)
        return false;
    if (node->kind == NODE_ABS || node->kind == NODE_NORM ||
        node->kind == NODE_AT)
        return true;
    for (size_t i = 0; i < node->count; i++)
        if (has_bar(node->child[i]))
            return true;
    return false;
}

/* Une barre ne dit pas si elle ouvre ou ferme : dedans, des parenthèses. */
static void write_bars(Writer *writer, const Node *node, const char *bar)
{
    write_text(writer, bar);
    if (has_bar(node))
        write_parenthesized(writer, node);
    else
        write_node(writer, node, true);
    write_text(writer, bar);
}

static void write_norm(Writer *writer, const Node *node)
{
    write_bars(writer, node->child[0], "‖");
    if (node->order != 2)
        write_text(writer, node->order ? "_1" : "_∞");
}

static void write_at_bar(Writer *writer, const Node *node)
{
    const Node *base = node->child[0];
    if (level_of(base) == LEVEL_BASE && !has_bar(base))
        write_node(writer, base, false);
    else
        write_parenthesized(writer, base);
    write_text(writer, "|_{");
    write_node(writer, node->child[1], true);
    write_text(writer, " = ");
    write_node(writer, node->child[2], true);
    write_text(writer, "}");
}

/* --- Fonctions, dérivées ------------------------------------------------- */

static void write_call(Writer *writer, const Node *node)
{
    if (is_exponential(node)) {
        write_text(writer, "e");
        write_text(writer, index_is_digit(node->child[0]) ? "^" : "");
        if (index_is_digit(node->child[0]))
            write_node(writer, node->child[0], true);
        else
            write_exponent(writer, node->child[0]);
        return;
    }
    write_name(writer, strcmp(node->name, "sqrt") ? node->name : "√");
    for (int i = 0; i < node->order && node->order <= 3; i++)
        write_text(writer, "'");
    if (node->order > 3) {
        char order[32];
        snprintf(order, sizeof order, "^{(%d)}", node->order);
        write_text(writer, order);
    }
    write_text(writer, "(");
    write_list(writer, node, 0, ", ");
    write_text(writer, ")");
}

/* Ce que dérive ∇ ou ∂ : sans parenthèses si c'est un symbole ou un appel. */
static void write_quantity(Writer *writer, const Node *node)
{
    if (node->kind == NODE_SYMBOL || node->kind == NODE_INDEX ||
        (node->kind == NODE_CALL && !is_exponential(node)))
        write_node(writer, node, false);
    else
        write_parenthesized(writer, node);
}

static void write_gradient(Writer *writer, const Node *node)
{
    write_text(writer, node->order == 2 ? "∇²" : "∇");
    if (node->child[1]) {
        write_text(writer, "_{");
        write_node(writer, node->child[1], true);
        write_text(writer, "} ");
    }
    write_quantity(writer, node->child[0]);
}

static void write_partial(Writer *writer, const Node *node)
{
    const Node *variable = node->child[1];
    write_text(writer, "∂");
    write_quantity(writer, node->child[0]);
    write_text(writer, "/∂");
    const Node *base =
        variable->kind == NODE_INDEX ? variable->child[0] : variable;
    if (base->kind == NODE_SYMBOL)
        write_node(writer, variable, false);
    else
        write_parenthesized(writer, variable);
}

/* --- Σ, lim, matrices ---------------------------------------------------- */

static void write_reduce(Writer *writer, const Node *node, bool last)
{
    write_text(writer, strcmp(node->name, "sum") == 0    ? "Σ_{"
                       : strcmp(node->name, "prod") == 0 ? "Π_{"
                       : strcmp(node->name, "max") == 0  ? "max_{"
                                                         : "min_{");
    write_node(writer, node->child[1], true);
    const Node *bound = node->child[2] ? node->child[2] : node->child[4];
    if (bound) {
        write_text(writer, node->child[2] ? "=" : " ≠ ");
        write_node(writer, bound, true);
    }
    write_text(writer, "}");
    if (node->child[3]) {
        write_text(writer, "^{");
        write_node(writer, node->child[3], true);
        write_text(writer, "}");
    }
    write_text(writer, " ");
    write_at(writer, node->child[0], LEVEL_TERM, last);
}

static void write_limit(Writer *writer, const Node *node, bool last)
{
    write_text(writer, "lim_{");
    write_node(writer, node->child[1], true);
    write_text(writer, " → ");
    write_node(writer, node->child[2], true);
    if (node->number != 0)
        write_text(writer, node->number > 0 ? "⁺" : "⁻");
    write_text(writer, "} ");
    write_at(writer, node->child[0], LEVEL_TERM, last);
}

static void write_matrix(Writer *writer, const Node *node)
{
    size_t rows = (size_t)node->order, cols = node->count / rows;
    write_text(writer, "[");
    for (size_t i = 0; i < node->count; i++) {
        write_text(writer, i == 0 ? "" : i % cols ? ", " : "; ");
        write_node(writer, node->child[i], true);
    }
    write_text(writer, node->count == 1 ? ";]" : "]");
}

/* --- Produits ------------------------------------------------------------ */

/* Une parenthèse après node en ferait-elle un appel ? */
static bool ends_callable(const Node *node)
{
    switch (node->kind) {
    case NODE_SYMBOL:
        return node->order != 0;
    case NODE_INDEX:
        return ends_callable(node->child[0]);
    case NODE_GRADIENT:
        return ends_callable(node->child[0]);
    case NODE_PRODUCT:
    case NODE_HADAMARD:
    case NODE_DIVIDE:
        return ends_callable(node->child[1]);
    default:
        return false;
    }
}

/* Juxtaposer suffit, sauf devant un nombre, après un quotient, et là où une
 * parenthèse ferait un appel. */
static const char *product_sign(const Node *left, const Node *right)
{
    char head[8];
    Writer writer = { .to = head, .size = sizeof head, .probe = true };
    write_at(&writer, right, LEVEL_FACTOR, false);
    finish(&writer);
    if ((*head >= '0' && *head <= '9') || left->kind == NODE_DIVIDE ||
        (*head == '(' && ends_callable(left)))
        return " · ";
    return " ";
}

static void write_product(Writer *writer, const Node *node, bool last)
{
    const Node *left = node->child[0], *right = node->child[1];
    write_at(writer, left, LEVEL_TERM, false);
    if (writer->probe)
        return;
    write_text(writer, node->kind == NODE_HADAMARD ? " ⊙ "
                       : node->kind == NODE_DIVIDE
                           ? " / "
                           : product_sign(left, right));
    if (right->kind == NODE_PARTIAL && node->kind == NODE_DIVIDE)
        write_parenthesized(writer, right);
    else
        write_at(writer, right, LEVEL_FACTOR, last);
}

static void write_negated(Writer *writer, const Node *node, bool last)
{
    write_text(writer, "−");
    write_at(writer, node->child[0], LEVEL_TERM, last);
}

static void write_sum(Writer *writer, const Node *node, bool last)
{
    write_node(writer, node->child[0], true);
    write_text(writer, node->kind == NODE_ADD ? " + " : " − ");
    write_at(writer, node->child[1], LEVEL_TERM, last);
}

/* --- Tout nœud ----------------------------------------------------------- */

static void write_symbol(Writer *writer, const Node *node)
{
    write_name(writer, node->name);
}

static void write_ones(Writer *writer, const Node *node)
{
    (void)node;
    write_text(writer, "𝟏");
}

static void write_identity(Writer *writer, const Node *node)
{
    (void)node;
    write_text(writer, "I");
}

static void write_component(Writer *writer, const Node *node)
{
    write_base(writer, node->child[0], true);
    write_indices(writer, node, 1);
}

static void write_delta(Writer *writer, const Node *node)
{
    write_text(writer, "δ");
    write_indices(writer, node, 0);
}

static void write_power(Writer *writer, const Node *node)
{
    write_base(writer, node->child[0], false);
    write_exponent(writer, node->child[1]);
}

static void write_transpose(Writer *writer, const Node *node)
{
    write_base(writer, node->child[0], false);
    write_text(writer, "ᵀ");
}

static void write_abs(Writer *writer, const Node *node)
{
    write_bars(writer, node->child[0], "|");
}

static void write_inner(Writer *writer, const Node *node)
{
    write_text(writer, "⟨");
    write_list(writer, node, 0, ", ");
    write_text(writer, "⟩");
}

static void write_big_o(Writer *writer, const Node *node)
{
    write_text(writer, "O");
    write_parenthesized(writer, node->child[0]);
}

/* Les nœuds dont on voit la fin, quoi qu'il suive. */
static void (*const closed[])(Writer *, const Node *) = {
    [NODE_NUMBER] = write_number,     [NODE_SYMBOL] = write_symbol,
    [NODE_ONES] = write_ones,         [NODE_IDENTITY] = write_identity,
    [NODE_INDEX] = write_component,   [NODE_CALL] = write_call,
    [NODE_POWER] = write_power,       [NODE_TRANSPOSE] = write_transpose,
    [NODE_NORM] = write_norm,         [NODE_ABS] = write_abs,
    [NODE_INNER] = write_inner,       [NODE_DELTA] = write_delta,
    [NODE_GRADIENT] = write_gradient, [NODE_PARTIAL] = write_partial,
    [NODE_AT] = write_at_bar,         [NODE_MATRIX] = write_matrix,
    [NODE_BIG_O] = write_big_o,
};

static void write_node(Writer *writer, const Node *node, bool last)
{
    if (writer->probe && writer->length)
        return;
    switch (node->kind) {
    case NODE_NEGATE:
        write_negated(writer, node, last);
        break;
    case NODE_ADD:
    case NODE_SUBTRACT:
        write_sum(writer, node, last);
        break;
    case NODE_PRODUCT:
    case NODE_HADAMARD:
    case NODE_DIVIDE:
        write_product(writer, node, last);
        break;
    case NODE_REDUCE:
        write_reduce(writer, node, last);
        break;
    case NODE_LIMIT:
        write_limit(writer, node, last);
        break;
    default:
        closed[node->kind](writer, node);
    }
}

size_t formula_print(char *to, size_t size, const Node *node)
{
    Writer writer = { .to = to, .size = size };
    write_node(&writer, node, true);
    return finish(&writer);
}
