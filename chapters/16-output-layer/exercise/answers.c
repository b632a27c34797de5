/* answers.c — l'exercice 16 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right boucles, un exemple à la fois */
    size_t N = Y->rows, ny = Y->cols, nh = H->cols;
    matrix_fill(grad_Wy, 0);
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / (double)N;
            AT(grad_by, k, 0) += d;
            for (size_t j = 0; j < nh; j++)
                AT(grad_Wy, k, j) += d * AT(H, n, j);
        }

/*! right la moyenne à la fin */
    size_t N = Y->rows;
    Matrix D = matrix_clone(Y_hat);
    matrix_add_scaled(&D, -1, Y);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_scale(grad_Wy, 1. / N, grad_Wy);
    matrix_sum_rows(grad_by, &D);
    matrix_scale(grad_by, 1. / N, grad_by);
    matrix_free(&D);

/*! right deux produits, sans soustraction */
    size_t N = Y->rows;
    Matrix other = matrix_create(grad_Wy->rows, grad_Wy->cols);
    Matrix b = matrix_create(grad_by->rows, 1);
    matrix_multiply_tn(grad_Wy, Y_hat, H);
    matrix_multiply_tn(&other, Y, H);
    matrix_subtract(grad_Wy, grad_Wy, &other);
    matrix_scale(grad_Wy, 1 / (double)N, grad_Wy);
    matrix_sum_rows(grad_by, Y_hat);
    matrix_sum_rows(&b, Y);
    matrix_subtract(grad_by, grad_by, &b);
    matrix_scale(grad_by, 1 / (double)N, grad_by);
    matrix_free(&other);
    matrix_free(&b);

/*! right du dernier exemple au premier, 1/N sur H */
    size_t N = Y->rows;
    for (size_t k = 0; k < Y->cols; k++) {
        double bias = 0;
        for (size_t n = N; n-- > 0;)
            bias += AT(Y_hat, n, k) - AT(Y, n, k);
        grad_by->data[k] = bias / N;
        for (size_t j = 0; j < H->cols; j++) {
            double total = 0;
            for (size_t n = N; n-- > 0;)
                total += (AT(Y_hat, n, k) - AT(Y, n, k)) * (AT(H, n, j) / N);
            AT(grad_Wy, k, j) = total;
        }
    }

/*! wrong mean-forgotten */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong target-forgotten */
    Matrix D = matrix_clone(Y_hat);
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong predicted-class */
    Matrix D = matrix_clone(Y_hat);
    for (size_t n = 0; n < D.rows; n++)
        AT(&D, n, matrix_argmax_row(Y_hat, n)) -= 1;
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong jacobian-diagonal */
    Matrix D = matrix_create(Y->rows, Y->cols);
    for (size_t n = 0; n < D.rows; n++)
        for (size_t i = 0; i < D.cols; i++) {
            double y_hat = AT(Y_hat, n, i);
            AT(&D, n, i) = -AT(Y, n, i) / y_hat * y_hat * (1 - y_hat);
        }
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong squared-error */
    size_t N = Y->rows, ny = Y->cols;
    Matrix D = matrix_create(N, ny);
    for (size_t n = 0; n < N; n++) {
        double s = 0;
        for (size_t i = 0; i < ny; i++)
            s += AT(Y_hat, n, i) * 2 * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t i = 0; i < ny; i++)
            AT(&D, n, i) = AT(Y_hat, n, i) *
                           (2 * (AT(Y_hat, n, i) - AT(Y, n, i)) - s) / N;
    }
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong mean-twice */
    double N = (double)Y->rows;
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1 / N, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_scale(grad_Wy, 1 / N, grad_Wy);
    matrix_sum_rows(grad_by, &D);
    matrix_scale(grad_by, 1 / N, grad_by);
    matrix_free(&D);

/*! wrong mean-over-classes */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1. / (Y->rows * Y->cols), &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong class-mean */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1.0 / Y->cols, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong zero */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1 / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong twice */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 2. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong sign */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y, Y_hat);
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_free(&D);

/*! wrong last-class-skipped */
    size_t N = Y->rows, ny = Y->cols;
    matrix_fill(grad_Wy, 0);
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny - 1; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
            grad_by->data[k] += d;
            for (size_t j = 0; j < H->cols; j++)
                AT(grad_Wy, k, j) += d * AT(H, n, j);
        }

