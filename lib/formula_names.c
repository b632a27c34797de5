/* formula_names.c — des lettres aux noms, et les messages d'erreur. */
#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "formula_lexer.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Les fonctions de toujours : leur nom, et ce qu'on peut taper. */
static const char *const builtins[][2] = {
    { "log", "log" },         { "log", "ln" },          { "exp", "exp" },
    { "tanh", "tanh" },       { "sinh", "sinh" },       { "cosh", "cosh" },
    { "artanh", "artanh" },   { "sin", "sin" },         { "cos", "cos" },
    { "tan", "tan" },         { "sqrt", "sqrt" },       { "max", "max" },
    { "min", "min" },         { "SoftMax", "softmax" }, { "diag", "diag" },
    { "SoftMax", "SoftMax" }, { "Re", "Re" },           { "Im", "Im" },
    { "abs", "abs" },         { "sign", "sign" },       { "tr", "tr" },
    { "ligne", "ligne" },
};

bool formula_is_builtin(const char *name)
{
    for (size_t i = 0; i < COUNT(builtins); i++)
        if (strcmp(name, builtins[i][0]) == 0)
            return true;
    return false;
}

unsigned name_kind(const NameReader *reader, const char *name)
{
    const FormulaNames *names = reader->names;
    unsigned kind = names ? names->kind(names->context, name) : 0;
    return kind || !formula_is_builtin(name) ? kind : NAME_FUNCTION;
}

/* --- Indices ------------------------------------------------------------- */

bool name_is_index(const NameReader *reader, const char *name)
{
    for (size_t i = 0; i < reader->index_count; i++)
        if (strcmp(reader->index[i]->text, name) == 0)
            return true;
    return false;
}

void name_add_indices(NameReader *reader, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        const Token *token = &reader->token[i];
        if (token->kind == TOKEN_LETTER &&
            reader->index_count < READER_INDICES &&
            !name_is_index(reader, token->text))
            reader->index[reader->index_count++] = token;
    }
}

size_t group_end(const Token *token, size_t at)
{
    size_t open = 0;
    do {
        if (token[at].kind == TOKEN_OPEN_BRACE)
            open++;
        else if (token[at].kind == TOKEN_CLOSE_BRACE && open)
            open--;
        else if (token[at].kind == TOKEN_END)
            return at;
        at++;
    } while (open);
    return at;
}

/* --- Couper un mot ------------------------------------------------------- */

static bool is_plain_letter(const Token *token)
{
    return token->kind == TOKEN_LETTER && token->text[1] == '\0';
}

size_t name_run_end(const Token *token, size_t at)
{
    do
        at++;
    while (is_plain_letter(&token[at - 1]) && is_plain_letter(&token[at]) &&
           token[at - 1].end == token[at].start);
    return at;
}

/* name = a b, ou « » si la place manque. */
static void join(char name[FORMULA_NAME], const char *a, const char *b)
{
    if (strlen(a) + strlen(b) < FORMULA_NAME)
        strcat(strcpy(name, a), b);
    else
        *name = '\0';
}

/* La lettre grecque ou latine que word écrit en entier. */
static const char *spelled_letter(const char *word)
{
    if (word[0] && !word[1])
        return word;
    if (strcmp(word, "ell") == 0)
        return "ℓ";
    for (size_t i = 0; greek_word(i); i++)
        if (strcmp(greek_word(i), word) == 0)
            return greek_letter(i);
    return NULL;
}

/* « yhat », « thetatilde » : une lettre et son accent. */
static bool spelled_accent(char name[FORMULA_NAME], const char *word)
{
    for (size_t i = 0; accent_word(i); i++) {
        size_t length = strlen(word), tail = strlen(accent_word(i));
        char start[FORMULA_NAME] = "";
        if (length <= tail || strcmp(word + length - tail, accent_word(i)))
            continue;
        memcpy(start, word, length - tail);
        const char *letter = spelled_letter(start);
        if (letter)
            join(name, letter, accent_mark(i));
        return letter != NULL;
    }
    return false;
}

/* « Wh », « rhog » : une lettre, et l'indice qui fait partie de son nom. */
static bool spelled_subscript(const NameReader *reader,
                              char name[FORMULA_NAME], const char *word)
{
    for (size_t length = strlen(word); --length > 0;) {
        char start[FORMULA_NAME] = "", rest[FORMULA_NAME];
        memcpy(start, word, length);
        join(rest, "_", word + length);
        const char *letter = spelled_letter(start);
        if (!letter)
            continue;
        join(name, letter, rest);
        if (name_kind(reader, name))
            return true;
    }
    return false;
}

