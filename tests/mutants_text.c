/* mutants_text.c — chaque équation, abîmée : la preuve le voit-elle ?
 *
 *   mutants_text [--index DOSSIER] [--chapters "00 03 …"] [--reasons FICHIER]
 *                [--sample N] [--seed S] [--pages] [--equation eq:nom]
 *
 * Fait de chaque équation exécutée tous les mutants que décrit mutate.h, et les
 * éprouve comme la page l'est : chacun doit être refusé. Un survivant doit être
 * expliqué dans tests/mutants_text.tsv : étiquette, texte, raison. « = » à la
 * place du texte vaut pour tous ceux de l'équation dont le membre changé, mesuré,
 * vaut autant ; « < », pour tous ceux qui affaiblissent une inégalité ; « * »,
 * pour toutes les équations. Une ligne sans survivant est de trop. Le statut
 * est 1 pour tout cela, ou si moins de 99 % des autres sont refusés.
 *
 *   --sample    N mutants au hasard, selon la graine S
 *   --pages     dit ceux-là, et le refus attendu, à la place du tableau
 *   --equation  une seule équation, et le sort de chacun de ses mutants
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../lib/equations.h"
#include "../lib/random.h"
#include "mutate.h"

typedef enum {
    OUTCOME_READING, /* ne se lit pas */
    OUTCOME_SHAPE,   /* n'a pas de valeur : forme, indice */
    OUTCOME_VALUE,   /* est faux */
    OUTCOME_NOTHING, /* ne conclut pas */
    OUTCOME_SAME,    /* juste : vaut autant, écrit autrement */
    OUTCOME_WEAKER,  /* juste : une inégalité moins forte */
    OUTCOME_SURVIVES,
    OUTCOMES
} Outcome;

typedef struct {
    Mutation mutation;
    char *text;
    bool readable, chosen;
    Outcome outcome;
    bool
        wrong; /* jugé juste, alors qu'un membre d'un « = » vaut autre chose */
    bool lucky;    /* d'autres tirages le refusent */
    size_t reason; /* rang de sa ligne, ou SIZE_MAX */
} Trial;

/* Une équation exécutée et ses mutants, trial[first … first + count − 1]. */
typedef struct {
    Chapter *chapter;
    Line *label;
    bool defines; /* c'est une définition, suivie d'autres « = » */
    size_t first, count;
} Equation;

typedef struct {
    const char *index, *chapters, *reasons, *equation;
    size_t sample;
    uint64_t seed;
    bool pages;
} Options;

typedef struct {
    Options options;
    Book book;
    Lexicon lexicon;
    Equation *equations;
    size_t equation_count;
    Trial *trials;
    size_t trial_count, chosen;
    Table reasons;
    bool *used;    /* par ligne de reasons */
    FILE *nowhere; /* pour ce qui n'intéresse personne */
    size_t faults;
} Run;

static void *grow(void *list, size_t count, size_t size)
{
    void *grown = realloc(list, size_product(count + 1, size));
    if (!grown)
        fatal(HERE, __func__, "mémoire épuisée");
    return grown;
}

/* --- Les équations et leurs mutants -------------------------------------- */

static bool is_executed(const Line *label)
{
    return is_equation(label) && !has_status(label, "prose");
}

/* Visite les équations exécutées de chaque chapitre, cas par cas : la notation
 * n'est faite qu'une fois par cas. */
typedef void Visit(Run *run, Scope *scope, Chapter *chapter, Line *label);

static Visit learn_words;

static void visit_case(Run *run, Chapter *chapter, const char *name,
                       bool *done, Visit *visit)
{
    Scope scope;
    bool judging = visit != learn_words;
    scope_open(&scope, &run->book, chapter, name,
               judging ? stderr : run->nowhere);
    run->faults += judging ? scope.errors : 0;
    for (size_t i = 0; i < chapter->labels.count; i++) {
        Line *label = &chapter->labels.lines[i];
        if (!is_executed(label) || strcmp(label->field[LABEL_CASE], name) != 0)
            continue;
        done[i] = true;
        visit(run, &scope, chapter, label);
    }
    scope_close(&scope);
}

