"""Many drafts are checked by as many processes as there are processors."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO, TypeVar

from ghapp.local.problem import LocalProblem

T = TypeVar("T")
R = TypeVar("R")


def spread(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """Yield the results of all tasks in their order.

    Raises what `work` raises. What `work` knows already, the other processes know too; each ends
    when its share is done, or when nobody is left to take it.
    """
    count = min(os.cpu_count() or 1, len(tasks)) if hasattr(os, "fork") else 1
    if count < 2:
        yield from map(work, tasks)
        return
    with ExitStack() as open_ends:
        shares = [open_ends.enter_context(_start(work, tasks[n::count])) for n in range(count)]
        results: list[list[R]] = [_taken(share) for share in shares]
    for number in range(len(tasks)):
        yield results[number % count][number // count]


def _start(work: Callable[[T], R], share: Sequence[T]) -> BinaryIO:
    """Start a process for some of the tasks: where its results will come out."""
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        return os.fdopen(reading, "rb")
    code = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(_outcome(work, share), pipe)
        code = 0
    finally:
        os._exit(code)  # whatever else was going on goes on in the first process only


def _outcome(work: Callable[[T], R], share: Sequence[T]) -> list[R] | Exception:
    try:
        return [work(task) for task in share]
    except Exception as error:  # noqa: BLE001 - raised again by who asked for it
        return error


def _taken(share: BinaryIO) -> list[R]:
    try:
        outcome: list[R] | Exception = pickle.load(share)  # noqa: S301 - from our own process
    except (EOFError, pickle.UnpicklingError):
        raise LocalProblem("A process that checked some of the drafts was ended.") from None
    finally:
        os.wait()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
