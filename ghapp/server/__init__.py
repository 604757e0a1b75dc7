"""The web server: what GitHub, load balancers, monitoring and people reach the app through."""
