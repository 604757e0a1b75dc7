"""What the features need of the world, as protocols of plain types, a file a theme."""
