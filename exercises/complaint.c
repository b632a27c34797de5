#include "complaint.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOURCE "exercise.c:"

/* Ce que disent gcc, l'éditeur de liens et UBSan, en anglais. */
#define STRAY "stray "                           /* anglais */
#define OPERANDS "invalid operands"              /* anglais */
#define ABSENT "No such file"                    /* anglais */
#define NOT_DEFINED "undefined reference to `"   /* anglais */
#define DEFINED_TWICE "multiple definition of `" /* anglais */
#define UNDEFINED "runtime error: "              /* anglais */
#define EXHAUSTED "limit exhausted"              /* anglais */
#define IMPLICIT "implicit declaration"          /* anglais */
#define NULL_POINTER "null pointer"              /* anglais */
#define RANGE "outside the range"                /* anglais */

/* Un motif de message, et ce qu'il veut dire. */
typedef struct {
    const char *pattern, *meaning;
} Meaning;

static const Meaning compile_meanings[] = {
    { "';'", "il manque un « ; », peut-être à la fin de la ligne "
             "d'avant" },
    { "expected ')'", "il manque une parenthèse « ) »" },
    { "undeclared", "un nom n'est pas déclaré" },
    { IMPLICIT, "cette fonction n'est pas déclarée" },
    { "few arguments", "il manque un argument" },
    { "many arguments", "il y a un argument de trop" },
    { "incompatible pointer type",
      "un argument n'est pas du type attendu (Matrix * ?)" },
    { "incompatible type", "un argument n'est pas du type attendu : est-ce "
                           "une Matrix ou son adresse, &A ?" },
    { "discards", "une entrée est const : on ne peut pas y écrire" },
    { "read-only", "une entrée est const : on ne peut pas y écrire" },
    { "conflicting", "la signature de la fonction a été changée" },
    { STRAY, "un caractère que le C ne connaît pas" },
    { OPERANDS, "on ne multiplie ni n'ajoute deux matrices par * "
                "ou + : voyez matrix.h" },
    { ABSENT, "ce fichier ne peut être inclus" },
    { "at end of input", "il manque une accolade « } »" },
    { "expected", "la phrase est mal construite" },
};

static const char *meaning_of(const char *line, const Meaning *meanings,
                              size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(line, meanings[i].pattern))
            return meanings[i].meaning;
    return NULL;
}

/* Copie une ligne, sans son retour. */
static void copy_line(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%.*s", (int)strcspn(from, "\n"), from);
}

/* La première ligne d'exercise.c que cite le texte, ou 0. */
static long first_line(const char *text)
{
    const char *source = text ? strstr(text, SOURCE) : NULL;
    return source ? strtol(source + strlen(SOURCE), NULL, 10) : 0;
}

/* --- Compilation ---------------------------------------------------------- */

/* Les fautes que voit l'éditeur de liens ; name est entre ` et '. */
static bool complaint_link(char *to, size_t size, const char *log)
{
    const char *undefined = strstr(log, NOT_DEFINED);
    const char *twice = strstr(log, DEFINED_TWICE);
    const char *found = undefined ? undefined : twice;
    if (!found)
        return false;
    const char *name = strchr(found, '`') + 1;
    int length = (int)strcspn(name, "'\n");
    snprintf(to, size,
             undefined ? "la fonction « %.*s » est appelée, mais n'est "
                         "définie nulle part"
                       : "« %.*s » est déjà une fonction de la bibliothèque "
                         ": on ne la redéfinit pas",
             length, name);
    return true;
}

void complaint_compile(char *to, size_t size, const char *log)
{
    const char *error = strstr(log, "error: ");
    const char *place = error;
    if (complaint_link(to, size, log))
        return;
    if (!error) {
        snprintf(to, size, "le compilateur refuse le fichier");
        return;
    }
    while (place > log && place[-1] != '\n')
        place--;
    char line[512];
    copy_line(line, sizeof line, place);
    const char *meaning =
        meaning_of(line, compile_meanings,
                   sizeof compile_meanings / sizeof *compile_meanings);
    long number = first_line(line);
    if (number == 0) /* l'erreur est dans une macro, appelée d'ici */
        number = first_line(error);
    char said[256];
    copy_line(said, sizeof said, error + strlen("error: "));
    if (number > 0)
        snprintf(to, size, "ligne %ld : %s\n  gcc dit : %s", number,
                 meaning ? meaning : "le compilateur ne comprend pas", said);
    else
        snprintf(to, size,
                 "une accolade manque à la fin, ou la fonction demandée "
                 "n'est plus celle de l'exercice\n"
                 "  gcc dit : %s",
                 said);
}

/* --- Exécution ------------------------------------------------------------ */

