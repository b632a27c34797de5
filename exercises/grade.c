/* grade — les copies d'une classe, en un tableau.
 *
 *     grade [--bin DOSSIER] [--out FICHIER.csv] COPIES
 *
 * COPIES contient un dossier par étudiant, avec exercise16.c, formulas.txt… Le
 * juge de chaque exercice, DOSSIER/judge16, est un autre programme, qui lance
 * la copie sous bubblewrap. Statut : 0 ; 1 si un juge n'a pu juger ; 2 si rien
 * n'a pu l'être.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sandbox.h"
#include "submission.h"
#include "table.h"

enum {
    JUDGES = 64,
    JUDGE_SECONDS = 180,
    ANSWER_BYTES = 256 * 1024,
    FIELDS = 4,
    NO_JUDGE = 127, /* le statut d'un programme qui n'est pas là */
    UNUSABLE = 2    /* le statut quand rien n'a pu être jugé */
};

typedef struct {
    const char *bin, *out, *copies;
    char *judges[JUDGES + 1]; /* « 16 », « 17b » */
    bool formulas;
    char file[1100], errors[1100]; /* la copie du moment, ce que dit le juge */
    char folder[1050];             /* où elles sont */
    FILE *csv;
    size_t right, wrong, todo, refused, failed;
} Grade;

/* Une ligne du tableau. */
typedef struct {
    const char *state, *id, *diagnostic, *cases;
} Verdict;

/* --- Les juges -------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    char *const *s = a, *const *t = b;
    long m = strtol(*s, NULL, 10), n = strtol(*t, NULL, 10);
    return m != n ? (m > n) - (m < n) : strcmp(*s, *t);
}

/* Les exercices dont DOSSIER a le juge. */
static bool find_judges(Grade *g, Error *error)
{
    size_t count = 0;
    DIR *folder = opendir(g->bin);
    if (!folder)
        return error_set(error, "%s : %s", g->bin, strerror(errno));
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *name = entry->d_name;
        if (strcmp(name, "formula") == 0)
            g->formulas = true;
        if (strncmp(name, "judge", 5) == 0 &&
            isdigit((unsigned char)name[5]) && strlen(name) < 12 &&
            count < JUDGES)
            g->judges[count++] = strdup(name + 5);
    }
    closedir(folder);
    qsort(g->judges, count, sizeof *g->judges, by_number);
    return count > 0 || g->formulas ||
           error_set(error, "%s : pas un juge ; construisez-les d'abord",
                     g->bin);
}

