/* formula.h — lire une formule comme on l'écrit, et en faire un arbre.
 *
 * La même formule peut venir de LaTeX, du papier ou du clavier :
 *     \frac{1}{N} (\hat{Y} - Y)^\top H
 *     (Ŷ − Y)ᵀ H / N
 *     (Yhat - Y)' * H / N
 * L'arbre est le même. Le lecteur ne calcule rien : evaluate.h donne une
 * valeur à un arbre, prove.h éprouve chaque « = » d'une chaîne.
 *
 * Un symbole porte un nom canonique, celui du papier : une lettre latine,
 * grecque ou ℓ, puis son accent éventuel (caractère combinant : U+0302
 * chapeau, U+0303 tilde, U+0304 barre), puis « _h » si l'indice fait partie du
 * nom, puis « ^* ». Ce qui fait partie du nom se lit dans la table des noms :
 * « W_h » y est, « y_i » n'y est pas et c'est donc la composante i de y.
 *
 * Profondeur, taille et longueur sont bornées : quels que soient les octets
 * reçus, la lecture finit, par un arbre ou par une erreur placée.
 */
#ifndef FORMULA_H
#define FORMULA_H

#include <stdbool.h>
#include <stddef.h>

enum {
    FORMULA_LENGTH = 16384, /* octets d'un texte */
    FORMULA_NODES = 4096,   /* nœuds d'un arbre */
    FORMULA_DEPTH = 96,     /* emboîtements */
    FORMULA_SIDES = 32,     /* membres d'une chaîne */
    FORMULA_NAME = 48       /* octets d'un nom, zéro final compris */
};

typedef enum {
    NODE_NUMBER,    /* 2  0{,}8 : number ; name est « e » si c'est e */
    NODE_SYMBOL,    /* ŷ, W_h, i : name ; order 1 si aussi fonction */
    NODE_ONES,      /* 𝟏 : une colonne de uns, de la taille qu'il faut */
    NODE_IDENTITY,  /* I, si aucun symbole ne porte ce nom */
    NODE_INDEX,     /* base, indice, indice… : ŷ_i, (W_y)_{kj}, P_{l-1} */
    NODE_CALL,      /* f(a, b), tanh t : name ; order primes, f''(x) */
    NODE_NEGATE,    /* −a */
    NODE_ADD,       /* a + b */
    NODE_SUBTRACT,  /* a − b */
    NODE_PRODUCT,   /* a b, a · b, a * b : produit de matrices */
    NODE_HADAMARD,  /* a ⊙ b */
    NODE_DIVIDE,    /* a / b, \frac{a}{b} */
    NODE_POWER,     /* a^p, terme à terme */
    NODE_TRANSPOSE, /* a^\top */
    NODE_NORM,  /* ‖a‖ ; order 2, 1 pour ‖a‖_1, 0 pour ‖a‖_∞ */
    NODE_ABS,   /* |a| */
    NODE_INNER, /* ⟨a, b⟩ */
    /* Σ, Π, max, min sur un indice : name = "sum", "prod", "max", "min" ;
     * corps, indice, de, à, sauf (les trois derniers NULL s'ils ne sont pas
     * dits) */
    NODE_REDUCE,
    /* corps, variable, vers ; number = +1 (0^+), −1, 0 ; vers l'infini, le
     * troisième est un NODE_NUMBER infini */
    NODE_LIMIT,
    NODE_DELTA,    /* δ_{ik} : i, k */
    NODE_GRADIENT, /* quantité, variable (NULL si ∇L) ; order 2 pour ∇² */
    NODE_PARTIAL,  /* ∂ quantité / ∂ variable */
    NODE_AT,       /* expression, symbole, valeur : …|_{η = 0} */
    NODE_MATRIX,   /* pmatrix : order lignes ; éléments ligne par ligne */
    NODE_BIG_O     /* O(h^5) : l'expression */
} NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    int order;
    double number;
    char name[FORMULA_NAME];
    size_t start, end; /* octets du texte d'où vient le nœud : [start, end) */
    int height;        /* 1 sans enfant, FORMULA_DEPTH au plus */
    size_t count;
    Node **child;
};

