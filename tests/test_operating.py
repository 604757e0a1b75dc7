"""What operators are given: every metric and variable is documented, and alerts watch real ones."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from ghapp.engine import Outcome
from ghapp.environment import reading
from ghapp.environment.credentials import APP_ID, KEY_NAMES, SECRET
from ghapp.environment.reading import Environment
from ghapp.server.metrics import Metrics

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operators.md").read_text()
ALERTS = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text())
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"]]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
VARIABLE = re.compile(r'"((?:GHAPP|GITHUB|LOG|DATABASE|HOST|PORT)[A-Z_]*)"')


@pytest.fixture
async def series() -> set[str]:
    """The names that the server's metrics have for Prometheus, with those of histograms."""
    metrics = Metrics()
    metrics.delivery("push", 202)
    metrics.job("push", Outcome.DONE, 0.1)
    text = (await metrics.show(None)).text  # type: ignore[arg-type]
    found = re.findall(r"^# TYPE (ghapp_\w+) (\w+)$", text, re.MULTILINE)
    buckets = {f"{name}_bucket" for name, kind in found if kind == "histogram"}
    return {name for name, _ in found if not name.endswith("_created")} | buckets


async def test_every_metric_is_explained(series):
    """The operators' page has a row for each, and for no other."""
    rows = set(re.findall(r"^\| `(ghapp_\w+)` \|", PAGE, re.MULTILINE))

    assert rows == {name for name in series if not name.endswith("_bucket")}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
async def test_every_alert_can_fire_and_is_explained(rule, series):
    """It watches a metric that there is, under a name that the page has."""
    named = set(re.findall(r"ghapp_\w+", rule["expr"]))

    assert named
    assert named <= series
    for outcome in re.findall(r'outcome="(\w+)"', rule["expr"]):
        assert outcome in set(Outcome)
    assert f"**{rule['alert']}**" in PAGE
    assert rule["annotations"]["summary"]


def test_every_variable_is_explained():
    """What is read stands in the table of the environment."""
    read = set(VARIABLE.findall(Path(reading.__file__).read_text()))
    read |= {APP_ID, SECRET, *KEY_NAMES, "GHAPP_ENV_FILE"}
    rows = re.findall(r"^\| (`[A-Z_]+`[^|]*) \|", PAGE, re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}

    assert len(read) >= len(fields(Environment))
    assert explained == read


def test_compose_sets_what_the_server_reads():
    """A name that is misspelt there would be passed over in silence."""
    read = set(VARIABLE.findall(Path(reading.__file__).read_text())) | {"GHAPP_ENV_FILE"}
    server = COMPOSE["services"]["ghapp"]

    assert set(server["environment"]) <= read
    assert server["read_only"]
    assert server["depends_on"]["db"]["condition"] == "service_healthy"
    assert {mount.partition(":")[0] for mount in server["volumes"]} <= set(COMPOSE["volumes"])


def test_the_container_keeps_what_has_to_last_on_its_volume():
    """Database and env file are on the only folder that is not read-only."""
    text = (ROOT / "Dockerfile").read_text()
    for place in re.findall(r"(?:sqlite:///|GHAPP_ENV_FILE=)(\S+)", text):
        assert place.startswith("/data/")
    assert "VOLUME /data" in text
    assert re.findall(r"^USER (\w+)$", text, re.MULTILINE) == ["ghapp"]
    for copied in re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE):
        for name in copied.split():
            assert (ROOT / name).exists()
            assert f"!{name}\n" in (ROOT / ".dockerignore").read_text()
