#include "course.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

Dataset course_circles(size_t per_class, Random *random)
{
    return circles(per_class, COURSE_NOISE, random);
}

Parameters course_network(size_t nh, Random *random)
{
    Parameters p = parameters_create(2, nh, 2);
    parameters_random(&p, COURSE_WEIGHT, random);
    return p;
}

Training course_training(void)
{
    return (Training){ .epochs = COURSE_EPOCHS,
                       .batch = COURSE_BATCH,
                       .eta = COURSE_ETA };
}

/* --- Les réglages du lecteur --------------------------------------------- */

static Option find_option(Course *course, const char *name, size_t length)
{
    const Option all[] = {
        { "nh", "neurones cachés", .count = &course->nh, .low = 1,
          .high = 1000 },
        { "batch", "exemples par mini-lot", .count = &course->batch, .low = 1,
          .high = 10000 },
        { "epochs", "passages sur les exemples", .count = &course->epochs,
          .low = 1, .high = 100000 },
        { "points", "points d'apprentissage par classe",
          .count = &course->per_class, .low = 5, .high = 100000 },
        { "eta", "taux d'apprentissage", .real = &course->eta, .low = 1e-6,
          .high = 1000 },
        { "noise", "écart type du bruit des cercles", .real = &course->noise,
          .low = 0.02, .high = 0.6 },
        { "weight", "écart type des poids initiaux", .real = &course->weight,
          .low = 0, .high = 100 },
        { "data", "FICHIER.csv, x1,…,class : vos points, non les cercles",
          .text = &course->path },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strlen(all[i].name) == length &&
            strncmp(all[i].name, name, length) == 0)
            return all[i];
    fatal(HERE, __func__, "pas de réglage « %.*s »", (int)length, name);
}

size_t course_options(Option *options, Course *course, const char *names)
{
    size_t count = 0;
    for (names += strspn(names, " "); *names; names += strspn(names, " ")) {
        size_t length = strcspn(names, " ");
        if (count == COURSE_OPTIONS)
            fatal(HERE, __func__, "plus de %d réglages", COURSE_OPTIONS);
        options[count++] = find_option(course, names, length);
        names += length;
    }
    return count;
}

enum { FEWEST = 10 };

void course_open(Course *course, bool plane)
{
    Error error;
    if (!course->path)
        return;
    if (!csv_read(&course->given, course->path, &error))
        error_exit("données", &error);
    if (plane && course->given.X.cols != 2) {
        error_set(&error,
                  "%s : %zu colonnes, mais ce chapitre dessine le "
                  "plan : il en faut deux, x1 et x2",
                  course->path, course->given.X.cols);
        error_exit("données", &error);
    }
    if (course->given.X.rows < FEWEST) {
        error_set(&error, "%s : %zu exemples ; il en faut %d", course->path,
                  course->given.X.rows, FEWEST);
        error_exit("données", &error);
    }
}

void course_require_two_classes(const Course *course)
{
    Error error;
    if (!course->path || course->given.Y.cols == 2)
        return;
    error_set(&error, "%s : %zu classes, mais un SVM en sépare deux : 0 et 1",
              course->path, course->given.Y.cols);
    error_exit("données", &error);
}

void course_close(Course *course)
{
    if (course->path)
        dataset_free(&course->given);
}

/* Les deux tiers des points du lecteur, puis le reste, à leur échelle. */
static Sets split(const Dataset *given, Random *random)
{
    size_t N = given->X.rows, kept = N - N / 3;
    size_t *order = allocate(N, sizeof *order);
    Sets sets = { dataset_create(kept, given->X.cols, given->Y.cols),
                  dataset_create(N - kept, given->X.cols, given->Y.cols) };
    random_permutation(random, order, N);
    for (size_t n = 0; n < N; n++) {
        Dataset *to = n < kept ? &sets.data : &sets.fresh;
        dataset_copy_example(to, n < kept ? n : n - kept, given, order[n]);
    }
    free(order);
    dataset_standardize(&sets.data, &sets.fresh);
    return sets;
}

Sets course_sets(const Course *course, size_t fresh, Random *random)
{
    if (course->path)
        return split(&course->given, random);
    Sets sets;
    sets.data = circles(course->per_class, course->noise, random);
    sets.fresh = circles(fresh, course->noise, random);
    return sets;
}

