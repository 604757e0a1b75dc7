"""The App manifest, `app.yaml`: what the app asks GitHub for, in one place for all who need it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

# libyaml's, where there is one, takes a tenth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def manifest() -> Mapping[str, Any]:
    """The manifest: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    for path in (package.parent / "app.yaml", package / "app.yaml"):
        if path.is_file():
            read: dict[str, Any] = yaml.load(path.read_text(), LOADER)  # noqa: S506 - both are safe
            return read
    raise FileNotFoundError("app.yaml, the App manifest, is missing")
