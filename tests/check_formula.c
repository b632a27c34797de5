/* check_formula.c — lire une formule, l'écrire, la relire. */
#include <glob.h>

#include "../lib/formula_lexer.h"
#include "../lib/random.h"
#include "runner.h"

/* Ses noms, et l'essai d'un texte quelconque. */
#include "fuzz_formula.c"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- Les noms de ces tests ----------------------------------------------- */

static const Known symbols[] = {
    { "x", 1 },       { "y", 1 },       { "h", 1 },       { "X", 1 },
    { "Y", 1 },       { "H", 1 },       { "W", 1 },       { "b", 1 },
    { "W_h", 1 },     { "b_h", 1 },     { "W_y", 1 },     { "b_y", 1 },
    { "n_x", 1 },     { "n_h", 1 },     { "n_y", 1 },     { "N", 1 },
    { "h\u0303", 1 }, { "H\u0303", 1 }, { "y\u0303", 1 }, { "Y\u0303", 1 },
    { "y\u0302", 3 }, { "Y\u0302", 1 }, { "ℓ", 1 },       { "L", 3 },
    { "θ", 1 },       { "η", 1 },       { "η_0", 1 },     { "t", 1 },
    { "c", 1 },       { "m", 1 },       { "Z", 1 },       { "J", 1 },
    { "v", 1 },       { "v\u0304", 1 }, { "a", 1 },       { "P", 1 },
    { "D", 3 },       { "D_+", 2 },     { "D\u0302", 2 }, { "R", 2 },
    { "E", 3 },       { "A", 1 },       { "B", 1 },       { "h^*", 1 },
    { "p", 1 },       { "ε", 1 },       { "ρ_g", 2 },     { "T", 1 },
    { "ReLU", 2 },    { "λ", 1 },       { "σ", 1 },       { "s", 3 },
    { "w", 1 },       { "ξ", 1 },       { "d", 1 },       { "g", 1 },
    { "f", 2 },       { "u", 1 },       { "r_1", 1 },     { "i", 1 },
    { "n", 1 },       { "K", 1 },
};

static unsigned symbol_kind(void *context, const char *name)
{
    (void)context;
    for (size_t i = 0; i < COUNT(symbols); i++)
        if (strcmp(symbols[i].name, name) == 0)
            return symbols[i].kind;
    return 0;
}

static const char *symbol_name(void *context, size_t i)
{
    (void)context;
    return i < COUNT(symbols) ? symbols[i].name : NULL;
}

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static const FormulaNames names = { NULL, symbol_kind, symbol_name };

/* Les noms d'une page, que l'on ne connaît pas tous : toute lettre en est un,
 * étoilée ou non, quelques-unes sont aussi des fonctions, et un mot en est
 * une. */
static unsigned page_kind(void *context, const char *name)
{
    static const char *const both[] = { "K", "J", "P", "φ" };
    size_t length = strlen(name);
    unsigned kind = symbol_kind(context, name);
    for (size_t i = 0; i < COUNT(both); i++)
        if (strcmp(both[i], name) == 0)
            return NAME_SYMBOL | NAME_FUNCTION;
    const char *rest = name + letter_length(name);
    if (kind || *rest == '\0' || strcmp(rest, "^*") == 0)
        return kind ? kind : NAME_SYMBOL;
    bool word = length > 2 && strspn(name, letters) == length;
    return word && !formula_is_builtin(name) ? NAME_FUNCTION : 0;
}

static const FormulaNames page_names = { NULL, page_kind, symbol_name };

/* text, lu ; il doit l'être. */
static Formula read_with(const FormulaNames *with, const char *text)
{
    Formula formula;
    FormulaError error;
    if (!formula_parse(&formula, text, with, &error)) {
        char described[4096];
        formula_error_describe(described, sizeof described, text, &error);
        ck_abort_msg("%s", described);
    }
    return formula;
}

static Formula read_formula(const char *text)
{
    return read_with(&names, text);
}

/* La chaîne écrite, relue, est la même. */
static void check_written(const FormulaNames *with, const Formula *formula,
                          const char *text)
{
    char *printed = print_chain(formula);
    Formula again = read_with(with, printed);
    ck_assert_msg(same(formula, &again), "« %s », écrit « %s »", text,
                  printed);
    formula_free(&again);
    free(printed);
}

static void check_round_trip(const Formula *formula, const char *text)
{
    check_written(&names, formula, text);
}

/* --- Une formule, trois écritures ---------------------------------------- */

