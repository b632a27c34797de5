#include "notation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"

/* Les notations de la feuille. Les tailles, des nombres premiers distincts, ne
 * laissent passer aucune forme fausse. */
/* [sheet] */
static const char *const sheet[] = {
    "n_x = 3",
    "n_h = 5",
    "n_y = 7",
    "N = 11",
    "n : exemple",
    "x : n_x, ligne de X",
    "h̃ : n_h, ligne de H̃",
    "h : n_h, ligne de H",
    "ỹ : n_y, ligne de Ỹ",
    "ŷ : n_y, ligne de Ŷ, simplexe",
    "y : n_y, ligne de Y, one-hot",
    "W_h : n_h × n_x",
    "b_h : n_h",
    "W_y : n_y × n_h",
    "b_y : n_y",
    "ℓ : réel, par exemple",
    "η : positif",
    "t : réel",
    "c : réel",
    "θ : n_h (n_x + 1) + n_y (n_h + 1)",
};
/* [/sheet] */

void notation_create(Notation *notation)
{
    *notation = (Notation){ 0 };
}

bool notation_sheet(Notation *notation, FormulaError *error)
{
    notation->level = LEVEL_SHEET;
    for (size_t i = 0; i < sizeof sheet / sizeof *sheet; i++)
        if (!notation_add(notation, sheet[i], error))
            return false;
    return true;
}

void notation_level(Notation *notation, size_t level)
{
    notation->level = level;
}

static void definition_free(Definition *definition)
{
    formula_free(&definition->formula);
    free(definition->text);
    free(definition);
}

/* Oublie les définitions d'un niveau inférieur à level. */
static void drop_definitions(Symbol *symbol, size_t level)
{
    size_t kept = 0;
    for (size_t i = 0; i < symbol->count; i++)
        if (symbol->definition[i]->level < level)
            definition_free(symbol->definition[i]);
        else
            symbol->definition[kept++] = symbol->definition[i];
    symbol->count = kept;
}

static void forget(Symbol *symbol)
{
    drop_definitions(symbol, SIZE_MAX);
    formula_free(&symbol->rows);
    formula_free(&symbol->cols);
    formula_free(&symbol->from);
    formula_free(&symbol->to);
}

void notation_free(Notation *notation)
{
    for (size_t i = 0; i < notation->count; i++) {
        forget(notation->symbols[i]);
        free(notation->symbols[i]);
    }
    free(notation->symbols);
    notation_create(notation);
}

/* --- La table ------------------------------------------------------------ */

Symbol *notation_find(const Notation *notation, const char *name, Role role)
{
    for (size_t i = 0; i < notation->count; i++)
        if (notation->symbols[i]->role == role &&
            strcmp(notation->symbols[i]->name, name) == 0)
            return notation->symbols[i];
    return NULL;
}

/* L'entrée de ce nom, créée s'il le faut. */
static Symbol *entry(Notation *notation, const char *name, Role role)
{
    Symbol *found = notation_find(notation, name, role);
    if (found)
        return found;
    Symbol **grown =
        realloc(notation->symbols, (notation->count + 1) * sizeof(Symbol *));
    if (!grown)
        fatal(HERE, "notation", "mémoire épuisée");
    notation->symbols = grown;
    Symbol *symbol = allocate(1, sizeof *symbol);
    snprintf(symbol->name, sizeof symbol->name, "%s", name);
    symbol->role = role;
    symbol->level = notation->level;
    return notation->symbols[notation->count++] = symbol;
}

/* Retire une entrée. */
static void discard(Notation *notation, const Symbol *symbol)
{
    size_t i = 0;
    while (notation->symbols[i] != symbol)
        i++;
    forget(notation->symbols[i]);
    free(notation->symbols[i]);
    notation->count--;
    for (; i < notation->count; i++)
        notation->symbols[i] = notation->symbols[i + 1];
}

static unsigned known(const Notation *notation, const char *name)
{
    unsigned kind = 0;
    if (notation_find(notation, name, ROLE_SYMBOL))
        kind |= NAME_SYMBOL;
    if (notation_find(notation, name, ROLE_FUNCTION))
        kind |= NAME_FUNCTION;
    return kind;
}

