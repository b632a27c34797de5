/* check_value.c — les valeurs, contre des résultats faits à la main. */
#include "../lib/value.h"

#include <math.h>
#include <string.h>

#include "runner.h"

enum { PLACE = 4096 };

static double complex place[PLACE];
static const double complex j = _Complex_I;

static Stack stack_create(size_t capacity)
{
    return (Stack){ .data = place, .capacity = capacity };
}

/* Une valeur dont les éléments rangés sont 1, 2, 3…, ou ceux qu'on donne. */
static Value counting(Stack *stack, ValueKind kind, size_t rows, size_t cols)
{
    Value a = value_push(stack, kind, rows, cols);
    ck_assert_ptr_nonnull(a.data);
    for (size_t k = 0; k < value_count(&a); k++)
        a.data[k] = (double)k + 1;
    return a;
}

static Value given(Stack *stack, ValueKind kind, size_t rows, size_t cols,
                   const double *values)
{
    Value a = counting(stack, kind, rows, cols);
    for (size_t k = 0; k < value_count(&a); k++)
        a.data[k] = values[k];
    return a;
}

/* a est de cette espèce et de cette forme, et ses éléments rangés ceux-là. */
static void require(const Value *a, ValueKind kind, size_t rows, size_t cols,
                    const double *values)
{
    ck_assert_ptr_nonnull(a->data);
    ck_assert_int_eq((int)a->kind, (int)kind);
    if (kind == VALUE_PLAIN || kind == VALUE_COLS)
        ck_assert_uint_eq(a->rows, rows);
    if (kind == VALUE_PLAIN || kind == VALUE_ROWS)
        ck_assert_uint_eq(a->cols, cols);
    for (size_t k = 0; k < value_count(a); k++)
        ck_assert_msg(a->data[k] == values[k], "%zu : %g + %g i, non %g", k,
                      creal(a->data[k]), cimag(a->data[k]), values[k]);
}

static void require_refused(const Value *a)
{
    ck_assert_ptr_null(a->data);
    ck_assert_uint_eq(a->rows + a->cols, 0);
}

static double complex plus(double complex a, double complex b)
{
    return a + b;
}

static double complex minus(double complex a, double complex b)
{
    return a - b;
}

static double complex over(double complex a, double complex b)
{
    return a / b;
}

static double complex square(double complex a)
{
    return a * a;
}

static double complex next(double complex a)
{
    return a + 1;
}

/* --- Une valeur ---------------------------------------------------------- */

START_TEST(shapes)
{
    static const struct {
        ValueKind kind;
        size_t rows, cols, count;
        bool scalar;
        const char *text;
    } cases[] = {
        { VALUE_PLAIN, 5, 3, 15, false, "5×3" },
        { VALUE_PLAIN, 5, 1, 5, false, "5×1" },
        { VALUE_PLAIN, 1, 5, 5, false, "1×5" },
        { VALUE_PLAIN, 1, 1, 1, true, "un nombre" },
        { VALUE_LITERAL, 1, 1, 1, true, "un nombre" },
        { VALUE_ROWS, 1, 3, 3, false, "fait de lignes de 3" },
        { VALUE_COLS, 3, 1, 3, false, "fait de colonnes de 3" },
        { VALUE_IDENTITY, 1, 1, 1, false, "un multiple de l'identité" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Stack stack = stack_create(PLACE);
        Value a =
            value_push(&stack, cases[i].kind, cases[i].rows, cases[i].cols);
        char text[64];
        value_shape(text, sizeof text, &a);
        ck_assert_str_eq(text, cases[i].text);
        ck_assert_uint_eq(value_count(&a), cases[i].count);
        ck_assert_uint_eq(stack.top, cases[i].count);
        ck_assert(value_is_scalar(&a) == cases[i].scalar);
    }
}
END_TEST

/* Des éléments nuls, même là où la pile a déjà servi. */
START_TEST(pushed_values_are_zero)
{
    Stack stack = stack_create(PLACE);
    counting(&stack, VALUE_PLAIN, 4, 4);
    stack.top = 0;
    Value a = value_push(&stack, VALUE_PLAIN, 4, 4);
    for (size_t k = 0; k < 16; k++)
        ck_assert(a.data[k] == 0);
}
END_TEST

START_TEST(entries)
{
    Stack stack = stack_create(PLACE);
    Value plain = counting(&stack, VALUE_PLAIN, 2, 3);
    Value rows = counting(&stack, VALUE_ROWS, 1, 3);
    Value cols = counting(&stack, VALUE_COLS, 2, 1);
    Value literal = counting(&stack, VALUE_LITERAL, 1, 1);
    Value identity = value_number(&stack, 7);
    identity.kind = VALUE_IDENTITY;
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 3; k++) {
            ck_assert(value_at(&plain, i, k) == (double)(3 * i + k + 1));
            ck_assert(value_at(&rows, i, k) == (double)(k + 1));
            ck_assert(value_at(&cols, i, k) == (double)(i + 1));
            ck_assert(value_at(&literal, i, k) == 1);
            ck_assert(value_at(&identity, i, k) == (i == k ? 7 : 0));
        }
}
END_TEST

