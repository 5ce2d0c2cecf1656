"""What is said: the conversations and the engine that makes them durable. Pure, and the same at every replay."""
