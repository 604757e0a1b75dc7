"""The command line: arguments, exit codes, and errors told in one line."""
