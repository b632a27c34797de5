/* Chapitre 0 : comment le cahier sait qu'un gradient est juste. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "../../lib/gradient_check.h"
#include "../../lib/report.h"
#include "formulas.h"
#include "judge.h"
#include "written.h"

/* Ce que le lecteur peut changer : les points où l'on dérive exp, de combien on
 * pousse le premier poids, le pas de descente qui suit un gradient faux, le pas
 * de la différence centrée, le premier de Ridders, un h̃ qui sature. */
static size_t point_count = 200;
static double push = 1e-3, descent_step = 1e-2;
static double central_step = 1e-5, ridders_step = 0.1, saturated = 18;

/* --- La dérivée de exp, de quatre façons --------------------------------- */

enum {
    METHODS = 4,
    DECADES = 16, /* de 10⁻¹⁶ à 1 */
    PER_DECADE = 8,
    MARKS = DECADES * PER_DECADE + 1,
    COMPLEX_FIRST = 8, /* de 10⁻⁸ à 10⁻³⁰⁰ */
    COMPLEX_LAST = 300,
};

/* Un pas où tout est arrondi. */
#define ROUNDING_STEP 1e-12

static const char *const methods[METHODS] = { "forward", "central",
                                              "richardson", "complex" };

static double exp_at(void *x)
{
    return exp(*(double *)x);
}

/* D₊, D, R ou le pas complexe, en x. */
static double derivative_of_exp(size_t method, double x, double h)
{
    switch (method) {
    case 0:
        return forward_difference(exp_at, &x, &x, h);
    case 1:
        return central_difference(exp_at, &x, &x, h);
    case 2:
        return extrapolated_difference(exp_at, &x, &x, h);
    default:
        return complex_step(cexp, x, h);
    }
}

/* L'écart relatif quadratique moyen sur les points. */
static double mean_error(size_t method, const double *points, double h)
{
    double sum = 0;
    for (size_t i = 0; i < point_count; i++) {
        double exact = exp(points[i]);
        double gap = derivative_of_exp(method, points[i], h) / exact - 1;
        sum += gap * gap;
    }
    return sqrt(sum / (double)point_count);
}

/* L'erreur de chaque méthode à chaque pas 10⁻¹⁶ … 1. */
typedef struct {
    double h[MARKS], error[METHODS][MARKS];
} Sweep;

static Sweep sweep(const double *points)
{
    Sweep s;
    for (size_t i = 0; i < MARKS; i++) {
        s.h[i] = pow(10, (double)i / PER_DECADE - DECADES);
        for (size_t m = 0; m < METHODS; m++)
            s.error[m][i] = mean_error(m, points, s.h[i]);
    }
    return s;
}

static void write_errors(Report *report, const Sweep *s)
{
    FILE *table = report_table(report, "errors.tsv",
                               "h\tforward\tcentral\trichardson\tcomplex");
    for (size_t i = 0; i < MARKS; i++)
        fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\t%.6g\n", s->h[i],
                s->error[0][i], s->error[1][i], s->error[2][i],
                s->error[3][i]);
    report_table_close(report, table, "errors.tsv");
}

static void put(Report *report, const char *prefix, const char *name,
                double value)
{
    char key[64];
    snprintf(key, sizeof key, "%s.%s", prefix, name);
    report_number(report, key, value);
}

/* Lu à l'exécution : un compilateur qui calculerait pow d'avance ne
 * l'arrondirait pas toujours comme la bibliothèque C. */
static const volatile double epsilon = DBL_EPSILON;

/* Une méthode d'ordre p : la pente de la branche de droite, le fond du V, et
 * ce que la théorie attend. La pente se mesure de 30 h* à 0,3. */
