/* answers.c — l'exercice 17b tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou, ou reprend la solution à quelques lignes près (« @@ » donne
 * la ligne, puis ce qui la remplace) ; « right » dit qu'elle est juste,
 * « wrong », l'erreur que le juge doit nommer. */

/*! right en boucles, du dernier exemple au premier, 1/N à la fin */
    size_t N = X->rows, nx = X->cols, nh = Wh->rows, ny = Wy->rows;
    double h[64], d[64];
    Matrix gWh = matrix_create(nh, nx), gbh = matrix_create(nh, 1);
    Matrix gWy = matrix_create(ny, nh), gby = matrix_create(ny, 1);
    for (size_t n = N; n-- > 0;) {
        for (size_t j = 0; j < nh; j++) {
            double t = 0;
            for (size_t i = nx; i-- > 0;)
                t += AT(Wh, j, i) * AT(X, n, i);
            h[j] = tanh(t + bh->data[j]);
        }
        double total = 0, highest = -INFINITY;
        for (size_t k = 0; k < ny; k++) {
            d[k] = 0;
            for (size_t j = nh; j-- > 0;)
                d[k] += AT(Wy, k, j) * h[j];
            d[k] += by->data[k];
            highest = fmax(highest, d[k]);
        }
        for (size_t k = 0; k < ny; k++)
            total += d[k] = exp(d[k] - highest);
        for (size_t k = 0; k < ny; k++) {
            d[k] = d[k] / total - AT(Y, n, k);
            gby.data[k] += d[k];
            for (size_t j = 0; j < nh; j++)
                AT(&gWy, k, j) += d[k] * h[j];
        }
        for (size_t j = 0; j < nh; j++) {
            double e = 0;
            for (size_t k = ny; k-- > 0;)
                e += d[k] * AT(Wy, k, j);
            e *= (1 - h[j]) * (1 + h[j]);
            gbh.data[j] += e;
            for (size_t i = 0; i < nx; i++)
                AT(&gWh, j, i) += e * AT(X, n, i);
        }
    }
    matrix_add_scaled(Wh, -eta / N, &gWh);
    matrix_add_scaled(bh, -eta / N, &gbh);
    matrix_add_scaled(Wy, -eta / N, &gWy);
    matrix_add_scaled(by, -eta / N, &gby);
    matrix_free(&gWh);
    matrix_free(&gbh);
    matrix_free(&gWy);
    matrix_free(&gby);

/*! right les exemples en colonnes */
    size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    Matrix H = matrix_create(nh, N), Ht = matrix_create(N, nh);
    Matrix Yt = matrix_create(N, ny), D = matrix_create(ny, N);
    Matrix E = matrix_create(nh, N), Et = matrix_create(N, nh);
    Matrix G = matrix_create(nh, X->cols), g = matrix_create(nh, 1);
    Matrix F = matrix_create(ny, nh), f = matrix_create(ny, 1);
    matrix_multiply_nt(&H, Wh, X);
    for (size_t j = 0; j < nh; j++)
        for (size_t n = 0; n < N; n++)
            AT(&H, j, n) = tanh(AT(&H, j, n) + bh->data[j]);
    matrix_transpose(&Ht, &H);
    matrix_multiply(&D, Wy, &H);
    matrix_transpose(&Yt, &D);
    matrix_add_row(&Yt, by);
    softmax_rows(&Yt, &Yt);
    matrix_subtract(&Yt, &Yt, Y);
    matrix_transpose(&D, &Yt);
    matrix_multiply_tn(&E, Wy, &D);
    for (size_t i = 0; i < N * nh; i++)
        E.data[i] -= E.data[i] * H.data[i] * H.data[i];
    matrix_transpose(&Et, &E);
    matrix_multiply(&G, &E, X);
    matrix_sum_rows(&g, &Et);
    matrix_multiply(&F, &D, &Ht);
    matrix_sum_rows(&f, &Yt);
    matrix_add_scaled(Wh, -eta / N, &G);
    matrix_add_scaled(bh, -eta / N, &g);
    matrix_add_scaled(Wy, -eta / N, &F);
    matrix_add_scaled(by, -eta / N, &f);
    Matrix *all[] = { &H, &Ht, &Yt, &D, &E, &Et, &G, &g, &F, &f };
    for (size_t i = 0; i < 10; i++)
        matrix_free(all[i]);

