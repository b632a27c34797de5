/* Le tableau du professeur, devant de faux juges et des copies mauvaises. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../exercises/sandbox.h"
#include "../exercises/table.h"
#include "command.h"
#include "runner.h"

static char folder[64];

static void sh(const char *script)
{
    Command run = command_run("cd %s && %s", folder, script);
    ck_assert_msg(run.status == 0, "%s :\n%s", script, run.output);
    command_free(&run);
}

static void write_file(const char *name, const char *text, mode_t mode)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
    chmod(path, mode);
}

/* Un juge dit ce que la copie contient : sa première ligne, \t compris. */
static const char judge[] =
    "#!/bin/sh\n"
    "[ \"$1$3$4$5\" = '--copy--sandboxbwrap--tsv' ] || exit 2\n"
    "case $(head -n 1 \"$2\") in\n"
    "right*) printf 'right\\t\\t\\t40\\tun titre\\n'; exit 0 ;;\n"
    "todo*) printf 'todo\\t\\tà compléter\\t0\\n'; exit 1 ;;\n"
    "lies*) printf 'right\\t\\t\\t40\\n'; exit 1 ;;\n"
    "fails*) echo 'plus de disque' >&2; exit 2 ;;\n"
    "dies*) kill -9 $$ ;;\n"
    "says*) tail -n +2 \"$2\"; exit 1 ;;\n"
    "*) printf 'wrong\\tsign\\tle signe est changé\\t40\\n'; exit 1 ;;\n"
    "esac\n";

static const char formula[] =
    "#!/bin/sh\n"
    "[ \"$1$3\" = '--file--tsv' ] || exit 2\n"
    "printf 'grad-Wy\\tright\\t\\ngrad-by\\twrong\\tune transposée\\n'\n"
    "printf 'softmax\\ttodo\\t\\n'\nexit 0\n";

