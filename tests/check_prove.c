/* check_prove.c — ce que le prouveur accepte, refuse, et laisse en suspens. */
#include "../lib/prove.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formulas.h"
#include "runner.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char extra_lines[] = "f(t) = t^3 + \\sin t\n"
                                  "r : fonction\n"
                                  "z : 3, orthogonale\n"
                                  "p : positif\n"
                                  "i : imaginaire\n"
                                  "K : 4 × 4, définie positive\n"
                                  "u, v : 4\n"
                                  "b : n_x\n"
                                  "k : rang de 1 à 4\n"
                                  "a_k : réel\n";

static void open_paper(Paper *paper)
{
    paper_open(paper, network_lines);
    add_lines(&paper->notation, extra_lines);
}

/* --- Juste, faux, en suspens --------------------------------------------- */

static const char *const right[] = {
    "c + c = 2 c",
    "c = c",
    "c - c = 0",
    "x = x",
    "2 x = x + x = 3 x - x",
    "(t + c)^2 = t^2 + 2 t c + c^2",
    "(W_h x)_m = \\sum_{j} (W_h)_{mj} x_j",
    "\\|x\\|^2 = x^\\top x = \\sum_{j} x_j^2 = \\langle x, x \\rangle",
    "\\|x\\|^2 \\leq \\|x\\|_1^2",
    "u^\\top v \\leq \\|u\\| \\|v\\|",
    "u^\\top K u > 0",
    "c^2 + 1 \\geq 1 > 0",
    "0{,}1 + 0{,}2 \\leq 0{,}3", /* à l'arrondi près */
    "0{,}3 \\geq 0{,}1 + 0{,}2",
    "\\tanh(x) < 1",
    "\\lim_{t \\to +\\infty} \\tanh t = 1",
    "e^p = 1 + p + p^2 / 2 + p^3 / 6 + p^4 / 24 + O(p^5)",
    "\\hat{Y} \\mathbf{1} = \\mathbf{1}",
    "softmax(𝟏 \\tilde{y}^\\top) = 𝟏 \\hat{y}^\\top",
    "softmax(\\tilde{y} 𝟏^\\top) = \\hat{y} 𝟏^\\top",
    "X = X",
    "\\mathbf{1} b_h^\\top = \\mathbf{1} b_h^\\top",
    "2 I = I + I",
    "z^\\top z = 1",
    "\\tilde{H} = X W_h^\\top + \\mathbf{1} b_h^\\top",
    "\\sum_{j} (\\hat{y}_j - y_j) = 0",
    "a_k + 1 = 1 + a_k",
    "\\sum_{k} a_k = a_1 + a_2 + a_3 + a_4",
    "\\delta_{jm} y_j \\hat{y}_m = \\delta_{jm} y_m \\hat{y}_m",
    "f'(t) = 3 t^2 + \\cos t",
    "r'(t) = \\lim_{p \\to 0} \\frac{r(t + p) - r(t)}{p}",
    "\\nabla_{\\tilde{y}} \\ell = \\hat{y} - y",
    "\\nabla^2_x \\|x\\|^2 = 2 I",
    "\\frac{\\partial x_j}{\\partial x_m} = \\delta_{jm}",
    "c > 0 \\iff 3 c > 0",
    "c \\geq 0 \\iff -c \\leq 0",
    "c < t \\iff t - c > 0 \\iff e^c < e^t",
    "W_h \\leftarrow W_h - \\eta \\nabla_{W_h} L",
    "\\theta \\leftarrow \\theta - \\eta \\theta",
    "i^2 = -1",
    "e^{i t} = \\cos t + i \\sin t",
    "r(t + p) = r(t) + p r'(t) + O(p^2)",
    "\\frac{r(t + p) - r(t - p)}{2 p} = r'(t) + O(p^2)",
    "e^{p} = 1 + p + \\frac{p^2}{2} + O(p^3)",
    "x + p b = x + O(p)",
};

START_TEST(right_formulas)
{
    Paper paper;
    open_paper(&paper);
    paper_proves(&paper, right[_i]);
    paper_close(&paper);
}
END_TEST

/* L'équation, et la relation qui y est fausse. */
typedef struct {
    const char *text;
    size_t failed;
} Wrong;

