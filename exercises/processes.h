/* processes.h — les processus de la machine, vus par /proc (Linux).
 *
 * Le processus appelant doit recueillir les orphelins (PR_SET_CHILD_SUBREAPER)
 * pour que tout ce qu'il a lancé reste sa descendance.
 */
#ifndef PROCESSES_H
#define PROCESSES_H

#include <stddef.h>
#include <sys/types.h>

/* Ce que tient la descendance du processus appelant : ses processus vivants,
 * et les octets de mémoire qu'ils occupent ensemble (une page partagée compte
 * autant de fois qu'elle l'est). */
typedef struct {
    size_t count, bytes;
} ProcessUsage;

ProcessUsage processes_usage(void);

/* Les fils d'exécution de l'utilisateur owner, tous processus confondus : ce
 * que compte RLIMIT_NPROC. */
size_t processes_of(uid_t owner);

/* Tue toute la descendance et attend sa fin, quelques secondes au plus. Rend
 * ce qu'il en reste : 0, sauf si le noyau refuse. */
size_t processes_end(void);

#endif
