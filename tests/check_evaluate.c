/* check_evaluate.c — la valeur d'une formule : à la main, par ses dérivées
 * connues, puis contre tout ce que lib calcule aussi. */
#include "../lib/evaluate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "../lib/activations.h"
#include "../lib/losses.h"
#include "../lib/mistakes.h"
#include "../lib/problem.h"
#include "formulas.h"
#include "runner.h"
#include "tools.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- Chaque nœud, à la main ---------------------------------------------- */

static const char by_hand[] =
    "A = \\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}\n"
    "B = \\begin{pmatrix} 2 & 0 & 1 \\\\ 1 & -1 & 3 \\end{pmatrix}\n"
    "S = \\begin{pmatrix} 2 & 7 \\\\ 1 & 3 \\end{pmatrix}\n"
    "u = \\begin{pmatrix} 1 \\\\ -2 \\\\ 3 \\end{pmatrix}\n"
    "v = \\begin{pmatrix} 4 \\\\ 0 \\\\ -1 \\end{pmatrix}\n"
    "p = 2\n"
    "q = -3\n"
    "i : imaginaire\n"
    "f(t) = t^2 + 1\n"
    "g(t, c) = t - 2 c\n"
    "k : rang de 1 à 3\n"
    "w_k = p + k\n";

typedef struct {
    const char *text;
    size_t rows, cols;
    double values[9];
} ByHand;

static const ByHand operations[] = {
    { "7", 1, 1, { 7 } },
    { "0{,}25", 1, 1, { 0.25 } },
    { "p", 1, 1, { 2 } },
    { "A", 2, 3, { 1, 2, 3, 4, 5, 6 } },
    { "\\mathbf{1} + u", 3, 1, { 2, -1, 4 } },
    { "A \\mathbf{1}", 2, 1, { 6, 15 } },
    { "\\mathbf{1}^\\top A", 1, 3, { 5, 7, 9 } },
    { "\\mathbf{1}^\\top u", 1, 1, { 2 } },
    { "S + \\mathbf{1} (\\mathbf{1}^\\top S)", 2, 2, { 5, 17, 4, 13 } },
    { "A + \\mathbf{1} u^\\top", 2, 3, { 2, 0, 6, 5, 3, 9 } },
    { "S - 2 I", 2, 2, { 0, 7, 1, 1 } },
    { "S - I p", 2, 2, { 0, 7, 1, 1 } },
    { "I / p + S", 2, 2, { 2.5, 7, 1, 3.5 } },
    { "I S", 2, 2, { 2, 7, 1, 3 } },
    { "u_3", 1, 1, { 3 } },
    { "A_{23}", 1, 1, { 6 } },
    { "(A u)_2", 1, 1, { 12 } },
    { "(u^\\top)_2", 1, 1, { -2 } },
    { "w_3", 1, 1, { 5 } },
    { "-u", 3, 1, { -1, 2, -3 } },
    { "u + v", 3, 1, { 5, -2, 2 } },
    { "u - v", 3, 1, { -3, -2, 4 } },
    { "1 - u", 3, 1, { 0, 3, -2 } },
    { "u - 1", 3, 1, { 0, -3, 2 } },
    { "p u", 3, 1, { 2, -4, 6 } },
    { "A u", 2, 1, { 6, 12 } },
    { "A B^\\top", 2, 2, { 5, 8, 14, 17 } },
    { "u^\\top v", 1, 1, { 1 } },
    { "u v^\\top", 3, 3, { 4, 0, -1, -8, 0, 2, 12, 0, -3 } },
    { "S A", 2, 3, { 30, 39, 48, 13, 17, 21 } },
    { "A \\odot B", 2, 3, { 2, 0, 3, 4, -5, 18 } },
    { "u \\odot v", 3, 1, { 4, 0, -3 } },
    { "u / 2", 3, 1, { 0.5, -1, 1.5 } },
    { "u / p", 3, 1, { 0.5, -1, 1.5 } },
    { "\\frac{p}{q}", 1, 1, { -2. / 3 } },
    { "6 / u", 3, 1, { 6, -3, 2 } },
    { "v / u", 3, 1, { 4, 0, -1. / 3 } },
    { "u^2", 3, 1, { 1, 4, 9 } },
    { "u^{-1}", 3, 1, { 1, -0.5, 1. / 3 } },
    { "u^0", 3, 1, { 1, 1, 1 } },
    { "q^3", 1, 1, { -27 } },
    { "4^{1/2}", 1, 1, { 2 } },
    { "p^p", 1, 1, { 4 } },
    { "S^2", 2, 2, { 4, 49, 1, 9 } }, /* terme à terme */
    { "A^\\top", 3, 2, { 1, 4, 2, 5, 3, 6 } },
    { "u^\\top", 1, 3, { 1, -2, 3 } },
    { "\\|v\\|^2", 1, 1, { 17 } },
    { "\\|v + \\mathbf{1}\\|", 1, 1, { 5.0990195135927845 } },
    { "\\|u\\|_1", 1, 1, { 6 } },
    { "\\|u\\|_\\infty", 1, 1, { 3 } },
    { "\\|A\\|^2", 1, 1, { 91 } },
    { "|q|", 1, 1, { 3 } },
    { "|u|", 3, 1, { 1, 2, 3 } },
    { "\\langle u, v \\rangle", 1, 1, { 1 } },
    { "\\langle A, B \\rangle", 1, 1, { 22 } },
    { "\\begin{pmatrix} p & q \\end{pmatrix}", 1, 2, { 2, -3 } },
    { "\\delta_{12} + \\delta_{22}", 1, 1, { 1 } },
    { "i^2", 1, 1, { -1 } },
    { "i (2 i)", 1, 1, { -2 } },
};

static const ByHand reductions[] = {
    { "\\sum_{j} u_j", 1, 1, { 2 } },
    { "\\sum_{j=1}^{2} u_j", 1, 1, { -1 } },
    { "\\sum_{j=2}^{3} j u_j", 1, 1, { 5 } },
    { "\\sum_{j=3}^{2} u_j", 1, 1, { 0 } },
    { "\\sum_{j \\neq 2} u_j", 1, 1, { 4 } },
    { "\\sum_{j=1}^{p} w_j", 1, 1, { 7 } },
    { "\\sum_{j=1}^{4} 1", 1, 1, { 4 } },
    { "\\sum_{j=1}^{2} u", 3, 1, { 2, -4, 6 } },
    { "\\sum_{j} A_{2j} u_j", 1, 1, { 12 } },
    { "\\sum_{j} \\sum_{m} A_{jm} j", 1, 1, { 36 } },
    { "\\sum_{j,m} A_{jm}", 1, 1, { 21 } },
    { "\\sum_{k} w_k", 1, 1, { 12 } },
    { "\\sum_{k} (A u)_2", 1, 1, { 36 } },
    { "\\prod_{j} u_j", 1, 1, { -6 } },
    { "\\prod_{j=1}^{5} j", 1, 1, { 120 } },
    { "\\prod_{j=2}^{1} j", 1, 1, { 1 } },
    { "\\max_{j} u_j", 1, 1, { 3 } },
    { "\\max_{j \\neq 3} u_j", 1, 1, { 1 } },
    { "\\min_{j} u_j", 1, 1, { -2 } },
    { "\\min_{j} (u_j + v_j)", 1, 1, { -2 } },
};

static const ByHand calls[] = {
    { "f(3)", 1, 1, { 10 } },
    { "f(f(1))", 1, 1, { 5 } },
    { "f(u)", 3, 1, { 2, 5, 10 } },
    { "g(p, q)", 1, 1, { 8 } },
    { "g(q, p)", 1, 1, { -7 } },
    { "f'(p)", 1, 1, { 4 } },
    { "f''(p)", 1, 1, { 2 } },
    { "\\exp(0)", 1, 1, { 1 } },
    { "e^{p}", 1, 1, { 7.38905609893065 } },
    { "\\log(p)", 1, 1, { 0.6931471805599453 } },
    { "\\tanh p", 1, 1, { 0.9640275800758169 } },
    { "\\sinh p", 1, 1, { 3.626860407847019 } },
    { "\\cosh p", 1, 1, { 3.762195691083631 } },
    { "\\sin p", 1, 1, { 0.9092974268256817 } },
    { "\\cos p", 1, 1, { -0.4161468365471424 } },
    { "\\tan p", 1, 1, { -2.185039863261519 } },
    { "\\mathrm{artanh}(1/2)", 1, 1, { 0.5493061443340549 } },
    { "\\sqrt{9}", 1, 1, { 3 } },
    { "\\mathrm{sign}(u)", 3, 1, { 1, -1, 1 } },
    { "\\mathrm{sign}(0)", 1, 1, { 0 } },
    { "\\max(p, q)", 1, 1, { 2 } },
    { "\\max(0, u)", 3, 1, { 1, 0, 3 } },
    { "\\max(u, v)", 3, 1, { 4, 0, 3 } },
    { "\\max(u)", 1, 1, { 3 } },
    { "\\min(u, v)", 3, 1, { 1, -2, -1 } },
    { "\\min(u)", 1, 1, { -2 } },
    { "\\mathrm{diag}(u)", 3, 3, { 1, 0, 0, 0, -2, 0, 0, 0, 3 } },
    { "\\mathrm{tr}(S)", 1, 1, { 5 } },
    { "ligne(A, 2)", 3, 1, { 4, 5, 6 } },
    { "\\mathrm{Re}(3 + 2 i)", 1, 1, { 3 } },
    { "\\mathrm{Im}(3 + 2 i)", 1, 1, { 2 } },
    { "\\mathrm{SoftMax}(0 u)", 3, 1, { 1. / 3, 1. / 3, 1. / 3 } },
    { "\\mathrm{SoftMax}(1000 + 0 u)", 3, 1, { 1. / 3, 1. / 3, 1. / 3 } },
};

