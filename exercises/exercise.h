/* exercise.h — un exercice : ce qu'on demande, et les erreurs qu'on y attend.
 *
 * Le code de l'étudiant tourne dans un autre processus, qui reçoit des nombres
 * et en rend. Tout ce qui juge est ici : les cas, les bonnes valeurs, et un
 * dictionnaire d'erreurs dont chacune sait dire les valeurs qu'elle donne.
 *
 * Le dossier exercise/ d'un chapitre (ou un second) contient
 *   solution.c   la solution, où l'exercice se découpe entre deux marques
 *   call.c       l'appel de la fonction demandée, du côté de l'étudiant
 *   cases.c      « const Exercise exercise », du côté du juge
 *   hints.txt    les indices, séparés par une ligne vide
 *   answers.c    des réponses d'étudiants, justes et fausses : les tests
 */
#ifndef EXERCISE_H
#define EXERCISE_H

#include <stdint.h>

#include "../lib/matrix.h"
#include "../lib/random.h"

enum { TENSORS_MAX = 12, SIZES_MAX = 6, WRONGS_MAX = 63 };

/* Un tenseur, tel que les messages le nomment : « ∇Wy », « ny×nh ». */
typedef struct {
    const char *name, *shape;
} Tensor;

/* Une taille, pour qu'un rapport de 11 se lise « 11 = N ». */
typedef struct {
    const char *name;
    size_t value;
} Size;

/* Un jeu d'entrées, et la place des sorties. */
typedef struct {
    Matrix in[TENSORS_MAX], out[TENSORS_MAX];
    Size size[SIZES_MAX];
} Case;

/* Une erreur du dictionnaire. id est stable et en anglais ; name, NULL si
 * lib/mistakes connaît id, la nomme en français ; where est le pas du chapitre
 * à relire, « eq:nom » ; evidence, NULL pour « ce sont ses nombres »,
 * l'indice qui la trahit. */
typedef struct {
    const char *id, *name, *where, *evidence;
} Wrong;

/* Les erreurs commises ensemble : le bit i est l'erreur de rang i. */
typedef uint64_t Wrongs;
#define HAS(wrongs, i) ((wrongs) >> (i)&1)

typedef struct {
    const char *number; /* « 16 », « 17b » */
    const char *title;
    const Tensor *inputs, *outputs; /* finis par un nom NULL */
    /* La sortie k vaut d'abord l'entrée start[k] − 1 ; 0 : n'importe quoi.
     * NULL : aucune n'a de valeur au départ. */
    const size_t *start;
    size_t cases;
    /* Remplit le cas de rang donné : in (créés, tirés), out (créés), size. Le
     * même rang donne toujours le même cas. */
    void (*draw)(Case *c, size_t rank);
    /* c->out = ce qu'obtient celui qui commet ces erreurs ; 0 : la bonne
     * réponse, en boucles simples qui n'appellent ni la lib ni la
     * solution. */
    void (*compute)(Case *c, Wrongs wrongs);
    const Wrong *wrongs; /* finis par un id NULL, dans l'ordre des gestes */
    /* L'écart permis, relatif à la plus grande entrée du tenseur ; 0 :
     * EXERCISE_TOLERANCE. */
    double tolerance;
    /* Les long_cases derniers cas sont de longs calculs, où les arrondis
     * s'amplifient : ils ne se comparent que si les autres sont justes, à
     * long_tolerance près, et le dictionnaire ne s'y cherche pas. */
    size_t long_cases;
    double long_tolerance;
    /* Ce que les nombres rendus au dernier cas ont permis, qu'ils soient
     * justes ou non (« 94 % des points des cercles ») ; NULL : rien. c->out
     * est ce que la copie a rendu. Écrit une ligne dans text, ou rien. */
    void (*remark)(const Case *c, bool right, char *text, size_t size);
    /* Les sorties sont des verdicts, 1 ou 0 : la question à laquelle répond la
     * ligne row de la sortie k. NULL : ce sont des nombres. */
    const char *(*question)(size_t k, size_t row);
} Exercise;

#define EXERCISE_TOLERANCE 1e-9

/* L'exercice que juge ce programme : chapters/…/exercise/cases.c. */
extern const Exercise exercise;

size_t tensor_count(const Tensor *tensors);
size_t wrong_count(const Exercise *e);

/* Le nombre de cas où le dictionnaire se cherche. */
size_t short_count(const Exercise *e);

/* Le nom français d'une erreur. */
const char *wrong_name(const Wrong *wrong);

/* G devient le tableau de Gᵀ, dans la place et sous la forme de G : l'erreur
 * de qui range une transposée. */
void store_transposed(Matrix *G);

void case_draw(Case *c, const Exercise *e, size_t rank);
void case_free(Case *c);

#endif
