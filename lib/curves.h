/* curves.h — des courbes répétées sur plusieurs graines.
 *
 * À chaque abscisse, plusieurs quantités, chacune mesurée une fois par graine ;
 * la page montre la moyenne, son intervalle de confiance à 95 % et l'étendue.
 */
#ifndef CURVES_H
#define CURVES_H

#include <stdint.h>

#include "report.h"
#include "statistics.h"

typedef struct {
    size_t marks, quantities, seeds;
    double *abscissa; /* marks nombres */
    double *values;   /* marks × quantities × seeds */
} Curves;

/* Tout nul ; à libérer par curves_free. */
Curves curves_create(size_t marks, size_t quantities, size_t seeds);
void curves_free(Curves *curves);

/* De 0 à epochs ≥ 1, les epochs où mesurer : au plus most ≥ 2, également espacées,
 * les deux bouts compris. */
size_t curves_marks(size_t most, size_t epochs);

/* Le rang de cette epoch parmi elles ; SIZE_MAX si l'on n'y mesure pas. */
size_t curves_mark(size_t epoch, size_t epochs, size_t marks);

/* Range une mesure ; l'abscisse de ce rang est la même pour toutes. */
void curves_put(Curves *curves, size_t mark, double abscissa, size_t quantity,
                size_t seed, double value);

/* Résumé d'une quantité à une abscisse, sur toutes les graines. */
Summary curves_summary(const Curves *curves, size_t mark, size_t quantity);

/* La table NOM.tsv : l'abscisse, puis pour chaque quantité la moyenne, les deux
 * bornes de son intervalle à 95 %, la plus petite et la plus grande valeur –
 * cinq colonnes par quantité. names sépare les quantités par une tabulation. */
void report_curves(Report *report, const char *name, const char *abscissa,
                   const char *names, const Curves *curves);

#endif