void sets_free(Sets *sets)
{
    dataset_free(&sets->data);
    dataset_free(&sets->fresh);
}

Parameters course_start(const Course *course, size_t nh, const Dataset *data,
                        Random *random)
{
    Parameters p = parameters_create(data->X.cols, nh, data->Y.cols);
    parameters_random(&p, course->weight, random);
    return p;
}

Training course_descent(const Course *course)
{
    return (Training){ .epochs = course->epochs,
                       .batch = course->batch,
                       .eta = course->eta };
}

/* --- Le meilleur classifieur --------------------------------------------- */

/* e^(−z) I₀(z), la fonction de Bessel modifiée :
 * (1/π) ∫₀^π e^(z(cos t − 1)) dt, par la règle des trapèzes, qui converge vite
 * sur une fonction périodique. */
static double scaled_bessel(double z)
{
    enum { POINTS = 200 };
    const double pi = acos(-1.0);
    double sum = 0.5 + 0.5 * exp(-2 * z);
    for (int i = 1; i < POINTS; i++)
        sum += exp(z * (cos(pi * i / POINTS) - 1));
    return sum / POINTS;
}

/* Densité du rayon r d'un point du cercle R bruité (loi de Rice). */
static double rice(double r, double R, double noise)
{
    double variance = noise * noise, gap = r - R;
    return r / variance * exp(-gap * gap / (2 * variance)) *
           scaled_bessel(r * R / variance);
}

/* P(rayon ≤ r), par la règle de Simpson. */
static double rice_within(double r, double R, double noise)
{
    enum { INTERVALS = 1000 };
    double h = r / INTERVALS, sum = rice(0, R, noise) + rice(r, R, noise);
    for (int i = 1; i < INTERVALS; i++)
        sum += (i % 2 ? 4 : 2) * rice(i * h, R, noise);
    return sum * h / 3;
}

static void require_noise(Site site, const char *function, double noise)
{
    if (!(noise >= 0.02 && noise <= 0.6))
        fatal(site, function, "bruit %g, de 0,02 à 0,6", noise);
}

BestClassifier course_best(double noise)
{
    require_noise(HERE, __func__, noise);
    /* Au seuil, les deux densités sont égales. */
    double low = CIRCLES_INNER, high = CIRCLES_OUTER;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (rice(middle, CIRCLES_INNER, noise) >
            rice(middle, CIRCLES_OUTER, noise))
            low = middle;
        else
            high = middle;
    }
    double inner = rice_within(low, CIRCLES_INNER, noise);
    double outer = 1 - rice_within(low, CIRCLES_OUTER, noise);
    return (BestClassifier){ low, (inner + outer) / 2 };
}

double course_best_mixed(double noise, double share)
{
    enum { STEPS = 2000 };
    require_noise(HERE, __func__, noise);
    double last = CIRCLES_OUTER + 8 * noise, sum = 0;
    for (int i = 1; i < STEPS; i++) {
        double r = last * i / STEPS;
        sum += fmax((1 - share) * rice(r, CIRCLES_OUTER, noise),
                    share * rice(r, CIRCLES_INNER, noise));
    }
    return sum * last / STEPS;
}

/* --- La meilleure droite devant les deux cercles ------------------------- */

/* P(x₁ ≤ t) pour un point du cercle R bruité : la moyenne, sur l'angle, de
 * Φ((t − R cos θ) / σ), par la règle des trapèzes. */
static double projection_below(double t, double R, double noise)
{
    enum { ANGLES = 256 };
    const double pi = acos(-1.0);
    double sum = 0;
    for (int i = 0; i < ANGLES; i++) {
        double z = (t - R * cos(2 * pi * i / ANGLES)) / noise;
        sum += 0.5 * erfc(-z / sqrt(2.0));
    }
    return sum / ANGLES;
}

double line_accuracy(double t, double noise)
{
    double inner = projection_below(t, CIRCLES_INNER, noise);
    double outer = 1 - projection_below(t, CIRCLES_OUTER, noise);
    return (inner + outer) / 2;
}

BestLine best_line(double noise)
{
    enum { STEPS = 2000 };
    BestLine best = { 0, 0 };
    for (int i = 0; i <= STEPS; i++) {
        double t = 2.0 * i / STEPS, accuracy = line_accuracy(t, noise);
        if (accuracy > best.accuracy)
            best = (BestLine){ t, accuracy };
    }
    return best;
}
