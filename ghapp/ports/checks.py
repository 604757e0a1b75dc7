"""Check runs, as GitHub says and takes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ghapp.ports.values import LineRange

CHECK_NAME = "newsletter"  # of the app's only check run


class Conclusion(StrEnum):
    """How a check run ended, in GitHub's words."""

    SUCCESS = "success"
    NEUTRAL = "neutral"
    FAILURE = "failure"


class AnnotationLevel(StrEnum):
    """The level of an annotation, in GitHub's words."""

    NOTICE = "notice"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A message on lines of a file; columns are 1-based and only for a single line."""

    place: LineRange
    level: AnnotationLevel
    title: str
    message: str
    column: int | None = None
    end_column: int | None = None  # as GitHub counts it: the last column that belongs to it


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a check run: at most 20, 40 and 20 characters."""

    label: str
    description: str
    identifier: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a completed check run says; at most 50 annotations and 3 buttons."""

    name: str
    conclusion: Conclusion
    title: str
    summary: str
    digest: str  # of everything above and below, kept by GitHub as `external_id`
    annotations: tuple[Annotation, ...] = ()
    buttons: tuple[Button, ...] = ()
