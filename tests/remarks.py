"""One problem in a pull request that was merged, as evidence is made of."""

from ghapp.review.tally import Remark
from ghapp.rules.problem import Severity

ONE = Remark(
    pull=7,
    rule="bullet",
    section="Research",
    severity=Severity.WARNING,
    message="Begin items with `*`.",
    path="draft/2026-08-19-this-week-in-rust.md",
    line=12,
    text="- [A](https://a.example/)",
    written=("- [A](https://a.example/)",),
    corrected=("* [A](https://a.example/)",),
)
