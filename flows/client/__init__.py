"""What is said to clients: one file a conversation."""

from flows.client import (
    check_in,
    forget,
    get_in_touch,
    help_card,
    joining,
    menu,
    my_data,
    my_task,
    my_words,
    privacy,
    settings,
    task_days,
    task_offer,
    task_review,
)

__all__ = [
    "check_in",
    "forget",
    "get_in_touch",
    "help_card",
    "joining",
    "menu",
    "my_data",
    "my_task",
    "my_words",
    "privacy",
    "settings",
    "task_days",
    "task_offer",
    "task_review",
]
