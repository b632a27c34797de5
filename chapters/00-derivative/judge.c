#include "judge.h"

#include <math.h>

Judgment judge(Problem *q, const Parameters *gradient)
{
    Matrix *x[] = { &q->p.Wh, &q->p.bh, &q->p.Wy, &q->p.by };
    const Matrix *g[] = { &gradient->Wh, &gradient->bh, &gradient->Wy,
                          &gradient->by };
    Judgment judgment = { GRADIENT_RIGHT, 0 };
    for (size_t t = 0; t < 4; t++) {
        GradientCheck check = gradient_check(x[t], g[t], problem_loss, q);
        if (check.verdict == GRADIENT_WRONG ||
            judgment.verdict == GRADIENT_RIGHT)
            judgment.verdict = check.verdict;
        if (check.scale > 0)
            judgment.error = fmax(judgment.error, check.error);
    }
    return judgment;
}

Judgment judge_mistake(Problem *q, const Mistake *m)
{
    Parameters gradient = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    mistaken_gradient(&gradient, &m, 1, &q->p, &q->data.X, &q->data.Y);
    Judgment judgment = judge(q, &gradient);
    parameters_free(&gradient);
    return judgment;
}

size_t count_formula_mistakes(void)
{
    size_t count = 0;
    for (size_t i = 0; i < mistake_count(); i++)
        count += !mistake(i)->precision;
    return count;
}

size_t count_hidden(Problem *q)
{
    size_t count = 0;
    for (size_t i = 0; i < mistake_count(); i++)
        if (!mistake(i)->precision)
            count += judge_mistake(q, mistake(i)).verdict != GRADIENT_WRONG;
    return count;
}

/* Le pas −step g fait-il baisser la loss ? */
static bool descends(Problem *q, const Parameters *g, double step)
{
    Matrix start = matrix_clone(&q->p.theta);
    double before = problem_loss(q);
    matrix_add_scaled(&q->p.theta, -step, &g->theta);
    double after = problem_loss(q);
    matrix_copy(&q->p.theta, &start);
    matrix_free(&start);
    return after < before;
}

size_t count_descending(Problem *q, double step)
{
    Parameters gradient = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    size_t count = 0;
    for (size_t i = 0; i < mistake_count(); i++) {
        const Mistake *m = mistake(i);
        if (m->precision)
            continue;
        mistaken_gradient(&gradient, &m, 1, &q->p, &q->data.X, &q->data.Y);
        count += descends(q, &gradient, step);
    }
    parameters_free(&gradient);
    return count;
}

/* grad redevient celui de lib, après tout changement du problème. */
static void refresh(Problem *q)
{
    forward(&q->pass, &q->p, &q->data.X);
    backward(&q->grad, &q->pass, &q->p, &q->data.X, &q->data.Y);
}

Problem one_example(Random *random)
{
    return problem_create(3, 5, 7, 1, random);
}

Problem zero_weights(Random *random)
{
    Problem q = problem_usual(random);
    matrix_fill(&q.p.theta, 0);
    refresh(&q);
    return q;
}

Problem square_weights(Random *random)
{
    return problem_create(3, 5, 5, 11, random);
}

Problem symmetric_weights(Random *random)
{
    Problem q = square_weights(random);
    for (size_t i = 0; i < q.p.ny; i++)
        for (size_t j = 0; j < i; j++)
            AT(&q.p.Wy, i, j) = AT(&q.p.Wy, j, i);
    refresh(&q);
    return q;
}

Problem right_answers(Random *random)
{
    Problem q = problem_usual(random);
    matrix_fill(&q.data.Y, 0);
    for (size_t n = 0; n < q.data.Y.rows; n++)
        AT(&q.data.Y, n, matrix_argmax_row(&q.pass.Y_hat, n)) = 1;
    refresh(&q);
    return q;
}

double gap_along(Problem *q, const Mistake *m, const Matrix *d)
{
    Parameters gradient = parameters_create(q->p.nx, q->p.nh, q->p.ny);
    mistaken_gradient(&gradient, &m, 1, &q->p, &q->data.X, &q->data.Y);
    double gap = 0, scale = 0;
    for (size_t k = 0; k < q->p.ny; k++) {
        double a = gradient.by.data[k], b = q->grad.by.data[k];
        gap += (a - b) * d->data[k];
        scale += fmax(fabs(a), fabs(b)) * fabs(d->data[k]);
    }
    parameters_free(&gradient);
    return fabs(gap) / scale;
}
