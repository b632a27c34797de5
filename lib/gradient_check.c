#include "gradient_check.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_LEVELS = 8 };

/* --- Dérivées ------------------------------------------------------------ */

/* f quand *x vaut value ; *x est remis au bit près. */
static double displaced(ScalarFunction f, void *context, double *x,
                        double value)
{
    double saved = *x;
    *x = value;
    double result = f(context);
    *x = saved;
    return result;
}

double forward_difference(ScalarFunction f, void *context, double *x, double h)
{
    double right = displaced(f, context, x, *x + h);
    return (right - f(context)) / h;
}

double central_difference(ScalarFunction f, void *context, double *x, double h)
{
    double right = displaced(f, context, x, *x + h);
    double left = displaced(f, context, x, *x - h);
    return (right - left) / (2.0 * h);
}

Derivative richardson(ScalarFunction f, void *context, double *x, double h,
                      int levels)
{
    double row[MAX_LEVELS];
    if (levels < 1 || levels > MAX_LEVELS)
        fatal(HERE, __func__, "%d niveaux, de 1 à %d", levels, MAX_LEVELS);
    Derivative best = { 0, INFINITY };
    for (int level = 0; level < levels; level++, h /= 2) {
        double previous = best.value, finer, power = 1;
        finer = central_difference(f, context, x, h);
        for (int j = 0; j < level; j++) {
            power *= 4;
            double coarser = row[j];
            row[j] = finer;
            finer += (finer - coarser) / (power - 1);
        }
        row[level] = finer;
        best.value = finer;
        if (level > 0)
            best.error = fabs(finer - previous);
    }
    return best;
}

void numeric_gradient(Matrix *gradient, Matrix *x, ScalarFunction f,
                      void *context)
{
    matrix_require_same(HERE, __func__, "gradient", gradient, "x", x);
    for (size_t k = 0; k < matrix_size(x); k++)
        gradient->data[k] =
            richardson(f, context, &x->data[k], GRADIENT_STEP, GRADIENT_LEVELS)
                .value;
}

/* --- Comparaison --------------------------------------------------------- */

/* Ce que l'on apprend en parcourant les entrées. */
typedef struct {
    GradientCheck check;
    double uncertainty; /* la plus grande erreur des dérivées numériques */
    double proven;      /* le plus grand écart qu'elle n'explique pas */
    bool finite;
} Survey;

/* L'arrondi de f, divisé par le plus petit pas. Une loss petite est souvent la
 * différence de deux nombres ordinaires : d'où le 1. */
static double rounding(double f, double h)
{
    double smallest_step = h / (1 << (GRADIENT_LEVELS - 1));
    return 8.0 * DBL_EPSILON * fmax(1.0, fabs(f)) / smallest_step;
}

/* Une entrée l'emporte si elle n'est pas finie, puis si son écart est prouvé,
 * puis par sa taille. */
static bool is_worse(const Survey *s, double gap, double proven)
{
    if (s->check.cases == 0 || !s->finite)
        return s->check.cases == 0;
    if (!isfinite(gap))
        return true;
    return proven == s->proven ? gap > s->check.gap : proven > s->proven;
}

static void survey(Survey *s, size_t row, size_t col, double analytic,
                   Derivative numeric, double noise)
{
    GradientCheck *check = &s->check;
    double gap = fabs(analytic - numeric.value);
    double own = fmax(numeric.error, noise);
    double proven = gap > 10 * own ? gap : 0;
    check->scale =
        fmax(check->scale, fmax(fabs(analytic), fabs(numeric.value)));
    if (is_worse(s, gap, proven)) {
        check->row = row;
        check->col = col;
        check->analytic = analytic;
        check->numeric = numeric.value;
        check->gap = gap;
    }
    check->cases++;
    s->uncertainty = fmax(s->uncertainty, own);
    s->proven = fmax(s->proven, proven);
    s->finite = s->finite && isfinite(gap);
}

/* Juste : tous les écarts et toutes les incertitudes tiennent dans la
 * tolérance. Faux : un écart en sort, que l'incertitude de son entrée ne
 * suffit pas à expliquer. Sinon, on ne sait pas. */
