/* check_execute.c — le programme qui prouve les équations imprimées : ce qu'il
 * tient pour juste, ce qu'il refuse, et comment il le dit.
 *
 * Les chapitres 80 à 84 de tests/fixtures/execute n'ont que leur index ; 80 est
 * juste, 82 le suit et 81 suit 82, 83 et 84 ont une faute par ligne. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "runner.h"

#define INDEX "tests/fixtures/execute"

static const char *out_directory(void)
{
    const char *out = getenv("CAHIER_OUT");
    return out ? out : "build";
}

/* Lance execute sur les chapitres d'essai. */
static Command execute(const char *arguments)
{
    const char *out = out_directory();
    return command_run("mkdir -p %s/check_execute/chapter80 "
                       "%s/check_execute/chapter81 %s/check_execute/chapter83 "
                       "%s/check_execute/chapter84; %s/bin/execute "
                       "--index " INDEX " --out %s/check_execute %s",
                       out, out, out, out, out, out, arguments);
}

static void expect(Command run, int status, const char *const *pieces)
{
    ck_assert_msg(run.status == status, "statut %d, %d attendu :\n%s",
                  run.status, status, run.output);
    for (; *pieces; pieces++)
        ck_assert_msg(strstr(run.output, *pieces), "« %s » attendu :\n%s",
                      *pieces, run.output);
    command_free(&run);
}

#define EXPECT(run, status, ...) \
    expect(run, status, (const char *const[]){ __VA_ARGS__, NULL })

/* Les colonnes choisies d'execution.tsv ; les écarts dépendent de la machine. */
static Command table(const char *chapter, const char *columns)
{
    return command_run("cut -f %s %s/check_execute/chapter%s/execution.tsv",
                       columns, out_directory(), chapter);
}

static void check_table(const char *chapter, const char *columns,
                        const char *expected)
{
    Command rows = table(chapter, columns);
    ck_assert_str_eq(rows.output, expected);
    command_free(&rows);
}

/* --- Ce qui est juste ---------------------------------------------------- */

/* Une prose n'y est pas, une définition n'y est que si elle en dit plus ; le cas
 * a sa notation et ses définitions. */
START_TEST(right_chapter)
{
    EXPECT(execute("--chapter 80"), 0,
           "100%: Checks: 8, Failures: 0, Errors: 0\n");
    check_table("80", "1,2,6-9",
                "label\tmethod\tverdict\tdetail\tequals\tline\n"
                "eq:gradient\texécutée\tjuste\t\t2\t102\n"
                "eq:scalar\texécutée\tjuste\t\t1\t103\n"
                "eq:size\texécutée\tjuste\t\t1\t108\n"
                "eq:hand\texécutée\tjuste\t\t1\t105\n"
                "eq:hand-too\texécutée\tjuste\t\t1\t107\n");
}
END_TEST

/* 81 suit 82, qui suit 80 et, en rond, 81. Un cas de 80 reste dans 80. */
START_TEST(followed_chapters)
{
    EXPECT(execute("--chapter 81"), 1,
           "chapitre 81:102: éq. (81.2) : symbole inconnu « z »",
           "66%: Checks: 3, Failures: 1, Errors: 0\n");
    check_table("81", "1,6,8",
                "label\tverdict\tequals\n"
                "eq:followed\tjuste\t2\n"
                "eq:no-case\tne conclut pas\t0\n");
}
END_TEST

/* La table n'est récrite que si elle change : la page en dépend. */
START_TEST(table_is_lazy)
{
    const char *out = out_directory();
    EXPECT(execute("--chapter 80"), 0, "100%");
    EXPECT(command_run("touch -d 2020-01-01 %s/check_execute/chapter80/"
                       "execution.tsv",
                       out),
           0, "");
    EXPECT(execute("--chapter 80"), 0, "100%");
    Command newer =
        command_run("find %s/check_execute/chapter80 -name '*.tsv*' "
                    "-newermt 2020-01-02",
                    out);
    ck_assert_str_eq(newer.output, "");
    command_free(&newer);
}
END_TEST

/* Deux fois le même tirage ; et la liste des chapitres n'y change rien. */
START_TEST(same_draws)
{
    EXPECT(execute("--chapter 80"), 0, "100%");
    Command first = table("80", "1-9");
    EXPECT(execute("--chapter 80 --chapters '80 81'"), 0, "100%");
    check_table("80", "1-9", first.output);
    command_free(&first);
}
END_TEST

/* --- Ce qui est faux ----------------------------------------------------- */

START_TEST(wrong_equations)
{
    EXPECT(execute("--chapter 83"), 1,
           "chapitre 83:101: éq. (83.1), 2ᵉ « = » : ",
           "chapitre 83:102: éq. (83.2), 1ᵉʳ « = » : ",
           "chapitre 83:103: éq. (83.3) : symbole inconnu « q »",
           "\nq + 1 = 1 + q\n^\n",
           "chapitre 83:104: éq. (83.4) : symbole inconnu « L »",
           "chapitre 83:105: éq. (83.5) : « ) » attendue pour fermer",
           "chapitre 83:106: éq. (83.6) : il n'y a rien à prouver",
           "chapitre 83:107: éq. (83.7), 1ᵉʳ « ≤ » : ",
           "chapitre 83:108: éq. (83.8) : cas inconnu : « absent »",
           "chapitre 83:109: éq. (83.9) : .prose sans reason=\"…\"",
           "20%: Checks: 10, Failures: 7, Errors: 1\n");
    check_table("83", "1,6,9",
                "label\tverdict\tline\n"
                "eq:second\tfaux\t101\n"
                "eq:shape\tfaux\t102\n"
                "eq:unknown\tne conclut pas\t103\n"
                "eq:undefined\tne conclut pas\t104\n"
                "eq:unread\tne conclut pas\t105\n"
                "eq:nothing\tfaux\t106\n"
                "eq:less\tfaux\t107\n"
                "eq:right\tjuste\t110\n"
                "eq:no-such-case\tjuste\t108\n");
}
END_TEST

