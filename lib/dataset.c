/* dataset.c — les données : cercles, images IDX, fichiers CSV.
 *
 * Un fichier est d'abord lu en entier ; le reste ne fait que parcourir ses
 * octets. Aucune taille annoncée par un fichier n'est crue avant d'avoir été
 * comparée au nombre d'octets présents : un fichier menteur ne fait rien
 * allouer.
 */
#include "dataset.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- L'ensemble d'exemples ----------------------------------------------- */

Dataset dataset_create(size_t N, size_t nx, size_t ny)
{
    return (Dataset){ matrix_create(N, nx), matrix_create(N, ny) };
}

void dataset_free(Dataset *data)
{
    matrix_free(&data->X);
    matrix_free(&data->Y);
}

Dataset dataset_slice(const Dataset *data, size_t first, size_t count)
{
    return (Dataset){ matrix_rows(&data->X, first, count),
                      matrix_rows(&data->Y, first, count) };
}

size_t dataset_class(const Dataset *data, size_t n)
{
    return matrix_argmax_row(&data->Y, n);
}

void dataset_copy_example(Dataset *data, size_t to, const Dataset *source,
                          size_t from)
{
    for (size_t i = 0; i < data->X.cols; i++)
        AT(&data->X, to, i) = AT(&source->X, from, i);
    for (size_t k = 0; k < data->Y.cols; k++)
        AT(&data->Y, to, k) = AT(&source->Y, from, k);
}

/* Moyenne et écart type de la colonne i, nul si elle est constante. */
typedef struct {
    double mean, deviation;
} Spread;

static Spread column_spread(const Matrix *X, size_t i)
{
    double mean = 0, variance = 0, N = (double)X->rows;
    for (size_t n = 0; n < X->rows; n++)
        mean += AT(X, n, i) / N;
    for (size_t n = 0; n < X->rows; n++) {
        double gap = AT(X, n, i) - mean;
        variance += gap * gap / N;
    }
    bool constant = sqrt(variance) <= 1e-12 * fabs(mean);
    return (Spread){ mean, constant ? 0 : sqrt(variance) };
}

static void rescale_column(Matrix *X, size_t i, Spread s)
{
    for (size_t n = 0; n < X->rows; n++)
        AT(X, n, i) =
            s.deviation > 0 ? (AT(X, n, i) - s.mean) / s.deviation : 0;
}

void dataset_standardize(Dataset *data, Dataset *fresh)
{
    for (size_t i = 0; i < data->X.cols; i++) {
        Spread s = column_spread(&data->X, i);
        rescale_column(&data->X, i, s);
        rescale_column(&fresh->X, i, s);
    }
}

/* --- Les cercles --------------------------------------------------------- */

Dataset circles(size_t per_class, double sigma, Random *random)
{
    const double radius[] = { CIRCLES_OUTER, CIRCLES_INNER };
    const double turn = 2.0 * acos(-1.0);
    Dataset data = dataset_create(size_product(2, per_class), 2, 2);

    for (size_t n = 0; n < 2 * per_class; n++) {
        size_t class = n % 2;
        double angle = turn * random_uniform(random);
        double x1 = radius[class] * cos(angle);
        double x2 = radius[class] * sin(angle);
        AT(&data.X, n, 0) = x1 + sigma * random_normal(random);
        AT(&data.X, n, 1) = x2 + sigma * random_normal(random);
        AT(&data.Y, n, class) = 1.0;
    }
    return data;
}

/* --- Lire un fichier ----------------------------------------------------- */

/* Un fichier lu en entier ; un zéro, non compté, suit le dernier octet. */
typedef struct {
    const char *path;
    unsigned char *bytes;
    size_t size;
} File;

/* La raison d'un échec du système, en français pour les plus fréquentes. */
static bool system_error(const char *path, Error *error)
{
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
        return error_set(error, "%s : fichier introuvable", path);
    case EACCES:
        return error_set(error, "%s : lecture interdite", path);
    default:
        return error_set(error, "%s : %s", path, strerror(errno));
    }
}

