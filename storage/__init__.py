"""What is kept: tables, transactions, sealing, erasing and migrations."""

from storage import course_tables as course_tables  # so that `tables.data` always knows every table
