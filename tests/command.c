/* command.c — voir command.h. */
#include "command.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static char *read_all(FILE *pipe)
{
    char *text = NULL;
    size_t size = 0;
    FILE *copy = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(copy);
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
        fputc(c, copy);
    fclose(copy);
    return text;
}

Command command_run(const char *format, ...)
{
    char line[4096] = "exec 2>&1 </dev/null; ";
    size_t used = sizeof "exec 2>&1 </dev/null; " - 1;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line + used, sizeof line - used, format, arguments);
    va_end(arguments);
    FILE *pipe = popen(line, "r");
    ck_assert_ptr_nonnull(pipe);
    Command command = { .output = read_all(pipe) };
    int status = pclose(pipe);
    command.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return command;
}

void command_free(Command *command)
{
    free(command->output);
    command->output = NULL;
}
