/* Chapitre 13 : ce que voit la rétropropagation d'une marche, d'un angle et
 * d'une courbe. */
#include <math.h>
#include <string.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/gradient_check.h"
#include "../../lib/problem.h"
#include "../../lib/report.h"
#include "activated.h"
#include "formulas.h"

enum { SEEDS = 20, QUICK_SEEDS = 2, FRESH = 5000 };

static size_t seed_count(const Report *report)
{
    return report->quick ? QUICK_SEEDS : SEEDS;
}

/* --- La loss le long d'un poids ------------------------------------------ */

/* Le même réseau, les mêmes points, un seul poids que l'on déplace : trois
 * activations, trois loss. */
static void write_along(Report *report)
{
    enum { POINTS = 1201, PER_CLASS = 10, NH = 3 };
    const double reach = 3;
    Activation shapes[] = { activation_tanh(), activation_relu(0),
                            activation_step() };
    Random random = random_seeded(1318);
    Dataset data = course_circles(PER_CLASS, &random);
    Parameters p = parameters_create(2, NH, 2);
    matrix_random_normal(&p.theta, 1, &random);
    FILE *table = report_table(report, "along.tsv", "w\ttanh\trelu\tstep");
    for (int i = 0; i < POINTS; i++) {
        AT(&p.Wh, 0, 0) = reach * (2.0 * i / (POINTS - 1) - 1);
        fprintf(table, "%.6g", AT(&p.Wh, 0, 0));
        for (size_t f = 0; f < sizeof shapes / sizeof *shapes; f++)
            fprintf(table, "\t%.9g",
                    evaluate_with(&p, &data, &shapes[f]).loss);
        fputc('\n', table);
    }
    report_table_close(report, table, "along.tsv");
    report_integer(report, "along.points", 2 * PER_CLASS);
    parameters_free(&p);
    dataset_free(&data);
}

/* --- Apprendre avec chaque activation ------------------------------------ */

typedef struct {
    Random random;
    Dataset data, fresh;
    Parameters p;
} Circles;

static Circles circles_create(uint64_t seed, size_t nh)
{
    Circles c = { .random = random_seeded(seed) };
    c.data = course_circles(COURSE_PER_CLASS, &c.random);
    c.fresh = course_circles(FRESH, &c.random);
    c.p = course_network(nh, &c.random);
    return c;
}

static void circles_free(Circles *c)
{
    dataset_free(&c->data);
    dataset_free(&c->fresh);
    parameters_free(&c->p);
}

/* Une façon d'apprendre. */
typedef struct {
    const char *key;
    Activation f;
    size_t nh;
    bool biases; /* biais cachés tirés comme les poids ; sinon nuls */
} Recipe;

/* Ce qu'un apprentissage laisse. */
typedef struct {
    double accuracy;
    double hidden; /* de combien W_h et b_h ont bougé, au plus */
    double output; /* et W_y */
} Outcome;

static Outcome learn(const Recipe *recipe, uint64_t seed)
{
    Circles c = circles_create(seed, recipe->nh);
    if (recipe->biases)
        matrix_random_normal(&c.p.bh, COURSE_WEIGHT, &c.random);
    Parameters start = parameters_create(c.p.nx, c.p.nh, c.p.ny);
    matrix_copy(&start.theta, &c.p.theta);
    Training training = course_training();
    train_with(&c.p, &c.data, &training, &recipe->f, &c.random);
    Outcome outcome = {
        .accuracy = evaluate_with(&c.p, &c.fresh, &recipe->f).accuracy,
        .hidden = fmax(matrix_max_difference(&start.Wh, &c.p.Wh),
                       matrix_max_difference(&start.bh, &c.p.bh)),
        .output = matrix_max_difference(&start.Wy, &c.p.Wy),
    };
    parameters_free(&start);
    circles_free(&c);
    return outcome;
}

static Summary write_recipe(Report *report, const Recipe *recipe)
{
    size_t seeds = seed_count(report);
    double accuracy[SEEDS], hidden[SEEDS], output[SEEDS];
    for (size_t seed = 0; seed < seeds; seed++) {
        Outcome outcome = learn(recipe, 13000 + seed);
        accuracy[seed] = outcome.accuracy;
        hidden[seed] = outcome.hidden;
        output[seed] = outcome.output;
        report_progress(recipe->key, seed + 1, seeds);
    }
    char key[64];
    Summary s = summarize(accuracy, seeds), moved = summarize(hidden, seeds);
    report_summary(report, recipe->key, &s);
    snprintf(key, sizeof key, "check.%s.hidden.low", recipe->key);
    report_number(report, key, moved.low);
    snprintf(key, sizeof key, "check.%s.hidden.high", recipe->key);
    report_number(report, key, moved.high);
    snprintf(key, sizeof key, "%s.moved", recipe->key);
    if (recipe->nh == COURSE_NH)
        report_number(report, key, moved.high);
    moved = summarize(output, seeds);
    snprintf(key, sizeof key, "check.%s.output.low", recipe->key);
    report_number(report, key, moved.low);
    return s;
}

