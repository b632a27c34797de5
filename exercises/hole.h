/* hole.h — l'exercice, découpé dans sa solution.
 *
 * Entre le commentaire « À VOUS » et le commentaire « FIN », la solution ; sans
 * ce qui est entre les deux, l'exercice. Une seule source pour les deux.
 */
#ifndef HOLE_H
#define HOLE_H

#include "../lib/error.h"

/* La taille d'un fichier d'étudiant ne dépasse pas cela. */
enum { FILE_MAX = 256 * 1024 };

/* Le texte d'un fichier ordinaire, à libérer ; NULL, et *error, s'il ne se lit
 * pas, dépasse FILE_MAX ou contient un octet nul. */
char *file_read(const char *path, Error *error);

/* Écrit le fichier d'un coup (à côté, puis rename). */
bool file_write(const char *path, const char *text, Error *error);

/* Où est le trou : [*start, *end), des lignes entières. */
bool hole_find(const char *text, size_t *start, size_t *end);

/* text dont le trou contient filling, des lignes entières ou rien ; à
 * libérer. NULL si les marques manquent. */
char *hole_fill(const char *text, const char *filling);

/* Le trou est-il vide, aux blancs et aux commentaires près ? false sans
 * marques. */
bool hole_is_empty(const char *text);

#endif
