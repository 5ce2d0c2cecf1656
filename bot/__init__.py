"""What moves: everything with a network or a clock. Telegram, APScheduler, pages and the command line."""
