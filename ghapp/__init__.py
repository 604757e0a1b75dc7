"""ghapp looks after a newsletter that is edited by pull requests."""

__version__ = "0.1.0"
