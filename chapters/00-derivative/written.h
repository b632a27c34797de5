/* written.h — ce que répond l'évaluateur à des formules écrites. */
#ifndef WRITTEN_H
#define WRITTEN_H

#include "../../lib/report.h"

/* Éprouve l'équation du gradient de la couche de sortie, juste puis mal écrite
 * de plusieurs façons : written.NOM.formula et written.NOM.answer dans
 * results.yaml, et combien sont acceptées et refusées. */
void write_written(Report *report);

#endif