static void write_method(Report *report, const Sweep *s, size_t m, int p)
{
    size_t best = 0, first = 0, last = 0;
    for (size_t i = 0; i < MARKS; i++)
        if (s->error[m][i] < s->error[m][best])
            best = i;
    while (s->h[first] < 30 * s->h[best] && s->h[first] < 0.1)
        first++;
    while (s->h[last] < 0.3)
        last++;
    put(report, methods[m], "order",
        fitted_order(s->h + first, s->error[m] + first, last - first));
    put(report, methods[m], "h", s->h[best]);
    put(report, methods[m], "error", s->error[m][best]);
    put(report, methods[m], "expected_h", pow(epsilon, 1 / (p + 1.0)));
    put(report, methods[m], "expected_error", pow(epsilon, p / (p + 1.0)));
}

/* Là où tout est arrondi, le rapport de la plus grande des trois erreurs à la
 * plus petite. */
static void write_rounding_ratio(Report *report, const double *points)
{
    double smallest = INFINITY, largest = 0;
    for (size_t m = 0; m < METHODS - 1; m++) {
        double error = mean_error(m, points, ROUNDING_STEP);
        smallest = fmin(smallest, error);
        largest = fmax(largest, error);
    }
    report_number(report, "rounding.step", ROUNDING_STEP);
    report_number(report, "rounding.ratio", largest / smallest);
}

/* Le pas complexe, de 10⁻⁸ à 10⁻³⁰⁰ : le pire écart relatif sur les points. */
static void write_complex(Report *report, const double *points)
{
    double worst = 0;
    for (int power = COMPLEX_FIRST; power <= COMPLEX_LAST; power++)
        for (size_t i = 0; i < point_count; i++) {
            double h = pow(10, -power), exact = exp(points[i]);
            double gap = complex_step(cexp, points[i], h) / exact - 1;
            worst = fmax(worst, fabs(gap));
        }
    report_number(report, "complex.worst", worst);
}

static void write_exponential(Report *report)
{
    Random random = report_random(report, 1);
    double *points = allocate(point_count, sizeof *points);
    for (size_t i = 0; i < point_count; i++)
        points[i] = 2 * random_uniform(&random) - 1;
    Sweep s = sweep(points);
    write_errors(report, &s);
    write_method(report, &s, 0, 1);
    write_method(report, &s, 1, 2);
    write_method(report, &s, 2, 4);
    write_rounding_ratio(report, points);
    write_complex(report, points);
    report_integer(report, "points", (long long)point_count);
    report_integer(report, "decades", DECADES);
    report_integer(report, "complex.first", COMPLEX_FIRST);
    report_integer(report, "complex.last", COMPLEX_LAST);
    report_number(report, "epsilon", DBL_EPSILON);
    free(points);
}

/* --- L'essentiel --------------------------------------------------------- */

/* Le premier poids poussé d'autant. */
static double loss_pushed(Problem *q, double move)
{
    double *x = &q->p.Wh.data[0], start = *x;
    *x = start + move;
    double loss = problem_loss(q);
    *x = start;
    return loss;
}

/* Ce que celui qui oublie la dérivée de tanh obtient pour ce poids. */
static double mistaken_entry(const Problem *q)
{
    Parameters wrong = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    const Mistake *m = mistake_find("slope-omitted");
    mistaken_gradient(&wrong, &m, 1, &q->p, &q->data.X, &q->data.Y);
    double entry = wrong.Wh.data[0];
    parameters_free(&wrong);
    return entry;
}

static void write_essential(Report *report, Problem *q)
{
    double more = loss_pushed(q, push), less = loss_pushed(q, -push);
    report_number(report, "essential.push", push);
    report_number(report, "essential.width", 2 * push);
    report_number(report, "essential.more", more);
    report_number(report, "essential.less", less);
    report_number(report, "essential.measured", (more - less) / (2 * push));
    report_number(report, "essential.formula", q->grad.Wh.data[0]);
    report_number(report, "essential.mistaken", mistaken_entry(q));
    report_number(report, "essential.step", descent_step);
    report_integer(report, "essential.descends",
                   (long long)count_descending(q, descent_step));
}

/* --- La loss d'un réseau ------------------------------------------------- */

/* Le pire écart à backward, relatif à la plus grande entrée, tous paramètres
 * confondus. */
typedef double (*Numeric)(Problem *q, double *x);

static double with_central(Problem *q, double *x)
{
    return central_difference(problem_loss, q, x, central_step);
}