static const Meaning asan_meanings[] = {
    { "heap-buffer-overflow", "hors d'une matrice ou d'un bloc alloué" },
    { "stack-buffer-overflow", "hors d'un tableau local" },
    { "global-buffer-overflow", "hors d'un tableau global" },
    { "heap-use-after-free", "dans un bloc déjà libéré" },
    { "stack-overflow", "la pile déborde : la fonction s'appelle sans fin, ou "
                        "un tableau local est trop grand" },
    { "double-free", "un bloc libéré deux fois" },
    { "malloc", "matrix_free sur ce qu'on n'a pas créé" },
    { "SEGV", "une adresse où il n'y a rien" },
    { EXHAUSTED, "plus de mémoire que permis" },
    { "out-of-memory", "plus de mémoire que permis" },
    { "allocation-size-too-big", "plus de mémoire que permis" },
};

static void at_line(char *to, size_t size, long line)
{
    *to = '\0';
    if (line > 0)
        snprintf(to, size, "ligne %ld : ", line);
}

static bool complaint_address(char id[32], char *to, size_t size,
                              const char *log)
{
    const char *report = strstr(log, "AddressSanitizer: ");
    if (!report)
        return false;
    char line[512], place[64];
    copy_line(line, sizeof line, report);
    const char *meaning = meaning_of(
        line, asan_meanings, sizeof asan_meanings / sizeof *asan_meanings);
    bool overflow = strstr(line, "overflow") || strstr(line, "after-free");
    bool access = overflow && !strstr(line, "stack-overflow");
    const char *verb = strstr(report, "WRITE") ? "on écrit " : "on lit ";
    at_line(place, sizeof place, first_line(report));
    snprintf(id, 32, "%s", access ? "overflow" : "crash");
    snprintf(to, size, "%s%s%s", place, access ? verb : "",
             meaning ? meaning : line);
    return true;
}

static const Meaning undefined_meanings[] = {
    { "division by zero", "division d'un entier par zéro" },
    { NULL_POINTER, "un pointeur nul" },
    { "overflow", "un entier déborde" },
    { "bounds", "un indice hors du tableau" },
    { RANGE, "un nombre ne tient pas dans son type" },
};

static bool complaint_undefined(char id[32], char *to, size_t size,
                                const char *log)
{
    const char *report = strstr(log, UNDEFINED);
    if (!report)
        return false;
    char line[512], place[64];
    const char *start = report;
    while (start > log && start[-1] != '\n')
        start--;
    copy_line(line, sizeof line, report + strlen(UNDEFINED));
    const char *meaning =
        meaning_of(line, undefined_meanings,
                   sizeof undefined_meanings / sizeof *undefined_meanings);
    at_line(place, sizeof place, first_line(start));
    snprintf(id, 32, "undefined");
    snprintf(to, size, "%s%s", place, meaning ? meaning : line);
    return true;
}

/* « matrix_multiply : A est 5×2, B est 3×4 (exercise.c:14) » */
static bool complaint_shape(char id[32], char *to, size_t size,
                            const char *log)
{
    char line[1024] = "";
    const char *start = log;
    while (start && strncmp(start, "matrix_", 7) != 0) {
        const char *end = strchr(start, '\n');
        start = end ? end + 1 : NULL;
    }
    if (start)
        copy_line(line, sizeof line, start);
    if (!strstr(line, " : "))
        return false;
    snprintf(id, 32, "shape");
    snprintf(to, size,
             "la bibliothèque refuse ces formes :\n  %s\n"
             "  Une transposée manque-t-elle, ou deux facteurs sont-ils "
             "échangés ?",
             line);
    return true;
}

/* « allocate : mémoire épuisée (8000000 octets demandés) » */
static bool complaint_memory(char id[32], char *to, size_t size,
                             const char *log)
{
    if (!strstr(log, "mémoire épuisée"))
        return false;
    snprintf(id, 32, "crash");
    snprintf(to, size,
             "plus de mémoire que permis : une boucle qui crée "
             "des matrices sans fin ?");
    return true;
}

bool complaint_run(char id[32], char *to, size_t size, const char *log)
{
    return complaint_shape(id, to, size, log) ||
           complaint_memory(id, to, size, log) ||
           complaint_undefined(id, to, size, log) ||
           complaint_address(id, to, size, log);
}

void complaint_signal(char id[32], char *to, size_t size, int signal)
{
    const char *why = signal == SIGSEGV || signal == SIGBUS
                          ? "accès à une adresse où il n'y a rien"
                      : signal == SIGFPE  ? "division d'un entier par zéro"
                      : signal == SIGABRT ? "le programme s'est abandonné "
                                            "lui-même (abort)"
                      : signal == SIGKILL || signal == SIGXFSZ
                          ? "plus de mémoire ou de sortie que permis"
                          : "tué par un signal";
    bool late = signal == SIGXCPU;
    snprintf(id, 32, "%s", late ? "timeout" : "crash");
    if (late)
        snprintf(to, size, "la fonction ne finit pas");
    else
        snprintf(to, size, "%s (signal %d)", why, signal);
}
