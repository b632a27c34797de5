/* check_book.c — le filtre des pages : ce qu'il écrit, ce qu'il refuse.
 *
 * Chaque fausse page est un dossier de tests/fixtures/book ; elle se rend dans
 * build/check_book. Les messages attendus sont dans messages.txt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "runner.h"

#define FIXTURES "tests/fixtures/book"
#define BUILD "build/check_book"

/* --- Outils -------------------------------------------------------------- */

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s manque", path);
    ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    ck_assert_int_ge(size, 0);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(fread(text, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    return text;
}

static void run_index(const char *name)
{
    Command command = command_run("mkdir -p " BUILD "/%s && cp -f " FIXTURES
                                  "/%s/*.yaml " FIXTURES "/%s/*.tsv " BUILD
                                  "/%s 2>/dev/null; pandoc "
                                  "-d chapters/book/index.yaml -M build=" BUILD
                                  "/%s " FIXTURES "/%s/chapter.md",
                                  name, name, name, name, name, name);
    ck_assert_msg(command.status == 0, "%s", command.output);
    ck_assert_str_eq(command.output, "");
    command_free(&command);
}

/* Rend la page, qui connaît aussi les étiquettes du chapitre 90. */
static Command run_render(const char *name)
{
    return command_run(
        "rm -f " BUILD "/%s/body.tex; pandoc -d chapters/book/render.yaml "
        "-M build=" BUILD "/%s -M labels='" BUILD
        "/90-good/references.tsv " BUILD "/%s/references.tsv' -o " BUILD
        "/%s/body.tex " FIXTURES "/%s/chapter.md",
        name, name, name, name, name);
}

/* Les deux textes sont égaux ; sinon, la première ligne qui diffère. */
static void check_same(const char *text, const char *expected)
{
    size_t i = 0, line = 0;
    for (; text[i] && text[i] == expected[i]; i++)
        if (text[i] == '\n')
            line = i + 1;
    ck_assert_msg(text[i] == expected[i], "« %.*s » au lieu de « %.*s »",
                  (int)strcspn(text + line, "\n"), text + line,
                  (int)strcspn(expected + line, "\n"), expected + line);
}

/* La page `name` dit exactement ce que messages.txt attend. */
static void check_messages(const char *name, int status)
{
    char path[128];
    snprintf(path, sizeof path, FIXTURES "/%s/messages.txt", name);
    char *expected = read_file(path);
    run_index("90-good");
    run_index(name);
    Command render = run_render(name);
    check_same(render.output, expected);
    ck_assert_int_eq(render.status, status);
    command_free(&render);
    free(expected);
}

static void check_contains(const char *path, const char *const *pieces)
{
    char *text = read_file(path);
    for (; *pieces; pieces++)
        ck_assert_msg(strstr(text, *pieces) != NULL, "%s devrait contenir\n%s",
                      path, *pieces);
    free(text);
}

/* --- Une page juste ------------------------------------------------------ */

START_TEST(good_numbers)
{
    static const char *const pieces[] = {
        "Le nombre 60\\,000 suit 93,4~\\%, 3,1~×~10\\textsuperscript{−14}",
        "10\\textsuperscript{−6}, −12,5\net −12,50\\,;",
        "\\(n = 60\\,000\\), \\(e = 3{,}1\\times 10^{-14}\\)",
        "\\(r = 93{,}4\\,\\%\\)",
        "\\texttt{matrix\\_\\allowbreak{}multiply : A est 5×2}",
        "un mot~: tanh. De 60\\,000 à 50~\\%.",
        "Deux. «\\,Vraiment\\,?\\,» Oui~: 2\\,!",
        "% Droite de pente 2\n",
        NULL,
    };
    check_messages("90-good", 0);
    check_contains(BUILD "/90-good/body.tex", pieces);
}
END_TEST

START_TEST(good_references)
{
    static const char *const pieces[] = {
        "\\eqnumber{90.1}{eq:sum}{proved}\n1 + 1 = 2,\n\\end{equation}\n"
        "où tout est entier.",
        "\\eqnumber{90.2}{eq:names}{definition}",
        "les \\hyperlink{eq:sum}{éq.~(90.1)} et "
        "\\hyperlink{eq:names}{(90.2)}",
        "la \\hyperlink{fig:plot}{figure~90.1}",
        "\\hyperlink{eq:names}{Éq.~(90.2)}",
        "Bishop, 2006",
        "Boyd et Vandenberghe",
        NULL,
    };
    check_messages("90-good", 0);
    check_contains(BUILD "/90-good/body.tex", pieces);
}
END_TEST

START_TEST(good_blocks)
{
    static const char *const pieces[] = {
        "\\begin{codelisting}{90.1}{lst:double}{}{\\texttt{" FIXTURES
        "/sample.c}, lignes~5–9}",
        "\\codeline{5}{\\codecomment{/*\\ éq.\\ (90.1)\\ :\\ le",
        "\\begin{captioned}{90.1}{tab:forms}{Les formes.}",
        "\\proofrow{eq:sum}{90.1} & exécutée, 1~signe~$=$ & $3$ & $0$ & "
        "$9{,}1\\times 10^{-13}$ & \\verdict\\\\*\n"
        " & différences finies & $35\\,000$ & "
        "$3{,}2\\times 10^{-12}$ & $2\\times 10^{-10}$ & \\verdict",
        "\\claim{la somme est \\(2\\)}{$2 \\geq 1{,}5$}",
        "\\begin{exercise}{90.1}{Plus loin}",
        NULL,
    };
    static const char *const errata[] = {
        "\\errataentry{90}{%\nLire «\\,deux\\,».}", NULL
    };
    check_messages("90-good", 0);
    check_contains(BUILD "/90-good/body.tex", pieces);
    check_contains(BUILD "/90-good/errata.tex", errata);
}
END_TEST

START_TEST(good_index)
{
    static const char *const labels[] = {
        "kind\tlabel\tnumber\tline\tstatus\ttitle\ttex\tcase\treason\n",
        "eq\teq:sum\t90.1\t19\tproved\t\t1 + 1 = {{sum}},\t\t\n",
        "eq\teq:names\t90.2\t23\tdefinition\t\t\\begin{aligned}",
        "ch\tch:good\t90\t",
        "sec\tsec:first\t90.1\t11\t\tPremière section\t\t\t\n",
        NULL,
    };
    static const char *const rules[] = {
        BUILD "/90-good/body.tex: " BUILD "/90-good/results.yaml " BUILD
              "/90-good/verification.tsv " BUILD
              "/90-good/execution.tsv " FIXTURES "/sample.c\n",
        BUILD "/90-good.pdf build/book.pdf: figures/chapter90/plot.pdf\n",
        FIXTURES "/sample.c:\n",
        NULL,
    };
    run_index("90-good");
    check_contains(BUILD "/90-good/labels.tsv", labels);
    check_contains(BUILD "/90-good/pages.d", rules);
}
END_TEST

/* Ce qui s'exécute, ce qui se définit, ce qui est en prose ; les attributs, où
 * qu'ils soient coupés. */
START_TEST(good_attributes)
{
    static const char *const labels[] = {
        "eq\teq:name\t94.1\t25\tdefinition\t\th = \\tanh(\\tilde{h}),\t\t\n",
        "eq\teq:chain\t94.2\t30\tproved\t\t\\tilde{h} = W_h x = W_h x\t\t\n",
        "eq\teq:by-hand\t94.3\t34\tproved\t\th_1 = 1\thand\t\n",
        "eq\teq:by-hand-too\t94.4\t36\tdefinition\t\th_2 = 2\thand\t\n",
        "eq\teq:smooth\t94.5\t40\tprose\t\t\\text{tout est lisse}\t\t"
        "L’hypothèse de l’@eq:chain, \\{x\\}, n’est pas une « égalité ».\n",
        NULL,
    };
    static const char *const pieces[] = {
        "\\eqnumber{94.1}{eq:name}{definition}",
        "\\eqnumber{94.2}{eq:chain}{proved}",
        "h_1 = 1\n\\end{equation}, ou bien\n",
        "\\eqnumber{94.5}{eq:smooth}{prose}\n\\text{tout est lisse}\n"
        "\\end{equation}~: voilà.",
        NULL,
    };
    check_messages("94-notation", 0);
    check_contains(BUILD "/94-notation/labels.tsv", labels);
    check_contains(BUILD "/94-notation/body.tex", pieces);
}
END_TEST

/* La notation quitte le texte, sans le couper, pour le tableau des preuves. */
START_TEST(good_notation)
{
    static const char notation[] = "kind\tline\tcase\ttext\n"
                                   "follows\t5\t\t90\n"
                                   "follows\t5\t\t14\n"
                                   "notation\t15\t\tW_h : n_h × n_x\n"
                                   "notation\t16\t\tℓ : réel, par exemple\n"
                                   "notation\t22\thand\th = (1 ; 2)\n"
                                   "notation\t45\thand\tW_h : n_h × n_x\n";
    static const char *const pieces[] = {
        "On nomme\n\\begin{equation}",
        "& \\verdict\\\\*\n\\bottomrule\n\\end{xltabular}}\n\n"
        "\\begin{notation}Ce que le programme sait des symboles, outre ce "
        "qu’en disent les chapitres~\\chapterref{90}{ch:90}{90} et~14~:\n",
        "\\notationpair{W\\_h : n\\_h × n\\_x}"
        "{\\borrowed{ℓ} : réel, par exemple}\n\\end{notationlines}\n",
        "\\notationcase{à la main}\n\n\\begin{notationlines}\n"
        "\\notationpair{h = (1 ; 2)}{W\\_h : n\\_h × n\\_x}\n",
        NULL,
    };
    check_messages("94-notation", 0);
    char *text = read_file(BUILD "/94-notation/notation.tsv");
    check_same(text, notation);
    free(text);
    check_contains(BUILD "/94-notation/body.tex", pieces);
}
END_TEST

/* L'index d'une page inchangée ne touche ni à labels.tsv ni à notation.tsv. */
START_TEST(index_is_lazy)
{
    run_index("90-good");
    Command old =
        command_run("touch -d 2020-01-01 " BUILD "/90-good/labels.tsv " BUILD
                    "/90-good/notation.tsv " BUILD "/90-good/references.tsv");
    ck_assert_int_eq(old.status, 0);
    run_index("90-good");
    Command newer =
        command_run("cd " BUILD "/90-good && find labels.tsv notation.tsv "
                    "references.tsv -newermt 2020-01-02");
    ck_assert_str_eq(newer.output, "");
    command_free(&old);
    command_free(&newer);
}
END_TEST

/* --- Des pages fausses --------------------------------------------------- */

static const char *const bad_pages[] = { "91-bad", "93-empty",
                                         "95-attributes" };

START_TEST(bad_page)
{
    check_messages(bad_pages[_i], 1);
    Command body = command_run("test -e " BUILD "/%s/body.tex", bad_pages[_i]);
    ck_assert_msg(body.status == 1, "body.tex a été écrit malgré les fautes");
    command_free(&body);
}
END_TEST

/* Sans ses images, un chapitre se réduit à sa question et dit quoi faire. */
START_TEST(missing_images)
{
    static const char *const pieces[] = { "Que voit-on",
                                          "\\hypertarget{eq:images}{}",
                                          "\\texttt{dataset-fashion-mnist}",
                                          NULL };
    check_messages("92-missing", 0);
    check_contains(BUILD "/92-missing/body.tex", pieces);
    char *body = read_file(BUILD "/92-missing/body.tex");
    ck_assert_ptr_null(strstr(body, "\\begin{equation}"));
    free(body);
}
END_TEST

/* Le journal de xelatex : ce qui arrête, ce qui avertit, ce qui passe. */
START_TEST(latex_log)
{
    char *expected = read_file(FIXTURES "/log/messages.txt");
    Command command =
        command_run("awk -v source=chapter.tex -f "
                    "chapters/book/log.awk " FIXTURES "/log/page.log");
    check_same(command.output, expected);
    ck_assert_int_eq(command.status, 1);
    command_free(&command);
    free(expected);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("book");
    TCase *good = tcase_create("une page juste");
    tcase_add_test(good, good_numbers);
    tcase_add_test(good, good_references);
    tcase_add_test(good, good_blocks);
    tcase_add_test(good, good_index);
    tcase_add_test(good, good_attributes);
    tcase_add_test(good, good_notation);
    tcase_add_test(good, index_is_lazy);
    suite_add_tcase(suite, good);
    TCase *bad = tcase_create("une page fausse");
    tcase_add_loop_test(bad, bad_page, 0,
                        sizeof bad_pages / sizeof *bad_pages);
    tcase_add_test(bad, missing_images);
    tcase_add_test(bad, latex_log);
    suite_add_tcase(suite, bad);
    return run_suite(argc, argv, suite);
}
