/* Chapitre 21 : le même réseau sur de vraies images.
 */
#include <math.h>

#include "../../lib/course.h"
#include "../../lib/curves.h"
#include "../../lib/report.h"
#include "formulas.h"
#include "images.h"
#include "runs.h"

enum { SEEDS = 5, FOLLOWED = 5000, START_SEEDS = 20 };

/* Ce dont un essai (--quick) se contente, et qu'il faut donc au moins. */
enum { LEAST_TRAIN = 2400, LEAST_TEST = 400 };

/* Au-delà, un neurone est dit saturé. */
#define SATURATED 0.99

/* Ce que le lecteur peut changer. */
static size_t nh = HIDDEN, batch = BATCH, epochs = EPOCHS, images = 60000;
static double low_eta = 0.1, high_eta = 0.5, weight = COURSE_WEIGHT;

/* Ce dont tout le chapitre se sert. En essai (--quick), les ensembles sont
 * petits et les apprentissages courts. */
typedef struct {
    const Report *report;       /* pour ses tirages */
    Dataset train, test;        /* les fichiers ; le reste n'est que vues */
    Dataset whole, final;       /* ce dont on se sert */
    Dataset fitted, validation; /* whole, coupé en deux */
    size_t epochs, seeds, starts;
} Study;

/* --- Des images ---------------------------------------------------------- */

/* L'image de rang rank d'une table ; deux lignes vides séparent les images. */
static void write_image(FILE *table, size_t rank, const double *pixels)
{
    if (rank > 0)
        fputs("\n\n", table);
    for (size_t i = 0; i < IMAGE_SIZE; i++)
        fprintf(table, "%.4g%c", pixels[i],
                i % IMAGE_SIDE == IMAGE_SIDE - 1 ? '\n' : '\t');
}

static size_t first_of_class(const Dataset *data, size_t k)
{
    size_t n = 0;
    while (n + 1 < data->X.rows && dataset_class(data, n) != k)
        n++;
    return n;
}

/* La première image de chaque classe, et les noms. */
static void write_samples(Report *report, const Dataset *data)
{
    FILE *names = report_table(report, "classes.tsv", "class\tname");
    FILE *table = report_table(report, "samples.tsv", "28 lignes par image");
    for (size_t k = 0; k < CLASSES; k++) {
        fprintf(names, "%zu\t%s\n", k, class_name(k));
        write_image(table, k, &AT(&data->X, first_of_class(data, k), 0));
    }
    report_table_close(report, table, "samples.tsv");
    report_table_close(report, names, "classes.tsv");
}

/* Sur combien d'images le premier pixel, un coin, n'est-il pas nul ? */
static void write_corner(Report *report, const Dataset *data)
{
    long long lit = 0;
    for (size_t n = 0; n < data->X.rows; n++)
        lit += AT(&data->X, n, 0) > 0;
    report_integer(report, "corner_lit", lit);
}

/* --- Le réseau avant tout apprentissage ---------------------------------- */

enum { BINS = 40 };

/* Ce que l'on voit des h de plusieurs tirages. */
typedef struct {
    double saturated[START_SEEDS], slope[START_SEEDS], spread[START_SEEDS];
    double histogram[BINS]; /* part des h, tous tirages confondus */
} Start;

/* Un tirage de plus : X traverse la couche cachée. */
static void look_at_start(Start *start, Random random, size_t seed,
                          size_t seeds, const Setting *setting,
                          const Matrix *X)
{
    Parameters p = draw_network(setting, &random);
    Pass pass = pass_create(&p, X->rows);
    forward(&pass, &p, X);
    size_t count = matrix_size(&pass.H);
    double saturated = 0, slope = 0, spread = 0;
    for (size_t i = 0; i < count; i++) {
        double h = pass.H.data[i], h_tilde = pass.H_tilde.data[i];
        size_t bin = (size_t)((h + 1) / 2 * BINS);
        saturated += fabs(h) > SATURATED;
        slope += 1 - h * h;
        spread += h_tilde * h_tilde;
        start->histogram[bin < BINS ? bin : BINS - 1] +=
            1.0 / (double)(count * seeds);
    }
    start->saturated[seed] = saturated / (double)count;
    start->slope[seed] = slope / (double)count;
    start->spread[seed] = spread / (double)count;
    pass_free(&pass);
    parameters_free(&p);
}

