"""What is wrong with the environment, in a line that the operator can act on."""


class EnvironmentProblem(Exception):
    """A variable is malformed or missing; one line naming it, which never repeats its value."""
