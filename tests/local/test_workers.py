"""Work shared out over processes: the same results, and one line where a process was ended."""

import os
import signal

import pytest

from ghapp.local.problem import LocalProblem
from ghapp.local.workers import spread


def test_results_come_in_the_order_of_the_tasks():
    """However many processes there are, it reads as if one had done it."""
    assert spread(lambda number: number * number, range(20)) == [n * n for n in range(20)]


@pytest.mark.skipif(os.cpu_count() == 1, reason="one process does all the work")
def test_a_process_that_was_ended_is_told():
    """Half of the results are no results."""
    first = os.getpid()

    def work(number: int) -> int:
        if number == 7 and os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(LocalProblem, match="was ended"):
        spread(work, range(20))


def test_what_goes_wrong_in_a_process_goes_wrong_for_who_asked():
    """A mistake is told once, wherever it was found."""

    def work(number: int) -> int:
        if number == 7:
            raise LocalProblem("No file number 7.")
        return number

    with pytest.raises(LocalProblem, match="No file number 7"):
        spread(work, range(20))