static bool has_label(const Chapter *chapter, const char *name)
{
    return find_label(&chapter->labels, name) != NULL;
}

/* Le chapitre est-il dans la liste ? */
static bool is_listed(const Run *run, const Chapter *chapter)
{
    char number[3];
    const char *next = run->options.chapters;
    for (next += strspn(next, " "); *next; next += strspn(next, " ")) {
        size_t length = strcspn(next, " ");
        snprintf(number, sizeof number, "%.*s", (int)length, next);
        if (length < sizeof number && book_find(&run->book, number) == chapter)
            return true;
        next += length;
    }
    return false;
}

static bool is_wanted(const Run *run, const Chapter *chapter)
{
    return !run->options.chapters || is_listed(run, chapter);
}

static void visit_chapter(Run *run, Chapter *chapter, Visit *visit)
{
    bool *done = allocate(chapter->labels.count, sizeof *done);
    visit_case(run, chapter, "", done, visit);
    for (size_t i = 0; i < chapter->labels.count; i++) {
        const Line *label = &chapter->labels.lines[i];
        if (is_executed(label) && !done[i])
            visit_case(run, chapter, label->field[LABEL_CASE], done, visit);
    }
    free(done);
}

static void visit_wanted(Run *run, Visit *visit)
{
    for (size_t c = 0; c < run->book.count; c++)
        if (is_wanted(run, &run->book.chapters[c]))
            visit_chapter(run, &run->book.chapters[c], visit);
}

/* Les noms sont ceux de tout le livre : les mutants d'un chapitre ne dépendent
 * pas de la liste. */
static void learn_words(Run *run, Scope *scope, Chapter *chapter, Line *label)
{
    (void)chapter;
    lexicon_add(&run->lexicon, &scope->notation, label->field[LABEL_TEX]);
}

static void add_trial(Run *run, Mutant *mutant)
{
    run->trials = grow(run->trials, run->trial_count, sizeof *run->trials);
    run->trials[run->trial_count++] = (Trial){
        .mutation = mutant->mutation,
        .text = mutant->text,
        .readable = mutant->formula.count > 0,
        .reason = SIZE_MAX,
    };
    mutant->text = NULL;
}

static void make_trials(Run *run, Scope *scope, Chapter *chapter, Line *label)
{
    size_t rank = (size_t)(label - chapter->labels.lines);
    Equation equation = {
        .chapter = chapter,
        .label = label,
        .defines = scope->defines[rank] == DEFINES_SYMBOL,
        .first = run->trial_count,
    };
    Mutants mutants;
    const char *only = run->options.equation;
    if (only && strcmp(only, label->field[LABEL_NAME]) != 0)
        return;
    mutants_make(&mutants, &scope->notation, &run->lexicon,
                 label->field[LABEL_TEX], equation.defines);
    for (size_t i = 0; i < mutants.count; i++)
        add_trial(run, &mutants.list[i]);
    equation.count = mutants.count;
    mutants_free(&mutants);
    if (equation.count == 0)
        return;
    run->equations =
        grow(run->equations, run->equation_count, sizeof equation);
    run->equations[run->equation_count++] = equation;
}

/* Choisit les mutants à éprouver : tous, ou un échantillon. */
static void choose(Run *run)
{
    size_t n = run->trial_count;
    size_t *order = allocate(n, sizeof *order);
    Random random = random_seeded(run->options.seed);
    random_permutation(&random, order, n);
    run->chosen = n;
    if (run->options.sample > 0 && run->options.sample < n)
        run->chosen = run->options.sample;
    for (size_t i = 0; i < run->chosen; i++)
        run->trials[order[i]].chosen = true;
    free(order);
}

/* --- Éprouver ------------------------------------------------------------ */