static const ByHand calculus[] = {
    { "\\frac{\\partial (p^3)}{\\partial p}", 1, 1, { 12 } },
    { "\\frac{\\partial (p u)}{\\partial p}", 3, 1, { 1, -2, 3 } },
    { "\\frac{\\partial (u_1 u_2^2)}{\\partial u_2}", 1, 1, { -4 } },
    { "\\frac{\\partial u}{\\partial u_2}", 3, 1, { 0, 1, 0 } },
    { "\\nabla_u \\langle u, v \\rangle", 3, 1, { 4, 0, -1 } },
    { "\\nabla_u \\|u\\|^2", 3, 1, { 2, -4, 6 } },
    { "\\nabla_A \\langle A, B \\rangle", 2, 3, { 2, 0, 1, 1, -1, 3 } },
    { "\\nabla_S \\mathrm{tr}(S S)", 2, 2, { 4, 2, 14, 6 } },
    { "\\nabla^2_u (u_1 u_2 u_3)", 3, 3, { 0, 3, -2, 3, 0, 1, -2, 1, 0 } },
    { "\\nabla f", 1, 1, { 0 } }, /* en t : voir plus bas */
    { "\\lim_{t \\to 0} \\frac{\\sin t}{t}", 1, 1, { 1 } },
    { "\\lim_{t \\to +\\infty} \\tanh t", 1, 1, { 1 } },
    { "\\lim_{t \\to 0^-} \\frac{|t|}{t}", 1, 1, { -1 } },
    { "\\left. (p^2 + q) \\right|_{p = 5}", 1, 1, { 22 } },
    { "\\left. \\|u - v\\|^2 \\right|_{u = v}", 1, 1, { 0 } },
    { "\\left. \\frac{\\partial (p^3)}{\\partial p} \\right|_{p = 1}",
      1,
      1,
      { 3 } },
};

static void require_by_hand(const ByHand *cases, size_t count, Witness witness,
                            double tolerance)
{
    Paper paper;
    paper_open(&paper, by_hand);
    add_lines(&paper.notation, "t = 0");
    evaluator_draw(paper.evaluator, 3, witness);
    for (size_t i = 0; i < count; i++) {
        Matrix A = paper_value(&paper, cases[i].text);
        double copy[9];
        memcpy(copy, cases[i].values, sizeof copy);
        Matrix expected = matrix_view(copy, cases[i].rows, cases[i].cols);
        ck_assert_msg(A.rows == expected.rows && A.cols == expected.cols,
                      "%s est %zu×%zu", cases[i].text, A.rows, A.cols);
        double gap = matrix_max_difference(&A, &expected);
        ck_assert_msg(gap <= tolerance * (1 + matrix_max_abs(&expected)),
                      "%s : écart %g", cases[i].text, gap);
        matrix_free(&A);
    }
    paper_close(&paper);
}

START_TEST(operations_by_hand)
{
    require_by_hand(operations, COUNT(operations), WITNESS_DIFFERENCES, 1e-15);
    require_by_hand(reductions, COUNT(reductions), WITNESS_DIFFERENCES, 1e-15);
    require_by_hand(calls, COUNT(calls), WITNESS_COMPLEX_STEP, 1e-12);
}
END_TEST

START_TEST(calculus_by_hand)
{
    require_by_hand(calculus, COUNT(calculus), WITNESS_DIFFERENCES, 1e-9);
    require_by_hand(calculus, COUNT(calculus), WITNESS_COMPLEX_STEP, 1e-9);
}
END_TEST

/* Les espèces qui n'ont pas encore toutes leurs dimensions. */
START_TEST(unsized_values)
{
    static const struct {
        const char *text;
        ValueKind kind;
    } cases[] = {
        { "3", VALUE_LITERAL },
        { "-3 + 2 \\cdot 5", VALUE_LITERAL },
        { "\\sqrt{2}", VALUE_LITERAL },
        { "3 c", VALUE_PLAIN },
        { "n_x", VALUE_PLAIN },
        { "\\mathbf{1}", VALUE_ROWS },
        { "2 \\mathbf{1}", VALUE_ROWS },
        { "\\mathbf{1} b_h^\\top", VALUE_ROWS },
        { "\\tanh(\\mathbf{1} b_h^\\top)", VALUE_ROWS },
        { "\\mathbf{1}^\\top", VALUE_COLS },
        { "b_h \\mathbf{1}^\\top", VALUE_COLS },
        { "I", VALUE_IDENTITY },
        { "c I", VALUE_IDENTITY },
        { "I c", VALUE_IDENTITY },
        { "I / c", VALUE_IDENTITY },
        { "I + I", VALUE_IDENTITY },
    };
    Paper paper;
    paper_open(&paper, "");
    for (size_t i = 0; i < COUNT(cases); i++) {
        Formula formula = paper_read(&paper, cases[i].text);
        Value value;
        Usage usage = { 0 };
        FormulaError error;
        ck_assert(evaluator_value(paper.evaluator, &value, formula.side[0],
                                  cases[i].text, &usage, &error));
        ck_assert_msg(value.kind == cases[i].kind, "%s", cases[i].text);
        formula_free(&formula);
    }
    paper_close(&paper);
}
END_TEST

/* --- Ce qu'une évaluation a demandé -------------------------------------- */

static Usage usage_of(Paper *paper, const char *text)
{
    Formula formula = paper_read(paper, text);
    Value value;
    Usage usage = { 0 };
    FormulaError error;
    ck_assert_msg(evaluator_value(paper->evaluator, &value, formula.side[0],
                                  text, &usage, &error),
                  "%s : %s", text, error.text);
    formula_free(&formula);
    return usage;
}

START_TEST(what_it_took)
{
    Paper paper;
    paper_open(&paper, by_hand);
    Usage u = usage_of(&paper, "u - 100 + 100");
    ck_assert(u.scale == 102 && !u.derivative && !u.differences);
    u = usage_of(&paper, "\\nabla_u \\|u\\|^2");
    ck_assert(u.derivative && u.differences && !u.undecided);
    evaluator_draw(paper.evaluator, 1, WITNESS_COMPLEX_STEP);
    u = usage_of(&paper, "\\nabla_u \\|u\\|^2");
    ck_assert(u.derivative && !u.differences);
    u = usage_of(&paper, "\\nabla_u^2 \\|u\\|^2");
    ck_assert(u.derivative && u.differences);
    u = usage_of(&paper, "\\lim_{t \\to +\\infty} 2 \\tanh t");
    ck_assert(u.derivative && u.differences && !u.undecided);
    ck_assert(u.scale == 2); /* l'infini n'a pas compté */
    u = usage_of(&paper, "\\lim_{t \\to +\\infty} \\sin t");
    ck_assert(u.undecided);
    u = usage_of(&paper, "\\lim_{t \\to 0} \\frac{1}{t}");
    ck_assert(u.undecided);
    paper_close(&paper);
}
END_TEST

/* Une valeur qui n'est pas finie se voit, même si le résultat l'est. */
START_TEST(scale_sees_everything)
{
    Paper paper;
    paper_open(&paper, by_hand);
    ck_assert(usage_of(&paper, "p + 1 / e^{1000}").scale == INFINITY);
    ck_assert(isnan(usage_of(&paper, "\\frac{p - p}{p - p}").scale));
    ck_assert(isnan(usage_of(&paper, "0 \\cdot \\frac{p - p}{0}").scale));
    ck_assert(isnan(usage_of(&paper, "\\mathrm{sign}(\\frac{p - p}{p - p}) + "
                                     "3")
                        .scale));
    ck_assert(isnan(
        usage_of(&paper, "\\max(1, \\frac{p - p}{p - p}) + 10^9").scale));
    ck_assert(isnan(paper_number(&paper, "\\mathrm{sign}(\\frac{0}{0})")));
    ck_assert(isnan(paper_number(&paper, "\\max(\\frac{0}{0}, 1)")));
    ck_assert(isnan(paper_number(&paper, "\\min(1, \\frac{0}{0})")));
    paper_close(&paper);
}
END_TEST

/* --- Erreurs ------------------------------------------------------------- */

