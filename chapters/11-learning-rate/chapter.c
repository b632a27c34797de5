/* Chapitre 11 : quatre régimes sur une cuvette, neuf taux sur les cercles, et
 * la courbure que rencontre la descente. */
#include <float.h>
#include <math.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 5000, MARKS = 16 };

/* Les réglages du TP, ou ceux du lecteur. */
static Course course = COURSE_DEFAULT;

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

/* « stem%g.tail », où %g est un rang ou un taux : « rate5.accuracy ». */
static const char *key_of(char key[64], const char *stem, double number,
                          const char *tail)
{
    snprintf(key, 64, "%s%g%s", stem, number, tail);
    return key;
}

/* a / b, 10⁹ au plus : un réglage peut annuler b. */
static double ratio(double a, double b)
{
    return fmin(a / fmax(b, DBL_MIN), 1e9);
}

/* Une mesure rangée par curves_put. */
static double measure(const Curves *c, size_t mark, size_t quantity,
                      size_t seed)
{
    return c->values[(mark * c->quantities + quantity) * c->seeds + seed];
}

/* --- Une cuvette --------------------------------------------------------- */

enum { BOWL_STEPS = 24, GROWTH_STEPS = 300 };
static double bowl_lambda[2] = { 0.5, 2 }; /* μ et Λ */
static const double bowl_start[2] = { -1.7, 0.9 };

/* L(e) − L* = ½ eᵀ A e. */
static double bowl_height(const Matrix *A, const Matrix *e)
{
    Matrix Ae = matrix_create(e->rows, 1);
    matrix_multiply(&Ae, A, e);
    double height = matrix_dot(e, &Ae) / 2;
    matrix_free(&Ae);
    return height;
}

/* « t e1 e2 L » pas après pas, depuis le même départ. */
static void write_path(Report *report, const Matrix *A, const char *name,
                       double eta)
{
    double data[2] = { bowl_start[0], bowl_start[1] };
    Matrix e = matrix_view(data, 2, 1);
    FILE *table = report_table(report, name, "t\te1\te2\tL");
    for (int t = 0; t <= BOWL_STEPS; t++) {
        fprintf(table, "%d\t%.6g\t%.6g\t%.6g\n", t, data[0], data[1],
                bowl_height(A, &e));
        bowl_step(&e, A, eta);
    }
    report_table_close(report, table, name);
}

/* L'@eq:lr-factor, et ce que l'on mesure. */
static void write_growth(Report *report, const Matrix *A, Random *random)
{
    enum { POINTS = 24 };
    FILE *table = report_table(report, "growth.tsv", "eta\tfactor\tmeasured");
    for (int i = 1; i <= POINTS; i++) {
        double eta = 1.2 * i / POINTS * (2 / bowl_lambda[1]);
        fprintf(table, "%.6g\t%.6g\t%.6g\n", eta,
                growth_factor(bowl_lambda, 2, eta),
                measured_growth(A, eta, GROWTH_STEPS, random));
    }
    report_table_close(report, table, "growth.tsv");
}

static void write_bowl(Report *report)
{
    Random random = report_random(report, 11);
    /* A = Q diag(λ) Qᵀ, tournée de 30°. */
    double c = cos(acos(-1.0) / 6), s = 0.5;
    double mu = bowl_lambda[0], Lambda = bowl_lambda[1];
    double data[4] = { mu * c * c + Lambda * s * s, (mu - Lambda) * c * s,
                       (mu - Lambda) * c * s, mu * s * s + Lambda * c * c };
    Matrix A = matrix_view(data, 2, 2);
    double best = 2 / (mu + Lambda), threshold = 2 / Lambda;
    const double etas[] = { 0.05 * threshold, best, 0.97 * threshold,
                            1.02 * threshold };
    static const char *const names[] = { "slow", "fast", "swing", "blow" };
    for (size_t i = 0; i < 4; i++) {
        char key[64];
        snprintf(key, sizeof key, "path_%s.tsv", names[i]);
        write_path(report, &A, key, etas[i]);
        snprintf(key, sizeof key, "bowl.%s.eta", names[i]);
        report_number(report, key, etas[i]);
    }
    write_growth(report, &A, &random);
    double measured = measured_threshold(&A, GROWTH_STEPS, &random);
    report_number(report, "bowl.mu", mu);
    report_number(report, "bowl.Lambda", Lambda);
    report_number(report, "bowl.fast.factor",
                  growth_factor(bowl_lambda, 2, best));
    report_integer(report, "bowl.steps", BOWL_STEPS);
    report_number(report, "threshold.exact", threshold);
    report_number(report, "threshold.gap", fabs(measured / threshold - 1));
}

