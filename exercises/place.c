#include "place.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Le second exercice d'un chapitre est dans un dossier de plus. */
static void pattern_of(char *to, size_t size, const char *number)
{
    const char *letter = number;
    while (isdigit((unsigned char)*letter))
        letter++;
    snprintf(to, size, "chapters/%02ld-*/exercise%s%s",
             strtol(number, NULL, 10), *letter ? "-" : "", letter);
}

bool place_find(Place *place, const char *number, Error *error)
{
    char pattern[64];
    glob_t found;
    pattern_of(pattern, sizeof pattern, number);
    if (glob(pattern, 0, NULL, &found) != 0)
        return error_set(error,
                         "%s : pas d'exercice ici ; êtes-vous à la racine du "
                         "cahier ?",
                         pattern);
    snprintf(place->folder, sizeof place->folder, "%s", found.gl_pathv[0]);
    globfree(&found);
    snprintf(place->solution, sizeof place->solution, "%s/solution.c",
             place->folder);
    snprintf(place->hints, sizeof place->hints, "%s/hints.txt", place->folder);
    snprintf(place->student, sizeof place->student, "%s.c", place->folder);
    snprintf(place->seen, sizeof place->seen, "build/exercise/%s.hints",
             number);
    return true;
}

/* La ligne « eq<TAB>label<TAB>16.5<TAB>… » de ce fichier. */
static bool find_in(char *to, size_t size, const char *path, const char *label)
{
    char line[8192], name[128], number[32];
    bool found = false;
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while (!found && fgets(line, sizeof line, file))
        found = sscanf(line, "eq\t%127[^\t]\t%31[^\t]", name, number) == 2 &&
                strcmp(name, label) == 0;
    fclose(file);
    if (found)
        snprintf(to, size, "éq. (%s)", number);
    return found;
}

bool place_equation(char *to, size_t size, const char *label)
{
    glob_t found;
    bool known = false;
    if (glob("build/chapter[0-9][0-9]/labels.tsv", 0, NULL, &found) != 0)
        return false;
    for (size_t i = 0; i < found.gl_pathc && !known; i++)
        known = find_in(to, size, found.gl_pathv[i], label);
    globfree(&found);
    return known;
}