static const Wrong wrong[] = {
    { "c + c = 3 c", 1 },
    { "c = c + 10^{-9}", 1 },
    { "c = 0", 1 },
    { "0 = c", 1 },
    { "1 = 2", 1 },
    { "x = -x", 1 },
    { "2 x = x + x = 3 x + x", 2 },
    { "2 x = x + x = 3 x + x = 4 x", 2 },
    { "3 x = x + x = 2 x", 1 },
    { "c = c = c = c = 2 c", 4 },
    { "(W_h x)_m = \\sum_{j} (W_h)_{mj} h_m", 1 },
    { "X = \\hat{Y}", 1 },
    { "x = c", 1 },
    { "W_h = I", 1 },
    { "b_h = \\mathbf{1} b_h^\\top", 1 },
    { "2 I = 3 I", 1 },
    { "2 I = 2", 1 },
    { "\\mathbf{1} b_h^\\top = 2 \\mathbf{1} b_h^\\top", 1 },
    { "\\|x\\|^2 \\geq \\|x\\|_1^2", 1 },
    { "c^2 \\leq 0", 1 },
    { "c < c", 1 },
    { "0{,}1 + 0{,}2 < 0{,}3", 1 },
    { "c > 1 \\iff c > 0", 1 },
    { "u^\\top v > 0", 1 },
    { "c^2 > 0 \\geq c^2", 2 },
    { "x \\leq 0", 1 },
    { "f'(t) = 3 t^2 - \\cos t", 1 },
    { "\\nabla_{\\tilde{y}} \\ell = \\hat{y} + y", 1 },
    { "\\nabla_{\\tilde{y}} \\ell = \\hat{y} - y = y - \\hat{y}", 2 },
    { "\\frac{\\partial x_j}{\\partial x_m} = 1", 1 },
    { "\\nabla_{x} (x_1 y_1) = y", 1 },
    { "c > 0 \\iff c > 1", 1 },
    { "c > 0 \\iff 2 c > 0 \\iff c < 0", 2 },
    { "c > 0 \\iff t > 0", 1 },
    { "W_h \\leftarrow W_h - \\eta \\nabla_{W_y} L", 1 },
    { "W_h \\leftarrow \\eta", 1 },
    { "i^2 = 1", 1 },
    { "e^{i t} = \\cos t - i \\sin t", 1 },
    { "\\sqrt{-1 - p} \\leq 3", 1 }, /* un imaginaire n'a pas d'ordre */
    { "r(t + p) = r(t) + p r'(t) + O(p^3)", 1 },
    { "r(t + p) = r(t) + p r'(t) + O(p)", 1 },
    { "r(t + p) = r(t) - p r'(t) + O(p^2)", 1 },
    { "e^{p} = 1 + p + \\frac{p^2}{3} + O(p^3)", 1 },
    { "e^{p} = 2 + p + O(p^2)", 1 },
    { "c = O(p)", 1 },
    { "x_j p = x_j p^2 + O(p^2)", 1 },
    { "\\lim_{t \\to 0} \\frac{\\sin t}{t} = 2", 1 },
    { "\\lim_{t \\to +\\infty} \\tanh t = 3", 1 },
    { "\\lim_{t \\to -\\infty} \\tanh t = 1", 1 },
    { "\\lim_{t \\to 0} \\frac{|t|}{t} = 1", 1 },
    { "a_k = a_1", 1 },
    { "c", 0 },
};

START_TEST(wrong_formulas)
{
    Paper paper;
    open_paper(&paper);
    Proof proof = paper_prove(&paper, wrong[_i].text, 1);
    ck_assert_msg(proof.verdict == PROOF_WRONG && *proof.detail, "%s",
                  wrong[_i].text);
    ck_assert_msg(proof.failed == wrong[_i].failed, "%s : %zu", wrong[_i].text,
                  proof.failed);
    paper_close(&paper);
}
END_TEST

