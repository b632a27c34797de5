/* check_notation.c — ce que dit une notation, et ce qui s'y tire au hasard. */
#include "../lib/notation.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formulas.h"
#include "runner.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void require_shape(Paper *paper, const char *text, size_t rows,
                          size_t cols)
{
    Matrix A = paper_value(paper, text);
    ck_assert_msg(A.rows == rows && A.cols == cols, "%s est %zu×%zu", text,
                  A.rows, A.cols);
    matrix_free(&A);
}

/* --- Déclarations -------------------------------------------------------- */

START_TEST(sheet)
{
    static const struct {
        const char *text;
        size_t rows, cols;
    } shapes[] = {
        { "n_x", 1, 1 }, { "x", 3, 1 },   { "X", 11, 3 },  { "h̃", 5, 1 },
        { "H̃", 11, 5 },  { "h", 5, 1 },   { "H", 11, 5 },  { "ỹ", 7, 1 },
        { "Ỹ", 11, 7 },  { "ŷ", 7, 1 },   { "Ŷ", 11, 7 },  { "y", 7, 1 },
        { "Y", 11, 7 },  { "W_h", 5, 3 }, { "b_h", 5, 1 }, { "W_y", 7, 5 },
        { "b_y", 7, 1 }, { "ℓ", 1, 1 },   { "η", 1, 1 },   { "t", 1, 1 },
        { "c", 1, 1 },   { "θ", 62, 1 },
    };
    Paper paper;
    paper_open(&paper, "");
    for (size_t i = 0; i < COUNT(shapes); i++)
        require_shape(&paper, shapes[i].text, shapes[i].rows, shapes[i].cols);
    ck_assert(paper_number(&paper, "n_x") == 3);
    ck_assert(paper_number(&paper, "n_h") == 5);
    ck_assert(paper_number(&paper, "n_y") == 7);
    ck_assert(paper_number(&paper, "N") == 11);
    paper_close(&paper);
}
END_TEST