START_TEST(largest)
{
    Stack stack = stack_create(PLACE);
    Value a = counting(&stack, VALUE_PLAIN, 2, 2);
    ck_assert(value_largest(&a) == 4);
    a.data[1] = -5;
    ck_assert(value_largest(&a) == 5);
    a.data[2] = 1 - 6 * j;
    ck_assert(value_largest(&a) == 6);
    a.data[0] = NAN;
    ck_assert(isnan(value_largest(&a)));
    a.data[0] = 0;
    ((double *)a.data)[1] = NAN; /* la partie imaginaire */
    ck_assert(isnan(value_largest(&a)));
    a.data[0] = -INFINITY;
    ck_assert(value_largest(&a) == INFINITY);
}
END_TEST

START_TEST(copies)
{
    Stack stack = stack_create(PLACE);
    Value rows = counting(&stack, VALUE_ROWS, 1, 3);
    Value copy = value_copy(&stack, &rows);
    require(&copy, VALUE_ROWS, 1, 3, (const double[]){ 1, 2, 3 });
    copy.data[0] = 9;
    ck_assert(rows.data[0] == 1);
    Value number = value_number(&stack, 2 + 3 * j);
    ck_assert(number.kind == VALUE_PLAIN && number.data[0] == 2 + 3 * j);
}
END_TEST

/* Ce que chaque espèce peut devenir. */
START_TEST(fitting)
{
    Stack stack = stack_create(PLACE);
    Value literal = given(&stack, VALUE_LITERAL, 1, 1, (double[]){ 4 });
    Value rows = counting(&stack, VALUE_ROWS, 1, 3);
    Value cols = counting(&stack, VALUE_COLS, 2, 1);
    Value identity = given(&stack, VALUE_IDENTITY, 1, 1, (double[]){ 5 });
    Value plain = counting(&stack, VALUE_PLAIN, 2, 3);
    Value a = value_fit(&stack, &literal, 2, 2);
    require(&a, VALUE_PLAIN, 2, 2, (double[]){ 4, 4, 4, 4 });
    a = value_fit(&stack, &rows, 2, 3);
    require(&a, VALUE_PLAIN, 2, 3, (double[]){ 1, 2, 3, 1, 2, 3 });
    a = value_fit(&stack, &cols, 2, 3);
    require(&a, VALUE_PLAIN, 2, 3, (double[]){ 1, 1, 1, 2, 2, 2 });
    a = value_fit(&stack, &identity, 3, 3);
    require(&a, VALUE_PLAIN, 3, 3, (double[]){ 5, 0, 0, 0, 5, 0, 0, 0, 5 });
    a = value_fit(&stack, &plain, 2, 3);
    require(&a, VALUE_PLAIN, 2, 3, (double[]){ 1, 2, 3, 4, 5, 6 });
    ck_assert_ptr_null(value_fit(&stack, &rows, 3, 2).data);
    ck_assert_ptr_null(value_fit(&stack, &cols, 3, 2).data);
    ck_assert_ptr_null(value_fit(&stack, &identity, 2, 3).data);
    ck_assert_ptr_null(value_fit(&stack, &plain, 3, 2).data);
    ck_assert_ptr_null(value_fit(&stack, &plain, 6, 1).data);
    Value number = value_number(&stack, 1);
    ck_assert_ptr_null(value_fit(&stack, &number, 2, 3).data);
}
END_TEST

/* --- Opérations terme à terme -------------------------------------------- */

