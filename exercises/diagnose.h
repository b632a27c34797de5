/* diagnose.h — pourquoi ces nombres sont faux. */
#ifndef DIAGNOSE_H
#define DIAGNOSE_H

#include "verdict.h"

/* Des valeurs, cas par cas : values[rang].out. */
typedef struct {
    const Exercise *exercise;
    Case *cases;           /* les entrées ; out sert de brouillon */
    const Matrix **values; /* values[rang][sortie], ce qu'a rendu la copie */
    Matrix **expected;     /* les bonnes valeurs */
    size_t count;
} Evidence;

/* Les réponses de e à deux valeurs égales à cela près sont les mêmes. */
#define DIAGNOSE_MATCH 1e-12

/* max |A − B| relatif à max |B| (à 1 si B est nulle) ; 0 si toutes deux ont
 * les mêmes NaN et les mêmes infinis aux mêmes endroits, infini si elles en
 * diffèrent. row et col, non NULL, reçoivent la pire entrée. */
double relative_gap(const Matrix *A, const Matrix *B, size_t *row,
                    size_t *col);

/* Remplit id, diagnosis, evidence et where d'un verdict faux. */
void diagnose(Verdict *verdict, const Evidence *evidence);

#endif