/* Ce qui se dit d'une valeur fausse ; le reste, d'une valeur qui n'est pas. */
static bool speaks_of_values(const char *detail)
{
    static const char *const marks[] = { " à gauche, ", "le reste décroît",
                                         "un membre est vrai" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(detail, marks[i]))
            return true;
    return false;
}

static Outcome outcome_of(const Execution *execution)
{
    if (execution->verdict == PROOF_RIGHT)
        return OUTCOME_SURVIVES;
    if (execution->verdict == PROOF_INCONCLUSIVE)
        return OUTCOME_NOTHING;
    return speaks_of_values(execution->error.text) ? OUTCOME_VALUE
                                                   : OUTCOME_SHAPE;
}

/* La notation où le mutant s'éprouve. Une définition abîmée l'est aussi pour
 * les symboles : *own est alors une notation refaite. */
static Scope *enter(Run *run, Scope *scope, Equation *equation, char *text,
                    Scope *own)
{
    if (!equation->defines)
        return scope;
    equation->label->field[LABEL_TEX] = text;
    scope_open(own, &run->book, equation->chapter,
               equation->label->field[LABEL_CASE], run->nowhere);
    return own;
}

static void leave(Scope *scope, Equation *equation, char *tex)
{
    if (!equation->defines)
        return;
    equation->label->field[LABEL_TEX] = tex;
    scope_close(scope);
}

/* Vrai pour d'autres tirages que ceux de la page ? */
static bool holds_again(Scope *scope, const char *text)
{
    enum { SEEDS = 8 };
    FormulaNames names = notation_names(&scope->notation);
    Formula formula;
    FormulaError error;
    Proof proof;
    if (!formula_parse(&formula, text, &names, &error))
        return false;
    bool right = true;
    for (uint64_t seed = 1; right && seed <= SEEDS; seed++)
        right = formula_prove(&proof, &scope->notation, &formula, text,
                              seed << 32);
    formula_free(&formula);
    return right;
}

/* Un mutant jugé juste l'est-il ? */
static void judge_survivor(Scope *scope, Trial *trial, const char *tex)
{
    Change change = mutant_change(&scope->notation, tex, trial->text);
    trial->outcome = change == CHANGE_NONE     ? OUTCOME_SAME
                     : change == CHANGE_WEAKER ? OUTCOME_WEAKER
                                               : OUTCOME_SURVIVES;
    trial->wrong = change == CHANGE_WRONG;
    trial->lucky =
        change == CHANGE_ALLOWED && !holds_again(scope, trial->text);
}

static void try_mutant(Run *run, Scope *scope, Equation *equation,
                       Trial *trial)
{
    Execution execution;
    Scope own;
    char *tex = equation->label->field[LABEL_TEX];
    trial->outcome = OUTCOME_READING;
    if (!trial->readable)
        return;
    Scope *used = enter(run, scope, equation, trial->text, &own);
    if (used == scope || own.errors == 0) {
        equation_execute(&execution, used, equation->label, trial->text);
        trial->outcome = outcome_of(&execution);
    }
    if (trial->outcome == OUTCOME_SURVIVES)
        judge_survivor(used, trial, tex);
    leave(used, equation, tex);
}

static Equation *find_equation(Run *run, const Line *label)
{
    for (size_t i = 0; i < run->equation_count; i++)
        if (run->equations[i].label == label)
            return &run->equations[i];
    return NULL;
}

static bool has_chosen(const Run *run, const Equation *equation)
{
    for (size_t i = 0; equation && i < equation->count; i++)
        if (run->trials[equation->first + i].chosen)
            return true;
    return false;
}

/* Une équation fausse d'elle-même n'éprouve rien : ses mutants ne comptent
 * pas. */
static bool is_right(Run *run, Scope *scope, const Equation *equation)
{
    Execution execution;
    if (equation_execute(&execution, scope, equation->label, NULL))
        return true;
    run->faults++;
    equation_complain(stderr, equation->chapter, equation->label, NULL,
                      &execution);
    for (size_t i = 0; i < equation->count; i++) {
        run->chosen -= run->trials[equation->first + i].chosen;
        run->trials[equation->first + i].chosen = false;
    }
    return false;
}