/* LaTeX, papier, clavier ; NULL s'il n'y a rien de plus à dire. */
static const char *const writings[][3] = {
    { "\\frac{1}{N} (\\hat{Y} - Y)^\\top H", "1/N (Ŷ − Y)ᵀ H",
      "1/N*(Yhat - Y)' * H" },
    { "\\frac{(\\hat Y - Y)^{\\top} H}{N}", "(Ŷ − Y)⊤ H / N",
      "(Y_hat - Y).T * H / N" },
    { "\\nabla_{W_y} \\ell = (\\hat{y} - y)\\, h^\\top",
      "∇_{W_y} ℓ = (ŷ − y) hᵀ", "grad_Wy ell = (yhat - y)*h'" },
    { "\\nabla_{\\tilde{y}} \\ell = \\hat y - y", "∇_ỹ ℓ = ŷ − y",
      "grad_y_tilde(ell) = y_hat - y" },
    { "\\nabla_h \\ell = W_y^\\top \\nabla_{\\tilde y} \\ell",
      "∇ₕ ℓ = W_yᵀ ∇_ỹ ℓ", "nabla_h loss = Wy' * grad_ytilde loss" },
    { "\\nabla_{\\tilde{h}} \\ell = \\nabla_h \\ell \\odot (1 - h^2)",
      "∇_h̃ ℓ = ∇_h ℓ ⊙ (1 − h²)",
      "grad_htilde ell = grad_h ell .* (1 - h^2)" },
    { "\\nabla_{b_y} L = (\\nabla_{\\tilde{Y}} L)^\\top \\mathbf{1}",
      "∇_{b_y} L = (∇_Ỹ L)ᵀ 𝟏", "grad_by L = (grad_Ytilde L)' * ones" },
    { "\\tilde{Y} = H W_y^\\top + \\mathbf{1}\\, b_y^\\top",
      "Ỹ = H W_yᵀ + 𝟏 b_yᵀ", "Ytilde = H*Wy' + ones*by'" },
    { "\\tilde{H} = X W_h^\\top + \\mathbb{1}\\, b_h^\\top",
      "H̃ = X Wₕᵀ + 𝟙 bₕᵀ", "H_tilde = X Wh' + ones bh'" },
    { "\\tilde{h} = W_h x + b_h", "h̃ = Wₕ x + bₕ", "htilde = Wh*x + bh" },
    { "h = \\tanh(\\tilde{h})", "h = tanh(h̃)", "h = tanh(h_tilde)" },
    { "\\hat{y} = \\mathrm{SoftMax}(\\tilde{y})", "ŷ = SoftMax(ỹ)",
      "yhat = softmax(ytilde)" },
    { "\\hat{y}_i = \\frac{e^{\\tilde{y}_i}}{\\sum_{j} e^{\\tilde{y}_j}}",
      "ŷᵢ = e^{ỹᵢ} / Σⱼ e^{ỹⱼ}",
      "yhat_i = exp(ytilde_i) / sum_j exp(ytilde_j)" },
    { "\\ell = -\\sum_{i} y_i \\log \\hat{y}_i", "ℓ = −Σᵢ yᵢ log ŷᵢ",
      "ell = -sum_i y_i log(yhat_i)" },
    { "\\log \\sum_{j} e^{\\tilde{y}_j - m} + m", "log Σ_j e^{ỹ_j − m} + m",
      "log(sum_j e^(ytilde_j - m)) + m" },
    { "\\frac{\\partial \\ell}{\\partial \\tilde{y}_k} = \\hat{y}_k - y_k",
      "∂ℓ/∂ỹ_k = ŷ_k − y_k", "partial ell/partial y_tilde_k = y_hat_k - y_k" },
    { "\\frac{\\partial}{\\partial \\tilde{y}_k} \\sum_{i} y_i \\tilde{y}_i",
      "∂/∂ỹₖ Σᵢ yᵢ ỹᵢ", "partial(sum_i y_i*ytilde_i)/partial ytilde_k" },
    { "\\frac{\\partial \\ell}{\\partial (W_y)_{kj}}", "∂ℓ/∂(W_y)_{kj}",
      "partial ell/partial (Wy)_kj" },
    { "\\frac{\\partial e^{\\tilde{y}_i}}{\\partial \\tilde{y}_k} = "
      "\\delta_{ik}\\, e^{\\tilde{y}_i}",
      "∂e^{ỹ_i}/∂ỹ_k = δ_{ik} e^{ỹ_i}",
      "partial exp(ytilde_i)/partial ytilde_k = delta_ik exp(ytilde_i)" },
    { "J = \\mathrm{diag}(\\hat{y}) - \\hat{y}\\, \\hat{y}^\\top",
      "J = diag(ŷ) − ŷ ŷᵀ", "J = diag(yhat) - yhat*yhat'" },
    { "\\max(0, 1 - y s)", "max(0, 1 − y s)", "max(0, 1 - y*s)" },
    { "m = \\max_{j} \\tilde{y}_j", "m = maxⱼ ỹⱼ", "m = max_j ytilde_j" },
    { "\\tanh'(t) = 1 - \\tanh^2 t", "tanh′(t) = 1 − tanh² t",
      "tanh'(t) = 1 - tanh(t)^2" },
    { "s'(t) = s(t) (1 - s(t))", "s′(t) = s(t) (1 − s(t))",
      "s'(t) = s(t)*(1 - s(t))" },
    { "\\|x\\|^2 \\le 1", "‖x‖² ≤ 1", "||x||^2 <= 1" },
    { "\\lVert x \\rVert_\\infty + \\left\\| y \\right\\|_1", "‖x‖_∞ + ‖y‖₁",
      "||x||_inf + ||y||_1" },
    { "\\lvert t \\rvert > 0", "|t| > 0", "|t|>0" },
    { "\\langle x, y \\rangle", "⟨x, y⟩", NULL },
    { "\\theta \\leftarrow \\theta - \\eta\\, \\nabla_\\theta L",
      "θ ← θ − η ∇_θ L", "theta <- theta - eta*grad_theta L" },
    { "\\hat{y}_1 > \\hat{y}_2 \\iff \\tilde{y}_1 > \\tilde{y}_2",
      "ŷ₁ > ŷ₂ ⟺ ỹ₁ > ỹ₂", "yhat_1 > yhat_2 <=> ytilde_1 > ytilde_2" },
    { "\\tilde{y}_i \\leq \\tilde{y}_k \\Leftrightarrow \\hat{y}_i \\leq "
      "\\hat{y}_k",
      "ỹ_i ≤ ỹ_k ⇔ ŷ_i ≤ ŷ_k", "ytilde_i<=ytilde_k<=>yhat_i<=yhat_k" },
    { "X_{ni} = (x_n)_i", "Xₙᵢ = (xₙ)ᵢ", "X_ni = (x_n)_i" },
    { "\\tilde{H}_{nj} = \\sum_{i} X_{ni} (W_h^\\top)_{ij} + (b_h)_j",
      "H̃ₙⱼ = Σᵢ Xₙᵢ (Wₕᵀ)ᵢⱼ + (bₕ)ⱼ",
      "Htilde_nj = sum_i X_ni*(Wh')_ij + (bh)_j" },
    { "a_l = W_l\\, a_{l-1} + b_l", "aₗ = Wₗ aₗ₋₁ + bₗ",
      "a_l = W_l*a_{l-1} + b_l" },
    { "\\sum_{l=1}^{D} P_l\\, b_l", "Σ_{l=1}^D P_l b_l",
      "sum_{l=1}^{D} P_l*b_l" },
    { "\\sum\\limits_{i=1}^{n_x} x_i", "∑ᵢ₌₁^{n_x} xᵢ", "sum_{i=1}^nx x_i" },
    { "\\sum_{m > l} P_m", "Σ_{m>l} P_m", "sum_{m=l+1} P_m" },
    { "\\sum_{j \\neq c} e^{\\tilde{y}_j}", "Σ_{j≠c} e^{ỹ_j}",
      "sum_{j != c} exp(ytilde_j)" },
    { "\\sum_{ij} a_{ij}^2", "Σᵢⱼ aᵢⱼ²", "sum_i sum_j a_ij^2" },
    { "\\prod_{i} x_i", "∏ᵢ xᵢ", "prod_i x_i" },
    { "\\max_{ij} |a_{ij}|", "maxᵢⱼ |aᵢⱼ|", "max_i max_j |a_ij|" },
    { "f'(x) = \\lim_{h \\to 0} \\frac{f(x + h) - f(x)}{h}",
      "f′(x) = lim_{h → 0} (f(x + h) − f(x)) / h",
      "f'(x) = lim_{h -> 0} (f(x + h) - f(x))/h" },
    { "\\lim_{T \\to 0^+} \\hat{y}_i(T) = 1", "lim_{T→0⁺} ŷᵢ(T) = 1",
      "lim_{T -> 0^+} yhat_i(T) = 1" },
    { "\\lim_{T \\to +\\infty} \\hat{y}_i(T) = \\frac{1}{n_y}",
      "lim_{T→∞} ŷᵢ(T) = 1/n_y", "lim_{T -> inf} yhat_i(T) = 1/ny" },
    { "f^{(4)}(x) + f'''(x)", "f⁽⁴⁾(x) + f‴(x)", "f''''(x) + f'''(x)" },
    { "D_+(h) = f'(x) + \\frac{h}{2} f''(x) + O(h^2)",
      "D₊(h) = f′(x) + h/2 f″(x) + O(h²)",
      "D_+(h) = f'(x) + h/2*f''(x) + O(h^2)" },
    { "4 D\\!\\left(\\tfrac{h}{2}\\right) - D(h)", "4 D(h/2) − D(h)",
      "4*D(h/2) - D(h)" },
    { "p A (h^*)^{p - 1} = \\frac{B \\varepsilon}{(h^*)^2}",
      "p A (h^*)^{p−1} = B ε/(h^*)²", "p*A*h^*^(p-1) = B*epsilon/h^*^2" },
    { "|\\hat{D}(h) - D(h)| \\leq \\frac{\\varepsilon}{h} |f(x)|",
      "|D̂(h) − D(h)| ≤ ε/h |f(x)|", "|Dhat(h) - D(h)| <= epsilon/h*|f(x)|" },
    { "\\rho_g(t) = t \\langle \\nabla L - g, d \\rangle",
      "ρ_g(t) = t ⟨∇L − g, d⟩", NULL },
    { "\\frac{t^2}{2}\\, d^\\top (\\nabla^2 L)\\, d", "t²/2 dᵀ (∇²L) d",
      "t^2/2*d'*(nabla^2 L)*d" },
    { "\\begin{pmatrix} 1 & 1 \\\\ -2 & 0{,}5 \\end{pmatrix}",
      "[1, 1; −2, 0,5]", "[1, 1; -2, 0.5]" },
    { "\\begin{bmatrix} \\log 2 \\\\[5pt] \\log 3 \\end{bmatrix}",
      "[log 2; log 3]", "[log(2); log(3);]" },
    { "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}", "a = b = c",
      "a=b=c" },
    { "\\frac{\\mathrm{Im}\\, f(x + t)}{h}", "Im f(x + t) / h",
      "Im(f(x + t))/h" },
    { "\\sqrt{2}\\, \\sigma", "√2 σ", "sqrt(2)*sigma" },
    { "\\sqrt{x + y}^2", "√(x + y)²", "sqrt(x + y)^2" },
    { "1 - \\tanh^2 t = \\frac{4}{(e^t + e^{-t})^2}",
      "1 − tanh² t = 4/(e^t + e^{−t})²",
      "1 - tanh(t)^2 = 4/(exp(t) + exp(-t))^2" },
    { "\\frac12 \\|x\\|^2", "½ ‖x‖²", "1/2*||x||^2" },
    { "\\mathrm{ ReLU }(t) = \\max(t, 0)", "ReLU(t) = max(t, 0)",
      "ReLU(t)=max(t,0)" },
    { "\\left. f(\\eta) \\right|_{\\eta = 0}", "f(η)|_{η = 0}",
      "f(eta)|_{eta=0}" },
    { "\\bar{v} = \\sum_{i} \\hat{y}_i\\, v_i", "v̄ = Σᵢ ŷᵢ vᵢ",
      "vbar = sum_i yhat_i*v_i" },
    { "\\eta_e = \\eta_0 \\left( 1 - \\frac{e}{E} \\right)",
      "η_e = η₀ (1 − e/E)", "eta_e = eta_0*(1 - e/E)" },
    { "L(W, b) = \\frac{1}{N} \\sum_{n} \\ell_n", "L(W, b) = 1/N Σₙ ℓₙ",
      "L(W, b) = 1/N*sum_n ell_n" },
    { "x \\cdot y \\times t", "x · y × t", "x*y*t" },
    { "\\widehat{Y}\\quad\\mathbf{x}~\\mathrm{y}\\,.", "Ŷ x y,", "Yhat x y" },
    { "1{,}5 \\cdot 10^{-5}", "1,5 · 10⁻⁵", "1.5*10^-5" },
    { "0{,}00001", "0,00001", "1e-5" },
    { "(W_y)_{11}", "(W_y)₁₁", "(Wy)_{1,1}" },
    { "\\ln x", "log x", "ln(x)" },
    { "\\mathbf 1 + \\boldsymbol{1}", "𝟏 + 𝟏", "ones + ones" },
};

