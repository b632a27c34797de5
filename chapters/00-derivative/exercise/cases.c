/* cases.c — l'exercice 0, côté juge : des gradients justes et faux, et ce qu'en
 * disent un vérificateur juste et ceux qui ne le sont pas. */
#include "../../../exercises/exercise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../lib/mistakes.h"
#include "../../../lib/problem.h"

enum { POINT, C, Q, G_AFFINE, G_SQUARE, THETA, X, Y, G_NETWORK, THETA_FLAT };

/* Une place que la copie ne reçoit pas : les gradients déjà mesurés. */
enum { MEASURED = THETA_FLAT + 1 };

enum {
    AFFINE,
    SQUARE,
    RIGHT,
    FLAT,
    SCALE,
    FACTORS,
    FORMULAS,
    ENTRY,
    NOT_A_NUMBER,
    RETURNED
};

/* Les erreurs, dans l'ordre des gestes. */
enum {
    STEP_TOO_SMALL,
    STEP_TOO_LARGE,
    FORWARD,
    MEASURED_TWICE,
    MEASURED_HALF,
    MEASURED_OPPOSITE,
    NOT_PUT_BACK,
    NOT_RETURNED,
    ALONG_ONES,
    FIRST_ONLY,
    LAST_SKIPPED,
    LAST_DECIDES,
    ABSOLUTE_VALUES,
    SIGNED_GAP,
    ABSOLUTE_TOLERANCE,
    ENTRY_BY_ENTRY,
    TOLERANCE_LARGE,
    TOLERANCE_HUGE,
    NAN_ACCEPTED,
    ALWAYS_RIGHT,
    INVERTED
};

