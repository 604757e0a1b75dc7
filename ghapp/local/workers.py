"""Many drafts are checked by as many processes as there are processors."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

TASKS_EACH = 4  # for each process: the last ones do not wait long for the slowest
_work: Callable[[Any], Any]  # what this process was started for


def spread(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """Yield the results of all tasks in their order.

    Raises what `work` raises. What `work` knows already, the other processes know too.
    """
    workers = min(os.cpu_count() or 1, len(tasks))
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, tasks)
        return
    context = multiprocessing.get_context("fork")
    size = max(1, len(tasks) // (workers * TASKS_EACH))
    with ProcessPoolExecutor(workers, context, _begin, (work,)) as pool:
        yield from pool.map(_do, tasks, chunksize=size)


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and stops us


def _do(task: Any) -> Any:
    return _work(task)
