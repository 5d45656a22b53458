#if defined(__linux__)
#define _GNU_SOURCE 1
#endif
#include "CTermGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/select.h>
#include <unistd.h>

int termguard_pipe(int *ends) {
  if (pipe(ends) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    if (fcntl(ends[i], F_SETFD, FD_CLOEXEC) != 0) return -1;
    if (fcntl(ends[i], F_SETFL, O_NONBLOCK) != 0) return -1;
  }
  return 0;
}

void termguard_drain(int fd) {
  char buffer[256];
  while (read(fd, buffer, sizeof buffer) > 0) {
  }
}

static sigset_t resize_signal(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGWINCH);
  return set;
}

void termguard_hold_resizes(void) {
  sigset_t held = resize_signal();
  pthread_sigmask(SIG_BLOCK, &held, NULL);
}

/*
 * Lets a waiting resize in; answers whether there was one. Needed besides the wait, which lets none
 * in when a descriptor is ready: with a report always ready, a resize would never come.
 */
static int take_resize(void) {
  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  if (!sigismember(&pending, SIGWINCH)) return 0;
  sigset_t held = resize_signal();
  pthread_sigmask(SIG_UNBLOCK, &held, NULL);
  pthread_sigmask(SIG_BLOCK, &held, NULL);
  return 1;
}

/* Atomic: a signal between a look at the flags and the wait would otherwise be slept through. */
static int wait_with_signals(struct pollfd *ends, int milliseconds) {
  struct timespec limit = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
  struct timespec *end = milliseconds < 0 ? NULL : &limit;
  sigset_t none;
  sigemptyset(&none);
#if defined(__linux__)
  return ppoll(ends, 2, end, &none);
#else
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(ends[0].fd, &readable);
  FD_SET(ends[1].fd, &readable);
  int top = ends[0].fd > ends[1].fd ? ends[0].fd : ends[1].fd;
  int count = pselect(top + 1, &readable, NULL, NULL, end, &none);
  return count <= 0 ? count : poll(ends, 2, 0);
#endif
}

int termguard_wait(int keyboard, int wake, int milliseconds) {
  if (take_resize()) return TERMGUARD_SIGNAL;
  struct pollfd ends[2] = {{keyboard, POLLIN, 0}, {wake, POLLIN, 0}};
  int count = wait_with_signals(ends, milliseconds);
  if (count < 0) return errno == EINTR ? TERMGUARD_SIGNAL : -1;
  int seen = 0;
  if (ends[0].revents & POLLIN) seen |= TERMGUARD_KEYS;
  if (ends[0].revents & (POLLHUP | POLLERR | POLLNVAL)) seen |= TERMGUARD_HANGUP;
  if (ends[1].revents != 0) seen |= TERMGUARD_WAKE;
  return seen;
}
