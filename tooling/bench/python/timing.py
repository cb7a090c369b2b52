"""Ways to time a function; see `src/timing.ts`."""

import time

# A sample lasts at least this many milliseconds.
SHORTEST = 20


def timed(run):
    """A sample that runs a function which takes long enough once."""

    def sample():
        start = time.perf_counter()
        run()
        return (time.perf_counter() - start) * 1000

    return sample


def repeated(run):
    """A sample that runs a function so often that the time can be told."""
    times = 1

    def sample():
        nonlocal times
        while True:
            start = time.perf_counter()
            for _ in range(times):
                run()
            taken = (time.perf_counter() - start) * 1000
            if taken >= SHORTEST:
                return taken / times
            times = int(times * min(10, 1.2 * SHORTEST / max(taken, 0.01))) + 1

    return sample
