"""What people ask for in comments: one file a command."""