START_TEST(shapes_are_explained)
{
    static const struct {
        const char *text;
        size_t column;
        const char *message;
    } cases[] = {
        { "h \\nabla_{\\tilde{y}} \\ell", 1,
          "h est 5×1, ∇_{ỹ} ℓ est 7×1 : le produit h ∇_{ỹ} ℓ n'existe pas ; "
          "une transposée manque-t-elle ?" },
        { "1 + W_h b_y", 5,
          "W_h est 5×3, b_y est 7×1 : le produit W_h b_y n'existe pas" },
        { "W_y W_h x + W_h^\\top x", 13,
          "W_hᵀ est 3×5, x est 3×1 : le produit W_hᵀ x n'existe pas ; une "
          "transposée manque-t-elle ?" },
        { "x + h", 1, "x est 3×1, h est 5×1 : leur somme n'existe pas" },
        { "x + c", 1, "x est 3×1, c est un nombre : leur somme n'existe pas" },
        { "x - h", 1, "x est 3×1, h est 5×1 : leur différence n'existe pas" },
        { "x \\odot h", 1,
          "x est 3×1, h est 5×1 : ⊙ demande deux formes égales" },
        { "\\langle x, h \\rangle", 1,
          "x est 3×1, h est 5×1 : ⟨·, ·⟩ demande deux formes égales" },
        { "\\frac{x}{h}", 1,
          "x est 3×1, h est 5×1 : on ne divise que par un nombre" },
        { "W_h + I", 1,
          "W_h est 5×3, I est un multiple de l'identité : leur somme n'existe "
          "pas" },
        { "H + \\mathbf{1} x^\\top", 1,
          "H est 11×5, 𝟏 xᵀ est fait de lignes de 3 : leur somme n'existe "
          "pas" },
        { "2^x", 3, "un exposant doit être un nombre : x est 3×1" },
        { "\\nabla_x h", 10, "∇ demande un nombre : h est 5×1" },
        { "\\frac{\\partial \\ell}{\\partial x}", 31,
          "∂ demande un nombre, ou une composante" },
        { "\\nabla_{x + x} \\ell", 8,
          "on ne dérive que par rapport à un symbole, ou à une de ses "
          "composantes" },
        { "\\nabla L", 1, "∇ par rapport à quoi ?" },
        { "\\nabla G", 1, "∇ par rapport à quoi ?" },
        { "x_4", 1, "indice hors des bornes : 4" },
        { "(W_h)_{31} + (W_h)_{14}", 14, "indice hors des bornes : 4" },
        { "(W_h)_{61}", 1, "indice hors des bornes : 6" },
        { "x_{12}", 1, "3×1 n'a pas 2 indices" },
        { "(W_h)_2", 1, "5×3 n'a pas 1 indice" },
        { "I_{11}", 1, "un multiple de l'identité n'a pas 2 indices" },
        { "x_{1/2}", 4, "0,5 n'est pas un indice" },
        { "\\sum_{j=1}^{10^{30}} j", 12, "1e+30 n'est pas un indice" },
        { "\\sum_{j} x", 1, "de quoi « j » est-il l'indice ?" },
        { "\\sum_{j} x_j h_j", 16, "j va jusqu'à 3, et ici jusqu'à 5" },
        { "\\sum_{n=1}^{N + 1} \\ell_n", 20, "il n'y a pas d'exemple 12" },
        { "\\ell_n", 6, "n n'a pas de valeur" },
        { "\\mathrm{diag}(W_h)", 1, "diag demande une colonne" },
        { "\\mathrm{tr}(W_h)", 1, "tr demande une matrice carrée" },
        { "ligne(W_h, 6)", 1, "pas de ligne 6" },
        { "f(x, x)", 1, "f prend 1 argument" },
        { "G(x)", 1, "G prend 2 arguments" },
        { "r(c, c)", 1, "r prend 1 argument" },
        { "G'(c)", 1, "G prend 2 arguments" },
        { "f'(x)", 4,
          "la variable d'une dérivée doit être un nombre : x est "
          "3×1" },
        { "\\|\\mathbf{1}\\|", 1,
          "de quelle taille ? la valeur est fait de lignes de 1" },
        { "\\langle \\mathbf{1}, \\mathbf{1} \\rangle", 1,
          "de quelle taille ? la valeur est fait de lignes de 1" },
        { "\\exp(I)", 1, "de quelle taille est cette identité ?" },
        { "\\left. h \\right|_{x = y}", 8,
          "x est 3×1, mais on lui donne une valeur qui est 7×1" },
        { "\\lim_{t \\to 0} \\frac{|t|}{t}", 1,
          "à gauche et à droite, la limite diffère" },
        { "f(x) + \\mathrm{SoftMax}(z)", 0,
          "dans la définition de z : x est 3×1, h est 5×1 : leur somme "
          "n'existe pas" },
    };
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, "f(t) = t^2\nr : fonction\n"
                               "G(W_h, b_h) = b_h^\\top W_h x\nz = x + h");
    for (size_t i = 0; i < COUNT(cases); i++)
        paper_refuses(&paper, cases[i].text, cases[i].column,
                      cases[i].message);
    paper_close(&paper);
}
END_TEST

/* Après une erreur, quelle qu'en soit la profondeur, rien n'est resté tenu ni
 * lié. */
START_TEST(errors_leave_nothing)
{
    static const char *const broken[] = {
        "\\nabla_{W_h} (\\ell + x_4)",    "\\sum_{j=1}^{3} x_{2 j}",
        "\\left. (x_4) \\right|_{x = 2}", "f(x_4)",
        "\\lim_{t \\to 0} (t x_4)",       "\\nabla_x \\nabla_x \\ell",
    };
    Paper paper, fresh;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, "f(t) = t^2");
    paper_open(&fresh, network_lines);
    Matrix expected = paper_value(&fresh, "\\nabla_{W_h} L");
    for (size_t i = 0; i < COUNT(broken); i++) {
        Formula formula = paper_read(&paper, broken[i]);
        Value value;
        Usage usage = { 0 };
        FormulaError error;
        long low, high;
        ck_assert_msg(!evaluator_value(paper.evaluator, &value,
                                       formula.side[0], broken[i], &usage,
                                       &error),
                      "%s", broken[i]);
        evaluator_range(paper.evaluator, formula.side[0], "j", broken[i], &low,
                        &high, &error);
        formula_free(&formula);
        Matrix again = paper_value(&paper, "\\nabla_{W_h} L");
        require_close(&again, &expected, 0, broken[i]);
        matrix_free(&again);
    }
    matrix_free(&expected);
    paper_close(&paper);
    paper_close(&fresh);
}
END_TEST

/* --- Bornes -------------------------------------------------------------- */

/* Un calcul trop gros s'arrête, sans tarder, sur une erreur. */
static void require_stops(const char *lines, const char *text)
{
    Paper paper;
    paper_open(&paper, lines);
    Formula formula = paper_read(&paper, text);
    Value value;
    Usage usage = { 0 };
    FormulaError error = { .text = "" };
    clock_t start = clock();
    ck_assert_msg(!evaluator_value(paper.evaluator, &value, formula.side[0],
                                   text, &usage, &error),
                  "%s a une valeur", text);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_msg(*error.text && seconds < 60, "%s : %.1f s", text, seconds);
    ck_assert(paper_number(&paper, "1 + 1") == 2);
    formula_free(&formula);
    paper_close(&paper);
}

START_TEST(huge_computations_stop)
{
    require_stops("", "\\sum_{j=1}^{2000000000} j");
    require_stops("A : 400 × 400", "\\nabla_A \\|A A\\|^2");
    require_stops("A : 1000 × 1000", "A A");
    require_stops("A : 3000", "A A^\\top");
    require_stops("A : 2000", "\\nabla^2_A \\|A\\|^2");
    require_stops("f(t) = f(t + 1)", "f(1)");
    require_stops("g(t) = \\sum_{j=1}^{2000} t\n"
                  "f(t) = \\sum_{j=1}^{2000} g(t)\n"
                  "r(t) = \\sum_{j=1}^{2000} f(t)",
                  "r(1)");
    require_stops("k : rang de 1 à 150\nq_k : réel\nq_0 = c\n"
                  "$ q_k = q_{k-1} + 1\nD = 150",
                  "q_D");
}
END_TEST

/* Une définition en demande une autre, qui en demande une autre… */
START_TEST(long_chains_stop)
{
    Paper paper;
    char line[32];
    paper_blank(&paper, "a_a = 1");
    for (int k = 1; k < 150; k++) {
        snprintf(line, sizeof line, "%c_%c = -%c_%c", 'a' + k / 25,
                 'a' + k % 25, 'a' + (k - 1) / 25, 'a' + (k - 1) % 25);
        add_lines(&paper.notation, line);
    }
    ck_assert(paper_number(&paper, "b_y") == -1);
    Formula formula = paper_read(&paper, "f_y");
    Value value;
    Usage used = { 0 };
    FormulaError error;
    evaluator_draw(paper.evaluator, 2, WITNESS_DIFFERENCES);
    ck_assert(!evaluator_value(paper.evaluator, &value, formula.side[0], "f_y",
                               &used, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "le calcul est trop emboîté"));
    formula_free(&formula);
    paper_close(&paper);
}
END_TEST

/* La place manque : les formes, elles, s'accordent. */
START_TEST(memory_runs_out)
{
    Paper paper;
    paper_open(&paper, "A, B : 700 × 700\nv : 2000");
    paper_refuses(&paper, "A B", 1, "le calcul demande trop de mémoire");
    paper_refuses(&paper, "A + B", 1, "le calcul demande trop de mémoire");
    paper_refuses(&paper, "A / B", 1, "le calcul demande trop de mémoire");
    paper_refuses(&paper, "v v^\\top", 1, "le calcul demande trop de mémoire");
    paper_close(&paper);
}
END_TEST

/* Autant d'emboîtements que le lecteur en admet. */
START_TEST(deep_nests)
{
    Paper paper;
    FormulaError error;
    Formula formula;
    char text[4096] = "7";
    size_t depth = 0;
    paper_open(&paper, "");
    FormulaNames known = notation_names(&paper.notation);
    while (formula_parse(&formula, text, &known, &error)) {
        formula_free(&formula);
        ck_assert(fabs(paper_number(&paper, text)) <= 7);
        char inside[sizeof text];
        memcpy(inside, text, sizeof text);
        snprintf(text, sizeof text, "\\tanh(%.4000s)", inside);
        depth++;
    }
    ck_assert_uint_gt(depth, FORMULA_DEPTH / 2);
    ck_assert_uint_le(depth, FORMULA_DEPTH);
    paper_close(&paper);
}
END_TEST

