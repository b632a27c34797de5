/* formulas.h — ce que coûtent les tailles d'un réseau. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include "../../lib/network.h"

/* P = nh (nx + 1) + ny (nh + 1), le nombre de paramètres. */
size_t parameter_count(size_t nx, size_t nh, size_t ny);

/* Range dans wide, qui a au moins autant de neurones cachés que p et les mêmes
 * nx et ny, un réseau qui calcule la même fonction : les neurones de p, puis
 * d'autres dont rien ne sort. wide n'est pas p ; les poids entrants des
 * neurones ajoutés restent ce qu'ils étaient. */
void widen(Parameters *wide, const Parameters *p);

#endif
