/* answers.c — l'exercice 0 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right deux passages, l'accord au lieu du désaccord */
    double largest = 0, worst = 0;
    int finite = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k], h = 1e-6;
        x->data[k] += h;
        double right = f(x);
        x->data[k] -= 2 * h;
        double left = f(x);
        x->data[k] = old;
        double n = (right - left) / h / 2, a = gradient->data[k];
        if (!isfinite(a))
            finite = 0;
        if (fabs(a) > largest)
            largest = fabs(a);
        if (fabs(n) > largest)
            largest = fabs(n);
        if (fabs(a - n) > worst)
            worst = fabs(a - n);
    }
    *verdict = finite && worst < 1e-5 * largest;

/*! right x remis en retranchant, une tolérance d'un dix-millième */
    double h = 1e-4, largest = 0, worst = 0;
    for (size_t k = 0; k < x->rows; k++) {
        x->data[k] += h;
        double n = f(x);
        x->data[k] -= 2 * h;
        n = (n - f(x)) / (2 * h);
        x->data[k] += h;
        double gap = fabs(n - gradient->data[k]);
        largest = fmax(largest, fmax(fabs(n), fabs(gradient->data[k])));
        worst = isnan(gap) ? INFINITY : fmax(worst, gap);
    }
    *verdict = worst / largest <= 1e-4 ? 1 : 0;

/*! right les normes des deux vecteurs */
    double gap = 0, size = 0, h = 1e-5;
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k], g = gradient->data[k];
        x->data[k] = old + h;
        double up = f(x);
        x->data[k] = old - h;
        double n = (up - f(x)) / (2 * h);
        x->data[k] = old;
        gap += (g - n) * (g - n);
        size += g * g + n * n;
    }
    *verdict = gap <= 1e-12 * size;

/*! right différence avant, petit pas, tolérance assez large */
    double h = 1e-8, largest = 0, start = f(x);
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        n.data[k] = (f(x) - start) / h;
        x->data[k] = old;
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows && *verdict == 1; k++)
        if (!(fabs(n.data[k] - gradient->data[k]) < 1e-4 * largest))
            *verdict = 0;
    matrix_free(&n);

/*! right Richardson */
    double largest = 0, worst = 0;
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k], D[2], g = gradient->data[k];
        for (int half = 0; half < 2; half++) {
            double h = half ? 0x1p-9 : 0x1p-8;
            x->data[k] = old + h;
            D[half] = f(x);
            x->data[k] = old - h;
            D[half] = (D[half] - f(x)) / (2 * h);
        }
        x->data[k] = old;
        double R = (4 * D[1] - D[0]) / 3;
        if (g != g)
            worst = INFINITY;
        worst = fmax(worst, fabs(R - g));
        largest = fmax(largest, fabs(R));
    }
    *verdict = worst > 1e-6 * largest ? 0 : 1;

/*! wrong absolute-tolerance */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong step-too-small */
    double h = 1e-15, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong step-too-small */
    double h = 1e-13, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong step-too-small */
    double h = 1e-5, tolerance = 1e-15, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong step-too-large */
    double h = 0.1, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong step-too-large */
    double h = 0.05, tolerance = 1e-5, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong forward */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old;
        double less = f(x);
        n.data[k] = (more - less) / h;
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong forward */
    double h = 1e-6, tolerance = 1e-8, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old;
        double less = f(x);
        n.data[k] = (more - less) / h;
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong measured-twice */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / h;
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong measured-half */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old;
        double less = f(x);
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong measured-opposite */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (less - more) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong not-put-back */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong not-put-back */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        x->data[k] += h;
        double more = f(x);
        x->data[k] -= 2 * h;
        double less = f(x);
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong not-returned */
    double h = 1e-5, largest = 0;
    for (size_t k = 0; k < x->rows; k++)
        largest = fmax(largest, fabs(gradient->data[k]));
    *verdict = 0;
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double n = (more - f(x)) / (2 * h);
        if (!(fabs(n - gradient->data[k]) <= 1e-6 * largest))
            return;
        x->data[k] = old;
    }
    *verdict = 1;

/*! wrong along-ones */
    double h = 1e-5, predicted = 0;
    Matrix moved = matrix_clone(x);
    for (size_t k = 0; k < x->rows; k++) {
        predicted += gradient->data[k];
        moved.data[k] = x->data[k] + h;
    }
    double more = f(&moved);
    for (size_t k = 0; k < x->rows; k++)
        moved.data[k] = x->data[k] - h;
    double measured = (more - f(&moved)) / (2 * h);
    double largest = fmax(fabs(measured), fabs(predicted));
    *verdict = fabs(measured - predicted) <= 1e-6 * largest;
    matrix_free(&moved);