/* --- Dérivées ------------------------------------------------------------ */

/* Une dérivée et ce qu'elle vaut, sans dérivée. */
typedef struct {
    const char *derivative, *known;
} Known;

static const Known derivatives[] = {
    { "\\nabla_{\\tilde{y}} \\ell", "\\hat{y} - y" },
    { "\\nabla_{W_y} \\ell", "(\\hat{y} - y) h^\\top" },
    { "\\nabla_{b_y} \\ell", "\\hat{y} - y" },
    { "\\nabla_h \\ell", "W_y^\\top (\\hat{y} - y)" },
    { "\\nabla_{\\tilde{h}} \\ell",
      "(W_y^\\top (\\hat{y} - y)) \\odot (1 - h^2)" },
    { "\\nabla_{W_h} \\ell",
      "((W_y^\\top (\\hat{y} - y)) \\odot (1 - h^2)) x^\\top" },
    { "\\nabla_x \\ell",
      "W_h^\\top ((W_y^\\top (\\hat{y} - y)) \\odot (1 - h^2))" },
    { "\\nabla_{\\hat{y}} \\ell", "-y / \\hat{y}" },
    { "\\nabla_y \\ell", "-\\log \\hat{y}" },
    { "\\nabla_{\\tilde{Y}} L", "\\frac{1}{N} (\\hat{Y} - Y)" },
    { "\\nabla_H L", "\\frac{1}{N} (\\hat{Y} - Y) W_y" },
    { "\\nabla_{W_y} L", "\\frac{1}{N} (\\hat{Y} - Y)^\\top H" },
    { "\\nabla_{b_y} L", "\\frac{1}{N} (\\hat{Y} - Y)^\\top \\mathbf{1}" },
    { "\\nabla_X L", "((\\frac{1}{N} (\\hat{Y} - Y) W_y) \\odot (1 - H^2)) "
                     "W_h" },
    { "\\nabla_{\\hat{Y}} L", "-\\frac{1}{N} Y / \\hat{Y}" },
    { "\\sum_{n} \\nabla_{\\tilde{y}_n} \\ell_n",
      "(\\hat{Y} - Y)^\\top \\mathbf{1}" },
    { "N \\sum_{n} \\nabla_{\\tilde{y}_n} L",
      "(\\hat{Y} - Y)^\\top \\mathbf{1}" },
    { "\\sum_{n} \\nabla_{W_y} \\ell_n", "(\\hat{Y} - Y)^\\top H" },
    { "\\frac{\\partial \\ell}{\\partial (W_y)_{23}}",
      "(\\hat{y}_2 - y_2) h_3" },
    { "\\frac{\\partial L}{\\partial \\tilde{Y}_{52}}",
      "\\frac{1}{N} (\\hat{Y}_{52} - Y_{52})" },
    { "\\frac{\\partial \\hat{y}_2}{\\partial \\tilde{y}_3}",
      "-\\hat{y}_2 \\hat{y}_3" },
    { "\\frac{\\partial \\hat{y}}{\\partial \\tilde{y}_3}",
      "\\begin{pmatrix} 0 \\\\ 0 \\\\ 1 \\\\ 0 \\\\ 0 \\\\ 0 \\\\ 0 "
      "\\end{pmatrix} \\hat{y}_3 - \\hat{y} \\hat{y}_3" },
    { "\\nabla_{\\tilde{y}} \\log \\sum_{j} e^{\\tilde{y}_j}", "\\hat{y}" },
    { "\\nabla^2_{\\tilde{y}} \\log \\sum_{j} e^{\\tilde{y}_j}",
      "\\mathrm{diag}(\\hat{y}) - \\hat{y} \\hat{y}^\\top" },
    { "\\nabla^2_{\\tilde{y}} \\ell",
      "\\mathrm{diag}(\\hat{y}) - \\hat{y} \\hat{y}^\\top" },
    { "\\nabla_{\\tilde{y}} (\\frac{\\partial \\ell}{\\partial "
      "\\tilde{y}_3})",
      "\\frac{\\partial \\hat{y}}{\\partial \\tilde{y}_3}" },
    { "\\frac{\\partial}{\\partial t} \\frac{\\partial (t^3 c)}{\\partial t}",
      "6 t c" },
    { "\\frac{\\partial}{\\partial c} \\frac{\\partial (t^3 c)}{\\partial t}",
      "3 t^2" },
    { "\\frac{\\partial}{\\partial t} \\frac{\\partial}{\\partial t} "
      "\\frac{\\partial (t^4)}{\\partial t}",
      "24 t" },
    { "\\frac{\\partial}{\\partial \\eta} f'(\\eta t)", "t f''(\\eta t)" },
    { "f'(t)", "3 t^2 + \\cos t" },
    { "f''(t)", "6 t - \\sin t" },
    { "f'''(t)", "6 - \\cos t" },
    { "\\log''(\\eta)", "-1 / \\eta^2" },
    { "q''(\\eta)", "2 / \\eta^3" },
    { "\\tanh'(c)", "1 - (\\tanh c)^2" },
    { "\\frac{\\partial |c|}{\\partial c}", "\\mathrm{sign}(c)" },
    { "\\nabla C", "2 \\theta + 1" },
    { "\\nabla^2 R", "K + K^\\top" },
};

/* Par différences, 1e-8 de la plus grande valeur en cause ; par le pas
 * complexe, l'arrondi, sauf s'il y a une dérivée dans une dérivée. */
static void require_derivative(Paper *paper, const Known *known,
                               Witness witness, uint64_t seed)
{
    evaluator_draw(paper->evaluator, seed, witness);
    Usage usage = usage_of(paper, known->derivative);
    ck_assert_msg(usage.derivative && !usage.undecided, "%s",
                  known->derivative);
    double tolerance = usage.differences ? 1e-8 : 1e-13;
    Matrix found = paper_value(paper, known->derivative);
    Matrix expected = paper_value(paper, known->known);
    ck_assert_msg(found.rows == expected.rows && found.cols == expected.cols,
                  "%s est %zu×%zu", known->derivative, found.rows, found.cols);
    double gap = matrix_max_difference(&found, &expected);
    ck_assert_msg(gap <= tolerance * usage.scale && gap < 0.01,
                  "%s, graine %ju, témoin %d : écart %g", known->derivative,
                  (uintmax_t)seed, (int)witness, gap);
    matrix_free(&found);
    matrix_free(&expected);
}

START_TEST(known_derivatives)
{
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, "f(t) = t^3 + \\sin t\nq(t) = 1 / t\n"
                               "C(θ) = \\|θ\\|^2 + \\sum_{j} θ_j\n"
                               "K : n_x × n_x\nR(x) = x^\\top K x\n");
    for (uint64_t seed = 1; seed <= 5; seed++) {
        require_derivative(&paper, &derivatives[_i], WITNESS_DIFFERENCES,
                           seed);
        require_derivative(&paper, &derivatives[_i], WITNESS_COMPLEX_STEP,
                           seed);
    }
    paper_close(&paper);
}
END_TEST

/* ∇_ỹ ℓ libère ỹ de sa définition, mais non de sa valeur ; ∇_{W_y} ℓ passe à
 * travers elle. */
START_TEST(gradients_go_through_definitions)
{
    Paper paper;
    paper_open(&paper, network_lines);
    Matrix before = paper_value(&paper, "\\tilde{y}");
    Matrix gradient = paper_value(&paper, "\\nabla_{\\tilde{y}} \\ell");
    Matrix after = paper_value(&paper, "\\tilde{y}");
    require_close(&before, &after, 0, "ỹ");
    matrix_free(&before);
    matrix_free(&gradient);
    matrix_free(&after);
    paper_proves(&paper, "\\nabla_{W_y} \\ell = \\nabla_{\\tilde{y}} \\ell "
                         "h^\\top");
    paper_proves(&paper, "\\nabla_h \\ell = W_y^\\top \\nabla_{\\tilde{y}} "
                         "\\ell");
    /* y ne dépend pas de W_y, ni ỹ de ŷ */
    paper_proves(&paper, "\\nabla_{W_y} (y_1 \\eta) + W_y = W_y");
    paper_proves(&paper,
                 "\\nabla_{\\hat{y}} (\\tilde{y}_1 \\eta) + \\hat{y} = "
                 "\\hat{y}");
    paper_close(&paper);
}
END_TEST

/* --- Exemples, lots, familles -------------------------------------------- */

static double entry_at(Paper *paper, const char *text, size_t i, size_t j)
{
    Matrix A = paper_value(paper, text);
    double value = AT(&A, i, j);
    matrix_free(&A);
    return value;
}

