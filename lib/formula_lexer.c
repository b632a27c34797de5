/* formula_lexer.c — du texte aux lexèmes. */
#include "formula_lexer.h"

#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- Tables -------------------------------------------------------------- */

typedef struct {
    const char *spelling;
    TokenKind kind;
    const char *text;
} Spelling;

/* Après « \ ». Les lettres grecques sont à part. */
static const Spelling commands[] = {
    { "frac", TOKEN_FRACTION, "" },
    { "tfrac", TOKEN_FRACTION, "" },
    { "dfrac", TOKEN_FRACTION, "" },
    { "sum", TOKEN_SUM, "" },
    { "prod", TOKEN_PRODUCT, "" },
    { "lim", TOKEN_LIMIT, "" },
    { "nabla", TOKEN_NABLA, "" },
    { "partial", TOKEN_PARTIAL, "" },
    { "top", TOKEN_TRANSPOSE, "" },
    { "prime", TOKEN_PRIME, "" },
    { "odot", TOKEN_HADAMARD, "" },
    { "circ", TOKEN_HADAMARD, "" },
    { "cdot", TOKEN_TIMES, "" },
    { "times", TOKEN_TIMES, "" },
    { "leq", TOKEN_LESS_EQUAL, "" },
    { "le", TOKEN_LESS_EQUAL, "" },
    { "leqslant", TOKEN_LESS_EQUAL, "" },
    { "geq", TOKEN_GREATER_EQUAL, "" },
    { "ge", TOKEN_GREATER_EQUAL, "" },
    { "geqslant", TOKEN_GREATER_EQUAL, "" },
    { "lt", TOKEN_LESS, "" },
    { "gt", TOKEN_GREATER, "" },
    { "neq", TOKEN_NOT_EQUAL, "" },
    { "ne", TOKEN_NOT_EQUAL, "" },
    { "iff", TOKEN_IFF, "" },
    { "Leftrightarrow", TOKEN_IFF, "" },
    { "leftarrow", TOKEN_ASSIGN, "" },
    { "gets", TOKEN_ASSIGN, "" },
    { "to", TOKEN_TO, "" },
    { "rightarrow", TOKEN_TO, "" },
    { "infty", TOKEN_INFINITY, "" },
    { "langle", TOKEN_OPEN_ANGLE, "" },
    { "rangle", TOKEN_CLOSE_ANGLE, "" },
    { "lbrack", TOKEN_OPEN_BRACKET, "" },
    { "rbrack", TOKEN_CLOSE_BRACKET, "" },
    { "|", TOKEN_DOUBLE_BAR, "" },
    { "Vert", TOKEN_DOUBLE_BAR, "" },
    { "lVert", TOKEN_DOUBLE_BAR, "(" },
    { "rVert", TOKEN_DOUBLE_BAR, ")" },
    { "vert", TOKEN_BAR, "" },
    { "lvert", TOKEN_BAR, "(" },
    { "rvert", TOKEN_BAR, ")" },
    { "hat", TOKEN_ACCENT, "\u0302" },
    { "widehat", TOKEN_ACCENT, "\u0302" },
    { "tilde", TOKEN_ACCENT, "\u0303" },
    { "widetilde", TOKEN_ACCENT, "\u0303" },
    { "bar", TOKEN_ACCENT, "\u0304" },
    { "overline", TOKEN_ACCENT, "\u0304" },
    { "ell", TOKEN_LETTER, "ℓ" },
    { "log", TOKEN_WORD, "log" },
    { "ln", TOKEN_WORD, "log" },
    { "exp", TOKEN_WORD, "exp" },
    { "tanh", TOKEN_WORD, "tanh" },
    { "sinh", TOKEN_WORD, "sinh" },
    { "cosh", TOKEN_WORD, "cosh" },
    { "sin", TOKEN_WORD, "sin" },
    { "cos", TOKEN_WORD, "cos" },
    { "tan", TOKEN_WORD, "tan" },
    { "max", TOKEN_WORD, "max" },
    { "min", TOKEN_WORD, "min" },
    { "sqrt", TOKEN_WORD, "sqrt" },
    { "mathrm", TOKEN_STYLE, "" },
    { "operatorname", TOKEN_STYLE, "" },
    { "text", TOKEN_STYLE, "" },
    { "textrm", TOKEN_STYLE, "" },
    { "mathbf", TOKEN_STYLE, "1" },
    { "boldsymbol", TOKEN_STYLE, "1" },
    { "bm", TOKEN_STYLE, "1" },
    { "mathbb", TOKEN_STYLE, "2" },
    { "left", TOKEN_SIZE, "(" },
    { "right", TOKEN_SIZE, ")" },
    { "big", TOKEN_SIZE, "" },
    { "Big", TOKEN_SIZE, "" },
    { "bigg", TOKEN_SIZE, "" },
    { "Bigg", TOKEN_SIZE, "" },
    { "bigl", TOKEN_SIZE, "(" },
    { "Bigl", TOKEN_SIZE, "(" },
    { "biggl", TOKEN_SIZE, "(" },
    { "Biggl", TOKEN_SIZE, "(" },
    { "bigr", TOKEN_SIZE, ")" },
    { "Bigr", TOKEN_SIZE, ")" },
    { "biggr", TOKEN_SIZE, ")" },
    { "Biggr", TOKEN_SIZE, ")" },
    { "middle", TOKEN_SIZE, "" },
    { "begin", TOKEN_BEGIN, "" },
    { "end", TOKEN_ENVIRONMENT_END, "" },
    { "\\", TOKEN_ROW, "" },
    { ",", TOKEN_BLANK, "" },
    { ";", TOKEN_BLANK, "" },
    { ":", TOKEN_BLANK, "" },
    { "!", TOKEN_BLANK, "" },
    { ">", TOKEN_BLANK, "" },
    { " ", TOKEN_BLANK, "" },
    { "quad", TOKEN_BLANK, "" },
    { "qquad", TOKEN_BLANK, "" },
    { "limits", TOKEN_BLANK, "" },
    { "nolimits", TOKEN_BLANK, "" },
    { "displaystyle", TOKEN_BLANK, "" },
    { "textstyle", TOKEN_BLANK, "" },
};

