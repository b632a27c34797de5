/* prove.h — éprouver chaque « = » d'une formule.
 *
 * Les opérandes libres sont tirés au hasard (PROOF_DRAWS fois, et ORDER_DRAWS
 * pour une inégalité, qu'un tirage peut vérifier par chance), les deux
 * membres de chaque relation évalués, toutes les entrées comparées, pour toutes
 * les valeurs des indices libres :
 *   - une étape d'algèbre doit être vraie à l'arrondi près, 2⁻⁴⁰ S, où S est la
 *     plus grande valeur rencontrée dans le calcul ;
 *   - une étape qui a une dérivée est éprouvée deux fois, par différences
 *     finies (tolérance 10⁻⁸ S) et par le pas complexe ;
 *   - avec O(hᵖ), le reste doit décroître comme hᵖ, ni plus ni moins vite (mais
 *     un tirage où il décroît plus vite peut être un hasard, et ne compte pas) ;
 *   - une inégalité doit être vraie, une équivalence avoir les deux membres
 *     vrais ensemble, faux ensemble, et l'un et l'autre s'être produits.
 * Les formes sont comparées avant les valeurs.
 */
#ifndef PROVE_H
#define PROVE_H

#include "notation.h"

enum { PROOF_DRAWS = 5, ORDER_DRAWS = 300 };

typedef enum { PROOF_RIGHT, PROOF_WRONG, PROOF_INCONCLUSIVE } ProofVerdict;

typedef struct {
    ProofVerdict verdict;
    size_t equals; /* relations de la chaîne, éprouvées si elle est juste */
    size_t failed; /* rang, à partir de 1, de la première qui ne l'est pas ;
                      0 si toutes le sont */
    size_t cases;  /* entrées comparées, tirages et témoins compris */
    double worst;  /* plus grand écart, relatif à S */
    double tolerance; /* celle de l'écart worst */
    char detail[512]; /* si ce n'est pas juste : pourquoi, en français */
    size_t offset;    /* où, dans le texte ; SIZE_MAX si l'on ne sait pas */
} Proof;

/* Éprouve la formule, lue dans text avec les noms de notation. seed choisit les
 * tirages. Rend true si tout est juste. */
bool formula_prove(Proof *proof, Notation *notation, const Formula *formula,
                   const char *text, uint64_t seed);

/* Une entrée des deux membres d'une égalité : à quel tirage, pour quelle
 * combinaison des indices libres, et où. */
typedef struct {
    size_t draw, block;
    size_t rows, cols, row, col;
    double left, right;
} ProofEntry;

/* Montre à see, l'une après l'autre, les entrées des deux membres qu'un « = »
 * relie, à draws tirages, sans juger de rien. Rend false, et dit pourquoi dans
 * *proof, dès que l'un ne se calcule pas, n'est pas fini, ou que les formes
 * diffèrent. Une dérivée se prend par le pas complexe. */
bool formula_entries(Proof *proof, Notation *notation, const Formula *formula,
                     const char *text, uint64_t seed, size_t draws,
                     void (*see)(void *context, const ProofEntry *entry),
                     void *context);

/* Les indices libres de node, dans l'ordre où on les lit ; les noms sont ceux
 * de ses nœuds. Rend leur nombre ; names en reçoit size au plus. */
size_t formula_indices(const char **names, size_t size, Notation *notation,
                       const Node *node);

#endif