static _Noreturn void judge_exec(const Grade *g, const char *program,
                                 bool formulas, int out)
{
    int in = open("/dev/null", O_RDONLY);
    int errors = open(g->errors, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(in, 0);
    dup2(out, 1);
    dup2(errors, 2);
    if (formulas)
        execl(program, program, "--file", g->file, "--tsv", (char *)NULL);
    else
        execl(program, program, "--copy", g->file, "--sandbox", "bwrap",
              "--tsv", (char *)NULL);
    _exit(NO_JUDGE);
}

/* Ce que le juge écrit, jusqu'à sa fin ; false si elle tarde. */
static bool judge_read(char *answer, int out)
{
    size_t size = 0;
    ssize_t part = 1;
    time_t end = time(NULL) + JUDGE_SECONDS;
    struct pollfd wait = { .fd = out, .events = POLLIN };
    while (part > 0 && time(NULL) < end)
        if (poll(&wait, 1, 1000) > 0) {
            part = read(out, answer + size, ANSWER_BYTES - 1 - size);
            size += part > 0 ? (size_t)part : 0;
        }
    answer[size] = '\0';
    return part <= 0;
}

/* Le statut du juge, −1 s'il n'est pas sorti de lui-même ; answer, ce qu'il a
 * dit. */
static int judge_run(const Grade *g, const Submission *s, char *answer)
{
    char program[4096];
    int ends[2], status = 0;
    snprintf(program, sizeof program, "%s/%s%s", g->bin,
             s->exercise ? "judge" : "formula",
             s->exercise ? s->exercise : "");
    *answer = '\0';
    if (pipe(ends) != 0)
        return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    pid_t pid = fork();
    if (pid == 0)
        judge_exec(g, program, !s->exercise, ends[1]);
    close(ends[1]);
    if (pid > 0) {
        if (!judge_read(answer, ends[0]))
            kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
    }
    close(ends[0]);
    return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* --- Les lignes -------------------------------------------------------------- */

static void count(Grade *g, const char *state)
{
    g->right += strcmp(state, "juste") == 0;
    g->wrong += strcmp(state, "faux") == 0;
    g->todo += strcmp(state, "à faire") == 0 || strcmp(state, "absent") == 0;
    g->refused += strcmp(state, "refusé") == 0;
    g->failed += strcmp(state, "non jugé") == 0;
}

static void print_row(char *const cells[TABLE_COLUMNS])
{
    static const size_t widths[] = { 20, 10, 8 };
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        table_pad(stdout, cells[i], widths[i]);
        fputs("  ", stdout);
    }
    fputs(cells[4], stdout);
    if (*cells[5])
        printf(" (%s cas)", cells[5]);
    if (*cells[6])
        printf("%s[%s]", *cells[4] || *cells[5] ? " " : "", cells[6]);
    putchar('\n');
}

/* Le CSV a toutes les lignes ; le terminal omet les formules à faire. */
static void row(Grade *g, const Submission *s, const char *exercise,
                const Verdict *v)
{
    char *same = NULL;
    size_t size;
    FILE *text = open_memstream(&same, &size);
    bool started = strcmp(v->state, "à faire") != 0;
    if (!text)
        fatal(HERE, __func__, "mémoire épuisée");
    if (s->same && started)
        fprintf(text, "même fichier que %s", s->same);
    fclose(text);
    const char *raw[TABLE_COLUMNS] = { s->name, exercise,      v->state,
                                       v->id,   v->diagnostic, v->cases,
                                       same };
    char *cells[TABLE_COLUMNS];
    for (size_t i = 0; i < TABLE_COLUMNS; i++)
        cells[i] = table_cell(raw[i]);
    table_csv(g->csv, cells);
    if (s->exercise || started)
        print_row(cells);
    fflush(stdout);
    count(g, v->state);
    for (size_t i = 0; i < TABLE_COLUMNS; i++)
        free(cells[i]);
    free(same);
}

static const char *french(const char *state)
{
    static const char *const names[][2] = { { "right", "juste" },
                                            { "wrong", "faux" },
                                            { "todo", "à faire" } };
    for (size_t i = 0; i < 3; i++)
        if (strcmp(state, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}

/* Coupe une ligne aux tabulations ; ce qui manque est vide, ce qui est en trop
 * est omis. */
static void cut(char *line, char *fields[FIELDS])
{
    for (size_t i = 0; i < FIELDS; i++) {
        char *end = line + strcspn(line, "\t");
        fields[i] = line;
        line = *end ? end + 1 : end;
        *end = '\0';
    }
}

/* Le juge n'a pas jugé : la première ligne de ses plaintes, s'il en a. */
static void row_failed(Grade *g, const Submission *s, const char *exercise,
                       int status)
{
    char line[512] = "", text[600];
    FILE *errors = fopen(g->errors, "r");
    if (errors) {
        if (fgets(line, sizeof line, errors))
            line[strcspn(line, "\n")] = '\0';
        fclose(errors);
    }
    snprintf(text, sizeof text, "le juge a échoué (statut %d)%s%s", status,
             *line ? " : " : "", line);
    if (status == NO_JUDGE)
        row(g, s, exercise,
            &(Verdict){ "refusé", "unknown", "exercice inconnu", "" });
    else
        row(g, s, exercise, &(Verdict){ "non jugé", "judge", text, "" });
}

/* état, identifiant, diagnostic, cas : une ligne, et le statut qui va avec. */
static void judge_exercise(Grade *g, const Submission *s, char *answer)
{
    char *fields[FIELDS];
    int status = judge_run(g, s, answer);
    answer[strcspn(answer, "\r\n")] = '\0';
    cut(answer, fields);
    const char *state = french(fields[0]);
    if (!state || (status == 0) != (strcmp(state, "juste") == 0) ||
        status < 0 || status > 1)
        row_failed(g, s, s->exercise, status);
    else
        row(g, s, s->exercise,
            &(Verdict){ state, fields[1], fields[2], fields[3] });
}

/* identifiant, état, diagnostic : une ligne par question. */
static void judge_formulas(Grade *g, const Submission *s, char *answer)
{
    char *next = NULL, *fields[FIELDS];
    size_t lines = 0;
    int status = judge_run(g, s, answer);
    for (char *line = strtok_r(answer, "\r\n", &next); line;
         line = strtok_r(NULL, "\r\n", &next)) {
        cut(line, fields);
        const char *state = french(fields[1]);
        if (!state)
            continue;
        lines++;
        row(g, s, fields[0], &(Verdict){ state, "", fields[2], "" });
    }
    if (lines == 0 || status != 0)
        row_failed(g, s, "formules", status);
}

/* Le juge lit une copie de la copie : rien n'a pu la changer entre-temps. */
static bool put_file(const Grade *g, const Submission *s)
{
    unlink(g->file);
    FILE *file = fopen(g->file, "w");
    if (!file)
        return false;
    bool written = fwrite(s->text, 1, s->size, file) == s->size;
    return fclose(file) == 0 && written;
}

static void judge(Grade *g, const Submission *s, char *answer)
{
    const char *exercise = s->exercise ? s->exercise : "formules";
    if (s->refused)
        row(g, s, exercise, &(Verdict){ "refusé", "file", s->refused, "" });
    else if (!s->text)
        row(g, s, exercise, &(Verdict){ "absent", "", "", "" });
    else if (!put_file(g, s))
        row(g, s, exercise,
            &(Verdict){ "non jugé", "judge", "disque plein ?", "" });
    else if (s->exercise)
        judge_exercise(g, s, answer);
    else
        judge_formulas(g, s, answer);
}

/* --- Le tableau -------------------------------------------------------------- */

static bool folder_open(Grade *g, Error *error)
{
    const char *root = getenv("TMPDIR");
    snprintf(g->folder, sizeof g->folder, "%.1000s/grade-XXXXXX",
             root && *root ? root : "/tmp");
    if (!mkdtemp(g->folder))
        return error_set(error, "%s : %s", g->folder, strerror(errno));
    snprintf(g->file, sizeof g->file, "%s/copy", g->folder);
    snprintf(g->errors, sizeof g->errors, "%s/errors", g->folder);
    return true;
}

static void folder_close(const Grade *g)
{
    unlink(g->file);
    unlink(g->errors);
    rmdir(g->folder);
}

static void judge_all(Grade *g, const Submissions *list)
{
    static char *const titles[TABLE_COLUMNS] = {
        "nom", "exercice", "état", "erreur", "diagnostic", "cas", "remarque"
    };
    char *answer = allocate(ANSWER_BYTES, 1);
    table_csv(g->csv, titles);
    for (size_t i = 0; i < list->count; i++)
        judge(g, &list->all[i], answer);
    printf("%zu juste%s, %zu faux, %zu à faire, %zu refusé%s, %zu non jugé%s "
           "; %s\n",
           g->right, g->right > 1 ? "s" : "", g->wrong, g->todo, g->refused,
           g->refused > 1 ? "s" : "", g->failed, g->failed > 1 ? "s" : "",
           g->out);
    free(answer);
}

static bool grade_list(Grade *g, const Submissions *list, Error *error)
{
    char beside[4200];
    snprintf(beside, sizeof beside, "%s.tmp", g->out);
    if (!folder_open(g, error))
        return false;
    g->csv = fopen(beside, "w");
    if (g->csv)
        judge_all(g, list);
    folder_close(g);
    bool written = g->csv && !ferror(g->csv);
    if (g->csv && fclose(g->csv) != 0)
        written = false;
    if (written && rename(beside, g->out) == 0)
        return true;
    return error_set(error, "%s : %s", g->out, strerror(errno));
}

static bool grade(Grade *g, Error *error)
{
    Submissions list;
    if (!find_judges(g, error) || !sandbox_available(error))
        return false;
    const char *exercises[JUDGES + 1] = { NULL };
    for (size_t i = 0; g->judges[i]; i++)
        exercises[i] = g->judges[i];
    bool done =
        submissions_read(&list, g->copies, exercises, g->formulas, error) &&
        grade_list(g, &list, error);
    submissions_free(&list);
    return done;
}

static bool read_arguments(Grade *g, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--bin") == 0 && more)
            g->bin = argv[++i];
        else if (strcmp(argv[i], "--out") == 0 && more)
            g->out = argv[++i];
        else if (*argv[i] != '-' && *argv[i] && !g->copies)
            g->copies = argv[i];
        else
            return false;
    }
    return g->copies != NULL;
}

int main(int argc, char **argv)
{
    Error error;
    Grade g = { .bin = "build/bin", .out = "build/grade.csv" };
    if (!read_arguments(&g, argc, argv)) {
        fputs("usage : grade [--bin DOSSIER] [--out FICHIER.csv] COPIES\n",
              stderr);
        return UNUSABLE;
    }
    bool done = grade(&g, &error);
    for (size_t i = 0; g.judges[i]; i++)
        free(g.judges[i]);
    if (done)
        return g.failed > 0;
    fprintf(stderr, "grade : %s\n", error.text);
    return UNUSABLE;
}
