/* paragraph.h — un texte replié à la largeur de la page. */
#ifndef PARAGRAPH_H
#define PARAGRAPH_H

#include <stdio.h>

/* Écrit text en retrait de deux colonnes, replié à 76 ; « \n » y va à la
 * ligne. Un signe de ponctuation reste avec le mot qui le précède. */
void paragraph_print(FILE *file, const char *text);

/* Largeur à l'écran d'un texte UTF-8 : un accent combinant n'en a pas. */
size_t text_width(const char *text);

#endif
