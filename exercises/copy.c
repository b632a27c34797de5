#include "copy.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complaint.h"
#include "hole.h"

enum {
    SECONDS_COMPILE = 20,
    SECONDS_RUN = 5,
    SANITIZED_CASES = 2,
    PROCESSES_RUN = 4,
    PROCESSES_COMPILE = 16,
    ARGUMENTS = 40,
    PATH_SIZE = 1200
};

#define MEMORY ((size_t)1 << 30)
#define FILE_BYTES ((size_t)64 << 20)

/* Le travail en cours : la copie, et un dossier à elle. */
typedef struct {
    const Exercise *exercise;
    const CopyOptions *options;
    Copy *copy;
    char directory[1024];
    char kit[4096]; /* chemin absolu */
} Job;

static bool fail(Job *job, CopyEnd end, const char *id, const char *text)
{
    job->copy->end = end;
    snprintf(job->copy->id, sizeof job->copy->id, "%s", id);
    snprintf(job->copy->text, sizeof job->copy->text, "%s", text);
    return false;
}

static void path_in(char *to, size_t size, const Job *job, const char *name)
{
    snprintf(to, size, "%s/%s", job->directory, name);
}

/* --- Le dossier ----------------------------------------------------------- */

/* Le compilateur travaille ailleurs : il lui faut un chemin absolu. */
static bool absolute_kit(Job *job)
{
    char here[2048];
    const char *kit = job->options->kit;
    if (!getcwd(here, sizeof here) || access(kit, F_OK) != 0)
        return false;
    snprintf(job->kit, sizeof job->kit, "%s%s%s", *kit == '/' ? "" : here,
             *kit == '/' ? "" : "/", kit);
    return true;
}

static bool directory_open(Job *job, const char *text)
{
    Error error;
    char path[PATH_SIZE];
    const char *root = getenv("TMPDIR");
    snprintf(job->directory, sizeof job->directory, "%.1000s/copie-XXXXXX",
             root && *root ? root : "/tmp");
    if (!mkdtemp(job->directory))
        return fail(job, COPY_UNJUDGED, "judge",
                    "pas de dossier temporaire où travailler");
    path_in(path, sizeof path, job, "exercise.c");
    if (!file_write(path, text, &error))
        return fail(job, COPY_UNJUDGED, "judge", error.text);
    if (!absolute_kit(job))
        return fail(job, COPY_UNJUDGED, "judge",
                    "la trousse de l'exercice manque : make la fait");
    return true;
}

static void directory_close(const Job *job)
{
    static const char *const names[] = { "exercise.c", "program", "sanitized",
                                         "cases",      "answers", "log" };
    char path[PATH_SIZE];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        path_in(path, sizeof path, job, names[i]);
        remove(path);
    }
    remove(job->directory);
}

/* --- Compiler ------------------------------------------------------------- */

/* Le début du journal, à libérer. */
static char *read_log(const Job *job)
{
    char path[PATH_SIZE];
    path_in(path, sizeof path, job, "log");
    char *text = allocate(65537, 1);
    FILE *file = fopen(path, "r");
    if (file) {
        size_t size = fread(text, 1, 65536, file);
        for (size_t i = 0; i < size; i++)
            if (text[i] == '\0')
                text[i] = '?';
        fclose(file);
    }
    return text;
}

/* Ce qui vient de la trousse. */
typedef struct {
    char include[4200], call[4200], harness[4200], library[4200];
} Kit;

static Kit kit_of(const Job *job, bool sanitized)
{
    Kit kit;
    const char *variant = sanitized ? "sanitize" : "plain";
    snprintf(kit.include, sizeof kit.include, "-I%s", job->kit);
    snprintf(kit.call, sizeof kit.call, "%s/%s/call.c", job->kit,
             job->exercise->number);
    snprintf(kit.harness, sizeof kit.harness, "%s/%s/harness.o", job->kit,
             variant);
    snprintf(kit.library, sizeof kit.library, "%s/%s/libmatrix.a", job->kit,
             variant);
    return kit;
}

/* La commande de gcc ; kit doit lui survivre. */
static void compiler_command(const char *command[ARGUMENTS], const Kit *kit,
                             bool sanitized)
{
    static const char *const flags[] = {
        "gcc",
        "-std=c11",
        "-D_POSIX_C_SOURCE=200809L",
        "-O1",
        "-g",
        "-Wall",
        "-Werror=implicit-function-declaration",
        "-Werror=int-conversion",
        "-Werror=incompatible-pointer-types",
        "-Werror=discarded-qualifiers",
        "-fno-diagnostics-show-caret",
        "-ffp-contract=off",
        "-I."
    };
    static const char *const sanitizers[] = { "-fsanitize=address,undefined",
                                              "-fno-sanitize-recover=all" };
    const char *const files[] = { kit->include,
                                  kit->call,
                                  kit->harness,
                                  kit->library,
                                  "-lm",
                                  "-o",
                                  sanitized ? "sanitized" : "program" };
    size_t count = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        command[count++] = flags[i];
    for (size_t i = 0; sanitized && i < 2; i++)
        command[count++] = sanitizers[i];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        command[count++] = files[i];
    command[count] = NULL;
}