/*! wrong first-only */
    double h = 1e-5, old = x->data[0], g = gradient->data[0];
    x->data[0] = old + h;
    double more = f(x);
    x->data[0] = old - h;
    double n = (more - f(x)) / (2 * h);
    x->data[0] = old;
    *verdict = fabs(n - g) <= 1e-6 * fmax(fabs(n), fabs(g));

/*! wrong first-only */
    double h = 1e-6;
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k], g = gradient->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double n = (more - f(x)) / (2 * h);
        x->data[k] = old;
        if (fabs(n - g) <= 1e-5 * fmax(fabs(n), fabs(g)))
            *verdict = 1;
        else
            *verdict = 0;
        return;
    }

/*! wrong last-skipped */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows - 1; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows - 1; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong last-decides */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        *verdict = gap <= tolerance * largest;
    }
    matrix_free(&n);

/*! wrong last-decides */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (gap <= tolerance * largest)
            *verdict = 1;
        else
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong absolute-values */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(fabs(gradient->data[k]) - fabs(n.data[k]));
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong signed-gap */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = gradient->data[k] - n.data[k];
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong absolute-tolerance */
    double h = 1e-5, tolerance = 1e-4, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong absolute-tolerance */
    double h = 1e-5, tolerance = 1e-7, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong entry-by-entry */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * fabs(n.data[k])))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong entry-by-entry */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap / fmax(fabs(n.data[k]), fabs(gradient->data[k])) < 1e-5))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong tolerance-large */
    double h = 1e-5, tolerance = 1e-2, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong tolerance-huge */
    double h = 1e-5, tolerance = 0.1, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong nan-accepted */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (gap > tolerance * largest)
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong nan-accepted */
    double h = 1e-5, largest = 0, worst = 0;
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k], g = gradient->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double n = (more - f(x)) / (2 * h);
        x->data[k] = old;
        worst = fmax(worst, fabs(n - g));
        largest = fmax(largest, fabs(n));
    }
    *verdict = worst / largest < 1e-6;

/*! wrong always-right */
    *verdict = 1;

/*! wrong inverted */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 0;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (!(gap <= tolerance * largest))
            *verdict = 1;
    }
    matrix_free(&n);

/*! wrong absolute-tolerance nan-accepted */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (gap > tolerance)
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong last-skipped nan-accepted */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows - 1; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows - 1; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (gap > tolerance * largest)
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong forward nan-accepted */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old;
        double less = f(x);
        n.data[k] = (more - less) / h;
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(gradient->data[k] - n.data[k]);
        if (gap > tolerance * largest)
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong signed-gap nan-accepted */
    double h = 1e-5, tolerance = 1e-6, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = gradient->data[k] - n.data[k];
        if (gap > tolerance * largest)
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong absolute-values tolerance-large */
    double h = 1e-5, tolerance = 1e-2, largest = 0;
    Matrix n = matrix_create(x->rows, 1);
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k];
        x->data[k] = old + h;
        double more = f(x);
        x->data[k] = old - h;
        double less = f(x);
        x->data[k] = old;
        n.data[k] = (more - less) / (2 * h);
        largest = fmax(largest, fabs(n.data[k]));
        largest = fmax(largest, fabs(gradient->data[k]));
    }
    *verdict = 1;
    for (size_t k = 0; k < x->rows; k++) {
        double gap = fabs(fabs(gradient->data[k]) - fabs(n.data[k]));
        if (!(gap <= tolerance * largest))
            *verdict = 0;
    }
    matrix_free(&n);

/*! wrong unwritten */
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k], g = gradient->data[k];
        x->data[k] = old + 1e-5;
        double more = f(x);
        x->data[k] = old - 1e-5;
        double n = (more - f(x)) / 2e-5;
        x->data[k] = old;
        if (!(fabs(n - g) <= 1e-6))
            *verdict = 0;
    }

/*! wrong unknown */
    *verdict = 0;
    for (size_t k = 0; k < x->rows; k++) {
        double old = x->data[k], g = gradient->data[k];
        x->data[k] = old + 1e-5;
        double more = f(x);
        x->data[k] = old - 1e-5;
        double n = (more - f(x)) / 2e-5;
        x->data[k] = old;
        if (fabs(n - g) <= 1e-6 * fabs(g))
            *verdict = 1;
    }
