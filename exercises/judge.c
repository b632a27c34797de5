/* judge.c — juge l'exercice dont il porte le nom : judge16.
 *
 *   judge16                       la copie de l'étudiant, qu'il crée au besoin
 *   judge16 --copy FICHIER        une autre copie
 *   judge16 --hint | --solution | --reset
 *
 * --sandbox bwrap : compile et lance la copie dans un bac à sable ; sans cela,
 * sous des limites seulement. --plain : sans le passage sous sanitizers. --tsv :
 * une ligne « état, erreur, diagnostic, cas ». Statut : 0 si c'est juste, 1
 * sinon, 2 si le juge n'a pas pu travailler. Se lance à la racine du cahier.
 */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hole.h"
#include "student.h"
#include "verdict.h"

#define KIT "build/kit"

typedef enum { ACT_JUDGE, ACT_HINT, ACT_SOLUTION, ACT_RESET } Act;

typedef struct {
    Act act;
    const char *copy;
    bool tsv;
    CopyOptions options;
} Request;

/* --- Juger ------------------------------------------------------------------ */

static Verdict judge(const char *text, const CopyOptions *options)
{
    if (hole_is_empty(text))
        return (Verdict){ .state = STATE_TODO };
    Copy copy = copy_run(&exercise, text, options);
    Verdict verdict = verdict_of(&exercise, &copy);
    copy_free(&copy);
    return verdict;
}

static Verdict judge_file(const char *path, const CopyOptions *options)
{
    Error error;
    char *text = file_read(path, &error);
    Verdict verdict = { .state = STATE_WRONG, .id = "unreadable" };
    if (!text) {
        snprintf(verdict.diagnosis, sizeof verdict.diagnosis, "%s",
                 error.text);
        return verdict;
    }
    verdict = judge(text, options);
    free(text);
    return verdict;
}

/* --- Dire ------------------------------------------------------------------- */

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

/* Largeur à l'écran : ni les suites d'un caractère UTF-8, ni les accents
 * combinants (U+0300 à U+036F). */
static size_t width(const char *text)
{
    size_t count = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if ((*c & 0xC0) != 0x80 && *c != 0xCC && *c != 0xCD)
            count++;
    return count < 8 ? count : 7;
}

static void print_finding(const Tensor *tensor, const Finding *finding,
                          size_t cases)
{
    char a[32], b[32];
    printf("  %s%*s", tensor->name, 8 - (int)width(tensor->name), "");
    if (finding->wrong)
        printf("faux    pire entrée (%zu, %zu), cas %zu : obtenu %s, attendu "
               "%s\n",
               finding->row + 1, finding->col + 1, finding->rank + 1,
               number(a, "%.4g", finding->got),
               number(b, "%.4g", finding->expected));
    else if (finding->error > 0)
        printf("juste   %zu cas, écart relatif au plus %s\n", cases,
               number(a, "%.1e", finding->error));
    else
        printf("juste   %zu cas, aucun écart\n", cases);
}

static void print_why(const Verdict *verdict)
{
    char equation[48];
    size_t length = strlen(verdict->diagnosis);
    bool asks = length > 0 && verdict->diagnosis[length - 1] == '?';
    const char *stop = asks ? "" : ".";
    printf("\n  %s%s\n", verdict->diagnosis, *verdict->evidence ? "" : stop);
    if (*verdict->evidence)
        printf("  %s.\n", verdict->evidence);
    if (*verdict->where &&
        place_equation(equation, sizeof equation, verdict->where))
        printf("  À relire : l'%s.\n", equation);
}

static void print_todo(const Place *place)
{
    printf("\n  Le trou est vide : ouvrez %s, cherchez « À VOUS »,\n"
           "  puis relancez make exercise%s. Un indice : make hint%s.\n",
           place->student, exercise.number, exercise.number);
}

static void print_verdict(const Verdict *verdict, const Place *place)
{
    printf("Exercice %s – %s : ", exercise.number, exercise.title);
    state_word(verdict->state);
    printf("\n");
    if (verdict->compared)
        for (size_t k = 0; exercise.outputs[k].name; k++)
            print_finding(&exercise.outputs[k], &verdict->findings[k],
                          verdict->cases);
    if (verdict->state == STATE_TODO)
        print_todo(place);
    else if (verdict->state != STATE_RIGHT)
        print_why(verdict);
    else if (*verdict->remark)
        printf("  %s\n", verdict->remark);
}

