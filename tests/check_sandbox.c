/* Le bac à sable devant du code qui lui veut du mal (tests/fixtures/sandbox) :
 * ce qui doit être arrêté l'est, rien ne survit, rien ne fuit. */
#include "../exercises/sandbox.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "command.h"
#include "runner.h"

#define MIB ((size_t)1 << 20)

enum { WORDS = 16, KINDS = 2 };

static char folder[64];
static char log_path[96];

static void setup(void)
{
    snprintf(folder, sizeof folder, "/tmp/check-sandbox-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(log_path, sizeof log_path, "%s.log", folder);
}

static void teardown(void)
{
    Command clean = command_run("rm -rf %s %s", folder, log_path);
    command_free(&clean);
}

/* Sans bwrap, rien à éprouver de lui ; available_says_so veille à ce que ce
 * soit vrai. */
static bool has(SandboxKind kind)
{
    return kind == SANDBOX_LIMITS || sandbox_available(NULL);
}

static void compile(const char *name, const char *options)
{
    Command gcc = command_run("gcc -std=c11 -D_POSIX_C_SOURCE=200809L -O1 %s "
                              "-o %s/%s tests/fixtures/sandbox/%s.c",
                              options, folder, name, name);
    ck_assert_msg(gcc.status == 0, "%s", gcc.output);
    command_free(&gcc);
}

/* De quoi lancer « words », coupé aux espaces. */
static SandboxRun usual(const char *words)
{
    static char text[512];
    static const char *command[WORDS];
    size_t count = 0;
    snprintf(text, sizeof text, "%s", words);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        command[count++] = word;
    command[count] = NULL;
    return (SandboxRun){ .command = command,
                         .directory = folder,
                         .input = -1,
                         .output = -1,
                         .log = log_path,
                         .seconds = 8,
                         .memory = 256 * MIB,
                         .processes = 8,
                         .file_size = 16 * MIB };
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static char *log_text(void)
{
    Command cat = command_run("cat %s", log_path);
    return cat.output;
}

static void expect(SandboxEnd end, SandboxEndKind kind, int code)
{
    char *text = log_text();
    ck_assert_msg(
        end.kind == kind && end.code == code,
        "fin %d, code %d, « %s » ; attendu %d, %d ; journal :\n%.400s",
        (int)end.kind, end.code, end.text, (int)kind, code, text);
    free(text);
}

/* --- Ce qui finit bien, ce qui ne commence pas ----------------------------- */

START_TEST(ordinary_ends)
{
    if (!has((SandboxKind)_i))
        return;
    SandboxRun run = usual("sh");
    const char *seven[] = { "sh", "-c", "echo ici; echo là >&2; exit 7",
                            NULL };
    run.command = seven;
    expect(sandbox_run((SandboxKind)_i, &run), END_EXITED, 7);
    char *text = log_text();
    ck_assert_str_eq(text, "ici\nlà\n");
    free(text);
    compile("crash", "");
    run = usual("./crash");
    expect(sandbox_run((SandboxKind)_i, &run), END_SIGNALED, SIGSEGV);
}
END_TEST

START_TEST(unstarted)
{
    if (!has((SandboxKind)_i))
        return;
    SandboxRun run = usual("./nothing");
    SandboxEnd end = sandbox_run((SandboxKind)_i, &run);
    expect(end, END_REFUSED, 0);
    ck_assert_msg(strstr(end.text, "./nothing"), "%s", end.text);
    run.directory = "/tmp/check-sandbox/nowhere";
    end = sandbox_run((SandboxKind)_i, &run);
    expect(end, END_REFUSED, 0);
    ck_assert_msg(strstr(end.text, "nowhere"), "%s", end.text);
}
END_TEST

/* Le descripteur 0 est lu, le 3 est écrit, l'environnement est celui donné. */
START_TEST(plumbing)
{
    if (!has((SandboxKind)_i))
        return;
    int in[2], out[2];
    char text[64] = "";
    const char *words[] = { "sh", "-c", "read x; echo \"$x $Y\" >&3", NULL };
    const char *environment[] = { "PATH=/usr/bin:/bin", "Y=deux", NULL };
    ck_assert(pipe(in) == 0 && pipe(out) == 0);
    SandboxRun run = usual("sh");
    run.command = words;
    run.environment = environment;
    run.input = in[0];
    run.output = out[1];
    ck_assert_int_eq(write(in[1], "un\n", 3), 3);
    expect(sandbox_run((SandboxKind)_i, &run), END_EXITED, 0);
    ck_assert_int_eq(read(out[0], text, sizeof text - 1), 8);
    ck_assert_str_eq(text, "un deux\n");
}
END_TEST

/* --- Sans fin --------------------------------------------------------------- */

START_TEST(endless_time)
{
    static const char *const names[] = { "wait", "loop", "bomb" };
    if (!has((SandboxKind)_i))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char word[16];
        compile(names[i], "");
        snprintf(word, sizeof word, "./%s", names[i]);
        SandboxRun run = usual(word);
        run.seconds = 0.5;
        double start = now();
        SandboxEnd end = sandbox_run((SandboxKind)_i, &run);
        if (strcmp(names[i], "bomb") == 0 && end.kind == END_SIGNALED)
            expect(end, END_SIGNALED, SIGKILL);
        else
            expect(end, END_TIMEOUT, 0);
        ck_assert_double_lt(now() - start, 3);
        Command left = command_run("pgrep -f '^\\./%s$'", names[i]);
        ck_assert_msg(left.status == 1, "%s survit : %s", names[i],
                      left.output);
        command_free(&left);
    }
}
END_TEST

START_TEST(too_many_processes)
{
    if (!has((SandboxKind)_i))
        return;
    compile("crowd", "");
    SandboxRun run = usual("./crowd");
    SandboxEnd end = sandbox_run((SandboxKind)_i, &run);
    /* Root, sans bwrap, n'est arrêté que par le surveillant ; un utilisateur
     * ordinaire l'est par l'un ou par l'autre, selon ce qu'il fait d'autre. */
    if (getuid() == 0 && _i == SANDBOX_BWRAP)
        expect(end, END_EXITED, 7);
    else if (getuid() == 0 || end.kind != END_EXITED)
        expect(end, END_SIGNALED, SIGKILL);
    else
        ck_assert_int_le(end.code, 7);
}
END_TEST

START_TEST(endless_memory)
{
    if (!has((SandboxKind)_i))
        return;
    compile("memory", "");
    SandboxRun run = usual("./memory");
    expect(sandbox_run((SandboxKind)_i, &run), END_EXITED, 42);
    run.memory = 0;
    run.resident = 64 * MIB;
    expect(sandbox_run((SandboxKind)_i, &run), END_SIGNALED, SIGKILL);
    compile("memory", "-fsanitize=address,undefined");
    expect(sandbox_run((SandboxKind)_i, &run), END_SIGNALED, SIGKILL);
}
END_TEST

START_TEST(endless_file)
{
    if (!has((SandboxKind)_i))
        return;
    compile("file", "");
    SandboxRun run = usual("./file big");
    expect(sandbox_run((SandboxKind)_i, &run), END_SIGNALED, SIGXFSZ);
    run = usual("./file /tmp/check-sandbox-big");
    if (_i == SANDBOX_BWRAP)
        expect(sandbox_run((SandboxKind)_i, &run), END_SIGNALED, SIGXFSZ);
    ck_assert(access("/tmp/check-sandbox-big", F_OK) != 0);
}
END_TEST

/* Beaucoup de petits fichiers : /tmp est borné, le dossier ne s'écrit pas. */
START_TEST(full_disk)
{
    if (!has(SANDBOX_BWRAP))
        return;
    compile("files", "");
    SandboxRun run = usual("./files");
    run.read_only = true;
    SandboxEnd end = sandbox_run(SANDBOX_BWRAP, &run);
    ck_assert_msg(end.kind == END_EXITED && end.code > 50 && end.code <= 64,
                  "fin %d, %d fichiers", (int)end.kind, end.code);
}
END_TEST

START_TEST(flood_of_output)
{
    if (!has((SandboxKind)_i))
        return;
    struct stat status;
    compile("flood", "");
    SandboxRun run = usual("./flood");
    expect(sandbox_run((SandboxKind)_i, &run), END_EXITED, 0);
    ck_assert(stat(log_path, &status) == 0);
    ck_assert_int_eq(status.st_size, 65536);
}
END_TEST

/* --- Hors du dossier -------------------------------------------------------- */

/* gcc, sous les mêmes bornes : rien de la machine n'entre par un #include. */
static char *compile_inside(const char *name, SandboxEnd *end)
{
    char path[128];
    Command copy =
        command_run("cp tests/fixtures/sandbox/%s.c %s", name, folder);
    command_free(&copy);
    snprintf(path, sizeof path, "gcc -c %s.c", name);
    SandboxRun run = usual(path);
    *end = sandbox_run(SANDBOX_BWRAP, &run);
    return log_text();
}

START_TEST(includes)
{
    static const char *const names[] = { "passwd", "zero" };
    if (!has(SANDBOX_BWRAP))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        SandboxEnd end;
        char *text = compile_inside(names[i], &end);
        ck_assert_msg(end.kind == END_EXITED && end.code == 1 &&
                          strstr(text, "No such file") &&
                          !strstr(text, "root:"),
                      "%s : fin %d, %d :\n%.400s", names[i], (int)end.kind,
                      end.code, text);
        free(text);
    }
    SandboxEnd end;
    char *text = compile_inside("crash", &end);
    ck_assert_msg(end.kind == END_EXITED && end.code == 0, "%s", text);
    free(text);
}
END_TEST

