#if defined(__linux__)
#define _GNU_SOURCE 1
#include <sys/mman.h>
#endif
#include "CTermGuard.h"

#include "CrashLog.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const int crash_signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
static const int quit_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/* Set once before `armed`, read by handlers after it. */
static int tty_input, tty_output;
static struct termios tty_settings;
static char restore_bytes[512];
static size_t restore_length;
static int armed;
static pthread_t screen_thread;
static int halted;
/* Whose crash it is, as pthread_self(); 0 before any, and never 0 again. */
static uintptr_t crashed_thread;

static struct sigaction previous[NSIG];
static char main_signal_stack[65536];
static volatile sig_atomic_t quit_signal, stop_wanted;
static int wake = -1;

static int captured = -1, real_stderr = -1;

int termguard_memory_file(void) {
#if defined(__linux__)
  return memfd_create("stderr", MFD_CLOEXEC);
#else
  char path[] = "/tmp/residual-tui.XXXXXX";
  int fd = mkstemp(path);
  if (fd >= 0) unlink(path);
  return fd;
#endif
}

static void capture_stderr(void) {
  if (!isatty(STDERR_FILENO)) return;
  captured = termguard_memory_file();
  if (captured < 0) return;
  real_stderr = dup(STDERR_FILENO);
  if (real_stderr >= 0) dup2(captured, STDERR_FILENO);
}

/* Async-signal-safe. */
static void replay_stderr(void) {
  if (real_stderr < 0) return;
  dup2(real_stderr, STDERR_FILENO);
  real_stderr = -1;
  crashlog_copy(captured, STDERR_FILENO);
}

/* Never returns: the thread does nothing more until the process ends. */
static void hold(void) {
  if (pthread_equal(pthread_self(), screen_thread)) __atomic_store_n(&halted, 1, __ATOMIC_RELEASE);
  for (;;) pause();
}

/* Runs on the screen's thread: it draws no more. Sent by anybody else, it means nothing. */
static void on_halt(int signal) {
  (void)signal;
  if (__atomic_load_n(&crashed_thread, __ATOMIC_ACQUIRE) != 0) hold();
}

/* Keeps the screen's thread from drawing over what is about to be restored; async-signal-safe. */
static void halt_screen(void) {
  if (pthread_equal(pthread_self(), screen_thread) || pthread_kill(screen_thread, SIGUSR2) != 0)
    return;
  struct timespec moment = {0, 1000000};
  for (int i = 0; i < 100 && !__atomic_load_n(&halted, __ATOMIC_ACQUIRE); i++)
    nanosleep(&moment, NULL);
}

/* Async-signal-safe; the first caller restores, whatever thread it is. */
static void restore_terminal(void) {
  if (!__atomic_exchange_n(&armed, 0, __ATOMIC_ACQ_REL)) return;
  crashlog_put(tty_output, restore_bytes, restore_length);
  tcsetattr(tty_input, TCSANOW, &tty_settings);
  replay_stderr();
}

/* Ends the process by a signal that nobody handles any more; async-signal-safe. */
static void die(int signal) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(signal);
  _exit(128 + signal);
}

/*
 * The first thread to crash restores, writes what it knows into the log, and goes on to whoever handled the signal before; others wait
 * for its end, so that none ends the process halfway. Nothing returns from here to what it did
 * before, so that nothing is drawn on the restored terminal.
 */
static void on_crash(int signal, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  uintptr_t self = (uintptr_t)pthread_self(), first = 0;
  if (!__atomic_compare_exchange_n(
          &crashed_thread, &first, self, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) &&
      first != self)
    hold();
  int was_armed = __atomic_load_n(&armed, __ATOMIC_ACQUIRE);
  if (was_armed) halt_screen();
  restore_terminal();
  if (was_armed) crashlog_write(signal, captured, STDERR_FILENO);
  termguard_remove_leftovers();
  sigaction(signal, &previous[signal], NULL);
  if (info->si_code <= 0) {
    /* It was sent, and must be sent again; a handler that returns waits for it to repeat. */
    raise(signal);
    die(signal);
  }
  /* A fault repeats by itself. */
  errno = saved;
}

static void on_quit(int signal) {
  int saved = errno;
  if (quit_signal != 0 && signal != SIGHUP) {
    /* Asked twice: the first did not get through, perhaps because nobody reads the screen. */
    if (__atomic_load_n(&armed, __ATOMIC_ACQUIRE)) tcflush(tty_output, TCOFLUSH);
    restore_terminal();
    termguard_remove_leftovers();
    _exit(128 + signal);
  }
  quit_signal = signal;
  crashlog_put(wake, "q", 1);
  errno = saved;
}

static void on_stop(int signal) {
  (void)signal;
  int saved = errno;
  stop_wanted = 1;
  crashlog_put(wake, "z", 1);
  errno = saved;
}

static int handle(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler; /* no SA_RESTART: a wait ends */
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, NULL);
}

static int use_signal_stack(void *memory, size_t size) {
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = memory;
  stack.ss_size = size;
  return sigaltstack(&stack, NULL);
}

int termguard_install(int wake_fd) {
  wake = wake_fd;
  if (use_signal_stack(main_signal_stack, sizeof main_signal_stack) != 0) return -1;
  for (size_t i = 0; i < COUNT(crash_signals); i++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    if (sigaction(crash_signals[i], &action, &previous[crash_signals[i]]) != 0) return -1;
  }
  for (size_t i = 0; i < COUNT(quit_signals); i++)
    if (handle(quit_signals[i], on_quit) != 0) return -1;
  if (handle(SIGUSR2, on_halt) != 0) return -1;
  if (handle(SIGTSTP, on_stop) != 0) return -1;
  return atexit(restore_terminal);
}

int termguard_arm(int input, int output, const char *restore, size_t length) {
  if (length > sizeof restore_bytes) {
    errno = E2BIG;
    return -1;
  }
  if (tcgetattr(input, &tty_settings) != 0) return -1;
  memcpy(restore_bytes, restore, length);
  restore_length = length;
  tty_input = input;
  tty_output = output;
  screen_thread = pthread_self();
  capture_stderr();
  __atomic_store_n(&armed, 1, __ATOMIC_RELEASE);
  return 0;
}

void termguard_disarm(void) {
  if (__atomic_exchange_n(&armed, 0, __ATOMIC_ACQ_REL)) replay_stderr();
}

int termguard_quit_signal(void) { return quit_signal; }

int termguard_take_stop(void) {
  int was = stop_wanted;
  stop_wanted = 0;
  return was;
}

void termguard_stop_here(void) {
  handle(SIGTSTP, SIG_DFL);
  kill(getpid(), SIGTSTP);
  /* Stopped and continued; or never stopped, where no shell would continue it. */
  handle(SIGTSTP, on_stop);
}

void termguard_unblock_all(void) {
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, NULL);
}
