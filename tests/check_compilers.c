/* Un autre compilateur calcule-t-il les mêmes nombres, au bit près ? Compare
 * les results.yaml de cette variante à ceux de build/. */
#include <glob.h>
#include <stdlib.h>

#include "command.h"
#include "runner.h"

START_TEST(same_results)
{
    const char *out = getenv("CAHIER_OUT");
    ck_assert_msg(out, "CAHIER_OUT manque : lancez make check CC=clang");
    glob_t chapters;
    ck_assert_int_eq(glob("chapters/[0-9][0-9]-*", 0, NULL, &chapters), 0);
    for (size_t i = 0; i < chapters.gl_pathc; i++) {
        const char *number = chapters.gl_pathv[i] + sizeof "chapters/" - 1;
        Command diff = command_run("diff build/chapter%.2s/results.yaml "
                                   "%s/chapter%.2s/results.yaml",
                                   number, out, number);
        ck_assert_msg(diff.status == 0, "chapitre %.2s :\n%s", number,
                      diff.output);
        command_free(&diff);
    }
    globfree(&chapters);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("deux compilateurs");
    TCase *tcase = tcase_create("résultats");
    tcase_add_test(tcase, same_results);
    suite_add_tcase(suite, tcase);
    return run_suite(argc, argv, suite);
}
