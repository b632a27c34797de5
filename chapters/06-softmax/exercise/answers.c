/* answers.c — l'exercice 6 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », quelle erreur
 * le juge doit nommer. */

/*! right le maximum à la main, un exemple à la fois */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! right par le logarithme de la somme */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = -INFINITY, total = 0;
        for (size_t j = 0; j < ny; j++)
            m = fmax(m, AT(Y_tilde, n, j));
        for (size_t j = ny; j-- > 0;)
            total += exp(AT(Y_tilde, n, j) - m);
        double log_sum = m + log(total);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - log_sum);
    }

/*! right l'inverse de la somme des rapports, sans maximum */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < ny; i++) {
            double ratios = 0;
            for (size_t j = 0; j < ny; j++)
                ratios += exp(AT(Y_tilde, n, j) - AT(Y_tilde, n, i));
            AT(Y_hat, n, i) = 1 / ratios;
        }

/*! right en place, par pointeurs */
    matrix_copy(Y_hat, Y_tilde);
    for (size_t n = 0; n < Y_hat->rows; n++) {
        double *y = Y_hat->data + n * Y_hat->cols;
        double *end = y + Y_hat->cols, m = *y, total = 0;
        for (double *p = y; p < end; p++)
            m = *p > m ? *p : m;
        for (double *p = y; p < end; p++)
            total += *p = exp(*p - m);
        for (double *p = y; p < end; p++)
            *p *= 1 / total;
    }

/*! right des gestes séparés, sur tout le lot */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    Matrix ones = matrix_create(ny, 1), sums = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n));
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = AT(Y_tilde, n, i) - m;
    }
    matrix_map(Y_hat, exp, Y_hat);
    matrix_multiply(&sums, Y_hat, &ones);
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= sums.data[n];
    matrix_free(&ones);
    matrix_free(&sums);

/*! wrong max-forgotten */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i));
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong max-forgotten */
    matrix_map(Y_hat, exp, Y_tilde);
    for (size_t n = 0; n < Y_hat->rows; n++) {
        double inverse = 0;
        for (size_t j = 0; j < Y_hat->cols; j++)
            inverse += AT(Y_hat, n, j);
        inverse = 1 / inverse;
        for (size_t i = 0; i < Y_hat->cols; i++)
            AT(Y_hat, n, i) *= inverse;
    }

/*! wrong batch-max */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    double m = Y_tilde->data[0];
    for (size_t k = 1; k < matrix_size(Y_tilde); k++)
        m = fmax(m, Y_tilde->data[k]);
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong running-max */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    double m = -INFINITY;
    for (size_t n = 0; n < N; n++) {
        for (size_t j = 0; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong max-from-zero */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = 0;
        for (size_t j = 0; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong max-absolute */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    double m = matrix_max_abs(Y_tilde);
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong first-logit */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - AT(Y_tilde, n, 0));
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong least-logit */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) < m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong max-added */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) + m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong max-divided */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) / m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong max-numerator-only */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t j = 0; j < ny; j++)
            total += exp(AT(Y_tilde, n, j));
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / total;
    }

/*! wrong max-sum-only */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t j = 0; j < ny; j++)
            total += exp(AT(Y_tilde, n, j) - m);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i)) / total;
    }

/*! wrong batch-as-vector */
    size_t size = matrix_size(Y_tilde);
    double m = Y_tilde->data[0], total = 0;
    for (size_t k = 0; k < size; k++)
        m = Y_tilde->data[k] > m ? Y_tilde->data[k] : m;
    for (size_t k = 0; k < size; k++)
        total += exp(Y_tilde->data[k] - m);
    for (size_t k = 0; k < size; k++)
        Y_hat->data[k] = exp(Y_tilde->data[k] - m) / total;

/*! wrong column-as-vector */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t i = 0; i < ny; i++) {
        double m = AT(Y_tilde, 0, i), total = 0;
        for (size_t n = 1; n < N; n++)
            m = fmax(m, AT(Y_tilde, n, i));
        for (size_t n = 0; n < N; n++)
            total += exp(AT(Y_tilde, n, i) - m);
        for (size_t n = 0; n < N; n++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / total;
    }

/*! wrong exponent-negated */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(m - AT(Y_tilde, n, i));
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong exponential-forgotten */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = AT(Y_tilde, n, i) - m;
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong ratio-of-logits */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t j = 0; j < ny; j++)
            total += AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = AT(Y_tilde, n, i) / total;
    }

/*! wrong last-class-skipped */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols - 1;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong last-class-skipped */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols - 1;
    matrix_fill(Y_hat, 0);
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong sum-skips-first */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0), total = 0;
        for (size_t j = 1; j < ny; j++)
            m = fmax(m, AT(Y_tilde, n, j));
        for (size_t j = 1; j < ny; j++)
            total += exp(AT(Y_tilde, n, j) - m);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / total;
    }

/*! wrong sum-skips-last */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t j = 0; j < ny - 1; j++)
            total += exp(AT(Y_tilde, n, j) - m);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / total;
    }

/*! wrong sum-assigned */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total = AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong sum-not-reset */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong sum-without-self */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++) {
            double others = 0;
            for (size_t j = 0; j < ny; j++)
                if (j != i)
                    others += exp(AT(Y_tilde, n, j) - m);
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / others;
        }
    }

/*! wrong batch-sum */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    double total = 0;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
    }
    matrix_scale(Y_hat, 1 / total, Y_hat);

