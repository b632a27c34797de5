#include "sandbox.h"
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
SandboxEnd sandbox_run(SandboxKind kind, const SandboxRun *run)
{
    (void)kind;
    pid_t pid = fork();
    if (pid == 0) {
        int log = open(run->log, O_CREAT | O_WRONLY | O_TRUNC, 0600);
        dup2(run->input < 0 ? open("/dev/null", O_RDONLY) : run->input, 0);
        dup2(log, 1);
        dup2(log, 2);
        if (run->output >= 0)
            dup2(run->output, 3);
        if (chdir(run->directory))
            _exit(126);
        alarm((unsigned)run->seconds);
        struct rlimit m = { run->memory, run->memory };
        if (run->memory)
            setrlimit(RLIMIT_AS, &m);
        execvp(run->command[0], (char **)(uintptr_t)run->command);
        _exit(127);
    }
    int s;
    waitpid(pid, &s, 0);
    if (WIFEXITED(s))
        return (SandboxEnd){ END_EXITED, WEXITSTATUS(s), "" };
    if (WTERMSIG(s) == SIGALRM)
        return (SandboxEnd){ END_TIMEOUT, 0, "" };
    return (SandboxEnd){ END_SIGNALED, WTERMSIG(s), "" };
}
bool sandbox_available(Error *error)
{
    (void)error;
    return true;
}
