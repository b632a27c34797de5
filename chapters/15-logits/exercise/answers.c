/* answers.c — l'exercice 15 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que
 * le juge doit nommer. */

/*! right un exemple à la fois */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0), sum = 0;
        for (size_t j = 1; j < ny; j++)
            m = fmax(m, AT(Y_tilde, n, j));
        for (size_t j = 0; j < ny; j++)
            sum += exp(AT(Y_tilde, n, j) - m);
        for (size_t k = 0; k < ny; k++)
            AT(grad, n, k) =
                (exp(AT(Y_tilde, n, k) - m) / sum - AT(Y, n, k)) / N;
    }

/*! right en place, la moyenne exemple par exemple */
    softmax(grad, Y_tilde);
    for (size_t n = 0; n < grad->rows; n++) {
        Matrix row = matrix_rows(grad, n, 1), y = matrix_rows(Y, n, 1);
        matrix_add_scaled(&row, -1, &y);
        matrix_scale(&row, 1. / grad->rows, &row);
    }

/*! right les deux parts, l'une après l'autre */
    double N = Y->rows;
    matrix_scale(grad, -1 / N, Y);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t k = 0; k < Y->cols; k++) {
            double others = 0;
            for (size_t j = 0; j < Y->cols; j++)
                others += exp(AT(Y_tilde, n, j) - AT(Y_tilde, n, k));
            AT(grad, n, k) += 1 / others / N;
        }

/*! right la jacobienne, déjà simplifiée */
    Matrix P = matrix_clone(Y);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < P.rows; n++)
        for (size_t k = 0; k < P.cols; k++) {
            double total = 0;
            for (size_t i = 0; i < P.cols; i++)
                total -= AT(Y, n, i) * ((i == k) - AT(&P, n, k));
            AT(grad, n, k) = total / P.rows;
        }
    matrix_free(&P);

/*! wrong jacobian-diagonal */
    softmax(grad, Y_tilde);
    for (size_t i = 0; i < matrix_size(Y); i++)
        grad->data[i] = -Y->data[i] * (1 - grad->data[i]) / Y->rows;

/*! wrong unnormalised */
    size_t N = Y->rows;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < Y->cols; k++)
            AT(grad, n, k) = (exp(AT(Y_tilde, n, k)) - AT(Y, n, k)) / N;

/*! wrong unnormalised-shifted */
    for (size_t n = 0; n < Y->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        for (size_t k = 0; k < Y->cols; k++) {
            double y_hat = exp(AT(Y_tilde, n, k) - m);
            AT(grad, n, k) = (y_hat - AT(Y, n, k)) / Y->rows;
        }
    }

/*! wrong softmax-overflow */
    for (size_t n = 0; n < Y->rows; n++) {
        double sum = 0;
        for (size_t j = 0; j < Y->cols; j++)
            sum += exp(AT(Y_tilde, n, j));
        for (size_t k = 0; k < Y->cols; k++)
            AT(grad, n, k) =
                (exp(AT(Y_tilde, n, k)) / sum - AT(Y, n, k)) / Y->rows;
    }

/*! wrong logits-subtracted */
    matrix_subtract(grad, Y_tilde, Y);
    matrix_scale(grad, 1. / Y->rows, grad);

/*! wrong one-hot-assumed */
    softmax(grad, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++)
        AT(grad, n, matrix_argmax_row(Y, n)) -= 1;
    matrix_scale(grad, 1. / Y->rows, grad);

/*! wrong predicted-class */
    softmax(grad, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++)
        AT(grad, n, matrix_argmax_row(Y_tilde, n)) -= 1;
    matrix_scale(grad, 1. / Y->rows, grad);

/*! wrong target-forgotten */
    softmax(grad, Y_tilde);
    matrix_scale(grad, 1. / Y->rows, grad);

/*! wrong response-forgotten */
    matrix_scale(grad, -1. / Y->rows, Y);

/*! wrong same-sign */
    softmax(grad, Y_tilde);
    matrix_add(grad, grad, Y);
    matrix_scale(grad, -1. / Y->rows, grad);

/*! wrong softmax-slope-forgotten */
    softmax(grad, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t i = 0; i < Y->cols; i++)
            AT(grad, n, i) = -AT(Y, n, i) / AT(grad, n, i) / Y->rows;

/*! wrong jacobian-diagonal jacobian-divides */
    softmax(grad, Y_tilde);
    for (size_t i = 0; i < matrix_size(Y); i++) {
        double p = grad->data[i], y = Y->data[i];
        double slope = -y / p, jacobian = p * (1 - p);
        grad->data[i] = slope * jacobian / Y->rows;
    }