/* Ce qui passerait aussi si c'était faux. */
START_TEST(nothing_to_conclude)
{
    static const char *const cases[][2] = {
        { "0 = 0", "tout est nul : rien n'est éprouvé" },
        { "0 x = 0", NULL }, /* x, lui, n'est pas nul */
        { "0 \\leq 0", "tout est nul : rien n'est éprouvé" },
        { "c = c = 0 = 0", NULL },
        { "c^2 \\geq 0 \\iff c^2 + 1 > 0",
          "les deux membres sont toujours vrais" },
        { "c^2 < 0 \\iff c^2 + 1 < 0", "les deux membres sont toujours faux" },
        { "t + t = 2 t + O(t^2)", "le reste est nul, ou noyé dans l'arrondi" },
        { "f(t) = f(t) + O(p)", "le reste est nul, ou noyé dans l'arrondi" },
        { "\\lim_{t \\to +\\infty} \\sin t = 0",
          "la limite ne se décide pas" },
        { "\\lim_{t \\to 0} \\frac{1}{t} = 5", "la limite ne se décide pas" },
        { "\\lim_{t \\to +\\infty} t = 5", "la limite ne se décide pas" },
        { "A_{qk} A_{jm} = A_{jm} A_{qk}",
          "les indices prennent trop de valeurs" },
    };
    Paper paper;
    open_paper(&paper);
    add_lines(&paper.notation, "A : 40 × 40");
    for (size_t i = 0; i < COUNT(cases); i++)
        if (cases[i][1])
            paper_doubts(&paper, cases[i][0], cases[i][1]);
    paper_proves(&paper, "0 x = 0");
    Proof proof = paper_prove(&paper, "c = c = 0 = 0", 1);
    ck_assert(proof.verdict == PROOF_WRONG && proof.failed == 2);
    paper_close(&paper);
}
END_TEST

/* --- Pourquoi ------------------------------------------------------------ */

START_TEST(reasons)
{
    static const char *const cases[][2] = {
        { "c", "il n'y a rien à prouver : un seul membre" },
        { "x = y", "le membre de gauche est 3×1, celui de droite est 7×1" },
        { "x = c",
          "le membre de gauche est 3×1, celui de droite est un nombre" },
        { "b_h = \\mathbf{1} b_h^\\top",
          "le membre de gauche est 5×1, celui de droite est fait de lignes "
          "de 5" },
        { "1 = 2", "1 à gauche, 2 à droite" },
        { "1/2 = -1/4", "0,5 à gauche, −0,25 à droite" },
        { "1 = 1 + 10^{-9}", "1 à gauche, 1,000000001 à droite" },
        { "-1 \\geq 2", "l'inégalité est fausse : −1 à gauche, 2 à droite" },
        { "\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix} = \\begin{pmatrix} 1 \\\\ "
          "3 \\end{pmatrix}",
          "entrée (2, 1), 2 à gauche, 3 à droite" },
        { "\\begin{pmatrix} 1 & 5 \\end{pmatrix} < 2",
          "l'inégalité est fausse : entrée (1, 2), 5 à gauche, 2 à droite" },
        { "\\mathbf{1} \\begin{pmatrix} 1 & 5 & 2 \\end{pmatrix} = "
          "\\mathbf{1} \\begin{pmatrix} 1 & 4 & 2 \\end{pmatrix}",
          "entrée (1, 2), 5 à gauche, 4 à droite" },
        { "\\delta_{ij} + 0 x_i y_j = 1 + 0 x_i y_j",
          "pour i = 2, j = 1 : 0 à gauche, 1 à droite" },
        { "\\nabla_h \\ell = h (\\hat{y} - y)",
          "h est 5×1, ŷ − y est 7×1 : le produit h (ŷ − y) n'existe pas ; une "
          "transposée manque-t-elle ?" },
        { "x_i = h_i", "i va jusqu'à 3 à gauche, jusqu'à 5 à droite" },
        { "x_i h_i = h_i x_i", "i va jusqu'à 3, et ici jusqu'à 5" },
        { "(W_h)_{ij} = (W_h)_{ji}", NULL },
        { "x_4 = x_1", "indice hors des bornes : 4" },
        { "\\delta_{ij} = \\delta_{ji}",
          "on ne sait pas quelles valeurs prend l'indice i" },
        { "\\frac{c - c}{c - c} = 1",
          "une valeur du calcul n'est pas un nombre fini" },
        { "\\frac{c - c}{c - c} = \\frac{c - c}{c - c}",
          "une valeur du calcul n'est pas un nombre fini" },
        { "c + 1 / e^{1000} = c + 1",
          "une valeur du calcul n'est pas un nombre fini" },
        { "1 / e^{1000} < 1",
          "une valeur du calcul n'est pas un nombre fini" },
        { "\\max(1, \\frac{c - c}{c - c}) = 1",
          "une valeur du calcul n'est pas un nombre fini" },
        { "c = c + O(2 + p)", "O(…) attend un symbole, ou sa puissance" },
        { "e^{p} = 1 + O(p^2)",
          "le reste décroît comme p^1,00, non comme p^2" },
        { "c > 0 \\iff c > 100", "un membre est vrai, l'autre est faux" },
        { "\\lim_{t \\to 0} \\frac{|t|}{t} = 1",
          "à gauche et à droite, la limite diffère" },
        { "q + c = c + q",
          "dans la définition de q : q est défini par lui-même" },
    };
    Paper paper;
    paper_open(&paper, network_lines);
    add_lines(&paper.notation, "p : positif\nq = q + 1");
    for (size_t i = 0; i < COUNT(cases); i++)
        paper_rejects(&paper, cases[i][0], cases[i][1]);
    paper_close(&paper);
}
END_TEST