/* Chaque forme de déclaration. */
START_TEST(declarations)
{
    static const struct {
        const char *lines, *text;
        size_t rows, cols;
    } cases[] = {
        { "A : 2 × 3", "A", 2, 3 },
        { "A : n_x × n_y", "A", 3, 7 },
        { "A : n_h (n_x + 1) × 2 n_y", "A", 20, 14 },
        { "A : 4", "A", 4, 1 },
        { "A : réel", "A", 1, 1 },
        { "A, B : 2 × 3", "A + B", 2, 3 },
        { "A , B,Z : 3", "A + B + Z", 3, 1 },
        { "  A  :  2 × 3  ", "A", 2, 3 },
        { "\\tilde{A} : 2", "\\tilde{A}", 2, 1 },
        { "D_+ : 2", "D_+", 2, 1 },
        { "A^* : 2", "A^*", 2, 1 },
        { "W_z : 2 × 2", "W_z", 2, 2 },
        { "z : 4, ligne de Z", "z", 4, 1 },
        { "z : 4, ligne de Z", "Z", 11, 4 },
        { "z : 4, simplexe, ligne de Z", "Z", 11, 4 },
        { "z : réel, ligne de Z", "Z", 11, 1 },
        { "z : 4, ligne de Z\nZ : N × 4", "Z", 11, 4 },
        { "z : réel, par exemple", "Σ_n z_n", 1, 1 },
        { "k : rang de 1 à 3\nm_k = k + 0\nA_k : m_k × 2", "A_2", 2, 2 },
        { "k : rang de 1 à 3\nm_k = k + 0\nA_k : m_k × 2", "A_3", 3, 2 },
        { "k : rang\nm_k = k + 0\nA_k : m_k × 2", "A_9", 9, 2 },
        { "m : exemple", "Σ_m ℓ_m", 1, 1 },
        { "f : fonction", "f(t)", 1, 1 },
        { "f : fonction", "f(x)", 3, 1 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Paper paper;
        paper_open(&paper, cases[i].lines);
        require_shape(&paper, cases[i].text, cases[i].rows, cases[i].cols);
        paper_close(&paper);
    }
}
END_TEST

/* Ce que retient la table. */
START_TEST(entries)
{
    Paper paper;
    paper_open(&paper, "A : 2, simplexe, ligne de B\n"
                       "k : rang de 2 à n_x\n"
                       "C_k : entier de 1 à 6, par exemple\n"
                       "f : fonction");
    const Notation *notation = &paper.notation;
    const Symbol *A = notation_find(notation, "A", ROLE_SYMBOL);
    ck_assert(A->draw == DRAW_SIMPLEX && A->per_example);
    ck_assert_str_eq(A->batch, "B");
    ck_assert(A->level == LEVEL_CHAPTER && A->count == 0);
    const Symbol *B = notation_find(notation, "B", ROLE_SYMBOL);
    ck_assert_str_eq(B->row, "A");
    const Symbol *C = notation_find(notation, "C", ROLE_SYMBOL);
    ck_assert(C->draw == DRAW_INTEGER && C->per_example);
    ck_assert_str_eq(C->rank, "k");
    ck_assert_ptr_nonnull(notation_find(notation, "k", ROLE_RANK));
    ck_assert_ptr_null(notation_find(notation, "k", ROLE_SYMBOL));
    ck_assert_ptr_nonnull(notation_find(notation, "f", ROLE_FUNCTION));
    ck_assert_ptr_null(notation_find(notation, "f", ROLE_SYMBOL));
    ck_assert_ptr_nonnull(notation_find(notation, "n", ROLE_EXAMPLE));
    ck_assert_ptr_null(notation_find(notation, "C_k", ROLE_SYMBOL));
    paper_close(&paper);
}
END_TEST

/* Ce que le lecteur de formules en voit. */
START_TEST(names_for_the_reader)
{
    Paper paper;
    paper_open(&paper, "E(t) = t\nE : réel\ng : fonction");
    FormulaNames names = notation_names(&paper.notation);
    ck_assert_uint_eq(names.kind(names.context, "W_h"), NAME_SYMBOL);
    ck_assert_uint_eq(names.kind(names.context, "g"), NAME_FUNCTION);
    ck_assert_uint_eq(names.kind(names.context, "E"),
                      NAME_SYMBOL | NAME_FUNCTION);
    ck_assert_uint_eq(names.kind(names.context, "n"), NAME_UNKNOWN);
    ck_assert_uint_eq(names.kind(names.context, "q"), NAME_UNKNOWN);
    size_t count = 0;
    bool seen = false;
    for (const char *name; (name = names.name(names.context, count)); count++)
        seen |= strcmp(name, "W_y") == 0;
    ck_assert(seen && count == paper.notation.count - 1); /* sans n */
    paper_close(&paper);
}
END_TEST

/* --- Définitions --------------------------------------------------------- */

START_TEST(definitions)
{
    static const struct {
        const char *lines, *text;
        double value;
    } cases[] = {
        { "q = 3", "q", 3 },
        { "q = n_x + 1", "q", 4 },
        { "n_z = 4", "n_z", 4 },
        { "q_0 = 4", "q_0", 4 },
        { "$ q = 3 = 4", "q", 3 },
        { "$ q_i = 2 x_i - x_i", "q_2 - x_2", 0 },
        { "$ S_{ij} = 10 i + j + 0 (W_h)_{ij}", "S_{53}", 53 },
        { "$ f(t) = 2 t", "f(3)", 6 },
        { "$ f(t, c) = t - c", "f(3, 1)", 2 },
        { "$ f(x)_i = i x_i", "f(2 x)_3 - 6 x_3", 0 },
        { "k : rang de 1 à 4\n$ q_k = k q_{k-1}\nq_0 = 1", "q_4", 24 },
        { "k : rang de 1 à 4\n$ q_{k+1} = 3 q_k\nq_1 = 2", "q_5", 162 },
        { "k : rang de 1 à 4\n$ q_{k-1} = 3 q_k\nq_4 = 2", "q_0", 162 },
        { "k : rang de 1 à 4\nq_k : 2\n$ q_{k,i} = 10 k + i + 0 (q_4)_i\n"
          "q_4 = 1",
          "(q_3)_2", 32 },
        { "q : réel, par exemple\n$ q_n = n", "Σ_n q_n", 66 },
        { "b_2 : 2\nq : 2, ligne de Q\n$ q_{n,i} = 10 n + i + 0 (b_2)_i",
          "Q_{72}", 72 },
        { "N = 2", "Σ_n n", 3 },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Paper paper;
        paper_open(&paper, cases[i].lines);
        double value = paper_number(&paper, cases[i].text);
        ck_assert_msg(fabs(value - cases[i].value) <= 1e-12, "%s : %s = %g",
                      cases[i].lines, cases[i].text, value);
        paper_close(&paper);
    }
}
END_TEST

/* Ce qui définit un symbole, et ce qui est une égalité à prouver. */
START_TEST(what_defines)
{
    static const struct {
        const char *text;
        bool defines;
    } cases[] = {
        { "q = x + 1", true },
        { "h = \\tanh(\\tilde{h})", true },
        { "q_{ij} = x_i y_j", true },
        { "q(t) = 2 t", true },
        { "q(t)_i = 2 x_i", true },
        { "q = 3 > 2", true },
        { "H = \\tanh(\\tilde{H})", false }, /* un lot : il a ses lignes */
        { "x + x = 2 x", false },
        { "\\exp(t) = 3", false },
        { "(W_y)_{kj} = 2", true },
        { "q", false },
        { "x", false },
        { "x > 3", false },
        { "θ ← θ - η", false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Paper paper;
        FormulaError error = { .text = "" };
        bool defines = !cases[i].defines;
        paper_open(&paper, "");
        bool added = notation_define(&paper.notation, cases[i].text, "eq:q",
                                     &defines, &error);
        ck_assert_msg(added && defines == cases[i].defines, "%s : %s",
                      cases[i].text, error.text);
        paper_close(&paper);
    }
}
END_TEST

/* Une ligne refusée, ou qui ne définit rien, ne laisse pas de nom : sinon q
 * serait un nombre tiré au hasard. */
START_TEST(nothing_is_left_behind)
{
    static const char *const lines[] = {
        "q : entier de 1 à Q",
        "q : 3, ligne de",
        "q : simplex",
        "q : 3 ×",
        "q + 1 = 3",
        "q = Q + 1",
        "q = ",
        "q : rang de 1",
        "q(t) + 1 = 3",
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        Paper paper;
        FormulaError error;
        bool defines;
        paper_open(&paper, "");
        ck_assert(!notation_add(&paper.notation, lines[i], &error));
        ck_assert_msg(!notation_find(&paper.notation, "q", ROLE_SYMBOL) &&
                          !notation_find(&paper.notation, "q", ROLE_RANK) &&
                          !notation_find(&paper.notation, "q", ROLE_FUNCTION),
                      "%s", lines[i]);
        ck_assert(notation_define(&paper.notation, "q^2 = 4", "eq:q", &defines,
                                  &error));
        ck_assert(!defines);
        ck_assert_ptr_null(notation_find(&paper.notation, "q", ROLE_SYMBOL));
        paper_close(&paper);
    }
}
END_TEST

/* --- Niveaux ------------------------------------------------------------- */

/* Deux lignes, à deux niveaux : la seconde est-elle acceptée, et alors que vaut
 * q ? */
typedef struct {
    size_t first_level;
    const char *first;
    size_t second_level;
    const char *second;
    double value; /* NAN : la seconde est refusée */
} Levels;

static const Levels levels[] = {
    /* une déclaration remplace celle d'un niveau plus bas, définition
     * comprise */
    { LEVEL_SHEET, "q = 1", LEVEL_CHAPTER, "q : entier de 5 à 5", 5 },
    { LEVEL_SHEET, "q = 1", LEVEL_FOLLOWED, "q : entier de 5 à 5", 5 },
    { LEVEL_FOLLOWED, "q = 1", LEVEL_CHAPTER, "q : entier de 5 à 5", 5 },
    { LEVEL_CHAPTER, "q = 1", LEVEL_CASE, "q : entier de 5 à 5", 5 },
    { LEVEL_SHEET, "q : réel", LEVEL_SHEET, "q : réel", NAN },
    { LEVEL_CHAPTER, "q : réel", LEVEL_CHAPTER, "q : réel", NAN },
    { LEVEL_CASE, "q : réel", LEVEL_CASE, "q : réel", NAN },
    /* une définition, celle de la feuille, ou n'importe laquelle dans un cas */
    { LEVEL_SHEET, "q = 1", LEVEL_SHEET, "q = 2", NAN },
    { LEVEL_SHEET, "q = 1", LEVEL_FOLLOWED, "q = 2", 2 },
    { LEVEL_SHEET, "q = 1", LEVEL_CHAPTER, "q = 2", 2 },
    { LEVEL_SHEET, "q = 1", LEVEL_CASE, "q = 2", 2 },
    { LEVEL_FOLLOWED, "q = 1", LEVEL_FOLLOWED, "q = 2", NAN },
    { LEVEL_FOLLOWED, "q = 1", LEVEL_CHAPTER, "q = 2", NAN },
    { LEVEL_FOLLOWED, "q = 1", LEVEL_CASE, "q = 2", 2 },
    { LEVEL_CHAPTER, "q = 1", LEVEL_CHAPTER, "q = 2", NAN },
    { LEVEL_CHAPTER, "q = 1", LEVEL_CASE, "q = 2", 2 },
    { LEVEL_CASE, "q = 1", LEVEL_CASE, "q = 2", NAN },
    /* ce qui est déclaré peut toujours être défini */
    { LEVEL_SHEET, "q : réel", LEVEL_SHEET, "q = 2", 2 },
    { LEVEL_CHAPTER, "q : réel", LEVEL_CHAPTER, "q = 2", 2 },
};

START_TEST(level_rules)
{
    const Levels *rule = &levels[_i];
    Paper paper;
    FormulaError error;
    paper_open(&paper, "");
    notation_level(&paper.notation, rule->first_level);
    add_lines(&paper.notation, rule->first);
    notation_level(&paper.notation, rule->second_level);
    bool added = notation_add(&paper.notation, rule->second, &error);
    ck_assert_msg(added == !isnan(rule->value), "%s, %s : %s", rule->first,
                  rule->second, added ? "accepté" : error.text);
    if (added)
        ck_assert(paper_number(&paper, "q") == rule->value);
    paper_close(&paper);
}
END_TEST

/* Un lot redéclaré n'est plus un lot ; une ligne qui ne l'est plus, non plus. */
START_TEST(batches_follow_their_rows)
{
    Paper paper;
    paper_open(&paper, "X : 4 × 4");
    require_shape(&paper, "X", 4, 4);
    require_shape(&paper, "x", 3, 1);
    paper_close(&paper);
    paper_open(&paper, "h : 4 × 4");
    require_shape(&paper, "h", 4, 4);
    paper_refuses(&paper, "H + H", 1, "H n'a plus de lignes");
    paper_close(&paper);
    paper_open(&paper, "y : n_y, simplexe, ligne de Y");
    require_shape(&paper, "Y", 11, 7);
    paper_close(&paper);
    paper_open(&paper, "z : 2, ligne de Z\nZ : 2 × 2");
    paper_refuses(&paper, "Z", 1,
                  "Z est 2×2, mais on lui donne une valeur qui est 11×2");
    paper_close(&paper);
}
END_TEST

/* --- Erreurs ------------------------------------------------------------- */

/* before est accepté, line ne l'est pas : message, à cette colonne. */
typedef struct {
    const char *before, *line;
    size_t column;
    const char *message;
} Refusal;

static const Refusal refusals[] = {
    { "", "", 1, "ni déclaration (« W : n × m »), ni définition (« W = … »)" },
    { "", "A", 1,
      "ni déclaration (« W : n × m »), ni définition (« W = … »)" },
    { "", " : 3", 2, "un nom de symbole est attendu" },
    { "", "A, : 3", 4, "un nom de symbole est attendu" },
    { "", "A B : 3", 3, "« , » ou « : » est attendu" },
    { "", "A ; B : 3", 3, "« , » ou « : » est attendu" },
    { "", "A : ", 5, "une expression est attendue" },
    { "", "A : × 3", 5, "une expression est attendue" },
    { "", "A : 3 ×", 8, "une expression est attendue" },
    { "", "A : 3 × 3 × 3", 11,
      "une virgule ou la fin de la ligne est attendue" },
    { "", "A : 3, simplexes", 8,
      "« ligne de … », « par exemple » ou une façon de tirer est attendu" },
    { "", "A : 3, ligne de ", 17, "le nom d'un lot est attendu" },
    { "", "A : 3, ligne de A", 18, "un lot n'est pas une ligne" },
    { "", "A : 3, ligne de x", 18, "un lot n'est pas une ligne" },
    { "", "D : entier", 11, "« de A à B » est attendu" },
    { "", "D : entier 3", 12, "« de A à B » est attendu" },
    { "", "D : entier de 3", 16, "« de A à B » est attendu" },
    { "", "D : entier de 3 à Q", 19, "symbole inconnu « Q »" },
    { "", "D : uniforme de Q à 3", 17, "symbole inconnu « Q »" },
    { "", "k : rang de 1", 14, "« de A à B » est attendu" },
    { "", "A : Q × 3", 5, "symbole inconnu « Q »" },
    { "", "A : 3 × (2", 11, "" },
    { "A : 3", "A : 4", 1, "A est déclaré deux fois" },
    { "A : 3", "B, A : 4", 4, "A est déclaré deux fois" },
    { "W_z : 3", "W_z : 3", 1, "W_z est déclaré deux fois" },
    { "\\tilde{z} : 3", "z̃ : 3", 1, "z̃ est déclaré deux fois" },
    { "k : rang de 1 à 3", "k : rang de 1 à 4", 1, "k est déclaré deux fois" },
    { "k : rang de 1 à 3\nA_k : 2", "A_k : 3", 1, "A est déclaré deux fois" },
    { "f : fonction", "f : fonction", 1, "f est déclaré deux fois" },
    { "q = 1", "q = 2", 1, "q est défini deux fois" },
    { "q_z = 1", "q_z = 2", 1, "q_z est défini deux fois" },
    { "f(t) = 1 + t", "f(t) = 2 t", 1, "f est défini deux fois" },
    { "k : rang de 1 à 3\nq_k : réel\nq_0 = 1", "q_0 = 2", 1,
      "q est défini deux fois" },
    { "k : rang de 1 à 3\nq_k : réel\nq_k = 1", "q_{k+1} = 2", 1,
      "q est défini deux fois" },
    { "$ q = 1", "q = 2", 1,
      "q est défini deux fois, la première par eq:test" },
    { "", "q = Q + 1", 5, "symbole inconnu « Q »" },
    { "", "q = q + Q", 9, "symbole inconnu « Q »" },
    { "", "x + 1 = 3", 1, "le membre gauche n'est pas un symbole à définir" },
    { "", "X = 3", 1, "le membre gauche n'est pas un symbole à définir" },
};

START_TEST(errors)
{
    const Refusal *refusal = &refusals[_i];
    Paper paper;
    FormulaError error = { .text = "" };
    paper_open(&paper, refusal->before);
    ck_assert_msg(!notation_add(&paper.notation, refusal->line, &error), "%s",
                  refusal->line);
    size_t length = strlen(refusal->message);
    ck_assert_msg(strncmp(error.text, refusal->message, length) == 0,
                  "« %s » : %s", refusal->line, error.text);
    ck_assert_msg(error.line == 1 && error.column == refusal->column,
                  "« %s » : colonne %zu, %s", refusal->line, error.column,
                  error.text);
    paper_close(&paper);
}
END_TEST

/* Ce qui ne se voit qu'en évaluant. */
START_TEST(evaluation_errors)
{
    static const struct {
        const char *lines, *text;
        size_t column;
        const char *message;
    } cases[] = {
        { "q = q + 1", "1 + q", 0,
          "dans la définition de q : q est défini par lui-même" },
        { "u : réel\nv = u + 1\nu = v + 1", "u", 0,
          "dans la définition de v : u est défini par lui-même" },
        { "q : réel\nA : q × q\nq = \\mathrm{tr}(A)", "q", 0,
          "dans la définition de A : q est défini par lui-même" },
        { "k : rang de 1 à 3\nq_k = 2 q_{k-1}", "q_3", 0,
          "dans la définition de q : q n'a pas de valeur au rang 0" },
        { "k : rang de 1 à 3\nq_k : 2", "q_4", 1,
          "q n'a pas de valeur au rang 4" },
        { "k : rang de 1 à 3\nq_k : 2", "1 + q", 5,
          "il manque l'indice de q" },
        { "k : rang de 1 à 9\nq_k : réel\nq_{2 \\cdot k} = x_k", "q_4", 0,
          "dans la définition de q : l'indice de q doit être k, plus un "
          "entier" },
        { "q : réel, par exemple\n$ q_n = n", "q", 0,
          "dans la définition de q : il manque l'indice de q" },
        { "D : entier de 5 à 3", "D", 0,
          "dans la définition de D : les bornes sont à l'envers" },
        { "D : uniforme de 1 à 0", "1 + D", 0,
          "dans la définition de D : les bornes sont à l'envers" },
        { "D : entier de 1/3 à 2", "D", 0,
          "dans la définition de D : 0,333333 n'est pas un indice" },
        { "k : rang de 1 à 7/2\nq_k : réel", "q_2", 0,
          "dans la définition de k : 3,5 n'est pas un indice" },
        { "A : 3 × 4, symétrique", "A", 0,
          "dans la définition de A : une matrice symétrique est carrée" },
        { "A : 4 × 3, définie positive", "A", 0,
          "dans la définition de A : une matrice symétrique est carrée" },
        { "A : 3 × 4, orthogonale", "A", 0,
          "dans la définition de A : plus de colonnes que de lignes ne "
          "peuvent être orthonormées" },
        { "A : 0", "A", 0, "dans la définition de A : une taille vaut 0" },
        { "A : 2 - 3", "A", 0,
          "dans la définition de A : une taille vaut -1" },
        { "A : 5000", "A", 0,
          "dans la définition de A : une taille vaut 5000" },
        { "A : 5/2", "A", 0,
          "dans la définition de A : 2,5 n'est pas un indice" },
        { "v : 2\nA : v", "A", 0,
          "dans la définition de A : un indice doit être un nombre : v est "
          "2×1" },
        { "A : 4000 × 4000", "A", 1, "le calcul demande trop de mémoire" },
        { "A : 2 × 2\nA = x", "A", 0,
          "dans la définition de A : A est 2×2, mais on lui donne une valeur "
          "qui est 3×1" },
        { "N = 0", "Σ_n n", 5, "N doit être un nombre d'exemples" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Paper paper;
        paper_open(&paper, cases[i].lines);
        paper_refuses(&paper, cases[i].text, cases[i].column,
                      cases[i].message);
        paper_close(&paper);
    }
}
END_TEST

/* --- Tirages ------------------------------------------------------------- */

enum { DRAWS = 200 };

/* Évalue text pour chaque graine ; il doit valoir value à 1e-12 près. */
static void require_always(const char *lines, const char *text, double value)
{
    Paper paper;
    paper_open(&paper, lines);
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_DIFFERENCES);
        double found = paper_number(&paper, text);
        ck_assert_msg(fabs(found - value) <= 1e-12, "%s, graine %ju : %s = %g",
                      lines, (uintmax_t)seed, text, found);
    }
    paper_close(&paper);
}

/* low ≤ text ≤ high pour chaque graine, et les bornes sont approchées à slack
 * près. */
static void require_spread(const char *lines, const char *text, double low,
                           double high, double slack)
{
    Paper paper;
    double least = INFINITY, most = -INFINITY;
    paper_open(&paper, lines);
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_DIFFERENCES);
        double found = paper_number(&paper, text);
        least = fmin(least, found);
        most = fmax(most, found);
    }
    ck_assert_msg(low <= least && most <= high, "%s : de %g à %g", lines,
                  least, most);
    ck_assert_msg(least <= low + slack && most >= high - slack,
                  "%s : de %g à %g", lines, least, most);
    paper_close(&paper);
}