static unsigned name_kind(void *context, const char *name)
{
    return known(context, name);
}

static const char *name_at(void *context, size_t i)
{
    const Notation *notation = context;
    for (size_t k = 0; k < notation->count; k++) {
        const Symbol *symbol = notation->symbols[k];
        if ((symbol->role == ROLE_SYMBOL || symbol->role == ROLE_FUNCTION) &&
            i-- == 0)
            return symbol->name;
    }
    return NULL;
}

FormulaNames notation_names(Notation *notation)
{
    return (FormulaNames){ notation, name_kind, name_at };
}

/* --- Déclarations -------------------------------------------------------- */

/* Ce qu'il reste à lire d'une ligne. */
typedef struct {
    Notation *notation;
    const char *line, *next;
    FormulaError *error;
} Reader;

static bool failure(Reader *reader, const char *what)
{
    size_t offset = (size_t)(reader->next - reader->line);
    return formula_fail(reader->error, reader->line, offset, "%s", what);
}

static void skip_blanks(Reader *reader)
{
    while (*reader->next == ' ')
        reader->next++;
}

/* Passe word s'il vient là, suivi d'autre chose qu'une lettre. */
static bool take(Reader *reader, const char *word)
{
    skip_blanks(reader);
    size_t n = strlen(word);
    if (strncmp(reader->next, word, n) != 0 ||
        !strchr(" ,:=\n", reader->next[n]))
        return false;
    reader->next += n;
    return true;
}

static bool take_sign(Reader *reader, const char *sign)
{
    skip_blanks(reader);
    size_t n = strlen(sign);
    if (strncmp(reader->next, sign, n) != 0)
        return false;
    reader->next += n;
    return true;
}

/* Lit une expression qui s'arrête avant stop (ou avant « , » suivie d'une
 * espace, ou à la fin). */
static bool read_formula(Reader *reader, Formula *formula, const char *stop)
{
    skip_blanks(reader);
    const char *end = strstr(reader->next, stop),
               *comma = strstr(reader->next, ", ");
    size_t length = strlen(reader->next);
    if (end && (size_t)(end - reader->next) < length)
        length = (size_t)(end - reader->next);
    if (comma && (size_t)(comma - reader->next) < length)
        length = (size_t)(comma - reader->next);
    char text[256];
    if (length == 0 || length >= sizeof text)
        return failure(reader, "une expression est attendue");
    memcpy(text, reader->next, length);
    text[length] = '\0';
    formula_free(formula);
    FormulaNames names = notation_names(reader->notation);
    if (!formula_parse(formula, text, &names, reader->error)) {
        size_t here = (size_t)(reader->next - reader->line);
        char why[sizeof reader->error->text];
        snprintf(why, sizeof why, "%s", reader->error->text);
        return formula_fail(reader->error, reader->line,
                            here + reader->error->offset, "%s", why);
    }
    reader->next += length;
    return true;
}

/* « de A à B ». */
static bool read_range(Reader *reader, Symbol *symbol)
{
    static const char expected[] = "« de A à B » est attendu";
    if (!take(reader, "de"))
        return failure(reader, expected);
    if (!read_formula(reader, &symbol->from, " à "))
        return false;
    if (!take(reader, "à"))
        return failure(reader, expected);
    return read_formula(reader, &symbol->to, ", ");
}

static const struct {
    const char *word;
    Draw draw;
} draws[] = {
    { "réel", DRAW_NORMAL },
    { "positif", DRAW_POSITIVE },
    { "simplexe", DRAW_SIMPLEX },
    { "one-hot", DRAW_ONE_HOT },
    { "signes", DRAW_SIGNS },
    { "symétrique", DRAW_SYMMETRIC },
    { "imaginaire", DRAW_IMAGINARY },
    { "définie positive", DRAW_DEFINITE },
    { "orthogonale", DRAW_ORTHOGONAL },
};

