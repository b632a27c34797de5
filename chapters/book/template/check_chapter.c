/* Chapitre @N@ : la pente de la fonction. */
#include <math.h>

#include "../chapters/@NN@-@SLUG@/formulas.h"
#include "../lib/gradient_check.h"
#include "runner.h"

enum { DRAWS = 200 };

static double value_at(void *x)
{
    return value(*(double *)x);
}

START_TEST(slope_by_finite_differences)
{
    Random random = random_seeded(@N@);
    Row row = row_open("eq:@SLUG@-slope", "différences finies", 1e-9);
    for (int i = 0; i < DRAWS; i++) {
        double x = 3 * random_normal(&random);
        double numeric = richardson(value_at, &x, &x, 0x1p-8, 3).value;
        row_gap(&row, fabs(slope(x) - numeric) / fmax(1, fabs(numeric)),
                "x = %g : %g, %g par différences finies", x, slope(x),
                numeric);
    }
    row_close(&row);
}
END_TEST

START_TEST(claims)
{
    row_claim("à droite, la fonction monte", result("last.slope"), 0,
              INFINITY);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("chapitre @N@");
    TCase *formulas = tcase_create("les formules");
    tcase_add_test(formulas, slope_by_finite_differences);
    suite_add_tcase(suite, formulas);
    TCase *text = tcase_create("le texte");
    tcase_add_test(text, claims);
    suite_add_tcase(suite, text);
    return run_suite(argc, argv, suite);
}
