"""Decisions about a conversation: pure, without clock, randomness, waiting, SDK or template."""
