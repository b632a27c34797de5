#include "diagnose.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Au-delà, ce n'est plus une affaire de précision. */
#define PRECISION 1e-4
/* Un rapport est constant s'il l'est à cela près. */
#define RATIO 1e-9

/* --- Comparer -------------------------------------------------------------- */

static bool same_kind(double a, double b)
{
    return (isnan(a) && isnan(b)) || (isinf(a) && isinf(b) && a == b);
}

static double largest_finite(const Matrix *A)
{
    double largest = 0;
    for (size_t i = 0; i < matrix_size(A); i++)
        if (isfinite(A->data[i]) && fabs(A->data[i]) > largest)
            largest = fabs(A->data[i]);
    return largest > 0 ? largest : 1;
}

/* max |A − B| relatif à scale ; row et col reçoivent la pire entrée. */
static double gap_over(double scale, const Matrix *A, const Matrix *B,
                       size_t *row, size_t *col)
{
    double worst = 0;
    for (size_t i = 0; i < B->rows; i++)
        for (size_t j = 0; j < B->cols; j++) {
            double a = AT(A, i, j), b = AT(B, i, j);
            double gap = same_kind(a, b) ? 0 : fabs(a - b) / scale;
            if (isnan(gap))
                gap = INFINITY;
            if (gap > worst) {
                worst = gap;
                if (row)
                    *row = i;
                if (col)
                    *col = j;
            }
        }
    return worst;
}

double relative_gap(const Matrix *A, const Matrix *B, size_t *row, size_t *col)
{
    return gap_over(largest_finite(B), A, B, row, col);
}

/* --- Le dictionnaire ------------------------------------------------------- */

/* Ces erreurs donnent-elles, au cas rank, les nombres de la copie ? L'échelle
 * est aussi celle des bons nombres : une erreur qui annule tout ne laisse que du
 * bruit. */
static bool fits(const Evidence *evidence, Wrongs wrongs, size_t rank)
{
    const Exercise *e = evidence->exercise;
    Case *c = &evidence->cases[rank];
    e->compute(c, wrongs);
    for (size_t k = 0; e->outputs[k].name; k++) {
        double scale = fmax(largest_finite(&c->out[k]),
                            largest_finite(&evidence->expected[rank][k]));
        if (gap_over(scale, &evidence->values[rank][k], &c->out[k], NULL,
                     NULL) > DIAGNOSE_MATCH)
            return false;
    }
    return true;
}

static bool fits_everywhere(const Evidence *evidence, Wrongs wrongs)
{
    for (size_t rank = 0; rank < evidence->count; rank++)
        if (!fits(evidence, wrongs, rank))
            return false;
    return true;
}

static size_t first_of(Wrongs wrongs)
{
    size_t i = 0;
    while (!HAS(wrongs, i))
        i++;
    return i;
}

static void name_wrong(Verdict *verdict, const Wrong *wrong)
{
    snprintf(verdict->id, sizeof verdict->id, "%s", wrong->id);
    snprintf(verdict->diagnosis, sizeof verdict->diagnosis, "%s",
             wrong_name(wrong));
    snprintf(verdict->where, sizeof verdict->where, "%s",
             wrong->where ? wrong->where : "");
    if (wrong->evidence)
        snprintf(verdict->evidence, sizeof verdict->evidence, "%s",
                 wrong->evidence);
}

static void append(Verdict *verdict, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void append(Verdict *verdict, const char *format, ...)
{
    size_t length = strlen(verdict->diagnosis);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(verdict->diagnosis + length, sizeof verdict->diagnosis - length,
              format, arguments);
    va_end(arguments);
}

/* Une erreur et une seule ; ou plusieurs qu'on ne sait pas départager. */
static bool single_mistake(Verdict *verdict, const Evidence *evidence)
{
    const Exercise *e = evidence->exercise;
    size_t found = 0;
    for (size_t i = 0; e->wrongs[i].id; i++) {
        if (!fits_everywhere(evidence, (Wrongs)1 << i))
            continue;
        if (found++ == 0)
            name_wrong(verdict, &e->wrongs[i]);
        else
            append(verdict, " ; ou bien : %s", wrong_name(&e->wrongs[i]));
    }
    return found > 0;
}

/* Ce qu'ont en commun toutes les paires qui donnent ces nombres ; 0 s'il n'y en
 * a pas, ou rien de commun. */
static Wrongs common_mistakes(const Evidence *evidence)
{
    size_t count = wrong_count(evidence->exercise);
    Wrongs common = 0;
    bool found = false;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            Wrongs pair = (Wrongs)1 << i | (Wrongs)1 << j;
            if (!fits_everywhere(evidence, pair))
                continue;
            common = found ? common & pair : pair;
            found = true;
        }
    return common;
}

