/* check_random.c — la suite annoncée, et des lois qui sont les bonnes.
 *
 * Les graines sont fixées : un test statistique réussit ou échoue toujours. Les
 * moyennes sont admises à 5 écarts types.
 */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "runner.h"
#include "tools.h"

enum { DRAWS = 200000, SIGMAS = 5 };

/* Les cinq premières valeurs publiées pour la graine 1234567 (Rosetta Code,
 * « Pseudo-random numbers/Splitmix64 »). */
START_TEST(published_sequence)
{
    static const uint64_t expected[] = {
        UINT64_C(6457827717110365317),  UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423),  UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821),
    };
    Random random = random_seeded(1234567);
    for (int i = 0; i < 5; i++)
        ck_assert_uint_eq(random_bits(&random), expected[i]);
}
END_TEST

/* La moyenne de DRAWS valeurs de variance donnée doit valoir expected. */
static void check_mean(const char *what, double sum, double expected,
                       double variance)
{
    double allowed = SIGMAS * sqrt(variance / DRAWS);
    ck_assert_msg(fabs(sum / DRAWS - expected) <= allowed,
                  "%s : %g au lieu de %g ± %g", what, sum / DRAWS, expected,
                  allowed);
}

START_TEST(uniform_is_53_bits_of_the_sequence)
{
    Random random = random_seeded(21), bits = random;
    for (int i = 0; i < 1000; i++) {
        double u = random_uniform(&random);
        ck_assert(u >= 0 && u < 1);
        ck_assert(u == ldexp((double)(random_bits(&bits) >> 11), -53));
    }
}
END_TEST

START_TEST(moments_of_uniform)
{
    Random random = random_seeded(22);
    double sum = 0, squares = 0, products = 0, previous = 0.5;
    for (int i = 0; i < DRAWS; i++) {
        double u = random_uniform(&random);
        sum += u;
        squares += u * u;
        products += (u - 0.5) * (previous - 0.5);
        previous = u;
    }
    check_mean("E[u]", sum, 0.5, 1.0 / 12);
    check_mean("E[u²]", squares, 1.0 / 3, 4.0 / 45);
    check_mean("corrélation", products, 0, 1.0 / 144);
}
END_TEST

START_TEST(moments_of_normal)
{
    Random random = random_seeded(23);
    double sum[5] = { 0 }, products = 0, previous = 0, beyond = 0;
    for (int i = 0; i < DRAWS; i++) {
        double x = random_normal(&random), power = 1;
        for (int k = 1; k <= 4; k++)
            sum[k] += power *= x;
        products += x * previous;
        previous = x;
        beyond += fabs(x) > 2.0;
    }
    double tail = erfc(sqrt(2.0));
    check_mean("E[x]", sum[1], 0, 1);
    check_mean("E[x²]", sum[2], 1, 2);
    check_mean("E[x³]", sum[3], 0, 15);
    check_mean("E[x⁴]", sum[4], 3, 96);
    check_mean("corrélation", products, 0, 1);
    check_mean("P(|x| > 2)", beyond, tail, tail * (1 - tail));
}
END_TEST

START_TEST(below_covers_evenly)
{
    enum { N = 10 };
    Random random = random_seeded(24);
    double counts[N] = { 0 };
    for (int i = 0; i < DRAWS; i++) {
        size_t k = random_below(&random, N);
        ck_assert_uint_lt(k, N);
        counts[k]++;
    }
    for (int k = 0; k < N; k++)
        check_mean("fréquence", counts[k], 1.0 / N, (1.0 - 1.0 / N) / N);
}
END_TEST

/* Pour n = 3·2⁶², le reste de 64 bits uniformes tomberait une fois sur deux
 * dans le premier tiers. */
START_TEST(below_is_unbiased_for_huge_n)
{
    size_t n = (size_t)3 << 62;
    Random random = random_seeded(25);
    double thirds[3] = { 0 };
    for (int i = 0; i < DRAWS; i++) {
        size_t k = random_below(&random, n);
        ck_assert_uint_lt(k, n);
        thirds[k >> 62]++;
    }
    for (int k = 0; k < 3; k++)
        check_mean("tiers", thirds[k], 1.0 / 3, 2.0 / 9);
}
END_TEST