static double with_three_levels(Problem *q, double *x)
{
    return richardson(problem_loss, q, x, GRADIENT_STEP, GRADIENT_LEVELS)
        .value;
}

static double with_ridders(Problem *q, double *x)
{
    return ridders(problem_loss, q, x, ridders_step).value;
}

static double worst_error(Problem *q, Numeric numeric)
{
    Matrix *theta = &q->p.theta, *grad = &q->grad.theta;
    double worst = 0;
    for (size_t k = 0; k < matrix_size(theta); k++)
        worst = fmax(worst, fabs(numeric(q, &theta->data[k]) - grad->data[k]));
    return worst / matrix_max_abs(grad);
}

static void write_network(Report *report, Problem *q)
{
    report_integer(report, "nx", (long long)q->p.nx);
    report_integer(report, "nh", (long long)q->p.nh);
    report_integer(report, "ny", (long long)q->p.ny);
    report_integer(report, "N", (long long)q->data.X.rows);
    report_integer(report, "parameters", (long long)matrix_size(&q->p.theta));
    report_number(report, "network.step", central_step);
    report_number(report, "network.ridders_step", ridders_step);
    report_integer(report, "ridders.levels", RIDDERS_LEVELS);
    report_number(report, "network.central", worst_error(q, with_central));
    report_number(report, "network.three", worst_error(q, with_three_levels));
    report_number(report, "network.ridders", worst_error(q, with_ridders));
    report_number(report, "tolerance", GRADIENT_TOLERANCE);
    report_integer(report, "step.power", -(long long)log2(GRADIENT_STEP));
    report_integer(report, "levels", GRADIENT_LEVELS);
    report_number(report, "noise",
                  8 * DBL_EPSILON / GRADIENT_STEP *
                      (1 << (GRADIENT_LEVELS - 1)));
}

/* 1 − h², calculé en double, contre 1/cosh² : la précision perdue quand h
 * sature, relativement à l'entrée puis à 1, la plus grande pente. */
static void write_saturation(Report *report)
{
    const double h_tilde = saturated;
    double h = tanh(h_tilde), exact = 1 / cosh(h_tilde) / cosh(h_tilde);
    double gap = fabs(1 - h * h - exact);
    report_number(report, "saturation.h_tilde", h_tilde);
    report_number(report, "saturation.slope", exact);
    report_number(report, "saturation.gap", gap);
    report_number(report, "saturation.error", gap / exact);
}

/* --- Le test de Taylor --------------------------------------------------- */

enum { TAYLOR_MARKS = 33, TAYLOR_PER_DECADE = 4 };

/* La pente se mesure entre les deux. */
#define TAYLOR_LOW 1e-5
#define TAYLOR_HIGH 1e-3

static void write_orders(Report *report, const double *t, const double *right,
                         const double *wrong)
{
    size_t first = 0, last = 0;
    while (t[first] < 0.99 * TAYLOR_LOW)
        first++;
    while (t[last] < 1.01 * TAYLOR_HIGH)
        last++;
    report_number(report, "taylor.low", TAYLOR_LOW);
    report_number(report, "taylor.high", TAYLOR_HIGH);
    report_number(report, "taylor.right",
                  fitted_order(t + first, right + first, last - first));
    report_number(report, "taylor.wrong",
                  fitted_order(t + first, wrong + first, last - first));
}

static void write_remainders(Report *report, Problem *q,
                             const Matrix *direction, const Matrix *wrong)
{
    double t[TAYLOR_MARKS], right[TAYLOR_MARKS], mistaken[TAYLOR_MARKS];
    FILE *table = report_table(report, "taylor.tsv", "t\tright\twrong");
    for (size_t i = 0; i < TAYLOR_MARKS; i++) {
        t[i] = pow(10, (double)i / TAYLOR_PER_DECADE - 8);
        right[i] = fabs(taylor_remainder(q, direction, &q->grad.theta, t[i]));
        mistaken[i] = fabs(taylor_remainder(q, direction, wrong, t[i]));
        fprintf(table, "%.6g\t%.6g\t%.6g\n", t[i], right[i], mistaken[i]);
    }
    report_table_close(report, table, "taylor.tsv");
    write_orders(report, t, right, mistaken);
}