START_TEST(same_tree_however_written)
{
    for (size_t i = 0; i < COUNT(writings); i++) {
        Formula first = read_formula(writings[i][0]);
        check_round_trip(&first, writings[i][0]);
        for (size_t k = 1; k < 3 && writings[i][k]; k++) {
            Formula other = read_formula(writings[i][k]);
            char *seen = print_chain(&other), *wanted = print_chain(&first);
            ck_assert_msg(same(&first, &other),
                          "« %s » se lit « %s » ; « %s » se lit « %s »",
                          writings[i][0], wanted, writings[i][k], seen);
            formula_free(&other);
            free(seen);
            free(wanted);
        }
        formula_free(&first);
    }
}
END_TEST

/* --- L'arbre ------------------------------------------------------------- */

static const char *const kinds[] = {
    "number",  "symbol", "ones",   "identity", "index", "call",  "neg",
    "+",       "-",      "*",      ".*",       "/",     "^",     "T",
    "norm",    "abs",    "inner",  "reduce",   "limit", "delta", "grad",
    "partial", "at",     "matrix", "O",
};

/* « (+ a (* b c)) » : l'arbre, un symbole et un nombre par leur nom. */
static void write_tree(FILE *out, const Node *node)
{
    char name[2 * FORMULA_NAME] = "";
    if (node)
        formula_print_name(name, sizeof name, node->name);
    if (!node) {
        fputc('_', out);
    } else if (node->kind == NODE_NUMBER && !*node->name) {
        fprintf(out, "%g", node->number);
    } else if (node->kind == NODE_SYMBOL) {
        fputs(name, out);
    } else {
        fprintf(out, "(%s%s%s", kinds[node->kind], *name ? ":" : "", name);
        if (node->order)
            fprintf(out, " #%d", node->order);
        if (node->kind == NODE_LIMIT)
            fprintf(out, " %+g", node->number);
        for (size_t i = 0; i < node->count; i++) {
            fputc(' ', out);
            write_tree(out, node->child[i]);
        }
        fputc(')', out);
    }
}

static void check_tree(const FormulaNames *with, const char *text,
                       const char *expected)
{
    char seen[2000] = "";
    Formula formula = read_with(with, text);
    FILE *out = fmemopen(seen, sizeof seen, "w");
    write_tree(out, formula.side[0]);
    fclose(out);
    ck_assert_msg(strcmp(seen, expected) == 0, "« %s » : %s au lieu de %s",
                  text, seen, expected);
    check_written(with, &formula, text);
    formula_free(&formula);
}

