"""One pull request judged, purely: its labels, its problems and their fixes."""