static void write_named(Report *report, const char *name, const char *what,
                        const double *values, size_t count)
{
    char key[64];
    snprintf(key, sizeof key, "%s.%s", name, what);
    Summary summary = summarize(values, count);
    report_summary(report, key, &summary);
}

/* Ce que les formules annoncent, en moyenne sur les images. */
static void write_prediction(Report *report, const char *name, double sigma,
                             const Matrix *X)
{
    char key[64];
    double variance = 0, share = 0;
    for (size_t n = 0; n < X->rows; n++) {
        double one = input_variance(sigma, X, n);
        variance += one / (double)X->rows;
        share += saturation_probability(SATURATED, one) / (double)X->rows;
    }
    snprintf(key, sizeof key, "%s.predicted_spread", name);
    report_number(report, key, variance);
    snprintf(key, sizeof key, "%s.predicted_saturated", name);
    report_number(report, key, share);
}

static void write_start(Report *report, const char *name, double sigma,
                        const Matrix *X, size_t seeds, Start *start)
{
    Setting setting = { .nh = nh, .sigma = sigma };
    for (size_t seed = 0; seed < seeds; seed++)
        look_at_start(start, report_random(report, 2150 + seed), seed, seeds,
                      &setting, X);
    write_named(report, name, "saturated", start->saturated, seeds);
    write_named(report, name, "slope", start->slope, seeds);
    write_named(report, name, "spread", start->spread, seeds);
    write_prediction(report, name, sigma, X);
}

static void write_starts(Report *report, const Study *study)
{
    enum { LOOKED = 1000 };
    Start wide = { 0 }, fan_in = { 0 };
    Matrix X = matrix_rows(&study->whole.X, 0, LOOKED);
    write_start(report, "wide", weight, &X, study->starts, &wide);
    write_start(report, "fan_in", 1 / sqrt(IMAGE_SIZE), &X, study->starts,
                &fan_in);
    FILE *table = report_table(report, "start.tsv", "h\twide\tfan_in");
    for (size_t b = 0; b < BINS; b++)
        fprintf(table, "%.6g\t%.6g\t%.6g\n", (2.0 * (double)b + 1) / BINS - 1,
                wide.histogram[b], fan_in.histogram[b]);
    report_table_close(report, table, "start.tsv");
    report_integer(report, "looked", LOOKED);
    report_number(report, "saturated_at", SATURATED);
    report_number(report, "saturated_slope", 1 - SATURATED * SATURATED);
}

/* --- Le plancher --------------------------------------------------------- */

/* La loss moyenne, pas après pas, sur w²/2 avec un bruit d'écart type 1 : à un
 * grand taux, à un petit, puis du grand à 0. */
static void write_floor(Report *report)
{
    enum { STEPS = 60 };
    const double high = 0.5, low = 0.05;
    double spread[] = { 100, 100, 100 };
    FILE *table = report_table(report, "floor.tsv", "step\thigh\tlow\tdecay");
    for (size_t t = 0; t <= STEPS; t++) {
        double eta[] = { high, low, linear_decay(high, t, STEPS) };
        fprintf(table, "%zu\t%.6g\t%.6g\t%.6g\n", t, spread[0] / 2,
                spread[1] / 2, spread[2] / 2);
        for (size_t i = 0; i < 3 && t < STEPS; i++)
            spread[i] = next_spread(spread[i], eta[i], 1, 1);
    }
    report_table_close(report, table, "floor.tsv");
    report_number(report, "floor.eta_high", high);
    report_number(report, "floor.eta_low", low);
    report_integer(report, "floor.steps", STEPS);
    report_number(report, "floor.limit", final_spread(high, 1, 1) / 2);
    report_number(report, "floor.low_limit", final_spread(low, 1, 1) / 2);
    report_number(report, "floor.low", spread[1] / 2);
    report_number(report, "floor.decay", spread[2] / 2);
}

/* --- Choisir sur la validation ------------------------------------------- */

