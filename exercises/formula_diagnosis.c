/* formula_diagnosis.c — pourquoi une formule est fausse. */
#include "formula_diagnosis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/mistakes.h"

enum { DRAWS = 4, ENTRIES = 20000 };

#define CLOSE 1e-9

/* Le nœud d'un candidat, avec ses indices. */
static Node *target_node(const Candidate *candidate, Indexed *room)
{
    return indexed(room, candidate->target->value, candidate->letters,
                   candidate->count);
}

static void name_target(Answer *answer, const Candidate *candidate)
{
    formula_print(answer->verdict->name, sizeof answer->verdict->name,
                  candidate->target->name[0]);
}

/* --- Les valeurs --------------------------------------------------------- */

/* Les entrées attendues (left) et obtenues (right), à quelques tirages, et la
 * plus grande attendue à chacun. */
typedef struct {
    ProofEntry list[ENTRIES];
    size_t count;
    double scale[DRAWS];
    Proof proof; /* pourquoi, si elles ne se comparent pas */
} Entries;

static void keep_entry(void *context, const ProofEntry *entry)
{
    Entries *entries = context;
    double *scale = &entries->scale[entry->draw];
    *scale = fmax(*scale, fabs(entry->left));
    if (entries->count < ENTRIES)
        entries->list[entries->count++] = *entry;
}

/* Des composantes, une par combinaison d'indices, redeviennent les entrées du
 * résultat ; le premier indice va le plus vite. */
static void place_components(Answer *answer, const Candidate *candidate,
                             Entries *entries)
{
    char shape[64];
    size_t rows, cols;
    if (candidate->count == 0 ||
        !desk_shape(answer->desk, shape, sizeof shape,
                    candidate->target->value, &rows, &cols))
        return;
    for (size_t k = 0; k < entries->count; k++) {
        ProofEntry *entry = &entries->list[k];
        if (entry->rows * entry->cols != 1 || entry->block >= rows * cols)
            return;
        entry->row = entry->block % rows;
        entry->col = entry->block / rows;
    }
    for (size_t k = 0; k < entries->count; k++) {
        entries->list[k].block = 0;
        entries->list[k].rows = rows;
        entries->list[k].cols = cols;
    }
}

static bool collect(Answer *answer, const Candidate *candidate,
                    Entries *entries)
{
    Indexed room;
    Formula formula = { .count = 2,
                        .side = { target_node(candidate, &room),
                                  answer->value },
                        .relation = { RELATION_EQUAL } };
    *entries = (Entries){ .count = 0 };
    bool shown =
        formula_entries(&entries->proof, &answer->desk->scope.notation,
                        &formula, answer->text, 1, DRAWS, keep_entry, entries);
    if (shown)
        place_components(answer, candidate, entries);
    return shown;
}

static bool is_close(double a, double b, double scale)
{
    return fabs(a - b) <= CLOSE * scale;
}

static bool is_right(const Entries *entries, size_t k)
{
    const ProofEntry *entry = &entries->list[k];
    return is_close(entry->left, entry->right, entries->scale[entry->draw]);
}

/* Le rapport constant des entrées obtenues aux attendues, au tirage draw, ou à
 * tous (draw = DRAWS) ; NaN s'il n'y en a pas. */
static double common_ratio(const Entries *entries, size_t draw)
{
    double ratio = NAN, largest = 0;
    for (size_t k = 0; k < entries->count; k++) {
        const ProofEntry *e = &entries->list[k];
        double part = fabs(e->left) / entries->scale[e->draw];
        if ((draw == DRAWS || e->draw == draw) && part > largest) {
            largest = part;
            ratio = e->right / e->left;
        }
    }
    for (size_t k = 0; k < entries->count; k++) {
        const ProofEntry *e = &entries->list[k];
        double scale = entries->scale[e->draw] * fmax(1, fabs(ratio));
        if ((draw == DRAWS || e->draw == draw) &&
            !is_close(ratio * e->left, e->right, scale))
            return NAN;
    }
    return fabs(ratio) > CLOSE ? ratio : NAN;
}

