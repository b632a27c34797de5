/* judge.c — juge l'exercice dont il porte le nom : judge16.
 *
 *   judge16                       la copie de l'étudiant, qu'il crée au besoin
 *   judge16 --copy FICHIER        une autre copie ; --kit DOSSIER, une autre
 *                               trousse que build/kit
 *   judge16 --pristine            un fichier encore à créer, qu'il ne crée pas
 *   judge16 --hint | --solution | --reset
 *   judge16 --sample | --sample-code
 *                                 la première réponse fausse de answers.c, pour
 *                                 le livre : ce qu'on en dit, ce qu'elle est
 *
 * --sandbox bwrap : compile et lance la copie dans un bac à sable ; --sandbox
 * limits, sous des limites seulement ; sans cela, comme on peut. --plain : sans
 * le passage sous sanitizers. --tsv : une ligne « état, erreur, diagnostic, cas,
 * titre ». Statut : 0 si c'est juste, 1 sinon, 2 si le juge n'a pas pu
 * travailler. Se lance à la racine du cahier.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers.h"
#include "hole.h"
#include "show.h"
#include "student.h"

#define KIT "build/kit"

typedef enum {
    ACT_JUDGE,
    ACT_HINT,
    ACT_SOLUTION,
    ACT_RESET,
    ACT_SAMPLE,
    ACT_SAMPLE_CODE
} Act;

typedef struct {
    Act act;
    const char *copy;
    bool tsv, pristine;
    bool chosen; /* --sandbox a été dit */
    CopyOptions options;
} Request;

/* --- Juger ------------------------------------------------------------------ */

static Verdict judge_under(const char *text, SandboxKind kind,
                           const CopyOptions *options)
{
    CopyOptions own = *options;
    own.sandbox = kind;
    Copy copy = copy_run(&exercise, text, &own);
    Verdict verdict = verdict_of(&exercise, &copy);
    copy_free(&copy);
    return verdict;
}

/* Sans --sandbox : dans un bac à sable s'il y en a un, sinon sous des limites,
 * et on le dit. */
static Verdict judge(const char *text, const Request *request)
{
    Error error;
    const CopyOptions *options = &request->options;
    if (hole_is_empty(text))
        return (Verdict){ .state = STATE_TODO };
    if (request->chosen)
        return judge_under(text, options->sandbox, options);
    if (sandbox_available(&error)) {
        Verdict verdict = judge_under(text, SANDBOX_BWRAP, options);
        if (verdict.state != STATE_UNJUDGED)
            return verdict;
        error_set(&error, "%.1000s", verdict.diagnosis);
    }
    fprintf(stderr,
            "Pas de bac à sable, des limites de temps et de mémoire "
            "seulement : %s\n",
            error.text);
    return judge_under(text, SANDBOX_LIMITS, options);
}

static Verdict judge_file(const char *path, const Request *request)
{
    Error error;
    char *text = file_read(path, &error);
    Verdict verdict = { .state = STATE_WRONG, .id = "unreadable" };
    if (!text) {
        snprintf(verdict.diagnosis, sizeof verdict.diagnosis, "%s",
                 error.text);
        return verdict;
    }
    verdict = judge(text, request);
    free(text);
    return verdict;
}

/* --- Agir ------------------------------------------------------------------- */

static bool judge_student(const Request *request, const Place *place,
                          int *status, Error *error)
{
    bool created = false;
    if (!request->copy && !request->pristine &&
        !student_create(place, &created, error))
        return false;
    const char *path = request->copy ? request->copy : place->student;
    Verdict verdict = { .state = STATE_TODO };
    if (!request->pristine)
        verdict = judge_file(path, request);
    if (created && !request->tsv)
        printf("%s vient d'être créé.\n", place->student);
    if (request->tsv)
        show_tsv(&exercise, &verdict);
    else
        show_verdict(&exercise, &verdict, place);
    *status = verdict.state == STATE_RIGHT      ? 0
              : verdict.state == STATE_UNJUDGED ? 2
                                                : 1;
    return true;
}

