/* formula.c — juge une formule, ou un fichier de formules.
 *
 *   formula --chapter 16 [--question ID] [--formula 'TEXTE'] [--save FICHIER]
 *   formula --file FICHIER --tsv
 *   formula --list
 *   formula --chapter 16 --sample
 *
 * Le texte est celui de --formula, sinon de la variable CAHIER_FORMULA. La
 * question est --question, sinon celle du chapitre que nomme le texte à gauche
 * de son « = », sinon la première. --save range l'essai dans FICHIER. Le statut
 * est 0 si la formule est juste, 1 sinon, 2 si la commande est fausse.
 *
 * --file juge les lignes « identifiant: formule » du fichier, et écrit, pour
 * toutes les questions, dans l'ordre du cahier, « identifiant, état,
 * diagnostic », séparés par des tabulations ; l'état est celui que rend
 * state_id. --list écrit les identifiants de toutes les questions. --sample,
 * pour le livre, juge la première formule fausse du chapitre.
 *
 * --index DOSSIER (build) est l'index des pages, --chapters DOSSIER (chapters)
 * celui des questions.
 */
#include <stdlib.h>
#include <string.h>

#include "attempts.h"
#include "formula_show.h"

typedef struct {
    const char *index, *chapters, *chapter, *question, *formula, *save, *file;
    bool tsv, list, sample;
} Options;

static Quiz quiz_open(const Options *options)
{
    Quiz quiz;
    Error error;
    if (!quiz_read(&quiz, options->chapters, &error))
        error_exit("formula", &error);
    return quiz;
}

static Book book_open(const Options *options)
{
    Book book;
    Error error;
    if (!book_read(&book, options->index, NULL, &error))
        error_exit("formula", &error);
    return book;
}

/* --- Une formule --------------------------------------------------------- */

static const Question *choose(const Options *options, const Book *book,
                              const Quiz *quiz, const char *text)
{
    Error error;
    const Questions *file = quiz_chapter(quiz, options->chapter);
    if (!file) {
        error_set(&error, "le chapitre %s n'a pas de question de formule",
                  options->chapter);
        error_exit("formula", &error);
    }
    const Question *asked =
        options->question ? quiz_find(quiz, options->question) : NULL;
    if (options->question && (!asked || asked->file != file)) {
        error_set(&error, "%s n'a pas de question « %s »", file->path,
                  options->question);
        error_exit("formula", &error);
    }
    const Question *named = asked ? NULL : formula_named(book, file, text);
    return asked ? asked : named ? named : &file->list[0];
}

/* Range un essai ; un essai faux ne prend pas la place d'une réponse juste. */
static void save(const char *path, const Book *book, const Question *question,
                 const char *text, const FormulaVerdict *verdict)
{
    Attempts attempts;
    Error error;
    if (!attempts_read(&attempts, path, &error))
        error_exit("formula", &error);
    char *before = attempts_find(&attempts, question->id);
    FormulaVerdict old = { .state = STATE_TODO };
    if (before && verdict->state != STATE_RIGHT &&
        !formula_judge(&old, book, question, before, &error))
        error_exit("formula", &error);
    attempts_put(&attempts, question->id, text, old.state == STATE_RIGHT);
    if (!attempts_write(&attempts, path, &error))
        error_exit("formula", &error);
    free(before);
    attempts_free(&attempts);
}

/* Ce qu'il y a d'autre dans le chapitre. */
static void show_others(const Question *question)
{
    const Questions *file = question->file;
    const char *separator = "  Autres questions du chapitre (Q=…) : ";
    for (size_t i = 0; i < file->count; i++) {
        char name[256];
        if (&file->list[i] == question)
            continue;
        question_name(name, sizeof name, &file->list[i]);
        printf("%s%s, %s", separator, file->list[i].id, name);
        separator = " ; ";
    }
    if (file->count > 1)
        puts(".");
}

