/* cases.c — l'exercice 19, côté juge. */
#include "../../../exercises/exercise.h"

#include <math.h>

enum { X, Z, GAMMA, R, DEGREE };
enum { GAUSS, POLY };

/* Les erreurs, dans l'ordre des gestes. */
enum {
    LAST_COMPONENT,
    DISTANCE_UNSQUARED,
    SQUARE_OF_SUM,
    ABSOLUTE_SUM,
    DOT_FOR_DISTANCE,
    CROSS_HALVED,
    CROSS_SIGN,
    CROSS_ONLY,
    NORM_OF_Z,
    DISTANCE_MEAN,
    GAMMA_FORGOTTEN,
    GAMMA_INVERTED,
    GAMMA_SIGMA,
    GAMMA_HALVED,
    GAMMA_DOUBLED,
    GAUSS_SIGN,
    EXP_FORGOTTEN,
    DIAGONAL_ONE,
    POLY_GAMMA,
    POLY_GAMMA_ON_R,
    POLY_GAMMA_OUTSIDE,
    POLY_R_FORGOTTEN,
    POLY_R_SIGN,
    POLY_R_LAST,
    POLY_PRODUCT,
    POLY_ONE_MORE,
    POLY_ONE_LESS,
    POLY_CUBE,
    GAUSS_TRANSPOSED,
    POLY_TRANSPOSED,
    BOTH_TRANSPOSED
};

static const Wrong catalogue[] = {
    [LAST_COMPONENT] = { "last-component-skipped",
                         "dernière composante des points sautée",
                         "eq:kernel-two", NULL },
    [DISTANCE_UNSQUARED] = { "distance-unsquared",
                             "distance sans le carré, dans gauss",
                             "eq:kernel-gauss", NULL },
    [SQUARE_OF_SUM] = { "square-of-sum",
                        "carré de la somme au lieu de la somme des carrés, "
                        "dans gauss",
                        "eq:kernel-gauss", NULL },
    [ABSOLUTE_SUM] = { "absolute-sum",
                       "somme des valeurs absolues au lieu du carré de la "
                       "norme, dans gauss",
                       "eq:kernel-gauss", NULL },
    [DOT_FOR_DISTANCE] = { "dot-for-distance",
                           "produit scalaire à la place de la distance, dans "
                           "gauss",
                           "eq:kernel-gauss", NULL },
    [CROSS_HALVED] = { "cross-halved",
                       "facteur oublié en développant le carré de la norme",
                       "eq:kernel-gauss", NULL },
    [CROSS_SIGN] = { "cross-sign", "‖x + z‖² au lieu de ‖x − z‖²",
                     "eq:kernel-gauss", NULL },
    [CROSS_ONLY] = { "cross-only",
                     "des trois facteurs du noyau gaussien, celui du milieu "
                     "seulement",
                     "eq:kernel-gauss", NULL },
    [NORM_OF_Z] = { "norm-of-z",
                    "norme de z oubliée en développant le carré de la norme",
                    "eq:kernel-gauss", NULL },
    [DISTANCE_MEAN] = { "distance-mean",
                        "moyenne sur les composantes au lieu de la somme, "
                        "dans gauss",
                        "eq:kernel-gauss", NULL },
    [GAMMA_FORGOTTEN] = { "gamma-forgotten", "γ oublié dans gauss",
                          "eq:kernel-gauss", NULL },
    [GAMMA_INVERTED] = { "gamma-inverted", "division par γ dans gauss",
                         "eq:kernel-gauss", NULL },
    [GAMMA_SIGMA] = { "gamma-sigma", "γ pris pour un écart type dans gauss",
                      "eq:kernel-gauss", NULL },
    [GAMMA_HALVED] = { "gamma-halved", "½ de trop dans gauss",
                       "eq:kernel-gauss", NULL },
    [GAMMA_DOUBLED] = { "gamma-doubled", "2 de trop dans gauss",
                        "eq:kernel-gauss", NULL },
    [GAUSS_SIGN] = { "gauss-sign", "signe oublié dans l'exponentielle",
                     "eq:kernel-gauss", NULL },
    [EXP_FORGOTTEN] = { "exp-forgotten", "exponentielle oubliée",
                        "eq:kernel-gauss", NULL },
    [DIAGONAL_ONE] = { "diagonal-one",
                       "diagonale de gauss mise à 1, comme si les deux lots "
                       "n'en faisaient qu'un",
                       "eq:kernel-gram", NULL },
    [POLY_GAMMA] = { "poly-gamma-forgotten", "γ oublié dans poly",
                     "eq:kernel-square", NULL },
    [POLY_GAMMA_ON_R] = { "poly-gamma-on-r", "γ multiplie aussi r, dans poly",
                          "eq:kernel-square", NULL },
    [POLY_GAMMA_OUTSIDE] = { "poly-gamma-outside",
                             "γ hors de la puissance, dans poly",
                             "eq:kernel-square", NULL },
    [POLY_R_FORGOTTEN] = { "poly-r-forgotten", "r oublié dans poly",
                           "eq:kernel-square", NULL },
    [POLY_R_SIGN] = { "poly-r-sign", "signe de r inversé dans poly",
                      "eq:kernel-square", NULL },
    [POLY_R_LAST] = { "poly-r-last", "r ajouté après la puissance, dans poly",
                      "eq:kernel-square", NULL },
    [POLY_PRODUCT] = { "poly-product",
                       "multiplication par d au lieu d'une puissance",
                       "eq:kernel-square", NULL },
    [POLY_ONE_MORE] = { "poly-one-more",
                        "un facteur de trop dans la puissance",
                        "eq:kernel-square", NULL },
    [POLY_ONE_LESS] = { "poly-one-less",
                        "un facteur de moins dans la puissance",
                        "eq:kernel-square", NULL },
    [POLY_CUBE] = { "poly-cube", "degré 3 quel que soit d", "eq:kernel-cube",
                    NULL },
    [GAUSS_TRANSPOSED] = { "gauss-transposed", "gauss rangé transposé",
                           "eq:kernel-gram", NULL },
    [POLY_TRANSPOSED] = { "poly-transposed", "poly rangé transposé",
                          "eq:kernel-gram", NULL },
    [BOTH_TRANSPOSED] = { "both-transposed", "gauss et poly rangés transposés",
                          "eq:kernel-gram", NULL },
    { NULL, NULL, NULL, NULL },
};

