// Preloaded into a program (LD_PRELOAD), counts its allocations and writes their number, those of its
// first thread apart from all others, into the file that ALLOCATION_COUNTS names, when it ends.

#if defined(__GLIBC__) || defined(__linux__)
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_long first_thread, other_threads;
static pthread_t first;

__attribute__((constructor)) static void begin(void) { first = pthread_self(); }

static void count(void) {
  atomic_long *counter = pthread_equal(pthread_self(), first) ? &first_thread : &other_threads;
  atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}

__attribute__((destructor)) static void report(void) {
  long counts[] = {atomic_load(&first_thread), atomic_load(&other_threads)};
  const char *path = getenv("ALLOCATION_COUNTS");
  int file = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
  if (file < 0) return;
  dprintf(file, "%ld %ld\n", counts[0], counts[1]);
  close(file);
}
#endif
