#include "svm.h"

#include <libsvm/svm.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* --- Les entrées --------------------------------------------------------- */

#undef svm_labels
void svm_labels(Site site, Matrix *y, const Dataset *data)
{
    if (data->Y.cols != 2 || y->rows != data->Y.rows || y->cols != 1)
        fatal(site, __func__, "y est %zu×%zu, Y est %zu×%zu", y->rows, y->cols,
              data->Y.rows, data->Y.cols);
    for (size_t n = 0; n < y->rows; n++)
        y->data[n] = dataset_class(data, n) == 1 ? 1 : -1;
}

/* Ce que LIBSVM accepterait sans broncher, ou refuserait en silence. */
static void require_examples(Site site, const Matrix *X, const Matrix *y,
                             const SvmSettings *settings)
{
    size_t positive = 0;
    if (y->rows != X->rows || y->cols != 1)
        fatal(site, "svm_fit", "X est %zu×%zu, y est %zu×%zu", X->rows,
              X->cols, y->rows, y->cols);
    if (X->rows > INT_MAX || X->cols >= INT_MAX)
        fatal(site, "svm_fit", "X est %zu×%zu, trop grand pour LIBSVM",
              X->rows, X->cols);
    for (size_t n = 0; n < y->rows; n++) {
        if (fabs(y->data[n]) != 1)
            fatal(site, "svm_fit", "y[%zu] = %g n'est ni 1 ni −1", n,
                  y->data[n]);
        positive += y->data[n] > 0;
    }
    for (size_t i = 0; i < matrix_size(X); i++)
        if (!isfinite(X->data[i]))
            fatal(site, "svm_fit", "X a un élément qui n'est pas fini");
    if (positive == 0 || positive == y->rows)
        fatal(site, "svm_fit", "une seule classe, sur %zu exemples", y->rows);
    if (!(settings->C > 0 && isfinite(settings->C) && settings->eps > 0))
        fatal(site, "svm_fit", "C = %g, eps = %g : il les faut positifs",
              settings->C, settings->eps);
}

/* --- LIBSVM -------------------------------------------------------------- */

/* Les exemples dans le format de LIBSVM : des couples (indice, valeur) que
 * termine un indice −1, l'indice partant de 1. */
typedef struct {
    struct svm_problem problem;
    struct svm_node *nodes;
} Problem;

static Problem problem_create(const Matrix *X, const Matrix *y)
{
    size_t N = X->rows, nx = X->cols;
    struct svm_node *nodes =
        allocate(size_product(N, nx + 1), sizeof(struct svm_node));
    struct svm_node **rows = allocate(N, sizeof(struct svm_node *));
    for (size_t n = 0; n < N; n++) {
        rows[n] = nodes + n * (nx + 1);
        for (size_t i = 0; i < nx; i++)
            rows[n][i] = (struct svm_node){ (int)i + 1, AT(X, n, i) };
        rows[n][nx].index = -1;
    }
    return (Problem){ { (int)N, y->data, rows }, nodes };
}

static void problem_free(Problem *p)
{
    free(p->problem.x);
    free(p->nodes);
}

static struct svm_parameter parameters(const SvmSettings *settings)
{
    static const int kinds[] = { [KERNEL_LINEAR] = LINEAR,
                                 [KERNEL_POLYNOMIAL] = POLY,
                                 [KERNEL_GAUSSIAN] = RBF,
                                 [KERNEL_SIGMOID] = SIGMOID };
    return (struct svm_parameter){ .svm_type = C_SVC,
                                   .kernel_type = kinds[settings->kernel.kind],
                                   .degree = (int)settings->kernel.degree,
                                   .gamma = settings->kernel.gamma,
                                   .coef0 = settings->kernel.r,
                                   .cache_size = 100,
                                   .eps = settings->eps,
                                   .C = settings->C,
                                   .shrinking = 1 };
}

static void say_nothing(const char *text)
{
    (void)text;
}