/* Deux erreurs à la fois : la première de celles qui sont sûres. */
static bool two_mistakes(Verdict *verdict, const Evidence *evidence)
{
    Wrongs common = common_mistakes(evidence);
    if (!common)
        return false;
    name_wrong(verdict, &evidence->exercise->wrongs[first_of(common)]);
    append(verdict, " (il y a une autre erreur, qui se dira quand celle-ci "
                    "sera réparée)");
    /* Seule, elle ne donne pas ces nombres : son indice peut être faux. */
    *verdict->evidence = '\0';
    return true;
}

/* --- Les règles qui valent partout ----------------------------------------- */

/* a/b est-il le même pour toutes les entrées ? */
static bool constant_ratio(const Matrix *A, const Matrix *B, double *ratio)
{
    double numerator = matrix_dot(A, B), denominator = matrix_dot(B, B);
    if (!(denominator > 0) || !isfinite(numerator))
        return false;
    *ratio = numerator / denominator;
    Matrix scaled = matrix_clone(B);
    matrix_scale(&scaled, *ratio, B);
    bool same = relative_gap(A, &scaled, NULL, NULL) <= RATIO;
    matrix_free(&scaled);
    return same && fabs(*ratio) > RATIO;
}

/* Le rapport d'une sortie à la bonne, cas par cas. */
static bool ratios_of(const Evidence *evidence, size_t k, double *ratios)
{
    for (size_t rank = 0; rank < evidence->count; rank++)
        if (!constant_ratio(&evidence->values[rank][k],
                            &evidence->expected[rank][k], &ratios[rank]))
            return false;
    return true;
}

/* sign = 1 : ratio = size ; sign = −1 : ratio = 1/size, dans tous les cas. */
static bool is_size(const Evidence *evidence, const double *ratios, size_t s,
                    int sign)
{
    for (size_t rank = 0; rank < evidence->count; rank++) {
        double size = (double)evidence->cases[rank].size[s].value;
        double wanted = sign > 0 ? size : 1 / size;
        if (fabs(ratios[rank] - wanted) > RATIO * wanted)
            return false;
    }
    return evidence->count > 0;
}

static bool is_same_ratio(const Evidence *evidence, const double *ratios)
{
    for (size_t rank = 1; rank < evidence->count; rank++)
        if (fabs(ratios[rank] - ratios[0]) > RATIO * fabs(ratios[0]))
            return false;
    return true;
}

/* Un nombre comme on l'écrit en français. */
static const char *decimal(char text[32], double value)
{
    snprintf(text, 32, "%s%.4g", value < 0 ? "−" : "", fabs(value));
    char *point = strchr(text, '.');
    if (point)
        *point = ',';
    return text;
}

/* « rapport constant 11 = N » */
static bool describe_ratio(char *to, size_t size, const Evidence *evidence,
                           const double *ratios, const char *tensor)
{
    char number[32];
    const Size *sizes = evidence->cases[0].size;
    for (size_t s = 0; s < SIZES_MAX && sizes[s].name; s++)
        for (int sign = 1; sign >= -1; sign -= 2)
            if (is_size(evidence, ratios, s, sign)) {
                snprintf(to, size, "%s : rapport constant %s = %s%s", tensor,
                         decimal(number, ratios[0]), sign > 0 ? "" : "1/",
                         sizes[s].name);
                return true;
            }
    if (!is_same_ratio(evidence, ratios))
        return false;
    snprintf(to, size, "%s : rapport constant %s", tensor,
             decimal(number, ratios[0]));
    return true;
}

enum { CASES_MAX = 64 };

static bool ratio_rule(Verdict *verdict, const Evidence *evidence, size_t k)
{
    double ratios[CASES_MAX];
    const char *name = evidence->exercise->outputs[k].name;
    if (evidence->count > CASES_MAX || !ratios_of(evidence, k, ratios))
        return false;
    return describe_ratio(verdict->evidence, sizeof verdict->evidence,
                          evidence, ratios, name);
}

/* La sortie rendue est-elle la transposée, rangée dans la même place ? Une
 * seule ligne, ou une seule colonne, l'est toujours d'elle-même. */
static bool is_transposed(const Matrix *A, const Matrix *B)
{
    Matrix turned = matrix_create(B->cols, B->rows);
    matrix_transpose(&turned, B);
    Matrix flat = matrix_view(turned.data, B->rows, B->cols);
    bool same = relative_gap(A, &flat, NULL, NULL) <= RATIO;
    matrix_free(&turned);
    return same;
}

/* Une propriété de la sortie k vraie dans tous les cas. */
static bool in_all_cases(const Evidence *evidence, size_t k,
                         bool (*property)(const Matrix *, const Matrix *))
{
    for (size_t rank = 0; rank < evidence->count; rank++)
        if (!property(&evidence->values[rank][k],
                      &evidence->expected[rank][k]))
            return false;
    return true;
}

static bool is_zero(const Matrix *A, const Matrix *B)
{
    (void)B;
    return matrix_max_abs(A) == 0;
}

static bool is_not_finite(const Matrix *A, const Matrix *B)
{
    for (size_t i = 0; i < matrix_size(A); i++)
        if (!isfinite(A->data[i]) && isfinite(B->data[i]))
            return true;
    return false;
}

