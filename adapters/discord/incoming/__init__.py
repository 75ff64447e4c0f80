"""What comes in from Discord: read, sorted, and taken in at the front door."""
