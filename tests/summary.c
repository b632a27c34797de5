/* summary.c — ce que disent tous les tests, en un tableau.
 *
 *   summary [--gate] [--incomplete] --out DOSSIER
 *           --chapters NN… --labels NN… --tests check_NOM…
 *
 * Lit DOSSIER/log/check_NOM.{status,log}, les tables verification.tsv et
 * execution.tsv de DOSSIER/chapterNN, et build/chapterNN/labels.tsv ; affiche
 * le journal de chaque test qui échoue, le tableau des équations des chapitres,
 * les comptes, puis une dernière ligne au format de Check. Sort 1 si quelque
 * chose a échoué. Une équation se prouve telle qu'elle est imprimée
 * (execution.tsv), ou, si elle est .prose, par un test qui porte son étiquette
 * (verification.tsv).
 *   --gate        n'affiche que les lignes fausses : la page est refusée ;
 *   --incomplete  un test au moins n'a pas pu être construit.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/error.h"
#include "../lib/pages.h"

enum { COLUMNS = 6, WIDEST = 48, LOG_LINES = 60 };

typedef struct {
    const char *const *names;
    size_t count;
} List;

typedef struct {
    const char *out;
    bool gate, incomplete;
    List chapters, labels, tests;
} Options;

typedef struct {
    int checks, failures, errors;
} Tally;

/* --- Lire ---------------------------------------------------------------- */

static FILE *open_in(const char *out, const char *prefix, const char *name,
                     const char *suffix)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s%s%s", out, prefix, name, suffix);
    return fopen(path, "r");
}

/* Ajoute à table celles de ce nom des chapitres ; rien pour ce qui manque. */
static void read_tables(Table *table, const char *out, List chapters,
                        const char *name)
{
    for (size_t i = 0; i < chapters.count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/chapter%s/%s", out, chapters.names[i],
                 name);
        table_read(table, chapters.names[i], path);
    }
}

/* Les images d'un chapitre manquent : il n'a rien à prouver. */
static bool without_images(const char *out, const char *chapter)
{
    FILE *file = open_in(out, "chapter", chapter, "/results.yaml");
    if (!file)
        return false;
    char line[256];
    bool absent = false;
    while (!absent && fgets(line, sizeof line, file))
        absent = strcmp(line, "images: 0\n") == 0;
    fclose(file);
    return absent;
}

/* --- Étiquettes ---------------------------------------------------------- */

static bool is_right(const Line *row)
{
    return strcmp(row->field[ROW_VERDICT], "juste") == 0;
}

/* La ligne vient-elle d'execution.tsv, et non d'un test du chapitre ? */
static bool is_executed(const Line *row)
{
    return *row->field[ROW_EQUALS] != '\0';
}

/* La ligne row est-elle celle de l'équation label, de son propre chapitre ? */
static bool concerns(const Line *row, const Line *label)
{
    return strcmp(row->field[ROW_LABEL], label->field[LABEL_NAME]) == 0 &&
           strcmp(row->chapter, label->chapter) == 0;
}

static void print_page(const char *chapter)
{
    char path[256];
    page_path(path, sizeof path, chapter);
    fputs(path, stdout);
}

/* --- Écrire -------------------------------------------------------------- */

