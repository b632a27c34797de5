/* pages.h — ce que la construction écrit des pages, dans des tables .tsv.
 *
 * Une table a une ligne d'en-tête, puis une ligne par entrée, aux champs
 * séparés par des tabulations. Rien ici ne dépend de Check.
 */
#ifndef PAGES_H
#define PAGES_H

#include <stdbool.h>
#include <stddef.h>

/* Les colonnes de build/chapterNN/labels.tsv. */
enum {
    LABEL_KIND,
    LABEL_NAME,
    LABEL_NUMBER,
    LABEL_LINE,
    LABEL_STATUS, /* d'une équation : prouvée, définition ou prose */
    LABEL_TITLE,
    LABEL_TEX,
    LABEL_CASE,
    LABEL_REASON
};

/* Celles de build/chapterNN/notation.tsv. */
enum {
    NOTATION_KIND, /* chapitre suivi, ou ligne de notation */
    NOTATION_LINE,
    NOTATION_CASE,
    NOTATION_TEXT
};

/* Celles de verification.tsv, puis les deux qu'execution.tsv y ajoute. */
enum {
    ROW_LABEL,
    ROW_METHOD,
    ROW_CASES,
    ROW_WORST,
    ROW_TOLERANCE,
    ROW_VERDICT,
    ROW_DETAIL,
    ROW_EQUALS,
    ROW_LINE
};

enum { TABLE_FIELDS = 9 };

/* Une ligne : ses champs, vides s'ils manquent, et le chapitre, « 16 », d'où
 * elle vient. */
typedef struct {
    const char *chapter;
    char *field[TABLE_FIELDS];
} Line;

typedef struct {
    Line *lines;
    size_t count;
} Table;

/* Ajoute à table les lignes du fichier ; rend false s'il ne s'ouvre pas.
 * chapter doit survivre à la table. */
bool table_read(Table *table, const char *chapter, const char *path);
void table_free(Table *table);

/* Une équation a-t-elle ce statut ? */
bool is_equation(const Line *label);
bool has_status(const Line *label, const char *status);

/* L'étiquette de ce nom, ou NULL. */
const Line *find_label(const Table *labels, const char *name);

/* « chapters/16-nom/chapter.md », ou « chapitre 16 » si le dossier manque. */
void page_path(char *to, size_t size, const char *chapter);

#endif
