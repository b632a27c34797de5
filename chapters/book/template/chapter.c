/* Chapitre @N@ : l'expérience, une fonction et sa pente. */
#include "../../lib/report.h"
#include "formulas.h"

enum { POINTS = 41 };

int main(int argc, char **argv)
{
    double reach = 2;
    const Option options[] = {
        { "reach", "la courbe va de −reach à reach", .real = &reach,
          .low = 0.1, .high = 20 },
    };
    Report report = report_open(argc, argv, options, 1);
    FILE *table = report_table(&report, "curve.tsv", "x\tvalue\tslope");
    double x = 0;
    for (int i = 0; i < POINTS; i++) {
        x = reach * (2.0 * i / (POINTS - 1) - 1);
        fprintf(table, "%.6g\t%.6g\t%.6g\n", x, value(x), slope(x));
    }
    report_table_close(&report, table, "curve.tsv");
    report_integer(&report, "points", POINTS);
    report_number(&report, "last.x", x);
    report_number(&report, "last.slope", slope(x));
    report_close(&report);
}
