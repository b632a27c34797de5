/* formula_judge.c — voir formula_judge.h. */
#include "formula_judge.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/evaluate.h"
#include "formula_diagnosis.h"
#include "formula_text.h"

enum { SECONDS = 4 };

const char *state_name(State state)
{
    static const char *const names[] = { "à faire", "faux", "juste" };
    return names[state];
}

const char *state_id(State state)
{
    static const char *const ids[] = { "todo", "wrong", "right" };
    return ids[state];
}

void judge_say(Answer *answer, const char *id, const char *format, ...)
{
    FormulaVerdict *verdict = answer->verdict;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(verdict->text, sizeof verdict->text, format, arguments);
    va_end(arguments);
    snprintf(verdict->id, sizeof verdict->id, "%s", id);
    verdict->state = STATE_WRONG;
}

void judge_step(Answer *answer, const char *label)
{
    const Line *line = desk_label(answer->desk, label);
    if (line)
        snprintf(answer->verdict->step, sizeof answer->verdict->step,
                 "voyez l'équation (%s)", line->field[LABEL_NUMBER]);
}

bool judge_late(const Answer *answer)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - answer->start.tv_sec > SECONDS;
}

/* Le texte et l'endroit, que formula_error_describe met après la première
 * ligne. */
static void quote(FormulaVerdict *verdict, const char *text,
                  const FormulaError *error)
{
    char shown[2 * FORMULA_LENGTH];
    if (error->offset == SIZE_MAX)
        return;
    formula_error_describe(shown, sizeof shown, text, error);
    const char *rest = strchr(shown, '\n');
    snprintf(verdict->quote, sizeof verdict->quote, "%s",
             rest ? rest + 1 : "");
}

/* --- Le nom à gauche ----------------------------------------------------- */

/* Les indices libres d'un nom, et ceux du nom de l'étudiant qui leur
 * correspondent. */
typedef struct {
    const char *from[LETTERS], *to[LETTERS];
    size_t count;
} Renaming;

static bool rename_to(Renaming *renaming, const char *from, const char *to)
{
    for (size_t i = 0; i < renaming->count; i++) {
        if (strcmp(renaming->from[i], from) != 0)
            continue;
        if (!renaming->to[i])
            renaming->to[i] = to;
        return strcmp(renaming->to[i], to) == 0;
    }
    return strcmp(from, to) == 0;
}

/* Le même arbre, aux lettres des indices près ? */
static bool same_renamed(Renaming *renaming, const Node *a, const Node *b)
{
    if (!a || !b)
        return a == b;
    bool same = a->kind == b->kind && a->order == b->order &&
                a->count == b->count && !(a->number < b->number) &&
                !(a->number > b->number);
    if (!same ||
        (a->kind == NODE_SYMBOL ? !rename_to(renaming, a->name, b->name)
                                : strcmp(a->name, b->name) != 0))
        return false;
    for (size_t k = 0; k < a->count; k++)
        if (!same_renamed(renaming, a->child[k], b->child[k]))
            return false;
    return true;
}

/* Les lettres d'indices de node, NODE_INDEX, à partir de l'enfant first. */
static bool take_letters(Answer *answer, const Node *node)
{
    for (size_t k = 1; k < node->count; k++) {
        if (node->child[k]->kind != NODE_SYMBOL ||
            answer->letter_count == LETTERS)
            return false;
        answer->letters[answer->letter_count++] = node->child[k]->name;
    }
    return true;
}

/* lhs est-il name, de composantes letters ? (name)_{kj}, ou ∂ℓ/∂(W_y)_{kj}
 * pour ∇_{W_y} ℓ. */
static bool is_component(Answer *answer, const Node *name, const Node *lhs)
{
    answer->letter_count = 0;
    if (lhs->kind == NODE_INDEX && formula_same(name, lhs->child[0]))
        return take_letters(answer, lhs);
    if (lhs->kind != NODE_PARTIAL || name->kind != NODE_GRADIENT ||
        name->order != 1 || !name->child[1] ||
        !formula_same(lhs->child[0], name->child[0]))
        return false;
    const Node *variable = lhs->child[1];
    if (formula_same(variable, name->child[1]))
        return true;
    return variable->kind == NODE_INDEX &&
           formula_same(variable->child[0], name->child[1]) &&
           take_letters(answer, variable);
}