/* Chaque espèce, prête à devenir 3×3. */
static Value sample(Stack *stack, ValueKind kind)
{
    static const double first[] = { 2, 3, 5, 7, 11, 13, 17, 19, 23 };
    static const size_t rows[] = { 3, 1, 1, 3, 1 }, cols[] = { 3, 1, 3, 1, 1 };
    return given(stack, kind, rows[kind], cols[kind], first);
}

static const ValueKind kinds[] = { VALUE_PLAIN, VALUE_LITERAL, VALUE_ROWS,
                                   VALUE_COLS, VALUE_IDENTITY };
enum { KINDS = sizeof kinds / sizeof *kinds };

/* [gauche][droite] : l'espèce de la somme ; −1 : elle n'existe pas. */
static const int sums[KINDS][KINDS] = {
    { VALUE_PLAIN, VALUE_PLAIN, VALUE_PLAIN, VALUE_PLAIN, VALUE_PLAIN },
    { VALUE_PLAIN, VALUE_LITERAL, VALUE_ROWS, VALUE_COLS, -1 },
    { VALUE_PLAIN, VALUE_ROWS, VALUE_ROWS, -1, VALUE_PLAIN },
    { VALUE_PLAIN, VALUE_COLS, -1, VALUE_COLS, VALUE_PLAIN },
    { VALUE_PLAIN, -1, VALUE_PLAIN, VALUE_PLAIN, VALUE_IDENTITY },
};

/* c, qui peut être 3×3, est f(a, b) entrée par entrée. */
static void require_entrywise(const Value *c, const Value *a, const Value *b,
                              double complex (*f)(double complex,
                                                  double complex))
{
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 3; k++)
            ck_assert(value_at(c, i, k) ==
                      f(value_at(a, i, k), value_at(b, i, k)));
}

START_TEST(combining_every_pair)
{
    for (size_t l = 0; l < KINDS; l++)
        for (size_t r = 0; r < KINDS; r++) {
            Stack stack = stack_create(PLACE);
            Value a = sample(&stack, kinds[l]), b = sample(&stack, kinds[r]);
            Value c = value_combine(&stack, &a, &b, minus);
            if (sums[l][r] < 0) {
                require_refused(&c);
                continue;
            }
            ck_assert_ptr_nonnull(c.data);
            ck_assert_int_eq((int)c.kind, sums[l][r]);
            require_entrywise(&c, &a, &b, minus);
        }
}
END_TEST

/* 𝟏 seul a une colonne, et ne dit pas la taille de I. */
START_TEST(identity_and_ones)
{
    Stack stack = stack_create(PLACE);
    Value ones = given(&stack, VALUE_ROWS, 1, 1, (double[]){ 1 });
    Value identity = given(&stack, VALUE_IDENTITY, 1, 1, (double[]){ 1 });
    Value c = value_combine(&stack, &identity, &ones, minus);
    require_refused(&c);
}
END_TEST

START_TEST(combining_by_hand)
{
    Stack stack = stack_create(PLACE);
    Value a = counting(&stack, VALUE_PLAIN, 2, 3);
    Value rows = given(&stack, VALUE_ROWS, 1, 3, (double[]){ 10, 20, 30 });
    Value cols = given(&stack, VALUE_COLS, 2, 1, (double[]){ 10, 20 });
    Value one = given(&stack, VALUE_LITERAL, 1, 1, (double[]){ 1 });
    Value c = value_combine(&stack, &a, &rows, plus);
    require(&c, VALUE_PLAIN, 2, 3, (double[]){ 11, 22, 33, 14, 25, 36 });
    c = value_combine(&stack, &rows, &a, minus);
    require(&c, VALUE_PLAIN, 2, 3, (double[]){ 9, 18, 27, 6, 15, 24 });
    c = value_combine(&stack, &a, &cols, plus);
    require(&c, VALUE_PLAIN, 2, 3, (double[]){ 11, 12, 13, 24, 25, 26 });
    c = value_combine(&stack, &one, &a, over);
    require(&c, VALUE_PLAIN, 2, 3,
            (double[]){ 1, 1. / 2, 1. / 3, 1. / 4, 1. / 5, 1. / 6 });
    c = value_combine(&stack, &rows, &one, minus);
    require(&c, VALUE_ROWS, 1, 3, (double[]){ 9, 19, 29 });
}
END_TEST

