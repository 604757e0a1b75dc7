"""`ghapp rollup`: many heads of a clone become one commit, and what is not in it is told."""

import json
import subprocess

import pytest

from ghapp.cli.main import main
from ghapp.demo.sample import with_item


def item(name):
    return f"* [{name.capitalize()}](https://{name}.example/page)"


class Weekly:
    """A clone with heads that left its branch, and rollups of them."""

    def __init__(self, clone, capsys):
        self.clone = clone
        self.capsys = capsys
        self.draft = clone.sample.draft
        self.start = clone.git("rev-parse", "HEAD")

    def head(self, files, *, onto=None):
        """A commit that leaves a commit behind and no branch."""
        self.clone.git("switch", "-q", "--detach", onto or self.start)
        commit = self.clone.commit(files, "Change")
        self.clone.git("switch", "-q", "main")
        return commit

    def text(self, commit=None):
        return self.file(commit or self.start, self.draft)

    def file(self, commit, path):
        command = ["git", "-C", str(self.clone.path), "show", f"{commit}:{path}"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    def adds(self, name, section="Official", *, onto=None):
        """A head that adds one item to a section."""
        text = with_item(self.text(onto), section, item(name))
        return self.head({self.draft: text}, onto=onto)

    def changes(self, before, after, *, onto=None):
        """A head that writes one thing in the draft anew."""
        text = self.text(onto)
        assert before in text
        return self.head({self.draft: text.replace(before, after)}, onto=onto)

    def rollup(self, *heads, onto="main", without=(), path=None):
        words = [word for head in without for word in ("--without", head)]
        where = str(path or self.clone.path)
        assert main(["rollup", where, "--onto", onto, *words, *heads]) == 0
        return json.loads(self.capsys.readouterr().out)

    def fails(self, *words):
        assert main(["rollup", str(self.clone.path), *words]) == 2
        captured = self.capsys.readouterr()
        assert not captured.out
        assert captured.err.count("\n") == 1
        return captured.err

    def merged(self, *heads, **options):
        """The draft after a rollup that leaves nothing out."""
        result = self.rollup(*heads, **options)
        assert not result["left_out"]
        return self.text(result["commit"])

    def reason(self, *heads, **options):
        """Why the last of these heads is left out, while all others are merged."""
        result = self.rollup(*heads, **options)
        (left,) = result["left_out"]
        assert left["head"] == heads[-1]
        assert result["merged"] == list(heads[:-1])
        assert left["reason"].endswith(".")
        assert "\n" not in left["reason"]
        return left["reason"]


@pytest.fixture
def weekly(clone, capsys):
    return Weekly(clone, capsys)


def test_many_heads_at_one_place_become_one_commit(weekly):
    """Every item is there once, in order of arrival, below what was there before."""
    names = [f"crab{number}" for number in range(30)]
    heads = [weekly.adds(name) for name in names]
    before = weekly.text()

    result = weekly.rollup(*heads)

    assert list(result) == ["commit", "merged", "left_out", "notes"]
    assert (result["merged"], result["left_out"], result["notes"]) == (heads, [], [])
    items = "\n".join(item(name) for name in names)
    assert weekly.text(result["commit"]) == with_item(before, "Official", items)
    parents = weekly.clone.git("rev-list", "--parents", "-1", result["commit"]).split()
    assert parents == [result["commit"], weekly.start, *heads]
    assert weekly.clone.git("diff", "--name-only", weekly.start, result["commit"]) == weekly.draft


def test_nothing_moves_but_objects_are_written(weekly):
    """Branches, index and work tree are left as they are, changes in them too."""
    head = weekly.adds("one")
    weekly.clone.write({"note.txt": "unsaved", "README.md": "edited"})
    refs = weekly.clone.git("for-each-ref")
    status = weekly.clone.git("status", "--porcelain")

    weekly.rollup(head)

    assert weekly.clone.git("for-each-ref") == refs
    assert weekly.clone.git("status", "--porcelain") == status
    assert weekly.clone.git("rev-parse", "HEAD") == weekly.start


def test_without_a_head_is_as_if_it_had_never_been_there(weekly):
    """Whatever is left out: the tree is that of a rollup of the others."""
    heads = [weekly.adds(name) for name in ("one", "two", "three", "four")]

    result = weekly.rollup(*heads, without=[heads[1], heads[3][:10]])

    assert result["merged"] == [heads[0], heads[2]]
    assert weekly.text(result["commit"]) == weekly.merged(heads[0], heads[2])
    assert not weekly.rollup(heads[0], without=[heads[0]])["merged"]


def test_a_head_given_twice_is_merged_once(weekly):
    """By whatever name it is called."""
    head = weekly.adds("one")
    weekly.clone.git("branch", "topic", head)

    result = weekly.rollup(head, "topic", head[:12])

    assert result["merged"] == [head]
    assert weekly.text(result["commit"]).count(item("one")) == 1


def test_a_head_that_is_part_of_the_base_is_named(weekly):
    """There is nothing to merge, and the commit is the one that was begun with."""
    tip = weekly.adds("one")
    result = weekly.rollup(weekly.start, onto=tip)
    assert result["commit"] == tip
    assert result["merged"] == [weekly.start]
    assert result["notes"] == [f"{weekly.start[:12]} is already part of {tip[:12]}."]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_heads_that_build_on_each_other(weekly, order):
    """A branch that began on another one brings nothing in twice."""
    one = weekly.adds("one")
    two = weekly.adds("two", onto=one)
    three = weekly.changes("[Two]", "[The two]", onto=two)
    heads = [one, two, three]

    text = weekly.merged(*(heads[number] for number in order))

    assert text == weekly.text(three)


def test_a_head_that_merged_the_base_and_another_head(weekly):
    """What it shares with both is nothing of its own."""
    two = weekly.adds("two")
    tip = weekly.adds("newer", "Research")
    weekly.clone.git("switch", "-q", "--detach", two)
    weekly.clone.git("merge", "-q", "-m", "Merge", tip)
    both = weekly.clone.git("rev-parse", "HEAD")
    three = weekly.changes("[Two]", "[The two]", onto=both)
    weekly.clone.git("switch", "-q", "main")
    onto = weekly.adds("newest", "Research", onto=tip)

    for heads in ((two, three), (three, two)):
        text = weekly.merged(*heads, onto=onto)
        assert text == weekly.text(onto).replace(
            "2)\n\n### News", "2)\n* [The two](https://two.example/page)\n\n### News", 1
        )


def test_what_is_corrected_in_a_head_stays_so_in_one_that_builds_on_it(weekly):
    """Corrections are no changes of the head that came later."""
    anchor = "* [A new tide table]"
    one = weekly.changes(anchor, f"- [One](https://one.example/page)\n{anchor}")
    two = weekly.changes("[One]", "[The one]", onto=one)
    for heads in ((one, two), (two, one), (two,)):
        text = weekly.merged(*heads)
        assert text == weekly.text().replace(
            anchor, f"* [The one](https://one.example/page)\n{anchor}"
        )


def test_a_head_that_builds_on_one_that_is_left_out_brings_it_in(weekly):
    """Nobody can take it apart, but whoever asked is told."""
    one = weekly.adds("one")
    two = weekly.adds("two", onto=one)
    result = weekly.rollup(two, without=[one])
    assert result["merged"] == [two]
    assert result["notes"] == [
        f"{two[:12]} builds on {one[:12]}, which should be left out: what that adds is in it."
    ]


def test_a_true_conflict_is_left_out_with_both_versions(weekly):
    """Two people reword one item: a person has to choose, and sees between what."""
    before = "[A new tide table]"
    one = weekly.changes(before, "[The new tide table]")
    two = weekly.changes(before, "[Tide tables]")

    reason = weekly.reason(one, two)

    for part in (weekly.draft, "The new tide table", "Tide tables"):
        assert part in reason


def test_what_is_left_out_can_still_be_merged_alone(weekly):
    """A conflict is one between two heads: which of them comes first is the editor's choice."""
    one = weekly.changes("[A new tide table]", "[The new tide table]")
    two = weekly.changes("[A new tide table]", "[Tide tables]")
    assert weekly.merged(one, two, without=[one]) == weekly.text(two)


def test_the_same_page_proposed_twice_is_kept_and_named(weekly):
    """Who asks decides which of the two is taken out."""
    one = weekly.changes("### Newsletters\n", "### Newsletters\n* [A](https://a.example/page)\n")
    two = weekly.changes("### Research\n", "### Research\n* [Page](https://a.example/page)\n")

    result = weekly.rollup(one, two)

    (note,) = result["notes"]
    assert all(part in note for part in (one[:12], two[:12], "a.example/page", "same page"))
    text = weekly.text(result["commit"])
    assert text.count("https://a.example/page") == 2


def test_errors_and_closed_sections_are_named(weekly):
    """They are merged, for who asks decides."""
    settings = weekly.file(weekly.start, ".github/ghapp.toml")
    closed = '\n[[closed]]\nsection = "Research"\nmessage = "No more."\nsince = "2026-08-19"\n'
    weekly.clone.commit({".github/ghapp.toml": settings + closed}, "Close")
    weekly.start = weekly.clone.git("rev-parse", "HEAD")
    one, two = weekly.adds("one", "Research"), weekly.changes("[A new", "<<<<<<< HEAD\n[A new")

    result = weekly.rollup(one, two)

    assert result["merged"] == [one, two]
    assert len(result["notes"]) == 2
    assert "Research" in result["notes"][0]
    assert "error" in result["notes"][1]


def test_a_heading_deleted_below_which_others_submitted(weekly):
    """Nothing is put into a section that its author did not choose."""
    one = weekly.adds("one", "Research")
    two = weekly.changes("### Research\n\n", "")
    assert weekly.text(weekly.rollup(two)["commit"]).count("### Research") == 0

    reason = weekly.reason(one, two)

    assert "One" in reason
    assert "research" in reason


def test_a_head_that_renames_a_heading_below_which_others_submit(weekly):
    """What stands below it, and what comes there, stands below the new name."""
    anchor = "    * [**Nets and sockets**](https://bergen.example/nets)\n"
    events = [
        f"* 2026-08-28 | Bonn, DE | [{name}](https://{name}.example)\n"
        f"    * [**Meeting**](https://{name}.example/1)\n"
        for name in ("one", "three")
    ]
    one, three = (weekly.changes(anchor, anchor + event) for event in events)
    two = weekly.changes("### Europe", "### Europe and Africa")

    text = weekly.merged(one, two, three)

    wanted = weekly.text().replace("### Europe", "### Europe and Africa")
    assert text == wanted.replace(anchor, anchor + "".join(events))


def test_a_head_that_empties_the_draft(weekly):
    """What others added does not vanish."""
    one = weekly.adds("one", "Research")
    two = weekly.head({weekly.draft: ""})
    assert "One" in weekly.reason(one, two)
    assert "draft" in weekly.reason(two, one)


def test_a_head_that_deletes_the_draft(weekly):
    """As with git, it is a conflict with who has changed it."""
    one, two = weekly.adds("one"), weekly.head({weekly.draft: None})
    assert weekly.draft in weekly.reason(one, two)
    result = weekly.rollup(two)
    assert weekly.draft not in weekly.clone.git("ls-tree", "-r", "--name-only", result["commit"])


def test_a_head_that_renames_the_draft(weekly):
    """What was merged before goes with it; who comes later is told."""
    new = weekly.draft.replace("08-26", "08-27")
    one, three = weekly.adds("one"), weekly.adds("three")
    two = weekly.head({weekly.draft: None, new: weekly.text()})

    result = weekly.rollup(one, two)

    assert result["merged"] == [one, two]
    names = weekly.clone.git("ls-tree", "-r", "--name-only", result["commit"])
    assert new in names
    assert weekly.draft not in names
    assert item("one") in weekly.file(result["commit"], new)
    assert weekly.draft in weekly.reason(one, two, three)


def test_a_head_that_adds_a_draft(weekly):
    """A new file is there, and two of one name are a conflict unless they are the same."""
    new = weekly.draft.replace("08-26", "09-02")
    one = weekly.head({new: weekly.text()})
    same, other = weekly.adds("two", onto=one), weekly.head({new: "Other\n"})
    assert weekly.file(weekly.rollup(one, same)["commit"], new) == weekly.text()
    assert new in weekly.reason(one, other)


FILES = {
    "draft/DRAFT_TEMPLATE": "Title: Another\n",
    ".github/workflows/check.yml": "on: push\n",
    "image.png": b"\x89PNG\r\n\x1a\n\0\xff",
    "tools/\u00fcber file.txt": "x\n",
}


@pytest.mark.parametrize("path", FILES)
def test_other_files_merge_as_git_does(weekly, path):
    """The draft by its submissions, all others by git, in the same commit."""
    one = weekly.adds("one")
    text = with_item(weekly.text(), "Official", item("two"))
    two = weekly.head({weekly.draft: text, path: FILES[path]})

    result = weekly.rollup(one, two)

    assert result["merged"] == [one, two]
    commit = result["commit"]
    assert weekly.clone.git("diff", "--name-only", two, commit) == weekly.draft
    assert f"{item('one')}\n{item('two')}\n" in weekly.text(commit)


def test_the_template_changed_twice_is_merged_by_lines(weekly):
    """Two heads change other lines of one file that is no draft."""
    template = weekly.file(weekly.start, "draft/DRAFT_TEMPLATE")
    one = weekly.head({"draft/DRAFT_TEMPLATE": "Above: all\n" + template})
    two = weekly.head({"draft/DRAFT_TEMPLATE": template + "Below all\n"})
    three = weekly.head({"draft/DRAFT_TEMPLATE": template + "Under all\n"})

    result = weekly.rollup(one, two)

    merged = weekly.file(result["commit"], "draft/DRAFT_TEMPLATE")
    assert merged == "Above: all\n" + template + "Below all\n"
    assert "DRAFT_TEMPLATE" in weekly.reason(one, two, three)


def test_modes_and_links_stay_as_they_are(weekly):
    """A script that may be run, a symbolic link, a path with a dollar sign."""
    weekly.clone.git("switch", "-q", "--detach")
    for name, target in (("tools/run", "../README.md"), ("tools/$link", "run")):
        (weekly.clone.path / name).symlink_to(target)
    (weekly.clone.path / "tools/count.py").chmod(0o755)
    head = weekly.clone.commit({weekly.draft: weekly.text() + "\n"}, "Modes")
    weekly.clone.git("switch", "-q", "main")

    result = weekly.rollup(weekly.adds("one"), head)

    listed = weekly.clone.git("ls-tree", "-r", result["commit"], "tools")
    assert listed == weekly.clone.git("ls-tree", "-r", head, "tools")


def test_windows_line_ends_on_one_side(weekly):
    """A whole file saved on Windows changes nothing but what it adds."""
    one = weekly.adds("one")
    text = with_item(weekly.text(), "Research", item("two")).replace("\n", "\r\n")
    two = weekly.head({weekly.draft: text})

    for heads in ((one, two), (two, one)):
        merged = weekly.merged(*heads)
        lines = merged.replace("\r\n", "\n").split("\n")
        assert (lines.count(item("one")), lines.count(item("two"))) == (1, 1)
        assert merged.count("\r\n") in (0, merged.count("\n"))


@pytest.fixture
def published(weekly):
    """A head from before the draft was published, with the next one there."""
    head = weekly.adds("one", "Research")
    text = weekly.text()
    new = weekly.draft.replace("08-26", "09-02")
    edition = weekly.draft.replace("draft/", "content/")
    files = {weekly.draft: None, edition: text, new: text.replace("2026-08-26", "2026-09-02")}
    weekly.clone.commit(files, "Publish")
    return head, new, edition


def test_what_was_made_for_a_published_draft_is_carried_over(weekly, published):
    """Three weeks later it counts for the draft that is current, and the edition stays."""
    head, new, edition = published
    result = weekly.rollup(head, weekly.adds("two", "Research"))
    assert len(result["merged"]) == 2
    commit = result["commit"]
    assert f"### Research\n{item('one')}\n{item('two')}\n" in weekly.file(commit, new)
    assert item("one") not in weekly.file(commit, edition)
    assert weekly.draft not in weekly.clone.git("ls-tree", "-r", "--name-only", commit)


def test_other_files_come_along_when_it_is_carried_over(weekly):
    """A picture beside the item, from before the publication."""
    text = with_item(weekly.text(), "Research", item("one"))
    head = weekly.head({weekly.draft: text, "image.png": b"\0"})
    new = weekly.draft.replace("08-26", "09-02")
    edition = weekly.draft.replace("draft/", "content/")
    files = {weekly.draft: None, edition: weekly.text(), new: weekly.text()}
    weekly.clone.commit(files, "Publish")

    result = weekly.rollup(head)

    assert not result["left_out"]
    assert item("one") in weekly.file(result["commit"], new)
    assert item("one") not in weekly.file(result["commit"], edition)
    assert weekly.clone.git("diff", "--name-only", "main", result["commit"]) == f"{new}\nimage.png"


def test_nothing_is_carried_over_where_settings_forbid_it(weekly, published):
    """The reason says what is the matter."""
    settings = weekly.file("main", ".github/ghapp.toml")
    weekly.clone.commit({".github/ghapp.toml": settings + "\n[merge]\ncarry_over = false\n"}, "Set")
    assert "published" in weekly.reason(published[0])


def test_unrelated_histories_are_left_out(weekly):
    """Without a common commit nobody can tell what it changes; all others are merged."""
    weekly.clone.git("switch", "-q", "--orphan", "other")
    other = weekly.clone.commit({weekly.draft: "Other\n"}, "Other")
    weekly.clone.git("switch", "-q", "main")
    assert "no history in common" in weekly.reason(weekly.adds("one"), other)


def test_a_bare_repository_will_do(weekly, tmp_path):
    """Objects are written there as well."""
    heads = [weekly.adds(name) for name in ("one", "two")]
    weekly.clone.git("branch", "one", heads[0])
    weekly.clone.git("branch", "two", heads[1])
    bare = tmp_path / "bare.git"
    weekly.clone.git("clone", "-q", "--bare", str(weekly.clone.path), str(bare))
    result = weekly.rollup("one", "two", path=bare)
    assert result["merged"] == heads
    weekly.clone.git("-C", str(bare), "cat-file", "-e", f"{result['commit']}^{{tree}}")


@pytest.mark.parametrize("place", ["head", "onto", "without"])
def test_a_revision_that_does_not_exist_is_one_line(weekly, place):
    """Wherever it is named, and whatever is typed."""
    for name in ("nowhere", "-x", "a b", "a\nb", "", "main:README.md"):
        given = {"head": "main", "onto": "main", "without": "main", place: name}
        words = [f"--onto={given['onto']}", f"--without={given['without']}", "--", given["head"]]
        assert "has no" in weekly.fails(*words)


def test_a_folder_that_is_no_repository(weekly, tmp_path):
    """One line as well."""
    assert main(["rollup", str(tmp_path), "--onto", "main", "main"]) == 2
    assert weekly.capsys.readouterr().err.count("\n") == 1


def test_git_that_knows_nobody(weekly, monkeypatch, tmp_path):
    """The commit has a name even where git has none for its user."""
    head = weekly.adds("one")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("EMAIL", "")
    weekly.clone.git("config", "user.useConfigOnly", "true")
    commit = weekly.rollup(head)["commit"]
    assert weekly.clone.git("log", "-1", "--format=%an", commit) == "ghapp"


def test_texts_of_strangers_do_nothing(weekly, capsys):
    """Names of files and items neither break the line nor colour the terminal."""
    name = "tools/\x1b[31m`x\n.txt"
    one = weekly.head({name: "One\n"})
    two = weekly.head({name: "Two\n"})

    reason = weekly.reason(one, two)

    assert reason.startswith("git cannot merge ")
    heads = ["--onto", "main", one, two, "--format", "text"]
    assert main(["rollup", str(weekly.clone.path), *heads]) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert len(said.splitlines()) == 2


def test_the_message_has_no_words_of_strangers(weekly):
    """Nor can a commit's text close an issue or mention anybody."""
    weekly.clone.git("switch", "-q", "--detach")
    text = with_item(weekly.text(), "Official", item("one"))
    head = weekly.clone.commit({weekly.draft: text}, "Fixes #1 @everyone\n\nSigned-off-by: X <x>")
    weekly.clone.git("switch", "-q", "main")
    message = weekly.clone.git("log", "-1", "--format=%B", weekly.rollup(head)["commit"])
    assert message == "Merge pull requests of the newsletter"


def test_options_stand_where_one_likes(weekly):
    """Between heads too."""
    one, two = weekly.adds("one"), weekly.adds("two")
    path = str(weekly.clone.path)
    for words in (
        [path, one, "--without", two, two, "--onto", "main"],
        ["--onto", "main", path, one, two, "--without", two],
        [path, "--onto", "main", one, "--format", "json", two, "--without", two],
    ):
        assert main(["rollup", *words]) == 0
        assert json.loads(weekly.capsys.readouterr().out)["merged"] == [one]


def test_the_summary_for_a_person(weekly):
    """What was merged, where it is, and what a person has to decide."""
    one = weekly.changes("[A new tide table]", "[The new tide table]")
    two = weekly.changes("[A new tide table]", "[Tide tables]")
    words = ["--onto", "main", "--format", "text", one, two]
    assert main(["rollup", str(weekly.clone.path), *words]) == 0
    said = weekly.capsys.readouterr().out.splitlines()
    assert said[0].startswith("1 head merged into ")
    assert said[1].startswith(f"left out {two[:12]}: It ")
