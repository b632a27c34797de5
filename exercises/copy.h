/* copy.h — une copie : la compiler, la lancer, relever ce qu'elle rend.
 *
 * Deux passages : l'un sous AddressSanitizer et UBSan, sur quelques cas, pour
 * dire où la copie sort d'une matrice ; l'autre, ordinaire, rend les nombres.
 * La copie ne conclut rien. Ce qu'elle imprime ne compte pas.
 */
#ifndef COPY_H
#define COPY_H

#include "exercise.h"
#include "sandbox.h"
#include "wire.h"

/* Ce qu'une copie a rendu d'un cas, à l'un des passages. */
typedef struct {
    Matrix in[TENSORS_MAX], out[TENSORS_MAX]; /* après l'appel */
    bool spilled[TENSORS_MAX]; /* une cellule à côté de la sortie a changé */
    bool in_spilled[TENSORS_MAX];
    bool moved[TENSORS_MAX]; /* la structure Matrix a été changée */
} Trace;

typedef struct {
    Case *cases;
    Trace (*traces)[WIRE_RUNS];
    size_t count;    /* cas */
    size_t answered; /* cas entièrement rendus */
} Answers;

typedef enum {
    COPY_RAN,     /* toutes les réponses sont là */
    COPY_BROKEN,  /* elle ne compile pas, plante, ne finit pas… */
    COPY_UNJUDGED /* le juge lui-même n'a pas pu */
} CopyEnd;

typedef struct {
    CopyEnd end;
    char id[32];     /* compile, crash, et la suite*/
    char text[2048]; /* en français, une ou plusieurs lignes */
    char
        said[1024]; /* le début de ce qu'elle a écrit, à sa sortie ordinaire */
    Answers answers;
} Copy;

typedef struct {
    SandboxKind sandbox;
    const char *kit; /* build/kit */
    bool plain;      /* sans le passage sous sanitizers */
} CopyOptions;

/* text est le contenu de la copie. À libérer. */
Copy copy_run(const Exercise *e, const char *text, const CopyOptions *options);
void copy_free(Copy *copy);

#endif