START_TEST(laws_of_numbers)
{
    require_spread("q : positif", "q", 0.5, 2, 0.05);
    require_spread("q : entier de 3 à 5", "q", 3, 5, 0);
    require_spread("q : entier de -2 à n_x", "q", -2, 3, 0);
    require_always("q : entier de 3 à 5", "(q - 3) (q - 4) (q - 5)", 0);
    require_always("q : entier de 4 à 4", "q", 4);
    require_spread("q : uniforme de 10 à 11", "q", 10, 11, 0.05);
    require_spread("q : réel", "q", -6, 6, 4.5);
    require_spread("q : 3, signes", "q_2", -1, 1, 0);
    require_always("q : 3, signes", "|q_1| + |q_2| + |q_3|", 3);
    require_always("i : imaginaire", "i^2", -1);
}
END_TEST

START_TEST(laws_of_vectors)
{
    require_always("q : 7, simplexe", "Σ_k q_k", 1);
    require_spread("q : 7, simplexe", "\\min_k q_k", 0, 1, 1);
    require_always("q : 7, one-hot", "Σ_k q_k", 1);
    require_always("q : 7, one-hot", "\\max_k q_k", 1);
    require_always("q : 7, one-hot", "Σ_k |q_k|", 1);
    require_spread("q : 7, one-hot", "Σ_k k q_k", 1, 7, 0);
}
END_TEST