static void setup(void)
{
    snprintf(folder, sizeof folder, "/tmp/check-grade-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    sh("mkdir bin copies copies/ada copies/bob");
    write_file("bin/judge16", judge, 0755);
    write_file("bin/judge17b", judge, 0755);
    write_file("bin/formula", formula, 0755);
    write_file("copies/ada/exercise16.c", "right\n", 0644);
    write_file("copies/ada/exercise17b.c", "todo\n", 0644);
    write_file("copies/ada/formulas.txt", "x\n", 0644);
    write_file("copies/bob/exercise16.c", "faux\n", 0644);
}

static void teardown(void)
{
    Command clean = command_run("rm -rf %s", folder);
    command_free(&clean);
}

static Command grade(int status)
{
    Command run = command_run("%s/bin/grade --bin %s/bin --out %s/out.csv "
                              "%s/copies",
                              getenv("CAHIER_OUT"), folder, folder, folder);
    ck_assert_msg(run.status == status, "statut %d :\n%s", run.status,
                  run.output);
    return run;
}

/* Le CSV après grade, à libérer. */
static char *csv(int status)
{
    Command run = grade(status);
    Command cat = command_run("cat %s/out.csv", folder);
    command_free(&run);
    return cat.output;
}

#define HAS(text, part) \
    ck_assert_msg(strstr(text, part), "« %s » attendu :\n%s", part, text)
#define HAS_NOT(text, part) \
    ck_assert_msg(!strstr(text, part), "« %s » de trop :\n%s", part, text)

static bool skipped(void)
{
    return !sandbox_available(NULL);
}

START_TEST(the_table)
{
    if (skipped())
        return;
    char *text = csv(0);
    ck_assert_str_eq(text,
                     "nom,exercice,état,erreur,diagnostic,cas,remarque\r\n"
                     "ada,16,juste,,,40,\r\n"
                     "ada,17b,à faire,,à compléter,0,\r\n"
                     "ada,grad-Wy,juste,,,,\r\n"
                     "ada,grad-by,faux,,une transposée,,\r\n"
                     "ada,softmax,à faire,,,,\r\n"
                     "bob,16,faux,sign,le signe est changé,40,\r\n"
                     "bob,17b,absent,,,,\r\n"
                     "bob,formules,absent,,,,\r\n");
    free(text);
    Command run = grade(0);
    HAS(run.output, "bob                   16          faux      le signe est "
                    "changé (40 cas)\n");
    HAS(run.output, "2 justes, 2 faux, 4 à faire, 0 refusé, 0 non jugé");
    command_free(&run);
}
END_TEST

/* Aucune de ces copies n'arrête les autres, et aucune n'est lue. */
START_TEST(bad_copies)
{
    static const struct {
        const char *make, *line;
    } bad[] = {
        { "mkdir a && truncate -s 300K a/exercise16.c", "a,16,refusé,file,"
                                                        "plus de 256 Kio" },
        { "mkdir a && ln -s /etc/passwd a/exercise16.c",
          "a,16,refusé,file,un lien symbolique" },
        { "mkdir a && mkfifo a/exercise16.c",
          "a,16,refusé,file,ce n'est pas un fichier ordinaire" },
        { "mkdir -p a/exercise16.c",
          "a,16,refusé,file,ce n'est pas un fichier ordinaire" },
        { "mkdir a && touch a/exercise16.c", "a,16,refusé,file,fichier vide" },
        { "mkdir a && echo right >a/exercise99.c",
          "a,99,refusé,unknown,exercice inconnu" },
        { "ln -s /etc a", "a,,refusé,file,\"ce n'est pas un dossier, ou" },
        { "touch a", "a,,refusé,file,\"ce n'est pas un dossier, ou" },
        { "mkdir 'a, \"b\" c' && echo right >'a, \"b\" c/exercise16.c'",
          "\"a, \"\"b\"\" c\",16,juste" },
        { "mkdir \"$(printf 'a\\351\\033[2J')\" && echo right "
          ">\"$(printf 'a\\351\\033[2J')/exercise16.c\"",
          "a\xef\xbf\xbd [2J,16,juste" },
        { "mkdir -- '=cmd()' && echo right >'=cmd()/exercise16.c'",
          "'=cmd(),16,juste" },
        { "mkdir -- -a && printf 'right\\377\\n' >./-a/exercise16.c",
          "'-a,16,juste" },
    };
    if (skipped())
        return;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char line[512];
        snprintf(line, sizeof line, "cd copies && %s", bad[i].make);
        sh(line);
        char *text = csv(0);
        HAS(text, bad[i].line);
        HAS(text, "bob,16,faux");
        HAS_NOT(text, "root:");
        free(text);
        sh("find copies -mindepth 1 -maxdepth 1 ! -name ada ! -name bob "
           "-exec rm -r {} +");
    }
}
END_TEST

/* Un juge qui échoue, ment ou meurt : la ligne le dit, le statut aussi. */
START_TEST(bad_judges)
{
    static const char *const bad[][2] = {
        { "fails\n",
          "bob,16,non jugé,judge,le juge a échoué (statut 2) : plus "
          "de disque" },
        { "lies\n", "bob,16,non jugé,judge,le juge a échoué (statut 1)" },
        { "dies\n", "bob,16,non jugé,judge,le juge a échoué (statut -1)" },
        { "says\n", "bob,16,non jugé,judge" },
        { "says\nperfect\tx\ty\t1\n", "bob,16,non jugé,judge" },
    };
    if (skipped())
        return;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        write_file("copies/bob/exercise16.c", bad[i][0], 0644);
        char *text = csv(1);
        HAS(text, bad[i][1]);
        HAS(text, "ada,16,juste");
        free(text);
    }
}
END_TEST

/* Ce qu'un diagnostic cite de la copie n'atteint ni le terminal ni le tableur.
 */