static void try_equation(Run *run, Scope *scope, Chapter *chapter, Line *label)
{
    Equation *equation = find_equation(run, label);
    (void)chapter;
    if (!has_chosen(run, equation) || !is_right(run, scope, equation))
        return;
    for (size_t i = 0; i < equation->count; i++) {
        Trial *trial = &run->trials[equation->first + i];
        if (trial->chosen)
            try_mutant(run, scope, equation, trial);
    }
}

/* --- Les survivants ------------------------------------------------------ */

enum { REASON_LABEL, REASON_TEX, REASON_TEXT };

static bool survives(const Trial *trial)
{
    return trial->chosen && trial->outcome >= OUTCOME_SAME;
}

/* Ce qui, dans le fichier, tient lieu de tous les survivants de cette sorte. */
static const char *family(const Trial *trial)
{
    return trial->outcome == OUTCOME_SAME     ? "="
           : trial->outcome == OUTCOME_WEAKER ? "<"
                                              : "";
}

/* Le rang de la raison que label a pour ce texte ; SIZE_MAX s'il n'y en a
 * pas. */
static size_t find_reason(const Run *run, const char *label, const char *tex)
{
    for (size_t k = 0; k < run->reasons.count; k++) {
        char *const *field = run->reasons.lines[k].field;
        if (strcmp(field[REASON_LABEL], label) == 0 &&
            strcmp(field[REASON_TEX], tex) == 0 && *field[REASON_TEXT])
            return k;
    }
    return SIZE_MAX;
}

/* La raison d'un survivant : celle de son texte, celle de sa sorte, celle de sa
 * sorte pour toutes les équations. */
static size_t reason_of(const Run *run, const char *label, const Trial *trial)
{
    const char *const keys[][2] = { { label, trial->text },
                                    { label, family(trial) },
                                    { "*", family(trial) } };
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < 3 && found == SIZE_MAX; i++)
        found = find_reason(run, keys[i][0], keys[i][1]);
    return found;
}

static void use_reason(Run *run, size_t rank)
{
    if (rank != SIZE_MAX)
        run->used[rank] = true;
}

/* Donne sa raison à chaque survivant. Ce qui n'a pas été éprouvé a le bénéfice
 * du doute. */
static void match_reasons(Run *run, const Equation *equation)
{
    const char *label = equation->label->field[LABEL_NAME];
    for (size_t i = 0; i < equation->count; i++) {
        Trial *trial = &run->trials[equation->first + i];
        if (!trial->chosen)
            use_reason(run, find_reason(run, label, trial->text));
        if (survives(trial))
            use_reason(run, trial->reason = reason_of(run, label, trial));
    }
    for (size_t i = 0; run->chosen < run->trial_count && i < 4; i++)
        use_reason(run,
                   find_reason(run, i % 2 ? label : "*", i < 2 ? "=" : "<"));
}

/* Ce que la mesure dit d'un survivant sans raison. */
static const char *guess(const Trial *trial)
{
    return trial->outcome == OUTCOME_SAME
               ? "juste, et sans raison : vaut autant"
           : trial->outcome == OUTCOME_WEAKER
               ? "juste, et sans raison : une inégalité moins forte"
           : trial->lucky
               ? "juste par chance, et sans raison : d'autres tirages le "
                 "refusent"
               : "juste, et sans raison : une inégalité encore vraie ?";
}

static void tell_survivor(Run *run, const Equation *equation,
                          const Trial *trial)
{
    char *const *label = equation->label->field;
    bool explained = trial->reason != SIZE_MAX;
    FILE *to = explained && !trial->wrong ? stdout : stderr;
    fprintf(to, "%s:%s: éq. (%s), %s : %s\n    %s\n", equation->chapter->path,
            label[LABEL_LINE], label[LABEL_NUMBER],
            mutation_name(trial->mutation),
            trial->wrong ? "jugé juste à tort : un membre vaut autre chose"
            : explained  ? run->reasons.lines[trial->reason].field[REASON_TEXT]
                         : guess(trial),
            trial->text);
    if (!explained)
        fprintf(to, "%s\t%s\t\n", label[LABEL_NAME], trial->text);
    run->faults += !explained || trial->wrong;
}

