/* complaint.h — ce qu'un compilateur ou un sanitizer reproche à une copie, dit
 * en français.
 */
#ifndef COMPLAINT_H
#define COMPLAINT_H

#include <stdbool.h>
#include <stddef.h>

/* La première erreur de gcc ou de l'éditeur de liens dans log. */
void complaint_compile(char *to, size_t size, const char *log);

/* Ce qu'AddressSanitizer, UBSan ou la bibliothèque de matrices ont dit dans
 * log. id reçoit « shape », « overflow », « undefined » ou « crash ». Rend
 * false s'ils n'ont rien dit. */
bool complaint_run(char id[32], char *to, size_t size, const char *log);

/* La mort par un signal. */
void complaint_signal(char id[32], char *to, size_t size, int signal);

#endif
