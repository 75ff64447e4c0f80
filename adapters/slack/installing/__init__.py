"""How the bot comes into a workspace and leaves it: manifest, scopes, OAuth, tokens at rest, what the doctor asks."""