/* Sur le papier et au clavier ; la plus longue écriture l'emporte. */
static const Spelling signs[] = {
    { "(", TOKEN_OPEN, "" },
    { ")", TOKEN_CLOSE, "" },
    { "[", TOKEN_OPEN_BRACKET, "" },
    { "]", TOKEN_CLOSE_BRACKET, "" },
    { "{", TOKEN_OPEN_BRACE, "" },
    { "}", TOKEN_CLOSE_BRACE, "" },
    { "⟨", TOKEN_OPEN_ANGLE, "" },
    { "⟩", TOKEN_CLOSE_ANGLE, "" },
    { "|", TOKEN_BAR, "" },
    { "‖", TOKEN_DOUBLE_BAR, "" },
    { "||", TOKEN_DOUBLE_BAR, "" },
    { ",", TOKEN_COMMA, "" },
    { ";", TOKEN_SEMICOLON, "" },
    { ".", TOKEN_DOT, "" },
    { "+", TOKEN_PLUS, "" },
    { "-", TOKEN_MINUS, "" },
    { "−", TOKEN_MINUS, "" },
    { "–", TOKEN_MINUS, "" },
    { "·", TOKEN_TIMES, "" },
    { "⋅", TOKEN_TIMES, "" },
    { "×", TOKEN_TIMES, "" },
    { "*", TOKEN_STAR, "" },
    { ".*", TOKEN_HADAMARD, "" },
    { "⊙", TOKEN_HADAMARD, "" },
    { "∘", TOKEN_HADAMARD, "" },
    { "/", TOKEN_SLASH, "" },
    { "_", TOKEN_UNDERSCORE, "" },
    { "^", TOKEN_CARET, "" },
    { "ᵀ", TOKEN_TRANSPOSE, "" },
    { "⊤", TOKEN_TRANSPOSE, "" },
    { ".T", TOKEN_TRANSPOSE, "" },
    { "'", TOKEN_PRIME, "" },
    { "’", TOKEN_PRIME, "" },
    { "′", TOKEN_PRIME, "" },
    { "″", TOKEN_PRIME, "'" }, /* et ceux qui suivent le premier */
    { "‴", TOKEN_PRIME, "''" },
    { "√", TOKEN_WORD, "sqrt" },
    { "∑", TOKEN_SUM, "" },
    { "Σ", TOKEN_SUM, "" },
    { "∏", TOKEN_PRODUCT, "" },
    { "Π", TOKEN_PRODUCT, "" },
    { "∇", TOKEN_NABLA, "" },
    { "∂", TOKEN_PARTIAL, "" },
    { "∞", TOKEN_INFINITY, "" },
    { "→", TOKEN_TO, "" },
    { "->", TOKEN_TO, "" },
    { "=", TOKEN_EQUAL, "" },
    { "==", TOKEN_EQUAL, "" },
    { "<", TOKEN_LESS, "" },
    { "≤", TOKEN_LESS_EQUAL, "" },
    { "⩽", TOKEN_LESS_EQUAL, "" },
    { "<=", TOKEN_LESS_EQUAL, "" },
    { ">", TOKEN_GREATER, "" },
    { "≥", TOKEN_GREATER_EQUAL, "" },
    { "⩾", TOKEN_GREATER_EQUAL, "" },
    { ">=", TOKEN_GREATER_EQUAL, "" },
    { "≠", TOKEN_NOT_EQUAL, "" },
    { "!=", TOKEN_NOT_EQUAL, "" },
    { "⟺", TOKEN_IFF, "" },
    { "⇔", TOKEN_IFF, "" },
    { "<=>", TOKEN_IFF, "" },
    { "←", TOKEN_ASSIGN, "" },
    { "⟵", TOKEN_ASSIGN, "" },
    { "<-", TOKEN_ASSIGN, "" },
    { "𝟏", TOKEN_ONES, "" },
    { "𝟙", TOKEN_ONES, "" },
    { "ℓ", TOKEN_LETTER, "ℓ" },
    { "µ", TOKEN_LETTER, "μ" },
    { "ϵ", TOKEN_LETTER, "ε" },
    { "ϕ", TOKEN_LETTER, "φ" },
    { "ϑ", TOKEN_LETTER, "θ" },
    { "∆", TOKEN_LETTER, "Δ" },
    { "&", TOKEN_CELL, "" },
    { " ", TOKEN_BLANK, "" },
    { "\t", TOKEN_BLANK, "" },
    { "\n", TOKEN_BLANK, "" },
    { "\r", TOKEN_BLANK, "" },
    { "~", TOKEN_BLANK, "" },
    { "\u00a0", TOKEN_BLANK, "" },
    { "\u202f", TOKEN_BLANK, "" },
    { "\u2009", TOKEN_BLANK, "" },
    { "\u200a", TOKEN_BLANK, "" },
    { "\u2061", TOKEN_BLANK, "" },
    { "\u2062", TOKEN_BLANK, "" },
};

