/* answers.c — l'exercice 7 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que
 * le juge doit nommer. */

/*! right un exemple à la fois, en boucles */
    size_t N = X->rows, nx = X->cols, nh = bh->rows, ny = by->rows;
    for (size_t n = 0; n < N; n++) {
        for (size_t j = 0; j < nh; j++) {
            double total = bh->data[j];
            for (size_t i = 0; i < nx; i++)
                total += AT(Wh, j, i) * AT(X, n, i);
            AT(H_tilde, n, j) = total;
            AT(H, n, j) = tanh(total);
        }
        double m = -INFINITY, sum = 0;
        for (size_t k = 0; k < ny; k++) {
            double total = AT(by, k, 0);
            for (size_t j = 0; j < nh; j++)
                total += AT(Wy, k, j) * AT(H, n, j);
            AT(Y_tilde, n, k) = total;
            if (total > m)
                m = total;
        }
        for (size_t k = 0; k < ny; k++)
            sum += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < ny; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / sum;
    }

/*! right transposées et biais du lot faits à part */
    size_t N = X->rows, ny = by->rows;
    Matrix WhT = matrix_create(Wh->cols, Wh->rows);
    Matrix WyT = matrix_create(Wy->cols, Wy->rows);
    Matrix ones = matrix_create(N, 1);
    Matrix Bh = matrix_create(N, bh->rows), By = matrix_create(N, ny);
    matrix_transpose(&WhT, Wh);
    matrix_transpose(&WyT, Wy);
    matrix_fill(&ones, 1);
    matrix_multiply_nt(&Bh, &ones, bh);
    matrix_multiply_nt(&By, &ones, by);
    matrix_multiply(H_tilde, X, &WhT);
    matrix_add(H_tilde, H_tilde, &Bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply(Y_tilde, H, &WyT);
    matrix_add(Y_tilde, Y_tilde, &By);
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), sum = 0;
        for (size_t k = 0; k < ny; k++)
            sum += exp(AT(Y_tilde, n, k) - m);
        /* log-sum-exp */
        for (size_t k = 0; k < ny; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m - log(sum));
    }
    matrix_free(&WhT);
    matrix_free(&WyT);
    matrix_free(&ones);
    matrix_free(&Bh);
    matrix_free(&By);

/*! right SoftMax par les écarts, du dernier exemple au premier */
    for (size_t n = 0; n < X->rows; n++) {
        for (size_t j = 0; j < Wh->rows; j++)
            AT(H_tilde, n, j) = bh->data[j];
        for (size_t k = 0; k < Wy->rows; k++)
            AT(Y_tilde, n, k) = by->data[k];
    }
    for (size_t n = X->rows; n-- > 0;) {
        for (size_t i = 0; i < X->cols; i++)
            for (size_t j = 0; j < Wh->rows; j++)
                AT(H_tilde, n, j) += AT(X, n, i) * AT(Wh, j, i);
        for (size_t j = 0; j < Wh->rows; j++) {
            double t = exp(-2 * fabs(AT(H_tilde, n, j)));
            AT(H, n, j) = copysign((1 - t) / (1 + t), AT(H_tilde, n, j));
            for (size_t k = 0; k < Wy->rows; k++)
                AT(Y_tilde, n, k) += AT(Wy, k, j) * AT(H, n, j);
        }
        for (size_t k = 0; k < Wy->rows; k++) {
            double sum = 0;
            for (size_t i = 0; i < Wy->rows; i++)
                sum += exp(AT(Y_tilde, n, i) - AT(Y_tilde, n, k));
            AT(Y_hat, n, k) = 1 / sum;
        }
    }

/*! right en place dans Y_hat */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    matrix_copy(Y_hat, Y_tilde);
    for (size_t n = 0; n < Y_hat->rows; n++) {
        Matrix row = matrix_rows(Y_hat, n, 1);
        double m = row.data[matrix_argmax_row(&row, 0)], sum = 0;
        for (size_t k = 0; k < row.cols; k++)
            row.data[k] -= m;
        matrix_map(&row, exp, &row);
        for (size_t k = 0; k < row.cols; k++)
            sum += row.data[k];
        matrix_scale(&row, 1 / sum, &row);
    }

/*! wrong softmax-overflow */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    matrix_map(Y_hat, exp, Y_tilde);
    for (size_t n = 0; n < X->rows; n++) {
        double total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong shape */
    matrix_multiply(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double sum = 0;
        for (size_t k = 0; k < by->rows; k++)
            sum += exp(AT(Y_tilde, n, k));
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k)) / sum;
    }

