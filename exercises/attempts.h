/* attempts.h — les formules qu'un étudiant a essayées, dans un fichier.
 *
 *     grad-Wy: (ŷ − y) hᵀ
 *     # grad-Wy: (y − ŷ) hᵀ
 *
 * Une ligne « identifiant: formule » par question ; en commentaire, les essais
 * d'avant. Le reste du fichier n'est pas touché : rien de ce qu'on y a écrit
 * n'est perdu.
 */
#ifndef ATTEMPTS_H
#define ATTEMPTS_H

#include "../lib/error.h"

typedef struct {
    char *text; /* fini par un zéro ; peut en contenir d'autres */
    size_t length;
} AttemptLine;

typedef struct {
    AttemptLine *line;
    size_t count;
} Attempts;

/* Lit le fichier ; vide s'il n'existe pas. */
bool attempts_read(Attempts *attempts, const char *path, Error *error);
void attempts_free(Attempts *attempts);

/* La formule de la question id, la dernière s'il y en a plusieurs, copiée dans
 * un bloc à libérer ; NULL s'il n'y en a pas. */
char *attempts_find(const Attempts *attempts, const char *id);

/* L'identifiant de la ligne i, copié dans to ; false si ce n'en est pas une. */
bool attempts_id(const Attempts *attempts, size_t i, char *to, size_t size);

/* Range formula à la place de ce qu'il y avait, qui reste en commentaire ; ou,
 * si keep, en commentaire elle-même. Une fin de ligne devient une espace. */
void attempts_put(Attempts *attempts, const char *id, const char *formula,
                  bool keep);

/* Récrit le fichier d'un coup : il est l'ancien ou le nouveau, entier. */
bool attempts_write(const Attempts *attempts, const char *path, Error *error);

#endif
