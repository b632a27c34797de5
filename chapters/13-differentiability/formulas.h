/* formulas.h — des fonctions à dériver, et un graphe qui les relie. */
#ifndef FORMULAS_H
#define FORMULAS_H

#include <stdbool.h>
#include <stddef.h>

/* --- La marche, et ce qui lui ressemble ---------------------------------- */

/* m(t) : 0 à gauche de 0, 1 à droite, ½ au saut. */
double step_value(double t);

/* m′(t) = 0, partout où elle existe ; 0 par choix au saut. */
double step_slope(double t);

/* s(t / T), T > 0 : une marche adoucie, de largeur T. */
double soft_value(double t, double T);

/* Sa pente, s (1 − s) / T. */
double soft_slope(double t, double T);

/* L'escalier de Cantor en t, 0 ≤ t ≤ 1 : continu, il monte de 0 à 1, et sa
 * pente est nulle presque partout. */
double cantor(double t);

/* --- Un graphe de calcul ------------------------------------------------- */

enum { GRAPH_NODES = 16 };

/* Chaque nœud i calcule zᵢ = tanh(inputᵢ + Σⱼ weightᵢⱼ zⱼ) ; il y a une flèche
 * de j vers i si weightᵢⱼ n'est pas nul. */
typedef struct {
    size_t count; /* GRAPH_NODES au plus */
    double input[GRAPH_NODES];
    double weight[GRAPH_NODES][GRAPH_NODES];
} Graph;

/* order = les nœuds, chacun après tous ceux dont il dépend. Rend false si le
 * graphe a un cycle : un tel ordre n'existe pas. Source : Kahn, 1962. */
bool graph_order(size_t order[GRAPH_NODES], const Graph *graph);

/* z, nœud par nœud, dans l'ordre. */
void graph_forward(double z[GRAPH_NODES], const Graph *graph,
                   const size_t order[GRAPH_NODES]);

/* gradient[j] = ∂z/∂zⱼ du dernier nœud de l'ordre, en le remontant. */
void graph_backward(double gradient[GRAPH_NODES], const double z[GRAPH_NODES],
                    const Graph *graph, const size_t order[GRAPH_NODES]);

#endif