/* Où l'on dit qu'est la faute. */
START_TEST(places)
{
    static const struct {
        const char *text;
        size_t offset;
    } cases[] = {
        { "c = W_h W_h", 4 },
        { "x_j + x_4 = 0", 6 },
        { "x = y", SIZE_MAX },
        { "c = 2 c", SIZE_MAX },
    };
    Paper paper;
    open_paper(&paper);
    for (size_t i = 0; i < COUNT(cases); i++) {
        Proof proof = paper_prove(&paper, cases[i].text, 1);
        ck_assert_msg(proof.offset == cases[i].offset, "%s : %zu",
                      cases[i].text, proof.offset);
    }
    paper_close(&paper);
}
END_TEST

/* --- Ce qui a été éprouvé ------------------------------------------------ */

START_TEST(cases_and_relations)
{
    static const struct {
        const char *text;
        size_t equals, cases;
    } counts[] = {
        { "c + c = 2 c", 1, 5 },   /* cinq tirages */
        { "c^2 \\geq 0", 1, 300 }, /* trois cents */
        { "x + x = 2 x = x + x", 2, 30 },
        { "x_j + x_j = 2 x_j", 1, 15 }, /* toutes les valeurs de l'indice */
        { "(W_h)_{jm} = (W_h)_{jm}", 1, 75 },
        { "(x_n)_j = X_{nj}", 1, 165 },
        { "\\nabla_x \\|x\\|^2 = 2 x", 1, 30 }, /* deux témoins */
        { "c > 0 \\iff 2 c > 0", 1, 80 },       /* quarante tirages */
        { "c < t < t + 1 \\iff 2 c < 2 t", 1, 120 },
        { "W_h \\leftarrow W_h - \\eta W_h", 1, 0 },
    };
    Paper paper;
    open_paper(&paper);
    for (size_t i = 0; i < COUNT(counts); i++) {
        Proof proof = paper_prove(&paper, counts[i].text, 1);
        ck_assert_msg(proof.verdict == PROOF_RIGHT, "%s : %s", counts[i].text,
                      proof.detail);
        ck_assert_msg(proof.equals == counts[i].equals &&
                          proof.cases == counts[i].cases,
                      "%s : %zu « = », %zu cas", counts[i].text, proof.equals,
                      proof.cases);
    }
    paper_close(&paper);
}
END_TEST

/* Le pire écart, rapporté à sa tolérance. */
START_TEST(worst_gap)
{
    Paper paper;
    open_paper(&paper);
    Proof proof = paper_prove(&paper, "c + c = 2 c", 1);
    ck_assert(proof.worst == 0 && proof.tolerance == 0x1p-40);
    proof = paper_prove(&paper, "c = c (1 + 10^{-13})", 1);
    ck_assert(proof.verdict == PROOF_RIGHT);
    ck_assert(proof.worst > 1e-15 && proof.worst < 2e-13);
    ck_assert(proof.tolerance == 0x1p-40);
    proof =
        paper_prove(&paper, "\\nabla_{\\tilde{y}} \\ell = \\hat{y} - y", 1);
    ck_assert(proof.worst > 0 && proof.worst < 1e-9);
    ck_assert(proof.tolerance == 1e-8);
    proof = paper_prove(&paper, "e^p = 1 + p + O(p^2)", 1);
    ck_assert(proof.worst < 0.01 && proof.tolerance == 0.25);
    paper_close(&paper);
}
END_TEST

