/* execute.c — prouve les équations d'un chapitre telles qu'elles sont imprimées.
 *
 *   execute [--out DOSSIER] [--index DOSSIER] --chapter 16
 *           [--chapters "00 03 …"] [--equation eq:nom [--tex 'LATEX']]
 *
 * Lit INDEX/chapterNN/labels.tsv et notation.tsv (INDEX : build), pour le
 * chapitre et pour tous ceux de la liste (tous ceux de l'index, sans liste) ;
 * éprouve chaque équation qui n'est pas .prose, dans la notation de son cas ;
 * écrit OUT/chapter16/execution.tsv, s'il a changé. Ce qui n'est pas juste est
 * dit sur la sortie d'erreur, à sa ligne, et le statut est 1. La dernière ligne
 * est un compte au format de Check : la notation, puis chaque équation.
 *
 * --equation n'en éprouve qu'une, et n'écrit rien ; avec --tex, elle éprouve ce
 * texte-là à la place de celui qui est imprimé.
 */
#include <stdlib.h>
#include <string.h>

#include "../lib/equations.h"

typedef struct {
    const char *out, *index, *chapter, *chapters, *equation, *tex;
} Options;

/* --- La table ------------------------------------------------------------ */

typedef struct {
    char *text;
    size_t size;
    FILE *file;
} Draft;

static void draft_open(Draft *draft)
{
    draft->file = open_memstream(&draft->text, &draft->size);
    if (!draft->file)
        fatal(HERE, __func__, "mémoire épuisée");
    fputs("label\tmethod\tcases\tworst\ttolerance\tverdict\tdetail\tequals\t"
          "line\n",
          draft->file);
}

/* Le fichier a-t-il déjà ce contenu ? */
static bool is_same(const char *path, const Draft *draft)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t i = 0;
    int c;
    while ((c = fgetc(file)) != EOF && i < draft->size &&
           c == (unsigned char)draft->text[i])
        i++;
    fclose(file);
    return c == EOF && i == draft->size;
}

/* Met le fichier en place, d'un coup ; le laisse s'il est déjà celui-là. */
static bool draft_close(Draft *draft, const char *path, Error *error)
{
    char beside[4200];
    bool written = fclose(draft->file) == 0;
    if (written && is_same(path, draft)) {
        free(draft->text);
        return true;
    }
    snprintf(beside, sizeof beside, "%s.tmp", path);
    FILE *file = fopen(beside, "w");
    written = written && file &&
              fwrite(draft->text, 1, draft->size, file) == draft->size;
    if (file && fclose(file) != 0)
        written = false;
    free(draft->text);
    if (!written || rename(beside, path) != 0)
        return error_set(error, "%s : impossible de l'écrire", path);
    return true;
}

static void write_text(FILE *file, const char *text)
{
    for (; *text; text++)
        fputc(*text == '\t' || *text == '\n' ? ' ' : *text, file);
}

/* « 2ᵉ « = » : la forme… », sans la virgule qui suit le numéro. */
static void write_detail(FILE *file, const Execution *e)
{
    const char *place = e->place + strspn(e->place, ", ");
    write_text(file, place);
    if (*place)
        fputs(" : ", file);
    write_text(file, e->error.text);
}

static void write_row(FILE *file, const Line *label, const Execution *e)
{
    fprintf(file, "%s\texécutée\t%zu\t", label->field[LABEL_NAME], e->cases);
    if (e->cases > 0)
        fprintf(file, "%.3g\t%.3g\t", e->worst, e->tolerance);
    else
        fputs("\t\t", file);
    fprintf(file, "%s\t", verdict_name(e->verdict));
    if (e->verdict != PROOF_RIGHT)
        write_detail(file, e);
    fprintf(file, "\t%zu\t%s\n", e->equals, label->field[LABEL_LINE]);
}

/* --- Tout un chapitre ---------------------------------------------------- */

typedef struct {
    const Book *book;
    const Chapter *chapter;
    Draft draft;
    size_t checks, failures, errors;
    bool *done; /* par rang d'étiquette */
} Run;

static bool is_executed(const Line *label)
{
    return is_equation(label) && !has_status(label, "prose");
}

/* Le chapitre a-t-il une ligne de notation de ce cas ? */
static bool has_case(const Chapter *chapter, const char *name)
{
    for (size_t i = 0; i < chapter->notation.count; i++)
        if (strcmp(chapter->notation.lines[i].field[NOTATION_CASE], name) == 0)
            return true;
    return *name == '\0';
}

/* Ce que l'index a laissé passer : un cas inconnu, une raison qui manque. */
static void check_attributes(Run *run, const Line *label)
{
    const char *name = label->field[LABEL_CASE];
    bool silent = has_status(label, "prose") && !*label->field[LABEL_REASON];
    if (silent || !has_case(run->chapter, name)) {
        run->errors++;
        fprintf(stderr, "%s:%s: éq. (%s) : %s%s%s\n", run->chapter->path,
                label->field[LABEL_LINE], label->field[LABEL_NUMBER],
                silent ? ".prose sans reason=\"…\"" : "cas inconnu : « ",
                silent ? "" : name, silent ? "" : " »");
    }
}

