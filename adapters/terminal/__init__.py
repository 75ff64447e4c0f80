"""The terminal as a platform: parse (pure), render (pure), and a thin session around the two."""
