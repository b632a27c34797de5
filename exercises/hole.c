#include "hole.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN "/* À VOUS"
#define CLOSE "/* FIN */"

/* --- Fichiers ------------------------------------------------------------- */

static char *read_open(FILE *file, const char *path, Error *error)
{
    struct stat status;
    char *text = allocate(FILE_MAX + 1, 1);
    size_t size = 0;
    bool ordinary =
        fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode);
    if (ordinary)
        size = fread(text, 1, FILE_MAX + 1, file);
    if (!ordinary || ferror(file))
        error_set(error, "%s : ce n'est pas un fichier lisible", path);
    else if (size > FILE_MAX)
        error_set(error, "%s : plus de %d Kio", path, FILE_MAX / 1024);
    else if (memchr(text, '\0', size))
        error_set(error, "%s : un octet nul dans le texte", path);
    else
        return text;
    free(text);
    return NULL;
}

char *file_read(const char *path, Error *error)
{
    int descriptor = open(path, O_RDONLY | O_NONBLOCK);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "r");
    if (!file) {
        error_set(error, "%s : fichier introuvable ou illisible", path);
        return NULL;
    }
    char *text = read_open(file, path, error);
    fclose(file);
    return text;
}

bool file_write(const char *path, const char *text, Error *error)
{
    char beside[4200];
    snprintf(beside, sizeof beside, "%s.tmp", path);
    FILE *file = fopen(beside, "w");
    bool written = file && fputs(text, file) >= 0;
    if (file && fclose(file) != 0)
        written = false;
    if (!written || rename(beside, path) != 0) {
        remove(beside);
        return error_set(error, "%s : impossible de l'écrire", path);
    }
    return true;
}

/* --- Le trou -------------------------------------------------------------- */

/* La dernière marque de fin de text, ou NULL. */
static const char *last_close(const char *text)
{
    const char *last = NULL;
    while (text && (text = strstr(text, CLOSE)))
        last = text++;
    return last;
}

bool hole_find(const char *text, size_t *start, size_t *end)
{
    const char *open = strstr(text, OPEN);
    const char *comment = open ? strstr(open, "*/") : NULL;
    const char *first = comment ? strchr(comment, '\n') : NULL;
    const char *close = last_close(first);
    if (!close)
        return false;
    while (close[-1] != '\n')
        close--;
    *start = (size_t)(first + 1 - text);
    *end = (size_t)(close - text);
    return *start <= *end;
}

char *hole_fill(const char *text, const char *filling)
{
    size_t start, end;
    if (!hole_find(text, &start, &end))
        return NULL;
    const char *middle = *filling ? filling : "\n";
    size_t size = start + strlen(middle) + strlen(text + end) + 1;
    char *filled = allocate(size, 1);
    snprintf(filled, size, "%.*s%s%s", (int)start, text, middle, text + end);
    return filled;
}

/* Le premier caractère de text qui n'est ni blanc ni dans un commentaire. */
static const char *skip_blank(const char *text, const char *end)
{
    while (text < end) {
        if (isspace((unsigned char)*text)) {
            text++;
        } else if (strncmp(text, "/*", 2) == 0) {
            const char *close = strstr(text + 2, "*/");
            text = close ? close + 2 : end;
        } else if (strncmp(text, "//", 2) == 0) {
            text += strcspn(text, "\n");
        } else {
            break;
        }
    }
    return text;
}

bool hole_is_empty(const char *text)
{
    size_t start, end;
    return hole_find(text, &start, &end) &&
           skip_blank(text + start, text + end) >= text + end;
}
