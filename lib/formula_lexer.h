/* formula_lexer.h — le texte d'une formule, coupé en lexèmes, puis en noms.
 *
 * Ce que partagent les fichiers formula_….c, et eux seuls.
 *
 * Un lexème est le même quelle que soit l'écriture : \leq, ≤ et <= donnent
 * TOKEN_LESS_EQUAL ; x² donne x, ^, {, 2, }. Une lettre est un lexème : qu'il
 * faille lire « Wh » comme W_h ou comme W h, la table des noms le dit, et
 * formula_names.c la consulte.
 */
#ifndef FORMULA_LEXER_H
#define FORMULA_LEXER_H

#include "formula.h"

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER, /* number, et son écriture : « 0,8 », « 12 » */
    TOKEN_LETTER, /* une lettre, avec son accent */
    TOKEN_WORD,   /* \mathrm{SoftMax}, \tanh : un nom entier */
    TOKEN_ACCENT, /* \hat : le caractère combinant */
    TOKEN_ONES,   /* \mathbf{1} */
    TOKEN_INFINITY,
    /* ce qui ouvre et ce qui ferme */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_OPEN_BRACKET,
    TOKEN_CLOSE_BRACKET,
    TOKEN_OPEN_BRACE,
    TOKEN_CLOSE_BRACE,
    TOKEN_OPEN_ANGLE,
    TOKEN_CLOSE_ANGLE,
    TOKEN_BAR,        /* | */
    TOKEN_DOUBLE_BAR, /* ‖ */
    TOKEN_LEFT_DOT,   /* \left. */
    TOKEN_BEGIN_MATRIX,
    TOKEN_END_MATRIX,
    /* ce qui sépare */
    TOKEN_COMMA,
    TOKEN_SEMICOLON,
    TOKEN_DOT,
    TOKEN_CELL, /* & */
    TOKEN_ROW,  /* \\ */
    /* opérations */
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_TIMES,
    TOKEN_STAR,
    TOKEN_HADAMARD,
    TOKEN_SLASH,
    TOKEN_UNDERSCORE,
    TOKEN_CARET,
    TOKEN_TRANSPOSE, /* \top, ᵀ */
    TOKEN_PRIME,
    TOKEN_FRACTION,
    TOKEN_SUM,
    TOKEN_PRODUCT,
    TOKEN_LIMIT,
    TOKEN_NABLA,
    TOKEN_PARTIAL,
    TOKEN_TO, /* → */
    /* relations */
    TOKEN_EQUAL,
    TOKEN_LESS,
    TOKEN_LESS_EQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_EQUAL,
    TOKEN_IFF,
    TOKEN_ASSIGN,
    TOKEN_NOT_EQUAL,
    /* ce qui ne sort pas du lexeur */
    TOKEN_BLANK, /* \, et ce qui ne fait qu'espacer */
    TOKEN_SIZE,  /* \left, \big */
    TOKEN_STYLE, /* \mathrm, \mathbf */
    TOKEN_BEGIN,
    TOKEN_ENVIRONMENT_END
} TokenKind;

typedef struct {
    TokenKind kind;
    int side; /* d'une barre : +1 si elle ouvre, −1 si elle ferme, 0 sinon */
    size_t start, end;
    double number;
    char text[FORMULA_NAME];
} Token;

typedef struct {
    Token *token;
    size_t count, capacity;
} Tokens;

/* Coupe text ; le dernier lexème est TOKEN_END. Rend false en remplissant
 * *error ; tokens_free dans les deux cas. */
bool formula_tokenize(Tokens *tokens, const char *text, FormulaError *error);

/* Les premiers lexèmes de text, au plus `most`, jusqu'à ce qui ne se lit pas ;
 * le dernier est TOKEN_END. */
void formula_tokenize_start(Tokens *tokens, const char *text, size_t most);
void tokens_free(Tokens *tokens);

/* La valeur d'un nombre écrit avec « . » ou « , », quelle que soit la langue
 * du programme. */
double number_value(const char *text);

/* Le nombre d'octets du caractère qui commence ici ; 0 s'il n'est pas
 * UTF-8. */
size_t utf8_length(const char *text);

/* Le rang i d'une table : un mot du clavier (« eta ») et la lettre grecque
 * (« η ») ; NULL passé le dernier. */
const char *greek_word(size_t i);
const char *greek_letter(size_t i);

/* Le nom d'accent de rang i, « hat », et son caractère combinant. */
const char *accent_word(size_t i);
const char *accent_mark(size_t i);

/* Le caractère composé (« ŷ ») de la suite lettre, accent qui commence text ;
 * NULL s'il n'existe pas. *length en est le nombre d'octets. */
const char *compose(const char *text, size_t *length);

/* La fonction de toujours de rang i : ce qu'on tape, « softmax », et son nom,
 * « SoftMax » ; NULL passé la dernière. */
const char *builtin_word(size_t i);
const char *builtin_name(size_t i);

/* La commande LaTeX de rang i ; NULL passé la dernière. */
const char *command_name(size_t i);

/* --- Noms ---------------------------------------------------------------- */

enum { READER_INDICES = 64 };

/* De quoi lire des noms dans une suite de lexèmes. */
typedef struct {
    const FormulaNames *names; /* NULL : aucun nom n'est connu */
    const Token *token;
    const Token *index[READER_INDICES]; /* les lettres qui sont des indices */
    size_t index_count;
    bool lenient;              /* une lettre inconnue est un indice */
    size_t cut_start, cut_end; /* le mot coupé en dernier… */
    bool cut_lenient;
    size_t cut[FORMULA_NAME]; /* … et sa coupe */
} NameReader;

typedef struct {
    char text[FORMULA_NAME];
    unsigned kind; /* somme de NameKind */
    bool index;    /* une lettre qui ne vaut que comme indice */
    size_t next;   /* le lexème qui suit */
} Name;

/* Un nom peut-il commencer au lexème at ? */
bool name_starts(const Token *token);

/* Lit le nom qui commence au lexème at : le plus long qui soit connu. Rend
 * false s'il n'est pas connu ; name->text est alors le mot fautif, et
 * name->next son lexème suivant. */
bool name_read(NameReader *reader, Name *name, size_t at);

/* Lit une seule lettre et son accent, puis, si extended, l'indice ou l'étoile
 * qui font partie d'un nom connu : un indice. */
bool name_read_letter(NameReader *reader, Name *name, size_t at,
                      bool extended);

/* Le nombre d'octets de la lettre, accent compris, par quoi commence name. */
size_t letter_length(const char *name);

/* Un indice qui s'écrit collé aux autres : une lettre, un chiffre. */
bool index_is_digit(const Node *node);
bool index_is_simple(const Node *node);

/* Le lexème qui suit le mot de lettres accolées commençant à at. */
size_t name_run_end(const Token *token, size_t at);

/* Ajoute les lettres des lexèmes [first, last) aux indices. */
void name_add_indices(NameReader *reader, size_t first, size_t last);

/* Ce qu'est ce nom, les fonctions de toujours comprises. */
unsigned name_kind(const NameReader *reader, const char *name);
bool name_is_index(const NameReader *reader, const char *name);

/* Le lexème qui suit le groupe { … } ou le lexème qui commence à at. */
size_t group_end(const Token *token, size_t at);

/* « ; vouliez-vous « ŷ » ? », ou rien : le nom connu le plus proche. */
void name_suggest(char *to, size_t size, const FormulaNames *names,
                  const char *word);

/* La même chose, parmi les commandes LaTeX. */
void command_suggest(char *to, size_t size, const char *word);

#endif
