#include <stdlib.h>
#include <string.h>

#include "CMachine.h"
#include "team.h"

#define COUNT ((size_t)16 << 20)

static float *a, *b, *c;

static inline __attribute__((always_inline)) void add(size_t from, size_t to) {
  for (size_t i = from; i < to; i++) a[i] = b[i] + 0.5f * c[i];
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void add_wide(size_t from, size_t to) { add(from, to); }
#endif

static double part(int index, int threads) {
  size_t share = COUNT / (size_t)threads, from = share * (size_t)index;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2"))
    add_wide(from, from + share);
  else
#endif
    add(from, from + share);
  return 12.0 * (double)share;
}

static float *filled(void) {
  float *values = malloc(COUNT * sizeof(float));
  if (values != NULL) memset(values, 0, COUNT * sizeof(float));
  return values;
}

double machine_triad(int threads, double seconds) {
  if (a == NULL) a = filled();
  if (b == NULL) b = filled();
  if (c == NULL) c = filled();
  return a && b && c ? team_rate(part, threads, seconds) : 0;
}