static GradientCheck conclude(const Survey *s)
{
    GradientCheck check = s->check;
    double allowed = GRADIENT_TOLERANCE * check.scale;
    check.tolerance = GRADIENT_TOLERANCE;
    check.error = check.gap == 0 ? 0 : check.gap / check.scale;
    if (check.cases == 0)
        check.verdict = GRADIENT_INCONCLUSIVE;
    else if (!s->finite)
        check.verdict = GRADIENT_WRONG;
    else if (s->proven > allowed)
        check.verdict = GRADIENT_WRONG;
    else if (check.gap <= allowed && s->uncertainty <= allowed &&
             check.scale > 0)
        check.verdict = GRADIENT_RIGHT;
    else
        check.verdict = GRADIENT_INCONCLUSIVE;
    return check;
}

static void check_entry(Survey *s, const Matrix *x, const Matrix *gradient,
                        ScalarFunction f, void *context, size_t k,
                        double noise)
{
    Derivative numeric =
        richardson(f, context, &x->data[k], GRADIENT_STEP, GRADIENT_LEVELS);
    survey(s, k / x->cols, k % x->cols, gradient->data[k], numeric, noise);
}

GradientCheck(gradient_check)(Site site, Matrix *x, const Matrix *gradient,
                              ScalarFunction f, void *context)
{
    matrix_require_same(site, "gradient_check", "x", x, "gradient", gradient);
    Survey s = { .finite = true };
    double noise = rounding(f(context), GRADIENT_STEP);
    for (size_t k = 0; k < matrix_size(x); k++)
        check_entry(&s, x, gradient, f, context, k, noise);
    return conclude(&s);
}

GradientCheck(gradient_check_sampled)(Site site, Matrix *x,
                                      const Matrix *gradient, ScalarFunction f,
                                      void *context, size_t samples,
                                      Random *random)
{
    matrix_require_same(site, "gradient_check_sampled", "x", x, "gradient",
                        gradient);
    Survey s = { .finite = true };
    double noise = rounding(f(context), GRADIENT_STEP);
    for (size_t i = 0; i < samples && matrix_size(x) > 0; i++)
        check_entry(&s, x, gradient, f, context,
                    random_below(random, matrix_size(x)), noise);
    return conclude(&s);
}

/* --- Une seule direction ------------------------------------------------- */

/* t ↦ f(start + t direction). */
typedef struct {
    ScalarFunction f;
    void *context;
    Matrix x, start, direction;
    double t;
} Line;

static double along(void *context)
{
    Line *line = context;
    matrix_copy(&line->x, &line->start);
    matrix_add_scaled(&line->x, line->t, &line->direction);
    return line->f(line->context);
}

/* ±(1 + U[0, 1)) : aucune composante n'est petite, aucune n'est la même. */
static Matrix random_direction(const Matrix *x, Random *random)
{
    Matrix d = matrix_create(x->rows, x->cols);
    matrix_random_uniform(&d, 1.0, 2.0, random);
    for (size_t k = 0; k < matrix_size(&d); k++)
        if (random_uniform(random) < 0.5)
            d.data[k] = -d.data[k];
    return d;
}

GradientCheck(gradient_check_direction)(Site site, Matrix *x,
                                        const Matrix *gradient,
                                        ScalarFunction f, void *context,
                                        Random *random)
{
    matrix_require_same(site, "gradient_check_direction", "x", x, "gradient",
                        gradient);
    Line line = { f, context, *x, matrix_clone(x), random_direction(x, random),
                  0 };
    /* Un déplacement de même longueur quel que soit le nombre d'entrées. */
    double h = 8 * GRADIENT_STEP / sqrt((double)matrix_size(x) + 1);
    Survey s = { .finite = true };
    double noise = rounding(f(context), h);
    Derivative numeric = richardson(along, &line, &line.t, h, GRADIENT_LEVELS);
    matrix_copy(&line.x, &line.start);
    survey(&s, 0, 0, matrix_dot(gradient, &line.direction), numeric, noise);
    matrix_free(&line.start);
    matrix_free(&line.direction);
    return conclude(&s);
}

const char *gradient_check_describe(const GradientCheck *check, char *buffer,
                                    size_t size)
{
    static const char *const verdicts[] = { "juste", "faux",
                                            "ne conclut pas" };
    snprintf(buffer, size,
             "%s : entrée (%zu, %zu), analytique %.9g, numérique %.9g, "
             "écart relatif %.2g, tolérance %.3g",
             verdicts[check->verdict], check->row + 1, check->col + 1,
             check->analytic, check->numeric, check->error, check->tolerance);
    return buffer;
}
