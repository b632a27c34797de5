#include "written.h"

#include "../../lib/prove.h"

/* Ce que le réseau est fait de. */
static const char *const definitions[] = {
    "h̃ = W_h x + b_h",
    "h = \\tanh(h̃)",
    "ỹ = W_y h + b_y",
    "ŷ = \\mathrm{SoftMax}(ỹ)",
    "ℓ = -\\sum_{i} y_i \\log ŷ_i",
};

static const struct {
    const char *name, *text;
} formulas[] = {
    { "right", "∇_{W_y} ℓ = (ŷ − y) hᵀ" },
    { "keyboard", "grad_Wy ell = (yhat - y) * h'" },
    { "untransposed", "∇_{W_y} ℓ = (ŷ − y) h" },
    { "swapped", "∇_{W_y} ℓ = h (ŷ − y)ᵀ" },
    { "sign", "∇_{W_y} ℓ = (y − ŷ) hᵀ" },
    { "tilde", "∇_{W_y} ℓ = (ŷ − y) h̃ᵀ" },
    { "unclosed", "∇_{W_y} ℓ = (ŷ − y hᵀ" },
    { "unknown", "∇_{W_y} ℓ = (ẑ − y) hᵀ" },
};

enum {
    DEFINITIONS = sizeof definitions / sizeof *definitions,
    FORMULAS = sizeof formulas / sizeof *formulas
};

static void fill(Notation *notation)
{
    FormulaError error;
    notation_create(notation);
    bool filled = notation_sheet(notation, &error);
    notation_level(notation, LEVEL_CHAPTER);
    for (size_t i = 0; filled && i < DEFINITIONS; i++)
        filled = notation_add(notation, definitions[i], &error);
    if (!filled)
        fatal(HERE, "write_written", "%s", error.text);
}

/* [answer] */
/* Lit text, l'éprouve, et dit le verdict ; rend true s'il est juste. */
static bool answer(char *to, size_t size, Notation *notation, const char *text)
{
    Formula formula;
    FormulaError error;
    FormulaNames names = notation_names(notation);
    if (!formula_parse(&formula, text, &names, &error)) {
        snprintf(to, size, "colonne %zu : %s", error.column, error.text);
        return false;
    }
    Proof proof;
    bool right = formula_prove(&proof, notation, &formula, text, 1);
    if (right)
        snprintf(to, size, "juste, %zu entrées comparées", proof.cases);
    else
        snprintf(to, size, "%s", proof.detail);
    formula_free(&formula);
    return right;
}
/* [/answer] */

void write_written(Report *report)
{
    Notation notation;
    fill(&notation);
    long long accepted = 0;
    for (size_t i = 0; i < FORMULAS; i++) {
        char key[64], text[600];
        accepted += answer(text, sizeof text, &notation, formulas[i].text);
        snprintf(key, sizeof key, "written.%s.formula", formulas[i].name);
        report_text(report, key, formulas[i].text);
        snprintf(key, sizeof key, "written.%s.answer", formulas[i].name);
        report_text(report, key, text);
    }
    report_integer(report, "written.accepted", accepted);
    report_integer(report, "written.refused", FORMULAS - accepted);
    report_integer(report, "written.count", FORMULAS);
    notation_free(&notation);
}
