"""How it is said: words as values, and one reader's voice that turns them into text."""
