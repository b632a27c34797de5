/* answers.c — l'exercice 18 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right un exemple à la fois */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! right deux produits de matrices */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] + B * omega);
        if (m < 1) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n];
            sum += pull.data[n];
        }
    }
    *P = C * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, C, grad_w);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + C * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! right w̃ et x̃ mis bout à bout */
    size_t nx = X->cols;
    Matrix all = matrix_create(nx + 1, 1), x = matrix_create(nx + 1, 1);
    Matrix g = matrix_create(nx + 1, 1);
    for (size_t i = 0; i < nx; i++)
        all.data[i] = w->data[i];
    all.data[nx] = omega;
    *P = 0;
    for (size_t n = X->rows; n-- > 0;) {
        for (size_t i = 0; i < nx; i++)
            x.data[i] = AT(X, n, i);
        x.data[nx] = B;
        double missing = 1 - s->data[n] * matrix_dot(&all, &x);
        *P += missing > 0 ? C * missing : 0;
        matrix_add_scaled(&g, missing > 0 ? -C * s->data[n] : 0, &x);
    }
    *P += matrix_dot(&all, &all) / 2;
    matrix_add(&g, &g, &all);
    for (size_t i = 0; i < nx; i++)
        grad_w->data[i] = g.data[i];
    *grad_omega = g.data[nx];
    matrix_free(&all);
    matrix_free(&x);
    matrix_free(&g);

/*! right une composante du gradient à la fois */
    *P = omega * omega;
    *grad_omega = omega;
    for (size_t i = 0; i < X->cols; i++) {
        *P += w->data[i] * w->data[i];
        grad_w->data[i] = w->data[i];
    }
    *P /= 2;
    for (size_t n = 0; n < X->rows; n++) {
        double m = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            m += w->data[i] * AT(X, n, i);
        m *= s->data[n];
        int active = 1 - m > 0;
        *P += active * C * (1 - m);
        *grad_omega -= active * C * B * s->data[n];
        for (size_t i = 0; i < X->cols; i++)
            grad_w->data[i] -= active * C * AT(X, n, i) * s->data[n];
    }

/*! wrong perceptron */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 0) {
            *P += C * -m;
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong bias-forgotten */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = 0;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong bias-forgotten */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n]);
        if (m < 1) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n];
            sum += pull.data[n];
        }
    }
    *P = C * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, C, grad_w);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + C * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong omega-for-bias */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong bias-sign */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] - B * omega);
        if (m < 1) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n];
            sum += pull.data[n];
        }
    }
    *P = C * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, C, grad_w);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + C * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong classes-0-1 */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double y = (s->data[n] + 1) / 2, m = y * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * y * AT(X, n, i);
            *grad_omega -= C * y * B;
        }
    }

/*! wrong margin-class */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong hinge-sign */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (1 + m > 0) {
            *P += C * (1 + m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] += C * s->data[n] * AT(X, n, i);
            *grad_omega += C * s->data[n] * B;
        }
    }

/*! wrong errors-only */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 0) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong errors-only */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] + B * omega);
        if (m <= 0) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n];
            sum += pull.data[n];
        }
    }
    *P = C * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, C, grad_w);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + C * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong fold */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m <= 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong unclipped */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        *P += C * (1 - m);
        if (m < 1) {
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong everywhere */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        *P += C * (m < 1 ? 1 - m : 0);
        {
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong everywhere */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] + B * omega);
        if (m < 1) {
            hinges += 1 - m;
        }
        pull.data[n] = -s->data[n];
        sum += pull.data[n];
    }
    *P = C * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, C, grad_w);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + C * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong squared-hinge */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m) * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= 2 * C * (1 - m) * s->data[n] * AT(X, n, i);
            *grad_omega -= 2 * C * (1 - m) * s->data[n] * B;
        }
    }

/*! wrong slope-weighted */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] + B * omega);
        if (m < 1) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n] * (1 - m);
            sum += pull.data[n];
        }
    }
    *P = C * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, C, grad_w);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + C * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong slope-sign */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] += C * s->data[n] * AT(X, n, i);
            *grad_omega += C * s->data[n] * B;
        }
    }

/*! wrong slope-class */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * AT(X, n, i);
            *grad_omega -= C * B;
        }
    }

/*! wrong last-example-skipped */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows - 1; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong assigned */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] = w->data[i] - C * s->data[n] * AT(X, n, i);
            *grad_omega = omega - C * s->data[n] * B;
        }
    }

