/* check_questions.c — les questions de formules : leurs bonnes réponses se
 * prouvent, leurs formules fausses sont fausses, chacune autrement, et un
 * fichier mal écrit est refusé à sa ligne. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../exercises/formula_desk.h"
#include "../exercises/questions.h"
#include "runner.h"

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

static Desk open_desk(const Question *question)
{
    Desk desk;
    Error error;
    ck_assert_msg(desk_open(&desk, &book, question, false, &error), "%s",
                  error.text);
    return desk;
}

/* Appelle check pour chaque question du cahier. */
static size_t each_question(void (*check)(Desk *desk))
{
    size_t count = 0;
    for (size_t i = 0; i < quiz.count; i++)
        for (size_t k = 0; k < quiz.files[i]->count; k++, count++) {
            Desk desk = open_desk(&quiz.files[i]->list[k]);
            check(&desk);
            desk_close(&desk);
        }
    return count;
}

/* --- Les bonnes réponses ------------------------------------------------- */

/* Chaque nom d'un résultat est égal à la réponse, dérivées comprises ; celui
 * qui a des indices, à ses composantes. */
static void check_answers(Desk *desk)
{
    for (size_t i = 0; i < desk->targets; i++) {
        const Target *target = &desk->target[i];
        for (size_t k = 0; k < target->names && !target->step; k++) {
            const char *letters[LETTERS];
            Indexed room;
            Proof proof;
            size_t count = formula_indices(
                letters, LETTERS, &desk->scope.notation, target->name[k]);
            Node *value = indexed(&room, target->value, letters, count);
            ck_assert_msg(desk_prove(desk, &proof, target->name[k], value,
                                     target->item->text),
                          "%s:%zu: nom %zu : %s", desk->question->file->path,
                          target->item->line, k + 1, proof.detail);
        }
    }
}

START_TEST(right_answers)
{
    ck_assert_uint_ge(each_question(check_answers), 30);
}
END_TEST

/* Deux réponses de même forme d'une même question n'ont pas les mêmes valeurs,
 * sauf si c'est le même résultat. */
static void check_targets(Desk *desk)
{
    for (size_t i = 0; i < desk->targets; i++)
        for (size_t k = 0; k < i; k++) {
            bool same_name =
                formula_same(desk->target[i].name[0], desk->target[k].name[0]);
            bool same = desk_prove(desk, NULL, desk->target[i].value,
                                   desk->target[k].value, "");
            ck_assert_msg(
                same == same_name, "%s:%zu: même valeur que la ligne %zu",
                desk->question->file->path, desk->target[i].item->line,
                desk->target[k].item->line);
        }
}

START_TEST(distinct_targets)
{
    each_question(check_targets);
}
END_TEST

/* --- Les formules fausses ------------------------------------------------ */

static bool is_alias(const WrongFormula *a, const WrongFormula *b)
{
    return (a->alias && strcmp(a->alias, b->id) == 0) ||
           (b->alias && strcmp(b->alias, a->id) == 0);
}

static size_t faults;

/* Une faute d'un fichier de questions ; toutes sont dites avant d'échouer. */
static void fault(const Desk *desk, size_t line, const char *what,
                  size_t other)
{
    faults++;
    fprintf(stderr, "%s:%zu: %s", desk->question->file->path, line, what);
    fprintf(stderr, other ? " %zu\n" : "\n", other);
}

/* La formule fausse k n'est aucune réponse, et ne se confond avec une autre que
 * si elle le dit. */
static void check_wrong(Desk *desk, size_t k)
{
    const WrongFormula *wrong = desk->question->wrong;
    Node *node = desk->wrong[k].side[0];
    char shape[64];
    if (!desk_shape(desk, shape, sizeof shape, node, NULL, NULL))
        fault(desk, wrong[k].line, "la formule ne se calcule pas", 0);
    for (size_t i = 0; i < desk->targets; i++)
        if (desk_prove(desk, NULL, desk->target[i].value, node, ""))
            fault(desk, wrong[k].line, "c'est la bonne réponse", 0);
    for (size_t j = 0; j < k; j++) {
        bool same = desk_prove(desk, NULL, desk->wrong[j].side[0], node, "");
        if (same != is_alias(&wrong[j], &wrong[k]))
            fault(desk, wrong[k].line,
                  same ? "mêmes valeurs que la ligne"
                       : "« = … », mais d'autres valeurs que la ligne",
                  wrong[j].line);
    }
}