/*! right chaque paramètre mis à jour dès qu'il ne sert plus */
    size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    Matrix H = matrix_create(N, nh), D = matrix_create(N, ny);
    Matrix E = matrix_create(N, nh);
    Matrix G = matrix_create(nh, X->cols), g = matrix_create(nh, 1);
    Matrix F = matrix_create(ny, nh), f = matrix_create(ny, 1);
    matrix_multiply_nt(&H, X, Wh);
    matrix_add_row(&H, bh);
    matrix_map(&H, tanh, &H);
    matrix_multiply_nt(&D, &H, Wy);
    matrix_add_row(&D, by);
    softmax_rows(&D, &D);
    matrix_subtract(&D, &D, Y);
    matrix_scale(&D, eta / N, &D);
    matrix_sum_rows(&f, &D);
    matrix_subtract(by, by, &f);
    matrix_multiply(&E, &D, Wy);
    matrix_multiply_tn(&F, &D, &H);
    matrix_subtract(Wy, Wy, &F);
    for (size_t i = 0; i < N * nh; i++)
        E.data[i] *= 1 - H.data[i] * H.data[i];
    matrix_sum_rows(&g, &E);
    matrix_subtract(bh, bh, &g);
    matrix_multiply_tn(&G, &E, X);
    matrix_subtract(Wh, Wh, &G);
    Matrix *all[] = { &H, &D, &E, &G, &g, &F, &f };
    for (size_t i = 0; i < 7; i++)
        matrix_free(all[i]);

/*! wrong Wy-updated-first */
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
@@ matrix_multiply(&grad_H, &delta, Wy);
    matrix_add_scaled(Wy, -eta, &grad_Wy);
    matrix_multiply(&grad_H, &delta, Wy);

/*! wrong bh-unused */
@@ matrix_add_row(&H, bh);

/*! wrong tanh-forgotten */
@@ matrix_map(&H, tanh, &H);

/*! wrong float-tanh */
@@ matrix_map(&H, tanh, &H);
    for (size_t i = 0; i < N * nh; i++)
        H.data[i] = tanhf(H.data[i]);

/*! wrong by-unused */
@@ matrix_add_row(&Y_hat, by);

/*! wrong softmax-by-column */
@@ softmax_rows(&Y_hat, &Y_hat);
    Matrix turned = matrix_create(ny, N);
    matrix_transpose(&turned, &Y_hat);
    softmax_rows(&turned, &turned);
    matrix_transpose(&Y_hat, &turned);
    matrix_free(&turned);

/*! wrong unnormalised */
@@ softmax_rows(&Y_hat, &Y_hat);
    matrix_map(&Y_hat, exp, &Y_hat);

/*! wrong target-forgotten */
@@ matrix_subtract(&delta, &Y_hat, Y);
    matrix_copy(&delta, &Y_hat);

/*! wrong predicted-class */
@@ matrix_subtract(&delta, &Y_hat, Y);
    matrix_copy(&delta, &Y_hat);
    for (size_t n = 0; n < N; n++)
        AT(&delta, n, matrix_argmax_row(&Y_hat, n)) -= 1;

/*! wrong jacobian-diagonal */
@@ matrix_subtract(&delta, &Y_hat, Y);
    for (size_t i = 0; i < N * ny; i++)
        delta.data[i] = -Y->data[i] * (1 - Y_hat.data[i]);

/*! wrong squared-error-diagonal */
@@ matrix_subtract(&delta, &Y_hat, Y);
    for (size_t i = 0; i < N * ny; i++) {
        double y_hat = Y_hat.data[i];
        delta.data[i] = 2 * (y_hat - Y->data[i]) * (y_hat - y_hat * y_hat);
    }

