/* formula_text.h — des habitudes d'écriture que la page n'a pas. */
#ifndef FORMULA_TEXT_H
#define FORMULA_TEXT_H

#include "questions.h"

/* La formule text telle que le lecteur l'attend ; à libérer. « ^T » y devient
 * la transposée (sauf si une réponse à la question emploie T), « ones(N) » et
 * « 1_N » la colonne 𝟏, « ∇Wy » devient « ∇_{W_y} ». */
char *formula_usual(const Question *question, const char *text);

#endif
