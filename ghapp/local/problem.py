"""What is wrong with what a person gave on the command line."""


class LocalProblem(Exception):
    """A person's mistake, told in one line."""