/* Lit les file->size octets de file->path. */
static bool file_load(File *file, Error *error)
{
    FILE *stream = fopen(file->path, "rb");
    if (!stream)
        return system_error(file->path, error);
    file->bytes = allocate(file->size + 1, 1);
    size_t got = fread(file->bytes, 1, file->size, stream);
    fclose(stream);
    if (got < file->size)
        return error_set(error, "%s : lecture arrêtée à l'octet %zu sur %zu",
                         file->path, got, file->size);
    return true;
}

/* Lit tout le fichier path ; à libérer par file_free, que la lecture ait
 * réussi ou non. Seul un fichier ordinaire a une taille à laquelle se fier. */
static bool file_read(File *file, const char *path, Error *error)
{
    struct stat info;

    *file = (File){ .path = path };
    if (stat(path, &info) != 0)
        return system_error(path, error);
    if (S_ISDIR(info.st_mode))
        return error_set(error, "%s : c'est un dossier, pas un fichier", path);
    if (!S_ISREG(info.st_mode))
        return error_set(error, "%s : ce n'est pas un fichier ordinaire",
                         path);
    if (info.st_size == 0)
        return error_set(error, "%s : fichier vide", path);
    file->size = (size_t)info.st_size;
    return file_load(file, error);
}

static void file_free(File *file)
{
    free(file->bytes);
}

/* Refuse un fichier compressé par gzip, en disant le remède. */
static bool file_check_raw(const File *file, const char *remedy, Error *error)
{
    if (file->size >= 2 && file->bytes[0] == 0x1f && file->bytes[1] == 0x8b)
        return error_set(error, "%s : fichier compressé : %s", file->path,
                         remedy);
    return true;
}

/* --- Images et étiquettes IDX -------------------------------------------- */

/* Le contenu d'un fichier IDX d'octets : count objets de rows×cols octets. */
typedef struct {
    const char *path;
    size_t count, rows, cols;
    const unsigned char *items;
} Idx;

enum { IDX_LABELS = 1, IDX_IMAGES = 3 }; /* nombre de dimensions */

/* L'entier de 32 bits, octet de poids fort en tête, rangé en bytes. */
static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

/* La taille annoncée est-elle celle des `present` octets qui suivent
 * l'en-tête ? On divise au lieu de multiplier : rien ne peut déborder. */
static bool idx_check_size(const Idx *idx, size_t present, Error *error)
{
    if (idx->count == 0 || idx->rows == 0 || idx->cols == 0)
        return error_set(error, "%s : aucun exemple (%zu de %zu×%zu octets)",
                         idx->path, idx->count, idx->rows, idx->cols);
    const char *fault = NULL;
    if (idx->count > present / idx->rows / idx->cols)
        fault = "tronqué";
    else if (idx->count * idx->rows * idx->cols < present)
        fault = "trop long";
    if (fault)
        return error_set(error,
                         "%s : fichier %s : %zu×%zu×%zu octets annoncés, "
                         "%zu présents",
                         idx->path, fault, idx->count, idx->rows, idx->cols,
                         present);
    return true;
}

/* Le fichier est-il IDX, de ce nombre de dimensions ? Son en-tête est alors un
 * nombre magique, 0x0800 (des octets non signés) + dimensions, suivi d'une
 * taille par dimension. */
static bool idx_check_header(const File *file, unsigned dimensions,
                             Error *error)
{
    const char *kind = dimensions == IDX_IMAGES ? "images" : "étiquettes";
    unsigned magic = 0x0800 + dimensions, found = magic;
    size_t header = 4 + 4 * (size_t)dimensions;

    if (!file_check_raw(file, "gzip -d, ou make", error))
        return false;
    if (file->size >= 4)
        found = big_endian(file->bytes);
    if (found != magic)
        return error_set(error,
                         "%s : ce ne sont pas des %s IDX "
                         "(nombre magique 0x%08x au lieu de 0x%08x)",
                         file->path, kind, found, magic);
    if (file->size < header)
        return error_set(error,
                         "%s : en-tête tronqué : %zu octets au lieu de %zu",
                         file->path, file->size, header);
    return true;
}

