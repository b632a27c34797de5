/* answers.c — l'exercice 14 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », quelle erreur
 * le juge doit nommer. */

/*! right le maximum à la main, la moyenne à la fin */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! right le log de chaque probabilité, sans la former */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double lse = m + log(sum), loss = 0;
        for (size_t i = 0; i < ny; i++)
            loss -= AT(Y, n, i) * (AT(Y_tilde, n, i) - lse);
        losses->data[n] = loss;
        total += losses->data[n] / N;
    }
    *L = total;

/*! right tout décalé du maximum, à rebours */
    size_t N = Y->rows, ny = Y->cols;
    Matrix Z = matrix_clone(Y_tilde);
    *L = 0;
    for (size_t n = N; n-- > 0;) {
        double m = AT(&Z, n, matrix_argmax_row(&Z, n)), sum = 0, score = 0;
        for (size_t i = ny; i-- > 0;) {
            AT(&Z, n, i) -= m;
            sum += exp(AT(&Z, n, i));
            score += AT(Y, n, i) * AT(&Z, n, i);
        }
        AT(losses, n, 0) = log(sum) - score;
        *L += AT(losses, n, 0);
    }
    *L /= N;
    matrix_free(&Z);

/*! right log1p, une classe après l'autre */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double loss = 0;
        size_t top = matrix_argmax_row(Y_tilde, n);
        double m = AT(Y_tilde, n, top), others = 0;
        for (size_t j = 0; j < ny; j++)
            if (j != top)
                others += exp(AT(Y_tilde, n, j) - m);
        for (size_t i = 0; i < ny; i++)
            loss += AT(Y, n, i) * (m - AT(Y_tilde, n, i) + log1p(others));
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! right la définition, mais en ne prenant le log que du rapport */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = log(sum);
        for (size_t i = 0; i < ny; i++)
            if (AT(Y, n, i) > 0)
                loss += AT(Y, n, i) * (m - AT(Y_tilde, n, i));
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! right log-somme-exp deux à deux */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double lse = AT(Y_tilde, n, 0), score = 0;
        for (size_t j = 1; j < ny; j++) {
            double y = AT(Y_tilde, n, j), gap = fabs(y - lse);
            lse = fmax(lse, y) + log1p(exp(-gap));
        }
        for (size_t i = 0; i < ny; i++)
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
        AT(losses, n, 0) = lse - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong log-of-zero */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            loss -= y * log(p);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong softmax-twice */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        double z = 0, sum = 0, score = 0;
        for (size_t i = 0; i < ny; i++)
            z += exp(AT(Y_tilde, n, i) - m);
        for (size_t i = 0; i < ny; i++) {
            double y_hat = exp(AT(Y_tilde, n, i) - m) / z;
            score += AT(Y, n, i) * y_hat;
            sum += exp(y_hat);
        }
        AT(losses, n, 0) = log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong max-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i));
        }
        AT(losses, n, 0) = -score + log(sum);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong batch-max */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    double m = Y_tilde->data[0];
    for (size_t k = 1; k < N * ny; k++)
        m = fmax(m, Y_tilde->data[k]);
    for (size_t n = 0; n < N; n++) {
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong max-from-zero */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = 0;
        for (size_t j = 0; j < ny; j++)
            m = fmax(m, AT(Y_tilde, n, j));
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong first-logit */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong last-class-skipped */
    size_t N = Y->rows, ny = Y->cols - 1;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong sum-assigned */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum = exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong sum-not-reset */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    double sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong float-sums */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0;
        float sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong log-10 */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log10(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong log-2 */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log2(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong log-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + sum - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong max-not-added */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong max-subtracted */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = log(sum) - m - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong max-twice */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * (AT(Y_tilde, n, i) - m);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong target-one-hot */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        size_t c = matrix_argmax_row(Y, n);
        AT(losses, n, 0) = m + log(sum) - AT(Y_tilde, n, c);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong predicted-class */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        size_t c = matrix_argmax_row(Y_tilde, n);
        AT(losses, n, 0) = m + log(sum) - AT(Y_tilde, n, c);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong first-class */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        AT(losses, n, 0) = m + log(sum) - AT(Y_tilde, n, 0);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong all-classes */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        AT(losses, n, 0) = 0;
        for (size_t i = 0; i < ny; i++)
            AT(losses, n, 0) -= AT(Y_tilde, n, i) - m - log(sum);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong score-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        AT(losses, n, 0) = m + log(sum);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong score-sign */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = score + m + log(sum);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong score-not-reset */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    double score = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong log-of-zero-class */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            if (y != 0)
                loss -= y * log(p);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong log-epsilon */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            loss -= y * log(p + 1e-8);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong binary */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            loss -= y * log(p) + (1 - y) * log(1 - p);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong squared-loss */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            loss += (y - p) * (y - p);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong loss-sign */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = score - m - log(sum);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong last-example-skipped */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N - 1; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong losses-divided */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = (m + log(sum) - score) / N;
        total += AT(losses, n, 0);
    }
    *L = total;

/*! wrong mean-assigned */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        *L = AT(losses, n, 0) / N;
    }

/*! wrong mean-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total;

/*! wrong mean-twice */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0) / N;
    }
    *L = total / N;

/*! wrong mean-over-classes */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / matrix_size(Y);

/*! wrong integer-mean */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = 1 / N * total;

/*! wrong log-of-zero mean-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            loss -= y * log(p);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total;

/*! wrong max-forgotten log-of-zero */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double loss = 0, sum = 0;
        for (size_t j = 0; j < ny; j++)
            sum += exp(AT(Y_tilde, n, j));
        for (size_t i = 0; i < ny; i++)
            loss -= AT(Y, n, i) * log(exp(AT(Y_tilde, n, i)) / sum);
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong sum-not-reset score-not-reset */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    double score = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong all-classes log-of-zero */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            (void)y;
            loss -= log(p);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong precision */
    size_t N = Y->rows, ny = Y->cols;
    float total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong target-one-hot log-of-zero-class */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        size_t c = matrix_argmax_row(Y, n);
        double others = 0;
        for (size_t j = 0; j < ny; j++)
            if (j != c)
                others += exp(AT(Y_tilde, n, j) - AT(Y_tilde, n, c));
        AT(losses, n, 0) = log1p(others);
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong not-finite */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = fabs(AT(Y_tilde, n, 0));
        for (size_t j = 1; j < ny; j++)
            m = fmax(m, fabs(AT(Y_tilde, n, j)));
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }
    *L = total / N;

/*! wrong unwritten */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        total += AT(losses, n, 0);
    }

/*! wrong unwritten */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        total += m + log(sum) - score;
    }
    *L = total / N;

/*! wrong buffer */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double score = 0, sum = 0;
        for (size_t i = 0; i < ny; i++) {
            score += AT(Y, n, i) * AT(Y_tilde, n, i);
            sum += exp(AT(Y_tilde, n, i) - m);
        }
        AT(losses, n, 0) = m + log(sum) - score;
        *L += AT(losses, n, 0) / N;
    }

/*! wrong unknown */
    size_t N = Y->rows, ny = Y->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_tilde, n, i) - m);
        double loss = 0;
        for (size_t i = 0; i < ny; i++) {
            double y = AT(Y, n, i);
            double p = exp(AT(Y_tilde, n, i) - m) / sum;
            loss -= y * log(p < 1e-12 ? 1e-12 : p);
        }
        AT(losses, n, 0) = loss;
        total += AT(losses, n, 0);
    }
    *L = total / N;
