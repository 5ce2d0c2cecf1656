"""What is said to therapists and supervisors: one file a conversation."""

from flows.staff import accept, away, client_log, clients, confirm_client, invite_client, menu, try_it

__all__ = ["accept", "away", "client_log", "clients", "confirm_client", "invite_client", "menu", "try_it"]
