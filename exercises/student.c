#include "student.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hole.h"

char *student_pristine(const Place *place, Error *error)
{
    char *solution = file_read(place->solution, error);
    char *pristine = solution ? hole_fill(solution, "") : NULL;
    if (solution && !pristine)
        error_set(error, "%s : les marques « À VOUS » et « FIN » manquent",
                  place->solution);
    free(solution);
    return pristine;
}

bool student_create(const Place *place, bool *created, Error *error)
{
    *created = false;
    if (access(place->student, F_OK) == 0)
        return true;
    char *pristine = student_pristine(place, error);
    *created = pristine && file_write(place->student, pristine, error);
    free(pristine);
    return *created;
}

/* --- Indices : des paragraphes, séparés par une ligne vide ------------------ */

/* Le début du paragraphe de rang i, et sa longueur ; NULL s'il n'y en a pas. */
static const char *paragraph(const char *text, size_t i, size_t *length)
{
    for (;;) {
        text += strspn(text, "\n");
        if (!*text)
            return NULL;
        const char *end = strstr(text, "\n\n");
        *length = end ? (size_t)(end - text) : strlen(text);
        if (i-- == 0)
            return text;
        text += *length;
    }
}

static size_t paragraph_count(const char *text)
{
    size_t count = 0, length;
    while (paragraph(text, count, &length))
        count++;
    return count;
}

static size_t seen_read(const Place *place)
{
    size_t seen = 0;
    FILE *file = fopen(place->seen, "r");
    if (!file)
        return 0;
    if (fscanf(file, "%zu", &seen) != 1)
        seen = 0;
    fclose(file);
    return seen;
}

static bool seen_write(const Place *place, size_t seen, Error *error)
{
    char text[32];
    snprintf(text, sizeof text, "%zu\n", seen);
    return file_write(place->seen, text, error);
}

bool student_hint(const Place *place, const char *number, Error *error)
{
    char *text = file_read(place->hints, error);
    if (!text)
        return false;
    size_t count = paragraph_count(text), seen = seen_read(place), length = 0;
    size_t next = seen < count ? seen : count - 1;
    const char *hint = count > 0 ? paragraph(text, next, &length) : NULL;
    bool done = hint && seen_write(place, next + 1, error);
    if (done)
        printf("Indice %zu sur %zu.\n%.*s\n", next + 1, count, (int)length,
               hint);
    if (done && next + 1 == count)
        printf("C'est le dernier ; make solution%s montre la solution.\n",
               number);
    if (!hint)
        error_set(error, "%s : aucun indice", place->hints);
    free(text);
    return done;
}

/* Le texte, où « @eq:nom » devient « éq. (16.5) ». */
static void print_solution(const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        char label[64], equation[48];
        size_t size = sscanf(text, "@%63[A-Za-z0-9:-]", label) == 1
                          ? strlen(label) + 1
                          : 0;
        if (size && place_equation(equation, sizeof equation, label)) {
            fputs(equation, stdout);
            text += size;
        } else {
            putchar(*text++);
        }
    }
}

bool student_solution(const Place *place, const char *number, bool solved,
                      Error *error)
{
    size_t start, end, count = 0;
    char *hints = file_read(place->hints, error);
    char *text = hints ? file_read(place->solution, error) : NULL;
    bool shown = text && hole_find(text, &start, &end);
    if (text && !shown)
        error_set(error, "%s : les marques « À VOUS » et « FIN » manquent",
                  place->solution);
    if (hints)
        count = paragraph_count(hints);
    size_t seen = seen_read(place);
    if (shown && !solved && seen < count)
        shown = error_set(error,
                          "encore %zu indice%s avant la solution : make "
                          "hint%s",
                          count - seen, count - seen > 1 ? "s" : "", number);
    if (shown)
        print_solution(text + start, end - start);
    free(hints);
    free(text);
    return shown;
}

/* --- Recommencer ------------------------------------------------------------ */

/* Le premier nom libre : exercise.1.c, exercise.2.c… */
static void kept_name(char *to, size_t size, const Place *place)
{
    for (size_t i = 1;; i++) {
        snprintf(to, size, "%s.%zu.c", place->folder, i);
        if (access(to, F_OK) != 0)
            return;
    }
}

static bool is_yes(void)
{
    char answer[16] = "";
    return fgets(answer, sizeof answer, stdin) &&
           (answer[0] == 'o' || answer[0] == 'O');
}

bool student_reset(const Place *place, Error *error)
{
    char kept[320];
    bool created;
    if (access(place->student, F_OK) == 0) {
        kept_name(kept, sizeof kept, place);
        printf("Remettre %s à vide ? Votre version sera gardée dans %s. "
               "(o/n) ",
               place->student, kept);
        fflush(stdout);
        if (!is_yes())
            return error_set(error, "rien n'a été changé");
        if (rename(place->student, kept) != 0)
            return error_set(error, "%s : impossible de l'écrire", kept);
    }
    if (!student_create(place, &created, error))
        return false;
    printf("%s est comme au premier jour.\n", place->student);
    return seen_write(place, 0, error);
}
