"""The demo: the whole app on one machine, on a sample newsletter, with no account and no network."""
