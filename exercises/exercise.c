#include "exercise.h"

#include <string.h>

#include "../lib/mistakes.h"

size_t tensor_count(const Tensor *tensors)
{
    size_t count = 0;
    while (tensors[count].name)
        count++;
    return count;
}

size_t wrong_count(const Exercise *e)
{
    size_t count = 0;
    while (e->wrongs[count].id)
        count++;
    if (count > WRONGS_MAX)
        fatal(HERE, __func__, "%zu erreurs dans l'exercice %s, %d au plus",
              count, e->number, WRONGS_MAX);
    return count;
}

size_t short_count(const Exercise *e)
{
    return e->cases - e->long_cases;
}

const char *wrong_name(const Wrong *wrong)
{
    const Mistake *known = wrong->name ? NULL : mistake_find(wrong->id);
    if (!wrong->name && !known)
        fatal(HERE, __func__, "%s n'est pas une erreur connue", wrong->id);
    return wrong->name ? wrong->name : known->name;
}

void store_transposed(Matrix *G)
{
    Matrix turned = matrix_create(G->cols, G->rows);
    matrix_transpose(&turned, G);
    memcpy(G->data, turned.data, matrix_size(G) * sizeof *G->data);
    matrix_free(&turned);
}

void case_draw(Case *c, const Exercise *e, size_t rank)
{
    *c = (Case){ 0 };
    e->draw(c, rank);
}

void case_free(Case *c)
{
    for (size_t k = 0; k < TENSORS_MAX; k++) {
        matrix_free(&c->in[k]);
        matrix_free(&c->out[k]);
    }
}