static bool take_draw(Reader *reader, Symbol *symbol)
{
    for (size_t i = 0; i < sizeof draws / sizeof *draws; i++)
        if (take(reader, draws[i].word)) {
            symbol->draw = draws[i].draw;
            return true;
        }
    if (take(reader, "entier"))
        symbol->draw = DRAW_INTEGER;
    else if (take(reader, "uniforme"))
        symbol->draw = DRAW_UNIFORM;
    else
        return false;
    return true;
}

static bool ranged(const Symbol *symbol)
{
    return symbol->draw == DRAW_INTEGER || symbol->draw == DRAW_UNIFORM;
}

/* « ligne de X » : symbol est une ligne du lot X. */
static bool read_batch(Reader *reader, Symbol *symbol)
{
    skip_blanks(reader);
    char name[FORMULA_NAME];
    size_t length = formula_name(name, reader->next);
    if (length == 0)
        return failure(reader, "le nom d'un lot est attendu");
    reader->next += length;
    memcpy(symbol->batch, name, sizeof name);
    symbol->per_example = true;
    Symbol *batch = entry(reader->notation, name, ROLE_SYMBOL);
    if (batch == symbol || *batch->batch || *symbol->row)
        return failure(reader, "un lot n'est pas une ligne");
    memcpy(batch->row, symbol->name, sizeof symbol->name);
    return true;
}

/* Ce qui suit les dimensions : comment tirer, de quel lot. */
static bool read_detail(Reader *reader, Symbol *symbol)
{
    if (take_draw(reader, symbol))
        return !ranged(symbol) || read_range(reader, symbol);
    if (take(reader, "ligne de"))
        return read_batch(reader, symbol);
    if (take(reader, "par exemple"))
        return symbol->per_example = true;
    return failure(reader, "« ligne de … », « par exemple » ou une façon de "
                           "tirer est attendu");
}

static bool read_details(Reader *reader, Symbol *symbol)
{
    while (take_sign(reader, ","))
        if (!read_detail(reader, symbol))
            return false;
    skip_blanks(reader);
    return *reader->next == '\0' ||
           failure(reader, "une virgule ou la fin de la ligne est attendue");
}

/* « n_h × n_x », « n_h », ou un genre de nombre, puis les détails. */
static bool read_kind(Reader *reader, Symbol *symbol)
{
    if (take_draw(reader, symbol)) {
        if (ranged(symbol) && !read_range(reader, symbol))
            return false;
    } else {
        if (!read_formula(reader, &symbol->rows, "×"))
            return false;
        if (take_sign(reader, "×") &&
            !read_formula(reader, &symbol->cols, "×"))
            return false;
    }
    return read_details(reader, symbol);
}

static bool read_role(Reader *reader, Role *role)
{
    *role = take(reader, "fonction")  ? ROLE_FUNCTION
            : take(reader, "exemple") ? ROLE_EXAMPLE
            : take(reader, "rang")    ? ROLE_RANK
                                      : ROLE_SYMBOL;
    return true;
}

/* « A_l », où l est un rang : la famille A, d'indice l. */
static void split_rank(const Notation *notation, char *name, char *rank)
{
    char *last = strrchr(name, '_');
    *rank = '\0';
    if (last && notation_find(notation, last + 1, ROLE_RANK)) {
        strcpy(rank, last + 1);
        *last = '\0';
    }
}

/* Un lot reste celui des lignes déclarées au même niveau que lui. */
static bool keeps_rows(const Notation *notation, const Symbol *batch)
{
    const Symbol *row = notation_find(notation, batch->row, ROLE_SYMBOL);
    return row && row->level == notation->level &&
           strcmp(row->batch, batch->name) == 0;
}

/* Ce qu'un niveau plus bas disait de ce symbole est oublié. */
static void renew(const Notation *notation, Symbol *symbol)
{
    Symbol kept = *symbol;
    forget(symbol);
    *symbol = (Symbol){ .role = kept.role, .level = notation->level };
    memcpy(symbol->name, kept.name, sizeof symbol->name);
    if (keeps_rows(notation, &kept))
        memcpy(symbol->row, kept.row, sizeof symbol->row);
}

