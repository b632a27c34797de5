#include "report.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void fail(const char *path, const char *what)
{
    Error error;
    error_set(&error, "%s : %s : %s", path, what, strerror(errno));
    error_exit("rapport", &error);
}

/* « directory/name suffix », à libérer. */
static char *path_of(const Report *report, const char *name,
                     const char *suffix)
{
    size_t size =
        strlen(report->directory) + strlen(name) + strlen(suffix) + 2;
    char *path = allocate(size, 1);
    snprintf(path, size, "%s/%s%s", report->directory, name, suffix);
    return path;
}

static FILE *open_beside(const Report *report, const char *name)
{
    char *path = path_of(report, name, ".new");
    FILE *file = fopen(path, "w");
    if (!file)
        fail(path, "impossible de l'écrire");
    free(path);
    return file;
}

static void put_in_place(const Report *report, FILE *file, const char *name)
{
    char *new = path_of(report, name, ".new");
    char *path = path_of(report, name, "");
    bool broken = ferror(file) != 0;
    if (fclose(file) != 0 || broken || rename(new, path) != 0)
        fail(path, "écriture inachevée");
    free(new);
    free(path);
}

/* --- Ligne de commande --------------------------------------------------- */

/* Le nom du programme, sans son dossier. */
static const char *name_of(const char *program)
{
    const char *slash = strrchr(program, '/');
    return slash ? slash + 1 : program;
}

Report report_open(int argc, char **argv, const Option *options, size_t count)
{
    CommandLine line;
    Error error;
    if (options_ask_help(argc, argv)) {
        options_help(stdout, name_of(argv[0]), options, count);
        exit(0);
    }
    if (!options_read(&line, argc, argv, options, count, &error)) {
        fprintf(stderr, "%s : %s\n", name_of(argv[0]), error.text);
        exit(2);
    }
    Report report = { .quick = line.quick, .seed = line.seed };
    report.directory = allocate(strlen(line.directory) + 1, 1);
    strcpy(report.directory, line.directory);
    if (mkdir(report.directory, 0777) != 0 && errno != EEXIST)
        fail(report.directory, "impossible de créer le dossier");
    report.results = open_beside(&report, "results.yaml");
    if (line.changed)
        report_text(&report, "reader", line.changed);
    free(line.changed);
    return report;
}

Random report_random(const Report *report, uint64_t n)
{
    return random_stream(report->seed, n);
}

void report_close(Report *report)
{
    put_in_place(report, report->results, "results.yaml");
    free(report->directory);
    *report = (Report){ 0 };
}

/* --- Nombres ------------------------------------------------------------- */

static void write_key(Report *report, const char *key)
{
    for (const char *c = key; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '_' && *c != '.')
            fatal(HERE, __func__, "clef « %s »", key);
    fprintf(report->results, "%s: ", key);
}

void report_number(Report *report, const char *key, double value)
{
    write_key(report, key);
    if (isfinite(value))
        fprintf(report->results, "%.17g\n", value);
    else if (isnan(value))
        fputs(".nan\n", report->results);
    else
        fputs(value > 0 ? ".inf\n" : "-.inf\n", report->results);
}

void report_integer(Report *report, const char *key, long long value)
{
    write_key(report, key);
    fprintf(report->results, "%lld\n", value);
}

void report_text(Report *report, const char *key, const char *text)
{
    write_key(report, key);
    fputc('"', report->results);
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            fputc('\\', report->results);
        fputc(*c == '\n' ? ' ' : *c, report->results);
    }
    fputs("\"\n", report->results);
}

void report_summary(Report *report, const char *key, const Summary *summary)
{
    static const char *const names[] = { "mean", "half_width", "deviation",
                                         "low", "high" };
    const double values[] = { summary->mean, summary->half_width,
                              summary->deviation, summary->low,
                              summary->high };
    size_t size = strlen(key) + sizeof ".half_width";
    char *full = allocate(size, 1);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        snprintf(full, size, "%s.%s", key, names[i]);
        report_number(report, full, values[i]);
    }
    snprintf(full, size, "%s.n", key);
    report_integer(report, full, (long long)summary->n);
    free(full);
}

/* --- Tables -------------------------------------------------------------- */

FILE *report_table(Report *report, const char *name, const char *header)
{
    FILE *table = open_beside(report, name);
    fprintf(table, "# %s\n", header);
    return table;
}

void report_table_close(Report *report, FILE *table, const char *name)
{
    put_in_place(report, table, name);
}

void report_matrix(Report *report, const char *name, const Matrix *A)
{
    FILE *table = report_table(report, name, "i\tj\tvalue");
    for (size_t i = 0; i < A->rows; i++)
        for (size_t j = 0; j < A->cols; j++)
            fprintf(table, "%zu\t%zu\t%.9g\n", i + 1, j + 1, AT(A, i, j));
    report_table_close(report, table, name);
}

/* --- Refus --------------------------------------------------------------- */

/* Le fils : sa sortie d'erreur est le tube ; abort n'y laisse pas de core. */
static _Noreturn void attempt(void (*action)(void), int pipe_end)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    dup2(pipe_end, STDERR_FILENO);
    action();
    _exit(EXIT_SUCCESS);
}

void report_refusal(Report *report, const char *key, void (*action)(void))
{
    int ends[2];
    char message[512] = "";
    if (pipe(ends) != 0)
        fail(key, "tube impossible");
    fflush(NULL);
    pid_t child = fork();
    if (child < 0)
        fail(key, "processus impossible");
    if (child == 0)
        attempt(action, ends[1]);
    close(ends[1]);
    FILE *said = fdopen(ends[0], "r");
    if (!said || !fgets(message, sizeof message, said))
        message[0] = '\0';
    if (said)
        fclose(said);
    int status;
    waitpid(child, &status, 0);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
        message[0] = '\0';
    /* Le lecteur n'a que faire de l'endroit du programme, entre parenthèses. */
    char *site = strrchr(message, '(');
    if (site && site > message)
        site[-1] = '\0';
    report_text(report, key, message);
}

void report_progress(const char *what, size_t done, size_t total)
{
    if (!isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%s : %zu/%zu%s", what, done, total,
            done == total ? "\n" : "");
    fflush(stderr);
}

/* --- Lecture ------------------------------------------------------------- */

/* Rend false, *value intact, si text n'est pas un nombre et rien d'autre. */
static bool parse_number(double *value, char *text)
{
    char *end;
    text[strcspn(text, "\n")] = '\0';
    if (strcmp(text, ".nan") == 0)
        return *value = NAN, true;
    if (strcmp(text, ".inf") == 0)
        return *value = INFINITY, true;
    if (strcmp(text, "-.inf") == 0)
        return *value = -INFINITY, true;
    double number = strtod(text, &end);
    if (end == text || *end != '\0')
        return false;
    *value = number;
    return true;
}

bool results_read(double *value, const char *path, const char *key,
                  Error *error)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return error_set(error, "%s : %s", path, strerror(errno));
    char *line = NULL;
    size_t capacity = 0, length = strlen(key);
    bool found = false, number = false;
    while (!found && getline(&line, &capacity, file) > 0)
        if (strncmp(line, key, length) == 0 &&
            strncmp(line + length, ": ", 2) == 0) {
            found = true;
            number = parse_number(value, line + length + 2);
        }
    free(line);
    fclose(file);
    if (!found)
        return error_set(error, "%s : clef « %s » absente", path, key);
    return number ||
           error_set(error, "%s : la clef « %s » n'est pas un nombre", path,
                     key);
}