static const Wrong catalogue[] = {
    [STEP_TOO_SMALL] = { "step-too-small",
                         "tous les gradients sont refusés, même le juste "
                         "d'une fonction affine",
                         "eq:rounding",
                         "l'arrondi l'a-t-il emporté (un pas trop petit, une "
                         "tolérance plus fine que lui) ? À moins que rien ne "
                         "soit jamais accepté" },
    [STEP_TOO_LARGE] = { "step-too-large",
                         "les gradients justes sont acceptés pour une "
                         "fonction du second degré, refusés pour un réseau : "
                         "la troncature dépasse la tolérance",
                         "eq:central-error",
                         "un pas trop grand, ou une tolérance trop fine pour "
                         "ce pas" },
    [FORWARD] = { "forward",
                  "les gradients justes sont acceptés pour une fonction "
                  "affine, refusés dès le second degré : la différence n'est "
                  "que d'ordre 1",
                  "eq:forward-error", "trop peu pour cette tolérance" },
    [MEASURED_TWICE] = { "measured-twice",
                         "la dérivée mesurée est deux fois trop grande",
                         "eq:central-difference",
                         "le double du gradient est accepté, le gradient "
                         "refusé" },
    [MEASURED_HALF] = { "measured-half",
                        "la dérivée mesurée est deux fois trop petite",
                        "eq:forward-difference",
                        "la moitié du gradient d'une fonction affine est "
                        "acceptée, son gradient refusé : par quoi divise-t-on "
                        "une différence avant ?" },
    [MEASURED_OPPOSITE] = { "measured-opposite",
                            "la dérivée mesurée a le signe contraire",
                            "eq:central-difference",
                            "le gradient de signe inversé est accepté, le "
                            "bon refusé" },
    [NOT_PUT_BACK] = { "not-put-back",
                       "une coordonnée que l'on a poussée n'est pas remise en "
                       "place avant de passer à la suivante",
                       "eq:central-difference", NULL },
    [NOT_RETURNED] = { "not-returned",
                       "les verdicts sont bons, mais x n'est pas toujours "
                       "rendu comme il a été reçu",
                       NULL, "que devient-il quand on refuse ?" },
    [ALONG_ONES] = { "along-ones",
                     "toutes les coordonnées sont poussées ensemble et "
                     "d'autant : les écarts s'y compensent",
                     "eq:taylor-line",
                     "∇by laissé à zéro est passé : la somme de ses entrées "
                     "doit être nulle, et elle l'est" },
    [FIRST_ONLY] = { "first-only", "seule la première coordonnée est regardée",
                     "eq:relative-error", NULL },
    [LAST_SKIPPED] = { "last-skipped",
                       "la dernière coordonnée n'est pas regardée",
                       "eq:relative-error", NULL },
    [LAST_DECIDES] = { "last-decides",
                       "c'est la dernière coordonnée qui décide seule : les "
                       "verdicts précédents sont perdus",
                       "eq:relative-error", NULL },
    [ABSOLUTE_VALUES] = { "absolute-values",
                          "les signes ne sont pas comparés, seulement les "
                          "grandeurs",
                          "eq:relative-error",
                          "le gradient de signe inversé est passé" },
    [SIGNED_GAP] = { "signed-gap",
                     "un gradient trop petit passe, un trop grand non : "
                     "l'écart n'est pas pris en valeur absolue",
                     "eq:relative-error", NULL },
    [ABSOLUTE_TOLERANCE] = { "absolute-tolerance",
                             "l'écart permis ne dépend pas de la grandeur du "
                             "gradient",
                             "eq:relative-error",
                             "un faux passe quand la loss est minuscule, un "
                             "juste est refusé quand elle est énorme" },
    [ENTRY_BY_ENTRY] = { "entry-by-entry",
                         "l'écart est rapporté à chaque entrée, même presque "
                         "nulle, où il n'y a que de l'arrondi à comparer",
                         "eq:relative-error",
                         "le gradient juste d'un neurone saturé est refusé" },
    [TOLERANCE_LARGE] = { "tolerance-large", "la tolérance est trop grande",
                          "eq:relative-error",
                          "un écart de 5 millièmes est passé" },
    [TOLERANCE_HUGE] = { "tolerance-huge",
                         "la tolérance est beaucoup trop grande",
                         "eq:relative-error",
                         "de vraies fautes de formule sont passées" },
    [NAN_ACCEPTED] = { "nan-accepted", "un NaN est accepté",
                       "eq:relative-error",
                       "toute comparaison avec un NaN est fausse : est-ce la "
                       "bonne que vous faites ?" },
    [ALWAYS_RIGHT] = { "always-right", "tous les gradients sont acceptés",
                       "eq:relative-error", "même un NaN" },
    [INVERTED] = { "inverted", "tous les verdicts sont inversés", NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- Les questions ----------------------------------------------------------- */

/* Une question : son nom, et si le gradient est juste. Les fautes de la
 * bibliothèque et les réécritures s'y ajoutent. */
typedef struct {
    const char *name;
    bool right;
} Question;

static const Question affine[] = { { "le gradient", true },
                                   { "le double du gradient", false },
                                   { "la moitié du gradient", false },
                                   { "le gradient, signe inversé", false } };
static const Question square[] = {
    { "le gradient", true }, { "le terme du second degré oublié", false }
};
static const Question flat[] = { { "le gradient, un neurone saturé", true },
                                 { "1/N oublié, un neurone saturé", false } };
static const Question scale[] = { { "le gradient, loss fois 1e-9", true },
                                  { "signe inversé, loss fois 1e-9", false },
                                  { "le gradient, loss fois 1e9", true },
                                  { "signe inversé, loss fois 1e9", false } };
static const Question entry[] = {
    { "la première entrée trop grande de 5 millièmes", false },
    { "l'entrée du milieu trop petite de 5 millièmes", false },
    { "la dernière entrée trop grande de 5 millièmes", false }
};
static const Question not_a_number[] = {
    { "un NaN, en première entrée", false },
    { "un NaN, au milieu", false },
    { "un NaN, en dernière entrée", false }
};
static const Question returned[] = { { "x est rendu intact", true } };

/* Les fautes qui ne font que multiplier ; « half » n'est pas dans lib. */
static const char *const factors[] = { "sign", "twice", "mean-forgotten",
                                       "mean-twice", "mean-over-classes" };
#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool is_factor(const Mistake *m)
{
    for (size_t i = 0; i < COUNT(factors); i++)
        if (strcmp(factors[i], m->id) == 0)
            return true;
    return false;
}

/* La faute de formule de ce rang, hors facteurs ; NULL passé la dernière. */
static const Mistake *formula_mistake(size_t rank)
{
    for (size_t i = 0; i < mistake_count(); i++)
        if (!mistake(i)->precision && !is_factor(mistake(i)) && rank-- == 0)
            return mistake(i);
    return NULL;
}

static size_t formula_count(void)
{
    size_t count = 0;
    while (formula_mistake(count))
        count++;
    return count;
}

static Question of_network(size_t output, size_t row)
{
    if (output == RIGHT)
        return (Question){ row == 0 ? "le gradient" : rewriting(row - 1)->name,
                           true };
    if (output == FORMULAS)
        return (Question){ formula_mistake(row)->name, false };
    if (row < COUNT(factors))
        return (Question){ mistake_find(factors[row])->name, false };
    return (Question){ "facteur 1/2 en trop", false };
}

static Question question_of(size_t output, size_t row)
{
    switch (output) {
    case AFFINE:
        return affine[row];
    case SQUARE:
        return square[row];
    case FLAT:
        return flat[row];
    case SCALE:
        return scale[row];
    case ENTRY:
        return entry[row];
    case NOT_A_NUMBER:
        return not_a_number[row];
    case RETURNED:
        return returned[row];
    default:
        return of_network(output, row);
    }
}

static const char *question(size_t output, size_t row)
{
    return question_of(output, row).name;
}

static size_t question_count(size_t output)
{
    switch (output) {
    case RIGHT:
        return 1 + rewriting_count();
    case FACTORS:
        return COUNT(factors) + 1;
    case FORMULAS:
        return formula_count();
    case AFFINE:
    case SCALE:
        return 4;
    case ENTRY:
    case NOT_A_NUMBER:
        return 3;
    case RETURNED:
        return 1;
    default:
        return 2;
    }
}

/* Les gradients de cette sortie sont-ils des lignes de G_NETWORK ? */
static bool is_about_network(size_t output)
{
    return output >= RIGHT && output <= NOT_A_NUMBER && output != SCALE;
}

/* --- Les gradients ------------------------------------------------------------ */

static void set_row(Matrix *G, size_t row, const Matrix *gradient,
                    double factor)
{
    for (size_t k = 0; k < G->cols; k++)
        AT(G, row, k) = factor * gradient->data[k];
}

/* La ligne row de G = le gradient de qui commet m ; NULL : aucune faute. */
static void set_mistaken(Matrix *G, size_t row, const Problem *q,
                         const Mistake *m)
{
    Parameters gradient = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    mistaken_gradient(&gradient, &m, m ? 1 : 0, &q->p, &q->data.X, &q->data.Y);
    set_row(G, row, &gradient.theta, 1);
    parameters_free(&gradient);
}

static double largest_of(const Matrix *G, size_t row)
{
    Matrix line = matrix_view(&AT(G, row, 0), 1, G->cols);
    return matrix_max_abs(&line);
}

/* Les gradients du réseau, dans l'ordre des sorties : justes, facteurs,
 * formules. */
static size_t set_network(Matrix *G, const Problem *q)
{
    size_t row = 0;
    set_mistaken(G, row++, q, NULL);
    for (size_t i = 0; i < rewriting_count(); i++)
        set_mistaken(G, row++, q, rewriting(i));
    for (size_t i = 0; i < COUNT(factors); i++)
        set_mistaken(G, row++, q, mistake_find(factors[i]));
    set_row(G, row++, &q->grad.theta, 0.5);
    const Mistake *m;
    for (size_t i = 0; (m = formula_mistake(i)) != NULL; i++)
        set_mistaken(G, row++, q, m);
    return row;
}

/* Puis ceux dont une entrée seule est fausse, ou n'est pas un nombre. */
static size_t set_entries(Matrix *G, size_t row, const Problem *q)
{
    const size_t places[] = { 0, G->cols / 2, G->cols - 1 };
    const double gap = 5e-3 * largest_of(G, 0), sign[] = { 1, -1, 1 };
    for (size_t i = 0; i < COUNT(places); i++) {
        set_row(G, row, &q->grad.theta, 1);
        AT(G, row++, places[i]) += sign[i] * gap;
    }
    for (size_t i = 0; i < COUNT(places); i++) {
        set_row(G, row, &q->grad.theta, 1);
        AT(G, row++, places[i]) = NAN;
    }
    return row;
}

/* --- Les cas ------------------------------------------------------------------ */

static const struct {
    size_t nx, nh, ny, N;
} shapes[] = {
    { 2, 3, 5, 7 }, { 3, 2, 4, 5 }, { 5, 3, 2, 7 }, { 2, 3, 4, 5 },
    { 3, 2, 5, 7 }, { 2, 5, 3, 7 }, { 4, 3, 2, 5 }, { 3, 5, 2, 7 }
};

/* L'écart de deux lignes de G, relatif à leur plus grande entrée. */
static double gap_of(const Matrix *G, size_t a, size_t b)
{
    double gap = 0, largest = fmax(largest_of(G, a), largest_of(G, b));
    for (size_t k = 0; k < G->cols; k++)
        gap = fmax(gap, fabs(AT(G, a, k) - AT(G, b, k)));
    return gap / largest;
}

/* Aucune entrée du gradient n'est presque nulle. */
static bool is_full(const Matrix *gradient)
{
    double largest = matrix_max_abs(gradient);
    for (size_t k = 0; k < matrix_size(gradient); k++)
        if (fabs(gradient->data[k]) < 1e-3 * largest)
            return false;
    return largest > 0.05;
}

/* Toutes les fautes se voient, et un écart de 10 % ne passe ni ne casse de
 * peu. */
static bool is_telling(const Matrix *G)
{
    size_t first = 1 + rewriting_count();
    size_t end = first + question_count(FACTORS) + formula_count();
    for (size_t row = first; row < end; row++) {
        double gap = gap_of(G, row, 0);
        if (gap < 0.02 || (gap > 0.08 && gap < 0.12))
            return false;
    }
    return true;
}

/* Le tirage d'un réseau et de ses gradients, les lignes de G, convient-il ? */
static bool try_network(Problem *q, Matrix *G, size_t rank, uint64_t seed)
{
    Random random = random_seeded(seed);
    *q = problem_create(shapes[rank].nx, shapes[rank].nh, shapes[rank].ny,
                        shapes[rank].N, &random);
    size_t rows = 0;
    for (size_t k = 0; k <= NOT_A_NUMBER; k++)
        rows += is_about_network(k) ? question_count(k) : 0;
    *G = matrix_create(rows, matrix_size(&q->p.theta));
    if (is_full(&q->grad.theta)) {
        set_network(G, q);
        if (is_telling(G))
            return true;
    }
    matrix_free(G);
    problem_free(q);
    return false;
}

/* Le premier tirage qui convient ; on se souvient duquel, car on en refuse
 * beaucoup. */
static Problem draw_network(Matrix *G, size_t rank)
{
    static uint64_t tried[COUNT(shapes)];
    Problem q;
    while (!try_network(&q, G, rank, 10000 * (rank + 1) + tried[rank]))
        tried[rank]++;
    return q;
}

/* Le dernier neurone caché n'est plus que saturé : le gradient juste a des
 * entrées presque nulles. */
static void saturate(Problem *q)
{
    for (size_t j = 0; j < q->p.nx; j++)
        AT(&q->p.Wh, q->p.nh - 1, j) *= 0.1;
    q->p.bh.data[q->p.nh - 1] = 15;
}

static void draw_networks(Case *c, size_t rank)
{
    Matrix *G = &c->in[G_NETWORK];
    Problem q = draw_network(G, rank);
    size_t row = set_entries(G, set_network(G, &q), &q);
    c->in[THETA] = matrix_clone(&q.p.theta);
    c->in[X] = matrix_clone(&q.data.X);
    c->in[Y] = matrix_clone(&q.data.Y);
    saturate(&q);
    c->in[THETA_FLAT] = matrix_clone(&q.p.theta);
    set_mistaken(G, row, &q, NULL);
    set_mistaken(G, row + 1, &q, mistake_find("mean-forgotten"));
    problem_free(&q);
}

/* 1 + cᵀx + xᵀQx/2, sans et avec Q. */
static void draw_square(Case *c, Random *random)
{
    size_t p = 3;
    Matrix gradient = matrix_create(p, 1);
    c->in[POINT] = matrix_create(p, 1);
    c->in[C] = matrix_create(p, 1);
    c->in[Q] = matrix_create(p, p);
    matrix_random_uniform(&c->in[POINT], 0.5, 1.5, random);
    matrix_random_uniform(&c->in[C], 0.5, 1.5, random);
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j <= i; j++)
            AT(&c->in[Q], i, j) = AT(&c->in[Q], j, i) =
                1 + random_uniform(random);
    matrix_multiply(&gradient, &c->in[Q], &c->in[POINT]);
    matrix_add(&gradient, &gradient, &c->in[C]);
    c->in[G_AFFINE] = matrix_create(COUNT(affine), p);
    c->in[G_SQUARE] = matrix_create(COUNT(square), p);
    const double factor[] = { 1, 2, 0.5, -1 };
    for (size_t k = 0; k < COUNT(affine); k++)
        set_row(&c->in[G_AFFINE], k, &c->in[C], factor[k]);
    set_row(&c->in[G_SQUARE], 0, &gradient, 1);
    set_row(&c->in[G_SQUARE], 1, &c->in[C], 1);
    matrix_free(&gradient);
}

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(rank);
    draw_square(c, &random);
    draw_networks(c, rank);
    for (size_t k = 0; k <= RETURNED; k++)
        c->out[k] = matrix_create(question_count(k), 1);
    c->size[0] = (Size){ "P", c->in[THETA].rows };
}

