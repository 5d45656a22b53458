# All that a newcomer needs: make run, make test. Arguments: make run ARGS="--layers 24 --norm pre"
.PHONY: run test soak latency bench sanitize pictures claims install uninstall dist format clean
SHELL := bash
ARGS ?=
PREFIX ?= /usr/local
DESTDIR ?=
build := source Scripts/flags && swift build "$${flags[@]}"
tests := source Scripts/flags && exec swift test "$${flags[@]}" --skip-build
program := .build/release/residual-tui

run:
	@Scripts/setup
	@$(build) --product residual-tui >&2
	@exec $(program) $(ARGS)

test:
	@Scripts/setup --tests
	@Scripts/check

# The long random and many-seed tests, and the program on emulated older processors.
soak:
	@Scripts/setup --soak
	@$(build) --build-tests
	@SOAK=1 Scripts/run-tests

# From a key to the changed screen, first frame, resize, interrupt, and what a pause costs: six minutes.
latency:
	@Scripts/setup --tests
	@$(build) --build-tests
	@export LATENCY=1 && $(tests) --filter LatencyTests

# Races and memory faults, each in a build of its own.
sanitize:
	@Scripts/setup --tests
	@Scripts/sanitize thread
	@Scripts/sanitize address

# Rates, shares of the machine's peak, memory, growth, screen: beside PyTorch and JAX where they can be had.
bench:
	@Benchmarks/run $(ARGS)

# The pictures of README, as the program draws them; look at them before they are committed.
pictures:
	@Scripts/setup
	@$(build) --product residual-tui >&2
	@Scripts/pictures

# Documentation/Claims.md: all experiments with eight seeds, some minutes.
claims:
	@Scripts/setup
	@$(build) --product residual-tui >&2
	@Scripts/claims

# The program with Swift's libraries inside, its manual page and completions: make install PREFIX=$$HOME/.local
install:
	@Scripts/setup
	@Scripts/dist --build
	@Scripts/stage .build-dist/release/residual-tui "$(DESTDIR)$(PREFIX)"

uninstall:
	@Scripts/stage --remove "$(DESTDIR)$(PREFIX)"

# The same as an archive, dist/residual-tui-VERSION-SYSTEM.tar.gz.
dist:
	@Scripts/setup
	@Scripts/dist

format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests \
	  Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Tests

clean:
	@rm -rf .build .build-thread .build-address .build-dist dist Benchmarks/.build
