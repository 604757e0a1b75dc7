"""What an editor does in the demo: approve what conflicts, roll it up, edit it, and merge it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ghapp.demo.acting import ActOutcome, perform
from ghapp.demo.play import Act
from ghapp.demo.running import Running
from ghapp.demo.sample import Sample, with_item
from ghapp.sandbox import SandboxPull, SandboxRepository

SECTION = "Newsletters"
EDITOR = "editor"
BRANCH = "ghapp/rollup"
SUBMITTED = (
    ("ferris", "The Daily Claw", "* [The Daily Claw](https://claw.example/daily)"),
    ("gopher", "Tide and Time", "* [Tide and Time](https://tide.example/time)"),
    ("limpet", "Rock Pool Review", "* [ROCK POOL REVIEW!!!](https://pool.example/review)"),
)
SHOUTED, REWORDED = "[ROCK POOL REVIEW!!!]", "[Rock Pool Review]"
LATER = "* [Burrow 2.0](https://burrow.example/2.0)"  # as the app corrects it


def together(sample: Sample) -> list[Act]:
    """Three authors add to one place, none knowing of the others."""
    draft = sample.files[sample.draft].decode()
    labels = frozenset({f"section: {SECTION}"})
    return [
        Act(author, title, {sample.draft: with_item(draft, SECTION, item)}, frozenset(), labels)
        for author, title, item in SUBMITTED
    ]


@dataclass(frozen=True, slots=True)
class Rolling:
    """The rollup while it is played."""

    app: Running
    repository: SandboxRepository
    sample: Sample
    say: Callable[[str], None]

    async def play(self, opened: Sequence[ActOutcome]) -> bool:
        """Play it after other pull requests were opened; whether all went as it should."""
        self.say("\nThree add a link at one place, which git could not merge together:\n")
        outcomes = [
            await perform(self.app, self.repository, act, self.say) for act in together(self.sample)
        ]
        three = [outcome.pull for outcome in outcomes]
        by_title = {outcome.pull.title: outcome.pull for outcome in opened}
        rollup = await self._rolled_up(three, by_title["Broken"])
        return (
            all(outcome.is_expected for outcome in outcomes)
            and rollup is not None
            and await self._edited(rollup, by_title["Burrow 2.0"])
            and await self._merged(rollup, [*three, by_title["Burrow 2.0"]])
        )

    async def _rolled_up(
        self, three: Sequence[SandboxPull], broken: SandboxPull
    ) -> SandboxPull | None:
        """The editor approves them, and one that has an error, and asks for the rollup."""
        for pull in (*three, broken):
            await pull.review(EDITOR, "", "APPROVE")
        await self.app.settled(delayed=True)
        await three[0].comment(EDITOR, "/rollup")
        await self.app.settled(delayed=True)
        rollup = next((p for p in self.repository.pulls if p.state.head_ref == BRANCH), None)
        is_good = (
            rollup is not None
            and all(item in self._text(BRANCH) for _, _, item in SUBMITTED)
            and f"#{broken.number} by" in rollup.body.partition("**Left out:**")[2]
        )
        named = f"{_listed(three)} and #{broken.number}"
        where = self._at(rollup) if rollup is not None else "none"
        self._tell(f"{EDITOR} approved {named} with GitHub's button, and commented /rollup")
        self._tell(f"the app opened one pull request with the three: {where}", is_good=is_good)
        self._tell(f"#{broken.number} has an error: it is left out, and the text says so")
        return rollup if is_good else None

    async def _edited(self, rollup: SandboxPull, later: SandboxPull) -> bool:
        """The editor rewords a title on the rollup's branch, and approves another one."""
        text = self._text(BRANCH).replace(SHOUTED, REWORDED)
        await self.repository.push(BRANCH, {self.sample.draft: text}, message="Speak softly")
        await self.app.settled(delayed=True)
        await later.review(EDITOR, "", "APPROVE")
        await self.app.settled(delayed=True)
        text = self._text(BRANCH)
        is_good = REWORDED in text and SHOUTED not in text and LATER in text
        self._tell(f"{EDITOR} reworded {SHOUTED} on its branch, then approved #{later.number}")
        self._tell(
            f"the rollup brings in #{later.number}, corrected, and keeps {REWORDED}:"
            f" {self._at(rollup)}",
            is_good=is_good,
        )
        return is_good

    async def _merged(self, rollup: SandboxPull, members: Sequence[SandboxPull]) -> bool:
        """The editor presses the merge button."""
        await rollup.merge(by=EDITOR)
        await self.app.settled(delayed=True)
        text = self._text(self.repository.state.default_branch)
        wanted = (LATER, REWORDED, *(item for _, _, item in SUBMITTED[:2]))
        is_good = (
            all(pull.merged for pull in members)
            and all(text.count(item) == 1 for item in wanted)
            and BRANCH not in self.repository.branches
        )
        self._tell(
            f"{EDITOR} merged it, and {_listed(members)} show as merged:"
            f" {self.app.sandbox.url}/{self.repository.full_name}/pulls?state=closed",
            is_good=is_good,
        )
        return is_good

    def _text(self, branch: str) -> str:
        return (self.repository.read(branch, self.sample.draft) or b"").decode()

    def _at(self, pull: SandboxPull) -> str:
        return f"{self.app.sandbox.url}/{self.repository.full_name}/pull/{pull.number}"

    def _tell(self, text: str, *, is_good: bool = True) -> None:
        self.say(f"  {text}" + ("" if is_good else "  <-- unexpected"))


def _listed(pulls: Sequence[SandboxPull]) -> str:
    return ", ".join(f"#{pull.number}" for pull in pulls)
