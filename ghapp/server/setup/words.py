"""What is said to people for whom the set-up does not go on: why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from ghapp.server.setup.door import KeptOut


@dataclass(frozen=True, slots=True)
class Words:
    """A page that says one thing."""

    status: int
    title: str
    paragraphs: tuple[str, ...]


_RESTART = "Restart the server: it then prints a new address, and the old one is worth nothing."

REFUSED = {
    KeptOut.UNINVITED: Words(
        403,
        "The set-up has an address of its own",
        (
            "When the server starts without credentials, it prints to its log the address under"
            " which the App is registered. It ends in /setup?token=… and works once. Open it in"
            " the browser with which you are signed in to GitHub.",
            f"The address is lost? {_RESTART}",
        ),
    ),
    KeptOut.TAKEN: Words(
        403,
        "Another browser is at the set-up already",
        (
            "This address works once, and somebody has opened it before.",
            "If that was you, go on in that browser. If not, or if that browser is lost,"
            f" {_RESTART[0].lower()}{_RESTART[1:]} Whoever came first is out then too.",
        ),
    ),
    KeptOut.ENDED: Words(
        403,
        "The hour for the set-up is over",
        (
            "GitHub gives an hour to register an App, and so does this page. Nothing was changed.",
            "The server has printed a new address to its log: open that one.",
        ),
    ),
}

_DELETE = (
    "If you have just registered an App, it exists on GitHub, but nobody has its key: delete it"
    " there under Settings, Developer settings, GitHub Apps, so that its name is free again."
)

NOT_BEGUN_HERE = Words(
    403,
    "The set-up was not begun in this browser",
    (
        "Perhaps the server was restarted in the meantime, the hour is over, or you began at"
        " another address of this server. Nothing was taken over.",
        _DELETE,
        "Then begin anew with the address that the server printed to its log last.",
    ),
)

OTHER_STATE = Words(
    403,
    "This server did not send you to GitHub",
    (
        "The address says that you come back from GitHub, but not with what this server gave you to"
        " take along. Nothing was taken over, and the set-up goes on at /setup.",
        _DELETE,
    ),
)

CODE_REFUSED = Words(
    410,
    "GitHub does not accept the code any more",
    (
        "A code works once, and for one hour; this one was used, or is too old.",
        "If an App was registered, it exists on GitHub, but nobody has its key. Delete it there,"
        " so that its name is free again, and register it anew. Or keep it: generate a private key"
        " and a webhook secret on its page, and set the three credentials by hand.",
    ),
)

NO_ANSWER = Words(
    502,
    "GitHub gave no usable answer",
    (
        "The App is registered, but its credentials are not here yet. Reload this page to ask once"
        " more: the code is good for an hour.",
    ),
)

SHOWN = Words(
    200,
    "The credentials were shown",
    (
        "They are shown once. The server has them, and works with them from now on.",
        "Are they lost? A new private key and a new webhook secret are made on the App's page on"
        " GitHub, and the old ones can be deleted there.",
    ),
)

SET_UP = Words(
    404,
    "This server is set up",
    (
        "It has the credentials of its App, so there is nothing to see here any more.",
        "To register another App, take the credentials out of the server's environment and env"
        " file, and restart it.",
    ),
)
