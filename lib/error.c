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

size_t size_product(size_t a, size_t b)
{
    if (b != 0 && a > SIZE_MAX / b)
        fatal(HERE, __func__, "%zu × %zu dépasse la mémoire adressable", a, b);
    return a * b;
}

size_t size_sum(size_t a, size_t b)
{
    if (a > SIZE_MAX - b)
        fatal(HERE, __func__, "%zu + %zu dépasse la mémoire adressable", a, b);
    return a + b;
}

void *allocate(size_t count, size_t size)
{
    size_t bytes = size_product(count, size);
    void *block = calloc(bytes ? bytes : 1, 1);
    if (!block)
        fatal(HERE, __func__, "mémoire épuisée (%zu octets demandés)", bytes);
    return block;
}
