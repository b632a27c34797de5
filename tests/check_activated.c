/* Le réseau à activation donnée, et la descente par des passes données. */
#include <math.h>
#include <signal.h>

#include "../lib/activated.h"
#include "../lib/activations.h"
#include "../lib/course.h"
#include "../lib/gradient_check.h"
#include "../lib/problem.h"
#include "runner.h"

typedef struct {
    Problem q;
    Activation f;
} Case;

static double case_loss(void *context)
{
    Case *c = context;
    activated_forward(&c->q.pass, &c->q.p, &c->q.data.X, &c->f);
    return loss(&c->q.pass, &c->q.data.Y);
}

static Activation some(int which)
{
    const Activation all[] = { activation_identity(), activation_tanh(),
                               activation_sigmoid(), activation_relu(0) };
    return all[which];
}

/* --- core ---------------------------------------------------------------- */

START_TEST(values_and_slopes)
{
    for (double t = -3.05; t < 3.1; t += 0.1) {
        double s = 1 / (1 + exp(-t)), values[] = { t, tanh(t), s, fmax(t, 0) };
        double slopes[] = { 1, 1 / (cosh(t) * cosh(t)), s * (1 - s), t > 0 };
        for (int k = 0; k < 4; k++) {
            Activation f = some(k);
            ck_assert_double_eq_tol(f.value(t, 0), values[k], 1e-15);
            ck_assert_double_eq_tol(f.slope(t, 0), slopes[k], 1e-15);
        }
    }
    Activation relu_half = activation_relu(0.5);
    ck_assert(relu_half.slope(0, relu_half.setting) == 0.5);
}
END_TEST

/* ∇L contre les différences finies, pour chaque activation. */
START_TEST(gradient)
{
    Random random = random_seeded(11);
    for (int draw = 0; draw < 3; draw++) {
        Case c = { problem_usual(&random), some(_i) };
        case_loss(&c);
        activated_backward(&c.q.grad, &c.q.pass, &c.q.p, &c.q.data.X,
                           &c.q.data.Y, &c.f);
        GradientCheck check =
            gradient_check(&c.q.p.theta, &c.q.grad.theta, case_loss, &c);
        ck_assert(check.error <= GRADIENT_TOLERANCE);
        problem_free(&c.q);
    }
}
END_TEST

static void count_epochs(void *context, size_t epoch, const Parameters *p)
{
    (void)p;
    size_t *next = context;
    ck_assert_uint_eq(epoch, (*next)++);
}

/* Avec tanh, ce que fait network_train, au bit près, mini-lot court compris. */
START_TEST(tanh_is_the_network)
{
    Random random = random_seeded(12), again;
    Dataset data = course_circles(33, &random);
    Parameters p = course_network(5, &random), q = course_network(5, &random);
    Activation f = activation_tanh();
    Training training = course_training();
    size_t next = 0;
    matrix_copy(&q.theta, &p.theta);
    training.epochs = 7;
    training.after_epoch = count_epochs;
    training.context = &next;
    again = random;
    network_train(&p, &data, &training, &random);
    next = 0;
    activated_train(&q, &data, &training, &f, &again);
    ck_assert_uint_eq(next, 8);
    ck_assert(matrix_max_difference(&p.theta, &q.theta) == 0);
    Score own = activated_evaluate(&q, &data, &f), other = evaluate(&p, &data);
    ck_assert_double_eq_tol(own.loss, other.loss, 1e-14);
    ck_assert_double_eq_tol(own.accuracy, other.accuracy, 1e-14);
    parameters_free(&p);
    parameters_free(&q);
    dataset_free(&data);
}
END_TEST

/* --- limits -------------------------------------------------------------- */

START_TEST(empty_batches)
{
    Random random = random_seeded(13);
    Dataset data = course_circles(5, &random);
    Parameters p = course_network(3, &random);
    Activation f = activation_tanh();
    Training training = { .epochs = 1, .batch = 0, .eta = 0.1 };
    activated_train(&p, &data, &training, &f, &random);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("activated");
    TCase *core = tcase_create("core");
    tcase_add_test(core, values_and_slopes);
    tcase_add_loop_test(core, gradient, 0, 4);
    tcase_add_test(core, tanh_is_the_network);
    suite_add_tcase(suite, core);
    TCase *limits = tcase_create("limits");
    tcase_add_test_raise_signal(limits, empty_batches, SIGABRT);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