/* α et b : LIBSVM rend αₙ yₙ et −b pour des y où sa première classe, label[0],
 * vaut +1. Sa première classe n'est pas toujours la nôtre. */
static void read_model(Svm *svm, const struct svm_model *model)
{
    double sign = model->label[0];
    svm->b = -sign * model->rho[0];
    for (int k = 0; k < model->l; k++) {
        size_t n = (size_t)model->sv_indices[k] - 1;
        svm->alpha.data[n] = sign * svm->y.data[n] * model->sv_coef[0][k];
    }
}

/* svm->support a N places. */
static void list_support(Svm *svm)
{
    size_t N = svm->alpha.rows;
    svm->count = 0;
    for (size_t n = 0; n < N; n++)
        if (svm->alpha.data[n] != 0)
            svm->support[svm->count++] = n;
}

#undef svm_fit
Svm svm_fit(Site site, const Matrix *X, const Matrix *y,
            const SvmSettings *settings)
{
    require_examples(site, X, y, settings);
    Svm svm = { .kernel = settings->kernel,
                .C = settings->C,
                .X = matrix_clone(X),
                .y = matrix_clone(y),
                .alpha = matrix_create(X->rows, 1),
                .support = allocate(X->rows, sizeof(size_t)) };
    Problem p = problem_create(&svm.X, &svm.y);
    struct svm_parameter parameter = parameters(settings);
    const char *refusal = svm_check_parameter(&p.problem, &parameter);
    if (refusal)
        fatal(site, "svm_fit", "LIBSVM refuse : %s", refusal);
    svm_set_print_string_function(say_nothing);
    struct svm_model *model = svm_train(&p.problem, &parameter);
    read_model(&svm, model);
    list_support(&svm);
    svm_free_and_destroy_model(&model);
    problem_free(&p);
    return svm;
}

void svm_free(Svm *svm)
{
    matrix_free(&svm->X);
    matrix_free(&svm->y);
    matrix_free(&svm->alpha);
    free(svm->support);
    *svm = (Svm){ 0 };
}

/* --- La reprise en double -------------------------------------------------
 *
 * À un α de F, entre 0 et C, répond une égalité : f(xₘ) = yₘ. Avec Σ αₙ yₙ = 0,
 * cela fait un système carré, dont les inconnues sont les βₙ = αₙ yₙ de F et b :
 *     Σ_{n dans F} βₙ Kₙₘ + b = yₘ − Σ_{n hors de F} αₙ yₙ Kₙₘ
 *     Σ_{n dans F} βₙ         = − Σ_{n hors de F} αₙ yₙ
 */

/* La violation d'une condition que la reprise laisse passer. */
#define TOLERANCE 1e-9

typedef struct {
    Matrix K;     /* N×N */
    size_t *free; /* les indices de F */
    size_t count;
    Matrix A, u; /* le système, et sa solution */
} Active;

static Active active_create(const Svm *svm)
{
    size_t N = svm->X.rows;
    Active a = { .K = matrix_create(N, N),
                 .free = allocate(N, sizeof(size_t)),
                 .A = matrix_create(N + 1, N + 1),
                 .u = matrix_create(N + 1, 1) };
    kernel_gram(&a.K, &svm->kernel, &svm->X, &svm->X);
    for (size_t n = 0; n < N; n++)
        if (svm->alpha.data[n] > 0 && svm->alpha.data[n] < svm->C)
            a.free[a.count++] = n;
    return a;
}

static void active_free(Active *a)
{
    matrix_free(&a->K);
    matrix_free(&a->A);
    matrix_free(&a->u);
    free(a->free);
}

static bool is_free(const Active *a, size_t n)
{
    for (size_t k = 0; k < a->count; k++)
        if (a->free[k] == n)
            return true;
    return false;
}

