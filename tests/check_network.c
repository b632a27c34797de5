/* check_network.c — le réseau, de l'aller au retour, et son apprentissage. */
#include "../lib/network.h"

#include <math.h>
#include <string.h>

#include "../lib/losses.h"
#include "runner.h"
#include "tools.h"

/* Des tailles premières et différentes : aucune ne se prend pour une autre. */
enum { NX = 3, NH = 5, NY = 7, N = 11, COUNT = NH * (NX + 1) + NY * (NH + 1) };

/* Un réseau aux biais non nuls, des données où chaque classe est présente. */
typedef struct {
    Parameters p, grad;
    Dataset data;
    Pass pass;
} Bench;

static Bench bench_create(uint64_t seed)
{
    Random random = random_seeded(seed);
    Bench b = { .p = parameters_create(NX, NH, NY),
                .grad = parameters_create(NX, NH, NY) };
    matrix_random_normal(&b.p.theta, 1.0, &random);
    b.data.X = random_matrix(N, NX, &random);
    b.data.Y = one_hot(N, NY);
    b.pass = pass_create(&b.p, N);
    return b;
}

static void bench_free(Bench *b)
{
    parameters_free(&b->p);
    parameters_free(&b->grad);
    dataset_free(&b->data);
    pass_free(&b->pass);
}

static void bench_gradient(Bench *b)
{
    forward(&b->pass, &b->p, &b->data.X);
    backward(&b->grad, &b->pass, &b->p, &b->data.X, &b->data.Y);
}

/* --- Paramètres ---------------------------------------------------------- */

static void check_view(const Matrix *view, double **next, size_t rows,
                       size_t cols)
{
    ck_assert_ptr_eq(view->data, *next);
    ck_assert(view->rows == rows && view->cols == cols);
    *next += rows * cols;
}

/* Wh, bh, Wy, by se suivent dans theta, sans trou ni reste. */
START_TEST(parameters_are_one_block)
{
    Parameters p = parameters_create(NX, NH, NY);
    ck_assert(p.nx == NX && p.nh == NH && p.ny == NY);
    ck_assert(p.theta.rows == COUNT && p.theta.cols == 1);
    double *next = p.theta.data;
    check_view(&p.Wh, &next, NH, NX);
    check_view(&p.bh, &next, NH, 1);
    check_view(&p.Wy, &next, NY, NH);
    check_view(&p.by, &next, NY, 1);
    ck_assert_ptr_eq(next, p.theta.data + COUNT);
    ck_assert(matrix_max_abs(&p.theta) == 0);
    parameters_free(&p);
    ck_assert_ptr_null(p.theta.data);
}
END_TEST

/* Poids et biais après un tirage : écarts types des poids, biais nuls. */
static void check_weights(const Parameters *p, double sigma_h, double sigma_y)
{
    const Matrix *weights[] = { &p->Wh, &p->Wy };
    const double sigma[] = { sigma_h, sigma_y };
    for (int w = 0; w < 2; w++) {
        double size = (double)matrix_size(weights[w]);
        double variance = matrix_dot(weights[w], weights[w]) / size;
        ck_assert_double_eq_tol(variance / (sigma[w] * sigma[w]), 1,
                                5 * sqrt(2 / size));
    }
    ck_assert(matrix_max_abs(&p->bh) == 0 && matrix_max_abs(&p->by) == 0);
}

START_TEST(random_parameters)
{
    Random random = random_seeded(81), same = random;
    Parameters p = parameters_create(100, 40, 30);
    Parameters q = parameters_create(100, 40, 30);
    matrix_fill(&p.theta, NAN);
    parameters_random(&p, 0.3, &random);
    check_weights(&p, 0.3, 0.3);
    parameters_random(&q, 0.3, &same);
    ck_assert(same_matrix(&p.theta, &q.theta));
    matrix_fill(&p.theta, NAN);
    parameters_random_fan_in(&p, &random);
    check_weights(&p, 1 / sqrt(100), 1 / sqrt(40));
    parameters_free(&p);
    parameters_free(&q);
}
END_TEST