/* Un champ TSV : pas de tabulation, pas de retour. */
static void print_field(const char *text, char end)
{
    for (; *text; text++)
        putchar(*text == '\t' || *text == '\n' ? ' ' : *text);
    putchar(end);
}

static void print_tsv(const Verdict *verdict)
{
    static const char *const names[] = { "todo", "wrong", "right",
                                         "unjudged" };
    char text[2800];
    snprintf(text, sizeof text, "%s%s%s", verdict->diagnosis,
             *verdict->evidence ? " : " : "", verdict->evidence);
    print_field(names[verdict->state], '\t');
    print_field(verdict->id, '\t');
    print_field(text, '\t');
    printf("%zu\n", verdict->cases);
}

/* --- Agir ------------------------------------------------------------------- */

static bool judge_student(const Request *request, const Place *place,
                          int *status, Error *error)
{
    bool created = false;
    if (!request->copy && !student_create(place, &created, error))
        return false;
    const char *path = request->copy ? request->copy : place->student;
    Verdict verdict = judge_file(path, &request->options);
    if (created && !request->tsv)
        printf("%s vient d'être créé.\n", place->student);
    if (request->tsv)
        print_tsv(&verdict);
    else
        print_verdict(&verdict, place);
    *status = verdict.state == STATE_RIGHT      ? 0
              : verdict.state == STATE_UNJUDGED ? 2
                                                : 1;
    return true;
}

static bool is_solved(const Request *request, const Place *place)
{
    return access(place->student, F_OK) == 0 &&
           judge_file(place->student, &request->options).state == STATE_RIGHT;
}

static bool act(const Request *request, const Place *place, int *status,
                Error *error)
{
    *status = 0;
    switch (request->act) {
    case ACT_HINT:
        return student_hint(place, exercise.number, error);
    case ACT_SOLUTION:
        return student_solution(place, exercise.number,
                                is_solved(request, place), error);
    case ACT_RESET:
        return student_reset(place, error);
    case ACT_JUDGE:
    default:
        return judge_student(request, place, status, error);
    }
}

static bool set_sandbox(Request *request, const char *name, Error *error)
{
    request->options.sandbox = SANDBOX_LIMITS;
    if (strcmp(name, "limits") == 0)
        return true;
    request->options.sandbox = SANDBOX_BWRAP;
    if (strcmp(name, "bwrap") != 0)
        return error_set(error, "--sandbox %s : bwrap ou limits", name);
    return sandbox_available(error);
}

static bool read_request(Request *request, int argc, char **argv, Error *error)
{
    static const struct option options[] = {
        { "copy", required_argument, NULL, 'c' },
        { "sandbox", required_argument, NULL, 's' },
        { "kit", required_argument, NULL, 'k' },
        { "tsv", no_argument, NULL, 't' },
        { "plain", no_argument, NULL, 'p' },
        { "hint", no_argument, NULL, 'h' },
        { "solution", no_argument, NULL, 'o' },
        { "reset", no_argument, NULL, 'r' },
        { NULL, 0, NULL, 0 },
    };
    bool well = true;
    for (int c;
         well && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        switch (c) {
        case 'c':
            request->copy = optarg;
            break;
        case 's':
            well = set_sandbox(request, optarg, error);
            break;
        case 'k':
            request->options.kit = optarg;
            break;
        case 't':
            request->tsv = true;
            break;
        case 'p':
            request->options.plain = true;
            break;
        case 'h':
            request->act = ACT_HINT;
            break;
        case 'o':
            request->act = ACT_SOLUTION;
            break;
        case 'r':
            request->act = ACT_RESET;
            break;
        default:
            well = error_set(error, "option inconnue");
            break;
        }
    if (well && optind < argc)
        well = error_set(error, "argument de trop : %s", argv[optind]);
    return well;
}

int main(int argc, char **argv)
{
    int status = 2;
    Error error;
    Place place;
    Request request = { .options = { .kit = KIT } };
    if (read_request(&request, argc, argv, &error) &&
        place_find(&place, exercise.number, &error) &&
        act(&request, &place, &status, &error))
        return status;
    fflush(stdout);
    fprintf(stderr, "%s\n", error.text);
    return 2;
}
