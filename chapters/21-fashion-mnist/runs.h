/* runs.h — plusieurs apprentissages, menés de front si la machine le peut.
 *
 * Chacun a ses tirages, son réseau et ses résultats ; rien ne passe de l'un à
 * l'autre. Les nombres sont donc les mêmes, au bit près, quel que soit le
 * nombre de processeurs et l'ordre dans lequel ils se terminent.
 */
#ifndef RUNS_H
#define RUNS_H

#include "../../lib/network.h"

/* Les réglages du chapitre. */
enum { HIDDEN = 100, BATCH = 100, EPOCHS = 10 };

/* Un réglage : nh neurones cachés, des mini-lots, des poids N(0, sigma²), ou
 * N(0, 1/fan-in) si sigma est nul, et un taux, constant ou décroissant. */
typedef struct {
    size_t nh, batch;
    double sigma, eta;
    bool decay;
} Setting;

typedef struct {
    Setting setting;
    Random random; /* ses tirages */
    size_t epochs;
    const Dataset *data;     /* les exemples d'apprentissage */
    const Dataset *seen;     /* ceux d'entre eux que l'on suit, ou NULL */
    const Dataset *held;     /* d'autres exemples que l'on suit */
    const Parameters *start; /* le réseau dont on part, ou NULL : tiré */
    /* Les résultats, pour les epochs de 0 à la dernière, puis le réseau
     * final. */
    Score *seen_score, *held_score;
    Parameters p;
} Run;

/* Le réseau de départ d'un réglage. */
Parameters draw_network(const Setting *setting, Random *random);

/* Mène les count apprentissages, chacun à libérer par run_free. what : ce que
 * la progression annonce, en epochs. */
void run_all(Run *runs, size_t count, const char *what);
void run_free(Run *run);

#endif
