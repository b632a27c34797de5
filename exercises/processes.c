#include "processes.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PASSES = 2000, PAUSE_NANOSECONDS = 1000000 };

typedef struct {
    pid_t pid, parent;
    uid_t owner;
    bool below; /* de la descendance de l'appelant */
    char state;
    size_t threads, pages;
} Process;

typedef struct {
    Process *all;
    size_t count, room;
} Table;

/* --- Lire /proc ----------------------------------------------------------- */

/* « 12 (nom) S 1 … » ; le nom peut contenir parenthèses et espaces. */
static bool process_parse(Process *p, const char *text)
{
    const char *name_end = strrchr(text, ')');
    return name_end &&
           sscanf(name_end + 1,
                  " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d "
                  "%*d %*d %*d %zu %*d %*u %*u %zu",
                  &p->state, &p->parent, &p->threads, &p->pages) == 4;
}

static bool process_read(Process *p, const char *name)
{
    char path[64], text[1024];
    struct stat status;
    snprintf(path, sizeof path, "/proc/%.20s", name);
    if (stat(path, &status) != 0)
        return false;
    snprintf(path, sizeof path, "/proc/%.20s/stat", name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t size = read(file, text, sizeof text - 1);
    close(file);
    if (size <= 0)
        return false;
    text[size] = '\0';
    p->pid = (pid_t)strtol(name, NULL, 10);
    p->owner = status.st_uid;
    p->below = false;
    return process_parse(p, text);
}

static void table_add(Table *table, const Process *p)
{
    if (table->count == table->room) {
        size_t room = table->room ? 2 * table->room : 256;
        Process *all = realloc(table->all, room * sizeof *all);
        if (!all)
            return;
        table->all = all;
        table->room = room;
    }
    table->all[table->count++] = *p;
}

static int by_pid(const void *a, const void *b)
{
    const Process *p = a, *q = b;
    return (p->pid > q->pid) - (p->pid < q->pid);
}

/* Un processus est-il fils de l'appelant, ou de sa descendance connue ? */
static bool is_below(const Table *table, const Process *p)
{
    const Process key = { .pid = p->parent };
    const Process *parent =
        bsearch(&key, table->all, table->count, sizeof *table->all, by_pid);
    return p->parent == getpid() || (parent && parent->below);
}

/* La descendance s'étend jusqu'à ne plus croître. */
static void table_mark(Table *table)
{
    qsort(table->all, table->count, sizeof *table->all, by_pid);
    for (bool grows = true; grows;) {
        grows = false;
        for (size_t i = 0; i < table->count; i++) {
            Process *p = &table->all[i];
            if (!p->below && is_below(table, p))
                grows = p->below = true;
        }
    }
}

static Table table_read(void)
{
    Table table = { 0 };
    DIR *folder = opendir("/proc");
    if (!folder)
        return table;
    for (struct dirent *entry; (entry = readdir(folder));) {
        Process p;
        if (isdigit((unsigned char)*entry->d_name) &&
            process_read(&p, entry->d_name))
            table_add(&table, &p);
    }
    closedir(folder);
    if (table.count > 0)
        table_mark(&table);
    return table;
}

/* --- Compter, finir ------------------------------------------------------- */

ProcessUsage processes_usage(void)
{
    ProcessUsage usage = { 0 };
    Table table = table_read();
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    for (size_t i = 0; i < table.count; i++) {
        const Process *p = &table.all[i];
        if (p->below && p->state != 'Z') {
            usage.count++;
            usage.bytes += p->pages * page;
        }
    }
    free(table.all);
    return usage;
}

/* Un processus fini, pas encore recueilli, n'a plus de fil mais compte. */
size_t processes_of(uid_t owner)
{
    size_t threads = 0;
    Table table = table_read();
    for (size_t i = 0; i < table.count; i++)
        if (table.all[i].owner == owner)
            threads += table.all[i].threads ? table.all[i].threads : 1;
    free(table.all);
    return threads;
}

static size_t kill_all(void)
{
    size_t left = 0;
    Table table = table_read();
    for (size_t i = 0; i < table.count; i++)
        if (table.all[i].below) {
            left++;
            kill(table.all[i].pid, SIGKILL);
        }
    free(table.all);
    return left;
}

size_t processes_end(void)
{
    const struct timespec pause = { 0, PAUSE_NANOSECONDS };
    size_t left = 1;
    for (int pass = 0; pass < PASSES && left > 0; pass++) {
        left = kill_all();
        while (waitpid(-1, NULL, WNOHANG) > 0)
            continue;
        if (left > 0)
            nanosleep(&pause, NULL);
    }
    return left;
}
