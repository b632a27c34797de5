/* show.h — dire un verdict. */
#ifndef SHOW_H
#define SHOW_H

#include "place.h"
#include "verdict.h"

/* Pour l'étudiant, sur la sortie standard, 78 colonnes au plus ; en couleur sur
 * un terminal, sauf si NO_COLOR est là. */
void show_verdict(const Exercise *e, const Verdict *verdict,
                  const Place *place);

/* Une ligne « état, erreur, diagnostic, cas, titre », séparés par des
 * tabulations. */
void show_tsv(const Exercise *e, const Verdict *verdict);

#endif
