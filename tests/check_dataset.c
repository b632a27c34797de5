/* check_dataset.c — cercles, images IDX et fichiers CSV, bons et mauvais. */
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../lib/dataset.h"
#include "runner.h"

/* --- Un dossier de travail, fait et défait par le processus père --------- */

static const char *const names[] = { "images", "labels", "points.csv" };
enum { IMAGES, LABELS, POINTS, NAMES };

static char directory[] = "/tmp/check_dataset.XXXXXX";
static char paths[NAMES][sizeof directory + 16];

static void make_directory(void)
{
    strcpy(directory + strlen(directory) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    for (int i = 0; i < NAMES; i++)
        snprintf(paths[i], sizeof paths[i], "%s/%s", directory, names[i]);
}

static void remove_directory(void)
{
    for (int i = 0; i < NAMES; i++)
        remove(paths[i]);
    remove(directory);
}

static void put(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

/* --- Lire en surveillant *data ------------------------------------------- */

/* Le message doit contenir chacun des morceaux que « | » sépare dans wanted. */
static void check_message(const char *message, const char *wanted)
{
    while (*wanted != '\0') {
        char piece[128];
        size_t length = strcspn(wanted, "|");
        snprintf(piece, sizeof piece, "%.*s", (int)length, wanted);
        ck_assert_msg(strstr(message, piece) != NULL,
                      "« %s » devrait contenir « %s »", message, piece);
        wanted += length + (wanted[length] == '|');
    }
}

/* Lit path en CSV, ou, s'il est NULL, le couple IDX à `classes` classes. */
static bool read_any(Dataset *data, const char *path, size_t classes,
                     Error *error)
{
    return path ? csv_read(data, path, error)
                : idx_read(data, paths[IMAGES], paths[LABELS], classes, error);
}

/* La lecture échoue, dit wanted, laisse *data intact, et se passe d'Error. */
static void check_refused(const char *path, const char *wanted)
{
    Error error = { "" };
    Dataset data, before;

    memset(&data, 0x5a, sizeof data);
    before = data;
    ck_assert_msg(!read_any(&data, path, 3, &error), "accepté : %s", wanted);
    ck_assert_mem_eq(&data, &before, sizeof data);
    check_message(error.text, wanted);
    ck_assert(!read_any(&data, path, 3, NULL));
}

static Dataset read_accepted(const char *path, size_t classes)
{
    Error error = { "" };
    Dataset data;
    bool ok = read_any(&data, path, classes, &error);
    ck_assert_msg(ok, "%s", error.text);
    return data;
}

/* Toutes les lignes de Y sont one-hot. */
static void check_one_hot(const Dataset *data)
{
    for (size_t n = 0; n < data->Y.rows; n++) {
        double sum = 0.0;
        for (size_t j = 0; j < data->Y.cols; j++)
            sum += AT(&data->Y, n, j);
        ck_assert(sum == 1.0);
        ck_assert(AT(&data->Y, n, dataset_class(data, n)) == 1.0);
    }
}

/* --- L'ensemble d'exemples ----------------------------------------------- */

START_TEST(test_slice_is_a_view)
{
    Dataset data = dataset_create(7, 3, 2);
    ck_assert_uint_eq(data.X.rows, 7);
    ck_assert_uint_eq(data.X.cols, 3);
    ck_assert_uint_eq(data.Y.rows, 7);
    ck_assert_uint_eq(data.Y.cols, 2);
    ck_assert(matrix_max_abs(&data.X) == 0.0);
    ck_assert(matrix_max_abs(&data.Y) == 0.0);

    AT(&data.X, 3, 1) = 5.0;
    AT(&data.Y, 3, 1) = 1.0;
    Dataset slice = dataset_slice(&data, 2, 4);
    ck_assert_uint_eq(slice.X.rows, 4);
    ck_assert_uint_eq(slice.Y.rows, 4);
    ck_assert(AT(&slice.X, 1, 1) == 5.0);
    ck_assert_uint_eq(dataset_class(&slice, 1), 1);
    AT(&slice.X, 0, 0) = 2.0;
    ck_assert(AT(&data.X, 2, 0) == 2.0);
    dataset_free(&data);
    ck_assert_ptr_null(data.X.data);
    ck_assert_ptr_null(data.Y.data);
}
END_TEST

START_TEST(test_slice_out_of_bounds_aborts)
{
    Dataset data = dataset_create(7, 3, 2);
    dataset_slice(&data, 4, 4);
}
END_TEST

/* --- Les cercles --------------------------------------------------------- */

static const double radii[] = { 1.0, 1.0 / 3.0 };

START_TEST(test_circles_balanced_and_reproducible)
{
    Random first = random_seeded(3), again = random_seeded(3);
    Random other = random_seeded(4);
    Dataset A = circles(50, 0.2, &first), B = circles(50, 0.2, &again);
    Dataset C = circles(50, 0.2, &other);

    ck_assert_uint_eq(A.X.rows, 100);
    ck_assert_uint_eq(A.X.cols, 2);
    ck_assert_uint_eq(A.Y.cols, 2);
    check_one_hot(&A);
    for (size_t n = 0; n < 100; n++)
        ck_assert_uint_eq(dataset_class(&A, n), n % 2);
    ck_assert(matrix_max_difference(&A.X, &B.X) == 0.0);
    ck_assert(matrix_max_difference(&A.X, &C.X) > 0.1);
    dataset_free(&A);
    dataset_free(&B);
    dataset_free(&C);
}
END_TEST

/* Sans bruit, les points sont sur leur cercle, et sur tout le cercle : la
 * moyenne de cos(kθ), comme celle de sin(kθ), est nulle à 5 écarts types près
 * (1/√(2m) pour m points). */
START_TEST(test_circles_without_noise)
{
    enum { PER_CLASS = 5000 };
    double bound = 5.0 / sqrt(2.0 * PER_CLASS);
    Random random = random_seeded(11);
    Dataset data = circles(PER_CLASS, 0.0, &random);

    for (size_t class = 0; class < 2; class ++) {
        double moments[4] = { 0.0 };
        for (size_t n = class; n < data.X.rows; n += 2) {
            double x = AT(&data.X, n, 0), y = AT(&data.X, n, 1);
            double angle = atan2(y, x);
            ck_assert_double_eq_tol(hypot(x, y), radii[class], 1e-15);
            moments[0] += cos(angle) / PER_CLASS;
            moments[1] += sin(angle) / PER_CLASS;
            moments[2] += cos(2.0 * angle) / PER_CLASS;
            moments[3] += sin(2.0 * angle) / PER_CLASS;
        }
        for (int k = 0; k < 4; k++)
            ck_assert_double_le(fabs(moments[k]), bound);
    }
    dataset_free(&data);
}
END_TEST

/* E[r²] = ρ² + 2σ², de variance 4ρ²σ² + 4σ⁴ : la moyenne de chaque classe s'y
 * tient à 5 erreurs types près. */
START_TEST(test_circles_radii_with_noise)
{
    enum { PER_CLASS = 20000 };
    const double sigma = 0.2, s2 = sigma * sigma;
    Random random = random_seeded(12);
    Dataset data = circles(PER_CLASS, sigma, &random);

    for (size_t class = 0; class < 2; class ++) {
        double rho2 = radii[class] * radii[class], mean = 0.0;
        for (size_t n = class; n < data.X.rows; n += 2) {
            double x = AT(&data.X, n, 0), y = AT(&data.X, n, 1);
            mean += (x * x + y * y) / PER_CLASS;
        }
        double deviation = sqrt((4.0 * rho2 * s2 + 4.0 * s2 * s2) / PER_CLASS);
        ck_assert_double_eq_tol(mean, rho2 + 2.0 * s2, 5.0 * deviation);
    }
    dataset_free(&data);
}
END_TEST

/* La même graine avec et sans bruit : la différence est σ fois une normale
 * centrée réduite, indépendante d'une coordonnée à l'autre. */
START_TEST(test_circles_noise)
{
    enum { PER_CLASS = 10000 };
    const double sigma = 0.25, N = 2.0 * PER_CLASS;
    Random first = random_seeded(13), again = random_seeded(13);
    Dataset noisy = circles(PER_CLASS, sigma, &first);
    Dataset clean = circles(PER_CLASS, 0.0, &again);
    double mean = 0.0, square = 0.0, cross = 0.0;

    for (size_t n = 0; n < noisy.X.rows; n++) {
        double u = (AT(&noisy.X, n, 0) - AT(&clean.X, n, 0)) / sigma;
        double v = (AT(&noisy.X, n, 1) - AT(&clean.X, n, 1)) / sigma;
        mean += (u + v) / (2.0 * N);
        square += (u * u + v * v) / (2.0 * N);
        cross += u * v / N;
    }
    ck_assert_double_le(fabs(mean), 5.0 / sqrt(2.0 * N));
    ck_assert_double_le(fabs(square - 1.0), 5.0 / sqrt(N));
    ck_assert_double_le(fabs(cross), 5.0 / sqrt(N));
    dataset_free(&noisy);
    dataset_free(&clean);
}
END_TEST

/* --- IDX : le bon couple, puis tous les mauvais -------------------------- */

#define IMAGE_HEADER \
    "\0\0\x08\x03" \
    "\0\0\0\x03" \
    "\0\0\0\x02" \
    "\0\0\0\x01"
#define LABEL_HEADER \
    "\0\0\x08\x01" \
    "\0\0\0\x03"
#define GOOD_IMAGES IMAGE_HEADER "\x00\x01\x7f\x80\xfe\xff"
#define GOOD_LABELS LABEL_HEADER "\x02\x00\x01"

/* Les octets d'un littéral, et leur nombre sans le zéro final. */
#define BYTES(literal) literal, sizeof(literal) - 1

START_TEST(test_idx_good)
{
    const double pixels[] = { 0, 1, 127, 128, 254, 255 };
    const size_t classes[] = { 2, 0, 1 };

    put(paths[IMAGES], BYTES(GOOD_IMAGES));
    put(paths[LABELS], BYTES(GOOD_LABELS));
    Dataset data = read_accepted(NULL, 3);
    ck_assert_uint_eq(data.X.rows, 3);
    ck_assert_uint_eq(data.X.cols, 2);
    ck_assert_uint_eq(data.Y.rows, 3);
    ck_assert_uint_eq(data.Y.cols, 3);
    for (size_t i = 0; i < 6; i++)
        ck_assert(data.X.data[i] == pixels[i] / 255.0);
    check_one_hot(&data);
    for (size_t n = 0; n < 3; n++)
        ck_assert_uint_eq(dataset_class(&data, n), classes[n]);
    dataset_free(&data);
}
END_TEST

/* Les classes absentes comptent : Y a autant de colonnes qu'on en demande. */
START_TEST(test_idx_more_classes_than_labels)
{
    put(paths[IMAGES], BYTES(GOOD_IMAGES));
    put(paths[LABELS], BYTES(GOOD_LABELS));
    Dataset data = read_accepted(NULL, 10);
    ck_assert_uint_eq(data.Y.cols, 10);
    check_one_hot(&data);
    dataset_free(&data);
}
END_TEST

typedef struct {
    const char *images;
    size_t images_size;
    const char *labels;
    size_t labels_size;
    const char *wanted; /* morceaux du message, séparés par « | » */
} BadIdx;

static const BadIdx bad_idx[] = {
    /* Fichiers vides, tronqués, trop longs. */
    { BYTES(""), BYTES(GOOD_LABELS), "/images : fichier vide" },
    { BYTES(GOOD_IMAGES), BYTES(""), "/labels : fichier vide" },
    { BYTES("\0\0\x08"), BYTES(GOOD_LABELS),
      "/images : en-tête tronqué|3 octets au lieu de 16" },
    { BYTES("\0\0\x08\x03\0\0\0\x03\0\0\0"), BYTES(GOOD_LABELS),
      "/images : en-tête tronqué|11 octets au lieu de 16" },
    { BYTES(GOOD_IMAGES), BYTES("\0\0\x08\x01\0\0\0"),
      "/labels : en-tête tronqué|7 octets au lieu de 8" },
    { GOOD_IMAGES, sizeof GOOD_IMAGES - 2, BYTES(GOOD_LABELS),
      "/images : fichier tronqué|3×2×1|5 présents" },
    { BYTES(GOOD_IMAGES), GOOD_LABELS, sizeof GOOD_LABELS - 2,
      "/labels : fichier tronqué|3×1×1|2 présents" },
    { GOOD_IMAGES, sizeof GOOD_IMAGES, BYTES(GOOD_LABELS),
      "/images : fichier trop long|3×2×1|7 présents" },
    { BYTES(GOOD_IMAGES), GOOD_LABELS, sizeof GOOD_LABELS,
      "/labels : fichier trop long|3×1×1|4 présents" },
    /* Un autre type. */
    { BYTES(GOOD_LABELS), BYTES(GOOD_LABELS),
      "/images : |images IDX|0x00000801 au lieu de 0x00000803" },
    { BYTES(GOOD_IMAGES), BYTES(GOOD_IMAGES),
      "/labels : |étiquettes IDX|0x00000803 au lieu de 0x00000801" },
    { BYTES("\0\0\x0d\x03\0\0\0\x03\0\0\0\x02\0\0\0\x01\0\0\0\0\0\0"),
      BYTES(GOOD_LABELS), "/images : |0x00000d03" },
    { BYTES("\x1f\x8b\x08"), BYTES(GOOD_LABELS),
      "/images : fichier compressé : gzip -d, ou make" },
    { BYTES(GOOD_IMAGES), BYTES("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"),
      "/labels : fichier compressé : gzip -d, ou make" },
    /* Des tailles menteuses : énormes, dont le produit déborde, nulles. */
    { BYTES("\0\0\x08\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
      BYTES(GOOD_LABELS),
      "/images : fichier tronqué|4294967295×4294967295×4294967295" },
    { BYTES("\0\0\x08\x03\x80\0\0\0\x80\0\0\0\0\0\0\x04"), BYTES(GOOD_LABELS),
      "/images : fichier tronqué|2147483648×2147483648×4|0 présents" },
    { BYTES("\0\0\x08\x03\x40\0\0\x03\x40\0\0\0\0\0\0\x10"
            "abcdef"),
      BYTES(GOOD_LABELS), "/images : fichier tronqué|6 présents" },
    { BYTES(GOOD_IMAGES), BYTES("\0\0\x08\x01\xff\xff\xff\xff\x02\0\x01"),
      "/labels : fichier tronqué|4294967295×1×1|3 présents" },
    { BYTES("\0\0\x08\x03\0\0\0\0\0\0\0\x02\0\0\0\x01"), BYTES(GOOD_LABELS),
      "/images : aucun exemple|0 de 2×1" },
    { BYTES("\0\0\x08\x03\0\0\0\x03\0\0\0\0\0\0\0\x01"), BYTES(GOOD_LABELS),
      "/images : aucun exemple|3 de 0×1" },
    { BYTES("\0\0\x08\x03\0\0\0\x03\0\0\0\x02\0\0\0\0"), BYTES(GOOD_LABELS),
      "/images : aucun exemple|3 de 2×0" },
    { BYTES(GOOD_IMAGES), BYTES("\0\0\x08\x01\0\0\0\0"),
      "/labels : aucun exemple" },
    /* Deux bons fichiers qui ne vont pas ensemble ; une étiquette de trop. */
    { BYTES(GOOD_IMAGES), BYTES("\0\0\x08\x01\0\0\0\x02\x02\x00"),
      "/images : 3 images|/labels : 2 étiquettes" },
    { BYTES(GOOD_IMAGES), BYTES(LABEL_HEADER "\x02\x00\x03"),
      "/labels : étiquette 3 de l'exemple 2|3 classes" },
    { BYTES(GOOD_IMAGES), BYTES(LABEL_HEADER "\xff\x00\x01"),
      "/labels : étiquette 255 de l'exemple 0" },
};

START_TEST(test_idx_bad)
{
    const BadIdx *bad = &bad_idx[_i];
    put(paths[IMAGES], bad->images, bad->images_size);
    put(paths[LABELS], bad->labels, bad->labels_size);
    check_refused(NULL, bad->wanted);
}
END_TEST

/* Chacun des deux fichiers absent, et un dossier à la place de chacun. */
START_TEST(test_idx_missing_or_directory)
{
    put(paths[IMAGES], BYTES(GOOD_IMAGES));
    put(paths[LABELS], BYTES(GOOD_LABELS));
    for (int i = IMAGES; i <= LABELS; i++) {
        char wanted[64];
        ck_assert_int_eq(unlink(paths[i]), 0);
        snprintf(wanted, sizeof wanted, "/%s : fichier introuvable", names[i]);
        check_refused(NULL, wanted);
        ck_assert_int_eq(mkdir(paths[i], 0700), 0);
        snprintf(wanted, sizeof wanted, "/%s : c'est un dossier", names[i]);
        check_refused(NULL, wanted);
        ck_assert_int_eq(rmdir(paths[i]), 0);
        put(paths[i], i == IMAGES ? GOOD_IMAGES : GOOD_LABELS,
            i == IMAGES ? sizeof GOOD_IMAGES - 1 : sizeof GOOD_LABELS - 1);
    }
}
END_TEST

/* --- CSV : les bons fichiers --------------------------------------------- */

/* Cinq écritures d'une seule et même table. */
static const char *const good_csv[] = {
    "x1,x2,class\n0.5,-1,0\n1e-3,.25,2\n",
    "x1,x2,class\n0.5,-1,0\n1e-3,.25,2",
    "x1,x2,class\n0.5,-1,0\n1e-3,.25,2\n\n  \n\n",
    "\xef\xbb\xbfx1,x2,class\r\n0.5,-1,0\r\n1e-3,.25,2\r\n\r\n",
    " x1 , x2,\tclass \n +.5, -1.000 ,00\n0.1E-2,\t25e-2,2 \n",
};

static void check_good_csv(void)
{
    const double X[] = { 0.5, -1.0, 0.001, 0.25 };
    Dataset data = read_accepted(paths[POINTS], 0);

    ck_assert_uint_eq(data.X.rows, 2);
    ck_assert_uint_eq(data.X.cols, 2);
    ck_assert_uint_eq(data.Y.rows, 2);
    ck_assert_uint_eq(data.Y.cols, 3);
    for (size_t i = 0; i < 4; i++)
        ck_assert(data.X.data[i] == X[i]);
    check_one_hot(&data);
    ck_assert_uint_eq(dataset_class(&data, 0), 0);
    ck_assert_uint_eq(dataset_class(&data, 1), 2);
    dataset_free(&data);
}

START_TEST(test_csv_good)
{
    put(paths[POINTS], good_csv[_i], strlen(good_csv[_i]));
    check_good_csv();
}
END_TEST

/* Le programme parle une langue à virgule décimale, si le système en a une ;
 * la lecture la lui rend. */
START_TEST(test_csv_any_locale)
{
    const char *const tongues[] = { "fr_FR.UTF-8", "fr_FR.utf8", "de_DE.UTF-8",
                                    "fr_BE.UTF-8", "fr_CA.UTF-8" };
    char before[16], after[16];

    for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++)
        if (setlocale(LC_NUMERIC, tongues[i]))
            break;
    snprintf(before, sizeof before, "%.1f", 0.5);
    put(paths[POINTS], good_csv[0], strlen(good_csv[0]));
    check_good_csv();
    snprintf(after, sizeof after, "%.1f", 0.5);
    ck_assert_str_eq(before, after);
    setlocale(LC_NUMERIC, "C");
}
END_TEST

/* Des nombres écrits à 17 chiffres se relisent au bit près. */
START_TEST(test_csv_round_trip)
{
    Random random = random_seeded(5);
    Dataset data = circles(100, 0.2, &random);
    FILE *file = fopen(paths[POINTS], "w");

    ck_assert_ptr_nonnull(file);
    fputs("x1,x2,class\n", file);
    for (size_t n = 0; n < data.X.rows; n++)
        fprintf(file, "%.17g,%.17g,%zu\n", AT(&data.X, n, 0),
                AT(&data.X, n, 1), dataset_class(&data, n));
    ck_assert_int_eq(fclose(file), 0);
    Dataset again = read_accepted(paths[POINTS], 0);
    ck_assert(matrix_max_difference(&data.X, &again.X) == 0.0);
    ck_assert(matrix_max_difference(&data.Y, &again.Y) == 0.0);
    dataset_free(&data);
    dataset_free(&again);
}
END_TEST

/* Deux lignes de `columns` colonnes x, la dernière valeur s'écrivant last. */
static void put_wide_csv(size_t columns, const char *last)
{
    FILE *file = fopen(paths[POINTS], "w");

    ck_assert_ptr_nonnull(file);
    for (size_t j = 1; j <= columns; j++)
        fprintf(file, "x%zu,", j);
    fputs("class\n", file);
    for (size_t n = 0; n < 2; n++) {
        for (size_t j = 1; j < columns; j++)
            fprintf(file, "%zu,", j + n);
        fprintf(file, "%s,%zu\n", last, n);
    }
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(test_csv_very_long_lines)
{
    enum { COLUMNS = 50000 };
    put_wide_csv(COLUMNS, "7");
    Dataset data = read_accepted(paths[POINTS], 0);
    ck_assert_uint_eq(data.X.rows, 2);
    ck_assert_uint_eq(data.X.cols, COLUMNS);
    ck_assert(AT(&data.X, 1, COLUMNS - 2) == COLUMNS);
    ck_assert(AT(&data.X, 1, COLUMNS - 1) == 7.0);
    dataset_free(&data);
    put_wide_csv(COLUMNS, "sept");
    check_refused(paths[POINTS], "points.csv:2: colonne 50000 : « sept »");
}
END_TEST

START_TEST(test_csv_largest_class)
{
    put(paths[POINTS], BYTES("x1,class\n1,1000\n2,0\n"));
    Dataset data = read_accepted(paths[POINTS], 0);
    ck_assert_uint_eq(data.Y.cols, 1001);
    check_one_hot(&data);
    dataset_free(&data);
}
END_TEST

/* --- CSV : les mauvais fichiers ------------------------------------------ */

typedef struct {
    const char *text;
    size_t size;
    const char *wanted;
} BadCsv;

#define HEAD "x1,x2,class\n"
#define ROW "0.5,0.25,1\n"
#define NUMBER "n'est pas un nombre"
#define CLASS "n'est pas une classe, entier de 0 à 1000"

static const BadCsv bad_csv[] = {
    /* L'en-tête. */
    { BYTES(""), "points.csv : fichier vide" },
    { BYTES("\xef\xbb\xbf"), "points.csv:1: en-tête «  »|x1,…,xn,class" },
    { BYTES("\n" HEAD ROW), "points.csv:1: en-tête «  »" },
    { BYTES("class\n0\n1\n"), "points.csv:1: en-tête « class »" },
    { BYTES("x1;x2;class\n0,5;1;0\n"),
      "points.csv:1: en-tête « x1;x2;class »" },
    { BYTES(ROW), "points.csv:1: colonne 1 : « 0.5 » au lieu de « x1 »" },
    { BYTES("x1,y,class\n"),
      "points.csv:1: colonne 2 : « y » au lieu de « x2 »" },
    { BYTES("x1,x2,label\n"),
      "points.csv:1: colonne 3 : « label » au lieu de « class »" },
    { BYTES("x1,x2\n"),
      "points.csv:1: colonne 2 : « x2 » au lieu de « class »" },
    { BYTES("x1,class,x2\n"),
      "points.csv:1: colonne 2 : « class » au lieu de « x2 »" },
    { BYTES("x1,,class\n"), "points.csv:1: colonne 2 : champ vide" },
    { BYTES("X1,x2,class\n"), "points.csv:1: colonne 1 : « X1 »" },
    { BYTES("\"x1\",\"x2\",\"class\"\n"),
      "points.csv:1: colonne 1 : « \"x1\" »" },
    /* Les nombres. */
    { BYTES(HEAD ROW "0.5,abc,1\n"),
      "points.csv:3: colonne 2 : « abc » " NUMBER },
    { BYTES(HEAD "0.5x,1,1\n"), "points.csv:2: colonne 1 : « 0.5x » " NUMBER },
    { BYTES(HEAD "0.5 1,1,1\n"),
      "points.csv:2: colonne 1 : « 0.5 1 » " NUMBER },
    { BYTES(HEAD "1e,1,1\n"), "points.csv:2: colonne 1 : « 1e » " NUMBER },
    { BYTES(HEAD "e5,1,1\n"), "points.csv:2: colonne 1 : « e5 » " NUMBER },
    { BYTES(HEAD "-,1,1\n"), "points.csv:2: colonne 1 : « - » " NUMBER },
    { BYTES(HEAD "1.2.3,1,1\n"),
      "points.csv:2: colonne 1 : « 1.2.3 » " NUMBER },
    { BYTES(HEAD "inf,1,1\n"), "points.csv:2: colonne 1 : « inf » " NUMBER },
    { BYTES(HEAD "1,NaN,1\n"), "points.csv:2: colonne 2 : « NaN » " NUMBER },
    { BYTES(HEAD "0x1p3,1,1\n"),
      "points.csv:2: colonne 1 : « 0x1p3 » " NUMBER },
    { BYTES(HEAD "1,-1e999,1\n"),
      "points.csv:2: colonne 2 : « -1e999 » est trop grand" },
    { BYTES(HEAD ",1,1\n"), "points.csv:2: colonne 1 : champ vide" },
    { BYTES(HEAD ROW "1, ,1\n"), "points.csv:3: colonne 2 : champ vide" },
    /* Les colonnes. */
    { BYTES(HEAD "0.5,1\n"),
      "points.csv:2: colonne 3 absente|2 au lieu de 3" },
    { BYTES(HEAD ROW "1\n"),
      "points.csv:3: colonne 2 absente|1 au lieu de 3" },
    { BYTES(HEAD "0.5,1,1,2\n"),
      "points.csv:2: colonne 4 en trop|4 au lieu de 3|virgule décimale ?" },
    { BYTES(HEAD "0,5,0,25,1\n"),
      "points.csv:2: colonne 4 en trop|5 au lieu de 3|virgule décimale ?" },
    { BYTES("x1,class\n,,,,,\n"), "points.csv:2: colonne 3 en trop" },
    { BYTES("x1,x2,x3,class\n,\n"), "points.csv:2: colonne 3 absente" },
    { BYTES(HEAD ROW "\n" ROW), "points.csv:3: ligne vide" },
    { BYTES(HEAD "\r\n\r\n" ROW), "points.csv:2: ligne vide" },
    { BYTES(HEAD ROW "0.5,0.25,0\n\n\nabc"), "points.csv:4: ligne vide" },
    /* Les classes. */
    { BYTES(HEAD "1,2,-1\n"), "points.csv:2: colonne 3 : « -1 » " CLASS },
    { BYTES(HEAD "1,2,+1\n"), "points.csv:2: colonne 3 : « +1 » " CLASS },
    { BYTES(HEAD "1,2,1.0\n"), "points.csv:2: colonne 3 : « 1.0 » " CLASS },
    { BYTES(HEAD "1,2,chat\n"), "points.csv:2: colonne 3 : « chat » " CLASS },
    { BYTES(HEAD "1,2,1001\n"), "points.csv:2: colonne 3 : « 1001 » " CLASS },
    { BYTES(HEAD "1,2,99999999999999999999999\n"),
      "points.csv:2: colonne 3 : « 99999999999999999999999 » " CLASS },
    { BYTES(HEAD "1,2,\n"), "points.csv:2: colonne 3 : champ vide" },
    /* Le fichier entier. */
    { BYTES(HEAD), "points.csv : aucun exemple" },
    { BYTES("x1,x2,class"), "points.csv : aucun exemple" },
    { BYTES(HEAD "\n \r\n"), "points.csv : aucun exemple" },
    { BYTES(HEAD ROW ROW), "points.csv : une seule classe, 1" },
    { BYTES(HEAD "1,2,0\n"), "points.csv : une seule classe, 0" },
    { BYTES(HEAD ROW "1,\0002,1\n"), "points.csv:3: octet nul" },
    { BYTES(HEAD ROW "1,2,0\n\0"), "points.csv:4: octet nul" },
    { BYTES("\xff\xfex\0001\0,\0"), "points.csv:1: octet nul|UTF-16" },
    { BYTES("\x1f\x8b\x08\0\0"), "points.csv : fichier compressé : gzip -d" },
    { BYTES("x1,class\r1,0\r2,1\r"), "points.csv:1: colonne 2" },
    /* Ce que le message cite : abrégé, et rien qui commande le terminal. */
    { BYTES(HEAD "éà€,1,1\n"), "« éà€ » " NUMBER },
    { BYTES(HEAD "\033[2J\x7f\t\x07,1,1\n"), "« ?[2J??? » " NUMBER },
    { BYTES(HEAD "\xc2\x9b"
                 "1m\xe9t\xe9\xff,1,1\n"),
      "« ??1m?t?? » " NUMBER },
    { BYTES(HEAD "\xe2\x82,1,1\n"), "« ?? » " NUMBER },
    { BYTES(HEAD "\x80\x80,1,1\n"), "« ?? » " NUMBER },
    { BYTES(HEAD "\xf8\x80\x80\x80,1,1\n"), "« ???? » " NUMBER },
    { BYTES(HEAD "0123456789012345678901234567890123456789abc,1,1\n"),
      "« 0123456789012345678901234567890123456789… » " NUMBER },
};

START_TEST(test_csv_bad)
{
    const BadCsv *bad = &bad_csv[_i];
    put(paths[POINTS], bad->text, bad->size);
    check_refused(paths[POINTS], bad->wanted);
}
END_TEST

START_TEST(test_csv_not_a_file)
{
    char path[5000];

    check_refused("/absent/points.csv", "points.csv : fichier introuvable");
    check_refused(directory, "check_dataset.|: c'est un dossier");
    check_refused("/dev/null/points.csv", "points.csv : fichier introuvable");
    check_refused("/dev/null",
                  "/dev/null : ce n'est pas un fichier ordinaire");
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    check_refused(path, "aaaa");
}
END_TEST

/* --- Des fichiers abîmés au hasard --------------------------------------- */

/* Abîme quelques octets, puis coupe ou garde la fin ; rend la taille. */
static size_t damage(char *bytes, size_t size, Random *random)
{
    const char spice[] = "\0\n\r,.;-+e019x \xff\x80";

    for (size_t k = random_below(random, 4) + 1; k > 0; k--)
        bytes[random_below(random, size)] =
            spice[random_below(random, sizeof spice)];
    return random_below(random, 4) == 0 ? random_below(random, size) : size;
}

/* Accepté, un fichier donne des données saines ; refusé, un message. */
static bool check_sane(const char *path)
{
    Error error = { "" };
    Dataset data;

    if (!read_any(&data, path, 3, &error)) {
        ck_assert_str_ne(error.text, "");
        return false;
    }
    ck_assert_uint_eq(data.X.rows, data.Y.rows);
    ck_assert(isfinite(matrix_max_abs(&data.X)));
    check_one_hot(&data);
    dataset_free(&data);
    return true;
}

/* Abîme `rounds` fois le fichier de contenu bytes ; path comme en read_any. */
static void check_damaged(const char *path, const char *target,
                          const char *bytes, size_t size, size_t rounds)
{
    Random random = random_seeded(17);
    size_t accepted = 0;
    char copy[256];

    for (size_t k = 0; k < rounds; k++) {
        memcpy(copy, bytes, size);
        put(target, copy, damage(copy, size, &random));
        accepted += check_sane(path);
    }
    ck_assert_uint_gt(accepted, 0);
    ck_assert_uint_lt(accepted, rounds / 2);
}

START_TEST(test_damaged_files)
{
    enum { ROUNDS = 300 };
    put(paths[IMAGES], BYTES(GOOD_IMAGES));
    check_damaged(NULL, paths[LABELS], BYTES(GOOD_LABELS), ROUNDS);
    put(paths[LABELS], BYTES(GOOD_LABELS));
    check_damaged(NULL, paths[IMAGES], BYTES(GOOD_IMAGES), ROUNDS);
    check_damaged(paths[POINTS], paths[POINTS],
                  BYTES(HEAD ROW "1e3,-2.5,0\n7,8,2\n"), ROUNDS);
}
END_TEST

/* --- La suite ------------------------------------------------------------ */

static TCase *core_cases(void)
{
    const int good = sizeof good_csv / sizeof *good_csv;
    TCase *core = tcase_create("core");

    tcase_add_unchecked_fixture(core, make_directory, remove_directory);
    tcase_add_test(core, test_slice_is_a_view);
    tcase_add_test(core, test_circles_balanced_and_reproducible);
    tcase_add_test(core, test_circles_without_noise);
    tcase_add_test(core, test_circles_radii_with_noise);
    tcase_add_test(core, test_circles_noise);
    tcase_add_test(core, test_idx_good);
    tcase_add_test(core, test_idx_more_classes_than_labels);
    tcase_add_loop_test(core, test_csv_good, 0, good);
    tcase_add_test(core, test_csv_any_locale);
    tcase_add_test(core, test_csv_round_trip);
    return core;
}

static TCase *limits_cases(void)
{
    const int idx = sizeof bad_idx / sizeof *bad_idx;
    const int csv = sizeof bad_csv / sizeof *bad_csv;
    TCase *limits = tcase_create("limits");

    tcase_add_unchecked_fixture(limits, make_directory, remove_directory);
    tcase_add_test_raise_signal(limits, test_slice_out_of_bounds_aborts,
                                SIGABRT);
    tcase_add_loop_test(limits, test_idx_bad, 0, idx);
    tcase_add_test(limits, test_idx_missing_or_directory);
    tcase_add_test(limits, test_csv_very_long_lines);
    tcase_add_test(limits, test_csv_largest_class);
    tcase_add_loop_test(limits, test_csv_bad, 0, csv);
    tcase_add_test(limits, test_csv_not_a_file);
    tcase_add_test(limits, test_damaged_files);
    return limits;
}

int main(int argc, char **argv)
{
    Suite *suite = suite_create("dataset");
    suite_add_tcase(suite, core_cases());
    suite_add_tcase(suite, limits_cases());
    return run_suite(argc, argv, suite);
}