/* --- Aller --------------------------------------------------------------- */

/* Σₖ wₖ xₖ + b, dans l'ordre des k. */
static double affine(const double *w, const double *x, size_t n, double b)
{
    double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += w[k] * x[k];
    return sum + b;
}

/* Les quatre équations, un exemple à la fois, en boucles. */
static void check_example(const Bench *b, size_t n)
{
    const Pass *pass = &b->pass;
    for (size_t i = 0; i < NH; i++) {
        double h_tilde = affine(&AT(&b->p.Wh, i, 0), &AT(&b->data.X, n, 0), NX,
                                b->p.bh.data[i]);
        ck_assert(AT(&pass->H_tilde, n, i) == h_tilde);
        ck_assert(AT(&pass->H, n, i) == tanh(h_tilde));
    }
    double exponentials = 0;
    for (size_t i = 0; i < NY; i++) {
        double y_tilde = affine(&AT(&b->p.Wy, i, 0), &AT(&pass->H, n, 0), NH,
                                b->p.by.data[i]);
        ck_assert(AT(&pass->Y_tilde, n, i) == y_tilde);
        exponentials += exp(y_tilde);
    }
    for (size_t i = 0; i < NY; i++)
        ck_assert_double_eq_tol(AT(&pass->Y_hat, n, i),
                                exp(AT(&pass->Y_tilde, n, i)) / exponentials,
                                1e-15);
}

START_TEST(forward_is_its_four_equations)
{
    Bench b = bench_create(82);
    Matrix theta = matrix_clone(&b.p.theta), X = matrix_clone(&b.data.X);
    forward(&b.pass, &b.p, &b.data.X);
    for (size_t n = 0; n < N; n++)
        check_example(&b, n);
    ck_assert(same_matrix(&b.p.theta, &theta));
    ck_assert(same_matrix(&b.data.X, &X));
    matrix_free(&theta);
    matrix_free(&X);
    bench_free(&b);
}
END_TEST

/* Le lot donne, au bit près, ce que donnent les exemples un par un. */
START_TEST(batch_is_its_examples)
{
    Bench b = bench_create(83);
    Pass one = pass_create(&b.p, 1);
    double sum = 0, right = 0;
    forward(&b.pass, &b.p, &b.data.X);
    for (size_t n = 0; n < N; n++) {
        Dataset example = dataset_slice(&b.data, n, 1);
        Matrix y_hat = matrix_rows(&b.pass.Y_hat, n, 1);
        forward(&one, &b.p, &example.X);
        ck_assert(same_matrix(&one.Y_hat, &y_hat));
        sum += loss(&one, &example.Y);
        right += accuracy(&one, &example.Y);
    }
    ck_assert_double_eq_tol(loss(&b.pass, &b.data.Y), sum / N, 1e-14);
    ck_assert(accuracy(&b.pass, &b.data.Y) == right / N);
    pass_free(&one);
    bench_free(&b);
}
END_TEST

START_TEST(accuracy_counts_right_answers)
{
    Bench b = bench_create(84);
    matrix_copy(&b.pass.Y_hat, &b.data.Y);
    ck_assert(accuracy(&b.pass, &b.data.Y) == 1);
    for (size_t n = 0; n < 3; n++)
        AT(&b.pass.Y_hat, n, NY - 1) = 2;
    ck_assert(accuracy(&b.pass, &b.data.Y) == (N - 3) / (double)N);
    bench_free(&b);
}
END_TEST

/* --- Retour -------------------------------------------------------------- */

static double loss_of(void *context)
{
    Bench *b = context;
    forward(&b->pass, &b->p, &b->data.X);
    return loss(&b->pass, &b->data.Y);
}

static void require_right(const char *name, const GradientCheck *check)
{
    char text[300];
    ck_assert_msg(check->verdict == GRADIENT_RIGHT, "∇%s : %s", name,
                  gradient_check_describe(check, text, sizeof text));
}

