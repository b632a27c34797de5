/* mutate.h — les fautes qu'on ferait en tapant une équation.
 *
 * Un mutant est le texte d'une équation, à une faute près : un signe, une
 * transposée, un indice… Chaque faute s'écrit dans le LaTeX lui-même, à
 * l'endroit d'un nœud de l'arbre ; celles qui ne changent pas l'arbre, ou
 * redonnent un mutant déjà là, ne comptent pas. Ne sont pas tenues pour des
 * fautes : un signe ou un facteur devant 0, ∞ ou O(…), et les deux indices de
 * δ échangés.
 */
#ifndef MUTATE_H
#define MUTATE_H

#include "../lib/notation.h"

typedef enum {
    MUTATE_SIGN,
    MUTATE_TRANSPOSE,
    MUTATE_SCALE, /* un terme doublé */
    MUTATE_NUMBER,
    MUTATE_SYMBOL,
    MUTATE_INDEX,
    MUTATE_ORDER, /* deux facteurs échangés */
    MUTATE_DROP_TERM,
    MUTATE_DROP_FACTOR,
    MUTATE_DROP_INDEX,
    MUTATE_DROP_FUNCTION,
    MUTATE_PARENTHESES,
    MUTATE_FUNCTION,
    MUTATE_HADAMARD,
    MUTATE_BOUND,
    MUTATE_RELATION,
    MUTATIONS
} Mutation;

/* « signe », « transposée »… */
const char *mutation_name(Mutation mutation);

typedef struct {
    Mutation mutation;
    char *text;
    Formula formula; /* vide si le texte ne se lit pas */
} Mutant;

typedef struct {
    Mutant *list;
    size_t count;
} Mutants;

/* Les noms que le livre emploie, et comment il les écrit : « ŷ », \hat{y}. */
typedef struct {
    char name[FORMULA_NAME], tex[FORMULA_NAME];
    bool function;
} Word;

typedef struct {
    Word *list;
    size_t count;
} Lexicon;

/* Ajoute les noms d'une équation ; rien si elle ne se lit pas. */
void lexicon_add(Lexicon *lexicon, Notation *notation, const char *text);
void lexicon_free(Lexicon *lexicon);

/* Les mutants de l'équation text, membres first et suivants. Aucun si elle ne
 * se lit pas, ou n'affirme rien (θ ← …). */
void mutants_make(Mutants *mutants, Notation *notation, const Lexicon *lexicon,
                  const char *text, size_t first);
void mutants_free(Mutants *mutants);

/* Ce qu'un mutant change aux valeurs, mesuré sans le prouveur : les membres
 * changés sont évalués avant et après, à quarante tirages, et comparés à leur
 * propre échelle. */
typedef enum {
    CHANGE_NONE,    /* rien : c'est une autre écriture */
    CHANGE_WEAKER,  /* d'une inégalité, il en fait une moins forte */
    CHANGE_ALLOWED, /* d'une inégalité, il en fait une qui peut être vraie */
    CHANGE_WRONG    /* un membre d'un « = » vaut autre chose */
} Change;

Change mutant_change(Notation *notation, const char *text, const char *mutant);

#endif
