/* random.h — un hasard reproductible.
 *
 * Générateur splitmix64 (Steele, Lea et Flood, « Fast splittable pseudorandom
 * number generators », OOPSLA 2014) : 64 bits d'état, passé explicitement. La
 * même graine donne les mêmes bits partout (les lois normales passent par le
 * logarithme de la bibliothèque C).
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

#include "matrix.h"

typedef struct {
    uint64_t state;
} Random;

/* Un générateur pour cette graine. */
Random random_seeded(uint64_t seed);

/* Le générateur de rang n parmi ceux de cette graine ; ceux de la graine 0 sont
 * les random_seeded(n) du cahier. */
Random random_stream(uint64_t seed, uint64_t n);

/* 64 bits uniformes. */
uint64_t random_bits(Random *random);

/* Réel uniforme dans [0, 1). */
double random_uniform(Random *random);

/* Réel de loi N(0, 1), par la méthode polaire de Marsaglia. */
double random_normal(Random *random);

/* Entier uniforme de 0 à n − 1, sans biais ; n > 0. */
size_t random_below(Random *random, size_t n);

/* order[0 … n−1] = une permutation uniforme de 0 … n−1 (Fisher–Yates). */
void random_permutation(Random *random, size_t *order, size_t n);

/* Éléments indépendants de loi N(0, sigma²). */
void matrix_random_normal(Matrix *A, double sigma, Random *random);

/* Éléments indépendants, uniformes dans [low, high). */
void matrix_random_uniform(Matrix *A, double low, double high, Random *random);

#endif
