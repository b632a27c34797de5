/* formula_names.c — des lettres aux noms. */
#include <math.h>
#include <string.h>

#include "formula_lexer.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LONGEST = 16 }; /* lettres d'un nom tapé, « varepsilontilde » */

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

const char *builtin_word(size_t i)
{
    return i < COUNT(builtins) ? builtins[i][1] : NULL;
}

const char *builtin_name(size_t i)
{
    return i < COUNT(builtins) ? builtins[i][0] : NULL;
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

/* Le groupe n'est-il fait que d'indices collés : _{kj}, _{n,i}, _{11} ? */
static bool is_plain_group(const Token *token, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++)
        if (token[i].kind != TOKEN_LETTER && token[i].kind != TOKEN_NUMBER &&
            token[i].kind != TOKEN_COMMA &&
            token[i].kind != TOKEN_OPEN_BRACE &&
            token[i].kind != TOKEN_CLOSE_BRACE)
            return false;
    return true;
}

/* Ailleurs, « ln » ou « tanh » n'y est pas une suite d'indices : où il finit, ou
 * at. */
static size_t skip_function(NameReader *reader, size_t at)
{
    Name name;
    bool function = reader->token[at].kind == TOKEN_LETTER &&
                    name_read(reader, &name, at) &&
                    name.kind == NAME_FUNCTION && name.next > at + 1;
    return function ? name.next : at;
}

void name_add_indices(NameReader *reader, size_t first, size_t last)
{
    bool plain = is_plain_group(reader->token, first, last);
    for (size_t i = first; i < last; i++) {
        const Token *token = &reader->token[i];
        size_t next = plain ? i : skip_function(reader, i);
        if (next > i)
            i = next - 1;
        else if (token->kind == TOKEN_LETTER &&
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
        size_t n = left < LONGEST ? left : LONGEST;
        for (; n > 0 && !reader->cut[left]; n--) {
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
    return node->kind == NODE_SYMBOL
               ? letter_length(node->name) == strlen(node->name)
               : index_is_digit(node);
}

/* Rend vrai si le nom est connu, ou permis comme indice. */
static bool finish(const NameReader *reader, Name *name)
{
    add_accent(reader, name);
    extend(reader, name, false);
    name->kind = name_kind(reader, name->text);
    bool letter = letter_length(name->text) == strlen(name->text);
    name->index = !name->kind && (name_is_index(reader, name->text) ||
                                  (reader->lenient && letter));
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
