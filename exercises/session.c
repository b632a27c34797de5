/* session.c — les questions de formules, l'une après l'autre, au terminal.
 *
 *   session [--save FICHIER] [--chapter 16]
 *
 * Ce qu'on tape est une formule, ou un mot : indice (ou ?), passe, liste, aide,
 * quitte, ou l'identifiant d'une question. Chaque essai est rangé dans FICHIER ;
 * une question dont la réponse y est juste n'est plus posée. Sans terminal, les
 * lignes de l'entrée font la même chose.
 *
 * --index DOSSIER (build) est l'index des pages, --chapters DOSSIER (chapters)
 * celui des questions.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <editline/readline.h>

#include "attempts.h"
#include "formula_show.h"

/* Une question de la session, et ce qu'on en sait. */
typedef struct {
    const Question *question;
    State state;
    size_t hints; /* indices donnés */
} Entry;

typedef struct {
    const char *index, *chapters, *chapter, *save;
    Book book;
    Quiz quiz;
    Attempts attempts;
    Entry *entry;
    size_t count, now;
    bool terminal;
} Session;

static _Noreturn void stop(const Error *error)
{
    error_exit("session", error);
}

/* --- Ouvrir -------------------------------------------------------------- */

/* L'état d'une question, d'après ce qui est rangé. */
static State stored_state(Session *s, const Question *question)
{
    char *text = attempts_find(&s->attempts, question->id);
    FormulaVerdict verdict = { .state = STATE_TODO };
    Error error;
    if (text && !formula_judge(&verdict, &s->book, question, text, &error))
        stop(&error);
    free(text);
    return verdict.state;
}

static void add_file(Session *s, const Questions *file)
{
    for (size_t k = 0; k < file->count; k++)
        s->entry[s->count++] =
            (Entry){ .question = &file->list[k],
                     .state = stored_state(s, &file->list[k]) };
}

static void open_session(Session *s)
{
    Error error;
    size_t total = 0;
    if (!book_read(&s->book, s->index, NULL, &error) ||
        !quiz_read(&s->quiz, s->chapters, &error) ||
        (s->save && !attempts_read(&s->attempts, s->save, &error)))
        stop(&error);
    for (size_t i = 0; i < s->quiz.count; i++)
        total += s->quiz.files[i]->count;
    s->entry = allocate(total, sizeof *s->entry);
    const Questions *only =
        s->chapter ? quiz_chapter(&s->quiz, s->chapter) : NULL;
    if (s->chapter && !only) {
        error_set(&error, "le chapitre %s n'a pas de question de formule",
                  s->chapter);
        stop(&error);
    }
    for (size_t i = 0; i < s->quiz.count; i++)
        if (!only || only == s->quiz.files[i])
            add_file(s, s->quiz.files[i]);
}

static void close_session(Session *s)
{
    free(s->entry);
    attempts_free(&s->attempts);
    quiz_free(&s->quiz);
    book_free(&s->book);
}

/* --- Passer d'une question à l'autre ------------------------------------- */

static size_t count_right(const Session *s)
{
    size_t right = 0;
    for (size_t i = 0; i < s->count; i++)
        right += s->entry[i].state == STATE_RIGHT;
    return right;
}

/* La question à faire qui vient à partir de first ; false s'il n'y en a plus.
 */
static bool seek(Session *s, size_t first)
{
    for (size_t i = 0; i < s->count; i++) {
        size_t k = (first + i) % s->count;
        if (s->entry[k].state != STATE_RIGHT) {
            s->now = k;
            return true;
        }
    }
    return false;
}

static void ask(Session *s)
{
    const Question *question = s->entry[s->now].question;
    Error error;
    printf("\n%s (chapitre %d) — %zu juste%s sur %zu\n", question->id,
           atoi(question->file->chapter), count_right(s),
           count_right(s) > 1 ? "s" : "", s->count);
    if (!show_question(stdout, &s->book, question, &error))
        stop(&error);
}

static void list(const Session *s)
{
    for (size_t i = 0; i < s->count; i++) {
        char name[256];
        const Question *question = s->entry[i].question;
        question_name(name, sizeof name, question);
        const char *state = state_name(s->entry[i].state);
        printf("  %2d  %s%*s  %s, %s\n", atoi(question->file->chapter), state,
               s->entry[i].state == STATE_TODO ? 0 : (int)(7 - strlen(state)),
               "", question->id, name);
    }
}

static void help(void)
{
    puts("  une formule    elle est jugée\n"
         "  indice, ou ?   l'indice suivant\n"
         "  passe          la question suivante\n"
         "  liste          toutes les questions, et où vous en êtes\n"
         "  grad-Wy        la question de cet identifiant\n"
         "  quitte         fin ; ce que vous avez écrit est gardé");
}

