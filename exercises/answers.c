#include "answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hole.h"

#define MARK "/*! "
#define EDIT "@@ "

static void trim(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        text[--length] = '\0';
}

/* « right … » ou « wrong … », jusqu'à la fin du commentaire. */
static bool read_mark(Answer *answer, const char *mark, Error *error)
{
    char kind[16] = "", rest[128] = "";
    bool read = sscanf(mark, "%15s %127[^*\n]", kind, rest) == 2;
    answer->right = strcmp(kind, "right") == 0;
    if (!read || (!answer->right && strcmp(kind, "wrong") != 0))
        return error_set(error, "answers.c : marque « %s » : right ou wrong",
                         kind);
    trim(rest);
    if (answer->right)
        snprintf(answer->name, sizeof answer->name, "%.95s", rest);
    else
        snprintf(answer->name, sizeof answer->name, "%.*s",
                 (int)strcspn(rest, " "), rest);
    return true;
}

bool answers_next(Answer *answer, const char **text, Error *error)
{
    *error->text = '\0';
    const char *mark = strstr(*text, MARK);
    const char *line = mark ? strchr(mark, '\n') : NULL;
    if (!line || !read_mark(answer, mark + strlen(MARK), error))
        return false;
    answer->body = line + 1;
    const char *next = strstr(answer->body, MARK);
    answer->length =
        next ? (size_t)(next - answer->body) : strlen(answer->body);
    while (answer->length > 1 && answer->body[answer->length - 2] == '\n')
        answer->length--;
    *text = answer->body + answer->length;
    return true;
}

/* --- La solution, à quelques lignes près ------------------------------------- */

static bool is_edit(const char *line)
{
    return strncmp(line, EDIT, strlen(EDIT)) == 0;
}

/* La copie de text où with remplace l'unique ligne qui finit par line, retour
 * compris ; NULL s'il n'y en a pas une et une seule. */
static char *replace_line(const char *text, const char *line, const char *with)
{
    const char *found = strstr(text, line);
    if (!found || strstr(found + 1, line))
        return NULL;
    const char *rest = found + strlen(line);
    while (found > text && found[-1] != '\n')
        found--;
    size_t size = strlen(text) + strlen(with) + 1;
    char *edited = allocate(size, 1);
    snprintf(edited, size, "%.*s%s%s", (int)(found - text), text, with, rest);
    return edited;
}

/* Fait dans text, qui est libéré, le changement que décrit *edits, qui passe
 * au suivant ou devient NULL. */
static char *edit_next(char *text, const char **edits)
{
    const char *line = *edits + strlen(EDIT);
    const char *with = line + strcspn(line, "\n");
    with += *with == '\n';
    const char *next = strstr(with - 1, "\n" EDIT);
    char *key = strndup(line, (size_t)(with - line));
    char *lines =
        next ? strndup(with, (size_t)(next + 1 - with)) : strdup(with);
    char *edited = replace_line(text, key, lines);
    free(key);
    free(lines);
    free(text);
    *edits = next ? next + 1 : NULL;
    return edited;
}

char *answer_fill(const Answer *answer, const char *solution)
{
    char *body = allocate(answer->length + 1, 1);
    memcpy(body, answer->body, answer->length);
    const char *edits = is_edit(body) ? body : NULL;
    char *text = edits ? strdup(solution) : hole_fill(solution, body);
    while (text && edits)
        text = edit_next(text, &edits);
    free(body);
    return text;
}

void answer_print(const Answer *answer)
{
    const char *line = answer->body, *end = answer->body + answer->length;
    bool edits = is_edit(line);
    while (line < end) {
        size_t length = strcspn(line, "\n"), skip = 0;
        const char *sign = "";
        if (edits && length > 0) {
            sign = is_edit(line) ? "-   " : "+";
            skip = is_edit(line) ? strlen(EDIT) : 1;
        }
        printf("%s%.*s\n", sign, (int)(length - skip), line + skip);
        line += length + 1;
    }
}
