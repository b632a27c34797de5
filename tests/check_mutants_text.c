/* check_mutants_text.c — les équations abîmées sont refusées : un échantillon,
 * puis quelques-unes jusqu'au bout, de la page au message. Avec make
 * mutants-text, elles le sont toutes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/pages.h"
#include "command.h"
#include "runner.h"

#define FIXTURES "tests/fixtures/mutants"

enum { SEED = 2025, SAMPLE = 300, SANITIZED = 60, PAGES = 5, STEP = 3 };

static const char *out_directory(void)
{
    const char *out = getenv("CAHIER_OUT");
    return out ? out : "build";
}

static Command mutants(const char *arguments)
{
    return command_run("%s/bin/mutants_text %s", out_directory(), arguments);
}

/* La fin d'une sortie : Check ne prend pas les longs messages. */
static const char *last_part(const char *text)
{
    size_t length = strlen(text), kept = 2000;
    return length > kept ? text + length - kept : text;
}

static void expect(Command run, int status, const char *text)
{
    ck_assert_msg(run.status == status, "statut %d, %d attendu :\n%s",
                  run.status, status, last_part(run.output));
    ck_assert_msg(strstr(run.output, text), "« %s » attendu :\n%s", text,
                  last_part(run.output));
    command_free(&run);
}

/* --- Un échantillon du livre --------------------------------------------- */

START_TEST(sample_is_refused)
{
    char arguments[64], said[64];
    int sample = strstr(out_directory(), "sanitize") ? SANITIZED : SAMPLE;
    snprintf(arguments, sizeof arguments, "--sample %d --seed %d", sample,
             SEED);
    snprintf(said, sizeof said, "Mutants éprouvés : %d sur ", sample);
    expect(mutants(arguments), 0, said);
}
END_TEST

/* --- Les survivants ------------------------------------------------------ */

/* Le chapitre 80 a deux survivants : Sᵀ = S, où S est symétrique. */
static Command survivors(const char *chapter, const char *reasons)
{
    char arguments[256];
    snprintf(arguments, sizeof arguments,
             "--index " FIXTURES " --chapters %s --reasons " FIXTURES "/%s",
             chapter, reasons);
    return mutants(arguments);
}

START_TEST(survivors_are_explained)
{
    expect(survivors("80", "good.tsv"), 0, "S est symétrique");
    expect(survivors("80", "missing.tsv"), 1,
           "chapitre 80:103: éq. (80.3), transposée : juste, et sans raison");
    expect(survivors("80", "silent.tsv"), 1,
           "silent.tsv:3: ligne de trop, ou sans raison : eq:symmetric");
    expect(survivors("80", "stale.tsv"), 1,
           "stale.tsv:4: ligne de trop, ou sans raison : eq:symmetric");
    expect(survivors("80", "family.tsv"), 0, "S est symétrique");
    expect(survivors("80", "idle.tsv"), 1,
           "idle.tsv:3: ligne de trop, ou sans raison : eq:symmetric");
    expect(survivors("82", "weaker.tsv"), 1, "le plus grand membre grandit");
    expect(survivors("82", "weaker.tsv"), 1, "moins de 99 % de refus");
    expect(survivors("82", "missing.tsv"), 1, "une inégalité moins forte");
    expect(survivors("82", "missing.tsv"), 1, "une inégalité encore vraie ?");
    expect(survivors("80", "none.tsv"), 1, "none.tsv : fichier introuvable");
}
END_TEST

START_TEST(wrong_equation_proves_nothing)
{
    expect(survivors("81", "good.tsv"), 1, "rien n'a été éprouvé");
}
END_TEST

/* --- De la page au message ----------------------------------------------- */

enum { CHAPTER, LABEL, TEX, MUTANT, MESSAGE, FIELDS };

/* Coupe une ligne de « mutants_text --pages ». */
static void split(char *line, char *field[FIELDS])
{
    for (int i = 0; i < FIELDS; i++) {
        field[i] = line;
        line += strcspn(line, "\t");
        if (*line)
            *line++ = '\0';
    }
}

