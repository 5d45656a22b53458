#ifndef CPROCESSOR_H
#define CPROCESSOR_H

// The level of the x86-64 psABI that this processor and its system support: 1, 3 or 4; 0 elsewhere.
// Level 3 has AVX2 and FMA, level 4 AVX-512 (F, BW, CD, DQ, VL). The system's part is whether it
// saves the wider registers.
int processor_x86_64_level(void);

#endif
