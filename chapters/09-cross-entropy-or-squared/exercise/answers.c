/* answers.c — l'exercice 9 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », quelle erreur
 * le juge doit nommer. */

/*! right la règle de la chaîne, terme à terme */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double total = 0;
            for (size_t i = 0; i < ny; i++) {
                double p_i = AT(Y_hat, n, i), p_k = AT(Y_hat, n, k);
                double jacobian = p_i * ((i == k) - p_k);
                total += 2 * (AT(Y_hat, n, i) - AT(Y, n, i)) * jacobian;
            }
            AT(grad_Y_tilde, n, k) = total / N;
        }

/*! right la jacobienne entière, et un produit de matrices */
    size_t N = Y->rows, ny = Y->cols;
    Matrix J = matrix_create(ny, ny), e = matrix_create(ny, 1);
    Matrix g = matrix_create(ny, 1);
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++) {
            e.data[i] = AT(Y_hat, n, i) - AT(Y, n, i);
            for (size_t k = 0; k < ny; k++)
                AT(&J, i, k) = -AT(Y_hat, n, i) * AT(Y_hat, n, k);
            AT(&J, i, i) += AT(Y_hat, n, i);
        }
        matrix_multiply_tn(&g, &J, &e);
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2. / N * g.data[k];
    }
    matrix_free(&J);
    matrix_free(&e);
    matrix_free(&g);

/*! right en place, la moyenne sur N à la fin */
    size_t N = Y->rows, ny = Y->cols;
    matrix_subtract(grad_Y_tilde, Y_hat, Y);
    matrix_hadamard(grad_Y_tilde, grad_Y_tilde, Y_hat);
    for (size_t n = N; n-- > 0;) {
        double *g = grad_Y_tilde->data + n * ny, sum = 0;
        for (size_t i = 0; i < ny; i++)
            sum += g[i];
        for (size_t i = 0; i < ny; i++)
            g[i] -= sum * AT(Y_hat, n, i);
    }
    matrix_scale(grad_Y_tilde, 2. / N, grad_Y_tilde);

/*! right deux sommes, les carrés d'un côté */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double squares = 0, right = 0;
        for (size_t i = 0; i < ny; i++) {
            squares += AT(Y_hat, n, i) * AT(Y_hat, n, i);
            right += AT(Y_hat, n, i) * AT(Y, n, i);
        }
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), e = p - AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = 2 * p * (e + right - squares) / N;
        }
    }

/*! wrong jacobian-diagonal */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), y = AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = 2 * (p - y) * p * (1 - p) / N;
        }

/*! wrong softmax-twice */
    size_t N = Y->rows, ny = Y->cols;
    double exp(double);
    Matrix P = matrix_create(N, ny);
    for (size_t n = 0; n < N; n++) {
        double sum = 0, mean = 0;
        for (size_t i = 0; i < ny; i++)
            sum += exp(AT(Y_hat, n, i));
        for (size_t i = 0; i < ny; i++) {
            AT(&P, n, i) = exp(AT(Y_hat, n, i)) / sum;
            mean += AT(&P, n, i) * (AT(&P, n, i) - AT(Y, n, i));
        }
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(&P, n, k) *
                (AT(&P, n, k) - AT(Y, n, k) - mean) / N;
    }
    matrix_free(&P);

/*! wrong target-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * AT(Y_hat, n, i);
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - mean) / N;
    }

/*! wrong predicted-class */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        size_t c = matrix_argmax_row(Y_hat, n);
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - (i == c));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - (k == c) - mean) / N;
    }

/*! wrong right-class-only */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        size_t c = matrix_argmax_row(Y, n);
        double slope = 2 * (AT(Y_hat, n, c) - 1);
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = slope * AT(Y_hat, n, c) *
                ((k == c) - AT(Y_hat, n, k)) / N;
    }

