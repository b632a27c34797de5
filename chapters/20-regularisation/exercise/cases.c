/* cases.c — l'exercice 20, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>
#include <stdio.h>

enum { ALPHA, S, GRAM, BIAS, PRICE };
enum { F, KKT, BALANCE, GAP };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    F_CLASS,
    F_OTHER_CLASS,
    F_ALPHA,
    F_DIAGONAL,
    F_FREE_ONLY,
    F_CEILING_ONLY,
    B_FORGOTTEN,
    B_SIGN,
    MARGIN_CLASS,
    EDGE_ZERO,
    CEILING_FORGOTTEN,
    ZERO_FORGOTTEN,
    FREE_ONE_SIDED,
    FREE_OTHER_SIDE,
    FREE_FORGOTTEN,
    REVERSED,
    FREE_SIGNED,
    ALL_SIGNED,
    SLACK,
    RESIDUE,
    BALANCE_CLASS,
    BALANCE_SIGNED,
    BALANCE_ZERO,
    NORM_CLASS,
    HALF_FORGOTTEN,
    NORM_CANCELLED,
    NORM_HALVED,
    PRICE_FORGOTTEN,
    MEAN,
    SLACK_UNCLIPPED,
    ALPHA_SUM_FORGOTTEN,
    BIAS_TERM,
    GAP_SIGN,
    GAP_RELATIVE,
    GAP_PRIMAL
};

static const Wrong catalogue[] = {
    [F_CLASS] = { "f-class", "classes oubliées dans f", "eq:svc-expansion",
                  NULL },
    [F_OTHER_CLASS] = { "f-other-class",
                        "dans f, la classe de l'exemple à qui l'on répond, "
                        "non de ceux que l'on somme",
                        "eq:svc-expansion", NULL },
    [F_ALPHA] = { "f-alpha", "α oublié dans f", "eq:svc-expansion", NULL },
    [F_DIAGONAL] = { "f-diagonal",
                     "dans f, chaque exemple ne voit que lui-même",
                     "eq:svc-expansion", NULL },
    [F_FREE_ONLY] = { "f-free-only",
                      "dans f, les exemples au plafond sont laissés de côté",
                      "eq:svc-expansion", NULL },
    [F_CEILING_ONLY] = { "f-ceiling-only",
                         "dans f, seuls les exemples au plafond comptent",
                         "eq:svc-expansion", NULL },
    [B_FORGOTTEN] = { "b-forgotten", "b oublié dans f", "eq:svc-expansion",
                      NULL },
    [B_SIGN] = { "b-sign", "signe de b inversé dans f", "eq:svc-expansion",
                 NULL },
    [MARGIN_CLASS] = { "margin-class", "f pris pour la marge, classe oubliée",
                       "eq:svc-slack", NULL },
    [EDGE_ZERO] = { "edge-zero", "marge comparée à 0 au lieu de 1, dans kkt",
                    "eq:svc-residue", NULL },
    [CEILING_FORGOTTEN] = { "ceiling-forgotten", "cas α = C oublié",
                            "eq:svc-residue", NULL },
    [ZERO_FORGOTTEN] = { "zero-forgotten", "cas α = 0 oublié",
                         "eq:svc-residue", NULL },
    [FREE_ONE_SIDED] = { "free-one-sided",
                         "0 < α < C : une inégalité au lieu d'une égalité",
                         "eq:svc-residue", NULL },
    [FREE_OTHER_SIDE] = { "free-other-side", "0 < α < C traité comme α = C",
                          "eq:svc-residue", NULL },
    [FREE_FORGOTTEN] = { "free-forgotten", "0 < α < C : rien n'est exigé",
                         "eq:svc-residue", NULL },
    [REVERSED] = { "reversed", "inégalités échangées entre α = 0 et α = C",
                   "eq:svc-residue", NULL },
    [FREE_SIGNED] = { "free-signed", "0 < α < C : un écart avec son signe",
                      "eq:svc-residue", NULL },
    [ALL_SIGNED] = { "all-signed",
                     "α = 0 et α = C : un écart négatif quand la "
                     "condition est remplie",
                     "eq:svc-residue", NULL },
    [SLACK] = { "slack", "la perte ξ à la place de l'écart, dans kkt",
                "eq:svc-slack", NULL },
    [RESIDUE] = { "residue",
                  "la part ρ du saut à la place de l'écart, dans kkt",
                  "eq:svc-residue", NULL },
    [BALANCE_CLASS] = { "balance-class", "classes oubliées dans l'équilibre",
                        "eq:svc-lagrangian", NULL },
    [BALANCE_SIGNED] = { "balance-signed", "équilibre rendu avec son signe",
                         "eq:svc-lagrangian", NULL },
    [BALANCE_ZERO] = { "balance-zero",
                       "équilibre laissé à zéro, sans être vérifié",
                       "eq:svc-lagrangian", NULL },
    [NORM_CLASS] = { "norm-class", "classes oubliées dans ‖v‖²", "eq:svc-norm",
                     NULL },
    [HALF_FORGOTTEN] = { "half-forgotten", "½ oublié devant ‖w‖² et ‖v‖²",
                         "eq:svc-primal", NULL },
    [NORM_CANCELLED] = { "norm-cancelled", "signe de ‖v‖² inversé dans D",
                         "eq:svc-dual", NULL },
    [NORM_HALVED] = { "norm-halved",
                      "‖w‖² compté dans P ou dans D, non dans les deux",
                      "eq:svc-dual", NULL },
    [PRICE_FORGOTTEN] = { "price-forgotten", "C oublié dans P",
                          "eq:svc-primal", NULL },
    [MEAN] = { "mean", "moyenne des pertes au lieu de leur somme, dans P",
               "eq:svc-primal", NULL },
    [SLACK_UNCLIPPED] = { "slack-unclipped",
                          "perte négative quand la marge dépasse 1, dans P",
                          "eq:svc-slack", NULL },
    [ALPHA_SUM_FORGOTTEN] = { "alpha-sum-forgotten", "Σ α oublié dans D",
                              "eq:svc-dual", NULL },
    [BIAS_TERM] = { "bias-term",
                    "le terme du biais est oublié dans le saut : α n'est pas "
                    "toujours équilibré",
                    "eq:svc-gap", NULL },
    [GAP_SIGN] = { "gap-sign", "D − P au lieu de P − D", "eq:svc-gap", NULL },
    [GAP_RELATIVE] = { "gap-relative", "saut divisé par P", "eq:svc-gap",
                       NULL },
    [GAP_PRIMAL] = { "gap-primal", "P seul à la place du saut", "eq:svc-gap",
                     NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- La réponse, et ses erreurs ------------------------------------------------ */

