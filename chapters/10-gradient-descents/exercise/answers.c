/* answers.c — l'exercice 10 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right la somme du lot, le pas divisé par sa taille */
    size_t N = X->rows;
    for (size_t first = 0; first < N; first += B) {
        size_t last = first + B < N ? first + B : N;
        Matrix sum = matrix_create(theta->rows, theta->cols);
        Matrix g = matrix_create(theta->rows, theta->cols);
        for (size_t i = first; i < last; i++) {
            Matrix x = matrix_rows(X, order[i], 1);
            Matrix y = matrix_rows(Y, order[i], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add(&sum, &sum, &g);
        }
        matrix_add_scaled(theta, -eta / (double)(last - first), &sum);
        matrix_free(&sum);
        matrix_free(&g);
    }

/*! right tout mélanger d'abord */
    size_t N = X->rows;
    Matrix SX = matrix_create(N, X->cols), SY = matrix_create(N, Y->cols);
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    matrix_gather_rows(&SX, X, order);
    matrix_gather_rows(&SY, Y, order);
    size_t n = 0;
    while (n < N) {
        size_t count = 0;
        matrix_fill(&G, 0);
        for (; count < B && n < N; count++, n++) {
            Matrix x = matrix_rows(&SX, n, 1), y = matrix_rows(&SY, n, 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1, &g);
        }
        matrix_scale(&G, eta / count, &G);
        matrix_subtract(theta, theta, &G);
    }
    matrix_free(&SX);
    matrix_free(&SY);
    matrix_free(&G);
    matrix_free(&g);

/*! right une seule boucle, un pas quand le lot est plein */
    size_t N = X->rows, full = 0;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t i = 0; i < N; i++) {
        Matrix x = matrix_rows(X, order[i], 1);
        Matrix y = matrix_rows(Y, order[i], 1);
        example_gradient(&g, theta, &x, &y);
        matrix_add_scaled(&G, eta, &g);
        full++;
        if (full == B || i == N - 1) {
            matrix_add_scaled(theta, -1. / full, &G);
            matrix_fill(&G, 0);
            full = 0;
        }
    }
    matrix_free(&G);
    matrix_free(&g);

/*! right chaque exemple avance une copie de θ */
    size_t N = X->rows;
    Matrix next = matrix_clone(theta), g = matrix_clone(theta);
    for (size_t first = 0; first < N; first += B) {
        size_t count = B;
        if (first + count > N)
            count = N - first;
        for (size_t b = count; b-- > 0;) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&next, -eta / count, &g);
        }
        matrix_copy(theta, &next);
    }
    matrix_free(&next);
    matrix_free(&g);