/* Une ligne d'un chapitre que l'on n'éprouve pas ne dit rien ; celle de nul
 * chapitre est de trop. */
static bool is_stale(const Run *run, size_t rank)
{
    const char *label = run->reasons.lines[rank].field[REASON_LABEL];
    bool anywhere = strcmp(label, "*") == 0;
    if (run->used[rank] || (anywhere && run->options.chapters))
        return false;
    for (size_t c = 0; c < run->book.count; c++)
        if (has_label(&run->book.chapters[c], label))
            return is_wanted(run, &run->book.chapters[c]);
    return true;
}

static void tell_stale(Run *run)
{
    for (size_t k = 0; k < run->reasons.count; k++) {
        char *const *field = run->reasons.lines[k].field;
        if (!is_stale(run, k))
            continue;
        run->faults++;
        fprintf(stderr, "%s:%zu: ligne de trop, ou sans raison : %s, %s\n",
                run->options.reasons, k + 2, field[REASON_LABEL],
                field[REASON_TEX]);
    }
}

static void tell_survivors(Run *run)
{
    for (size_t k = 0; k < run->equation_count; k++) {
        Equation *equation = &run->equations[k];
        match_reasons(run, equation);
        for (size_t i = 0; i < equation->count; i++) {
            Trial *trial = &run->trials[equation->first + i];
            if (survives(trial))
                tell_survivor(run, equation, trial);
        }
    }
    if (!run->options.equation)
        tell_stale(run);
}

/* --- Le tableau ---------------------------------------------------------- */

typedef struct {
    size_t count[MUTATIONS][OUTCOMES];
} Tally;

static void add_equation(Tally *tally, const Run *run,
                         const Equation *equation)
{
    for (size_t i = 0; i < equation->count; i++) {
        const Trial *trial = &run->trials[equation->first + i];
        tally->count[trial->mutation][trial->outcome] += trial->chosen;
    }
}

static size_t sum_row(const size_t row[OUTCOMES])
{
    size_t sum = 0;
    for (size_t k = 0; k < OUTCOMES; k++)
        sum += row[k];
    return sum;
}

static int missing(const char *text, int width)
{
    for (const char *c = text; *c; c++)
        width -= ((unsigned char)*c & 0xc0) != 0x80;
    return width > 0 ? width : 0;
}

/* text sur width caractères, à gauche ou à droite. */
static void print_left(const char *text, int width)
{
    printf("%s%*s", text, missing(text, width), "");
}

static void print_right(const char *text, int width)
{
    printf("%*s%s", missing(text, width), "", text);
}

static const char *const outcome_names[OUTCOMES] = {
    [OUTCOME_READING] = "lecture", [OUTCOME_SHAPE] = "forme",
    [OUTCOME_VALUE] = "valeur",    [OUTCOME_NOTHING] = "rien",
    [OUTCOME_SAME] = "égal",       [OUTCOME_WEAKER] = "affaibli",
    [OUTCOME_SURVIVES] = "survit",
};

static void print_row(const char *name, const size_t row[OUTCOMES])
{
    print_left(name, 24);
    printf("%9zu", sum_row(row));
    for (size_t k = 0; k < OUTCOMES; k++)
        printf("%9zu", row[k]);
    putchar('\n');
}

