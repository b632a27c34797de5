/* verdict.h — ce que valent les nombres qu'une copie a rendus.
 *
 * D'abord l'hygiène : rien d'écrit à côté, les entrées intactes, chaque entrée
 * de chaque sortie écrite, le même résultat deux fois. Puis les valeurs. Si
 * elles sont fausses, la raison, dans cet ordre : le dictionnaire de
 * l'exercice (l'erreur, ou les deux erreurs, qui donnent exactement ces
 * nombres), des règles qui valent partout (rapport constant, transposée, ligne
 * nulle, précision), et sinon l'aveu qu'on ne la connaît pas.
 */
#ifndef VERDICT_H
#define VERDICT_H

#include "copy.h"

typedef enum { STATE_TODO, STATE_WRONG, STATE_RIGHT, STATE_UNJUDGED } State;

/* Ce que l'on sait d'une sortie. */
typedef struct {
    bool wrong;
    double error; /* le pire écart, relatif à la plus grande entrée du cas */
    size_t rank, row, col; /* où */
    double got, expected;
} Finding;

typedef struct {
    State state;
    char id[64];          /* de l'erreur, en anglais ; vide si c'est juste */
    char diagnosis[2048]; /* une phrase ou quelques lignes, sans point final */
    char evidence[512];   /* ce qui la trahit, ou vide */
    char where[64];       /* l'étiquette du pas à relire, ou vide */
    bool compared;        /* findings dit quelque chose */
    Finding findings[TENSORS_MAX];
    size_t cases;
    char remark[256];
    char said[1024]; /* le début de ce que la copie a écrit */
} Verdict;

/* Ce qu'ont donné les réponses d'une copie. */
Verdict verdict_of(const Exercise *e, const Copy *copy);

#endif
