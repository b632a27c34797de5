/* Les courbes répétées sur plusieurs graines, et les problèmes tirés. */
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../lib/curves.h"
#include "../lib/problem.h"
#include "runner.h"

/* --- core ---------------------------------------------------------------- */

START_TEST(summary_by_mark_and_quantity)
{
    Curves curves = curves_create(2, 3, 4);
    for (size_t mark = 0; mark < 2; mark++)
        for (size_t quantity = 0; quantity < 3; quantity++)
            for (size_t seed = 0; seed < 4; seed++)
                curves_put(&curves, mark, 10.0 * (double)mark, quantity, seed,
                           (double)(100 * mark + 10 * quantity + seed));
    Summary s = curves_summary(&curves, 1, 2);
    ck_assert_double_eq(s.mean, 121.5);
    ck_assert_double_eq(s.low, 120);
    ck_assert_double_eq(s.high, 123);
    ck_assert_double_eq(curves.abscissa[1], 10);
    curves_free(&curves);
}
END_TEST

/* Les deux bouts y sont, et chaque rang une fois. */
START_TEST(marks_along_the_epochs)
{
    const size_t epochs[] = { 1, 2, 15, 16, 150, 157, 100000 };
    for (size_t i = 0; i < sizeof epochs / sizeof *epochs; i++) {
        size_t marks = curves_marks(16, epochs[i]), next = 0;
        ck_assert_uint_le(marks, 16);
        for (size_t epoch = 0; epoch <= epochs[i]; epoch++) {
            size_t mark = curves_mark(epoch, epochs[i], marks);
            ck_assert(mark == SIZE_MAX || mark == next);
            next += mark != SIZE_MAX;
        }
        ck_assert_uint_eq(next, marks);
        ck_assert_uint_eq(curves_mark(epochs[i], epochs[i], marks), marks - 1);
    }
}
END_TEST

/* Écrit dans directory la table c.tsv : une abscisse, 7, et deux quantités,
 * dont la seconde vaut 0, 1 et 2. */
static void write_table(char *directory)
{
    char program[] = "check_curves";
    char *arguments[] = { program, directory, NULL };
    Report report = report_open(2, arguments, NULL, 0);
    Curves curves = curves_create(1, 2, 3);
    for (size_t seed = 0; seed < 3; seed++)
        curves_put(&curves, 0, 7, 1, seed, (double)seed);
    report_curves(&report, "c.tsv", "epoch", "a\tb", &curves);
    curves_free(&curves);
    report_close(&report);
}

START_TEST(table_has_five_columns_a_quantity)
{
    char directory[] = "build/curves-XXXXXX", path[64], line[512];
    double v[11];
    ck_assert(mkdtemp(directory) != NULL);
    write_table(directory);
    snprintf(path, sizeof path, "%s/c.tsv", directory);
    FILE *file = fopen(path, "r");
    ck_assert(file && fgets(line, sizeof line, file) && line[0] == '#');
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        ck_assert_int_eq(fscanf(file, "%lf", &v[i]), 1);
    fclose(file);
    ck_assert_double_eq(v[0], 7);
    ck_assert_double_eq(v[6], 1);
    ck_assert_double_eq_tol(v[8] - v[6], v[6] - v[7], 1e-8);
    ck_assert_double_eq(v[9], 0);
    ck_assert_double_eq(v[10], 2);
    unlink(path);
    snprintf(path, sizeof path, "%s/results.yaml", directory);
    unlink(path);
    rmdir(directory);
}
END_TEST

/* Toutes les classes, des biais non nuls, un exemple mal classé, et un
 * gradient qui est celui de lib. */
START_TEST(problem_shows_everything)
{
    Random random = random_seeded(1);
    for (size_t rank = 0; rank < 50; rank++) {
        Problem q = problem_varied(rank, &random);
        Matrix count = matrix_create(q.p.ny, 1);
        matrix_sum_rows(&count, &q.data.Y);
        for (size_t k = 0; k < q.p.ny && q.data.Y.rows >= q.p.ny; k++)
            ck_assert_double_ge(count.data[k], 1);
        ck_assert(accuracy(&q.pass, &q.data.Y) < 1);
        ck_assert(matrix_max_abs(&q.p.bh) > 0);
        ck_assert(matrix_max_abs(&q.grad.theta) > 0);
        ck_assert_double_eq(problem_loss(&q), loss(&q.pass, &q.data.Y));
        matrix_free(&count);
        problem_free(&q);
    }
}
END_TEST

/* --- limits -------------------------------------------------------------- */

START_TEST(mark_out_of_range)
{
    Curves curves = curves_create(2, 1, 1);
    curves_put(&curves, 2, 0, 0, 0, 0);
}
END_TEST

START_TEST(quantity_out_of_range)
{
    Curves curves = curves_create(1, 2, 1);
    curves_put(&curves, 0, 0, 2, 0, 0);
}
END_TEST

START_TEST(seed_out_of_range)
{
    Curves curves = curves_create(1, 1, 2);
    curves_put(&curves, 0, 0, 0, 2, 0);
}
END_TEST

START_TEST(sizes_overflow)
{
    curves_create((size_t)-1, 2, 2);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("curves");
    TCase *core = tcase_create("core");
    tcase_add_test(core, summary_by_mark_and_quantity);
    tcase_add_test(core, marks_along_the_epochs);
    tcase_add_test(core, table_has_five_columns_a_quantity);
    tcase_add_test(core, problem_shows_everything);
    suite_add_tcase(suite, core);
    TCase *limits = tcase_create("limits");
    tcase_add_test_raise_signal(limits, mark_out_of_range, SIGABRT);
    tcase_add_test_raise_signal(limits, quantity_out_of_range, SIGABRT);
    tcase_add_test_raise_signal(limits, seed_out_of_range, SIGABRT);
    tcase_add_test_raise_signal(limits, sizes_overflow, SIGABRT);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
