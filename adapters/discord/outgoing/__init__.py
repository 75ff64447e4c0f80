"""Everything that goes out to Discord."""
