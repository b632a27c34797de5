#include "margin.h"

#include <math.h>

/* --- Les deux loss d'une marge ------------------------------------------- */

/* [hinge] */
double hinge(double m)
{
    return m >= 1.0 ? 0.0 : 1.0 - m; /* @eq:svm-hinge */
}

double hinge_slope(double m)
{
    return m >= 1.0 ? 0.0 : -1.0; /* @eq:svm-hinge-slope, au pli 0 */
}
/* [/hinge] */

double squared_hinge(double m)
{
    return hinge(m) * hinge(m); /* @eq:svm-squared */
}

double squared_hinge_slope(double m)
{
    return -2.0 * hinge(m); /* @eq:svm-squared-slope */
}

double margin_loss(MarginLoss loss, double m)
{
    return loss == HINGE ? hinge(m) : squared_hinge(m);
}

double margin_slope(MarginLoss loss, double m)
{
    return loss == HINGE ? hinge_slope(m) : squared_hinge_slope(m);
}

/* --- Deux classes -------------------------------------------------------- */

Matrix signed_classes(const Dataset *data, size_t positive)
{
    Matrix s = matrix_create(data->X.rows, 1);
    for (size_t n = 0; n < s.rows; n++)
        s.data[n] = dataset_class(data, n) == positive ? 1 : -1;
    return s;
}

double(margin_accuracy)(Site site, const Matrix *f, const Matrix *s)
{
    matrix_require_same(site, "margin_accuracy", "f", f, "s", s);
    size_t right = 0;
    for (size_t n = 0; n < matrix_size(f); n++)
        right += s->data[n] * f->data[n] > 0;
    return (double)right / (double)matrix_size(f);
}

/* --- De quoi apprendre --------------------------------------------------- */

static bool points_check(const Matrix *X, Error *error)
{
    for (size_t n = 0; n < X->rows; n++)
        for (size_t i = 0; i < X->cols; i++)
            if (!isfinite(AT(X, n, i)))
                return error_set(error,
                                 "la composante %zu de l'exemple %zu "
                                 "n'est pas finie",
                                 i + 1, n + 1);
    return true;
}

static bool signs_check(const Matrix *s, Error *error)
{
    size_t positive = 0;
    for (size_t n = 0; n < s->rows; n++) {
        if (fabs(s->data[n]) != 1)
            return error_set(error,
                             "la classe de l'exemple %zu vaut %g, ni 1 ni −1",
                             n + 1, s->data[n]);
        positive += s->data[n] > 0;
    }
    if (positive == 0 || positive == s->rows)
        return error_set(error, "tous les exemples sont de la même classe");
    return true;
}

bool margin_check(const Matrix *X, const Matrix *s, double C, Error *error)
{
    if (!(C > 0 && isfinite(C)))
        return error_set(error, "C vaut %g : il doit être positif, et fini",
                         C);
    if (X->rows == 0 || s->rows != X->rows || s->cols != 1)
        return error_set(error,
                         "X est %zu×%zu et s %zu×%zu : une classe par "
                         "exemple, et un exemple au moins",
                         X->rows, X->cols, s->rows, s->cols);
    return signs_check(s, error) && points_check(X, error);
}