/* --- Les fonctions, du côté du juge ------------------------------------------- */

/* Σⱼ Wᵢⱼ aⱼ + bᵢ, où theta range W (rows×cols) puis b. */
static double unit_of(const double *theta, const double *a, size_t rows,
                      size_t cols, size_t i)
{
    double total = theta[rows * cols + i];
    for (size_t j = 0; j < cols; j++)
        total += theta[i * cols + j] * a[j];
    return total;
}

static double network_loss(const Case *c, const Matrix *theta)
{
    size_t N = c->in[X].rows, nx = c->in[X].cols, ny = c->in[Y].cols;
    size_t nh = (theta->rows - ny) / (nx + ny + 1);
    const double *output = theta->data + nh * (nx + 1);
    double loss = 0, h[32];
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t j = 0; j < nh; j++)
            h[j] = tanh(unit_of(theta->data, &AT(&c->in[X], n, 0), nh, nx, j));
        for (size_t i = 0; i < ny; i++) {
            double y_tilde = unit_of(output, h, ny, nh, i);
            total += exp(y_tilde);
            loss -= AT(&c->in[Y], n, i) * y_tilde;
        }
        loss += log(total);
    }
    return loss / (double)N;
}

/* f en x, pour les questions de cette sortie. */
static double value_of(const Case *c, size_t output, const Matrix *x)
{
    if (output != AFFINE && output != SQUARE)
        return network_loss(c, x);
    double value = 1 + matrix_dot(&c->in[C], x);
    for (size_t i = 0; output == SQUARE && i < x->rows; i++)
        for (size_t j = 0; j < x->rows; j++)
            value += x->data[i] * AT(&c->in[Q], i, j) * x->data[j] / 2;
    return value;
}