/* Un nombre à la française. */
static void french(char to[32], double value)
{
    snprintf(to, 32, "%s%.4g", value < 0 ? "−" : "", fabs(value));
    char *point = strchr(to, '.');
    if (point)
        *point = ',';
}

/* L'étudiant a-t-il lui-même écrit ce nombre ? */
static bool writes(const Node *node, double number)
{
    if (!node)
        return false;
    bool found =
        node->kind == NODE_NUMBER && is_close(node->number, number, 1);
    for (size_t k = 0; !found && k < node->count; k++)
        found = writes(node->child[k], number);
    return found;
}

/* « 11 = N », « −1/7 = −1/n_y », ou le nombre seul. */
static void name_ratio(Answer *answer, char *to, size_t size, double ratio)
{
    const char *list = desk_sizes(answer->desk);
    const char *sign = ratio < 0 ? "−" : "";
    char name[FORMULA_NAME], number[32];
    french(number, ratio);
    snprintf(to, size, "%s", number);
    while (list_next(name, sizeof name, &list)) {
        double n = (double)desk_size(answer->desk, name);
        if (n < 2 || writes(answer->value, n))
            continue;
        if (is_close(fabs(ratio), n, n))
            snprintf(to, size, "%s = %s%s", number, sign, name);
        else if (is_close(fabs(ratio), 1 / n, 1))
            snprintf(to, size, "%s = %s1/%s", number, sign, name);
    }
}

/* --- Le dictionnaire ----------------------------------------------------- */

/* La formule fausse k donne-t-elle les valeurs de la réponse ? */
static bool is_mistake(Answer *answer, const Candidate *candidate, size_t k)
{
    const char *letter[1];
    Indexed room;
    Desk *desk = answer->desk;
    Node *wrong = desk->wrong[k].side[0];
    bool free_already =
        formula_indices(letter, 1, &desk->scope.notation, wrong) > 0;
    Node *node = free_already ? wrong
                              : indexed(&room, wrong, candidate->letters,
                                        candidate->count);
    return desk_prove(desk, NULL, node, answer->value, answer->text);
}

/* Ajoute name à une liste que separator sépare. */
static void append(char *to, size_t size, const char *separator,
                   const char *name)
{
    size_t used = strlen(to);
    snprintf(to + used, size - used, "%s%s", used ? separator : "", name);
}

/* Ce à quoi on la reconnaît : la formule, et le rapport s'il est constant. */
static void show_mistake(Answer *answer, const Candidate *candidate, size_t k)
{
    FormulaVerdict *verdict = answer->verdict;
    Entries *entries = allocate(1, sizeof *entries);
    char formula[400], ratio[96];
    formula_print(formula, sizeof formula, answer->desk->wrong[k].side[0]);
    snprintf(verdict->evidence, sizeof verdict->evidence,
             "vos valeurs sont exactement celles de %s", formula);
    double value = collect(answer, candidate, entries)
                       ? common_ratio(entries, DRAWS)
                       : NAN;
    if (!isnan(value)) {
        name_ratio(answer, ratio, sizeof ratio, value);
        append(verdict->evidence, sizeof verdict->evidence,
               " ; rapport constant ", ratio);
    }
    free(entries);
}

/* Le nom d'une erreur ; celui du signe parle d'un gradient, et le résultat n'en
 * est pas toujours un. */
static const char *mistake_text(const Candidate *candidate, const char *id,
                                const char *name)
{
    NodeKind kind = candidate->target->name[0]->kind;
    bool gradient = kind == NODE_GRADIENT || kind == NODE_PARTIAL;
    return strcmp(id, "sign") != 0 || gradient ? name : "signe inversé";
}

/* Les erreurs qui donnent exactement ces valeurs ; plusieurs, et l'on ne sait
 * laquelle. */
