/* formula_judge.h — la formule d'un étudiant : à faire, fausse ou juste.
 *
 * Est juste ce que formula_prove prouve égal au résultat demandé, dérivées
 * comprises. Une formule fausse reçoit un diagnostic, le premier qui convient :
 *   1. elle ne se lit pas, ou son calcul n'existe pas (formes) ;
 *   2. une erreur du dictionnaire de la question donne exactement ses valeurs ;
 *   3. c'est la réponse d'une autre question du chapitre ;
 *   4. elle n'a pas la forme du résultat, ou un indice de trop ;
 *   5. une règle générale : un rapport constant, une ligne nulle…
 *   6. sinon, l'entrée la plus fausse.
 * Ce qui récrit la question n'est pas une réponse : elle reste à faire.
 */
#ifndef FORMULA_JUDGE_H
#define FORMULA_JUDGE_H

#include "../lib/equations.h"
#include "questions.h"

typedef enum { STATE_TODO, STATE_WRONG, STATE_RIGHT } State;

typedef struct {
    State state;
    char id[160];        /* le diagnostic, « sign », ou « sign+twice » */
    char name[160];      /* le résultat dont il s'agit, « ∇_{W_y} L » */
    char text[1024];     /* ce qu'il y a à dire, en une ligne */
    char quote[2048];    /* la formule et l'endroit de la faute, ou vide */
    char evidence[1024]; /* à quoi cela se voit, ou vide */
    char step[160];      /* « voyez l'équation (16.5) », ou vide */
    size_t cases;        /* si c'est juste : entrées comparées */
    double worst, tolerance; /* et le plus grand écart */
} FormulaVerdict;

/* L'état pour le lecteur, « à faire », et pour un programme. */
const char *state_name(State state);
const char *state_id(State state);

/* Juge text, réponse à question. Rend false, et dit pourquoi, si c'est la
 * question qui est fausse. */
bool formula_judge(FormulaVerdict *verdict, const Book *book,
                   const Question *question, const char *text, Error *error);

/* La question d'un chapitre que text nomme à gauche de son « = » ; NULL si
 * aucune. */
const Question *formula_named(const Book *book, const Questions *questions,
                              const char *text);

#endif