static const char *const trees[][2] = {
    /* priorités */
    { "x + y t", "(+ x (* y t))" },
    { "x - y - t", "(- (- x y) t)" },
    { "x y t", "(* (* x y) t)" },
    { "x (y t)", "(* x (* y t))" },
    { "x / y t", "(* (/ x y) t)" },
    { "x / (y t)", "(/ x (* y t))" },
    { "x \\odot y t", "(* (.* x y) t)" },
    { "-x y", "(neg (* x y))" },
    { "-x + y", "(+ (neg x) y)" },
    { "x - -y", "(- x (neg y))" },
    { "x * -y t", "(* (* x (neg y)) t)" },
    { "-x^2", "(neg (^ x 2))" },
    { "+x", "x" },
    { "x^{y^2}", "(^ x (^ y 2))" },
    { "x^-1", "(^ x (neg 1))" },
    { "2 x^2 y", "(* (* 2 (^ x 2)) y)" },
    { "x^\\frac12 y", "(* (^ x (/ 1 2)) y)" },
    { "\\frac123", "(* (/ 1 2) 3)" },
    { "\\frac xy", "(/ x y)" },
    { "\\frac{x}{y}^2", "(^ (/ x y) 2)" },
    /* mots */
    { "Wh x", "(* W_h x)" },
    { "Whx", "(* W_h x)" },
    { "xy", "(* x y)" },
    { "x_k kh", "(* (* (index x k) k) h)" },
    { "eta t", "(* η t)" },
    { "etat", "(* η t)" },
    { "eta_0", "η_0" },
    { "xe", "(* x (number:e))" },
    { "x.T y", "(* (T x) y)" },
    { "xell", "(* x ℓ)" },
    { "xeta_0", "(* x η_0)" },
    { "Yhat'", "(T Ŷ)" },
    { "2e", "(* 2 (number:e))" },
    { "2e^x", "(* 2 (call:exp x))" },
    { "2e3", "2000" },
    { "e^ỹ_i h", "(* (call:exp (index ỹ i)) h)" },
    { "e^{x}_i", "(index (call:exp x) i)" },
    { "e^t h", "(* (call:exp t) h)" },
    { "I x", "(* (identity) x)" },
    /* fonctions */
    { "log x y", "(* (call:log x) y)" },
    { "log 2 · y", "(* (call:log 2) y)" },
    { "log 2 + y", "(+ (call:log 2) y)" },
    { "log(x) y", "(* (call:log x) y)" },
    { "log(x)^2", "(^ (call:log x) 2)" },
    { "log x^2", "(call:log (^ x 2))" },
    { "log^2 x", "(^ (call:log x) 2)" },
    { "\\log e^{m} \\sum_j x_j",
      "(* (call:log (call:exp m)) (reduce:sum (index x j) j _ _ _))" },
    { "log Σ_j x_j y + t",
      "(+ (call:log (reduce:sum (* (index x j) y) j _ _ _)) t)" },
    { "L x", "(* L x)" },
    { "L(x)", "(call:L x)" },
    { "L (x)", "(* L x)" },
    { "L\\!\\left(x\\right)", "(call:L x)" },
    { "L \\left(x\\right)", "(* L x)" },
    { "x (y)", "(* x y)" },
    { "L \\cdot (x)", "(* L x)" },
    { "ŷ_i(T)", "(index (call:ŷ T) i)" },
    { "ŷ_i T", "(* (index ŷ i) T)" },
    { "SoftMax(ỹ)_i", "(index (call:SoftMax ỹ) i)" },
    { "f'(x) y'", "(* (call:f #1 x) (T y))" },
    { "f(x)'", "(T (call:f x))" },
    { "s''(x)", "(call:s #2 x)" },
    { "s' x", "(* (T s) x)" },
    { "max(x)", "(call:max x)" },
    { "f + x", "(+ f x)" },
    { "max(0, x, y)", "(call:max 0 x y)" },
    { "f(0,y)", "(call:f 0 y)" },
    { "√x y", "(* (call:sqrt x) y)" },
    /* indices */
    { "x_1", "(index x 1)" },
    { "W_h", "W_h" },
    { "W_{h}", "W_h" },
    { "(W)_h", "W_h" },
    { "(W_h)_{kj}", "(index W_h k j)" },
    { "W_y_kj", "(index W_y k j)" },
    { "W_kj", "(index W k j)" },
    { "x_{11}", "(index x 1 1)" },
    { "x_{(11)}", "(index x 11)" },
    { "x_{l-1}", "(index x (- l 1))" },
    { "x_{n,i+1}", "(index x n (+ i 1))" },
    { "x_{n i}", "(index x n i)" },
    { "x_{n_x}", "(index x n_x)" },
    { "x_{\\mathrm{ReLU}}", "(index x ReLU)" },
    { "x_{n_q}", "(index x (index n q))" },
    { "r_1", "r_1" },
    { "xr_1", "(* x r_1)" },
    { "x_i^2", "(^ (index x i) 2)" },
    { "x^2_i", "(index (^ x 2) i)" },
    { "(x y)_i", "(index (* x y) i)" },
    { "h^* h", "(* h^* h)" },
    { "(h^*)^p", "(^ h^* p)" },
    { "δ_{ik}", "(delta i k)" },
    { "δ_{i,k-1}", "(delta i (- k 1))" },
    /* Σ, lim, max */
    { "Σ_i x_i y + t", "(+ (reduce:sum (* (index x i) y) i _ _ _) t)" },
    { "Σ_i i x_i", "(reduce:sum (* i (index x i)) i _ _ _)" },
    { "Σ_{ij} a_ij",
      "(reduce:sum (reduce:sum (index a i j) j _ _ _) i _ _ _)" },
    { "Σ_{i=1}^{N} x_i", "(reduce:sum (index x i) i 1 N _)" },
    { "Σ^N_{i=1} x_i", "(reduce:sum (index x i) i 1 N _)" },
    { "Σ_{m>l} P_m", "(reduce:sum (index P m) m (+ l 1) _ _)" },
    { "Σ_{m≥l} P_m", "(reduce:sum (index P m) m l _ _)" },
    { "Σ_{j≠c} x_j", "(reduce:sum (index x j) j _ _ c)" },
    { "Σ_i -x_i", "(reduce:sum (neg (index x i)) i _ _ _)" },
    { "x Σ_i a_i y", "(* x (reduce:sum (* (index a i) y) i _ _ _))" },
    { "(Σ_i a_i) y", "(* (reduce:sum (index a i) i _ _ _) y)" },
    { "min_i x_i", "(reduce:min (index x i) i _ _ _)" },
    { "Π_k x_k", "(reduce:prod (index x k) k _ _ _)" },
    { "lim_{h→0} h x + y", "(+ (limit +0 (* h x) h 0) y)" },
    { "lim_{h→0^-} h", "(limit -1 h h 0)" },
    { "lim_{T→-∞} T", "(limit +0 T T -inf)" },
    /* dérivées */
    { "∇L", "(grad #1 L _)" },
    { "∇_θ L(θ)", "(grad #1 (call:L θ) θ)" },
    { "∇²_θ L", "(grad #2 L θ)" },
    { "∇_ỹ ℓ hᵀ", "(* (grad #1 ℓ ỹ) (T h))" },
    { "∇_{ỹ_n} ℓ_n", "(grad #1 (index ℓ n) (index ỹ n))" },
    { "∇_ỹ log Σ_j x_j",
      "(grad #1 (call:log (reduce:sum (index x j) j _ _ _)) ỹ)" },
    { "\\frac{\\partial x y}{\\partial t}", "(partial (* x y) t)" },
    { "\\frac{\\partial}{\\partial t} x y", "(* (partial x t) y)" },
    { "∂/∂t x + y", "(+ (partial x t) y)" },
    { "∂ℓ/∂(1_i)", "(partial ℓ (index 1 i))" },
    { "∂ℓ/∂((W_y)_{kj})", "(partial ℓ (index W_y k j))" },
    { "∂ℓ/∂h_j h", "(* (partial ℓ (index h j)) h)" },
    { "\\frac{\\partial a/\\partial t}{2}", "(/ (partial a t) 2)" },
    { "f(η)|_{η = 0}", "(at (call:f η) η 0)" },
    { "x f(η)|_{η = 0}", "(* x (at (call:f η) η 0))" },
    { "\\left. x f(η) \\right|_{η = 0}", "(at (* x (call:f η)) η 0)" },
    { "\\left.\\frac{\\partial}{\\partial η} |x|\\right|_{η = 0}",
      "(at (partial (abs x) η) η 0)" },
    /* barres */
    { "|x| |y|", "(* (abs x) (abs y))" },
    { "|x||y|", "(* (abs x) (abs y))" },
    { "|x|y|t|", "(* (* (abs x) y) (abs t))" },
    { "|x (|y| + 1)|", "(abs (* x (+ (abs y) 1)))" },
    { "\\left|x |y|\\right|", "(abs (* x (abs y)))" },
    { "||x|| ||y||", "(* (norm #2 x) (norm #2 y))" },
    { "‖x‖_2 + ‖x‖_{1}", "(+ (norm #2 x) (norm #1 x))" },
    { "‖x‖_1^2", "(^ (norm #1 x) 2)" },
    { "‖x‖_\\infty", "(norm x)" },
    /* matrices */
    { "[x]", "x" },
    { "[x;]", "(matrix #1 x)" },
    { "[x, y]", "(matrix #1 x y)" },
    { "[x; y]", "(matrix #2 x y)" },
    { "[1, 2; 3, 4] x", "(* (matrix #2 1 2 3 4) x)" },
    { "O(h^5)", "(O (^ h 5))" },
};