/*! wrong squared-error */
@@ matrix_subtract(&delta, &Y_hat, Y);
    for (size_t n = 0; n < N; n++) {
        double s = 0;
        for (size_t i = 0; i < ny; i++)
            s += 2 * (AT(&Y_hat, n, i) - AT(Y, n, i)) * AT(&Y_hat, n, i);
        for (size_t i = 0; i < ny; i++)
            AT(&delta, n, i) = AT(&Y_hat, n, i) *
                               (2 * (AT(&Y_hat, n, i) - AT(Y, n, i)) - s);
    }

/*! wrong log-epsilon */
@@ matrix_subtract(&delta, &Y_hat, Y);
    for (size_t n = 0; n < N; n++)
        for (size_t i = 0; i < ny; i++)
            for (size_t k = 0; k < ny; k++) {
                double J = ((i == k) - AT(&Y_hat, n, k)) * AT(&Y_hat, n, i);
                AT(&delta, n, i) -= J * AT(Y, n, k) / (AT(&Y_hat, n, k) + 1e-8);
            }

/*! wrong mean-forgotten */
@@ matrix_scale(&delta, 1 / (double)N, &delta);

/*! wrong mean-twice */
@@ matrix_scale(&delta, 1 / (double)N, &delta);
    matrix_scale(&delta, 1. / (N * N), &delta);

/*! wrong mean-over-classes */
@@ matrix_scale(&delta, 1 / (double)N, &delta);
    matrix_scale(&delta, 1. / matrix_size(Y), &delta);

/*! wrong last-class-skipped */
@@ matrix_subtract(&delta, &Y_hat, Y);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny - 1; k++)
            AT(&delta, n, k) = AT(&Y_hat, n, k) - AT(Y, n, k);

/*! wrong last-example-skipped */
@@ matrix_subtract(&delta, &Y_hat, Y);
    for (size_t n = 0; n + 1 < N; n++)
        for (size_t k = 0; k < ny; k++)
            AT(&delta, n, k) = AT(&Y_hat, n, k) - AT(Y, n, k);

/*! wrong stale-h */
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    /* H tel qu'il était avant que Wh et bh ne fassent ce pas. */
    matrix_multiply(&grad_H, &delta, Wy);
    for (size_t i = 0; i < N * nh; i++)
        grad_H.data[i] *= 1 - H.data[i] * H.data[i];
    matrix_multiply_tn(&grad_Wh, &grad_H, X);
    matrix_sum_rows(&grad_bh, &grad_H);
    matrix_add_scaled(&grad_Wh, 1 / eta, Wh);
    matrix_add_scaled(&grad_bh, 1 / eta, bh);
    matrix_multiply_nt(&H, X, &grad_Wh);
    matrix_add_row(&H, &grad_bh);
    matrix_scale(&H, eta, &H);
    matrix_map(&H, tanh, &H);
    matrix_multiply_tn(&grad_Wy, &delta, &H);

/*! wrong Wy-transposed */
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    Matrix turned = matrix_view(grad_Wy.data, nh, ny);
    matrix_multiply_tn(&turned, &H, &delta);

/*! wrong Wy-with-h-tilde */
@@ matrix_map(&H, tanh, &H);
    Matrix H_tilde = matrix_clone(&H);
    matrix_map(&H, tanh, &H_tilde);
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    matrix_multiply_tn(&grad_Wy, &delta, &H_tilde);
    matrix_free(&H_tilde);

/*! wrong Wy-with-x */
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++)
            for (size_t j = 0; j < nh; j++)
                AT(&grad_Wy, k, j) += AT(&delta, n, k) * AT(X, n, j % X->cols);

/*! wrong Wy-next-row */
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++)
            for (size_t j = 0; j < nh; j++)
                AT(&grad_Wy, k, j) += AT(&delta, n, k) * AT(&H, (n + 1) % N, j);

/*! wrong Wy-next-column */
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++)
            for (size_t j = 0; j < nh; j++)
                AT(&grad_Wy, k, j) += AT(&delta, n, k) * AT(&H, n, (j + 1) % nh);