/* --- Les deux cercles, taux par taux ------------------------------------- */

/* Autour du taux du TP, le cinquième ; à un autre, tous sont multipliés. */
static const double usual[] = { 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30 };
enum { RATES = sizeof usual / sizeof *usual };
enum { LOSS, FRESH_LOSS, ACCURACY, SATURATED, QUANTITIES };

static double rate(size_t r)
{
    return usual[r] * (course.eta / COURSE_ETA);
}

/* Au-dessus, un neurone est saturé par un exemple. */
#define SATURATED_AT 0.99

/* Part des |h| saturés sur ces exemples. */
static double saturated_share(const Parameters *p, const Dataset *data)
{
    Pass pass = pass_create(p, data->X.rows);
    forward(&pass, p, &data->X);
    size_t count = 0, all = matrix_size(&pass.H);
    for (size_t i = 0; i < all; i++)
        count += fabs(pass.H.data[i]) > SATURATED_AT;
    pass_free(&pass);
    return (double)count / (double)all;
}

/* Un apprentissage en cours, et la courbe où il s'inscrit. */
typedef struct {
    Curves *curves;
    size_t seed;
    const Dataset *data;
} Run;

static void keep_loss(void *context, size_t epoch, const Parameters *p)
{
    const Run *run = context;
    size_t mark = curves_mark(epoch, course.epochs, run->curves->marks);
    if (mark != SIZE_MAX)
        curves_put(run->curves, mark, (double)epoch, 0, run->seed,
                   evaluate(p, run->data).loss);
}

/* Mêmes données, mêmes poids de départ, même ordre pour tous les taux. */
static void run_rate(const Report *report, Curves *curves, Curves *final,
                     size_t r, size_t seed)
{
    Random random = report_random(report, 1100 + seed);
    Sets sets = course_sets(&course, FRESH, &random);
    Parameters p = course_start(&course, course.nh, &sets.data, &random);
    Run run = { curves, seed, &sets.data };
    Training training = course_descent(&course);
    training.eta = rate(r);
    training.after_epoch = keep_loss;
    training.context = &run;
    network_train(&p, &sets.data, &training, &random);
    Score seen = evaluate(&p, &sets.data), unseen = evaluate(&p, &sets.fresh);
    double values[QUANTITIES] = { seen.loss, unseen.loss, unseen.accuracy,
                                  saturated_share(&p, &sets.data) };
    for (size_t q = 0; q < QUANTITIES; q++)
        curves_put(final, r, rate(r), q, seed, values[q]);
    parameters_free(&p);
    sets_free(&sets);
}

/* Ce que le texte dit d'un taux, ou ce qu'un test en vérifie. */
static void report_rates(Report *report, const Curves *final)
{
    static const struct {
        size_t rate, quantity;
        const char *name;
    } told[] = {
        { 0, LOSS, ".loss" },           { 2, LOSS, ".loss" },
        { 4, LOSS, ".loss" },           { 7, LOSS, ".loss" },
        { 8, LOSS, ".loss" },           { 6, FRESH_LOSS, ".fresh" },
        { 0, ACCURACY, ".accuracy" },   { 1, ACCURACY, ".accuracy" },
        { 2, ACCURACY, ".accuracy" },   { 3, ACCURACY, ".accuracy" },
        { 4, ACCURACY, ".accuracy" },   { 5, ACCURACY, ".accuracy" },
        { 7, ACCURACY, ".accuracy" },   { 8, ACCURACY, ".accuracy" },
        { 4, SATURATED, ".saturated" }, { 6, SATURATED, ".saturated" },
    };
    char key[64];
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        Summary s = curves_summary(final, told[i].rate, told[i].quantity);
        report_summary(
            report,
            key_of(key, "rate", (double)told[i].rate + 1, told[i].name), &s);
    }
    Summary s = curves_summary(final, 4, FRESH_LOSS);
    report_summary(report, "check.rate5.fresh", &s);
    s = curves_summary(final, 7, FRESH_LOSS);
    report_summary(report, "check.rate8.fresh", &s);
    s = curves_summary(final, 8, FRESH_LOSS);
    report_summary(report, "check.rate9.fresh", &s);
    s = curves_summary(final, 8, SATURATED);
    report_summary(report, "check.rate9.saturated", &s);
}