START_TEST(backward_is_the_gradient)
{
    for (uint64_t seed = 0; seed < 10; seed++) {
        Bench b = bench_create(850 + seed);
        bench_gradient(&b);
        const struct {
            const char *name;
            Matrix *x;
            const Matrix *gradient;
        } tensors[] = {
            { "Wh", &b.p.Wh, &b.grad.Wh },      { "bh", &b.p.bh, &b.grad.bh },
            { "Wy", &b.p.Wy, &b.grad.Wy },      { "by", &b.p.by, &b.grad.by },
            { "θ", &b.p.theta, &b.grad.theta },
        };
        for (size_t i = 0; i < 5; i++) {
            GradientCheck check =
                gradient_check(tensors[i].x, tensors[i].gradient, loss_of, &b);
            require_right(tensors[i].name, &check);
        }
        bench_free(&b);
    }
}
END_TEST

/* Le gradient du lot est la moyenne de ceux des exemples. */
START_TEST(gradient_is_a_mean)
{
    Bench b = bench_create(86);
    Parameters one = parameters_create(NX, NH, NY);
    Pass pass = pass_create(&b.p, 1);
    bench_gradient(&b);
    for (size_t n = 0; n < N; n++) {
        Dataset example = dataset_slice(&b.data, n, 1);
        forward(&pass, &b.p, &example.X);
        backward(&one, &pass, &b.p, &example.X, &example.Y);
        matrix_add_scaled(&b.grad.theta, -1.0 / N, &one.theta);
    }
    ck_assert_double_le(matrix_max_abs(&b.grad.theta), 1e-15);
    parameters_free(&one);
    pass_free(&pass);
    bench_free(&b);
}
END_TEST

/* Des paramètres rangés entre des témoins. */
static Guarded guarded_parameters(Parameters *p)
{
    Guarded guarded = guarded_create(COUNT, 1);
    double *at = guarded.inside.data;
    *p = (Parameters){ NX,
                       NH,
                       NY,
                       guarded.inside,
                       matrix_view(at, NH, NX),
                       matrix_view(at + NH * NX, NH, 1),
                       matrix_view(at + NH * (NX + 1), NY, NH),
                       matrix_view(at + NH * (NX + 1) + NY * NH, NY, 1) };
    return guarded;
}

static void fill_pass(Pass *pass, double value)
{
    Matrix *matrices[] = { &pass->H_tilde,      &pass->H,
                           &pass->Y_tilde,      &pass->Y_hat,
                           &pass->grad_Y_tilde, &pass->grad_H,
                           &pass->grad_H_tilde };
    for (size_t i = 0; i < sizeof matrices / sizeof *matrices; i++)
        matrix_fill(matrices[i], value);
}

/* Ni ce que grad et pass contenaient, ni un appel de plus n'y changent rien ;
 * rien d'autre n'est écrit. */
START_TEST(backward_forgets_the_past)
{
    Bench b = bench_create(87);
    Matrix theta = matrix_clone(&b.p.theta), X = matrix_clone(&b.data.X);
    Matrix Y = matrix_clone(&b.data.Y);
    Parameters grad;
    Guarded guarded = guarded_parameters(&grad);
    bench_gradient(&b);
    fill_pass(&b.pass, NAN);
    for (int call = 0; call < 2; call++) {
        forward(&b.pass, &b.p, &b.data.X);
        backward(&grad, &b.pass, &b.p, &b.data.X, &b.data.Y);
        ck_assert(same_matrix(&grad.theta, &b.grad.theta));
        backward(&grad, &b.pass, &b.p, &b.data.X, &b.data.Y);
        ck_assert(same_matrix(&grad.theta, &b.grad.theta));
    }
    ck_assert(guarded_intact(&guarded));
    ck_assert(same_matrix(&b.p.theta, &theta));
    ck_assert(same_matrix(&b.data.X, &X) && same_matrix(&b.data.Y, &Y));
    matrix_free(&theta);
    matrix_free(&X);
    matrix_free(&Y);
    guarded_free(&guarded);
    bench_free(&b);
}
END_TEST

