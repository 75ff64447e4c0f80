"""What each phase of a conversation makes of each event."""