static bool find_mistakes(Answer *answer, const Candidate *candidate)
{
    const Question *question = answer->desk->question;
    char ids[160] = "", names[800] = "";
    size_t first = 0, found = 0;
    for (size_t k = 0; k < question->wrongs && !judge_late(answer); k++) {
        const WrongFormula *wrong = &question->wrong[k];
        bool again =
            found && strcmp(wrong->id, question->wrong[first].id) == 0;
        if (again || !is_mistake(answer, candidate, k))
            continue;
        if (found++ == 0)
            first = k;
        append(ids, sizeof ids, "+", wrong->id);
        append(names, sizeof names, " ; ",
               mistake_text(candidate, wrong->id, wrong->name));
    }
    if (found == 0)
        return false;
    judge_say(answer, ids, "%s%s", found > 1 ? "l'une de ces erreurs : " : "",
              names);
    name_target(answer, candidate);
    show_mistake(answer, candidate, first);
    judge_step(answer, question->wrong[first].label);
    return true;
}

/* --- La réponse à autre chose -------------------------------------------- */

/* Un autre résultat de la question que celui qu'elle nomme. */
static bool is_other_target(Answer *answer)
{
    Desk *desk = answer->desk;
    char named[160], other[160];
    for (size_t i = 0; answer->named && i < desk->targets; i++) {
        Indexed room;
        const Target *target = &desk->target[i];
        Node *node = indexed(&room, target->value, answer->letters,
                             answer->letter_count);
        if (target == answer->named ||
            !desk_prove(desk, NULL, node, answer->value, answer->text))
            continue;
        formula_print(named, sizeof named, answer->named->name[0]);
        formula_print(other, sizeof other, target->name[0]);
        judge_say(answer, "other-target", "c'est %s, et non %s", other, named);
        return true;
    }
    return false;
}

/* Le résultat d'une autre question que donne text, son dernier membre ; NULL si
 * aucun. */
static const Target *answers_desk(Desk *other, Answer *answer)
{
    Formula formula;
    FormulaError error;
    const Target *found = NULL;
    if (!desk_parse(other, &formula, answer->text, &error))
        return NULL;
    Node *value = formula.side[formula.count - 1];
    for (size_t i = 0; !found && i < other->targets; i++) {
        const char *letters[LETTERS];
        Indexed room;
        size_t count =
            formula_indices(letters, LETTERS, &other->scope.notation, value);
        if (count <= LETTERS &&
            desk_prove(other, NULL,
                       indexed(&room, other->target[i].value, letters, count),
                       value, answer->text))
            found = &other->target[i];
    }
    formula_free(&formula);
    return found;
}

static bool is_other_question(Answer *answer, const Candidate *candidate)
{
    const Question *mine = answer->desk->question;
    const Questions *file = mine->file;
    char theirs[160] = "", asked[160];
    for (size_t i = 0; !*theirs && i < file->count; i++) {
        Desk other;
        Error error;
        if (&file->list[i] == mine || judge_late(answer) ||
            !desk_open(&other, answer->desk->book, &file->list[i], false,
                       &error))
            continue;
        const Target *found = answers_desk(&other, answer);
        if (found)
            formula_print(theirs, sizeof theirs, found->name[0]);
        desk_close(&other);
    }
    if (!*theirs)
        return false;
    formula_print(asked, sizeof asked, candidate->target->name[0]);
    judge_say(answer, "other-question", "c'est %s ; on demande %s", theirs,
              asked);
    name_target(answer, candidate);
    return true;
}

/* --- Formes et indices --------------------------------------------------- */

/* Le candidat qu'il faut discuter : le premier qui se compare à la réponse. */
static const Candidate *choose(Answer *answer, const Candidate *list,
                               size_t count, Entries *entries)
{
    for (size_t i = 0; i < count && !judge_late(answer); i++)
        if (collect(answer, &list[i], entries))
            return &list[i];
    collect(answer, &list[0], entries);
    return &list[0];
}

