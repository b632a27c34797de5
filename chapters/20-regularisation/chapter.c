/* Chapitre 20 : ce que devient un SVM à noyau gaussien quand C va de 0,001 à
 * 10 000, pour des classes de parts inégales, puis égales. */
#include <math.h>
#include <stdlib.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/map.h"
#include "../../lib/report.h"
#include "formulas.h"

enum { SEEDS = 20, FRESH = 10000 };

/* Les réglages de l'expérience, ou ceux du lecteur : le bruit, le γ du noyau,
 * le nombre d'exemples des deux classes. */
static Course course = COURSE_DEFAULT;
static double gamma_kernel = 2;
static size_t points = 200;

/* Les deux partages : le petit cercle donne 30 % des points, ou la moitié. */
typedef struct {
    const char *name;
    size_t percent; /* part du petit cercle */
} Share;

static const Share rare = { "rare", 30 }, even = { "even", 50 };

static size_t seed_count(const Report *report)
{
    return report->quick ? 2 : SEEDS;
}

/* « stem » et « tail » bout à bout : « rare.best ». */
static const char *key_of(char key[64], const char *stem, const char *tail)
{
    snprintf(key, 64, "%.31s.%.31s", stem, tail);
    return key;
}

static Dataset draw(size_t total, const Share *share, Random *random)
{
    size_t inner = total * share->percent / 100;
    return mixed_circles(total - inner, inner, course.noise, random);
}

/* --- Un problème et ses points neufs ------------------------------------- */

typedef struct {
    Dataset data;
    Matrix s; /* les classes, ±1 */
    Matrix X_fresh, s_fresh;
    Matrix f, f_fresh; /* les valeurs de décision, à remplir */
} Trial;

static Trial trial_create(const Share *share, size_t fresh, Random *random)
{
    Trial t = { .data = draw(points, share, random) };
    Dataset other = draw(fresh, share, random);
    t.s = signed_classes(&t.data, 1);
    t.f = matrix_create(points, 1);
    t.X_fresh = matrix_clone(&other.X);
    t.s_fresh = signed_classes(&other, 1);
    t.f_fresh = matrix_create(fresh, 1);
    dataset_free(&other);
    return t;
}

static void trial_free(Trial *t)
{
    dataset_free(&t->data);
    matrix_free(&t->s);
    matrix_free(&t->f);
    matrix_free(&t->X_fresh);
    matrix_free(&t->s_fresh);
    matrix_free(&t->f_fresh);
}

static Svm fit(const Trial *t, double gamma, double C, double eps)
{
    SvmSettings settings = { kernel_gaussian(gamma), C, eps };
    Svm svm;
    Error error;
    if (!svm_fit(&svm, &t->data.X, &t->s, &settings, &error))
        error_exit("chapter20", &error);
    return svm;
}

/* --- Les courbes contre C ------------------------------------------------ */

/* De 10⁻³ à 10⁴, deux valeurs par décade. */
enum { MARKS = 15, FIRST_DECADE = -3 };

static double C_of(size_t mark)
{
    return pow(10, FIRST_DECADE + (double)mark / 2);
}

enum { TRAIN, TEST, SUPPORT, BOUNDED, NORM, SLACK, GAP, QUANTITIES };
static const char quantities[] =
    "train\ttest\tsupport\tbounded\tlog norm\tlog slack\tgap";

/* Les pires résidus de toutes les solutions ; combien sont abouties, et combien
 * ont une norme et des pertes qui suivent C. */
typedef struct {
    long long solutions, refined, monotone;
    double gap, box, balance, margin;
    double flat; /* de combien le score bouge tant que C ≤ 2/N */
} Audit;

static void certify(Audit *c, const Svm *svm, bool refined)
{
    SvmKkt kkt = svm_kkt(svm);
    c->solutions++;
    c->refined += refined;
    c->gap = fmax(c->gap, fabs(svm_gap(svm)));
    c->box = fmax(c->box, kkt.box);
    c->balance = fmax(c->balance, kkt.balance);
    c->margin = fmax(c->margin, kkt.margin);
}

static void keep(Curves *curves, size_t mark, size_t seed, const Svm *svm,
                 const Trial *t)
{
    double train = margin_accuracy(&t->f, &t->s);
    double test = margin_accuracy(&t->f_fresh, &t->s_fresh);
    double values[QUANTITIES] = { [TRAIN] = train,
                                  [TEST] = test,
                                  [SUPPORT] = (double)svm->count,
                                  [BOUNDED] = (double)bounded_count(svm),
                                  [NORM] = log10(svm_squared_norm(svm)),
                                  [SLACK] = log10(total_slack(svm)),
                                  [GAP] = train - test };
    for (size_t q = 0; q < QUANTITIES; q++)
        curves_put(curves, mark, svm->C, q, seed, values[q]);
}