/* Le détail d'une ligne fausse : le rang du signe, puis pourquoi, et les deux
 * formes quand elles diffèrent. */
START_TEST(wrong_details)
{
    Command run = execute("--chapter 83");
    command_free(&run);
    Command rows = table("83", "1,7");
    EXPECT(rows, 0,
           "\neq:second\t2ᵉ « = » : ", "\neq:shape\t1ᵉʳ « = » : ", "3×1",
           "5×3", "\neq:unknown\tsymbole inconnu « q »",
           "\neq:less\t1ᵉʳ « ≤ » : ");
}
END_TEST

/* Les fautes de notation sont dites à leur ligne, celle d'une définition une
 * seule fois, et ce qui n'en dépend pas est prouvé. */
START_TEST(wrong_notation)
{
    Command run = execute("--chapter 84");
    char *said = strstr(run.output, "chapitre 84:106:");
    ck_assert_msg(said && !strstr(said + 1, "chapitre 84:106:"), "%s",
                  run.output);
    EXPECT(run, 1, "chapitre 84:4: follows : pas de chapitre « 99 »\n",
           "chapitre 84:7: notation : symbole inconnu « truc »\nT : truc\n"
           "    ^\n",
           "chapitre 84:102: notation : h̃ est défini deux fois, la première "
           "par eq:here\n",
           "chapitre 84:106: notation : ",
           "chapitre 84:105: éq. (84.5), 1ᵉʳ « = » : ",
           "s est défini par lui-même", "Errors: 1\n");
    check_table("84", "1,6",
                "label\tverdict\n"
                "eq:again\tfaux\n"
                "eq:cycle-a\tfaux\n"
                "eq:cycle-b\tfaux\n"
                "eq:cycle\tfaux\n"
                "eq:unread\tne conclut pas\n"
                "eq:still\tjuste\n");
}
END_TEST

/* --- Une seule équation -------------------------------------------------- */

START_TEST(one_equation)
{
    const char *out = out_directory();
    EXPECT(command_run("rm -f %s/check_execute/chapter80/execution.tsv", out),
           0, "");
    EXPECT(execute("--chapter 80 --equation eq:gradient"), 0,
           "éq. (80.2) eq:gradient : juste ; « = » prouvés : 2,");
    EXPECT(execute("--chapter 80 --equation eq:hand-too"), 0,
           "éq. (80.7) eq:hand-too : juste ; « = » prouvés : 1,");
    EXPECT(execute("--chapter 80 --equation eq:hand-too --tex 'z = 23'"), 1,
           "chapitre 80:107: éq. (80.7), 1ᵉʳ « = » : ",
           "éq. (80.7) eq:hand-too : faux\n");
    EXPECT(execute("--chapter 80 --equation eq:h-tilde --tex "
                   "'\\tilde{h} = W_h x - b_h'"),
           1, "éq. (80.1) eq:h-tilde : faux\n");
    EXPECT(execute("--chapter 80 --equation eq:gradient --tex 'a ='"), 1,
           "éq. (80.2) eq:gradient : ne conclut pas\n");
    EXPECT(
        command_run("test ! -e %s/check_execute/chapter80/execution.tsv", out),
        0, "");
}
END_TEST

/* --- Ce qui manque ------------------------------------------------------- */

START_TEST(missing_files)
{
    const char *out = out_directory();
    EXPECT(command_run("%s/bin/execute --index " INDEX "/absent --chapter 80 "
                       "--chapters 80",
                       out),
           1,
           "execute : erreur : " INDEX "/absent/chapter80/labels.tsv : "
           "fichier introuvable");
    EXPECT(execute("--chapter 80 --chapters '80 85'"), 1,
           "chapter85/labels.tsv : fichier introuvable");
    EXPECT(execute("--chapter 85"), 1, "erreur : pas de chapitre « 85 »");
    EXPECT(execute("--chapter 80 --chapters '80 x'"), 1,
           "« x » n'est pas un numéro de chapitre");
    EXPECT(execute("--chapter 80 --equation eq:absent"), 1,
           "« eq:absent » n'est l'étiquette d'aucune équation de chapitre 80");
    EXPECT(execute("--chapter 80 --out /dev/null"), 1,
           "/dev/null/chapter80/execution.tsv : impossible de l'écrire");
}
END_TEST

START_TEST(wrong_command_line)
{
    static const char *const lines[] = { "", "--chapter",
                                         "--chapter 80 --tex x",
                                         "--chapter 80 --quick", "80" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        EXPECT(execute(lines[i]), 2, "usage : execute ");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("execute");
    TCase *right = tcase_create("ce qui est juste");
    tcase_add_test(right, right_chapter);
    tcase_add_test(right, followed_chapters);
    tcase_add_test(right, table_is_lazy);
    tcase_add_test(right, same_draws);
    tcase_add_test(right, one_equation);
    suite_add_tcase(suite, right);
    TCase *wrong = tcase_create("ce qui est faux");
    tcase_add_test(wrong, wrong_equations);
    tcase_add_test(wrong, wrong_details);
    tcase_add_test(wrong, wrong_notation);
    tcase_add_test(wrong, missing_files);
    tcase_add_test(wrong, wrong_command_line);
    suite_add_tcase(suite, wrong);
    return run_suite(argc, argv, suite);
}
