/* answers.c — l'exercice 17 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right boucles, un exemple à la fois */
    size_t N = X->rows, nx = X->cols, nh = H->cols, ny = Wy->rows;
    matrix_fill(grad_Wh, 0);
    matrix_fill(grad_bh, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t j = 0; j < nh; j++) {
            double back = 0;
            for (size_t k = 0; k < ny; k++)
                back += AT(Wy, k, j) * AT(grad_Y_tilde, n, k);
            double d = back * (1 - AT(H, n, j) * AT(H, n, j));
            AT(grad_H_tilde, n, j) = d;
            grad_bh->data[j] += d;
            for (size_t i = 0; i < nx; i++)
                AT(grad_Wh, j, i) += d * AT(X, n, i);
        }

/*! right la pente dans une matrice, (1 − h)(1 + h) */
    Matrix slope = matrix_create(H->rows, H->cols);
    Matrix grad_H = matrix_create(H->rows, H->cols);
    for (size_t i = 0; i < matrix_size(H); i++)
        slope.data[i] = (1 - H->data[i]) * (1 + H->data[i]);
    matrix_multiply(&grad_H, grad_Y_tilde, Wy);
    matrix_hadamard(grad_H_tilde, &grad_H, &slope);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_free(&slope);
    matrix_free(&grad_H);

/*! right deux transposées, et 1/cosh² */
    Matrix Wt = matrix_create(Wy->cols, Wy->rows);
    Matrix Dt = matrix_create(H->cols, H->rows);
    matrix_transpose(&Wt, Wy);
    matrix_multiply_nt(grad_H_tilde, grad_Y_tilde, &Wt);
    for (size_t n = 0; n < H->rows; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double c = cosh(AT(H_tilde, n, j));
            AT(grad_H_tilde, n, j) /= c * c;
        }
    matrix_transpose(&Dt, grad_H_tilde);
    matrix_multiply(grad_Wh, &Dt, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_free(&Wt);
    matrix_free(&Dt);

/*! right exemple par exemple, en colonnes, du dernier au premier */
    matrix_fill(grad_Wh, 0);
    matrix_fill(grad_bh, 0);
    Matrix dh = matrix_create(H->cols, 1);
    Matrix outer = matrix_create(grad_Wh->rows, grad_Wh->cols);
    for (size_t n = X->rows; n-- > 0;) {
        Matrix dy = matrix_view(&AT(grad_Y_tilde, n, 0), Wy->rows, 1);
        Matrix x = matrix_view(&AT(X, n, 0), X->cols, 1);
        matrix_multiply_tn(&dh, Wy, &dy);
        for (size_t j = 0; j < dh.rows; j++)
            dh.data[j] *= 1 - pow(tanh(AT(H_tilde, n, j)), 2);
        for (size_t j = 0; j < dh.rows; j++)
            AT(grad_H_tilde, n, j) = dh.data[j];
        matrix_multiply_nt(&outer, &dh, &x);
        matrix_add(grad_Wh, grad_Wh, &outer);
        matrix_add(grad_bh, grad_bh, &dh);
    }
    matrix_free(&dh);
    matrix_free(&outer);

/*! wrong Wy-read-transposed */
    Matrix Wt = matrix_view(Wy->data, Wy->cols, Wy->rows);
    matrix_multiply_nt(grad_H_tilde, grad_Y_tilde, &Wt);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong H-assigned */
    size_t ny = Wy->rows;
    for (size_t n = 0; n < H->rows; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double h = AT(H, n, j), back;
            for (size_t k = 0; k < ny; k++)
                back = AT(grad_Y_tilde, n, k) * AT(Wy, k, j);
            AT(grad_H_tilde, n, j) = back * (1 - h * h);
        }
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong last-class-skipped */
    size_t ny = Wy->rows;
    for (size_t n = 0; n < H->rows; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double h = AT(H, n, j), back = 0;
            for (size_t k = 0; k < ny - 1; k++)
                back += AT(grad_Y_tilde, n, k) * AT(Wy, k, j);
            AT(grad_H_tilde, n, j) = back * (1 - h * h);
        }
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong last-example-skipped */
    size_t N = X->rows;
    matrix_fill(grad_Wh, 0);
    matrix_fill(grad_bh, 0);
    for (size_t n = 0; n + 1 < N; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double back = 0;
            for (size_t k = 0; k < Wy->rows; k++)
                back += AT(Wy, k, j) * AT(grad_Y_tilde, n, k);
            double d = back * (1 - AT(H, n, j) * AT(H, n, j));
            AT(grad_H_tilde, n, j) = d;
            grad_bh->data[j] += d;
            for (size_t i = 0; i < X->cols; i++)
                AT(grad_Wh, j, i) += d * AT(X, n, i);
        }

/*! wrong mean-twice */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= (1 - H->data[i] * H->data[i]) / X->rows;
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong mean-over-classes */
    size_t ny = Wy->rows;
    for (size_t n = 0; n < H->rows; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double h = AT(H, n, j), back = 0;
            for (size_t k = 0; k < ny; k++)
                back += AT(grad_Y_tilde, n, k) * AT(Wy, k, j) / (double)ny;
            AT(grad_H_tilde, n, j) = back * (1 - h * h);
        }
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-omitted */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-negated */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= H->data[i] * H->data[i] - 1;
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-of-h-tilde */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H_tilde->data[i] * H_tilde->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-unsquared */
    Matrix slope = matrix_create(H->rows, H->cols);
    matrix_fill(&slope, 1);
    matrix_subtract(&slope, &slope, H);
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_hadamard(grad_H_tilde, grad_H_tilde, &slope);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_free(&slope);

/*! wrong slope-sigmoid */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= H->data[i] * (1 - H->data[i]);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-tanh-twice */
    Matrix T = matrix_create(H->rows, H->cols);
    matrix_map(&T, tanh, H);
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - T.data[i] * T.data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_free(&T);

/*! wrong slope-absolute */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - sqrt(H->data[i] * H->data[i]);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-square */
    Matrix slope = matrix_create(H->rows, H->cols);
    matrix_hadamard(&slope, H, H);
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_hadamard(grad_H_tilde, grad_H_tilde, &slope);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_free(&slope);

/*! wrong slope-is-tanh */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_hadamard(grad_H_tilde, grad_H_tilde, H);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-twice */
    Matrix slope = matrix_create(H->rows, H->cols);
    for (size_t i = 0; i < matrix_size(H); i++)
        slope.data[i] = 1 - H->data[i] * H->data[i];
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_hadamard(grad_H_tilde, grad_H_tilde, &slope);
    matrix_hadamard(grad_H_tilde, grad_H_tilde, &slope);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_free(&slope);

/*! wrong slope-added */
    Matrix slope = matrix_create(H->rows, H->cols);
    for (size_t i = 0; i < matrix_size(H); i++)
        slope.data[i] = 1 - H->data[i] * H->data[i];
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_add(grad_H_tilde, grad_H_tilde, &slope);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_free(&slope);

/*! wrong slope-divided */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] /= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong twice */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 2 * (1 - H->data[i] * H->data[i]);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong slope-negated */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= -(1 - H->data[i] * H->data[i]);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong first-unit-skipped */
    matrix_fill(grad_Wh, 0);
    matrix_fill(grad_bh, 0);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 1; j < H->cols; j++) {
            double back = 0;
            for (size_t k = 0; k < Wy->rows; k++)
                back += AT(Wy, k, j) * AT(grad_Y_tilde, n, k);
            double d = back * (1 - AT(H, n, j) * AT(H, n, j));
            AT(grad_H_tilde, n, j) = d;
            grad_bh->data[j] += d;
            for (size_t i = 0; i < X->cols; i++)
                AT(grad_Wh, j, i) += d * AT(X, n, i);
        }

