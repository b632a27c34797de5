/* attempts.c — voir attempts.h. */
#include "attempts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MARK "\xEF\xBB\xBF" /* la marque UTF-8 de Windows */

static void insert(Attempts *attempts, size_t at, char *text, size_t length)
{
    size_t size = size_product(attempts->count + 1, sizeof(AttemptLine));
    AttemptLine *line = realloc(attempts->line, size);
    if (!line)
        fatal(HERE, __func__, "mémoire épuisée");
    attempts->line = line;
    for (size_t i = attempts->count++; i > at; i--)
        line[i] = line[i - 1];
    line[at] = (AttemptLine){ text, length };
}

bool attempts_read(Attempts *attempts, const char *path, Error *error)
{
    *attempts = (Attempts){ 0 };
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOENT)
        return true;
    if (!file)
        return error_set(error, "%s : %s", path, strerror(errno));
    char *text = NULL;
    size_t size = 0;
    ssize_t length;
    while ((length = getline(&text, &size, file)) > 0) {
        if (text[length - 1] == '\n')
            text[--length] = '\0';
        if (attempts->count == 0 && strncmp(text, MARK, strlen(MARK)) == 0)
            memmove(text, text + 3, (size_t)(length -= 3) + 1);
        insert(attempts, attempts->count, text, (size_t)length);
        text = NULL;
        size = 0;
    }
    free(text);
    bool read = !ferror(file);
    fclose(file);
    if (!read)
        attempts_free(attempts);
    return read || error_set(error, "%s : lecture impossible", path);
}

void attempts_free(Attempts *attempts)
{
    for (size_t i = 0; i < attempts->count; i++)
        free(attempts->line[i].text);
    free(attempts->line);
    *attempts = (Attempts){ 0 };
}

/* Ce qui suit « identifiant: » dans la ligne ; NULL si elle n'est pas ainsi. */
static const char *after_colon(const AttemptLine *line)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    size_t length = strspn(line->text, allowed);
    if (length == 0 || line->text[length] != ':' ||
        strlen(line->text) != line->length)
        return NULL;
    return line->text + length + 1;
}

static bool is_of(const AttemptLine *line, const char *id)
{
    const char *rest = after_colon(line);
    size_t length = strlen(id);
    return rest && (size_t)(rest - line->text) == length + 1 &&
           strncmp(line->text, id, length) == 0;
}

/* Le rang de la dernière ligne de id ; leur nombre s'il n'y en a pas. */
static size_t rank_of(const Attempts *attempts, const char *id)
{
    for (size_t i = attempts->count; i-- > 0;)
        if (is_of(&attempts->line[i], id))
            return i;
    return attempts->count;
}

static char *copy(const char *text)
{
    char *new = allocate(strlen(text) + 1, 1);
    return strcpy(new, text);
}

char *attempts_find(const Attempts *attempts, const char *id)
{
    size_t rank = rank_of(attempts, id);
    if (rank == attempts->count)
        return NULL;
    const char *rest = after_colon(&attempts->line[rank]);
    char *formula = copy(rest + strspn(rest, " \t"));
    size_t length = strlen(formula);
    while (length > 0 && strchr(" \t\r", formula[length - 1]))
        formula[--length] = '\0';
    return formula;
}

bool attempts_id(const Attempts *attempts, size_t i, char *to, size_t size)
{
    const char *rest = after_colon(&attempts->line[i]);
    if (!rest)
        return false;
    size_t length = (size_t)(rest - attempts->line[i].text) - 1;
    snprintf(to, size, "%.*s", (int)length, attempts->line[i].text);
    return length < size;
}

/* « identifiant: formule », ou « # identifiant: formule », en une ligne. */
static char *compose(const char *mark, const char *id, const char *formula)
{
    size_t size = strlen(mark) + strlen(id) + strlen(formula) + 3;
    char *text = allocate(size, 1);
    snprintf(text, size, "%s%s: %s", mark, id, formula);
    for (char *c = text; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    return text;
}

/* Met text à la place at, si le fichier ne l'a pas encore ; le prend. */
static void insert_once(Attempts *attempts, size_t at, char *text)
{
    for (size_t i = 0; i < attempts->count; i++)
        if (strcmp(attempts->line[i].text, text) == 0) {
            free(text);
            return;
        }
    insert(attempts, at, text, strlen(text));
}

void attempts_put(Attempts *attempts, const char *id, const char *formula,
                  bool keep)
{
    size_t rank = rank_of(attempts, id);
    char *line = compose("", id, formula);
    if (rank == attempts->count) {
        insert(attempts, rank, line, strlen(line));
        return;
    }
    char *old = attempts->line[rank].text;
    if (strcmp(old, line) == 0) {
        free(line);
    } else if (keep) {
        free(line);
        insert_once(attempts, rank + 1, compose("# ", id, formula));
    } else {
        attempts->line[rank] = (AttemptLine){ line, strlen(line) };
        char *kept = allocate(strlen(old) + 3, 1);
        strcat(strcpy(kept, "# "), old);
        insert_once(attempts, rank + 1, kept);
        free(old);
    }
}

static bool write_lines(const Attempts *attempts, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    for (size_t i = 0; i < attempts->count; i++) {
        const AttemptLine *line = &attempts->line[i];
        fwrite(line->text, 1, line->length, file);
        fputc('\n', file);
    }
    bool written =
        fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0;
    return fclose(file) == 0 && written;
}

bool attempts_write(const Attempts *attempts, const char *path, Error *error)
{
    size_t size = strlen(path) + 32;
    char *beside = allocate(size, 1);
    snprintf(beside, size, "%s.%ld.tmp", path, (long)getpid());
    bool written = write_lines(attempts, beside) && rename(beside, path) == 0;
    if (!written) {
        error_set(error, "%s : impossible de l'écrire : %s", path,
                  strerror(errno));
        unlink(beside);
    }
    free(beside);
    return written;
}
