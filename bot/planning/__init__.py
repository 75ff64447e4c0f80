"""From a brief and its assessment to a checked plan."""
