/* bench.c — ce que coûte le cahier, en secondes (make bench).
 *
 * Rien n'est affirmé : ce sont des mesures, de la machine et du moment. La
 * plus petite de plusieurs durées est la moins troublée par le reste de la
 * machine ; la médiane dit ce que l'on obtient d'habitude.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../lib/gradient_check.h"
#include "../lib/network.h"

/* Le réseau et les lots du chapitre 21. */
enum { NX = 784, NH = 100, NY = 10, BATCH = 100, IMAGES = 60000 };

static const char IMAGES_PATH[] = "build/data/train-images-idx3-ubyte";
static const char LABELS_PATH[] = "build/data/train-labels-idx1-ubyte";

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* --- Répéter une mesure -------------------------------------------------- */

typedef struct {
    double minimum, median;
} Duration;

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Durée, en secondes, d'un appel de work : `repeats` mesures, chacune de
 * `calls` appels, après un appel pour rien. */
static Duration measure(void (*work)(void *context), void *context,
                        size_t repeats, size_t calls)
{
    double *seconds = allocate(repeats, sizeof *seconds);
    work(context);
    for (size_t i = 0; i < repeats; i++) {
        double start = now();
        for (size_t call = 0; call < calls; call++)
            work(context);
        seconds[i] = (now() - start) / (double)calls;
    }
    qsort(seconds, repeats, sizeof *seconds, ascending);
    Duration d = { seconds[0], seconds[repeats / 2] };
    free(seconds);
    return d;
}

/* number à la française, dans buffer. */
static const char *french(char buffer[32], double number, int digits)
{
    snprintf(buffer, 32, "%.*f", digits, number);
    for (char *c = buffer; *c; c++)
        if (*c == '.')
            *c = ',';
    return buffer;
}

static void print(const char *what, double best, double usual, int digits,
                  const char *unit)
{
    char a[32], b[32];
    printf("  %s : %s %s au mieux, %s en médiane\n", what,
           french(a, best, digits), unit, french(b, usual, digits));
}

/* --- Une epoch du chapitre 21 -------------------------------------------- */

/* Des données de mêmes tailles, faute des vraies. */
static Dataset random_images(Random *random)
{
    Dataset data = dataset_create(IMAGES, NX, NY);
    matrix_random_uniform(&data.X, 0.0, 1.0, random);
    for (size_t n = 0; n < IMAGES; n++)
        AT(&data.Y, n, random_below(random, NY)) = 1.0;
    return data;
}

typedef struct {
    Parameters p;
    Dataset data;
    Random random;
    size_t batch;
} School;

static void one_epoch(void *context)
{
    School *school = context;
    Training training = { .epochs = 1, .batch = school->batch, .eta = 0.1 };
    network_train(&school->p, &school->data, &training, &school->random);
}

static void bench_epoch(void)
{
    enum { EPOCHS = 7 };
    Error error;
    School school = { .random = random_seeded(1), .batch = BATCH };
    const char *origin = "Fashion-MNIST";
    if (!idx_read(&school.data, IMAGES_PATH, LABELS_PATH, NY, &error)) {
        printf("%s\n", error.text);
        school.data = random_images(&school.random);
        origin = "données aléatoires, faute d'images";
    }
    school.p = parameters_create(NX, NH, NY);
    parameters_random_fan_in(&school.p, &school.random);
    Duration d = measure(one_epoch, &school, EPOCHS, 1);
    printf("Une epoch de %zu exemples, réseau %d–%d–%d, lots de %d (%s)\n",
           school.data.X.rows, NX, NH, NY, BATCH, origin);
    print("durée", d.minimum, d.median, 3, "s");
    parameters_free(&school.p);
    dataset_free(&school.data);
}

/* --- Une epoch selon la taille du lot ------------------------------------ */

/* Un réseau nx–nh–ny, une epoch sur N exemples, par lots de chaque taille. */
static void bench_batches(size_t nx, size_t nh, size_t ny, size_t N,
                          const size_t *sizes, size_t count)
{
    enum { REPEATS = 9 };
    Random random = random_seeded(4);
    School school = { .p = parameters_create(nx, nh, ny),
                      .data = dataset_create(N, nx, ny),
                      .random = random };
    matrix_random_uniform(&school.data.X, 0.0, 1.0, &random);
    for (size_t n = 0; n < N; n++)
        AT(&school.data.Y, n, random_below(&random, ny)) = 1.0;
    parameters_random_fan_in(&school.p, &random);
    printf("Une epoch de %zu exemples, réseau %zu–%zu–%zu, selon la taille du "
           "lot\n",
           N, nx, nh, ny);
    for (size_t i = 0; i < count; i++) {
        char what[32];
        school.batch = sizes[i];
        Duration d = measure(one_epoch, &school, REPEATS, 1);
        snprintf(what, sizeof what, "lots de %zu", sizes[i]);
        print(what, 1e3 * d.minimum, 1e3 * d.median, 3, "ms");
    }
    parameters_free(&school.p);
    dataset_free(&school.data);
}

