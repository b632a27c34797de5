/* check_report.c — ce qu'un programme de chapitre laisse derrière lui. */
#include "../lib/report.h"

#include <fcntl.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "runner.h"
#include "tools.h"

/* Un dossier neuf par test, et le chemin du rapport dedans. */
static char folder[64], target[80], path[128];

static void setup(void)
{
    strcpy(folder, "/tmp/cahier-report-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(target, sizeof target, "%s/out", folder);
}

static void teardown(void)
{
    static const char *const files[] = { "results.yaml", "results.yaml.new",
                                         "curve.tsv", "curve.tsv.new", "" };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", target, files[i]);
        remove(path);
    }
    remove(target);
    ck_assert_int_eq(rmdir(folder), 0);
}

/* target/name ; valable jusqu'à l'appel suivant. */
static const char *inside(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", target, name);
    return path;
}

static bool exists(const char *name)
{
    return access(inside(name), F_OK) == 0;
}

static void check_content(const char *name, const char *expected)
{
    char text[4096];
    FILE *file = fopen(inside(name), "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(text, expected);
}

static void write_file(const char *name, const char *text)
{
    mkdir(target, 0777);
    FILE *file = fopen(inside(name), "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static Report open_report(void)
{
    char *argv[] = { (char[]){ "chapter16" }, target, NULL };
    return report_open(2, argv, NULL, 0);
}

/* --- results.yaml -------------------------------------------------------- */

START_TEST(results_in_order)
{
    Report report = open_report();
    ck_assert(!report.quick);
    ck_assert_str_eq(report.directory, target);
    report_number(&report, "eta", 0.1);
    report_integer(&report, "grid.n_2", -12345678901LL);
    report_text(&report, "title", "un « \"mot\" », \\ et\nla suite");
    report_number(&report, "lost", NAN);
    report_number(&report, "up", INFINITY);
    report_number(&report, "down", -INFINITY);
    report_close(&report);
    check_content("results.yaml",
                  "eta: 0.10000000000000001\n"
                  "grid.n_2: -12345678901\n"
                  "title: \"un « \\\"mot\\\" », \\\\ et la suite\"\n"
                  "lost: .nan\n"
                  "up: .inf\n"
                  "down: -.inf\n");
    ck_assert(!exists("results.yaml.new"));
}
END_TEST

START_TEST(summary_has_six_keys)
{
    Summary summary = { .n = 3,
                        .mean = 0.5,
                        .deviation = 0.25,
                        .half_width = 2,
                        .low = -1,
                        .high = 4 };
    Report report = open_report();
    report_summary(&report, "accuracy", &summary);
    report_close(&report);
    check_content("results.yaml", "accuracy.mean: 0.5\n"
                                  "accuracy.half_width: 2\n"
                                  "accuracy.deviation: 0.25\n"
                                  "accuracy.low: -1\n"
                                  "accuracy.high: 4\n"
                                  "accuracy.n: 3\n");
}
END_TEST

/* Tout nombre se relit tel qu'il était, au bit près. */
START_TEST(numbers_are_read_back)
{
    static const double values[] = { 1. / 3,   -0.0,     DBL_MIN,   5e-324,
                                     DBL_MAX,  -1e-7,    123456789, NAN,
                                     INFINITY, -INFINITY };
    enum { COUNT = sizeof values / sizeof *values };
    char key[16];
    Report report = open_report();
    for (int i = 0; i < COUNT; i++) {
        snprintf(key, sizeof key, "v%d", i);
        report_number(&report, key, values[i]);
    }
    report_integer(&report, "v", 42);
    report_close(&report);
    double value;
    for (int i = 0; i < COUNT; i++) {
        snprintf(key, sizeof key, "v%d", i);
        ck_assert(results_read(&value, inside("results.yaml"), key, NULL));
        ck_assert(same_number(value, values[i]));
    }
    ck_assert(results_read(&value, inside("results.yaml"), "v", NULL));
    ck_assert(value == 42);
}
END_TEST

/* Rien n'est en place avant la fin ; l'ancien fichier reste jusque-là. */
START_TEST(results_appear_at_the_end)
{
    Report report = open_report();
    report_number(&report, "eta", 0.5);
    fflush(report.results);
    ck_assert(!exists("results.yaml"));
    report_close(&report);
    ck_assert_ptr_null(report.directory);
    check_content("results.yaml", "eta: 0.5\n");

    report = open_report();
    report_number(&report, "eta", 0.25);
    fflush(report.results);
    check_content("results.yaml", "eta: 0.5\n");
    report_close(&report);
    check_content("results.yaml", "eta: 0.25\n");
}
END_TEST

static void die_half_way(void)
{
    Report report = open_report();
    report_number(&report, "eta", 0.25);
    fflush(report.results);
    _exit(3);
}

START_TEST(interrupted_program_changes_nothing)
{
    Child child;
    write_file("results.yaml", "eta: 0.5\n");
    IN_CHILD(child, die_half_way());
    ck_assert_int_eq(child.exit_status, 3);
    check_content("results.yaml", "eta: 0.5\n");
}
END_TEST

/* --- Tables -------------------------------------------------------------- */

START_TEST(table_appears_when_closed)
{
    Report report = open_report();
    FILE *table = report_table(&report, "curve.tsv", "epoch\tloss");
    fprintf(table, "0\t0.5\n");
    fflush(table);
    ck_assert(!exists("curve.tsv"));
    report_table_close(&report, table, "curve.tsv");
    check_content("curve.tsv", "# epoch\tloss\n0\t0.5\n");
    ck_assert(!exists("curve.tsv.new"));
    report_close(&report);
}
END_TEST

START_TEST(table_of_a_matrix)
{
    double cells[] = { 1, -2.5, 1. / 3, 4, 0, NAN };
    Matrix A = matrix_view(cells, 2, 3);
    Report report = open_report();
    report_matrix(&report, "curve.tsv", &A);
    check_content("curve.tsv", "# i\tj\tvalue\n"
                               "1\t1\t1\n1\t2\t-2.5\n1\t3\t0.333333333\n"
                               "2\t1\t4\n2\t2\t0\n2\t3\tnan\n");
    report_close(&report);
}
END_TEST

/* --- Refus --------------------------------------------------------------- */

static void refused_action(void)
{
    double cells[9] = { 0 };
    Matrix A = matrix_view(cells, 2, 3), B = matrix_view(cells, 3, 2);
    Matrix C = matrix_view(cells, 3, 3);
    matrix_multiply(&C, &A, &B);
}

static void accepted_action(void)
{
    printf("rien à redire\n");
}

/* Se plaindre sans s'arrêter n'est pas refuser. */
static void grumbling_action(void)
{
    fprintf(stderr, "attention (bis)\n");
}

/* Le message, sans l'endroit de l'appel, devient un résultat, et le programme
 * continue. */
START_TEST(refusals_are_results)
{
    Report report = open_report();
    report_integer(&report, "before", 1);
    report_refusal(&report, "refused", refused_action);
    report_refusal(&report, "accepted", accepted_action);
    report_refusal(&report, "grumbling", grumbling_action);
    report_close(&report);
    check_content("results.yaml",
                  "before: 1\n"
                  "refused: \"matrix_multiply : C est 3×3, le produit est 2×2 "
                  "(A est 2×3, B est 3×2)\"\n"
                  "accepted: \"\"\n"
                  "grumbling: \"\"\n");
}
END_TEST

/* La suite n'est pas un terminal : rien ne s'affiche. */
START_TEST(progress_is_for_a_terminal)
{
    Child child;
    IN_CHILD(child, report_progress("apprentissage", 1, 2));
    ck_assert_str_eq(child.text, "");
}
END_TEST

/* --- Ligne de commande --------------------------------------------------- */

START_TEST(quick_run)
{
    char *argv[] = { (char[]){ "chapter16" }, (char[]){ "--quick" }, target,
                     NULL };
    Report report = report_open(3, argv, NULL, 0);
    ck_assert(report.quick);
    ck_assert_str_eq(report.directory, target);
    report_close(&report);
    ck_assert(exists("results.yaml"));
}
END_TEST

/* Chaque ligne s'arrête à son premier NULL. */
static void require_usage(char *const line[4])
{
    static const char name[] = "chapter16 : ";
    char *argv[4];
    int argc = 0;
    memcpy(argv, line, sizeof argv);
    while (argc < 4 && argv[argc])
        argc++;
    Child child;
    IN_CHILD(child, report_open(argc, argv, NULL, 0));
    ck_assert_int_eq(child.exit_status, 2);
    ck_assert_int_eq(strncmp(child.text, name, strlen(name)), 0);
    ck_assert_int_ne(access(target, F_OK), 0);
}

/* Les réglages changés se lisent dans results.yaml, et mènent les tirages. */
START_TEST(reader_settings)
{
    double eta = 0.3;
    const Option options[] = { { "eta", "taux", .real = &eta, .low = 0,
                                 .high = 1 } };
    char *argv[] = { (char[]){ "chapter16" }, target,
                     (char[]){ "--eta=0.5" }, (char[]){ "--seed" },
                     (char[]){ "7" },         NULL };
    Report report = report_open(5, argv, options, 1);
    ck_assert(eta == 0.5 && report.seed == 7);
    Random here = report_random(&report, 3), book = random_seeded(3);
    ck_assert(random_bits(&here) != random_bits(&book));
    report_close(&report);
    check_content("results.yaml", "reader: \"--eta 0.5 --seed 7\"\n");
}
END_TEST

START_TEST(help_writes_nothing)
{
    char *argv[] = { (char[]){ "bin/chapter16" }, target, (char[]){ "--help" },
                     NULL };
    Child child;
    IN_CHILD(child, {
        dup2(STDERR_FILENO, STDOUT_FILENO);
        report_open(3, argv, NULL, 0);
    });
    ck_assert_int_eq(child.exit_status, 0);
    ck_assert_ptr_nonnull(
        strstr(child.text, "usage : chapter16 [réglages] DOSSIER"));
    ck_assert_int_ne(access(target, F_OK), 0);
}
END_TEST

START_TEST(wrong_command_line)
{
    char program[] = "chapter16", quick[] = "--quick", other[] = "--fast";
    char *const lines[][4] = {
        { program },
        { program, quick },
        { program, other },
        { program, target, target },
        { program, other, target },
        { program, quick, quick },
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        require_usage(lines[i]);
}
END_TEST

/* Le message dit le chemin et ce qui n'a pas pu se faire ; statut 1. */
static void require_failure(const Child *child, const char *where,
                            const char *what)
{
    char expected[300];
    snprintf(expected, sizeof expected, "rapport : erreur : %s : %s : ", where,
             what);
    ck_assert_int_eq(child->exit_status, 1);
    ck_assert_msg(strncmp(child->text, expected, strlen(expected)) == 0,
                  "« %s » au lieu de « %s »", child->text, expected);
}

/* Le parent du dossier manque, ou n'est pas un dossier. */
START_TEST(directory_that_cannot_be_made)
{
    Child child;
    char parent[80];
    strcpy(parent, target);
    strcat(target, "/sub");
    IN_CHILD(child, open_report());
    require_failure(&child, target, "impossible de créer le dossier");
    FILE *file = fopen(parent, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
    IN_CHILD(child, open_report());
    require_failure(&child, target, "impossible de créer le dossier");
    remove(parent);
}
END_TEST

/* DOSSIER est un fichier. */
START_TEST(directory_that_is_a_file)
{
    Child child;
    FILE *file = fopen(target, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
    IN_CHILD(child, open_report());
    require_failure(&child, inside("results.yaml.new"),
                    "impossible de l'écrire");
}
END_TEST

static void write_to_a_full_disk(void)
{
    Report report = open_report();
    report_number(&report, "eta", 0.25);
    report_close(&report);
}

/* Disque plein : l'échec se dit, l'ancien fichier reste. */
START_TEST(full_disk)
{
    Child child;
    write_file("results.yaml", "eta: 0.5\n");
    ck_assert_int_eq(symlink("/dev/full", inside("results.yaml.new")), 0);
    IN_CHILD(child, write_to_a_full_disk());
    require_failure(&child, inside("results.yaml"), "écriture inachevée");
    check_content("results.yaml", "eta: 0.5\n");
}
END_TEST

START_TEST(wrong_keys)
{
    static const char *const keys[] = { "a b", "a:", "clé", "a-b", "a\n" };
    Report report = open_report();
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        Child child;
        char expected[64];
        IN_CHILD(child, report_number(&report, keys[i], 1.0));
        snprintf(expected, sizeof expected, "write_key : clef « %s »",
                 keys[i]);
        require_fatal(&child, expected, "lib/report.c", 0);
    }
    report_close(&report);
}
END_TEST

/* --- Lecture ------------------------------------------------------------- */

START_TEST(missing_file_or_key)
{
    Error error;
    double value = 7;
    char expected[256];
    ck_assert(!results_read(&value, inside("results.yaml"), "eta", &error));
    ck_assert_int_eq(strncmp(error.text, path, strlen(path)), 0);
    ck_assert(!results_read(&value, path, "eta", NULL));

    write_file("results.yaml", "etamax: 1\neta.min: 2\n# eta: 3\nb: 4");
    ck_assert(!results_read(&value, inside("results.yaml"), "eta", &error));
    snprintf(expected, sizeof expected, "%s : clef « eta » absente", path);
    ck_assert_str_eq(error.text, expected);
    ck_assert(!results_read(&value, path, "", &error));
    ck_assert(value == 7);
    ck_assert(results_read(&value, path, "b", &error) && value == 4);
}
END_TEST

/* Un texte n'est pas le nombre 0. */
START_TEST(text_is_not_a_number)
{
    Error error;
    double value = 7;
    char expected[256];
    write_file("results.yaml", "a: \"douze\"\nb: \nc: 12 ans\n");
    for (const char *key = "abc"; *key; key++) {
        char name[] = { *key, '\0' };
        ck_assert(!results_read(&value, inside("results.yaml"), name, &error));
        snprintf(expected, sizeof expected,
                 "%s : la clef « %s » n'est pas un nombre", path, name);
        ck_assert_str_eq(error.text, expected);
    }
    ck_assert(value == 7);
}
END_TEST

static TCase *core(void)
{
    TCase *tcase = tcase_create("core");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, results_in_order);
    tcase_add_test(tcase, summary_has_six_keys);
    tcase_add_test(tcase, numbers_are_read_back);
    tcase_add_test(tcase, results_appear_at_the_end);
    tcase_add_test(tcase, interrupted_program_changes_nothing);
    tcase_add_test(tcase, table_appears_when_closed);
    tcase_add_test(tcase, table_of_a_matrix);
    tcase_add_test(tcase, refusals_are_results);
    tcase_add_test(tcase, progress_is_for_a_terminal);
    tcase_add_test(tcase, quick_run);
    return tcase;
}

static TCase *limits(void)
{
    TCase *tcase = tcase_create("limits");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, wrong_command_line);
    tcase_add_test(tcase, reader_settings);
    tcase_add_test(tcase, help_writes_nothing);
    tcase_add_test(tcase, directory_that_cannot_be_made);
    tcase_add_test(tcase, directory_that_is_a_file);
    tcase_add_test(tcase, full_disk);
    tcase_add_test(tcase, wrong_keys);
    tcase_add_test(tcase, missing_file_or_key);
    tcase_add_test(tcase, text_is_not_a_number);
    return tcase;
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("report");
    suite_add_tcase(suite, core());
    suite_add_tcase(suite, limits());
    return run_suite(argc, argv, suite);
}