/* Nombre de caractères, et non d'octets, de n octets d'UTF-8. */
static size_t width(const char *text, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n && text[i]; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* Octets de la première ligne de text, coupé à une espace à WIDEST au plus. */
static size_t first_line(const char *text)
{
    size_t length = strlen(text), end = 0;
    if (width(text, length) <= WIDEST)
        return length;
    for (size_t i = 0; i < length && width(text, i) <= WIDEST; i++)
        if (text[i] == ' ')
            end = i;
    return end ? end : length;
}

static void print_padded(const char *text, size_t length, size_t columns,
                         bool right)
{
    size_t used = width(text, length);
    int padding = used < columns ? (int)(columns - used) : 0;
    printf("%*s%.*s%*s", right ? padding : 0, "", (int)length, text,
           right ? 0 : padding, "");
}

/* Les phrases du tableau sont écrites pour la page, en LaTeX : ce qui s'en lit
 * mal dans un terminal. */
static const char *const readable[][2] = {
    { "\\hat{y}", "ŷ" },
    { "\\tilde{y}", "ỹ" },
    { "\\tilde{h}", "h̃" },
    { "\\hat{Y}", "Ŷ" },
    { "\\tilde{Y}", "Ỹ" },
    { "\\tilde{H}", "H̃" },
    { "\\nabla", "∇" },
    { "\\eta", "η" },
    { "\\theta", "θ" },
    { "\\sigma", "σ" },
    { "\\ell", "ℓ" },
    { "\\varepsilon", "ε" },
    { "\\times", "×" },
    { "\\cdot", "·" },
    { "\\leq", "≤" },
    { "\\geq", "≥" },
    { "\\top", "⊤" },
    { "\\sum", "Σ" },
    { "\\sqrt", "√" },
    { "\\langle", "⟨" },
    { "\\rangle", "⟩" },
    { "\\infty", "∞" },
    { "\\dots", "…" },
    { "\\pm", "±" },
    { "\\mathbf{1}", "1" },
    { "\\|", "‖" },
    { "\\,", "" },
    { "$", "" },
    { "_", "" },
    { "{", "" },
    { "}", "" },
    { "\\max", "max" },
    { "\\log", "log" },
};

/* Copie text dans to, rendu lisible ; entre accents graves, du code est laissé
 * tel quel. */
static void plain(char *to, size_t size, const char *text)
{
    size_t count = sizeof readable / sizeof *readable, used = 0;
    bool code = false;
    while (*text && used + 1 < size) {
        size_t i = 0;
        code ^= *text == '`';
        while (i < count &&
               strncmp(text, readable[i][0], strlen(readable[i][0])) != 0)
            i++;
        if (i < count && !code) {
            used +=
                (size_t)snprintf(to + used, size - used, "%s", readable[i][1]);
            text += strlen(readable[i][0]);
        } else {
            to[used++] = *text++;
        }
    }
    to[used < size ? used : size - 1] = '\0';
}

/* Un nombre du fichier (1.2e-10) à la française (1,2e-10). */
static void french(char *to, size_t size, const char *number)
{
    snprintf(to, size, "%s", number);
    char *point = strchr(to, '.');
    if (point)
        *point = ',';
}

/* Les cellules affichées d'une ligne. */
typedef struct {
    char text[COLUMNS][320]; /* comme le label d'une Row */
} Cells;

static Cells cells(const Line *row, const Table *labels)
{
    Cells c = { .text = { "" } };
    const char *name = row->field[ROW_LABEL];
    const Line *label = find_label(labels, name);
    const char *colon = strchr(name, ':');
    const char *bare = colon ? colon + 1 : name;
    size_t size = sizeof c.text[0];
    if (label)
        snprintf(c.text[0], size, "(%s) %s", label->field[LABEL_NUMBER], bare);
    else
        plain(c.text[0], size, bare);
    snprintf(c.text[1], size, "%s", row->field[ROW_METHOD]);
    if (is_executed(row))
        snprintf(c.text[1], size, "%s, %s « = »", row->field[ROW_METHOD],
                 row->field[ROW_EQUALS]);
    snprintf(c.text[2], size, "%s", row->field[ROW_CASES]);
    french(c.text[3], size, row->field[ROW_WORST]);
    french(c.text[4], size, row->field[ROW_TOLERANCE]);
    snprintf(c.text[5], size, "%s", row->field[ROW_VERDICT]);
    return c;
}

static const Cells heading = { { "équation", "méthode", "cas", "pire erreur",
                                 "tolérance", "verdict" } };

static void widen(size_t columns[COLUMNS], const Cells *c)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t length = i ? strlen(c->text[i]) : first_line(c->text[i]);
        size_t used = width(c->text[i], length);
        if (used > columns[i])
            columns[i] = used;
    }
}

static void print_cells(const size_t columns[COLUMNS], const Cells *c)
{
    const char *rest = c->text[0];
    size_t length = first_line(rest);
    for (size_t i = 0; i < COLUMNS; i++) {
        print_padded(c->text[i], i ? strlen(c->text[i]) : length,
                     i + 1 < COLUMNS ? columns[i] : 0, i >= 2 && i <= 4);
        fputs(i + 1 < COLUMNS ? "  " : "\n", stdout);
    }
    for (rest += length; *rest; rest += length) {
        rest += *rest == ' ';
        length = first_line(rest);
        printf("  %.*s\n", (int)length, rest);
    }
}

