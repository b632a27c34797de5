#include "submission.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "exercise"
#define FORMULAS "formulas.txt"

enum { SIZE_MAX_BYTES = 256 * 1024, EXERCISE_CHARS = 8 };

static char *duplicate(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(allocate(size, 1), text, size);
}

static Submission *add(Submissions *list, const char *name,
                       const char *exercise)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 64;
        Submission *all = allocate(room, sizeof *all);
        if (list->count > 0)
            memcpy(all, list->all, list->count * sizeof *all);
        free(list->all);
        list->all = all;
        list->room = room;
    }
    Submission *s = &list->all[list->count++];
    *s = (Submission){ .name = duplicate(name) };
    if (exercise)
        s->exercise = duplicate(exercise);
    return s;
}

/* --- Un fichier ------------------------------------------------------------- */

static const char *read_ordinary(Submission *s, int file)
{
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        return "ce n'est pas un fichier ordinaire";
    if (status.st_size > SIZE_MAX_BYTES)
        return "plus de 256 Kio";
    char *text = allocate(SIZE_MAX_BYTES + 1, 1);
    size_t size = 0;
    ssize_t part;
    while (size <= SIZE_MAX_BYTES &&
           (part = read(file, text + size, SIZE_MAX_BYTES + 1 - size)) > 0)
        size += (size_t)part;
    s->size = size;
    if (size > 0 && size <= SIZE_MAX_BYTES) {
        s->text = allocate(size, 1);
        memcpy(s->text, text, size);
    }
    free(text);
    return size == 0 ? "fichier vide" : s->text ? NULL : "plus de 256 Kio";
}

/* O_NONBLOCK : un tube nommé ne fait pas attendre. */
static void read_file(Submission *s, int folder, const char *file_name)
{
    int file = openat(folder, file_name,
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) {
        if (errno != ENOENT)
            s->refused = errno == ELOOP ? "un lien symbolique" : "illisible";
        return;
    }
    s->refused = read_ordinary(s, file);
    close(file);
}

/* --- Un dossier ------------------------------------------------------------- */

/* « exercise17b.c » donne « 17b ». */
static bool exercise_of(char exercise[EXERCISE_CHARS], const char *file_name)
{
    size_t start = strlen(PREFIX);
    if (strncmp(file_name, PREFIX, start) != 0)
        return false;
    const char *number = file_name + start;
    size_t length = strspn(number, "0123456789");
    if (length == 0 || length > 3)
        return false;
    length += islower((unsigned char)number[length]) != 0;
    snprintf(exercise, EXERCISE_CHARS, "%.*s", (int)length, number);
    return strcmp(number + length, ".c") == 0;
}

static bool is_among(const char *const *exercises, const char *exercise)
{
    while (*exercises && strcmp(*exercises, exercise) != 0)
        exercises++;
    return *exercises != NULL;
}

/* Les exercices rendus que personne n'attend. */
static void read_others(Submissions *list, const char *name, int folder,
                        const char *const *exercises)
{
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = again < 0 ? NULL : fdopendir(again);
    if (!entries)
        return;
    for (struct dirent *entry; (entry = readdir(entries));) {
        char exercise[EXERCISE_CHARS];
        if (exercise_of(exercise, entry->d_name) &&
            !is_among(exercises, exercise))
            read_file(add(list, name, exercise), folder, entry->d_name);
    }
    closedir(entries);
}

static void read_copy(Submissions *list, int root, const char *name,
                      const char *const *exercises, bool formulas)
{
    int folder =
        openat(root, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) {
        add(list, name, "")->refused =
            errno == ENOTDIR || errno == ELOOP
                ? "ce n'est pas un dossier, ou c'est un lien"
                : "dossier illisible";
        return;
    }
    for (const char *const *exercise = exercises; *exercise; exercise++) {
        char file_name[32];
        snprintf(file_name, sizeof file_name, PREFIX "%.10s.c", *exercise);
        read_file(add(list, name, *exercise), folder, file_name);
    }
    if (formulas)
        read_file(add(list, name, NULL), folder, FORMULAS);
    read_others(list, name, folder, exercises);
    close(folder);
}

/* --- Toutes les copies ------------------------------------------------------ */

/* Le même nombre d'abord : « 6 » avant « 16 », les formules à la fin. */
static int by_name(const void *a, const void *b)
{
    const Submission *s = a, *t = b;
    int order = strcmp(s->name, t->name);
    if (order != 0)
        return order;
    if (!s->exercise || !t->exercise)
        return (s->exercise == NULL) - (t->exercise == NULL);
    long m = strtol(s->exercise, NULL, 10), n = strtol(t->exercise, NULL, 10);
    return m != n ? (m > n) - (m < n) : strcmp(s->exercise, t->exercise);
}

static bool is_same(const Submission *s, const Submission *t)
{
    bool both = s->exercise && t->exercise
                    ? strcmp(s->exercise, t->exercise) == 0
                    : s->exercise == t->exercise;
    return both && s->text && t->text && s->size == t->size &&
           memcmp(s->text, t->text, s->size) == 0;
}

/* Les autres copies du même fichier, l'une après l'autre. */
static void find_same(Submissions *list)
{
    for (size_t i = 0; i < list->count; i++) {
        char *text = NULL;
        size_t size;
        FILE *names = NULL;
        for (size_t j = 0; j < list->count; j++) {
            if (i == j || !is_same(&list->all[i], &list->all[j]))
                continue;
            if (names)
                fputs(", ", names);
            else if (!(names = open_memstream(&text, &size)))
                fatal(HERE, __func__, "mémoire épuisée");
            fputs(list->all[j].name, names);
        }
        if (names)
            fclose(names);
        list->all[i].same = text;
    }
}

bool submissions_read(Submissions *list, const char *path,
                      const char *const *exercises, bool formulas,
                      Error *error)
{
    *list = (Submissions){ 0 };
    int root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = root < 0 ? NULL : fdopendir(root);
    if (!entries)
        return error_set(error, "%s : %s", path, strerror(errno));
    for (struct dirent *entry; (entry = readdir(entries));)
        if (*entry->d_name != '.')
            read_copy(list, root, entry->d_name, exercises, formulas);
    closedir(entries);
    if (list->count == 0)
        return error_set(error, "%s : pas une copie dans ce dossier", path);
    qsort(list->all, list->count, sizeof *list->all, by_name);
    find_same(list);
    return true;
}

void submissions_free(Submissions *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->all[i].name);
        free(list->all[i].exercise);
        free(list->all[i].text);
        free(list->all[i].same);
    }
    free(list->all);
    *list = (Submissions){ 0 };
}
