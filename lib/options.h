/* options.h — la ligne de commande d'un programme de chapitre.
 *
 *   chapter17 [--help] [--quick] [--seed S] [--nom VALEUR]… DOSSIER
 *
 * Un chapitre nomme ses réglages dans une table d'Option ; leur valeur, avant
 * la lecture, est celle par défaut. « --help » les dit tous.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "error.h"

/* Un réglage ; un et un seul des trois pointeurs n'est pas NULL. */
typedef struct {
    const char *name;  /* sans les tirets : "eta" */
    const char *help;  /* "taux d'apprentissage" */
    double *real;      /* un nombre, à point décimal */
    size_t *count;     /* un entier, positif ou nul */
    const char **text; /* un texte, un nom de fichier ; NULL : rien */
    double low, high;  /* les bornes d'un nombre, comprises */
} Option;

/* Ce que la ligne de commande a dit d'autre. */
typedef struct {
    const char *directory; /* un des argv */
    bool quick;
    uint64_t seed; /* 0 : les tirages du cahier */
    char *changed; /* « --eta 0.5 --seed 3 », à libérer ; NULL si rien n'est
                      changé */
} CommandLine;

/* Lit la ligne de commande : range les valeurs là où pointent les options, et
 * le reste dans *line. Rend false, et dit pourquoi, si une option est
 * inconnue, sans valeur, illisible ou hors de ses bornes, ou s'il n'y a pas un
 * dossier et un seul. Sert de getopt_long, qui a un état : un fil à la fois. */
bool options_read(CommandLine *line, int argc, char **argv,
                  const Option *options, size_t count, Error *error);

/* « --help » est-il demandé ? */
bool options_ask_help(int argc, char **argv);

/* Ce que « --help » répond : usage, puis un réglage par ligne, avec ses bornes
 * et sa valeur par défaut, celle qu'il a. */
void options_help(FILE *to, const char *program, const Option *options,
                  size_t count);

#endif
