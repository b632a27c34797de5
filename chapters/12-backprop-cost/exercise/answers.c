/* answers.c — l'exercice 12 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right en boucles, sans un produit de matrices */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double top = a[D].data[i];
        d.data[i] = 2 * (top - y->data[i]) * (1 - top) * (1 + top);
    }
    for (size_t l = D; l > 0; l--) {
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                AT(&gradient[l - 1], i, j) = d.data[i] * a[l - 1].data[j];
        for (size_t j = 0; j < n; j++) {
            double total = 0;
            for (size_t i = 0; i < n; i++)
                total += d.data[i] * AT(&A[l - 1], i, j);
            double h = a[l - 1].data[j];
            below.data[j] = total * (1 - h * h);
        }
        matrix_copy(&d, &below);
    }
    matrix_free(&d);
    matrix_free(&below);

/*! right tous les d d'abord, gardés */
    Matrix *d = allocate(D + 1, sizeof *d);
    for (size_t l = D; l >= 1; l--) {
        d[l] = matrix_create(y->rows, 1);
        if (l == D) {
            matrix_subtract(&d[l], &a[l], y);
            matrix_scale(&d[l], 2, &d[l]);
        } else
            matrix_multiply_tn(&d[l], &A[l], &d[l + 1]);
        for (size_t i = 0; i < y->rows; i++)
            d[l].data[i] *= 1 - a[l].data[i] * a[l].data[i];
    }
    for (size_t l = 1; l <= D; l++) {
        matrix_multiply_nt(&gradient[l - 1], &d[l], &a[l - 1]);
        matrix_free(&d[l]);
    }

/*! right des lignes au lieu de colonnes, une descente de trop */
    Matrix d = matrix_create(1, y->rows), next = matrix_clone(&d);
    for (size_t i = 0; i < y->rows; i++)
        d.data[i] = (a[D].data[i] - y->data[i]) * 2;
    for (size_t l = D; l >= 1; l--) {
        for (size_t i = 0; i < y->rows; i++)
            d.data[i] -= d.data[i] * a[l].data[i] * a[l].data[i];
        Matrix row = matrix_view(a[l - 1].data, 1, y->rows);
        matrix_multiply_tn(&gradient[l - 1], &d, &row);
        matrix_multiply(&next, &d, &A[l - 1]);
        matrix_copy(&d, &next);
    }
    matrix_free(&d);
    matrix_free(&next);

/*! right les pentes d'abord */
    Matrix *slope = allocate(D + 1, sizeof *slope);
    for (size_t l = 1; l <= D; l++) {
        slope[l] = matrix_create(y->rows, 1);
        matrix_fill(&slope[l], 1);
        for (size_t i = 0; i < y->rows; i++)
            slope[l].data[i] -= pow(a[l].data[i], 2);
    }
    Matrix d = matrix_clone(&a[D]), down = matrix_clone(&d);
    matrix_add_scaled(&d, -1, y);
    matrix_add(&d, &d, &d);
    matrix_hadamard(&d, &d, &slope[D]);
    for (size_t l = D;;) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (--l == 0)
            break;
        matrix_multiply_tn(&down, &A[l], &d);
        matrix_hadamard(&d, &down, &slope[l]);
    }
    matrix_free(&d);
    matrix_free(&down);

/*! wrong chain-rebuilt */
    size_t n = y->rows;
    for (size_t l = 1; l <= D; l++) {
        Matrix d = matrix_create(n, 1), e = matrix_create(n, 1);
        for (size_t i = 0; i < n; i++) {
            double h = a[D].data[i];
            d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
        }
        for (size_t m = D; m > l; m--) {
            matrix_multiply_tn(&e, &A[m - 1], &d);
            for (size_t i = 0; i < n; i++)
                d.data[i] =
                    e.data[i] * (1 - a[m - 1].data[i] * a[m - 1].data[i]);
        }
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        matrix_free(&d);
        matrix_free(&e);
    }