/*! wrong last-unit-skipped */
    matrix_fill(grad_Wh, 0);
    matrix_fill(grad_bh, 0);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < H->cols - 1; j++) {
            double back = 0;
            for (size_t k = 0; k < Wy->rows; k++)
                back += AT(Wy, k, j) * AT(grad_Y_tilde, n, k);
            double d = back * (1 - AT(H, n, j) * AT(H, n, j));
            AT(grad_H_tilde, n, j) = d;
            grad_bh->data[j] += d;
            for (size_t i = 0; i < X->cols; i++)
                AT(grad_Wh, j, i) += d * AT(X, n, i);
        }

/*! wrong H-tilde-slope-omitted */
    Matrix D = matrix_create(H->rows, H->cols);
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        D.data[i] = grad_H_tilde->data[i] * (1 - H->data[i] * H->data[i]);
    matrix_multiply_tn(grad_Wh, &D, X);
    matrix_sum_rows(grad_bh, &D);
    matrix_free(&D);

/*! wrong Wh-slope-omitted */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong Wh-transposed */
    size_t nh = H->cols;
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    Matrix Gt = matrix_view(grad_Wh->data, X->cols, nh);
    matrix_multiply_tn(&Gt, X, grad_H_tilde);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong Wh-next-row */
    size_t N = X->rows;
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_fill(grad_Wh, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t j = 0; j < H->cols; j++)
            for (size_t i = 0; i < X->cols; i++)
                AT(grad_Wh, j, i) +=
                    AT(grad_H_tilde, n, j) * AT(X, (n + 1) % N, i);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong Wh-next-column */
    size_t nx = X->cols;
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_fill(grad_Wh, 0);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < H->cols; j++)
            for (size_t i = 0; i < nx; i++)
                AT(grad_Wh, j, i) +=
                    AT(grad_H_tilde, n, j) * AT(X, n, (i + 1) % nx);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong Wh-with-h */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_fill(grad_Wh, 0);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < grad_Wh->rows; j++)
            for (size_t i = 0; i < grad_Wh->cols; i++)
                AT(grad_Wh, j, i) += AT(grad_H_tilde, n, j) * AT(H, n, i);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong Wh-assigned */
    matrix_fill(grad_bh, 0);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double back = 0;
            for (size_t k = 0; k < Wy->rows; k++)
                back += AT(Wy, k, j) * AT(grad_Y_tilde, n, k);
            double d = back * (1 - AT(H, n, j) * AT(H, n, j));
            AT(grad_H_tilde, n, j) = d;
            grad_bh->data[j] += d;
            for (size_t i = 0; i < X->cols; i++)
                AT(grad_Wh, j, i) = d * AT(X, n, i);
        }