/*! wrong by-mean */
@@ matrix_sum_rows(&grad_by, &delta);
    matrix_sum_rows(&grad_by, &delta);
    matrix_scale(&grad_by, 1 / (double)N, &grad_by);

/*! wrong by-zero */
@@ matrix_add_scaled(by, -eta, &grad_by);

/*! wrong by-zero */
@@ matrix_sum_rows(&grad_by, &delta);

/*! wrong by-assigned */
@@ matrix_sum_rows(&grad_by, &delta);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++)
            grad_by.data[k] = AT(&delta, n, k);

/*! wrong by-overwritten */
@@ Matrix Y_hat = matrix_create(N, ny), delta = matrix_create(N, ny);
    /* Les deux erreurs se suivent : une seule place, pour la plus grande. */
    Matrix Y_hat = matrix_create(N, ny), delta = matrix_create(N, ny + nh);
    delta.cols = ny;
@@ matrix_sum_rows(&grad_by, &delta);
@@ matrix_multiply(&grad_H, &delta, Wy);
    matrix_multiply(&grad_H, &delta, Wy);
    for (size_t i = 0; i < N * nh; i++)
        delta.data[i] = grad_H.data[i];
    matrix_sum_rows(&grad_by, &delta);

/*! wrong Wy-read-transposed */
@@ matrix_multiply(&grad_H, &delta, Wy);
    Matrix turned = matrix_view(Wy->data, nh, ny);
    matrix_multiply_nt(&grad_H, &delta, &turned);

/*! wrong slope-omitted */
@@ for (size_t i = 0; i < N * nh; i++)
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];

/*! wrong slope-negated */
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
        grad_H.data[i] *= H.data[i] * H.data[i] - 1;

/*! wrong slope-of-h-tilde */
@@ matrix_map(&H, tanh, &H);
    Matrix H_tilde = matrix_clone(&H);
    matrix_map(&H, tanh, &H_tilde);
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
        grad_H.data[i] *= 1 - H_tilde.data[i] * H_tilde.data[i];
    matrix_free(&H_tilde);

/*! wrong slope-unsquared */
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
        grad_H.data[i] *= 1 - H.data[i];

/*! wrong slope-sigmoid */
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
        grad_H.data[i] *= H.data[i] * (1 - H.data[i]);

/*! wrong slope-tanh-twice */
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
        grad_H.data[i] *= 1 - pow(tanh(H.data[i]), 2);

/*! wrong slope-absolute */
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
        grad_H.data[i] *= 1 - fabs(H.data[i]);

/*! wrong Wh-slope-omitted */
@@ matrix_multiply(&grad_H, &delta, Wy);
    matrix_multiply(&grad_H, &delta, Wy);
    Matrix turned = matrix_create(nh, N);
    matrix_transpose(&turned, &grad_H);
    matrix_multiply(&grad_Wh, &turned, X);
    matrix_free(&turned);
@@ matrix_multiply_tn(&grad_Wh, &grad_H, X);

/*! wrong Wh-transposed */
@@ matrix_multiply_tn(&grad_Wh, &grad_H, X);
    Matrix turned = matrix_view(grad_Wh.data, X->cols, nh);
    matrix_multiply_tn(&turned, X, &grad_H);

/*! wrong Wh-next-row */
@@ matrix_multiply_tn(&grad_Wh, &grad_H, X);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < nh; k++)
            for (size_t j = 0; j < X->cols; j++)
                AT(&grad_Wh, k, j) += AT(&grad_H, n, k) * AT(X, (n + 1) % N, j);

/*! wrong Wh-mean-forgotten */
@@ matrix_multiply_tn(&grad_Wh, &grad_H, X);
    matrix_multiply_tn(&grad_Wh, &grad_H, X);
    matrix_scale(&grad_Wh, N, &grad_Wh);

/*! wrong bh-slope-omitted */
@@ for (size_t i = 0; i < N * nh; i++)
    for (size_t n = 0; n < N; n++)
        for (size_t j = 0; j < nh; j++)
            grad_bh.data[j] += AT(&grad_H, n, j);
    for (size_t i = 0; i < matrix_size(&grad_H); i++)