/*! wrong target-forgotten */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * h * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong half */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong sign */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (y->data[i] - h) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-omitted */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            d.data[i] = below.data[i];
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong top-slope-omitted */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong lower-slopes-omitted */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        matrix_copy(&d, &below);
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-unsquared */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-negated */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (h * h - 1);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (h * h - 1);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-tanh-twice */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - tanh(h) * tanh(h));
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - tanh(h) * tanh(h));
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-tanh-twice */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - pow(tanh(h), 2));
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - pow(tanh(h), 2));
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-of-layer-above */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-before-weights */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            below.data[i] = d.data[i] * (1 - h * h);
        }
        matrix_multiply_tn(&d, &A[l - 1], &below);
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong A-untransposed */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong A-untransposed */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++)
        d.data[i] = 2 * (a[D].data[i] - y->data[i]);
    for (size_t l = D; l >= 1; l--) {
        Matrix down = matrix_create(n, 1);
        for (size_t i = 0; i < n; i++)
            d.data[i] *= 1 - a[l].data[i] * a[l].data[i];
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                AT(&gradient[l - 1], i, j) = d.data[i] * a[l - 1].data[j];
                down.data[i] += AT(&A[l - 1], i, j) * d.data[j];
            }
        matrix_copy(&d, &down);
        matrix_free(&down);
    }
    matrix_free(&d);

/*! wrong A-of-layer-below */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 2], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong d-never-moves */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            below.data[i] *= 1 - h * h;
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong d-never-moves */
    Matrix d = matrix_create(y->rows, 1);
    matrix_subtract(&d, &a[D], y);
    for (size_t i = 0; i < y->rows; i++)
        d.data[i] *= 2 * (1 - a[D].data[i] * a[D].data[i]);
    for (size_t l = 1; l <= D; l++)
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
    matrix_free(&d);

/*! wrong d-of-layer-below */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong a-same-layer */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong leaf-transposed */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &a[l - 1], &d);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong first-layer-skipped */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l > 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong last-layer-skipped */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        if (l < D)
            matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong layers-reversed */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[D - l], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-omitted chain-rebuilt */
    Matrix d = matrix_create(y->rows, 1), e = matrix_create(y->rows, 1);
    for (size_t l = 0; l < D; l++) {
        matrix_subtract(&d, &a[D], y);
        matrix_scale(&d, 2, &d);
        for (size_t m = D - 1; m > l; m--) {
            matrix_multiply_tn(&e, &A[m], &d);
            matrix_copy(&d, &e);
        }
        matrix_multiply_nt(&gradient[l], &d, &a[l]);
    }
    matrix_free(&d);
    matrix_free(&e);

/*! wrong half A-untransposed */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong slope-of-layer-above leaf-transposed */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &a[l - 1], &d);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong unknown */
    /* juste, mais une jacobienne n×n est portée du sommet à chaque couche */
    size_t n = y->rows;
    Matrix J = matrix_create(n, n), K = matrix_create(n, n);
    Matrix e = matrix_create(n, 1), d = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        AT(&J, i, i) = 1 - a[D].data[i] * a[D].data[i];
        e.data[i] = 2 * (a[D].data[i] - y->data[i]);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_tn(&d, &J, &e);
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        matrix_multiply(&K, &J, &A[l - 1]);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double h = a[l - 1].data[j];
                AT(&J, i, j) = AT(&K, i, j) * (1 - h * h);
            }
    }
    matrix_free(&J);
    matrix_free(&K);
    matrix_free(&e);
    matrix_free(&d);

/*! wrong shape */
    Matrix d = matrix_clone(&a[D]);
    matrix_subtract(&d, &a[D], y);
    for (size_t l = D; l >= 1; l--)
        matrix_multiply(&gradient[l - 1], &d, &a[l - 1]);
    matrix_free(&d);

/*! wrong precision */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        float h = a[D].data[i];
        d.data[i] = 2 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            float h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);

/*! wrong ratio */
    size_t n = y->rows;
    Matrix d = matrix_create(n, 1), below = matrix_create(n, 1);
    for (size_t i = 0; i < n; i++) {
        double h = a[D].data[i];
        d.data[i] = 3 * (h - y->data[i]) * (1 - h * h);
    }
    for (size_t l = D; l >= 1; l--) {
        matrix_multiply_nt(&gradient[l - 1], &d, &a[l - 1]);
        if (l == 1)
            break;
        matrix_multiply_tn(&below, &A[l - 1], &d);
        for (size_t i = 0; i < n; i++) {
            double h = a[l - 1].data[i];
            d.data[i] = below.data[i] * (1 - h * h);
        }
    }
    matrix_free(&d);
    matrix_free(&below);
