/* Où l’étudiant en est-il ?
 *
 * Arguments : --formulas FICHIER.tsv, puis 16=ÉTAT 17b=ÉTAT…
 *
 * Un ÉTAT est la ligne « judge16 --tsv » d'un exercice ; FICHIER.tsv, ce
 * qu'écrit « formula --tsv ». Une ligne par exercice et par formule, une barre,
 * et ce qui vient ensuite.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../lib/error.h"
#include "paragraph.h"

enum { BAR = 40, ITEMS = 512, FIELDS = 5 };

typedef struct {
    char name[64], state[16], detail[256];
} Item;

typedef struct {
    Item list[ITEMS];
    size_t count, right;
    const Item *next; /* le premier qui n'est pas juste */
} Items;

static const char *french(const char *state)
{
    return strcmp(state, "right") == 0   ? "juste"
           : strcmp(state, "wrong") == 0 ? "faux"
           : strcmp(state, "todo") == 0  ? "à faire"
                                         : "pas jugé";
}

static const char *colour(const char *state)
{
    if (!isatty(STDOUT_FILENO) || getenv("NO_COLOR"))
        return "";
    return strcmp(state, "right") == 0  ? "\033[32m"
           : strcmp(state, "todo") == 0 ? "\033[33m"
                                        : "\033[31m";
}

static void items_add(Items *items, const char *name, const char *state,
                      const char *detail)
{
    if (items->count == ITEMS)
        return;
    Item *item = &items->list[items->count++];
    snprintf(item->name, sizeof item->name, "%.63s", name);
    snprintf(item->state, sizeof item->state, "%.15s", state);
    snprintf(item->detail, sizeof item->detail, "%.255s", detail);
    bool right = strcmp(item->state, "right") == 0;
    items->right += right;
    if (!right && !items->next)
        items->next = item;
}

/* Coupe une ligne à ses tabulations ; les champs qui manquent sont vides. */
static void split(char *line, char *field[FIELDS])
{
    for (size_t i = 0; i < FIELDS; i++) {
        field[i] = line;
        line += strcspn(line, "\t\n");
        if (*line)
            *line++ = '\0';
    }
}

/* « 16=build/exercise/16.state ». */
static bool read_exercise(Items *items, const char *argument, Error *error)
{
    char line[4096] = "", number[16] = "", *field[FIELDS];
    const char *path = strchr(argument, '=');
    FILE *file = path ? fopen(path + 1, "r") : NULL;
    if (!file)
        return error_set(error, "%s : état introuvable", argument);
    snprintf(number, sizeof number, "%.*s", (int)(path - argument), argument);
    if (!fgets(line, sizeof line, file))
        *line = '\0';
    fclose(file);
    split(line, field);
    bool right = strcmp(field[0], "right") == 0;
    bool wrong = strcmp(field[0], "wrong") == 0;
    char name[64];
    snprintf(name, sizeof name, "exercise%s", number);
    items_add(items, name, field[0],
              wrong ? field[2] : (right ? "" : field[4]));
    return true;
}

static bool read_formulas(Items *items, const char *path, Error *error)
{
    char line[4096], *field[FIELDS];
    FILE *file = fopen(path, "r");
    if (!file)
        return error_set(error, "%s : introuvable", path);
    while (fgets(line, sizeof line, file)) {
        split(line, field);
        bool wrong = strcmp(field[1], "wrong") == 0;
        items_add(items, field[0], field[1], wrong ? field[2] : "");
    }
    fclose(file);
    return true;
}

/* Au plus columns caractères de text. */
static int bytes_within(const char *text, size_t columns)
{
    const char *end = text;
    size_t count = 0;
    while (*end && (count < columns || ((unsigned char)*end & 0xC0) == 0x80)) {
        count += ((unsigned char)*end & 0xC0) != 0x80;
        end++;
    }
    return (int)(end - text);
}

static void print_items(const char *title, const Items *items)
{
    printf("%s\n", title);
    for (size_t i = 0; i < items->count; i++) {
        const Item *item = &items->list[i];
        const char *state = french(item->state), *ink = colour(item->state);
        printf("  %-18s %s%s%s%*s %.*s\n", item->name, ink, state,
               *ink ? "\033[0m" : "", 9 - (int)text_width(state), "",
               bytes_within(item->detail, 46), item->detail);
    }
}

static void print_bar(const Items *items)
{
    size_t full = items->count ? BAR * items->right / items->count : 0;
    printf("  [");
    for (size_t i = 0; i < BAR; i++)
        putchar(i < full ? '#' : '.');
    printf("] %zu sur %zu\n\n", items->right, items->count);
}

int main(int argc, char **argv)
{
    static Items exercises, formulas;
    Error error;
    bool read = true;
    for (int i = 1; read && i < argc; i++) {
        bool file = strcmp(argv[i], "--formulas") == 0 && i + 1 < argc;
        read = file ? read_formulas(&formulas, argv[++i], &error)
                    : read_exercise(&exercises, argv[i], &error);
    }
    if (!read)
        error_exit("progress", &error);
    print_items("En C", &exercises);
    print_bar(&exercises);
    print_items("En formules", &formulas);
    print_bar(&formulas);
    if (exercises.next)
        printf("À suivre : make %s%s\n", exercises.next->name,
               formulas.next ? ", ou make formulas" : "");
    else if (formulas.next)
        printf("À suivre : make formulas\n");
    if (!exercises.next && !formulas.next)
        printf("Tout est juste.\n");
    return 0;
}
