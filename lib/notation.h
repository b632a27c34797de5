/* notation.h — ce que veulent dire les symboles d'un chapitre.
 *
 * Une notation se remplit ligne à ligne. Une ligne déclare, ou définit :
 *
 *     W_h : n_h × n_x                 une matrice, d'entrées N(0, 1)
 *     x : n_x, ligne de X             un exemple ; x_n est la ligne n de X
 *     y : n_y, one-hot, ligne de Y    un seul 1
 *     ℓ : réel, par exemple           un nombre par exemple ; ℓ_n
 *     T : positif                     un nombre, entre 1/2 et 2
 *     D : entier de 3 à 5
 *     K : N × N, définie positive     ou symétrique, simplexe, orthogonale
 *     n : exemple                     indice d'un exemple du lot
 *     l : rang de 1 à D               indice d'une famille (couches, pas…)
 *     A_l : n_l × n_{l-1}             une famille, dont l est l'indice
 *     f : fonction                    une fonction entière tirée au hasard
 *     i : imaginaire                  i² = −1
 *     P_D = I                         une définition
 *     L(W, b) = …                     une fonction
 *
 * Les équations .definition d'un chapitre s'y ajoutent. Ce qui est déclaré
 * sans être défini est un opérande libre, tiré au hasard ; ce qui est défini
 * se calcule à travers sa définition.
 */
#ifndef NOTATION_H
#define NOTATION_H

#include <stdint.h>

#include "formula.h"

/* Comment se tire un opérande. */
typedef enum {
    DRAW_NORMAL,   /* entrées N(0, 1) */
    DRAW_UNIFORM,  /* entre low et high */
    DRAW_INTEGER,  /* entier de low à high */
    DRAW_POSITIVE, /* entre 1/2 et 2 */
    DRAW_SIMPLEX,  /* entrées positives, de somme 1 */
    DRAW_ONE_HOT,  /* un 1, le reste nul */
    DRAW_SIGNS,    /* entrées −1 ou 1 */
    DRAW_SYMMETRIC,
    DRAW_DEFINITE,   /* symétrique définie positive */
    DRAW_ORTHOGONAL, /* colonnes orthonormées */
    DRAW_IMAGINARY   /* le nombre i */
} Draw;

/* Un même nom peut avoir plusieurs rôles : W(t) et W, n_l et l'indice n. */
typedef enum {
    ROLE_SYMBOL,
    ROLE_FUNCTION, /* s'appelle : f(x) */
    ROLE_EXAMPLE,  /* indice d'un exemple du lot, de 1 à N */
    ROLE_RANK      /* indice d'une famille, de from à to */
} Role;

/* Une définition : membre gauche (indices et paramètres compris), membre
 * droit ; la formule en est propriétaire. */
typedef struct {
    Formula formula;
    char *text;     /* le texte lu */
    char label[64]; /* « eq:h-tilde », ou vide pour l'en-tête */
    size_t level;   /* voir notation_level */
} Definition;

enum { SYMBOL_DEFINITIONS = 4 };

typedef struct {
    char name[FORMULA_NAME];
    Role role;
    size_t level;
    Formula rows, cols; /* tailles ; vides (count 0) : un nombre */
    Draw draw;
    Formula from, to;        /* bornes d'un rang, ou d'un tirage uniforme */
    char rank[FORMULA_NAME]; /* pour une famille, le nom de son indice */
    bool per_example;
    char batch[FORMULA_NAME]; /* le lot dont il est une ligne, ou vide */
    char row[FORMULA_NAME];   /* pour un lot, le nom de ses lignes */
    size_t count;
    Definition *definition[SYMBOL_DEFINITIONS];
} Symbol;

typedef struct {
    Symbol **symbols;
    size_t count;
    size_t level; /* de ce qu'on ajoute : voir notation_level */
} Notation;

/* Une notation vide, puis celle de la feuille : n_x, x, X, W_h, h_tilde… */
void notation_create(Notation *notation);
bool notation_sheet(Notation *notation, FormulaError *error);
void notation_free(Notation *notation);

/* D'où vient ce qui suit. Une déclaration remplace ce qu'un niveau plus bas
 * disait du symbole, définition comprise. Une définition ne remplace que celle
 * de la feuille, ou n'importe laquelle dans un cas ; ailleurs, un symbole
 * défini deux fois est une erreur. */
enum { LEVEL_SHEET, LEVEL_FOLLOWED, LEVEL_CHAPTER, LEVEL_CASE };
void notation_level(Notation *notation, size_t level);

/* Lit une ligne, déclaration ou définition. */
bool notation_add(Notation *notation, const char *line, FormulaError *error);

/* Ajoute une équation .definition. *defines dit si elle définit un symbole ;
 * sinon (son membre gauche n'est ni un symbole, ni une composante, ni une
 * fonction, ou c'est un lot), elle n'ajoute rien : c'est une égalité à prouver.
 * label la nomme dans les messages. */
bool notation_define(Notation *notation, const char *text, const char *label,
                     bool *defines, FormulaError *error);

/* L'entrée de ce nom dans ce rôle ; NULL s'il n'y en a pas. */
Symbol *notation_find(const Notation *notation, const char *name, Role role);

/* Ce nom est-il dans node ? */
bool notation_mentions(const Node *node, const char *name);

/* Ce que le lecteur de formules doit savoir. La notation doit lui survivre. */
FormulaNames notation_names(Notation *notation);

#endif