/* QᵀQ = I : colonnes orthonormées. */
START_TEST(laws_of_matrices)
{
    require_always("K : 4 × 4, symétrique", "‖K - K^\\top‖", 0);
    require_spread("K : 4 × 4, symétrique", "K_{11}", -6, 6, 4.5);
    require_always("Q : 5 × 3, orthogonale", "‖Q^\\top Q - I‖", 0);
    require_always("Q : 4 × 4, orthogonale", "‖Q Q^\\top - I‖", 0);
    require_always("K : 4 × 4, définie positive", "‖K - K^\\top‖", 0);
}
END_TEST

/* K = A Aᵀ par Cholesky : chaque pivot doit être au moins 1, puisque K − I est
 * positive. */
static void require_definite(Matrix *K)
{
    for (size_t k = 0; k < K->rows; k++) {
        double pivot = AT(K, k, k);
        ck_assert_msg(pivot >= 1 - 1e-9, "pivot %zu : %g", k, pivot);
        for (size_t i = k + 1; i < K->rows; i++)
            for (size_t j = k + 1; j < K->rows; j++)
                AT(K, i, j) -= AT(K, i, k) * AT(K, k, j) / pivot;
    }
}

START_TEST(definite_matrices)
{
    Paper paper;
    paper_open(&paper, "K : N × N, définie positive");
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_DIFFERENCES);
        Matrix K = paper_value(&paper, "K");
        require_definite(&K);
        matrix_free(&K);
    }
    paper_close(&paper);
}
END_TEST

