/* questions.c — voir questions.h. */
#include "questions.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/mistakes.h"

enum { FILE_BYTES = 1 << 20, FIELDS = 4 };

/* --- Textes -------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Ôte, sur place, les blancs du début et de la fin. */
static char *trim(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && is_blank(text[length - 1]))
        text[--length] = '\0';
    while (is_blank(*text))
        text++;
    return text;
}

/* Découpe, sur place, à chaque « | » isolé par des espaces : celles de |h|,
 * qui n'en ont pas, restent. Rend le nombre de champs. */
static size_t split(char *text, char *field[FIELDS])
{
    size_t count = 0;
    char *next = text;
    while (next && count < FIELDS) {
        char *start = next;
        next = strstr(start, " | ");
        if (next) {
            *next = '\0';
            next += 3;
        }
        field[count++] = trim(start);
    }
    return next ? FIELDS + 1 : count;
}

bool list_next(char *to, size_t size, const char **list)
{
    const char *start = *list;
    while (*start == ' ' || *start == ',')
        start++;
    size_t length = strcspn(start, ",");
    *list = start + length;
    while (length > 0 && start[length - 1] == ' ')
        length--;
    snprintf(to, size, "%.*s", (int)length, start);
    return length > 0;
}

/* --- Lire un fichier ----------------------------------------------------- */

/* Le fichier en cours de lecture. */
typedef struct {
    Questions *questions;
    size_t line;
    Error *error;
} Reader;

static bool refuse(const Reader *reader, const char *why, const char *what)
{
    return error_set(reader->error, "%s:%zu: %s%s%s%s",
                     reader->questions->path, reader->line, why,
                     *what ? " : « " : "", what, *what ? " »" : "");
}

static Question *current(const Reader *reader)
{
    Questions *questions = reader->questions;
    return questions->count ? &questions->list[questions->count - 1] : NULL;
}

static bool is_identifier(const char *text)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    return *text && text[strspn(text, allowed)] == '\0';
}

static const char *mistake_name(const Questions *questions, const char *id)
{
    for (size_t i = 0; i < questions->mistakes; i++)
        if (strcmp(questions->mistake[i].id, id) == 0)
            return questions->mistake[i].name;
    const Mistake *known = mistake_find(id);
    return known ? known->name : NULL;
}

static bool read_mistake(Reader *reader, char *value)
{
    char *field[FIELDS];
    Questions *questions = reader->questions;
    if (split(value, field) != 2 || !is_identifier(field[0]) || !*field[1])
        return refuse(reader, "« mistake: identifiant | nom » est attendu",
                      "");
    if (mistake_name(questions, field[0]))
        return refuse(reader, "cette erreur a déjà un nom", field[0]);
    if (questions->mistakes == QUESTION_MISTAKES)
        return refuse(reader, "trop d'erreurs déclarées", "");
    questions->mistake[questions->mistakes++] =
        (LocalMistake){ field[0], field[1] };
    return true;
}

static bool open_question(Reader *reader, const char *id)
{
    Questions *questions = reader->questions;
    if (!is_identifier(id))
        return refuse(reader, "ce n'est pas un identifiant", id);
    for (size_t i = 0; i < questions->count; i++)
        if (strcmp(questions->list[i].id, id) == 0)
            return refuse(reader, "cette question y est déjà", id);
    size_t size = size_product(questions->count + 1, sizeof(Question));
    Question *list = realloc(questions->list, size);
    if (!list)
        fatal(HERE, __func__, "mémoire épuisée");
    questions->list = list;
    questions->list[questions->count++] =
        (Question){ .file = questions, .id = id, .line = reader->line };
    return true;
}

