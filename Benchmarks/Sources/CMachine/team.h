#ifndef CMACHINE_TEAM_H
#define CMACHINE_TEAM_H

/* Does a millisecond's part of the work of thread `index` of `threads`; answers how much it was. */
typedef double (*work_part)(int index, int threads);

/* Repeats the part on every thread for about `seconds`; answers the sum of amounts per second. */
double team_rate(work_part part, int threads, double seconds);

#endif
