"""What goes wrong between the bot and Discord, with the real process: nothing is lost, nothing doubled, order is kept.

What cannot be promised, and is judged as such: an interaction that found no process, or one that died before it was
noted, fails visibly, and the person presses again; so a conversation may be told that a question is closed already.
A bot is told of nothing that was first said in a place that it does not know: a first direct message, or a first
mention in a channel, is heard only by a process that lives.
"""
