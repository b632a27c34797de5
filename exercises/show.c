#include "show.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paragraph.h"

enum { SAID_LINES = 12 };

static bool in_colour(void)
{
    return isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
}

static void state_word(State state)
{
    static const char *const words[] = { "à faire", "faux", "juste",
                                         "pas jugé" };
    static const char *const colours[] = { "\033[33m", "\033[31m", "\033[32m",
                                           "\033[35m" };
    if (in_colour())
        printf("%s%s\033[0m", colours[state], words[state]);
    else
        printf("%s", words[state]);
}

/* Un nombre comme on l'écrit en français. */
static const char *number(char text[32], const char *format, double value)
{
    if (!isfinite(value)) {
        snprintf(text, 32, "%s", isnan(value) ? "NaN" : "infini");
        return text;
    }
    snprintf(text, 32, "%s", value < 0 ? "−" : "");
    snprintf(text + strlen(text), 20, format, fabs(value));
    char *point = strchr(text, '.');
    if (point)
        *point = ',';
    return text;
}

/* « (3, 4), cas 12 : obtenu −4,081, attendu −0,3139 » */
static void describe_worst(char *text, size_t size, const Finding *finding)
{
    char a[32], b[32], gap[32];
    number(a, "%.4g", finding->got);
    number(b, "%.4g", finding->expected);
    number(gap, "%.1e", finding->error);
    int length =
        snprintf(text, size, "(%zu, %zu), cas %zu : ", finding->row + 1,
                 finding->col + 1, finding->rank + 1);
    if (strcmp(a, b) == 0)
        snprintf(text + length, size - (size_t)length,
                 "%s, à %s près du plus grand", a, gap);
    else
        snprintf(text + length, size - (size_t)length, "obtenu %s, attendu %s",
                 a, b);
}

static void print_finding(const Tensor *tensor, const Finding *finding,
                          size_t cases)
{
    char gap[32], worst[160];
    size_t columns = text_width(tensor->name);
    printf("  %s%*s", tensor->name, columns < 7 ? 8 - (int)columns : 1, "");
    describe_worst(worst, sizeof worst, finding);
    if (finding->wrong)
        printf("faux    au pire, %s\n", worst);
    else if (finding->error > 0)
        printf("juste   %zu cas, écart relatif au plus %s\n", cases,
               number(gap, "%.1e", finding->error));
    else
        printf("juste   %zu cas, aucun écart\n", cases);
}

static void print_why(const Verdict *verdict)
{
    char equation[48], text[sizeof verdict->diagnosis + 8];
    size_t length = strlen(verdict->diagnosis);
    bool asks = length > 0 && verdict->diagnosis[length - 1] == '?';
    snprintf(text, sizeof text, "%s%s", verdict->diagnosis,
             *verdict->evidence || asks ? "" : ".");
    printf("\n");
    paragraph_print(stdout, text);
    if (*verdict->evidence) {
        snprintf(text, sizeof text, "%s.", verdict->evidence);
        paragraph_print(stdout, text);
    }
    if (*verdict->where &&
        place_equation(equation, sizeof equation, verdict->where))
        printf("  À relire : l'%s.\n", equation);
}

/* Une question à laquelle la sortie k répond mal. */
static void print_question(const Exercise *e, size_t k, const Finding *finding)
{
    char a[32], b[32];
    const char *name = e->outputs[k].name;
    size_t columns = text_width(name);
    printf("  %s%*s", name, columns < 7 ? 8 - (int)columns : 1, "");
    printf("faux    cas %zu : obtenu %s, attendu %s, sur\n%18s« %s »\n",
           finding->rank + 1, number(a, "%.4g", finding->got),
           number(b, "%.4g", finding->expected), "",
           e->question(k, finding->row));
}

static void print_output(const Exercise *e, size_t k, const Verdict *verdict)
{
    const Finding *finding = &verdict->findings[k];
    if (e->question && finding->wrong)
        print_question(e, k, finding);
    else
        print_finding(&e->outputs[k], finding, verdict->cases);
}

static void print_todo(const Exercise *e, const Place *place)
{
    printf("\n  Le trou est vide : ouvrez %s, cherchez « À VOUS »,\n"
           "  puis relancez make exercise%s. Un indice : make hint%s.\n",
           place->student, e->number, e->number);
}

/* Les premières lignes de ce que la copie a écrit. */
static void print_said(const char *said)
{
    size_t lines = 0;
    if (*said)
        printf("\n  Ce que la copie a écrit :\n");
    while (*said && lines++ < SAID_LINES) {
        size_t length = strcspn(said, "\n");
        printf("    %.*s\n", (int)length, said);
        said += length + (said[length] == '\n');
    }
    if (*said)
        printf("    …\n");
}

void show_verdict(const Exercise *e, const Verdict *verdict,
                  const Place *place)
{
    printf("Exercice %s – %s : ", e->number, e->title);
    state_word(verdict->state);
    printf("\n");
    if (verdict->compared)
        for (size_t k = 0; e->outputs[k].name; k++)
            print_output(e, k, verdict);
    if (verdict->state == STATE_TODO)
        print_todo(e, place);
    else if (verdict->state != STATE_RIGHT)
        print_why(verdict);
    if (*verdict->remark)
        paragraph_print(stdout, verdict->remark);
    print_said(verdict->said);
}

/* Un champ TSV : pas de tabulation, pas de retour. */
static void print_field(const char *text, char end)
{
    for (; *text; text++)
        putchar(*text == '\t' || *text == '\n' ? ' ' : *text);
    putchar(end);
}

void show_tsv(const Exercise *e, const Verdict *verdict)
{
    static const char *const names[] = { "todo", "wrong", "right",
                                         "unjudged" };
    char text[2800];
    snprintf(text, sizeof text, "%s%s%s", verdict->diagnosis,
             *verdict->evidence ? " : " : "", verdict->evidence);
    print_field(names[verdict->state], '\t');
    print_field(verdict->id, '\t');
    print_field(text, '\t');
    printf("%zu\t", verdict->cases);
    print_field(e->title, '\n');
}