START_TEST(trees_by_hand)
{
    for (size_t i = 0; i < COUNT(trees); i++) {
        check_tree(&names, trees[i][0], trees[i][1]);
    }
}
END_TEST

/* Ce que veulent dire e, I, O, T, δ : seuls, en indice, ou nommés. */
START_TEST(letters_of_their_own)
{
    static const char *const rows[][3] = {
        { "x^T y", "(* (T x) y)", "(* (^ x T) y)" },
        { "x^{T}", "(T x)", "(^ x T)" },
        { "W_h^Tx", "(* (T W_h) x)", NULL },
        { "x^T y_T", "(* (^ x T) (index y T))", NULL },
        { "e x", "(* (number:e) x)", "(* e x)" },
        { "e y_e", "(* e (index y e))", "(* e (index y e))" },
        { "e^x", "(call:exp x)", "(call:exp x)" },
        { "e^T", "(T (number:e))", "(call:exp T)" },
        { "(e)^2", "(^ (number:e) 2)", "(^ e 2)" },
        { "I x", "(* (identity) x)", "(* I x)" },
        { "I y_I", "(* I (index y I))", "(* I (index y I))" },
        { "O(x)", "(O x)", "(call:O x)" },
        { "δ_{ik}", "(delta i k)", "(index δ i k)" },
        { "delta x_1", NULL, "(* δ x_1)" },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t k = 0; k < 2; k++) {
            bool more = k == 1;
            FormulaNames with = { &more, kind, name_at };
            if (rows[i][1 + k])
                check_tree(&with, rows[i][0], rows[i][1 + k]);
        }
}
END_TEST

/* --- L'écriture ---------------------------------------------------------- */

static const char *const prints[][2] = {
    { "\\nabla_{W_y} \\ell", "∇_{W_y} ℓ" },
    { "(\\hat{y} - y) h^\\top", "(ŷ − y) hᵀ" },
    { "\\sum_i y_i \\log \\hat{y}_i", "Σ_{i} y_i log(ŷ_i)" },
    { "\\frac{\\partial \\ell}{\\partial \\tilde{y}_k}", "∂ℓ/∂ỹ_k" },
    { "\\frac{\\partial \\ell}{\\partial (W_y)_{kj}}", "∂ℓ/∂(W_y)_{kj}" },
    { "\\frac{1}{N} (\\hat{Y} - Y)^\\top H", "1 / N · (Ŷ − Y)ᵀ H" },
    { "(1 - h)^2", "(1 − h)²" },
    { "e^{\\sum_i x_i}", "e^{Σ_{i} x_i}" },
    { "x L \\cdot (y + t)", "x L · (y + t)" },
    { "x / L \\cdot (y + t)", "x / L · (y + t)" },
    { "x_i^2 a_kj'", "x_i² a_{kj}ᵀ" },
    { "x \\sum_i a_i", "x Σ_{i} a_i" },
    { "(\\sum_i a_i) x - \\sum_i a_i", "(Σ_{i} a_i) x − Σ_{i} a_i" },
    { "|x|^2 + ‖x‖_1^2", "|x|² + ‖x‖_1²" },
    { "x_{n,i+1}", "x_{n, i + 1}" },
    { "W_{\\mathrm{ReLU}}", "W_{(ReLU)}" },
    { "(\\nabla L) x", "∇L x" },
    { "(\\nabla L)^\\top", "(∇L)ᵀ" },
    { "\\nabla_x (x + y)", "∇_{x} (x + y)" },
    { "x^{p} y^{p - 1}", "x^p y^{p − 1}" },
    { "1{,}25 x", "1,25 x" },
    { "120 x", "120 x" },
    { "1e20", "1e+20" },
    { "x * 2", "x · 2" },
    { "L \\cdot (x + y)", "L · (x + y)" },
    { "W (x + y)", "W (x + y)" },
    { "((x)) + ((y t))", "x + y t" },
    { "x - (y - t)", "x − (y − t)" },
    { "x / (y / t)", "x / (y / t)" },
    { "(e)^2 e^2", "(e)² e^2" },
    { "f''''(x)", "f^{(4)}(x)" },
    { "Htilde_nj", "H̃_{nj}" },
    { "| |x| - 1 |", "|(|x| − 1)|" },
    { "\\lim_{T \\to 0^+} T", "lim_{T → 0⁺} T" },
    { "\\begin{pmatrix} 1 & 2 \\\\ 0{,}5 & 4 \\end{pmatrix}",
      "[1, 2; 0,5, 4]" },
};

START_TEST(prints_as_on_paper)
{
    for (size_t i = 0; i < COUNT(prints); i++) {
        Formula formula = read_formula(prints[i][0]);
        char seen[200];
        size_t length = formula_print(seen, sizeof seen, formula.side[0]);
        ck_assert_str_eq(seen, prints[i][1]);
        ck_assert_uint_eq(length, strlen(seen));
        check_round_trip(&formula, prints[i][0]);
        formula_free(&formula);
    }
}
END_TEST