static bool known(const NameReader *reader, const char *name)
{
    return *name && name_kind(reader, name);
}

/* Le nom que désigne le mot entier, s'il est connu. */
static bool resolve(const NameReader *reader, char name[FORMULA_NAME],
                    const char *word)
{
    join(name, word, "");
    if (known(reader, name) || name_is_index(reader, name))
        return true;
    if (strlen(word) == 1)
        return reader->lenient || strchr("eIO", *word);
    for (size_t i = 0; i < COUNT(builtins); i++)
        if (strcmp(word, builtins[i][1]) == 0) {
            join(name, builtins[i][0], "");
            return true;
        }
    const char *letter = spelled_letter(word);
    if (letter && (known(reader, letter) || strcmp(letter, "δ") == 0)) {
        join(name, letter, "");
        return true;
    }
    return (spelled_accent(name, word) && known(reader, name)) ||
           spelled_subscript(reader, name, word);
}

/* Les lettres de count lexèmes, à partir de at. */
static void spell(char word[FORMULA_NAME], const Token *token, size_t at,
                  size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count && length + 1 < FORMULA_NAME; i++)
        word[length++] = token[at + i].text[0];
    word[length] = '\0';
}

static bool finish(const NameReader *reader, Name *name);

/* Le nom que désigne le morceau word, que suit le lexème next. Ce qui ne l'est
 * pas seul peut l'être avec son indice : η_0, W_h. */
static bool resolve_piece(const NameReader *reader, char name[FORMULA_NAME],
                          const char *word, size_t next)
{
    const char *letter = spelled_letter(word);
    Name longer = { .next = next };
    if (resolve(reader, name, word))
        return true;
    if (!letter || is_plain_letter(&reader->token[next]))
        return false;
    join(name, letter, "");
    join(longer.text, letter, "");
    return finish(reader, &longer);
}

/* Coupe le mot [at, end) : cut[k] est la longueur du nom qui commence à k
 * lettres de la fin, le plus long qui laisse une suite lisible, ou 0. */
static void cut_run(NameReader *reader, size_t at, size_t end)
{
    char word[FORMULA_NAME], name[FORMULA_NAME];
    if (reader->cut_end == end && reader->cut_start <= at &&
        reader->cut_lenient == reader->lenient)
        return;
    reader->cut_end = end;
    reader->cut_start = at;
    reader->cut_lenient = reader->lenient;
    for (size_t left = 1; left <= end - at; left++) {
        reader->cut[left] = 0;
        for (size_t n = left; n > 0 && !reader->cut[left]; n--) {
            if (n < left && !reader->cut[left - n])
                continue;
            spell(word, reader->token, end - left, n);
            if (resolve_piece(reader, name, word, end - left + n))
                reader->cut[left] = n;
        }
    }
}

/* Le mot qui commence à at : coupé, ou fautif en entier. */
static bool read_run(NameReader *reader, Name *name, size_t at)
{
    size_t end = name_run_end(reader->token, at);
    char word[FORMULA_NAME];
    size_t length = 0;
    if (end - at < FORMULA_NAME) {
        cut_run(reader, at, end);
        length = reader->cut[end - at];
    }
    name->next = at + (length ? length : end - at);
    spell(word, reader->token, at, name->next - at);
    join(name->text, word, "");
    return length && resolve_piece(reader, name->text, word, name->next);
}

/* --- Lire un nom --------------------------------------------------------- */

bool name_starts(const Token *token)
{
    return token->kind == TOKEN_LETTER || token->kind == TOKEN_WORD ||
           token->kind == TOKEN_ACCENT;
}

/* \hat{y}, \hat y : l'accent et sa lettre. */
static bool read_accent(const NameReader *reader, Name *name, size_t at)
{
    const Token *token = &reader->token[at + 1];
    bool braced = token->kind == TOKEN_OPEN_BRACE;
    token += braced;
    bool letter = token->kind == TOKEN_LETTER ||
                  (token->kind == TOKEN_WORD && token->text[1] == '\0');
    name->next = at + 1;
    if (!letter || (braced && token[1].kind != TOKEN_CLOSE_BRACE))
        return false;
    join(name->text, token->text, reader->token[at].text);
    name->next = at + (braced ? 4 : 2);
    return *name->text != '\0';
}

