"""The demo: the whole app on one machine, with no account and no network."""