/*! wrong Wh-read-transposed */
    Matrix turned = matrix_view(Wh->data, Wh->cols, Wh->rows);
    matrix_multiply(H_tilde, X, &turned);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong Wh-indices-swapped */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t j = 0; j < Wh->rows; j++) {
            AT(H_tilde, n, j) = bh->data[j];
            for (size_t i = 0; i < Wh->cols; i++)
                AT(H_tilde, n, j) += AT(X, n, i) * AT(Wh, i, j);
            AT(H, n, j) = tanh(AT(H_tilde, n, j));
        }
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong bh-forgotten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong bh-forgotten by-forgotten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong bh-first-row */
    matrix_multiply_nt(H_tilde, X, Wh);
    for (size_t j = 0; j < bh->rows; j++)
        H_tilde->data[j] += bh->data[j];
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong bh-first-row by-first-row */
    matrix_multiply_nt(H_tilde, X, Wh);
    for (size_t j = 0; j < bh->rows; j++)
        AT(H_tilde, 0, j) += bh->data[j];
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    for (size_t k = 0; k < by->rows; k++)
        AT(Y_tilde, 0, k) += by->data[k];
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong bh-after-tanh */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_map(H, tanh, H_tilde);
    matrix_add_row(H, bh);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong tanh-forgotten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_copy(H, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong tanh-halved */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    for (size_t i = 0; i < matrix_size(H); i++) {
        double e = exp(H_tilde->data[i]);
        H->data[i] = (e - 1) / (e + 1);
    }
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong sigmoid-hidden */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    for (size_t i = 0; i < matrix_size(H); i++)
        H->data[i] = 1. / (1. + exp(-H_tilde->data[i]));
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong relu-hidden */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    for (size_t i = 0; i < matrix_size(H); i++)
        H->data[i] = fmax(0, H_tilde->data[i]);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong float-tanh */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    for (size_t i = 0; i < matrix_size(H); i++)
        H->data[i] = tanhf(H_tilde->data[i]);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong h-tilde-overwritten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H_tilde, tanh, H_tilde);
    matrix_copy(H, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong h-tilde-for-h */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H_tilde, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong Wy-read-transposed */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    for (size_t n = 0; n < X->rows; n++) {
        double m = -INFINITY, total = 0;
        for (size_t k = 0; k < by->rows; k++) {
            double y_tilde = by->data[k];
            for (size_t j = 0; j < bh->rows; j++)
                y_tilde += AT(H, n, j) * Wy->data[j * by->rows + k];
            AT(Y_tilde, n, k) = y_tilde;
            m = fmax(m, y_tilde);
        }
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong Wy-indices-swapped */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    for (size_t n = 0; n < X->rows; n++) {
        double m = -INFINITY, total = 0;
        for (size_t k = 0; k < by->rows; k++) {
            double y_tilde = by->data[k];
            for (size_t j = 0; j < bh->rows; j++)
                y_tilde += AT(H, n, j) * AT(Wy, j, k);
            AT(Y_tilde, n, k) = y_tilde;
            m = fmax(m, y_tilde);
        }
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong Wh-indices-swapped Wy-indices-swapped */
    for (size_t n = 0; n < X->rows; n++) {
        double m = -INFINITY, total = 0;
        for (size_t j = 0; j < bh->rows; j++) {
            AT(H_tilde, n, j) = bh->data[j];
            for (size_t i = 0; i < X->cols; i++)
                AT(H_tilde, n, j) += AT(X, n, i) * AT(Wh, i, j);
            AT(H, n, j) = tanh(AT(H_tilde, n, j));
        }
        for (size_t k = 0; k < by->rows; k++) {
            AT(Y_tilde, n, k) = by->data[k];
            for (size_t j = 0; j < bh->rows; j++)
                AT(Y_tilde, n, k) += AT(H, n, j) * AT(Wy, j, k);
            m = fmax(m, AT(Y_tilde, n, k));
        }
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong by-forgotten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong by-first-row */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    for (size_t i = 0; i < matrix_size(by); i++)
        Y_tilde->data[i] += by->data[i];
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }

/*! wrong tanh-on-output */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    matrix_map(Y_tilde, tanh, Y_tilde);
    for (size_t n = 0; n < X->rows; n++) {
        double total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += exp(AT(Y_tilde, n, k));
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k)) / total;
    }

/*! wrong tanh-for-softmax */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    matrix_map(Y_hat, tanh, Y_tilde);

/*! wrong sigmoid-for-softmax */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t i = 0; i < matrix_size(Y_hat); i++)
        Y_hat->data[i] = 1 / (1 + exp(-Y_tilde->data[i]));

/*! wrong softmax-forgotten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    matrix_copy(Y_hat, Y_tilde);

/*! wrong exponential-forgotten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_tilde, n, k);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = AT(Y_tilde, n, k) / total;
    }

/*! wrong unnormalised */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    matrix_map(Y_hat, exp, Y_tilde);