enum { LOW, HIGH, LOW_DECAY, HIGH_DECAY, CANDIDATES };

static const char *const candidate_names[] = { "low", "high", "low_decay",
                                               "high_decay" };

static Setting candidate(size_t i)
{
    return (Setting){
        .nh = nh,
        .batch = batch,
        .eta = i == LOW || i == LOW_DECAY ? low_eta : high_eta,
        .decay = i == LOW_DECAY || i == HIGH_DECAY,
    };
}

static void prepare_candidates(Run *runs, const Study *study)
{
    for (size_t i = 0; i < CANDIDATES; i++)
        runs[i] = (Run){
            .setting = candidate(i),
            .random = report_random(study->report, 2100),
            .epochs = study->epochs,
            .data = &study->fitted,
            .held = &study->validation,
        };
}

static size_t best_candidate(const Run *runs, size_t last)
{
    size_t best = LOW;
    for (size_t i = LOW + 1; i < CANDIDATES; i++)
        if (runs[i].held_score[last].accuracy >
            runs[best].held_score[last].accuracy)
            best = i;
    return best;
}

static void write_candidates(Report *report, const Run *runs, size_t last)
{
    char key[64];
    FILE *table = report_table(report, "choice.tsv",
                               "epoch\tlow\thigh\tlow_decay\thigh_decay");
    for (size_t e = 0; e <= last; e++) {
        fprintf(table, "%zu", e);
        for (size_t i = 0; i < CANDIDATES; i++)
            fprintf(table, "\t%.6g", runs[i].held_score[e].accuracy);
        fputc('\n', table);
    }
    report_table_close(report, table, "choice.tsv");
    for (size_t i = 0; i < CANDIDATES; i++) {
        snprintf(key, sizeof key, "%s.validation", candidate_names[i]);
        report_number(report, key, runs[i].held_score[last].accuracy);
    }
}

/* --- L'epoch de plus ----------------------------------------------------- */

/* Après un apprentissage à taux constant, une epoch de plus : au même taux, ou
 * à un taux dix fois plus petit. */
static void prepare_extra(Run extra[2], const Run *high, const Study *study)
{
    for (size_t i = 0; i < 2; i++) {
        extra[i] = (Run){
            .setting = high->setting,
            .random = report_random(study->report, 2120),
            .epochs = 1,
            .data = &study->fitted,
            .held = &study->validation,
            .start = &high->p,
        };
    }
    extra[1].setting.eta /= 10;
}

static void write_extra(Report *report, const Run extra[2])
{
    report_number(report, "extra.before", extra[0].held_score[0].accuracy);
    report_number(report, "extra.same", extra[0].held_score[1].accuracy);
    report_number(report, "extra.small", extra[1].held_score[1].accuracy);
    report_number(report, "extra.loss_before", extra[0].held_score[0].loss);
    report_number(report, "extra.loss_same", extra[0].held_score[1].loss);
    report_number(report, "extra.loss_small", extra[1].held_score[1].loss);
    report_number(report, "extra.eta", extra[0].setting.eta);
    report_number(report, "extra.small_eta", extra[1].setting.eta);
}

/* --- Entraîner sur tout, éprouver une fois ------------------------------- */

static void prepare_final(Run *runs, const Setting *setting,
                          const Dataset *followed, const Study *study)
{
    for (size_t i = 0; i < study->seeds; i++)
        runs[i] = (Run){
            .setting = *setting,
            .random = report_random(study->report, 2101 + i),
            .epochs = study->epochs,
            .data = &study->whole,
            .seen = followed,
            .held = &study->final,
        };
}

enum { SEEN_LOSS, TEST_LOSS, SEEN_ACCURACY, TEST_ACCURACY, QUANTITIES };

static void put_scores(Curves *curves, size_t seed, const Run *run)
{
    for (size_t e = 0; e <= run->epochs; e++) {
        Score seen = run->seen_score[e], held = run->held_score[e];
        double values[QUANTITIES] = { seen.loss, held.loss, seen.accuracy,
                                      held.accuracy };
        for (size_t q = 0; q < QUANTITIES; q++)
            curves_put(curves, e, (double)e, q, seed, values[q]);
    }
}

