/* La ligne de commande d'un programme : ce qu'elle règle, ce qu'elle refuse. */
#include "../lib/options.h"

#include <stdlib.h>
#include <string.h>

#include "runner.h"

enum { WORDS = 16 };

static double eta;
static size_t nh;
static const char *path;

static const Option options[] = {
    { "eta", "taux", .real = &eta, .low = 0.001, .high = 10 },
    { "nh", "neurones", .count = &nh, .low = 1, .high = 50 },
    { "data", "points", .text = &path },
};
enum { COUNT = sizeof options / sizeof *options };

static void setup(void)
{
    eta = 0.3;
    nh = 10;
    path = NULL;
}

/* Lit « chapter16 mots », coupés aux espaces ; « _ » est un mot vide. */
static bool read_words(CommandLine *line, const char *words, Error *error)
{
    static char text[128], empty[1];
    char *argv[WORDS + 1] = { (char[]){ "chapter16" } };
    int argc = 1;
    snprintf(text, sizeof text, "%s", words);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        argv[argc++] = strcmp(word, "_") == 0 ? empty : word;
    return options_read(line, argc, argv, options, COUNT, error);
}

START_TEST(nothing_changes_by_default)
{
    CommandLine line;
    ck_assert(read_words(&line, "out", NULL));
    ck_assert_str_eq(line.directory, "out");
    ck_assert(!line.quick && line.seed == 0 && !line.changed);
    ck_assert(eta == 0.3 && nh == 10 && !path);
}
END_TEST

START_TEST(values_are_read)
{
    CommandLine line;
    ck_assert(read_words(&line,
                         "--eta 1e-2 out --nh=50 --data a.csv --seed "
                         "18446744073709551615 --quick",
                         NULL));
    ck_assert_str_eq(line.directory, "out");
    ck_assert(line.quick && line.seed == UINT64_MAX);
    ck_assert(eta == 0.01 && nh == 50);
    ck_assert_str_eq(path, "a.csv");
    ck_assert_str_eq(line.changed, "--eta 1e-2 --nh 50 --data a.csv --seed "
                                   "18446744073709551615");
    free(line.changed);
}
END_TEST

START_TEST(wrong_lines)
{
    static const struct {
        const char *words, *says;
    } wrong[] = {
        { "", "il manque le DOSSIER" },
        { "_", "il manque le DOSSIER" },
        { "--eta 1", "il manque le DOSSIER" },
        { "a b", "b : argument de trop" },
        { "out --eta 0,5", "--eta 0,5 : nombre attendu, à point décimal" },
        { "out --eta nan", "--eta nan : nombre attendu" },
        { "out --eta inf", "--eta inf : nombre attendu" },
        { "out --eta _", "--eta  : nombre attendu" },
        { "out --eta 11", "--eta 11 : de 0.001 à 10" },
        { "out --eta 0", "--eta 0 : de 0.001 à 10" },
        { "out --eta", "--eta : il manque la valeur" },
        { "out --nh 0", "--nh 0 : de 1 à 50" },
        { "out --nh 51", "--nh 51 : de 1 à 50" },
        { "out --nh -3", "--nh -3 : entier attendu" },
        { "out --nh 2.5", "--nh 2.5 : entier attendu" },
        { "out --nh 99999999999999999999", "entier attendu" },
        { "out --seed x", "--seed x : entier attendu" },
        { "out --data _", "--data : il n'y a rien" },
        { "out --etta 3", "--etta : option inconnue" },
        { "out -e 3", "-e : option inconnue" },
        { "out --quick=3", "--quick : ne prend pas de valeur" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CommandLine line;
        Error error = { "" };
        ck_assert_msg(!read_words(&line, wrong[i].words, &error), "%s",
                      wrong[i].words);
        ck_assert_msg(strstr(error.text, wrong[i].says), "%s : %s",
                      wrong[i].words, error.text);
        ck_assert_ptr_null(line.changed);
    }
}
END_TEST

START_TEST(help_tells_all)
{
    static const char *const said[] = {
        "usage : chapter16 [réglages] DOSSIER",
        "taux, de 0.001 à 10 ; 0.3\n",
        "--nh         neurones, de 1 à 50 ; 10\n",
        "--data       points\n",
        "--seed",
        "--quick",
        "--help",
    };
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    options_help(to, "chapter16", options, COUNT);
    fclose(to);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        ck_assert_msg(strstr(text, said[i]), "%s : %s", said[i], text);
    free(text);
}
END_TEST

START_TEST(help_is_found)
{
    char *asks[] = { (char[]){ "p" }, (char[]){ "out" },
                     (char[]){ "--help" } };
    char *
        not [] = { (char[]){ "p" }, (char[]){ "--" }, (char[]){ "--help" } };
    ck_assert(options_ask_help(3, asks));
    ck_assert(!options_ask_help(2, asks));
    ck_assert(!options_ask_help(3, not ));
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("réglages");
    TCase *core = tcase_create("core");
    tcase_add_checked_fixture(core, setup, NULL);
    tcase_add_test(core, nothing_changes_by_default);
    tcase_add_test(core, values_are_read);
    tcase_add_test(core, wrong_lines);
    tcase_add_test(core, help_tells_all);
    tcase_add_test(core, help_is_found);
    suite_add_tcase(suite, core);
    return run_suite(argc, argv, suite);
}