START_TEST(below_extreme_n)
{
    Random random = random_seeded(26);
    for (int i = 0; i < 1000; i++) {
        ck_assert_uint_eq(random_below(&random, 1), 0);
        ck_assert_uint_lt(random_below(&random, SIZE_MAX), SIZE_MAX);
    }
    ck_fatal_in(random_below(&random, 0), "random_below : n est nul",
                "random.c");
}
END_TEST

START_TEST(permutation_holds_each_index_once)
{
    enum { MOST = 500 };
    size_t order[MOST + 1];
    char seen[MOST];
    Random random = random_seeded(27);
    for (size_t n = 0; n <= MOST; n += n < 5 ? 1 : 45) {
        memset(seen, 0, sizeof seen);
        memset(order, 0xff, sizeof order);
        random_permutation(&random, order, n);
        for (size_t i = 0; i < n; i++) {
            ck_assert_uint_lt(order[i], n);
            ck_assert_int_eq(seen[order[i]]++, 0);
        }
        ck_assert_uint_eq(order[n], SIZE_MAX);
    }
}
END_TEST

/* χ² à 23 degrés de liberté sur les 24 ordres de 4 éléments : 70 n'est
 * dépassé qu'une fois sur un million. */
START_TEST(permutation_is_uniform)
{
    enum { EACH = 2000 };
    double counts[256] = { 0 }, chi_squared = 0;
    Random random = random_seeded(28);
    for (int i = 0; i < 24 * EACH; i++) {
        size_t order[4];
        random_permutation(&random, order, 4);
        counts[order[0] * 64 + order[1] * 16 + order[2] * 4 + order[3]]++;
    }
    int orders = 0;
    for (int k = 0; k < 256; k++)
        if (counts[k] > 0) {
            orders++;
            chi_squared += pow(counts[k] - EACH, 2) / EACH;
        }
    ck_assert_int_eq(orders, 24);
    ck_assert_double_lt(chi_squared, 70);
}
END_TEST

START_TEST(random_matrices)
{
    Guarded A = guarded_create(3, 5), B = guarded_create(3, 5);
    Random random = random_seeded(29), same = random;
    matrix_random_normal(&A.inside, 2.5, &random);
    matrix_random_uniform(&B.inside, -3.0, 5.0, &random);
    for (size_t k = 0; k < 15; k++)
        ck_assert(A.inside.data[k] == 2.5 * random_normal(&same));
    for (size_t k = 0; k < 15; k++) {
        ck_assert(B.inside.data[k] == -3.0 + 8.0 * random_uniform(&same));
        ck_assert(B.inside.data[k] >= -3 && B.inside.data[k] < 5);
    }
    ck_assert(guarded_intact(&A) && guarded_intact(&B));
    guarded_free(&A);
    guarded_free(&B);
}
END_TEST

/* Une graine, une suite ; deux graines voisines, deux suites. */
START_TEST(seeds_make_sequences)
{
    Random a = random_seeded(30), b = random_seeded(30);
    Random c = random_seeded(31);
    int equal = 0;
    for (int i = 0; i < 100; i++) {
        uint64_t bits = random_bits(&a);
        ck_assert_uint_eq(bits, random_bits(&b));
        equal += bits == random_bits(&c);
    }
    ck_assert_int_eq(equal, 0);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("random");
    TCase *core = tcase_create("core"), *limits = tcase_create("limits");
    tcase_add_test(core, published_sequence);
    tcase_add_test(core, uniform_is_53_bits_of_the_sequence);
    tcase_add_test(core, moments_of_uniform);
    tcase_add_test(core, moments_of_normal);
    tcase_add_test(core, below_covers_evenly);
    tcase_add_test(core, permutation_holds_each_index_once);
    tcase_add_test(core, permutation_is_uniform);
    tcase_add_test(core, random_matrices);
    tcase_add_test(core, seeds_make_sequences);
    tcase_add_test(limits, below_is_unbiased_for_huge_n);
    tcase_add_test(limits, below_extreme_n);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
