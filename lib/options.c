#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- Valeurs ------------------------------------------------------------- */

static bool out_of_range(const Option *o, const char *text, Error *error)
{
    error_set(error, "--%s %s : de %g à %g", o->name, text, o->low, o->high);
    return false;
}

static bool read_real(const Option *o, const char *text, Error *error)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !isfinite(value)) {
        error_set(error, "--%s %s : nombre attendu, à point décimal", o->name,
                  text);
        return false;
    }
    if (value < o->low || value > o->high)
        return out_of_range(o, text, error);
    *o->real = value;
    return true;
}

/* Un entier sans signe, en entier. */
static bool read_natural(uint64_t *value, const char *text)
{
    char *end;
    errno = 0;
    *value = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && errno == 0;
}

static bool read_count(const Option *o, const char *text, Error *error)
{
    uint64_t value;
    if (!read_natural(&value, text)) {
        error_set(error, "--%s %s : entier attendu", o->name, text);
        return false;
    }
    if ((double)value < o->low || (double)value > o->high)
        return out_of_range(o, text, error);
    *o->count = (size_t)value;
    return true;
}

static bool read_text(const Option *o, const char *text, Error *error)
{
    if (!*text) {
        error_set(error, "--%s : il n'y a rien", o->name);
        return false;
    }
    *o->text = text;
    return true;
}

static bool read_value(const Option *o, const char *text, Error *error)
{
    return o->real    ? read_real(o, text, error)
           : o->count ? read_count(o, text, error)
                      : read_text(o, text, error);
}

/* Ajoute « --name value » à ce qui a changé. */
static void remember(CommandLine *line, const char *name, const char *value)
{
    size_t old = line->changed ? strlen(line->changed) + 1 : 0;
    size_t size = old + strlen(name) + strlen(value) + 4;
    char *text = allocate(size, 1);
    snprintf(text, size, "%s%s--%s %s", old ? line->changed : "",
             old ? " " : "", name, value);
    free(line->changed);
    line->changed = text;
}

/* --- La ligne ------------------------------------------------------------ */

enum { QUICK = 1000, SEED };

/* Les options que tous les programmes ont, puis celles du chapitre. */
static struct option *long_options(const Option *options, size_t count)
{
    const struct option common[] = {
        { "quick", no_argument, NULL, QUICK },
        { "seed", required_argument, NULL, SEED },
    };
    struct option *all = allocate(count + 3, sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = (struct option){ options[i].name, required_argument, NULL,
                                  (int)i + 1 };
    memcpy(all + count, common, sizeof common);
    return all;
}

/* L'option que getopt_long n'a pas voulue. */
static bool refuse(int found, const char *word, Error *error)
{
    if (found == ':')
        error_set(error, "%s : il manque la valeur", word);
    else if (optopt == QUICK)
        error_set(error, "--quick : ne prend pas de valeur");
    else if (strncmp(word, "--data", 6) == 0)
        error_set(error, "%s : ce chapitre ne se sert pas de données", word);
    else
        error_set(error, "%s : option inconnue ; --help les dit", word);
    return false;
}

static bool read_seed(CommandLine *line, const char *text, Error *error)
{
    if (read_natural(&line->seed, text))
        return true;
    error_set(error, "--seed %s : entier attendu", text);
    return false;
}

/* L'option de rang found, et sa valeur. */
static bool take(CommandLine *line, int found, const Option *options,
                 Error *error)
{
    if (found == QUICK) {
        line->quick = true;
        return true;
    }
    bool seed = found == SEED;
    if (!(seed ? read_seed(line, optarg, error)
               : read_value(&options[found - 1], optarg, error)))
        return false;
    remember(line, seed ? "seed" : options[found - 1].name, optarg);
    return true;
}

static bool read_directory(CommandLine *line, int argc, char **argv,
                           Error *error)
{
    if (optind + 1 == argc && *argv[optind]) {
        line->directory = argv[optind];
        return true;
    }
    if (optind + 1 < argc)
        error_set(error, "%s : argument de trop ; --help dit ce qu'il faut",
                  argv[optind + 1]);
    else
        error_set(error, "il manque le DOSSIER où écrire ; --help dit ce "
                         "qu'il faut");
    return false;
}

bool options_ask_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0)
            return true;
    return false;
}

bool options_read(CommandLine *line, int argc, char **argv,
                  const Option *options, size_t count, Error *error)
{
    struct option *all = long_options(options, count);
    int found;
    bool right = true;
    *line = (CommandLine){ 0 };
    optind = 0; /* recommence, où qu'il en soit resté */
    opterr = 0;
    while (right && (found = getopt_long(argc, argv, ":", all, NULL)) != -1)
        right = found == '?' || found == ':'
                    ? refuse(found, argv[optind - 1], error)
                    : take(line, found, options, error);
    free(all);
    right = right && read_directory(line, argc, argv, error);
    if (!right) {
        free(line->changed);
        line->changed = NULL;
    }
    return right;
}

/* --- Aide ---------------------------------------------------------------- */

static void help_option(FILE *to, const Option *o)
{
    fprintf(to, "  --%-10s %s", o->name, o->help);
    if (o->real)
        fprintf(to, ", de %g à %g ; %g", o->low, o->high, *o->real);
    else if (o->count)
        fprintf(to, ", de %g à %g ; %zu", o->low, o->high, *o->count);
    fputc('\n', to);
}

void options_help(FILE *to, const char *program, const Option *options,
                  size_t count)
{
    fprintf(to,
            "usage : %s [réglages] DOSSIER\n"
            "Écrit dans DOSSIER results.yaml et les tables du chapitre.\n\n"
            "Réglages, avec leurs bornes et leur valeur par défaut :\n",
            program);
    for (size_t i = 0; i < count; i++)
        help_option(to, &options[i]);
    fputs("  --seed       graine : d'autres tirages que ceux du cahier ; 0\n"
          "  --quick      passage réduit, pour essayer le programme\n"
          "  --help       ceci\n",
          to);
}