static bool read_wrong(Reader *reader, Question *question, char *value)
{
    char *field[FIELDS];
    size_t count = split(value, field);
    if (count < 3 || count > FIELDS || !*field[1])
        return refuse(
            reader,
            "« wrong: identifiant | formule | @eq:étiquette » est attendu",
            "");
    const char *name = mistake_name(reader->questions, field[0]);
    if (!name)
        return refuse(reader, "erreur sans nom (mistake: … le lui donne)",
                      field[0]);
    if (strncmp(field[2], "@eq:", 4) != 0)
        return refuse(reader, "« @eq:étiquette » est attendu", field[2]);
    if (count == 4 && strncmp(field[3], "= ", 2) != 0)
        return refuse(reader, "« = identifiant » est attendu", field[3]);
    if (question->wrongs == QUESTION_WRONGS)
        return refuse(reader, "trop de lignes wrong dans cette question", "");
    question->wrong[question->wrongs++] =
        (WrongFormula){ .id = field[0],
                        .name = name,
                        .text = field[1],
                        .label = field[2] + 1,
                        .alias = count == 4 ? field[3] + 2 : NULL,
                        .line = reader->line };
    return true;
}

static bool add_item(Reader *reader, Items *items, const char *value)
{
    if (items->count == QUESTION_ITEMS)
        return refuse(reader, "trop de lignes de cette sorte", "");
    items->item[items->count++] = (Item){ value, reader->line };
    return true;
}

static bool set_item(Reader *reader, Item *item, const char *value)
{
    if (item->text)
        return refuse(reader, "cela est déjà dit", "");
    *item = (Item){ value, reader->line };
    return true;
}

/* Une ligne d'une question. */
static bool read_in_question(Reader *reader, const char *key, char *value)
{
    Question *q = current(reader);
    const struct {
        const char *key;
        Item *item;
        Items *items;
    } places[] = {
        { "ask", q ? &q->ask : NULL, NULL },
        { "case", q ? &q->given : NULL, NULL },
        { "uses", q ? &q->uses : NULL, NULL },
        { "forbid", q ? &q->forbid : NULL, NULL },
        { "large", q ? &q->large : NULL, NULL },
        { "see", q ? &q->see : NULL, NULL },
        { "sizes", q ? &q->sizes : NULL, NULL },
        { "notation", NULL, q ? &q->notation : NULL },
        { "answer", NULL, q ? &q->answers : NULL },
        { "hint", NULL, q ? &q->hints : NULL },
        { "wrong", NULL, NULL },
    };
    size_t count = sizeof places / sizeof *places, i = 0;
    while (i < count && strcmp(key, places[i].key) != 0)
        i++;
    if (i == count)
        return refuse(reader, "clef inconnue", key);
    if (!q)
        return refuse(reader, "une ligne « question: … » vient d'abord", "");
    return places[i].items  ? add_item(reader, places[i].items, value)
           : places[i].item ? set_item(reader, places[i].item, value)
                            : read_wrong(reader, q, value);
}

static bool read_line(Reader *reader, char *line)
{
    line = trim(line);
    if (!*line || *line == '#')
        return true;
    char *colon = strstr(line, ": ");
    if (!colon)
        return refuse(reader, "« clef: valeur » est attendu", "");
    *colon = '\0';
    char *value = trim(colon + 2);
    if (!*value)
        return refuse(reader, "« clef: valeur » est attendu", "");
    if (strcmp(line, "sizes") == 0 && !current(reader))
        return set_item(reader, &reader->questions->sizes, value);
    if (strcmp(line, "mistake") == 0)
        return read_mistake(reader, value);
    if (strcmp(line, "question") == 0)
        return open_question(reader, value);
    return read_in_question(reader, line, value);
}

/* Une erreur aux mêmes valeurs est une autre erreur de la question. */
static bool check_aliases(Reader *reader, const Question *question)
{
    for (size_t i = 0; i < question->wrongs; i++) {
        const WrongFormula *wrong = &question->wrong[i];
        bool found = wrong->alias == NULL;
        for (size_t j = 0; !found && j < i; j++)
            found = strcmp(question->wrong[j].id, wrong->alias) == 0;
        reader->line = wrong->line;
        if (!found)
            return refuse(reader, "aucune ligne wrong, plus haut, n'est",
                          wrong->alias);
    }
    return true;
}

/* Ce qu'une question doit avoir. */
static bool check_question(Reader *reader, const Question *question)
{
    reader->line = question->line;
    if (!question->ask.text)
        return refuse(reader, "il manque une ligne ask à", question->id);
    if (!question->answers.count)
        return refuse(reader, "il manque une ligne answer à", question->id);
    if (!question->hints.count)
        return refuse(reader, "il manque une ligne hint à", question->id);
    if (!question->see.text)
        return refuse(reader, "il manque une ligne see à", question->id);
    return check_aliases(reader, question);
}

