/* harness.c — le côté de la copie : lit des cas sur l'entrée standard, appelle
 * la fonction de l'étudiant, rend sur le descripteur 3 la mémoire telle qu'elle
 * est. Sous AddressSanitizer, chaque matrice a son propre bloc, sans témoins :
 * il voit de lui-même ce qui en sort, et l'on ne rend rien.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"
#include "wire.h"

enum { TENSORS = 16 };

#ifdef __SANITIZE_ADDRESS__
enum { GUARD = 0 };
#else
enum { GUARD = WIRE_GUARD };
#endif

/* Une matrice, et le bloc qui la contient. */
typedef struct {
    uint64_t *block;
    Matrix matrix, before;
    uint64_t start; /* d'une sortie : son entrée de départ + 1 */
} Slot;

static uint64_t read_word(void)
{
    uint64_t word = 0;
    size_t got = 0;
    while (got < sizeof word) {
        ssize_t n = read(0, (char *)&word + got, sizeof word - got);
        if (n <= 0)
            _exit(3);
        got += (size_t)n;
    }
    return word;
}

static void write_words(const uint64_t *words, size_t count)
{
    const char *from = (const char *)words;
    size_t left = count * sizeof *words;
    while (left > 0) {
        ssize_t n = write(3, from, left);
        if (n <= 0)
            _exit(3);
        from += n;
        left -= (size_t)n;
    }
}

static void slot_open(Slot *slot)
{
    size_t rows = (size_t)read_word(), cols = (size_t)read_word();
    size_t total = rows * cols + 2 * GUARD;
    slot->block = malloc((total ? total : 1) * sizeof *slot->block);
    if (!slot->block)
        _exit(3);
    for (size_t i = 0; i < total; i++)
        slot->block[i] = WIRE_GUARD_BITS;
    slot->matrix = slot->before =
        matrix_view((double *)(void *)(slot->block + GUARD), rows, cols);
}

static void slot_fill(Slot *slot, uint64_t bits)
{
    for (size_t i = 0; i < matrix_size(&slot->before); i++)
        slot->block[GUARD + i] = bits;
}

static void slot_send(const Slot *slot)
{
    const Matrix *now = &slot->matrix, *before = &slot->before;
    uint64_t same = now->rows == before->rows && now->cols == before->cols &&
                            now->data == before->data
                        ? WIRE_SAME
                        : 0;
    write_words(&same, 1);
    write_words(slot->block, matrix_size(before) + 2 * GUARD);
}

/* Les sorties avant l'appel : ce que dit le cas, ou n'importe quoi. */
static void outputs_prepare(Slot *out, size_t outputs, const Slot *in,
                            uint64_t run)
{
    for (size_t k = 0; k < outputs; k++) {
        slot_fill(&out[k], run == 1 ? WIRE_FILL_1 : WIRE_FILL_0);
        out[k].matrix = out[k].before;
        if (out[k].start)
            matrix_copy(&out[k].matrix, &in[out[k].start - 1].matrix);
    }
}

static void run_once(Slot *in, size_t inputs, Slot *out, size_t outputs)
{
    Matrix arguments[TENSORS], results[TENSORS];
    for (size_t k = 0; k < inputs; k++)
        arguments[k] = in[k].matrix;
    for (size_t k = 0; k < outputs; k++)
        results[k] = out[k].matrix;
    exercise_call(results, arguments);
    for (size_t k = 0; k < inputs; k++)
        in[k].matrix = arguments[k];
    for (size_t k = 0; k < outputs; k++)
        out[k].matrix = results[k];
}

static void send_all(uint64_t rank, uint64_t run, const Slot *in,
                     size_t inputs, const Slot *out, size_t outputs)
{
    uint64_t head[] = { WIRE_DONE, rank, run };
    if (GUARD == 0)
        return;
    write_words(head, 3);
    for (size_t k = 0; k < inputs; k++)
        slot_send(&in[k]);
    for (size_t k = 0; k < outputs; k++)
        slot_send(&out[k]);
}

static void run_case(uint64_t rank)
{
    Slot in[TENSORS], out[TENSORS];
    size_t inputs = (size_t)read_word(), outputs = (size_t)read_word();
    for (size_t k = 0; k < inputs; k++) {
        slot_open(&in[k]);
        for (size_t i = 0; i < matrix_size(&in[k].before); i++)
            in[k].block[GUARD + i] = read_word();
    }
    for (size_t k = 0; k < outputs; k++) {
        slot_open(&out[k]);
        out[k].start = read_word();
    }
    for (uint64_t run = 0; run < WIRE_RUNS; run++) {
        outputs_prepare(out, outputs, in, run);
        run_once(in, inputs, out, outputs);
        send_all(rank, run, in, inputs, out, outputs);
    }
    for (size_t k = 0; k < inputs; k++)
        free(in[k].block);
    for (size_t k = 0; k < outputs; k++)
        free(out[k].block);
}

int main(void)
{
    uint64_t cases = read_word();
    for (uint64_t rank = 0; rank < cases; rank++)
        run_case(rank);
    return 0;
}