/* Le système, écrit dans le coin de A et dans u. */
static void write_system(Active *a, const Svm *svm)
{
    size_t F = a->count;
    matrix_fill(&a->u, 0);
    for (size_t k = 0; k < F; k++) {
        size_t m = a->free[k];
        for (size_t l = 0; l < F; l++)
            AT(&a->A, k, l) = AT(&a->K, m, a->free[l]);
        AT(&a->A, k, F) = AT(&a->A, F, k) = 1;
        a->u.data[k] = svm->y.data[m];
    }
    AT(&a->A, F, F) = 0;
    for (size_t n = 0; n < svm->X.rows; n++) {
        if (svm->alpha.data[n] == 0 || is_free(a, n))
            continue;
        double beta = svm->alpha.data[n] * svm->y.data[n];
        for (size_t k = 0; k < F; k++)
            a->u.data[k] -= beta * AT(&a->K, n, a->free[k]);
        a->u.data[F] -= beta;
    }
}

/* Échange les lignes i et j du système. */
static void swap_rows(Active *a, size_t i, size_t j, size_t size)
{
    for (size_t k = 0; k < size; k++) {
        double keep = AT(&a->A, i, k);
        AT(&a->A, i, k) = AT(&a->A, j, k);
        AT(&a->A, j, k) = keep;
    }
    double keep = a->u.data[i];
    a->u.data[i] = a->u.data[j];
    a->u.data[j] = keep;
}

/* Annule la colonne k sous la diagonale, après avoir choisi le plus grand pivot ;
 * false s'il est nul à l'arrondi près. */
static bool eliminate(Active *a, size_t k, size_t size, double tiny)
{
    size_t pivot = k;
    for (size_t i = k + 1; i < size; i++)
        if (fabs(AT(&a->A, i, k)) > fabs(AT(&a->A, pivot, k)))
            pivot = i;
    if (!(fabs(AT(&a->A, pivot, k)) > tiny))
        return false;
    swap_rows(a, k, pivot, size);
    for (size_t i = k + 1; i < size; i++) {
        double factor = AT(&a->A, i, k) / AT(&a->A, k, k);
        for (size_t j = k; j < size; j++)
            AT(&a->A, i, j) -= factor * AT(&a->A, k, j);
        a->u.data[i] -= factor * a->u.data[k];
    }
    return true;
}

/* u ← A⁻¹ u ; false si A n'est pas inversible à l'arrondi près. */
static bool solve(Active *a)
{
    size_t size = a->count + 1;
    double tiny = 1e-13 * fmax(1, matrix_max_abs(&a->K));
    for (size_t k = 0; k < size; k++)
        if (!eliminate(a, k, size, tiny))
            return false;
    for (size_t k = size; k-- > 0;) {
        for (size_t j = k + 1; j < size; j++)
            a->u.data[k] -= AT(&a->A, k, j) * a->u.data[j];
        a->u.data[k] /= AT(&a->A, k, k);
    }
    return true;
}

/* La part du chemin vers la solution du système que 0 ≤ α ≤ C permet, et le
 * rang, dans F, de l'α qui bute ; SIZE_MAX si tout le chemin est permis. */
static double longest_step(const Active *a, const Svm *svm, size_t *blocking)
{
    double length = 1;
    *blocking = SIZE_MAX;
    for (size_t k = 0; k < a->count; k++) {
        size_t n = a->free[k];
        double alpha = svm->alpha.data[n];
        double move = a->u.data[k] * svm->y.data[n] - alpha;
        double room = move > 0 ? svm->C - alpha : alpha;
        if (fabs(move) * length > room) {
            length = room / fabs(move);
            *blocking = k;
        }
    }
    return length;
}

/* Fait ce chemin. Rend true si la solution est atteinte ; sinon, l'α qui a buté
 * sort de F. */