static void write_taylor(Report *report, Problem *q)
{
    Random random = report_random(report, 3);
    Matrix direction = matrix_clone(&q->p.theta);
    Parameters wrong = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    const Mistake *m = mistake_find("slope-omitted");
    mistaken_gradient(&wrong, &m, 1, &q->p, &q->data.X, &q->data.Y);
    draw_direction(&direction, &random);
    write_remainders(report, q, &direction, &wrong.theta);
    parameters_free(&wrong);
    matrix_free(&direction);
}

/* --- Le catalogue -------------------------------------------------------- */

static const char *const verdicts[] = { "juste", "faux", "ne conclut pas" };

/* Ce que l'on retient d'une liste de gradients. */
typedef struct {
    size_t count, wrong;
    double smallest, largest;
    const char *discreet; /* celui de l'écart le plus petit */
} Tally;

static void judge_into(FILE *table, Tally *tally, Problem *q, const Mistake *m,
                       int group)
{
    Judgment judgment = judge_mistake(q, m);
    fprintf(table, "%s\t%.6g\t%s\t%g\t%d\n", m->name, judgment.error,
            verdicts[judgment.verdict], GRADIENT_TOLERANCE, group);
    tally->count++;
    tally->wrong += judgment.verdict == GRADIENT_WRONG;
    if (judgment.error < tally->smallest) {
        tally->smallest = judgment.error;
        tally->discreet = m->name;
    }
    tally->largest = fmax(tally->largest, judgment.error);
}

static void write_tallies(Report *report, const Tally *formula,
                          const Tally *precision, const Tally *right)
{
    report_integer(report, "formula.count", (long long)formula->count);
    report_integer(report, "formula.wrong", (long long)formula->wrong);
    report_text(report, "formula.discreet", formula->discreet);
    report_number(report, "formula.smallest", formula->smallest);
    report_integer(report, "precision.count", (long long)precision->count);
    report_number(report, "precision.smallest", precision->smallest);
    report_number(report, "precision.largest", precision->largest);
    report_integer(report, "rewriting.count", (long long)right->count);
    report_number(report, "rewriting.largest", right->largest);
}

/* Les groupes de la figure, dans l'ordre : les erreurs de formule qui touchent
 * ∇Wy ou ∇by ; celles de la couche cachée seule ; les pertes de précision ;
 * les réécritures justes. */
typedef enum { OUTPUT, HIDDEN, PRECISION, REWRITING } Group;

static Group group_of(const Mistake *m)
{
    if (m->precision)
        return PRECISION;
    return m->tensors & (TENSOR_WY | TENSOR_BY) ? OUTPUT : HIDDEN;
}

static void write_catalogue(Report *report, Problem *q)
{
    Tally formula = { .smallest = INFINITY }, precision = formula,
          right = formula;
    FILE *table = report_table(report, "catalogue.tsv",
                               "name\terror\tverdict\ttolerance\tgroup");
    for (Group group = OUTPUT; group < REWRITING; group++)
        for (size_t i = 0; i < mistake_count(); i++)
            if (group_of(mistake(i)) == group)
                judge_into(table, group == PRECISION ? &precision : &formula,
                           q, mistake(i), (int)group);
    for (size_t i = 0; i < rewriting_count(); i++)
        judge_into(table, &right, q, rewriting(i), REWRITING);
    report_table_close(report, table, "catalogue.tsv");
    write_tallies(report, &formula, &precision, &right);
}

/* --- Les angles morts ---------------------------------------------------- */

typedef Problem (*Blind)(Random *random);

static void write_hidden(Report *report, const char *key, Blind blind,
                         uint64_t seed)
{
    Random random = report_random(report, seed);
    Problem q = blind(&random);
    report_integer(report, key, (long long)count_hidden(&q));
    problem_free(&q);
}

