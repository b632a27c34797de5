/* Ce que make dit et fait, sur une copie de l'arbre dont le seul chapitre sort
 * du gabarit : construire, refuser une preuve fausse, nommer ce qui manque. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "runner.h"

/* La copie de l'arbre, faite une fois pour tous les tests. */
static char tree[] = "/tmp/cahier-XXXXXX";

/* Lance « make arguments » dans la copie, sans rien hériter du make d'ici. */
static Command make(const char *arguments)
{
    return command_run("cd %s && env -i PATH=\"$PATH\" HOME=\"$HOME\" "
                       "make CFLAGS=-O0 %s",
                       tree, arguments);
}

static void expect(Command run, int status, const char *text)
{
    ck_assert_msg(run.status == status, "statut %d, %d attendu :\n%s",
                  run.status, status, run.output);
    bool said = !*text || strstr(run.output, text);
    ck_assert_msg(said, "« %s » attendu :\n%s", text, run.output);
    command_free(&run);
}

/* Une commande du shell, qui doit réussir, dans la copie. */
static void shell(const char *line)
{
    expect(command_run("cd %s && { %s; }", tree, line), 0, "");
}

static void copy_tree(void)
{
    ck_assert_ptr_nonnull(mkdtemp(tree));
    expect(command_run("cp -R .ci Makefile %s && cd %s && "
                       "mkdir -p chapters figures tests bin",
                       tree, tree),
           0, "");
    expect(command_run("cp -R lib %s/lib && cp -R chapters/book %s/chapters "
                       "&& cp figures/theme.gp %s/figures && "
                       "cp tests/*.[ch] %s/tests && rm %s/tests/check_*",
                       tree, tree, tree, tree, tree),
           0, "");
    expect(make("new N=98 SLUG=essai"), 0, "Ensuite : make chapter98");
}

static void remove_tree(void)
{
    expect(command_run("rm -rf %s", tree), 0, "");
}

/* --- Construire ---------------------------------------------------------- */

START_TEST(new_chapter_builds)
{
    expect(make("chapter98"), 0, "\nbuild/chapter98.pdf\n");
    expect(make("-q chapter98"), 0, "");
    Command again = make("chapter98");
    ck_assert_str_eq(again.output, "build/chapter98.pdf\n");
    command_free(&again);
}
END_TEST

START_TEST(touched_figure)
{
    expect(make("chapter98"), 0, "build/chapter98.pdf");
    shell("touch chapters/98-essai/curve.gp");
    Command run = make("chapter98");
    ck_assert_str_eq(run.output, "[98] figure curve\n[98] PDF\n"
                                 "build/chapter98.pdf\n");
    command_free(&run);
}
END_TEST

/* clean passe d'abord, où qu'il soit, et les octets reviennent. */
START_TEST(same_bytes)
{
    shell("cp build/chapter98.pdf first.pdf; "
          "cp figures/chapter98/curve.pdf curve.pdf");
    expect(make("-j2 chapter98 clean"), 0, "\nbuild/chapter98.pdf\n");
    shell("cmp build/chapter98.pdf first.pdf && "
          "cmp figures/chapter98/curve.pdf curve.pdf");
}
END_TEST

/* --- Refuser ------------------------------------------------------------- */

START_TEST(broken_derivation)
{
    shell("cp chapters/98-essai/formulas.c saved && "
          "sed 's/2 \\* x/3 * x/' saved >chapters/98-essai/formulas.c");
    expect(make("chapter98"), 2,
           "chapters/98-essai/chapter.md:26: erreur : éq. (98.2) essai-slope "
           ": faux (différences finies)");
    expect(make("chapter98"), 2, "chapitre 98 : une vérification échoue");
    expect(make("check98"), 2, "Checks: 5, Failures: 1, Errors: 0");
    shell("test ! -e build/chapter98.pdf && "
          "cat saved >chapters/98-essai/formulas.c");
    expect(make("chapter98"), 0, "build/chapter98.pdf");
}
END_TEST

