"""The bytes of a newsletter file turned into text, or a sentence on why they are none."""

from __future__ import annotations

UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # what a file in it begins with
LARGEST = 2 * 1024 * 1024  # bytes; the largest draft of This Week in Rust ever had 41 KB


class Unreadable(Exception):
    """The file is no text that can be read; the message says why, to the person who made it."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def text_of(content: bytes) -> str:
    """The text of a file.

    Raises:
        Unreadable: it is binary, not UTF-8, or too large to be a draft.

    """
    if len(content) > LARGEST:
        raise Unreadable(
            f"This file has {len(content) // 1024} KiB; the app reads up to {LARGEST // 1024}."
        )
    if content.startswith(UTF_16):
        raise Unreadable("This file is saved as UTF-16. Please save it as UTF-8.")
    if b"\0" in content:
        raise Unreadable("This file is binary, not text. Please save it as UTF-8 text.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"This file is not UTF-8: line {line} has a byte that does not belong there."
            " Please save it as UTF-8.",
            line,
        ) from error
