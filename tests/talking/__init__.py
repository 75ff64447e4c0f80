"""What is the same wherever people talk to the bot: their words, and the model that writes plans for it."""