/* Un nombre calculé n'est pas un nombre écrit : il ne s'étend pas. */
START_TEST(combining_wrong_shapes)
{
    Stack stack = stack_create(PLACE);
    Value a = counting(&stack, VALUE_PLAIN, 2, 3);
    const Value others[] = {
        counting(&stack, VALUE_PLAIN, 3, 2),
        counting(&stack, VALUE_PLAIN, 1, 3),
        counting(&stack, VALUE_PLAIN, 2, 1),
        counting(&stack, VALUE_PLAIN, 6, 1),
        value_number(&stack, 1),
        counting(&stack, VALUE_ROWS, 1, 2),
        counting(&stack, VALUE_COLS, 3, 1),
        counting(&stack, VALUE_IDENTITY, 1, 1),
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        Value c = value_combine(&stack, &a, &others[i], plus);
        require_refused(&c);
        c = value_combine(&stack, &others[i], &a, plus);
        require_refused(&c);
    }
    Value rows = counting(&stack, VALUE_ROWS, 1, 2);
    Value longer = counting(&stack, VALUE_ROWS, 1, 3);
    Value c = value_combine(&stack, &rows, &longer, plus);
    require_refused(&c);
}
END_TEST

/* Hors de la diagonale d'une identité dont on ignore la taille, il n'y a que
 * des zéros : ce qui les change n'y a pas de sens. */
START_TEST(identities)
{
    Stack stack = stack_create(PLACE);
    Value a = given(&stack, VALUE_IDENTITY, 1, 1, (double[]){ 3 });
    Value b = given(&stack, VALUE_IDENTITY, 1, 1, (double[]){ 2 });
    Value c = value_combine(&stack, &a, &b, plus);
    require(&c, VALUE_IDENTITY, 1, 1, (double[]){ 5 });
    c = value_map(&stack, &a, square);
    require(&c, VALUE_IDENTITY, 1, 1, (double[]){ 9 });
    c = value_combine(&stack, &a, &b, over);
    require_refused(&c);
    c = value_map(&stack, &a, next);
    require_refused(&c);
}
END_TEST

START_TEST(mapping)
{
    for (size_t i = 0; i < KINDS; i++) {
        Stack stack = stack_create(PLACE);
        Value a = sample(&stack, kinds[i]);
        Value b = value_map(&stack, &a, square);
        ck_assert_int_eq((int)b.kind, (int)a.kind);
        for (size_t k = 0; k < value_count(&a); k++)
            ck_assert(b.data[k] == a.data[k] * a.data[k]);
    }
}
END_TEST

/* --- Produits, transposées ----------------------------------------------- */

START_TEST(products_by_hand)
{
    Stack stack = stack_create(PLACE);
    Value a = counting(&stack, VALUE_PLAIN, 2, 3);
    Value b = counting(&stack, VALUE_PLAIN, 3, 2);
    Value c = value_multiply(&stack, &a, &b);
    require(&c, VALUE_PLAIN, 2, 2, (double[]){ 22, 28, 49, 64 });
    c = value_multiply(&stack, &b, &a);
    require(&c, VALUE_PLAIN, 3, 3,
            (double[]){ 9, 12, 15, 19, 26, 33, 29, 40, 51 });
    Value column = counting(&stack, VALUE_PLAIN, 3, 1);
    c = value_multiply(&stack, &a, &column);
    require(&c, VALUE_PLAIN, 2, 1, (double[]){ 14, 32 });
    Value row = value_transpose(&stack, &column);
    c = value_multiply(&stack, &column, &row);
    require(&c, VALUE_PLAIN, 3, 3, (double[]){ 1, 2, 3, 2, 4, 6, 3, 6, 9 });
    c = value_multiply(&stack, &row, &column);
    require(&c, VALUE_PLAIN, 1, 1, (double[]){ 14 });
}
END_TEST

/* [gauche][droite] : l'espèce du produit de deux valeurs qui peuvent être 3×3 ;
 * −1 : il n'existe pas. */
static const int products[KINDS][KINDS] = {
    { VALUE_PLAIN, VALUE_PLAIN, VALUE_PLAIN, VALUE_COLS, VALUE_PLAIN },
    { VALUE_PLAIN, VALUE_LITERAL, VALUE_ROWS, VALUE_COLS, VALUE_IDENTITY },
    { VALUE_ROWS, VALUE_ROWS, -1, -1, VALUE_ROWS },
    { VALUE_PLAIN, VALUE_COLS, -1, -1, VALUE_COLS },
    { VALUE_PLAIN, VALUE_IDENTITY, VALUE_ROWS, VALUE_COLS, VALUE_IDENTITY },
};