static void print_tally(const char *title, const Tally *tally)
{
    size_t total[OUTCOMES] = { 0 };
    printf("\n%s\n", title);
    print_left("faute", 24);
    print_right("mutants", 9);
    for (size_t k = 0; k < OUTCOMES; k++)
        print_right(outcome_names[k], 9);
    putchar('\n');
    for (size_t i = 0; i < MUTATIONS; i++) {
        if (sum_row(tally->count[i]) > 0)
            print_row(mutation_name((Mutation)i), tally->count[i]);
        for (size_t k = 0; k < OUTCOMES; k++)
            total[k] += tally->count[i][k];
    }
    print_row("ensemble", total);
}

static void print_tables(const Run *run)
{
    Tally all = { 0 };
    for (size_t c = 0; c < run->book.count; c++) {
        const Chapter *chapter = &run->book.chapters[c];
        Tally tally = { 0 };
        if (!is_wanted(run, chapter))
            continue;
        for (size_t i = 0; i < run->equation_count; i++)
            if (run->equations[i].chapter == chapter)
                add_equation(&tally, run, &run->equations[i]);
        print_tally(chapter->path, &tally);
    }
    for (size_t i = 0; i < run->equation_count; i++)
        add_equation(&all, run, &run->equations[i]);
    print_tally("Tous les chapitres", &all);
}

/* --- Le bilan ------------------------------------------------------------ */

static size_t count_outcome(const Run *run, Outcome outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < run->trial_count; i++)
        count += run->trials[i].chosen && run->trials[i].outcome == outcome;
    return count;
}

static size_t thousandths(size_t part, size_t whole)
{
    return whole ? 1000 * part / whole : 0;
}

static void conclude(Run *run, double seconds)
{
    size_t same = count_outcome(run, OUTCOME_SAME),
           weaker = count_outcome(run, OUTCOME_WEAKER);
    size_t wrong = run->chosen - same - weaker;
    size_t refused = wrong - count_outcome(run, OUTCOME_SURVIVES);
    size_t share = thousandths(refused, wrong),
           overall = thousandths(refused, run->chosen);
    printf("\nMutants éprouvés : %zu sur %zu, de %zu équations (graine %llu, "
           "%.0f s).\n",
           run->chosen, run->trial_count, run->equation_count,
           (unsigned long long)run->options.seed, seconds);
    printf("Refusés : %zu, soit %zu,%zu %%. Des autres, %zu valent autant, "
           "%zu affaiblissent\nune inégalité ; sans eux, %zu,%zu %% sont "
           "refusés.\n",
           refused, overall / 10, overall % 10, same, weaker, share / 10,
           share % 10);
    /* D'un petit échantillon, la part ne dit rien. */
    if (run->chosen == run->trial_count && share < 990) {
        run->faults++;
        fprintf(stderr, "moins de 99 %% de refus\n");
    }
    if (run->chosen == 0) {
        run->faults++;
        fprintf(stderr, "rien n'a été éprouvé\n");
    }
}

/* --- Ce que dirait la page ----------------------------------------------- */

/* Le mutant, et la première ligne de son refus : chapitre, étiquette, texte
 * imprimé, texte abîmé, refus. */
static void print_page(Run *run, Scope *scope, Equation *equation,
                       Trial *trial)
{
    Execution execution;
    Scope own;
    char *tex = equation->label->field[LABEL_TEX], *message = NULL;
    size_t size = 0;
    Scope *used = enter(run, scope, equation, trial->text, &own);
    equation_execute(&execution, used, equation->label, trial->text);
    FILE *log = open_memstream(&message, &size);
    if (!log)
        fatal(HERE, __func__, "mémoire épuisée");
    equation_complain(log, equation->chapter, equation->label, trial->text,
                      &execution);
    fclose(log);
    leave(used, equation, tex);
    message[strcspn(message, "\n")] = '\0';
    printf("%s\t%s\t%s\t%s\t%s\n", equation->chapter->number,
           equation->label->field[LABEL_NAME], tex, trial->text, message);
    free(message);
}

static void print_pages(Run *run, Scope *scope, Chapter *chapter, Line *label)
{
    Equation *equation = find_equation(run, label);
    (void)chapter;
    for (size_t i = 0; equation && i < equation->count; i++) {
        Trial *trial = &run->trials[equation->first + i];
        if (!trial->chosen)
            continue;
        try_mutant(run, scope, equation, trial);
        if (trial->outcome != OUTCOME_READING && !survives(trial))
            print_page(run, scope, equation, trial);
    }
}

