"""What is said about a merge: in commits, in pull requests, and to the editor who asked for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ghapp.features.escape import fenced, first_line
from ghapp.newsletter.counting import counted
from ghapp.newsletter.fates import DraftConflict
from ghapp.ports.values import PullRequest
from ghapp.review.assessment import Assessment
from ghapp.review.merging import CannotMerge, WouldLose
from ghapp.rules.problem import Severity

MOST_SHOWN = 5


def errors_text(assessment: Assessment) -> str:
    """Why a pull request with errors is not merged."""
    number = assessment.count(Severity.ERROR)
    rules = ", ".join(error_rules(assessment))
    return (
        f"Not merged: the check has {counted(number, 'error')} ({rules})."
        " Correct what it names, or comment `/merge anyway` to merge all the same."
    )


def error_rules(assessment: Assessment) -> list[str]:
    """The rules that found errors, by name."""
    problems = (problem for file in assessment.files for problem in file.problems)
    return sorted({one.rule for one in problems if one.severity is Severity.ERROR})


def conflict_text(reason: CannotMerge) -> str:
    """Why a merge is left to people, with both versions of what was changed twice."""
    parts = [f"Not merged: {inside_sentence(str(reason))}"]
    parts += [versions(conflict) for conflict in reason.conflicts[:MOST_SHOWN]]
    if isinstance(reason, WouldLose):
        parts[0] += " Nothing was written: please merge it by hand."
        lacking = [f"- {first_line(text)}" for _, text in reason.difference.lacking]
        if lacking:
            parts.append("It would take these out of their section, or altogether:")
            parts.append("\n".join(lacking[:MOST_SHOWN]))
    if reason.conflicts:
        parts.append("Please decide which is to stay, and push that to the branch.")
    return "\n\n".join(parts)


def inside_sentence(sentence: str) -> str:
    """A sentence as it goes on behind other words."""
    return sentence[:1].lower() + sentence[1:]


def conflicts_text(conflicts: Sequence[DraftConflict], head: str) -> str:
    """To the author, whose change and the draft's differ."""
    number = "one thing" if len(conflicts) == 1 else f"{len(conflicts)} things"
    shown = "\n\n".join(versions(conflict) for conflict in conflicts[:MOST_SHOWN])
    return (
        f"The draft was changed in the meantime, in {number} that `{head[:7]}` changes too:"
        f"\n\n{shown}\n\nPlease push the version that is to stay."
    )


def versions(conflict: DraftConflict) -> str:
    """Both versions of one thing, as text to compare."""
    shown = [
        f"{name} it was taken out." if text is None else f"{name}\n\n{fenced(text)}"
        for name, text in (("In the draft:", conflict.ours), ("Here:", conflict.theirs))
    ]
    return "\n\n".join(shown)


def credited(pulls: Sequence[PullRequest]) -> list[str]:
    """Trailers that credit the authors, by what GitHub knows of them.

    GitHub docs, "Setting your commit email address": ID+LOGIN@users.noreply.github.com.
    """
    people = {pull.author: pull.author_id for pull in pulls if pull.author_id}
    return [
        f"Co-authored-by: {login} <{number}+{login}@users.noreply.github.com>"
        for login, number in people.items()
    ]


def commit_message(
    pull: PullRequest, sections: Collection[str], passed_over: Sequence[str]
) -> tuple[str, str]:
    """Title and message of the commit that merges one pull request: no words of strangers."""
    parts = []
    if sections:
        parts.append("\n".join(f"- {section}" for section in sorted(sections)))
    if passed_over:
        parts.append(f"Merged in spite of errors: {', '.join(passed_over)}")
    parts.append("\n".join(credited([pull])))
    return f"Merge pull request #{pull.number}", "\n\n".join(part for part in parts if part)
