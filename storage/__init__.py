"""What is kept: tables, transactions, sealing, erasing and migrations."""

from storage import course_tables as course_tables  # so that `tables.data` always knows every table
from storage import page_tables as page_tables  # the same