/* Interprète le fichier, dont les objets restent en place. */
static bool idx_parse(Idx *idx, const File *file, unsigned dimensions,
                      Error *error)
{
    size_t header = 4 + 4 * (size_t)dimensions;

    if (!idx_check_header(file, dimensions, error))
        return false;
    *idx = (Idx){ file->path, big_endian(file->bytes + 4), 1, 1,
                  file->bytes + header };
    if (dimensions == IDX_IMAGES) {
        idx->rows = big_endian(file->bytes + 8);
        idx->cols = big_endian(file->bytes + 12);
    }
    return idx_check_size(idx, file->size - header, error);
}

/* Autant d'étiquettes que d'images, et toutes parmi les classes ? */
static bool idx_agree(const Idx *images, const Idx *labels, size_t classes,
                      Error *error)
{
    if (images->count != labels->count)
        return error_set(error, "%s : %zu images, mais %s : %zu étiquettes",
                         images->path, images->count, labels->path,
                         labels->count);
    for (size_t n = 0; n < labels->count; n++) {
        unsigned label = labels->items[n];
        if (label >= classes)
            return error_set(error,
                             "%s : étiquette %u de l'exemple %zu : il n'y a "
                             "que %zu classes, à partir de 0",
                             labels->path, label, n, classes);
    }
    return true;
}

/* Les exemples, une fois images et étiquettes reconnues bonnes. */
static Dataset idx_dataset(const Idx *images, const Idx *labels,
                           size_t classes)
{
    Dataset data =
        dataset_create(images->count, images->rows * images->cols, classes);

    for (size_t i = 0; i < matrix_size(&data.X); i++)
        data.X.data[i] = images->items[i] / 255.0;
    for (size_t n = 0; n < labels->count; n++)
        AT(&data.Y, n, labels->items[n]) = 1.0;
    return data;
}

bool idx_read(Dataset *data, const char *images_path, const char *labels_path,
              size_t classes, Error *error)
{
    File image_file = { 0 }, label_file = { 0 };
    Idx images, labels;

    bool ok = file_read(&image_file, images_path, error) &&
              file_read(&label_file, labels_path, error) &&
              idx_parse(&images, &image_file, IDX_IMAGES, error) &&
              idx_parse(&labels, &label_file, IDX_LABELS, error) &&
              idx_agree(&images, &labels, classes, error);
    if (ok)
        *data = idx_dataset(&images, &labels, classes);
    file_free(&label_file);
    file_free(&image_file);
    return ok;
}

/* --- Fichiers CSV : le texte --------------------------------------------- */

/* Nombre de `character` dans text. */
static size_t occurrences(const char *text, char character)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == character;
    return count;
}

/* Détache de *rest ce qui précède le prochain separator ; NULL s'il ne reste
 * rien. (C'est strsep, qui n'est pas dans POSIX.) */
static char *detach(char **rest, char separator)
{
    char *piece = *rest;

    if (!piece)
        return NULL;
    *rest = strchr(piece, separator);
    if (*rest)
        *(*rest)++ = '\0';
    return piece;
}

/* text sans les blancs de ses deux bouts ; le retour chariot des fins de ligne
 * de Windows en est un. NULL reste NULL. */
static char *trim(char *text)
{
    const char *blanks = " \t\r";

    if (!text)
        return NULL;
    text += strspn(text, blanks);
    size_t length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]))
        length--;
    text[length] = '\0';
    return text;
}

/* Longueur du caractère UTF-8 au début de text ; 0 si c'est une commande de
 * terminal, ou si ce n'est pas de l'UTF-8. */
