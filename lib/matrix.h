/* matrix.h — la petite algèbre linéaire du cahier.
 *
 * Une matrice est un tableau de double rangé ligne par ligne, d'un seul
 * tenant. Conventions, valables pour toutes les fonctions :
 *   - la destination vient en premier et l'appelant l'a déjà créée ;
 *   - les opérandes ne sont jamais modifiés ;
 *   - deux formes incompatibles sont une faute de l'appelant : le programme
 *     s'arrête en donnant les formes, la fonction, le fichier et la ligne ;
 *   - sauf mention contraire, la destination peut être un des opérandes dans
 *     les opérations élément par élément, et ne le peut pas dans les produits ;
 *   - un vecteur colonne de n composantes est une matrice n×1.
 * Un exemple est une colonne dans le texte ; un lot de N exemples est une
 * matrice de N lignes : X est N×nx, et le produit W x devient X Wᵀ.
 */
#ifndef MATRIX_H
#define MATRIX_H

#include <stdio.h>

#include "error.h"

typedef struct {
    size_t rows, cols;
    double *data; /* data[i * cols + j] */
} Matrix;

/* L'élément (i, j), à partir de 0 ; les bornes ne sont pas vérifiées. */
#define AT(A, i, j) ((A)->data[(size_t)(i) * (A)->cols + (size_t)(j)])

/* --- Création, vues ------------------------------------------------------ */

/* Matrice rows×cols nulle ; à libérer par matrix_free. */
Matrix matrix_create(size_t rows, size_t cols);

/* Copie de A, à libérer par matrix_free. */
Matrix matrix_clone(const Matrix *A);

/* Libère les éléments et remet A à zéro ; sans effet sur une matrice vide.
 * Une vue ne se libère pas. */
void matrix_free(Matrix *A);

/* Vue rows×cols sur data, qui reste à son propriétaire. */
Matrix matrix_view(double *data, size_t rows, size_t cols);

/* Vue sur les lignes first … first + count − 1 de A. */
Matrix matrix_rows(Site site, const Matrix *A, size_t first, size_t count);

/* Nombre d'éléments. */
static inline size_t matrix_size(const Matrix *A)
{
    return A->rows * A->cols;
}

/* Arrête le programme si A et B n'ont pas la même forme, en les nommant :
 * « function : A_name est 5×2, B_name est 3×4 (file:line) ». */
void matrix_require_same(Site site, const char *function, const char *A_name,
                         const Matrix *A, const char *B_name, const Matrix *B);

/* --- Produits (la destination n'est pas un opérande) --------------------- */

/* C = A B : A est m×p, B est p×n, C est m×n. */
void matrix_multiply(Site site, Matrix *C, const Matrix *A, const Matrix *B);

/* C = Aᵀ B : A est p×m, B est p×n, C est m×n. */
void matrix_multiply_tn(Site site, Matrix *C, const Matrix *A,
                        const Matrix *B);

/* C = A Bᵀ : A est m×p, B est n×p, C est m×n. */
void matrix_multiply_nt(Site site, Matrix *C, const Matrix *A,
                        const Matrix *B);

/* ⟨A, B⟩ = Σᵢⱼ Aᵢⱼ Bᵢⱼ, A et B de même forme. */
double matrix_dot(Site site, const Matrix *A, const Matrix *B);

/* --- Lignes (la destination n'est pas un opérande) ----------------------- */

/* A ← A + 1 bᵀ : le vecteur b (n×1) s'ajoute à chaque ligne de A (N×n). */
void matrix_add_row(Site site, Matrix *A, const Matrix *b);

/* b = Aᵀ 1 : la somme des lignes de A (N×n), rangée dans b (n×1). */
void matrix_sum_rows(Site site, Matrix *b, const Matrix *A);

/* Ligne i de B = ligne index[i] de A, pour chaque ligne de B. */
void matrix_gather_rows(Site site, Matrix *B, const Matrix *A,
                        const size_t *index);

/* Indice du plus grand élément de la ligne i (le premier en cas d'égalité). */
size_t matrix_argmax_row(Site site, const Matrix *A, size_t i);

/* --- Élément par élément (B ou C peut être un opérande) ------------------ */

/* B = f(A). */
void matrix_map(Site site, Matrix *B, double (*f)(double), const Matrix *A);

/* C = A ⊙ B. */
void matrix_hadamard(Site site, Matrix *C, const Matrix *A, const Matrix *B);

/* C = A + B. */
void matrix_add(Site site, Matrix *C, const Matrix *A, const Matrix *B);

/* C = A − B. */
void matrix_subtract(Site site, Matrix *C, const Matrix *A, const Matrix *B);

/* B = s A. */
void matrix_scale(Site site, Matrix *B, double s, const Matrix *A);

/* B ← B + s A. */
void matrix_add_scaled(Site site, Matrix *B, double s, const Matrix *A);

/* B = A. */
void matrix_copy(Site site, Matrix *B, const Matrix *A);

/* B = Aᵀ ; B n'est pas A. */
void matrix_transpose(Site site, Matrix *B, const Matrix *A);

/* Aᵢⱼ = value. */
void matrix_fill(Matrix *A, double value);

/* --- Mesures ------------------------------------------------------------- */

/* max |Aᵢⱼ| ; 0 pour une matrice vide, NaN si un élément l'est. */
double matrix_max_abs(const Matrix *A);

/* max |Aᵢⱼ − Bᵢⱼ|, NaN si un écart l'est. */
double matrix_max_difference(Site site, const Matrix *A, const Matrix *B);

/* --- Impression ---------------------------------------------------------- */

/* Écrit « name (rows×cols) » puis les lignes, virgule décimale, digits
 * chiffres après elle. */
void matrix_print(FILE *out, const char *name, const Matrix *A, int digits);

/* Chaque fonction vérifiée reçoit l'endroit de son appel sans qu'on l'écrive.
 */
#define matrix_rows(...) matrix_rows(HERE, __VA_ARGS__)
#define matrix_multiply(...) matrix_multiply(HERE, __VA_ARGS__)
#define matrix_multiply_tn(...) matrix_multiply_tn(HERE, __VA_ARGS__)
#define matrix_multiply_nt(...) matrix_multiply_nt(HERE, __VA_ARGS__)
#define matrix_dot(...) matrix_dot(HERE, __VA_ARGS__)
#define matrix_add_row(...) matrix_add_row(HERE, __VA_ARGS__)
#define matrix_sum_rows(...) matrix_sum_rows(HERE, __VA_ARGS__)
#define matrix_gather_rows(...) matrix_gather_rows(HERE, __VA_ARGS__)
#define matrix_argmax_row(...) matrix_argmax_row(HERE, __VA_ARGS__)
#define matrix_map(...) matrix_map(HERE, __VA_ARGS__)
#define matrix_hadamard(...) matrix_hadamard(HERE, __VA_ARGS__)
#define matrix_add(...) matrix_add(HERE, __VA_ARGS__)
#define matrix_subtract(...) matrix_subtract(HERE, __VA_ARGS__)
#define matrix_scale(...) matrix_scale(HERE, __VA_ARGS__)
#define matrix_add_scaled(...) matrix_add_scaled(HERE, __VA_ARGS__)
#define matrix_copy(...) matrix_copy(HERE, __VA_ARGS__)
#define matrix_transpose(...) matrix_transpose(HERE, __VA_ARGS__)
#define matrix_max_difference(...) matrix_max_difference(HERE, __VA_ARGS__)

#endif