/* Moyenne et variance de 15 × 200 entrées N(0, 1). */
START_TEST(normal_entries)
{
    Paper paper;
    paper_open(&paper, "");
    double sum = 0, squares = 0;
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_DIFFERENCES);
        sum += paper_number(&paper, "Σ_{i=1}^{5} Σ_{j=1}^{3} (W_h)_{ij}");
        squares += paper_number(&paper, "‖W_h‖^2");
    }
    ck_assert_double_le(fabs(sum / (15 * DRAWS)), 4 / sqrt(15 * DRAWS));
    ck_assert_double_le(fabs(squares / (15 * DRAWS) - 1),
                        4 * sqrt(2. / (15 * DRAWS)));
    paper_close(&paper);
}
END_TEST

/* Une fonction entière : sa dérivée par les deux témoins est la même, et sa
 * moyenne aux quatre coins d'un petit carré est sa valeur au centre, à h⁴ près,
 * ce qu'une fonction qui n'est pas de z seul ne fait pas. */
START_TEST(drawn_functions)
{
    Paper paper;
    paper_open(&paper, "f, g : fonction\ni : imaginaire\nz : réel");
    for (uint64_t seed = 0; seed < 50; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_DIFFERENCES);
        double by_difference = paper_number(&paper, "f'(z)");
        evaluator_draw(paper.evaluator, seed, WITNESS_COMPLEX_STEP);
        double by_step = paper_number(&paper, "f'(z)");
        ck_assert_double_le(fabs(by_difference - by_step),
                            1e-9 * (1 + fabs(by_step)));
        ck_assert_double_ge(fabs(by_step), 1e-9);
        ck_assert(paper_number(&paper, "f(z)") !=
                  paper_number(&paper, "g(z)"));
    }
    paper_proves(&paper, "\\frac{1}{4} (f(z + t) + f(z - t) + f(z + i t) + "
                         "f(z - i t)) = f(z) + O(t^4)");
    paper_close(&paper);
}
END_TEST

