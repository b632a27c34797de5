/* check_mutate.c — les fautes que l'on fait faire à une équation : celles qu'on
 * attend y sont, chacune une fois, et aucune ne laisse l'équation telle
 * quelle. */
#include <string.h>

#include "mutate.h"
#include "runner.h"

static Notation notation;
static Lexicon lexicon;

/* Les noms de la feuille, tels que quelques équations les écrivent. */
static void setup(void)
{
    static const char *const texts[] = {
        "\\tilde{h} = W_h x + b_h",
        "\\tilde{y} = W_y h + b_y",
        "\\hat{y} = \\mathrm{SoftMax}(\\tilde{y})",
        "\\ell = -\\sum_i y_i \\log \\hat{y}_i",
    };
    FormulaError error;
    notation_create(&notation);
    ck_assert(notation_sheet(&notation, &error));
    ck_assert(notation_add(&notation, "f : fonction", &error));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        lexicon_add(&lexicon, &notation, texts[i]);
}

static void teardown(void)
{
    lexicon_free(&lexicon);
    notation_free(&notation);
}

static size_t count_of(const Mutants *mutants, const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < mutants->count; i++)
        count += strcmp(mutants->list[i].text, text) == 0;
    return count;
}

static bool same_tree(const Formula *a, const Formula *b)
{
    bool same = a->count > 0 && a->count == b->count;
    for (size_t k = 0; same && k < a->count; k++)
        same = formula_same(a->side[k], b->side[k]) &&
               (k == 0 || a->relation[k - 1] == b->relation[k - 1]);
    return same;
}

/* Ni l'équation elle-même, ni deux fois le même mutant, écrit autrement ou
 * non. */
static void check_distinct(const Mutants *mutants, const char *equation)
{
    Formula original;
    FormulaError error;
    FormulaNames names = notation_names(&notation);
    ck_assert(formula_parse(&original, equation, &names, &error));
    for (size_t i = 0; i < mutants->count; i++) {
        const Mutant *mutant = &mutants->list[i];
        ck_assert_uint_eq(count_of(mutants, mutant->text), 1);
        ck_assert(!same_tree(&mutant->formula, &original));
        for (size_t k = 0; k < i; k++)
            ck_assert_msg(
                !same_tree(&mutant->formula, &mutants->list[k].formula),
                "%s\n%s", mutant->text, mutants->list[k].text);
    }
    formula_free(&original);
}

/* Chaque texte est un mutant de l'équation, une seule fois ; il y en a most au
 * plus. */
static void expect(const char *equation, size_t first, size_t most,
                   const char *const *texts)
{
    Mutants mutants;
    mutants_make(&mutants, &notation, &lexicon, equation, first);
    for (; *texts; texts++)
        ck_assert_msg(count_of(&mutants, *texts) == 1, "%s : %s, %zu fois",
                      equation, *texts, count_of(&mutants, *texts));
    check_distinct(&mutants, equation);
    ck_assert_msg(mutants.count <= most, "%s : %zu mutants", equation,
                  mutants.count);
    mutants_free(&mutants);
}

#define EXPECT(equation, first, most, ...) \
    expect(equation, first, most, (const char *const[]){ __VA_ARGS__, NULL })

START_TEST(sums_and_products)
{
    EXPECT("\\tilde{h} = W_h x + b_h", 0, 60, "\\tilde{h} = W_h x - b_h",
           "-\\tilde{h} = W_h x + b_h", "\\tilde{h} = -W_h x + b_h",
           "\\tilde{h}^\\top = W_h x + b_h", "\\tilde{h} = W_h^\\top x + b_h",
           "\\tilde{h} = W_h x + b_h^\\top", "2\\, \\tilde{h} = W_h x + b_h",
           "\\tilde{h} = 2\\, W_h x + b_h", "\\tilde{h} = W_h x + 2\\, b_h",
           "\\tilde{h} = x W_h + b_h", "\\tilde{h} = W_h x",
           "\\tilde{h} = b_h", "\\tilde{h} = x + b_h",
           "\\tilde{h} = W_h + b_h", "\\tilde{h} = W_h \\odot x + b_h",
           "h = W_h x + b_h", "\\tilde{h} = W_y x + b_h",
           "\\tilde{h} = W_h x + b_y");
}
END_TEST