/* Un indice que le résultat n'a pas. */
static bool has_free_index(Answer *answer)
{
    const char *letters[LETTERS];
    Desk *desk = answer->desk;
    size_t count = formula_indices(letters, LETTERS, &desk->scope.notation,
                                   answer->value);
    for (size_t i = 0; i < count && i < LETTERS; i++) {
        bool known = false;
        for (size_t k = 0; answer->named && k < answer->letter_count; k++)
            known |= strcmp(letters[i], answer->letters[k]) == 0;
        if (known)
            continue;
        judge_say(answer, "free-index",
                  "l'indice %s n'est pas dans le résultat : une somme sur %s "
                  "manque-t-elle ?",
                  letters[i], letters[i]);
        return true;
    }
    return false;
}

static void wrong_shape(Answer *answer, const Candidate *candidate,
                        const Entries *entries)
{
    char mine[64], wanted[64], name[160];
    size_t rows, cols, wanted_rows, wanted_cols;
    Indexed room;
    const Node *target = target_node(candidate, &room);
    formula_print(name, sizeof name, candidate->target->name[0]);
    if (has_free_index(answer))
        return;
    if (strstr(entries->proof.detail, "nombre fini")) {
        judge_say(answer, "not-finite",
                  "une valeur du calcul n'est pas un "
                  "nombre fini : une division par 0, ou "
                  "le logarithme de 0 ?");
        return;
    }
    if (!desk_shape(answer->desk, mine, sizeof mine, answer->value, &rows,
                    &cols) ||
        !desk_shape(answer->desk, wanted, sizeof wanted, target, &wanted_rows,
                    &wanted_cols) ||
        strcmp(mine, wanted) == 0) {
        judge_say(answer, "unknown", "cette formule est fausse : %s",
                  entries->proof.detail);
        return;
    }
    bool turned = rows == wanted_cols && cols == wanted_rows;
    judge_say(answer, "result-shape", "%s est %s ; votre formule est %s%s",
              name, wanted, mine,
              turned ? " : c'est la forme de sa transposée" : "");
}

/* --- Règles générales ---------------------------------------------------- */

/* Tout y est nul, ou juste, mais moins qu'à l'arrondi près. */
static bool is_degenerate(Answer *answer, const Entries *entries)
{
    bool zero = true, right = true;
    for (size_t k = 0; k < entries->count; k++) {
        zero &= fabs(entries->list[k].right) <= 0;
        right &= is_right(entries, k);
    }
    if (zero)
        judge_say(answer, "zero", "votre formule vaut toujours 0");
    else if (right)
        judge_say(answer, "precision",
                  "elle est juste à 10⁻⁹ près, mais non à l'arrondi près : "
                  "un terme minuscule est de trop");
    return zero || right;
}

static bool is_number(double ratio, double number)
{
    return number != 0 && is_close(ratio, number, fabs(number));
}

/* L'erreur de lib/mistakes que fait ce rapport, et son nom. */
static const Mistake *ratio_mistake(Answer *answer, const Candidate *candidate,
                                    double ratio)
{
    double N = (double)desk_size(answer->desk, "N");
    bool mean = notation_mentions(candidate->target->value, "N");
    const char *id = is_number(ratio, -1)          ? "sign"
                     : is_number(ratio, 2)         ? "twice"
                     : mean && is_number(ratio, N) ? "mean-forgotten"
                     : mean && N > 0 && is_number(ratio, 1 / N) ? "mean-twice"
                                                                : NULL;
    return id ? mistake_find(id) : NULL;
}

