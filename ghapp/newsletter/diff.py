"""Which lines differ between two texts, found the way git finds them: the shortest edit script."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

# An edit script longer than this is not worth being shortest: such texts have nothing in common.
LONGEST_SCRIPT = 1000


def changed_lines(base: Sequence[str], head: Sequence[str]) -> tuple[list[int], list[int]]:
    """The lines removed from `base` and added in `head`, as 1-based line numbers in order.

    Myers' algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986), after setting
    aside what both ends share and the lines that only one side has.
    """
    start, end_base, end_head = _unshared(base, head)
    known_in_head = set(head[start:end_head])
    known_in_base = set(base[start:end_base])
    old = [n for n in range(start, end_base) if base[n] in known_in_head]
    new = [n for n in range(start, end_head) if head[n] in known_in_base]
    kept = _longest_common([base[n] for n in old], [head[n] for n in new])
    kept_base = {old[a] for a, _ in kept}
    kept_head = {new[b] for _, b in kept}
    removed = [n + 1 for n in range(start, end_base) if n not in kept_base]
    added = [n + 1 for n in range(start, end_head) if n not in kept_head]
    return removed, added


def with_blank_lines_first(lines: Sequence[str], changed: Sequence[int]) -> list[int]:
    """The same change with each run of lines that ends with a blank one slid up, if it can be.

    Where a blank line stands on both sides of a new item, either may count as the new one. It is
    the one above: people begin a paragraph of their own.
    """
    slid = list(changed)
    for index in range(len(slid) - 1, -1, -1):
        if index + 1 < len(slid) and slid[index + 1] == slid[index] + 1:
            continue
        first = index
        while first and slid[first - 1] == slid[first] - 1:
            first -= 1
        above = slid[first] - 1
        if above and first < index and not lines[above - 1] and not lines[slid[index] - 1]:
            slid[first : index + 1] = range(above, slid[index])
    return slid


def _unshared(base: Sequence[str], head: Sequence[str]) -> tuple[int, int, int]:
    """What is left between the common beginning and the common end: start, both ends."""
    end_base, end_head = len(base), len(head)
    start = 0
    while start < end_base and start < end_head and base[start] == head[start]:
        start += 1
    while end_base > start and end_head > start and base[end_base - 1] == head[end_head - 1]:
        end_base -= 1
        end_head -= 1
    return start, end_base, end_head


def _longest_common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of 0-based positions of the longest common subsequence."""
    trail: list[array[int]] = []
    furthest = array("q", [0, 0, 0])  # of the diagonals -distance-1 .. distance+1
    for distance in range(min(len(old) + len(new), LONGEST_SCRIPT) + 1):
        trail.append(furthest)
        reached = array("q", [0]) * (2 * distance + 5)
        for diagonal in range(-distance, distance + 1, 2):
            x = _step(furthest, distance, diagonal)
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x += 1
                y += 1
            reached[diagonal + distance + 2] = x
            if x >= len(old) and y >= len(new):
                return _walk_back(trail, len(old), len(new))
        furthest = reached
    return []


def _comes_down(furthest: array[int], distance: int, diagonal: int) -> bool:
    """Whether the best way onto a diagonal is an added line (else it is a removed one)."""
    at = diagonal + distance + 1
    return diagonal == -distance or (diagonal != distance and furthest[at - 1] < furthest[at + 1])


def _step(furthest: array[int], distance: int, diagonal: int) -> int:
    """The furthest point on a diagonal after one more change, before the lines in common."""
    if distance == 0:
        return 0
    at = diagonal + distance + 1
    return furthest[at + 1] if _comes_down(furthest, distance, diagonal) else furthest[at - 1] + 1


def _walk_back(trail: list[array[int]], x: int, y: int) -> list[tuple[int, int]]:
    """Read the kept lines off the trail of furthest points, last to first."""
    kept: list[tuple[int, int]] = []
    for distance in range(len(trail) - 1, -1, -1):
        diagonal = x - y
        if distance:
            down = _comes_down(trail[distance], distance, diagonal)
            before = diagonal + 1 if down else diagonal - 1
            before_x = trail[distance][before + distance + 1]
        else:
            before, before_x = 0, 0
        before_y = before_x - before
        while x > before_x and y > before_y:
            x -= 1
            y -= 1
            kept.append((x, y))
        x, y = before_x, before_y
    return kept


def shared_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts share at the beginning and, behind those, at the end."""
    shortest = min(len(before), len(after))
    start = 0
    while start < shortest and before[start] == after[start]:
        start += 1
    end = 0
    while end < shortest - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end