START_TEST(parentheses_and_gradients)
{
    EXPECT("\\nabla_{W_y} \\ell = \\left( \\hat{y} - y \\right) h^\\top", 0,
           60, "\\nabla_{W_y} \\ell = \\left( \\hat{y} + y \\right) h^\\top",
           "\\nabla_{W_y} \\ell = \\left( -\\hat{y} - y \\right) h^\\top",
           "\\nabla_{W_y} \\ell = -\\left( \\hat{y} - y \\right) h^\\top",
           "\\nabla_{W_y} \\ell = \\left( \\hat{y} - y \\right)^\\top h^\\top",
           "\\nabla_{W_y} \\ell = \\left( \\hat{y} - y \\right) h",
           "\\nabla_{W_y} \\ell = h^\\top \\left( \\hat{y} - y \\right)",
           "\\nabla_{W_y} \\ell = \\hat{y} - y h^\\top",
           "\\nabla_{W_y} \\ell = \\left( y - y \\right) h^\\top",
           "\\nabla_{W_h} \\ell = \\left( \\hat{y} - y \\right) h^\\top",
           "(\\nabla_{W_y} \\ell)^\\top = \\left( \\hat{y} - y \\right) "
           "h^\\top",
           "\\nabla_{W_y} \\ell = \\left( \\hat{y} - y \\right) "
           "\\tilde{h}^\\top");
}
END_TEST

START_TEST(sums_over_indices)
{
    EXPECT("\\ell = -\\sum_{i=1}^{n_y} y_i \\log (W_y)_{ij}", 0, 60,
           "\\ell = \\sum_{i=1}^{n_y} y_i \\log (W_y)_{ij}",
           "\\ell = -\\sum_{i=2}^{n_y} y_i \\log (W_y)_{ij}",
           "\\ell = -\\sum_{i=1}^{n_y-1} y_i \\log (W_y)_{ij}",
           "\\ell = -\\sum_{j=1}^{n_y} y_i \\log (W_y)_{ij}",
           "\\ell = -\\sum_{i=1}^{n_y} y_j \\log (W_y)_{ij}",
           "\\ell = -\\sum_{i=1}^{n_y} y_i \\log (W_y)_{ji}",
           "\\ell = -\\sum_{i=1}^{n_y} y \\log (W_y)_{ij}",
           "\\ell = -\\sum_{i=1}^{n_y} y_i \\exp (W_y)_{ij}",
           "\\ell = -\\sum_{i=1}^{n_y} y_i (W_y)_{ij}",
           "\\ell = -y_i \\log (W_y)_{ij}",
           "\\ell = -\\prod_{i=1}^{n_y} y_i \\log (W_y)_{ij}");
}
END_TEST

START_TEST(fractions_powers_functions)
{
    EXPECT(
        "f'(t) = \\frac{1}{2} t^2 + e^{t}", 0, 60,
        "f(t) = \\frac{1}{2} t^2 + e^{t}", "f''(t) = \\frac{1}{2} t^2 + e^{t}",
        "f'(-t) = \\frac{1}{2} t^2 + e^{t}",
        "f'(t) = \\frac{1}{3} t^2 + e^{t}",
        "f'(t) = \\frac{-1}{2} t^2 + e^{t}", "f'(t) = {1} t^2 + e^{t}",
        "f'(t) = \\frac{1}{2} t^3 + e^{t}", "f'(t) = \\frac{1}{2} t + e^{t}",
        "f'(t) = \\frac{1}{2} t^2 + e^{-t}",
        "f'(t) = \\frac{1}{2} t^2 + \\log(t)");
    EXPECT("\\hat{y}_1 \\leq 1", 0, 30, "\\hat{y}_1 \\geq 1",
           "\\hat{y}_2 \\leq 1", "\\hat{y} \\leq 1", "\\hat{y}_1 \\leq 2");
}
END_TEST

/* Ôter ces parenthèses ne change rien ; un Σ sur deux indices n'en fait pas deux
 * fois les fautes. */
START_TEST(same_trees)
{
    EXPECT("c = (x_i) + \\max_{ij} (W_h)_{ji}", 0, 60,
           "c = (x_i) - \\max_{ij} (W_h)_{ji}",
           "c = (x_i) + \\min_{ij} (W_h)_{ji}",
           "c = (x_i) + \\max_{jj} (W_h)_{ji}",
           "c = (x_i) + \\max_{ij} (W_h)_{ij}");
}
END_TEST

/* Le premier membre d'une définition ne s'abîme pas ; une définition seule, une
 * affectation, un texte illisible n'ont pas de mutants. */
