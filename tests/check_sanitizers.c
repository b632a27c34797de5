/* Les tests sous sanitizers échouent-ils quand il le faut ? Trois programmes
 * fautifs (tests/fixtures/sanitize) passent par le même chemin que les autres
 * tests ; chacun doit échouer, et dire pourquoi. */
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "runner.h"

static void expect_failure(const char *name, const char *report)
{
    const char *out = getenv("CAHIER_OUT");
    ck_assert_msg(out, "CAHIER_OUT manque : lancez make check SANITIZE=1");
    Command run = command_run("%s/bin/fixture_%s", out, name);
    ck_assert_msg(run.status != 0, "%s passe :\n%s", name, run.output);
    ck_assert_msg(strstr(run.output, report), "%s : « %s » attendu :\n%s",
                  name, report, run.output);
    command_free(&run);
}

START_TEST(overflow)
{
    expect_failure("overflow", "heap-buffer-overflow");
}
END_TEST

START_TEST(leak)
{
    expect_failure("leak", "detected memory leaks");
}
END_TEST

START_TEST(undefined)
{
    expect_failure("undefined", "signed integer overflow");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("sanitizers");
    TCase *tcase = tcase_create("fautes voulues");
    tcase_add_test(tcase, overflow);
    tcase_add_test(tcase, leak);
    tcase_add_test(tcase, undefined);
    suite_add_tcase(suite, tcase);
    return run_suite(argc, argv, suite);
}
