/* Le glossaire ne nomme que ce qui existe : chaque nom C qu'il donne est dans
 * lib. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "runner.h"

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Le mot est-il dans le texte, entier ? */
static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if ((at == text || !in_word(at[-1])) && !in_word(at[length]))
            return true;
    return false;
}

/* Vérifie les noms entre accents graves d'une ligne ; rend leur nombre. */
static size_t check_line(char *line, const char *source)
{
    size_t names = 0;
    char *save = NULL;
    strtok_r(line, "`", &save);
    for (char *code = strtok_r(NULL, "`", &save); code;
         code = strtok_r(NULL, "`", &save)) {
        ck_assert_msg(has_word(source, code),
                      "glossaire : « %s » n'est pas "
                      "dans lib",
                      code);
        names++;
        if (!strtok_r(NULL, "`", &save))
            break;
    }
    return names;
}

START_TEST(every_name_exists)
{
    Command source = command_run("cat lib/*.h lib/*.c");
    ck_assert_int_eq(source.status, 0);
    char *line = NULL;
    size_t capacity = 0, names = 0;
    FILE *glossary = fopen("chapters/book/glossary.md", "r");
    ck_assert(glossary != NULL);
    while (getline(&line, &capacity, glossary) > 0)
        if (line[0] == '|')
            names += check_line(line, source.output);
    ck_assert_uint_ge(names, 20);
    fclose(glossary);
    free(line);
    command_free(&source);
}
END_TEST

START_TEST(words_are_whole)
{
    ck_assert(has_word("grad->Wh;", "grad->Wh"));
    ck_assert(!has_word("loss_example", "loss"));
    ck_assert(!has_word("cross_loss", "loss"));
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("glossaire");
    TCase *core = tcase_create("core");
    tcase_add_test(core, every_name_exists);
    tcase_add_test(core, words_are_whole);
    suite_add_tcase(suite, core);
    return run_suite(argc, argv, suite);
}
