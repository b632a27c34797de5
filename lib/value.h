/* value.h — les valeurs que manipule l'évaluateur : matrices de complexes.
 *
 * Complexes, pour que le pas complexe passe par le même chemin que le reste :
 * rien n'y conjugue, et |z| ou max jugent sur la partie réelle.
 *
 * Quelques valeurs n'ont pas encore toutes leurs dimensions :
 *   - un nombre écrit (« 1 » dans 1 − h²) vaut pour chaque entrée ;
 *   - 𝟏 est une colonne de uns, aussi longue qu'il le faut ; 𝟏 bᵀ, des lignes
 *     toutes égales, autant qu'il en faut ;
 *   - I est l'identité de la taille qu'il faut.
 *
 * Les éléments sont sur une pile, que l'appelant a créée : une opération prend
 * le dessus de la pile et y laisse son résultat.
 */
#ifndef VALUE_H
#define VALUE_H

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    VALUE_PLAIN,
    VALUE_LITERAL, /* nombre écrit : 1×1, ou toute forme */
    VALUE_ROWS,    /* une ligne (1×cols), répétée */
    VALUE_COLS,    /* une colonne (rows×1), répétée */
    VALUE_IDENTITY /* un nombre fois l'identité */
} ValueKind;

typedef struct {
    ValueKind kind;
    size_t rows, cols;
    double complex *data; /* data[i * cols + j] */
} Value;

typedef struct {
    double complex *data;
    size_t top, capacity;
} Stack;

/* « 5×1 », « un nombre », « N lignes égales » : la forme, en clair. */
void value_shape(char *to, size_t size, const Value *a);

/* Des éléments neufs, nuls ; data est NULL si la pile est pleine. */
Value value_push(Stack *stack, ValueKind kind, size_t rows, size_t cols);

/* Copie a, telle quelle ou dans la forme rows×cols qu'elle peut prendre : data
 * est NULL si elle ne le peut pas. */
Value value_copy(Stack *stack, const Value *a);
Value value_fit(Stack *stack, const Value *a, size_t rows, size_t cols);

/* Les opérations : data est NULL si les formes ne s'accordent pas (rows et cols
 * sont alors nuls) ou si la pile est pleine. */
Value value_combine(Stack *stack, const Value *a, const Value *b,
                    double complex (*f)(double complex, double complex));
Value value_map(Stack *stack, const Value *a,
                double complex (*f)(double complex));
Value value_multiply(Stack *stack, const Value *a, const Value *b);
Value value_transpose(Stack *stack, const Value *a);
Value value_number(Stack *stack, double complex z);

bool value_is_scalar(const Value *a);

/* Nombre d'éléments rangés dans data. */
size_t value_count(const Value *a);

/* L'élément (i, j), à partir de 0, quelles que soient les dimensions qui
 * restent à donner. */
double complex value_at(const Value *a, size_t i, size_t j);

/* Le plus grand |élément|, partie imaginaire comprise ; NaN s'il y en a un. */
double value_largest(const Value *a);

#endif
