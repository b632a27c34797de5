/* Chapitre 12 : le même gradient, cinq façons de le calculer, et leur coût. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/report.h"
#include "formulas.h"

static const char *const keys[WAYS] = { "backprop", "rebuild", "jacobian",
                                        "recompute", "differences" };

/* La largeur, et combien de fois la profondeur double à partir de 1. */
static size_t width = 5, doublings = 6;

static Matrix *gradients_create(const Tower *t)
{
    Matrix *g = allocate(t->depth, sizeof(Matrix));
    for (size_t l = 0; l < t->depth; l++)
        g[l] = matrix_create(t->width, t->width);
    return g;
}

static void gradients_free(Matrix *g, const Tower *t)
{
    for (size_t l = 0; l < t->depth; l++)
        matrix_free(&g[l]);
    free(g);
}

/* Le coût compté de chaque façon à cette profondeur. */
static void measure(const Report *report, Cost costs[WAYS], size_t depth)
{
    Random random = report_random(report, 1200 + depth);
    Tower t = tower_random(depth, width, &random);
    Matrix *g = gradients_create(&t);
    for (size_t way = 0; way < WAYS; way++)
        costs[way] = gradient_way(way)(g, &t);
    gradients_free(g, &t);
    tower_free(&t);
}

/* costs est celui de la plus grande profondeur, half celui de sa moitié. */
static void write_costs(Report *report, Cost costs[WAYS], Cost half[WAYS])
{
    static const char header[] =
        "D\tbackprop\trebuild\tjacobian\trecompute\tdifferences";
    FILE *products = report_table(report, "products.tsv", header);
    FILE *memory = report_table(report, "memory.tsv", header);
    for (size_t k = 0; k <= doublings; k++) {
        size_t depth = (size_t)1 << k;
        memcpy(half, costs, WAYS * sizeof *half);
        measure(report, costs, depth);
        fprintf(products, "%zu", depth);
        fprintf(memory, "%zu", depth);
        for (size_t way = 0; way < WAYS; way++) {
            fprintf(products, "\t%zu", costs[way].products);
            fprintf(memory, "\t%zu", costs[way].memory);
        }
        fputc('\n', products);
        fputc('\n', memory);
        report_progress("doublements", k, doublings);
    }
    report_table_close(report, products, "products.tsv");
    report_table_close(report, memory, "memory.tsv");
}

static void report_way(Report *report, size_t way, const Cost costs[WAYS],
                       const Cost half[WAYS])
{
    char key[64];
    double products = (double)costs[way].products;
    snprintf(key, sizeof key, "%s.products", keys[way]);
    report_integer(report, key, (long long)costs[way].products);
    snprintf(key, sizeof key, "%s.memory", keys[way]);
    report_integer(report, key, (long long)costs[way].memory);
    snprintf(key, sizeof key, "%s.slope", keys[way]);
    report_number(report, key, log2(products / (double)half[way].products));
    snprintf(key, sizeof key, "%s.ratio", keys[way]);
    if (way == REBUILDING || way == RECOMPUTING)
        report_number(report, key,
                      products / (double)costs[BACKPROPAGATION].products);
}

int main(int argc, char **argv)
{
    const Option options[] = {
        { "width", "neurones par couche", .count = &width, .low = 1,
          .high = 16 },
        { "doublings", "doublements de la profondeur, à partir d'une couche",
          .count = &doublings, .low = 1, .high = 8 },
    };
    Report report = report_open(argc, argv, options, 2);
    Cost costs[WAYS] = { { 0, 0 } }, half[WAYS];
    write_costs(&report, costs, half);
    report_integer(&report, "width", (long long)width);
    report_integer(&report, "deepest", 1LL << doublings);
    for (size_t way = 0; way < WAYS; way++)
        report_way(&report, way, costs, half);
    report_close(&report);
}
