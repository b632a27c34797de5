/* formulas.h — des formules et leur notation, pour les tests. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../lib/evaluate.h"
#include "../lib/matrix.h"
#include "../lib/prove.h"

/* Une notation, et ce qui l'évalue : graine 1, différences finies. */
typedef struct {
    Notation notation;
    Evaluator *evaluator;
} Paper;

/* Les définitions du réseau, de h̃ à L, après la feuille. */
extern const char network_lines[];

/* La feuille puis, au niveau du chapitre, lines. */
void paper_open(Paper *paper, const char *lines);

/* Ce que dit lines et rien d'autre, pas même la feuille. */
void paper_blank(Paper *paper, const char *lines);
void paper_close(Paper *paper);

/* Ajoute à la notation les lignes de lines ; devant une équation .definition,
 * « $ ». Le test échoue si l'une d'elles est refusée. */
void add_lines(Notation *notation, const char *lines);

/* La formule ; le test échoue si elle ne se lit pas. */
Formula paper_read(Paper *paper, const char *text);

/* La valeur, réelle et de forme connue, d'une expression ; à libérer. Le test
 * échoue si elle n'en a pas. */
Matrix paper_value(Paper *paper, const char *text);
double paper_number(Paper *paper, const char *text);

/* L'expression n'a pas de valeur : message, à cette colonne (0 : nulle part). */
void paper_refuses(Paper *paper, const char *text, size_t column,
                   const char *message);

/* Éprouve text. */
Proof paper_prove(Paper *paper, const char *text, uint64_t seed);

/* text est juste ; ou bien ne l'est pas, pour cette raison (NULL : n'importe
 * laquelle). */
void paper_proves(Paper *paper, const char *text);
void paper_rejects(Paper *paper, const char *text, const char *reason);
void paper_doubts(Paper *paper, const char *text, const char *reason);

/* Deux matrices de même forme, égales à tolerance fois la plus grande entrée. */
void require_close(const Matrix *A, const Matrix *B, double tolerance,
                   const char *what);

#endif
