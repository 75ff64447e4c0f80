"""What goes wrong between the bot and Slack, with the real process: nothing is lost, nothing doubled, order is kept."""