/* Tronquer ne coupe pas un caractère, et rend la longueur qu'il fallait. */
START_TEST(prints_in_too_little_room)
{
    static const char *const cut[] = { "", "", "", "h", "h", "h" };
    Formula formula = read_formula("h + ŷ");
    char whole[20], part[20];
    size_t length = formula_print(whole, sizeof whole, formula.side[0]);
    for (size_t size = 0; size < 3; size++) {
        memset(part, 'z', sizeof part);
        ck_assert_uint_eq(formula_print(part, size, formula.side[0]), length);
        ck_assert(part[size] == 'z');
        if (size > 0)
            ck_assert_str_eq(part, size == 1 ? cut[0] : cut[3]);
    }
    formula_print(part, length, formula.side[0]);
    ck_assert_str_eq(part, "h + ");
    formula_free(&formula);
    ck_assert_uint_eq(formula_print_name(NULL, 0, "y\u0302_hh"), 7);
    formula_print_name(whole, sizeof whole, "y\u0302_hh");
    ck_assert_str_eq(whole, "ŷ_{hh}");
    formula_print_name(whole, sizeof whole, "h\u0303^*");
    ck_assert_str_eq(whole, "h\u0303^*");
}
END_TEST

START_TEST(chains_keep_their_relations)
{
    static const Relation expected[] = {
        RELATION_EQUAL,   RELATION_LESS,          RELATION_LESS_EQUAL,
        RELATION_GREATER, RELATION_GREATER_EQUAL, RELATION_IFF,
        RELATION_ASSIGN,
    };
    static const char *const texts[] = {
        "a = b < c ≤ d > g ≥ h ⟺ x ← y",
        "a=b<c<=d>g>=h<=>x<-y",
        "a = b \\lt c \\le d \\gt g \\geq h \\iff x \\gets y",
    };
    for (size_t k = 0; k < COUNT(texts); k++) {
        Formula formula = read_formula(texts[k]);
        ck_assert_uint_eq(formula.count, COUNT(expected) + 1);
        for (size_t i = 0; i < COUNT(expected); i++)
            ck_assert_int_eq(formula.relation[i], expected[i]);
        check_round_trip(&formula, texts[k]);
        formula_free(&formula);
    }
}
END_TEST

/* Les octets d'où vient un nœud. */
START_TEST(nodes_know_their_place)
{
    const char *text = "a = (x + y)^\\top \\hat{h}";
    Formula formula = read_formula("a = (x + y)^\\top \\tilde{h}");
    const Node *product = formula.side[1], *sum = product->child[0]->child[0];
    ck_assert_uint_eq(formula.relation_start[0], 2);
    ck_assert_uint_eq(product->start, 4);
    ck_assert_uint_eq(product->end, strlen(text) + 2);
    ck_assert_uint_eq(product->child[0]->end, 16);
    ck_assert_uint_eq(sum->start, 4);
    ck_assert_uint_eq(sum->end, 11);
    ck_assert_uint_eq(product->child[1]->start, 17);
    formula_free(&formula);
}
END_TEST

/* --- Un nom seul --------------------------------------------------------- */

static const struct {
    const char *text, *name;
    size_t length;
} declared[] = {
    { "\\tilde{h} : n_h", "h\u0303", 9 },
    { "h̃ : n_h", "h\u0303", 3 },
    { "h_tilde : réel", "h\u0303", 7 },
    { "ŷ, x", "y\u0302", 2 },
    { "yhat", "y\u0302", 4 },
    { "W_h, W_y : n_h", "W_h", 3 },
    { "W_{h}", "W_h", 5 },
    { "ρ_g(t)", "ρ_g", 4 },
    { "rho_g", "ρ_g", 5 },
    { "D_+ : fonction", "D_+", 3 },
    { "h^* = 3", "h^*", 3 },
    { "h^{*}", "h^*", 5 },
    { "\\hat{y}_i = 1", "y\u0302_i", 9 },
    { "P_{l-1} = I", "P_l-1", 7 },
    { "X_{ni}", "X_ni", 6 },
    { "\\mathrm{ReLU}(t)", "ReLU", 13 },
    { "ReLU(t)", "ReLU", 4 },
    { "\\log x", "log", 4 },
    { "ell", "ℓ", 3 },
    { "ℓ : « n'importe quoi »", "ℓ", 3 },
    { "(x_n)_i", "", 0 },
    { "-x", "", 0 },
    { "\\frac{1}{2}", "", 0 },
    { "\\hat{}", "", 0 },
    { "", "", 0 },
};

START_TEST(names_alone)
{
    for (size_t i = 0; i < COUNT(declared); i++) {
        char name[FORMULA_NAME];
        size_t length = formula_name(name, declared[i].text);
        ck_assert_msg(length == declared[i].length &&
                          strcmp(name, declared[i].name) == 0,
                      "« %s » : « %s », %zu octets", declared[i].text, name,
                      length);
    }
    ck_assert(formula_is_builtin("SoftMax") && formula_is_builtin("log"));
    ck_assert(!formula_is_builtin("softmax") && !formula_is_builtin("ln"));
}
END_TEST

/* --- Les erreurs --------------------------------------------------------- */

