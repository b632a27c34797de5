/* Linux : setgroups, closefrom, execvpe, pipe2. */
#define _GNU_SOURCE

#include "sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "processes.h"

#define WORK "/sandbox"
#define MIB ((size_t)1 << 20)
#define RESIDENT (1024 * MIB)
#define TMP_BYTES (64 * MIB)
#define LOG_BYTES ((size_t)64 << 10)

enum {
    OUTPUT = 3,     /* ce que run->output devient */
    STATUS = 4,     /* par où bwrap, ou un lancement manqué, se raconte */
    HIGH = 10,      /* au-delà de tout descripteur fixé */
    FILES = 64,     /* descripteurs ouverts à la fois */
    ARGUMENTS = 96, /* de bwrap */
    BWRAP_OWN = 2,  /* les processus de bwrap lui-même */
    MARGIN = 64,    /* les processus qu'un utilisateur lance par ailleurs */
    TICK = 10       /* ms */
};

#define SCAN_SECONDS 0.04

/* Des utilisateurs sans droits : un intervalle que ni Debian ni systemd
 * n'attribuent. Un par surveillant, ou presque : leurs comptes de processus ne
 * se mêlent pas. */
enum { FIRST_UID = 60578, UIDS = 600 };

typedef enum { STOP_NONE, STOP_LATE, STOP_GREEDY, STOP_ORPHAN } Stop;

/* Un lancement, du côté du surveillant. */
typedef struct {
    SandboxKind kind;
    const SandboxRun *run;
    pid_t caller, child;
    uid_t uid;           /* celui de la commande */
    size_t processes;    /* RLIMIT_NPROC */
    int log, out, story; /* −1 : pas de journal ; sorties ; STATUS */
    size_t logged;
    char head[200]; /* le début des sorties */
    double deadline;
    Stop stop;
    int status; /* de waitpid */
} Watch;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static SandboxEnd refused(const char *text)
{
    SandboxEnd end = { .kind = END_REFUSED };
    snprintf(end.text, sizeof end.text, "%s", text);
    return end;
}

/* --- La ligne de commande de bwrap ---------------------------------------- */

typedef struct {
    const char *words[ARGUMENTS];
    size_t count;
    char size[32], links[8][64];
} Line;

static void line_add(Line *line, const char *const *words)
{
    while (*words) {
        if (line->count + 1 == ARGUMENTS)
            fatal(HERE, __func__, "plus de %d mots", ARGUMENTS);
        line->words[line->count++] = *words++;
    }
}

#define ADD(line, ...) \
    line_add(line, (const char *const[]){ __VA_ARGS__, NULL })

/* /bin, /lib… : des liens vers /usr, ou des dossiers chez qui n'a pas fondu les
 * deux. */
static void line_add_system(Line *line)
{
    static const char *const names[] = { "/bin",   "/sbin",  "/lib",
                                         "/lib32", "/lib64", "/libx32" };
    ADD(line, "--ro-bind", "/usr", "/usr");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *link = line->links[i];
        ssize_t length = readlink(names[i], link, sizeof line->links[i] - 1);
        if (length > 0) {
            link[length] = '\0';
            ADD(line, "--symlink", link, names[i]);
        } else {
            ADD(line, "--ro-bind-try", names[i], names[i]);
        }
    }
}

/* Le dossier de travail vient après /tmp et les chemins lus, que l'un ne cache
 * pas l'autre ; la racine, un tmpfs, se ferme à l'écriture en dernier. */
static void line_build(Line *line, const SandboxRun *run)
{
    *line = (Line){ 0 };
    snprintf(line->size, sizeof line->size, "%zu", TMP_BYTES);
    ADD(line, "bwrap", "--unshare-all", "--unshare-user", "--disable-userns",
        "--die-with-parent", "--new-session", "--json-status-fd", "4");
    line_add_system(line);
    ADD(line, "--proc", "/proc", "--size", line->size, "--tmpfs", "/tmp");
    for (const char *const *path = run->readable; path && *path; path++)
        ADD(line, "--ro-bind", *path, *path);
    ADD(line, run->read_only ? "--ro-bind" : "--bind", run->directory, WORK,
        "--chdir", WORK, "--remount-ro", "/", "--");
    line_add(line, run->command);
    line->words[line->count] = NULL;
}

/* --- Du côté de la commande ------------------------------------------------ */