/* y_hat : l'accent en toutes lettres. */
static void add_accent(const NameReader *reader, Name *name)
{
    const Token *token = &reader->token[name->next];
    char word[FORMULA_NAME];
    if (token->kind != TOKEN_UNDERSCORE || !is_plain_letter(&token[1]) ||
        utf8_length(name->text) != strlen(name->text))
        return;
    size_t end = name_run_end(reader->token, name->next + 1);
    spell(word, reader->token, name->next + 1, end - name->next - 1);
    for (size_t i = 0; accent_word(i); i++)
        if (strcmp(word, accent_word(i)) == 0) {
            strcat(name->text, accent_mark(i));
            name->next = end;
        }
}

/* Le texte de l'indice qui commence à at, accolades ôtées ; false si ce n'est
 * pas une suite de lettres, de chiffres et de signes. */
static bool subscript_text(const NameReader *reader, char text[FORMULA_NAME],
                           size_t at, size_t *next)
{
    const Token *token = reader->token;
    bool braced = token[at].kind == TOKEN_OPEN_BRACE;
    *next = braced                        ? group_end(token, at)
            : is_plain_letter(&token[at]) ? name_run_end(token, at)
                                          : at + 1;
    strcpy(text, "_");
    for (size_t i = at + braced; i < *next - braced; i++) {
        TokenKind kind = token[i].kind;
        const char *part = kind == TOKEN_PLUS    ? "+"
                           : kind == TOKEN_MINUS ? "-"
                                                 : token[i].text;
        if (kind != TOKEN_PLUS && kind != TOKEN_MINUS &&
            kind != TOKEN_LETTER && kind != TOKEN_NUMBER && kind != TOKEN_WORD)
            return false;
        if (strlen(text) + strlen(part) >= FORMULA_NAME)
            return false;
        strcat(text, part);
    }
    return text[1] != '\0';
}

/* h^*, h^{*} : rend le lexème qui suit l'étoile, ou 0. */
static size_t star_end(const NameReader *reader, size_t at)
{
    const Token *token = &reader->token[at];
    if (token[0].kind != TOKEN_CARET)
        return 0;
    if (token[1].kind == TOKEN_STAR)
        return at + 2;
    return token[1].kind == TOKEN_OPEN_BRACE && token[2].kind == TOKEN_STAR &&
                   token[3].kind == TOKEN_CLOSE_BRACE
               ? at + 4
               : 0;
}

/* Ajoute l'indice, puis l'étoile, si le nom est connu avec eux, ou si always.
 */
static void extend(const NameReader *reader, Name *name, bool always)
{
    char rest[FORMULA_NAME], longer[FORMULA_NAME];
    size_t next = name->next;
    if (reader->token[next].kind == TOKEN_UNDERSCORE &&
        subscript_text(reader, rest, next + 1, &next)) {
        join(longer, name->text, rest);
        if (always ? *longer != '\0' : known(reader, longer)) {
            join(name->text, longer, "");
            name->next = next;
        }
    }
    next = star_end(reader, name->next);
    join(longer, name->text, "^*");
    if (next && (always ? *longer != '\0' : known(reader, longer))) {
        join(name->text, longer, "");
        name->next = next;
    }
}

size_t letter_length(const char *name)
{
    size_t length = *name ? utf8_length(name) : 0;
    for (size_t i = 0; accent_mark(i); i++) {
        size_t mark = strlen(accent_mark(i));
        if (length && strncmp(name + length, accent_mark(i), mark) == 0)
            return length + mark;
    }
    return length;
}

bool index_is_digit(const Node *node)
{
    return node->kind == NODE_NUMBER && !*node->name && node->number >= 0 &&
           node->number <= 9 && node->number == floor(node->number);
}

bool index_is_simple(const Node *node)
{
    if (node->kind != NODE_SYMBOL)
        return index_is_digit(node);
    char after = node->name[letter_length(node->name)];
    return after == '\0' || after == '_' || after == '^';
}

/* Rend vrai si le nom est connu, ou permis comme indice. */
static bool finish(const NameReader *reader, Name *name)
{
    add_accent(reader, name);
    extend(reader, name, false);
    name->kind = name_kind(reader, name->text);
    name->index =
        !name->kind && (name_is_index(reader, name->text) || reader->lenient);
    return name->kind || name->index;
}

