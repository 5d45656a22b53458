/*
 * What the processor can do at most: the two numbers that a training step is measured against.
 * Both run on `threads` threads at once for about `seconds`, and answer the sum of their rates.
 */
#ifndef CMACHINE_H
#define CMACHINE_H

/* The widest vectors with a fused multiply-add: "AVX-512", "AVX2", "NEON"; "none" without. */
const char *_Nonnull machine_vectors(void);

/* Floating-point operations per second, two for each multiply-add, registers only. */
double machine_multiply_adds(int threads, double seconds);

/*
 * Bytes per second of a[i] = b[i] + s·c[i], 12 for each i, over arrays of 64 MB that the threads
 * share out; they stay allocated. 0 where memory is refused.
 */
double machine_triad(int threads, double seconds);

#endif
