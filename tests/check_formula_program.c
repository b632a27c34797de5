/* check_formula_program.c — ce que disent les programmes des formules : une
 * question, un verdict, un fichier jugé, une session, et ce qui est gardé. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "runner.h"

static char folder[64];

static const char *out_directory(void)
{
    const char *out = getenv("CAHIER_OUT");
    return out ? out : "build";
}

static void make_folder(void)
{
    strcpy(folder, "/tmp/cahier-formules-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
    Command run = command_run("rm -rf %s", folder);
    ck_assert_int_eq(run.status, 0);
    command_free(&run);
}

static void expect(Command run, int status, const char *const *pieces)
{
    ck_assert_msg(run.status == status, "statut %d, %d attendu :\n%s",
                  run.status, status, run.output);
    for (; *pieces; pieces++)
        ck_assert_msg(strstr(run.output, *pieces), "« %s » attendu :\n%s",
                      *pieces, run.output);
    command_free(&run);
}

#define EXPECT(run, status, ...) \
    expect(run, status, (const char *const[]){ __VA_ARGS__, NULL })

/* Écrit text dans le fichier name du dossier d'essai. */
static void write_file(const char *name, const char *text, size_t length)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

static void write_text(const char *name, const char *text)
{
    write_file(name, text, strlen(text));
}

/* Juge text, que l'environnement porte tel quel. */
static Command formula(const char *arguments, const char *text)
{
    ck_assert_int_eq(setenv("CAHIER_FORMULA", text, 1), 0);
    return command_run("%s/bin/formula %s", out_directory(), arguments);
}

static Command session(const char *arguments, const char *lines)
{
    write_text("entrée", lines);
    return command_run("%s/bin/session %s <%s/entrée", out_directory(),
                       arguments, folder);
}

static Command cat(const char *name)
{
    return command_run("cat %s/%s", folder, name);
}

static void check_file(const char *name, const char *expected)
{
    Command run = cat(name);
    ck_assert_str_eq(run.output, expected);
    command_free(&run);
}

static const char *save_to(const char *rest, const char *name)
{
    static char arguments[512];
    snprintf(arguments, sizeof arguments, "%s --save %s/%s", rest, folder,
             name);
    return arguments;
}

/* --- Une formule --------------------------------------------------------- */

START_TEST(todo)
{
    EXPECT(formula("--chapter 16", ""), 1, "à faire : ∇_{W_y} ℓ",
           "∇_{W_y} ℓ = … : n_y × n_h", "∇_{W_y} L = … : n_y × n_h",
           "Notations utiles : ŷ, n_y × 1 ;", "(Q=…) : grad-by,");
    EXPECT(formula("--chapter 16", " \t\n "), 1, "à faire : ");
    EXPECT(formula("--chapter 10", ""), 1, "W_y ← … : n_y × n_h");
}
END_TEST

START_TEST(right)
{
    EXPECT(formula("--chapter 16", "(Ŷ − Y)ᵀ H / N"), 0,
           "juste : ∇_{W_y} L (grad-Wy, chapitre 16)\n",
           "350 entrées comparées, pire écart ", "1e-08)\n");
    EXPECT(formula("--chapter 06", "ŷ_i = e^{ỹ_i} / Σ_j e^{ỹ_j}"), 0,
           "juste : ŷ (softmax, chapitre 6)");
    EXPECT(formula("--chapter 16 --formula '(ŷ - y) hᵀ'", "ŷ"), 0, "juste :");
}
END_TEST

START_TEST(wrong)
{
    EXPECT(formula("--chapter 16", "(Ŷ − Y)ᵀ H"), 1, "faux : ∇_{W_y} L (",
           "  1/N oublié (somme au lieu de moyenne)\n",
           "  vos valeurs sont exactement celles de (Ŷ − Y)ᵀ H ; rapport "
           "constant 11 = N\n",
           "  voyez l'équation (16.7)\n");
    EXPECT(formula("--chapter 16", "∇_ỹ ℓ h"), 1,
           "∇_{ỹ} ℓ est n_y × 1, h est n_h × 1 : le produit ∇_{ỹ} ℓ h "
           "n'existe pas ;",
           "une transposée manque-t-elle ?\n    ∇_ỹ ℓ h\n");
    EXPECT(formula("--chapter 16", "(ŷ − y hᵀ"), 1,
           "ne se lit pas : ", "    (ŷ − y hᵀ\n             ^\n");
    EXPECT(formula("--chapter 14", "Σ_j ỹ_j − yᵀ ỹ --question x"), 1,
           "faux : ");
    EXPECT(formula("--chapter 14 --question loss-logits", "Σ_j ỹ_j − yᵀ ỹ"), 1,
           "l'une de ces erreurs : la somme des logarithmes ", " ; l'expo");
}
END_TEST

