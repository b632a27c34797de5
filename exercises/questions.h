/* questions.h — les questions de formules d'un chapitre.
 *
 * chapters/NN-nom/questions.txt a une ligne « clef: valeur » par chose à dire ;
 * « # » commence un commentaire. En tête du fichier :
 *
 *     sizes: n_x, n_h, n_y, N         les tailles que les messages nomment
 *     mistake: identifiant | nom      une erreur que lib/mistakes n'a pas
 *
 * puis, pour chaque question :
 *
 *     question: grad-Wy               son identifiant, unique dans le cahier
 *     ask: …                          l'énoncé
 *     case: one-hot                   le cas du chapitre où elle se pose
 *     notation: u : n_y               une ligne de notation de plus
 *     answer: ∇_{W_y} ℓ = (ŷ − y) hᵀ  un résultat qu'on accepte : ses noms,
 *                                     séparés par « = », puis la réponse ;
 *                                     « ← » pour une mise à jour
 *     uses: ŷ, y, h                   les notations utiles
 *     forbid: SoftMax                 ce qu'une réponse ne peut employer
 *     sizes: n_h, n_y                 les tailles, si ce ne sont pas les mêmes
 *     large: ỹ = 800 v                où la réponse ne doit pas déborder
 *     see: eq:grad-Wy                 où le chapitre en parle
 *     hint: …                         un indice ; du plus vague au plus précis
 *     wrong: sign | (y − ŷ) hᵀ | @eq:grad-y-tilde
 *
 * La dernière est une erreur qu'on reconnaît : identifiant de lib/mistakes ou
 * d'une ligne mistake, formule qu'on écrit en la commettant, étape du chapitre
 * qu'il faut relire. Un quatrième champ, « = identifiant », nomme une autre
 * erreur de la question qui donne les mêmes valeurs.
 */
#ifndef QUESTIONS_H
#define QUESTIONS_H

#include "../lib/error.h"

enum { QUESTION_ITEMS = 12, QUESTION_WRONGS = 32, QUESTION_MISTAKES = 64 };

/* Une valeur, et la ligne du fichier où elle est. */
typedef struct {
    const char *text;
    size_t line;
} Item;

typedef struct {
    Item item[QUESTION_ITEMS];
    size_t count;
} Items;

typedef struct {
    const char *id, *name; /* « sign », et son nom français */
    const char *text;      /* la formule fausse */
    const char *label;     /* « eq:grad-Wy » */
    const char *alias;     /* l'erreur aux mêmes valeurs, ou NULL */
    size_t line;
} WrongFormula;

typedef struct Questions Questions;

typedef struct {
    const Questions *file;
    const char *id;
    Item ask, given, uses, forbid, large, see,
        sizes; /* text est NULL si absent */
    Items notation, answers, hints;
    WrongFormula wrong[QUESTION_WRONGS];
    size_t wrongs;
    size_t line;
} Question;

typedef struct {
    const char *id, *name;
} LocalMistake;

/* Les questions d'un fichier ; les textes sont dans text. */
struct Questions {
    char path[512];
    char chapter[3]; /* « 16 » */
    char *text;
    Item sizes;
    LocalMistake mistake[QUESTION_MISTAKES];
    size_t mistakes;
    Question *list;
    size_t count;
};

/* Lit un fichier. Ce qui n'y est pas permis est dit avec sa ligne,
 * « chapters/…/questions.txt:12: … » ; les formules ne sont pas encore lues. */
bool questions_read(Questions *questions, const char *chapter,
                    const char *path, Error *error);
void questions_free(Questions *questions);

/* Toutes les questions du cahier, chapitre par chapitre. */
typedef struct {
    Questions **files;
    size_t count;
} Quiz;

/* Lit folder/NN-…/questions.txt pour chaque chapitre qui en a un ; deux
 * questions de même identifiant sont une erreur. */
bool quiz_read(Quiz *quiz, const char *folder, Error *error);
void quiz_free(Quiz *quiz);

/* La question de cet identifiant, ou NULL. */
const Question *quiz_find(const Quiz *quiz, const char *id);

/* Les questions du chapitre « 16 » ou « 6 », ou NULL. */
const Questions *quiz_chapter(const Quiz *quiz, const char *chapter);

/* Le mot suivant d'une liste à virgules, copié dans to ; avance *list, et rend
 * false à la fin. */
bool list_next(char *to, size_t size, const char **list);

#endif
