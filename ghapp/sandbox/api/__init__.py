"""The REST API: routes by resource, and what GitHub checks before it answers any of them."""