/*! wrong Wh-mean */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_scale(grad_Wh, 1. / X->rows, grad_Wh);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong Wh-mean-forgotten */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_scale(grad_Wh, X->rows, grad_Wh);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong bh-slope-omitted */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);

/*! wrong bh-zero */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);

/*! wrong bh-assigned */
    matrix_fill(grad_Wh, 0);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double back = 0;
            for (size_t k = 0; k < Wy->rows; k++)
                back += AT(Wy, k, j) * AT(grad_Y_tilde, n, k);
            double d = back * (1 - AT(H, n, j) * AT(H, n, j));
            AT(grad_H_tilde, n, j) = d;
            grad_bh->data[j] = d;
            for (size_t i = 0; i < X->cols; i++)
                AT(grad_Wh, j, i) += d * AT(X, n, i);
        }

/*! wrong bh-mean */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
    matrix_scale(grad_bh, 1. / X->rows, grad_bh);

/*! wrong float-sums */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    for (size_t j = 0; j < H->cols; j++) {
        float bias = 0;
        for (size_t n = 0; n < H->rows; n++)
            bias += (float)AT(grad_H_tilde, n, j);
        grad_bh->data[j] = bias;
        for (size_t i = 0; i < X->cols; i++) {
            float total = 0;
            for (size_t n = 0; n < H->rows; n++)
                total += (float)(AT(grad_H_tilde, n, j) * AT(X, n, i));
            AT(grad_Wh, j, i) = total;
        }
    }

/*! wrong slope-omitted Wh-transposed */
    size_t nh = H->cols;
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    Matrix Gt = matrix_view(grad_Wh->data, X->cols, nh);
    matrix_multiply_tn(&Gt, X, grad_H_tilde);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong Wy-read-transposed slope-unsquared */
    for (size_t n = 0; n < H->rows; n++)
        for (size_t j = 0; j < H->cols; j++) {
            double back = 0;
            for (size_t k = 0; k < Wy->rows; k++)
                back += AT(grad_Y_tilde, n, k) * Wy->data[j * Wy->rows + k];
            AT(grad_H_tilde, n, j) = back * (1 - AT(H, n, j));
        }
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong ratio */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= (1 - H->data[i] * H->data[i]) / 2;
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong shape */
    matrix_multiply_tn(grad_H_tilde, Wy, grad_Y_tilde);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong buffer */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - H->data[i] * H->data[i];
    matrix_sum_rows(grad_bh, grad_H_tilde);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < H->cols; j++)
            for (size_t i = 0; i < X->cols; i++)
                AT(grad_Wh, j, i) += AT(grad_H_tilde, n, j) * AT(X, n, i);

/*! wrong unwritten */
    Matrix D = matrix_create(H->rows, H->cols);
    matrix_multiply(&D, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        D.data[i] *= 1 - H->data[i] * H->data[i];
    matrix_multiply_tn(grad_Wh, &D, X);
    matrix_sum_rows(grad_bh, &D);
    matrix_free(&D);

/*! wrong unknown */
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    for (size_t i = 0; i < matrix_size(H); i++)
        grad_H_tilde->data[i] *= 1 - 2 * H->data[i];
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);

/*! wrong input-changed */
    for (size_t i = 0; i < matrix_size(H); i++)
        H->data[i] = 1 - H->data[i] * H->data[i];
    matrix_multiply(grad_H_tilde, grad_Y_tilde, Wy);
    matrix_hadamard(grad_H_tilde, grad_H_tilde, H);
    matrix_multiply_tn(grad_Wh, grad_H_tilde, X);
    matrix_sum_rows(grad_bh, grad_H_tilde);
