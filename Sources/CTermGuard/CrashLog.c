#include "CrashLog.h"

#include "CTermGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Set before any crash is caught. */
static char log_path[4096], heading[128];

int termguard_log_crashes(const char *path, const char *title) {
  if (strlen(path) >= sizeof log_path || strlen(title) >= sizeof heading) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(log_path, path);
  strcpy(heading, title);
  return 0;
}

void crashlog_put(int fd, const char *bytes, unsigned long length) {
  while (length > 0) {
    ssize_t count = write(fd, bytes, length);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    bytes += count;
    length -= (unsigned long)count;
  }
}

void crashlog_copy(int from, int to) {
  char buffer[1024];
  off_t offset = 0;
  ssize_t count;
  while ((count = pread(from, buffer, sizeof buffer, offset)) > 0) {
    crashlog_put(to, buffer, (unsigned long)count);
    offset += count;
  }
}

static void put_text(int fd, const char *text) { crashlog_put(fd, text, strlen(text)); }

static void put_number(int fd, int64_t number) {
  char digits[24];
  char *first = digits + sizeof digits;
  do *--first = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  crashlog_put(fd, first, (unsigned long)(digits + sizeof digits - first));
}

static const char *name_of(int signal) {
  switch (signal) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGABRT: return "SIGABRT";
    default: return "SIGSYS";
  }
}

/* Makes the folders of the path that are not there, for nobody else to read. */
static void make_folders(void) {
  for (char *slash = strchr(log_path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    mkdir(log_path, 0700);
    *slash = '/';
  }
}

static int append(int signal, int captured) {
  if (log_path[0] == 0) return -1;
  make_folders();
  int fd = open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return -1;
  put_text(fd, heading);
  put_text(fd, ": ");
  put_text(fd, name_of(signal));
  put_text(fd, " in process ");
  put_number(fd, getpid());
  put_text(fd, ", ");
  put_number(fd, time(NULL));
  put_text(fd, " s after 1970\n");
  if (captured >= 0) crashlog_copy(captured, fd);
  return close(fd);
}

void crashlog_write(int signal, int captured, int told) {
  int is_written = append(signal, captured) == 0;
  put_text(told, heading);
  put_text(told, ": crashed by ");
  put_text(told, name_of(signal));
  put_text(told, is_written ? "; what is known stands in " : "; no log could be written");
  put_text(told, is_written ? log_path : "");
  put_text(told, "\n");
}