START_TEST(sgd_step_goes_downhill)
{
    Bench b = bench_create(88);
    bench_gradient(&b);
    Matrix theta = matrix_clone(&b.p.theta);
    double before = loss(&b.pass, &b.data.Y);
    sgd_step(&b.p, 0.01, &b.grad);
    for (size_t k = 0; k < COUNT; k++)
        ck_assert(b.p.theta.data[k] ==
                  theta.data[k] + -0.01 * b.grad.theta.data[k]);
    ck_assert_double_lt(loss_of(&b), before);
    matrix_free(&theta);
    bench_free(&b);
}
END_TEST

/* --- Apprentissage ------------------------------------------------------- */

static void train_from(Parameters *p, const Bench *b, const Training *training,
                       uint64_t seed)
{
    Random random = random_seeded(seed);
    matrix_copy(&p->theta, &b->p.theta);
    network_train(p, &b->data, training, &random);
}

/* Un lot de N exemples, ou plus grand encore : un pas de gradient complet. */
START_TEST(full_batch_is_one_gradient_step)
{
    Bench b = bench_create(89);
    Parameters p = parameters_create(NX, NH, NY);
    bench_gradient(&b);
    for (size_t batch = N; batch < N + 3; batch++) {
        Training training = { .epochs = 1, .batch = batch, .eta = 0.3 };
        train_from(&p, &b, &training, 7);
        matrix_subtract(&p.theta, &b.p.theta, &p.theta);
        matrix_add_scaled(&p.theta, -0.3, &b.grad.theta);
        ck_assert_double_le(matrix_max_abs(&p.theta), 1e-15);
    }
    parameters_free(&p);
    bench_free(&b);
}
END_TEST

/* N exemples dont l'entrée n est le n-ième vecteur de base : la colonne n de
 * Wh ne bouge qu'à cause de l'exemple n. Rend combien de fois, à 1/count près,
 * chaque exemple a servi dans l'epoch. */
static void uses_in_an_epoch(double uses[N], size_t batch, size_t epochs)
{
    const double eta = 1e-6;
    Random random = random_seeded(90);
    Parameters p = parameters_create(N, NH, NY);
    Parameters grad = parameters_create(N, NH, NY);
    Dataset data = { matrix_create(N, N), one_hot(N, NY) };
    Pass pass = pass_create(&p, N);
    for (size_t n = 0; n < N; n++)
        AT(&data.X, n, n) = 1;
    parameters_random(&p, 1.0, &random);
    forward(&pass, &p, &data.X);
    backward(&grad, &pass, &p, &data.X, &data.Y);
    Matrix before = matrix_clone(&p.theta);
    Training training = { .epochs = epochs, .batch = batch, .eta = eta };
    network_train(&p, &data, &training, &random);
    for (size_t n = 0; n < N; n++)
        uses[n] = (before.data[n] - p.theta.data[n]) /
                  (eta * N * grad.theta.data[n]);
    matrix_free(&before);
    parameters_free(&p);
    parameters_free(&grad);
    dataset_free(&data);
    pass_free(&pass);
}

/* Par lots de 4, il y a deux lots de 4 et un de 3 : huit exemples pèsent 1/4 et
 * trois, 1/3. */
START_TEST(each_example_once_per_epoch)
{
    for (size_t batch = 1; batch <= N; batch++) {
        double uses[N];
        size_t last = N % batch, short_count = 0;
        uses_in_an_epoch(uses, batch, 1);
        for (size_t n = 0; n < N; n++) {
            bool in_last = last && fabs(uses[n] * (double)last - 1) < 1e-3;
            bool in_full = fabs(uses[n] * (double)batch - 1) < 1e-3;
            ck_assert_msg(in_last || in_full, "lots de %zu : exemple %zu, %g",
                          batch, n, uses[n]);
            short_count += in_last;
        }
        ck_assert_uint_eq(short_count, last);
    }
}
END_TEST

