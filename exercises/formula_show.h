/* formula_show.h — dire une question et un verdict, à l'écran. */
#ifndef FORMULA_SHOW_H
#define FORMULA_SHOW_H

#include <stdio.h>

#include "formula_judge.h"

/* Faut-il des couleurs ? Sur un terminal, sauf si NO_COLOR est là. */
bool show_colours(FILE *file);

/* L'énoncé, les formes des résultats et des notations utiles. */
bool show_question(FILE *file, const Book *book, const Question *question,
                   Error *error);

/* L'état, le diagnostic, à quoi il se voit, où relire. */
void formula_show(FILE *file, const Question *question,
                  const FormulaVerdict *verdict);

/* L'indice de rang k, s'il y en a un. */
bool show_hint(FILE *file, const Question *question, size_t k);

/* Le nom du premier résultat, tel qu'il est écrit dans le fichier. */
void question_name(char *to, size_t size, const Question *question);

#endif
