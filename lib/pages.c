/* pages.c — voir pages.h. */
#include "pages.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"

/* Découpe text, sur place, aux tabulations. */
static Line split(const char *chapter, char *text)
{
    Line line = { .chapter = chapter };
    text[strcspn(text, "\n")] = '\0';
    for (size_t i = 0; i < TABLE_FIELDS; i++) {
        line.field[i] = text;
        text += strcspn(text, "\t");
        if (*text)
            *text++ = '\0';
    }
    return line;
}

static void add(Table *table, Line line)
{
    size_t size = size_product(table->count + 1, sizeof *table->lines);
    Line *lines = realloc(table->lines, size);
    if (!lines)
        fatal(HERE, __func__, "mémoire épuisée (%zu octets demandés)", size);
    table->lines = lines;
    table->lines[table->count++] = line;
}

bool table_read(Table *table, const char *chapter, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    char *text = NULL;
    size_t size = 0;
    for (size_t n = 0; getline(&text, &size, file) > 0; n++) {
        if (n == 0)
            continue;
        add(table, split(chapter, text));
        text = NULL;
        size = 0;
    }
    free(text);
    fclose(file);
    return true;
}

void table_free(Table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->lines[i].field[0]);
    free(table->lines);
    *table = (Table){ 0 };
}

bool is_equation(const Line *label)
{
    return strcmp(label->field[LABEL_KIND], "eq") == 0;
}

bool has_status(const Line *label, const char *status)
{
    return strcmp(label->field[LABEL_STATUS], status) == 0;
}

const Line *find_label(const Table *labels, const char *name)
{
    for (size_t i = 0; i < labels->count; i++)
        if (strcmp(labels->lines[i].field[LABEL_NAME], name) == 0)
            return &labels->lines[i];
    return NULL;
}

void page_path(char *to, size_t size, const char *chapter)
{
    char pattern[64];
    glob_t found;
    snprintf(pattern, sizeof pattern, "chapters/%s-*/chapter.md", chapter);
    if (glob(pattern, 0, NULL, &found) == 0) {
        snprintf(to, size, "%s", found.gl_pathv[0]);
        globfree(&found);
    } else {
        snprintf(to, size, "chapitre %s", chapter);
    }
}