static bool is_solved(const Request *request, const Place *place)
{
    return access(place->student, F_OK) == 0 &&
           judge_file(place->student, request).state == STATE_RIGHT;
}

/* Ce que l'on dit d'une réponse fausse ; false si elle n'est pas jugée telle. */
static bool show_sample(const Answer *answer, const char *solution,
                        const Place *place, const Request *request,
                        Error *error)
{
    char *copy = answer_fill(answer, solution);
    Verdict verdict = { .state = STATE_UNJUDGED };
    if (copy)
        verdict = judge(copy, request);
    free(copy);
    if (verdict.state != STATE_WRONG)
        return error_set(error, "answers.c, « %s » : elle devrait être fausse",
                         answer->name);
    show_verdict(&exercise, &verdict, place);
    return true;
}

/* La première réponse fausse. */
static bool sample_of(const Place *place, const Request *request, bool code,
                      Error *error)
{
    char path[300];
    Answer answer;
    snprintf(path, sizeof path, "%s/answers.c", place->folder);
    char *solution = file_read(place->solution, error);
    char *answers = solution ? file_read(path, error) : NULL;
    const char *text = answers;
    bool found = false;
    while (text && !found && answers_next(&answer, &text, error))
        found = !answer.right;
    if (found && code) {
        answer_print(&answer);
    } else if (found) {
        found = show_sample(&answer, solution, place, request, error);
    } else if (answers) {
        error_set(error, "%s : aucune réponse fausse", path);
    }
    free(answers);
    free(solution);
    return found;
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
    case ACT_SAMPLE:
    case ACT_SAMPLE_CODE:
        return sample_of(place, request, request->act == ACT_SAMPLE_CODE,
                         error);
    case ACT_JUDGE:
    default:
        return judge_student(request, place, status, error);
    }
}

static bool set_sandbox(Request *request, const char *name, Error *error)
{
    request->chosen = true;
    request->options.sandbox = SANDBOX_LIMITS;
    if (strcmp(name, "limits") == 0)
        return true;
    request->options.sandbox = SANDBOX_BWRAP;
    if (strcmp(name, "bwrap") != 0)
        return error_set(error, "--sandbox %s : bwrap ou limits", name);
    return sandbox_available(error);
}

/* Une option qui prend une valeur, ou une inconnue. */
static bool read_value(Request *request, int option, Error *error)
{
    if (option == 's')
        return set_sandbox(request, optarg, error);
    if (option == 'c')
        request->copy = optarg;
    else if (option == 'k')
        request->options.kit = optarg;
    else
        return error_set(error, "option inconnue");
    return true;
}

static bool read_request(Request *request, int argc, char **argv, Error *error)
{
    int act = ACT_JUDGE, tsv = 0, plain = 0, pristine = 0, option;
    const struct option options[] = {
        { "copy", required_argument, NULL, 'c' },
        { "sandbox", required_argument, NULL, 's' },
        { "kit", required_argument, NULL, 'k' },
        { "tsv", no_argument, &tsv, true },
        { "plain", no_argument, &plain, true },
        { "pristine", no_argument, &pristine, true },
        { "hint", no_argument, &act, ACT_HINT },
        { "solution", no_argument, &act, ACT_SOLUTION },
        { "reset", no_argument, &act, ACT_RESET },
        { "sample", no_argument, &act, ACT_SAMPLE },
        { "sample-code", no_argument, &act, ACT_SAMPLE_CODE },
        { NULL, 0, NULL, 0 },
    };
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
        if (option != 0 && !read_value(request, option, error))
            return false;
    request->act = (Act)act;
    request->tsv = tsv;
    request->pristine = pristine;
    request->options.plain = plain;
    return optind == argc ||
           error_set(error, "argument de trop : %s", argv[optind]);
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
