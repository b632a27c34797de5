#include "prove.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "evaluate.h"

enum {
    INDICES = 8,
    COMBINATIONS = 100000, /* valeurs des indices libres, ensemble */
    STEPS = 12,
    BUFFER = 1 << 16
};

/* Un indice libre et ses valeurs. */
typedef struct {
    const char *name;
    long low, high, value;
} Index;

/* Une preuve en cours. */
typedef struct {
    Proof *proof;
    Notation *notation;
    Evaluator *evaluator;
    const char *text;
    Index index[INDICES];
    size_t indices;
    Stack stack;
    Usage usage;
    Witness witness;
    bool steep; /* un reste a décru plus vite que hᵖ */
} Prover;

static bool conclude(Prover *p, ProofVerdict verdict, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Le verdict et sa raison ; rend false. */
static bool conclude(Prover *p, ProofVerdict verdict, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(p->proof->detail, sizeof p->proof->detail, format, arguments);
    va_end(arguments);
    p->proof->verdict = verdict;
    return false;
}

/* --- Indices libres ------------------------------------------------------ */

static void add_index(Prover *p, const char *name)
{
    for (size_t i = 0; i < p->indices; i++)
        if (strcmp(p->index[i].name, name) == 0)
            return;
    if (p->indices < INDICES)
        p->index[p->indices++] = (Index){ .name = name };
}

/* Ce nom, en position d'indice, est-il libre ? « c » dans ỹ_c est un symbole
 * s'il est déclaré, « n » est toujours un indice. */
static bool names_index(const Prover *p, const char *name)
{
    return notation_find(p->notation, name, ROLE_EXAMPLE) ||
           notation_find(p->notation, name, ROLE_RANK) ||
           !notation_find(p->notation, name, ROLE_SYMBOL);
}

/* Les noms qu'une somme lie, du dehors vers le dedans. */
typedef struct Scope {
    const struct Scope *outer;
    const char *name;
} Scope;

static bool is_bound(const Scope *scope, const char *name)
{
    for (; scope; scope = scope->outer)
        if (strcmp(scope->name, name) == 0)
            return true;
    return false;
}

/* Ajoute les indices libres de node ; inside : on est dans un indice. */
static void collect(Prover *p, const Node *node, const Scope *scope,
                    bool inside)
{
    if (!node)
        return;
    if (node->kind == NODE_SYMBOL && inside && !is_bound(scope, node->name) &&
        names_index(p, node->name))
        add_index(p, node->name);
    if (node->kind == NODE_REDUCE) {
        Scope inner = { scope, node->child[1]->name };
        collect(p, node->child[0], &inner, inside);
        for (size_t k = 2; k < node->count; k++)
            collect(p, node->child[k], scope, true);
        return;
    }
    for (size_t k = 0; k < node->count; k++)
        collect(p, node->child[k], scope,
                inside || node->kind == NODE_DELTA ||
                    (node->kind == NODE_INDEX && k > 0));
}

/* Les bornes d'un indice, que les deux membres ne peuvent dire autrement. */
static bool range_index(Prover *p, const Node *left, const Node *right,
                        Index *index)
{
    FormulaError why[2];
    long low, high;
    bool known = evaluator_range(p->evaluator, left, index->name, p->text,
                                 &index->low, &index->high, &why[0]);
    bool again = evaluator_range(p->evaluator, right, index->name, p->text,
                                 &low, &high, &why[1]);
    for (int side = 0; side < 2; side++)
        if (*why[side].text) {
            p->proof->offset = why[side].offset;
            return conclude(p, PROOF_WRONG, "%s", why[side].text);
        }
    if (!known && !again)
        return conclude(p, PROOF_WRONG,
                        "on ne sait pas quelles valeurs prend l'indice %s",
                        index->name);
    if (known && again && high != index->high)
        return conclude(p, PROOF_WRONG,
                        "%s va jusqu'à %ld à gauche, jusqu'à %ld à droite",
                        index->name, index->high, high);
    if (again) {
        index->low = low;
        index->high = high;
    }
    index->value = index->low;
    return true;
}

/* Les bornes des indices libres d'une relation. */
static bool range_indices(Prover *p, const Node *left, const Node *right)
{
    double combinations = 1;
    p->indices = 0;
    collect(p, left, NULL, false);
    collect(p, right, NULL, false);
    for (size_t i = 0; i < p->indices; i++) {
        if (!range_index(p, left, right, &p->index[i]))
            return false;
        combinations *=
            fmax(0, (double)(p->index[i].high - p->index[i].low + 1));
    }
    return combinations <= COMBINATIONS ||
           conclude(p, PROOF_INCONCLUSIVE,
                    "les indices prennent trop de valeurs");
}

static void bind_indices(Prover *p)
{
    evaluator_bind(p->evaluator, NULL, 0);
    for (size_t i = 0; i < p->indices; i++)
        evaluator_bind(p->evaluator, p->index[i].name, p->index[i].value);
}

/* Passe à la combinaison suivante ; false après la dernière. */
static bool advance(Prover *p)
{
    for (size_t i = 0; i < p->indices; i++) {
        if (++p->index[i].value <= p->index[i].high)
            return true;
        p->index[i].value = p->index[i].low;
    }
    return false;
}

/* « pour i = 2, k = 1 : » */
static void describe_indices(const Prover *p, char *to, size_t size)
{
    size_t used = 0;
    *to = '\0';
    for (size_t i = 0; i < p->indices && used < size; i++)
        used += (size_t)snprintf(to + used, size - used, "%s%s = %ld",
                                 i ? ", " : "pour ", p->index[i].name,
                                 p->index[i].value);
    if (p->indices && used < size)
        snprintf(to + used, size - used, " : ");
}

/* --- Comparer ------------------------------------------------------------ */

static double complex minus(double complex a, double complex b)
{
    return a - b;
}

/* Les deux membres, dans la pile du prouveur. */
typedef struct {
    Value left, right, gap;
} Pair;

static bool side_value(Prover *p, const Node *node, Value *value)
{
    FormulaError error = { .offset = SIZE_MAX };
    Value computed;
    if (!evaluator_value(p->evaluator, &computed, node, p->text, &p->usage,
                         &error)) {
        p->proof->offset = error.offset;
        return conclude(p, PROOF_WRONG, "%s", error.text);
    }
    *value = value_copy(&p->stack, &computed);
    return value->data || conclude(p, PROOF_WRONG, "valeur trop grande");
}

static bool evaluate_pair(Prover *p, const Node *left, const Node *right,
                          Pair *pair)
{
    p->stack.top = 0;
    bind_indices(p);
    if (!side_value(p, left, &pair->left) ||
        !side_value(p, right, &pair->right))
        return false;
    pair->gap = value_combine(&p->stack, &pair->left, &pair->right, minus);
    if (pair->gap.data)
        return isfinite(p->usage.scale) ||
               conclude(p, PROOF_WRONG,
                        "une valeur du calcul n'est pas un nombre fini");
    if (pair->gap.rows + pair->gap.cols > 0)
        return conclude(p, PROOF_WRONG, "valeur trop grande");
    char a[64], b[64];
    value_shape(a, sizeof a, &pair->left);
    value_shape(b, sizeof b, &pair->right);
    return conclude(p, PROOF_WRONG,
                    "le membre de gauche est %s, celui de droite est %s", a,
                    b);
}

/* Un nombre à la française. */
static void french(char to[32], double value, int digits)
{
    const char *sign = value < 0 ? "−" : "";
    snprintf(to, 32, "%s%.*g", sign, digits, fabs(value));
    char *point = strchr(to, '.');
    if (point)
        *point = ',';
}

/* Deux nombres, avec assez de chiffres pour qu'on les distingue. */
static void french_pair(char left[32], char right[32], double a, double b)
{
    int digits = 3;
    do {
        digits += 3;
        french(left, a, digits);
        french(right, b, digits);
    } while (strcmp(left, right) == 0 && digits < 15);
}

static bool fail_entry(Prover *p, const Pair *pair, size_t worst,
                       const char *what)
{
    bool wide = pair->gap.kind == VALUE_PLAIN || pair->gap.kind == VALUE_ROWS;
    size_t cols = wide ? pair->gap.cols : 1;
    char left[32], right[32], where[160], entry[64] = "";
    describe_indices(p, where, sizeof where);
    french_pair(left, right,
                creal(value_at(&pair->left, worst / cols, worst % cols)),
                creal(value_at(&pair->right, worst / cols, worst % cols)));
    if (value_count(&pair->gap) > 1)
        snprintf(entry, sizeof entry, "entrée (%zu, %zu), ", worst / cols + 1,
                 worst % cols + 1);
    return conclude(p, PROOF_WRONG, "%s%s%s%s à gauche, %s à droite%s", where,
                    what, entry, left, right,
                    !p->usage.derivative ? ""
                    : p->witness == WITNESS_COMPLEX_STEP
                        ? " (pas complexe)"
                        : " (différences finies)");
}

static double tolerance(const Prover *p)
{
    return p->usage.differences ? 1e-8 : 0x1p-40;
}

/* L'écart le plus proche de sa tolérance. */
static void keep_worst(Prover *p, double gap, double allowed)
{
    Proof *proof = p->proof;
    if (proof->tolerance > 0 &&
        gap * proof->tolerance <= proof->worst * allowed)
        return;
    proof->worst = gap;
    proof->tolerance = allowed;
}

/* Toutes les entrées d'une égalité. */
static bool compare_entries(Prover *p, const Pair *pair)
{
    size_t worst = 0;
    double largest = -1;
    for (size_t k = 0; k < value_count(&pair->gap); k++) {
        double re = creal(pair->gap.data[k]), im = cimag(pair->gap.data[k]);
        double gap = hypot(re, im);
        if (!(gap <= largest)) {
            largest = gap;
            worst = k;
        }
        if (isnan(gap))
            break;
    }
    p->proof->cases += value_count(&pair->gap);
    double relative = largest / p->usage.scale;
    if (!(relative <= tolerance(p)) && largest != 0)
        return fail_entry(p, pair, worst, "");
    if (p->usage.scale > 0)
        keep_worst(p, relative, tolerance(p));
    return true;
}

/* L'entrée k : « < » strictement, le reste à l'arrondi près. */
static bool holds_at(const Prover *p, const Pair *pair, Relation relation,
                     size_t k)
{
    double slack = tolerance(p) * p->usage.scale;
    double gap = creal(pair->gap.data[k]),
           imaginary = fabs(cimag(pair->gap.data[k]));
    if (imaginary > slack)
        return false;
    switch (relation) {
    case RELATION_LESS:
        return gap < 0;
    case RELATION_LESS_EQUAL:
        return gap <= slack;
    case RELATION_GREATER:
        return gap > 0;
    case RELATION_GREATER_EQUAL:
        return gap >= -slack;
    default:
        return fabs(gap) <= slack;
    }
}

/* Le rang de la première entrée où la relation est fausse ; leur nombre si elle
 * est vraie partout. */
static size_t first_false(const Prover *p, const Pair *pair, Relation relation)
{
    size_t k = 0;
    while (k < value_count(&pair->gap) && holds_at(p, pair, relation, k))
        k++;
    return k;
}

static bool compare_order(Prover *p, const Pair *pair, Relation relation)
{
    size_t count = value_count(&pair->gap);
    size_t k = first_false(p, pair, relation);
    p->proof->cases += count;
    return k == count || fail_entry(p, pair, k, "l'inégalité est fausse : ");
}

/* --- O(hᵖ) --------------------------------------------------------------- */

static const Node *find_order(const Node *node)
{
    if (!node || node->kind == NODE_BIG_O)
        return node;
    for (size_t k = 0; k < node->count; k++) {
        const Node *found = find_order(node->child[k]);
        if (found)
            return found;
    }
    return NULL;
}

/* O(h) ou O(hᵖ) : la variable et l'exposant. */
static bool read_order(const Node *order, const char **name, double *power)
{
    const Node *inside = order->child[0];
    *power = 1;
    if (inside->kind == NODE_POWER) {
        if (inside->child[1]->kind != NODE_NUMBER)
            return false;
        *power = inside->child[1]->number;
        inside = inside->child[0];
    }
    *name = inside->name;
    return inside->kind == NODE_SYMBOL;
}

/* Le reste au pas h, et l'arrondi qui peut s'y trouver. */
static bool residual(Prover *p, const Node *left, const Node *right,
                     const char *name, double h, double *rest, double *noise)
{
    Pair pair;
    p->usage = (Usage){ 0 };
    evaluator_hold(p->evaluator, NULL, 0, 0, NULL);
    evaluator_hold(p->evaluator, name, 1, 1, &h);
    bool done = evaluate_pair(p, left, right, &pair);
    *rest = done ? value_largest(&pair.gap) : NAN;
    *noise = (p->usage.differences ? 0x1p-42 : 0x1p-50) * p->usage.scale / h;
    evaluator_hold(p->evaluator, NULL, 0, 0, NULL);
    return done;
}

/* Le reste décroît-il comme hᵖ ? L'ordre se lit sur les plus petits pas où il
 * domine l'arrondi, et s'extrapole : il approche p comme h. */
static bool compare_expansion(Prover *p, const Node *left, const Node *right,
                              const Node *order)
{
    const char *name;
    double power, observed = NAN, slope = NAN, previous = NAN;
    if (!read_order(order, &name, &power))
        return conclude(p, PROOF_WRONG,
                        "O(…) attend un symbole, ou sa "
                        "puissance");
    for (int k = 1; k <= STEPS; k++) {
        double rest, noise;
        if (!residual(p, left, right, name, ldexp(1, -k), &rest, &noise))
            return false;
        if (!(rest > 32 * noise))
            break;
        double steeper = log2(previous / rest);
        observed = isnan(slope) ? steeper : 2 * steeper - slope;
        slope = steeper;
        previous = rest;
        p->proof->cases++;
    }
    if (isnan(observed))
        return conclude(p, PROOF_INCONCLUSIVE,
                        "le reste est nul, ou noyé dans l'arrondi");
    p->steep = observed > power + 0.25;
    if (!(fabs(observed - power) <= 0.25)) {
        char seen[32];
        snprintf(seen, sizeof seen, "%.2f", observed);
        char *point = strchr(seen, '.');
        if (point)
            *point = ',';
        return conclude(p, PROOF_WRONG,
                        "le reste décroît comme %s^%s, non "
                        "comme %s^%g",
                        name, seen, name, power);
    }
    keep_worst(p, fabs(observed - power), 0.25);
    return true;
}

/* --- Une relation -------------------------------------------------------- */

/* Avec les tirages et le témoin en cours, pour toutes les valeurs des
 * indices. */
static bool prove_relation(Prover *p, const Node *left, const Node *right,
                           Relation relation)
{
    const Node *order = find_order(left);
    if (!order)
        order = find_order(right);
    if (!range_indices(p, left, right))
        return false;
    if (order) {
        do
            if (!compare_expansion(p, left, right, order))
                return false;
        while (advance(p));
        return true;
    }
    double scale = 0;
    do {
        Pair pair;
        p->usage.scale = 0;
        if (!evaluate_pair(p, left, right, &pair))
            return false;
        bool right_now =
            relation == RELATION_ASSIGN ||
            (relation == RELATION_EQUAL ? compare_entries(p, &pair)
                                        : compare_order(p, &pair, relation));
        if (!right_now)
            return false;
        scale = fmax(scale, p->usage.scale);
    } while (advance(p));
    return scale > 0 || conclude(p, PROOF_INCONCLUSIVE,
                                 "tout est nul : rien n'est "
                                 "éprouvé");
}

static bool is_order(Relation relation)
{
    return relation != RELATION_EQUAL && relation != RELATION_ASSIGN;
}

/* Tous les tirages, par un témoin. Ne comptent pas ceux où une limite ne se
 * décide pas, ni ceux où un reste décroît trop vite, ce que peut un coefficient
 * presque nul ; s'il n'en reste pas assez, ce n'était pas un hasard. */
static bool prove_draws(Prover *p, const Formula *formula, size_t k,
                        uint64_t seed)
{
    size_t decided = 0, steep = 0;
    size_t wanted = is_order(formula->relation[k]) ? ORDER_DRAWS : PROOF_DRAWS;
    for (uint64_t draw = 0; draw < 4 * wanted; draw++) {
        p->usage.undecided = p->steep = false;
        evaluator_draw(p->evaluator, seed + draw, p->witness);
        bool right = prove_relation(p, formula->side[k], formula->side[k + 1],
                                    formula->relation[k]);
        steep += p->steep;
        if (p->usage.undecided || p->steep)
            continue;
        if (!right)
            return false;
        if (++decided == wanted)
            return true;
    }
    if (steep == 0)
        return conclude(p, PROOF_INCONCLUSIVE, "la limite ne se décide pas");
    p->proof->verdict = PROOF_WRONG; /* pour la dernière raison donnée */
    return false;
}

/* Si elle a une dérivée, une relation a deux témoins. */
static bool prove_side(Prover *p, const Formula *formula, size_t k,
                       uint64_t seed)
{
    p->usage = (Usage){ 0 };
    p->witness = WITNESS_DIFFERENCES;
    if (!prove_draws(p, formula, k, seed))
        return false;
    if (!p->usage.derivative)
        return true;
    p->usage = (Usage){ 0 };
    p->witness = WITNESS_COMPLEX_STEP;
    return prove_draws(p, formula, k, seed);
}

/* --- Équivalences -------------------------------------------------------- */

/* Les relations first … last − 1 sont-elles vraies, indices et tirage fixés ?
 */
static bool truth(Prover *p, const Formula *formula, size_t first, size_t last,
                  bool *value)
{
    *value = true;
    for (size_t k = first; k < last; k++) {
        Pair pair;
        p->usage = (Usage){ 0 };
        if (!evaluate_pair(p, formula->side[k], formula->side[k + 1], &pair))
            return false;
        p->proof->cases += value_count(&pair.gap);
        *value = *value && first_false(p, &pair, formula->relation[k]) ==
                               value_count(&pair.gap);
    }
    return true;
}

enum { EQUIVALENCE_DRAWS = 40 };

/* Les relations de part et d'autre de l'équivalence de rang k. */
static bool prove_equivalence(Prover *p, const Formula *formula, size_t k,
                              uint64_t seed)
{
    size_t first = k, last = k + 1, seen[2] = { 0, 0 };
    while (first > 0 && formula->relation[first - 1] != RELATION_IFF)
        first--;
    while (last + 1 < formula->count &&
           formula->relation[last] != RELATION_IFF)
        last++;
    for (uint64_t draw = 0; draw < EQUIVALENCE_DRAWS; draw++) {
        evaluator_draw(p->evaluator, seed + draw, WITNESS_DIFFERENCES);
        p->indices = 0;
        if (!range_indices(p, formula->side[first], formula->side[last]))
            return false;
        do {
            bool left, right;
            if (!truth(p, formula, first, k, &left) ||
                !truth(p, formula, k + 1, last, &right))
                return false;
            char where[160];
            describe_indices(p, where, sizeof where);
            if (left != right)
                return conclude(p, PROOF_WRONG,
                                "%sun membre est vrai, "
                                "l'autre est faux",
                                where);
            seen[left]++;
        } while (advance(p));
    }
    return (seen[0] && seen[1]) ||
           conclude(p, PROOF_INCONCLUSIVE, "les deux membres sont toujours %s",
                    seen[1] ? "vrais" : "faux");
}

/* --- Une chaîne ---------------------------------------------------------- */

static bool has_equivalence(const Formula *formula)
{
    for (size_t k = 0; k + 1 < formula->count; k++)
        if (formula->relation[k] == RELATION_IFF)
            return true;
    return false;
}

/* Dans « A < B ⟺ C < D », seule l'équivalence est affirmée. */
static bool prove_chain(Prover *p, const Formula *formula, uint64_t seed)
{
    bool equivalence = has_equivalence(formula);
    for (size_t k = 0; k + 1 < formula->count; k++) {
        bool iff = formula->relation[k] == RELATION_IFF;
        if (equivalence && !iff)
            continue;
        p->proof->equals++;
        p->proof->failed = p->proof->equals;
        if (!(iff ? prove_equivalence(p, formula, k, seed)
                  : prove_side(p, formula, k, seed)))
            return false;
    }
    p->proof->failed = 0;
    return p->proof->equals > 0 ||
           conclude(p, PROOF_WRONG,
                    "il n'y a rien à prouver : un seul "
                    "membre");
}

/* --- Ce qu'on demande du dehors ---------------------------------------------------- */

static Prover prover_open(Proof *proof, Notation *notation, const char *text)
{
    *proof = (Proof){ .verdict = PROOF_RIGHT, .offset = SIZE_MAX };
    Prover p = { .proof = proof,
                 .notation = notation,
                 .text = text,
                 .evaluator = evaluator_create(notation) };
    p.stack.capacity = BUFFER;
    p.stack.data = allocate(BUFFER, sizeof *p.stack.data);
    return p;
}

static void prover_close(Prover *p)
{
    free(p->stack.data);
    evaluator_free(p->evaluator);
}

bool formula_prove(Proof *proof, Notation *notation, const Formula *formula,
                   const char *text, uint64_t seed)
{
    Prover p = prover_open(proof, notation, text);
    bool right = prove_chain(&p, formula, seed);
    if (right) { /* un tirage laissé de côté a pu dire pourquoi */
        proof->verdict = PROOF_RIGHT;
        *proof->detail = '\0';
    }
    prover_close(&p);
    return right;
}

/* Les entrées d'un tirage, pour toutes les valeurs des indices. */
static bool show_draw(Prover *p, const Formula *formula, ProofEntry *entry,
                      void (*see)(void *context, const ProofEntry *entry),
                      void *context)
{
    if (!range_indices(p, formula->side[0], formula->side[1]))
        return false;
    entry->block = 0;
    do {
        Pair pair;
        p->usage = (Usage){ 0 };
        if (!evaluate_pair(p, formula->side[0], formula->side[1], &pair))
            return false;
        bool wide =
            pair.gap.kind == VALUE_PLAIN || pair.gap.kind == VALUE_ROWS;
        entry->cols = wide ? pair.gap.cols : 1;
        entry->rows = value_count(&pair.gap) / entry->cols;
        for (size_t k = 0; k < value_count(&pair.gap); k++) {
            entry->row = k / entry->cols;
            entry->col = k % entry->cols;
            entry->left = creal(value_at(&pair.left, entry->row, entry->col));
            entry->right =
                creal(value_at(&pair.right, entry->row, entry->col));
            see(context, entry);
        }
        entry->block++;
    } while (advance(p));
    return true;
}

bool formula_entries(Proof *proof, Notation *notation, const Formula *formula,
                     const char *text, uint64_t seed, size_t draws,
                     void (*see)(void *context, const ProofEntry *entry),
                     void *context)
{
    Prover p = prover_open(proof, notation, text);
    ProofEntry entry = { 0 };
    bool shown = true;
    p.witness = WITNESS_COMPLEX_STEP;
    for (; shown && entry.draw < draws; entry.draw++) {
        evaluator_draw(p.evaluator, seed + entry.draw, p.witness);
        shown = show_draw(&p, formula, &entry, see, context);
    }
    prover_close(&p);
    return shown;
}

size_t formula_indices(const char **names, size_t size, Notation *notation,
                       const Node *node)
{
    Prover p = { .notation = notation };
    collect(&p, node, NULL, false);
    for (size_t i = 0; i < p.indices && i < size; i++)
        names[i] = p.index[i].name;
    return p.indices;
}
