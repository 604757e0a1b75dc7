"""None this week, or something: not both."""

import pytest

from tests.rules.harness import fixed, said

NONE = "*No Calls for participation were submitted this week.*"
ITEM = "* [crab - Write the guide](https://git.example/crab/issues/1)"
AREA = "##### [Cargo](https://git.example/cargo/issues?q=fcp)"
NAMED = "*No Items entered Final Comment Period this week for\n[Cargo](https://git.example/{}).*"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{NONE}\n\n{ITEM}", ITEM),
        (f"{ITEM}\n\n{NONE}", f"{ITEM}\n"),
        (f"* {NONE}\n{ITEM}", ITEM),
        (f"_No calls this week._\n\n{ITEM}", ITEM),
        (f"* No calls for testing were issued this week.\n{ITEM}", ITEM),
    ],
)
def test_the_sentence_goes_where_there_is_something(text: str, wanted: str):
    """A submission is there for everybody to see."""
    assert fixed(text, "none-beside-items") == wanted


def test_who_adds_something_is_told_of_the_sentence():
    """It stood there before, and was true."""
    (message,) = said(f"{NONE}\n\n{ITEM}", "none-beside-items", base=NONE)
    assert message.endswith("says that there is nothing this week: please take it out.")


@pytest.mark.parametrize(
    "text",
    [
        NONE,
        f"<!-- or if none - {NONE} -->\n\n{ITEM}",
        "* [No more weekends this week](https://blog.example/a)\n* [B](https://blog.example/b)",
        f"### Other\n\n{NONE}\n\n### CFP - Events\n\n{ITEM}",
        f"## Updates from Rust Community\n\nNo newsletters this week.\n\n### Research\n\n{ITEM}",
    ],
)
def test_one_of_the_two_is_fine(text: str):
    """A section without anything says so, and titles may say what they like."""
    assert said(text, "none-beside-items") == []


@pytest.mark.parametrize(("page", "count"), [("cargo/issues?q=fcp", 1), ("rust/labels/fcp", 0)])
def test_a_sentence_that_names_areas_speaks_of_those(page: str, count: int):
    """Below the last area stands what the others did not have."""
    text = f"## Final Comment Period\n\n{AREA}\n{ITEM}\n\n{NAMED.format(page)}"
    assert len(said(text, "none-beside-items", section="Jobs")) == count
