/* images.h — les images de Fashion-MNIST, là où make les a rangées. */
#ifndef IMAGES_H
#define IMAGES_H

#include "../../lib/dataset.h"

enum { IMAGE_SIDE = 28, IMAGE_SIZE = IMAGE_SIDE * IMAGE_SIDE, CLASSES = 10 };

/* Le nom français de la classe k. */
const char *class_name(size_t k);

/* L'un au moins des quatre fichiers est-il dans build/data ? */
bool images_present(void);

/* Les 60 000 images d'apprentissage, les 10 000 de test ; à libérer par
 * dataset_free. Rend false si un fichier est mauvais, ou si ses images n'ont
 * pas 28×28 pixels. */
bool images_read_train(Dataset *data, Error *error);
bool images_read_test(Dataset *data, Error *error);

#endif