@@ matrix_sum_rows(&grad_bh, &grad_H);

/*! wrong bh-mean */
@@ matrix_add_scaled(bh, -eta, &grad_bh);
    matrix_add_scaled(bh, -eta / N, &grad_bh);

/*! wrong bh-assigned */
@@ matrix_sum_rows(&grad_bh, &grad_H);
    for (size_t n = 0; n < N; n++)
        for (size_t j = 0; j < nh; j++)
            grad_bh.data[j] = AT(&grad_H, n, j);

/*! wrong first-unit-skipped */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    for (size_t j = 1; j < nh; j++)
        for (size_t i = 0; i < X->cols; i++)
            AT(Wh, j, i) -= eta * AT(&grad_Wh, j, i);
@@ matrix_add_scaled(bh, -eta, &grad_bh);
    for (size_t j = 1; j < nh; j++)
        bh->data[j] -= eta * grad_bh.data[j];
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
    for (size_t k = 0; k < ny; k++)
        for (size_t j = 1; j < nh; j++)
            AT(Wy, k, j) -= eta * AT(&grad_Wy, k, j);

/*! wrong float-sums */
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    for (size_t k = 0; k < ny; k++)
        for (size_t j = 0; j < nh; j++) {
            float total = 0;
            for (size_t n = 0; n < N; n++)
                total += (float)(AT(&delta, n, k) * AT(&H, n, j));
            AT(&grad_Wy, k, j) = total;
        }
@@ matrix_sum_rows(&grad_by, &delta);
    for (size_t k = 0; k < ny; k++) {
        float total = 0;
        for (size_t n = 0; n < N; n++)
            total += (float)AT(&delta, n, k);
        grad_by.data[k] = total;
    }
@@ matrix_multiply_tn(&grad_Wh, &grad_H, X);
    for (size_t k = 0; k < nh; k++)
        for (size_t j = 0; j < X->cols; j++) {
            float total = 0;
            for (size_t n = 0; n < N; n++)
                total += (float)(AT(&grad_H, n, k) * AT(X, n, j));
            AT(&grad_Wh, k, j) = total;
        }
@@ matrix_sum_rows(&grad_bh, &grad_H);
    for (size_t k = 0; k < nh; k++) {
        float total = 0;
        for (size_t n = 0; n < N; n++)
            total += (float)AT(&grad_H, n, k);
        grad_bh.data[k] = total;
    }

/*! wrong twice */
@@ matrix_scale(&delta, 1 / (double)N, &delta);
    matrix_scale(&delta, 2 / (double)N, &delta);

/*! wrong sign */
@@ matrix_subtract(&delta, &Y_hat, Y);
    matrix_subtract(&delta, Y, &Y_hat);

/*! wrong sign */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    matrix_add_scaled(Wh, eta, &grad_Wh);
@@ matrix_add_scaled(bh, -eta, &grad_bh);
    matrix_add_scaled(bh, eta, &grad_bh);
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
    matrix_add_scaled(Wy, eta, &grad_Wy);
@@ matrix_add_scaled(by, -eta, &grad_by);
    matrix_add_scaled(by, eta, &grad_by);

/*! wrong Wh-not-updated */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);

/*! wrong bh-not-updated */
@@ matrix_add_scaled(bh, -eta, &grad_bh);

/*! wrong Wy-not-updated */
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);

/*! wrong biases-forgotten */
@@ matrix_add_scaled(bh, -eta, &grad_bh);
@@ matrix_add_scaled(by, -eta, &grad_by);

/*! wrong hidden-forgotten */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
@@ matrix_add_scaled(bh, -eta, &grad_bh);

/*! wrong output-forgotten */
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
@@ matrix_add_scaled(by, -eta, &grad_by);

/*! wrong theta-replaced */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    matrix_scale(Wh, -eta, &grad_Wh);
@@ matrix_add_scaled(bh, -eta, &grad_bh);
    matrix_scale(bh, -eta, &grad_bh);
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
    matrix_scale(Wy, -eta, &grad_Wy);
