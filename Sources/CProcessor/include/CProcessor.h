#ifndef CPROCESSOR_H
#define CPROCESSOR_H

// Processors that this process may run on, at least 1: no more than `taskset` or a container allows.
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