/*! wrong column-sum */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
    }
    Matrix sums = matrix_create(ny, 1);
    matrix_sum_rows(&sums, Y_hat);
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= sums.data[i];
    matrix_free(&sums);

/*! wrong sum-of-squares */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double squares = 0;
        for (size_t i = 0; i < ny; i++) {
            double e = exp(AT(Y_tilde, n, i) - m);
            AT(Y_hat, n, i) = e;
            squares += e * e;
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= sqrt(squares);
    }

/*! wrong sum-overwritten */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
        for (size_t i = 0; i < ny; i++) {
            double total = 0;
            for (size_t j = 0; j < ny; j++)
                total += AT(Y_hat, n, j);
            AT(Y_hat, n, i) /= total;
        }
    }

/*! wrong float-sums */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        float total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong unnormalised */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
    }

/*! wrong unnormalised */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, matrix_argmax_row(Y_tilde, n)), top = 0;
        for (size_t i = 0; i < ny; i++)
            top = fmax(top, exp(AT(Y_tilde, n, i) - m));
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / top;
    }

/*! wrong softmax-twice */
    const Matrix *from = Y_tilde;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t n = 0; n < from->rows; n++) {
            double m = AT(from, n, matrix_argmax_row(from, n)), total = 0;
            for (size_t i = 0; i < from->cols; i++)
                total += exp(AT(from, n, i) - m);
            for (size_t i = 0; i < from->cols; i++)
                AT(Y_hat, n, i) = exp(AT(from, n, i) - m) / total;
        }
        from = Y_hat;
    }

/*! wrong sigmoid */
    for (size_t k = 0; k < matrix_size(Y_hat); k++)
        Y_hat->data[k] = 1 / (1 + exp(-Y_tilde->data[k]));

/*! wrong tanh */
    matrix_map(Y_hat, tanh, Y_tilde);

/*! wrong argmax */
    matrix_fill(Y_hat, 0);
    for (size_t n = 0; n < Y_hat->rows; n++)
        AT(Y_hat, n, matrix_argmax_row(Y_tilde, n)) = 1;

/*! wrong last-example-skipped */
    size_t N = Y_tilde->rows - 1, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong max-forgotten sum-skips-first */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t j = 1; j < ny; j++)
            total += exp(AT(Y_tilde, n, j));
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i)) / total;
    }

/*! wrong max-forgotten exponent-negated */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(-AT(Y_tilde, n, i));
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong unnormalised max-forgotten */
    matrix_map(Y_hat, exp, Y_tilde);

/*! wrong running-max sum-not-reset */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    double m = -INFINITY, total = 0;
    for (size_t n = 0; n < N; n++) {
        for (size_t j = 0; j < ny; j++)
            m = fmax(m, AT(Y_tilde, n, j));
        for (size_t i = 0; i < ny; i++)
            total += exp(AT(Y_tilde, n, i) - m);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m) / total;
    }

/*! wrong precision */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        float m = -INFINITY, total = 0;
        for (size_t j = 0; j < ny; j++)
            m = fmaxf(m, AT(Y_tilde, n, j));
        for (size_t i = 0; i < ny; i++)
            total += expf(AT(Y_tilde, n, i) - m);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = expf(AT(Y_tilde, n, i) - m) / total;
    }

/*! wrong not-finite */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = fabs(AT(Y_tilde, n, 0));
        for (size_t j = 1; j < ny; j++)
            m = fmax(m, fabs(AT(Y_tilde, n, j)));
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong buffer */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_hat, n, matrix_argmax_row(Y_hat, n)), total = 0;
        for (size_t i = 0; i < ny; i++)
            total += exp(AT(Y_hat, n, i) - m);
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = exp(AT(Y_hat, n, i) - m) / total;
    }

/*! wrong transposed */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t j = 0; j < ny; j++)
            total += exp(AT(Y_tilde, n, j) - m);
        for (size_t i = 0; i < ny; i++)
            Y_hat->data[i * N + n] = exp(AT(Y_tilde, n, i) - m) / total;
    }

/*! wrong unwritten */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 1; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong first-row */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    matrix_fill(Y_hat, 0);
    for (size_t n = 1; n < N; n++) {
        double m = AT(Y_tilde, n, 0);
        for (size_t j = 1; j < ny; j++)
            if (AT(Y_tilde, n, j) > m)
                m = AT(Y_tilde, n, j);
        double total = 0;
        for (size_t i = 0; i < ny; i++) {
            AT(Y_hat, n, i) = exp(AT(Y_tilde, n, i) - m);
            total += AT(Y_hat, n, i);
        }
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) /= total;
    }

/*! wrong input-changed */
    Matrix A = *Y_tilde;
    for (size_t n = 0; n < A.rows; n++) {
        double m = AT(&A, n, matrix_argmax_row(&A, n)), total = 0;
        for (size_t i = 0; i < A.cols; i++)
            total += AT(&A, n, i) = exp(AT(&A, n, i) - m);
        for (size_t i = 0; i < A.cols; i++)
            AT(Y_hat, n, i) = AT(&A, n, i) / total;
    }

/*! wrong unknown */
    size_t N = Y_tilde->rows, ny = Y_tilde->cols;
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t j = 0; j < ny; j++)
            total += fabs(AT(Y_tilde, n, j));
        for (size_t i = 0; i < ny; i++)
            AT(Y_hat, n, i) = fabs(AT(Y_tilde, n, i)) / total;
    }