static bool is_ratio(Answer *answer, const Candidate *candidate,
                     const Entries *entries)
{
    double ratio = common_ratio(entries, DRAWS);
    char shown[96];
    if (isnan(ratio))
        return false;
    const Mistake *mistake = ratio_mistake(answer, candidate, ratio);
    name_ratio(answer, shown, sizeof shown, ratio);
    judge_say(answer, mistake ? mistake->id : "ratio", "%s",
              mistake ? mistake_text(candidate, mistake->id, mistake->name)
                      : "un facteur constant est faux");
    snprintf(answer->verdict->evidence, sizeof answer->verdict->evidence,
             "rapport constant %s", shown);
    return true;
}

/* Carrée, elle peut être la transposée du résultat. */
static bool is_transposed(Answer *answer, const Candidate *candidate)
{
    Indexed room;
    Node *target = target_node(candidate, &room);
    Node turned = { .kind = NODE_TRANSPOSE,
                    .count = 1,
                    .child = &target,
                    .height = target->height + 1 };
    if (!desk_prove(answer->desk, NULL, &turned, answer->value, answer->text))
        return false;
    judge_say(answer, "transposed", "c'est la transposée du résultat");
    return true;
}

static bool is_right_sometimes(Answer *answer, const Entries *entries)
{
    size_t right = 0;
    for (size_t draw = 0; draw < DRAWS; draw++) {
        bool whole = true;
        for (size_t k = 0; k < entries->count; k++)
            whole &= entries->list[k].draw != draw || is_right(entries, k);
        right += whole;
    }
    if (right == 0)
        return false;
    judge_say(answer, "some-draws",
              "elle tombe juste à %zu tirage%s sur %d : elle ne vaut que dans "
              "un cas particulier",
              right, right > 1 ? "s" : "", DRAWS);
    return true;
}

/* Où sont les entrées fausses. */
typedef enum { PLACE_ROW, PLACE_COL, PLACE_DIAGONAL, PLACE_REST } Where;

static bool is_at(const ProofEntry *entry, Where where, size_t rank)
{
    return where == PLACE_ROW        ? entry->row == rank
           : where == PLACE_COL      ? entry->col == rank
           : where == PLACE_DIAGONAL ? entry->row == entry->col
                                     : entry->row != entry->col;
}

/* Les entrées de cet endroit, et elles seules, sont-elles fausses à chaque
 * fois ? *zero dit si elles sont toutes nulles. */
static bool wrong_there(const Entries *entries, Where where, size_t rank,
                        bool *zero)
{
    size_t wrong = 0, right = 0;
    *zero = true;
    for (size_t k = 0; k < entries->count; k++) {
        bool there = is_at(&entries->list[k], where, rank);
        if (!there && !is_right(entries, k))
            return false;
        if (there) {
            wrong += !is_right(entries, k);
            *zero &= fabs(entries->list[k].right) <= 0;
        }
        right += !there;
    }
    return wrong >= DRAWS && right > 0;
}

static bool is_misplaced(Answer *answer, const Entries *entries)
{
    const ProofEntry *last = &entries->list[entries->count - 1];
    bool zero;
    if (last->block > 0 || last->rows * last->cols == 1)
        return false;
    for (size_t i = 0; i < last->rows && last->rows > 1; i++)
        if (wrong_there(entries, PLACE_ROW, i, &zero)) {
            judge_say(answer, zero ? "zero-row" : "one-row",
                      zero ? "la ligne %zu est nulle, le reste est juste"
                           : "seule la ligne %zu est fausse",
                      i + 1);
            return true;
        }
    for (size_t j = 0; j < last->cols && last->cols > 1; j++)
        if (wrong_there(entries, PLACE_COL, j, &zero)) {
            judge_say(answer, zero ? "zero-column" : "one-column",
                      zero ? "la colonne %zu est nulle, le reste est juste"
                           : "seule la colonne %zu est fausse",
                      j + 1);
            return true;
        }
    bool square = last->rows == last->cols && last->rows > 1;
    if (square && wrong_there(entries, PLACE_REST, 0, &zero)) {
        judge_say(answer, "off-diagonal",
                  zero ? "la diagonale est juste, le reste est nul"
                       : "seule la diagonale est juste");
        return true;
    }
    if (square && wrong_there(entries, PLACE_DIAGONAL, 0, &zero)) {
        judge_say(answer, "diagonal", "seule la diagonale est fausse");
        return true;
    }
    return false;
}

