#include "CMachine.h"
#include "team.h"

/*
 * Each loop keeps CHAINS independent vectors in registers: more than latency times units of any
 * processor at hand, so that only the units limit it. Every value tends to 1: no denormals.
 */
#define ROUNDS 20000

#define LOOP(NAME, ATTRIBUTES, VECTOR, CHAINS, SPREAD, MULTIPLY_ADD)                   \
  ATTRIBUTES static double NAME(int index, int threads) {                              \
    (void)threads;                                                                     \
    VECTOR x[CHAINS], factor = SPREAD(0.5f), term = SPREAD(0.5f);                      \
    for (int i = 0; i < CHAINS; i++) x[i] = SPREAD((float)(i + index));                \
    for (int n = 0; n < ROUNDS; n++) {                                                 \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++)              \
          x[i] = MULTIPLY_ADD(x[i], factor, term);                                     \
    }                                                                                  \
    for (int i = 0; i < CHAINS; i++) {                                                 \
      volatile VECTOR kept = x[i];                                                     \
      (void)kept;                                                                      \
    }                                                                                  \
    return 2.0 * ROUNDS * CHAINS * (sizeof(VECTOR) / sizeof(float));                   \
  }

#if defined(__x86_64__)
#include <immintrin.h>

#define SPREAD_SSE(value) _mm_set1_ps(value)
#define PLAIN_SSE(x, factor, term) _mm_add_ps(_mm_mul_ps(x, factor), term)
LOOP(wide512, __attribute__((target("avx512f"))), __m512, 24, _mm512_set1_ps, _mm512_fmadd_ps)
LOOP(wide256, __attribute__((target("avx2,fma"))), __m256, 12, _mm256_set1_ps, _mm256_fmadd_ps)
LOOP(wide128, , __m128, 12, SPREAD_SSE, PLAIN_SSE)

static work_part widest(const char **name) {
  if (__builtin_cpu_supports("avx512f")) return *name = "AVX-512", wide512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return *name = "AVX2", wide256;
  return *name = "none", wide128;
}
#elif defined(__aarch64__)
#include <arm_neon.h>

#define NEON(x, factor, term) vfmaq_f32(term, x, factor)
LOOP(wide128, , float32x4_t, 24, vdupq_n_f32, NEON)

static work_part widest(const char **name) { return *name = "NEON", wide128; }
#else
#define SPREAD_PLAIN(value) (value)
#define PLAIN(x, factor, term) ((x) * (factor) + (term))
LOOP(plain, , float, 12, SPREAD_PLAIN, PLAIN)

static work_part widest(const char **name) { return *name = "none", plain; }
#endif

const char *machine_vectors(void) {
  const char *name;
  widest(&name);
  return name;
}

double machine_multiply_adds(int threads, double seconds) {
  const char *name;
  return team_rate(widest(&name), threads, seconds);
}
