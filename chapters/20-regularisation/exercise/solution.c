/* Exercice 20 : cette solution d'un SVM est-elle la bonne ?
 *
 *     make exercise20     juge ce fichier
 *     make hint20         donne un indice
 *
 * Les fonctions de <math.h> (fabs, fmax…) sont à votre disposition. L'élément
 * (i, j) de A s'écrit AT(A, i, j), à partir de 0 ; celui d'une colonne v,
 * v->data[i].
 */
#include <math.h>

#include "matrix.h"

/* Entrées : alpha (N×1), qu'un programme dit être la solution, où 0 ≤ αₙ ≤ C ;
 * s, les classes (N×1, chacune vaut 1 ou −1) ; G, la matrice de Gram (N×N) ; b,
 * le biais ; C, le prix des pertes. αₙ = 0 et αₙ = C se testent par ==.
 * Sorties : f (N×1, déjà créée), les valeurs de décision des N exemples, où
 * w = v ; kkt (N×1, déjà créée), dont l'élément n, positif ou nul, dit de
 * combien la marge de l'exemple n s'écarte de ce que son αₙ demande (c'est, au
 * chapitre 20, le tableau des conditions de Karush, Kuhn et Tucker) ; *balance,
 * la valeur absolue de Σ αₙ sₙ ; *gap, le saut P − D, où ‖w‖² = ‖v‖². */
void svm_check(Matrix *f, Matrix *kkt, double *balance, double *gap,
               const Matrix *alpha, const Matrix *s, const Matrix *G, double b,
               double C)
{
    /* À VOUS : remplissez f, kkt, *balance et *gap. */
    double sum = 0, norm = 0;
    *gap = 0;
    for (size_t m = 0; m < s->rows; m++) {
        double a = alpha->data[m], v_phi = 0;
        for (size_t n = 0; n < s->rows; n++)
            v_phi += alpha->data[n] * s->data[n] * AT(G, n, m);
        f->data[m] = v_phi + b; /* @eq:svc-expansion */
        double missing = 1 - s->data[m] * f->data[m];
        if (a == 0)
            kkt->data[m] = fmax(0, missing); /* s f ≥ 1 */
        else if (a == C)
            kkt->data[m] = fmax(0, -missing); /* s f ≤ 1 */
        else
            kkt->data[m] = fabs(missing); /* s f = 1 */
        sum += a * s->data[m];
        norm += a * s->data[m] * v_phi;   /* @eq:svc-norm */
        *gap += C * fmax(0, missing) - a; /* @eq:svc-primal, @eq:svc-dual */
    }
    *balance = fabs(sum);
    *gap += norm; /* ½ ‖w‖² dans P, −½ ‖v‖² dans D */
    /* FIN */
}