/* Sans indice d'exemple, un exemple de plus, qui n'est d'aucun lot. */
START_TEST(examples_and_batches)
{
    static const char *const pairs[][2] = {
        { "x_n", "X" },
        { "\\tilde{h}_n", "\\tilde{H}" },
        { "h_n", "H" },
        { "\\tilde{y}_n", "\\tilde{Y}" },
        { "\\hat{y}_n", "\\hat{Y}" },
        { "y_n", "Y" },
    };
    Paper paper;
    paper_open(&paper, network_lines);
    for (size_t i = 0; i < COUNT(pairs); i++) {
        Matrix batch = paper_value(&paper, pairs[i][1]);
        for (long n = 1; n <= 11; n++) {
            evaluator_bind(paper.evaluator, NULL, 0);
            evaluator_bind(paper.evaluator, "n", n);
            Matrix row = paper_value(&paper, pairs[i][0]);
            ck_assert(row.rows == batch.cols && row.cols == 1);
            for (size_t k = 0; k < row.rows; k++)
                ck_assert(row.data[k] == AT(&batch, n - 1, k));
            matrix_free(&row);
        }
        evaluator_bind(paper.evaluator, NULL, 0);
        matrix_free(&batch);
    }
    ck_assert(entry_at(&paper, "x", 0, 0) != entry_at(&paper, "X", 0, 0));
    paper_proves(&paper, "\\tilde{h}_n = W_h x_n + b_h");
    paper_proves(&paper, "\\hat{Y} = \\mathrm{SoftMax}(\\tilde{Y})");
    paper_proves(&paper, "\\tilde{H} = X W_h^\\top + \\mathbf{1} b_h^\\top");
    paper_proves(&paper, "(x_n)_i = X_{ni}");
    paper_proves(&paper, "h + \\sum_{n=1}^{2} h_n = \\sum_{n=1}^{2} h_n + h");
    paper_proves(&paper, "\\nabla_{\\tilde{y}_n} \\ell_n = \\hat{y}_n - y_n");
    paper_proves(&paper, "\\nabla_{\\tilde{Y}} L = \\frac{1}{N} (\\hat{Y} - "
                         "Y)");
    paper_close(&paper);
}
END_TEST

/* L'exemple m ne dépend pas de l'exemple n. */
START_TEST(examples_are_independent)
{
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, "m : exemple");
    paper_proves(&paper,
                 "\\frac{\\partial \\ell_m}{\\partial \\tilde{Y}_{nk}} = "
                 "\\delta_{mn} (\\hat{Y}_{nk} - Y_{nk})");
    paper_proves(&paper, "\\nabla_{\\tilde{y}_m} L = \\frac{1}{N} "
                         "\\nabla_{\\tilde{y}_m} \\ell_m");
    paper_close(&paper);
}
END_TEST

/* Ce que l'on tient d'un lot vaut pour ses lignes. */
START_TEST(held_batches)
{
    Paper paper;
    Random random = random_seeded(3);
    Matrix X = random_matrix(11, 3, &random);
    paper_open(&paper, network_lines);
    evaluator_hold(paper.evaluator, "X", 11, 3, X.data);
    Matrix found = paper_value(&paper, "X");
    require_close(&found, &X, 0, "X");
    ck_assert(paper_number(&paper, "\\sum_{n=4}^{4} (x_n)_2") == AT(&X, 3, 1));
    double held = paper_number(&paper, "L");
    evaluator_hold(paper.evaluator, NULL, 0, 0, NULL);
    double drawn = paper_number(&paper, "L");
    evaluator_hold(paper.evaluator, "X", 11, 3, X.data);
    double again = paper_number(&paper, "L");
    ck_assert(held != drawn && held == again);
    matrix_free(&found);
    matrix_free(&X);
    paper_close(&paper);
}
END_TEST

START_TEST(families)
{
    Paper paper;
    paper_open(&paper, "D : entier de 3 à 5\n"
                       "l : rang de 1 à D\n"
                       "n_l : entier de 2 à 6\n"
                       "n_0 = n_x\n"
                       "A_l : n_l × n_{l-1}\n"
                       "c_l : n_l\n"
                       "a_l : n_l\n"
                       "a_0 = x\n"
                       "$ a_l = A_l a_{l-1} + c_l\n");
    paper_proves(&paper, "a_1 = A_1 x + c_1");
    paper_proves(&paper, "a_3 = A_3 (A_2 (A_1 x + c_1) + c_2) + c_3");
    paper_proves(&paper, "a_l = A_l a_{l-1} + c_l");
    paper_proves(&paper, "\\nabla_{a_1} (\\mathbf{1}^\\top a_2) = "
                         "A_2^\\top \\mathbf{1}");
    paper_proves(&paper, "\\frac{\\partial (a_2)_i}{\\partial (A_2)_{ij}} = "
                         "(a_1)_j");
    paper_rejects(&paper, "a_l = A_l a_l + c_l", NULL);
    paper_rejects(&paper, "a_{l+1} = A_{l+1} a_l + c_{l+1}", NULL);
    for (uint64_t seed = 0; seed < 20; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_DIFFERENCES);
        double depth = paper_number(&paper, "D");
        ck_assert(depth >= 3 && depth <= 5);
        ck_assert(paper_number(&paper, "\\sum_{l} 1") == depth);
        Matrix last = paper_value(&paper, "a_D");
        ck_assert(paper_number(&paper, "n_D") == (double)last.rows);
        matrix_free(&last);
    }
    paper_close(&paper);
}
END_TEST

/* --- Fonctions ----------------------------------------------------------- */

START_TEST(functions_and_parameters)
{
    Paper paper;
    paper_open(&paper, "f(t) = t^2 + c\n"
                       "F(W_h, b_h) = \\sum_{j} (\\tanh(W_h x + b_h))_j\n"
                       "g(x)_j = x_j^2 / n_x\n"
                       "r : fonction\n"
                       "P(t) = \\sum_{j=1}^{3} f(j t)\n"
                       "q(t) = x + t");
    paper_proves(&paper, "f(3 t) = 9 t^2 + c");
    paper_proves(&paper, "f(f(t)) = (t^2 + c)^2 + c");
    paper_proves(&paper, "P(2) = 4 + 16 + 36 + 3 c");
    paper_proves(&paper, "P'(t) = 28 t");
    paper_proves(&paper, "F(0, b_h) = \\sum_{j} (\\tanh b_h)_j");
    paper_proves(&paper, "F(-W_h, 2 b_h) = \\sum_{j} (\\tanh(2 b_h - W_h "
                         "x))_j");
    paper_proves(&paper, "F(W_h, b_h) = F");
    paper_proves(&paper, "g(x) = x^2 / 3");
    paper_proves(&paper, "g(2 x)_j = 4 x_j^2 / 3");
    paper_proves(&paper, "r(x)_j = r(x_j)");
    paper_proves(&paper, "\\nabla_{b_h} F(W_h, b_h) = 1 - (\\tanh(W_h x + "
                         "b_h))^2");
    paper_rejects(&paper, "F(0, h) = F(0, b_h)", NULL);
    paper_rejects(&paper, "q(2) = x + 2",
                  "dans la définition de q : x est 3×1, t est un nombre : "
                  "leur somme n'existe pas");
    paper_rejects(&paper, "F(0, x) = F(0, b_h)",
                  "b_h est 5×1, mais on lui donne une valeur qui est 3×1");
    paper_close(&paper);
}
END_TEST

/* Le paramètre d'une fonction reprend sa valeur après l'appel. */
START_TEST(parameters_are_released)
{
    Paper paper;
    paper_open(&paper, "f(t) = t + 0\ng(t) = f(2 t) + t");
    double t = paper_number(&paper, "t");
    ck_assert(paper_number(&paper, "f(7) + t") == 7 + t);
    ck_assert(paper_number(&paper, "g(7)") == 21);
    ck_assert(paper_number(&paper, "\\sum_{j=1}^{2} f(j) t") == 2 * t + t);
    paper_close(&paper);
}
END_TEST

/* --- Bornes d'un indice libre -------------------------------------------- */

START_TEST(index_ranges)
{
    static const struct {
        const char *text, *name;
        long low, high; /* high = 0 : inconnu */
    } cases[] = {
        { "x_i", "i", 1, 3 },
        { "(W_h)_{ij}", "i", 1, 5 },
        { "(W_h)_{ij}", "j", 1, 3 },
        { "(W_h x)_i", "i", 1, 5 },
        { "(x^\\top)_i", "i", 1, 3 },
        { "\\ell_n", "n", 1, 11 },
        { "\\hat{Y}_{nk}", "n", 1, 11 },
        { "\\hat{Y}_{nk}", "k", 1, 7 },
        { "(\\hat{y}_n)_k", "k", 1, 7 },
        { "c_k", "k", 0, 4 },
        { "\\sum_{i} x_i", "i", 1, 0 },
        { "\\sum_{i} x_i y_j", "j", 1, 7 },
        { "x", "i", 1, 0 },
        { "\\delta_{ij} h_i", "i", 1, 5 },
        { "J_{ij}", "i", 1, 7 },
        { "x_j c_j", "j", 1, 3 },
    };
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, "k : rang de 0 à 4\nc_k : réel\n"
                               "J = \\hat{y} x^\\top");
    notation_level(&paper.notation, LEVEL_CASE);
    for (size_t i = 0; i < COUNT(cases); i++) {
        Formula formula = paper_read(&paper, cases[i].text);
        FormulaError error;
        long low = 0, high = 0;
        bool known =
            evaluator_range(paper.evaluator, formula.side[0], cases[i].name,
                            cases[i].text, &low, &high, &error);
        bool rank = strcmp(cases[i].name, "k") == 0;
        ck_assert_msg(*error.text == '\0', "%s", error.text);
        ck_assert_msg(known == (cases[i].high > 0), "%s", cases[i].text);
        if (known && !rank)
            ck_assert_msg(low == cases[i].low && high == cases[i].high,
                          "%s : %ld à %ld", cases[i].text, low, high);
        formula_free(&formula);
    }
    paper_close(&paper);
}
END_TEST

