/* check_error.c — les deux sortes d'erreurs, et l'allocation. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"
#include "tools.h"

START_TEST(error_set_fills_and_returns_false)
{
    Error error;
    ck_assert(!error_set(&error, "%s : fichier tronqué à %d", "a.csv", 3));
    ck_assert_str_eq(error.text, "a.csv : fichier tronqué à 3");
    ck_assert(!error_set(NULL, "%d", 1));
}
END_TEST

START_TEST(fatal_names_function_and_site)
{
    ck_fatal(fatal(HERE, "matrix_add", "A est %d×%d", 2, 3),
             "matrix_add : A est 2×3");
}
END_TEST

/* Ce que le programme a déjà écrit sort avant son message d'erreur. */
START_TEST(output_comes_before_the_error)
{
    Child child;
    Site site = { "lieu.c", 7 };
    IN_CHILD(child, printf("avant\n"); fatal(site, "f", "après"));
    ck_assert_str_eq(child.text, "avant\nf : après (lieu.c:7)\n");
}
END_TEST

START_TEST(error_exit_prints_and_exits_1)
{
    Child child;
    Error error;
    error_set(&error, "points.csv:3:5 : nombre attendu");
    IN_CHILD(child, printf("avant\n"); error_exit("chapter17", &error));
    ck_assert_int_eq(child.exit_status, 1);
    ck_assert_str_eq(child.text, "avant\nchapter17 : erreur : "
                                 "points.csv:3:5 : nombre attendu\n");
}
END_TEST

START_TEST(allocated_block_is_zero_and_aligned)
{
    for (size_t count = 1; count < 200; count += 9) {
        unsigned char *block = allocate(count, 3);
        ck_assert_uint_eq((uintptr_t)block % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < 3 * count; i++)
            ck_assert_uint_eq(block[i], 0);
        memset(block, 0xff, 3 * count);
        free(block);
    }
}
END_TEST

START_TEST(empty_block_is_valid)
{
    char *block = allocate(0, 8);
    ck_assert_ptr_nonnull(block);
    block[0] = 1;
    free(block);
    block = allocate(8, 0);
    ck_assert_ptr_nonnull(block);
    free(block);
}
END_TEST

/* Un message trop long est coupé, pas débordé. */
START_TEST(long_message_is_cut)
{
    Error error;
    char long_text[3 * sizeof error.text];
    memset(long_text, 'x', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    ck_assert(!error_set(&error, "%s", long_text));
    ck_assert_uint_eq(strlen(error.text), sizeof error.text - 1);
    ck_assert_int_eq(strncmp(error.text, long_text, 1000), 0);
}
END_TEST

START_TEST(overflowing_size_is_refused)
{
    ck_fatal_in(allocate(SIZE_MAX, 2),
                "size_product : 18446744073709551615 × 2 dépasse la mémoire "
                "adressable",
                "error.c");
}
END_TEST

START_TEST(sizes_up_to_the_last)
{
    ck_assert_uint_eq(size_product(SIZE_MAX / 3, 3), SIZE_MAX / 3 * 3);
    ck_assert_uint_eq(size_product(SIZE_MAX, 0), 0);
    ck_assert_uint_eq(size_product(0, SIZE_MAX), 0);
    ck_assert_uint_eq(size_sum(SIZE_MAX - 1, 1), SIZE_MAX);
    ck_fatal_in(size_product(SIZE_MAX / 3 + 1, 3),
                "size_product : 6148914691236517206 × 3 dépasse la mémoire "
                "adressable",
                "error.c");
    ck_fatal_in(size_sum(SIZE_MAX, 1),
                "size_sum : 18446744073709551615 + 1 dépasse la mémoire "
                "adressable",
                "error.c");
}
END_TEST

/* AddressSanitizer s'arrête de lui-même, avec son propre message. */
START_TEST(exhausted_memory_is_refused)
{
    Child child;
    IN_CHILD(child, free(allocate(SIZE_MAX / 16, 8)));
    ck_assert(child.signal != 0 || child.exit_status > 0);
    if (!strstr(child.text, "AddressSanitizer"))
        require_fatal(&child,
                      "allocate : mémoire épuisée "
                      "(9223372036854775800 octets demandés)",
                      "lib/error.c", 0);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("error");
    TCase *core = tcase_create("core"), *limits = tcase_create("limits");
    tcase_add_test(core, error_set_fills_and_returns_false);
    tcase_add_test(core, fatal_names_function_and_site);
    tcase_add_test(core, output_comes_before_the_error);
    tcase_add_test(core, error_exit_prints_and_exits_1);
    tcase_add_test(core, allocated_block_is_zero_and_aligned);
    tcase_add_test(limits, empty_block_is_valid);
    tcase_add_test(limits, long_message_is_cut);
    tcase_add_test(limits, overflowing_size_is_refused);
    tcase_add_test(limits, sizes_up_to_the_last);
    tcase_add_test(limits, exhausted_memory_is_refused);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
