#include "CTermGuard.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREAD_STACK = 8 << 20, SIGNAL_STACK = 64 << 10 };

struct start {
  void (*body)(void *);
  void *context;
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = SIGNAL_STACK;
  stack.ss_sp = malloc(stack.ss_size); /* for the life of the thread, which is the program's */
  if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
  start.body(start.context);
  return NULL;
}

/*
 * All but the signals that a thread raises by its own mistake, and the one by which Swift's
 * backtracer halts it when another has.
 */
static void foreign_signals(sigset_t *set) {
  static const int own[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS,
                            SIGPROF};
  sigfillset(set);
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) sigdelset(set, own[i]);
}

int termguard_spawn(void (*body)(void *), void *context) {
  struct start *start = malloc(sizeof *start);
  if (start == NULL) return -1;
  *start = (struct start){body, context};
  sigset_t foreign, before;
  foreign_signals(&foreign);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, THREAD_STACK);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  /* Blocked before the thread exists: it inherits the mask and no signal slips in. */
  pthread_sigmask(SIG_SETMASK, &foreign, &before);
  pthread_t thread;
  int error = pthread_create(&thread, &attributes, run, start);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  if (error == 0) return 0;
  free(start);
  errno = error;
  return -1;
}