/* Au clavier, des mots entiers. */
static const Spelling words[] = {
    { "sum", TOKEN_SUM, "" },      { "prod", TOKEN_PRODUCT, "" },
    { "lim", TOKEN_LIMIT, "" },    { "grad", TOKEN_NABLA, "" },
    { "nabla", TOKEN_NABLA, "" },  { "partial", TOKEN_PARTIAL, "" },
    { "ones", TOKEN_ONES, "" },    { "ell", TOKEN_LETTER, "ℓ" },
    { "loss", TOKEN_LETTER, "ℓ" }, { "inf", TOKEN_INFINITY, "" },
};

static const char *const environments[] = {
    "pmatrix", "bmatrix", "matrix", "smallmatrix", /* MATRICES premières */
    "aligned", "align",   "align*", "split",       "gathered",
};
enum { MATRICES = 4 };

static const char *const greek[][2] = {
    { "alpha", "α" },    { "beta", "β" },    { "gamma", "γ" },
    { "delta", "δ" },    { "epsilon", "ε" }, { "varepsilon", "ε" },
    { "zeta", "ζ" },     { "eta", "η" },     { "theta", "θ" },
    { "vartheta", "θ" }, { "iota", "ι" },    { "kappa", "κ" },
    { "lambda", "λ" },   { "mu", "μ" },      { "nu", "ν" },
    { "xi", "ξ" },       { "pi", "π" },      { "rho", "ρ" },
    { "sigma", "σ" },    { "tau", "τ" },     { "upsilon", "υ" },
    { "phi", "φ" },      { "varphi", "φ" },  { "chi", "χ" },
    { "psi", "ψ" },      { "omega", "ω" },   { "Gamma", "Γ" },
    { "Delta", "Δ" },    { "Theta", "Θ" },   { "Lambda", "Λ" },
    { "Xi", "Ξ" },       { "Phi", "Φ" },     { "Psi", "Ψ" },
    { "Omega", "Ω" },
};

static const char *const accents[][2] = {
    { "hat", "\u0302" },
    { "tilde", "\u0303" },
    { "bar", "\u0304" },
};

/* Les lettres qui ont leur accent en un caractère. */
static const char *const composed[][2] = {
    { "ŷ", "y\u0302" }, { "Ŷ", "Y\u0302" }, { "ỹ", "y\u0303" },
    { "Ỹ", "Y\u0303" }, { "ĥ", "h\u0302" }, { "Ĥ", "H\u0302" },
    { "â", "a\u0302" }, { "Â", "A\u0302" }, { "ĉ", "c\u0302" },
    { "ê", "e\u0302" }, { "ĝ", "g\u0302" }, { "î", "i\u0302" },
    { "ĵ", "j\u0302" }, { "ô", "o\u0302" }, { "ŝ", "s\u0302" },
    { "û", "u\u0302" }, { "ŵ", "w\u0302" }, { "Ŵ", "W\u0302" },
    { "ẑ", "z\u0302" }, { "Ẑ", "Z\u0302" }, { "ã", "a\u0303" },
    { "Ã", "A\u0303" }, { "ẽ", "e\u0303" }, { "ñ", "n\u0303" },
    { "õ", "o\u0303" }, { "ũ", "u\u0303" }, { "ṽ", "v\u0303" },
    { "ā", "a\u0304" }, { "ē", "e\u0304" }, { "ḡ", "g\u0304" },
    { "ī", "i\u0304" }, { "ō", "o\u0304" }, { "ū", "u\u0304" },
    { "ȳ", "y\u0304" }, { "Ȳ", "Y\u0304" },
};