static double scalar(const Case *c, size_t k)
{
    return c->in[k].data[0];
}

static double element(const Case *c, size_t k, size_t n)
{
    return c->in[k].data[n];
}

/* Le poids de l'exemple n dans la réponse à l'exemple m. */
static double weight(const Case *c, size_t n, size_t m, Wrongs w)
{
    double a = element(c, ALPHA, n), C = scalar(c, PRICE);
    double s = element(c, S, HAS(w, F_OTHER_CLASS) ? m : n);
    bool ceiling = a >= C;
    if ((HAS(w, F_FREE_ONLY) && ceiling) ||
        (HAS(w, F_CEILING_ONLY) && !ceiling) || (HAS(w, F_DIAGONAL) && n != m))
        return 0;
    return (HAS(w, F_ALPHA) ? 1 : a) * (HAS(w, F_CLASS) ? 1 : s);
}

static double decision(const Case *c, size_t m, Wrongs w)
{
    double f = scalar(c, BIAS);
    f *= HAS(w, B_SIGN) ? -1 : 1;
    f *= HAS(w, B_FORGOTTEN) ? 0 : 1;
    for (size_t n = 0; n < c->in[S].rows; n++)
        f += weight(c, n, m, w) * AT(&c->in[GRAM], m, n);
    return f;
}

static double margin(const Case *c, size_t n, Wrongs w)
{
    double f = decision(c, n, w);
    return HAS(w, MARGIN_CLASS) ? f : element(c, S, n) * f;
}

static double positive(double value)
{
    return value > 0 ? value : 0;
}

/* Ce que demande α = 0 (s f ≥ 1), ou α = C (s f ≤ 1). */
static double one_sided(double excess, bool ceiling, Wrongs w)
{
    double gap = ceiling ? excess : -excess;
    if (HAS(w, REVERSED))
        gap = -gap;
    return HAS(w, ALL_SIGNED) ? gap : positive(gap);
}

static double free_violation(double excess, Wrongs w)
{
    if (HAS(w, FREE_ONE_SIDED))
        return one_sided(excess, false, w);
    if (HAS(w, FREE_OTHER_SIDE))
        return one_sided(excess, true, w);
    if (HAS(w, FREE_FORGOTTEN))
        return 0;
    return HAS(w, FREE_SIGNED) ? excess : fabs(excess);
}

