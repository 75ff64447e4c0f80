"""What teams' own files say: dependencies, parts, platforms and figures, each with its line. Pure; nothing is executed.

One reader a format. A reader never raises over what a file holds: what cannot be read is named with its line, and the
rest is read all the same.
"""