/* Ce que la solution précédente valait, pour une même graine. */
typedef struct {
    double norm, slack, first;
} Before;

/* La norme croît, les pertes décroissent ; le score ne bouge pas tant que
 * C ≤ 2/N. */
static void follow(Audit *c, Before *before, const Svm *svm, double test)
{
    double norm = svm_squared_norm(svm), slack = total_slack(svm);
    c->monotone += norm >= before->norm && slack <= before->slack;
    if (isnan(before->first))
        before->first = test;
    if (svm->C <= 2 / (double)points * (1 + 1e-12))
        c->flat = fmax(c->flat, fabs(test - before->first));
    before->norm = norm;
    before->slack = slack;
}

/* Une graine : les mêmes matrices de Gram servent à tous les C. */
static void run_seed(Curves *curves, Audit *audit, size_t seed,
                     const Share *share, Random random)
{
    Trial t = trial_create(share, FRESH, &random);
    Kernel kernel = kernel_gaussian(gamma_kernel);
    Matrix G = matrix_create(points, points);
    Matrix G_fresh = matrix_create(points, FRESH);
    kernel_gram(&G, &kernel, &t.data.X, &t.data.X);
    kernel_gram(&G_fresh, &kernel, &t.data.X, &t.X_fresh);
    Before before = { 0, INFINITY, NAN };
    for (size_t mark = 0; mark < MARKS; mark++) {
        Svm svm = fit(&t, gamma_kernel, C_of(mark), 1e-3);
        certify(audit, &svm, svm_refine(&svm));
        svm_decisions_from_gram(&t.f, &svm, &G);
        svm_decisions_from_gram(&t.f_fresh, &svm, &G_fresh);
        keep(curves, mark, seed, &svm, &t);
        follow(audit, &before, &svm, margin_accuracy(&t.f_fresh, &t.s_fresh));
        svm_free(&svm);
    }
    matrix_free(&G);
    matrix_free(&G_fresh);
    trial_free(&t);
}

/* Le meilleur C, et les résumés que le texte cite. */
static void write_summaries(Report *report, const Share *share,
                            const Curves *curves)
{
    static const char *const names[] = { "tiny", "unit", "huge" };
    static const size_t marks[] = { 0, 6, 14 };
    static const char *const values[] = { "train", "test", "support",
                                          "bounded" };
    char stem[64], key[64];
    size_t best = 0;
    for (size_t m = 1; m < MARKS; m++)
        if (curves_summary(curves, m, TEST).mean >
            curves_summary(curves, best, TEST).mean)
            best = m;
    report_number(report, key_of(key, share->name, "C"), C_of(best));
    Summary top = curves_summary(curves, best, TEST);
    report_summary(report, key_of(key, share->name, "top"), &top);
    for (size_t i = 0; i < 3; i++)
        for (size_t q = TRAIN; q <= BOUNDED; q++) {
            Summary s = curves_summary(curves, marks[i], q);
            key_of(stem, share->name, names[i]);
            report_summary(report, key_of(key, stem, values[q]), &s);
        }
    Summary gap = curves_summary(curves, 14, GAP);
    report_summary(report, key_of(key, share->name, "overfit"), &gap);
}

static void write_curves(Report *report, const Share *share, Audit *audit)
{
    size_t seeds = seed_count(report);
    char name[64];
    Curves curves = curves_create(MARKS, QUANTITIES, seeds);
    for (size_t seed = 0; seed < seeds; seed++) {
        run_seed(&curves, audit, seed, share,
                 report_random(report, 2000 + seed));
        report_progress(share->name, seed + 1, seeds);
    }
    report_curves(report, key_of(name, share->name, "tsv"), "C", quantities,
                  &curves);
    write_summaries(report, share, &curves);
    report_number(
        report, key_of(name, share->name, "best"),
        course_best_mixed(course.noise, (double)share->percent / 100));
    curves_free(&curves);
}

static void write_certificate(Report *report, const Audit *c)
{
    report_integer(report, "check.solutions", c->solutions);
    report_integer(report, "certificate.refined", c->refined);
    report_integer(report, "certificate.monotone", c->monotone);
    report_number(report, "certificate.gap", c->gap);
    report_number(report, "check.box", c->box);
    report_number(report, "certificate.balance", c->balance);
    report_number(report, "certificate.margin", c->margin);
    report_number(report, "check.flat", c->flat);
}

/* --- Ce que vaut la solution de LIBSVM, avant et après la reprise --------- */

