/* command.h — lancer une commande et lire ce qu'elle dit. */
#ifndef COMMAND_H
#define COMMAND_H

typedef struct {
    int status;   /* ce qu'elle rend ; −1 si un signal l'a tuée */
    char *output; /* sorties standard et d'erreur mêlées ; à libérer */
} Command;

/* Lance par sh la commande que format décrit, à la printf. */
Command command_run(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
void command_free(Command *command);

#endif