/*! wrong square-not-derived */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double total = 0;
            for (size_t i = 0; i < ny; i++) {
                double p_i = AT(Y_hat, n, i), p_k = AT(Y_hat, n, k);
                double jacobian = (i == k ? p_i : 0) - p_i * p_k;
                total += (p_i - AT(Y, n, i)) * (p_i - AT(Y, n, i)) * jacobian;
            }
            AT(grad_Y_tilde, n, k) = total / N;
        }

/*! wrong weighted-by-target */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong batch-sum */
    size_t N = Y->rows, ny = Y->cols;
    Matrix E = matrix_create(N, ny);
    matrix_subtract(&E, Y_hat, Y);
    double mean = matrix_dot(Y_hat, &E);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) =
                2. / N * AT(Y_hat, n, k) * (AT(&E, n, k) - mean);
    matrix_free(&E);

/*! wrong sum-not-reset */
    size_t N = Y->rows, ny = Y->cols;
    double mean = 0;
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong sum-assigned */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean = AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong sum-skips-last */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny - 1; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong sum-without-self */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double total = 0;
            for (size_t i = 0; i < ny; i++) {
                double slope = 2 * (AT(Y_hat, n, i) - AT(Y, n, i)) / N;
                if (i == k)
                    total += slope * AT(Y_hat, n, k);
                else
                    total -= slope * AT(Y_hat, n, i) * AT(Y_hat, n, k);
            }
            AT(grad_Y_tilde, n, k) = total;
        }

/*! wrong sum-overwritten */
    size_t N = Y->rows, ny = Y->cols;
    matrix_subtract(grad_Y_tilde, Y_hat, Y);
    matrix_scale(grad_Y_tilde, 2. / N, grad_Y_tilde);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double mean = 0;
            for (size_t i = 0; i < ny; i++)
                mean += AT(Y_hat, n, i) * AT(grad_Y_tilde, n, i);
            AT(grad_Y_tilde, n, k) =
                AT(Y_hat, n, k) * (AT(grad_Y_tilde, n, k) - mean);
        }

/*! wrong float-sums */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        float mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong jacobian-diagonal */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), J = p - p * p;
            AT(grad_Y_tilde, n, k) = 2 * J * (p - AT(Y, n, k)) / N;
        }

/*! wrong second-term-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), y = AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = 2 * p * (p - y) / N;
        }

/*! wrong second-term-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += (AT(Y_hat, n, i) - AT(Y, n, i)) / ny;
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong off-diagonal-sign */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double total = 0;
            for (size_t i = 0; i < ny; i++) {
                double p_i = AT(Y_hat, n, i), p_k = AT(Y_hat, n, k);
                double jacobian = i == k ? p_k * (1 - p_k) : p_i * p_k;
                total += 2 * (AT(Y_hat, n, i) - AT(Y, n, i)) * jacobian;
            }
            AT(grad_Y_tilde, n, k) = total / N;
        }

/*! wrong factor-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong jacobian-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), y = AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = 2 * (p - y) / N;
        }

/*! wrong cross-entropy */
    matrix_subtract(grad_Y_tilde, Y_hat, Y);
    matrix_scale(grad_Y_tilde, 1. / Y->rows, grad_Y_tilde);

/*! wrong tanh-slope */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), y = AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = 2 * (p - y) * (1 - p * p) / N;
        }

/*! wrong halved */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong twice */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 4 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong twice */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * 2 * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (2 * (AT(Y_hat, n, k) - AT(Y, n, k)) - mean) / N;
    }

/*! wrong sign */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y, n, i) - AT(Y_hat, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y, n, k) - AT(Y_hat, n, k) - mean) / N;
    }

/*! wrong mean-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean);
    }

/*! wrong mean-twice */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }
    matrix_scale(grad_Y_tilde, 1. / N, grad_Y_tilde);

/*! wrong mean-over-classes */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / (N * ny);
    }

/*! wrong last-class-skipped */
    size_t N = Y->rows, ny = Y->cols - 1;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong last-class-skipped */
    size_t N = Y->rows, ny = Y->cols - 1;
    matrix_fill(grad_Y_tilde, 0);
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong last-example-skipped */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N - 1; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong jacobian-diagonal halved */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), y = AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = (p - y) * p * (1 - p) / N;
        }

