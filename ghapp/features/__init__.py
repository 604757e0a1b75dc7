"""What the app does, one file each: decided purely, then written as a difference."""
