#ifndef CPROCESSOR_H
#define CPROCESSOR_H

// The level of the x86-64 psABI that this processor and its system support: 1, 3 or 4; 0 elsewhere.
// Level 3 has AVX2 and FMA, level 4 AVX-512 (F, BW, CD, DQ, VL). The system's part is whether it
// saves the wider registers.
int processor_x86_64_level(void);

// Processors that this process may run on, at least 1: no more than `taskset` or a cpuset allows.
int processor_count(void);

// Tells the processor that this thread spins: some ten nanoseconds that cost its sibling nothing.
static inline void processor_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  // `yield` is nothing on most of them; `isb` takes about as long as x86's pause.
  __asm__ volatile("isb");
#endif
}

#endif