/* En exposant, en indice : le caractère, et ce qu'il vaut. */
static const char *const superscripts[][2] = {
    { "⁰", "0" }, { "¹", "1" }, { "²", "2" }, { "³", "3" }, { "⁴", "4" },
    { "⁵", "5" }, { "⁶", "6" }, { "⁷", "7" }, { "⁸", "8" }, { "⁹", "9" },
    { "⁺", "+" }, { "⁻", "-" }, { "⁽", "(" }, { "⁾", ")" }, { "ⁱ", "i" },
    { "ⁿ", "n" }, { "ᵏ", "k" }, { "ᵐ", "m" }, { "ᵖ", "p" }, { "ᵗ", "t" },
    { "ˣ", "x" }, { "ʲ", "j" }, { "ˡ", "l" }, { "ʰ", "h" }, { "ᴰ", "D" },
    { "ᴺ", "N" },
};

static const char *const subscripts[][2] = {
    { "₀", "0" }, { "₁", "1" }, { "₂", "2" }, { "₃", "3" }, { "₄", "4" },
    { "₅", "5" }, { "₆", "6" }, { "₇", "7" }, { "₈", "8" }, { "₉", "9" },
    { "₊", "+" }, { "₋", "-" }, { "₌", "=" }, { "₍", "(" }, { "₎", ")" },
    { "ₐ", "a" }, { "ₑ", "e" }, { "ₕ", "h" }, { "ᵢ", "i" }, { "ⱼ", "j" },
    { "ₖ", "k" }, { "ₗ", "l" }, { "ₘ", "m" }, { "ₙ", "n" }, { "ₒ", "o" },
    { "ₚ", "p" }, { "ᵣ", "r" }, { "ₛ", "s" }, { "ₜ", "t" }, { "ᵤ", "u" },
    { "ᵥ", "v" }, { "ₓ", "x" }, { "ᵧ", "y" },
};

static const char *const fractions[][3] = {
    { "½", "1", "2" }, { "⅓", "1", "3" }, { "⅔", "2", "3" },
    { "¼", "1", "4" }, { "¾", "3", "4" }, { "⅛", "1", "8" },
};

/* Le texte commence-t-il par word ? Rend son nombre d'octets, ou 0. */
static size_t begins(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 ? length : 0;
}

const char *greek_word(size_t i)
{
    return i < COUNT(greek) ? greek[i][0] : NULL;
}

const char *greek_letter(size_t i)
{
    return i < COUNT(greek) ? greek[i][1] : NULL;
}

const char *accent_word(size_t i)
{
    return i < COUNT(accents) ? accents[i][0] : NULL;
}

const char *accent_mark(size_t i)
{
    return i < COUNT(accents) ? accents[i][1] : NULL;
}

const char *command_name(size_t i)
{
    return i < COUNT(commands) ? commands[i].spelling
                               : greek_word(i - COUNT(commands));
}

const char *compose(const char *text, size_t *length)
{
    for (size_t i = 0; i < COUNT(composed); i++)
        if ((*length = begins(text, composed[i][1])) > 0)
            return composed[i][0];
    return NULL;
}