static void write_last(Report *report, const char *name, const Curves *curves,
                       size_t quantity, const char *what)
{
    char key[64];
    Summary last = curves_summary(curves, curves->marks - 1, quantity);
    snprintf(key, sizeof key, "%s.%s", name, what);
    report_summary(report, key, &last);
}

/* Ce que coûtent les poids du TP : pour chaque graine, les mêmes tirages et le
 * même ordre, avec et sans eux. */
static void write_wide(Report *report, const Run *wide, const Run *base,
                       const Study *study)
{
    double score[SEEDS], cost[SEEDS];
    for (size_t i = 0; i < study->seeds; i++) {
        score[i] = wide[i].held_score[study->epochs].accuracy;
        cost[i] = base[i].held_score[study->epochs].accuracy - score[i];
    }
    write_named(report, "wide", "test", score, study->seeds);
    write_named(report, "wide", "cost", cost, study->seeds);
}

/* Un score sur n images n'est connu qu'à ceci près, à 95 %, si l'on songe que
 * d'autres images auraient pu être tirées. */
static void write_sampling(Report *report, const Run *runs, const Study *study)
{
    double mean = 0, n = (double)study->final.X.rows;
    for (size_t i = 0; i < study->seeds; i++)
        mean +=
            runs[i].held_score[study->epochs].accuracy / (double)study->seeds;
    report_number(report, "sampling", 1.96 * sqrt(mean * (1 - mean) / n));
}

static void write_final(Report *report, const char *name, const Run *runs,
                        const Study *study)
{
    char table[64];
    Curves curves = curves_create(study->epochs + 1, QUANTITIES, study->seeds);
    for (size_t i = 0; i < study->seeds; i++)
        put_scores(&curves, i, &runs[i]);
    snprintf(table, sizeof table, "%s.tsv", name);
    report_curves(report, table, "epoch",
                  "seen_loss\ttest_loss\tseen_accuracy\ttest_accuracy",
                  &curves);
    write_last(report, name, &curves, TEST_ACCURACY, "test");
    write_last(report, name, &curves, SEEN_ACCURACY, "seen");
    curves_free(&curves);
}

/* --- Qui est pris pour qui ----------------------------------------------- */

/* share(k, i) += la part des images de classe k que le réseau croit i. */
static void confuse(Matrix *share, const Parameters *p, const Dataset *data,
                    double part)
{
    double size[CLASSES] = { 0 };
    Pass pass = pass_create(p, data->X.rows);
    forward(&pass, p, &data->X);
    for (size_t n = 0; n < data->X.rows; n++)
        size[dataset_class(data, n)]++;
    for (size_t n = 0; n < data->X.rows; n++) {
        size_t k = dataset_class(data, n);
        AT(share, k, matrix_argmax_row(&pass.Y_hat, n)) += part / size[k];
    }
    pass_free(&pass);
}

/* T-shirt, pull, manteau, chemise. */
static bool is_top(size_t k)
{
    return k == 0 || k == 2 || k == 4 || k == 6;
}

/* La plus grande confusion qui reste ; on l'efface pour trouver la suivante.
 * Rend true si elle est entre deux hauts du corps. */
static bool write_worst_confusion(Report *report, size_t rank, Matrix *share)
{
    char key[64];
    size_t worst = 0;
    for (size_t i = 0; i < matrix_size(share); i++)
        if (share->data[i] > share->data[worst])
            worst = i;
    snprintf(key, sizeof key, "confusion%zu.share", rank);
    report_number(report, key, share->data[worst]);
    snprintf(key, sizeof key, "confusion%zu.true", rank);
    report_text(report, key, class_name(worst / CLASSES));
    snprintf(key, sizeof key, "confusion%zu.said", rank);
    report_text(report, key, class_name(worst % CLASSES));
    share->data[worst] = 0;
    return is_top(worst / CLASSES) && is_top(worst % CLASSES);
}

/* Les classes les mieux et les moins bien reconnues, puis les trois plus
 * grandes confusions ; share est abîmée. */