/* La pente empruntée est celle d'une sigmoïde de cette largeur. */
#define BORROWED 0.3

static void write_recipes(Report *report)
{
    const Recipe recipes[] = {
        { "tanh", activation_tanh(), COURSE_NH, false },
        { "relu", activation_relu(0), COURSE_NH, false },
        { "step.zero", activation_step(), COURSE_NH, false },
        { "borrowed", activation_borrowed(BORROWED), COURSE_NH, false },
    };
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++)
        write_recipe(report, &recipes[i]);
    report_number(report, "borrowed.T", BORROWED);
}

/* La marche, avec de plus en plus de neurones tirés une fois pour toutes. */
static void write_widths(Report *report)
{
    static const size_t widths[] = { 3, 10, 30, 100 };
    FILE *table =
        report_table(report, "width.tsv", "nh\tmean\thalf\tlow\thigh");
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
        char key[32];
        snprintf(key, sizeof key, "step.random%zu", widths[w]);
        Recipe recipe = { key, activation_step(), widths[w], true };
        Summary s = write_recipe(report, &recipe);
        fprintf(table, "%zu\t%.6g\t%.6g\t%.6g\t%.6g\n", widths[w], s.mean,
                s.half_width, s.low, s.high);
    }
    report_table_close(report, table, "width.tsv");
}

/* --- De la courbe à la marche -------------------------------------------- */

/* Part des (exemple, neurone) dont la pente dépasse le centième de son maximum,
 * au départ de l'apprentissage. */
static double awake(const Circles *c, double T)
{
    Activation f = activation_soft(T);
    Pass pass = pass_create(&c->p, c->data.X.rows);
    size_t count = 0, all = matrix_size(&pass.H);
    forward_with(&pass, &c->p, &c->data.X, &f);
    for (size_t i = 0; i < all; i++)
        count += soft_slope(pass.H_tilde.data[i], T) > 0.01 / (4 * T);
    pass_free(&pass);
    return (double)count / (double)all;
}

enum { ACCURACY, AWAKE, SOFT_QUANTITIES };

static void write_soft(Report *report)
{
    static const double widths[] = { 1e-3, 1e-2, 1e-1, 1 };
    enum { WIDTHS = sizeof widths / sizeof *widths };
    size_t seeds = seed_count(report);
    Curves curves = curves_create(WIDTHS, SOFT_QUANTITIES, seeds);
    for (size_t w = 0; w < WIDTHS; w++) {
        Recipe recipe = { "", activation_soft(widths[w]), COURSE_NH, false };
        for (size_t seed = 0; seed < seeds; seed++) {
            Circles c = circles_create(13000 + seed, COURSE_NH);
            curves_put(&curves, w, widths[w], AWAKE, seed,
                       awake(&c, widths[w]));
            circles_free(&c);
            curves_put(&curves, w, widths[w], ACCURACY, seed,
                       learn(&recipe, 13000 + seed).accuracy);
        }
        char key[32];
        Summary s = curves_summary(&curves, w, ACCURACY);
        snprintf(key, sizeof key, "soft%zu", w + 1);
        report_summary(report, key, &s);
        s = curves_summary(&curves, w, AWAKE);
        snprintf(key, sizeof key, "awake%zu", w + 1);
        report_summary(report, key, &s);
        report_progress("largeurs de la marche", w + 1, WIDTHS);
    }
    report_curves(report, "soft.tsv", "T", "accuracy\tawake", &curves);
    curves_free(&curves);
}

/* --- L'angle de ReLU ----------------------------------------------------- */

/* Les paramètres appris avec cette pente en 0 ; à libérer. */
static Parameters learn_relu(double at_zero, uint64_t seed)
{
    Circles c = circles_create(seed, COURSE_NH);
    Activation f = activation_relu(at_zero);
    Training training = course_training();
    train_with(&c.p, &c.data, &training, &f, &c.random);
    Parameters learned = c.p;
    c.p = (Parameters){ 0 };
    circles_free(&c);
    return learned;
}

/* La pente choisie en 0 change-t-elle un apprentissage ? */
static void write_choices(Report *report)
{
    enum { CHOICE_SEEDS = 5 };
    size_t seeds = report->quick ? QUICK_SEEDS : CHOICE_SEEDS;
    double apart = 0, largest = 0;
    for (size_t seed = 0; seed < seeds; seed++) {
        Parameters zero = learn_relu(0, 13000 + seed);
        Parameters one = learn_relu(1, 13000 + seed);
        apart = fmax(apart, matrix_max_difference(&zero.theta, &one.theta));
        largest = fmax(largest, matrix_max_abs(&zero.theta));
        parameters_free(&zero);
        parameters_free(&one);
    }
    report_integer(report, "choices.n", (long long)seeds);
    report_number(report, "choices.apart", apart);
    report_number(report, "check.choices.largest", largest);
}