/* Chercher les bornes d'un indice, ce qui évalue sans savoir ce qu'il vaut, ne
 * laisse rien de faux derrière soi. */
START_TEST(ranges_leave_nothing)
{
    Paper paper;
    paper_open(&paper, "$ q = x_m + 1\n");
    Formula formula = paper_read(&paper, "(q W_h)_{ij}");
    FormulaError error;
    long low, high;
    ck_assert(evaluator_range(paper.evaluator, formula.side[0], "i",
                              "(q W_h)_{ij}", &low, &high, &error));
    formula_free(&formula);
    paper_refuses(&paper, "q", 0,
                  "dans la définition de q : m n'a pas de valeur");
    paper_close(&paper);
}
END_TEST

/* --- La mémoire des valeurs ---------------------------------------------- */

/* Le réseau d'un seul tenant : rien n'y est défini, donc rien n'y est retenu
 * d'une évaluation à l'autre que les opérandes. */
static const char inlined[] =
    "-\\sum_{i} y_i \\log (\\mathrm{SoftMax}(W_y \\tanh(W_h x + b_h) + "
    "b_y))_i";

START_TEST(cached_or_not)
{
    static const char *const variables[] = { "W_h", "b_h", "W_y", "b_y", "x" };
    Paper paper;
    paper_open(&paper, network_lines);
    for (int witness = 0; witness < 2; witness++)
        for (size_t i = 0; i < COUNT(variables); i++) {
            char cached[64], whole[256];
            evaluator_draw(paper.evaluator, 7,
                           witness ? WITNESS_COMPLEX_STEP
                                   : WITNESS_DIFFERENCES);
            snprintf(cached, sizeof cached, "\\nabla_{%s} \\ell",
                     variables[i]);
            snprintf(whole, sizeof whole, "\\nabla_{%s} (%s)", variables[i],
                     inlined);
            Matrix a = paper_value(&paper, cached);
            Matrix b = paper_value(&paper, whole);
            require_close(&a, &b, 1e-12 + (witness ? 0 : 1e-9), cached);
            matrix_free(&a);
            matrix_free(&b);
        }
    paper_close(&paper);
}
END_TEST

/* Dans n'importe quel ordre, après n'importe quelles dérivées, au bit près. */
START_TEST(order_of_evaluations)
{
    static const char *const texts[] = {
        "\\ell",
        "L",
        "\\hat{Y}",
        "\\tilde{h}",
        "\\nabla_{W_h} \\ell",
        "\\nabla_{\\tilde{Y}} L",
        "\\nabla^2_{\\tilde{y}} \\ell",
        "\\left. \\ell \\right|_{x = 0}",
        "f(2)",
        "\\lim_{t \\to 0} f(t)",
        "\\sum_{n} \\|x_n\\|^2",
    };
    enum { TEXTS = COUNT(texts) };
    Matrix alone[TEXTS];
    for (size_t i = 0; i < TEXTS; i++) {
        Paper paper;
        paper_open(&paper, network_lines);
        add_lines(&paper.notation, "f(t) = t \\ell + \\|h\\|");
        alone[i] = paper_value(&paper, texts[i]);
        paper_close(&paper);
    }
    Paper paper;
    Random random = random_seeded(5);
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, "f(t) = t \\ell + \\|h\\|");
    for (int repeat = 0; repeat < 60; repeat++) {
        size_t i = random_below(&random, TEXTS);
        Matrix again = paper_value(&paper, texts[i]);
        require_close(&again, &alone[i], 0, texts[i]);
        matrix_free(&again);
    }
    for (size_t i = 0; i < TEXTS; i++)
        matrix_free(&alone[i]);
    paper_close(&paper);
}
END_TEST

/* Plus de symboles que de places : ils se les disputent, sans jamais se
 * confondre. */
START_TEST(crowded_memory)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSUVWXYZ";
    enum { LETTERS = sizeof letters - 1, SUBSCRIPTS = 25 };
    Paper paper;
    paper_blank(&paper, "");
    for (int pass = 0; pass < 3; pass++)
        for (int k = 0; k < LETTERS * SUBSCRIPTS; k++) {
            char line[24];
            snprintf(line, sizeof line, "%c_%c = %d", letters[k / SUBSCRIPTS],
                     letters[k % SUBSCRIPTS], k);
            if (pass == 0)
                add_lines(&paper.notation, line);
            *strchr(line, ' ') = '\0';
            if (pass > 0)
                ck_assert_msg(paper_number(&paper, line) == k, "%s", line);
        }
    paper_close(&paper);
}
END_TEST

/* --- L'accord avec lib --------------------------------------------------- */

static void copy_value(Paper *paper, const char *text, Matrix *to)
{
    Matrix A = paper_value(paper, text);
    ck_assert_msg(matrix_size(&A) == matrix_size(to), "%s", text);
    memcpy(to->data, A.data, matrix_size(&A) * sizeof *A.data);
    matrix_free(&A);
}

/* text vaut expected ; expected peut être la ligne d'un lot d'un exemple. */
static void require_agreement(Paper *paper, const char *text,
                              const Matrix *expected, double tolerance)
{
    Matrix A = paper_value(paper, text);
    ck_assert_msg(matrix_size(&A) == matrix_size(expected), "%s", text);
    Matrix same = matrix_view(expected->data, A.rows, A.cols);
    require_close(&A, &same, tolerance, text);
    matrix_free(&A);
}

static void require_number(Paper *paper, const char *text, double expected)
{
    double found = paper_number(paper, text);
    ck_assert_msg(fabs(found - expected) <= 1e-13 * (1 + fabs(expected)),
                  "%s : %.17g, non %.17g", text, found, expected);
}

/* Les opérandes de l'évaluateur, recopiés dans le réseau de lib ; x et y sont
 * le seul exemple du lot, ou ses N lignes. */
typedef struct {
    Parameters p, grad;
    Dataset data;
    Pass pass;
} Network;

static Network network_of(Paper *paper, const char *x, const char *y, size_t N)
{
    Network w = {
        .p = parameters_create(3, 5, 7),
        .grad = parameters_create(3, 5, 7),
        .data = dataset_create(N, 3, 7),
    };
    w.pass = pass_create(&w.p, N);
    copy_value(paper, "W_h", &w.p.Wh);
    copy_value(paper, "b_h", &w.p.bh);
    copy_value(paper, "W_y", &w.p.Wy);
    copy_value(paper, "b_y", &w.p.by);
    copy_value(paper, x, &w.data.X);
    copy_value(paper, y, &w.data.Y);
    forward(&w.pass, &w.p, &w.data.X);
    backward(&w.grad, &w.pass, &w.p, &w.data.X, &w.data.Y);
    return w;
}

static void network_free(Network *w)
{
    parameters_free(&w->p);
    parameters_free(&w->grad);
    dataset_free(&w->data);
    pass_free(&w->pass);
}

static const Witness witnesses[] = { WITNESS_DIFFERENCES,
                                     WITNESS_COMPLEX_STEP };
static const double tolerances[] = { 1e-9, 1e-13 };

/* Un exemple, puis tout un lot : l'aller, L, le retour. */
START_TEST(agrees_on_one_example)
{
    Paper paper;
    paper_open(&paper, network_lines);
    for (uint64_t seed = 0; seed < 10; seed++)
        for (size_t w = 0; w < COUNT(witnesses); w++) {
            evaluator_draw(paper.evaluator, seed, witnesses[w]);
            Network lib = network_of(&paper, "x", "y", 1);
            double near = tolerances[w];
            require_agreement(&paper, "h̃", &lib.pass.H_tilde, 1e-14);
            require_agreement(&paper, "h", &lib.pass.H, 1e-14);
            require_agreement(&paper, "ỹ", &lib.pass.Y_tilde, 1e-14);
            require_agreement(&paper, "ŷ", &lib.pass.Y_hat, 1e-14);
            require_number(&paper, "ℓ", loss(&lib.pass, &lib.data.Y));
            require_agreement(&paper, "∇_ỹ ℓ", &lib.pass.grad_Y_tilde, near);
            require_agreement(&paper, "∇_h ℓ", &lib.pass.grad_H, near);
            require_agreement(&paper, "∇_h̃ ℓ", &lib.pass.grad_H_tilde, near);
            require_agreement(&paper, "∇_{W_y} ℓ", &lib.grad.Wy, near);
            require_agreement(&paper, "∇_{b_y} ℓ", &lib.grad.by, near);
            require_agreement(&paper, "∇_{W_h} ℓ", &lib.grad.Wh, near);
            require_agreement(&paper, "∇_{b_h} ℓ", &lib.grad.bh, near);
            network_free(&lib);
        }
    paper_close(&paper);
}
END_TEST

