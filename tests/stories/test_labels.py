"""Labels as editors see them on the list of pull requests."""

from ghapp.demo.sample import LAYOUT, with_item

GREY = "ededed"  # what GitHub gives to labels that it makes by itself


async def test_each_section_that_is_touched_gives_a_label(newsletter):
    """A pull request that adds to two sections carries both labels."""
    text = with_item(newsletter.draft_text, "Research", "* [A](https://a.example/1)")
    text = with_item(text, "Miscellaneous", "* [B](https://b.example/2)")
    pull = await newsletter.change({newsletter.sample.draft: text})
    assert pull.labels == {"section: Research", "section: Miscellaneous"}


async def test_a_region_belongs_to_the_events(newsletter):
    """An event added under a region typed by hand is labelled by the template's section."""
    pull = await newsletter.submit(
        "Europe", f"* {newsletter.sample.day} | Oslo, NO | [R](https://o.example)"
    )
    assert "section: Upcoming Events" in pull.labels


async def test_an_edition_the_template_and_tools_have_labels_of_their_own(newsletter):
    """The kind of file is a label too."""
    edition = newsletter.repository.read("main", newsletter.sample.edition).decode()
    template = newsletter.repository.read("main", LAYOUT.template).decode()
    pull = await newsletter.change(
        {
            newsletter.sample.edition: edition.replace("Molting", "Moulting"),
            LAYOUT.template: f"{template}\n## Jobs\n",
            "tools/count.py": "changed",
        }
    )
    assert pull.labels == {"published edition", "draft template", "tooling"}


async def test_a_draft_added_whole_has_no_section(newsletter):
    """The next draft touches every section, so it is labelled with none."""
    path = LAYOUT.draft_path(newsletter.sample.day.replace(year=newsletter.sample.day.year + 1))
    pull = await newsletter.change({path: newsletter.draft_text})
    assert pull.labels == set()


async def test_a_label_that_a_person_took_off_stays_off(newsletter):
    """The app does not argue about a label, until a person puts it back."""
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    await pull.pull.remove_label("editor", "section: Research")
    await newsletter.app.settled()

    await pull.push("* [A, corrected](https://a.example/1)")
    assert pull.labels == set()

    await pull.pull.add_label("editor", "section: Research")
    await newsletter.app.settled()
    await pull.push("* [A, once more](https://a.example/1)")
    assert pull.labels == {"section: Research"}


async def test_a_label_of_a_person_is_left_alone(newsletter):
    """A section label that an editor set on their own stays."""
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    await pull.pull.add_label("editor", "section: Official")
    await newsletter.app.settled()
    await pull.push("* [B](https://a.example/1)")
    assert pull.labels == {"section: Research", "section: Official"}


async def test_a_state_label_shows_what_the_app_knows(newsletter):
    """Setting `needs fixes` by hand on a good submission changes nothing."""
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    await pull.pull.add_label("editor", "needs fixes")
    await newsletter.app.settled()
    assert pull.labels == {"section: Research"}


async def test_a_label_moves_with_the_submission(newsletter):
    """When the author moves the link to another section, the label follows."""
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    await pull.push_file(
        newsletter.sample.draft,
        with_item(newsletter.draft_text, "Official", "* [A](https://a.example/1)"),
    )
    assert pull.labels == {"section: Official"}


async def test_a_new_label_says_what_it_is(newsletter):
    """Labels that the repository lacks are created with a colour and a description."""
    await newsletter.submit("Research", "* [A](https://a.example/?utm_source=x)")
    labels = newsletter.repository.labels
    assert labels["needs fixes"].description
    assert labels["needs fixes"].color == "fbca04"
    assert labels["section: Research"].description
    assert GREY not in {label.color for label in labels.values()}


async def test_sections_have_one_calm_colour_and_other_kinds_their_own(newsletter):
    """On the list of pull requests a kind of label is known by its colour."""
    text = with_item(newsletter.draft_text, "Research", "* [A](https://a.example/1)")
    text = with_item(text, "Official", "- [B](https://b.example/1)")
    await newsletter.change(
        {
            newsletter.sample.draft: text,
            newsletter.sample.edition: "changed",
            "draft/DRAFT_TEMPLATE": "changed",
            "tools/count.py": "changed",
        }
    )
    colours = {name: label.color for name, label in newsletter.repository.labels.items()}
    assert colours.pop("section: Research") == colours.pop("section: Official")
    assert len(colours) == 4
    assert len(set(colours.values())) == 4


async def test_a_label_that_somebody_deleted_is_coloured_again(newsletter):
    """GitHub makes it anew in grey when it is put on; it does not stay so."""
    await newsletter.submit("Research", "* [A](https://a.example/1)")
    before = newsletter.repository.labels["section: Research"]
    newsletter.delete_label("section: Research")
    pull = await newsletter.submit("Research", "* [B](https://b.example/1)")
    after = newsletter.repository.labels["section: Research"]
    assert pull.labels == {"section: Research"}
    assert (after.color, after.description) == (before.color, before.description)


async def test_a_colour_that_an_editor_chose_stays(newsletter):
    """A label that is there keeps its look, even if that is grey."""
    await newsletter.submit("Research", "* [A](https://a.example/1)")
    label = newsletter.repository.labels["section: Research"]
    label.color, label.description = GREY, "Papers"
    await newsletter.submit("Research", "* [B](https://b.example/1)")
    assert (label.color, label.description) == (GREY, "Papers")


async def test_a_long_section_name_is_cut_to_what_github_takes(newsletter):
    """A label of more than 50 characters ends in an ellipsis."""
    title = "Everything that crawls, walks, swims or flies sideways"
    template = newsletter.repository.read("main", "draft/DRAFT_TEMPLATE").decode()
    changed = {
        path: text.replace("### Research", f"### {title}")
        for path, text in {
            "draft/DRAFT_TEMPLATE": template,
            newsletter.sample.draft: newsletter.draft_text,
        }.items()
    }
    await newsletter.push(changed)
    pull = await newsletter.submit(title, "* [A](https://a.example/1)")
    (label,) = pull.labels
    assert label == f"section: {title}"[:49] + "…"
    assert len(label) == 50


async def test_a_label_is_the_same_however_it_is_capitalised(newsletter):
    """Where the repository has the label in capitals, it is the app's own all the same."""
    await newsletter.submit("Research", "* [Z](https://z.example/)")
    newsletter.repository.labels["section: Research"].name = "Section: RESEARCH"
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    assert pull.labels == {"Section: RESEARCH"}

    text = with_item(newsletter.draft_text, "Official", "* [A](https://a.example/1)")
    await pull.push_file(newsletter.sample.draft, text)
    assert pull.labels == {"section: Official"}
    await pull.push("* [A](https://a.example/1)")
    assert pull.labels == {"Section: RESEARCH"}


async def test_a_heading_that_changes_its_capitals_costs_no_label(newsletter):
    """When the template writes a section in capitals, open pull requests keep their label."""
    pull = await newsletter.submit("Research", "* [A](https://a.example/1)")
    template = newsletter.repository.read("main", "draft/DRAFT_TEMPLATE").decode()
    await newsletter.push(
        {"draft/DRAFT_TEMPLATE": template.replace("### Research", "### RESEARCH")}
    )
    assert pull.labels == {"section: Research"}