/* Tout le fichier, ou NULL. */
static char *read_all(const char *path, Error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        error_set(error, "%s : fichier introuvable", path);
        return NULL;
    }
    char *text = allocate(FILE_BYTES + 1, 1);
    size_t length = fread(text, 1, FILE_BYTES + 1, file);
    bool read = !ferror(file) && length <= FILE_BYTES;
    fclose(file);
    if (read) {
        text[length] = '\0';
        if (strlen(text) == length)
            return text;
    }
    free(text);
    error_set(error, "%s : ce n'est pas un fichier de questions", path);
    return NULL;
}

bool questions_read(Questions *questions, const char *chapter,
                    const char *path, Error *error)
{
    *questions = (Questions){ 0 };
    snprintf(questions->path, sizeof questions->path, "%s", path);
    snprintf(questions->chapter, sizeof questions->chapter, "%s", chapter);
    questions->text = read_all(path, error);
    bool done = questions->text != NULL;
    Reader reader = { questions, 0, error };
    for (char *line = questions->text; done && line;) {
        char *end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        reader.line++;
        done = read_line(&reader, line);
        line = end;
    }
    for (size_t i = 0; done && i < questions->count; i++)
        done = check_question(&reader, &questions->list[i]);
    if (!done)
        questions_free(questions);
    return done;
}

void questions_free(Questions *questions)
{
    free(questions->list);
    free(questions->text);
    *questions = (Questions){ 0 };
}

/* --- Tout le cahier ------------------------------------------------------ */

static bool has_twice(const Quiz *quiz, const Questions *added, Error *error)
{
    for (size_t i = 0; i < added->count; i++) {
        const Question *other = quiz_find(quiz, added->list[i].id);
        if (other) {
            error_set(error, "%s:%zu: la question « %s » est déjà dans %s",
                      added->path, added->list[i].line, other->id,
                      other->file->path);
            return true;
        }
    }
    return false;
}

static bool read_file(Quiz *quiz, const char *chapter, const char *path,
                      Error *error)
{
    Questions *added = allocate(1, sizeof *added);
    bool done = questions_read(added, chapter, path, error) &&
                !has_twice(quiz, added, error);
    if (done) {
        quiz->files[quiz->count++] = added;
        return true;
    }
    questions_free(added);
    free(added);
    return false;
}

bool quiz_read(Quiz *quiz, const char *folder, Error *error)
{
    char pattern[512];
    glob_t found;
    *quiz = (Quiz){ 0 };
    snprintf(pattern, sizeof pattern, "%s/[0-9][0-9]-*/questions.txt", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return error_set(error, "%s : fichier introuvable", pattern);
    quiz->files = allocate(found.gl_pathc, sizeof *quiz->files);
    bool read = true;
    for (size_t i = 0; read && i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        char chapter[3];
        snprintf(chapter, sizeof chapter, "%.2s", path + strlen(folder) + 1);
        read = read_file(quiz, chapter, path, error);
    }
    globfree(&found);
    if (!read)
        quiz_free(quiz);
    return read;
}

void quiz_free(Quiz *quiz)
{
    for (size_t i = 0; i < quiz->count; i++) {
        questions_free(quiz->files[i]);
        free(quiz->files[i]);
    }
    free(quiz->files);
    *quiz = (Quiz){ 0 };
}

const Question *quiz_find(const Quiz *quiz, const char *id)
{
    for (size_t i = 0; i < quiz->count; i++)
        for (size_t j = 0; j < quiz->files[i]->count; j++)
            if (strcmp(quiz->files[i]->list[j].id, id) == 0)
                return &quiz->files[i]->list[j];
    return NULL;
}

const Questions *quiz_chapter(const Quiz *quiz, const char *chapter)
{
    for (size_t i = 0; i < quiz->count; i++)
        if (atoi(quiz->files[i]->chapter) == atoi(chapter))
            return quiz->files[i];
    return NULL;
}