START_TEST(hostile_diagnostics)
{
    if (skipped())
        return;
    write_file("copies/bob/exercise16.c",
               "says\nwrong\tx\t=1+1 \"\033]0;\342\200\256\", \377\t1\n",
               0644);
    char *text = csv(0);
    HAS(text, "bob,16,faux,x,\"'=1+1 \"\" ]0; \"\", \xef\xbf\xbd\",1,");
    HAS_NOT(text, "\033");
    free(text);
    Command run = grade(0);
    HAS_NOT(run.output, "\033");
    command_free(&run);
}
END_TEST

START_TEST(same_files)
{
    if (skipped())
        return;
    sh("cp -r copies/bob copies/eve && cp -r copies/bob copies/zoé");
    char *text = csv(0);
    HAS(text,
        "bob,16,faux,sign,le signe est changé,40,\"même fichier que eve, "
        "zoé\"\r\n");
    HAS(text,
        "zoé,16,faux,sign,le signe est changé,40,\"même fichier que bob, "
        "eve\"\r\n");
    free(text);
    sh("echo >>copies/eve/exercise16.c; rm -r copies/zoé; "
       "cp copies/ada/exercise17b.c copies/eve");
    text = csv(0);
    HAS_NOT(text, "même fichier");
    free(text);
}
END_TEST

START_TEST(refusals)
{
    static const char *const bad[][2] = {
        { "PATH=/nowhere \"$GRADE\" --bin \"$BIN\" lib", "bwrap introuvable" },
        { "\"$GRADE\"", "usage : grade" },
        { "\"$GRADE\" ''", "usage : grade" },
        { "\"$GRADE\" --wrong lib", "usage : grade" },
        { "\"$GRADE\" --bin /nowhere lib", "/nowhere : No such file" },
        { "\"$GRADE\" --bin lib lib", "lib : pas un juge" },
        { "\"$GRADE\" --bin \"$BIN\" /nowhere", "/nowhere : No such file" },
        { "\"$GRADE\" --bin \"$BIN\" \"$BIN/empty\"", "pas une copie" },
        { "\"$GRADE\" --bin \"$BIN\" --out /nowhere/x lib",
          "/nowhere/x : No" },
    };
    char text[128];
    snprintf(text, sizeof text, "%s/bin", folder);
    setenv("BIN", text, 1);
    snprintf(text, sizeof text, "%s/bin/grade", getenv("CAHIER_OUT"));
    setenv("GRADE", text, 1);
    sh("mkdir bin/empty");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Command run = command_run("%s", bad[i][0]);
        ck_assert_msg(run.status == 2, "%s : statut %d", bad[i][0],
                      run.status);
        HAS(run.output, bad[i][1]);
        command_free(&run);
        if (skipped())
            break;
    }
}
END_TEST

/* --- Les cases -------------------------------------------------------------- */

START_TEST(cells)
{
    static const char *const cases[][2] = {
        { "é∇𝐖", "é∇𝐖" },
        { "a\tb\nc\033", "a b c " },
        { "\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd" },
        { "\xe0\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
        { "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
        { "\xc3", "\xef\xbf\xbd" },
        { "\xc2\x9b", " " },
        { "\xe2\x80\xae", " " },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *cell = table_cell(cases[i][0]);
        ck_assert_str_eq(cell, cases[i][1]);
        free(cell);
    }
}
END_TEST

START_TEST(padding)
{
    static const char *const cases[][2] = { { "été", "été  " },
                                            { "été12", "été12" },
                                            { "été123", "été1…" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = NULL;
        size_t size;
        FILE *file = open_memstream(&text, &size);
        table_pad(file, cases[i][0], 5);
        fclose(file);
        ck_assert_str_eq(text, cases[i][1]);
        free(text);
    }
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("grade");
    TCase *tcase = tcase_create("copies");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, the_table);
    tcase_add_test(tcase, bad_copies);
    tcase_add_test(tcase, bad_judges);
    tcase_add_test(tcase, hostile_diagnostics);
    tcase_add_test(tcase, same_files);
    tcase_add_test(tcase, refusals);
    tcase_add_test(tcase, cells);
    tcase_add_test(tcase, padding);
    suite_add_tcase(suite, tcase);
    return run_suite(argc, argv, suite);
}
