"""The set-up: an App registered on GitHub from its manifest, by whoever can read the log."""
