/* runs.h — plusieurs apprentissages, menés de front si la machine le peut.
 *
 * Chacun a sa graine, son réseau et ses résultats ; rien ne passe de l'un à
 * l'autre. Les nombres sont donc les mêmes, au bit près, quel que soit le
 * nombre de processeurs et l'ordre dans lequel ils se terminent.
 */
#ifndef RUNS_H
#define RUNS_H

#include "../../lib/network.h"

enum { HIDDEN = 100, BATCH = 100, EPOCHS = 10 };

/* Un réglage : des poids N(0, sigma²), ou N(0, 1/fan-in) si sigma est nul, et
 * un taux, constant ou décroissant. */
typedef struct {
    double sigma, eta;
    bool decay;
} Setting;

typedef struct {
    Setting setting;
    uint64_t seed;
    size_t epochs;           /* EPOCHS au plus */
    const Dataset *data;     /* les exemples d'apprentissage */
    const Dataset *seen;     /* ceux d'entre eux que l'on suit, ou NULL */
    const Dataset *held;     /* d'autres exemples que l'on suit */
    const Parameters *start; /* le réseau dont on part, ou NULL : tiré */
    /* Les résultats, epoch par epoch, puis le réseau final. */
    Score seen_score[EPOCHS + 1], held_score[EPOCHS + 1];
    Parameters p;
} Run;

/* Le réseau de départ d'un réglage. */
Parameters draw_network(const Setting *setting, Random *random);

/* Mène les count apprentissages ; les p sont à libérer. what : ce que la
 * progression annonce, en epochs. */
void run_all(Run *runs, size_t count, const char *what);

#endif
