"""What a repository can set: one documented tree, read strictly."""
