/* dataset.h — les données : cercles, images IDX, fichiers CSV. */
#ifndef DATASET_H
#define DATASET_H

#include "matrix.h"
#include "random.h"

typedef struct {
    Matrix X; /* N×nx, un exemple par ligne */
    Matrix Y; /* N×ny, one-hot */
} Dataset;

/* N exemples nuls ; à libérer par dataset_free. */
Dataset dataset_create(size_t N, size_t nx, size_t ny);
void dataset_free(Dataset *data);

/* Vue sur les exemples first … first + count − 1 ; ne se libère pas. */
Dataset dataset_slice(const Dataset *data, size_t first, size_t count);

/* Classe de l'exemple n : l'indice de son 1. */
size_t dataset_class(const Dataset *data, size_t n);

/* L'exemple to de *data devient l'exemple from de *source. */
void dataset_copy_example(Dataset *data, size_t to, const Dataset *source,
                          size_t from);

/* Centre et réduit chaque colonne de X, dans data comme dans fresh, par la
 * moyenne et l'écart type (diviseur N) de data seul : rien de fresh n'entre
 * dans ce que l'on apprend. Une colonne constante dans data, à l'arrondi près,
 * devient nulle dans les deux. Même nx ; data n'est pas vide. */
void dataset_standardize(Dataset *data, Dataset *fresh);

/* Les rayons des deux cercles. */
#define CIRCLES_OUTER 1.0
#define CIRCLES_INNER (1 / 3.)

/* Deux cercles bruités : per_class points de rayon 1 (classe 0) et autant de
 * rayon 1/3 (classe 1), d'angle uniforme, plus un bruit N(0, sigma²) sur chaque
 * coordonnée ; les deux classes alternent. */
Dataset circles(size_t per_class, double sigma, Random *random);

/* Images et étiquettes au format IDX non compressé : X dans [0, 1] (octet/255),
 * Y one-hot à `classes` classes. *data est écrasé, et reste à libérer. Rend
 * false, *data intact, si un fichier manque, est vide, tronqué, trop long,
 * compressé, d'un autre type, de tailles qui débordent ou ne s'accordent pas,
 * ou si une étiquette dépasse ; l'erreur nomme le fichier. */
bool idx_read(Dataset *data, const char *images_path, const char *labels_path,
              size_t classes, Error *error);

/* CSV à en-tête « x1,…,xn,class » : nombres finis à point décimal, classe
 * entière de 0 à ny − 1 (ny = plus grande classe + 1), deux classes au moins.
 * Acceptés : fins de ligne et marque UTF-8 de Windows, blancs autour d'un
 * champ, lignes vides à la fin. *data est écrasé, et reste à libérer. Rend
 * false, *data intact, si le fichier est mal formé ; l'erreur nomme le fichier,
 * la ligne et la colonne (à partir de 1). */
bool csv_read(Dataset *data, const char *path, Error *error);

#endif