/* Ce que le taux du TP coûte, en loss sur des points neufs, contre 0,1. */
static void report_cost(Report *report, const Curves *final)
{
    enum { LOW = 3, COURSE = 4 };
    double cost[SEEDS];
    for (size_t s = 0; s < final->seeds; s++)
        cost[s] = measure(final, COURSE, FRESH_LOSS, s) -
                  measure(final, LOW, FRESH_LOSS, s);
    Summary summary = summarize(cost, final->seeds);
    report_summary(report, "cost", &summary);
}

static void write_rates(Report *report)
{
    size_t seeds = seed_count(report);
    Curves final = curves_create(RATES, QUANTITIES, seeds);
    for (size_t r = 0; r < RATES; r++) {
        char name[64];
        Curves curves =
            curves_create(curves_marks(MARKS, course.epochs), 1, seeds);
        for (size_t seed = 0; seed < seeds; seed++)
            run_rate(report, &curves, &final, r, seed);
        report_curves(report, key_of(name, "rate", (double)r + 1, ".tsv"),
                      "epoch", "loss", &curves);
        curves_free(&curves);
        report_progress("taux", r + 1, RATES);
    }
    report_curves(report, "final.tsv", "eta",
                  "loss\tfresh\taccuracy\tsaturated", &final);
    report_rates(report, &final);
    report_cost(report, &final);
    curves_free(&final);
}

/* --- La moyenne et la somme ---------------------------------------------- */

/* Sur des lots tous pleins : d'un lot plus petit, la moyenne divise moins. */
static void write_sum(Report *report)
{
    Random random = report_random(report, 111);
    Sets sets = course_sets(&course, 0, &random);
    size_t N = sets.data.X.rows;
    Dataset data = dataset_slice(&sets.data, 0, N - N % course.batch);
    Parameters mean = course_start(&course, course.nh, &data, &random);
    Parameters sum = parameters_create(mean.nx, mean.nh, mean.ny);
    matrix_copy(&sum.theta, &mean.theta);
    Training training = course_descent(&course);
    Random again = random;
    network_train(&mean, &data, &training, &random);
    training.eta /= (double)course.batch;
    train_on_sum(&sum, &data, &training, &again);
    report_number(report, "sum.eta", training.eta);
    report_number(report, "sum.gap",
                  ratio(matrix_max_difference(&sum.theta, &mean.theta),
                        matrix_max_abs(&mean.theta)));
    parameters_free(&mean);
    parameters_free(&sum);
    sets_free(&sets);
}

/* --- Le gradient complet ------------------------------------------------- */

/* La loss et la longueur du pas, tous les TICK de « temps » η t ; la plus forte
 * courbure, tous les LOOK pas. */
enum { FEW = 50, STEPS = 480, TICK = 4, HORIZON = 120, LOOK = 24 };
enum { FLOW_MARKS = HORIZON / TICK + 1, EDGE_MARKS = STEPS / LOOK + 1 };
static const double full_rates[] = { 0.25, 1, 2, 4 };
enum { FULL_RATES = sizeof full_rates / sizeof *full_rates };

typedef struct {
    Curves flow[FULL_RATES]; /* loss, longueur du pas, contre η t */
    Curves edge[FULL_RATES]; /* Λ, contre t */
    size_t points;
} Full;