/* Chaque epoch tire un ordre nouveau : sur 40 epochs, ce ne sont pas toujours
 * les trois mêmes qui tombent dans le petit lot. */
START_TEST(each_epoch_has_its_order)
{
    enum { EPOCHS = 40 };
    double uses[N];
    uses_in_an_epoch(uses, 4, EPOCHS);
    for (size_t n = 0; n < N; n++) {
        ck_assert_double_gt(uses[n], EPOCHS / 4. + 0.04);
        ck_assert_double_lt(uses[n], EPOCHS / 3. - 0.04);
    }
}
END_TEST

START_TEST(training_is_deterministic)
{
    Bench b = bench_create(91);
    Parameters p = parameters_create(NX, NH, NY);
    Parameters q = parameters_create(NX, NH, NY);
    Matrix X = matrix_clone(&b.data.X), Y = matrix_clone(&b.data.Y);
    Training training = { .epochs = 5, .batch = 4, .eta = 0.3 };
    train_from(&p, &b, &training, 7);
    train_from(&q, &b, &training, 7);
    ck_assert(same_matrix(&p.theta, &q.theta));
    train_from(&q, &b, &training, 8);
    ck_assert(!same_matrix(&p.theta, &q.theta));
    ck_assert(same_matrix(&b.data.X, &X) && same_matrix(&b.data.Y, &Y));
    matrix_free(&X);
    matrix_free(&Y);
    parameters_free(&p);
    parameters_free(&q);
    bench_free(&b);
}
END_TEST

static double only_epoch_1(double eta, size_t epoch, size_t epochs)
{
    ck_assert_uint_eq(epochs, 4);
    ck_assert(eta == 0.25);
    return epoch == 1 ? eta : 0.0;
}

/* Ce que l'on a vu après chaque epoch. */
typedef struct {
    size_t calls;
    Matrix theta[5];
} Diary;

static void write_diary(void *context, size_t epoch, const Parameters *p)
{
    Diary *diary = context;
    ck_assert_uint_eq(epoch, diary->calls);
    ck_assert_uint_lt(epoch, 5);
    diary->theta[diary->calls++] = matrix_clone(&p->theta);
}

/* Avant tout, puis après chaque epoch ; seule la deuxième epoch a un η non
 * nul. */
START_TEST(schedule_and_observer)
{
    Bench b = bench_create(92);
    Diary diary = { 0 };
    Matrix start = matrix_clone(&b.p.theta);
    Training training = { .epochs = 4,
                          .batch = 4,
                          .eta = 0.25,
                          .schedule = only_epoch_1,
                          .after_epoch = write_diary,
                          .context = &diary };
    Random random = random_seeded(9);
    network_train(&b.p, &b.data, &training, &random);
    ck_assert_uint_eq(diary.calls, 5);
    for (size_t epoch = 0; epoch < 5; epoch++)
        ck_assert(
            same_matrix(&diary.theta[epoch], epoch < 2 ? &start : &b.p.theta));
    ck_assert(!same_matrix(&start, &b.p.theta));
    for (size_t epoch = 0; epoch < 5; epoch++)
        matrix_free(&diary.theta[epoch]);
    matrix_free(&start);
    bench_free(&b);
}
END_TEST

/* Aucune epoch : l'observateur est appelé une fois, rien ne bouge. */
START_TEST(no_epoch)
{
    Bench b = bench_create(93);
    Diary diary = { 0 };
    Training training = {
        .batch = 4, .eta = 1, .after_epoch = write_diary, .context = &diary
    };
    Random random = random_seeded(9);
    network_train(&b.p, &b.data, &training, &random);
    ck_assert_uint_eq(diary.calls, 1);
    ck_assert(same_matrix(&diary.theta[0], &b.p.theta));
    matrix_free(&diary.theta[0]);
    bench_free(&b);
}
END_TEST

/* Les réglages du cours, en moins long, sur des données et d'un départ tirés
 * de seed ; rend le score sur des exemples nouveaux. */
