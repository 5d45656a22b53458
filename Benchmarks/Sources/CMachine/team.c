#include "team.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define MOST_THREADS 64

struct member {
  pthread_t thread;
  work_part part;
  int index, threads;
  double seconds, rate;
  atomic_int *waiting;
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *work(void *context) {
  struct member *member = context;
  atomic_fetch_sub(member->waiting, 1);
  while (atomic_load(member->waiting) > 0) {
  }
  /* Wakes the vector units: the first part does not count. */
  member->part(member->index, member->threads);
  double amount = 0, start = now(), elapsed = 0;
  while (elapsed < member->seconds) {
    amount += member->part(member->index, member->threads);
    elapsed = now() - start;
  }
  member->rate = amount / elapsed;
  return NULL;
}

double team_rate(work_part part, int threads, double seconds) {
  struct member members[MOST_THREADS];
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  atomic_int waiting = threads;
  int started = 1;
  for (int i = 0; i < threads; i++)
    members[i] = (struct member){0, part, i, threads, seconds, 0, &waiting};
  while (started < threads &&
         pthread_create(&members[started].thread, NULL, work, &members[started]) == 0)
    started++;
  atomic_fetch_sub(&waiting, threads - started);
  work(&members[0]);
  double rate = members[0].rate;
  for (int i = 1; i < started; i++) {
    pthread_join(members[i].thread, NULL);
    rate += members[i].rate;
  }
  return rate;
}