static bool is_name(Answer *answer, const Node *name, const Node *lhs)
{
    Renaming renaming = { 0 };
    renaming.count = formula_indices(renaming.from, LETTERS,
                                     &answer->desk->scope.notation, name);
    if (renaming.count <= LETTERS && same_renamed(&renaming, name, lhs)) {
        answer->letter_count = renaming.count;
        memcpy(answer->letters, renaming.to, sizeof renaming.to);
        return true;
    }
    return is_component(answer, name, lhs);
}

/* Cherche, parmi les résultats de la question, celui que lhs nomme. */
static bool find_named(Answer *answer, const Node *lhs)
{
    Desk *desk = answer->desk;
    for (size_t i = 0; i < desk->targets; i++)
        for (size_t k = 0; k < desk->target[i].names; k++)
            if (is_name(answer, desk->target[i].name[k], lhs)) {
                answer->named = &desk->target[i];
                return true;
            }
    answer->letter_count = 0;
    return false;
}

/* --- Lire ---------------------------------------------------------------- */

/* Les relations d'une réponse : « = », ou « ← ». */
static bool only_equals(const Formula *formula)
{
    for (size_t k = 0; k + 1 < formula->count; k++)
        if (formula->relation[k] != RELATION_EQUAL &&
            formula->relation[k] != RELATION_ASSIGN)
            return false;
    return true;
}

static void list_names(const Desk *desk, char *to, size_t size)
{
    size_t used = 0;
    *to = '\0';
    for (size_t i = 0; i < desk->targets && used < size; i++) {
        char name[160];
        formula_print(name, sizeof name, desk->target[i].name[0]);
        used += (size_t)snprintf(to + used, size - used, "%s%s",
                                 i ? " ou " : "", name);
    }
}

static bool read_answer(Answer *answer)
{
    FormulaError error;
    if (!desk_parse(answer->desk, &answer->formula, answer->text, &error)) {
        judge_say(answer, "unreadable", "la formule ne se lit pas : %s",
                  error.text);
        quote(answer->verdict, answer->text, &error);
        return false;
    }
    Formula *formula = &answer->formula;
    answer->value = formula->side[formula->count - 1];
    if (!only_equals(formula)) {
        judge_say(answer, "relation", "une égalité est attendue");
        return false;
    }
    if (formula->count == 1)
        return true;
    answer->lhs = formula->side[0];
    if (find_named(answer, answer->lhs))
        return true;
    char given[160], wanted[512];
    formula_print(given, sizeof given, answer->lhs);
    list_names(answer->desk, wanted, sizeof wanted);
    judge_say(answer, "other-name", "on demande %s ; vous écrivez %s", wanted,
              given);
    return false;
}

/* --- Récrire la question ------------------------------------------------- */

static const Node *base_of(const Node *node)
{
    while (node && node->kind == NODE_INDEX)
        node = node->child[0];
    return node;
}

/* Le même symbole, ou le lot et sa ligne ? */
static bool counterparts(const Desk *desk, const Node *a, const Node *b)
{
    a = base_of(a);
    b = base_of(b);
    if (!a || !b || a->kind != NODE_SYMBOL || b->kind != NODE_SYMBOL)
        return false;
    const Symbol *symbol =
        notation_find(&desk->scope.notation, a->name, ROLE_SYMBOL);
    return strcmp(a->name, b->name) == 0 ||
           (symbol && (strcmp(symbol->batch, b->name) == 0 ||
                       strcmp(symbol->row, b->name) == 0));
}

static bool is_derivative(const Node *node)
{
    return node->kind == NODE_GRADIENT || node->kind == NODE_PARTIAL;
}

/* node récrit-il name ? */
static bool rewrites(const Desk *desk, const Node *name, const Node *node)
{
    if (formula_same(name, node))
        return true;
    const Node *base = base_of(name);
    if (is_derivative(base) && is_derivative(node))
        return counterparts(desk, base->child[1], node->child[1]);
    if (base->kind == NODE_CALL && !formula_is_builtin(base->name))
        return node->kind == NODE_CALL && node->order == 0 &&
               strcmp(base->name, node->name) == 0;
    return base->kind == NODE_SYMBOL && counterparts(desk, base, node);
}