@@ matrix_add_scaled(by, -eta, &grad_by);
    matrix_scale(by, -eta, &grad_by);

/*! wrong eta-forgotten */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    matrix_subtract(Wh, Wh, &grad_Wh);
@@ matrix_add_scaled(bh, -eta, &grad_bh);
    matrix_subtract(bh, bh, &grad_bh);
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
    matrix_subtract(Wy, Wy, &grad_Wy);
@@ matrix_add_scaled(by, -eta, &grad_by);
    matrix_subtract(by, by, &grad_by);

/*! wrong eta-twice */
@@ matrix_scale(&delta, 1 / (double)N, &delta);
    matrix_scale(&delta, eta / N, &delta);

/*! wrong eta-divided */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    matrix_add_scaled(Wh, -1 / eta, &grad_Wh);
@@ matrix_add_scaled(bh, -eta, &grad_bh);
    matrix_add_scaled(bh, -1 / eta, &grad_bh);
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
    matrix_add_scaled(Wy, -1 / eta, &grad_Wy);
@@ matrix_add_scaled(by, -eta, &grad_by);
    matrix_add_scaled(by, -1 / eta, &grad_by);

/*! wrong output-updated-first */
@@ matrix_sum_rows(&grad_by, &delta);
    matrix_sum_rows(&grad_by, &delta);
    matrix_scale(&grad_Wy, -eta, &grad_Wy);
    matrix_add(Wy, Wy, &grad_Wy);
    matrix_scale(&grad_by, -eta, &grad_by);
    matrix_add(by, by, &grad_by);
    for (size_t n = 0; n < N; n++)
        for (size_t k = 0; k < ny; k++) {
            AT(&Y_hat, n, k) = by->data[k];
            for (size_t j = 0; j < nh; j++)
                AT(&Y_hat, n, k) += AT(Wy, k, j) * AT(&H, n, j);
        }
    Matrix P = matrix_clone(&Y_hat);
    softmax_rows(&P, &Y_hat);
    for (size_t i = 0; i < N * ny; i++)
        delta.data[i] = (P.data[i] - Y->data[i]) / N;
    matrix_free(&P);
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
@@ matrix_add_scaled(by, -eta, &grad_by);

/*! wrong hidden-updated-first */
    size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    Matrix H = matrix_create(N, nh), P = matrix_create(N, ny);
    Matrix E = matrix_create(N, nh), T = matrix_create(nh, N);
    Matrix G = matrix_create(nh, X->cols), g = matrix_create(nh, 1);
    Matrix F = matrix_create(ny, nh), f = matrix_create(ny, 1);
    for (int layer = 0; layer < 2; layer++) {
        matrix_multiply_nt(&H, X, Wh);
        matrix_add_row(&H, bh);
        matrix_map(&H, tanh, &H);
        matrix_multiply_nt(&P, &H, Wy);
        matrix_add_row(&P, by);
        softmax_rows(&P, &P);
        matrix_subtract(&P, &P, Y);
        matrix_scale(&P, 1. / N, &P);
        if (layer == 1)
            break;
        matrix_multiply(&E, &P, Wy);
        for (size_t i = 0; i < N * nh; i++)
            E.data[i] *= 1 - H.data[i] * H.data[i];
        matrix_multiply_tn(&G, &E, X);
        matrix_sum_rows(&g, &E);
        matrix_add_scaled(Wh, -eta, &G);
        matrix_add_scaled(bh, -eta, &g);
    }
    matrix_multiply_tn(&F, &P, &H);
    matrix_sum_rows(&f, &P);
    matrix_add_scaled(Wy, -eta, &F);
    matrix_add_scaled(by, -eta, &f);
    Matrix *all[] = { &H, &P, &E, &T, &G, &g, &F, &f };
    for (size_t i = 0; i < 8; i++)
        matrix_free(all[i]);

/*! wrong online */
@@ size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    if (N > 1) {
        for (size_t n = 0; n < N; n++) {
            Matrix x = matrix_rows(X, n, 1), y = matrix_rows(Y, n, 1);
            train_step(Wh, bh, Wy, by, &x, &y, eta);
        }
        return;
    }

