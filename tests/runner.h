/* runner.h — ce que partagent les programmes de test.
 *
 * Un programme de test s'appelle
 *     check_NOM [--verification FICHIER.tsv] [--results results.yaml]
 * et range dans FICHIER.tsv une ligne pour chaque équation vérifiée.
 */
#ifndef RUNNER_H
#define RUNNER_H

#include <check.h>

#include "../lib/gradient_check.h"

/* Exécute la suite (mode fork, délais généreux) et rend le statut : échec si
 * un test échoue ou si aucun n'a tourné. */
int run_suite(int argc, char **argv, Suite *suite);

/* Le nombre `key` que le programme du chapitre a calculé ; le test échoue si
 * le fichier ou la clef manquent. */
double result(const char *key);

/* Une ligne du tableau de vérification. On l'ouvre, on y verse des cas, on la
 * ferme ; la fermer écrit la ligne puis fait échouer le test si un cas a
 * dépassé la tolérance ou si aucun cas n'a été versé. */
typedef struct {
    char label[320]; /* « eq:grad-Wy », ou « prop:une phrase » */
    char method[80]; /* « différences finies », « pas complexe »,
                        « égalité », « exact », « borne » … */
    double tolerance;
    size_t cases;
    bool measured;     /* un cas au moins est un écart, pas un oui ou non */
    double worst;      /* plus grand écart vu */
    bool wrong;        /* un cas au moins est faux (NaN compris) */
    bool inconclusive; /* un cas au moins ne conclut pas */
    char detail[300];  /* le pire cas, en clair */
} Row;

Row row_open(const char *label, const char *method, double tolerance);

/* Un cas : l'écart (relatif à la plus grande entrée du tenseur) doit être au
 * plus row->tolerance. detail, à la printf, dit lequel ; gardé si c'est le
 * pire. */
void row_gap(Row *row, double gap, const char *detail, ...)
    __attribute__((format(printf, 3, 4)));

/* Un cas : le verdict d'un gradient_check, du tenseur `name`. */
void row_gradient(Row *row, const GradientCheck *check, const char *name);

/* Un cas oui/non : ok doit être vrai. */
void row_true(Row *row, bool ok, const char *detail, ...)
    __attribute__((format(printf, 3, 4)));

void row_close(Row *row);

/* Ferme plusieurs lignes : toutes sont écrites avant que le test n'échoue. */
#define rows_close(...) rows_close_all((Row *[]){ __VA_ARGS__, NULL })
void rows_close_all(Row *rows[]);

/* Une conclusion du texte, tirée d'un nombre : low ≤ value ≤ high, avec les
 * deux bornes (−INFINITY et INFINITY permises). Écrit une ligne
 * « prop:claim », de méthode « borne ». Les conclusions d'un test sont toutes
 * écrites ; claims_close le fait échouer si l'une est fausse. */
void row_claim(const char *claim, double value, double low, double high);
void claims_close(void);

#endif
