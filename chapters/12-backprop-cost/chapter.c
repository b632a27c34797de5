/* Chapitre 12 : le même gradient, cinq façons de le calculer, et leur coût. */
#include <math.h>
#include <stdlib.h>

#include "../../lib/report.h"
#include "formulas.h"

enum { WIDTH = 5, DEEPEST = 64 };

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
static void measure(Cost costs[WAYS], size_t depth)
{
    Random random = random_seeded(1200 + depth);
    Tower t = tower_random(depth, WIDTH, &random);
    Matrix *g = gradients_create(&t);
    for (size_t way = 0; way < WAYS; way++)
        costs[way] = gradient_way(way)(g, &t);
    gradients_free(g, &t);
    tower_free(&t);
}

int main(int argc, char **argv)
{
    static const char *const keys[WAYS] = { "backprop", "rebuild", "jacobian",
                                            "recompute", "differences" };
    Report report = report_open(argc, argv, NULL, 0);
    Cost costs[WAYS], half[WAYS] = { { 0, 0 } };
    FILE *products = report_table(&report, "products.tsv",
                                  "D\tbackprop\trebuild\tjacobian\trecompute\t"
                                  "differences");
    FILE *memory =
        report_table(&report, "memory.tsv",
                     "D\tbackprop\trebuild\tjacobian\trecompute\tdifferences");
    for (size_t depth = 1; depth <= DEEPEST; depth *= 2) {
        measure(costs, depth);
        fprintf(products, "%zu", depth);
        fprintf(memory, "%zu", depth);
        for (size_t way = 0; way < WAYS; way++) {
            fprintf(products, "\t%zu", costs[way].products);
            fprintf(memory, "\t%zu", costs[way].memory);
            if (depth == DEEPEST / 2)
                half[way] = costs[way];
        }
        fputc('\n', products);
        fputc('\n', memory);
        report_progress("profondeurs", depth, DEEPEST);
    }
    report_table_close(&report, products, "products.tsv");
    report_table_close(&report, memory, "memory.tsv");
    report_integer(&report, "width", WIDTH);
    report_integer(&report, "deepest", DEEPEST);
    for (size_t way = 0; way < WAYS; way++) {
        char key[64];
        snprintf(key, sizeof key, "%s.products", keys[way]);
        report_integer(&report, key, (long long)costs[way].products);
        snprintf(key, sizeof key, "%s.memory", keys[way]);
        report_integer(&report, key, (long long)costs[way].memory);
        snprintf(key, sizeof key, "%s.slope", keys[way]);
        report_number(
            &report, key,
            log2((double)costs[way].products / (double)half[way].products));
        snprintf(key, sizeof key, "%s.ratio", keys[way]);
        if (way == REBUILDING || way == RECOMPUTING)
            report_number(&report, key,
                          (double)costs[way].products /
                              (double)costs[BACKPROPAGATION].products);
    }
    report_close(&report);
}
