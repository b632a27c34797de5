#include "images.h"

#include <unistd.h>

#define FOLDER "build/data/"
#define TRAIN_IMAGES FOLDER "train-images-idx3-ubyte"
#define TRAIN_LABELS FOLDER "train-labels-idx1-ubyte"
#define TEST_IMAGES FOLDER "t10k-images-idx3-ubyte"
#define TEST_LABELS FOLDER "t10k-labels-idx1-ubyte"

const char *class_name(size_t k)
{
    static const char *const names[CLASSES] = {
        "T-shirt", "pantalon", "pull",   "robe", "manteau",
        "sandale", "chemise",  "basket", "sac",  "bottine",
    };
    return names[k];
}

bool images_present(void)
{
    return access(TRAIN_IMAGES, F_OK) == 0 ||
           access(TRAIN_LABELS, F_OK) == 0 || access(TEST_IMAGES, F_OK) == 0 ||
           access(TEST_LABELS, F_OK) == 0;
}

static bool read_images(Dataset *data, const char *images, const char *labels,
                        Error *error)
{
    if (!idx_read(data, images, labels, CLASSES, error))
        return false;
    if (data->X.cols == IMAGE_SIZE)
        return true;
    error_set(error, "%s : pixels par image : %zu au lieu de %d", images,
              data->X.cols, IMAGE_SIZE);
    dataset_free(data);
    return false;
}

bool images_read_train(Dataset *data, Error *error)
{
    return read_images(data, TRAIN_IMAGES, TRAIN_LABELS, error);
}

bool images_read_test(Dataset *data, Error *error)
{
    return read_images(data, TEST_IMAGES, TEST_LABELS, error);
}
