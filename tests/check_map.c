/* Les cartes du plan. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../lib/map.h"
#include "runner.h"

/* Le contenu de la table que write écrit, à libérer. */
static char *table_text(void (*write)(Report *report))
{
    char folder[] = "/tmp/cahier-map-XXXXXX", path[64];
    ck_assert(mkdtemp(folder) != NULL);
    char program[] = "check_map";
    char *arguments[] = { program, folder, NULL };
    Report report = report_open(2, arguments, NULL, 0);
    write(&report);
    report_close(&report);
    snprintf(path, sizeof path, "%s/t.tsv", folder);
    FILE *file = fopen(path, "r");
    ck_assert(file != NULL);
    char *text = calloc(1, 4096);
    ck_assert(text != NULL && fread(text, 1, 4095, file) > 0);
    fclose(file);
    unlink(path);
    snprintf(path, sizeof path, "%s/results.yaml", folder);
    unlink(path);
    rmdir(folder);
    return text;
}

/* --- core ---------------------------------------------------------------- */

START_TEST(grid)
{
    const double expected[9][2] = { { -2, -2 }, { 0, -2 }, { 2, -2 },
                                    { -2, 0 },  { 0, 0 },  { 2, 0 },
                                    { -2, 2 },  { 0, 2 },  { 2, 2 } };
    Matrix points = map_grid(2, 3);
    ck_assert_uint_eq(points.rows, 9);
    for (size_t n = 0; n < 9; n++)
        for (size_t i = 0; i < 2; i++)
            ck_assert_double_eq(AT(&points, n, i), expected[n][i]);
    matrix_free(&points);
}
END_TEST

static void write_map(Report *report)
{
    Matrix points = map_grid(1, 2), values = matrix_create(4, 2);
    for (size_t k = 0; k < 8; k++)
        values.data[k] = (double)k;
    report_map(report, "t.tsv", &points, &values);
    matrix_free(&points);
    matrix_free(&values);
}

START_TEST(map_is_written_row_by_row)
{
    char *text = table_text(write_map);
    ck_assert_str_eq(strchr(text, '\n') + 1, "-1\t-1\t0\t1\n1\t-1\t2\t3\n\n"
                                             "-1\t1\t4\t5\n1\t1\t6\t7\n\n");
    free(text);
}
END_TEST

static void write_points(Report *report)
{
    Dataset data = dataset_create(2, 2, 3);
    AT(&data.X, 1, 0) = 0.5;
    AT(&data.Y, 0, 2) = AT(&data.Y, 1, 1) = 1;
    report_points(report, "t.tsv", &data);
    dataset_free(&data);
}

START_TEST(points_have_their_class)
{
    char *text = table_text(write_points);
    ck_assert_str_eq(strchr(text, '\n') + 1, "0\t0\t2\n0.5\t0\t1\n");
    free(text);
}
END_TEST

/* --- limits -------------------------------------------------------------- */

/* Un réseau nul, hors un biais : partout la même réponse. */
static void write_answer(Report *report, size_t ny, size_t k, double by)
{
    Parameters p = parameters_create(2, 3, ny);
    p.by.data[k] = by;
    report_answers(report, "t.tsv", 1.5, &p);
    parameters_free(&p);
}

static void write_two_classes(Report *report)
{
    write_answer(report, 2, 1, log(3));
}

static void write_five_classes(Report *report)
{
    write_answer(report, 5, 3, 1);
}

START_TEST(answers_of_a_network)
{
    static void (*const write[])(Report *) = { write_two_classes,
                                               write_five_classes };
    for (size_t i = 0; i < 2; i++) {
        double x1, x2, answer;
        char *text = table_text(write[i]), *line = strchr(text, '\n');
        ck_assert_int_eq(sscanf(line, "%lf %lf %lf", &x1, &x2, &answer), 3);
        ck_assert(x1 == -1.5 && x2 == -1.5 && fabs(answer - 0.75) < 1e-6);
        free(text);
    }
}
END_TEST

START_TEST(grid_too_small)
{
    map_grid(1, 1);
}
END_TEST

START_TEST(values_of_another_grid)
{
    Matrix points = map_grid(1, 2), values = matrix_create(3, 1);
    report_map(NULL, "t.tsv", &points, &values);
}
END_TEST

START_TEST(points_outside_the_plane)
{
    Dataset data = dataset_create(2, 3, 2);
    report_points(NULL, "t.tsv", &data);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("map");
    TCase *core = tcase_create("core");
    tcase_add_test(core, grid);
    tcase_add_test(core, map_is_written_row_by_row);
    tcase_add_test(core, points_have_their_class);
    tcase_add_test(core, answers_of_a_network);
    suite_add_tcase(suite, core);
    TCase *limits = tcase_create("limits");
    tcase_add_test_raise_signal(limits, grid_too_small, SIGABRT);
    tcase_add_test_raise_signal(limits, values_of_another_grid, SIGABRT);
    tcase_add_test_raise_signal(limits, points_outside_the_plane, SIGABRT);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