static size_t wrongs;

static void check_wrongs(Desk *desk)
{
    for (size_t k = 0; k < desk->question->wrongs; k++, wrongs++)
        check_wrong(desk, k);
    ck_assert_msg(desk->question->wrongs >= 3, "%s : trop peu d'erreurs",
                  desk->question->id);
}

START_TEST(wrong_formulas)
{
    each_question(check_wrongs);
    ck_assert_uint_eq(faults, 0);
    ck_assert_uint_ge(wrongs, 250);
}
END_TEST

/* --- Un fichier mal écrit ------------------------------------------------ */

#define HEAD "sizes: n_x\nquestion: a\nask: A ?\nhint: B.\nsee: eq:grad-by\n"

/* Lit text comme un fichier de questions du chapitre 16, puis l'ouvre ; rend ce
 * qui est dit, ou « » si tout va. */
static const char *read_text(const char *text, size_t length)
{
    static Error error;
    char path[] = "/tmp/cahier-questions-XXXXXX";
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    ck_assert(write(descriptor, text, length) == (ssize_t)length);
    close(descriptor);
    Questions questions;
    *error.text = '\0';
    bool read = questions_read(&questions, "16", path, &error);
    for (size_t i = 0; read && i < questions.count; i++) {
        Desk desk;
        if (desk_open(&desk, &book, &questions.list[i],
                      questions.list[i].large.text != NULL, &error))
            desk_close(&desk);
    }
    if (read)
        questions_free(&questions);
    unlink(path);
    return error.text;
}

/* La faute est dite à la ligne line. */
static void refused(const char *text, size_t line, const char *why)
{
    char place[32];
    const char *said = read_text(text, strlen(text));
    snprintf(place, sizeof place, ":%zu: ", line);
    ck_assert_msg(strstr(said, place) && strstr(said, why),
                  "« %s%s » attendu, dit « %s » :\n%s", place, why, said,
                  text);
}

#define RIGHT HEAD "answer: ∇_{b_y} ℓ = ŷ − y\n"

START_TEST(damaged_lines)
{
    ck_assert_str_eq(read_text(RIGHT, strlen(RIGHT)), "");
    refused("# rien\nmistake: a\n", 2, "« mistake: identifiant | nom »");
    refused("mistake: sign | signe\n", 1, "cette erreur a déjà un nom");
    refused("mistake: a | b\nmistake: a | c\n", 2, "a déjà un nom : « a »");
    refused("question: é\n", 1, "ce n'est pas un identifiant : « é »");
    refused("ask: A\n", 1, "une ligne « question: … » vient d'abord");
    refused(RIGHT "question: a\n", 7, "cette question y est déjà");
    refused(RIGHT "ask: encore\n", 7, "cela est déjà dit");
    refused(RIGHT "clef: x\n", 7, "clef inconnue : « clef »");
    refused(RIGHT "sans clef\n", 7, "« clef: valeur » est attendu");
    refused(RIGHT "hint: \n", 7, "« clef: valeur » est attendu");
    refused(RIGHT "wrong: sign | ŷ\n", 7, "« wrong: identifiant | formule");
    refused(RIGHT "wrong: nul | ŷ | @eq:grad-by\n", 7, "erreur sans nom");
    refused(RIGHT "wrong: sign | ŷ | eq:grad-by\n", 7, "« @eq:étiquette »");
    refused(RIGHT "wrong: sign | ŷ | @eq:grad-by | x\n", 7, "« = identifi");
    refused(RIGHT "wrong: sign | ŷ | @eq:grad-by | = x\n", 7, "plus haut");
    refused(RIGHT "wrong: sign | ŷ | @eq:a | b | c\n", 7, "« wrong: ");
}
END_TEST

