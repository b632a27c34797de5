/* formula_diagnosis.h — ce que partagent formula_judge.c et
 * formula_diagnosis.c, et eux seuls. */
#ifndef FORMULA_DIAGNOSIS_H
#define FORMULA_DIAGNOSIS_H

#include <time.h>

#include "formula_desk.h"
#include "formula_judge.h"

/* Une réponse à l'examen. */
typedef struct {
    Desk *desk;
    FormulaVerdict *verdict;
    const char *text;
    Formula formula;
    Node *lhs;   /* le nom qu'elle donne à son résultat, ou NULL */
    Node *value; /* son dernier membre */
    const char
        *letters[LETTERS]; /* indices libres, dans l'ordre du résultat */
    size_t letter_count;
    const Target *named; /* le résultat que lhs nomme, ou NULL */
    struct timespec start;
} Answer;

/* Ce qu'elle pourrait être : un résultat, dont letters sont les indices. */
typedef struct {
    const Target *target;
    const char *letters[LETTERS];
    size_t count;
} Candidate;

enum { CANDIDATES = 64 };

/* Remplit le verdict, faux, à la printf. */
void judge_say(Answer *answer, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* « voyez l'équation (16.5) ». */
void judge_step(Answer *answer, const char *label);

/* Le diagnostic d'une réponse fausse, lisible, et qui se calcule. */
void formula_diagnose(Answer *answer, const Candidate *candidates,
                      size_t count);

/* A-t-on déjà trop cherché ? */
bool judge_late(const Answer *answer);

#endif
