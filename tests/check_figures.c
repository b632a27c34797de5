/* La figure du README, que git suit, est-elle celle que l'on dessine ? */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "runner.h"

#define TRACKED "figures/readme.svg"
#define DRAWN "figures/chapter00/derivative-error.svg"

/* Une autre version de gnuplot écrit le même dessin avec d'autres octets. */
START_TEST(readme_figure)
{
    Command version = command_run("gnuplot --version");
    if (strstr(version.output, "gnuplot 5.4")) {
        Command same = command_run("cmp " TRACKED " " DRAWN);
        ck_assert_msg(same.status == 0,
                      "%s" TRACKED " n'est plus la figure que l'on dessine : "
                      "make " TRACKED ", puis git add " TRACKED,
                      same.output);
        command_free(&same);
    } else {
        printf("non comparée, faute de gnuplot 5.4 : %s", version.output);
    }
    command_free(&version);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("figures");
    TCase *tcase = tcase_create("README");
    tcase_add_test(tcase, readme_figure);
    suite_add_tcase(suite, tcase);
    return run_suite(argc, argv, suite);
}
