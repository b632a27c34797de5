/* check_formula_judge.c — le juge de formules : il accepte les bonnes, écrites
 * de toutes les façons, et nomme l'erreur des fausses.
 *
 * tests/fixtures/formulas/right.txt et wrong.txt ont une formule par ligne ; le
 * tableau de ce que chacune reçoit est imprimé. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../exercises/formula_judge.h"
#include "runner.h"

#define FIXTURES "tests/fixtures/formulas/"

static Book book;
static Quiz quiz;

static void setup(void)
{
    Error error;
    ck_assert_msg(book_read(&book, "build", NULL, &error), "%s", error.text);
    ck_assert_msg(quiz_read(&quiz, "chapters", &error), "%s", error.text);
}

static void teardown(void)
{
    quiz_free(&quiz);
    book_free(&book);
}

static FormulaVerdict judge(const char *id, const char *text)
{
    FormulaVerdict verdict;
    Error error;
    const Question *question = quiz_find(&quiz, id);
    ck_assert_msg(question, "pas de question « %s »", id);
    ck_assert_msg(formula_judge(&verdict, &book, question, text, &error), "%s",
                  error.text);
    return verdict;
}

/* Ôte de *text ce qui précède « | », et le rend. */
static char *field(char **text)
{
    char *start = *text, *bar = strstr(start, " | ");
    ck_assert_msg(bar, "« | » manque : %s", start);
    *bar = '\0';
    *text = bar + 3;
    return start;
}

/* Appelle check pour chaque ligne du fichier ; rend leur nombre. */
static size_t each_line(const char *path, void (*check)(char *line))
{
    char line[2048];
    size_t count = 0;
    FILE *file = fopen(path, "r");
    ck_assert_msg(file, "%s", path);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line == '#')
            continue;
        check(line);
        count++;
    }
    fclose(file);
    return count;
}

static size_t failures;

/* Une ligne du tableau ; « ! » si ce n'est pas ce qu'on attendait. */
static void row(bool expected, const char *id, const FormulaVerdict *verdict,
                const char *text)
{
    failures += !expected;
    printf("%s %-22s %-5s %-26s %s\n", expected ? " " : "!", id,
           state_id(verdict->state), verdict->id, text);
    if (!expected)
        printf("      %s\n", verdict->text);
}

static void check_right(char *line)
{
    char *id = field(&line);
    FormulaVerdict verdict = judge(id, line);
    row(verdict.state == STATE_RIGHT && verdict.cases > 0 &&
            verdict.worst <= verdict.tolerance,
        id, &verdict, line);
}

static void check_wrong(char *line)
{
    char *id = field(&line), *wanted = field(&line);
    FormulaVerdict verdict = judge(id, line);
    row(verdict.state == STATE_WRONG && strcmp(verdict.id, wanted) == 0 &&
            *verdict.text,
        id, &verdict, line);
}

START_TEST(right_formulas)
{
    ck_assert_uint_ge(each_line(FIXTURES "right.txt", check_right), 150);
    ck_assert_uint_eq(failures, 0);
}
END_TEST

START_TEST(wrong_formulas)
{
    ck_assert_uint_ge(each_line(FIXTURES "wrong.txt", check_wrong), 200);
    ck_assert_uint_eq(failures, 0);
}
END_TEST

/* --- Ce qui n'est ni juste, ni une erreur de formule ---------------------- */

static void expect(const char *id, const char *text, State state,
                   const char *diagnosis)
{
    FormulaVerdict verdict = judge(id, text);
    ck_assert_msg(verdict.state == state && strcmp(verdict.id, diagnosis) == 0,
                  "%s, « %s » : %s %s : %s", id, text, state_id(verdict.state),
                  verdict.id, verdict.text);
}

START_TEST(not_answers)
{
    static const char *const blanks[] = { "", "  ", "\n\t" };
    for (size_t i = 0; i < 3; i++)
        expect("grad-Wy", blanks[i], STATE_TODO, "");
    static const char *const rewritings[][2] = {
        { "grad-Wy", "∇_{W_y} ℓ" },
        { "grad-Wy", "∇_{W_y} L" },
        { "grad-Wy", "∇_{W_y} ℓ = ∇_{W_y} ℓ" },
        { "grad-Wy", "−∇_{W_y} (−ℓ)" },
        { "grad-Wy", "∂ℓ/∂(W_y)_{kj}" },
        { "grad-Wy", "1/N Σ_n ∇_{W_y} ℓ_n" },
        { "grad-Wy", "∇_{W_y} (−Σ_i y_i log ŷ_i)" },
        { "grad-Wy", "Σ_i ∂ℓ/∂ỹ_i ∂ỹ_i/∂(W_y)_{kj}" },
        { "grad-y-tilde", "∂ℓ/∂ỹ_k" },
        { "grad-y-tilde", "N ∇_Ỹ L" },
        { "h-tilde", "h̃" },
        { "h-tilde", "H̃" },
        { "h-tilde", "h̃_j" },
        { "loss", "ℓ" },
        { "loss", "1/N Σ_n ℓ_n" },
        { "softmax", "ŷ" },
        { "softmax", "Ŷ_{ni}" },
        { "softmax-jacobian", "J" },
        { "softmax-jacobian", "∂ŷ_i/∂ỹ_k" },
        { "hinge", "ξ(u)" },
        { "central-difference", "D(h)" },
        { "log-sum-exp", "log Σ_j e^{ỹ_j}" },
        { "mean-gradient", "ḡ" },
    };
    for (size_t i = 0; i < sizeof rewritings / sizeof *rewritings; i++)
        expect(rewritings[i][0], rewritings[i][1], STATE_TODO, "restated");
    expect("softmax-stable", "SoftMax(2 ỹ)", STATE_TODO, "forbidden");
    expect("softmax", "SoftMax(ỹ)_i", STATE_TODO, "restated");
    expect("softmax", "e^{ỹ_i} / Z", STATE_TODO, "forbidden");
    expect("forward", "SoftMax(ỹ)", STATE_TODO, "forbidden");
    expect("loss-logits", "−Σ_i y_i log ŷ_i", STATE_TODO, "forbidden");
    expect("gap", "P − D", STATE_TODO, "restated");
    expect("grad-y-tilde", "∇_{b_y} ℓ", STATE_TODO, "forbidden");
    expect("grad-h-tilde", "∇_{b_h} ℓ", STATE_TODO, "forbidden");
    expect("kernel", "φ(x)ᵀ φ(z)", STATE_TODO, "forbidden");
}
END_TEST

