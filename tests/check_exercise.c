/* check_exercise.c — un exercice : son dictionnaire, et les réponses
 * d'étudiants de son answers.c, justes et fausses. Lié au cases.c de chacun.
 *
 * Il faut trois réponses justes, six fausses, et une au moins pour chaque
 * erreur du dictionnaire.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"

#include "../exercises/answers.h"
#include "../exercises/diagnose.h"
#include "../exercises/hole.h"
#include "../exercises/student.h"
#include "../exercises/verdict.h"

enum { RIGHT_AT_LEAST = 3, WRONG_AT_LEAST = 6 };

static Place find_place(void)
{
    Place place;
    Error error;
    ck_assert_msg(place_find(&place, exercise.number, &error), "%s",
                  error.text);
    return place;
}

static char *read_text(const char *path)
{
    Error error;
    char *text = file_read(path, &error);
    ck_assert_msg(text != NULL, "%s", error.text);
    return text;
}

/* --- Juger une copie -------------------------------------------------------- */

static Verdict judge_text(const char *text, bool plain)
{
    CopyOptions options = { .kit = "build/kit", .plain = plain };
    Copy copy = copy_run(&exercise, text, &options);
    Verdict verdict = verdict_of(&exercise, &copy);
    copy_free(&copy);
    return verdict;
}

START_TEST(solution_is_right)
{
    Place place = find_place();
    char *text = read_text(place.solution);
    ck_assert_msg(!hole_is_empty(text), "la solution a un trou vide");
    Verdict verdict = judge_text(text, false);
    ck_assert_msg(verdict.state == STATE_RIGHT, "la solution est fausse : %s",
                  verdict.diagnosis);
    free(text);
}
END_TEST

START_TEST(pristine_compiles_and_is_to_do)
{
    Error error;
    Place place = find_place();
    char *text = student_pristine(&place, &error);
    ck_assert_msg(text != NULL, "%s", error.text);
    ck_assert(hole_is_empty(text));
    Verdict verdict = judge_text(text, true);
    ck_assert_msg(verdict.state == STATE_WRONG, "un trou vide est juste");
    ck_assert_str_ne(verdict.id, "compile");
    free(text);
}
END_TEST

/* Un trou vide laisse ses valeurs de départ aux sorties qui en ont : c'est sur
 * elles, et non sur les bonnes, que doit porter la remarque. */
START_TEST(remark_is_about_the_copy)
{
    Error error;
    Case c;
    char expected[256];
    Place place = find_place();
    if (!exercise.remark || !exercise.start)
        return;
    char *text = student_pristine(&place, &error);
    Verdict verdict = judge_text(text, true);
    case_draw(&c, &exercise, exercise.cases - 1);
    for (size_t k = 0; exercise.outputs[k].name; k++)
        matrix_copy(&c.out[k], &c.in[exercise.start[k] - 1]);
    exercise.remark(&c, false, expected, sizeof expected);
    ck_assert_str_eq(verdict.remark, expected);
    case_free(&c);
    free(text);
}
END_TEST

/* --- Les réponses d'étudiants ------------------------------------------------ */

/* Une ligne du tableau ; rend ce que la réponse a de mal jugé. */
static bool judge_answer(const Answer *answer, const char *text)
{
    Verdict verdict = judge_text(text, true);
    bool well = answer->right ? verdict.state == STATE_RIGHT
                              : verdict.state == STATE_WRONG &&
                                    strcmp(verdict.id, answer->name) == 0;
    printf("%-4s %-28s %-8s %s%s%s%s\n", exercise.number, answer->name,
           verdict.state == STATE_RIGHT ? "juste" : "faux", verdict.diagnosis,
           *verdict.evidence ? " — " : "", verdict.evidence,
           well ? "" : "   <-- MAL JUGÉ");
    return well;
}

/* Les réponses de answers.c, comptées. */
typedef struct {
    size_t right, wrong, misjudged;
    bool seen[WRONGS_MAX + 1]; /* erreurs du dictionnaire */
} Tally;

static void count_answer(Tally *tally, const Answer *answer, bool well)
{
    tally->right += answer->right;
    tally->wrong += !answer->right;
    tally->misjudged += !well;
    for (size_t i = 0; exercise.wrongs[i].id; i++)
        if (!answer->right && strcmp(exercise.wrongs[i].id, answer->name) == 0)
            tally->seen[i] = true;
}

static Tally judge_answers(const char *solution, const char *answers)
{
    Error error;
    Answer answer;
    Tally tally = { 0 };
    while (answers_next(&answer, &answers, &error)) {
        char *text = answer_fill(&answer, solution);
        ck_assert_msg(text != NULL,
                      "%s : marques, ou ligne à changer, absentes",
                      answer.name);
        count_answer(&tally, &answer, judge_answer(&answer, text));
        free(text);
    }
    ck_assert_msg(!*error.text, "%s", error.text);
    return tally;
}

START_TEST(answers_are_told_apart)
{
    char path[300];
    Place place = find_place();
    snprintf(path, sizeof path, "%s/answers.c", place.folder);
    char *solution = read_text(place.solution), *answers = read_text(path);
    Tally tally = judge_answers(solution, answers);
    printf("%-4s %zu justes, %zu fausses, %zu mal jugées\n", exercise.number,
           tally.right, tally.wrong, tally.misjudged);
    fflush(stdout);
    ck_assert_uint_eq(tally.misjudged, 0);
    ck_assert_uint_ge(tally.right, RIGHT_AT_LEAST);
    ck_assert_uint_ge(tally.wrong, WRONG_AT_LEAST);
    for (size_t i = 0; exercise.wrongs[i].id; i++)
        ck_assert_msg(tally.seen[i], "aucune réponse ne commet « %s »",
                      exercise.wrongs[i].id);
    free(solution);
    free(answers);
}
END_TEST

