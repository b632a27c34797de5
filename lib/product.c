/* Le calcul avance par blocs qui tiennent dans le cache, recopiés dans l'ordre
 * où le noyau les lit ; le noyau garde MR × NR sommes dans les registres.
 * (Goto et van de Geijn, « Anatomy of high-performance matrix
 * multiplication », ACM TOMS 34, 2008.) Au sein d'un bloc comme d'un bloc au
 * suivant, k ne fait que croître : les sommes sont celles de la triple
 * boucle, au bit près. */
#include "product.h"

#include <stdbool.h>
#include <string.h>

#if defined __AVX512F__
enum { LANES = 8, MR = 8, COLUMNS = 3 };
#elif defined __AVX__
enum { LANES = 4, MR = 4, COLUMNS = 3 };
#else
enum { LANES = 2, MR = 4, COLUMNS = 2 };
#endif

enum { NR = LANES * COLUMNS, MC = 128, KC = 256 };

typedef double Lanes __attribute__((vector_size(LANES * sizeof(double))));

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* packed[k * width + i] = A(i, k), complété par des zéros jusqu'à width. */
static void pack(double *packed, size_t width, Operand A, size_t count,
                 size_t depth)
{
    for (size_t k = 0; k < depth; k++) {
        const double *source = A.data + k * A.col;
        double *target = packed + k * width;
        for (size_t i = 0; i < count; i++)
            target[i] = source[i * A.row];
        for (size_t i = count; i < width; i++)
            target[i] = 0.0;
    }
}

/* tile += a b, pour k croissant. */
static void accumulate(double tile[MR * NR], const double *a, const double *b,
                       size_t depth)
{
    Lanes sum[MR][COLUMNS];
    memcpy(sum, tile, sizeof sum);
    for (size_t k = 0; k < depth; k++, a += MR, b += NR) {
        Lanes row[COLUMNS];
        memcpy(row, b, sizeof row);
        for (int i = 0; i < MR; i++)
            for (int j = 0; j < COLUMNS; j++)
                sum[i][j] += a[i] * row[j];
    }
    memcpy(tile, sum, sizeof sum);
}

/* C (rows×cols, de pas stride) ← C + A B sur un bloc ; C ← A B si first. */
static void multiply_tile(double *C, size_t stride, size_t rows, size_t cols,
                          const double *a, const double *b, size_t depth,
                          bool first)
{
    double tile[MR * NR] = { 0 };
    for (size_t i = 0; i < rows && !first; i++)
        memcpy(tile + i * NR, C + i * stride, cols * sizeof *C);
    accumulate(tile, a, b, depth);
    for (size_t i = 0; i < rows; i++)
        memcpy(C + i * stride, tile + i * NR, cols * sizeof *C);
}

/* Le bloc de lignes A (rows ≤ MC) fois le bloc B, tous deux de profondeur
 * depth ≤ KC. */
static void multiply_block(double *C, Operand A, Operand B, size_t rows,
                           size_t n, size_t depth, bool first)
{
    double a[MC * KC], b[KC * NR];
    Operand B_transposed = { B.data, B.col, B.row };
    for (size_t i = 0; i < rows; i += MR) {
        Operand slice = { A.data + i * A.row, A.row, A.col };
        pack(a + i * depth, MR, slice, smaller(MR, rows - i), depth);
    }
    for (size_t j = 0; j < n; j += NR) {
        size_t cols = smaller(NR, n - j);
        B_transposed.data = B.data + j * B.col;
        pack(b, NR, B_transposed, cols, depth);
        for (size_t i = 0; i < rows; i += MR)
            multiply_tile(C + i * n + j, n, smaller(MR, rows - i), cols,
                          a + i * depth, b, depth, first);
    }
}

/* Les produits étroits n'ont que faire d'une tuile NR de large : une bande de
 * LANES colonnes et quatre lignes à la fois leur suffisent. */
enum { STRIP = 4, NARROW = 2 * LANES };

/* rows ≤ STRIP lignes de C, cols ≤ LANES colonnes ; b est B, recopiée. Une
 * ligne qui manque est remplacée par la dernière, sans être rangée. */
static void multiply_strip(double *C, size_t stride, size_t rows, size_t cols,
                           Operand A, const double *b, size_t depth)
{
    const double *a[STRIP];
    Lanes sum[STRIP] = { { 0 } };
    for (size_t i = 0; i < STRIP; i++)
        a[i] = A.data + smaller(i, rows - 1) * A.row;
    for (size_t k = 0; k < depth; k++) {
        Lanes row;
        memcpy(&row, b + k * LANES, sizeof row);
        for (size_t i = 0; i < STRIP; i++)
            sum[i] += a[i][k * A.col] * row;
    }
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < cols; j++)
            C[i * stride + j] = sum[i][j];
}

/* C = A B, de NARROW colonnes au plus et de profondeur KC au plus. */
static void multiply_narrow(double *C, Operand A, Operand B, size_t m,
                            size_t n, size_t depth)
{
    double b[KC * LANES];
    for (size_t j = 0; j < n; j += LANES) {
        Operand slice = { B.data + j * B.col, B.col, B.row };
        size_t cols = smaller(LANES, n - j);
        pack(b, LANES, slice, cols, depth);
        for (size_t i = 0; i < m; i += STRIP) {
            Operand rows = { A.data + i * A.row, A.row, A.col };
            multiply_strip(C + i * n + j, n, smaller(STRIP, m - i), cols, rows,
                           b, depth);
        }
    }
}

void product(double *C, Operand A, Operand B, size_t m, size_t n, size_t p)
{
    if (n <= NARROW && p <= KC) {
        multiply_narrow(C, A, B, m, n, p);
        return;
    }
    if (p == 0 && m > 0 && n > 0)
        memset(C, 0, m * n * sizeof *C);
    for (size_t k = 0; k < p; k += KC)
        for (size_t i = 0; i < m; i += MC) {
            Operand a = { A.data + i * A.row + k * A.col, A.row, A.col };
            Operand b = { B.data + k * B.row, B.row, B.col };
            multiply_block(C + i * n, a, b, smaller(MC, m - i), n,
                           smaller(KC, p - k), k == 0);
        }
}