bool name_read(NameReader *reader, Name *name, size_t at)
{
    const Token *token = &reader->token[at];
    *name = (Name){ .next = at + 1 };
    if (token->kind == TOKEN_ACCENT) {
        if (!read_accent(reader, name, at))
            return false;
    } else if (token->kind == TOKEN_WORD) {
        if (!resolve(reader, name->text, token->text))
            join(name->text, token->text, "");
    } else if (is_plain_letter(token)) {
        bool single = name_run_end(reader->token, at) == at + 1;
        if (!read_run(reader, name, at) && !single)
            return false;
    } else {
        join(name->text, token->text, "");
    }
    return finish(reader, name);
}

bool name_read_letter(NameReader *reader, Name *name, size_t at, bool extended)
{
    const Token *token = &reader->token[at];
    *name = (Name){ .next = at + 1 };
    if (token->kind == TOKEN_ACCENT) {
        if (!read_accent(reader, name, at))
            return false;
    } else {
        join(name->text, token->text, "");
    }
    if (letter_length(name->text) != strlen(name->text))
        return false;
    if (extended) {
        add_accent(reader, name);
        extend(reader, name, false);
    }
    name->kind = name_kind(reader, name->text);
    name->index = !name->kind;
    return true;
}

/* Le nom que désigne un mot entier, sans table : une lettre, peut-être
 * accentuée, ou le mot lui-même. */
static void read_declared(const NameReader *reader, Name *name)
{
    const Token *first = reader->token;
    char word[FORMULA_NAME];
    if (first->kind == TOKEN_ACCENT) {
        read_accent(reader, name, 0);
        return;
    }
    name->next = name_run_end(first, 0);
    if (is_plain_letter(first))
        spell(word, first, 0, name->next);
    else
        join(word, first->text, "");
    const char *letter = spelled_letter(word);
    if (letter || !spelled_accent(name->text, word))
        join(name->text, letter ? letter : word, "");
}

size_t formula_name(char name[FORMULA_NAME], const char *text)
{
    enum { MOST = FORMULA_NAME + 8 };
    Tokens tokens;
    Name found = { .next = 0 };
    size_t length = 0;
    formula_tokenize_start(&tokens, text, MOST);
    NameReader reader = { .token = tokens.token };
    if (name_starts(reader.token))
        read_declared(&reader, &found);
    if (*found.text) {
        add_accent(&reader, &found);
        extend(&reader, &found, true);
        length = tokens.token[found.next - 1].end;
    }
    join(name, found.text, "");
    tokens_free(&tokens);
    return length;
}

/* --- Suggestions --------------------------------------------------------- */

static void append(char *to, size_t size, const char *from)
{
    if (strlen(to) + strlen(from) < size)
        strcat(to, from);
}

/* Le nom comme on l'écrit au clavier, sans « _ » : « Wh », « yhat ». */
static void ascii_spelling(char *to, size_t size, const char *name)
{
    *to = '\0';
    while (*name) {
        char letter[5] = "";
        size_t length = utf8_length(name);
        memcpy(letter, name, length ? length : 1);
        const char *word = strcmp(letter, "ℓ") == 0 ? "ell"
                           : *letter == '_'         ? ""
                                                    : letter;
        for (size_t i = 0; greek_word(i); i++)
            if (strcmp(greek_letter(i), letter) == 0 && word == letter)
                word = greek_word(i);
        for (size_t i = 0; accent_word(i); i++)
            if (strcmp(accent_mark(i), letter) == 0)
                word = accent_word(i);
        append(to, size, word);
        name += length ? length : 1;
    }
}

/* Une lettre changée, ôtée ou mise coûte 2 ; une majuscule pour une minuscule,
 * 1. */