/* --- Le dictionnaire, sans rien compiler -------------------------------------- */

/* Les réponses d'une copie imaginaire, qui commet ces erreurs, aux cas
 * courts. */
static Copy imaginary(Wrongs wrongs)
{
    Copy copy = { .end = COPY_RAN };
    Answers *answers = &copy.answers;
    size_t count = short_count(&exercise);
    answers->count = answers->answered = count;
    answers->cases = allocate(count, sizeof *answers->cases);
    answers->traces = allocate(count, sizeof *answers->traces);
    for (size_t rank = 0; rank < count; rank++) {
        Case *c = &answers->cases[rank];
        case_draw(c, &exercise, rank);
        exercise.compute(c, wrongs);
        for (size_t run = 0; run < WIRE_RUNS; run++) {
            Trace *trace = &answers->traces[rank][run];
            for (size_t k = 0; exercise.inputs[k].name; k++)
                trace->in[k] = matrix_clone(&c->in[k]);
            for (size_t k = 0; exercise.outputs[k].name; k++)
                trace->out[k] = matrix_clone(&c->out[k]);
        }
    }
    return copy;
}

static Verdict imagine(Wrongs wrongs)
{
    Copy copy = imaginary(wrongs);
    Verdict verdict = verdict_of(&exercise, &copy);
    copy_free(&copy);
    return verdict;
}

START_TEST(every_mistake_has_its_own_numbers)
{
    ck_assert_int_eq(imagine(0).state, STATE_RIGHT);
    for (size_t i = 0; exercise.wrongs[i].id; i++) {
        const Wrong *wrong = &exercise.wrongs[i];
        Verdict verdict = imagine((Wrongs)1 << i);
        ck_assert_msg(verdict.state == STATE_WRONG, "%s passe pour juste",
                      wrong->id);
        ck_assert_str_eq(verdict.id, wrong->id);
        ck_assert_msg(!strstr(verdict.diagnosis, "ou bien"), "%s : %s",
                      wrong->id, verdict.diagnosis);
    }
}
END_TEST

/* Ce qu'ont donné les paires. */
typedef struct {
    size_t first, second, cancelled, other, silent;
} Pairs;

static void count_pair(Pairs *pairs, size_t i, size_t j)
{
    Verdict verdict = imagine((Wrongs)1 << i | (Wrongs)1 << j);
    if (verdict.state == STATE_RIGHT)
        pairs->cancelled++;
    else if (strcmp(verdict.id, exercise.wrongs[i].id) == 0)
        pairs->first++;
    else if (strcmp(verdict.id, exercise.wrongs[j].id) == 0)
        pairs->second++;
    else {
        bool named = false;
        for (size_t k = 0; exercise.wrongs[k].id; k++)
            named |= strcmp(verdict.id, exercise.wrongs[k].id) == 0;
        pairs->other += named;
        pairs->silent += !named;
    }
}

enum { PAIRS_MAX = 600 };

/* De deux erreurs, on nomme l'une ; une troisième, seulement si les deux
 * ensemble n'en font qu'une (« 2 » et « −1 » font « −2 »). Un grand
 * dictionnaire n'en éprouve qu'une paire sur quelques-unes. */
START_TEST(pairs_are_named)
{
    Pairs pairs = { 0 };
    size_t count = wrong_count(&exercise), total = 0;
    size_t stride = 1 + count * (count - 1) / 2 / PAIRS_MAX;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if ((i + j) % stride == 0) {
                count_pair(&pairs, i, j);
                total++;
            }
    printf("%-4s paires : %zu nommées par la première, %zu par la seconde, "
           "%zu par une autre, %zu sans nom, %zu qui se compensent\n",
           exercise.number, pairs.first, pairs.second, pairs.other,
           pairs.silent, pairs.cancelled);
    fflush(stdout);
    ck_assert_uint_ge(10 * (pairs.first + pairs.second), 8 * total);
}
END_TEST

START_TEST(labels_exist)
{
    char equation[48];
    for (size_t i = 0; exercise.wrongs[i].id; i++) {
        const Wrong *wrong = &exercise.wrongs[i];
        ck_assert_ptr_nonnull(wrong_name(wrong));
        ck_assert_msg(
            !wrong->where ||
                place_equation(equation, sizeof equation, wrong->where),
            "%s renvoie à %s, qui n'est pas dans le cahier", wrong->id,
            wrong->where);
    }
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("exercise");
    TCase *tests = tcase_create("exercise");
    tcase_add_test(tests, solution_is_right);
    tcase_add_test(tests, pristine_compiles_and_is_to_do);
    tcase_add_test(tests, remark_is_about_the_copy);
    tcase_add_test(tests, answers_are_told_apart);
    tcase_add_test(tests, every_mistake_has_its_own_numbers);
    tcase_add_test(tests, pairs_are_named);
    tcase_add_test(tests, labels_exist);
    suite_add_tcase(suite, tests);
    return run_suite(argc, argv, suite);
}