/* --- Un vérificateur, et ses fautes --------------------------------------------- */

static double step_of(Wrongs w)
{
    if (HAS(w, STEP_TOO_SMALL))
        return 1e-15;
    return HAS(w, STEP_TOO_LARGE) ? 0.1 : 1e-5;
}

/* Diviser par 2h une différence avant, c'est en être resté à celle-ci. */
static bool is_forward(Wrongs w)
{
    return HAS(w, FORWARD) || HAS(w, MEASURED_HALF);
}

/* La différence de pas h, centrée ou avant, à la coordonnée k. */
static double difference(const Case *c, size_t output, Matrix *x, size_t k,
                         Wrongs w)
{
    double kept = x->data[k], h = step_of(w), less = value_of(c, output, x);
    x->data[k] = kept + h;
    double more = value_of(c, output, x);
    if (!is_forward(w)) {
        x->data[k] = kept - h;
        less = value_of(c, output, x);
    }
    if (!HAS(w, NOT_PUT_BACK))
        x->data[k] = kept;
    return (more - less) / (is_forward(w) ? h : 2 * h);
}

/* Où sont rangées les mesures de ce vérificateur : une ligne par façon de
 * mesurer et par fonction (affine, second degré, réseau, réseau saturé) ; la
 * première case dit si la ligne est remplie. */