START_TEST(agrees_on_a_batch)
{
    Paper paper;
    paper_open(&paper, network_lines);
    for (uint64_t seed = 0; seed < 4; seed++)
        for (size_t w = 0; w < COUNT(witnesses); w++) {
            evaluator_draw(paper.evaluator, seed, witnesses[w]);
            Network lib = network_of(&paper, "X", "Y", 11);
            double near = tolerances[w];
            require_agreement(&paper, "H̃", &lib.pass.H_tilde, 1e-14);
            require_agreement(&paper, "H", &lib.pass.H, 1e-14);
            require_agreement(&paper, "Ỹ", &lib.pass.Y_tilde, 1e-14);
            require_agreement(&paper, "Ŷ", &lib.pass.Y_hat, 1e-14);
            require_number(&paper, "L", loss(&lib.pass, &lib.data.Y));
            require_agreement(&paper, "∇_Ỹ L", &lib.pass.grad_Y_tilde, near);
            require_agreement(&paper, "∇_H L", &lib.pass.grad_H, near);
            require_agreement(&paper, "∇_H̃ L", &lib.pass.grad_H_tilde, near);
            require_agreement(&paper, "∇_{W_y} L", &lib.grad.Wy, near);
            require_agreement(&paper, "∇_{b_y} L", &lib.grad.by, near);
            require_agreement(&paper, "∇_{W_h} L", &lib.grad.Wh, near);
            require_agreement(&paper, "∇_{b_h} L", &lib.grad.bh, near);
            network_free(&lib);
        }
    paper_close(&paper);
}
END_TEST

/* Dans l'autre sens : les opérandes d'un problème de lib, tenus. */
static void hold_problem(Paper *paper, const Problem *q)
{
    Evaluator *e = paper->evaluator;
    evaluator_hold(e, NULL, 0, 0, NULL);
    evaluator_hold(e, "W_h", 5, 3, q->p.Wh.data);
    evaluator_hold(e, "b_h", 5, 1, q->p.bh.data);
    evaluator_hold(e, "W_y", 7, 5, q->p.Wy.data);
    evaluator_hold(e, "b_y", 7, 1, q->p.by.data);
    evaluator_hold(e, "X", 11, 3, q->data.X.data);
    evaluator_hold(e, "Y", 11, 7, q->data.Y.data);
}

START_TEST(agrees_with_held_operands)
{
    Paper paper;
    Random random = random_seeded(11);
    paper_open(&paper, network_lines);
    for (int repeat = 0; repeat < 4; repeat++) {
        Problem q = problem_usual(&random);
        hold_problem(&paper, &q);
        require_agreement(&paper, "Ŷ", &q.pass.Y_hat, 1e-14);
        require_number(&paper, "L", problem_loss(&q));
        require_agreement(&paper, "∇_{W_y} L", &q.grad.Wy, 1e-9);
        require_agreement(&paper, "∇_{W_h} L", &q.grad.Wh, 1e-9);
        problem_free(&q);
    }
    paper_close(&paper);
}
END_TEST

/* Les fonctions de lib d'une seule variable. */
START_TEST(agrees_on_activations)
{
    Paper paper;
    paper_open(&paper, "$ s(t) = \\frac{1}{1 + e^{-t}}\n"
                       "$ \\mathrm{ReLU}(t) = \\max(t, 0)");
    evaluator_draw(paper.evaluator, 1, WITNESS_COMPLEX_STEP);
    for (double t = -30; t <= 30; t += 0.37) {
        evaluator_hold(paper.evaluator, NULL, 0, 0, NULL);
        evaluator_hold(paper.evaluator, "t", 1, 1, &t);
        require_number(&paper, "s(t)", sigmoid(t));
        require_number(&paper, "\\mathrm{ReLU}(t)", relu(t));
        require_number(&paper, "\\tanh t", tanh(t));
        require_number(&paper, "s'(t)", sigmoid(t) * (1 - sigmoid(t)));
    }
    paper_close(&paper);
}
END_TEST

/* Les fonctions de lib d'un vecteur de logits : ỹ, ŷ et une cible. */
START_TEST(agrees_on_losses)
{
    Paper paper;
    paper_open(&paper, "$ \\hat{y} = \\mathrm{SoftMax}(\\tilde{y})\n"
                       "m = \\max_{j} \\tilde{y}_j\n"
                       "d : n_y, simplexe\n"
                       "k : entier de 1 à n_y");
    Matrix J = matrix_create(7, 7), y_tilde = matrix_create(1, 7),
           y_hat = matrix_create(1, 7), d = matrix_create(1, 7),
           gradient = matrix_create(1, 7);
    for (uint64_t seed = 0; seed < 50; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_COMPLEX_STEP);
        copy_value(&paper, "ỹ", &y_tilde);
        copy_value(&paper, "d", &d);
        size_t class = (size_t)paper_number(&paper, "k");
        require_number(&paper, "\\log \\sum_{j} e^{\\tilde{y}_j}",
                       log_sum_exp(y_tilde.data, 7));
        require_number(&paper, "m + \\log \\sum_{j} e^{\\tilde{y}_j - m}",
                       log_sum_exp(y_tilde.data, 7));
        softmax(&y_hat, &y_tilde);
        require_agreement(&paper, "\\hat{y}", &y_hat, 1e-14);
        Matrix column = matrix_view(y_hat.data, 7, 1);
        softmax_jacobian(&J, &column);
        require_agreement(&paper, "diag(ŷ) - ŷ ŷ^\\top", &J, 1e-14);
        require_agreement(&paper, "∇²_ỹ log Σ_j e^{ỹ_j}", &J, 1e-9);
        require_number(&paper, "-Σ_i d_i log ŷ_i",
                       cross_entropy_example(y_tilde.data, d.data, 7));
        require_number(&paper, "-log ŷ_k",
                       cross_entropy_class(y_tilde.data, class - 1, 7));
        require_number(&paper, "‖ŷ - d‖^2", squared_error(&y_hat, &d));
        squared_error_gradient(&gradient, &y_hat, &d);
        require_agreement(&paper, "∇_ŷ (‖ŷ - d‖^2)", &gradient, 1e-13);
    }
    matrix_free(&J);
    matrix_free(&y_tilde);
    matrix_free(&y_hat);
    matrix_free(&d);
    matrix_free(&gradient);
    paper_close(&paper);
}
END_TEST

/* --- Le dictionnaire des erreurs ----------------------------------------- */

/* E = ∇_Ỹ L, G = ∇_H̃ L, quand on fait bien. */
static const char backward_lines[] =
    "E = \\frac{1}{N} (\\hat{Y} - Y)\n"
    "G = (E W_y) \\odot (1 - H^2)\n"
    "R = \\tanh(\\tilde{H} + 0{,}1 (X (G^\\top X)^\\top + "
    "\\mathbf{1} (G^\\top \\mathbf{1})^\\top))\n"
    "C = \\begin{pmatrix} 0 & 0 & 0 & 0 & 1 \\\\ 1 & 0 & 0 & 0 & 0 \\\\ "
    "0 & 1 & 0 & 0 & 0 \\\\ 0 & 0 & 1 & 0 & 0 \\\\ 0 & 0 & 0 & 1 & 0 "
    "\\end{pmatrix}\n";

/* Une erreur du dictionnaire, comme on l'écrirait, pour un des tenseurs. Une
 * formule de l'entrée (k, j) commence par « _ ». */
typedef struct {
    const char *id;
    char tensor; /* W : W_y ; c : b_y ; V : W_h ; b : b_h */
    const char *text;
} Written;

static const Written written[] = {
    { "sign", 'W', "-E^\\top H" },
    { "twice", 'c', "2 E^\\top \\mathbf{1}" },
    { "mean-forgotten", 'W', "(\\hat{Y} - Y)^\\top H" },
    { "mean-forgotten", 'b',
      "(((\\hat{Y} - Y) W_y) \\odot (1 - H^2))^\\top "
      "\\mathbf{1}" },
    { "mean-twice", 'W', "\\frac{1}{N} E^\\top H" },
    { "mean-over-classes", 'c',
      "\\frac{1}{N n_y} (\\hat{Y} - Y)^\\top \\mathbf{1}" },
    { "by-mean", 'c', "\\frac{1}{N} E^\\top \\mathbf{1}" },
    { "bh-mean", 'b', "\\frac{1}{N} G^\\top \\mathbf{1}" },
    { "Wh-mean-forgotten", 'V', "N G^\\top X" },
    { "by-zero", 'c', "0 b_y" },
    { "first-unit-skipped", 'V', "_(1 - \\delta_{k1}) (G^\\top X)_{kj}" },
    { "first-unit-skipped", 'W', "_(1 - \\delta_{j1}) (E^\\top H)_{kj}" },
    { "last-class-skipped", 'W', "_(1 - \\delta_{k7}) (E^\\top H)_{kj}" },
    { "last-example-skipped", 'W', "_\\sum_{n=1}^{N - 1} E_{nk} H_{nj}" },
    { "by-assigned", 'c', "_E_{Nk}" },
    { "bh-assigned", 'b', "_G_{Nk}" },
    { "unnormalised", 'W', "\\frac{1}{N} (e^{\\tilde{Y}} - Y)^\\top H" },
    { "target-forgotten", 'W', "\\frac{1}{N} \\hat{Y}^\\top H" },
    { "predicted-class", 'c',
      "_\\frac{1}{N} \\sum_{n} (\\hat{Y}_{nk} - 1 - "
      "\\mathrm{sign}(\\hat{Y}_{nk} - \\max_{i} \\hat{Y}_{ni}))" },
    { "jacobian-diagonal", 'W',
      "-\\frac{1}{N} (Y \\odot (1 - \\hat{Y}))^\\top H" },
    { "squared-error-diagonal", 'W',
      "\\frac{2}{N} ((\\hat{Y} - Y) \\odot \\hat{Y} \\odot (1 - "
      "\\hat{Y}))^\\top H" },
    { "squared-error", 'c',
      "\\frac{2}{N} \\sum_{n} (\\mathrm{diag}(\\hat{y}_n) - \\hat{y}_n "
      "\\hat{y}_n^\\top) (\\hat{y}_n - y_n)" },
    { "Wy-with-h-tilde", 'W', "E^\\top \\tilde{H}" },
    { "Wy-next-row", 'W',
      "_\\sum_{n=1}^{N - 1} E_{nk} H_{n+1,j} + E_{Nk} H_{1j}" },
    { "Wy-next-column", 'W', "E^\\top H C" },
    { "Wy-updated-first", 'V',
      "((E (W_y - 0{,}1 E^\\top H)) \\odot (1 - H^2))^\\top X" },
    { "stale-h", 'W', "E^\\top R" },
    { "slope-omitted", 'V', "(E W_y)^\\top X" },
    { "bh-slope-omitted", 'b', "(E W_y)^\\top \\mathbf{1}" },
    { "Wh-slope-omitted", 'V', "(E W_y)^\\top X" },
    { "slope-negated", 'V', "((E W_y) \\odot (H^2 - 1))^\\top X" },
    { "slope-of-h-tilde", 'V', "((E W_y) \\odot (1 - \\tilde{H}^2))^\\top X" },
    { "slope-unsquared", 'V', "((E W_y) \\odot (1 - H))^\\top X" },
    { "slope-sigmoid", 'V', "((E W_y) \\odot H \\odot (1 - H))^\\top X" },
    { "slope-tanh-twice", 'V', "((E W_y) \\odot (1 - \\tanh(H)^2))^\\top X" },
    { "slope-absolute", 'V', "((E W_y) \\odot (1 - |H|))^\\top X" },
    { "Wh-next-row", 'V',
      "_\\sum_{n=1}^{N - 1} G_{nk} X_{n+1,j} + G_{Nk} X_{1j}" },
    { "log-epsilon", 'c',
      "\\frac{1}{N} \\sum_{n} (\\mathrm{diag}(\\hat{y}_n) - \\hat{y}_n "
      "\\hat{y}_n^\\top) (-y_n / (\\hat{y}_n + 10^{-8}))" },
};