START_TEST(what_is_left_alone)
{
    Mutants mutants;
    EXPECT("c = x^\\top x = \\sum_i x_i^2", 1, 40, "c = x x = \\sum_i x_i^2");
    mutants_make(&mutants, &notation, &lexicon, "c = x^\\top x = x^\\top x",
                 1);
    ck_assert_uint_eq(count_of(&mutants, "-c = x^\\top x = x^\\top x"), 0);
    mutants_free(&mutants);
    static const char *const none[] = { "c = t", "\\theta \\leftarrow \\theta",
                                        "c = (t" };
    for (size_t i = 0; i < 3; i++) {
        mutants_make(&mutants, &notation, &lexicon, none[i], 1 - i % 2);
        ck_assert_uint_eq(mutants.count, 0);
        mutants_free(&mutants);
    }
}
END_TEST

static Change change(const char *text, const char *mutant)
{
    return mutant_change(&notation, text, mutant);
}

START_TEST(what_a_mutant_changes)
{
    ck_assert_int_eq(change("x^\\top x = c", "\\sum_i x_i^2 = c"),
                     CHANGE_NONE);
    ck_assert_int_eq(change("c = \\delta_{ik} x_i", "c = \\delta_{ik} x_k"),
                     CHANGE_NONE);
    ck_assert_int_eq(change("c = \\delta_{ik} x_i", "c = 2 \\delta_{ik} x_i"),
                     CHANGE_WRONG);
    ck_assert_int_eq(
        change("c = \\delta_{ik} \\delta_{jl} \\delta_{pq} \\hat{y}_i "
               "\\tilde{y}_k "
               "\\tilde{y}_j \\tilde{y}_l \\tilde{y}_p \\tilde{y}_q",
               "c = 2 \\delta_{ik} \\delta_{jl} \\delta_{pq} \\hat{y}_i "
               "\\tilde{y}_k "
               "\\tilde{y}_j \\tilde{y}_l \\tilde{y}_p \\tilde{y}_q"),
        CHANGE_WRONG);
    ck_assert_int_eq(change("c = x_i", "c = x_1"), CHANGE_WRONG);
    ck_assert_int_eq(change("c = 10^{-9} t", "c = 10^{-9} \\eta"),
                     CHANGE_WRONG);
    ck_assert_int_eq(change("c = t", "c = t + e^{5} - e^{5}"), CHANGE_NONE);
    ck_assert_int_eq(change("c = t", "c = t + e^{80 + c} - e^{80 + c}"),
                     CHANGE_WRONG);
}
END_TEST

START_TEST(what_a_mutant_weakens)
{
    static const struct {
        const char *text, *mutant;
        Change change;
    } cases[] = {
        { "\\hat{y}_i < 1", "\\hat{y}_i < 2", CHANGE_WEAKER },
        { "\\hat{y}_i < 1", "-\\hat{y}_i < 1", CHANGE_WEAKER },
        { "\\hat{y}_i < 1", "2 \\hat{y}_i < 1", CHANGE_ALLOWED },
        { "0 < \\hat{y}_i < 1", "0 < 2 \\hat{y}_i < 1", CHANGE_ALLOWED },
        { "\\eta \\geq 0", "2 \\eta \\geq 0", CHANGE_WEAKER },
        { "\\eta \\geq 0", "\\eta \\geq -1", CHANGE_WEAKER },
        { "\\eta \\geq 0", "-\\eta \\geq 0", CHANGE_ALLOWED },
        { "c \\leq t", "c \\leq 2 t", CHANGE_ALLOWED },
        { "c \\leq t", "c \\geq t", CHANGE_ALLOWED },
        { "c = t \\leq 1", "c = t \\leq 2", CHANGE_WEAKER },
        { "c = t \\leq 1", "c = 2 t \\leq 1", CHANGE_WRONG },
        { "c \\leq t \\iff 0 \\leq t - c", "c \\leq t \\iff -1 \\leq t - c",
          CHANGE_ALLOWED },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(change(cases[i].text, cases[i].mutant) ==
                          cases[i].change,
                      "%s, %s : %d", cases[i].text, cases[i].mutant,
                      (int)change(cases[i].text, cases[i].mutant));
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("fautes de frappe");
    TCase *core = tcase_create("core");
    tcase_add_checked_fixture(core, setup, teardown);
    tcase_add_test(core, sums_and_products);
    tcase_add_test(core, parentheses_and_gradients);
    tcase_add_test(core, sums_over_indices);
    tcase_add_test(core, fractions_powers_functions);
    tcase_add_test(core, same_trees);
    tcase_add_test(core, what_is_left_alone);
    tcase_add_test(core, what_a_mutant_changes);
    tcase_add_test(core, what_a_mutant_weakens);
    suite_add_tcase(suite, core);
    return run_suite(argc, argv, suite);
}
