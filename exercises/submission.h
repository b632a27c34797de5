/* submission.h — les copies rendues : un dossier par étudiant, que personne n'a
 * relu.
 *
 * Rien n'y est suivi ni exécuté : seuls des fichiers ordinaires se lisent, sans
 * lien symbolique, et rien au-delà de 256 Kio.
 */
#ifndef SUBMISSION_H
#define SUBMISSION_H

#include "../lib/error.h"

/* Un fichier d'une copie, ou ce qui en tient lieu. */
typedef struct {
    char *name;     /* le dossier, tel qu'il s'appelle */
    char *exercise; /* « 16 », « 17b » ; NULL : les formules */
    char *text;     /* NULL : refused, ou absent */
    size_t size;
    const char *refused; /* pourquoi le fichier ne se lit pas, ou NULL */
    char *same;          /* les copies du même fichier, ou NULL */
} Submission;

typedef struct {
    Submission *all;
    size_t count, room;
} Submissions;

/* Lit les copies du dossier path. exercises, fini par NULL, dit ce qui est
 * attendu : une copie qui ne l'a pas a une ligne sans texte ; formulas, s'il
 * faut aussi formulas.txt. Un exercice rendu sans être attendu a sa ligne. Par
 * ordre de nom, puis d'exercice. À libérer. */
bool submissions_read(Submissions *list, const char *path,
                      const char *const *exercises, bool formulas,
                      Error *error);
void submissions_free(Submissions *list);

#endif
