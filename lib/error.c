#include "error.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

bool error_set(Error *error, const char *format, ...)
{
    if (error) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(error->text, sizeof error->text, format, arguments);
        va_end(arguments);
    }
    return false;
}

void fatal(Site site, const char *function, const char *format, ...)
{
    va_list arguments;
    fflush(stdout);
    fprintf(stderr, "%s : ", function);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, " (%s:%d)\n", site.file, site.line);
    abort();
}

void error_exit(const char *program, const Error *error)
{
    fflush(stdout);
    fprintf(stderr, "%s : erreur : %s\n", program, error->text);
    exit(EXIT_FAILURE);
}

void *allocate(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        fatal(HERE, __func__, "%zu × %zu octets dépassent l'espace d'adresses",
              count, size);
    size_t bytes = count * size;
    void *block = calloc(bytes ? bytes : 1, 1);
    if (!block)
        fatal(HERE, __func__, "mémoire épuisée (%zu octets demandés)", bytes);
    return block;
}
