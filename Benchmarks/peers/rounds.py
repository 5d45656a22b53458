"""What every peer has in common: the size it trains, and the rounds it is asked for."""

import json
import math
import os
import resource
import sys
import time

THREADS = 2
BATCHES = 8  # drawn before the first step, then repeated


class Size:
    """The sizes in a line such as layers=12,width=64,heads=4,ffn=256,sequence=32,batch=32,..."""

    def __init__(self, line):
        values = {key: int(value) for key, value in (item.split("=") for item in line.split(","))}
        self.layers, self.width, self.heads = values["layers"], values["width"], values["heads"]
        self.ffn, self.sequence, self.batch = values["ffn"], values["sequence"], values["batch"]
        self.vocabulary = values["vocabulary"]


def keep_to_processors():
    """Leaves this process as many processors as it may use threads, where that can be done."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])


def peak_resident_bytes():
    """The most memory that this process had; ru_maxrss of Linux would count its parent's too."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def serve(version, step):
    """Trains one step and says so; then trains for the seconds that each line of input asks for.

    step(number) answers the loss, after the statistics of that step have reached Python.
    """
    print(json.dumps({"version": version, "loss": step(0)}), flush=True)
    number = 1
    for line in sys.stdin:
        seconds, steps = float(line), 0
        start, processor = time.perf_counter(), time.process_time()
        elapsed = 0.0
        while steps == 0 or elapsed < seconds:
            loss = step(number)
            number, steps = number + 1, steps + 1
            elapsed = time.perf_counter() - start
        if not math.isfinite(loss):
            sys.exit("the loss is not finite any more")
        answer = {
            "steps": steps,
            "seconds": elapsed,
            "processorSeconds": time.process_time() - processor,
            "residentBytes": peak_resident_bytes(),
            "loss": loss,
        }
        print(json.dumps(answer), flush=True)
