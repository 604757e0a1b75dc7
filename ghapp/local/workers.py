"""Many drafts are checked by as many processes as there are processors."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from typing import TypeVar

from ghapp.local.problem import LocalProblem

T = TypeVar("T")
R = TypeVar("R")


def spread(work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    """Return the results of all tasks in their order.

    Raises what `work` raises. What `work` knows already, the other processes know too; each ends
    when its share is done, or when nobody is left to take it.
    """
    count = min(multiprocessing.cpu_count(), len(tasks))
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return list(map(work, tasks))
    fork = multiprocessing.get_context("fork")
    shares = [_start(fork, work, tasks[number::count]) for number in range(count)]
    results: list[list[R]] = [_taken(share) for share in shares]
    return [results[number % count][number // count] for number in range(len(tasks))]


def _start(fork: ForkContext, work: Callable[[T], R], share: Sequence[T]) -> Connection:
    """Start a process for some of the tasks: where its results will come out."""
    reading, writing = fork.Pipe(duplex=False)
    fork.Process(target=_run, args=(work, share, writing), daemon=True).start()
    writing.close()
    return reading


def _run(work: Callable[[T], R], share: Sequence[T], writing: Connection) -> None:
    with suppress(KeyboardInterrupt, BrokenPipeError):  # who asked has gone, and said so
        writing.send(_outcome(work, share))


def _outcome(work: Callable[[T], R], share: Sequence[T]) -> list[R] | Exception:
    try:
        return [work(task) for task in share]
    except Exception as error:  # noqa: BLE001 - raised again by who asked for it
        return error


def _taken(share: Connection) -> list[R]:
    try:
        outcome: list[R] | Exception = share.recv()
    except EOFError:
        raise LocalProblem("A process that checked some of the drafts was ended.") from None
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
