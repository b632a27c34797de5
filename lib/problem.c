#include "problem.h"

static void draw(Problem *q, Random *random)
{
    size_t N = q->data.X.rows, ny = q->data.Y.cols;
    matrix_random_normal(&q->p.theta, 1.0, random);
    matrix_random_normal(&q->data.X, 1.0, random);
    matrix_fill(&q->data.Y, 0.0);
    for (size_t n = 0; n < N; n++)
        AT(&q->data.Y, n, n < ny ? n : random_below(random, ny)) = 1.0;
    forward(&q->pass, &q->p, &q->data.X);
}

Problem problem_create(size_t nx, size_t nh, size_t ny, size_t N,
                       Random *random)
{
    Problem q = {
        .p = parameters_create(nx, nh, ny),
        .grad = parameters_create(nx, nh, ny),
        .data = dataset_create(N, nx, ny),
    };
    q.pass = pass_create(&q.p, N);
    do
        draw(&q, random);
    while (ny > 1 && accuracy(&q.pass, &q.data.Y) == 1.0);
    backward(&q.grad, &q.pass, &q.p, &q.data.X, &q.data.Y);
    return q;
}

void problem_free(Problem *q)
{
    parameters_free(&q->p);
    parameters_free(&q->grad);
    dataset_free(&q->data);
    pass_free(&q->pass);
}

Problem problem_usual(Random *random)
{
    return problem_create(3, 5, 7, 11, random);
}

Problem problem_varied(size_t rank, Random *random)
{
    if (rank % 2 == 0)
        return problem_usual(random);
    size_t nx = 1 + random_below(random, 6), nh = 1 + random_below(random, 8);
    size_t ny = 2 + random_below(random, 7), N = 2 + random_below(random, 12);
    return problem_create(nx, nh, ny, N, random);
}

double problem_loss(void *problem)
{
    Problem *q = problem;
    forward(&q->pass, &q->p, &q->data.X);
    return loss(&q->pass, &q->data.Y);
}