size_t utf8_length(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    if (byte[0] < 0x80)
        return 1;
    size_t length = byte[0] >= 0xf0 ? 4 : byte[0] >= 0xe0 ? 3 : 2;
    if (byte[0] < 0xc2 || byte[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (byte[0] == 0xe0 && byte[1] < 0xa0) ||
                    (byte[0] == 0xf0 && byte[1] < 0x90);
    bool surrogate = byte[0] == 0xed && byte[1] > 0x9f;
    bool beyond = byte[0] == 0xf4 && byte[1] > 0x8f;
    return overlong || surrogate || beyond ? 0 : length;
}

/* --- Le lexeur ----------------------------------------------------------- */

enum { ENVIRONMENTS = 8, DRAFT_TOKENS = 64 };

typedef struct {
    const char *text;
    size_t at;
    Tokens *tokens;
    FormulaError *error;
    int side;    /* ce que \left ou \right ont dit de la barre qui suit */
    size_t glue; /* où commence \left ou \!, devant une parenthèse */
    size_t environment[ENVIRONMENTS]; /* rangs dans environments[] */
    size_t environment_start[ENVIRONMENTS];
    size_t depth;
} Lexer;

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static Token *push(Lexer *lexer, TokenKind kind, size_t end, const char *text)
{
    Tokens *tokens = lexer->tokens;
    if (tokens->count == tokens->capacity) {
        tokens->capacity =
            tokens->capacity ? 2 * tokens->capacity : DRAFT_TOKENS;
        tokens->token =
            realloc(tokens->token, tokens->capacity * sizeof(Token));
        if (!tokens->token)
            fatal(HERE, __func__, "mémoire épuisée");
    }
    Token *token = &tokens->token[tokens->count++];
    *token = (Token){ .kind = kind, .start = lexer->at, .end = end };
    if (kind == TOKEN_OPEN && lexer->glue < lexer->at)
        token->start = lexer->glue;
    lexer->glue = SIZE_MAX;
    strncpy(token->text, text, sizeof token->text - 1);
    if (kind == TOKEN_BAR || kind == TOKEN_DOUBLE_BAR) {
        token->side = *text == '(' ? 1 : *text == ')' ? -1 : lexer->side;
    }
    lexer->side = 0;
    return token;
}

/* Ajoute le lexème des octets [lexer->at, end), et passe à la suite. */
static bool emit(Lexer *lexer, TokenKind kind, size_t end, const char *text)
{
    push(lexer, kind, end, text);
    lexer->at = end;
    return true;
}

void tokens_free(Tokens *tokens)
{
    free(tokens->token);
    *tokens = (Tokens){ 0 };
}

static const Spelling *find_spelling(const Spelling *table, size_t count,
                                     const char *text, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(table[i].spelling) == length &&
            strncmp(table[i].spelling, text, length) == 0)
            return &table[i];
    return NULL;
}

static size_t letters(const char *text)
{
    size_t length = 0;
    while (isalpha((unsigned char)text[length]) &&
           (unsigned char)text[length] < 0x80)
        length++;
    return length;
}

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

static size_t blanks(const char *text)
{
    return strspn(text, " \t\n\r");
}

/* --- Nombres ------------------------------------------------------------- */

/* Le nombre d'octets de la marque décimale qui commence ici : « . », « , » ou
 * « {,} », entre deux chiffres. */
static size_t decimal_mark(const char *text)
{
    static const char *const marks[] = { ".", ",", "{,}" };
    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t length = begins(text, marks[i]);
        if (length && digits(text + length))
            return length;
    }
    return 0;
}

static size_t exponent(const char *text)
{
    if (*text != 'e' && *text != 'E')
        return 0;
    size_t sign = text[1] == '+' || text[1] == '-' ? 1 : 0;
    size_t length = digits(text + 1 + sign);
    return length ? 1 + sign + length : 0;
}

double number_value(const char *text)
{
    char plain[FORMULA_NAME];
    strcpy(plain, text);
    size_t mark = strcspn(plain, ".,");
    if (plain[mark])
        plain[mark] = *localeconv()->decimal_point;
    return strtod(plain, NULL);
}

/* Un nombre : 12, 0.8, 0,8, 0{,}8, 1e-5. */
static bool lex_number(Lexer *lexer)
{
    char text[FORMULA_NAME] = "";
    const char *from = lexer->text + lexer->at;
    size_t whole = digits(from);
    size_t mark = decimal_mark(from + whole);
    size_t decimals = mark ? digits(from + whole + mark) : 0;
    size_t tail = exponent(from + whole + mark + decimals);
    if (whole + 1 + decimals + tail >= sizeof text)
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "nombre trop long");
    memcpy(text, from, whole);
    if (mark)
        text[whole] = from[whole] == '.' ? '.' : ',';
    memcpy(text + whole + (mark > 0), from + whole + mark, decimals + tail);
    double number = number_value(text);
    if (!isfinite(number))
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "nombre trop grand");
    size_t end = lexer->at + whole + mark + decimals + tail;
    push(lexer, TOKEN_NUMBER, end, text)->number = number;
    lexer->at = end;
    return true;
}

/* --- Exposants et indices en un caractère -------------------------------- */

static const char *find_script(const char *const table[][2], size_t count,
                               const char *text, size_t *length)
{
    for (size_t i = 0; i < count; i++)
        if ((*length = begins(text, table[i][0])) > 0)
            return table[i][1];
    return NULL;
}

/* Un caractère de l'exposant ou de l'indice ; les chiffres qui se suivent font
 * un nombre. */
