"""`python -m ghapp` is the console script `ghapp`."""
