#include "tools.h"

#include <check.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* --- Comparer, remplir --------------------------------------------------- */

bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

bool same_matrix(const Matrix *A, const Matrix *B)
{
    if (A->rows != B->rows || A->cols != B->cols)
        return false;
    for (size_t i = 0; i < matrix_size(A); i++)
        if (!same_number(A->data[i], B->data[i]))
            return false;
    return true;
}

Matrix random_matrix(size_t rows, size_t cols, Random *random)
{
    Matrix A = matrix_create(rows, cols);
    matrix_random_normal(&A, 1.0, random);
    return A;
}

Matrix one_hot(size_t rows, size_t cols)
{
    Matrix Y = matrix_create(rows, cols);
    for (size_t n = 0; n < rows; n++)
        AT(&Y, n, n % cols) = 1.0;
    return Y;
}

enum { GUARDS = 32 };
static const double GUARD = 0x1.23456789abcdep-789;

Guarded guarded_create(size_t rows, size_t cols)
{
    Guarded guarded = { .block = matrix_create(rows * cols + 2 * GUARDS, 1) };
    matrix_fill(&guarded.block, GUARD);
    guarded.inside = matrix_view(guarded.block.data + GUARDS, rows, cols);
    matrix_fill(&guarded.inside, NAN);
    return guarded;
}

bool guarded_intact(const Guarded *guarded)
{
    size_t size = matrix_size(&guarded->inside);
    for (size_t i = 0; i < GUARDS; i++)
        if (!same_number(guarded->block.data[i], GUARD) ||
            !same_number(guarded->block.data[GUARDS + size + i], GUARD))
            return false;
    return true;
}

void guarded_free(Guarded *guarded)
{
    matrix_free(&guarded->block);
}

/* --- Mourir sous surveillance -------------------------------------------- */

Child child_start(void)
{
    Child child = { .exit_status = -1 };
    int ends[2];
    fflush(NULL);
    ck_assert_int_eq(pipe(ends), 0);
    child.pid = fork();
    ck_assert_int_ne(child.pid, -1);
    if (child.pid == 0) {
        const struct rlimit no_core = { 0, 0 };
        setrlimit(RLIMIT_CORE, &no_core);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
    }
    close(ends[1]);
    child.output = ends[0];
    return child;
}

void child_wait(Child *child)
{
    size_t length = 0;
    ssize_t count;
    while (length + 1 < sizeof child->text &&
           (count = read(child->output, child->text + length,
                         sizeof child->text - 1 - length)) > 0)
        length += (size_t)count;
    child->text[length] = '\0';
    close(child->output);
    int status;
    ck_assert_int_eq(waitpid(child->pid, &status, 0), child->pid);
    if (WIFEXITED(status))
        child->exit_status = WEXITSTATUS(status);
    if (WIFSIGNALED(status))
        child->signal = WTERMSIG(status);
}

/* Saute prefix au début de *text, s'il y est. */
static bool skip(const char **text, const char *prefix)
{
    size_t length = strlen(prefix);
    bool found = strncmp(*text, prefix, length) == 0;
    *text += found ? length : 0;
    return found;
}

/* Une instruction sur plusieurs lignes : clang compte à partir de la première,
 * la macro qui l'entoure donne la dernière. */
static bool near(long found, int line)
{
    enum { LINES = 3 };
    return line == 0 || (found > line - LINES && found <= line);
}

void require_fatal(const Child *child, const char *message, const char *file,
                   int line)
{
    const char *rest = child->text;
    char *end;
    if (child->signal == SIGABRT && skip(&rest, message) &&
        skip(&rest, " (") && skip(&rest, file) && skip(&rest, ":") &&
        near(strtol(rest, &end, 10), line) && strcmp(end, ")\n") == 0)
        return;
    ck_abort_msg("attendu : « %s (%s:%d) » puis SIGABRT\n"
                 "obtenu : « %s », signal %d, statut %d",
                 message, file, line, child->text, child->signal,
                 child->exit_status);
}
