/* equations.c — voir equations.h. */
#include "equations.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

/* --- Lire l'index -------------------------------------------------------- */

static bool read_index(Chapter *chapter, const char *index, Error *error)
{
    static const char *const names[] = { "labels.tsv", "notation.tsv" };
    Table *const tables[] = { &chapter->labels, &chapter->notation };
    for (size_t i = 0; i < 2; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/chapter%s/%s", index, chapter->number,
                 names[i]);
        if (!table_read(tables[i], chapter->number, path))
            return error_set(error, "%s : fichier introuvable (make index)",
                             path);
    }
    return true;
}

/* Le chapitre de numéro « 6 » ou « 06 », length octets. */
static bool number_read(char to[3], const char *text, size_t length)
{
    if (length == 0 || length > 2 || strspn(text, "0123456789") < length)
        return false;
    to[0] = length == 1 ? '0' : text[0];
    to[1] = text[length - 1];
    to[2] = '\0';
    return true;
}

/* Les chapitres dont le dossier index a un dossier. */
static void list_chapters(Book *book, const char *index)
{
    char pattern[4096];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/chapter[0-9][0-9]/", index);
    if (glob(pattern, 0, NULL, &found) != 0)
        return;
    book->chapters = allocate(found.gl_pathc, sizeof *book->chapters);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        number_read(book->chapters[book->count++].number,
                    path + strlen(path) - 3, 2);
    }
    globfree(&found);
}

static bool parse_list(Book *book, const char *numbers, Error *error)
{
    book->chapters = allocate(strlen(numbers) + 1, sizeof *book->chapters);
    while (*(numbers += strspn(numbers, " "))) {
        size_t length = strcspn(numbers, " ");
        Chapter *chapter = &book->chapters[book->count];
        if (!number_read(chapter->number, numbers, length))
            return error_set(error, "« %.*s » n'est pas un numéro de chapitre",
                             (int)length, numbers);
        book->count++;
        numbers += length;
    }
    return true;
}

bool book_read(Book *book, const char *index, const char *numbers,
               Error *error)
{
    *book = (Book){ 0 };
    bool read = true;
    if (numbers)
        read = parse_list(book, numbers, error);
    else
        list_chapters(book, index);
    for (size_t i = 0; read && i < book->count; i++) {
        Chapter *chapter = &book->chapters[i];
        page_path(chapter->path, sizeof chapter->path, chapter->number);
        read = read_index(chapter, index, error);
    }
    if (!read)
        book_free(book);
    return read;
}

void book_free(Book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        table_free(&book->chapters[i].labels);
        table_free(&book->chapters[i].notation);
    }
    free(book->chapters);
    *book = (Book){ 0 };
}

Chapter *book_find(const Book *book, const char *number)
{
    char padded[3];
    if (!number_read(padded, number, strlen(number)))
        return NULL;
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->chapters[i].number, padded) == 0)
            return &book->chapters[i];
    return NULL;
}

/* --- La notation d'un cas ------------------------------------------------ */

/* Le texte d'une ligne et, sous lui, l'endroit de la faute. */
static void quote(FILE *log, const char *text, const FormulaError *error)
{
    char shown[2 * FORMULA_LENGTH];
    if (error->offset == SIZE_MAX)
        return;
    formula_error_describe(shown, sizeof shown, text, error);
    const char *rest = strchr(shown, '\n');
    if (rest && rest[1])
        fprintf(log, "%s\n", rest + 1);
}

static void complain(Scope *scope, const Chapter *chapter, const char *line,
                     const char *text, const FormulaError *error)
{
    scope->errors++;
    fprintf(scope->log, "%s:%s: notation : %s\n", chapter->path, line,
            error->text);
    quote(scope->log, text, error);
}

static bool is_case(const char *field, const char *name)
{
    return strcmp(field, name) == 0;
}

/* Les lignes de notation de chapter qui sont du cas name. */
static void add_lines(Scope *scope, const Chapter *chapter, const char *name)
{
    for (size_t i = 0; i < chapter->notation.count; i++) {
        char *const *field = chapter->notation.lines[i].field;
        FormulaError error = { .offset = SIZE_MAX };
        if (strcmp(field[NOTATION_KIND], "notation") == 0 &&
            is_case(field[NOTATION_CASE], name) &&
            !notation_add(&scope->notation, field[NOTATION_TEXT], &error))
            complain(scope, chapter, field[NOTATION_LINE],
                     field[NOTATION_TEXT], &error);
    }
}

/* Les définitions de chapter qui sont du cas name. */
static void add_definitions(Scope *scope, const Chapter *chapter,
                            const char *name)
{
    for (size_t i = 0; i < chapter->labels.count; i++) {
        const Line *label = &chapter->labels.lines[i];
        char *const *field = label->field;
        if (!is_equation(label) || !has_status(label, "definition") ||
            !is_case(field[LABEL_CASE], name))
            continue;
        FormulaError error = { .offset = SIZE_MAX };
        bool defines = false;
        bool added = notation_define(&scope->notation, field[LABEL_TEX],
                                     field[LABEL_NAME], &defines, &error);
        if (!added)
            complain(scope, chapter, field[LABEL_LINE], field[LABEL_TEX],
                     &error);
        if (chapter == scope->chapter)
            scope->defines[i] = !added    ? DEFINES_WRONGLY
                                : defines ? DEFINES_SYMBOL
                                          : DEFINES_NOTHING;
    }
}

/* Les chapitres que chapter suit, les plus lointains d'abord, une fois chacun :
 * seen retient ceux qui sont passés. */