/* Le plus grand saut, à eps = 10⁻³, à 10⁻⁸, et après reprise. */
typedef struct {
    double loose, tight, exact;
} Gaps;

static void worsen(Gaps *gaps, const Trial *t, double C)
{
    Svm loose = fit(t, gamma_kernel, C, 1e-3);
    Svm tight = fit(t, gamma_kernel, C, 1e-8);
    gaps->loose = fmax(gaps->loose, svm_gap(&loose));
    gaps->tight = fmax(gaps->tight, svm_gap(&tight));
    svm_refine(&loose);
    gaps->exact = fmax(gaps->exact, fabs(svm_gap(&loose)));
    svm_free(&loose);
    svm_free(&tight);
}

static void write_gaps(Report *report)
{
    static const double prices[] = { 1, 100, 1e4 };
    static const char *const names[] = { "unit", "hundred", "huge" };
    size_t seeds = seed_count(report);
    char key[64];
    Gaps gaps[3] = { { 0, 0, 0 } };
    for (size_t seed = 0; seed < seeds; seed++) {
        Random random = report_random(report, 2000 + seed);
        Trial t = trial_create(&rare, 10, &random);
        for (size_t i = 0; i < 3; i++)
            worsen(&gaps[i], &t, prices[i]);
        trial_free(&t);
    }
    for (size_t i = 0; i < 3; i++) {
        report_number(report, key_of(key, "loose", names[i]), gaps[i].loose);
        report_number(report, key_of(key, "tight", names[i]), gaps[i].tight);
        report_number(report, key_of(key, "exact", names[i]), gaps[i].exact);
    }
}

/* --- Trois frontières ---------------------------------------------------- */

/* Un point : « x1 x2 class état », l'état disant si α est nul (0), entre 0 et C
 * (1) ou égal à C (2). */
static void write_support(Report *report, const char *name, const Svm *svm)
{
    FILE *table = report_table(report, name, "x1\tx2\tclass\tstate");
    for (size_t n = 0; n < svm->X.rows; n++) {
        double alpha = svm->alpha.data[n];
        fprintf(table, "%.6g\t%.6g\t%d\t%d\n", AT(&svm->X, n, 0),
                AT(&svm->X, n, 1), svm->s.data[n] > 0,
                (alpha > 0) + (alpha == svm->C));
    }
    report_table_close(report, table, name);
}

/* Ce que le texte dit de la solution de rang i, et sa ligne dans l'album. */
static void write_picture(Report *report, FILE *album, size_t i,
                          const Svm *svm, Trial *t)
{
    char key[64];
    svm_decisions(&t->f, svm, &t->data.X);
    svm_decisions(&t->f_fresh, svm, &t->X_fresh);
    double train = margin_accuracy(&t->f, &t->s);
    double test = margin_accuracy(&t->f_fresh, &t->s_fresh);
    fprintf(album, "%.6g\t%.6g\t%.6g\t%zu\n", svm->C, train, test, svm->count);
    snprintf(key, sizeof key, "picture.train%zu", i);
    report_number(report, key, train);
    snprintf(key, sizeof key, "picture.test%zu", i);
    report_number(report, key, test);
    snprintf(key, sizeof key, "picture.support%zu", i);
    report_integer(report, key, (long long)svm->count);
}

static void write_boundaries(Report *report)
{
    static const double prices[] = { 0.1, 1, 1e4 };
    Random random = report_random(report, 2043);
    Trial t = trial_create(&rare, FRESH, &random);
    Matrix grid = map_grid(1.8, 121), f = matrix_create(grid.rows, 1);
    FILE *album = report_table(report, "album.tsv", "C\ttrain\ttest\tsupport");
    char name[64];
    for (size_t i = 0; i < 3; i++) {
        Svm svm = fit(&t, gamma_kernel, prices[i], 1e-3);
        svm_refine(&svm);
        svm_decisions(&f, &svm, &grid);
        snprintf(name, sizeof name, "map%zu.tsv", i);
        report_map(report, name, &grid, &f);
        snprintf(name, sizeof name, "support%zu.tsv", i);
        write_support(report, name, &svm);
        write_picture(report, album, i, &svm, &t);
        svm_free(&svm);
    }
    report_table_close(report, album, "album.tsv");
    matrix_free(&grid);
    matrix_free(&f);
    trial_free(&t);
}

/* --- C et γ ensemble ----------------------------------------------------- */

static const double gammas[] = { 0.02, 0.06, 0.2, 0.6, 2, 6, 20, 60, 200 };
static const double Cs[] = { 0.01, 0.1, 1, 10, 100, 1000, 10000 };
enum {
    GAMMAS = sizeof gammas / sizeof *gammas,
    CS = sizeof Cs / sizeof *Cs,
    MAP_FRESH = 1000
};