/* --- La réponse, et ses erreurs ------------------------------------------------ */

static double scalar(const Case *c, size_t k)
{
    return c->in[k].data[0];
}

static double dot(const double *x, const double *z, size_t nx)
{
    double total = 0;
    for (size_t i = 0; i < nx; i++)
        total += x[i] * z[i];
    return total;
}

/* ‖x − z‖², terme à terme. */
static double by_components(const double *x, const double *z, size_t nx,
                            Wrongs w)
{
    double total = 0;
    for (size_t i = 0; i < nx; i++) {
        double gap = x[i] - (HAS(w, CROSS_SIGN) ? -z[i] : z[i]);
        if (HAS(w, SQUARE_OF_SUM))
            total += gap;
        else
            total += HAS(w, ABSOLUTE_SUM) ? fabs(gap) : gap * gap;
    }
    return HAS(w, SQUARE_OF_SUM) ? total * total : total;
}

/* ‖x − z‖², ou ce qu'on prend pour lui. */
static double distance(const double *x, const double *z, size_t nx, Wrongs w)
{
    double cross = HAS(w, CROSS_SIGN) ? -dot(x, z, nx) : dot(x, z, nx);
    double squared = by_components(x, z, nx, w);
    if (HAS(w, DOT_FOR_DISTANCE))
        squared = cross;
    else if (HAS(w, CROSS_ONLY))
        squared = -2 * cross;
    else {
        squared += HAS(w, CROSS_HALVED) ? cross : 0;
        squared -= HAS(w, NORM_OF_Z) ? dot(z, z, nx) : 0;
    }
    if (HAS(w, DISTANCE_MEAN))
        squared /= (double)nx;
    return HAS(w, DISTANCE_UNSQUARED) ? sqrt(squared) : squared;
}

/* Ce qui multiplie la distance. */
static double width(double gamma, Wrongs w)
{
    double factor = gamma;
    if (HAS(w, GAMMA_FORGOTTEN))
        factor = 1;
    if (HAS(w, GAMMA_INVERTED))
        factor = 1 / factor;
    if (HAS(w, GAMMA_SIGMA))
        factor = 1 / (2 * factor * factor);
    factor *= HAS(w, GAMMA_HALVED) ? 0.5 : 1;
    factor *= HAS(w, GAMMA_DOUBLED) ? 2 : 1;
    return HAS(w, GAUSS_SIGN) ? -factor : factor;
}

static double gaussian(const Case *c, size_t n, size_t m, Wrongs w)
{
    size_t nx = c->in[X].cols - (HAS(w, LAST_COMPONENT) ? 1 : 0);
    double t = -width(scalar(c, GAMMA), w) *
               distance(&AT(&c->in[X], n, 0), &AT(&c->in[Z], m, 0), nx, w);
    double value = HAS(w, EXP_FORGOTTEN) ? t : exp(t);
    return HAS(w, DIAGONAL_ONE) && n == m ? 1 : value;
}