/* Sous bwrap, ne s'ouvrent que ces fichiers-là. */
START_TEST(outside)
{
    if (!has(SANDBOX_BWRAP))
        return;
    char words[400], secret[96];
    snprintf(secret, sizeof secret, "%s.secret", folder);
    Command touch = command_run("touch %s && chmod 666 %s", secret, secret);
    command_free(&touch);
    snprintf(words, sizeof words,
             "./reach r/etc/passwd w/etc/x r/dev/null w/x w/usr/x w/home "
             "w/sandbox/../y r%s w%s r/usr/bin/gcc w/tmp/z winside",
             secret, secret);
    compile("reach", "");
    SandboxRun run = usual(words);
    expect(sandbox_run(SANDBOX_BWRAP, &run), END_EXITED, 0);
    char *text = log_text();
    /* Le /tmp de la copie est à elle : ce fichier-là est neuf. */
    char expected[256];
    snprintf(expected, sizeof expected,
             "[w%s][r/usr/bin/gcc][w/tmp/z][winside]", secret);
    ck_assert_str_eq(text, expected);
    free(text);
    remove(secret);
}
END_TEST

START_TEST(readable_paths)
{
    if (!has(SANDBOX_BWRAP))
        return;
    char kit[96], words[256];
    snprintf(kit, sizeof kit, "%s.kit", folder);
    const char *readable[] = { kit, NULL };
    Command make = command_run("mkdir -p %s && touch %s/a", kit, kit);
    command_free(&make);
    compile("reach", "");
    snprintf(words, sizeof words, "./reach r%s/a w%s/a", kit, kit);
    SandboxRun run = usual(words);
    for (int given = 0; given < 2; given++) {
        char expected[128] = "";
        if (given)
            snprintf(expected, sizeof expected, "[r%s/a]", kit);
        run.readable = given ? readable : NULL;
        expect(sandbox_run(SANDBOX_BWRAP, &run), END_EXITED, 0);
        char *text = log_text();
        ck_assert_str_eq(text, expected);
        free(text);
    }
    Command clean = command_run("rm -rf %s", kit);
    command_free(&clean);
}
END_TEST