static SandboxEnd run_compiler(const Job *job, bool sanitized)
{
    char log[PATH_SIZE];
    const char *command[ARGUMENTS];
    Kit kit = kit_of(job, sanitized);
    path_in(log, sizeof log, job, "log");
    compiler_command(command, &kit, sanitized);
    const char *readable[] = { job->kit, NULL };
    const char *environment[] = { "PATH=/usr/bin:/bin", "LC_ALL=C",
                                  "TMPDIR=/tmp", NULL };
    SandboxRun run = { .environment = environment,
                       .command = command,
                       .directory = job->directory,
                       .readable = readable,
                       .input = -1,
                       .output = -1,
                       .log = log,
                       .seconds = SECONDS_COMPILE,
                       .memory = 2 * MEMORY,
                       .processes = PROCESSES_COMPILE,
                       .file_size = FILE_BYTES };
    return sandbox_run(job->options->sandbox, &run);
}

static bool compile(Job *job, bool sanitized)
{
    char text[1024];
    SandboxEnd end = run_compiler(job, sanitized);
    if (end.kind == END_REFUSED)
        return fail(job, COPY_UNJUDGED, "judge", end.text);
    if (end.kind == END_EXITED && end.code == 0)
        return true;
    if (end.kind != END_EXITED)
        return fail(job, COPY_BROKEN, "compile",
                    "la compilation ne finit pas, ou demande trop");
    char *log = read_log(job);
    complaint_compile(text, sizeof text, log);
    free(log);
    return fail(job, COPY_BROKEN, "compile", text);
}

/* --- Les cas, vers la copie ------------------------------------------------ */

static void put(FILE *file, uint64_t word)
{
    fwrite(&word, sizeof word, 1, file);
}

static void put_shape(FILE *file, const Matrix *A)
{
    put(file, A->rows);
    put(file, A->cols);
}

static void put_case(FILE *file, const Exercise *e, const Case *c)
{
    size_t inputs = tensor_count(e->inputs),
           outputs = tensor_count(e->outputs);
    put(file, inputs);
    put(file, outputs);
    for (size_t k = 0; k < inputs; k++) {
        put_shape(file, &c->in[k]);
        fwrite(c->in[k].data, sizeof(double), matrix_size(&c->in[k]), file);
    }
    for (size_t k = 0; k < outputs; k++) {
        put_shape(file, &c->out[k]);
        put(file, e->start ? e->start[k] : 0);
    }
}

/* Écrit count cas ; rend false si le disque le refuse. */
static bool put_cases(const Job *job, size_t count)
{
    char path[PATH_SIZE];
    path_in(path, sizeof path, job, "cases");
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    put(file, count);
    for (size_t i = 0; i < count; i++)
        put_case(file, job->exercise, &job->copy->answers.cases[i]);
    bool failed = ferror(file) != 0;
    return fclose(file) == 0 && !failed;
}

/* --- Ce que rend la copie -------------------------------------------------- */

/* La mémoire rendue, lue mot à mot ; ended : il n'y en a plus. */
typedef struct {
    FILE *file;
    bool ended;
} Reader;

static uint64_t take(Reader *reader)
{
    uint64_t word = 0;
    if (fread(&word, sizeof word, 1, reader->file) != 1)
        reader->ended = true;
    return word;
}

static bool take_guard(Reader *reader)
{
    bool changed = false;
    for (size_t i = 0; i < WIRE_GUARD; i++)
        if (take(reader) != WIRE_GUARD_BITS)
            changed = true;
    return changed;
}

/* Une matrice de la forme de like. */
static void take_matrix(Reader *reader, Matrix *A, const Matrix *like,
                        bool *moved, bool *spilled)
{
    *moved = take(reader) != WIRE_SAME;
    *spilled = take_guard(reader);
    *A = matrix_create(like->rows, like->cols);
    for (size_t i = 0; i < matrix_size(A); i++) {
        uint64_t word = take(reader);
        memcpy(&A->data[i], &word, sizeof word);
    }
    *spilled |= take_guard(reader);
}

static bool take_trace(Reader *reader, const Exercise *e, const Case *c,
                       Trace *trace, uint64_t rank, uint64_t run)
{
    bool moved;
    if (take(reader) != WIRE_DONE || take(reader) != rank ||
        take(reader) != run)
        return false;
    for (size_t k = 0; e->inputs[k].name; k++)
        take_matrix(reader, &trace->in[k], &c->in[k], &moved,
                    &trace->in_spilled[k]);
    for (size_t k = 0; e->outputs[k].name; k++)
        take_matrix(reader, &trace->out[k], &c->out[k], &trace->moved[k],
                    &trace->spilled[k]);
    return !reader->ended;
}

