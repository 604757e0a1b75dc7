"""What all tests share: the app's key, and how properties are tried.

`make test` tries the same cases of a property every time, `make fuzz` many new ones.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Generator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow]
settings.register_profile(
    "test", database=None, deadline=None, derandomize=True, suppress_health_check=SLOW
)
settings.register_profile(
    "fuzz",
    settings.get_profile("test"),
    derandomize=False,
    max_examples=3000,
    print_blob=True,
    report_multiple_bugs=False,
)
settings.load_profile("test")


def pytest_collection_finish() -> None:
    """Spare the garbage collector all that was imported and collected: it stays to the end."""
    gc.freeze()


CASE = re.compile(r"(?:Falsifying example|Failing test case): \w+(\(.*\))", re.DOTALL)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Print the case that a property fails for as code that keeps it."""
    report = yield
    error: Any = call.excinfo and call.excinfo.value
    for case in map(CASE.match, getattr(error, "__notes__", ())):
        if case:
            report.sections.append(("Paste this above the test", f"@example{case[1]}"))
    return report


@pytest.fixture(scope="session")
def private_key() -> str:
    """A private key in GitHub's form, for all apps: making one takes longer than most tests."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return key.private_bytes(*form).decode()
