"""Takes the pictures of the documentation from a running demo, in Debian's Chromium."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

DOCS = Path(__file__).parent
APP, GITHUB = "http://127.0.0.1:8080", "http://127.0.0.1:8081"
READY = "Ctrl-C ends it."
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTH = 900


class Picture(NamedTuple):
    """The top of a page of the demo."""

    name: str
    address: str
    shows: str  # words that have to be there: another page would be a picture of something else
    height: int


PICTURES = (
    Picture("suggestions.png", f"{GITHUB}/crabs/weekly/pull/4", "one click away", 785),
    Picture("rollup.png", f"{GITHUB}/crabs/weekly/pull/17", "Rollup of 4 pull requests", 590),
    Picture("board.png", f"{APP}/crabs/weekly", "Still missing for publication", 900),
)


@contextmanager
def demo() -> Iterator[None]:
    """The demo, after its sample run."""
    command = [sys.executable, "-m", "ghapp", "demo"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if not any(line.strip() == READY for line in running.stdout or ()):
            sys.exit("The demo ended too early.")
        yield
    finally:
        running.send_signal(signal.SIGINT)
        running.wait()


def take(browser: Browser, picture: Picture) -> None:
    """Take one of them."""
    page = browser.new_page(viewport={"width": WIDTH, "height": picture.height})
    page.goto(picture.address)
    if picture.shows not in page.inner_text("body"):
        sys.exit(f"{picture.address} is not what {picture.name} shows.")
    page.screenshot(path=DOCS / picture.name)
    page.close()


def main() -> None:
    """Take all of them."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("No chromium is installed (Debian: apt-get install chromium).")
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for picture in PICTURES:
            take(browser, picture)
        browser.close()


if __name__ == "__main__":
    main()
