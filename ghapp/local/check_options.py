"""What somebody asks of `ghapp check` besides the files."""

from __future__ import annotations

from ghapp.records import record


@record
class CheckOptions:
    """What was asked for on the command line."""

    base: str | None = None
    archive: str | None = None
    fix: bool = False
    form: str = "text"
    since: str | None = None  # a commit, as git understands it

    @property
    def is_usual(self) -> bool:
        """Whether whole files are looked at, for somebody who reads what is found in them."""
        return self.base is None and self.since is None and not self.fix and self.form != "json"
