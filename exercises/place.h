/* place.h — où sont les fichiers d'un exercice. On part de la racine du
 * cahier.
 */
#ifndef PLACE_H
#define PLACE_H

#include "../lib/error.h"

typedef struct {
    char folder[256];   /* chapters/16-output-layer/exercise */
    char solution[300]; /* …/exercise/solution.c */
    char hints[300];    /* …/exercise/hints.txt */
    char student[300];  /* chapters/16-output-layer/exercise.c */
    char seen[64]; /* build/exercise/16.hints : combien d'indices on a lus */
} Place;

/* L'exercice de numéro « 16 », ou « 17b ». */
bool place_find(Place *place, const char *number, Error *error);

/* « éq. (16.5) », d'après l'index des chapitres (build/chapterNN/labels.tsv) ;
 * false si l'étiquette n'y est pas. */
bool place_equation(char *to, size_t size, const char *label);

#endif