static const struct {
    const char *text, *message;
    size_t line, column;
} faults[] = {
    { "(x + y",
      "« ) » attendue pour fermer la parenthèse ouverte colonne 1, "
      "trouvé la fin de la formule",
      1, 7 },
    { "x (y]",
      "« ) » attendue pour fermer la parenthèse ouverte colonne 3, "
      "trouvé « ] »",
      1, 5 },
    { "x + q", "symbole inconnu « q »", 1, 5 },
    { "ŵ", "symbole inconnu « ŵ »", 1, 1 },
    { "Yhatz", "symbole inconnu « Yhatz » ; vouliez-vous « Ŷ » ?", 1, 1 },
    { "x +\nsoftmx(y)",
      "symbole inconnu « softmx » ; vouliez-vous « SoftMax » ?", 2, 1 },
    { "Wz", "symbole inconnu « Wz » ; vouliez-vous « W » ?", 1, 1 },
    { "z", "symbole inconnu « z » ; vouliez-vous « Z » ?", 1, 1 },
    { "\\tilde{W} x", "symbole inconnu « W\u0303 »", 1, 1 },
    { "\\fraq{1}{2}",
      "commande LaTeX inconnue \\fraq ; vouliez-vous « \\frac » ?", 1, 1 },
    { "x \\foo", "commande LaTeX inconnue \\foo", 1, 3 },
    { "x\\", "commande LaTeX inconnue \\", 1, 2 },
    { "x +",
      "un nombre, un symbole ou une parenthèse est attendu, trouvé la "
      "fin de la formule",
      1, 4 },
    { "",
      "un nombre, un symbole ou une parenthèse est attendu, trouvé la fin "
      "de la formule",
      1, 1 },
    { "x = = y",
      "un nombre, un symbole ou une parenthèse est attendu, trouvé "
      "« = »",
      1, 5 },
    { "ŷ )",
      "une opération, une relation ou la fin de la formule est "
      "attendue, trouvé « ) »",
      1, 3 },
    { "x, y",
      "une opération, une relation ou la fin de la formule est "
      "attendue, trouvé « , »",
      1, 2 },
    { "x ≠ y", "« ≠ » n'a de sens que sous Σ", 1, 3 },
    { "\\sum x", "« _ » et un indice sont attendus, trouvé « x »", 1, 6 },
    { "x^log", "« log » est une fonction : argument attendu", 1, 3 },
    { "δ_i", "δ a deux indices, ici 1", 1, 1 },
    { "x_{}", "un indice est attendu, trouvé « } »", 1, 4 },
    { "x^{}",
      "un nombre, un symbole ou une parenthèse est attendu, trouvé "
      "« } »",
      1, 4 },
    { "∂x/y", "« /∂ » attendu, trouvé « y »", 1, 4 },
    { "⟨x, y, t⟩", "un produit scalaire ⟨a, b⟩ a deux termes, ici 3", 1, 1 },
    { "‖x‖_3", "norme 1, 2 ou ∞ attendue, trouvé « 3 »", 1, 5 },
    { "[x, y; x]", "ligne 2 de la matrice : 1 élément au lieu de 2", 1, 9 },
    { "\\begin{pmatrix} x", "\\begin{pmatrix} sans \\end", 1, 1 },
    { "x^2^3", "deux exposants de suite : parenthèses attendues", 1, 4 },
    { "e^x^2", "deux exposants de suite : parenthèses attendues", 1, 4 },
    { "10 000 x", "« · » attendu entre deux nombres, trouvé « 000 »", 1, 4 },
    { "\\log_2 x", "log est le logarithme naturel, sans base", 1, 1 },
    { "\\tanh^{-1} x",
      "« tanh » à une puissance négative : écrire 1 / tanh(x), ou la fonction "
      "réciproque",
      1, 1 },
    { "\\begin{foo} x", "environnement inconnu « foo »", 1, 1 },
    { "x & y", "« & » hors d'une matrice ou d'un bloc aligné", 1, 3 },
    { "\\end{pmatrix}", "\\end sans \\begin", 1, 1 },
    { "\\mathbb{E}(x)", "\\mathbb ne s'applique qu'à 1", 1, 1 },
    { "\\sqrt[3]{x}", "seule la racine carrée est connue", 1, 6 },
    { "h̃ € x", "caractère inattendu « € »", 1, 4 },
    { "x \xff", "cet octet n'est pas de l'UTF-8 : ff", 1, 3 },
    { "x \xe2\x82", "cet octet n'est pas de l'UTF-8 : e2", 1, 3 },
    { "x \xc0\xaf", "cet octet n'est pas de l'UTF-8 : c0", 1, 3 },
    { "x \xed\xa0\x80", "cet octet n'est pas de l'UTF-8 : ed", 1, 3 },
    { "x \xe0\x80\x80", "cet octet n'est pas de l'UTF-8 : e0", 1, 3 },
    { "x \xf0\x80\x80\x80", "cet octet n'est pas de l'UTF-8 : f0", 1, 3 },
    { "x \xf4\x90\x80\x80", "cet octet n'est pas de l'UTF-8 : f4", 1, 3 },
    { "\\nabla^2_q L", "symbole inconnu « q »", 1, 10 },
    { "∇_q L", "symbole inconnu « q »", 1, 3 },
    { "f(x)|_{q = 0}", "symbole inconnu « q »", 1, 8 },
    { "Σ_1 x", "un indice est attendu, trouvé « 1 »", 1, 3 },
    { "Σ_{i = 1 x_i",
      "« } » attendue pour fermer l'accolade ouverte colonne 3, trouvé la fin "
      "de la formule",
      1, 13 },
    { "∂/∂1 x", "une variable est attendue, trouvé « 1 »", 1, 4 },
    { "x|_{1 = 0}", "un symbole est attendu, trouvé « 1 »", 1, 5 },
    { "\\left. x",
      "« \\right|_{x = a} » attendu après « \\left. », trouvé la fin de la "
      "formule",
      1, 9 },
    { "f_i_j(x)", "deux indices de suite", 1, 4 },
    { "x^* y", "aucun symbole connu ne porte cette étoile", 1, 3 },
    { "x_{\\mathrm{zz}}", "symbole inconnu « zz »", 1, 4 },
    { "f^{(0)}(x)", "une dérivée est d'ordre 1 à 20", 1, 2 },
    { "f^{(100)}(x)", "une dérivée est d'ordre 1 à 20", 1, 2 },
    { "f^{(1,5)}(x)", "une dérivée est d'ordre 1 à 20", 1, 2 },
    { "x \xed\x9f\xbf", "caractère inattendu « \xed\x9f\xbf »", 1, 3 },
    { "\\tanh 2 t", "parenthèses attendues : tanh(2) x, ou tanh(2 x) ?", 1,
      7 },
    { "x.Ty",
      "une opération, une relation ou la fin de la formule est attendue, "
      "trouvé « . »",
      1, 2 },
    { "∂(∂x_{ -/∂(e)/∂t",
      "un nombre, un symbole ou une parenthèse est attendu, trouvé « / »", 1,
      9 },
    { "O + x", "symbole inconnu « O »", 1, 1 },
    { "δ x", "symbole inconnu « δ »", 1, 1 },
    { "zhat", "symbole inconnu « zhat »", 1, 1 },
    { "l a_{i + ln(2)}", "symbole inconnu « l » ; vouliez-vous « L » ?", 1,
      1 },
    { "1e999", "nombre trop grand", 1, 1 },
    { "\u0302", "accent sans lettre", 1, 1 },
    { "\\hat{xy}", "une lettre est attendue sous l'accent", 1, 1 },
    { "\\nabla^3 L", "seuls ∇ et ∇² sont connus", 1, 7 },
    { "\\lim_{h} x", "« → » attendue, trouvé « } »", 1, 8 },
    { "x_{1.5}", "un indice est un entier", 1, 4 },
    { "Σ_{ij}^N x", "une borne, mais plusieurs indices", 1, 8 },
};

START_TEST(errors_say_where_and_why)
{
    for (size_t i = 0; i < COUNT(faults); i++) {
        Formula formula;
        FormulaError error;
        bool read = formula_parse(&formula, faults[i].text, &names, &error);
        ck_assert_msg(!read, "« %s » se lit", faults[i].text);
        ck_assert_msg(formula.count == 0 && formula.pool == NULL, "tenu");
        ck_assert_str_eq(error.text, faults[i].message);
        ck_assert_msg(error.line == faults[i].line &&
                          error.column == faults[i].column,
                      "« %s » : ligne %zu, colonne %zu", faults[i].text,
                      error.line, error.column);
    }
}
END_TEST

START_TEST(errors_are_shown)
{
    const char *text = "x =\nh̃ + q t\n+ 1";
    Formula formula;
    FormulaError error;
    char seen[200], few[8];
    ck_assert(!formula_parse(&formula, text, &names, &error));
    ck_assert_uint_eq(error.offset, 10);
    formula_error_describe(seen, sizeof seen, text, &error);
    ck_assert_str_eq(seen, "ligne 2, colonne 6 : symbole inconnu « q »\n"
                           "h̃ + q t\n"
                           "    ^");
    formula_error_describe(few, sizeof few, text, &error);
    ck_assert_str_eq(few, "ligne 2");
    formula_fail(&error, text, SIZE_MAX, "%s", "partout");
    formula_error_describe(seen, sizeof seen, text, &error);
    ck_assert_str_eq(seen, "partout");
}
END_TEST