/* La page a tort, et le code raison : le « = » faux est nommé. */
START_TEST(broken_equation)
{
    shell("cp chapters/98-essai/chapter.md saved && "
          "sed 's/= 2x/= 3x/' saved >chapters/98-essai/chapter.md");
    expect(make("chapter98"), 2,
           "\n  chapters/98-essai/chapter.md:26: éq. (98.2), 2ᵉ « = » : ");
    expect(make("chapter98"), 2, "journal : build/log/execute_chapter98.log");
    expect(make("check98"), 2,
           "\nchapters/98-essai/chapter.md:26: éq. (98.2), 2ᵉ « = » : ");
    expect(make("check98"), 2,
           "orphelines : 0 ; fausses ou sans conclusion : 1.\nPart des "
           "équations exécutées, hors définitions : 0 %.");
    expect(make("check98"), 2, "Checks: 5, Failures: 1, Errors: 0");
    shell("test ! -e build/chapter98.pdf && "
          "cat saved >chapters/98-essai/chapter.md");
    expect(make("check98"), 0,
           "Équations exécutées : 1, soit 2 « = » prouvés tels qu'imprimés ; "
           "éprouvées par leur seule fonction : 0 ; définitions : 1 ; "
           "orphelines : 0.\nPart des équations exécutées, hors définitions : "
           "100 %.");
    expect(make("chapter98"), 0, "build/chapter98.pdf");
}
END_TEST

/* Une ligne de notation que rien ne lit : la page attend. */
START_TEST(broken_notation)
{
    shell("cp chapters/98-essai/chapter.md saved && "
          "sed 's/^x : réel/x : truc/' saved >chapters/98-essai/chapter.md");
    expect(make("chapter98"), 2,
           "chapters/98-essai/chapter.md:15: notation :");
    expect(make("check98"), 2, "Errors: 1");
    shell("cat saved >chapters/98-essai/chapter.md");
}
END_TEST

/* Une équation en prose tient par le test qui porte son étiquette. */
START_TEST(prose_equation)
{
    shell("cp chapters/98-essai/chapter.md saved && sed '/slope}$/"
          "s/}$/ .prose reason=\"Essai.\"}/' saved "
          ">chapters/98-essai/chapter.md");
    expect(make("check98"), 0,
           "Équations exécutées : 0, soit 0 « = » prouvés tels qu'imprimés ; "
           "éprouvées par leur seule fonction : 1 ; définitions : 1 ; "
           "orphelines : 0.\n");
    expect(make("chapter98"), 0, "build/chapter98.pdf");
    shell("grep -q '{eq:essai-slope}{prose}' build/chapter98/body.tex && "
          "cat saved >chapters/98-essai/chapter.md");
    expect(make("chapter98"), 0, "build/chapter98.pdf");
    shell("grep -q '{eq:essai-slope}{proved}' build/chapter98/body.tex");
}
END_TEST

START_TEST(equation_without_test)
{
    shell("cp chapters/98-essai/chapter.md saved && "
          "printf '\\n$$1 = 1$$ {#eq:alone .prose reason=\"Essai.\"}\\n' "
          ">>chapters/98-essai/chapter.md");
    expect(make("check98"), 2,
           "erreur : l'équation (98.3), « eq:alone », n'est prouvée par "
           "aucun test");
    expect(make("check98"), 2, "orphelines : 1");
    expect(make("chapter98"), 2, "chapters/98-essai/chapter.md:");
    shell("test ! -e build/chapter98.pdf && "
          "cat saved >chapters/98-essai/chapter.md");
}
END_TEST

START_TEST(test_without_equation)
{
    shell(
        "cp tests/check_chapter98.c saved && sed 's/eq:essai-slope/eq:lost/' "
        "saved >tests/check_chapter98.c");
    expect(make("check98"), 2,
           "tests/check_chapter98.c: erreur : « eq:lost » n'est l'étiquette "
           "d'aucune équation");
    shell("cat saved >tests/check_chapter98.c");
}
END_TEST

