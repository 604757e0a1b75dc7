"""The rules: what editors correct by hand, one file each."""
