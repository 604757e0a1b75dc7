"""ghapp looks after a newsletter that is edited by pull requests."""