/* Les lignes d'un chapitre : ses équations dans l'ordre, puis le reste. */
static void print_rows(const char *chapter, const Table *labels,
                       const Table *rows, const size_t columns[COLUMNS])
{
    for (size_t i = 0; i <= labels->count; i++) {
        const Line *label = i < labels->count ? &labels->lines[i] : NULL;
        for (size_t j = 0; j < rows->count; j++) {
            const Line *row = &rows->lines[j];
            bool mine = strcmp(row->chapter, chapter) == 0;
            const Line *named = find_label(labels, row->field[ROW_LABEL]);
            if (mine && named == label) {
                Cells c = cells(row, labels);
                print_cells(columns, &c);
            }
        }
    }
}

static void print_title(const char *chapter, const Table *labels)
{
    const char *title = "";
    for (size_t i = labels->count; i-- > 0;)
        if (strcmp(labels->lines[i].field[LABEL_KIND], "ch") == 0 &&
            strcmp(labels->lines[i].chapter, chapter) == 0)
            title = labels->lines[i].field[LABEL_TITLE];
    printf("\nChapitre %d — %s\n", atoi(chapter), title);
}

static void print_table(const Options *options, const Table *labels,
                        const Table *rows)
{
    size_t columns[COLUMNS] = { 0 };
    widen(columns, &heading);
    for (size_t i = 0; i < rows->count; i++) {
        Cells c = cells(&rows->lines[i], labels);
        widen(columns, &c);
    }
    putchar('\n');
    print_cells(columns, &heading);
    for (size_t i = 0; i < options->chapters.count; i++) {
        const char *chapter = options->chapters.names[i];
        print_title(chapter, labels);
        if (without_images(options->out, chapter))
            puts("images absentes : seules les équations exécutées sont "
                 "prouvées");
        print_rows(chapter, labels, rows, columns);
    }
}

/* --- Les fautes ---------------------------------------------------------- */

/* « chapters/…:41: éq. (16.2), 2ᵉ « = » : … » : le détail commence par le rang
 * du signe faux, s'il y en a un. */
static void print_wrong_execution(const Line *row, const Line *label)
{
    const char *detail = row->field[ROW_DETAIL];
    bool ranked = *detail >= '1' && *detail <= '9';
    print_page(row->chapter);
    printf(":%s: éq. (%s)%s%s\n", row->field[ROW_LINE],
           label ? label->field[LABEL_NUMBER] : row->field[ROW_LABEL],
           ranked ? ", " : " : ", detail);
}

/* Une ligne d'un test du chapitre. */
static void print_wrong_test(const Line *row, const Line *label,
                             const Table *labels)
{
    Cells c = cells(row, labels);
    print_page(label ? label->chapter : row->chapter);
    printf("%s%s: erreur : %s%s : %s (%s)", label ? ":" : "",
           label ? label->field[LABEL_LINE] : "", label ? "éq. " : "",
           c.text[0], c.text[5], c.text[1]);
    if (*c.text[3])
        printf(", écart %s, tolérance %s", c.text[3], c.text[4]);
    printf(" ; %s\n", row->field[ROW_DETAIL]);
}

/* Chaque ligne qui n'est pas juste, avec l'endroit de son équation. */
static size_t print_wrong(const Table *labels, const Table *rows,
                          bool executed)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const Line *row = &rows->lines[i];
        const Line *label = find_label(labels, row->field[ROW_LABEL]);
        if (is_right(row) || is_executed(row) != executed)
            continue;
        if (executed)
            print_wrong_execution(row, label);
        else
            print_wrong_test(row, label, labels);
        count++;
    }
    return count;
}

/* Une ligne prétend prouver une équation qu'aucun chapitre n'a. */
static int print_unknown(const Table *labels, const Table *rows)
{
    int count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const Line *row = &rows->lines[i];
        if (strncmp(row->field[ROW_LABEL], "eq:", 3) != 0 ||
            find_label(labels, row->field[ROW_LABEL]))
            continue;
        printf("tests/check_chapter%s.c: erreur : « %s » n'est l'étiquette "
               "d'aucune équation\n",
               row->chapter, row->field[ROW_LABEL]);
        count++;
    }
    return count;
}

typedef struct {
    int executed, equals; /* prouvées telles qu'imprimées ; leurs « = » */
    int tested;           /* .prose, prouvées par un test */
    int failed, definitions, orphans;
} Count;

static void print_orphan(const Line *label)
{
    print_page(label->chapter);
    printf(":%s: erreur : l'équation (%s), « %s », n'est %s\n",
           label->field[LABEL_LINE], label->field[LABEL_NUMBER],
           label->field[LABEL_NAME],
           has_status(label, "prose") ? "prouvée par aucun test"
                                      : "pas exécutée");
}