START_TEST(missing_lines)
{
    refused("\nquestion: a\nask: A\n", 2, "il manque une ligne answer à");
    refused("question: a\nanswer: ℓ = 1\n", 1, "il manque une ligne ask à");
    refused("question: a\nask: A\nanswer: ℓ = 1\n", 1, "ligne hint à : « a »");
    refused("question: a\nask: A\nanswer: ℓ = 1\nhint: B\n", 1, "ligne see");
}
END_TEST

START_TEST(wrong_texts)
{
    refused(HEAD "answer: ∇_{b_y} ℓ = (ŷ\n", 6, "« ) » attendue");
    refused(HEAD "answer: ŷ − y\n", 6, "« answer: nom = réponse »");
    refused(HEAD "answer: ŷ_k = y_k\n", 6, "un premier nom sans indice");
    refused(HEAD "answer: ℓ ≤ 1\n", 6, "« answer: nom = réponse »");
    refused(RIGHT "wrong: sign | zzz | @eq:grad-by\n", 7, "inconnu « zzz »");
    refused(RIGHT "wrong: sign | ŷ = y | @eq:grad-by\n", 7, "formule seule");
    refused(RIGHT "wrong: sign | y − ŷ | @eq:nulle\n", 7, "« eq:nulle »");
    refused(RIGHT "case: nul\n", 7, "cas inconnu : « nul »");
    refused(RIGHT "notation: u ~ n_y\n", 7, "ni déclaration");
    refused(RIGHT "large: ỹ = 800 zzz\n", 7, "inconnu « zzz »");
    refused("question: a\nask: A\nhint: B\nanswer: ℓ = 1\nsee: eq:non\n", 5,
            "aucune équation n'a l'étiquette « eq:non »");
}
END_TEST

START_TEST(damaged_bytes)
{
    static const char zero[] = RIGHT "\0hint: x\n";
    ck_assert_ptr_nonnull(strstr(read_text(zero, sizeof zero - 1),
                                 "ce n'est pas un fichier de questions"));
    refused(RIGHT "ask\xff: x\n", 7, "clef inconnue");
    size_t length = 2u << 20;
    char *huge = malloc(length);
    memset(huge, '#', length);
    ck_assert_ptr_nonnull(
        strstr(read_text(huge, length), "ce n'est pas un fichier"));
    free(huge);
    Questions questions;
    Error error;
    ck_assert(!questions_read(&questions, "16", "/absent", &error));
    ck_assert_str_eq(error.text, "/absent : fichier introuvable");
}
END_TEST

/* Trop de lignes d'une sorte, trop d'erreurs, trop de noms. */
START_TEST(too_many_lines)
{
    static char text[65536];
    strcpy(text, RIGHT);
    for (int i = 0; i < QUESTION_ITEMS; i++)
        strcat(text, "hint: encore\n");
    refused(text, 6 + QUESTION_ITEMS, "trop de lignes de cette sorte");
    strcpy(text, RIGHT);
    for (int i = 0; i <= QUESTION_WRONGS; i++)
        strcat(text, "wrong: sign | y − ŷ | @eq:grad-by\n");
    refused(text, 7 + QUESTION_WRONGS, "trop de lignes wrong");
    *text = '\0';
    for (int i = 0; i <= QUESTION_MISTAKES; i++)
        sprintf(text + strlen(text), "mistake: m%d | M\n", i);
    refused(text, 1 + QUESTION_MISTAKES, "trop d'erreurs déclarées");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("questions");
    TCase *answers = tcase_create("les réponses");
    tcase_add_unchecked_fixture(answers, setup, teardown);
    tcase_add_test(answers, right_answers);
    tcase_add_test(answers, distinct_targets);
    tcase_add_test(answers, wrong_formulas);
    suite_add_tcase(suite, answers);
    TCase *files = tcase_create("un fichier mal écrit");
    tcase_add_unchecked_fixture(files, setup, teardown);
    tcase_add_test(files, damaged_lines);
    tcase_add_test(files, missing_lines);
    tcase_add_test(files, wrong_texts);
    tcase_add_test(files, damaged_bytes);
    tcase_add_test(files, too_many_lines);
    suite_add_tcase(suite, files);
    return run_suite(argc, argv, suite);
}