static bool read_body(Reader *reader, Symbol *symbol)
{
    if (symbol->role == ROLE_SYMBOL)
        return read_kind(reader, symbol);
    if (symbol->role == ROLE_RANK && *reader->next &&
        !read_range(reader, symbol))
        return false;
    return read_details(reader, symbol);
}

/* Le nom est en start, ce qu'on en dit en body. */
static bool declare(Reader *reader, const char *full, const char *start,
                    const char *body)
{
    Notation *notation = reader->notation;
    char name[FORMULA_NAME], rank[FORMULA_NAME];
    snprintf(name, sizeof name, "%s", full);
    split_rank(notation, name, rank);
    Role role;
    reader->next = body;
    read_role(reader, &role);
    size_t before = notation->count;
    Symbol *symbol = entry(notation, name, role);
    bool twice = notation->count == before && !*symbol->row &&
                 symbol->level == notation->level;
    if (twice) {
        char shown[2 * FORMULA_NAME];
        formula_print_name(shown, sizeof shown, name);
        return formula_fail(reader->error, reader->line,
                            (size_t)(start - reader->line),
                            "%s est déclaré deux fois", shown);
    }
    renew(notation, symbol);
    memcpy(symbol->rank, rank, sizeof rank);
    bool done = read_body(reader, symbol);
    if (!done)
        discard(notation, symbol);
    return done;
}

/* « W_h, W_y : … » : chaque nom reçoit la même déclaration. */
static bool declare_all(Reader *reader, const char *colon)
{
    const char *next = reader->line;
    do {
        char name[FORMULA_NAME];
        reader->next = next;
        skip_blanks(reader);
        const char *start = reader->next;
        size_t length = formula_name(name, start);
        if (length == 0)
            return failure(reader, "un nom de symbole est attendu");
        reader->next += length;
        skip_blanks(reader);
        next = reader->next + 1;
        if (*reader->next != ',' && reader->next != colon)
            return failure(reader, "« , » ou « : » est attendu");
        bool last = reader->next == colon;
        if (!declare(reader, name, start, colon + 1))
            return false;
        if (last)
            return true;
    } while (next < colon);
    reader->next = next;
    return failure(reader, "un nom de symbole est attendu");
}

bool notation_add(Notation *notation, const char *line, FormulaError *error)
{
    bool defines = false;
    Reader reader = { notation, line, line, error };
    const char *colon = strstr(line, " : ");
    if (colon && !strchr(line, '='))
        return declare_all(&reader, colon + 1);
    if (!strchr(line, '='))
        return failure(&reader, "ni déclaration (« W : n × m »), ni "
                                "définition (« W = … »)");
    return notation_define(notation, line, "", &defines, error) &&
           (defines || failure(&reader, "le membre gauche n'est pas un "
                                        "symbole à définir"));
}

/* --- Définitions --------------------------------------------------------- */

/* L'indice fait-il partie du nom ? « n_x = 3 » dans l'en-tête le dit, à moins
 * que n n'y soit déjà ; « J_{ik} = … » dans le texte dit que J est nouveau. */
static bool keeps_subscript(const Notation *notation, const char *name,
                            bool heading)
{
    char base[FORMULA_NAME], rank[FORMULA_NAME];
    snprintf(base, sizeof base, "%s", name);
    split_rank(notation, base, rank);
    if (*rank)
        return false;
    if (strrchr(base, '_'))
        *strrchr(base, '_') = '\0';
    return known(notation, name) || (heading && !known(notation, base));
}

/* Fait entrer dans la table le nom que définit text, pour que la lecture le
 * connaisse ; rend l'entrée si elle est nouvelle. */
static Symbol *announce(Notation *notation, const char *text, bool heading)
{
    char name[FORMULA_NAME];
    size_t length = formula_name(name, text);
    if (length == 0 || formula_is_builtin(name))
        return NULL;
    char *last = strrchr(name, '_');
    if (last && !keeps_subscript(notation, name, heading))
        *last = '\0';
    const char *rest = text + length;
    while (*rest == '\'')
        rest++;
    bool function = *rest == '(';
    unsigned kind = known(notation, name);
    if (function ? !(kind & NAME_FUNCTION) : kind == 0)
        return entry(notation, name, function ? ROLE_FUNCTION : ROLE_SYMBOL);
    return NULL;
}

