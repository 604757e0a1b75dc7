"""The app on a person's own machine: the command line over local files and clones."""
