"""What comes in from Slack, from the door to the bot's front door.

request → door, guard ┐
envelope → sockets    ┴→ bolt → listening → parse → hearing → accept
"""