typedef enum {
    RELATION_EQUAL,         /* = */
    RELATION_LESS,          /* < */
    RELATION_LESS_EQUAL,    /* ≤ */
    RELATION_GREATER,       /* > */
    RELATION_GREATER_EQUAL, /* ≥ */
    RELATION_IFF,           /* ⟺, moins serré que les autres */
    RELATION_ASSIGN         /* ← */
} Relation;

/* Une chaîne : side[0] relation[0] side[1] … ; une expression seule a un
 * membre. Les nœuds appartiennent à la formule. */
typedef struct {
    size_t count;
    Node *side[FORMULA_SIDES];
    Relation relation[FORMULA_SIDES];
    size_t relation_start[FORMULA_SIDES]; /* octet où est la relation */
    struct FormulaPool *pool;
} Formula;

/* Ce qui n'a pu être lu ou calculé : où (octet, puis ligne et colonne à partir
 * de 1, en caractères), et quoi, en français. offset = SIZE_MAX : nulle part
 * en particulier. */
typedef struct {
    size_t offset;
    size_t line, column;
    char text[512];
} FormulaError;

/* Les noms connus du lecteur. */
typedef enum {
    NAME_UNKNOWN = 0,
    NAME_SYMBOL = 1,
    /* Fonction du chapitre ; s'ajoute à NAME_SYMBOL. Elle s'applique si une
     * parenthèse suit, sans blanc quand c'est aussi un symbole : L(W), mais
     * ŷ (1 − ŷ). */
    NAME_FUNCTION = 2
} NameKind;

typedef struct {
    void *context;
    /* Ce qu'est ce nom canonique : 0, ou une somme de NameKind. */
    unsigned (*kind)(void *context, const char *name);
    /* Le nom de rang i, ou NULL passé le dernier : pour suggérer. */
    const char *(*name)(void *context, size_t i);
} FormulaNames;

/* Lit text. En cas d'échec rend false, remplit *error (jamais NULL), et
 * *formula ne tient rien. En cas de succès, formula_free la libère. */
bool formula_parse(Formula *formula, const char *text,
                   const FormulaNames *names, FormulaError *error);
void formula_free(Formula *formula);

/* Lit un seul nom (« \tilde{h} », « h̃ », « h_tilde », « W_h ») au début de
 * text ; rend le nombre d'octets lus, 0 s'il n'y en a pas. Un indice y est
 * pris dans le nom : c'est ainsi qu'on déclare W_h, ρ_g ou D_+. */
size_t formula_name(char name[FORMULA_NAME], const char *text);

/* Écrit l'arbre comme sur le papier, « (ŷ − y) hᵀ » : relire ce texte redonne
 * le même arbre. Tronque s'il le faut ; rend la longueur qu'il aurait
 * fallu. */
size_t formula_print(char *to, size_t size, const Node *node);

/* Un nom canonique comme on le lit : accents composés quand ils existent. */
size_t formula_print_name(char *to, size_t size, const char *name);

/* Les deux arbres sont-ils le même (aux endroits du texte près) ? */
bool formula_same(const Node *a, const Node *b);

/* Le nom de fonction est-il de ceux que l'évaluateur connaît toujours (tanh,
 * log, SoftMax, diag…) ? La liste est dans formula_names.c. */
bool formula_is_builtin(const char *name);

/* Remplit *error à la printf, à l'octet offset de text (line et column s'en
 * déduisent), et rend false. */
bool formula_fail(FormulaError *error, const char *text, size_t offset,
                  const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* « ligne 1, colonne 7 : … », puis la ligne fautive et un accent circonflexe
 * sous le caractère, chacun sur sa ligne. */
void formula_error_describe(char *to, size_t size, const char *text,
                            const FormulaError *error);

#endif
