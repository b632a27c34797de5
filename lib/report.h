/* report.h — ce qu'un programme de chapitre écrit pour la page.
 *
 * Un chapitre s'appelle « chapter [réglages] DOSSIER » (options.h) et range dans
 * DOSSIER :
 *   results.yaml      les nombres que le texte cite, {{clef}} ; la clef reader,
 *                     s'il y en a une, dit les réglages que le lecteur a
 *                     changés ;
 *   NOM.tsv           les tables que gnuplot lit.
 * Les fichiers sont écrits à côté puis mis en place à la fin : un programme
 * interrompu ne laisse pas de résultats à moitié faits.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdio.h>

#include "matrix.h"
#include "options.h"
#include "random.h"
#include "statistics.h"

typedef struct {
    char *directory;
    FILE *results;
    bool quick;    /* --quick : passage réduit, pour essayer le programme */
    uint64_t seed; /* --seed */
} Report;

/* Lit la ligne de commande et ces count réglages, crée DOSSIER s'il le faut,
 * ouvre results.yaml. « --help », une option refusée, un dossier impossible
 * terminent le programme. */
Report report_open(int argc, char **argv, const Option *options, size_t count);

/* Le générateur de rang n : d'autres tirages avec --seed. */
Random report_random(const Report *report, uint64_t n);

/* « key: value » ; la clef est faite de lettres, chiffres, _ et . */
void report_number(Report *report, const char *key, double value);
void report_integer(Report *report, const char *key, long long value);
void report_text(Report *report, const char *key, const char *text);

/* key.mean, key.half_width, key.deviation, key.low, key.high, key.n. */
void report_summary(Report *report, const char *key, const Summary *summary);

/* Ouvre la table name (« curve.tsv ») du dossier, avec sa ligne d'en-tête ;
 * l'appelant y écrit ses lignes (valeurs séparées par une tabulation, point
 * décimal) puis appelle report_table_close. */
FILE *report_table(Report *report, const char *name, const char *header);
void report_table_close(Report *report, FILE *table, const char *name);

/* La table NOM.tsv d'une matrice : une ligne « i j valeur » par élément, les
 * indices à partir de 1. */
void report_matrix(Report *report, const char *name, const Matrix *A);

/* Appelle action dans un processus à part et range sous key le message par
 * lequel la bibliothèque l'a refusée (« » si elle ne l'a pas été). */
void report_refusal(Report *report, const char *key, void (*action)(void));

/* « étape done/total » sur la sortie d'erreur si c'est un terminal. */
void report_progress(const char *what, size_t done, size_t total);

/* Met results.yaml en place et libère tout. */
void report_close(Report *report);

/* --- Le côté des vérifications ------------------------------------------- */

/* Lit le nombre `key` d'un results.yaml. Rend false si le fichier ou la clef
 * manquent. */
bool results_read(double *value, const char *path, const char *key,
                  Error *error);

#endif