START_TEST(check_does_not_build)
{
    shell("cp tests/check_chapter98.c saved && "
          "echo 'not C' >>tests/check_chapter98.c");
    expect(make("check"), 2, "n'a pas pu être construit");
    shell("cat saved >tests/check_chapter98.c");
}
END_TEST

/* Ce qui est déjà construit ne tient pas lieu de ce qui manque. */
START_TEST(missing_test)
{
    expect(make("chapter98"), 0, "build/chapter98.pdf");
    shell("mv tests/check_chapter98.c saved");
    expect(make("chapter98"), 2,
           "tests/check_chapter98.c manque : un chapitre a son test");
    expect(make("check98"), 2, "tests/check_chapter98.c manque");
    shell("mv saved tests/check_chapter98.c");
}
END_TEST

START_TEST(no_test_at_all)
{
    expect(command_run("build/bin/summary --out build --tests"), 1,
           "\n0%: Checks: 0, Failures: 0, Errors: 0\n");
}
END_TEST

/* --- Dire ---------------------------------------------------------------- */

START_TEST(help_is_the_default)
{
    expect(make(""), 0, "Chapitres : 98");
}
END_TEST

START_TEST(unknown_goals)
{
    expect(make("chapter99"), 2,
           "chapter99 : pas de tel chapitre ; il y a les chapitres 98");
    expect(make("check7"), 2, "check7 : pas de tel chapitre");
    expect(make("SANITIZE=1 chapter98"), 2,
           "les pages se font sans CC= ni SANITIZE=");
    expect(make("CC=tcc-absent check"), 2,
           "tcc-absent introuvable : make deps");
}
END_TEST

START_TEST(new_refuses)
{
    expect(make("new"), 2, "usage : make new N=22 SLUG=momentum");
    expect(make("new N=x SLUG=a"), 2, "il faut un numéro de 0 à 99");
    expect(make("new N=1 SLUG=A/b"), 2, "il faut des minuscules");
    expect(make("new N=98 SLUG=other"), 2, "le chapitre 98 existe");
    expect(make("new N=1 SLUG=essai"), 2, "ce nom est pris");
}
END_TEST

/* --- Les réglages d'un lecteur ------------------------------------------- */

START_TEST(reader_builds_apart)
{
    expect(make("chapter98"), 0, "build/chapter98.pdf");
    shell("cp build/chapter98.pdf build/chapter98/results.yaml .");
    expect(make("chapter98 ARGS='--reach 3'"), 0,
           "\nbuild/reader/chapter98.pdf\n");
    shell("grep -q '^last.x: 3$' build/reader/chapter98/results.yaml");
    shell("pdftotext build/reader/chapter98.pdf - | grep -q -e '--reach 3'");
    shell("cmp chapter98.pdf build/chapter98.pdf && "
          "cmp results.yaml build/chapter98/results.yaml");
    Command again = make("chapter98 ARGS='--reach 3'");
    ck_assert_str_eq(again.output, "build/reader/chapter98.pdf\n");
    command_free(&again);
    expect(make("chapter98 ARGS='--reach 4 --seed 2'"), 0, "[98] programme");
    shell("grep -q '^last.x: 4$' build/reader/chapter98/results.yaml");
    Command book = make("chapter98");
    ck_assert_str_eq(book.output, "build/chapter98.pdf\n");
    command_free(&book);
}
END_TEST

/* Guillemets, espaces, apostrophes inversées, dollars : des mots, rien de
 * plus. */
START_TEST(reader_words)
{
    expect(make("chapter98 ARGS='\"--reach\"  3'"), 0, "reader/chapter98.pdf");
    expect(make("chapter98 ARGS='--reach \"3'"), 2,
           "ARGS : guillemet sans fin : --reach \"3");
    expect(make("chapter98 ARGS='`touch pwned`'"), 2, "`touch : argument");
    expect(make("chapter98 ARGS='$(shell touch pwned) $$(touch pwned)'"), 2,
           "argument de trop");
    expect(make("chapter98 ARGS='; touch pwned'"), 2, "argument de trop");
    shell("test ! -e pwned");
}
END_TEST