/* Le symbole que définit ce membre gauche : S, S_i, S_{ij}, f(x), f(x)_i ; NULL
 * si c'est autre chose. */
static Symbol *defined_symbol(Notation *notation, const Node *left)
{
    while (left->kind == NODE_INDEX)
        left = left->child[0];
    if (left->kind == NODE_CALL && left->order == 0)
        return notation_find(notation, left->name, ROLE_FUNCTION);
    if (left->kind == NODE_SYMBOL)
        return notation_find(notation, left->name, ROLE_SYMBOL);
    return NULL;
}

bool notation_mentions(const Node *node, const char *name)
{
    if (node->kind == NODE_SYMBOL && strcmp(node->name, name) == 0)
        return true;
    for (size_t k = 0; k < node->count; k++)
        if (node->child[k] && notation_mentions(node->child[k], name))
            return true;
    return false;
}

/* Deux définitions d'une famille peuvent cohabiter, a_0 = … et a_l = …, mais
 * non a_l = … et a_{l+1} = …, qui diraient deux fois a_2. */
static bool conflicts(const Symbol *symbol, const Node *left)
{
    for (size_t i = 0; i < symbol->count; i++) {
        const Node *other = symbol->definition[i]->formula.side[0];
        if (!*symbol->rank || formula_same(other, left) ||
            (notation_mentions(other, symbol->rank) &&
             notation_mentions(left, symbol->rank)))
            return true;
    }
    return false;
}

/* a_l = …, où l est un rang : a est une famille. */
static void infer_rank(const Notation *notation, Symbol *symbol,
                       const Node *left)
{
    if (left->kind != NODE_INDEX || *symbol->rank)
        return;
    const Node *index = left->child[1];
    while (index->count)
        index = index->child[0];
    if (index->kind == NODE_SYMBOL &&
        notation_find(notation, index->name, ROLE_RANK))
        memcpy(symbol->rank, index->name, sizeof symbol->rank);
}

static Definition *definition_create(Formula *formula, const char *text,
                                     const char *label, size_t level)
{
    Definition *definition = allocate(1, sizeof *definition);
    definition->formula = *formula;
    definition->text = allocate(strlen(text) + 1, 1);
    strcpy(definition->text, text);
    snprintf(definition->label, sizeof definition->label, "%s", label);
    definition->level = level;
    return definition;
}

static bool attach(Notation *notation, Symbol *symbol, Formula *formula,
                   const char *text, const char *label, FormulaError *error)
{
    size_t level = notation->level;
    infer_rank(notation, symbol, formula->side[0]);
    drop_definitions(symbol, level == LEVEL_FOLLOWED || level == LEVEL_CHAPTER
                                 ? LEVEL_FOLLOWED
                                 : level);
    if (conflicts(symbol, formula->side[0]) ||
        symbol->count == SYMBOL_DEFINITIONS) {
        const char *first = symbol->definition[0]->label;
        char name[2 * FORMULA_NAME];
        formula_print_name(name, sizeof name, symbol->name);
        return formula_fail(error, text, 0, "%s est défini deux fois%s%s",
                            name, *first ? ", la première par " : "", first);
    }
    symbol->definition[symbol->count++] =
        definition_create(formula, text, label, level);
    *formula = (Formula){ 0 };
    return true;
}

bool notation_define(Notation *notation, const char *text, const char *label,
                     bool *defines, FormulaError *error)
{
    Symbol *announced = announce(notation, text, *label == '\0');
    Formula formula;
    FormulaNames names = notation_names(notation);
    bool read = formula_parse(&formula, text, &names, error);
    Symbol *symbol = read ? defined_symbol(notation, formula.side[0]) : NULL;
    *defines = symbol && formula.count > 1 && !*symbol->row &&
               formula.relation[0] == RELATION_EQUAL;
    bool done = read && (!*defines || attach(notation, symbol, &formula, text,
                                             label, error));
    if (announced && (!*defines || !done))
        discard(notation, announced);
    if (read)
        formula_free(&formula);
    return done;
}