/* Ni l'ordre des demandes, ni les autres symboles n'y font rien. */
START_TEST(draws_are_reproducible)
{
    Paper first, second;
    paper_open(&first, "");
    paper_open(&second, "A : 3 × 3\nB : 4\nf : fonction");
    evaluator_draw(first.evaluator, 5, WITNESS_DIFFERENCES);
    evaluator_draw(second.evaluator, 5, WITNESS_COMPLEX_STEP);
    static const char *const texts[] = { "W_h", "x", "X", "Y", "b_y", "t" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        Matrix spare = paper_value(&second, texts[COUNT(texts) - 1 - i]);
        matrix_free(&spare);
    }
    for (size_t i = 0; i < COUNT(texts); i++) {
        Matrix a = paper_value(&first, texts[i]);
        Matrix b = paper_value(&second, texts[i]);
        require_close(&a, &b, 0, texts[i]);
        matrix_free(&a);
        matrix_free(&b);
    }
    paper_close(&first);
    paper_close(&second);
}
END_TEST

/* Un tirage est propre au symbole, à l'exemple, au rang et à la graine. */
START_TEST(draws_differ)
{
    enum { SEEDS = 20, TEXTS = 9 };
    static const char *const texts[TEXTS] = { "u",
                                              "v",
                                              "ũ",
                                              "u_z",
                                              "z_u",
                                              "w_1",
                                              "w_2",
                                              "Σ_{n=1}^{1} a_n",
                                              "Σ_{n=2}^{2} a_n" };
    double seen[SEEDS * TEXTS];
    size_t count = 0;
    Paper paper;
    paper_open(&paper, "u, v, ũ, u_z, z_u : réel\nk : rang de 1 à 3\n"
                       "w_k : réel\na : réel, par exemple");
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        evaluator_draw(paper.evaluator, seed, WITNESS_DIFFERENCES);
        for (size_t i = 0; i < TEXTS; i++) {
            double value = paper_number(&paper, texts[i]);
            for (size_t k = 0; k < count; k++)
                ck_assert_msg(seen[k] != value, "%s, graine %ju", texts[i],
                              (uintmax_t)seed);
            seen[count++] = value;
        }
    }
    paper_close(&paper);
}
END_TEST