/*! wrong last-class-skipped */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t k = 0; k < ny - 1; k++) {
        grad_by->data[k] = 0;
        for (size_t n = 0; n < N; n++)
            grad_by->data[k] += (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
        for (size_t j = 0; j < H->cols; j++) {
            AT(grad_Wy, k, j) = 0;
            for (size_t n = 0; n < N; n++)
                AT(grad_Wy, k, j) +=
                    (AT(Y_hat, n, k) - AT(Y, n, k)) * AT(H, n, j) / N;
        }
    }

/*! wrong last-example-skipped */
    size_t N = Y->rows, ny = Y->cols;
    matrix_fill(grad_Wy, 0);
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N - 1; n++)
        for (size_t k = 0; k < ny; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
            grad_by->data[k] += d;
            for (size_t j = 0; j < H->cols; j++)
                AT(grad_Wy, k, j) += d * AT(H, n, j);
        }

/*! wrong first-unit-skipped */
    size_t N = Y->rows, ny = Y->cols;
    matrix_fill(grad_Wy, 0);
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
            grad_by->data[k] += d;
            for (size_t j = 1; j < H->cols; j++)
                AT(grad_Wy, k, j) += d * AT(H, n, j);
        }

/*! wrong Wy-transposed */
    size_t N = Y->rows, ny = Y->cols, nh = H->cols;
    matrix_fill(grad_Wy, 0);
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
            grad_by->data[k] += d;
            for (size_t j = 0; j < nh; j++)
                grad_Wy->data[j * ny + k] += d * AT(H, n, j);
        }

/*! wrong Wy-next-row */
    size_t N = Y->rows, ny = Y->cols;
    matrix_fill(grad_Wy, 0);
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
            grad_by->data[k] += d;
            for (size_t j = 0; j < H->cols; j++)
                AT(grad_Wy, k, j) += d * AT(H, (n + 1) % N, j);
        }

/*! wrong Wy-next-column */
    size_t N = Y->rows, ny = Y->cols, nh = H->cols;
    matrix_fill(grad_Wy, 0);
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
            grad_by->data[k] += d;
            for (size_t j = 0; j < nh; j++)
                AT(grad_Wy, k, j) += d * AT(H, n, (j + 1) % nh);
        }

/*! wrong Wy-assigned */
    size_t N = Y->rows, ny = Y->cols;
    matrix_fill(grad_by, 0);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double d = (AT(Y_hat, n, k) - AT(Y, n, k)) / N;
            grad_by->data[k] += d;
            for (size_t j = 0; j < H->cols; j++)
                AT(grad_Wy, k, j) = d * AT(H, n, j);
        }

/*! wrong Wy-mean-forgotten */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_scale(grad_by, 1. / Y->rows, grad_by);
    matrix_free(&D);

/*! wrong by-zero */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_fill(grad_by, 0);
    matrix_free(&D);

/*! wrong by-zero */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_free(&D);

/*! wrong by-assigned */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    for (size_t n = 0; n < D.rows; n++)
        for (size_t k = 0; k < D.cols; k++)
            grad_by->data[k] = AT(&D, n, k);
    matrix_free(&D);

/*! wrong by-mean */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_sum_rows(grad_by, &D);
    matrix_scale(grad_by, 1. / Y->rows, grad_by);
    matrix_free(&D);

/*! wrong by-mean-forgotten */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_sum_rows(grad_by, &D);
    matrix_scale(&D, 1. / Y->rows, &D);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_free(&D);

/*! wrong float-sums */
    size_t N = Y->rows;
    for (size_t k = 0; k < Y->cols; k++) {
        float bias = 0;
        for (size_t n = 0; n < N; n++)
            bias += (float)((AT(Y_hat, n, k) - AT(Y, n, k)) / N);
        grad_by->data[k] = bias;
        for (size_t j = 0; j < H->cols; j++) {
            float total = 0;
            for (size_t n = 0; n < N; n++)
                total += (float)((AT(Y_hat, n, k) - AT(Y, n, k)) / N *
                                 AT(H, n, j));
            AT(grad_Wy, k, j) = total;
        }
    }

/*! wrong by-zero mean-forgotten */
    Matrix D = matrix_create(Y->rows, Y->cols);
    matrix_subtract(&D, Y_hat, Y);
    matrix_multiply_tn(grad_Wy, &D, H);
    matrix_fill(grad_by, 0);
    matrix_free(&D);