static bool rewrites_any(const Desk *desk, const Node *node)
{
    for (size_t i = 0; i < desk->targets; i++)
        for (size_t k = 0; k < desk->target[i].names; k++)
            if (!desk->target[i].step &&
                rewrites(desk, desk->target[i].name[k], node))
                return true;
    return false;
}

/* node emploie-t-il un mot que la question défend ? */
static bool is_forbidden(const Desk *desk, const Node *node)
{
    const char *list = desk->question->forbid.text;
    char word[FORMULA_NAME], name[FORMULA_NAME];
    if (!list || (node->kind != NODE_SYMBOL && node->kind != NODE_CALL))
        return false;
    while (list_next(word, sizeof word, &list))
        if (formula_name(name, word) > 0 && strcmp(name, node->name) == 0)
            return true;
    return false;
}

/* Le mot de « uses » est-il une dérivée par rapport à la même variable ? */
static bool lends(Desk *desk, const char *word, const Node *node)
{
    Formula formula;
    FormulaError error;
    if (!desk_parse(desk, &formula, word, &error))
        return false;
    const Node *given = base_of(formula.side[0]);
    bool same = is_derivative(given) &&
                counterparts(desk, given->child[1], node->child[1]);
    formula_free(&formula);
    return same;
}

/* Une dérivée que la question ne prête pas : ce serait tourner en rond. (D'une
 * mise à jour, toute dérivée peut servir.) */
static bool is_borrowed(Desk *desk, const Node *node)
{
    const char *list = desk->question->uses.text;
    char word[256];
    if (!is_derivative(node) || desk->target[0].step)
        return false;
    while (list && list_next(word, sizeof word, &list))
        if (lends(desk, word, node))
            return false;
    return true;
}

/* Le premier nœud qui récrit la question, qu'elle défend ou ne prête pas ; ou
 * NULL. */
static const Node *find_dodge(Desk *desk, const Node *node)
{
    if (!node)
        return NULL;
    if (rewrites_any(desk, node) || is_forbidden(desk, node) ||
        is_borrowed(desk, node))
        return node;
    for (size_t k = 0; k < node->count; k++) {
        const Node *found = find_dodge(desk, node->child[k]);
        if (found)
            return found;
    }
    return NULL;
}

static bool is_dodge(Answer *answer)
{
    const Node *found = find_dodge(answer->desk, answer->value);
    if (!found)
        return false;
    char shown[256];
    bool forbidden = !rewrites_any(answer->desk, found);
    Node bare = *found; /* d'un appel, le nom seul */
    if (forbidden && bare.kind == NODE_CALL)
        bare = (Node){ .kind = NODE_SYMBOL };
    snprintf(bare.name, sizeof bare.name, "%s", found->name);
    formula_print(shown, sizeof shown, &bare);
    judge_say(answer, forbidden ? "forbidden" : "restated",
              forbidden
                  ? "ce n'est pas encore la réponse : il faut l'écrire sans %s"
                  : "ce n'est pas une réponse : %s est ce qu'on demande, ou "
                    "en dépend",
              shown);
    answer->verdict->state = STATE_TODO;
    return true;
}

/* --- Calculer ------------------------------------------------------------ */

/* Le calcul existe-t-il, et finit-il à temps ? */
static bool computes(Answer *answer)
{
    const char *letters[LETTERS];
    Desk *desk = answer->desk;
    FormulaError error;
    Value value;
    Usage usage = { 0 };
    Evaluator *evaluator = evaluator_create(&desk->scope.notation);
    evaluator_draw(evaluator, 1, WITNESS_COMPLEX_STEP);
    size_t count = formula_indices(letters, LETTERS, &desk->scope.notation,
                                   answer->value);
    for (size_t i = 0; i < count && i < LETTERS; i++)
        evaluator_bind(evaluator, letters[i], 1);
    bool done = evaluator_value(evaluator, &value, answer->value, answer->text,
                                &usage, &error);
    evaluator_free(evaluator);
    if (!done) {
        char why[sizeof error.text];
        desk_letters(desk, why, sizeof why, error.text);
        bool number = strstr(why, "un nombre") && strstr(why, " × 1") &&
                      strstr(why, "n'existe pas");
        judge_say(answer, "shape", "%s%s", why,
                  number ? " ; un nombre c s'ajoute à une colonne sous la "
                           "forme c 𝟏"
                         : "");
        quote(answer->verdict, answer->text, &error);
    }
    return done;
}