static Score learn_circles(uint64_t seed)
{
    Random random = random_seeded(seed);
    Dataset data = circles(200, 0.2, &random);
    Dataset fresh = circles(5000, 0.2, &random);
    Parameters p = parameters_create(2, 10, 2);
    Training training = { .epochs = 100, .batch = 10, .eta = 0.3 };
    parameters_random(&p, 0.3, &random);
    double before = evaluate(&p, &data).loss;
    network_train(&p, &data, &training, &random);
    ck_assert_double_lt(evaluate(&p, &data).loss, before / 2);
    Score score = evaluate(&p, &fresh);
    parameters_free(&p);
    dataset_free(&data);
    dataset_free(&fresh);
    return score;
}

/* Le meilleur classifieur possible atteint 94,8 %. */
START_TEST(circles_are_learnt)
{
    enum { SEEDS = 8 };
    double sum = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        double right = learn_circles(940 + seed).accuracy;
        ck_assert_double_gt(right, 0.88);
        ck_assert_double_lt(right, 0.96);
        sum += right;
    }
    ck_assert_double_gt(sum / SEEDS, 0.915);
    ck_assert_double_lt(sum / SEEDS, 0.948);
}
END_TEST

/* evaluate avance par lots de 1000 : de part et d'autre, un lot et plusieurs,
 * un reste ou non. */
START_TEST(evaluation_of_many_examples)
{
    static const size_t counts[] = { 1, 2, 999, 1000, 1001, 2000, 2345 };
    Bench b = bench_create(95);
    Random random = random_seeded(10);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        Dataset data = { random_matrix(counts[i], NX, &random),
                         one_hot(counts[i], NY) };
        Pass pass = pass_create(&b.p, counts[i]);
        forward(&pass, &b.p, &data.X);
        Score score = evaluate(&b.p, &data);
        ck_assert_double_eq_tol(score.loss, loss(&pass, &data.Y), 1e-13);
        ck_assert_double_eq_tol(score.accuracy, accuracy(&pass, &data.Y),
                                1e-15);
        pass_free(&pass);
        dataset_free(&data);
    }
    bench_free(&b);
}
END_TEST

/* --- Limites ------------------------------------------------------------- */

/* Un lot plus court réutilise la place sans regarder ni toucher la suite. */
START_TEST(shorter_batch)
{
    Bench b = bench_create(96);
    Dataset part = dataset_slice(&b.data, 0, 4);
    Pass exact = pass_create(&b.p, 4);
    Parameters grad = parameters_create(NX, NH, NY);
    fill_pass(&b.pass, NAN);
    pass_resize(&b.pass, 4);
    forward(&b.pass, &b.p, &part.X);
    backward(&b.grad, &b.pass, &b.p, &part.X, &part.Y);
    forward(&exact, &b.p, &part.X);
    backward(&grad, &exact, &b.p, &part.X, &part.Y);
    ck_assert(same_matrix(&b.grad.theta, &grad.theta));
    ck_assert(isnan(b.pass.H.data[4 * NH]) &&
              isnan(b.pass.grad_Y_tilde.data[4 * NY]));
    pass_resize(&b.pass, N);
    ck_assert_uint_eq(b.pass.grad_H.rows, N);
    ck_assert_uint_eq(b.pass.capacity, N);
    pass_free(&exact);
    parameters_free(&grad);
    bench_free(&b);
}
END_TEST

START_TEST(pass_too_small)
{
    Bench b = bench_create(97);
    ck_fatal(pass_resize(&b.pass, N + 1),
             "pass_resize : 12 exemples pour 11 places");
    bench_free(&b);
}
END_TEST

