#include "verdict.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diagnose.h"

static uint64_t bits(double value)
{
    uint64_t word;
    memcpy(&word, &value, sizeof word);
    return word;
}

static bool same_bits(const Matrix *A, const Matrix *B)
{
    return memcmp(A->data, B->data, matrix_size(A) * sizeof *A->data) == 0;
}

static bool refuse(Verdict *verdict, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Faux, pour cette raison ; rend false. */
static bool refuse(Verdict *verdict, const char *id, const char *format, ...)
{
    va_list arguments;
    verdict->state = STATE_WRONG;
    snprintf(verdict->id, sizeof verdict->id, "%s", id);
    va_start(arguments, format);
    vsnprintf(verdict->diagnosis, sizeof verdict->diagnosis, format,
              arguments);
    va_end(arguments);
    return false;
}

/* --- L'hygiène ------------------------------------------------------------- */

static bool inputs_intact(Verdict *verdict, const Exercise *e, const Case *c,
                          const Trace *trace)
{
    for (size_t k = 0; e->inputs[k].name; k++) {
        if (trace->in_spilled[k])
            return refuse(verdict, "spill", "on écrit à côté de %s",
                          e->inputs[k].name);
        if (!same_bits(&trace->in[k], &c->in[k]))
            return refuse(verdict, "input-changed",
                          "l'entrée %s a été modifiée : elle n'est qu'à lire",
                          e->inputs[k].name);
    }
    return true;
}

static bool outputs_in_place(Verdict *verdict, const Exercise *e,
                             const Trace *trace)
{
    for (size_t k = 0; e->outputs[k].name; k++) {
        if (trace->spilled[k])
            return refuse(verdict, "spill", "on écrit à côté de %s",
                          e->outputs[k].name);
        if (trace->moved[k])
            return refuse(verdict, "replaced",
                          "%s a été remplacée : elle est déjà créée, on n'y "
                          "écrit que des nombres",
                          e->outputs[k].name);
    }
    return true;
}

/* L'élément a-t-il gardé, aux deux passages, ce qu'il y avait avant ? */
static bool is_unwritten(const Exercise *e, size_t k, const Trace *traces,
                         size_t i)
{
    return !(e->start && e->start[k]) &&
           bits(traces[0].out[k].data[i]) == WIRE_FILL_0 &&
           bits(traces[1].out[k].data[i]) == WIRE_FILL_1;
}

static bool same_twice(double a, double b)
{
    return bits(a) == bits(b) || (isnan(a) && isnan(b));
}

/* Le passage 2 refait le passage 0 ; le 1 part d'autres valeurs. */
static bool same_each_time(Verdict *verdict, const Exercise *e,
                           const Trace *traces)
{
    for (size_t k = 0; e->outputs[k].name; k++)
        for (size_t i = 0; i < matrix_size(&traces[0].out[k]); i++) {
            double first = traces[0].out[k].data[i];
            if (!same_twice(first, traces[2].out[k].data[i]))
                return refuse(verdict, "unrepeatable",
                              "deux appels de suite, sur les mêmes entrées, "
                              "ne donnent pas le même %s",
                              e->outputs[k].name);
            if (!same_twice(first, traces[1].out[k].data[i]) &&
                !is_unwritten(e, k, traces, i))
                return refuse(verdict, "buffer",
                              "le résultat dépend de ce qu'il y avait dans %s "
                              "avant l'appel : ajoutez-vous (+=) sans avoir "
                              "mis à zéro ?",
                              e->outputs[k].name);
        }
    return true;
}

static bool is_clean(Verdict *verdict, const Exercise *e,
                     const Answers *answers)
{
    for (size_t rank = 0; rank < answers->count; rank++) {
        for (size_t run = 0; run < WIRE_RUNS; run++) {
            const Trace *trace = &answers->traces[rank][run];
            if (!outputs_in_place(verdict, e, trace) ||
                !inputs_intact(verdict, e, &answers->cases[rank], trace))
                return false;
        }
        if (!same_each_time(verdict, e, answers->traces[rank]))
            return false;
    }
    return true;
}

/* --- Les valeurs ----------------------------------------------------------- */

/* Les bonnes valeurs des cas first … first + count − 1, et celles de la
 * copie ; ce qu'elle n'a pas écrit y vaut 0. */
static Evidence evidence_open(const Exercise *e, const Answers *answers,
                              size_t first, size_t count)
{
    Evidence evidence = { .exercise = e,
                          .cases = answers->cases + first,
                          .count = count };
    evidence.values = allocate(count, sizeof *evidence.values);
    evidence.expected = allocate(count, sizeof *evidence.expected);
    for (size_t rank = 0; rank < count; rank++) {
        evidence.values[rank] = answers->traces[first + rank][0].out;
        evidence.expected[rank] =
            allocate(TENSORS_MAX, sizeof **evidence.expected);
        e->compute(&evidence.cases[rank], 0);
        for (size_t k = 0; e->outputs[k].name; k++)
            evidence.expected[rank][k] =
                matrix_clone(&evidence.cases[rank].out[k]);
    }
    return evidence;
}

static void evidence_close(Evidence *evidence)
{
    for (size_t rank = 0; rank < evidence->count; rank++) {
        for (size_t k = 0; k < TENSORS_MAX; k++)
            matrix_free(&evidence->expected[rank][k]);
        free(evidence->expected[rank]);
    }
    free(evidence->expected);
    free(evidence->values);
}

/* Met à 0 ce qui n'a jamais été écrit ; note le premier oubli. */
static bool fill_unwritten(const Exercise *e, const Answers *answers,
                           Finding *hole, size_t *tensor)
{
    bool found = false;
    for (size_t rank = 0; rank < answers->count; rank++)
        for (size_t k = 0; e->outputs[k].name; k++) {
            Trace *traces = answers->traces[rank];
            Matrix *A = &traces[0].out[k];
            for (size_t i = 0; i < matrix_size(A); i++) {
                if (!is_unwritten(e, k, traces, i))
                    continue;
                if (!found) {
                    *hole = (Finding){ .rank = rank,
                                       .row = i / A->cols,
                                       .col = i % A->cols };
                    *tensor = k;
                }
                found = true;
                A->data[i] = 0;
            }
        }
    return found;
}

/* Compare les cas de l'indice, dont le premier est de rang first. */
static void find_gaps(Verdict *verdict, const Evidence *evidence, size_t first,
                      double tolerance)
{
    const Exercise *e = evidence->exercise;
    verdict->compared = true;
    for (size_t rank = 0; rank < evidence->count; rank++)
        for (size_t k = 0; e->outputs[k].name; k++) {
            Finding *finding = &verdict->findings[k];
            const Matrix *got = &evidence->values[rank][k];
            const Matrix *expected = &evidence->expected[rank][k];
            size_t row = 0, col = 0;
            double error = relative_gap(got, expected, &row, &col);
            finding->wrong |= !(error <= tolerance);
            if (first + rank > 0 && error <= finding->error)
                continue;
            finding->error = error;
            finding->rank = first + rank;
            finding->row = row;
            finding->col = col;
            finding->got = matrix_size(got) ? AT(got, row, col) : 0;
            finding->expected =
                matrix_size(expected) ? AT(expected, row, col) : 0;
        }
}

static bool any_wrong(const Verdict *verdict)
{
    for (size_t k = 0; k < TENSORS_MAX; k++)
        if (verdict->findings[k].wrong)
            return true;
    return false;
}

/* Un oubli que le dictionnaire ne nomme pas. */
static void name_unwritten(Verdict *verdict, const Exercise *e,
                           const Finding *hole, size_t tensor)
{
    *verdict->evidence = *verdict->where = '\0';
    refuse(verdict, "unwritten",
           "une entrée de %s n'est jamais écrite : la première est (%zu, "
           "%zu), au cas %zu",
           e->outputs[tensor].name, hole->row + 1, hole->col + 1,
           hole->rank + 1);
}

/* Un nom du dictionnaire de l'exercice ? */
static bool is_catalogued(const Exercise *e, const char *id)
{
    for (size_t i = 0; e->wrongs[i].id; i++)
        if (strcmp(e->wrongs[i].id, id) == 0)
            return true;
    return false;
}

/* Les cas courts ; s'ils sont faux, pourquoi. */
static void compare_short(Verdict *verdict, const Exercise *e,
                          const Answers *answers)
{
    double tolerance = e->tolerance > 0 ? e->tolerance : EXERCISE_TOLERANCE;
    Evidence evidence = evidence_open(e, answers, 0, verdict->cases);
    find_gaps(verdict, &evidence, 0, tolerance);
    if (any_wrong(verdict))
        diagnose(verdict, &evidence);
    evidence_close(&evidence);
}

/* Les longs calculs, quand tout le reste est juste. */
static void compare_long(Verdict *verdict, const Exercise *e,
                         const Answers *answers)
{
    size_t first = verdict->cases;
    verdict->cases = answers->count;
    Evidence evidence =
        evidence_open(e, answers, first, answers->count - first);
    find_gaps(verdict, &evidence, first, e->long_tolerance);
    evidence_close(&evidence);
    if (any_wrong(verdict))
        refuse(verdict, "long-run",
               "les cas courts sont justes, mais une longue suite d'appels "
               "s'écarte peu à peu : un petit écart s'ajoute-t-il à chaque "
               "fois ?");
}

static void remark(Verdict *verdict, const Exercise *e, const Answers *answers)
{
    if (!e->remark || answers->count < e->cases)
        return;
    size_t last = answers->count - 1;
    Case c = answers->cases[last];
    for (size_t k = 0; e->outputs[k].name; k++)
        c.out[k] = answers->traces[last][0].out[k];
    e->remark(&c, verdict->state == STATE_RIGHT, verdict->remark,
              sizeof verdict->remark);
}

static void compare(Verdict *verdict, const Exercise *e,
                    const Answers *answers)
{
    Finding hole = { 0 };
    size_t tensor = 0;
    bool unwritten = fill_unwritten(e, answers, &hole, &tensor);
    verdict->cases = short_count(e);
    compare_short(verdict, e, answers);
    if (!any_wrong(verdict) && !unwritten && answers->count > verdict->cases)
        compare_long(verdict, e, answers);
    verdict->state =
        any_wrong(verdict) || unwritten ? STATE_WRONG : STATE_RIGHT;
    if (unwritten && (e->question || !is_catalogued(e, verdict->id)))
        name_unwritten(verdict, e, &hole, tensor);
    remark(verdict, e, answers);
}

Verdict verdict_of(const Exercise *e, const Copy *copy)
{
    Verdict verdict = { .state = STATE_WRONG };
    snprintf(verdict.said, sizeof verdict.said, "%s", copy->said);
    if (copy->end == COPY_RAN) {
        if (is_clean(&verdict, e, &copy->answers))
            compare(&verdict, e, &copy->answers);
        return verdict;
    }
    refuse(&verdict, copy->id, "%s", copy->text);
    if (copy->end == COPY_UNJUDGED)
        verdict.state = STATE_UNJUDGED;
    return verdict;
}