/* Le nom à gauche choisit la question, sauf si elle est dite. */
START_TEST(named_question)
{
    EXPECT(formula("--chapter 16", "∇_{b_y} ℓ = ŷ − y"), 0, "(grad-by,");
    EXPECT(formula("--chapter 16", "ŷ − y"), 1, "(grad-Wy,",
           "c'est ∇_{b_y} ℓ ; on demande ∇_{W_y} ℓ");
    EXPECT(formula("--chapter 16 --question grad-by", "ŷ − y"), 0, "(grad-by");
    EXPECT(formula("--chapter 16 --question grad-by", "∇_{W_y} ℓ = ŷ − y"), 1,
           "on demande ∇_{b_y} ℓ ou ∇_{b_y} L ; vous écrivez ∇_{W_y} ℓ");
    EXPECT(formula("--chapter 16", "∂L/∂(b_y)_k = Σ_n (Ŷ_nk − Y_nk)/N"), 0,
           "(grad-by,");
}
END_TEST

/* Rien de ce qu'elle contient n'atteint le shell. */
START_TEST(hostile_text)
{
    static const char *const texts[] = {
        "$(touch x) `id` \"'\\",
        "'; exit 0; '",
        "%s%n",
        "-",
        "--help",
        "\\",
        "\xff\xfe",
        "ŷ\nᵀ\x01",
        "((((((((((((((((((((((((((((((((",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        EXPECT(formula("--chapter 16", texts[i]), 1, "faux : ");
    char *longest = calloc(40001, 1);
    memset(longest, '(', 40000);
    EXPECT(formula("--chapter 16", longest), 1, "faux : ");
    free(longest);
}
END_TEST

START_TEST(no_colour_in_a_pipe)
{
    Command run = formula("--chapter 16", "(ŷ − y) hᵀ");
    ck_assert_ptr_null(strchr(run.output, '\033'));
    command_free(&run);
}
END_TEST

START_TEST(wrong_command)
{
    EXPECT(formula("", ""), 2, "usage : formula ");
    EXPECT(formula("--chapter", ""), 2, "usage : ");
    EXPECT(formula("--file x", ""), 2, "usage : ");
    EXPECT(formula("--chapter 16 --list", ""), 2, "usage : ");
    EXPECT(formula("--chapter 3", ""), 1,
           "le chapitre 3 n'a pas de question de formule");
    EXPECT(formula("--chapter 16 --question loss", ""), 1,
           "chapters/16-output-layer/questions.txt n'a pas de question");
    EXPECT(formula("--chapter 16 --chapters /absent", ""), 1,
           "/absent/[0-9][0-9]-*/questions.txt : fichier introuvable");
}
END_TEST

/* --- Ce qui est gardé ---------------------------------------------------- */

/* Un essai prend la place du précédent, qui reste en commentaire ; une réponse
 * juste garde la sienne. Le reste du fichier n'est pas touché. */
START_TEST(saved_attempts)
{
    write_text("a.txt", "mes notes : ne pas perdre\n\nquestion: ?\n"
                        "grad-by: ŷ\n sans fin de ligne");
    const char *arguments = save_to("--chapter 16", "a.txt");
    EXPECT(formula(arguments, "ŷ hᵀ"), 1, "faux : ");
    EXPECT(formula(arguments, "(ŷ − y)\nhᵀ"), 0, "juste : ");
    EXPECT(formula(arguments, "h"), 1, "faux : ");
    EXPECT(formula(arguments, "h"), 1, "faux : ");
    EXPECT(formula(arguments, ""), 1, "à faire : ");
    EXPECT(formula(arguments, "(ŷ − y) hᵀ"), 0, "juste : ");
    check_file("a.txt", "mes notes : ne pas perdre\n\nquestion: ?\n"
                        "grad-by: ŷ\n sans fin de ligne\n"
                        "grad-Wy: (ŷ − y) hᵀ\n# grad-Wy: h\n"
                        "# grad-Wy: ŷ hᵀ\n");
}
END_TEST

/* Un fichier abîmé : octets nuls, octets qui ne sont pas de l'UTF-8. */
START_TEST(damaged_file)
{
    static const char bytes[] = "\0\0binaire\xff\n\xfe\xfe: x\n"
                                "grad-by: ŷ\0 − y\ngrad-h: W_yᵀ (ŷ − y)";
    write_file("b.txt", bytes, sizeof bytes - 1);
    write_file("kept", bytes, sizeof bytes - 1);
    EXPECT(formula(save_to("--chapter 16", "b.txt"), "(ŷ − y) hᵀ"), 0,
           "juste : ");
    EXPECT(command_run("cmp -n %zu %s/kept %s/b.txt && tail -n 1 %s/b.txt",
                       sizeof bytes - 1, folder, folder, folder),
           0, "grad-Wy: (ŷ − y) hᵀ\n");
    EXPECT(formula("--chapter 16 --save /absent/x", "(ŷ − y) hᵀ"), 1,
           "/absent/x : impossible de l'écrire");
}
END_TEST

/* --- Un fichier jugé ----------------------------------------------------- */

START_TEST(judged_file)
{
    char arguments[256];
    write_text("c.txt",
               "\xEF\xBB\xBFgrad-bh: (\n# grad-h: h\ngrad-by: ∇_{b_y} ℓ\n"
               "grad-Wy: (y − ŷ) hᵀ\n"
               "softmax: e^{ỹ_i}\t/ Σ_j e^{ỹ_j}\n"
               "grad-Wh:\ngrad-Wz: x\ngrad-by: 2 (ŷ − y)\n");
    snprintf(arguments, sizeof arguments, "--file %s/c.txt --tsv", folder);
    EXPECT(formula(arguments, "ŷ"), 0,
           "softmax\tright\t35 entrées comparées, ",
           "\ngrad-Wy\twrong\tsign : signe du gradient inversé\n",
           "\ngrad-by\twrong\ttwice : facteur 2 en trop\n",
           "\ngrad-Wh\ttodo\t\n", "\ngrad-bh\twrong\tunreadable : ",
           "c.txt:7: « grad-Wz » n'est l'identifiant d'aucune question\n");
    snprintf(arguments, sizeof arguments, "--file %s/none --tsv", folder);
    Command run = formula(arguments, "ŷ");
    ck_assert_int_eq(run.status, 0);
    ck_assert_ptr_nonnull(strstr(run.output, "grad-Wy\ttodo\t\n"));
    ck_assert_ptr_null(strstr(run.output, "\twrong\t"));
    command_free(&run);
    EXPECT(formula("--file /tmp --tsv", ""), 1, "/tmp : ");
}
END_TEST

START_TEST(listed_questions)
{
    EXPECT(formula("--list", ""), 0, "central-difference\nrichardson\nsoftmax",
           "\ngrad-Wy\ngrad-by\n", "\ngap\n");
}
END_TEST

/* --- La session ---------------------------------------------------------- */

START_TEST(whole_session)
{
    EXPECT(session(save_to("--chapter 16", "d.txt"),
                   "?\nindice\n(ŷ − y) h\n(ŷ − y) hᵀ\n\nliste\nŷ\nŷ − y\n"),
           0, "grad-Wy (chapitre 16) — 0 juste sur 2\n",
           "  indice 1 sur 4 : ỹ = W_y h + b_y",
           "  indice 2 sur 4 : ", "faux : ∇_{W_y} ℓ ou", "juste : ∇_{W_y} ℓ",
           "grad-by (chapitre 16) — 1 juste sur 2\n",
           "  16  juste    grad-Wy, ∇_{W_y} ℓ\n",
           "  16  à faire  grad-by, ∇_{b_y} ℓ\n", "ŷ au lieu de ŷ − y",
           "\n2 justes sur 2.\n");
    check_file("d.txt", "grad-Wy: (ŷ − y) hᵀ\n# grad-Wy: (ŷ − y) h\n"
                        "grad-by: ŷ − y\n# grad-by: ŷ\n");
    Command again = session(save_to("--chapter 16", "d.txt"), "liste\n");
    ck_assert_str_eq(again.output, "\n2 justes sur 2.\n");
    command_free(&again);
}
END_TEST

/* On peut sauter, revenir, quitter ; tous les indices finissent. */
START_TEST(moving_about)
{
    EXPECT(session("", "passe\npasse\ngrad-Wy\n?\n?\n?\n?\n?\nquitte\nh\n"), 0,
           "central-difference (chapitre 0)", "richardson (chapitre 0)",
           "softmax (chapitre 6)", "grad-Wy (chapitre 16)",
           "indice 4 sur 4 : ", "il n'y a plus d'indice",
           "\n0 juste sur 32.\n");
    EXPECT(session("--chapter 3", ""), 1, "le chapitre 3 n'a pas de question");
    EXPECT(session("--chapter", ""), 2, "usage : session ");
    EXPECT(session("--chapter 16", "aide"), 0, "la question suivante");
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("formula_program");
    TCase *one = tcase_create("une formule");
    tcase_add_unchecked_fixture(one, make_folder, remove_folder);
    tcase_add_test(one, todo);
    tcase_add_test(one, right);
    tcase_add_test(one, wrong);
    tcase_add_test(one, named_question);
    tcase_add_test(one, hostile_text);
    tcase_add_test(one, no_colour_in_a_pipe);
    tcase_add_test(one, wrong_command);
    suite_add_tcase(suite, one);
    TCase *files = tcase_create("fichiers et session");
    tcase_add_unchecked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, saved_attempts);
    tcase_add_test(files, damaged_file);
    tcase_add_test(files, judged_file);
    tcase_add_test(files, listed_questions);
    tcase_add_test(files, whole_session);
    tcase_add_test(files, moving_about);
    suite_add_tcase(suite, files);
    return run_suite(argc, argv, suite);
}
