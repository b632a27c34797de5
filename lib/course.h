/* course.h — les réglages du TP, et ce qu'on peut en attendre au mieux. */
#ifndef COURSE_H
#define COURSE_H

#include "network.h"

enum {
    COURSE_PER_CLASS = 200, /* points d'apprentissage par classe */
    COURSE_NH = 10,
    COURSE_BATCH = 10,
    COURSE_EPOCHS = 150,
};

#define COURSE_NOISE 0.2  /* écart type du bruit des cercles */
#define COURSE_WEIGHT 0.3 /* écart type des poids initiaux */
#define COURSE_ETA 0.3    /* pour une loss moyenne */

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

#endif
