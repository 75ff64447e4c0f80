"""One technology, one name; they do not know each other."""
