/* What is written of a crash; async-signal-safe, all of it. */
#ifndef CRASHLOG_H
#define CRASHLOG_H

/*
 * Appends to the log what is known: `signal`, the time, and what was caught of standard error in
 * the file `captured` (negative: nothing). Tells on `told` where it is written.
 */
void crashlog_write(int signal, int captured, int told);

/* Writes all of it or gives up on an error. */
void crashlog_put(int fd, const char *bytes, unsigned long length);

/* Copies a file from its beginning. */
void crashlog_copy(int from, int to);

#endif
