/* sandbox.h — lancer une commande à laquelle on ne se fie pas.
 *
 * Un surveillant, processus à part, lance la commande et la suit : sorties
 * lues et bornées, temps, mémoire et nombre de processus comptés pour toute la
 * descendance. À la fin, quelle qu'elle soit, cette descendance est tuée :
 * rien ne survit au retour, pas même un démon. Linux.
 *
 * SANDBOX_LIMITS suffit à son propre code : des bornes, et l'arbre entier de la
 * machine. SANDBOX_BWRAP, pour le code des autres, n'a de la machine que /usr,
 * en lecture seule : ni réseau, ni /etc, ni /dev, ni autre processus. Root n'y
 * lance rien en son nom : la commande tourne sous un utilisateur sans droits,
 * à qui directory est donné ; readable doit lui être accessible.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include "../lib/error.h"

typedef enum { SANDBOX_LIMITS, SANDBOX_BWRAP } SandboxKind;

typedef struct {
    const char *const *command;  /* argv, fini par NULL */
    const char *directory;       /* le dossier de travail */
    bool read_only;              /* sous bwrap : on n'y écrit pas */
    const char *const *readable; /* sous bwrap, d'autres chemins absolus, en
                                    lecture seule, finis par NULL ; ou NULL */
    int input;                   /* devient le descripteur 0 ; −1 : vide */
    int output;                  /* devient le descripteur 3 ; −1 : fermé */
    const char *log;             /* stdout et stderr mêlés, les premiers
                                    64 Kio : un fichier neuf ; ou NULL */
    double seconds;              /* temps mural */
    size_t memory;    /* octets, RLIMIT_AS ; 0 : sans borne (ASan) */
    size_t resident;  /* octets occupés par tous les processus
                                    ensemble ; 0 : 1 Gio */
    size_t processes; /* vivants à la fois */
    size_t file_size; /* octets, pour chaque fichier */
    const char *const *environment; /* « NOM=valeur », fini par NULL ; NULL :
                                       PATH et LC_ALL */
} SandboxRun;

typedef enum {
    END_EXITED,   /* code : le statut */
    END_SIGNALED, /* code : le signal ; SIGKILL si une borne de mémoire ou de
                     processus a été passée */
    END_TIMEOUT,
    END_REFUSED /* la commande n'a pas commencé ; text dit pourquoi */
} SandboxEndKind;

typedef struct {
    SandboxEndKind kind;
    int code;
    char text[256];
} SandboxEnd;

/* Lance la commande et attend sa fin. Sous bwrap, le dossier de travail est
 * monté en /sandbox, et /tmp est un dossier vide et borné. Un statut au-delà de
 * 128 y est une mort par un signal : bwrap ne les distingue pas. */
SandboxEnd sandbox_run(SandboxKind kind, const SandboxRun *run);

/* bwrap est-il là, et le noyau l'accepte-t-il ? */
bool sandbox_available(Error *error);

#endif
