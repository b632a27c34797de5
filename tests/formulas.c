#include "formulas.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char network_lines[] = "$ \\tilde{h} = W_h x + b_h\n"
                             "$ h = \\tanh(\\tilde{h})\n"
                             "$ \\tilde{y} = W_y h + b_y\n"
                             "$ \\hat{y} = \\mathrm{SoftMax}(\\tilde{y})\n"
                             "$ \\ell = -\\sum_{i} y_i \\log \\hat{y}_i\n"
                             "$ L = \\frac{1}{N} \\sum_{n} \\ell_n\n";

/* --- Ouvrir, fermer ------------------------------------------------------ */

static void add_line(Notation *notation, const char *line)
{
    FormulaError error;
    bool defines = true;
    bool added = *line == '$' ? notation_define(notation, line + 2, "eq:test",
                                                &defines, &error)
                              : notation_add(notation, line, &error);
    ck_assert_msg(added, "%s\n%s", line, error.text);
    ck_assert_msg(defines, "%s ne définit rien", line);
}

void add_lines(Notation *notation, const char *lines)
{
    while (*lines) {
        char line[1024];
        size_t length = strcspn(lines, "\n");
        ck_assert_uint_lt(length, sizeof line);
        memcpy(line, lines, length);
        line[length] = '\0';
        if (length)
            add_line(notation, line);
        lines += length + (lines[length] == '\n');
    }
}

static void start(Paper *paper, const char *lines)
{
    notation_level(&paper->notation, LEVEL_CHAPTER);
    add_lines(&paper->notation, lines);
    paper->evaluator = evaluator_create(&paper->notation);
    evaluator_draw(paper->evaluator, 1, WITNESS_DIFFERENCES);
}

void paper_blank(Paper *paper, const char *lines)
{
    notation_create(&paper->notation);
    start(paper, lines);
}

void paper_open(Paper *paper, const char *lines)
{
    FormulaError error;
    notation_create(&paper->notation);
    ck_assert_msg(notation_sheet(&paper->notation, &error), "%s", error.text);
    start(paper, lines);
}

void paper_close(Paper *paper)
{
    evaluator_free(paper->evaluator);
    notation_free(&paper->notation);
}

/* --- Évaluer ------------------------------------------------------------- */

Formula paper_read(Paper *paper, const char *text)
{
    FormulaNames names = notation_names(&paper->notation);
    Formula formula;
    FormulaError error;
    if (!formula_parse(&formula, text, &names, &error))
        ck_abort_msg("%s : colonne %zu : %s", text, error.column, error.text);
    return formula;
}

/* Les parties réelles ; les autres doivent être négligeables. */
static Matrix real_part(const Value *value, const char *text)
{
    char shape[64];
    value_shape(shape, sizeof shape, value);
    ck_assert_msg(value->kind == VALUE_PLAIN || value->kind == VALUE_LITERAL,
                  "%s est %s", text, shape);
    Matrix A = matrix_create(value->rows, value->cols);
    for (size_t k = 0; k < matrix_size(&A); k++) {
        ck_assert_msg(!(fabs(cimag(value->data[k])) > 1e-12), "%s : %g i",
                      text, cimag(value->data[k]));
        A.data[k] = creal(value->data[k]);
    }
    return A;
}

Matrix paper_value(Paper *paper, const char *text)
{
    Formula formula = paper_read(paper, text);
    Value value;
    Usage usage = { 0 };
    FormulaError error;
    if (!evaluator_value(paper->evaluator, &value, formula.side[0], text,
                         &usage, &error))
        ck_abort_msg("%s : colonne %zu : %s", text, error.column, error.text);
    Matrix A = real_part(&value, text);
    formula_free(&formula);
    return A;
}

double paper_number(Paper *paper, const char *text)
{
    Matrix A = paper_value(paper, text);
    ck_assert_msg(matrix_size(&A) == 1, "%s est %zu×%zu", text, A.rows,
                  A.cols);
    double number = A.data[0];
    matrix_free(&A);
    return number;
}

void paper_refuses(Paper *paper, const char *text, size_t column,
                   const char *message)
{
    Formula formula = paper_read(paper, text);
    Value value;
    Usage usage = { 0 };
    FormulaError error = { .offset = SIZE_MAX };
    bool done = evaluator_value(paper->evaluator, &value, formula.side[0],
                                text, &usage, &error);
    ck_assert_msg(!done, "%s a une valeur", text);
    ck_assert_str_eq(error.text, message);
    ck_assert_msg(error.offset == SIZE_MAX ? column == 0
                                           : error.column == column,
                  "%s : colonne %zu, non %zu", text, error.column, column);
    formula_free(&formula);
}

/* --- Éprouver ------------------------------------------------------------ */

Proof paper_prove(Paper *paper, const char *text, uint64_t seed)
{
    Formula formula = paper_read(paper, text);
    Proof proof;
    bool right = formula_prove(&proof, &paper->notation, &formula, text, seed);
    ck_assert_msg(right == (proof.verdict == PROOF_RIGHT), "%s", text);
    ck_assert_msg(right == (proof.failed == 0) || formula.count == 1, "%s",
                  text);
    ck_assert_msg(right == (*proof.detail == '\0'), "%s : « %s »", text,
                  proof.detail);
    formula_free(&formula);
    return proof;
}

static const char *name_of(ProofVerdict verdict)
{
    return verdict == PROOF_RIGHT   ? "juste"
           : verdict == PROOF_WRONG ? "faux"
                                    : "ne conclut pas";
}

static void require_verdict(Paper *paper, const char *text,
                            ProofVerdict expected, const char *reason)
{
    Proof proof = paper_prove(paper, text, 1);
    ck_assert_msg(proof.verdict == expected, "%s : %s (%s)", text,
                  name_of(proof.verdict), proof.detail);
    ck_assert_msg(!reason || strcmp(proof.detail, reason) == 0,
                  "%s : « %s » au lieu de « %s »", text, proof.detail, reason);
}

void paper_proves(Paper *paper, const char *text)
{
    require_verdict(paper, text, PROOF_RIGHT, NULL);
}

void paper_rejects(Paper *paper, const char *text, const char *reason)
{
    require_verdict(paper, text, PROOF_WRONG, reason);
}

void paper_doubts(Paper *paper, const char *text, const char *reason)
{
    require_verdict(paper, text, PROOF_INCONCLUSIVE, reason);
}

void require_close(const Matrix *A, const Matrix *B, double tolerance,
                   const char *what)
{
    ck_assert_msg(A->rows == B->rows && A->cols == B->cols,
                  "%s : %zu×%zu contre %zu×%zu", what, A->rows, A->cols,
                  B->rows, B->cols);
    double gap = matrix_max_difference(A, B);
    ck_assert_msg(gap <= tolerance * fmax(matrix_max_abs(A), 1e-300),
                  "%s : écart %g", what, gap);
}
