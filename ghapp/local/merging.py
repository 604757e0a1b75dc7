"""Heads of a clone merged one after the other: drafts by their submissions, the rest by git."""

from __future__ import annotations

from ghapp.local.clone import Clone
from ghapp.local.commit_writer import CommitWriter
from ghapp.local.files_between import files_between
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.code_spans import code_span
from ghapp.review.assessment import review
from ghapp.review.carrying import carried_over, published_since
from ghapp.review.files import FileBeforeAndAfter, FileStatus
from ghapp.review.members import Member
from ghapp.review.merging import CannotMerge, MergedTree, corrected
from ghapp.review.surroundings import Surroundings

MESSAGE = "Merge pull requests of the newsletter"


class LocalMerge:
    """A merge commit in the making."""

    def __init__(self, clone: Clone, writer: CommitWriter, onto: str, around: Surroundings) -> None:
        self._clone, self._writer, self.onto, self._around = clone, writer, onto, around
        self._start = onto  # the commit that the changed files are counted from
        self._tree = MergedTree(self._read, around)
        self._parents = [onto]
        self.merged: list[str] = []
        self.members: list[Member] = []
        self.notes: list[str] = []

    def take(self, head: str) -> None:
        """Merge a head; raises CannotMerge, and then nothing has changed."""
        start = self._start_of(head)
        if start == head:
            self._note_as_merged(head)
            return
        files = files_between(self._clone, start, head, lambda _: True)
        member = self._member(head, files)
        if all(self._is_changed_draft(file) for file in files):
            self._tree.take(member.files)
        else:
            self._take_with_git(member, files)
        self.merged.append(head)
        self.members.append(member)
        self._parents.append(head)

    def _start_of(self, head: str) -> str:
        """The commit from which a head differs by what is its own.

        That is where it left what is merged by now. If that is a part of other heads, it is what
        was made of that part, so that what was corrected in it is nothing that this head undoes.
        """
        left = self._clone.merge_base(self.onto, head)
        bases = self._clone.merge_bases(head, self._parents)
        if bases in ([left], [head]):
            return bases[0]
        shared = LocalMerge(self._clone, self._writer, left, self._around)
        for base in bases:
            shared.take(base)
        return shared.commit()

    def _note_as_merged(self, head: str) -> None:
        """What is merged already: by the commit that was begun with, or as part of other heads."""
        self.merged.append(head)
        if self._clone.contains(self.onto, head):
            self.notes.append(f"{head[:12]} is already part of {self.onto[:12]}.")
        else:
            self._parents.append(head)

    def _is_changed_draft(self, file: FileBeforeAndAfter) -> bool:
        is_changed = file.status in (FileStatus.MODIFIED, FileStatus.RENAMED)
        return is_changed and self._around.layout.kind(file.path) is FileKind.DRAFT

    def commit(self) -> str:
        """Write the merge commit; without a head in it, it is the commit that was begun with."""
        return self._written() if len(self._parents) > 1 else self.onto

    def _written(self) -> str:
        tree = self._writer.tree(self._start, self._tree.changed)
        return self._writer.commit(tree, self._parents, MESSAGE)

    def _read(self, path: str) -> bytes | None:
        return self._clone.file(self._start, path)

    def _member(self, head: str, files: tuple[FileBeforeAndAfter, ...]) -> Member:
        paths = self._clone.paths(self.onto)
        settings = self._around.settings.merge
        late = published_since(files, paths, self._around)
        if late:
            if not settings.carry_over:
                raise CannotMerge("It changes a draft that is published by now.")
            current = self._around.layout.current_draft(paths)
            content = self._tree.now(current) if current is not None else None
            if current is None or content is None:
                raise CannotMerge("Its draft is published, and there is no current one yet.")
            files = carried_over(files, late, current, content, self._around).files
        assessment = review(files, self._around).assessment(is_editor=False)
        if settings.apply_fixes:
            files = corrected(files, assessment)
        return Member(head, files, assessment, head[:12])

    def _take_with_git(self, member: Member, files: tuple[FileBeforeAndAfter, ...]) -> None:
        """Merge with git all files but the drafts: its commit leaves drafts as they were."""
        drafts = [file for file in files if self._is_changed_draft(file)]
        back = {file.path: None for file in drafts} | {
            file.previous_path or file.path: file.base for file in drafts
        }
        tree = self._writer.tree(member.head, back)
        others = self._writer.commit(tree, [member.head], MESSAGE)
        ours = self._written() if len(self._parents) > 1 else self.onto
        found = self._writer.merge_tree(ours, others)
        trial = MergedTree(self._tree.now, self._around)
        trial.take([file for file in member.files if self._is_changed_draft(file)])
        conflicts = sorted(set(found.conflicts) - trial.changed.keys())
        if conflicts:
            raise CannotMerge(f"git cannot merge {', '.join(map(code_span, conflicts))}.")
        self._start, self._tree = found.tree, MergedTree(self._read, self._around)
        self._tree.changed.update(trial.changed)