static bool lex_small(Lexer *lexer, const char *plain, size_t length)
{
    size_t end = lexer->at + length;
    Token *last = &lexer->tokens->token[lexer->tokens->count - 1];
    size_t written = strlen(last->text);
    if (!isdigit((unsigned char)*plain)) {
        const Spelling *sign = find_spelling(signs, COUNT(signs), plain, 1);
        return emit(lexer, sign ? sign->kind : TOKEN_LETTER, end, plain);
    }
    if (last->kind == TOKEN_NUMBER) {
        if (written + 1 == sizeof last->text)
            return formula_fail(lexer->error, lexer->text, lexer->at,
                                "nombre trop long");
        last->text[written] = *plain;
    } else {
        last = push(lexer, TOKEN_NUMBER, end, plain);
    }
    last->number = strtod(last->text, NULL);
    last->end = lexer->at = end;
    return true;
}

/* « ₖⱼ » devient _ { k j }, « ⁻¹ » devient ^ { − 1 }. */
static bool lex_script(Lexer *lexer, TokenKind kind,
                       const char *const table[][2], size_t count)
{
    size_t length;
    const char *plain =
        find_script(table, count, lexer->text + lexer->at, &length);
    emit(lexer, kind, lexer->at, "");
    emit(lexer, TOKEN_OPEN_BRACE, lexer->at, "");
    while (plain) {
        if (!lex_small(lexer, plain, length))
            return false;
        plain = find_script(table, count, lexer->text + lexer->at, &length);
    }
    return emit(lexer, TOKEN_CLOSE_BRACE, lexer->at, "");
}

/* « ½ » devient { 1 / 2 }. */
static bool lex_fraction(Lexer *lexer, const char *const part[3])
{
    size_t end = lexer->at + strlen(part[0]);
    push(lexer, TOKEN_OPEN_BRACE, end, "");
    push(lexer, TOKEN_NUMBER, end, part[1])->number = strtod(part[1], NULL);
    push(lexer, TOKEN_SLASH, end, "");
    push(lexer, TOKEN_NUMBER, end, part[2])->number = strtod(part[2], NULL);
    return emit(lexer, TOKEN_CLOSE_BRACE, end, "");
}

/* --- Lettres ------------------------------------------------------------- */

static bool lex_letters(Lexer *lexer)
{
    const char *from = lexer->text + lexer->at;
    size_t length = letters(from);
    const Spelling *word = find_spelling(words, COUNT(words), from, length);
    if (word)
        return emit(lexer, word->kind, lexer->at + length, word->text);
    for (size_t i = 0; i < length; i++)
        emit(lexer, TOKEN_LETTER, lexer->at + 1, (char[]){ from[i], '\0' });
    return true;
}

/* Un accent combinant s'ajoute à la lettre qui précède. */
static bool lex_combining(Lexer *lexer, const char *mark)
{
    size_t count = lexer->tokens->count;
    Token *last = count ? &lexer->tokens->token[count - 1] : NULL;
    if (!last || last->kind != TOKEN_LETTER || last->end != lexer->at ||
        utf8_length(last->text) != strlen(last->text))
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "accent sans lettre");
    strcat(last->text, mark);
    last->end = lexer->at += strlen(mark);
    return true;
}

/* --- Commandes LaTeX ----------------------------------------------------- */

/* Le nom entre accolades qui commence à from, blancs ôtés. Rend le nombre
 * d'octets lus, 0 si ce n'est pas un nom simple. */
static size_t braced(char name[FORMULA_NAME], const char *from)
{
    size_t start = blanks(from);
    if (from[start] != '{')
        return 0;
    start++;
    start += blanks(from + start);
    size_t length = letters(from + start);
    length += from[start + length] == '*' || from[start] == '1' ? 1 : 0;
    size_t end = start + length;
    end += blanks(from + end);
    if (length == 0 || length >= FORMULA_NAME || from[end] != '}')
        return 0;
    memcpy(name, from + start, length);
    name[length] = '\0';
    return end + 1;
}

static size_t find_environment(const char *name)
{
    size_t i = 0;
    while (i < COUNT(environments) && strcmp(name, environments[i]) != 0)
        i++;
    return i;
}

static bool in_matrix(const Lexer *lexer)
{
    return lexer->depth && lexer->environment[lexer->depth - 1] < MATRICES;
}

static bool lex_begin(Lexer *lexer, size_t after)
{
    char name[FORMULA_NAME] = "";
    size_t length = braced(name, lexer->text + after);
    size_t rank = find_environment(name);
    if (rank == COUNT(environments))
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "environnement inconnu « %s »", name);
    if (lexer->depth == ENVIRONMENTS)
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "trop d'environnements emboîtés");
    lexer->environment_start[lexer->depth] = lexer->at;
    lexer->environment[lexer->depth++] = rank;
    if (rank < MATRICES)
        return emit(lexer, TOKEN_BEGIN_MATRIX, after + length, "");
    lexer->at = after + length;
    return true;
}