START_TEST(wrong_shapes)
{
    Bench b = bench_create(98);
    Matrix wide = matrix_create(N, NX + 1), few = matrix_create(N - 1, NY);
    Matrix narrow = matrix_create(N, NY - 1);
    ck_fatal_in(forward(&b.pass, &b.p, &wide),
                "matrix_multiply_nt (C = A Bᵀ) : A est 11×4, B est 5×3",
                "network.c");
    ck_fatal_in(loss(&b.pass, &few),
                "cross_entropy : Y_tilde est 11×7, Y est 10×7", "network.c");
    ck_fatal_in(accuracy(&b.pass, &few),
                "accuracy : Y_hat est 11×7, Y est 10×7", "network.c");
    ck_fatal_in(accuracy(&b.pass, &narrow),
                "accuracy : Y_hat est 11×7, Y est 11×6", "network.c");
    ck_fatal_in(backward(&b.grad, &b.pass, &b.p, &b.data.X, &few),
                "cross_entropy_gradient : Y_hat est 11×7, Y est 10×7",
                "network.c");
    ck_fatal_in(backward(&b.grad, &b.pass, &b.p, &wide, &b.data.Y),
                "matrix_multiply_tn (C = Aᵀ B) : C est 5×3, le produit est "
                "5×4 (A est 11×5, B est 11×4)",
                "network.c");
    matrix_free(&wide);
    matrix_free(&few);
    matrix_free(&narrow);
    bench_free(&b);
}
END_TEST

START_TEST(network_too_large)
{
    ck_fatal_in(parameters_create((size_t)-1, 1, 1),
                "size_sum : 18446744073709551615 + 1 dépasse la mémoire "
                "adressable",
                "error.c");
    ck_fatal_in(parameters_create((size_t)1 << 32, (size_t)1 << 32, 1),
                "size_product : 4294967296 × 4294967297 dépasse la mémoire "
                "adressable",
                "error.c");
}
END_TEST

START_TEST(nothing_to_learn)
{
    Bench b = bench_create(99);
    Dataset none = dataset_slice(&b.data, 0, 0);
    Random random = random_seeded(11);
    Training training = { .epochs = 1, .batch = 4, .eta = 0.1 };
    ck_fatal_in(network_train(&b.p, &none, &training, &random),
                "network_train : 0 exemples par lots de 4", "network.c");
    training.batch = 0;
    ck_fatal_in(network_train(&b.p, &b.data, &training, &random),
                "network_train : 11 exemples par lots de 0", "network.c");
    ck_fatal_in(evaluate(&b.p, &none), "evaluate : aucun exemple",
                "network.c");
    bench_free(&b);
}
END_TEST

static TCase *core(void)
{
    TCase *tcase = tcase_create("core");
    tcase_add_test(tcase, parameters_are_one_block);
    tcase_add_test(tcase, random_parameters);
    tcase_add_test(tcase, forward_is_its_four_equations);
    tcase_add_test(tcase, batch_is_its_examples);
    tcase_add_test(tcase, accuracy_counts_right_answers);
    tcase_add_test(tcase, backward_is_the_gradient);
    tcase_add_test(tcase, gradient_is_a_mean);
    tcase_add_test(tcase, backward_forgets_the_past);
    tcase_add_test(tcase, sgd_step_goes_downhill);
    tcase_add_test(tcase, full_batch_is_one_gradient_step);
    tcase_add_test(tcase, each_example_once_per_epoch);
    tcase_add_test(tcase, each_epoch_has_its_order);
    tcase_add_test(tcase, training_is_deterministic);
    tcase_add_test(tcase, schedule_and_observer);
    tcase_add_test(tcase, circles_are_learnt);
    tcase_add_test(tcase, evaluation_of_many_examples);
    return tcase;
}

static TCase *limits(void)
{
    TCase *tcase = tcase_create("limits");
    tcase_add_test(tcase, no_epoch);
    tcase_add_test(tcase, shorter_batch);
    tcase_add_test(tcase, pass_too_small);
    tcase_add_test(tcase, wrong_shapes);
    tcase_add_test(tcase, network_too_large);
    tcase_add_test(tcase, nothing_to_learn);
    return tcase;
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("network");
    suite_add_tcase(suite, core());
    suite_add_tcase(suite, limits());
    return run_suite(argc, argv, suite);
}