/*! wrong jacobian-diagonal mean-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), y = AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = 2 * (p - y) * p * (1 - p);
        }

/*! wrong tanh-slope halved */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double p = AT(Y_hat, n, k), y = AT(Y, n, k);
            AT(grad_Y_tilde, n, k) = (p - y) * (1 - p * p) / N;
        }

/*! wrong cross-entropy mean-forgotten */
    matrix_subtract(grad_Y_tilde, Y_hat, Y);

/*! wrong sum-not-reset mean-forgotten */
    size_t N = Y->rows, ny = Y->cols;
    double mean = 0;
    for (size_t n = 0; n < N; n++) {
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean);
    }

/*! wrong ratio */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) = 3 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong transposed */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++) {
        double mean = 0;
        for (size_t i = 0; i < ny; i++)
            mean += AT(Y_hat, n, i) * (AT(Y_hat, n, i) - AT(Y, n, i));
        for (size_t k = 0; k < ny; k++)
            grad_Y_tilde->data[k * N + n] = 2 * AT(Y_hat, n, k) *
                (AT(Y_hat, n, k) - AT(Y, n, k) - mean) / N;
    }

/*! wrong buffer */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            for (size_t i = 0; i < ny; i++) {
                double p_i = AT(Y_hat, n, i), p_k = AT(Y_hat, n, k);
                double jacobian = p_i * ((i == k) - p_k);
                double slope = 2 * (AT(Y_hat, n, i) - AT(Y, n, i));
                AT(grad_Y_tilde, n, k) += slope * jacobian / N;
            }
        }

/*! wrong second-term-forgotten integer-mean */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++)
            AT(grad_Y_tilde, n, k) =
                1 / N * 2 * AT(Y_hat, n, k) * (AT(Y_hat, n, k) - AT(Y, n, k));

/*! wrong integer-mean */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            double total = 0;
            for (size_t i = 0; i < ny; i++) {
                double p_i = AT(Y_hat, n, i), p_k = AT(Y_hat, n, k);
                double jacobian = p_i * ((i == k) - p_k);
                total += 2 * (AT(Y_hat, n, i) - AT(Y, n, i)) * jacobian;
            }
            AT(grad_Y_tilde, n, k) = 1 / N * total;
        }

/*! wrong precision */
    size_t N = Y->rows, ny = Y->cols;
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            float total = 0;
            for (size_t i = 0; i < ny; i++) {
                double p_i = AT(Y_hat, n, i), p_k = AT(Y_hat, n, k);
                double jacobian = p_i * ((i == k) - p_k);
                total += 2 * (AT(Y_hat, n, i) - AT(Y, n, i)) * jacobian;
            }
            AT(grad_Y_tilde, n, k) = total / N;
        }

/*! wrong shape */
    Matrix J = matrix_create(Y->cols, Y->cols);
    for (size_t n = 0; n < Y->rows; n++)
        for (size_t i = 0; i < Y->cols; i++)
            for (size_t k = 0; k < Y->cols; k++)
                AT(&J, i, k) = AT(Y_hat, n, i) * ((i == k) - AT(Y_hat, n, k));
    matrix_multiply(grad_Y_tilde, &J, Y_hat);
    matrix_free(&J);

/*! wrong unknown */
    size_t N = Y->rows, ny = Y->cols;
    Matrix J = matrix_create(ny, ny), E = matrix_create(N, ny);
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < ny; i++)
            for (size_t k = 0; k < ny; k++)
                AT(&J, i, k) = AT(Y_hat, n, i) * ((i == k) - AT(Y_hat, n, k));
    matrix_subtract(&E, Y_hat, Y);
    matrix_multiply(grad_Y_tilde, &E, &J);
    matrix_scale(grad_Y_tilde, 2. / N, grad_Y_tilde);
    matrix_free(&J);
    matrix_free(&E);