/* Δ(t) = (ReLU(t + ε) − ReLU(t − ε)) / 2ε, pour trois pas. */
static double ramp(double t, double epsilon)
{
    return (fmax(t + epsilon, 0) - fmax(t - epsilon, 0)) / (2 * epsilon);
}

static void write_ramps(Report *report)
{
    enum { POINTS = 401 };
    FILE *table = report_table(report, "ramps.tsv", "t\t0.5\t0.2\t0.05");
    for (int i = 0; i < POINTS; i++) {
        double t = 2.0 * i / (POINTS - 1) - 1;
        fprintf(table, "%.6g\t%.6g\t%.6g\t%.6g\n", t, ramp(t, 0.5),
                ramp(t, 0.2), ramp(t, 0.05));
    }
    report_table_close(report, table, "ramps.tsv");
}

/* Un des h̃ du lot change-t-il de signe quand (W_h)_{jk} va de −ε à +ε ? */
static bool straddles(const Problem *q, size_t j, size_t k, double epsilon)
{
    for (size_t n = 0; n < q->data.X.rows; n++)
        if (fabs(AT(&q->pass.H_tilde, n, j)) <
            epsilon * fabs(AT(&q->data.X, n, k)))
            return true;
    return false;
}

/* Les pas : quatre puissances de dix, puis celui du cahier. */
static const double epsilons[] = { 1e-1, 1e-2, 1e-3, 1e-4, GRADIENT_STEP };
enum { EPSILONS = sizeof epsilons / sizeof *epsilons };

/* shares = la part des entrées de ∇W_h dont l'intervalle contient un angle,
 * pour chaque pas. */
static void measure_straddles(double shares[EPSILONS], size_t problems,
                              Random *random)
{
    double all = 0;
    memset(shares, 0, EPSILONS * sizeof *shares);
    for (size_t d = 0; d < problems; d++) {
        Problem q = problem_usual(random);
        for (size_t i = 0; i < matrix_size(&q.p.Wh); i++, all++)
            for (size_t s = 0; s < EPSILONS; s++)
                shares[s] +=
                    straddles(&q, i / q.p.nx, i % q.p.nx, epsilons[s]);
        problem_free(&q);
    }
    for (size_t s = 0; s < EPSILONS; s++)
        shares[s] /= all;
}

static void write_straddles(Report *report)
{
    enum { PROBLEMS = 300, QUICK_PROBLEMS = 20 };
    size_t problems = report->quick ? QUICK_PROBLEMS : PROBLEMS;
    size_t seeds = seed_count(report);
    Curves curves = curves_create(EPSILONS - 1, 1, seeds);
    double shares[EPSILONS], usual[SEEDS];
    for (size_t seed = 0; seed < seeds; seed++) {
        Random random = random_seeded(13500 + seed);
        measure_straddles(shares, problems, &random);
        for (size_t s = 0; s + 1 < EPSILONS; s++)
            curves_put(&curves, s, epsilons[s], 0, seed, shares[s]);
        usual[seed] = shares[EPSILONS - 1];
    }
    report_curves(report, "straddles.tsv", "epsilon", "share", &curves);
    for (size_t s = 0; s + 1 < EPSILONS; s++) {
        char key[32];
        Summary share = curves_summary(&curves, s, 0);
        snprintf(key, sizeof key, "straddles%zu", s + 1);
        report_summary(report, key, &share);
    }
    Summary share = summarize(usual, seeds);
    report_summary(report, "straddles.usual", &share);
    curves_free(&curves);
}

static void write_settings(Report *report)
{
    report_integer(report, "nh", COURSE_NH);
    report_integer(report, "batch", COURSE_BATCH);
    report_integer(report, "epochs", COURSE_EPOCHS);
    report_integer(report, "points", 2 * COURSE_PER_CLASS);
    report_integer(report, "fresh", 2 * FRESH);
    report_number(report, "eta", COURSE_ETA);
    report_number(report, "sigma", COURSE_WEIGHT);
    report_number(report, "best.accuracy", course_best(COURSE_NOISE).accuracy);
}

int main(int argc, char **argv)
{
    Report report = report_open(argc, argv, NULL, 0);
    write_settings(&report);
    write_along(&report);
    write_recipes(&report);
    write_widths(&report);
    write_soft(&report);
    write_choices(&report);
    write_ramps(&report);
    write_straddles(&report);
    report_close(&report);
}
