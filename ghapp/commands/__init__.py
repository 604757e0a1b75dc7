"""The commands that people write in comments, one file each."""
