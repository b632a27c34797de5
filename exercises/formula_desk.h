/* formula_desk.h — une question et sa notation, prêtes à juger des formules. */
#ifndef FORMULA_DESK_H
#define FORMULA_DESK_H

#include "../lib/equations.h"
#include "questions.h"

enum { TARGET_NAMES = 6, LETTERS = 4 };

/* Un résultat qu'on accepte : ses noms, le premier sans indice, et la
 * réponse ; les nœuds sont ceux de formula. */
typedef struct {
    const Item *item;
    Formula formula;
    Node *name[TARGET_NAMES];
    size_t names;
    Node *value;
    bool step; /* « ← » : le nom n'est pas une valeur à retrouver */
} Target;

typedef struct {
    const Book *book;
    const Chapter *chapter;
    const Question *question;
    Scope scope;
    Target target[QUESTION_ITEMS];
    size_t targets;
    Formula wrong[QUESTION_WRONGS]; /* dans l'ordre des lignes wrong */
} Desk;

/* Ouvre la question dans la notation de son chapitre et de son cas ; large : là
 * où ses opérandes sont grands. Une formule ou une étiquette fausse est dite
 * avec sa ligne. book et question doivent survivre à desk. */
bool desk_open(Desk *desk, const Book *book, const Question *question,
               bool large, Error *error);
void desk_close(Desk *desk);

/* L'équation de cette étiquette, « eq:grad-Wy » : dans le chapitre, ou
 * ailleurs ; NULL si aucune. */
const Line *desk_label(const Desk *desk, const char *label);

/* Lit text avec les noms de la question. */
bool desk_parse(Desk *desk, Formula *formula, const char *text,
                FormulaError *error);

/* left = right est-il prouvé ? proof peut être NULL. Les nœuds peuvent venir de
 * textes différents. */
bool desk_prove(Desk *desk, Proof *proof, Node *left, Node *right,
                const char *text);

/* node, d'indices letters : (node)_{kj} ; node lui-même s'il n'y en a pas. Ce
 * qu'elle rend vit autant que *room. */
typedef struct {
    Node index, letter[LETTERS];
    Node *child[LETTERS + 1];
} Indexed;
Node *indexed(Indexed *room, Node *node, const char *const *letters,
              size_t count);

/* Les tailles que les messages nomment, « n_x, n_h ». */
const char *desk_sizes(const Desk *desk);

/* La valeur d'une taille, « n_y » ; 0 si elle n'en a pas. */
size_t desk_size(Desk *desk, const char *name);

/* La forme d'une valeur, « n_y × 1 » plutôt que « 7×1 » ; et le même
 * changement dans un texte. */
void desk_letters(Desk *desk, char *to, size_t size, const char *text);

/* La forme de node, ses indices libres à leur première valeur ; false s'il ne
 * se calcule pas. rows et cols peuvent être NULL. */
bool desk_shape(Desk *desk, char *to, size_t size, const Node *node,
                size_t *rows, size_t *cols);

#endif
