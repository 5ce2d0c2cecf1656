"""What is said to clients: one file a conversation."""