static void write_worst(Report *report, Matrix *share)
{
    size_t worst = 0, best = 0, tops = 0;
    for (size_t k = 0; k < CLASSES; k++) {
        worst = AT(share, k, k) < AT(share, worst, worst) ? k : worst;
        best = AT(share, k, k) > AT(share, best, best) ? k : best;
    }
    report_text(report, "worst.name", class_name(worst));
    report_number(report, "worst.share", AT(share, worst, worst));
    report_integer(report, "check.worst", (long long)worst);
    report_text(report, "best.name", class_name(best));
    report_number(report, "best.share", AT(share, best, best));
    for (size_t k = 0; k < CLASSES; k++)
        AT(share, k, k) = 0;
    for (size_t rank = 1; rank <= 3; rank++)
        tops += write_worst_confusion(report, rank, share);
    report_integer(report, "check.tops", (long long)tops);
}

static void write_confusion(Report *report, const Run *runs,
                            const Study *study)
{
    Matrix share = matrix_create(CLASSES, CLASSES);
    for (size_t i = 0; i < study->seeds; i++)
        confuse(&share, &runs[i].p, &study->final, 1 / (double)study->seeds);
    report_matrix(report, "confusion.tsv", &share);
    write_worst(report, &share);
    matrix_free(&share);
}

/* --- Ce que regardent les neurones --------------------------------------- */

static void write_weights(Report *report, const Parameters *p)
{
    const size_t shown = p->nh < 24 ? p->nh : 24;
    FILE *table = report_table(report, "weights.tsv", "28 lignes par neurone");
    for (size_t j = 0; j < shown; j++)
        write_image(table, j, &AT(&p->Wh, j, 0));
    report_table_close(report, table, "weights.tsv");
    report_integer(report, "shown", (long long)shown);
}

/* --- Le tout ------------------------------------------------------------- */

/* Deux séries d'apprentissages : les candidats, le réglage de base et les poids
 * du TP, qui n'attendent rien ; puis l'epoch de plus et le réglage choisi. */
enum { EXTRA = 2, FIRST = CANDIDATES + 2 * SEEDS, SECOND = EXTRA + SEEDS };

typedef struct {
    Run first[FIRST], second[SECOND];
    const Run *base, *wide; /* dans first */
    size_t chosen;          /* le rang du candidat choisi */
} Campaign;

static void prepare_and_run(Campaign *c, const Study *study)
{
    size_t count = study->whole.X.rows;
    Run *base = c->first + CANDIDATES, *wide = base + study->seeds;
    /* Le réglage de base, puis le même aux poids du TP près. */
    Setting base_setting = candidate(LOW), wide_setting = base_setting;
    wide_setting.sigma = weight;
    Dataset followed =
        dataset_slice(&study->whole, 0, count < FOLLOWED ? count : FOLLOWED);
    prepare_candidates(c->first, study);
    prepare_final(base, &base_setting, &followed, study);
    prepare_final(wide, &wide_setting, NULL, study);
    c->base = base;
    c->wide = wide;
    run_all(c->first, CANDIDATES + 2 * study->seeds, "choix et base, epochs");
    c->chosen = best_candidate(c->first, study->epochs);
    prepare_extra(c->second, &c->first[HIGH], study);
    prepare_final(c->second + EXTRA, &c->first[c->chosen].setting, &followed,
                  study);
    run_all(c->second, EXTRA + study->seeds, "réglage choisi, epochs");
}

static void write_campaign(Report *report, const Campaign *c,
                           const Study *study)
{
    const Run *chosen = c->second + EXTRA;
    report_number(report, "base.eta", low_eta);
    report_number(report, "chosen.eta", candidate(c->chosen).eta);
    report_integer(report, "check.chosen", (long long)c->chosen);
    write_candidates(report, c->first, study->epochs);
    write_extra(report, c->second);
    write_wide(report, c->wide, c->base, study);
    write_final(report, "base", c->base, study);
    write_final(report, "chosen", chosen, study);
    write_sampling(report, chosen, study);
    write_confusion(report, chosen, study);
    write_weights(report, &chosen->p);
}

static void campaign_free(Campaign *c, const Study *study)
{
    for (size_t i = 0; i < CANDIDATES + 2 * study->seeds; i++)
        run_free(&c->first[i]);
    for (size_t i = 0; i < EXTRA + study->seeds; i++)
        run_free(&c->second[i]);
}

