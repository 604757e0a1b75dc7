"""How GitHub writes its things as JSON: the one place where payloads take their shape."""