/* Un seul « 1 » écrit s'étend ; un nombre calculé, non. */
START_TEST(written_numbers)
{
    Paper paper;
    paper_open(&paper, "p = 1\nm = 2 + 3\nd : 4\nd = 2\nA : 2 × 3\nA = -1");
    paper_proves(&paper, "x + 1 = 1 + x");
    paper_proves(&paper, "\\tanh(x)^2 + 1 / \\cosh(x)^2 = 1");
    paper_proves(&paper, "d = 2");
    paper_proves(&paper, "A = -1");
    paper_proves(&paper, "A + 2 - 1 = 0");
    paper_proves(&paper, "\\sum_{j} d_j = 8");
    paper_rejects(&paper, "x + p = p + x",
                  "x est 3×1, p est un nombre : leur somme n'existe pas");
    paper_rejects(&paper, "x^0 = p",
                  "le membre de gauche est 3×1, celui de droite est un "
                  "nombre");
    paper_proves(&paper, "m = 5");
    paper_rejects(&paper, "1 + I = I + 1", NULL);
    paper_close(&paper);
}
END_TEST

/* --- Tolérances ---------------------------------------------------------- */

/* Une étape d'algèbre fausse d'un dix-milliardième est refusée ; une dérivée
 * l'est par le pas complexe, et par différences à un millionième. */
START_TEST(perturbed_formulas)
{
    static const struct {
        const char *left, *right;
        bool derivative;
    } pairs[] = {
        { "(t + c)^2", "(t^2 + 2 t c + c^2)", false },
        { "W_h x + b_h", "\\tilde{h}", false },
        { "\\log \\sum_{j} e^{\\tilde{y}_j}",
          "(\\tilde{y}_1 - \\log \\hat{y}_1)", false },
        { "\\|x\\|^2", "x^\\top x", false },
        { "\\nabla_{\\tilde{y}} \\ell", "(\\hat{y} - y)", true },
        { "\\nabla_{W_y} L", "\\frac{1}{N} (\\hat{Y} - Y)^\\top H", true },
        { "f'(t)", "(3 t^2 + \\cos t)", true },
    };
    Paper paper;
    open_paper(&paper);
    for (size_t i = 0; i < COUNT(pairs); i++) {
        char text[256];
        snprintf(text, sizeof text, "%s = %s", pairs[i].left, pairs[i].right);
        paper_proves(&paper, text);
        snprintf(text, sizeof text, "%s = (1 + 10^{-%d}) %s", pairs[i].left,
                 10 - 4 * pairs[i].derivative, pairs[i].right);
        paper_rejects(&paper, text, NULL);
        snprintf(text, sizeof text, "%s = (1 - 10^{-%d}) %s", pairs[i].left,
                 10 - pairs[i].derivative, pairs[i].right);
        paper_rejects(&paper, text, NULL);
    }
    /* Une limite, une dérivée de dérivée n'ont que les différences. */
    paper_proves(&paper, "\\lim_{t \\to 0} \\frac{\\sin(c t)}{t} = c");
    paper_rejects(&paper,
                  "\\lim_{t \\to 0} \\frac{\\sin(c t)}{t} = c (1 + 10^{-6})",
                  NULL);
    paper_rejects(&paper, "\\nabla^2_x \\|x\\|^2 = 2 (1 + 10^{-6}) I", NULL);
    paper_close(&paper);
}
END_TEST

/* L'arrondi d'un calcul qui passe par de grandes valeurs n'est pas une
 * faute. */
START_TEST(rounding_is_forgiven)
{
    Paper paper;
    paper_open(&paper, "");
    paper_proves(&paper, "c + 10^6 - 10^6 = c");
    paper_proves(&paper, "(10^6 + c)^2 = 10^{12} + 2 \\cdot 10^6 c + c^2");
    paper_rejects(&paper, "10^6 c = 10^6 c + 10^{-3}", NULL);
    paper_close(&paper);
}
END_TEST

/* --- Le hasard ----------------------------------------------------------- */

