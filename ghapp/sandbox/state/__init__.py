"""What GitHub remembers: plain records, whose names begin with `Hosted`."""
