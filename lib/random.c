#include "random.h"

#include <math.h>

Random random_seeded(uint64_t seed)
{
    return (Random){ seed };
}

Random random_stream(uint64_t seed, uint64_t n)
{
    Random first = random_seeded(seed);
    return random_seeded(n + (seed ? random_bits(&first) : 0));
}

uint64_t random_bits(Random *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

double random_uniform(Random *random)
{
    return (double)(random_bits(random) >> 11) * 0x1p-53;
}

double random_normal(Random *random)
{
    double u, v, s;
    do {
        u = 2.0 * random_uniform(random) - 1.0;
        v = 2.0 * random_uniform(random) - 1.0;
        s = u * u + v * v;
    } while (s >= 1.0 || s == 0.0);
    return u * sqrt(-2.0 * log(s) / s);
}

size_t random_below(Random *random, size_t n)
{
    if (n == 0)
        fatal(HERE, __func__, "n est nul");
    /* Les 2⁶⁴ mod n premières valeurs donneraient un reste de trop. */
    uint64_t excess = (0 - (uint64_t)n) % n, bits;
    do
        bits = random_bits(random);
    while (bits < excess);
    return (size_t)(bits % n);
}

void random_permutation(Random *random, size_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t j = random_below(random, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
}

void matrix_random_normal(Matrix *A, double sigma, Random *random)
{
    for (size_t i = 0; i < matrix_size(A); i++)
        A->data[i] = sigma * random_normal(random);
}

void matrix_random_uniform(Matrix *A, double low, double high, Random *random)
{
    for (size_t i = 0; i < matrix_size(A); i++)
        A->data[i] = low + (high - low) * random_uniform(random);
}