START_TEST(refused)
{
    expect("grad-Wy", "(ŷ − y", STATE_WRONG, "unreadable");
    expect("grad-Wy", "ŷ ∇", STATE_WRONG, "unreadable");
    expect("grad-Wy", "blabla", STATE_WRONG, "unreadable");
    expect("grad-Wy", "(ŷ − y) hᵀ ≤ 1", STATE_WRONG, "relation");
    expect("grad-Wy", "∇_x ℓ = (ŷ − y) hᵀ", STATE_WRONG, "other-name");
    expect("grad-Wy", "∇_{W_y} ℓ = ŷ hᵀ = (ŷ − y) hᵀ", STATE_WRONG, "chain");
    expect("grad-Wy", "∇_{W_y} ℓ = 1/N (Ŷ − Y)ᵀ H", STATE_WRONG,
           "other-target");
    expect("grad-Wy", "∂ℓ/∂(W_y)_{kj} = (ŷ_j − y_j) h_k", STATE_WRONG,
           "Wy-transposed");
    expect("grad-Wy", "(ŷ − y) / 0 hᵀ", STATE_WRONG, "not-finite");
    expect("grad-by", "0", STATE_WRONG, "zero");
    expect("grad-by", "ŷ − y + 1", STATE_WRONG, "offset");
    expect("grad-by", "(ŷ − y) / ‖ŷ − y‖", STATE_WRONG, "factor");
    expect("grad-by", "(ŷ − y) (1 + 0,00000000005)", STATE_WRONG, "precision");
    expect("grad-by", "7 (ŷ − y)", STATE_WRONG, "ratio");
    expect("mean-gradient", "(Σ_n g_n) / 11", STATE_RIGHT, "");
    expect("softmax-jacobian", "ŷ_i δ_{ik} − 2 ŷ_i ŷ_k + δ_{ik} ŷ_i ŷ_k",
           STATE_WRONG, "off-diagonal");
    expect("loss", "0,5", STATE_WRONG, "unknown");
}
END_TEST

/* Un rapport constant porte un nom de taille, sauf si l'étudiant a écrit le
 * nombre lui-même. */
START_TEST(ratios)
{
    FormulaVerdict verdict = judge("grad-Wy", "n_h (ŷ − y) hᵀ");
    ck_assert_str_eq(verdict.evidence, "rapport constant 5 = n_h");
    verdict = judge("grad-Wy", "−(ŷ − y) hᵀ / n_h");
    ck_assert_str_eq(verdict.evidence, "rapport constant −0,2 = −1/n_h");
    verdict = judge("grad-Wy", "5 (ŷ − y) hᵀ");
    ck_assert_str_eq(verdict.evidence, "rapport constant 5");
    verdict = judge("update", "W_y + W_y ⊙ W_y");
    ck_assert_str_eq(verdict.id, "unknown");
    ck_assert_ptr_nonnull(strstr(verdict.evidence, "attendu "));
    verdict = judge("softmax-stable", "e^{ỹ − m} / Σ_j e^{ỹ_j − m}");
    ck_assert_str_eq(verdict.id, "shape");
    ck_assert_ptr_nonnull(strstr(verdict.text, "sous la forme c 𝟏"));
}
END_TEST

/* Le diagnostic ne contient pas la réponse. */
START_TEST(no_answer_given)
{
    static const char *const texts[] = { "ŷ hᵀ", "(ŷ − y) xᵀ", "3 ŷ yᵀ",
                                         "ŷ − y", "h (ŷ − y)ᵀ" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        FormulaVerdict verdict = judge("grad-Wy", texts[i]);
        ck_assert(verdict.state == STATE_WRONG);
        ck_assert_ptr_null(strstr(verdict.text, "(ŷ − y) hᵀ"));
        ck_assert_ptr_null(strstr(verdict.evidence, "(ŷ − y) hᵀ"));
    }
}
END_TEST

/* Un calcul sans fin s'arrête. */
START_TEST(long_computations)
{
    expect("loss", "Σ_{a=1}^{999} Σ_{b=1}^{999} Σ_{d=1}^{999} log(a b d)",
           STATE_WRONG, "shape");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("formula_judge");
    TCase *files = tcase_create("les formules d'un étudiant");
    tcase_add_unchecked_fixture(files, setup, teardown);
    tcase_add_test(files, right_formulas);
    tcase_add_test(files, wrong_formulas);
    suite_add_tcase(suite, files);
    TCase *others = tcase_create("le reste");
    tcase_add_unchecked_fixture(others, setup, teardown);
    tcase_add_test(others, not_answers);
    tcase_add_test(others, refused);
    tcase_add_test(others, ratios);
    tcase_add_test(others, no_answer_given);
    tcase_add_test(others, long_computations);
    suite_add_tcase(suite, others);
    return run_suite(argc, argv, suite);
}
