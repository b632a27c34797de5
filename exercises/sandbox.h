/* sandbox.h */
#ifndef SANDBOX_H
#define SANDBOX_H
#include "../lib/error.h"
typedef enum { SANDBOX_LIMITS, SANDBOX_BWRAP } SandboxKind;
typedef struct {
    const char *const *command;
    const char *directory;
    const char *const *readable;
    int input, output;
    const char *log;
    double seconds;
    size_t memory, processes, file_size;
    const char *const *environment;
} SandboxRun;
typedef enum {
    END_EXITED,
    END_SIGNALED,
    END_TIMEOUT,
    END_REFUSED
} SandboxEndKind;
typedef struct {
    SandboxEndKind kind;
    int code;
    char text[256];
} SandboxEnd;
SandboxEnd sandbox_run(SandboxKind kind, const SandboxRun *run);
bool sandbox_available(Error *error);
#endif