/* Dit au surveillant ce qui a manqué. */
static _Noreturn void give_up(const char *what)
{
    char text[200];
    int length = snprintf(text, sizeof text, "%s : %s", what, strerror(errno));
    if (write(STATUS, text, (size_t)length) < 0)
        _exit(126);
    _exit(127);
}

/* 0, 1, 2, OUTPUT et STATUS ; tout autre descripteur se ferme. */
static void child_files(const Watch *w, int out, int story)
{
    int in = w->run->input >= 0 ? w->run->input
                                : open("/dev/null", O_RDONLY | O_CLOEXEC);
    int high[] = { fcntl(in, F_DUPFD, HIGH), fcntl(out, F_DUPFD, HIGH),
                   w->run->output < 0 ? -1
                                      : fcntl(w->run->output, F_DUPFD, HIGH),
                   fcntl(story, F_DUPFD, HIGH) };
    if (high[0] < 0 || high[1] < 0 || high[3] < 0 ||
        dup2(high[3], STATUS) < 0 || dup2(high[0], 0) < 0 ||
        dup2(high[1], 1) < 0 || dup2(high[1], 2) < 0)
        _exit(127);
    close(OUTPUT);
    if (high[2] >= 0 && dup2(high[2], OUTPUT) < 0)
        give_up("descripteur 3");
    closefrom(STATUS + 1);
    if (w->kind == SANDBOX_LIMITS)
        fcntl(STATUS, F_SETFD, FD_CLOEXEC);
}

static void child_limit(unsigned resource, size_t value)
{
    const struct rlimit limit = { (rlim_t)value, (rlim_t)value };
    if (setrlimit(resource, &limit) != 0)
        give_up("setrlimit");
}

static void child_limits(const Watch *w)
{
    const SandboxRun *run = w->run;
    if (run->memory > 0)
        child_limit(RLIMIT_AS, run->memory);
    child_limit(RLIMIT_NPROC, w->processes);
    child_limit(RLIMIT_FSIZE, run->file_size);
    child_limit(RLIMIT_CPU, (size_t)ceil(run->seconds) + 1);
    child_limit(RLIMIT_NOFILE, FILES);
    child_limit(RLIMIT_CORE, 0);
}

/* Plus de droits que ceux de w->uid, et jamais davantage ; mourir si le
 * surveillant meurt. (Un bwrap setuid, sous SANDBOX_BWRAP, doit pouvoir l'être
 * encore : il renonce lui-même aux droits à venir.) */
