"""What is kept: tables, transactions, sealing, erasing and migrations."""
