"""What people and the app do on GitHub, each with everything that follows from it."""
