/* student.h — l'exercice du côté de l'étudiant : le fichier à remplir, les
 * indices, la solution. Rien de ce qu'il a écrit n'est jamais effacé.
 */
#ifndef STUDENT_H
#define STUDENT_H

#include "place.h"

/* L'exercice, trou vide ; à libérer. NULL et *error si la solution n'a pas ses
 * marques. */
char *student_pristine(const Place *place, Error *error);

/* Crée le fichier de l'étudiant s'il n'existe pas ; *created le dit. */
bool student_create(const Place *place, bool *created, Error *error);

/* Écrit l'indice suivant sur la sortie standard. */
bool student_hint(const Place *place, const char *number, Error *error);

/* Écrit la solution, si tous les indices ont été lus ou si solved. */
bool student_solution(const Place *place, const char *number, bool solved,
                      Error *error);

/* Remet l'exercice à vide, après avoir demandé (sur l'entrée standard) et gardé
 * une copie numérotée. */
bool student_reset(const Place *place, Error *error);

#endif
