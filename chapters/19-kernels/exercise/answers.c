/* answers.c — l'exercice 19 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right différences, et pow */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! right le carré de la norme développé */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! right un produit de matrices, poly d'abord */
    matrix_multiply_nt(poly, X, Z);
    for (size_t m = 0; m < Z->rows; m++)
        for (size_t n = 0; n < X->rows; n++) {
            double t = gamma * AT(poly, n, m) + r, square = 0;
            AT(poly, n, m) = t;
            for (size_t k = 1; k < d; k++)
                AT(poly, n, m) *= t;
            for (size_t i = X->cols; i-- > 0;)
                square += pow(AT(Z, m, i) - AT(X, n, i), 2);
            AT(gauss, n, m) = 1 / exp(gamma * square);
        }

/*! right les deux points mis à l'échelle par √γ */
    double root = sqrt(gamma);
    Matrix A = matrix_create(X->rows, X->cols);
    Matrix B = matrix_create(Z->rows, Z->cols);
    matrix_scale(&A, root, X);
    matrix_scale(&B, root, Z);
    matrix_multiply_nt(poly, &A, &B);
    for (size_t n = 0; n < A.rows; n++)
        for (size_t m = 0; m < B.rows; m++) {
            double product = 1, square = 0;
            for (size_t i = 0; i < A.cols; i++)
                square += (AT(&A, n, i) - AT(&B, m, i)) *
                          (AT(&A, n, i) - AT(&B, m, i));
            AT(gauss, n, m) = exp(-square);
            for (size_t k = d; k > 0; k--)
                product *= AT(poly, n, m) + r;
            AT(poly, n, m) = product;
        }
    matrix_free(&A);
    matrix_free(&B);

/*! right des distances composante par composante */
    matrix_fill(gauss, 0);
    matrix_fill(poly, r);
    for (size_t i = 0; i < X->cols; i++)
        for (size_t n = 0; n < X->rows; n++)
            for (size_t m = 0; m < Z->rows; m++) {
                double x = AT(X, n, i), z = AT(Z, m, i);
                AT(gauss, n, m) -= gamma * (x - z) * (x - z);
                AT(poly, n, m) += gamma * x * z;
            }
    matrix_map(gauss, exp, gauss);
    for (size_t k = 0; k < matrix_size(poly); k++)
        poly->data[k] = pow(poly->data[k], d);

/*! wrong cross-halved */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong last-component-skipped */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols - 1; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong distance-unsquared */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * sqrt(square));
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong square-of-sum */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong absolute-sum */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += fabs(gap);
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong dot-for-distance */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * xz);
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong cross-sign */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz + 2 * xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong cross-sign */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) + AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong cross-only */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(2 * gamma * xz);
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong norm-of-z */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx - 2 * xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong distance-mean */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square / X->cols);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong gamma-forgotten */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong gamma-inverted */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-square / gamma);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong gamma-sigma */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-square / (2 * gamma * gamma));
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong gamma-halved */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square / 2);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong gamma-doubled */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-2 * gamma * (xx + zz - 2 * xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong gauss-sign */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong exp-forgotten */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = -gamma * (xx + zz - 2 * xz);
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong diagonal-one */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }
    for (size_t n = 0; n < X->rows && n < Z->rows; n++)
        AT(gauss, n, n) = 1;

/*! wrong diagonal-one */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = n == m ? 1 : exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong poly-gamma-forgotten */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(dot + r, d);
        }

/*! wrong poly-gamma-on-r */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * (xz + r);
            AT(poly, n, m) = power;
        }

/*! wrong poly-gamma-outside */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = gamma * pow(dot + r, d);
        }

/*! wrong poly-r-forgotten */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot, d);
        }

/*! wrong poly-r-sign */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz - r;
            AT(poly, n, m) = power;
        }

/*! wrong poly-r-last */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot, d) + r;
        }

/*! wrong poly-product */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            power = d * (gamma * xz + r);
            AT(poly, n, m) = power;
        }

/*! wrong poly-one-more */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            for (size_t k = 0; k <= d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong poly-one-more */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            double power = gamma * xz + r;
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong poly-one-less */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            for (size_t k = 1; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong poly-cube */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            for (size_t k = 0; k < 3; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong gauss-transposed */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            gauss->data[m * X->rows + n] = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong poly-transposed */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            poly->data[m * X->rows + n] = pow(gamma * dot + r, d);
        }

/*! wrong both-transposed */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            gauss->data[n + m * X->rows] = exp(-gamma * square);
            poly->data[n + m * X->rows] = pow(gamma * dot + r, d);
        }

/*! wrong gamma-halved poly-r-forgotten */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square / 2);
            AT(poly, n, m) = pow(gamma * dot, d);
        }

/*! wrong distance-unsquared gauss-sign */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(gamma * sqrt(square));
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong cross-halved poly-one-more */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - xz));
            for (size_t k = 0; k <= d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) = power;
        }

/*! wrong not-finite */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = exp(d * log(gamma * dot + r));
        }

/*! wrong buffer */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double xx = 0, zz = 0, xz = 0, power = 1;
            for (size_t i = 0; i < X->cols; i++) {
                xx += AT(X, n, i) * AT(X, n, i);
                zz += AT(Z, m, i) * AT(Z, m, i);
                xz += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * (xx + zz - 2 * xz));
            for (size_t k = 0; k < d; k++)
                power *= gamma * xz + r;
            AT(poly, n, m) += power;
        }

/*! wrong unwritten */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m <= n && m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong precision */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            float square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = exp(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong precision */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = expf(-gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }

/*! wrong unknown */
    for (size_t n = 0; n < X->rows; n++)
        for (size_t m = 0; m < Z->rows; m++) {
            double square = 0, dot = 0;
            for (size_t i = 0; i < X->cols; i++) {
                double gap = AT(X, n, i) - AT(Z, m, i);
                square += gap * gap;
                dot += AT(X, n, i) * AT(Z, m, i);
            }
            AT(gauss, n, m) = 1 / (1 + gamma * square);
            AT(poly, n, m) = pow(gamma * dot + r, d);
        }