/*! wrong unnormalised-shifted */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
    }

/*! wrong softmax-whole-batch */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    double m = Y_tilde->data[0], total = 0;
    for (size_t i = 0; i < matrix_size(Y_tilde); i++)
        m = fmax(m, Y_tilde->data[i]);
    for (size_t i = 0; i < matrix_size(Y_tilde); i++)
        total += exp(Y_tilde->data[i] - m);
    for (size_t i = 0; i < matrix_size(Y_tilde); i++)
        Y_hat->data[i] = exp(Y_tilde->data[i] - m) / total;

/*! wrong softmax-whole-batch softmax-overflow */
    double total = 0;
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    matrix_map(Y_hat, exp, Y_tilde);
    for (size_t i = 0; i < matrix_size(Y_hat); i++)
        total += Y_hat->data[i];
    for (size_t i = 0; i < matrix_size(Y_hat); i++)
        Y_hat->data[i] /= total;

/*! wrong softmax-by-column */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t k = 0; k < by->rows; k++) {
        double m = AT(Y_tilde, 0, k), total = 0;
        for (size_t n = 1; n < X->rows; n++)
            if (AT(Y_tilde, n, k) > m)
                m = AT(Y_tilde, n, k);
        for (size_t n = 0; n < X->rows; n++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t n = 0; n < X->rows; n++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong softmax-by-column softmax-overflow */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    Matrix E = matrix_clone(Y_tilde), sums = matrix_create(by->rows, 1);
    matrix_map(&E, exp, Y_tilde);
    matrix_sum_rows(&sums, &E);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = AT(&E, n, k) / sums.data[k];
    matrix_free(&E);
    matrix_free(&sums);

/*! wrong total-not-reset */
    double total = 0;
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        for (size_t k = 0; k < by->rows; k++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong bh-forgotten softmax-overflow */
    for (size_t n = 0; n < X->rows; n++) {
        double total = 0;
        for (size_t j = 0; j < bh->rows; j++) {
            AT(H_tilde, n, j) = 0;
            for (size_t i = 0; i < X->cols; i++)
                AT(H_tilde, n, j) += AT(Wh, j, i) * AT(X, n, i);
            AT(H, n, j) = tanh(AT(H_tilde, n, j));
        }
        for (size_t k = 0; k < by->rows; k++) {
            AT(Y_tilde, n, k) = by->data[k];
            for (size_t j = 0; j < bh->rows; j++)
                AT(Y_tilde, n, k) += AT(Wy, k, j) * AT(H, n, j);
            total += exp(AT(Y_tilde, n, k));
        }
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k)) / total;
    }

/*! wrong last-example-skipped */
    for (size_t n = 0; n < X->rows - 1; n++) {
        double m = -INFINITY, total = 0;
        for (size_t j = 0; j < bh->rows; j++) {
            double t = bh->data[j];
            for (size_t i = 0; i < X->cols; i++)
                t += AT(Wh, j, i) * AT(X, n, i);
            AT(H_tilde, n, j) = t;
            AT(H, n, j) = tanh(t);
        }
        for (size_t k = 0; k < by->rows; k++) {
            double t = by->data[k];
            for (size_t j = 0; j < bh->rows; j++)
                t += AT(Wy, k, j) * AT(H, n, j);
            AT(Y_tilde, n, k) = t;
            m = fmax(m, t);
        }
        for (size_t k = 0; k < by->rows; k++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong buffer */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    for (size_t n = 0; n < X->rows; n++)
        for (size_t k = 0; k < by->rows; k++) {
            for (size_t j = 0; j < bh->rows; j++)
                AT(Y_tilde, n, k) += AT(H, n, j) * AT(Wy, k, j);
            AT(Y_tilde, n, k) += by->data[k];
        }
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong unwritten */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);

/*! wrong input-changed */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += exp(by->data[k] = AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(by->data[k]) / total;
    }

/*! wrong precision */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        float m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong not-finite */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    matrix_map(H, tanh, H_tilde);
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k + 1 < by->rows; k++)
            total += exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m) / total;
    }

/*! wrong unknown */
    matrix_multiply_nt(H_tilde, X, Wh);
    matrix_add_row(H_tilde, bh);
    for (size_t i = 0; i < matrix_size(H); i++)
        H->data[i] = H_tilde->data[i] / (1 + fabs(H_tilde->data[i]));
    matrix_multiply_nt(Y_tilde, H, Wy);
    matrix_add_row(Y_tilde, by);
    for (size_t n = 0; n < X->rows; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), total = 0;
        for (size_t k = 0; k < by->rows; k++)
            total += AT(Y_hat, n, k) = exp(AT(Y_tilde, n, k) - m);
        for (size_t k = 0; k < by->rows; k++)
            AT(Y_hat, n, k) /= total;
    }