/*! wrong squared-error */
    size_t ny = Y->cols;
    Matrix P = matrix_create(Y->rows, ny);
    softmax(&P, Y_tilde);
    matrix_fill(grad, 0);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t k = 0; k < ny; k++)
            for (size_t i = 0; i < ny; i++) {
                double slope = 2 * (AT(&P, n, i) - AT(Y, n, i));
                double J = AT(&P, n, i) * ((i == k ? 1 : 0) - AT(&P, n, k));
                AT(grad, n, k) += slope * J / Y->rows;
            }
    matrix_free(&P);

/*! wrong squared-error-diagonal */
    Matrix P = matrix_create(Y->rows, Y->cols);
    softmax(&P, Y_tilde);
    for (size_t i = 0; i < matrix_size(Y); i++) {
        double p = P.data[i];
        grad->data[i] = 2 * (p - Y->data[i]) * p * (1 - p) / Y->rows;
    }
    matrix_free(&P);

/*! wrong log-epsilon */
    size_t N = Y->rows, ny = Y->cols;
    Matrix P = matrix_create(N, ny), J = matrix_create(ny, ny);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++)
            for (size_t k = 0; k < ny; k++)
                AT(&J, i, k) =
                    AT(&P, n, i) * ((i == k ? 1 : 0) - AT(&P, n, k));
        for (size_t k = 0; k < ny; k++) {
            AT(grad, n, k) = 0;
            for (size_t i = 0; i < ny; i++) {
                double slope = -AT(Y, n, i) / (AT(&P, n, i) + 1e-8);
                AT(grad, n, k) += AT(&J, i, k) * slope;
            }
            AT(grad, n, k) /= N;
        }
    }
    matrix_free(&P);
    matrix_free(&J);

/*! wrong log-epsilon-small */
    size_t N = Y->rows, ny = Y->cols;
    Matrix P = matrix_create(N, ny), J = matrix_create(ny, ny);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++)
            for (size_t k = 0; k < ny; k++)
                AT(&J, i, k) =
                    AT(&P, n, i) * ((i == k ? 1 : 0) - AT(&P, n, k));
        for (size_t k = 0; k < ny; k++) {
            AT(grad, n, k) = 0;
            for (size_t i = 0; i < ny; i++) {
                double slope = -AT(Y, n, i) / (AT(&P, n, i) + 1e-12);
                AT(grad, n, k) += AT(&J, i, k) * slope;
            }
            AT(grad, n, k) /= N;
        }
    }
    matrix_free(&P);
    matrix_free(&J);

/*! wrong jacobian-divides */
    size_t ny = Y->cols;
    Matrix P = matrix_create(Y->rows, ny), J = matrix_create(ny, ny);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++) {
        Matrix p = matrix_view(&AT(&P, n, 0), ny, 1);
        Matrix slope = matrix_create(ny, 1);
        Matrix result = matrix_view(&AT(grad, n, 0), ny, 1);
        for (size_t i = 0; i < ny; i++)
            slope.data[i] = -AT(Y, n, i) / p.data[i];
        matrix_multiply_nt(&J, &p, &p);
        matrix_scale(&J, -1, &J);
        for (size_t i = 0; i < ny; i++)
            AT(&J, i, i) += p.data[i];
        matrix_multiply_tn(&result, &J, &slope);
        matrix_free(&slope);
    }
    matrix_scale(grad, 1. / Y->rows, grad);
    matrix_free(&P);
    matrix_free(&J);

/*! wrong jacobian-guarded */
    size_t N = Y->rows, ny = Y->cols;
    Matrix P = matrix_create(N, ny), J = matrix_create(ny, ny);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++)
            for (size_t k = 0; k < ny; k++)
                AT(&J, i, k) =
                    AT(&P, n, i) * ((i == k ? 1 : 0) - AT(&P, n, k));
        for (size_t k = 0; k < ny; k++) {
            AT(grad, n, k) = 0;
            for (size_t i = 0; i < ny; i++) {
                double slope = 0;
                if (AT(&P, n, i) > 0)
                    slope = -AT(Y, n, i) / AT(&P, n, i);
                AT(grad, n, k) += AT(&J, i, k) * slope;
            }
            AT(grad, n, k) /= N;
        }
    }
    matrix_free(&P);
    matrix_free(&J);

/*! wrong mean-forgotten */
    softmax(grad, Y_tilde);
    matrix_subtract(grad, grad, Y);

/*! wrong mean-twice */
    double N = Y->rows;
    softmax(grad, Y_tilde);
    for (size_t i = 0; i < matrix_size(grad); i++)
        grad->data[i] = (grad->data[i] - Y->data[i]) / N;
    matrix_scale(grad, 1 / N, grad);

/*! wrong mean-over-classes */
    softmax(grad, Y_tilde);
    matrix_subtract(grad, grad, Y);
    matrix_scale(grad, 1. / matrix_size(grad), grad);

/*! wrong classes-for-examples */
    softmax(grad, Y_tilde);
    matrix_subtract(grad, grad, Y);
    matrix_scale(grad, 1. / Y->cols, grad);