/* --- Répondre ------------------------------------------------------------ */

/* Relit le fichier d'abord : un autre programme a pu y écrire. */
static void keep(Session *s, const Question *question, const char *text,
                 bool aside)
{
    Error error;
    Attempts *attempts = &s->attempts;
    if (s->save) {
        attempts_free(attempts);
        if (!attempts_read(attempts, s->save, &error))
            stop(&error);
    }
    attempts_put(attempts, question->id, text, aside);
    if (s->save && !attempts_write(attempts, s->save, &error))
        stop(&error);
}

/* Juge text ; une question juste passe à la suivante. Rend false quand il n'y
 * en a plus. */
static bool answer(Session *s, const char *text)
{
    Entry *entry = &s->entry[s->now];
    FormulaVerdict verdict;
    Error error;
    if (!formula_judge(&verdict, &s->book, entry->question, text, &error))
        stop(&error);
    formula_show(stdout, entry->question, &verdict);
    bool aside = entry->state == STATE_RIGHT && verdict.state != STATE_RIGHT;
    keep(s, entry->question, text, aside);
    if (!aside)
        entry->state = verdict.state;
    if (verdict.state != STATE_RIGHT)
        return true;
    if (!seek(s, s->now + 1))
        return false;
    ask(s);
    return true;
}

static void hint(Session *s)
{
    Entry *entry = &s->entry[s->now];
    if (show_hint(stdout, entry->question, entry->hints))
        entry->hints++;
    else
        puts("  il n'y a plus d'indice ; le chapitre donne la réponse");
}

/* Va à la question d'identifiant word, si c'en est une. */
static bool jump(Session *s, const char *word)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->entry[i].question->id, word) == 0) {
            s->now = i;
            ask(s);
            return true;
        }
    return false;
}

static bool is_word(const char *text, const char *a, const char *b)
{
    return strcmp(text, a) == 0 || strcmp(text, b) == 0;
}

/* Une ligne. Rend false pour finir. */
static bool obey(Session *s, const char *text)
{
    if (!*text)
        return true;
    if (is_word(text, "quitte", "quit"))
        return false;
    if (is_word(text, "indice", "?"))
        hint(s);
    else if (is_word(text, "liste", "list"))
        list(s);
    else if (is_word(text, "aide", "help"))
        help();
    else if (is_word(text, "passe", "pass")) {
        if (seek(s, s->now + 1))
            ask(s);
    } else if (!jump(s, text))
        return answer(s, text);
    return true;
}

/* --- Lire ---------------------------------------------------------------- */

/* Une ligne, à libérer ; NULL à la fin. */
static char *read_line(const Session *s)
{
    char *line = NULL, name[256], prompt[300];
    size_t size = 0;
    question_name(name, sizeof name, s->entry[s->now].question);
    snprintf(prompt, sizeof prompt, "%s = ", name);
    if (s->terminal)
        return readline(prompt);
    if (getline(&line, &size, stdin) > 0)
        return line;
    free(line);
    return NULL;
}

/* Ôte, sur place, les blancs du début et de la fin. */
static char *trim(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
    return text + strspn(text, " \t");
}

static void run(Session *s)
{
    bool going = seek(s, 0);
    if (going) {
        puts("Écrivez chaque résultat comme sur le papier ; « aide » dit le "
             "reste.");
        ask(s);
    }
    while (going) {
        fflush(stdout);
        char *line = read_line(s);
        if (!line)
            break;
        char *text = trim(line);
        if (s->terminal && *text)
            add_history(text);
        going = obey(s, text);
        free(line);
    }
    printf("\n%zu juste%s sur %zu.\n", count_right(s),
           count_right(s) > 1 ? "s" : "", s->count);
}

/* --- Ligne de commande --------------------------------------------------- */

static _Noreturn void usage(void)
{
    fputs("usage : session [--save FICHIER] [--chapter 16]\n", stderr);
    exit(2);
}

static void parse(Session *s, int argc, char **argv)
{
    const struct {
        const char *name;
        const char **value;
    } options[] = { { "--save", &s->save },
                    { "--chapter", &s->chapter },
                    { "--index", &s->index },
                    { "--chapters", &s->chapters } };
    for (int i = 1; i < argc; i += 2) {
        size_t k = 0;
        while (k < 4 && strcmp(argv[i], options[k].name) != 0)
            k++;
        if (k == 4 || i + 1 == argc)
            usage();
        *options[k].value = argv[i + 1];
    }
}

int main(int argc, char **argv)
{
    Session session = { .index = "build", .chapters = "chapters" };
    parse(&session, argc, argv);
    setlocale(LC_CTYPE, "");
    session.terminal = isatty(STDIN_FILENO);
    open_session(&session);
    run(&session);
    close_session(&session);
    return EXIT_SUCCESS;
}