static double power(double base, size_t degree, Wrongs w)
{
    if (HAS(w, POLY_CUBE))
        degree = 3;
    degree += HAS(w, POLY_ONE_MORE) ? 1 : 0;
    degree -= HAS(w, POLY_ONE_LESS) ? 1 : 0;
    return HAS(w, POLY_PRODUCT) ? (double)degree * base
                                : pow(base, (double)degree);
}

static double polynomial(const Case *c, size_t n, size_t m, Wrongs w)
{
    size_t nx = c->in[X].cols - (HAS(w, LAST_COMPONENT) ? 1 : 0);
    double gamma = HAS(w, POLY_GAMMA) ? 1 : scalar(c, GAMMA);
    double r = HAS(w, POLY_R_FORGOTTEN) ? 0 : scalar(c, R);
    double outside = HAS(w, POLY_GAMMA_OUTSIDE) ? gamma : 1;
    r *= HAS(w, POLY_R_SIGN) ? -1 : 1;
    r *= HAS(w, POLY_GAMMA_ON_R) ? gamma : 1;
    double inner = dot(&AT(&c->in[X], n, 0), &AT(&c->in[Z], m, 0), nx);
    inner *= gamma / outside;
    size_t degree = (size_t)scalar(c, DEGREE);
    if (HAS(w, POLY_R_LAST))
        return outside * power(inner, degree, w) + r;
    return outside * power(inner + r, degree, w);
}

static void compute(Case *c, Wrongs w)
{
    Matrix *gauss = &c->out[GAUSS], *poly = &c->out[POLY];
    for (size_t n = 0; n < gauss->rows; n++)
        for (size_t m = 0; m < gauss->cols; m++) {
            AT(gauss, n, m) = gaussian(c, n, m, w);
            AT(poly, n, m) = polynomial(c, n, m, w);
        }
    if (HAS(w, GAUSS_TRANSPOSED) || HAS(w, BOTH_TRANSPOSED))
        store_transposed(gauss);
    if (HAS(w, POLY_TRANSPOSED) || HAS(w, BOTH_TRANSPOSED))
        store_transposed(poly);
}

/* --- Les cas ---------------------------------------------------------------- */

/* Le noyau linéaire, un seul point de chaque côté, des points éloignés les uns
 * des autres, deux lots aussi nombreux. */
enum { LINEAR = 3, ALONE = 5, APART = 7, SQUARE = 9, CASES = 12 };

static void draw(Case *c, size_t rank)
{
    Random random = random_seeded(1900 + rank);
    bool usual = rank % 2 == 0;
    size_t N = usual ? 11 : 2 + random_below(&random, 8);
    size_t M = usual ? 7 : 10 + random_below(&random, 4);
    size_t nx = usual ? 3 : 2 + random_below(&random, 5);
    if (rank == ALONE)
        N = M = 1;
    if (rank == SQUARE)
        M = N;
    c->in[X] = matrix_create(N, nx);
    c->in[Z] = matrix_create(M, nx);
    matrix_random_normal(&c->in[X], rank == APART ? 10 : 0.8, &random);
    matrix_random_normal(&c->in[Z], rank == APART ? 10 : 0.8, &random);
    for (size_t k = GAMMA; k <= DEGREE; k++)
        c->in[k] = matrix_create(1, 1);
    c->in[GAMMA].data[0] = 0.3 + 0.4 * random_uniform(&random);
    c->in[R].data[0] = rank == LINEAR ? 0 : 0.5 + random_uniform(&random);
    c->in[DEGREE].data[0] = rank == LINEAR ? 1 : 2 + (double)(rank % 4);
    c->out[GAUSS] = matrix_create(N, M);
    c->out[POLY] = matrix_create(N, M);
    c->size[0] = (Size){ "N", N };
    c->size[1] = (Size){ "M", M };
    c->size[2] = (Size){ "nx", nx };
}

static const Tensor inputs[] = {
    { "X", "N×nx" }, { "Z", "M×nx" }, { "γ", "1×1" },
    { "r", "1×1" },  { "d", "1×1" },  { NULL, NULL },
};
static const Tensor outputs[] = { { "gauss", "N×M" },
                                  { "poly", "N×M" },
                                  { NULL, NULL } };

const Exercise exercise = {
    .number = "19",
    .title = "les noyaux entre deux lots de points",
    .inputs = inputs,
    .outputs = outputs,
    .cases = CASES,
    .draw = draw,
    .compute = compute,
    .wrongs = catalogue,
};