/*! wrong integer-division */
    softmax(grad, Y_tilde);
    matrix_subtract(grad, grad, Y);
    matrix_scale(grad, 1 / Y->rows, grad);

/*! wrong twice */
    Matrix P = matrix_clone(Y_tilde);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t k = 0; k < Y->cols; k++)
            AT(grad, n, k) = 2 * (AT(&P, n, k) - AT(Y, n, k)) / Y->rows;
    matrix_free(&P);

/*! wrong sign */
    softmax(grad, Y_tilde);
    matrix_subtract(grad, Y, grad);
    matrix_scale(grad, 1. / Y->rows, grad);

/*! wrong first-class-skipped */
    softmax(grad, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++) {
        AT(grad, n, 0) = 0;
        for (size_t k = 1; k < Y->cols; k++)
            AT(grad, n, k) = (AT(grad, n, k) - AT(Y, n, k)) / Y->rows;
    }

/*! wrong last-class-skipped */
    Matrix P = matrix_create(Y->rows, Y->cols);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t k = 0; k < Y->cols - 1; k++)
            AT(grad, n, k) = (AT(&P, n, k) - AT(Y, n, k)) / Y->rows;
    matrix_free(&P);

/*! wrong first-example-skipped */
    Matrix P = matrix_create(Y->rows, Y->cols);
    softmax(&P, Y_tilde);
    for (size_t n = 1; n < Y->rows; n++)
        for (size_t k = 0; k < Y->cols; k++)
            AT(grad, n, k) = (AT(&P, n, k) - AT(Y, n, k)) / Y->rows;
    matrix_free(&P);

/*! wrong last-example-skipped */
    Matrix P = matrix_create(Y->rows, Y->cols);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n + 1 < Y->rows; n++)
        for (size_t k = 0; k < Y->cols; k++)
            AT(grad, n, k) = (AT(&P, n, k) - AT(Y, n, k)) / Y->rows;
    matrix_free(&P);

/*! wrong transposed */
    size_t N = Y->rows, ny = Y->cols;
    Matrix P = matrix_create(N, ny);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++)
            grad->data[k * N + n] = (AT(&P, n, k) - AT(Y, n, k)) / N;
    matrix_free(&P);

/*! wrong mean-forgotten sign */
    softmax(grad, Y_tilde);
    matrix_subtract(grad, Y, grad);

/*! wrong mean-forgotten last-class-skipped */
    softmax(grad, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++) {
        for (size_t k = 0; k < Y->cols - 1; k++)
            AT(grad, n, k) -= AT(Y, n, k);
        AT(grad, n, Y->cols - 1) = 0;
    }

/*! wrong ratio */
    softmax(grad, Y_tilde);
    matrix_subtract(grad, grad, Y);
    matrix_scale(grad, 0.5 / Y->rows, grad);

/*! wrong zero */
    matrix_fill(grad, 0);

/*! wrong precision */
    softmax(grad, Y_tilde);
    for (size_t i = 0; i < matrix_size(grad); i++) {
        float error = grad->data[i] - Y->data[i];
        grad->data[i] = error / (float)Y->rows;
    }

/*! wrong not-finite */
    size_t N = Y->rows, ny = Y->cols;
    Matrix P = matrix_create(N, ny), J = matrix_create(ny, ny);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++)
            for (size_t k = 0; k < ny; k++)
                AT(&J, i, k) =
                    AT(&P, n, i) * ((i == k ? 1 : 0) - AT(&P, n, k));
        for (size_t k = 0; k < ny; k++) {
            AT(grad, n, k) = 0;
            for (size_t i = 0; i < ny; i++) {
                double slope = 0;
                if (AT(Y, n, i) != 0)
                    slope = -AT(Y, n, i) / AT(&P, n, i);
                AT(grad, n, k) += AT(&J, i, k) * slope;
            }
            AT(grad, n, k) /= N;
        }
    }
    matrix_free(&P);
    matrix_free(&J);

/*! wrong buffer */
    Matrix P = matrix_create(Y->rows, Y->cols);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t k = 0; k < Y->cols; k++)
            AT(grad, n, k) += (AT(&P, n, k) - AT(Y, n, k)) / Y->rows;
    matrix_free(&P);

/*! wrong unwritten */
    Matrix P = matrix_create(Y->rows, Y->cols);
    softmax(&P, Y_tilde);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t k = 0; k < Y->rows && k < Y->cols; k++)
            AT(grad, n, k) = (AT(&P, n, k) - AT(Y, n, k)) / Y->rows;
    matrix_free(&P);

/*! wrong unknown */
    softmax(grad, Y_tilde);
    for (size_t i = 0; i < matrix_size(grad); i++)
        grad->data[i] = fabs(grad->data[i] - Y->data[i]) / Y->rows;