/*! wrong last-batch-skipped */
    size_t batches = X->rows / B;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t k = 0; k < batches; k++) {
        matrix_fill(&G, 0);
        for (size_t b = 0; b < B; b++) {
            size_t n = order[k * B + b];
            Matrix x = matrix_rows(X, n, 1), y = matrix_rows(Y, n, 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add(&G, &G, &g);
        }
        matrix_scale(&G, 1. / B, &G);
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong order-ignored */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, first + b, 1);
            Matrix y = matrix_rows(Y, first + b, 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong order-ignored */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    (void)order;
    for (size_t i = 0; i < N; i += B) {
        Matrix lot_X = matrix_rows(X, i, i + B < N ? B : N - i);
        Matrix lot_Y = matrix_rows(Y, i, i + B < N ? B : N - i);
        matrix_fill(&G, 0);
        for (size_t n = 0; n < lot_X.rows; n++) {
            Matrix x = matrix_rows(&lot_X, n, 1);
            Matrix y = matrix_rows(&lot_Y, n, 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add(&G, &G, &g);
        }
        matrix_add_scaled(theta, -eta / lot_X.rows, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong labels-unshuffled */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, first + b, 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong inputs-unshuffled */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, first + b, 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong labels-unshuffled */
    size_t N = X->rows;
    Matrix SX = matrix_create(N, X->cols);
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    matrix_gather_rows(&SX, X, order);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(&SX, first + b, 1);
            Matrix y = matrix_rows(Y, first + b, 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add(&G, &G, &g);
        }
        matrix_add_scaled(theta, -eta / count, &G);
    }
    matrix_free(&SX);
    matrix_free(&G);
    matrix_free(&g);

/*! wrong one-batch */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t n = 0; n < N; n++) {
        Matrix x = matrix_rows(X, order[n], 1);
        Matrix y = matrix_rows(Y, order[n], 1);
        example_gradient(&g, theta, &x, &y);
        matrix_add_scaled(&G, 1. / N, &g);
    }
    matrix_add_scaled(theta, -eta, &G);
    matrix_free(&G);
    matrix_free(&g);

/*! wrong same-batch */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[b], 1);
            Matrix y = matrix_rows(Y, order[b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong last-batch-skipped */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first + B <= N; first += B) {
        size_t count = B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong last-batch-wrapped */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[(first + b) % N], 1);
            Matrix y = matrix_rows(Y, order[(first + b) % N], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong last-of-batch-skipped */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count - 1; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong last-of-batch-skipped */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t last = first + B < N ? first + B : N;
        matrix_fill(&G, 0);
        for (size_t i = first; i < last - 1; i++) {
            Matrix x = matrix_rows(X, order[i], 1);
            Matrix y = matrix_rows(Y, order[i], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / (last - first), &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong frozen-theta */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    Matrix start = matrix_clone(theta);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, &start, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&start);
    matrix_free(&g);

/*! wrong assigned */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&G, theta, &x, &y);
        }
        matrix_add_scaled(theta, -eta / count, &G);
    }
    matrix_free(&G);

/*! wrong mean-not-reset */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong not-reset */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1, &g);
        }
        matrix_add_scaled(theta, -eta / count, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong batch-ignored */
    Matrix g = matrix_create(theta->rows, theta->cols);
    for (size_t n = 0; n < X->rows; n++) {
        Matrix x = matrix_rows(X, order[n], 1);
        Matrix y = matrix_rows(Y, order[n], 1);
        example_gradient(&g, theta, &x, &y);
        matrix_add_scaled(theta, -eta, &g);
    }
    matrix_free(&g);

/*! wrong step-inside */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(theta, -eta / count, &g);
        }
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong mean-forgotten */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong divided-by-b */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / B, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong divided-by-n */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / N, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong mean-twice */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta / count, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong eta-over-n */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta / N, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong eta-forgotten */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -1, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong eta-forgotten */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_subtract(theta, theta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong sign */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong theta-replaced */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_scale(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong labels-unshuffled mean-forgotten */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, first + b, 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong last-batch-skipped sign */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first + B <= N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong divided-by-b mean-not-reset */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / B, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong not-finite */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    size_t count = 0;
    for (size_t n = 0; n < N; n++) {
        if (n % B == 0) {
            matrix_add_scaled(theta, -eta / count, &G);
            matrix_fill(&G, 0);
            count = 0;
        }
        Matrix x = matrix_rows(X, order[n], 1);
        Matrix y = matrix_rows(Y, order[n], 1);
        example_gradient(&g, theta, &x, &y);
        matrix_add(&G, &G, &g);
        count++;
    }
    matrix_add_scaled(theta, -eta / count, &G);
    matrix_free(&G);
    matrix_free(&g);

/*! wrong unknown */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta * eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong shape */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], B);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        matrix_add_scaled(theta, -eta, &G);
    }
    matrix_free(&G);
    matrix_free(&g);

/*! wrong precision */
    size_t N = X->rows;
    Matrix G = matrix_create(theta->rows, theta->cols), g = matrix_clone(&G);
    for (size_t first = 0; first < N; first += B) {
        size_t count = N - first < B ? N - first : B;
        matrix_fill(&G, 0);
        for (size_t b = 0; b < count; b++) {
            Matrix x = matrix_rows(X, order[first + b], 1);
            Matrix y = matrix_rows(Y, order[first + b], 1);
            example_gradient(&g, theta, &x, &y);
            matrix_add_scaled(&G, 1. / count, &g);
        }
        for (size_t i = 0; i < matrix_size(theta); i++) {
            float step = (float)(eta * G.data[i]);
            theta->data[i] = (float)theta->data[i] - step;
        }
    }
    matrix_free(&G);
    matrix_free(&g);
