"""What contributors see when they open a pull request."""


async def test_a_clean_submission_meets_silence(newsletter):
    """A good submission gets its section's label and a green check, and no comment."""
    pull = await newsletter.submit("Research", "* [Claws](https://claws.example/paper)")

    assert pull.labels == {"section: Research"}
    assert pull.check.conclusion == "success"
    assert pull.app_comments == []
    assert pull.suggestions == []


async def test_a_corrected_link_clears_the_report(newsletter):
    """An author who repairs the link sees the same comment turn green, not a second one."""
    pull = await newsletter.submit("Research", "* [Paper](https://a.example/?utm_source=x)")
    assert pull.reported_rules == ["tracking-parameter"]
    assert pull.labels == {"section: Research", "needs fixes"}

    await pull.push("* [Paper](https://a.example/)")

    assert pull.reported_rules == []
    assert len(pull.app_comments) == 1
    assert "All is well" in pull.report
    assert pull.labels == {"section: Research"}
