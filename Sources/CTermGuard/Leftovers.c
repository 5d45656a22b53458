#include "CTermGuard.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Each belongs to whoever exchanges it for NULL. */
static char *names[8];
enum { COUNT = sizeof names / sizeof *names };

int termguard_note_leftover(const char *name) {
  char *copy = strdup(name);
  for (int place = 0; copy != NULL && place < COUNT; place++) {
    char *none = NULL;
    if (__atomic_compare_exchange_n(
            &names[place], &none, copy, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
      return place;
  }
  free(copy);
  return -1;
}

void termguard_forget_leftover(int place) {
  if (place >= 0) free(__atomic_exchange_n(&names[place], NULL, __ATOMIC_ACQ_REL));
}

void termguard_remove_leftovers(void) {
  for (int place = 0; place < COUNT; place++) {
    /* Not freed: that is not for a handler, and the program ends. */
    char *name = __atomic_exchange_n(&names[place], NULL, __ATOMIC_ACQ_REL);
    if (name != NULL) unlink(name);
  }
}