static bool lex_end(Lexer *lexer, size_t after)
{
    char name[FORMULA_NAME] = "";
    size_t length = braced(name, lexer->text + after);
    if (lexer->depth == 0)
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "\\end sans \\begin");
    size_t rank = lexer->environment[lexer->depth - 1];
    if (strcmp(name, environments[rank]) != 0)
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "\\end{%s} attendu, trouvé \\end{%s}",
                            environments[rank], name);
    lexer->depth--;
    if (rank < MATRICES)
        return emit(lexer, TOKEN_END_MATRIX, after + length, "");
    lexer->at = after + length;
    return true;
}

/* « & » et « \\ » : dans une matrice, des lexèmes ; dans un bloc aligné, rien.
 */
static bool lex_alignment(Lexer *lexer, TokenKind kind, size_t after)
{
    if (lexer->depth == 0)
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "« %.*s » hors d'une matrice ou d'un bloc aligné",
                            (int)(after - lexer->at), lexer->text + lexer->at);
    const char *close = NULL;
    if (kind == TOKEN_ROW && lexer->text[after] == '[')
        close = strchr(lexer->text + after, ']');
    if (close) /* \\[5pt] */
        after = (size_t)(close + 1 - lexer->text);
    if (in_matrix(lexer))
        return emit(lexer, kind, after, "");
    lexer->at = after;
    return true;
}

/* \mathrm{SoftMax}, \mathbf{1}, \mathrm{x} ; devant autre chose, le style ne
 * dit rien. */
static bool lex_style(Lexer *lexer, const char *style, size_t after)
{
    char name[FORMULA_NAME] = "";
    const char *from = lexer->text + after;
    size_t length = braced(name, from);
    size_t blank = blanks(from);
    if (length == 0 && from[blank] == '1') {
        *name = '1';
        length = blank + 1;
    }
    if (*style == '2' && strcmp(name, "1") != 0)
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "\\mathbb ne s'applique qu'à 1");
    if (strcmp(name, "1") == 0 && *style)
        return emit(lexer, TOKEN_ONES, after + length, "");
    if (length && letters(name) == strlen(name))
        return emit(lexer, TOKEN_WORD, after + length, name);
    lexer->at = after;
    return true;
}

/* \left, \right, \big : ce qui suit ouvre ou ferme ; \left. ouvre ce que
 * fermera \right|_{…}, \right. ne ferme rien. */
static bool lex_size(Lexer *lexer, const char *hint, size_t after)
{
    size_t dot = after + blanks(lexer->text + after);
    bool opens = *hint == '(';
    lexer->side = 0;
    lexer->glue = least(lexer->glue, lexer->at);
    if (lexer->text[dot] == '.' && opens)
        return emit(lexer, TOKEN_LEFT_DOT, dot + 1, "");
    lexer->at = after;
    if (lexer->text[dot] == '.' && *hint)
        lexer->at = dot + 1;
    else
        lexer->side = opens ? 1 : *hint ? -1 : 0;
    return true;
}

static bool unknown_command(Lexer *lexer, size_t length)
{
    char word[FORMULA_NAME], hint[128];
    size_t kept = length < sizeof word ? length : sizeof word - 1;
    memcpy(word, lexer->text + lexer->at + 1, kept);
    word[kept] = '\0';
    command_suggest(hint, sizeof hint, word);
    return formula_fail(lexer->error, lexer->text, lexer->at,
                        "commande LaTeX inconnue \\%s%s", word, hint);
}

static bool lex_known_command(Lexer *lexer, const Spelling *command,
                              size_t after)
{
    switch (command->kind) {
    case TOKEN_BLANK:
        if (*command->spelling == '!')
            lexer->glue = least(lexer->glue, lexer->at);
        lexer->at = after;
        return true;
    case TOKEN_SIZE:
        return lex_size(lexer, command->text, after);
    case TOKEN_STYLE:
        return lex_style(lexer, command->text, after);
    case TOKEN_BEGIN:
        return lex_begin(lexer, after);
    case TOKEN_ENVIRONMENT_END:
        return lex_end(lexer, after);
    case TOKEN_ROW:
        return lex_alignment(lexer, TOKEN_ROW, after);
    case TOKEN_WORD:
        if (strcmp(command->text, "sqrt") == 0 && lexer->text[after] == '[')
            return formula_fail(lexer->error, lexer->text, after,
                                "seule la racine carrée est connue");
        return emit(lexer, TOKEN_WORD, after, command->text);
    default:
        return emit(lexer, command->kind, after, command->text);
    }
}

static bool lex_command(Lexer *lexer)
{
    const char *from = lexer->text + lexer->at + 1;
    size_t length = letters(from);
    if (length == 0 && *from)
        length = utf8_length(from);
    const Spelling *command =
        find_spelling(commands, COUNT(commands), from, length);
    if (command)
        return lex_known_command(lexer, command, lexer->at + 1 + length);
    for (size_t i = 0; i < COUNT(greek); i++)
        if (strlen(greek[i][0]) == length && begins(from, greek[i][0]))
            return emit(lexer, TOKEN_LETTER, lexer->at + 1 + length,
                        greek[i][1]);
    return unknown_command(lexer, length);
}