enum { FUNCTIONS = 4, WAYS = 12 };

static size_t way_of(Wrongs w)
{
    size_t step = HAS(w, STEP_TOO_SMALL) ? 1 : HAS(w, STEP_TOO_LARGE) ? 2 : 0;
    return step + 3 * (size_t)is_forward(w) + 6 * (size_t)HAS(w, NOT_PUT_BACK);
}

static const Matrix *point_of(const Case *c, size_t output)
{
    if (output == AFFINE || output == SQUARE)
        return &c->in[POINT];
    return &c->in[output == FLAT ? THETA_FLAT : THETA];
}

/* Le gradient mesuré, avant les fautes qui le multiplient. */
static const double *measured(Case *c, size_t output, Wrongs w)
{
    Matrix *kept = &c->in[MEASURED];
    const Matrix *point = point_of(c, output);
    size_t function = output <= SQUARE ? output : output == FLAT ? 3 : 2;
    if (!kept->data)
        *kept = matrix_create(FUNCTIONS * WAYS, c->in[THETA].rows + 1);
    double *row = &AT(kept, function * WAYS + way_of(w), 0);
    if (row[0] == 0) {
        Matrix x = matrix_clone(point);
        for (size_t k = 0; k < x.rows; k++)
            row[k + 1] = difference(c, output, &x, k, w);
        row[0] = 1;
        matrix_free(&x);
    }
    return row + 1;
}

