#include "svm.h"

#include <libsvm/svm.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* --- Les entrées --------------------------------------------------------- */

static bool fit_check(const Matrix *X, const Matrix *s,
                      const SvmSettings *settings, Error *error)
{
    if (!margin_check(X, s, settings->C, error))
        return false;
    if (!(settings->eps > 0))
        return error_set(error, "eps vaut %g : il doit être positif",
                         settings->eps);
    if (X->rows > INT_MAX || X->cols >= INT_MAX)
        return error_set(error, "X est %zu×%zu, trop grand pour LIBSVM",
                         X->rows, X->cols);
    return true;
}

/* --- LIBSVM -------------------------------------------------------------- */

/* Les exemples dans le format de LIBSVM : des couples (indice, valeur) que
 * termine un indice −1, l'indice partant de 1. */
typedef struct {
    struct svm_problem problem;
    struct svm_node *nodes;
} Problem;

static Problem problem_create(const Matrix *X, const Matrix *s)
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
    return (Problem){ { (int)N, s->data, rows }, nodes };
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

/* α et b : LIBSVM rend αₙ sₙ et −b pour des classes où la première, label[0],
 * vaut +1. Sa première classe n'est pas toujours la nôtre. */
static void read_model(Svm *svm, const struct svm_model *model)
{
    double sign = model->label[0];
    svm->b = -sign * model->rho[0];
    for (int k = 0; k < model->l; k++) {
        size_t n = (size_t)model->sv_indices[k] - 1;
        svm->alpha.data[n] = sign * svm->s.data[n] * model->sv_coef[0][k];
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

/* LIBSVM, sur des exemples et des réglages déjà examinés, sauf le noyau. */
static bool solve_dual(Svm *svm, const SvmSettings *settings, Error *error)
{
    Problem p = problem_create(&svm->X, &svm->s);
    struct svm_parameter parameter = parameters(settings);
    const char *refusal = svm_check_parameter(&p.problem, &parameter);
    if (refusal)
        error_set(error, "LIBSVM refuse : %s", refusal);
    else {
        svm_set_print_string_function(say_nothing);
        struct svm_model *model = svm_train(&p.problem, &parameter);
        read_model(svm, model);
        list_support(svm);
        svm_free_and_destroy_model(&model);
    }
    problem_free(&p);
    return !refusal;
}

bool svm_fit(Svm *svm, const Matrix *X, const Matrix *s,
             const SvmSettings *settings, Error *error)
{
    if (!fit_check(X, s, settings, error))
        return false;
    Svm fitted = { .kernel = settings->kernel,
                   .C = settings->C,
                   .X = matrix_clone(X),
                   .s = matrix_clone(s),
                   .alpha = matrix_create(X->rows, 1),
                   .support = allocate(X->rows, sizeof(size_t)) };
    if (!solve_dual(&fitted, settings, error)) {
        svm_free(&fitted);
        return false;
    }
    *svm = fitted;
    return true;
}

void svm_free(Svm *svm)
{
    matrix_free(&svm->X);
    matrix_free(&svm->s);
    matrix_free(&svm->alpha);
    free(svm->support);
    *svm = (Svm){ 0 };
}

/* --- La reprise en double -------------------------------------------------
 *
 * À un α de F, entre 0 et C, répond une égalité : f(xₘ) = sₘ. Avec Σ αₙ sₙ = 0,
 * cela fait un système carré, dont les inconnues sont les βₙ = αₙ sₙ de F et b :
 *     Σ_{n dans F} βₙ Gₙₘ + b = sₘ − Σ_{n hors de F} αₙ sₙ Gₙₘ
 *     Σ_{n dans F} βₙ         = − Σ_{n hors de F} αₙ sₙ
 */

/* La violation d'une condition que la reprise laisse passer. */
#define TOLERANCE 1e-9

typedef struct {
    Matrix G;     /* N×N */
    size_t *free; /* les indices de F */
    size_t count;
    Matrix A, u; /* le système, et sa solution */
} Active;

static Active active_create(const Svm *svm)
{
    size_t N = svm->X.rows;
    Active a = { .G = matrix_create(N, N),
                 .free = allocate(N, sizeof(size_t)),
                 .A = matrix_create(N + 1, N + 1),
                 .u = matrix_create(N + 1, 1) };
    kernel_gram(&a.G, &svm->kernel, &svm->X, &svm->X);
    for (size_t n = 0; n < N; n++)
        if (svm->alpha.data[n] > 0 && svm->alpha.data[n] < svm->C)
            a.free[a.count++] = n;
    return a;
}

static void active_free(Active *a)
{
    matrix_free(&a->G);
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
            AT(&a->A, k, l) = AT(&a->G, m, a->free[l]);
        AT(&a->A, k, F) = AT(&a->A, F, k) = 1;
        a->u.data[k] = svm->s.data[m];
    }
    AT(&a->A, F, F) = 0;
    for (size_t n = 0; n < svm->X.rows; n++) {
        if (svm->alpha.data[n] == 0 || is_free(a, n))
            continue;
        double beta = svm->alpha.data[n] * svm->s.data[n];
        for (size_t k = 0; k < F; k++)
            a->u.data[k] -= beta * AT(&a->G, n, a->free[k]);
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
    double tiny = 1e-13 * fmax(1, matrix_max_abs(&a->G));
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
        double move = a->u.data[k] * svm->s.data[n] - alpha;
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
        double goal = a->u.data[k] * svm->s.data[n];
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
            sum += svm->alpha.data[n] * svm->s.data[n] * AT(&a->G, n, m);
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
        double gap = svm->s.data[m] * active_decision(a, svm, m) - 1;
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
 * décroître, et sₙ − (f(xₙ) − b) borne b d'un côté. La paire qui contredit le
 * plus ces bornes entre dans F ; false si aucune ne les contredit, et b est
 * alors à mi-chemin. */
static bool release_pair(Active *a, Svm *svm)
{
    double low = -INFINITY, high = INFINITY;
    size_t raises = 0, lowers = 0;
    for (size_t n = 0; n < svm->X.rows; n++) {
        double alpha = svm->alpha.data[n], s = svm->s.data[n];
        double bound = s - active_decision(a, svm, n) + svm->b;
        if ((s > 0 ? alpha < svm->C : alpha > 0) && bound > low) {
            low = bound;
            raises = n;
        }
        if ((s > 0 ? alpha > 0 : alpha < svm->C) && bound < high) {
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
        sum += svm->alpha.data[n] * svm->s.data[n] *
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
        double beta = svm->alpha.data[n] * svm->s.data[n];
        for (size_t i = 0; i < f->rows; i++)
            f->data[i] += beta * AT(G, n, i);
    }
}

/* --- Ce que vaut une solution -------------------------------------------- */

double svm_margin(const Svm *svm, size_t n)
{
    return svm->s.data[n] * svm_decision(svm, &AT(&svm->X, n, 0));
}

static double alpha_sum(const Svm *svm)
{
    double sum = 0;
    for (size_t k = 0; k < svm->count; k++)
        sum += svm->alpha.data[svm->support[k]];
    return sum;
}

/* ‖w‖² = Σ αₙ sₙ (f(xₙ) − b). */
double svm_squared_norm(const Svm *svm)
{
    double sum = 0;
    for (size_t k = 0; k < svm->count; k++) {
        size_t n = svm->support[k];
        sum += svm->alpha.data[n] *
               (svm_margin(svm, n) - svm->s.data[n] * svm->b);
    }
    return sum;
}

/* [svm_primal] */
double svm_primal(const Svm *svm)
{
    double slack = 0;
    for (size_t n = 0; n < svm->X.rows; n++)
        slack += hinge(svm_margin(svm, n));
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
    double gap = svm_margin(svm, n) - 1, alpha = svm->alpha.data[n];
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
        balance += alpha * svm->s.data[n];
        kkt.box = fmax(kkt.box, fmax(-alpha, alpha - C) / C);
        kkt.margin = fmax(kkt.margin, margin_residual(svm, n));
    }
    kkt.balance = fabs(balance) / alpha_sum(svm);
    return kkt;
}
