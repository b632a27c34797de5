/* runner.c — voir runner.h. */
#include "runner.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/report.h"

/* Ce que la ligne de commande a donné, pour toute la durée du programme. */
static const char *verification_path, *results_path;
static char verification_draft[4096];

/* Le délai par défaut de Check, 4 s, jugerait la machine et non le code. Les
 * suites le lisent à leur création : il faut le changer avant main. */
__attribute__((constructor)) static void allow_time(void)
{
    setenv("CK_DEFAULT_TIMEOUT", "600", 0);
}

static void usage(const char *program)
{
    fprintf(stderr,
            "usage : %s [--verification FICHIER.tsv] [--results FICHIER]\n",
            program);
    exit(EXIT_FAILURE);
}

static void parse(int argc, char **argv)
{
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc)
            usage(argv[0]);
        if (strcmp(argv[i], "--verification") == 0)
            verification_path = argv[i + 1];
        else if (strcmp(argv[i], "--results") == 0)
            results_path = argv[i + 1];
        else
            usage(argv[0]);
    }
}

/* Le tableau se remplit à côté et prend sa place à la fin. */
static FILE *draft_open(const char *mode)
{
    FILE *file = fopen(verification_draft, mode);
    if (!file) {
        perror(verification_draft);
        exit(EXIT_FAILURE);
    }
    return file;
}

static void verification_begin(void)
{
    if (!verification_path)
        return;
    snprintf(verification_draft, sizeof verification_draft, "%s.tmp",
             verification_path);
    FILE *file = draft_open("w");
    fputs("label\tmethod\tcases\tworst\ttolerance\tverdict\tdetail\n", file);
    fclose(file);
}

/* Les lignes qui ne sont pas justes : il n'en reste aucune si tout test qui en
 * écrit une échoue, ce dont on s'assure ici plutôt que de le croire. */
static int count_unproved(void)
{
    FILE *file = draft_open("r");
    char *line = NULL;
    size_t capacity = 0;
    int unproved = -1; /* la ligne d'en-tête */
    while (getline(&line, &capacity, file) > 0)
        unproved += strstr(line, "\tjuste\t") == NULL;
    free(line);
    fclose(file);
    return unproved;
}

/* Met le tableau en place et compte ses lignes qui ne sont pas justes. */
static int verification_end(void)
{
    if (!verification_path)
        return 0;
    int unproved = count_unproved();
    if (rename(verification_draft, verification_path) != 0) {
        perror(verification_path);
        exit(EXIT_FAILURE);
    }
    return unproved;
}

int run_suite(int argc, char **argv, Suite *suite)
{
    parse(argc, argv);
    verification_begin();
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int run = srunner_ntests_run(runner);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    int unproved = verification_end();
    if (unproved && !failed)
        fprintf(stderr, "%s : %d lignes du tableau ne sont pas justes\n",
                argv[0], unproved);
    if (run == 0)
        fprintf(stderr, "%s : aucun test n'a tourné\n", argv[0]);
    bool passed = run > 0 && failed == 0 && unproved == 0;
    return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}

double result(const char *key)
{
    double value;
    Error error;
    if (!results_path)
        ck_abort_msg("« %s » demandé sans --results", key);
    if (!results_read(&value, results_path, key, &error))
        ck_abort_msg("%s", error.text);
    return value;
}

/* --- Lignes du tableau --------------------------------------------------- */

Row row_open(const char *label, const char *method, double tolerance)
{
    Row row = { .tolerance = tolerance };
    ck_assert_uint_lt(strlen(label), sizeof row.label);
    ck_assert_uint_lt(strlen(method), sizeof row.method);
    strcpy(row.label, label);
    strcpy(row.method, method);
    return row;
}

/* Le premier cas compte toujours, et un NaN est pire que tout. */
static bool is_worse(const Row *row, double gap)
{
    return row->cases == 0 || gap > row->worst ||
           (isnan(gap) && !isnan(row->worst));
}

static void keep_detail(Row *row, const char *format, va_list arguments)
{
    vsnprintf(row->detail, sizeof row->detail, format, arguments);
    for (char *c = row->detail; *c; c++)
        if (*c == '\t' || *c == '\n')
            *c = ' ';
}