/* Une descente ; v garde d'un regard à l'autre la direction la plus courbe. */
static void run_full(Full *full, size_t r, size_t seed, Problem *q, Matrix *v)
{
    double eta = full_rates[r];
    size_t tick = (size_t)(TICK / eta + 0.5);
    for (size_t t = 0; t <= STEPS; t++) {
        if (t % LOOK == 0)
            curves_put(&full->edge[r], t / LOOK, (double)t, 0, seed,
                       sharpness(q, v, 0.5, t == 0 ? 30 : 6));
        double L = full_gradient(q);
        if (t % tick == 0 && t / tick < FLOW_MARKS) {
            double length = sqrt(matrix_dot(&q->grad.theta, &q->grad.theta));
            double T = (double)(t / tick * TICK);
            curves_put(&full->flow[r], t / tick, T, 0, seed, L);
            curves_put(&full->flow[r], t / tick, T, 1, seed, eta * length);
        }
        sgd_step(&q->p, eta, &q->grad);
    }
}

/* Un réseau et FEW points par classe, ou des points du lecteur autant. */
static Problem few_points(Random *random)
{
    Course few = course;
    few.per_class = FEW;
    Sets sets = course_sets(&few, 0, random);
    size_t N = sets.data.X.rows < 2 * FEW ? sets.data.X.rows : 2 * FEW;
    Dataset part = dataset_slice(&sets.data, 0, N);
    Dataset data = { matrix_clone(&part.X), matrix_clone(&part.Y) };
    sets_free(&sets);
    return problem_from(course_start(&course, course.nh, &data, random), data);
}

static void run_full_seed(const Report *report, Full *full, size_t seed)
{
    Random random = report_random(report, 1150 + seed);
    Problem q = few_points(&random);
    full->points = q.data.X.rows;
    Matrix start = matrix_clone(&q.p.theta), v = matrix_clone(&q.p.theta);
    for (size_t r = 0; r < FULL_RATES; r++) {
        matrix_copy(&q.p.theta, &start);
        matrix_random_normal(&v, 1.0, &random);
        run_full(full, r, seed, &q, &v);
    }
    matrix_free(&start);
    matrix_free(&v);
    problem_free(&q);
}

/* η Λ, en moyenne sur le dernier quart des pas. */
static void report_edge(Report *report, const Full *full, size_t r)
{
    double late[SEEDS], eta = full_rates[r];
    size_t first = EDGE_MARKS - EDGE_MARKS / 4, seeds = full->edge[r].seeds;
    for (size_t s = 0; s < seeds; s++) {
        late[s] = 0;
        for (size_t m = first; m < EDGE_MARKS; m++)
            late[s] += eta * measure(&full->edge[r], m, 0, s) /
                       (double)(EDGE_MARKS - first);
    }
    char key[64];
    Summary s = summarize(late, seeds);
    report_summary(report,
                   key_of(key, r == 1 ? "check.edge" : "edge", eta, ""), &s);
    s = curves_summary(&full->edge[r], 0, 0);
    if (r > 0)
        return;
    report_summary(report, "edge.start", &s);
    report_number(report, "edge.start_threshold", 2 / s.mean);
}

/* L'écart relatif des loss au même η t, à la fin, contre le plus petit taux. */
static void report_flow(Report *report, const Full *full, size_t r)
{
    double gap[SEEDS];
    for (size_t s = 0; s < full->flow[r].seeds; s++) {
        double slow = measure(&full->flow[0], FLOW_MARKS - 1, 0, s);
        gap[s] = fabs(
            ratio(measure(&full->flow[r], FLOW_MARKS - 1, 0, s), slow) - 1);
    }
    char key[64];
    Summary summary = summarize(gap, full->flow[r].seeds);
    report_summary(report,
                   key_of(key, r == 1 || r == 2 ? "flow" : "check.flow",
                          full_rates[r], ".gap"),
                   &summary);
}

/* Le plus long pas, rapporté au plus court, à taux constant. */
static void report_speed(Report *report, const Curves *flow)
{
    double speed[SEEDS];
    for (size_t s = 0; s < flow->seeds; s++) {
        double longest = 0, shortest = INFINITY;
        for (size_t m = 0; m < FLOW_MARKS; m++) {
            longest = fmax(longest, measure(flow, m, 1, s));
            shortest = fmin(shortest, measure(flow, m, 1, s));
        }
        speed[s] = ratio(longest, shortest);
    }
    Summary summary = summarize(speed, flow->seeds);
    report_summary(report, "speed", &summary);
}