/* Un facteur qui change d'un tirage à l'autre, mais non d'une entrée à
 * l'autre. */
static bool is_factor(Answer *answer, const Entries *entries)
{
    bool several = entries->count > 2 * DRAWS;
    for (size_t draw = 0; several && draw < DRAWS; draw++)
        several = !isnan(common_ratio(entries, draw));
    if (several)
        judge_say(answer, "factor",
                  "elle a la bonne direction, à un facteur près, qui change "
                  "d'un tirage à l'autre");
    return several;
}

/* Une constante ajoutée, la même partout. */
static bool is_offset(Answer *answer, const Entries *entries)
{
    double offset = entries->list[0].right - entries->list[0].left;
    for (size_t k = 0; k < entries->count; k++) {
        const ProofEntry *e = &entries->list[k];
        if (!is_close(e->right - e->left, offset, entries->scale[e->draw]))
            return false;
    }
    char shown[32];
    french(shown, offset);
    judge_say(answer, "offset", "l'écart est constant : %s", shown);
    return true;
}

/* L'entrée la plus fausse. */
static void show_worst(Answer *answer, const Entries *entries)
{
    size_t worst = 0;
    double largest = -1;
    for (size_t k = 0; k < entries->count; k++) {
        const ProofEntry *e = &entries->list[k];
        double gap = fabs(e->left - e->right) / entries->scale[e->draw];
        if (!(gap <= largest)) {
            largest = gap;
            worst = k;
        }
    }
    const ProofEntry *e = &entries->list[worst];
    char place[64] = "", wanted[32], got[32];
    if (e->rows * e->cols > 1)
        snprintf(place, sizeof place, "à l'entrée (%zu, %zu), ", e->row + 1,
                 e->col + 1);
    french(wanted, e->left);
    french(got, e->right);
    snprintf(answer->verdict->evidence, sizeof answer->verdict->evidence,
             "%sattendu %s, obtenu %s", place, wanted, got);
}

/* Deux valeurs de même forme. */
static void compare_values(Answer *answer, const Candidate *candidate,
                           const Entries *entries)
{
    if (is_degenerate(answer, entries))
        return;
    if (is_ratio(answer, candidate, entries) ||
        is_transposed(answer, candidate))
        return;
    if (!is_right_sometimes(answer, entries) &&
        !is_misplaced(answer, entries) && !is_factor(answer, entries) &&
        !is_offset(answer, entries))
        judge_say(answer, "unknown", "cette formule est fausse");
    show_worst(answer, entries);
}

static void diagnose_values(Answer *answer, const Candidate *list,
                            size_t count, Entries *entries)
{
    const Candidate *candidate = choose(answer, list, count, entries);
    name_target(answer, candidate);
    bool comparable = entries->proof.verdict == PROOF_RIGHT;
    if (!comparable)
        wrong_shape(answer, candidate, entries);
    else if (judge_late(answer))
        judge_say(answer, "too-long",
                  "cette formule est fausse, et trop "
                  "longue à calculer pour dire pourquoi");
    else
        compare_values(answer, candidate, entries);
    if (!*answer->verdict->step)
        judge_step(answer, answer->desk->question->see.text);
}

void formula_diagnose(Answer *answer, const Candidate *list, size_t count)
{
    if (is_other_target(answer))
        return;
    for (size_t i = 0; i < count; i++)
        if (find_mistakes(answer, &list[i]))
            return;
    if (is_other_question(answer, &list[0]))
        return;
    Entries *entries = allocate(1, sizeof *entries);
    diagnose_values(answer, list, count, entries);
    free(entries);
}