static double violation(const Case *c, size_t n, Wrongs w)
{
    double a = element(c, ALPHA, n), C = scalar(c, PRICE);
    double excess = margin(c, n, w) - (HAS(w, EDGE_ZERO) ? 0 : 1);
    if (HAS(w, SLACK))
        return positive(-excess);
    if (HAS(w, RESIDUE))
        return (C - a) * positive(-excess) + a * positive(excess);
    if (a <= 0 && !HAS(w, ZERO_FORGOTTEN))
        return one_sided(excess, false, w);
    if (a >= C && !HAS(w, CEILING_FORGOTTEN))
        return one_sided(excess, true, w);
    return free_violation(excess, w);
}

static double balance(const Case *c, Wrongs w)
{
    double sum = 0;
    for (size_t n = 0; n < c->in[S].rows; n++)
        sum += element(c, ALPHA, n) *
               (HAS(w, BALANCE_CLASS) ? 1 : element(c, S, n));
    if (HAS(w, BALANCE_ZERO))
        return 0;
    return HAS(w, BALANCE_SIGNED) ? sum : fabs(sum);
}

static double squared_norm(const Case *c, Wrongs w)
{
    double sum = 0;
    for (size_t n = 0; n < c->in[S].rows; n++)
        for (size_t m = 0; m < c->in[S].rows; m++) {
            double s = element(c, S, n) * element(c, S, m);
            sum += element(c, ALPHA, n) * element(c, ALPHA, m) *
                   AT(&c->in[GRAM], n, m) * (HAS(w, NORM_CLASS) ? 1 : s);
        }
    return sum;
}

static double primal(const Case *c, double half_norm, Wrongs w)
{
    double losses = 0, N = (double)c->in[S].rows;
    for (size_t n = 0; n < c->in[S].rows; n++) {
        double missing = 1 - margin(c, n, w);
        losses += HAS(w, SLACK_UNCLIPPED) ? missing : positive(missing);
    }
    losses *= HAS(w, PRICE_FORGOTTEN) ? 1 : scalar(c, PRICE);
    losses /= HAS(w, MEAN) ? N : 1;
    return half_norm + losses;
}

static double dual(const Case *c, double half_norm, Wrongs w)
{
    double sum = 0;
    for (size_t n = 0; n < c->in[S].rows; n++)
        sum += HAS(w, ALPHA_SUM_FORGOTTEN) ? 0 : element(c, ALPHA, n);
    if (HAS(w, NORM_HALVED))
        return sum;
    return HAS(w, NORM_CANCELLED) ? sum + half_norm : sum - half_norm;
}

static double gap(const Case *c, Wrongs w)
{
    double half = squared_norm(c, w) * (HAS(w, HALF_FORGOTTEN) ? 1 : 0.5);
    double P = primal(c, half, w);
    double D = HAS(w, GAP_PRIMAL) ? 0 : dual(c, half, w);
    double difference = HAS(w, GAP_SIGN) ? D - P : P - D;
    for (size_t n = 0; HAS(w, BIAS_TERM) && n < c->in[S].rows; n++)
        difference +=
            scalar(c, BIAS) * element(c, ALPHA, n) * element(c, S, n);
    return HAS(w, GAP_RELATIVE) ? difference / P : difference;
}

static void compute(Case *c, Wrongs w)
{
    for (size_t n = 0; n < c->in[S].rows; n++) {
        c->out[F].data[n] = decision(c, n, w);
        c->out[KKT].data[n] = violation(c, n, w);
    }
    c->out[BALANCE].data[0] = balance(c, w);
    c->out[GAP].data[0] = gap(c, w);
}

/* --- Les cas ---------------------------------------------------------------- */

/* Les trois derniers sont des solutions, pour des points d'une droite ; rien ne
 * s'y arrondit : le saut est exactement nul. */
enum { RANDOM_CASES = 10, CASES = 13, MOST = 6 };

typedef struct {
    size_t N;
    double x[MOST], s[MOST], alpha[MOST], b, C;
} Solved;

static const Solved solved[CASES - RANDOM_CASES] = {
    { 2, { 0, 2 }, { -1, 1 }, { 0.125, 0.125 }, 0.25, 0.125 },
    { 2, { 0, 2 }, { -1, 1 }, { 0.5, 0.5 }, -1, 10 },
    { 6,
      { -2, 0, 1.25, 1.5, 2, 3 },
      { -1, -1, -1, 1, 1, 1 },
      { 0, 0.4375, 0.5, 0.5, 0.4375, 0 },
      -1,
      0.5 },
};

