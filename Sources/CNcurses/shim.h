/*
 * ncurses as Swift can import it: getters for its global variables, functions for its macros.
 * Nothing here holds state; a header's statics would be one copy per importing module.
 */
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

/* Without it the wide-character functions stay hidden; no -D flag reaches this module. */
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

/* glibc hides it without _XOPEN_SOURCE. */
extern int wcwidth(wchar_t c);

static inline WINDOW *_Nullable cn_stdscr(void) { return stdscr; }
static inline WINDOW *_Nullable cn_curscr(void) { return curscr; }
static inline int cn_colors(void) { return COLORS; }
static inline int cn_color_pairs(void) { return COLOR_PAIRS; }

static inline attr_t cn_a_bold(void) { return A_BOLD; }
static inline attr_t cn_a_dim(void) { return A_DIM; }
static inline attr_t cn_a_reverse(void) { return A_REVERSE; }
static inline attr_t cn_a_underline(void) { return A_UNDERLINE; }

/* Starts ncurses on the descriptors of a terminal and of its keyboard; NULL when it cannot. */
static inline SCREEN *_Nullable cn_newterm(const char *_Nonnull name, int output, int input) {
  FILE *keys = input == STDIN_FILENO ? stdin : fdopen(input, "r");
  FILE *screen = output == STDOUT_FILENO ? stdout : fdopen(output, "w");
  return keys == NULL || screen == NULL ? NULL : newterm(name, screen, keys);
}

/* A terminal's description, asked before a byte is sent to it: load, read strings, forget. */
static inline int cn_load(const char *_Nonnull name) {
  int error = 0;
  return setupterm(name, STDOUT_FILENO, &error) == OK;
}
static inline const char *_Nullable cn_string(const char *_Nonnull capability) {
  const char *text = tigetstr(capability);
  return text == (const char *)-1 ? NULL : text;
}
static inline int cn_number(const char *_Nonnull capability) { return tigetnum(capability); }
static inline void cn_forget(void) { del_curterm(cur_term); }

/* One cell. The pair travels through the last argument: attributes hold only pairs to 255. */
static inline int cn_set_cell(
    cchar_t *_Nonnull cell, wchar_t character, attr_t attributes, int pair) {
  wchar_t text[2] = {character, 0};
  return setcchar(cell, text, attributes, 0, &pair);
}

#endif