static void take_answers(Job *job)
{
    char path[PATH_SIZE];
    Answers *answers = &job->copy->answers;
    path_in(path, sizeof path, job, "answers");
    Reader reader = { fopen(path, "r"), false };
    if (!reader.file)
        return;
    for (size_t i = 0; i < answers->count; i++) {
        bool whole = true;
        for (uint64_t run = 0; run < WIRE_RUNS && whole; run++)
            whole = take_trace(&reader, job->exercise, &answers->cases[i],
                               &answers->traces[i][run], i, run);
        if (!whole)
            break;
        answers->answered = i + 1;
    }
    fclose(reader.file);
}

/* --- Lancer --------------------------------------------------------------- */

static SandboxEnd run_program(const Job *job, bool sanitized)
{
    static const char *const environment[] = {
        "ASAN_OPTIONS=detect_leaks=0:hard_rss_limit_mb=512:handle_abort=0:"
        "detect_stack_use_after_return=0",
        "UBSAN_OPTIONS=halt_on_error=1", "LC_ALL=C.UTF-8", NULL
    };
    char cases[PATH_SIZE], answers[PATH_SIZE], log[PATH_SIZE];
    path_in(cases, sizeof cases, job, "cases");
    path_in(answers, sizeof answers, job, "answers");
    path_in(log, sizeof log, job, "log");
    const char *command[] = { sanitized ? "./sanitized" : "./program", NULL };
    SandboxRun run = { .command = command,
                       .directory = job->directory,
                       .read_only = true,
                       .input = open(cases, O_RDONLY | O_CLOEXEC),
                       .output = open(answers,
                                      O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                                      0600),
                       .log = log,
                       .seconds = SECONDS_RUN,
                       .memory = sanitized ? 0 : MEMORY,
                       .processes = PROCESSES_RUN,
                       .file_size = FILE_BYTES,
                       .environment = environment };
    SandboxEnd end = { END_REFUSED, 0, "le dossier de travail est perdu" };
    if (run.input >= 0 && run.output >= 0)
        end = sandbox_run(job->options->sandbox, &run);
    if (run.input >= 0)
        close(run.input);
    if (run.output >= 0)
        close(run.output);
    return end;
}

/* La fin d'un programme qui ne s'est pas bien passée. */
static bool broken(Job *job, const SandboxEnd *end)
{
    char id[32] = "early-exit", text[1536] = "";
    char *log = read_log(job);
    if (end->kind == END_TIMEOUT) {
        snprintf(id, sizeof id, "timeout");
        snprintf(text, sizeof text,
                 "la fonction ne finit pas en %d secondes : une boucle sans "
                 "fin ?",
                 SECONDS_RUN);
    } else if (!complaint_run(id, text, sizeof text, log)) {
        if (end->kind == END_SIGNALED)
            complaint_signal(id, text, sizeof text, end->code);
        else
            snprintf(text, sizeof text,
                     "le programme s'arrête avant d'avoir rendu ses "
                     "réponses : la copie appelle-t-elle exit ?");
    }
    free(log);
    return fail(job, COPY_BROKEN, id, text);
}

static bool execute(Job *job, bool sanitized)
{
    Answers *answers = &job->copy->answers;
    size_t count = answers->count;
    if (sanitized && count > SANITIZED_CASES)
        count = SANITIZED_CASES;
    if (!put_cases(job, count))
        return fail(job, COPY_UNJUDGED, "judge", "les cas ne s'écrivent pas");
    SandboxEnd end = run_program(job, sanitized);
    if (end.kind == END_REFUSED)
        return fail(job, COPY_UNJUDGED, "judge", end.text);
    bool well = end.kind == END_EXITED && end.code == 0;
    if (sanitized)
        return well || broken(job, &end);
    char *said = read_log(job);
    snprintf(job->copy->said, sizeof job->copy->said, "%s", said);
    free(said);
    take_answers(job);
    return (well && answers->answered == answers->count) || broken(job, &end);
}

Copy copy_run(const Exercise *e, const char *text, const CopyOptions *options)
{
    Copy copy = { .end = COPY_RAN };
    Job job = { .exercise = e, .options = options, .copy = &copy };
    Answers *answers = &copy.answers;
    answers->count = e->cases;
    answers->cases = allocate(e->cases, sizeof *answers->cases);
    answers->traces = allocate(e->cases, sizeof *answers->traces);
    for (size_t i = 0; i < e->cases; i++)
        case_draw(&answers->cases[i], e, i);
    bool done = directory_open(&job, text) && compile(&job, false);
    if (done && !options->plain)
        done = compile(&job, true) && execute(&job, true);
    if (done)
        execute(&job, false);
    if (*job.directory)
        directory_close(&job);
    return copy;
}

static void trace_free(Trace *trace)
{
    for (size_t k = 0; k < TENSORS_MAX; k++) {
        matrix_free(&trace->in[k]);
        matrix_free(&trace->out[k]);
    }
}

void copy_free(Copy *copy)
{
    for (size_t i = 0; i < copy->answers.count; i++) {
        case_free(&copy->answers.cases[i]);
        for (size_t run = 0; run < WIRE_RUNS; run++)
            trace_free(&copy->answers.traces[i][run]);
    }
    free(copy->answers.cases);
    free(copy->answers.traces);
    *copy = (Copy){ 0 };
}