/* --- Bornes -------------------------------------------------------------- */

/* piece, répété count fois, puis end. */
static char *repeat(const char *piece, size_t count, const char *end)
{
    size_t length = strlen(piece);
    char *text = calloc(count * length + strlen(end) + 1, 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, piece, length);
    strcat(text, end);
    return text;
}

static void check_bound(const char *piece, size_t count, const char *end,
                        const char *message)
{
    Formula formula;
    FormulaError error;
    char *text = repeat(piece, count, end);
    bool read = formula_parse(&formula, text, &names, &error);
    ck_assert_msg(read == (message == NULL), "%zu « %s »", count, piece);
    if (message)
        ck_assert_msg(strncmp(error.text, message, strlen(message)) == 0,
                      "%zu « %s » : %s", count, piece, error.text);
    formula_free(&formula);
    free(text);
}

START_TEST(everything_is_bounded)
{
    check_bound(" ", FORMULA_LENGTH - 1, "x", NULL);
    check_bound(" ", FORMULA_LENGTH, "x", "formule trop longue");
    check_bound("x+", FORMULA_DEPTH - 1, "x", NULL);
    check_bound("x+", FORMULA_DEPTH, "x", "trop d'emboîtements");
    check_bound("log ", FORMULA_DEPTH - 1, "x", NULL);
    check_bound("log ", FORMULA_DEPTH, "x", "trop d'emboîtements");
    check_bound("(", 16000, "x", "trop d'emboîtements");
    check_bound("-", 16000, "x", "trop d'emboîtements");
    check_bound("|", 16000, "x", "trop d'emboîtements");
    check_bound("x_{", 5000, "x", "trop d'emboîtements");
    check_bound("x^{", 5000, "x", "trop d'emboîtements");
    check_bound("\\frac ", 2000, "x", "un nombre");
    check_bound("∇", 5000, "x", "trop d'emboîtements");
    check_bound("∂", 5000, "x", "trop d'emboîtements");
    check_bound("x'", 1, "''''''''''", NULL);
    check_bound("x=", FORMULA_SIDES - 1, "x", NULL);
    check_bound("x=", FORMULA_SIDES, "x", "plus de 32 membres");
    check_bound("x", 5000, "", "symbole inconnu");
    check_bound("1", 100, "", "nombre trop long");
    check_bound("\\begin{pmatrix}", 100, "", "trop d'environnements");
}
END_TEST

/* Des sommes assez plates, mais trop nombreuses. */
START_TEST(nodes_are_bounded)
{
    char *sum = repeat("x+", 60, "x"), *sides = calloc(FORMULA_LENGTH, 1);
    for (int i = 0; i < 31; i++)
        strcat(strcat(sides, sum), i < 30 ? "=" : "");
    check_bound(sides, 1, "", NULL);
    char *row = repeat("[x,y,t]+", 31, "x"), *many = calloc(40000, 1);
    for (int i = 0; i < 32; i++)
        strcat(strcat(many, row), i < 31 ? "=" : "");
    check_bound(many, 1, "", "formule trop grande");
    free(sum);
    free(sides);
    free(row);
    free(many);
}
END_TEST

/* --- Les équations des pages --------------------------------------------- */

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    enum { MOST = 1 << 20 };
    char *text = calloc(MOST, 1);
    ck_assert_msg(file && text, "%s", path);
    ck_assert_uint_lt(fread(text, 1, MOST - 1, file), MOST - 1);
    fclose(file);
    return text;
}

/* L'équation que suit cette étiquette se prouve ou définit ; une équation de
 * prose a ses propres signes. */
static bool is_computed(const char *label)
{
    const char *end = strchr(label, '}'), *prose = strstr(label, ".prose");
    return strncmp(label, " {#eq:", 6) == 0 && (!prose || prose > end);
}

/* Lit chaque « $$ … $$ {#eq: » de la page ; rend leur nombre. */
static size_t check_page(const char *path)
{
    size_t count = 0;
    char *page = read_file(path), *next = page, *open, *close;
    while ((open = strstr(next, "$$")) && (close = strstr(open + 2, "$$"))) {
        *close = '\0';
        next = close + 2;
        if (!is_computed(next))
            continue;
        Formula formula = read_with(&page_names, open + 2);
        check_written(&page_names, &formula, open + 2);
        formula_free(&formula);
        count++;
    }
    free(page);
    return count;
}

START_TEST(every_equation_of_the_pages)
{
    glob_t pages;
    size_t count = 0;
    ck_assert_int_eq(glob("chapters/[0-9]*/chapter.md", 0, NULL, &pages), 0);
    for (size_t i = 0; i < pages.gl_pathc; i++)
        count += check_page(pages.gl_pathv[i]);
    globfree(&pages);
    ck_assert_uint_ge(count, 80);
}
END_TEST

/* --- N'importe quoi ------------------------------------------------------ */

/* Change un octet, en ôte, ou met un bout d'une autre formule à sa place. */
static void mutate(char *text, size_t size, Random *random)
{
    size_t length = strlen(text), at = random_below(random, length + 1);
    const char *other = writings[random_below(random, COUNT(writings))][0];
    size_t from = random_below(random, strlen(other));
    size_t taken = random_below(random, 12);
    char end[512] = "";
    switch (random_below(random, 3)) {
    case 0:
        text[at] = (char)(1 + random_below(random, 255));
        break;
    case 1:
        strcpy(end, text + at + (length > at));
        strcpy(text + at, end);
        break;
    default:
        strcpy(end, text + at);
        snprintf(text + at, size - at, "%.*s%s", (int)taken, other + from,
                 end);
    }
}

START_TEST(any_bytes)
{
    enum { TEXTS = 4000, CHANGES = 4, SIZE = 512 };
    Random random = random_seeded(20250101);
    for (int i = 0; i < TEXTS; i++) {
        char text[SIZE] = "";
        const char *const *row =
            writings[random_below(&random, COUNT(writings))];
        const char *start = row[random_below(&random, 2)];
        snprintf(text, sizeof text, "%c%s", i % 2 ? 'a' : 'b', start);
        for (size_t k = random_below(&random, CHANGES + 1); k > 0; k--)
            mutate(text, sizeof text, &random);
        LLVMFuzzerTestOneInput((const uint8_t *)text, strlen(text));
    }
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("formula");
    TCase *core = tcase_create("core"), *limits = tcase_create("limits");
    tcase_add_test(core, same_tree_however_written);
    tcase_add_test(core, trees_by_hand);
    tcase_add_test(core, letters_of_their_own);
    tcase_add_test(core, prints_as_on_paper);
    tcase_add_test(core, chains_keep_their_relations);
    tcase_add_test(core, nodes_know_their_place);
    tcase_add_test(core, names_alone);
    tcase_add_test(core, every_equation_of_the_pages);
    tcase_add_test(limits, prints_in_too_little_room);
    tcase_add_test(limits, errors_say_where_and_why);
    tcase_add_test(limits, errors_are_shown);
    tcase_add_test(limits, everything_is_bounded);
    tcase_add_test(limits, nodes_are_bounded);
    tcase_add_test(limits, any_bytes);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