static double factor_of(Wrongs w)
{
    double factor = HAS(w, MEASURED_TWICE) ? 2 : 1;
    factor *= HAS(w, MEASURED_HALF) ? 0.5 : 1;
    return HAS(w, MEASURED_OPPOSITE) ? -factor : factor;
}

static double tolerance_of(Wrongs w)
{
    if (HAS(w, TOLERANCE_HUGE))
        return 0.1;
    return HAS(w, TOLERANCE_LARGE) ? 0.01 : 1e-6;
}

/* L'écart de a à n est-il permis, quand la plus grande entrée est largest ? */
static bool is_close(double a, double n, double largest, Wrongs w)
{
    double gap = fabs(a - n), unit = largest;
    if (HAS(w, ABSOLUTE_VALUES))
        gap = fabs(fabs(a) - fabs(n));
    if (HAS(w, SIGNED_GAP))
        gap = a - n;
    if (HAS(w, ABSOLUTE_TOLERANCE))
        unit = 1;
    if (HAS(w, ENTRY_BY_ENTRY))
        unit = fmax(fabs(a), fabs(n));
    if (isnan(gap))
        return HAS(w, NAN_ACCEPTED);
    return gap <= tolerance_of(w) * unit;
}

/* Toutes les coordonnées poussées ensemble : une seule dérivée. */
static bool is_close_along_ones(const double *a, const double *n, size_t P,
                                Wrongs w)
{
    double sum_a = 0, sum_n = 0;
    for (size_t k = 0; k < P; k++) {
        sum_a += a[k];
        sum_n += n[k];
    }
    return is_close(sum_a, sum_n, fmax(fabs(sum_a), fabs(sum_n)), w);
}

/* a est le gradient proposé, n le gradient mesuré. */
static bool accepts(const double *a, const double *n, size_t P, Wrongs w)
{
    double largest = 0;
    bool right = true;
    size_t first = HAS(w, LAST_DECIDES) ? P - 1 : 0;
    size_t last = HAS(w, FIRST_ONLY) ? 1 : HAS(w, LAST_SKIPPED) ? P - 1 : P;
    if (HAS(w, ALWAYS_RIGHT))
        return true;
    if (HAS(w, ALONG_ONES))
        return is_close_along_ones(a, n, P, w);
    for (size_t k = 0; k < P; k++)
        largest = fmax(largest, fmax(fabs(a[k]), fabs(n[k])));
    for (size_t k = first; k < last; k++)
        right = right && is_close(a[k], n[k], largest, w);
    return right;
}