/* Celles que leur forme suffit à refuser : le dictionnaire les fait tenir de
 * force dans le tableau. */
static const Written misshapen[] = {
    { "Wy-transposed", 'W', "H^\\top E" },
    { "Wy-with-x", 'W', "E^\\top X" },
    { "Wy-read-transposed", 'V', "((E W_y^\\top) \\odot (1 - H^2))^\\top X" },
    { "Wh-transposed", 'V', "X^\\top G" },
};

/* Des réécritures, qui n'en sont pas. */
static const Written rewritten[] = {
    { "slope-factored", 'V',
      "((E W_y) \\odot (1 - H) \\odot (1 + H))^\\top X" },
    { "slope-again", 'V',
      "((E W_y) \\odot (1 - \\tanh(\\tilde{H})^2))^\\top X" },
    { "whole-jacobian", 'c',
      "-\\frac{1}{N} \\sum_{n} (\\mathrm{diag}(\\hat{y}_n) - \\hat{y}_n "
      "\\hat{y}_n^\\top) (y_n / \\hat{y}_n)" },
    { "mean-last", 'W', "\\frac{1}{N} ((\\hat{Y} - Y)^\\top H)" },
    { "examples-backwards", 'W',
      "_\\frac{1}{N} \\sum_{n} (\\hat{Y}_{N + 1 - n,k} - Y_{N + 1 - n,k}) "
      "H_{N + 1 - n,j}" },
};

static const char *variable_of(char tensor)
{
    return tensor == 'W'   ? "W_y"
           : tensor == 'c' ? "b_y"
           : tensor == 'V' ? "W_h"
                           : "b_h";
}

static const Matrix *tensor_of(const Parameters *grad, char tensor)
{
    return tensor == 'W'   ? &grad->Wy
           : tensor == 'c' ? &grad->by
           : tensor == 'V' ? &grad->Wh
                           : &grad->bh;
}

/* La valeur d'une formule du dictionnaire, entrée par entrée s'il le faut. */
static Matrix value_of(Paper *paper, const Written *w, const Matrix *shape)
{
    if (*w->text != '_')
        return paper_value(paper, w->text);
    Matrix A = matrix_create(shape->rows, shape->cols);
    for (size_t k = 0; k < A.rows; k++)
        for (size_t j = 0; j < A.cols; j++) {
            evaluator_bind(paper->evaluator, NULL, 0);
            evaluator_bind(paper->evaluator, "k", (long)k + 1);
            evaluator_bind(paper->evaluator, "j", (long)j + 1);
            AT(&A, k, j) = paper_number(paper, w->text + 1);
        }
    evaluator_bind(paper->evaluator, NULL, 0);
    return A;
}

/* « ∇_{W_y} L = … », ou « ∂L/∂(W_y)_{kj} = … ». */
static void equation_of(char *to, size_t size, const Written *w)
{
    const char *variable = variable_of(w->tensor);
    bool matrix = w->tensor == 'W' || w->tensor == 'V';
    if (*w->text == '_')
        snprintf(to, size, "\\frac{\\partial L}{\\partial (%s)_{%s}} = %s",
                 variable, matrix ? "kj" : "k", w->text + 1);
    else
        snprintf(to, size, "\\nabla_{%s} L = %s", variable, w->text);
}

/* La formule vaut ce que calcule celui qui commet l'erreur. */
START_TEST(mistakes_are_those_of_the_dictionary)
{
    Paper paper;
    Random random = random_seeded(17);
    Problem q = problem_usual(&random);
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, backward_lines);
    hold_problem(&paper, &q);
    Parameters grad = parameters_create(3, 5, 7);
    for (size_t i = 0; i < COUNT(written); i++) {
        const Mistake *one = mistake_find(written[i].id);
        ck_assert_msg(one, "%s", written[i].id);
        mistaken_gradient(&grad, &one, 1, &q.p, &q.data.X, &q.data.Y);
        const Matrix *expected = tensor_of(&grad, written[i].tensor);
        Matrix found = value_of(&paper, &written[i], expected);
        ck_assert_msg(found.rows == expected->rows, "%s", written[i].id);
        ck_assert_msg(matrix_max_difference(&found, expected) <=
                          1e-12 * (1 + matrix_max_abs(expected)),
                      "%s", written[i].id);
        matrix_free(&found);
    }
    parameters_free(&grad);
    problem_free(&q);
    paper_close(&paper);
}
END_TEST

START_TEST(mistakes_are_refused)
{
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, backward_lines);
    char text[512];
    equation_of(text, sizeof text, &written[_i]);
    paper_rejects(&paper, text, NULL);
    paper_close(&paper);
}
END_TEST

START_TEST(misshapen_mistakes_are_refused)
{
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, backward_lines);
    for (size_t i = 0; i < COUNT(misshapen); i++) {
        char text[512];
        equation_of(text, sizeof text, &misshapen[i]);
        ck_assert(mistake_find(misshapen[i].id));
        Proof proof = paper_prove(&paper, text, 1);
        ck_assert_msg(proof.verdict == PROOF_WRONG && proof.cases == 0 &&
                          (strstr(proof.detail, " est ") != NULL),
                      "%s : %s", text, proof.detail);
    }
    paper_close(&paper);
}
END_TEST

START_TEST(rewritings_are_accepted)
{
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, backward_lines);
    for (size_t i = 0; i < COUNT(rewritten); i++) {
        char text[512];
        equation_of(text, sizeof text, &rewritten[i]);
        paper_proves(&paper, text);
    }
    paper_close(&paper);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("evaluate");
    TCase *core = tcase_create("core"),
          *calculus_case = tcase_create("calculus"),
          *library = tcase_create("library"), *limits = tcase_create("limits");
    tcase_add_test(core, operations_by_hand);
    tcase_add_test(core, unsized_values);
    tcase_add_test(core, what_it_took);
    tcase_add_test(core, scale_sees_everything);
    tcase_add_test(core, examples_and_batches);
    tcase_add_test(core, examples_are_independent);
    tcase_add_test(core, held_batches);
    tcase_add_test(core, families);
    tcase_add_test(core, functions_and_parameters);
    tcase_add_test(core, parameters_are_released);
    tcase_add_test(core, index_ranges);
    tcase_add_test(core, ranges_leave_nothing);
    tcase_add_test(core, cached_or_not);
    tcase_add_test(core, order_of_evaluations);
    tcase_add_test(core, crowded_memory);
    tcase_add_test(calculus_case, calculus_by_hand);
    tcase_add_loop_test(calculus_case, known_derivatives, 0,
                        (int)COUNT(derivatives));
    tcase_add_test(calculus_case, gradients_go_through_definitions);
    tcase_add_test(library, agrees_on_one_example);
    tcase_add_test(library, agrees_on_a_batch);
    tcase_add_test(library, agrees_with_held_operands);
    tcase_add_test(library, agrees_on_activations);
    tcase_add_test(library, agrees_on_losses);
    tcase_add_test(library, mistakes_are_those_of_the_dictionary);
    tcase_add_loop_test(library, mistakes_are_refused, 0, (int)COUNT(written));
    tcase_add_test(library, misshapen_mistakes_are_refused);
    tcase_add_test(library, rewritings_are_accepted);
    tcase_add_test(limits, shapes_are_explained);
    tcase_add_test(limits, errors_leave_nothing);
    tcase_add_test(limits, huge_computations_stop);
    tcase_add_test(limits, long_chains_stop);
    tcase_add_test(limits, memory_runs_out);
    tcase_add_test(limits, deep_nests);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, calculus_case);
    suite_add_tcase(suite, library);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
