/* formulas.h — le plan relevé, et le cercle qu'un plan y coupe. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/linear_svm.h"

/* (x₁, x₂) ↦ (x₁, x₂, x₁² + x₂²), pour chaque ligne de X (N×2) ; N×3, à
 * libérer. */
Matrix lift(const Matrix *X);

/* La frontière d'un SVM de l'espace relevé, vue du plan : un cercle de centre
 * (x1, x2) et de rayon radius, NaN s'il n'y en a pas. */
typedef struct {
    double x1, x2, radius;
} Circle;
Circle boundary_circle(const LinearSvm *svm);

/* Ce qui sépare la droite du SVM (nx = 2) de l'origine, et la droite de la
 * marge : b / ‖w‖, positif si l'origine est du côté de s = 1 ; 1 / ‖w‖. */
double line_distance(const LinearSvm *svm);
double margin_width(const LinearSvm *svm);

#endif
