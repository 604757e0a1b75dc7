"""The editors' board: what the app keeps of a week, put in the words and order of one page."""