/* --- Les trois produits -------------------------------------------------- */

typedef struct {
    void (*multiply)(Site site, Matrix *C, const Matrix *A, const Matrix *B);
    Matrix A, B, C;
} Task;

static void one_product(void *context)
{
    Task *task = context;
    task->multiply(HERE, &task->C, &task->A, &task->B);
}

/* C est m×n ; chaque élément est une somme de p termes. */
static void bench_product(const char *name, Task task, size_t p,
                          Random *random)
{
    enum { REPEATS = 15 };
    double operations = 2.0 * (double)matrix_size(&task.C) * (double)p;
    size_t calls = (size_t)(2e8 / operations) + 1;
    matrix_random_normal(&task.A, 1.0, random);
    matrix_random_normal(&task.B, 1.0, random);
    Duration d = measure(one_product, &task, REPEATS, calls);
    print(name, 1e-9 * operations / d.minimum, 1e-9 * operations / d.median, 1,
          "GFLOP/s");
    matrix_free(&task.A);
    matrix_free(&task.B);
    matrix_free(&task.C);
}

static void bench_products(void)
{
    Random random = random_seeded(2);
    printf("Les produits d'un lot\n");
    bench_product("H̃ = X Whᵀ (A Bᵀ)",
                  (Task){ matrix_multiply_nt, matrix_create(BATCH, NX),
                          matrix_create(NH, NX), matrix_create(BATCH, NH) },
                  NX, &random);
    bench_product("∇Wh = (∇H̃)ᵀ X (Aᵀ B)",
                  (Task){ matrix_multiply_tn, matrix_create(BATCH, NH),
                          matrix_create(BATCH, NX), matrix_create(NH, NX) },
                  BATCH, &random);
    bench_product("∇H = ∇Ỹ Wy (A B)",
                  (Task){ matrix_multiply, matrix_create(BATCH, NY),
                          matrix_create(NY, NH), matrix_create(BATCH, NH) },
                  NY, &random);
}

/* --- Une vérification complète ------------------------------------------- */

typedef struct {
    Parameters p, grad;
    Dataset data;
    Pass pass;
    GradientCheck check;
} Proof;

static double loss_of(void *context)
{
    Proof *proof = context;
    forward(&proof->pass, &proof->p, &proof->data.X);
    return loss(&proof->pass, &proof->data.Y);
}

static void one_check(void *context)
{
    Proof *proof = context;
    forward(&proof->pass, &proof->p, &proof->data.X);
    backward(&proof->grad, &proof->pass, &proof->p, &proof->data.X,
             &proof->data.Y);
    proof->check =
        gradient_check(&proof->p.theta, &proof->grad.theta, loss_of, proof);
}

static void bench_gradient_check(void)
{
    enum { REPEATS = 15, CALLS = 200 };
    Random random = random_seeded(3);
    Proof proof = { .p = parameters_create(2, 4, 2),
                    .grad = parameters_create(2, 4, 2),
                    .data = circles(4, 0.2, &random) };
    proof.pass = pass_create(&proof.p, proof.data.X.rows);
    matrix_random_normal(&proof.p.theta, 1.0, &random);
    Duration d = measure(one_check, &proof, REPEATS, CALLS);
    printf("Une vérification complète, %zu paramètres d'un réseau 2–4–2, "
           "N = %zu\n",
           proof.check.cases, proof.data.X.rows);
    print("durée", 1e6 * d.minimum, 1e6 * d.median, 1, "µs");
    parameters_free(&proof.p);
    parameters_free(&proof.grad);
    dataset_free(&proof.data);
    pass_free(&proof.pass);
}

int main(void)
{
    bench_epoch();
    bench_batches(2, 10, 2, 400, (size_t[]){ 1, 10, 40, 400 }, 4);
    bench_batches(NX, NH, NY, 2000, (size_t[]){ 1, 10, 100, 2000 }, 4);
    bench_products();
    bench_gradient_check();
    return EXIT_SUCCESS;
}