static bool step(Active *a, Svm *svm)
{
    size_t blocking;
    double length = longest_step(a, svm, &blocking);
    for (size_t k = 0; k < a->count; k++) {
        size_t n = a->free[k];
        double alpha = svm->alpha.data[n];
        double goal = a->u.data[k] * svm->y.data[n];
        double moved = length < 1 ? alpha + length * (goal - alpha) : goal;
        if (k == blocking)
            moved = goal > alpha ? svm->C : 0;
        svm->alpha.data[n] = fmin(svm->C, fmax(0, moved));
    }
    if (blocking == SIZE_MAX)
        return true;
    a->free[blocking] = a->free[--a->count];
    return false;
}

/* f(xₘ), sur le noyau déjà calculé. */
static double active_decision(const Active *a, const Svm *svm, size_t m)
{
    double sum = svm->b;
    for (size_t n = 0; n < svm->X.rows; n++)
        if (svm->alpha.data[n] != 0)
            sum += svm->alpha.data[n] * svm->y.data[n] * AT(&a->K, n, m);
    return sum;
}

/* L'exemple hors de F qui manque le plus à sa condition y entre ; false s'il
 * n'y en a pas. */
static bool release(Active *a, const Svm *svm)
{
    double worst = TOLERANCE;
    size_t found = SIZE_MAX;
    for (size_t m = 0; m < svm->X.rows; m++) {
        if (is_free(a, m))
            continue;
        double gap = svm->y.data[m] * active_decision(a, svm, m) - 1;
        double violation = svm->alpha.data[m] == 0 ? -gap : gap;
        if (violation > worst) {
            worst = violation;
            found = m;
        }
    }
    if (found != SIZE_MAX)
        a->free[a->count++] = found;
    return found != SIZE_MAX;
}

/* Sans α libre, b n'est tenu par aucune égalité : α ne peut que croître, ou que
 * décroître, et yₙ − (f(xₙ) − b) borne b d'un côté. La paire qui contredit le
 * plus ces bornes entre dans F ; false si aucune ne les contredit, et b est
 * alors à mi-chemin. */
static bool release_pair(Active *a, Svm *svm)
{
    double low = -INFINITY, high = INFINITY;
    size_t raises = 0, lowers = 0;
    for (size_t n = 0; n < svm->X.rows; n++) {
        double alpha = svm->alpha.data[n], y = svm->y.data[n];
        double bound = y - active_decision(a, svm, n) + svm->b;
        if ((y > 0 ? alpha < svm->C : alpha > 0) && bound > low) {
            low = bound;
            raises = n;
        }
        if ((y > 0 ? alpha > 0 : alpha < svm->C) && bound < high) {
            high = bound;
            lowers = n;
        }
    }
    if (low - high <= TOLERANCE) {
        svm->b = (low + high) / 2;
        return false;
    }
    if (!is_free(a, raises))
        a->free[a->count++] = raises;
    if (!is_free(a, lowers))
        a->free[a->count++] = lowers;
    return true;
}

bool svm_refine(Svm *svm)
{
    enum { TRIES = 1000 };
    Active a = active_create(svm);
    bool done = false;
    for (size_t i = 0; i < TRIES && !done; i++) {
        if (a.count < 2 && !release_pair(&a, svm)) {
            done = true;
            break;
        }
        write_system(&a, svm);
        if (!solve(&a))
            break;
        if (!step(&a, svm))
            continue;
        svm->b = a.u.data[a.count];
        done = !release(&a, svm);
    }
    active_free(&a);
    list_support(svm);
    return done;
}

/* --- La valeur de décision ----------------------------------------------- */

/* [svm_decision] */
double svm_decision(const Svm *svm, const double *x)
{
    double sum = svm->b;
    for (size_t k = 0; k < svm->count; k++) {
        size_t n = svm->support[k];
        sum += svm->alpha.data[n] * svm->y.data[n] *
               kernel_value(&svm->kernel, &AT(&svm->X, n, 0), x, svm->X.cols);
    }
    return sum;
}
/* [/svm_decision] */