static void require_enough(const Study *study)
{
    Error error;
    size_t train = study->train.X.rows, test = study->test.X.rows;
    if (train >= LEAST_TRAIN && test >= LEAST_TEST)
        return;
    error_set(&error,
              "%zu images d'apprentissage et %zu de test ; il en faut au "
              "moins %d et %d",
              train, test, LEAST_TRAIN, LEAST_TEST);
    error_exit("chapter21", &error);
}

/* Lit les images, qui sont là, et les partage : cinq sixièmes pour apprendre,
 * un sixième pour choisir. */
static Study study_open(const Report *report)
{
    bool quick = report->quick;
    Study s = { .report = report,
                .epochs = quick ? 1 : epochs,
                .seeds = quick ? 1 : SEEDS,
                .starts = quick ? 2 : START_SEEDS };
    Error error;
    if (!images_read_train(&s.train, &error) ||
        !images_read_test(&s.test, &error))
        error_exit("chapter21", &error);
    require_enough(&s);
    size_t N = images < s.train.X.rows ? images : s.train.X.rows;
    size_t tested = quick ? LEAST_TEST : s.test.X.rows;
    N = quick ? LEAST_TRAIN : N;
    s.whole = dataset_slice(&s.train, 0, N);
    s.fitted = dataset_slice(&s.train, 0, N - N / 6);
    s.validation = dataset_slice(&s.train, N - N / 6, N / 6);
    s.final = dataset_slice(&s.test, 0, tested);
    return s;
}

static void write_settings(Report *report, const Study *study)
{
    size_t count = study->whole.X.rows;
    report_integer(report, "images", (long long)count);
    report_integer(report, "test_images", (long long)study->final.X.rows);
    report_integer(report, "fitted", (long long)study->fitted.X.rows);
    report_integer(report, "validated", (long long)study->validation.X.rows);
    report_integer(report, "followed",
                   (long long)(count < FOLLOWED ? count : FOLLOWED));
    report_integer(report, "nx", IMAGE_SIZE);
    report_integer(report, "side", IMAGE_SIDE);
    report_integer(report, "nh", (long long)nh);
    report_integer(report, "ny", CLASSES);
    report_integer(report, "batch", (long long)batch);
    report_integer(report, "epochs", (long long)study->epochs);
    report_number(report, "sigma", weight);
}

/* Sans images, il n'y a pas de chapitre ; ce n'est pas une erreur. */
static void report_absence(Report *report)
{
    fprintf(stderr, "chapitre 21 : pas d'images. Installez le paquet "
                    "dataset-fashion-mnist (make deps) ou donnez "
                    "FASHION_MNIST=DOSSIER.\n");
    report_integer(report, "images", 0);
}

static const Option options[] = {
    { "nh", "neurones cachés", .count = &nh, .low = 1, .high = 500 },
    { "batch", "images par mini-lot", .count = &batch, .low = 1,
      .high = 10000 },
    { "epochs", "passages sur les images", .count = &epochs, .low = 1,
      .high = 200 },
    { "images", "images d'apprentissage, les premières", .count = &images,
      .low = LEAST_TRAIN, .high = 60000 },
    { "low", "le petit taux, celui de base", .real = &low_eta, .low = 1e-6,
      .high = 100 },
    { "high", "le grand taux", .real = &high_eta, .low = 1e-6, .high = 100 },
    { "weight", "écart type des poids du TP", .real = &weight, .low = 0.001,
      .high = 100 },
};

int main(int argc, char **argv)
{
    Report report =
        report_open(argc, argv, options, sizeof options / sizeof *options);
    if (images_present()) {
        Campaign campaign;
        Study study = study_open(&report);
        write_settings(&report, &study);
        write_samples(&report, &study.whole);
        write_corner(&report, &study.whole);
        write_starts(&report, &study);
        write_floor(&report);
        prepare_and_run(&campaign, &study);
        write_campaign(&report, &campaign, &study);
        campaign_free(&campaign, &study);
        dataset_free(&study.train);
        dataset_free(&study.test);
    } else {
        report_absence(&report);
    }
    report_close(&report);
}