/* Une même taille, où que l'on s'en serve : un indice qui porte son nom n'y
 * change rien. */
START_TEST(sizes_ignore_indices)
{
    Paper paper;
    paper_open(&paper, "p : entier de 4 à 4\nA : p × p\n"
                       "B : p\nB = 1\nq : uniforme de 0 à p");
    Matrix A = paper_value(&paper, "A");
    ck_assert_double_eq_tol(
        paper_number(&paper, "Σ_{p=1}^{4} A_{pp}"),
        AT(&A, 0, 0) + AT(&A, 1, 1) + AT(&A, 2, 2) + AT(&A, 3, 3), 1e-14);
    ck_assert(paper_number(&paper, "Σ_{p=1}^{4} B_p") == 4);
    double q = paper_number(&paper, "q");
    evaluator_draw(paper.evaluator, 1, WITNESS_DIFFERENCES);
    ck_assert(paper_number(&paper, "Σ_{p=1}^{1} q") == q);
    matrix_free(&A);
    paper_close(&paper);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("notation");
    TCase *core = tcase_create("core"), *draws = tcase_create("draws"),
          *limits = tcase_create("limits");
    tcase_add_test(core, sheet);
    tcase_add_test(core, declarations);
    tcase_add_test(core, entries);
    tcase_add_test(core, names_for_the_reader);
    tcase_add_test(core, definitions);
    tcase_add_test(core, what_defines);
    tcase_add_loop_test(core, level_rules, 0, (int)COUNT(levels));
    tcase_add_test(core, batches_follow_their_rows);
    tcase_add_test(draws, laws_of_numbers);
    tcase_add_test(draws, laws_of_vectors);
    tcase_add_test(draws, laws_of_matrices);
    tcase_add_test(draws, definite_matrices);
    tcase_add_test(draws, normal_entries);
    tcase_add_test(draws, drawn_functions);
    tcase_add_test(draws, draws_are_reproducible);
    tcase_add_test(draws, draws_differ);
    tcase_add_test(draws, sizes_ignore_indices);
    tcase_add_loop_test(limits, errors, 0, (int)COUNT(refusals));
    tcase_add_test(limits, evaluation_errors);
    tcase_add_test(limits, nothing_is_left_behind);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, draws);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