static int judge_one(const Options *options, const char *text)
{
    Quiz quiz = quiz_open(options);
    Book book = book_open(options);
    const Question *question = choose(options, &book, &quiz, text);
    FormulaVerdict verdict;
    Error error;
    if (!formula_judge(&verdict, &book, question, text, &error))
        error_exit("formula", &error);
    formula_show(stdout, question, &verdict);
    bool blank = text[strspn(text, " \t\r\n")] == '\0';
    if (blank) {
        if (!show_question(stdout, &book, question, &error))
            error_exit("formula", &error);
        show_others(question);
    } else if (options->save) {
        save(options->save, &book, question, text, &verdict);
    }
    book_free(&book);
    quiz_free(&quiz);
    return verdict.state == STATE_RIGHT ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- Un fichier ---------------------------------------------------------- */

/* Le diagnostic, en un champ. */
static void write_row(const Question *question, const FormulaVerdict *verdict)
{
    char detail[sizeof verdict->id + sizeof verdict->text + 8];
    snprintf(detail, sizeof detail, "%s%s%s", verdict->id,
             *verdict->id ? " : " : "", verdict->text);
    for (char *c = detail; *c; c++)
        if (*c == '\t' || *c == '\n' || *c == '\r')
            *c = ' ';
    printf("%s\t%s\t%s\n", question->id, state_id(verdict->state), detail);
}

static void judge_row(const Book *book, const Question *question,
                      const Attempts *attempts)
{
    char *text = attempts_find(attempts, question->id);
    FormulaVerdict verdict;
    Error error;
    if (!formula_judge(&verdict, book, question, text ? text : "", &error))
        error_exit("formula", &error);
    write_row(question, &verdict);
    free(text);
}

/* Une ligne dont l'identifiant n'est celui d'aucune question se dit. */
static void report_unknown(const char *path, const Quiz *quiz,
                           const Attempts *attempts)
{
    for (size_t i = 0; i < attempts->count; i++) {
        char id[256];
        if (attempts_id(attempts, i, id, sizeof id) && !quiz_find(quiz, id))
            fprintf(stderr,
                    "%s:%zu: « %s » n'est l'identifiant d'aucune question\n",
                    path, i + 1, id);
    }
}

static int judge_file(const Options *options)
{
    Quiz quiz = quiz_open(options);
    Book book = book_open(options);
    Attempts attempts;
    Error error;
    if (!attempts_read(&attempts, options->file, &error))
        error_exit("formula", &error);
    for (size_t i = 0; i < quiz.count; i++)
        for (size_t k = 0; k < quiz.files[i]->count; k++)
            judge_row(&book, &quiz.files[i]->list[k], &attempts);
    report_unknown(options->file, &quiz, &attempts);
    attempts_free(&attempts);
    book_free(&book);
    quiz_free(&quiz);
    return EXIT_SUCCESS;
}

static int list_questions(const Options *options)
{
    Quiz quiz = quiz_open(options);
    for (size_t i = 0; i < quiz.count; i++)
        for (size_t k = 0; k < quiz.files[i]->count; k++)
            puts(quiz.files[i]->list[k].id);
    quiz_free(&quiz);
    return EXIT_SUCCESS;
}

/* text, où l'apostrophe, que le shell prendrait pour lui, devient ᵀ. */
static void without_quotes(char *to, size_t size, const char *text)
{
    size_t used = 0;
    for (*to = '\0'; *text && used + 4 < size; text++)
        used += (size_t)snprintf(to + used, size - used, "%.*s",
                                 *text == '\'' ? 3 : 1,
                                 *text == '\'' ? "ᵀ" : text);
}

/* La commande, et ce qu'elle dit de la première formule fausse. */
static int show_sample(const Options *options)
{
    Quiz quiz = quiz_open(options);
    Book book = book_open(options);
    const Question *question = choose(options, &book, &quiz, "");
    char text[1024];
    without_quotes(text, sizeof text,
                   question->wrongs ? question->wrong[0].text : "");
    FormulaVerdict verdict;
    Error error;
    if (!formula_judge(&verdict, &book, question, text, &error))
        error_exit("formula", &error);
    printf("$ make formula%d F='%s'\n", atoi(options->chapter), text);
    formula_show(stdout, question, &verdict);
    book_free(&book);
    quiz_free(&quiz);
    return verdict.state == STATE_WRONG ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- Ligne de commande --------------------------------------------------- */

static _Noreturn void usage(void)
{
    fputs("usage : formula --chapter 16 [--question ID] [--formula TEXTE] "
          "[--save FICHIER]\n"
          "        formula --file FICHIER --tsv\n"
          "        formula --list\n"
          "        formula --chapter 16 --sample\n",
          stderr);
    exit(2);
}

/* L'option qui prend une valeur, ou NULL. */
static const char **option(Options *o, const char *name)
{
    const struct {
        const char *name;
        const char **value;
    } options[] = {
        { "--index", &o->index },     { "--chapters", &o->chapters },
        { "--chapter", &o->chapter }, { "--question", &o->question },
        { "--formula", &o->formula }, { "--save", &o->save },
        { "--file", &o->file },
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(name, options[i].name) == 0)
            return options[i].value;
    return NULL;
}

static Options parse(int argc, char **argv)
{
    Options o = { .index = "build", .chapters = "chapters" };
    for (int i = 1; i < argc; i++) {
        const char **value = option(&o, argv[i]);
        if (value && i + 1 < argc)
            *value = argv[++i];
        else if (strcmp(argv[i], "--tsv") == 0)
            o.tsv = true;
        else if (strcmp(argv[i], "--list") == 0)
            o.list = true;
        else if (strcmp(argv[i], "--sample") == 0)
            o.sample = true;
        else
            usage();
    }
    if ((o.chapter != NULL) + (o.file != NULL) + o.list != 1 ||
        (o.file != NULL) != o.tsv)
        usage();
    return o;
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    if (options.sample && options.chapter)
        return show_sample(&options);
    if (options.list)
        return list_questions(&options);
    if (options.file)
        return judge_file(&options);
    const char *given = getenv("CAHIER_FORMULA");
    const char *text = options.formula ? options.formula : given ? given : "";
    return judge_one(&options, text);
}