static double complex dense_product(const Value *a, const Value *b, size_t i,
                                    size_t k)
{
    double complex total = 0;
    if (a->kind == VALUE_LITERAL || b->kind == VALUE_LITERAL)
        return value_at(a, i, k) * value_at(b, i, k);
    for (size_t p = 0; p < 3; p++)
        total += value_at(a, i, p) * value_at(b, p, k);
    return total;
}

START_TEST(multiplying_every_pair)
{
    for (size_t l = 0; l < KINDS; l++)
        for (size_t r = 0; r < KINDS; r++) {
            Stack stack = stack_create(PLACE);
            Value a = sample(&stack, kinds[l]), b = sample(&stack, kinds[r]);
            Value c = value_multiply(&stack, &a, &b);
            if (products[l][r] < 0) {
                require_refused(&c);
                continue;
            }
            ck_assert_ptr_nonnull(c.data);
            ck_assert_int_eq((int)c.kind, products[l][r]);
            for (size_t i = 0; i < 3; i++)
                for (size_t k = 0; k < 3; k++)
                    ck_assert(value_at(&c, i, k) ==
                              dense_product(&a, &b, i, k));
        }
}
END_TEST

/* Un nombre calculé multiplie tout, sans changer d'espèce. */
START_TEST(multiplying_by_a_number)
{
    for (size_t i = 0; i < KINDS; i++) {
        Stack stack = stack_create(PLACE);
        Value z = value_number(&stack, 10), a = sample(&stack, kinds[i]);
        Value left = value_multiply(&stack, &z, &a),
              right = value_multiply(&stack, &a, &z);
        ValueKind kind = kinds[i] == VALUE_LITERAL ? VALUE_PLAIN : kinds[i];
        ck_assert_int_eq((int)left.kind, (int)kind);
        ck_assert_int_eq((int)right.kind, (int)kind);
        for (size_t k = 0; k < value_count(&a); k++) {
            ck_assert(left.data[k] == 10 * a.data[k]);
            ck_assert(right.data[k] == 10 * a.data[k]);
        }
    }
}
END_TEST

/* 𝟏 bᵀ, des lignes égales, et 𝟏 bᵀ c, une colonne de nombres égaux, qui
 * s'ajoute à 𝟏. */
START_TEST(ones)
{
    Stack stack = stack_create(PLACE);
    Value one = given(&stack, VALUE_ROWS, 1, 1, (double[]){ 1 });
    Value b = counting(&stack, VALUE_PLAIN, 3, 1);
    Value bt = value_transpose(&stack, &b);
    Value rows = value_multiply(&stack, &one, &bt);
    require(&rows, VALUE_ROWS, 1, 3, (double[]){ 1, 2, 3 });
    Value c = value_multiply(&stack, &rows, &b);
    require(&c, VALUE_ROWS, 1, 1, (double[]){ 14 });
    c = value_combine(&stack, &c, &one, plus);
    require(&c, VALUE_ROWS, 1, 1, (double[]){ 15 });
    Value A = counting(&stack, VALUE_PLAIN, 2, 3);
    c = value_multiply(&stack, &A, &one);
    require(&c, VALUE_PLAIN, 2, 1, (double[]){ 6, 15 });
    Value row = value_transpose(&stack, &one);
    c = value_multiply(&stack, &row, &A);
    require(&c, VALUE_PLAIN, 1, 3, (double[]){ 5, 7, 9 });
    c = value_multiply(&stack, &one, &one);
    require_refused(&c);
    c = value_multiply(&stack, &row, &one); /* 𝟏ᵀ𝟏 : on ignore la taille */
    require_refused(&c);
}
END_TEST

START_TEST(multiplying_wrong_shapes)
{
    Stack stack = stack_create(PLACE);
    Value a = counting(&stack, VALUE_PLAIN, 2, 3);
    Value b = counting(&stack, VALUE_PLAIN, 2, 3);
    Value column = counting(&stack, VALUE_PLAIN, 2, 1);
    Value rows = counting(&stack, VALUE_ROWS, 1, 3);
    Value cols = counting(&stack, VALUE_COLS, 2, 1);
    Value c = value_multiply(&stack, &a, &b);
    require_refused(&c);
    c = value_multiply(&stack, &a, &column);
    require_refused(&c);
    c = value_multiply(&stack, &column, &column);
    require_refused(&c);
    c = value_multiply(&stack, &rows, &a); /* lignes de 3, par 2×3 */
    require_refused(&c);
    c = value_multiply(&stack, &a, &cols); /* 2×3, par colonnes de 2 */
    require_refused(&c);
}
END_TEST

