/* equations.h — les équations des pages, telles qu'elles sont imprimées, et la
 * notation où chacune se lit.
 *
 * Rien ici ne dépend de Check.
 */
#ifndef EQUATIONS_H
#define EQUATIONS_H

#include <stdio.h>

#include "error.h"
#include "pages.h"
#include "prove.h"

/* Un chapitre : ce que son index dit. */
typedef struct {
    char number[3]; /* « 16 » */
    char path[256]; /* « chapters/16-…/chapter.md » */
    Table labels, notation;
} Chapter;

typedef struct {
    Chapter *chapters;
    size_t count;
} Book;

/* Lit dans le dossier index les chapitres de la liste numbers, « 00 03 16 »,
 * ou tous si elle est NULL. Un fichier qui manque rend false. */
bool book_read(Book *book, const char *index, const char *numbers,
               Error *error);
void book_free(Book *book);
Chapter *book_find(const Book *book, const char *number);

/* Ce qu'une définition du chapitre est devenue dans la notation. */
typedef enum {
    DEFINES_NOTHING, /* ce n'en est pas une : tous ses « = » se prouvent */
    DEFINES_SYMBOL,  /* son premier « = » définit */
    DEFINES_WRONGLY  /* la notation l'a refusée */
} Defines;

/* Ce qui vaut pour les équations d'un cas (le cas « » : toutes les autres). */
typedef struct {
    const Book *book;
    const Chapter *chapter;
    const char *name;
    FILE *log; /* où se disent les fautes de notation */
    Notation notation;
    Defines *defines; /* par rang d'étiquette du chapitre */
    size_t errors;    /* fautes dites */
} Scope;

/* La feuille, la notation et les définitions des chapitres suivis, celles du
 * chapitre, celles du cas. Chaque faute est dite dans log, à sa ligne ; le
 * reste est lu quand même. */
void scope_open(Scope *scope, const Book *book, const Chapter *chapter,
                const char *name, FILE *log);
void scope_close(Scope *scope);

/* Ce qu'a donné une équation. */
typedef struct {
    ProofVerdict verdict;
    size_t equals; /* « = » prouvés ; celui d'une définition n'en est pas */
    size_t cases;
    double worst, tolerance;
    char place[64];     /* « , 2ᵉ « = » », ou vide */
    FormulaError error; /* si elle n'est pas juste : où, et pourquoi */
} Execution;

/* Éprouve l'équation d'étiquette label, ou tex à sa place s'il n'est pas NULL.
 * Rend true si elle est juste. */
bool equation_execute(Execution *execution, Scope *scope, const Line *label,
                      const char *tex);

/* « chapters/…:41: éq. (16.2), 2ᵉ « = » : … », puis le texte et l'endroit. */
void equation_complain(FILE *log, const Chapter *chapter, const Line *label,
                       const char *tex, const Execution *execution);

const char *verdict_name(ProofVerdict verdict);

#endif