static size_t printable_length(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;

    if (byte[0] < 0x80)
        return byte[0] >= 0x20 && byte[0] != 0x7f;
    if (byte[0] < 0xc2 || byte[0] > 0xf4 ||
        (byte[0] == 0xc2 && byte[1] < 0xa0))
        return 0;
    size_t length = byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 : 4;
    for (size_t i = 1; i < length; i++)
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

enum { QUOTE = 48 }; /* octets d'une citation, points de suspension compris */

/* Ce qu'un message peut citer de text sans danger pour le terminal : abrégé, un
 * « ? » pour chaque octet qui ne s'affiche pas. Rend quote. */
static const char *quotable(char quote[QUOTE], const char *text)
{
    size_t used = 0;

    while (*text != '\0' && used < QUOTE - 8) {
        size_t length = printable_length(text);
        if (length == 0) {
            quote[used++] = '?';
            text++;
        }
        for (; length > 0; length--)
            quote[used++] = *text++;
    }
    strcpy(quote + used, *text == '\0' ? "" : "…");
    return quote;
}

/* --- Fichiers CSV : la table --------------------------------------------- */

enum { LARGEST_CLASS = 1000 }; /* au-delà, c'est une valeur mal rangée */

/* La lecture en cours. */
typedef struct {
    const char *path;
    char *rest;  /* ce qui suit la ligne courante */
    size_t line; /* numéro de la ligne courante, à partir de 1 */
    size_t nx;
    Matrix X;
    size_t *classes;
    size_t N;               /* exemples lus */
    size_t lowest, highest; /* classes extrêmes */
} Csv;

/* Passe à la ligne suivante ; NULL à la fin. */
static char *csv_line(Csv *csv)
{
    csv->line++;
    return trim(detach(&csv->rest, '\n'));
}

/* « points.csv:12: colonne 3 : « abc » n'est pas un nombre ». */
static bool csv_error(const Csv *csv, size_t column, const char *field,
                      const char *fault, Error *error)
{
    char quote[QUOTE];

    if (*field == '\0')
        return error_set(error, "%s:%zu: colonne %zu : champ vide", csv->path,
                         csv->line, column);
    return error_set(error, "%s:%zu: colonne %zu : « %s » %s", csv->path,
                     csv->line, column, quotable(quote, field), fault);
}

/* La colonne porte-t-elle son nom, x1 à xn, puis class ? */
static bool csv_title(const Csv *csv, size_t column, const char *name,
                      Error *error)
{
    char wanted[32] = "class", fault[64];

    if (column <= csv->nx)
        snprintf(wanted, sizeof wanted, "x%zu", column);
    if (strcmp(name, wanted) == 0)
        return true;
    snprintf(fault, sizeof fault, "au lieu de « %s »", wanted);
    return csv_error(csv, column, name, fault, error);
}

/* L'en-tête donne nx ; il doit se lire x1,…,xn,class. */
static bool csv_header(Csv *csv, Error *error)
{
    char *line = csv_line(csv), quote[QUOTE];

    csv->nx = occurrences(line, ',');
    if (csv->nx == 0)
        return error_set(error,
                         "%s:%zu: en-tête « %s » au lieu de « x1,…,xn,class »",
                         csv->path, csv->line, quotable(quote, line));
    for (size_t column = 1; column <= csv->nx + 1; column++)
        if (!csv_title(csv, column, trim(detach(&line, ',')), error))
            return false;
    return true;
}

/* Un nombre à point décimal, fini, sans rien derrière. Les lettres de « inf »,
 * « nan » ou de l'hexadécimal, que strtod comprend, sont refusées. */
static bool csv_number(double *x, const Csv *csv, size_t column,
                       const char *field, Error *error)
{
    char *end;

    *x = strtod(field, &end);
    if (end == field || *end != '\0' ||
        field[strspn(field, "+-.0123456789eE")] != '\0') {
        return csv_error(csv, column, field, "n'est pas un nombre", error);
    }
    if (!isfinite(*x))
        return csv_error(csv, column, field, "est trop grand", error);
    return true;
}

/* Une classe : des chiffres seulement, et pas trop. */
static bool csv_class(size_t *class, const Csv *csv, const char *field,
                      Error *error)
{
    unsigned long value = strtoul(field, NULL, 10);
    char fault[64];

    if (*field == '\0' || field[strspn(field, "0123456789")] != '\0' ||
        value > LARGEST_CLASS) {
        snprintf(fault, sizeof fault, "n'est pas une classe, entier de 0 à %d",
                 LARGEST_CLASS);
        return csv_error(csv, csv->nx + 1, field, fault, error);
    }
    *class = value;
    return true;
}

/* Autant de colonnes dans cette ligne que dans l'en-tête ? */
static bool csv_columns(const Csv *csv, const char *line, Error *error)
{
    size_t columns = occurrences(line, ',') + 1, wanted = csv->nx + 1;

    if (columns < wanted)
        return error_set(error,
                         "%s:%zu: colonne %zu absente : %zu au lieu de %zu",
                         csv->path, csv->line, columns + 1, columns, wanted);
    if (columns > wanted)
        return error_set(error,
                         "%s:%zu: colonne %zu en trop : %zu au lieu de %zu "
                         "(virgule décimale ?)",
                         csv->path, csv->line, wanted + 1, columns, wanted);
    return true;
}

/* L'exemple suivant : nx nombres et une classe. */
static bool csv_example(Csv *csv, char *line, Error *error)
{
    size_t n = csv->N, *class = &csv->classes[n];

    if (!csv_columns(csv, line, error))
        return false;
    for (size_t j = 0; j < csv->nx; j++) {
        const char *field = trim(detach(&line, ','));
        if (!csv_number(&AT(&csv->X, n, j), csv, j + 1, field, error))
            return false;
    }
    if (!csv_class(class, csv, trim(line), error))
        return false;
    csv->lowest = n == 0 || *class < csv->lowest ? *class : csv->lowest;
    csv->highest = *class > csv->highest ? *class : csv->highest;
    csv->N = n + 1;
    return true;
}

/* Toutes les lignes après l'en-tête ; seules les dernières peuvent être
 * vides. */
static bool csv_examples(Csv *csv, Error *error)
{
    size_t blank = 0; /* numéro de la première ligne vide */
    char *line;

    while ((line = csv_line(csv)) != NULL) {
        if (*line == '\0') {
            blank = blank == 0 ? csv->line : blank;
        } else if (blank != 0) {
            return error_set(error, "%s:%zu: ligne vide", csv->path, blank);
        } else if (!csv_example(csv, line, error)) {
            return false;
        }
    }
    if (csv->N == 0)
        return error_set(error, "%s : aucun exemple", csv->path);
    if (csv->lowest == csv->highest)
        return error_set(error, "%s : une seule classe, %zu : il en faut deux",
                         csv->path, csv->lowest);
    return true;
}

/* Les exemples, une fois tout lu : X change de propriétaire. */
static Dataset csv_dataset(Csv *csv)
{
    Dataset data = { csv->X, matrix_create(csv->N, csv->highest + 1) };

    csv->X = (Matrix){ 0 };
    for (size_t n = 0; n < csv->N; n++)
        AT(&data.Y, n, csv->classes[n]) = 1.0;
    return data;
}

/* La table qui est dans text. Chaque ligne bien formée a nx virgules, en-tête
 * compris : leur nombre dans le fichier donne N d'avance, et une ligne mal
 * formée est refusée avant d'être rangée. */
static bool csv_parse(Dataset *data, const char *path, char *text,
                      Error *error)
{
    Csv csv = { .path = path, .rest = text };
    size_t commas = occurrences(text, ',');

    if (!csv_header(&csv, error))
        return false;
    size_t N = commas / csv.nx - 1;
    csv.X = matrix_create(N, csv.nx);
    csv.classes = allocate(N, sizeof *csv.classes);
    bool ok = csv_examples(&csv, error);
    if (ok)
        *data = csv_dataset(&csv);
    free(csv.classes);
    matrix_free(&csv.X);
    return ok;
}

/* Est-ce du texte ? Un octet nul n'y a pas sa place. */
static bool csv_check_text(const File *file, Error *error)
{
    const char *text = (const char *)file->bytes;

    if (!file_check_raw(file, "gzip -d", error))
        return false;
    if (strlen(text) < file->size)
        return error_set(error,
                         "%s:%zu: octet nul : fichier binaire, ou UTF-16 ?",
                         file->path, occurrences(text, '\n') + 1);
    return true;
}

/* La table du fichier, lue au point décimal quelle que soit la langue du
 * programme. */
static bool csv_parse_file(Dataset *data, const File *file, Error *error)
{
    const char *mark = "\xef\xbb\xbf"; /* ce que Windows met en tête */
    char *text = (char *)file->bytes;

    if (!csv_check_text(file, error))
        return false;
    if (strncmp(text, mark, strlen(mark)) == 0)
        text += strlen(mark);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t callers = uselocale(plain);
    bool ok = csv_parse(data, file->path, text, error);
    uselocale(callers);
    freelocale(plain);
    return ok;
}

bool csv_read(Dataset *data, const char *path, Error *error)
{
    File file;
    bool ok =
        file_read(&file, path, error) && csv_parse_file(data, &file, error);

    file_free(&file);
    return ok;
}