/* Des formules justes, deux cents graines : aucune fausse alerte. */
static const char *const steady[] = {
    "(t + c)^2 = t^2 + 2 t c + c^2",
    "\\tanh(t) = \\frac{e^{2 t} - 1}{e^{2 t} + 1}",
    "\\log \\sum_{j} e^{\\tilde{y}_j} = \\tilde{y}_1 - \\log \\hat{y}_1",
    "\\hat{Y} = \\mathrm{SoftMax}(H W_y^\\top + \\mathbf{1} b_y^\\top)",
    "\\nabla_{\\tilde{y}} \\ell = \\hat{y} - y",
    "\\nabla_{W_h} \\ell = ((W_y^\\top (\\hat{y} - y)) \\odot (1 - h^2)) "
    "x^\\top",
    "\\nabla_{b_y} L = \\frac{1}{N} (\\hat{Y} - Y)^\\top \\mathbf{1}",
    "\\frac{\\partial \\hat{y}_j}{\\partial \\tilde{y}_m} = \\hat{y}_j "
    "(\\delta_{jm} - \\hat{y}_m)",
    "f'(t) = 3 t^2 + \\cos t",
    "r(t + p) = r(t) + p r'(t) + \\frac{p^2}{2} r''(t) + O(p^3)",
    "\\frac{r(t + p) - r(t - p)}{2 p} = r'(t) + O(p^2)",
    "r'(t) = \\lim_{p \\to 0} \\frac{r(t + p) - r(t)}{p}",
    "\\lim_{p \\to 0^+} \\mathrm{SoftMax}(p \\tilde{y})_1 = \\frac{1}{n_y}",
    "u^\\top v \\leq \\|u\\| \\|v\\|",
    "u^\\top K u > 0",
    "c > t \\iff e^c > e^t",
};

START_TEST(no_false_alarm)
{
    Paper paper;
    open_paper(&paper);
    for (uint64_t seed = 0; seed < 200; seed++) {
        Proof proof = paper_prove(&paper, steady[_i], seed);
        ck_assert_msg(proof.verdict == PROOF_RIGHT, "%s, graine %ju : %s",
                      steady[_i], (uintmax_t)seed, proof.detail);
    }
    paper_close(&paper);
}
END_TEST

/* Une fausse l'est pour toute graine. */
START_TEST(no_false_comfort)
{
    static const char *const cases[] = {
        "\\nabla_{\\tilde{y}} \\ell = \\hat{y}",
        "\\nabla_{b_h} \\ell = (W_y^\\top (\\hat{y} - y)) \\odot (1 - h)",
        "\\nabla_{b_y} L = (\\hat{Y} - Y)^\\top \\mathbf{1}",
        "r(t + p) = r(t) + p r'(t) + \\frac{p^2}{2} r''(t) + O(p^4)",
        "r(t + p) = r(t) + p r'(t) + \\frac{p^2}{2} r''(t) + O(p^2)",
        "K = u u^\\top",
        "c > t \\iff c^2 > t^2",
    };
    Paper paper;
    open_paper(&paper);
    for (size_t i = 0; i < COUNT(cases); i++)
        for (uint64_t seed = 0; seed < 100; seed++) {
            Proof proof = paper_prove(&paper, cases[i], seed);
            ck_assert_msg(proof.verdict == PROOF_WRONG, "%s, graine %ju",
                          cases[i], (uintmax_t)seed);
        }
    paper_close(&paper);
}
END_TEST

/* La même graine dit la même chose. */
START_TEST(reproducible)
{
    Paper paper;
    open_paper(&paper);
    const char *text = "\\nabla_{W_y} L = \\frac{1}{N} (\\hat{Y} - Y)^\\top H";
    Proof a = paper_prove(&paper, text, 9), b = paper_prove(&paper, text, 9),
          other = paper_prove(&paper, text, 10);
    ck_assert(a.worst == b.worst && a.cases == b.cases);
    ck_assert(a.worst != other.worst);
    paper_close(&paper);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("prove");
    TCase *core = tcase_create("core"), *chance = tcase_create("chance"),
          *limits = tcase_create("limits");
    tcase_add_loop_test(core, right_formulas, 0, (int)COUNT(right));
    tcase_add_loop_test(core, wrong_formulas, 0, (int)COUNT(wrong));
    tcase_add_test(core, nothing_to_conclude);
    tcase_add_test(core, reasons);
    tcase_add_test(core, places);
    tcase_add_test(core, cases_and_relations);
    tcase_add_test(core, worst_gap);
    tcase_add_test(core, written_numbers);
    tcase_add_test(limits, perturbed_formulas);
    tcase_add_test(limits, rounding_is_forgiven);
    tcase_add_loop_test(chance, no_false_alarm, 0, (int)COUNT(steady));
    tcase_add_test(chance, no_false_comfort);
    tcase_add_test(chance, reproducible);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, chance);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