#undef svm_decisions
void svm_decisions(Site site, Matrix *f, const Svm *svm, const Matrix *X)
{
    if (X->cols != svm->X.cols || f->rows != X->rows || f->cols != 1)
        fatal(site, __func__, "f est %zu×%zu, X est %zu×%zu, nx = %zu",
              f->rows, f->cols, X->rows, X->cols, svm->X.cols);
    for (size_t i = 0; i < X->rows; i++)
        f->data[i] = svm_decision(svm, &AT(X, i, 0));
}

#undef svm_decisions_from_gram
void svm_decisions_from_gram(Site site, Matrix *f, const Svm *svm,
                             const Matrix *G)
{
    if (G->rows != svm->X.rows || f->rows != G->cols || f->cols != 1)
        fatal(site, __func__, "f est %zu×%zu, G est %zu×%zu, N = %zu", f->rows,
              f->cols, G->rows, G->cols, svm->X.rows);
    matrix_fill(f, svm->b);
    for (size_t k = 0; k < svm->count; k++) {
        size_t n = svm->support[k];
        double beta = svm->alpha.data[n] * svm->y.data[n];
        for (size_t i = 0; i < f->rows; i++)
            f->data[i] += beta * AT(G, n, i);
    }
}

#undef svm_accuracy
double svm_accuracy(Site site, const Matrix *f, const Matrix *y)
{
    matrix_require_same(site, __func__, "f", f, "y", y);
    size_t right = 0;
    for (size_t i = 0; i < matrix_size(f); i++)
        right += y->data[i] * f->data[i] > 0;
    return (double)right / (double)matrix_size(f);
}

/* --- Ce que vaut une solution --------------------------------------------- */

/* yₙ f(xₙ), la marge de l'exemple n. */
static double margin(const Svm *svm, size_t n)
{
    return svm->y.data[n] * svm_decision(svm, &AT(&svm->X, n, 0));
}

static double alpha_sum(const Svm *svm)
{
    double sum = 0;
    for (size_t k = 0; k < svm->count; k++)
        sum += svm->alpha.data[svm->support[k]];
    return sum;
}

/* ‖w‖² = Σ αₙ yₙ (f(xₙ) − b). */
double svm_squared_norm(const Svm *svm)
{
    double sum = 0;
    for (size_t k = 0; k < svm->count; k++) {
        size_t n = svm->support[k];
        sum += svm->alpha.data[n] * (margin(svm, n) - svm->y.data[n] * svm->b);
    }
    return sum;
}

/* [svm_primal] */
double svm_primal(const Svm *svm)
{
    double slack = 0;
    for (size_t n = 0; n < svm->X.rows; n++)
        slack += fmax(0, 1 - margin(svm, n));
    return svm_squared_norm(svm) / 2 + svm->C * slack; /* @eq:svc-primal */
}
/* [/svm_primal] */

/* [svm_dual] */
double svm_dual(const Svm *svm)
{
    return alpha_sum(svm) - svm_squared_norm(svm) / 2; /* @eq:svc-dual */
}
/* [/svm_dual] */

double svm_gap(const Svm *svm)
{
    double primal = svm_primal(svm);
    return (primal - svm_dual(svm)) / primal;
}

/* De combien l'exemple n manque à la condition de complémentarité. */
static double margin_residual(const Svm *svm, size_t n)
{
    double gap = margin(svm, n) - 1, alpha = svm->alpha.data[n];
    if (alpha == 0)
        return fmax(0, -gap);
    if (alpha == svm->C)
        return fmax(0, gap);
    return fabs(gap);
}

SvmKkt svm_kkt(const Svm *svm)
{
    SvmKkt kkt = { 0 };
    double balance = 0, C = svm->C;
    for (size_t n = 0; n < svm->X.rows; n++) {
        double alpha = svm->alpha.data[n];
        balance += alpha * svm->y.data[n];
        kkt.box = fmax(kkt.box, fmax(-alpha, alpha - C) / C);
        kkt.margin = fmax(kkt.margin, margin_residual(svm, n));
    }
    kkt.balance = fabs(balance) / alpha_sum(svm);
    return kkt;
}