static void count_equation(Count *count, const Line *label, const Table *rows)
{
    int executed = 0, tested = 0, wrong = 0, equals = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const Line *row = &rows->lines[i];
        if (!concerns(row, label))
            continue;
        executed += is_executed(row);
        tested += !is_executed(row);
        wrong += !is_right(row);
        equals += atoi(row->field[ROW_EQUALS]);
    }
    bool prose = has_status(label, "prose");
    bool definition = has_status(label, "definition");
    bool orphan = !definition && (prose ? tested : executed) == 0;
    bool right = wrong == 0 && !orphan;
    count->orphans += orphan;
    count->failed += wrong > 0 && !orphan;
    count->definitions += right && definition;
    count->tested += right && prose;
    count->executed += right && !definition && !prose;
    count->equals += right ? equals : 0;
    if (orphan)
        print_orphan(label);
}

static bool in_list(List list, const char *name)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.names[i], name) == 0)
            return true;
    return false;
}

static Count count_equations(const Options *options, const Table *labels,
                             const Table *rows)
{
    Count count = { 0 };
    for (size_t i = 0; i < labels->count; i++) {
        const Line *label = &labels->lines[i];
        if (is_equation(label) && in_list(options->chapters, label->chapter) &&
            !(has_status(label, "prose") &&
              without_images(options->out, label->chapter)))
            count_equation(&count, label, rows);
    }
    return count;
}

static void print_counts(const Count *count, const Table *rows)
{
    size_t claims = 0;
    for (size_t i = 0; i < rows->count; i++)
        claims += is_right(&rows->lines[i]) &&
                  strncmp(rows->lines[i].field[ROW_LABEL], "prop:", 5) == 0;
    int all = count->executed + count->tested + count->failed + count->orphans;
    printf("\nÉquations exécutées : %d, soit %d « = » prouvés tels "
           "qu'imprimés ; éprouvées par leur seule fonction : %d ; "
           "définitions : %d ; orphelines : %d",
           count->executed, count->equals, count->tested, count->definitions,
           count->orphans);
    if (count->failed)
        printf(" ; fausses ou sans conclusion : %d", count->failed);
    printf(".\nPart des équations exécutées, hors définitions : %d %%.\n",
           all ? 100 * count->executed / all : 100);
    printf("Autres propositions vérifiées : %zu.\n", claims);
}

/* --- Les tests ----------------------------------------------------------- */

static bool read_status(const char *out, const char *test, int *status)
{
    FILE *file = open_in(out, "log/", test, ".status");
    bool read = file && fscanf(file, "%d", status) == 1;
    if (file)
        fclose(file);
    return read;
}

/* Les dernières lignes d'un journal. */
static void print_log(FILE *file)
{
    char line[4096];
    int lines = 0;
    while (fgets(line, sizeof line, file))
        lines++;
    rewind(file);
    for (int n = 0; fgets(line, sizeof line, file); n++)
        if (n >= lines - LOG_LINES)
            printf("  %s", line);
}

static Tally read_tally(FILE *file)
{
    Tally tally = { 0 };
    char line[4096];
    int percent;
    while (fgets(line, sizeof line, file)) {
        Tally t;
        if (sscanf(line, "%d%%: Checks: %d, Failures: %d, Errors: %d",
                   &percent, &t.checks, &t.failures, &t.errors) == 4)
            tally = t;
    }
    rewind(file);
    return tally;
}

/* Le compte d'un test. Celui qui meurt sans rendre compte, ou ne fait tourner
 * aucun test, est une erreur de plus. */
static Tally collect(const Options *options, const char *test)
{
    Tally tally = { 0 };
    int status = -1;
    bool ran = read_status(options->out, test, &status);
    FILE *file = open_in(options->out, "log/", test, ".log");
    if (file)
        tally = read_tally(file);
    if (tally.failures + tally.errors == 0 &&
        (status != 0 || tally.checks == 0)) {
        tally.checks++;
        tally.errors++;
    }
    if (tally.failures + tally.errors > 0)
        printf("\n--- %s : %s\n", test, ran ? "échec" : "n'a pas tourné");
    if (file && tally.failures + tally.errors > 0)
        print_log(file);
    if (file)
        fclose(file);
    return tally;
}

