"""The command line: arguments, exit codes, and errors as one line for who asked."""