/*! wrong mean */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m) / X->rows;
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i) / X->rows;
            *grad_omega -= C * s->data[n] * B / X->rows;
        }
    }

/*! wrong mean */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0, share = C / N;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] + B * omega);
        if (m < 1) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n];
            sum += pull.data[n];
        }
    }
    *P = share * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, share, grad_w);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + share * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong price-forgotten */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += 1 - m;
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= s->data[n] * AT(X, n, i);
            *grad_omega -= s->data[n] * B;
        }
    }

/*! wrong price-not-in-gradient */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] + B * omega);
        if (m < 1) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n];
            sum += pull.data[n];
        }
    }
    *P = C * hinges + (matrix_dot(w, w) + omega * omega) / 2;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega + B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong price-on-penalty */
    *P = 0.5 * C * (matrix_dot(w, w) + omega * omega);
    matrix_scale(grad_w, C, w);
    *grad_omega = C * omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += 1 - m;
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= s->data[n] * AT(X, n, i);
            *grad_omega -= s->data[n] * B;
        }
    }

/*! wrong penalty-forgotten */
    size_t N = X->rows;
    Matrix f = matrix_create(N, 1), pull = matrix_create(N, 1);
    matrix_multiply(&f, X, w);
    double hinges = 0, sum = 0;
    for (size_t n = 0; n < N; n++) {
        double m = s->data[n] * (f.data[n] + B * omega);
        if (m < 1) {
            hinges += 1 - m;
            pull.data[n] = -s->data[n];
            sum += pull.data[n];
        }
    }
    *P = C * hinges;
    matrix_multiply_tn(grad_w, X, &pull);
    matrix_scale(grad_w, C, grad_w);
    *grad_omega = C * B * sum;
    matrix_free(&f);
    matrix_free(&pull);

/*! wrong penalty-not-in-gradient */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_fill(grad_w, 0);
    *grad_omega = 0;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong half-forgotten */
    *P = matrix_dot(w, w) + omega * omega;
    matrix_scale(grad_w, 2, w);
    *grad_omega = 2 * omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong half-in-gradient */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_scale(grad_w, 0.5, w);
    *grad_omega = 0.5 * omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong omega-free */
    *P = 0.5 * matrix_dot(w, w);
    matrix_copy(grad_w, w);
    *grad_omega = 0;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong bias-penalised */
    double b = B * omega;
    *P = 0.5 * (matrix_dot(w, w) + b * b);
    matrix_copy(grad_w, w);
    *grad_omega = b;
    for (size_t n = 0; n < X->rows; n++) {
        double f = b;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong norm-unsquared */
    double square = matrix_dot(w, w) + omega * omega, root = square;
    for (int k = 0; k < 200; k++)
        root = (root + square / root) / 2;
    *P = 0.5 * root;
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong omega-without-B */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n];
        }
    }

/*! wrong omega-zero */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = 0;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
        }
    }

/*! wrong omega-zero */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
        }
    }

/*! wrong sign */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_scale(grad_w, -1, w);
    *grad_omega = -omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] += C * s->data[n] * AT(X, n, i);
            *grad_omega += C * s->data[n] * B;
        }
    }

/*! wrong perceptron price-forgotten */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 0) {
            *P += -m;
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= s->data[n] * AT(X, n, i);
            *grad_omega -= s->data[n] * B;
        }
    }

/*! wrong margin-class slope-class */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * AT(X, n, i);
            *grad_omega -= C * B;
        }
    }

/*! wrong omega-free omega-without-B */
    *P = 0.5 * matrix_dot(w, w);
    matrix_copy(grad_w, w);
    *grad_omega = 0;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n];
        }
    }

/*! wrong buffer */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_add(grad_w, grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong unwritten */
    double P_ = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            P_ += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong precision */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        float f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 1) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }

/*! wrong unknown */
    *P = 0.5 * (matrix_dot(w, w) + omega * omega);
    matrix_copy(grad_w, w);
    *grad_omega = omega;
    for (size_t n = 0; n < X->rows; n++) {
        double f = B * omega;
        for (size_t i = 0; i < X->cols; i++)
            f += w->data[i] * AT(X, n, i);
        double m = s->data[n] * f;
        if (m < 0.5) {
            *P += C * (1 - m);
            for (size_t i = 0; i < X->cols; i++)
                grad_w->data[i] -= C * s->data[n] * AT(X, n, i);
            *grad_omega -= C * s->data[n] * B;
        }
    }
