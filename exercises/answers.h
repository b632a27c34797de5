/* answers.h — les réponses d'étudiants d'un exercice : answers.c.
 *
 * Une réponse remplit le trou. Elle suit une de ces marques, en commentaire
 * commençant par un point d'exclamation :
 *     right ce qu'elle a de particulier
 *     wrong identifiant de l'erreur que le juge doit nommer, puis, s'il y en
 *           a une, l'autre erreur qu'elle contient
 * Si elle commence par « @@ », elle n'est que la solution, à quelques lignes
 * près : chaque « @@ » donne une ligne de la solution, puis celles que
 * l'étudiant a écrites à la place.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "../lib/error.h"

typedef struct {
    bool right;
    char name[96];    /* ce qu'elle a de particulier, ou l'identifiant */
    const char *body; /* dans le texte lu, length octets */
    size_t length;
} Answer;

/* La réponse qui suit, à partir de *text, qui avance ; false s'il n'y en a
 * plus, ou, *error étant remplie, si sa marque est mal écrite. *error est vide
 * (text[0] nul) sinon. */
bool answers_next(Answer *answer, const char **text, Error *error);

/* L'exercice rempli par cette réponse ; à libérer. NULL si solution n'a pas
 * ses marques, ou n'a pas une fois et une seule la ligne à changer. */
char *answer_fill(const Answer *answer, const char *solution);

/* Écrit la réponse sur la sortie standard ; de celle qui change des lignes, ce
 * qu'elle ôte (« - ») et ce qu'elle met (« + »). */
void answer_print(const Answer *answer);

#endif