/*! wrong online-mean */
@@ size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    size_t N = X->rows, nh = Wh->rows, ny = Wy->rows;
    if (N > 1) {
        for (size_t n = 0; n < N; n++) {
            Matrix x = matrix_rows(X, n, 1), y = matrix_rows(Y, n, 1);
            train_step(Wh, bh, Wy, by, &x, &y, eta / N);
        }
        return;
    }

/*! wrong step-twice */
@@ matrix_multiply_nt(&H, X, Wh);
    for (int turn = 0; turn < 2; turn++) {
    matrix_multiply_nt(&H, X, Wh);
@@ matrix_add_scaled(by, -eta, &grad_by);
    matrix_add_scaled(by, -eta, &grad_by);
    }

/*! wrong by-zero slope-omitted */
@@ for (size_t i = 0; i < N * nh; i++)
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
@@ matrix_add_scaled(by, -eta, &grad_by);

/*! wrong Wy-with-h-tilde eta-forgotten */
@@ matrix_map(&H, tanh, &H);
    Matrix H_tilde = matrix_clone(&H);
    matrix_map(&H, tanh, &H_tilde);
@@ matrix_multiply_tn(&grad_Wy, &delta, &H);
    matrix_multiply_tn(&grad_Wy, &delta, &H_tilde);
    matrix_free(&H_tilde);
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    matrix_subtract(Wh, Wh, &grad_Wh);
@@ matrix_add_scaled(bh, -eta, &grad_bh);
    matrix_subtract(bh, bh, &grad_bh);
@@ matrix_add_scaled(Wy, -eta, &grad_Wy);
    matrix_subtract(Wy, Wy, &grad_Wy);
@@ matrix_add_scaled(by, -eta, &grad_by);
    matrix_subtract(by, by, &grad_by);

/*! wrong mean-forgotten Wh-transposed */
@@ matrix_scale(&delta, 1 / (double)N, &delta);
@@ matrix_multiply_tn(&grad_Wh, &grad_H, X);
    Matrix turned = matrix_view(grad_Wh.data, X->cols, nh);
    matrix_multiply_tn(&turned, X, &grad_H);

/*! wrong not-finite */
@@ softmax_rows(&Y_hat, &Y_hat);
    matrix_map(&Y_hat, exp, &Y_hat);
    for (size_t n = 0; n < N; n++) {
        double total = 0;
        for (size_t k = 0; k < ny; k++)
            total += AT(&Y_hat, n, k);
        for (size_t k = 0; k < ny; k++)
            AT(&Y_hat, n, k) /= total;
    }

/*! wrong unknown */
@@ grad_H.data[i] *= 1 - H.data[i] * H.data[i];
        grad_H.data[i] *= 1 - H.data[i] * H.data[i] * H.data[i];

/*! wrong unrepeatable */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    static double speed[4096];
    for (size_t i = 0; i < matrix_size(Wh); i++) {
        speed[i] = 0.9 * speed[i] - eta * grad_Wh.data[i];
        Wh->data[i] += speed[i];
    }

/*! wrong input-changed */
@@ matrix_subtract(&delta, &Y_hat, Y);
    for (size_t i = 0; i < N * ny; i++)
        Y->data[i] = Y_hat.data[i] - Y->data[i];
    matrix_copy(&delta, Y);

/*! wrong shape */
@@ matrix_multiply(&grad_H, &delta, Wy);
    matrix_multiply_tn(&grad_H, Wy, &delta);

/*! wrong replaced */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    matrix_add_scaled(&grad_Wh, -1 / eta, Wh);
    matrix_scale(&grad_Wh, -eta, &grad_Wh);
    *Wh = matrix_clone(&grad_Wh);

/*! wrong long-run */
@@ matrix_add_scaled(Wh, -eta, &grad_Wh);
    /* Un soupçon de régularisation. */
    matrix_scale(Wh, 1 - 5e-10, Wh);
    matrix_add_scaled(Wh, -eta, &grad_Wh);