static Tally collect_all(const Options *options)
{
    Tally sum = { 0 };
    for (size_t i = 0; i < options->tests.count; i++) {
        Tally t = collect(options, options->tests.names[i]);
        sum.checks += t.checks;
        sum.failures += t.failures;
        sum.errors += t.errors;
    }
    return sum;
}

/* La dernière ligne, au format de Check ; rend le statut de l'ensemble. */
static int print_tally(const Tally *sum)
{
    int right = sum->checks - sum->failures - sum->errors;
    printf("%d%%: Checks: %d, Failures: %d, Errors: %d\n",
           sum->checks ? 100 * right / sum->checks : 0, sum->checks,
           sum->failures, sum->errors);
    return sum->checks > 0 && right == sum->checks ? EXIT_SUCCESS
                                                   : EXIT_FAILURE;
}

/* --- Les deux usages ----------------------------------------------------- */

static int summarize_all(const Options *options, const Table *labels,
                         const Table *rows)
{
    Tally sum = collect_all(options);
    print_table(options, labels, rows);
    putchar('\n');
    print_wrong(labels, rows, true);
    print_wrong(labels, rows, false);
    int unknown = print_unknown(labels, rows);
    Count count = count_equations(options, labels, rows);
    if (options->incomplete)
        puts("erreur : un programme n'a pas pu être construit ou a échoué ; "
             "voir plus haut");
    print_counts(&count, rows);
    sum.checks += unknown + count.orphans + options->incomplete;
    sum.failures += unknown + count.orphans;
    sum.errors += options->incomplete;
    return print_tally(&sum);
}

/* Dit pourquoi test refuse la page : le journal d'execute dit tout, celui d'un
 * test n'est montré que si aucune ligne du tableau n'est fausse. */
static void refuse(const Options *options, const char *test,
                   const Table *labels, const Table *rows)
{
    bool executed = strncmp(test, "execute_", strlen("execute_")) == 0;
    FILE *file = open_in(options->out, "log/", test, ".log");
    if (file && (executed || print_wrong(labels, rows, false) == 0))
        print_log(file);
    if (file)
        fclose(file);
    printf("chapitre %d : une vérification échoue, pas de PDF "
           "(journal : %s/log/%s.log)\n",
           atoi(options->chapters.names[0]), options->out, test);
}

/* La page d'un chapitre attend ici que ses équations et son test soient
 * passés. */
static int keep_gate(const Options *options, const Table *labels,
                     const Table *rows)
{
    bool open = options->tests.count > 0;
    for (size_t i = 0; i < options->tests.count; i++) {
        const char *test = options->tests.names[i];
        int status = -1;
        if (read_status(options->out, test, &status) && status == 0)
            continue;
        refuse(options, test, labels, rows);
        open = false;
    }
    return open ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- Ligne de commande --------------------------------------------------- */

/* Les arguments qui suivent, jusqu'à la prochaine option. */
static List take(char ***argument)
{
    List list = { .names = (const char *const *)(*argument + 1) };
    while ((*argument)[1] && strncmp((*argument)[1], "--", 2) != 0) {
        ++*argument;
        list.count++;
    }
    return list;
}

static Options parse(char **argument)
{
    Options o = { .out = "build" };
    for (; *argument; argument++) {
        if (strcmp(*argument, "--gate") == 0)
            o.gate = true;
        else if (strcmp(*argument, "--incomplete") == 0)
            o.incomplete = true;
        else if (strcmp(*argument, "--out") == 0 && argument[1])
            o.out = *++argument;
        else if (strcmp(*argument, "--chapters") == 0)
            o.chapters = take(&argument);
        else if (strcmp(*argument, "--labels") == 0)
            o.labels = take(&argument);
        else if (strcmp(*argument, "--tests") == 0)
            o.tests = take(&argument);
        else
            fatal(HERE, "summary", "argument inconnu : %s", *argument);
    }
    return o;
}

int main(int argc, char **argv)
{
    (void)argc;
    Options options = parse(argv + 1);
    Table labels = { 0 }, rows = { 0 };
    read_tables(&labels, "build", options.labels, "labels.tsv");
    read_tables(&rows, options.out, options.chapters, "execution.tsv");
    read_tables(&rows, options.out, options.chapters, "verification.tsv");
    int status = options.gate ? keep_gate(&options, &labels, &rows)
                              : summarize_all(&options, &labels, &rows);
    table_free(&labels);
    table_free(&rows);
    return status;
}