START_TEST(reader_refusals)
{
    expect(make("chapter98 ARGS='--reach 99'"), 2,
           "chapter98 : --reach 99 : de 0.1 à 20");
    expect(make("chapter98 DATA=points.csv"), 2,
           "--data : ce chapitre ne se sert pas de données");
    expect(make("book ARGS=--quick"), 2, "ARGS et DATA vont avec un chapitre");
    expect(make("chapter98 check98 DATA=x.csv"), 2,
           "ARGS et DATA vont avec un chapitre");
    expect(make("chapter98 ARGS=--help"), 0, "  --reach ");
}
END_TEST

/* Une machine où il n'y a que make, gcc, Check et le shell. */
static Command bare_make(const char *arguments)
{
    return command_run("cd %s && env -i PATH=%s/bin make %s", tree, tree,
                       arguments);
}

START_TEST(missing_tools)
{
    shell("for tool in gcc sh make id dirname; do "
          "ln -sf $(command -v $tool) bin/$tool; done");
    expect(bare_make("check"), 2, "pkg-config introuvable : make deps");
    shell("ln -sf $(command -v pkg-config) bin/pkg-config");
    expect(bare_make("-j2 book"), 2, "pandoc introuvable : make deps");
    expect(bare_make("check"), 2, "pandoc introuvable : make deps");
    expect(bare_make("book deps"), 2, "Ce système ne connaît pas apt-get");
}
END_TEST

START_TEST(images)
{
    expect(make("build/data/origin FASHION_MNIST=nowhere"), 0,
           "installez le paquet dataset-fashion-mnist (make deps) ou donnez "
           "FASHION_MNIST=DOSSIER");
    shell("mkdir -p images; for f in train-images-idx3 train-labels-idx1 "
          "t10k-images-idx3 t10k-labels-idx1; do echo $f >images/$f-ubyte; "
          "done; gzip images/t10k-labels-idx1-ubyte");
    expect(make("build/data/origin FASHION_MNIST=images"), 0, "");
    shell("grep -q t10k-labels build/data/t10k-labels-idx1-ubyte && "
          "grep -q t10k-images build/data/t10k-images-idx3-ubyte");
    shell("echo corrupt >images/t10k-labels-idx1-ubyte.gz");
    expect(make("build/data/origin FASHION_MNIST=images"), 2,
           "images/t10k-labels-idx1-ubyte.gz : fichier illisible ou abîmé");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("make");
    TCase *tcase = tcase_create("copie");
    tcase_add_unchecked_fixture(tcase, copy_tree, remove_tree);
    tcase_add_test(tcase, new_chapter_builds);
    tcase_add_test(tcase, touched_figure);
    tcase_add_test(tcase, same_bytes);
    tcase_add_test(tcase, broken_derivation);
    tcase_add_test(tcase, broken_equation);
    tcase_add_test(tcase, broken_notation);
    tcase_add_test(tcase, prose_equation);
    tcase_add_test(tcase, equation_without_test);
    tcase_add_test(tcase, test_without_equation);
    tcase_add_test(tcase, check_does_not_build);
    tcase_add_test(tcase, missing_test);
    tcase_add_test(tcase, no_test_at_all);
    tcase_add_test(tcase, reader_builds_apart);
    tcase_add_test(tcase, reader_words);
    tcase_add_test(tcase, reader_refusals);
    tcase_add_test(tcase, help_is_the_default);
    tcase_add_test(tcase, unknown_goals);
    tcase_add_test(tcase, new_refuses);
    tcase_add_test(tcase, missing_tools);
    tcase_add_test(tcase, images);
    suite_add_tcase(suite, tcase);
    return run_suite(argc, argv, suite);
}
