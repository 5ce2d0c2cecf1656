"""What is said to therapists and supervisors: one file a conversation."""

from flows.staff import (
    accept,
    assign_task,
    away,
    client_card,
    client_log,
    clients,
    confirm_client,
    course,
    invite_client,
    menu,
    sessions,
    try_it,
    watching,
)

__all__ = [
    "accept",
    "assign_task",
    "away",
    "client_card",
    "client_log",
    "clients",
    "confirm_client",
    "course",
    "invite_client",
    "menu",
    "sessions",
    "try_it",
    "watching",
]
