"""`ghapp check` in the hands of an editor at a terminal."""

import errno
import json
import os
import subprocess
import sys

import pytest

from ghapp.cli.main import main
from ghapp.demo.sample import with_item
from ghapp.local import files as local_files

BAD = "- [Paper](https://a.example/?utm_source=x)"
GOOD = "* [Paper](https://a.example/)"


def with_bad_item(clone):
    return with_item(clone.text(clone.sample.draft), "Research", BAD)


def test_a_good_draft_is_silent(clone, capsys):
    """Nothing to say is exit code 0 and no output."""
    assert main(["check", str(clone.path / clone.sample.draft)]) == 0
    assert capsys.readouterr().out == ""


def test_problems_are_told_as_json(clone, capsys):
    """Every problem has its place, and problems on one line carry one and the same fix."""
    clone.write({clone.sample.draft: with_bad_item(clone)})
    assert main(["check", str(clone.path / clone.sample.draft), "--format", "json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    line = clone.text(clone.sample.draft).split("\n").index(BAD) + 1
    assert {first["rule"], second["rule"]} == {"bullet", "tracking-parameter"}
    assert first["fix"] == second["fix"] == {"line": line, "end_line": line, "text": GOOD}
    assert (first["line"], first["column"], first["severity"]) == (line, 1, "warning")
    assert first["end_line"] == line
    assert first["path"].endswith(clone.sample.draft)


def test_many_drafts_are_reported_in_the_order_they_were_named_in(clone, capsys):
    """However many processes share the work, it reads as if one had done it."""
    names = [f"draft/{number}.md" for number in range(30, 0, -1)]
    clone.write({name: f"{'# ' + name}\n\n{BAD}\n" for name in names})
    assert main(["check", *(str(clone.path / name) for name in names), "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    told = [problem["path"] for problem in problems if problem["rule"] == "bullet"]
    assert told == [str(clone.path / name) for name in names]


def test_among_many_drafts_the_one_that_is_missing_is_named(clone, capsys):
    """A name with a typing error in it is one line, wherever it stands."""
    clone.write({f"draft/{number}.md": "# Draft\n" for number in range(30)})
    names = [str(clone.path / f"draft/{number}.md") for number in range(31)]
    assert main(["check", *names]) == 2
    assert capsys.readouterr().err == f"ghapp: {names[-1]}: No such file or directory\n"


def test_fixing_leaves_what_only_a_person_can_mend(clone, capsys):
    """--fix rewrites the file and reports what is left."""
    text = with_item(with_bad_item(clone), "Research", "* [](https://b.example/)")
    clone.write({clone.sample.draft: text})
    assert main(["check", str(clone.path / clone.sample.draft), "--fix"]) == 1
    assert GOOD in clone.text(clone.sample.draft)
    assert "bullet" not in capsys.readouterr().out
    assert main(["check", str(clone.path / clone.sample.draft), "--fix"]) == 1


def test_windows_line_ends_survive_fixing(clone):
    """A file with CRLF keeps it where a line is fixed."""
    clone.write({clone.sample.draft: with_bad_item(clone).replace("\n", "\r\n")})
    main(["check", str(clone.path / clone.sample.draft), "--fix"])
    text = clone.text(clone.sample.draft)
    assert f"{GOOD}\r\n" in text
    assert text.count("\n") == text.count("\r\n")


def test_with_a_base_only_changes_count(clone, tmp_path, capsys):
    """What stood there before is not the author's to mend."""
    base = tmp_path / "base.md"
    base.write_text(with_bad_item(clone))
    text = with_item(with_bad_item(clone), "Official", "- [New](https://new.example/1)")
    clone.write({clone.sample.draft: text})
    assert main(["check", str(clone.path / clone.sample.draft), "--base", str(base)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "bullet" in line
    assert "new.example" not in base.read_text()


def test_an_edition_is_looked_through_as_one(clone, capsys):
    """A draft that was moved to the editions is still one, and nothing may be left in it."""
    text = f"# Crabs\n\n### Research\n\n{BAD}\n\nINSERT_LINK_HERE\n"
    newest, old = "content/2099-12-30-crab-weekly.md", "content/2020-01-01-crab-weekly.md"
    clone.write({newest: text, old: text})
    found = {}
    for name in (newest, old):
        assert main(["check", str(clone.path / name), "--format", "json"]) == 1
        found[name] = {one["rule"] for one in json.loads(capsys.readouterr().out)}
    assert found[newest] >= {"bullet", "placeholder-left", "header"}
    # An old one is looked through as well, but for the header of a template that came later.
    assert found[old] >= {"bullet", "placeholder-left"}
    assert "header" not in found[old]


def rules_told(path, capsys, *arguments: str) -> set[str]:
    main(["check", str(path), "--format", "json", *arguments])
    return {problem["rule"] for problem in json.loads(capsys.readouterr().out)}


def test_an_older_edition_is_judged_as_it_was_on_its_day(clone, capsys):
    """A call that was open then is not past, and a page is no copy of itself or of a later one."""
    call = (
        "## Updates from Rust Community\n\n### Research\n\n* [Paper](https://a.example/paper)\n\n"
        "### CFP - Events\n\n"
        "* [**Crab Days**](https://crab.example/cfp) | Closes {} | Bern, CH | 2020-12-01\n"
    )
    first, second = "content/2020-01-01-crab-weekly.md", "content/2020-01-08-crab-weekly.md"
    clone.write({first: call.format("2020-01-06"), second: call.format("2020-01-06")})
    assert not rules_told(clone.path / first, capsys) & {"duplicate-link", "cfp-past"}
    assert rules_told(clone.path / second, capsys) >= {"duplicate-link", "cfp-past"}


def test_drafts_and_editions_may_lie_in_one_folder(clone, capsys):
    """What lies ahead is the draft, and the older files are the editions before it."""
    settings = '[draft]\ndirectory = "posts"\npublished = "posts"\n'
    item = "## Updates from Rust Community\n\n### Research\n\n* [P](https://a.example/p)\n"
    draft, edition = (f"posts/{day}-this-week-in-rust.md" for day in ("2099-12-30", "2020-01-01"))
    clone.write({".github/ghapp.toml": settings, draft: item, edition: item})
    assert "duplicate-link" in rules_told(clone.path / draft, capsys)
    assert "duplicate-link" not in rules_told(clone.path / edition, capsys)


def in_windows(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_windows_line_ends_are_told_as_the_app_tells_them(clone, tmp_path, capsys):
    """A whole file in CRLF is an error, with a base and without; unless it came so."""
    draft, base = clone.path / clone.sample.draft, tmp_path / "base.md"
    text = clone.text(clone.sample.draft)
    base.write_text(text)
    draft.write_bytes(in_windows(text))
    assert rules_told(draft, capsys) == {"line-ends"}
    assert rules_told(draft, capsys, "--base", str(base)) == {"line-ends"}
    base.write_bytes(in_windows(text))
    assert rules_told(draft, capsys, "--base", str(base)) == set()


def test_a_few_windows_line_ends_are_no_error_of_the_file(clone, capsys):
    """A line that was pasted with its end does not make the whole file count as changed."""
    text = clone.text(clone.sample.draft)
    draft = clone.path / clone.sample.draft
    draft.write_bytes(text.replace("\n", "\r\n", 3).encode())
    assert "line-ends" not in rules_told(draft, capsys)


def test_a_file_outside_a_repository_is_checked_with_defaults(tmp_path, capsys):
    """Rules that need the template or the editions are left out."""
    draft = tmp_path / "loose.md"
    draft.write_text(f"## Updates from Rust Community\n\n### Research\n\n{BAD}\n")
    assert main(["check", str(draft)]) == 1
    assert "bullet" in capsys.readouterr().out


def test_a_page_of_an_earlier_edition_is_recognised(clone, capsys):
    """A link that was published before is named with the edition's date."""
    text = with_item(
        clone.text(clone.sample.draft), "Research", "* [M](http://www.shell.example/99/)"
    )
    clone.write({clone.sample.draft: text})
    assert main(["check", str(clone.path / clone.sample.draft)]) == 1
    assert "2026-08-19" in capsys.readouterr().out


def test_workflow_commands_cannot_be_broken_out_of(clone, capsys):
    """In GitHub's log format, what strangers wrote stays one command on one line."""
    item = "- [::error::x](https://a.example/?utm_source=%0A::stop)"
    clone.write({clone.sample.draft: with_item(clone.text(clone.sample.draft), "Research", item)})
    main(["check", str(clone.path / clone.sample.draft), "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith("::warning file=") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "missing.md"], "No such file"),
        (["check", "README.md", "other.md", "--base", "b"], "exactly one FILE"),
        (["next", "nowhere"], "nowhere is no folder"),
        (["replay", "nowhere"], "nowhere is no folder"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_two(arguments, said, capsys, tmp_path, monkeypatch):
    """Errors of a person's making are told in one line, without a traceback."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("content", [b"\0\1", b"caf\xe9"], ids=["binary", "latin-1"])
def test_what_is_no_text_is_a_problem_not_a_crash(content, tmp_path, capsys):
    """A file that cannot be read as UTF-8 is reported as an error."""
    draft = tmp_path / "draft.md"
    draft.write_bytes(content)
    assert main(["check", str(draft)]) == 1
    assert "encoding" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_told(clone, capsys, monkeypatch):
    """Where --fix may not write, there is one line saying so."""
    clone.write({clone.sample.draft: with_bad_item(clone)})
    monkeypatch.setattr(local_files, "open", refuse_to_write, raising=False)
    assert main(["check", str(clone.path / clone.sample.draft), "--fix"]) == 2
    assert "Permission denied" in capsys.readouterr().err


def refuse_to_write(path: str, mode: str):
    """A disk that can only be read."""
    if "w" in mode:
        raise PermissionError(13, "Permission denied", path)
    return open(path, mode)


def test_a_fix_that_cannot_be_written_leaves_the_draft_whole(clone, capsys, monkeypatch):
    """A disk that is full half-way costs nobody a line."""
    damaged = with_bad_item(clone)
    clone.write({clone.sample.draft: damaged})
    draft = clone.path / clone.sample.draft
    files = sorted(draft.parent.iterdir())
    monkeypatch.setattr(local_files.os, "replace", refuse_to_replace)
    assert main(["check", str(clone.path / clone.sample.draft), "--fix"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert draft.read_text() == damaged
    assert sorted(draft.parent.iterdir()) == files


def refuse_to_replace(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("redirection", ["| true", ">&-", "> /dev/full"])
def test_output_that_nobody_takes_is_no_crash(clone, redirection):
    """A reader that has gone, a closed output and a full disk cost at most one line."""
    clone.write({clone.sample.draft: with_bad_item(clone)})
    command = f"'{sys.executable}' -m ghapp check '{clone.path / clone.sample.draft}' {redirection}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr in ("", "ghapp: No space left on device\n")


def test_a_base_of_any_bytes_is_only_a_base(clone, tmp_path, capsys):
    """What was there before is not what is checked, whatever it was."""
    base = tmp_path / "base.md"
    base.write_bytes(b"\0\xff")
    path = str(clone.path / clone.sample.draft)
    assert main(["check", path, "--base", str(base)]) == 0
    assert capsys.readouterr().out == ""


def test_odd_things_in_the_archive_are_passed_over(clone, capsys):
    """A folder and a link to nowhere with dates in their names are no editions."""
    (clone.path / "content/2026-08-18-pictures").mkdir()
    (clone.path / "content/2026-08-17-x.md").symlink_to("/nowhere")
    text = with_item(
        clone.text(clone.sample.draft), "Research", "* [Molting](https://shell.example/99)"
    )
    clone.write({clone.sample.draft: text})
    assert main(["check", str(clone.path / clone.sample.draft)]) == 1
    assert "[duplicate-link]" in capsys.readouterr().out


def test_what_a_terminal_would_obey_is_shown(clone, capsys):
    """Control characters in a stranger's file name do nothing to the editor's terminal."""
    clone.write({"gone\x1b[2J.md": with_bad_item(clone)})
    assert main(["check", str(clone.path / "gone\x1b[2J.md")]) == 1
    out = capsys.readouterr().out
    assert "gone\\x1b[2J.md" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_is_utf_8_in_any_locale(clone, encoding):
    """Programs that read the JSON need not know the locale of who asked."""
    text = with_item(clone.text(clone.sample.draft), "Research", "- [Ж](https://a.example/Ж)")
    clone.write({clone.sample.draft: text, "caf\udce9.md": text})
    command = [sys.executable, "-m", "ghapp", "check", "--format", "json"]
    done = subprocess.run(
        [*command, clone.sample.draft, "caf\udce9.md"],
        cwd=clone.path,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    told = json.loads(done.stdout)
    assert told[0]["fix"]["text"] == "* [Ж](https://a.example/Ж)"
    assert told[-1]["path"] == "caf\udce9.md"
