#include "formulas.h"

/* [count] */
size_t parameter_count(size_t nx, size_t nh, size_t ny)
{
    /* @eq:sizes-count */
    return nh * (nx + 1) + ny * (nh + 1);
}
/* [/count] */

/* [widen] */
void widen(Parameters *wide, const Parameters *p)
{
    if (wide->nx != p->nx || wide->ny != p->ny || wide->nh < p->nh)
        fatal(HERE, __func__, "de %zu–%zu–%zu à %zu–%zu–%zu", p->nx, p->nh,
              p->ny, wide->nx, wide->nh, wide->ny);
    for (size_t j = 0; j < p->nh; j++) {
        wide->bh.data[j] = p->bh.data[j];
        for (size_t i = 0; i < p->nx; i++)
            AT(&wide->Wh, j, i) = AT(&p->Wh, j, i);
    }
    matrix_copy(&wide->by, &p->by);
    for (size_t k = 0; k < p->ny; k++)
        for (size_t j = 0; j < wide->nh; j++)
            /* @eq:sizes-idle : rien ne sort des neurones ajoutés */
            AT(&wide->Wy, k, j) = j < p->nh ? AT(&p->Wy, k, j) : 0;
}
/* [/widen] */