START_TEST(transposing)
{
    static const ValueKind turned[] = { VALUE_PLAIN, VALUE_LITERAL, VALUE_COLS,
                                        VALUE_ROWS, VALUE_IDENTITY };
    for (size_t l = 0; l < KINDS; l++) {
        Stack stack = stack_create(PLACE);
        Value a = sample(&stack, kinds[l]);
        Value b = value_transpose(&stack, &a);
        ck_assert_int_eq((int)b.kind, (int)turned[l]);
        for (size_t i = 0; i < 3; i++)
            for (size_t k = 0; k < 3; k++)
                ck_assert(value_at(&b, i, k) == value_at(&a, k, i));
    }
    Stack stack = stack_create(PLACE);
    Value a = counting(&stack, VALUE_PLAIN, 2, 3);
    Value b = value_transpose(&stack, &a);
    require(&b, VALUE_PLAIN, 3, 2, (double[]){ 1, 4, 2, 5, 3, 6 });
}
END_TEST

/* Rien ne conjugue. */
START_TEST(complex_numbers)
{
    Stack stack = stack_create(PLACE);
    Value a = value_push(&stack, VALUE_PLAIN, 2, 1);
    a.data[0] = j;
    a.data[1] = 2 + j;
    Value t = value_transpose(&stack, &a);
    ck_assert(t.data[0] == j && t.data[1] == 2 + j);
    Value c = value_multiply(&stack, &t, &a);
    ck_assert(c.data[0] == -1 + 3 + 4 * j);
}
END_TEST

/* --- Une pile pleine ----------------------------------------------------- */

/* Une place de moins qu'il n'en faut : data est NULL, mais on voit la forme
 * que le résultat aurait eue, et la pile n'a pas bougé. */
START_TEST(full_stack)
{
    Stack stack = stack_create(PLACE);
    Value a = counting(&stack, VALUE_PLAIN, 2, 3);
    Value b = counting(&stack, VALUE_PLAIN, 3, 2);
    Value rows = counting(&stack, VALUE_ROWS, 1, 3);
    size_t top = stack.top;
    stack.capacity = top + 3;
    const Value results[] = {
        value_push(&stack, VALUE_PLAIN, 2, 2),
        value_copy(&stack, &a),
        value_fit(&stack, &rows, 2, 3),
        value_combine(&stack, &a, &rows, plus),
        value_map(&stack, &a, square),
        value_multiply(&stack, &a, &b),
        value_transpose(&stack, &a),
    };
    for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
        ck_assert_ptr_null(results[i].data);
        ck_assert_uint_ne(results[i].rows + results[i].cols, 0);
    }
    ck_assert_uint_eq(stack.top, top);
    ck_assert_ptr_nonnull(value_push(&stack, VALUE_PLAIN, 3, 1).data);
    ck_assert_ptr_null(value_number(&stack, 1).data);
    ck_assert_ptr_null(value_push(&stack, VALUE_PLAIN, 1000, 1000).data);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("value");
    TCase *core = tcase_create("core"), *limits = tcase_create("limits");
    tcase_add_test(core, shapes);
    tcase_add_test(core, pushed_values_are_zero);
    tcase_add_test(core, entries);
    tcase_add_test(core, largest);
    tcase_add_test(core, copies);
    tcase_add_test(core, fitting);
    tcase_add_test(core, combining_every_pair);
    tcase_add_test(core, identity_and_ones);
    tcase_add_test(core, combining_by_hand);
    tcase_add_test(core, identities);
    tcase_add_test(core, mapping);
    tcase_add_test(core, products_by_hand);
    tcase_add_test(core, multiplying_every_pair);
    tcase_add_test(core, multiplying_by_a_number);
    tcase_add_test(core, ones);
    tcase_add_test(core, transposing);
    tcase_add_test(core, complex_numbers);
    tcase_add_test(limits, combining_wrong_shapes);
    tcase_add_test(limits, multiplying_wrong_shapes);
    tcase_add_test(limits, full_stack);
    suite_add_tcase(suite, core);
    suite_add_tcase(suite, limits);
    return run_suite(argc, argv, suite);
}
