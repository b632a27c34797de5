/* answers.c — l'exercice 8 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que
 * le juge doit nommer. */

/*! right par la bibliothèque */
    matrix_subtract(squared, y_hat, y);
    matrix_scale(squared, 2, squared);
    matrix_fill(cross, 0);
    for (size_t k = 0; k < y->rows; k++)
        if (AT(y, k, 0) > 0)
            AT(cross, k, 0) -= AT(y, k, 0) / AT(y_hat, k, 0);

/*! right en gardant ŷ plutôt que y */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = 0;
        if (p > 0)
            cross->data[k] = -t * pow(p, -1);
        squared->data[k] = p - t + p - t;
    }

/*! right par les logarithmes, de la dernière classe à la première */
    for (size_t k = y->rows; k-- > 0;) {
        squared->data[k] = 2 * y_hat->data[k] - 2 * y->data[k];
        cross->data[k] =
            y->data[k] > 0 ? -exp(log(y->data[k]) - log(y_hat->data[k])) : 0;
    }

/*! right somme de Kronecker */
    size_t ny = y->rows;
    for (size_t k = 0; k < ny; k++) {
        double c = 0, q = 0;
        for (size_t i = 0; i < ny; i++) {
            double delta = i == k;
            if (y->data[i] != 0)
                c -= y->data[i] / y_hat->data[i] * delta;
            q += 2 * (y_hat->data[i] - y->data[i]) * delta;
        }
        cross->data[k] = c;
        squared->data[k] = q;
    }

/*! wrong cross-at-logits */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = p - t;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong zero-division */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -t / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-one-hot */
    size_t c = 0;
    for (size_t k = 0; k < y->rows; k++) {
        if (y->data[k] > y->data[c])
            c = k;
        cross->data[k] = 0;
        squared->data[k] = 2 * (y_hat->data[k] - y->data[k]);
    }
    cross->data[c] = -1 / y_hat->data[c];

/*! wrong cross-target-forgotten zero-division */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -1 / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-target-forgotten */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = p == 0 ? 0 : -1 / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-inverted zero-division */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -p / t;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-inverted */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -p / t;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-not-derived */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = 0;
        if (t != 0)
            cross->data[k] = -t * log(p);
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-not-derived zero-division */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -t * log(p);
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-over-log */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / log(p);
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-binary */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        double right = t == 0 ? 0 : -t / p;
        double wrong = t == 1 ? 0 : (1 - t) / (1 - p);
        cross->data[k] = right + wrong;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-binary zero-division */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -t / p + (1 - t) / (1 - p);
        squared->data[k] = 2 * (p - t);
    }

/*! wrong log-epsilon */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -t / (p + 1e-8);
        squared->data[k] = 2 * (p - t);
    }

/*! wrong log-epsilon-small */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -t / (p + 1e-12);
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-projected */
    double mean = 0;
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        mean += cross->data[k] / y->rows;
        squared->data[k] = 2 * (p - t);
    }
    for (size_t k = 0; k < y->rows; k++)
        cross->data[k] -= mean;

/*! wrong cross-mean */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p / y->rows;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-sign */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : t / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong cross-sign zero-division */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong squared-target-forgotten */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * p;
    }

/*! wrong squared-not-derived */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = (p - t) * (p - t);
    }

/*! wrong squared-absolute */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * fabs(p - t);
    }

/*! wrong squared-at-logits */
    size_t ny = y->rows;
    matrix_fill(squared, 0);
    for (size_t k = 0; k < ny; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        for (size_t i = 0; i < ny; i++)
            squared->data[k] += 2 * (y_hat->data[i] - y->data[i]) *
                                y_hat->data[i] * ((i == k) - p);
    }

/*! wrong squared-class-only */
    matrix_fill(cross, 0);
    matrix_fill(squared, 0);
    for (size_t k = 0; k < y->rows; k++)
        if (y->data[k] > 0) {
            cross->data[k] = -y->data[k] / y_hat->data[k];
            squared->data[k] = 2 * (y_hat->data[k] - y->data[k]);
        }

/*! wrong squared-halved */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = p - t;
    }

/*! wrong squared-mean */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * (p - t) / y->rows;
    }

/*! wrong squared-sign */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * (t - p);
    }

/*! wrong squared-sign zero-division */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = -t / p;
        squared->data[k] = 2 * (t - p);
    }

/*! wrong sign */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : t / p;
        squared->data[k] = -2 * (p - t);
    }

/*! wrong first-class-skipped */
    for (size_t k = 1; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong last-class-skipped */
    for (size_t k = 0; k < y->rows - 1; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong swapped */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        squared->data[k] = t == 0 ? 0 : -t / p;
        cross->data[k] = 2 * (p - t);
    }

/*! wrong cross-mean squared-mean */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * (p - t);
    }
    matrix_scale(cross, 1. / y->rows, cross);
    matrix_scale(squared, 1. / y->rows, squared);

/*! wrong ratio */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p * log10(exp(1));
        squared->data[k] = 2 * (p - t);
    }

/*! wrong not-finite */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        squared->data[k] = 2 * (p - t) * (p - t) / fabs(p - t);
    }

/*! wrong precision */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / p;
        float gap = p - t;
        squared->data[k] = 2 * gap;
    }

/*! wrong buffer */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        if (t != 0)
            cross->data[k] -= t / p;
        squared->data[k] += 2 * (p - t);
    }

/*! wrong unwritten */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        if (t != 0)
            cross->data[k] = -t / p;
        squared->data[k] = 2 * (p - t);
    }

/*! wrong unknown */
    for (size_t k = 0; k < y->rows; k++) {
        double p = y_hat->data[k], t = y->data[k];
        cross->data[k] = t == 0 ? 0 : -t / (p * p);
        squared->data[k] = 2 * (p - t);
    }