static void print_trials(const Run *run)
{
    for (size_t i = 0; i < run->trial_count; i++) {
        const Trial *trial = &run->trials[i];
        if (!trial->chosen)
            continue;
        print_left(outcome_names[trial->outcome], 9);
        print_left(mutation_name(trial->mutation), 24);
        puts(trial->text);
    }
}

/* --- Ligne de commande --------------------------------------------------- */

static _Noreturn void usage(void)
{
    fputs("usage : mutants_text [--index DOSSIER] [--chapters \"00 03 …\"]\n"
          "                     [--reasons FICHIER] [--sample N] [--seed S] "
          "[--pages]\n"
          "                     [--equation eq:nom]\n",
          stderr);
    exit(2);
}

static uint64_t read_number(const char *text)
{
    char *end;
    unsigned long long number = strtoull(text, &end, 10);
    if (*end || end == text)
        usage();
    return number;
}

/* Range la valeur d'une option ; false si elle est inconnue. */
static bool set_option(Options *o, const char *name, const char *value)
{
    if (strcmp(name, "--index") == 0)
        o->index = value;
    else if (strcmp(name, "--chapters") == 0)
        o->chapters = value;
    else if (strcmp(name, "--reasons") == 0)
        o->reasons = value;
    else if (strcmp(name, "--equation") == 0)
        o->equation = value;
    else if (strcmp(name, "--sample") == 0)
        o->sample = (size_t)read_number(value);
    else if (strcmp(name, "--seed") == 0)
        o->seed = read_number(value);
    else
        return false;
    return true;
}

static Options parse(int argc, char **argv)
{
    Options o = { .index = "build",
                  .reasons = "tests/mutants_text.tsv",
                  .seed = 1 };
    for (int i = 1; i < argc; i++) {
        bool pages = strcmp(argv[i], "--pages") == 0;
        o.pages |= pages;
        if (!pages && (i + 1 == argc || !set_option(&o, argv[i], argv[i + 1])))
            usage();
        i += !pages;
    }
    return o;
}

static void run_open(Run *run)
{
    Error error;
    if (!book_read(&run->book, run->options.index, NULL, &error))
        error_exit("mutants_text", &error);
    if (!table_read(&run->reasons, "", run->options.reasons)) {
        error_set(&error, "%s : fichier introuvable", run->options.reasons);
        error_exit("mutants_text", &error);
    }
    run->used = allocate(run->reasons.count, sizeof *run->used);
    run->nowhere = fopen("/dev/null", "w");
    if (!run->nowhere)
        fatal(HERE, __func__, "/dev/null ne s'ouvre pas");
    for (size_t c = 0; c < run->book.count; c++)
        visit_chapter(run, &run->book.chapters[c], learn_words);
    visit_wanted(run, make_trials);
    choose(run);
}

static void run_close(Run *run)
{
    for (size_t i = 0; i < run->trial_count; i++)
        free(run->trials[i].text);
    free(run->trials);
    free(run->equations);
    free(run->used);
    fclose(run->nowhere);
    table_free(&run->reasons);
    lexicon_free(&run->lexicon);
    book_free(&run->book);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int argc, char **argv)
{
    Run run = { .options = parse(argc, argv) };
    double start = now();
    run_open(&run);
    visit_wanted(&run, run.options.pages ? print_pages : try_equation);
    if (run.options.equation)
        print_trials(&run);
    else if (!run.options.pages)
        print_tables(&run);
    if (!run.options.pages) {
        putchar('\n');
        fflush(stdout);
        tell_survivors(&run);
        conclude(&run, now() - start);
    }
    size_t faults = run.faults;
    run_close(&run);
    return faults ? EXIT_FAILURE : EXIT_SUCCESS;
}
