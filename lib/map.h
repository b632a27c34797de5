/* map.h — des points du plan, et ce qu'un réseau en dit, pour gnuplot. */
#ifndef MAP_H
#define MAP_H

#include "network.h"
#include "report.h"

/* Les side² points d'une grille régulière du carré [−reach, reach]², une
 * rangée de x1 croissants pour chaque x2 ; side ≥ 2. À libérer. */
Matrix map_grid(double reach, size_t side);

/* La table name : pour chaque point de la grille, « x1 x2 » puis la ligne de
 * values qui lui correspond ; une ligne vide après chaque rangée. */
void report_map(Report *report, const char *name, const Matrix *grid,
                const Matrix *values);

/* La réponse de p en chaque point d'une grille de [−reach, reach]² : ŷ_2 ou,
 * s'il y a plus de deux classes, la classe choisie, de 0 à 1. nx = 2. */
void report_answers(Report *report, const char *name, double reach,
                    const Parameters *p);

/* La table name : « x1 x2 class » pour chaque exemple du plan (nx = 2). */
void report_points(Report *report, const char *name, const Dataset *data);

#endif