/* --- Ce qu'elle pourrait être -------------------------------------------- */

typedef struct {
    Candidate *list;
    size_t count;
} Candidates;

static void add_candidate(Candidates *candidates, const Target *target,
                          const char *const *letters, size_t count)
{
    if (candidates->count == CANDIDATES)
        return;
    Candidate *candidate = &candidates->list[candidates->count++];
    *candidate = (Candidate){ .target = target, .count = count };
    for (size_t i = 0; i < count; i++)
        candidate->letters[i] = letters[i];
}

/* Les indices, dans tous les ordres. */
static void add_orders(Candidates *candidates, const Target *target,
                       const char **letters, size_t first, size_t count)
{
    if (first == count) {
        add_candidate(candidates, target, letters, count);
        return;
    }
    for (size_t i = first; i < count; i++) {
        const char *kept = letters[first];
        letters[first] = letters[i];
        letters[i] = kept;
        add_orders(candidates, target, letters, first + 1, count);
        letters[i] = letters[first];
        letters[first] = kept;
    }
}

/* node parle-t-il d'un lot, ou d'un exemple du lot ? */
static bool is_batch(const Desk *desk, const Node *node)
{
    if (!node)
        return false;
    if (node->kind == NODE_SYMBOL) {
        const Notation *notation = &desk->scope.notation;
        const Symbol *symbol =
            notation_find(notation, node->name, ROLE_SYMBOL);
        return strcmp(node->name, "N") == 0 || strcmp(node->name, "L") == 0 ||
               (symbol && *symbol->row) ||
               notation_find(notation, node->name, ROLE_EXAMPLE);
    }
    for (size_t k = 0; k < node->count; k++)
        if (is_batch(desk, node->child[k]))
            return true;
    return false;
}

/* Le résultat nommé ; sinon tous, ceux qui parlent d'un lot comme elle
 * d'abord. */
static size_t list_candidates(Answer *answer, Candidate list[CANDIDATES])
{
    Desk *desk = answer->desk;
    Candidates candidates = { list, 0 };
    if (answer->named) {
        add_candidate(&candidates, answer->named, answer->letters,
                      answer->letter_count);
        return candidates.count;
    }
    answer->letter_count = formula_indices(
        answer->letters, LETTERS, &desk->scope.notation, answer->value);
    if (answer->letter_count > LETTERS)
        answer->letter_count = 0;
    bool batch = is_batch(desk, answer->value);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < desk->targets; i++)
            if ((is_batch(desk, desk->target[i].value) == batch) == !pass)
                add_orders(&candidates, &desk->target[i], answer->letters, 0,
                           answer->letter_count);
    return candidates.count;
}

/* --- Juste ? ------------------------------------------------------------- */

/* Ce à quoi la réponse doit être égale : le nom qu'elle porte, dérivées
 * comprises, ou la réponse, si le nom n'a pas de valeur. */
static Node *wanted_node(const Answer *answer, const Candidate *candidate,
                         Indexed *room)
{
    const Target *target = candidate->target;
    if (candidate->count > 0 && answer->lhs && !target->step)
        return answer->lhs;
    if (candidate->count > 0 || target->step)
        return indexed(room, target->value, candidate->letters,
                       candidate->count);
    return target->name[0];
}

/* Un membre du milieu d'une chaîne vaut-il autre chose ? */
static bool has_broken_chain(Answer *answer)
{
    const Formula *formula = &answer->formula;
    for (size_t k = 1; k + 1 < formula->count; k++)
        if (!desk_prove(answer->desk, NULL, formula->side[k], answer->value,
                        answer->text)) {
            judge_say(answer, "chain",
                      "le dernier membre est juste, mais le %zu%s ne lui est "
                      "pas égal",
                      k + 1, "ᵉ");
            return true;
        }
    return false;
}