/* Le verdict sur une ligne de G, quand f est multipliée par unit. */
static double judge(Case *c, size_t output, const Matrix *G, size_t row,
                    double unit, Wrongs w)
{
    size_t P = G->cols;
    const double *kept = measured(c, output, w);
    double *a = allocate(2 * P, sizeof *a), *n = a + P;
    for (size_t k = 0; k < P; k++) {
        a[k] = unit * AT(G, row, k);
        n[k] = unit * factor_of(w) * kept[k];
    }
    bool right = accepts(a, n, P, w);
    free(a);
    return right != (HAS(w, INVERTED) != 0) ? 1 : 0;
}

/* Les verdicts d'une sortie, sur les lignes de G à partir de first ; rend la
 * suivante. */
static size_t judge_all(Case *c, size_t output, const Matrix *G, size_t first,
                        Wrongs w)
{
    Matrix *verdicts = &c->out[output];
    for (size_t k = 0; k < verdicts->rows; k++)
        verdicts->data[k] = judge(c, output, G, first + k, 1, w);
    return first + verdicts->rows;
}

static void verify(Case *c, Wrongs w)
{
    const Matrix *G = &c->in[G_NETWORK];
    judge_all(c, AFFINE, &c->in[G_AFFINE], 0, w);
    judge_all(c, SQUARE, &c->in[G_SQUARE], 0, w);
    size_t next = judge_all(c, RIGHT, G, 0, w);
    for (size_t k = 0; k < 4; k++)
        c->out[SCALE].data[k] =
            judge(c, SCALE, G, k % 2 == 0 ? 0 : next, k < 2 ? 1e-9 : 1e9, w);
    for (size_t output = FACTORS; output <= NOT_A_NUMBER; output++)
        next = judge_all(c, output, G, next, w);
    judge_all(c, FLAT, G, next, w);
    c->out[RETURNED].data[0] =
        HAS(w, NOT_PUT_BACK) || HAS(w, NOT_RETURNED) ? 0 : 1;
}

/* La bonne réponse ne mesure rien : on sait comment chaque gradient a été
 * fait. */
static void compute(Case *c, Wrongs w)
{
    if (w) {
        verify(c, w);
        return;
    }
    for (size_t output = 0; output <= RETURNED; output++)
        for (size_t k = 0; k < c->out[output].rows; k++)
            c->out[output].data[k] = question_of(output, k).right ? 1 : 0;
}

/* --- Ce que la fonction a permis ------------------------------------------------ */

static void remark(const Case *c, bool right, char *text, size_t size)
{
    size_t accepted = 0, refused = 0;
    for (size_t output = 0; output < RETURNED; output++)
        for (size_t k = 0; k < c->out[output].rows; k++)
            if (question_of(output, k).right)
                accepted++;
            else
                refused++;
    if (!right)
        return;
    snprintf(text, size,
             "Dans chaque cas, %zu gradients justes acceptés, %zu faux "
             "refusés : les fautes du catalogue, et d'autres.",
             accepted, refused);
}

static const Tensor inputs[] = {
    { "x", "3×1" }, { "c", "3×1" }, { "Q", "3×3" },  { "g", "4×3" },
    { "g", "2×3" }, { "θ", "P×1" }, { "X", "N×nx" }, { "Y", "N×ny" },
    { "g", "K×P" }, { "θ", "P×1" }, { NULL, NULL }
};
static const Tensor outputs[] = { { "affine", "4×1" },  { "carré", "2×1" },
                                  { "réseau", "7×1" },  { "saturé", "2×1" },
                                  { "échelle", "4×1" }, { "facteur", "6×1" },
                                  { "formule", "K×1" }, { "entrée", "3×1" },
                                  { "NaN", "3×1" },     { "x", "1×1" },
                                  { NULL, NULL } };

const Exercise exercise = {
    .number = "0",
    .title = "ce gradient est-il juste ?",
    .inputs = inputs,
    .outputs = outputs,
    .cases = COUNT(shapes),
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
    .remark = remark,
    .question = question,
};
