/* tools.h — les outils des tests unitaires. */
#ifndef TOOLS_H
#define TOOLS_H

#include <sys/types.h>
#include <unistd.h>

#include "../lib/matrix.h"
#include "../lib/random.h"

/* --- Comparer, remplir --------------------------------------------------- */

/* Les mêmes 64 bits, ou deux NaN. */
bool same_number(double a, double b);

/* Même forme et mêmes éléments, au bit près (deux NaN sont égaux). */
bool same_matrix(const Matrix *A, const Matrix *B);

/* Matrice rows×cols d'éléments N(0, 1) ; à libérer par matrix_free. */
Matrix random_matrix(size_t rows, size_t cols, Random *random);

/* One-hot : la ligne n a son 1 en colonne n mod cols. */
Matrix one_hot(size_t rows, size_t cols);

/* Une matrice entourée de cellules témoins, que personne ne doit toucher. */
typedef struct {
    Matrix block, inside;
} Guarded;

/* Les éléments sont d'abord NaN. */
Guarded guarded_create(size_t rows, size_t cols);
bool guarded_intact(const Guarded *guarded);
void guarded_free(Guarded *guarded);

/* --- Mourir sous surveillance -------------------------------------------- */

/* Un processus fils, et tout ce qu'il écrit. */
typedef struct {
    pid_t pid; /* 0 dans le fils */
    int output;
    int exit_status; /* −1 s'il n'est pas sorti de lui-même */
    int signal;      /* 0 s'il n'a pas été tué */
    char text[4096];
} Child;

/* Dédouble le processus ; sorties et erreurs du fils vont à output. */
Child child_start(void);

/* Attend le fils et range ce qu'il a écrit dans child->text. */
void child_wait(Child *child);

/* Exécute statement dans un fils, qu'elle le termine ou non. */
#define IN_CHILD(child, statement) \
    do { \
        child = child_start(); \
        if (child.pid == 0) { \
            statement; \
            _exit(0); \
        } \
        child_wait(&child); \
    } while (0)

/* statement doit s'arrêter par abort() en écrivant exactement
 * « message (fichier:ligne) », l'endroit de l'appel. */
#define ck_fatal(statement, message) \
    do { \
        Child fatal_child; \
        IN_CHILD(fatal_child, statement); \
        require_fatal(&fatal_child, message, __FILE__, __LINE__); \
    } while (0)

/* La même chose, pour une faute que la bibliothèque constate chez elle, dans
 * lib/file. */
#define ck_fatal_in(statement, message, file) \
    do { \
        Child fatal_child; \
        IN_CHILD(fatal_child, statement); \
        require_fatal(&fatal_child, message, "lib/" file, 0); \
    } while (0)

/* line = 0 : n'importe quelle ligne de file. */
void require_fatal(const Child *child, const char *message, const char *file,
                   int line);

#endif