static void run_equation(Run *run, Scope *scope, const Line *label)
{
    size_t rank = (size_t)(label - run->chapter->labels.lines);
    Defines defines = scope->defines[rank];
    Execution execution;
    bool right = equation_execute(&execution, scope, label, NULL);
    run->checks++;
    run->failures += !right;
    /* La notation a déjà dit la faute d'une définition qu'elle a refusée. */
    if (!right && defines != DEFINES_WRONGLY)
        equation_complain(stderr, run->chapter, label, NULL, &execution);
    if (!right || execution.equals > 0)
        write_row(run->draft.file, label, &execution);
}

/* Les équations du cas name, dans l'ordre de la page. */
static void run_case(Run *run, const char *name)
{
    Scope scope;
    scope_open(&scope, run->book, run->chapter, name, stderr);
    run->errors += scope.errors;
    for (size_t i = 0; i < run->chapter->labels.count; i++) {
        const Line *label = &run->chapter->labels.lines[i];
        if (!is_executed(label) || strcmp(label->field[LABEL_CASE], name) != 0)
            continue;
        run->done[i] = true;
        run_equation(run, &scope, label);
    }
    scope_close(&scope);
}

/* Le cas « » d'abord, puis les autres, à leur première équation. */
static void run_cases(Run *run)
{
    const Table *labels = &run->chapter->labels;
    run->done = allocate(labels->count, sizeof *run->done);
    run->checks = 1;
    run_case(run, "");
    for (size_t i = 0; i < labels->count; i++) {
        const Line *label = &labels->lines[i];
        if (is_equation(label))
            check_attributes(run, label);
        if (is_executed(label) && !run->done[i])
            run_case(run, label->field[LABEL_CASE]);
    }
    free(run->done);
}

static int run_chapter(const Options *options, const Book *book,
                       const Chapter *chapter)
{
    Run run = { .book = book, .chapter = chapter };
    char path[4096];
    Error error;
    draft_open(&run.draft);
    run_cases(&run);
    snprintf(path, sizeof path, "%s/chapter%s/execution.tsv", options->out,
             chapter->number);
    if (!draft_close(&run.draft, path, &error))
        error_exit("execute", &error);
    size_t wrong = run.failures + (run.errors > 0);
    printf("%zu%%: Checks: %zu, Failures: %zu, Errors: %d\n",
           100 * (run.checks - wrong) / run.checks, run.checks, run.failures,
           run.errors > 0);
    return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* --- Une seule équation -------------------------------------------------- */

static int run_one(const Options *options, const Book *book,
                   const Chapter *chapter)
{
    const Line *label = find_label(&chapter->labels, options->equation);
    Error error;
    if (!label || !is_equation(label)) {
        error_set(&error, "« %s » n'est l'étiquette d'aucune équation de %s",
                  options->equation, chapter->path);
        error_exit("execute", &error);
    }
    Scope scope;
    Execution e;
    scope_open(&scope, book, chapter, label->field[LABEL_CASE], stderr);
    bool right = equation_execute(&e, &scope, label, options->tex);
    if (!right)
        equation_complain(stderr, chapter, label, options->tex, &e);
    printf("éq. (%s) %s : %s", label->field[LABEL_NUMBER], options->equation,
           verdict_name(e.verdict));
    if (right)
        printf(" ; « = » prouvés : %zu, entrées comparées : %zu, pire écart : "
               "%.2g S, tolérance : %.2g S",
               e.equals, e.cases, e.worst, e.tolerance);
    putchar('\n');
    right = right && scope.errors == 0;
    scope_close(&scope);
    return right ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- Ligne de commande --------------------------------------------------- */

static _Noreturn void usage(void)
{
    fputs("usage : execute [--out DOSSIER] [--index DOSSIER] --chapter 16\n"
          "                [--chapters \"00 03 …\"] [--equation eq:nom "
          "[--tex 'LATEX']]\n",
          stderr);
    exit(2);
}

static Options parse(int argc, char **argv)
{
    Options o = { .out = "build", .index = "build" };
    for (int i = 1; i < argc; i += 2) {
        const char **value = NULL;
        if (strcmp(argv[i], "--out") == 0)
            value = &o.out;
        else if (strcmp(argv[i], "--index") == 0)
            value = &o.index;
        else if (strcmp(argv[i], "--chapter") == 0)
            value = &o.chapter;
        else if (strcmp(argv[i], "--chapters") == 0)
            value = &o.chapters;
        else if (strcmp(argv[i], "--equation") == 0)
            value = &o.equation;
        else if (strcmp(argv[i], "--tex") == 0)
            value = &o.tex;
        if (!value || i + 1 == argc)
            usage();
        *value = argv[i + 1];
    }
    if (!o.chapter || (o.tex && !o.equation))
        usage();
    return o;
}

int main(int argc, char **argv)
{
    Options options = parse(argc, argv);
    Book book;
    Error error;
    if (!book_read(&book, options.index, options.chapters, &error))
        error_exit("execute", &error);
    const Chapter *chapter = book_find(&book, options.chapter);
    if (!chapter) {
        error_set(&error, "pas de chapitre « %s »", options.chapter);
        error_exit("execute", &error);
    }
    int status = options.equation ? run_one(&options, &book, chapter)
                                  : run_chapter(&options, &book, chapter);
    book_free(&book);
    return status;
}
