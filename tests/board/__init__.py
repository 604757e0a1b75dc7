"""The pure parts of the board."""
