#include "answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hole.h"

#define MARK "/*! "

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

char *answer_fill(const Answer *answer, const char *solution)
{
    char *body = allocate(answer->length + 1, 1);
    memcpy(body, answer->body, answer->length);
    char *text = hole_fill(solution, body);
    free(body);
    return text;
}