/* Le même programme, hors de bwrap, rejoint tout : le test sait voir. */
START_TEST(network)
{
    struct sockaddr_in here = { .sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof here;
    char words[64];
    if (!has((SandboxKind)_i))
        return;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert(bind(server, (struct sockaddr *)&here, sizeof here) == 0 &&
              listen(server, 4) == 0 &&
              getsockname(server, (struct sockaddr *)&here, &size) == 0);
    compile("network", "");
    snprintf(words, sizeof words, "./network %d", ntohs(here.sin_port));
    SandboxRun run = usual(words);
    expect(sandbox_run((SandboxKind)_i, &run), END_EXITED,
           _i == SANDBOX_LIMITS ? 3 : 0);
}
END_TEST

/* --- Ce qui reste, ce qui entre ------------------------------------------- */

/* Le descripteur 3 est un tuyau : s'il se ferme, plus personne ne le tient. */
static void expect_closed(int end)
{
    struct pollfd wait = { .fd = end, .events = POLLIN };
    ck_assert_msg(poll(&wait, 1, 3000) == 1 && (wait.revents & POLLHUP),
                  "un processus a survécu");
}

START_TEST(nothing_survives)
{
    int out[2];
    if (!has((SandboxKind)_i))
        return;
    compile("daemon", "");
    SandboxRun run = usual("./daemon");
    ck_assert_int_eq(pipe(out), 0);
    run.output = out[1];
    expect(sandbox_run((SandboxKind)_i, &run), END_EXITED, 0);
    close(out[1]);
    struct pollfd wait = { .fd = out[0], .events = POLLIN };
    ck_assert_msg(poll(&wait, 1, 0) == 1, "un processus a survécu");
}
END_TEST

/* Le juge est tué net : la copie ne lui survit pas. */
START_TEST(nothing_survives_the_judge)
{
    int out[2];
    if (!has((SandboxKind)_i))
        return;
    compile("wait", "");
    ck_assert_int_eq(pipe(out), 0);
    pid_t judge = fork();
    if (judge == 0) {
        SandboxRun run = usual("./wait");
        run.seconds = 60;
        run.output = out[1];
        sandbox_run((SandboxKind)_i, &run);
        _exit(0);
    }
    close(out[1]);
    const struct timespec pause = { 0, 300000000 };
    nanosleep(&pause, NULL);
    kill(judge, SIGKILL);
    waitpid(judge, NULL, 0);
    expect_closed(out[0]);
}
END_TEST

START_TEST(nothing_is_inherited)
{
    if (!has((SandboxKind)_i))
        return;
    int open_one = open("README.md", O_RDONLY);
    ck_assert(open_one >= 0 && dup2(open_one, 77) == 77);
    setenv("SECRET", "42", 1);
    compile("inherit", "");
    SandboxRun run = usual("./inherit");
    expect(sandbox_run((SandboxKind)_i, &run), END_EXITED, 0);
    char *text = log_text();
    const char *start = "[PATH=/usr/bin:/bin][LC_ALL=C.UTF-8]";
    ck_assert_msg(strncmp(text, start, strlen(start)) == 0, "%s", text);
    ck_assert_msg(_i == SANDBOX_LIMITS || !strstr(text, "SECRET"), "%s", text);
    ck_assert_msg(strstr(text, "(0)(1)(2)"), "%s", text);
    ck_assert_msg(!strstr(text, "(2)("), "%s", text);
    free(text);
}
END_TEST

/* Une copie a laissé un lien à la place du journal : il n'est pas suivi. */
START_TEST(log_is_not_followed)
{
    char victim[96];
    snprintf(victim, sizeof victim, "%s.victim", folder);
    Command plant = command_run("echo intact >%s && ln -s %s %s", victim,
                                victim, log_path);
    command_free(&plant);
    SandboxRun run = usual("echo dit");
    expect(sandbox_run(SANDBOX_LIMITS, &run), END_EXITED, 0);
    Command both = command_run("cat %s %s; rm %s", victim, log_path, victim);
    ck_assert_str_eq(both.output, "intact\ndit\n");
    command_free(&both);
}
END_TEST

/* --- bwrap est-il là ? ------------------------------------------------------ */

START_TEST(available_says_so)
{
    Error error;
    Command bwrap = command_run("bwrap --unshare-all --unshare-user "
                                "--disable-userns --ro-bind / / true");
    if (bwrap.status != 0)
        fprintf(stderr, "bwrap ne marche pas ici : tests omis\n");
    ck_assert_msg(sandbox_available(&error) == (bwrap.status == 0), "%s",
                  error.text);
    command_free(&bwrap);
    char *path = strdup(getenv("PATH"));
    setenv("PATH", "/nowhere", 1);
    ck_assert(!sandbox_available(&error));
    setenv("PATH", path, 1);
    free(path);
    ck_assert_msg(strstr(error.text, "bwrap introuvable"), "%s", error.text);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("sandbox");
    TCase *tcase = tcase_create("bac à sable");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, ordinary_ends, 0, KINDS);
    tcase_add_loop_test(tcase, unstarted, 0, KINDS);
    tcase_add_loop_test(tcase, plumbing, 0, KINDS);
    tcase_add_loop_test(tcase, endless_time, 0, KINDS);
    tcase_add_loop_test(tcase, too_many_processes, 0, KINDS);
    tcase_add_loop_test(tcase, endless_memory, 0, KINDS);
    tcase_add_loop_test(tcase, endless_file, 0, KINDS);
    tcase_add_test(tcase, full_disk);
    tcase_add_loop_test(tcase, flood_of_output, 0, KINDS);
    tcase_add_test(tcase, includes);
    tcase_add_test(tcase, outside);
    tcase_add_test(tcase, readable_paths);
    tcase_add_loop_test(tcase, network, 0, KINDS);
    tcase_add_loop_test(tcase, nothing_survives, 0, KINDS);
    tcase_add_loop_test(tcase, nothing_survives_the_judge, 0, KINDS);
    tcase_add_loop_test(tcase, nothing_is_inherited, 0, KINDS);
    tcase_add_test(tcase, log_is_not_followed);
    tcase_add_test(tcase, available_says_so);
    suite_add_tcase(suite, tcase);
    return run_suite(argc, argv, suite);
}