/* Ce que disent les textes alternatifs : entre quelles longueurs moyennes va
 * le pas, et jusqu'où monte la courbure moyenne, au plus petit taux. */
static void report_extremes(Report *report, const Full *full)
{
    double low = INFINITY, high = 0, top = 0;
    for (size_t m = 0; m < FLOW_MARKS; m++) {
        double length = curves_summary(&full->flow[0], m, 1).mean;
        low = fmin(low, length);
        high = fmax(high, length);
    }
    for (size_t m = 0; m < EDGE_MARKS; m++)
        top = fmax(top, curves_summary(&full->edge[0], m, 0).mean);
    report_number(report, "step.low", low);
    report_number(report, "step.high", high);
    report_number(report, "edge.slow_top", top);
}

static void write_full(Report *report)
{
    size_t seeds = seed_count(report);
    Full full;
    for (size_t r = 0; r < FULL_RATES; r++) {
        full.flow[r] = curves_create(FLOW_MARKS, 2, seeds);
        full.edge[r] = curves_create(EDGE_MARKS, 1, seeds);
    }
    for (size_t seed = 0; seed < seeds; seed++) {
        run_full_seed(report, &full, seed);
        report_progress("gradient complet", seed + 1, seeds);
    }
    report_speed(report, &full.flow[0]);
    report_extremes(report, &full);
    for (size_t r = 0; r < FULL_RATES; r++) {
        char name[64];
        report_curves(report, key_of(name, "flow", full_rates[r], ".tsv"),
                      "eta t", "loss\tstep", &full.flow[r]);
        report_curves(report, key_of(name, "edge", full_rates[r], ".tsv"), "t",
                      "Lambda", &full.edge[r]);
        report_edge(report, &full, r);
        report_flow(report, &full, r);
    }
    for (size_t r = 0; r < FULL_RATES; r++) {
        curves_free(&full.flow[r]);
        curves_free(&full.edge[r]);
    }
    report_integer(report, "full.points", (long long)full.points);
    report_integer(report, "full.steps", STEPS);
    report_integer(report, "full.horizon", HORIZON);
}

/* Les réglages que le texte rappelle ; un lot n'a pas plus d'exemples qu'il n'y
 * en a. */
static void write_settings(Report *report)
{
    Random random = report_random(report, 1100);
    Sets sets = course_sets(&course, FRESH, &random);
    size_t N = sets.data.X.rows, classes = sets.data.Y.cols;
    course.batch = course.batch < N ? course.batch : N;
    report_integer(report, "batch", (long long)course.batch);
    report_integer(report, "epochs", (long long)course.epochs);
    report_integer(report, "points", (long long)N);
    report_integer(report, "fresh", (long long)sets.fresh.X.rows);
    report_integer(report, "classes", (long long)classes);
    report_number(report, "eta", course.eta);
    report_number(report, "saturated_at", SATURATED_AT);
    char key[64];
    for (size_t r = 0; r < RATES; r++)
        report_number(report, key_of(key, "rate", (double)r + 1, ""), rate(r));
    for (size_t r = 0; r < FULL_RATES; r++)
        report_number(report, key_of(key, "full", (double)r + 1, ""),
                      full_rates[r]);
    report_number(report, "chance", log((double)classes));
    report_number(report, "best.accuracy", course_best(course.noise).accuracy);
    sets_free(&sets);
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 2];
    size_t count = course_options(
        options, &course, "nh eta batch epochs points noise weight data");
    options[count++] =
        (Option){ "mu", "plus faible courbure de la cuvette",
                  .real = &bowl_lambda[0], .low = 0.1, .high = 1 };
    options[count++] =
        (Option){ "lambda", "plus forte courbure de la cuvette",
                  .real = &bowl_lambda[1], .low = 1.5, .high = 10 };
    Report report = report_open(argc, argv, options, count);
    course_open(&course, false);
    write_settings(&report);
    write_bowl(&report);
    write_sum(&report);
    write_rates(&report);
    write_full(&report);
    course_close(&course);
    report_close(&report);
}
