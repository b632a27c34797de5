/* course.h — les réglages du TP, et ce qu'on peut en attendre au mieux. */
#ifndef COURSE_H
#define COURSE_H

#include "network.h"
#include "report.h"

enum {
    COURSE_PER_CLASS = 200, /* points d'apprentissage par classe */
    COURSE_NH = 10,
    COURSE_BATCH = 10,
    COURSE_EPOCHS = 150,
};

#define COURSE_NOISE 0.2  /* écart type du bruit des cercles */
#define COURSE_WEIGHT 0.3 /* écart type des poids initiaux */
#define COURSE_ETA 0.3    /* pour une loss moyenne */

/* Les réglages d'un programme, que le lecteur peut changer. */
typedef struct {
    size_t nh, batch, epochs;
    size_t per_class; /* points d'apprentissage par classe */
    double eta, noise, weight;
    const char *path; /* --data ; NULL : les deux cercles */
    Dataset given;    /* les points de path, tels quels */
} Course;

/* Ceux du TP. */
#define COURSE_DEFAULT \
    { \
        .nh = COURSE_NH, .batch = COURSE_BATCH, .epochs = COURSE_EPOCHS, \
        .per_class = COURSE_PER_CLASS, .eta = COURSE_ETA, \
        .noise = COURSE_NOISE, .weight = COURSE_WEIGHT, \
    }

/* Met dans options, qui a la place de COURSE_OPTIONS, celles que nomme names,
 * séparées par une espace : nh, batch, epochs, points (par classe), eta, noise,
 * weight, data ; avec leurs bornes. Rend leur nombre. */
enum { COURSE_OPTIONS = 8 };
size_t course_options(Option *options, Course *course, const char *names);

/* Lit les points que « --data » a nommés, s'il y en a. plane : il faut deux
 * colonnes. Un fichier refusé termine le programme. À libérer par
 * course_close. */
void course_open(Course *course, bool plane);
void course_close(Course *course);

/* Les points du lecteur, s'il y en a, ont deux classes ; sinon le programme se
 * termine, et dit pourquoi. Après course_open. */
void course_require_two_classes(const Course *course);

/* Des exemples pour apprendre, d'autres, jamais vus, pour juger. */
typedef struct {
    Dataset data, fresh;
} Sets;

/* Des deux cercles : per_class puis fresh points par classe. Des points du
 * lecteur : les deux tiers, tirés au hasard, puis le reste ; tous centrés et
 * réduits par la moyenne et l'écart type des premiers. À libérer par sets_free.
 */
Sets course_sets(const Course *course, size_t fresh, Random *random);
void sets_free(Sets *sets);

/* nh unités, aux tailles de ces exemples, poids N(0, weight²), biais nuls. */
Parameters course_start(const Course *course, size_t nh, const Dataset *data,
                        Random *random);

/* La descente de ces réglages, sans suivi. */
Training course_descent(const Course *course);

/* 2 per_class points des deux cercles, avec le bruit du TP. */
Dataset course_circles(size_t per_class, Random *random);

/* nx = 2, ny = 2, nh unités, poids N(0, 0,3²), biais nuls. */
Parameters course_network(size_t nh, Random *random);

/* 150 epochs, mini-lots de 10, η = 0,3, sans suivi. */
Training course_training(void);

/* Le rayon r* qui sépare au mieux les deux cercles, et la part de bonnes
 * réponses qu'il donne : aucun classifieur ne fait mieux en moyenne. Calculés
 * par quadrature de la loi de Rice du rayon d'un point bruité ;
 * 0,02 ≤ noise ≤ 0,6. */
typedef struct {
    double radius, accuracy;
} BestClassifier;
BestClassifier course_best(double noise);

/* La même part de bonnes réponses quand le petit cercle donne une part `share`
 * des points : ∫ max((1 − share) q₀(r), share q₁(r)) dr, où q₀ et q₁ sont les
 * lois de Rice du rayon. Par la règle des trapèzes ; mêmes bornes. */
double course_best_mixed(double noise, double share);

/* --- La meilleure droite devant les deux cercles ------------------------- */

/* Part de bonnes réponses, en moyenne sur les points, de la droite à distance
 * t de l'origine qui donne au grand cercle le côté où l'origine n'est pas. */
double line_accuracy(double t, double noise);

/* La distance qui réussit le mieux, et la part de bonnes réponses qu'aucune
 * droite ne dépasse. */
typedef struct {
    double distance, accuracy;
} BestLine;
BestLine best_line(double noise);

#endif