/* Déborde-t-elle là où la bonne réponse ne déborde pas ? */
static bool overflows(Answer *answer, const Candidate *candidate, bool *over,
                      Error *error)
{
    const Question *question = answer->desk->question;
    *over = false;
    if (!question->large.text)
        return true;
    Desk large;
    Indexed room;
    if (!desk_open(&large, answer->desk->book, question, true, error))
        return false;
    size_t rank = (size_t)(candidate->target - answer->desk->target);
    Node *wanted = indexed(&room, large.target[rank].value, candidate->letters,
                           candidate->count);
    *over = !desk_prove(&large, NULL, wanted, answer->value, answer->text);
    desk_close(&large);
    if (*over) {
        judge_say(
            answer, "overflow",
            "elle est juste sur le papier, mais déborde quand une entrée "
            "vaut 800 : e⁸⁰⁰ n'est pas un nombre fini");
        judge_step(answer, question->see.text);
    }
    return true;
}

static void keep_right(Answer *answer, const Candidate *candidate,
                       const Proof *proof)
{
    FormulaVerdict *verdict = answer->verdict;
    verdict->state = STATE_RIGHT;
    verdict->cases = proof->cases;
    verdict->worst = proof->worst;
    verdict->tolerance = proof->tolerance;
    *verdict->id = '\0';
    formula_print(verdict->name, sizeof verdict->name,
                  candidate->target->name[0]);
    char worst[32], tolerance[32];
    snprintf(worst, sizeof worst, "%.2g", proof->worst);
    snprintf(tolerance, sizeof tolerance, "%.2g", proof->tolerance);
    if (strchr(worst, '.'))
        *strchr(worst, '.') = ',';
    if (strchr(tolerance, '.'))
        *strchr(tolerance, '.') = ',';
    snprintf(verdict->text, sizeof verdict->text,
             "%zu entrées comparées, pire écart %s de la plus grande "
             "(tolérance %s)",
             proof->cases, worst, tolerance);
}

/* Est-elle un des résultats ? *settled dit qu'il n'y a plus rien à chercher. */
static bool try_candidates(Answer *answer, const Candidate *list, size_t count,
                           bool *settled, Error *error)
{
    for (size_t i = 0; i < count && !judge_late(answer); i++) {
        Indexed room;
        Proof proof;
        Node *wanted = wanted_node(answer, &list[i], &room);
        if (!desk_prove(answer->desk, &proof, wanted, answer->value,
                        answer->text))
            continue;
        if (!overflows(answer, &list[i], settled, error))
            return false;
        if (!*settled && !has_broken_chain(answer))
            keep_right(answer, &list[i], &proof);
        *settled = true;
        return true;
    }
    return true;
}

/* --- Juger --------------------------------------------------------------- */

static bool examine(Answer *answer, Error *error)
{
    Candidate list[CANDIDATES];
    bool settled = false;
    if (!read_answer(answer) || is_dodge(answer) || !computes(answer))
        return true;
    if (judge_late(answer)) {
        judge_say(answer, "too-long", "le calcul est trop long");
        return true;
    }
    size_t count = list_candidates(answer, list);
    if (!try_candidates(answer, list, count, &settled, error))
        return false;
    if (!settled)
        formula_diagnose(answer, list, count);
    return true;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

bool formula_judge(FormulaVerdict *verdict, const Book *book,
                   const Question *question, const char *text, Error *error)
{
    Desk desk;
    *verdict = (FormulaVerdict){ .state = STATE_TODO };
    if (!desk_open(&desk, book, question, false, error))
        return false;
    list_names(&desk, verdict->name, sizeof verdict->name);
    char *usual = formula_usual(desk.question, text);
    Answer answer = { .desk = &desk, .verdict = verdict, .text = usual };
    clock_gettime(CLOCK_MONOTONIC, &answer.start);
    bool done = is_blank(text) || examine(&answer, error);
    formula_free(&answer.formula);
    free(usual);
    desk_close(&desk);
    return done;
}

const Question *formula_named(const Book *book, const Questions *questions,
                              const char *text)
{
    const Question *found = NULL;
    for (size_t i = 0; !found && i < questions->count; i++) {
        Desk desk;
        Error error;
        FormulaError why;
        if (!desk_open(&desk, book, &questions->list[i], false, &error))
            continue;
        char *usual = formula_usual(desk.question, text);
        Answer answer = { .desk = &desk, .text = usual };
        if (desk_parse(&desk, &answer.formula, usual, &why)) {
            if (answer.formula.count > 1 &&
                find_named(&answer, answer.formula.side[0]))
                found = &questions->list[i];
            formula_free(&answer.formula);
        }
        free(usual);
        desk_close(&desk);
    }
    return found;
}
