/* check_judge.c — le juge devant une copie qui ne compile pas, plante, triche,
 * ne finit pas ; et le fichier de l'étudiant, que rien n'efface.
 *
 * Tout se passe dans un dossier temporaire, où l'exercice 16 est recopié : le
 * fichier d'un vrai étudiant n'est pas touché.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "runner.h"

#include "../exercises/hole.h"

#define EXERCISE "chapters/16-output-layer/exercise"
#define STUDENT EXERCISE ".c"

static char root[64], judge[4200];

static void must(const char *command)
{
    Command run = command_run("%s", command);
    ck_assert_msg(run.status == 0, "%s : %s", command, run.output);
    command_free(&run);
}

/* Un cahier réduit à l'exercice 16. */
static void open_root(void)
{
    char here[2048], command[8192];
    const char *out = getenv("CAHIER_OUT");
    snprintf(root, sizeof root, "/tmp/cahier-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(root));
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    snprintf(judge, sizeof judge, "%s/%s/bin/judge16", here,
             out ? out : "build");
    snprintf(command, sizeof command,
             "chmod 755 %s && mkdir -p %s/" EXERCISE
             " %s/build && cp " EXERCISE "/* %s/" EXERCISE
             " && cp -R build/kit %s/build/kit && "
             "mkdir %s/build/chapter16 %s/build/exercise && "
             "cp build/chapter16/labels.tsv %s/build/chapter16/",
             root, root, root, root, root, root, root, root);
    must(command);
}

static void close_root(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", root);
    must(command);
}

/* Lance le juge dans ce cahier ; input va à son entrée standard. */
static Command ask(const char *options, const char *input)
{
    return command_run("cd %s && printf '%s' | '%s' %s", root, input, judge,
                       options);
}

/* Le texte de la copie. */
static void write_student(const char *text)
{
    Error error;
    char path[256];
    snprintf(path, sizeof path, "%s/" STUDENT, root);
    ck_assert_msg(file_write(path, text, &error), "%s", error.text);
}

static char *read_student(void)
{
    Error error;
    char path[256];
    snprintf(path, sizeof path, "%s/" STUDENT, root);
    char *text = file_read(path, &error);
    ck_assert_msg(text != NULL, "%s", error.text);
    return text;
}

/* Le corps body, dans le trou ; before est devant tout. */
static void write_answer(const char *before, const char *body)
{
    Error error;
    char *solution = file_read(EXERCISE "/solution.c", &error);
    ck_assert_msg(solution != NULL, "%s", error.text);
    char *filled = hole_fill(solution, body);
    size_t size = strlen(before) + strlen(filled) + 1;
    char *text = allocate(size, 1);
    snprintf(text, size, "%s%s", before, filled);
    write_student(text);
    free(text);
    free(filled);
    free(solution);
}

/* La copie est « faux », de cette erreur, et le message contient words. */
static void told(const char *options, const char *id, const char *words)
{
    char start[96], line[96];
    snprintf(line, sizeof line, "--tsv %s 2>/dev/null", options);
    Command run = ask(line, "");
    snprintf(start, sizeof start, "wrong\t%s\t", id);
    printf("%-14s %s", id, run.output);
    fflush(stdout);
    ck_assert_msg(strncmp(run.output, start, strlen(start)) == 0,
                  "« %s » attendu, et non : %s", id, run.output);
    ck_assert_msg(strstr(run.output, words) != NULL, "sans « %s » : %s", words,
                  run.output);
    ck_assert_int_eq(run.status, 1);
    command_free(&run);
}

static const char right[] = "    Matrix D = matrix_create(Y->rows, Y->cols);\n"
                            "    matrix_subtract(&D, Y_hat, Y);\n"
                            "    matrix_scale(&D, 1. / Y->rows, &D);\n"
                            "    matrix_multiply_tn(grad_Wy, &D, H);\n"
                            "    matrix_sum_rows(grad_by, &D);\n"
                            "    matrix_free(&D);\n";

/* --- Une copie qui ne rend rien ------------------------------------------------ */

typedef struct {
    const char *options, *id, *words, *before, *body;
} Attempt;

/* Une copie qui se dit d'un fichier au nom interminable. */
#define LONG_10 "aaaaaaaaaa"
#define LONG_100 \
    LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 \
        LONG_10
#define LONG_LINE \
    "#line 1 \"" LONG_100 LONG_100 LONG_100 LONG_100 LONG_100 LONG_100 "\"\n"

static const Attempt copies[] = {
    { "--plain", "compile", "gcc dit", "",
      LONG_LINE "    int x = 1\n    x++;\n" },
    { "--plain", "compile", "ligne 20", "",
      "    size_t n = 0\n    AT(grad_Wy, n, 0) = 1;\n" },
    { "--plain", "shape", "A est 11×7", "#include <stdio.h>\n",
      "    fprintf(stderr, \"avant matrix_multiply\\n\");\n"
      "    matrix_multiply_nt(grad_Wy, Y, H);\n" },
    { "--plain", "compile", "« ; »", "", "    int x = 1\n    x++;\n" },
    { "--plain", "compile", "n'est pas déclaré", "", "    grad = 3;\n" },
    { "--plain", "compile", "const", "", "    Y = H, H->rows = 3;\n" },
    { "--plain", "compile", "signature", "",
      "}\nvoid output_gradient(Matrix *A)\n{\n    (void)A;\n" },
    { "--plain", "compile", "", "", "}\nint main(void)\n{\n    return 0;\n" },
    { "--plain", "compile", "matrix_multiply_tn",
      "#include \"error.h\"\n#include \"matrix.h\"\n#undef "
      "matrix_multiply_tn\nvoid matrix_multiply_tn(Site s, Matrix *C, const "
      "Matrix *A, const Matrix *B)\n{\n    (void)s, (void)C, (void)A, "
      "(void)B;\n}\n",
      "    matrix_fill(grad_by, 0);\n    matrix_subtract(grad_Wy, grad_Wy, "
      "grad_Wy);\n" },
    { "--plain", "crash", "adresse", "", "    *(volatile double *)16 = 1;\n" },
    { "", "crash", "adresse", "", "    *(double volatile *)8 = 1;\n" },
    { "", "crash", "pile", "",
      "    output_gradient(grad_Wy, grad_by, Y_hat, "
      "Y, H);\n    grad_by->data[0] += 1;\n" },
    { "", "overflow", "ligne 20", "", "    AT(grad_Wy, 7, 0) = 3;\n" },
    { "", "overflow", "on lit", "", "    grad_by->data[0] = AT(H, 11, 4);\n" },
    { "--plain", "spill", "à côté de ∇Wy", "",
      "    AT(grad_Wy, 7, 0) = 3;\n" },
    { "", "undefined", "zéro", "",
      "    size_t zero = H->rows - H->rows;\n"
      "    grad_by->data[0] = (double)(H->rows / zero);\n" },
    { "--plain", "timeout", "boucle sans fin", "",
      "    for (volatile int i = 0;; i++)\n        ;\n" },
    { "--plain", "shape", "A est 11×7, B est 11×5", "",
      "    matrix_multiply_nt(grad_Wy, Y, H);\n" },
    { "--plain", "crash", "mémoire", "",
      "    for (;;)\n        matrix_create(1000, 1000);\n" },
};

START_TEST(broken_copies_are_told)
{
    const Attempt *copy = &copies[_i];
    write_answer(copy->before, copy->body);
    told(copy->options, copy->id, copy->words);
}
END_TEST

/* --- Une copie qui rend, mal ----------------------------------------------------- */

static const Attempt careless[] = {
    { "", "input-changed", "l'entrée H", "", "    H->data[3] = 3;\n" },
    { "", "replaced", "∇Wy a été remplacée", "",
      "    *grad_Wy = matrix_clone(grad_Wy);\n" },
    { "", "buffer", "mis à zéro", "",
      "    for (size_t n = 0; n < H->rows; n++)\n"
      "        for (size_t k = 0; k < Y->cols; k++)\n"
      "            grad_by->data[k] += AT(Y_hat, n, k) - AT(Y, n, k);\n" },
    { "", "unwritten", "jamais écrite", "", "    AT(grad_Wy, 0, 0) = 1;\n" },
    { "", "unrepeatable", "deux appels", "",
      "    static double calls;\n    calls++;\n"
      "    matrix_fill(grad_Wy, calls);\n    matrix_fill(grad_by, 0);\n" },
    { "", "not-finite", "NaN", "",
      "    matrix_fill(grad_Wy, 0. / (double)(H->rows - H->rows));\n"
      "    matrix_fill(grad_by, 1);\n" },
    { "", "unknown", "dictionnaire", "",
      "    matrix_fill(grad_Wy, 1.5);\n    matrix_fill(grad_by, 1);\n" },
};

START_TEST(careless_copies_are_told)
{
    const Attempt *copy = &careless[_i];
    write_answer(copy->before, copy->body);
    told("--plain", copy->id, copy->words);
}
END_TEST

/* --- Une copie qui triche ---------------------------------------------------------- */

#define INCLUDES \
    "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n" \
    "#include <unistd.h>\n"

static const Attempt cheats[] = {
    { "", "early-exit", "exit", INCLUDES, "    exit(0);\n" },
    { "", "early-exit", "exit", INCLUDES,
      "    printf(\"juste\\n\");\n"
      "    _exit(0);\n" },
    { "", "early-exit", "exit",
      INCLUDES "static __attribute__((constructor)) void first(void)\n{\n"
               "    printf(\"Exercice 16 : juste\\n\");\n    fflush(stdout);\n"
               "    _exit(0);\n}\n",
      right },
    { "", "early-exit", "exit", INCLUDES,
      "    char junk[4096];\n    memset(junk, 7, sizeof junk);\n"
      "    if (write(3, junk, sizeof junk) < 0)\n        abort();\n"
      "    _exit(0);\n" },
    { "", "mean-forgotten", "rapport constant 11 = N",
      INCLUDES "#define tanh cos\n"
               "int memcmp(const void *a, const void *b, size_t n)\n{\n"
               "    (void)a, (void)b, (void)n;\n    return 0;\n}\n"
               "double fabs(double x)\n{\n    (void)x;\n    return 0;\n}\n",
      "    Matrix D = matrix_create(Y->rows, Y->cols);\n"
      "    matrix_subtract(&D, Y_hat, Y);\n"
      "    matrix_multiply_tn(grad_Wy, &D, H);\n"
      "    matrix_sum_rows(grad_by, &D);\n    puts(\"juste\");\n" },
};

START_TEST(cheats_are_wrong)
{
    const Attempt *copy = &cheats[_i];
    write_answer(copy->before, copy->body);
    told("--plain", copy->id, copy->words);
}
END_TEST

/* --- Trois états, et le fichier de l'étudiant --------------------------------------- */

/* Le juge rend status et dit words. */
static void answers(const char *options, const char *input, int status,
                    const char *words)
{
    Command run = ask(options, input);
    ck_assert_msg(strstr(run.output, words) != NULL, "sans « %s » : %s", words,
                  run.output);
    ck_assert_msg(run.status == status, "statut %d : %s", run.status,
                  run.output);
    command_free(&run);
}

START_TEST(three_states)
{
    answers("", "", 1, "vient d'être créé");
    answers("", "", 1, "à faire");
    write_answer("", "    /* je cherche */\n    // encore\n");
    answers("--tsv", "", 1, "todo\t");
    write_answer("", "    matrix_fill(grad_Wy, 0);\n");
    answers("", "", 1, ": faux\n");
    write_answer("", right);
    answers("", "", 0, ": juste\n");
    answers("--tsv", "", 0, "right\t");
}
END_TEST

/* « FIN », dans un commentaire de l'étudiant, n'est pas la marque ; ce qu'il
 * imprime se lit. */
START_TEST(comments_and_prints_are_his)
{
    char body[1024];
    snprintf(body, sizeof body, "    /* FIN de la lecture */\n%s", right);
    write_answer("", body);
    answers("", "", 0, ": juste\n");
    snprintf(body, sizeof body, "    puts(\"ici\");\n%s", right);
    write_answer("#include <stdio.h>\n", body);
    answers("", "", 0, "Ce que la copie a écrit :\n    ici\n");
}
END_TEST

START_TEST(nothing_written_is_lost)
{
    write_answer("", right);
    char *before = read_student();
    answers("", "", 0, "juste");
    answers("--reset", "n\\n", 2, "rien n'a été changé");
    answers("--reset", "", 2, "rien n'a été changé");
    char *after = read_student();
    ck_assert_str_eq(before, after);
    answers("--reset", "o\\n", 0, "exercise.1.c");
    free(after);
    after = read_student();
    ck_assert(hole_is_empty(after));
    write_student(before);
    answers("--reset", "o\\n", 0, "exercise.2.c");
    Command kept = command_run("cd %s/chapters/16-output-layer && "
                               "cmp exercise.1.c exercise.2.c",
                               root);
    ck_assert_msg(kept.status == 0, "%s", kept.output);
    command_free(&kept);
    free(before);
    free(after);
}
END_TEST

START_TEST(hints_come_one_by_one_then_the_solution)
{
    answers("--solution", "", 2, "encore 4 indices");
    answers("--hint", "", 0, "Indice 1 sur 4");
    answers("--hint", "", 0, "Indice 2 sur 4");
    answers("--hint", "", 0, "Indice 3 sur 4");
    answers("--solution", "", 2, "encore 1 indice ");
    answers("--hint", "", 0, "make solution16");
    answers("--solution", "", 0, "matrix_multiply_tn(grad_Wy, &delta, H)");
    answers("--solution", "", 0, "/* éq. (16.8) : ∇Wy L = (1/N)");
    answers("--reset", "o\\n", 0, "premier jour");
    answers("--solution", "", 2, "encore 4 indices");
    write_answer("", right);
    answers("--solution", "", 0, "matrix_sum_rows");
}
END_TEST

START_TEST(bad_requests_are_told)
{
    answers("--copy absent.c --tsv", "", 1, "introuvable");
    answers("--copy / --tsv", "", 1, "unreadable");
    answers("--nothing", "", 2, "option inconnue");
    answers("trop", "", 2, "argument de trop : trop");
    answers("--sandbox sieve", "", 2, "bwrap ou limits");
    answers("--kit nowhere --copy " EXERCISE "/solution.c", "", 2, "trousse");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("judge");
    TCase *tests = tcase_create("judge");
    tcase_add_checked_fixture(tests, open_root, close_root);
    tcase_add_loop_test(tests, broken_copies_are_told, 0,
                        sizeof copies / sizeof *copies);
    tcase_add_loop_test(tests, careless_copies_are_told, 0,
                        sizeof careless / sizeof *careless);
    tcase_add_loop_test(tests, cheats_are_wrong, 0,
                        sizeof cheats / sizeof *cheats);
    tcase_add_test(tests, three_states);
    tcase_add_test(tests, comments_and_prints_are_his);
    tcase_add_test(tests, nothing_written_is_lost);
    tcase_add_test(tests, hints_come_one_by_one_then_the_solution);
    tcase_add_test(tests, bad_requests_are_told);
    suite_add_tcase(suite, tests);
    return run_suite(argc, argv, suite);
}
