/* error.h — deux sortes d'erreurs, et deux seulement.
 *
 * 1. La faute de l'appelant (formes incompatibles, mémoire épuisée) : le
 *    programme s'arrête là, en nommant la fonction, le fichier et la ligne.
 * 2. La faute du monde (fichier absent, tronqué, menteur) : la fonction rend
 *    false et remplit une Error, que le programme affiche avant de sortir.
 */
#ifndef ERROR_H
#define ERROR_H

#include <stdbool.h>
#include <stddef.h>

/* L'endroit d'un appel ; HERE le donne. */
typedef struct {
    const char *file;
    int line;
} Site;

#define HERE ((Site){ __FILE__, __LINE__ })

/* Le message d'une erreur due au monde extérieur (UTF-8, terminé par 0). */
typedef struct {
    char text[1024];
} Error;

/* Remplit *error (s'il n'est pas NULL) à la printf et rend toujours false :
 * « return error_set(error, "%s : fichier tronqué", path); ». */
bool error_set(Error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Affiche « function : message (file:line) » sur la sortie d'erreur et
 * appelle abort(). Ne rend jamais la main. */
_Noreturn void fatal(Site site, const char *function, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Affiche « program : erreur : message » et termine avec le statut 1. */
_Noreturn void error_exit(const char *program, const Error *error);

/* a × b et a + b ; un débordement arrête le programme (fatal). */
size_t size_product(size_t a, size_t b);
size_t size_sum(size_t a, size_t b);

/* Alloue count × size octets mis à zéro, alignés pour tout type. Un produit
 * qui déborde ou une mémoire épuisée arrêtent le programme (fatal). Le bloc
 * se libère par free(). count = 0 donne un bloc valide d'un octet. */
void *allocate(size_t count, size_t size);

#endif