/* La ligne i est nulle et ne devrait pas l'être. */
static bool zero_row(const Matrix *A, const Matrix *B, size_t i)
{
    double a = 0, b = 0;
    for (size_t j = 0; j < A->cols; j++) {
        a = fmax(a, fabs(AT(A, i, j)));
        b = fmax(b, fabs(AT(B, i, j)));
    }
    return a == 0 && b > 0;
}

static bool first_row_zero(const Matrix *A, const Matrix *B)
{
    return A->rows > 0 && zero_row(A, B, 0);
}

static bool last_row_zero(const Matrix *A, const Matrix *B)
{
    return A->rows > 0 && zero_row(A, B, A->rows - 1);
}

static void conclude(Verdict *verdict, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void conclude(Verdict *verdict, const char *id, const char *format, ...)
{
    va_list arguments;
    snprintf(verdict->id, sizeof verdict->id, "%s", id);
    va_start(arguments, format);
    vsnprintf(verdict->diagnosis, sizeof verdict->diagnosis, format,
              arguments);
    va_end(arguments);
}

/* NaN ou infini dans un cas au moins : lequel ? */
static bool finite_rule(Verdict *verdict, const Evidence *evidence, size_t k)
{
    for (size_t rank = 0; rank < evidence->count; rank++)
        if (is_not_finite(&evidence->values[rank][k],
                          &evidence->expected[rank][k])) {
            conclude(verdict, "not-finite",
                     "%s contient un NaN ou un infini, au cas %zu : un log de "
                     "0, une division par 0, une exponentielle trop grande ?",
                     evidence->exercise->outputs[k].name, rank + 1);
            return true;
        }
    return false;
}

static bool shape_rules(Verdict *verdict, const Evidence *evidence, size_t k)
{
    const char *name = evidence->exercise->outputs[k].name;
    if (in_all_cases(evidence, k, is_zero))
        conclude(verdict, "zero",
                 "%s est nul partout : une boucle qui n'écrit rien, ou une "
                 "division entre entiers, comme 1/N, qui vaut 0 ?",
                 name);
    else if (in_all_cases(evidence, k, is_transposed))
        conclude(verdict, "transposed", "%s est rangé transposé", name);
    else if (in_all_cases(evidence, k, first_row_zero))
        conclude(verdict, "first-row",
                 "la première ligne de %s est nulle : "
                 "où commence la boucle ?",
                 name);
    else if (in_all_cases(evidence, k, last_row_zero))
        conclude(verdict, "last-row",
                 "la dernière ligne de %s est nulle : "
                 "où s'arrête la boucle ?",
                 name);
    else
        return false;
    return true;
}

static bool value_rules(Verdict *verdict, const Evidence *evidence, size_t k)
{
    const char *name = evidence->exercise->outputs[k].name;
    if (ratio_rule(verdict, evidence, k)) {
        conclude(verdict, "ratio", "%s est juste à un facteur près", name);
        return true;
    }
    if (verdict->findings[k].error > PRECISION)
        return false;
    conclude(verdict, "precision",
             "la formule de %s paraît juste, mais le calcul perd de la "
             "précision : un float, une soustraction de nombres voisins ?",
             name);
    return true;
}

/* La première sortie fausse. */
static size_t first_wrong(const Verdict *verdict)
{
    size_t k = 0;
    while (!verdict->findings[k].wrong)
        k++;
    return k;
}

/* On ne sait pas : ce qui est faux, ce qui est juste. */
static void unknown(Verdict *verdict, const Evidence *evidence)
{
    const Tensor *outputs = evidence->exercise->outputs;
    conclude(verdict, "unknown",
             "cette erreur n'est pas dans le dictionnaire. Faux :");
    for (size_t k = 0; outputs[k].name; k++)
        if (verdict->findings[k].wrong)
            append(verdict, " %s", outputs[k].name);
    bool first = true;
    for (size_t k = 0; outputs[k].name; k++)
        if (!verdict->findings[k].wrong) {
            append(verdict, first ? ". Juste : %s" : " %s", outputs[k].name);
            first = false;
        }
}

void diagnose(Verdict *verdict, const Evidence *evidence)
{
    size_t k = first_wrong(verdict);
    bool numbers = !evidence->exercise->question;
    bool single = single_mistake(verdict, evidence);
    if (single || two_mistakes(verdict, evidence)) {
        if (!*verdict->evidence)
            ratio_rule(verdict, evidence, k);
        if (!*verdict->evidence)
            snprintf(verdict->evidence, sizeof verdict->evidence,
                     "%s exactement ces %s, dans %zu cas",
                     single ? "elle donne" : "ensemble, elles donnent",
                     numbers ? "nombres" : "verdicts", evidence->count);
        return;
    }
    if (!finite_rule(verdict, evidence, k) &&
        !(numbers && shape_rules(verdict, evidence, k)) &&
        !(numbers && value_rules(verdict, evidence, k)))
        unknown(verdict, evidence);
}