static char *read_page(const char *chapter)
{
    char path[256];
    page_path(path, sizeof path, chapter);
    Command page = command_run("cat %s", path);
    ck_assert_msg(page.status == 0, "%s", page.output);
    return page.output;
}

/* Le dernier « $$ » du texte, avant end. */
static char *dollars_before(char *text, char *end)
{
    while (end > text && strncmp(end, "$$", 2) != 0)
        end--;
    ck_assert_msg(end > text, "« $$ » attendu");
    return end;
}

/* La page, où mutant est écrit à la place de l'équation label, sans changer le
 * nombre de lignes. */
static void write_page(const char *path, char *page, const char *label,
                       const char *mutant)
{
    char marker[128];
    snprintf(marker, sizeof marker, "{#%s", label);
    char *mark = strstr(page, marker);
    ck_assert_ptr_nonnull(mark);
    char *close = dollars_before(page, mark);
    char *open = dollars_before(page, close - 1);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "%.*s", (int)(open - page), page);
    for (const char *c = open; c < close; c++)
        if (*c == '\n')
            fputc('\n', file);
    fprintf(file, "$$%s%s", mutant, close);
    ck_assert_int_eq(fclose(file), 0);
}

/* L'index de tout le livre, où celui du chapitre est refait. */
static void index_page(const char *directory, const char *chapter)
{
    expect(command_run("for c in build/chapter[0-9][0-9]; do "
                       "d=%s/${c#build/}; mkdir -p $d && "
                       "cp $c/labels.tsv $c/notation.tsv $d || exit 1; done",
                       directory),
           0, "");
    expect(command_run("pandoc -d chapters/book/index.yaml "
                       "-M build=%s/chapter%s %s/%s-page/chapter.md",
                       directory, chapter, directory, chapter),
           0, "");
}

/* Le mutant, imprimé, est refusé à sa ligne et à son signe. */
static void check_page(int rank, char *const field[FIELDS])
{
    char directory[256], path[300];
    snprintf(directory, sizeof directory, "%s/check_mutants/%d",
             out_directory(), rank);
    snprintf(path, sizeof path, "%s/%s-page/chapter.md", directory,
             field[CHAPTER]);
    expect(command_run("rm -rf %s && mkdir -p %s/%s-page", directory,
                       directory, field[CHAPTER]),
           0, "");
    char *page = read_page(field[CHAPTER]);
    write_page(path, page, field[LABEL], field[MUTANT]);
    free(page);
    index_page(directory, field[CHAPTER]);
    expect(command_run("cut -f 2,7 %s/chapter%s/labels.tsv", directory,
                       field[CHAPTER]),
           0, field[MUTANT]);
    expect(command_run("%s/bin/execute --index %s --out %s --chapter %s",
                       out_directory(), directory, directory, field[CHAPTER]),
           1, field[MESSAGE]);
}

/* La liste va dans l'ordre des pages : on en prend un sur STEP. Elle n'a ni ceux
 * qui survivent, ni ceux qui ne se lisent pas : on en demande plus. */
START_TEST(printed_mutants_are_refused)
{
    char arguments[64];
    snprintf(arguments, sizeof arguments, "--pages --sample %d --seed %d",
             4 * PAGES, SEED);
    Command list = mutants(arguments);
    ck_assert_msg(list.status == 0, "%s", list.output);
    char *save = NULL, *field[FIELDS];
    char *line = strtok_r(list.output, "\n", &save);
    for (int i = 0; i < STEP * PAGES; i++) {
        ck_assert_ptr_nonnull(line);
        split(line, field);
        if (i % STEP == 0)
            check_page(i / STEP, field);
        line = strtok_r(NULL, "\n", &save);
    }
    command_free(&list);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("mutants du texte");
    TCase *core = tcase_create("core");
    tcase_add_test(core, sample_is_refused);
    tcase_add_test(core, survivors_are_explained);
    tcase_add_test(core, wrong_equation_proves_nothing);
    tcase_add_test(core, printed_mutants_are_refused);
    suite_add_tcase(suite, core);
    return run_suite(argc, argv, suite);
}