/* L'écart que laisse Wyᵀ pour Wy. */
static void write_transposed(Report *report, const char *key, Blind blind)
{
    Random random = report_random(report, 4);
    Problem q = blind(&random);
    const Mistake *m = mistake_find("Wy-read-transposed");
    report_number(report, key, judge_mistake(&q, m).error);
    problem_free(&q);
}

/* Une erreur de formule qui atteint ∇by. */
static bool reaches_by(const Mistake *m)
{
    return !m->precision && (m->tensors & TENSOR_BY) != 0;
}

/* Combien d'erreurs de ∇by se cachent le long de d. */
static long long hidden_along(Problem *q, const Matrix *d)
{
    long long hidden = 0;
    for (size_t i = 0; i < mistake_count(); i++)
        hidden += reaches_by(mistake(i)) &&
                  gap_along(q, mistake(i), d) <= GRADIENT_TOLERANCE;
    return hidden;
}

/* Le long de (1, …, 1), puis, au pire, de DIRECTIONS tirées au hasard. */
static void write_directions(Report *report, Problem *q)
{
    enum { DIRECTIONS = 200 };
    Random random = report_random(report, 5);
    Matrix d = matrix_clone(&q->p.by);
    long long reaching = 0;
    for (size_t i = 0; i < mistake_count(); i++)
        reaching += reaches_by(mistake(i));
    report_integer(report, "blind.by", reaching);
    matrix_fill(&d, 1);
    report_integer(report, "blind.ones", hidden_along(q, &d));
    long long worst = 0;
    for (int draw = 0; draw < DIRECTIONS; draw++) {
        draw_direction(&d, &random);
        long long hidden = hidden_along(q, &d);
        worst = hidden > worst ? hidden : worst;
    }
    report_integer(report, "blind.random", worst);
    report_integer(report, "blind.directions", DIRECTIONS);
    matrix_free(&d);
}

/* Un produit sans transposée, avec les tailles usuelles. */
static void multiply_untransposed(void)
{
    Matrix Wy = matrix_create(7, 5), grad_y_tilde = matrix_create(7, 1);
    Matrix grad_h = matrix_create(5, 1);
    matrix_multiply(&grad_h, &Wy, &grad_y_tilde);
}

static void write_blind_spots(Report *report, Problem *q)
{
    report_integer(report, "blind.usual", (long long)count_hidden(q));
    write_hidden(report, "blind.one", one_example, 4);
    write_hidden(report, "blind.zero", zero_weights, 4);
    write_hidden(report, "blind.symmetric", symmetric_weights, 4);
    write_hidden(report, "blind.right", right_answers, 4);
    write_transposed(report, "blind.square_error", square_weights);
    write_transposed(report, "blind.symmetric_error", symmetric_weights);
    write_directions(report, q);
    report_refusal(report, "blind.refusal", multiply_untransposed);
}

static const Option options[] = {
    { "points", "points où l'on dérive exp", .count = &point_count, .low = 1,
      .high = 5000 },
    { "push", "de combien pousser le premier poids", .real = &push,
      .low = 1e-9, .high = 0.1 },
    { "descent", "pas de descente qui suit un gradient faux",
      .real = &descent_step, .low = 1e-6, .high = 10 },
    { "central", "pas de la différence centrée, sur le réseau",
      .real = &central_step, .low = 1e-10, .high = 0.1 },
    { "ridders", "premier pas de la méthode de Ridders", .real = &ridders_step,
      .low = 1e-6, .high = 1 },
    { "saturated", "h̃ d'un neurone saturé", .real = &saturated, .low = 0.1,
      .high = 300 },
};

int main(int argc, char **argv)
{
    Report report =
        report_open(argc, argv, options, sizeof options / sizeof *options);
    Random random = report_random(&report, 2);
    Problem q = problem_usual(&random);
    write_exponential(&report);
    write_essential(&report, &q);
    write_network(&report, &q);
    write_saturation(&report);
    write_taylor(&report, &q);
    write_catalogue(&report, &q);
    write_blind_spots(&report, &q);
    write_written(&report);
    problem_free(&q);
    report_close(&report);
}