static size_t letter_cost(char a, char b)
{
    if (a == b)
        return 0;
    return tolower((unsigned char)a) == tolower((unsigned char)b) ? 1 : 2;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* La distance d'édition entre deux mots. */
static size_t distance(const char *a, const char *b)
{
    size_t row[FORMULA_NAME], m = strlen(a), n = strlen(b);
    if (m >= FORMULA_NAME || n >= FORMULA_NAME)
        return SIZE_MAX;
    for (size_t j = 0; j <= n; j++)
        row[j] = 2 * j;
    for (size_t i = 1; i <= m; i++) {
        size_t diagonal = row[0];
        row[0] = 2 * i;
        for (size_t j = 1; j <= n; j++) {
            size_t changed = diagonal + letter_cost(a[i - 1], b[j - 1]);
            diagonal = row[j];
            row[j] = least(changed, least(row[j], row[j - 1]) + 2);
        }
    }
    return row[n];
}

typedef struct {
    const char *word;
    size_t distance;
    char name[FORMULA_NAME];
} Nearest;

/* Retient name s'il est le plus proche, et assez : la même initiale, à la casse
 * près, puis une lettre fausse au plus, ou deux dans un mot long. */
static void consider(Nearest *nearest, const char *spelling, const char *name)
{
    size_t longest = strlen(nearest->word), length = strlen(spelling);
    if (length > longest)
        longest = length;
    size_t allowed = longest < 2 ? 1 : longest < 6 ? 2 : 4;
    size_t gap = distance(nearest->word, spelling);
    if (letter_cost(*nearest->word, *spelling) < 2 && gap <= allowed &&
        gap < nearest->distance) {
        nearest->distance = gap;
        join(nearest->name, name, "");
    }
}

static void write_hint(char *to, size_t size, const Nearest *nearest,
                       const char *mark)
{
    char shown[2 * FORMULA_NAME];
    *to = '\0';
    formula_print_name(shown, sizeof shown, nearest->name);
    if (*shown)
        snprintf(to, size, " ; vouliez-vous « %s%s » ?", mark, shown);
}

void name_suggest(char *to, size_t size, const FormulaNames *names,
                  const char *word)
{
    char spelling[FORMULA_NAME], typed[FORMULA_NAME];
    ascii_spelling(typed, sizeof typed, word);
    Nearest nearest = { .word = typed, .distance = SIZE_MAX };
    const char *name;
    for (size_t i = 0; (name = names->name(names->context, i)) != NULL; i++) {
        ascii_spelling(spelling, sizeof spelling, name);
        consider(&nearest, spelling, name);
    }
    for (size_t i = 0; i < COUNT(builtins); i++)
        consider(&nearest, builtins[i][1], builtins[i][0]);
    write_hint(to, size, &nearest, "");
}

void command_suggest(char *to, size_t size, const char *word)
{
    Nearest nearest = { .word = word, .distance = SIZE_MAX };
    for (size_t i = 0; command_name(i); i++)
        if (isalpha((unsigned char)*command_name(i)))
            consider(&nearest, command_name(i), command_name(i));
    write_hint(to, size, &nearest, "\\");
}

/* --- Messages ------------------------------------------------------------ */

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

bool formula_fail(FormulaError *error, const char *text, size_t offset,
                  const char *format, ...)
{
    va_list arguments;
    *error = (FormulaError){ .offset = offset, .line = 1, .column = 1 };
    for (size_t i = 0; i < offset && offset != SIZE_MAX && text[i]; i++) {
        if (text[i] == '\n') {
            error->line++;
            error->column = 1;
        } else if (!is_continuation(text[i + 1])) {
            error->column++;
        }
    }
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return false;
}

/* Le caractère occupe-t-il une colonne à l'écran ? */
static bool is_wide(const char *c)
{
    for (size_t i = 0; accent_mark(i); i++)
        if (strncmp(c, accent_mark(i), strlen(accent_mark(i))) == 0)
            return false;
    return !is_continuation(*c);
}

/* Sous les octets [from, to) : un blanc par colonne. Rend leur nombre. */
static size_t indent(char *spaces, const char *from, const char *to)
{
    size_t columns = 0;
    for (; from < to; from++)
        if (is_wide(from))
            spaces[columns++] = *from == '\t' ? '\t' : ' ';
    return columns;
}

void formula_error_describe(char *to, size_t size, const char *text,
                            const FormulaError *error)
{
    if (error->offset == SIZE_MAX) {
        snprintf(to, size, "%s", error->text);
        return;
    }
    const char *place = text + least(error->offset, strlen(text));
    const char *start = place;
    while (start > text && start[-1] != '\n')
        start--;
    size_t length = strcspn(start, "\n");
    char *spaces = allocate(length + 1, 1);
    size_t columns = indent(spaces, start, place);
    snprintf(to, size, "ligne %zu, colonne %zu : %s\n%.*s\n%.*s^", error->line,
             error->column, error->text, (int)length, start, (int)columns,
             spaces);
    free(spaces);
}
