#include "curves.h"

#include <stdlib.h>
#include <string.h>

Curves curves_create(size_t marks, size_t quantities, size_t seeds)
{
    return (Curves){
        .marks = marks,
        .quantities = quantities,
        .seeds = seeds,
        .abscissa = allocate(marks, sizeof(double)),
        .values =
            allocate(size_product(size_product(marks, quantities), seeds),
                     sizeof(double)),
    };
}

void curves_free(Curves *curves)
{
    free(curves->abscissa);
    free(curves->values);
    *curves = (Curves){ 0 };
}

size_t curves_marks(size_t most, size_t epochs)
{
    return epochs + 1 < most ? epochs + 1 : most;
}

size_t curves_mark(size_t epoch, size_t epochs, size_t marks)
{
    for (size_t m = 0; m < marks; m++)
        if (epoch == m * epochs / (marks - 1))
            return m;
    return SIZE_MAX;
}

static double *values_at(const Curves *c, size_t mark, size_t quantity)
{
    if (mark >= c->marks || quantity >= c->quantities)
        fatal(HERE, __func__, "rang %zu sur %zu, quantité %zu sur %zu", mark,
              c->marks, quantity, c->quantities);
    return c->values + (mark * c->quantities + quantity) * c->seeds;
}

void curves_put(Curves *curves, size_t mark, double abscissa, size_t quantity,
                size_t seed, double value)
{
    if (seed >= curves->seeds)
        fatal(HERE, __func__, "graine %zu sur %zu", seed, curves->seeds);
    values_at(curves, mark, quantity)[seed] = value;
    curves->abscissa[mark] = abscissa;
}

Summary curves_summary(const Curves *curves, size_t mark, size_t quantity)
{
    return summarize(values_at(curves, mark, quantity), curves->seeds);
}

void report_curves(Report *report, const char *name, const char *abscissa,
                   const char *names, const Curves *curves)
{
    static const char format[] = "%s ; moyenne, bornes, étendue de : %s";
    size_t size = sizeof format + strlen(abscissa) + strlen(names);
    char *header = allocate(size, 1);
    snprintf(header, size, format, abscissa, names);
    FILE *table = report_table(report, name, header);
    free(header);
    for (size_t m = 0; m < curves->marks; m++) {
        fprintf(table, "%.9g", curves->abscissa[m]);
        for (size_t q = 0; q < curves->quantities; q++) {
            Summary s = curves_summary(curves, m, q);
            fprintf(table, "\t%.9g\t%.9g\t%.9g\t%.9g\t%.9g", s.mean,
                    s.mean - s.half_width, s.mean + s.half_width, s.low,
                    s.high);
        }
        fputc('\n', table);
    }
    report_table_close(report, table, name);
}
