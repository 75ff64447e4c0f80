"""Slack: a workspace where teams ask, answer in threads, and read the plan."""
