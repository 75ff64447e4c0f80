"""What Discord is told of the bot, and how the set-up is checked."""
