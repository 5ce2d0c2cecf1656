"""What the bot offers over HTTP: the webhook and its health."""
