"""`assess`: what folders, archives and files of a system tell, decided and shown. Nothing is stored, no model is asked.

The exit status is for scripts: 0, or 1 when a blocker was found and that was asked for; 2 when there is nothing to
decide by.
"""
