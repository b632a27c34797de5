/* wire.h — ce que le juge envoie à la copie, et ce qu'elle rend.
 *
 * Des mots de 64 bits, et rien d'autre. Le juge écrit les cas ; la copie rend,
 * pour chacun et trois fois de suite, l'état de toute sa mémoire utile : chaque
 * matrice, entourée de cellules témoins. Elle ne compare rien et ne conclut
 * rien : c'est au juge de lire.
 *
 * Vers la copie :  cas, puis par cas : entrées, sorties ;
 *                  par entrée : lignes, colonnes, éléments ;
 *                  par sortie : lignes, colonnes, entrée de départ + 1 ou 0.
 * De la copie :    par cas, par passage : WIRE_DONE, le rang du cas, le
 *                  passage ; par matrice, entrées puis sorties : WIRE_SAME ou
 *                  0 (la structure Matrix a-t-elle été changée ?), le bloc.
 */
#ifndef WIRE_H
#define WIRE_H

#include <stdint.h>

#define WIRE_DONE UINT64_C(0x6361686965720001)
#define WIRE_SAME UINT64_C(0x6361686965720002)

enum {
    WIRE_RUNS = 3,  /* passages par cas */
    WIRE_GUARD = 32 /* cellules témoins de chaque côté d'une matrice */
};

/* Ce que contient une sortie avant l'appel, aux passages 0 et 2, puis au 1 ; une
 * cellule témoin, toujours. Des bits que personne n'écrit par hasard. */
#define WIRE_FILL_0 UINT64_C(0x7ff8c0ffee000001) /* un NaN */
#define WIRE_FILL_1 UINT64_C(0x3fe76a9d5b3c1f27) /* 0,7 environ */
#define WIRE_GUARD_BITS UINT64_C(0x7ff8c0ffee000003)

#endif
