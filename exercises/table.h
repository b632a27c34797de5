/* table.h — le tableau du professeur, au terminal et en CSV.
 *
 * Ce qui s'y écrit vient en partie des copies : octets de commande et UTF-8 mal
 * formé n'atteignent ni le terminal ni le tableur, et rien n'y est une formule.
 */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>
#include <stdio.h>

enum { TABLE_COLUMNS = 7 };

/* Une case : ce qui est lisible de text, sur une ligne ; à libérer. */
char *table_cell(const char *text);

/* Une ligne de CSV (RFC 4180), fin de ligne comprise. Une case qui commence
 * comme une formule de tableur est précédée d'une apostrophe. */
void table_csv(FILE *file, char *const cells[TABLE_COLUMNS]);

/* Complète text à width caractères, ou le coupe d'un « … ». */
void table_pad(FILE *file, const char *text, size_t width);

#endif
