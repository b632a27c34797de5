#include "formulas.h"

#include <math.h>

#include "../../lib/activations.h"

/* --- La marche, et ce qui lui ressemble ---------------------------------- */

/* @eq:step-function */
double step_value(double t)
{
    return t > 0 ? 1 : t < 0 ? 0 : 0.5;
}

/* @eq:step-slope : nulle à gauche, nulle à droite */
double step_slope(double t)
{
    (void)t;
    return 0;
}

double soft_value(double t, double T)
{
    return sigmoid(t / T);
}

/* @eq:soft-slope */
double soft_slope(double t, double T)
{
    double s = sigmoid(t / T);
    return s * (1 - s) / T;
}

/* Les chiffres de t en base 3, jusqu'au premier 1 ; les 2 deviennent des 1, et
 * on lit en base 2. */
double cantor(double t)
{
    double value = 0;
    for (double digit = 0.5; digit > 0 && t > 0 && t < 1; digit /= 2) {
        t *= 3;
        if (t < 1)
            continue;
        value += digit;
        if (t < 2)
            return value;
        t -= 2;
    }
    return t >= 1 ? 1 : value;
}

/* --- Un graphe de calcul ------------------------------------------------- */

/* [order] */
bool graph_order(size_t order[GRAPH_NODES], const Graph *graph)
{
    size_t placed = 0, waits[GRAPH_NODES] = { 0 };
    for (size_t i = 0; i < graph->count; i++)
        for (size_t j = 0; j < graph->count; j++)
            waits[i] += graph->weight[i][j] != 0;
    /* Les nœuds que plus rien ne retient, puis ceux qu'ils libèrent. */
    for (size_t i = 0; i < graph->count; i++)
        if (waits[i] == 0)
            order[placed++] = i;
    for (size_t done = 0; done < placed; done++)
        for (size_t i = 0; i < graph->count; i++)
            if (graph->weight[i][order[done]] != 0 && --waits[i] == 0)
                order[placed++] = i;
    return placed == graph->count;
}
/* [/order] */

void graph_forward(double z[GRAPH_NODES], const Graph *graph,
                   const size_t order[GRAPH_NODES])
{
    for (size_t k = 0; k < graph->count; k++) {
        size_t i = order[k];
        double sum = graph->input[i];
        for (size_t j = 0; j < graph->count; j++)
            if (graph->weight[i][j] != 0)
                sum += graph->weight[i][j] * z[j];
        z[i] = tanh(sum);
    }
}

/* [graph_backward] */
void graph_backward(double gradient[GRAPH_NODES], const double z[GRAPH_NODES],
                    const Graph *graph, const size_t order[GRAPH_NODES])
{
    for (size_t k = graph->count; k-- > 0;) {
        size_t l = order[k];
        /* @eq:graph-rule : la part de chaque nœud que celui-ci alimente */
        gradient[l] = k + 1 == graph->count ? 1 : 0;
        for (size_t i = 0; i < graph->count; i++)
            if (graph->weight[i][l] != 0) {
                double slope = 1 - z[i] * z[i];
                gradient[l] += gradient[i] * slope * graph->weight[i][l];
            }
    }
}
/* [/graph_backward] */