/* Ajoute à scores (GAMMAS×CS) ceux d'une graine, chacun pesant weight. */
static void add_scores(Matrix *scores, double weight, Random random)
{
    Trial t = trial_create(&rare, MAP_FRESH, &random);
    Matrix G = matrix_create(points, MAP_FRESH);
    for (size_t g = 0; g < GAMMAS; g++) {
        Kernel kernel = kernel_gaussian(gammas[g]);
        kernel_gram(&G, &kernel, &t.data.X, &t.X_fresh);
        for (size_t c = 0; c < CS; c++) {
            Svm svm = fit(&t, gammas[g], Cs[c], 1e-3);
            svm_decisions_from_gram(&t.f_fresh, &svm, &G);
            AT(scores, g, c) +=
                weight * margin_accuracy(&t.f_fresh, &t.s_fresh);
            svm_free(&svm);
        }
    }
    matrix_free(&G);
    trial_free(&t);
}

/* Pour chaque γ, le C de la carte qui donne le meilleur score. */
static void write_crest(Report *report, const Matrix *scores)
{
    FILE *table = report_table(report, "crest.tsv", "gamma\tC\tscore");
    size_t best[GAMMAS];
    for (size_t g = 0; g < GAMMAS; g++) {
        best[g] = matrix_argmax_row(scores, g);
        fprintf(table, "%zu\t%zu\t%.6g\n", g, best[g], AT(scores, g, best[g]));
    }
    report_table_close(report, table, "crest.tsv");
    report_number(report, "crest.wide.C", Cs[best[0]]);
    report_number(report, "crest.wide.score", AT(scores, 0, best[0]));
    report_number(report, "crest.middle.C", Cs[best[3]]);
    report_number(report, "crest.middle.score", AT(scores, 3, best[3]));
    report_number(report, "crest.narrow.score", AT(scores, 8, best[8]));
    report_number(report, "check.crest.C", Cs[best[4]]);
}

static void write_map(Report *report)
{
    size_t seeds = seed_count(report);
    Matrix scores = matrix_create(GAMMAS, CS);
    for (size_t seed = 0; seed < seeds; seed++) {
        add_scores(&scores, 1 / (double)seeds,
                   report_random(report, 2060 + seed));
        report_progress("carte", seed + 1, seeds);
    }
    FILE *table = report_table(report, "map.tsv", "gamma\tC\tscore");
    for (size_t g = 0; g < GAMMAS; g++)
        for (size_t c = 0; c < CS; c++)
            fprintf(table, "%zu\t%zu\t%.6g\n", g, c, AT(&scores, g, c));
    report_table_close(report, table, "map.tsv");
    write_crest(report, &scores);
    matrix_free(&scores);
}

/* Les réglages que le texte rappelle. */
static void write_settings(Report *report)
{
    size_t minority = points * rare.percent / 100;
    report_integer(report, "points", (long long)points);
    report_integer(report, "fresh", FRESH);
    report_integer(report, "map.fresh", MAP_FRESH);
    report_number(report, "gamma.wide", gammas[0]);
    report_number(report, "gamma.middle", gammas[3]);
    report_number(report, "gamma.narrow", gammas[8]);
    report_number(report, "gamma", gamma_kernel);
    report_integer(report, "minority", (long long)minority);
    report_integer(report, "majority", (long long)(points - minority));
    report_number(report, "share", 1 - (double)rare.percent / 100);
    report_number(report, "rare.threshold", 1 / (2 * (double)minority));
    report_number(report, "even.threshold", 2 / (double)points);
    report_number(report, "first.C", C_of(0));
    report_number(report, "last.C", C_of(MARKS - 1));
}

int main(int argc, char **argv)
{
    Option options[COURSE_OPTIONS + 2];
    size_t count = course_options(options, &course, "noise");
    options[count++] =
        (Option){ "points", "points d'apprentissage, des deux classes",
                  .count = &points, .low = 20, .high = 500 };
    options[count++] =
        (Option){ "gamma", "le γ du noyau gaussien", .real = &gamma_kernel,
                  .low = 1e-3, .high = 1000 };
    Report report = report_open(argc, argv, options, count);
    Audit audit = { 0 };
    write_settings(&report);
    write_curves(&report, &rare, &audit);
    write_curves(&report, &even, &audit);
    write_certificate(&report, &audit);
    write_gaps(&report);
    write_boundaries(&report);
    write_map(&report);
    report_close(&report);
}