/* --- Un lexème ----------------------------------------------------------- */

/* Le signe le plus long qui commence text. « .T » n'est une transposition que
 * si nulle lettre ne suit. */
static const Spelling *find_sign(const char *text, size_t *longest)
{
    const Spelling *found = NULL;
    *longest = 0;
    for (size_t i = 0; i < COUNT(signs); i++) {
        size_t length = begins(text, signs[i].spelling);
        if (length > *longest &&
            !(begins(signs[i].spelling, ".T") && letters(text + 2))) {
            found = &signs[i];
            *longest = length;
        }
    }
    return found;
}

static bool lex_sign(Lexer *lexer, const Spelling *sign, size_t length)
{
    size_t after = lexer->at + length;
    if (sign->kind == TOKEN_CELL)
        return lex_alignment(lexer, TOKEN_CELL, after);
    if (sign->kind == TOKEN_PRIME)
        for (const char *more = sign->text; *more; more++)
            push(lexer, TOKEN_PRIME, after, "");
    if (sign->kind != TOKEN_BLANK)
        return emit(lexer, sign->kind, after, sign->text);
    lexer->at = after;
    return true;
}

/* Les caractères du papier qui ne sont pas des signes. */
static bool lex_paper(Lexer *lexer)
{
    const char *from = lexer->text + lexer->at;
    size_t length;
    if (find_script(superscripts, COUNT(superscripts), from, &length))
        return lex_script(lexer, TOKEN_CARET, superscripts,
                          COUNT(superscripts));
    if (find_script(subscripts, COUNT(subscripts), from, &length))
        return lex_script(lexer, TOKEN_UNDERSCORE, subscripts,
                          COUNT(subscripts));
    const char *letter = find_script(composed, COUNT(composed), from, &length);
    if (letter)
        return emit(lexer, TOKEN_LETTER, lexer->at + length, letter);
    for (size_t i = 0; i < COUNT(accents); i++)
        if (begins(from, accents[i][1]))
            return lex_combining(lexer, accents[i][1]);
    for (size_t i = 0; i < COUNT(greek); i++)
        if ((length = begins(from, greek[i][1])) > 0)
            return emit(lexer, TOKEN_LETTER, lexer->at + length, greek[i][1]);
    for (size_t i = 0; i < COUNT(fractions); i++)
        if (begins(from, fractions[i][0]))
            return lex_fraction(lexer, fractions[i]);
    length = utf8_length(from);
    if (length == 0)
        return formula_fail(lexer->error, lexer->text, lexer->at,
                            "cet octet n'est pas de l'UTF-8 : %02x",
                            (unsigned char)*from);
    return formula_fail(lexer->error, lexer->text, lexer->at,
                        "caractère inattendu « %.*s »", (int)length, from);
}

static bool lex_one(Lexer *lexer)
{
    const char *from = lexer->text + lexer->at;
    size_t length;
    if (*from == '\\')
        return lex_command(lexer);
    if (digits(from))
        return lex_number(lexer);
    if (letters(from))
        return lex_letters(lexer);
    const Spelling *sign = find_sign(from, &length);
    return sign ? lex_sign(lexer, sign, length) : lex_paper(lexer);
}

bool formula_tokenize(Tokens *tokens, const char *text, FormulaError *error)
{
    Lexer lexer = {
        .text = text, .tokens = tokens, .error = error, .glue = SIZE_MAX
    };
    *tokens = (Tokens){ 0 };
    if (strlen(text) > FORMULA_LENGTH)
        return formula_fail(error, text, FORMULA_LENGTH,
                            "formule trop longue : plus de %d octets",
                            FORMULA_LENGTH);
    while (text[lexer.at])
        if (!lex_one(&lexer))
            return false;
    if (lexer.depth) {
        size_t last = lexer.depth - 1;
        return formula_fail(error, text, lexer.environment_start[last],
                            "\\begin{%s} sans \\end",
                            environments[lexer.environment[last]]);
    }
    return emit(&lexer, TOKEN_END, lexer.at, "");
}

void formula_tokenize_start(Tokens *tokens, const char *text, size_t most)
{
    FormulaError error;
    Lexer lexer = {
        .text = text, .tokens = tokens, .error = &error, .glue = SIZE_MAX
    };
    *tokens = (Tokens){ 0 };
    while (text[lexer.at] && tokens->count < most && lex_one(&lexer))
        continue;
    emit(&lexer, TOKEN_END, lexer.at, "");
}