static void add_followed(Scope *scope, const Chapter *chapter, bool *seen)
{
    seen[chapter - scope->book->chapters] = true;
    for (size_t i = 0; i < chapter->notation.count; i++) {
        char *const *field = chapter->notation.lines[i].field;
        if (strcmp(field[NOTATION_KIND], "follows") != 0)
            continue;
        const Chapter *next = book_find(scope->book, field[NOTATION_TEXT]);
        if (!next) {
            scope->errors++;
            fprintf(scope->log, "%s:%s: %s : pas de chapitre « %s »\n",
                    chapter->path, field[NOTATION_LINE], field[NOTATION_KIND],
                    field[NOTATION_TEXT]);
        } else if (!seen[next - scope->book->chapters]) {
            add_followed(scope, next, seen);
            add_lines(scope, next, "");
            add_definitions(scope, next, "");
        }
    }
}

static void add_sheet(Scope *scope)
{
    FormulaError error = { .offset = SIZE_MAX };
    if (notation_sheet(&scope->notation, &error))
        return;
    scope->errors++;
    fprintf(scope->log, "la feuille de notation : %s\n", error.text);
}

void scope_open(Scope *scope, const Book *book, const Chapter *chapter,
                const char *name, FILE *log)
{
    *scope =
        (Scope){ .book = book, .chapter = chapter, .name = name, .log = log };
    scope->defines = allocate(chapter->labels.count, sizeof *scope->defines);
    bool *seen = allocate(book->count, sizeof *seen);
    notation_create(&scope->notation);
    add_sheet(scope);
    notation_level(&scope->notation, LEVEL_FOLLOWED);
    add_followed(scope, chapter, seen);
    notation_level(&scope->notation, LEVEL_CHAPTER);
    add_lines(scope, chapter, "");
    add_definitions(scope, chapter, "");
    if (*name) {
        notation_level(&scope->notation, LEVEL_CASE);
        add_lines(scope, chapter, name);
        add_definitions(scope, chapter, name);
    }
    free(seen);
}

void scope_close(Scope *scope)
{
    notation_free(&scope->notation);
    free(scope->defines);
    *scope = (Scope){ 0 };
}

/* --- Une équation -------------------------------------------------------- */

const char *verdict_name(ProofVerdict verdict)
{
    return verdict == PROOF_RIGHT   ? "juste"
           : verdict == PROOF_WRONG ? "faux"
                                    : "ne conclut pas";
}

static const char *relation_sign(Relation relation)
{
    static const char *const signs[] = { "=", "<", "≤", ">", "≥", "⟺", "←" };
    return signs[relation];
}

/* « , 2ᵉ « = » » : la relation de rang failed, parmi celles de son signe. */
static void name_place(char *to, size_t size, const Formula *formula,
                       size_t failed)
{
    to[0] = '\0';
    if (failed == 0 || failed >= formula->count)
        return;
    Relation relation = formula->relation[failed - 1];
    size_t rank = 0;
    for (size_t i = 0; i < failed; i++)
        rank += formula->relation[i] == relation;
    snprintf(to, size, ", %zu%s « %s »", rank, rank == 1 ? "ᵉʳ" : "ᵉ",
             relation_sign(relation));
}

/* Les tirages d'une équation ne dépendent que de son étiquette (FNV-1a). */
static uint64_t seed_of(const char *label)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (; *label; label++)
        hash = (hash ^ (unsigned char)*label) * 0x100000001b3;
    return hash;
}

static Defines defines(const Scope *scope, const Line *label)
{
    return scope->defines[label - scope->chapter->labels.lines];
}

/* Ce que la preuve a donné, le « = » d'une définition retiré. */
static void keep(Execution *execution, const Proof *proof,
                 const Formula *formula, const char *text, bool defining)
{
    *execution = (Execution){
        .verdict = proof->verdict,
        .equals = proof->equals - (defining && proof->equals > 0),
        .cases = proof->cases,
        .worst = proof->worst,
        .tolerance = proof->tolerance,
        .error.offset = SIZE_MAX,
    };
    if (proof->verdict != PROOF_RIGHT) {
        name_place(execution->place, sizeof execution->place, formula,
                   proof->failed);
        formula_fail(&execution->error, text, proof->offset, "%s",
                     proof->detail);
    } else if (execution->equals == 0 && !defining) {
        execution->verdict = PROOF_INCONCLUSIVE;
        formula_fail(&execution->error, text, SIZE_MAX,
                     "il n'y a rien à prouver : ni « = », ni inégalité");
    }
}

bool equation_execute(Execution *execution, Scope *scope, const Line *label,
                      const char *tex)
{
    const char *text = tex ? tex : label->field[LABEL_TEX];
    FormulaNames names = notation_names(&scope->notation);
    Formula formula;
    Proof proof;
    *execution = (Execution){ .verdict = PROOF_INCONCLUSIVE };
    if (!formula_parse(&formula, text, &names, &execution->error))
        return false;
    formula_prove(&proof, &scope->notation, &formula, text,
                  seed_of(label->field[LABEL_NAME]));
    keep(execution, &proof, &formula, text,
         defines(scope, label) == DEFINES_SYMBOL);
    formula_free(&formula);
    return execution->verdict == PROOF_RIGHT;
}

void equation_complain(FILE *log, const Chapter *chapter, const Line *label,
                       const char *tex, const Execution *execution)
{
    fprintf(log, "%s:%s: éq. (%s)%s : %s\n", chapter->path,
            label->field[LABEL_LINE], label->field[LABEL_NUMBER],
            execution->place, execution->error.text);
    quote(log, tex ? tex : label->field[LABEL_TEX], &execution->error);
}
