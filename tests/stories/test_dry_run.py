"""A dry run: everything is read, nothing is written."""

from ghapp.demo.running import Options, running
from ghapp.demo.sample import sample
from tests.in_memory import in_memory
from tests.stories.conftest import QUICK, Newsletter, today


async def test_a_dry_run_writes_nothing_to_github(tmp_path, private_key, caplog):
    """An operator who tries the app out sees in the log what it would have written."""
    caplog.set_level("INFO", logger="ghapp")
    options = Options(key=private_key, pace=QUICK, dry_run=True, keep=in_memory)
    async with running(tmp_path, options) as app:
        around = sample(today())
        repository = await app.sandbox.create_repository("crabs/weekly", around.files)
        await repository.install_app()
        newsletter = Newsletter(app, repository, around)
        pull = await newsletter.submit("Research", "- [A](https://a.example/?utm_source=x)")
        await newsletter.publish()
        await newsletter.push({".github/ghapp.toml": "paused = 3"})

        assert (pull.labels, pull.checks, pull.app_comments) == (set(), [], [])
        assert (len(repository.pulls), repository.issues) == (1, [])
        writes = [r for r in app.sandbox.requests if r.method not in ("GET", "HEAD")]
        assert all(r.path.endswith("/access_tokens") for r in writes)
    assert "check-runs" in caplog.text