static void create(Case *c, size_t N)
{
    c->in[ALPHA] = matrix_create(N, 1);
    c->in[S] = matrix_create(N, 1);
    c->in[GRAM] = matrix_create(N, N);
    c->in[BIAS] = matrix_create(1, 1);
    c->in[PRICE] = matrix_create(1, 1);
    c->out[F] = matrix_create(N, 1);
    c->out[KKT] = matrix_create(N, 1);
    c->out[BALANCE] = matrix_create(1, 1);
    c->out[GAP] = matrix_create(1, 1);
    c->size[0] = (Size){ "N", N };
}

static void draw_solved(Case *c, const Solved *solution)
{
    create(c, solution->N);
    for (size_t n = 0; n < solution->N; n++) {
        c->in[ALPHA].data[n] = solution->alpha[n];
        c->in[S].data[n] = solution->s[n];
        for (size_t m = 0; m < solution->N; m++)
            AT(&c->in[GRAM], n, m) = solution->x[n] * solution->x[m];
    }
    c->in[BIAS].data[0] = solution->b;
    c->in[PRICE].data[0] = solution->C;
}

/* Le noyau linéaire de N points tirés au hasard. */
static void draw_gram(Matrix *G, Random *random)
{
    Matrix Phi = matrix_create(G->rows, 3);
    matrix_random_normal(&Phi, 0.8, random);
    matrix_multiply_nt(G, &Phi, &Phi);
    matrix_free(&Phi);
}

/* α : 0, C, ou entre les deux, en huitièmes de C ; si l'on veut Σ αₙ sₙ = 0, les
 * exemples vont par deux, de classes contraires. */
static void draw_alpha(Case *c, bool balanced, Random *random)
{
    double C = scalar(c, PRICE), eighths = 0;
    size_t N = c->in[S].rows;
    for (size_t n = 0; n < N; n++) {
        if (!balanced || n % 2 == 0) {
            size_t kind = random_below(random, 4);
            eighths = kind == 0   ? 0
                      : kind == 1 ? 8
                                  : (double)(1 + random_below(random, 7));
        }
        if (balanced && n % 2 == 0 && n + 1 == N)
            eighths = 0;
        c->in[ALPHA].data[n] = C / 8 * eighths;
        c->in[S].data[n] = random_uniform(random) < 0.5 ? -1 : 1;
        if (balanced && n % 2 == 1)
            c->in[S].data[n] = -c->in[S].data[n - 1];
    }
}

/* Toutes les places du tableau y sont-elles, de part et d'autre de la marge, et
 * l'équilibre est-il ce qu'on voulait ? */
static bool suits(const Case *c, bool balanced)
{
    size_t seen[3][2] = { { 0 } };
    double C = scalar(c, PRICE);
    for (size_t n = 0; n < c->in[S].rows; n++) {
        double a = element(c, ALPHA, n), m = margin(c, n, 0);
        if (fabs(m) < 1e-3 || fabs(fabs(m) - 1) < 1e-3)
            return false;
        seen[a <= 0 ? 0 : a >= C ? 1 : 2][m > 1]++;
    }
    for (size_t k = 0; k < 3; k++)
        if (seen[k][0] == 0 || seen[k][1] == 0)
            return false;
    return balanced || balance(c, 0) > 0;
}

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(2000 + rank);
    if (rank >= RANDOM_CASES) {
        draw_solved(c, &solved[rank - RANDOM_CASES]);
        return;
    }
    bool balanced = rank % 3 == 1;
    create(c, rank % 2 == 0 ? 11 : 9 + random_below(&random, 6));
    do {
        c->in[PRICE].data[0] = rank % 2 == 0 ? 0.5 : 2;
        c->in[BIAS].data[0] = random_normal(&random);
        draw_gram(&c->in[GRAM], &random);
        draw_alpha(c, balanced, &random);
    } while (!suits(c, balanced));
}

static void remark(const Case *c, bool right, char *text, size_t size)
{
    if (!right)
        return;
    snprintf(text, size,
             "Au dernier cas (N = %zu), ni violation ni saut : ces α sont la "
             "solution, c'est prouvé.",
             c->in[S].rows);
}

static const Tensor inputs[] = { { "α", "N×1" }, { "s", "N×1" },
                                 { "G", "N×N" }, { "b", "1×1" },
                                 { "C", "1×1" }, { NULL, NULL } };
static const Tensor outputs[] = { { "f", "N×1" },
                                  { "kkt", "N×1" },
                                  { "balance", "1×1" },
                                  { "gap", "1×1" },
                                  { NULL, NULL } };

const Exercise exercise = {
    .number = "20",
    .title = "les conditions de Karush, Kuhn et Tucker",
    .inputs = inputs,
    .outputs = outputs,
    .cases = CASES,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
    .remark = remark,
};