static void child_rights(const Watch *w)
{
    if (w->uid != getuid() &&
        (setgroups(0, NULL) != 0 ||
         setresgid((gid_t)w->uid, (gid_t)w->uid, (gid_t)w->uid) != 0 ||
         setresuid(w->uid, w->uid, w->uid) != 0))
        give_up("changer d'utilisateur");
    if (w->kind == SANDBOX_LIMITS && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        give_up("prctl");
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    umask(022);
}

static void child_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    for (int s = 1; s < NSIG; s++)
        signal(s, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* exec, qui n'y touche pas, ne dit pas const. */
static char *const *exec_words(const char *const *words)
{
    char *const *same;
    memcpy(&same, &words, sizeof same);
    return same;
}

static _Noreturn void child_run(const Watch *w, Line *line, int out, int story)
{
    static const char *const nearly_empty[] = { "PATH=/usr/bin:/bin",
                                                "LC_ALL=C.UTF-8", NULL };
    const SandboxRun *run = w->run;
    const char *const *words = run->command;
    const char *const *environment =
        run->environment ? run->environment : nearly_empty;
    child_signals();
    setsid();
    child_files(w, out, story);
    child_limits(w);
    child_rights(w);
    if (w->kind == SANDBOX_BWRAP)
        words = line->words;
    else if (chdir(run->directory) != 0)
        give_up(run->directory);
    execvpe(words[0], exec_words(words), exec_words(environment));
    give_up(words[0]);
}

/* --- Du côté du surveillant ------------------------------------------------ */

/* Lit ce que la commande écrit, garde le début, jette le reste. */
static void watch_drain(Watch *w)
{
    char block[1 << 16];
    ssize_t size = read(w->out, block, sizeof block);
    if (size == 0) {
        close(w->out);
        w->out = -1;
    }
    if (size <= 0)
        return;
    if (w->logged < sizeof w->head - 1) {
        size_t room = sizeof w->head - 1 - w->logged;
        memcpy(w->head + w->logged, block,
               (size_t)size < room ? (size_t)size : room);
    }
    size_t room = LOG_BYTES - w->logged;
    size_t kept = (size_t)size < room ? (size_t)size : room;
    w->logged += kept;
    if (w->log >= 0 && kept > 0 && write(w->log, block, kept) < 0)
        w->log = -1;
}

/* La commande est-elle finie ? Recueille aussi les orphelins. */
static bool watch_reap(Watch *w)
{
    int status;
    bool ended = false;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        if (pid == w->child) {
            w->status = status;
            ended = true;
        }
    return ended;
}

static bool is_greedy(const Watch *w)
{
    ProcessUsage usage = processes_usage();
    size_t resident = w->run->resident ? w->run->resident : RESIDENT;
    size_t own = w->kind == SANDBOX_BWRAP ? BWRAP_OWN : 0;
    return usage.bytes > resident || usage.count > w->run->processes + own;
}

static void watch_follow(Watch *w)
{
    double next = now() + SCAN_SECONDS;
    while (w->stop == STOP_NONE && !watch_reap(w)) {
        struct pollfd wait = { .fd = w->out, .events = POLLIN };
        if (poll(&wait, 1, TICK) > 0)
            watch_drain(w);
        double time = now();
        if (time > w->deadline)
            w->stop = STOP_LATE;
        else if (getppid() != w->caller)
            w->stop = STOP_ORPHAN;
        else if (time > next && is_greedy(w))
            w->stop = STOP_GREEDY;
        if (time > next)
            next = now() + SCAN_SECONDS;
    }
}

/* Ce qui reste dans les tuyaux, une fois tout le monde mort. */
static void watch_finish(Watch *w)
{
    kill(-w->child, SIGKILL);
    processes_end();
    for (struct pollfd wait = { .events = POLLIN }; w->out >= 0;) {
        wait.fd = w->out;
        if (poll(&wait, 1, 0) <= 0)
            break;
        watch_drain(w);
    }
}

/* --- Comment cela a fini --------------------------------------------------- */

/* bwrap n'a pas commencé : son message, ou le nôtre. */
static SandboxEnd end_unstarted(const Watch *w, const char *story)
{
    char text[256];
    if (strncmp(story, "bwrap : ", 8) == 0)
        snprintf(text, sizeof text,
                 "bwrap introuvable (paquet bubblewrap) : make deps");
    else if (w->kind == SANDBOX_LIMITS || *story != '{')
        snprintf(text, sizeof text, "%.200s",
                 *story ? story : "bwrap n'a rien dit");
    else
        *text = '\0';
    if (w->kind == SANDBOX_BWRAP && strncmp(w->head, "bwrap: ", 7) == 0)
        snprintf(text, sizeof text,
                 "bwrap ne peut préparer l'exécution (%.*s)",
                 (int)strcspn(w->head + 7, "\n"), w->head + 7);
    return refused(*text ? text : "la commande n'a pas commencé");
}

static SandboxEnd end_of_status(const Watch *w)
{
    SandboxEnd end = { .kind = END_EXITED };
    if (WIFSIGNALED(w->status)) {
        end.kind = END_SIGNALED;
        end.code = WTERMSIG(w->status);
    } else {
        end.code = WEXITSTATUS(w->status);
        if (w->kind == SANDBOX_BWRAP && end.code > 128) {
            end.kind = END_SIGNALED;
            end.code -= 128;
        }
    }
    if (end.kind == END_SIGNALED && end.code == SIGXCPU)
        end.kind = END_TIMEOUT;
    return end;
}

/* bwrap écrit « exit-code » si la commande a commencé, et seulement alors. */
static SandboxEnd watch_end(const Watch *w)
{
    char story[1024] = "";
    ssize_t size = read(w->story, story, sizeof story - 1);
    if (size > 0)
        story[size] = '\0';
    if (w->stop == STOP_LATE)
        return (SandboxEnd){ .kind = END_TIMEOUT };
    if (w->stop != STOP_NONE)
        return (SandboxEnd){ .kind = END_SIGNALED, .code = SIGKILL };
    bool started = w->kind == SANDBOX_BWRAP
                       ? strstr(story, "\"exit-code\"") != NULL
                       : *story == '\0';
    return started ? end_of_status(w) : end_unstarted(w, story);
}

/* --- Préparer -------------------------------------------------------------- */

/* Root confie le dossier, et les fichiers qui y sont, à l'utilisateur de la
 * commande. */
static bool give_directory(const Watch *w)
{
    if (w->uid == getuid())
        return true;
    int descriptor = open(w->run->directory, O_RDONLY | O_DIRECTORY);
    DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
    bool given = folder && fchown(descriptor, w->uid, (gid_t)w->uid) == 0;
    for (struct dirent *entry; given && (entry = readdir(folder));)
        if (entry->d_type == DT_REG)
            given = fchownat(descriptor, entry->d_name, w->uid, (gid_t)w->uid,
                             AT_SYMLINK_NOFOLLOW) == 0;
    if (folder)
        closedir(folder);
    return given;
}

/* RLIMIT_NPROC compte tous les processus de l'utilisateur : ceux qu'il a déjà,
 * et de quoi en lancer d'autres ailleurs. Le surveillant, lui, compte juste. */
static void watch_rights(Watch *w)
{
    w->uid = getuid();
    if (w->uid == 0 && w->kind == SANDBOX_BWRAP)
        w->uid = FIRST_UID + (uid_t)getpid() % UIDS;
    w->processes = w->run->processes;
    if (w->uid == getuid())
        w->processes += processes_of(w->uid) + MARGIN;
    if (w->kind == SANDBOX_BWRAP)
        w->processes += BWRAP_OWN;
}

/* Le journal est un fichier neuf : un lien laissé là par la commande
 * précédente n'est pas suivi. */
static bool watch_log(Watch *w)
{
    w->log = -1;
    if (!w->run->log)
        return true;
    unlink(w->run->log);
    w->log = open(w->run->log, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return w->log >= 0;
}

/* Ctrl-C va au juge ; le surveillant, lui, le voit mourir et fait le ménage. */
static bool watch_open(Watch *w)
{
    static const int ignored[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE };
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    watch_rights(w);
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0 &&
           give_directory(w) && watch_log(w);
}

static SandboxEnd watch_start(Watch *w, Line *line)
{
    int out[2], story[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(story, O_CLOEXEC) != 0)
        return refused("plus de descripteurs");
    w->deadline = now() + w->run->seconds;
    w->child = fork();
    if (w->child == 0)
        child_run(w, line, out[1], story[1]);
    if (w->child < 0)
        return refused("plus de processus");
    close(out[1]);
    close(story[1]);
    w->out = out[0];
    w->story = story[0];
    fcntl(w->story, F_SETFL, O_NONBLOCK);
    watch_follow(w);
    watch_finish(w);
    return watch_end(w);
}

static SandboxEnd watch(SandboxKind kind, const SandboxRun *run, pid_t caller)
{
    Watch w = { .kind = kind, .run = run, .caller = caller };
    Line line;
    if (!watch_open(&w)) {
        SandboxEnd end = refused("");
        snprintf(end.text, sizeof end.text, "%.180s : %s", run->directory,
                 strerror(errno));
        return end;
    }
    if (kind == SANDBOX_BWRAP)
        line_build(&line, run);
    return watch_start(&w, &line);
}

SandboxEnd sandbox_run(SandboxKind kind, const SandboxRun *run)
{
    int ends[2];
    SandboxEnd end;
    pid_t caller = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return refused("plus de descripteurs");
    pid_t watcher = fork();
    if (watcher == 0) {
        end = watch(kind, run, caller);
        _exit(write(ends[1], &end, sizeof end) != sizeof end);
    }
    close(ends[1]);
    ssize_t size = -1;
    do {
        size = read(ends[0], &end, sizeof end);
    } while (size < 0 && errno == EINTR);
    close(ends[0]);
    while (watcher > 0 && waitpid(watcher, NULL, 0) < 0 && errno == EINTR)
        continue;
    return size == sizeof end ? end : refused("le surveillant est mort");
}

bool sandbox_available(Error *error)
{
    static const char *const command[] = { "true", NULL };
    const char *root = getenv("TMPDIR");
    char directory[256];
    snprintf(directory, sizeof directory, "%.200s/essai-XXXXXX",
             root && *root ? root : "/tmp");
    if (!mkdtemp(directory))
        return error_set(error, "%s : %s", directory, strerror(errno));
    const SandboxRun run = { .command = command,
                             .directory = directory,
                             .input = -1,
                             .output = -1,
                             .seconds = 10,
                             .processes = 1,
                             .file_size = MIB };
    SandboxEnd end = sandbox_run(SANDBOX_BWRAP, &run);
    rmdir(directory);
    if (end.kind == END_EXITED && end.code == 0)
        return true;
    return error_set(error, "le bac à sable ne marche pas ici : %s",
                     end.kind == END_REFUSED ? end.text : "il ne répond pas");
}