void row_gap(Row *row, double gap, const char *detail, ...)
{
    if (is_worse(row, gap)) {
        va_list arguments;
        va_start(arguments, detail);
        keep_detail(row, detail, arguments);
        va_end(arguments);
        row->worst = gap;
    }
    row->cases++;
    row->measured = true;
    if (!(gap <= row->tolerance))
        row->wrong = true;
}

static void set_detail(Row *row, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void set_detail(Row *row, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    keep_detail(row, format, arguments);
    va_end(arguments);
}

/* Parmi les gradients d'une ligne, on retient d'abord un faux, puis le plus
 * grand écart. Sans tolérance propre, la ligne prend celle du vérificateur. */
void row_gradient(Row *row, const GradientCheck *check, const char *name)
{
    bool wrong = check->verdict == GRADIENT_WRONG ||
                 (check->verdict == GRADIENT_RIGHT && row->tolerance > 0 &&
                  !(check->error <= row->tolerance));
    if ((wrong && !row->wrong) ||
        (wrong == row->wrong && is_worse(row, check->error))) {
        char text[256];
        gradient_check_describe(check, text, sizeof text);
        set_detail(row, "%s : %s", name, text);
        row->worst = check->error;
    }
    if (row->tolerance <= 0)
        row->tolerance = check->tolerance;
    row->measured = true;
    row->cases += check->cases;
    row->wrong |= wrong;
    row->inconclusive |= check->verdict == GRADIENT_INCONCLUSIVE;
}

void row_true(Row *row, bool ok, const char *detail, ...)
{
    if (!ok && !row->wrong) {
        va_list arguments;
        va_start(arguments, detail);
        keep_detail(row, detail, arguments);
        va_end(arguments);
        row->wrong = true;
    }
    row->cases++;
}

static const char *verdict(const Row *row)
{
    if (row->wrong)
        return "faux";
    return row->inconclusive || row->cases == 0 ? "ne conclut pas" : "juste";
}

static void write_number(FILE *file, bool meaningful, double value)
{
    if (meaningful)
        fprintf(file, isnan(value) ? "nan" : "%.3g", value);
    fputc('\t', file);
}

static void write_row(const Row *row)
{
    if (!verification_path)
        return;
    FILE *file = draft_open("a");
    fprintf(file, "%s\t%s\t%zu\t", row->label, row->method, row->cases);
    write_number(file, row->measured, row->worst);
    write_number(file, row->measured, row->tolerance);
    fprintf(file, "%s\t%s\n", verdict(row), row->detail);
    fclose(file);
}

static bool is_proved(const Row *row)
{
    return !row->wrong && !row->inconclusive && row->cases > 0;
}

void rows_close_all(Row *rows[])
{
    for (Row **row = rows; *row; row++)
        write_row(*row);
    for (Row **row = rows; *row; row++)
        if (!is_proved(*row))
            ck_abort_msg("%s (%s) : %s ; %s", (*row)->label, (*row)->method,
                         verdict(*row),
                         (*row)->cases ? (*row)->detail : "aucun cas éprouvé");
}

void row_close(Row *row)
{
    rows_close(row);
}

/* Les conclusions fausses du test en cours ; chaque test a son processus. */
static int false_claims;

void row_claim(const char *claim, double value, double low, double high)
{
    char label[sizeof(Row){ 0 }.label];
    int length = snprintf(label, sizeof label, "prop:%s", claim);
    ck_assert_int_lt(length, (int)sizeof label);
    Row row = row_open(label, "borne", 0);
    set_detail(&row, "%.6g dans [%.6g ; %.6g]", value, low, high);
    row.cases = 1;
    row.wrong = !(low <= value && value <= high);
    write_row(&row);
    if (row.wrong)
        fprintf(stderr, "%s : faux ; %s\n", row.label, row.detail);
    false_claims += row.wrong;
}

void claims_close(void)
{
    ck_assert_msg(false_claims == 0, "conclusions fausses : %d", false_claims);
}
