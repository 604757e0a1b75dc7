"""What the operator set: variables of the process, and those of the env file that it lacks."""

from ghapp.environment.env_file import with_env_file
from ghapp.environment.problem import EnvironmentProblem
from ghapp.environment.reading import Environment

__all__ = ["Environment", "EnvironmentProblem", "with_env_file"]
