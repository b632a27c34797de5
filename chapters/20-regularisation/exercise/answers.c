/* answers.c — l'exercice 20 tel que des étudiants l'écrivent. Chaque réponse
 * remplit le trou ; « right » dit qu'elle est juste, « wrong », l'erreur que le
 * juge doit nommer. */

/*! right P, D, par leurs définitions */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! right un produit de matrices, deux côtés de la marge */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! right le saut par les ρ, et le terme du biais */
    double sum = 0, rho = 0;
    matrix_fill(f, b);
    for (size_t n = s->rows; n-- > 0;) {
        sum += s->data[n] * alpha->data[n];
        for (size_t m = 0; m < s->rows; m++)
            f->data[m] += AT(G, m, n) * s->data[n] * alpha->data[n];
    }
    for (size_t n = 0; n < s->rows; n++) {
        double a = alpha->data[n], t = s->data[n] * f->data[n] - 1;
        double v = fabs(t);
        if ((a == 0 && t > 0) || (a == C && t < 0))
            v = 0;
        kkt->data[n] = v;
        rho += t < 0 ? (a - C) * t : a * t;
    }
    *balance = sum < 0 ? -sum : sum;
    *gap = rho - b * sum;

/*! right les exemples d'α nul sautés dans les sommes */
    double W = 0, sum = 0, total = 0, slacks = 0;
    for (size_t m = 0; m < s->rows; m++) {
        double answer = 0;
        for (size_t n = 0; n < s->rows; n++) {
            if (alpha->data[n] == 0)
                continue;
            answer += s->data[n] * (alpha->data[n] * AT(G, m, n));
        }
        f->data[m] = answer + b;
        W += answer * s->data[m] * alpha->data[m];
        sum += alpha->data[m] * s->data[m];
        total += alpha->data[m];
        double slack = 1 - s->data[m] * (answer + b);
        slacks += slack > 0 ? slack : 0;
        int inside = alpha->data[m] > 0 && alpha->data[m] < C;
        kkt->data[m] = inside               ? fabs(slack)
                             : alpha->data[m] > 0 ? fmax(-slack, 0)
                                                  : fmax(slack, 0);
    }
    *balance = fabs(sum);
    *gap = W + C * slacks - total;

/*! wrong ceiling-forgotten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong f-class */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong f-other-class */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[m] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong f-alpha */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong f-diagonal */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = alpha->data[m] * s->data[m] * AT(G, m, m) + b;
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong f-free-only */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            if (alpha->data[n] > 0 && alpha->data[n] < C)
                f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong f-ceiling-only */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            if (alpha->data[n] == C)
                f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong b-forgotten */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong b-forgotten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = 0;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong b-sign */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] -= b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong margin-class */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong edge-zero */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, -margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin);
        else
            kkt->data[m] = fabs(margin);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong ceiling-forgotten */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0) + (a == C ? low : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong zero-forgotten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong free-one-sided */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fmax(0, 1 - margin);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong free-one-sided */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] < C)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong free-one-sided */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a >= C ? high : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong free-other-side */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fmax(0, margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong free-forgotten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = 0;
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong reversed */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, margin - 1);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, 1 - margin);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong free-signed */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = margin - 1;
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong all-signed */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = 1 - margin;
        else if (alpha->data[m] == C)
            kkt->data[m] = margin - 1;
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong slack */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = low;
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong residue */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (C - a) * low + a * high;
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong balance-class */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong balance-signed */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0);
        excess += C * low;
    }
    *balance = matrix_dot(&as, &ones);
    *gap = norm + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong balance-zero */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = 0;
    *gap = P - D;

/*! wrong balance-zero */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *gap = P - D;

/*! wrong norm-class */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong half-forgotten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W + C * slacks;
    D -= W;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong norm-cancelled */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D += W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong norm-cancelled */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong norm-halved */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm / 2 + excess - matrix_dot(alpha, &ones);
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong price-forgotten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong mean */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks / N;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong slack-unclipped */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += 1 - margin;
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong alpha-sum-forgotten */
    size_t N = s->rows;
    Matrix as = matrix_create(N, 1), ones = matrix_create(N, 1);
    matrix_fill(&ones, 1);
    matrix_hadamard(&as, alpha, s);
    matrix_multiply(f, G, &as);
    double norm = matrix_dot(&as, f), excess = 0;
    for (size_t n = 0; n < N; n++) {
        double a = alpha->data[n], m;
        f->data[n] += b;
        m = s->data[n] * f->data[n];
        double low = 1 - m > 0 ? 1 - m : 0, high = m - 1 > 0 ? m - 1 : 0;
        kkt->data[n] = (a < C ? low : 0) + (a > 0 ? high : 0);
        excess += C * low;
    }
    *balance = fabs(matrix_dot(&as, &ones));
    *gap = norm + excess;
    matrix_free(&as);
    matrix_free(&ones);

/*! wrong bias-term */
    double rho = 0, sum = 0;
    for (size_t m = 0; m < s->rows; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < s->rows; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double a = alpha->data[m], t = 1 - s->data[m] * f->data[m];
        kkt->data[m] = a == 0   ? fmax(0, t)
                             : a == C ? fmax(0, -t)
                                      : fabs(t);
        rho += (C - a) * fmax(0, t) + a * fmax(0, -t);
        sum += a * s->data[m];
    }
    *balance = fabs(sum);
    *gap = rho;

/*! wrong bias-term */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t m = 0; m < N; m++)
        W += alpha->data[m] * s->data[m] * f->data[m];
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong gap-sign */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = D - P;

/*! wrong gap-relative */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = (P - D) / P;

/*! wrong gap-primal */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P;

/*! wrong ceiling-forgotten price-forgotten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong b-forgotten free-signed */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = 0;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = margin - 1;
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong free-one-sided balance-signed */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fmax(0, 1 - margin);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = sum;
    *gap = P - D;

/*! wrong buffer */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] += b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong unwritten */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else if (alpha->data[m] > 0)
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong precision */
    size_t N = s->rows;
    float W = 0;
    double P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = fabs(margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;

/*! wrong unknown */
    size_t N = s->rows;
    double W = 0, P, D = 0, slacks = 0, sum = 0;
    for (size_t m = 0; m < N; m++) {
        f->data[m] = b;
        for (size_t n = 0; n < N; n++)
            f->data[m] += alpha->data[n] * s->data[n] * AT(G, n, m);
        double margin = s->data[m] * f->data[m];
        if (alpha->data[m] == 0)
            kkt->data[m] = fmax(0, 1 - margin);
        else if (alpha->data[m] == C)
            kkt->data[m] = fmax(0, margin - 1);
        else
            kkt->data[m] = (margin - 1) * (margin - 1);
        slacks += fmax(0, 1 - margin);
        sum += alpha->data[m] * s->data[m];
        D += alpha->data[m];
    }
    for (size_t n = 0; n < N; n++)
        for (size_t m = 0; m < N; m++)
            W += alpha->data[n] * alpha->data[m] * s->data[n] * s->data[m] *
                 AT(G, n, m);
    P = W / 2 + C * slacks;
    D -= W / 2;
    *balance = fabs(sum);
    *gap = P - D;
