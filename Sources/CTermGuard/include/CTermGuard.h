/*
 * Leaves the terminal as it was found, whatever way the program ends, and turns signals into flags
 * and bytes of a pipe. One terminal per process. Functions return 0, or -1 with errno set.
 */
#ifndef CTERMGUARD_H
#define CTERMGUARD_H

#include <stddef.h>

/*
 * Installs the handlers, once, before ncurses installs its own (it takes only signals that nobody
 * has). A crash, or its signal sent by somebody, restores an armed terminal, goes on to whoever
 * handled it before, and ends the process whatever that one does; nothing is drawn any more. INT,
 * TERM, HUP and QUIT are remembered and wake `wake_fd`; a second one leaves at once, but for HUP,
 * which a closing terminal may send twice. Whoever leaves so removes what is half written.
 * `wake_fd` must not block. USR2 is for the guard itself.
 */
int termguard_install(int wake_fd);

/*
 * Where a crash of an armed terminal is written besides: what stood on standard error, under
 * `title`. Folders that are missing are made. Not before `path` is complete may it be armed.
 */
int termguard_log_crashes(const char *_Nonnull path, const char *_Nonnull title);

/*
 * From here to `termguard_disarm`, a crash, exit() or second signal writes `restore` to `output`,
 * gives `input` the line settings it has now, and shows what was written to standard error.
 * Standard error, when it is a terminal, goes to memory meanwhile: the screen stays clean, and the
 * last words of a crash are not lost with it.
 */
int termguard_arm(int input, int output, const char *_Nonnull restore, size_t length);
void termguard_disarm(void);

/* The signal that asks to quit, or 0; it stays. */
int termguard_quit_signal(void);

/*
 * Whether a stop (Ctrl-Z) was asked for since the last call, and the stop itself, for when the
 * terminal has been given back. ncurses is kept out of this: it ignores stops while it draws, so
 * that some would be lost.
 */
int termguard_take_stop(void);
void termguard_stop_here(void);

/*
 * Waits for a key, a wake-up, a signal or the end of `milliseconds` (negative: no end). The
 * window-size signal, which ncurses only takes a note of, is let in here and nowhere else: between
 * a look at the note and the wait it would be slept through.
 */
enum {
  TERMGUARD_KEYS = 1,
  TERMGUARD_WAKE = 2,
  TERMGUARD_SIGNAL = 4,
  TERMGUARD_HANGUP = 8,
};
void termguard_hold_resizes(void);
int termguard_wait(int keyboard, int wake, int milliseconds);

/*
 * Runs `body(context)` on a detached thread that takes no signal but its own crashes, and those on
 * a stack of their own, so that a stack overflow restores the terminal too. Threads it starts
 * inherit the mask.
 */
int termguard_spawn(void (*_Nonnull body)(void *_Nullable), void *_Nullable context);

/* A non-blocking pipe that children do not inherit: ends[0] is read, ends[1] written. */
int termguard_pipe(int *_Nonnull ends);

/* Reads all bytes waiting in a non-blocking descriptor and forgets them. */
void termguard_drain(int fd);

/*
 * Names of files that are half written, and must not outlive the program. `note` answers a place, or
 * -1 where there is none left and the file is only not removed by signals; `forget` gives it back.
 * `remove_leftovers` may be called in a signal handler; it removes all of them.
 */
int termguard_note_leftover(const char *_Nonnull name);
void termguard_forget_leftover(int place);
void termguard_remove_leftovers(void);

/* A file that has no name and goes with its descriptor, which children do not inherit; or -1. */
int termguard_memory_file(void);

/* Unblocks all signals: a parent may have handed down an almost full mask. */
void termguard_unblock_all(void);

#endif
