"""What the features need of GitHub, the store and the queue, as protocols, a file a theme."""
