"""Readings: the host's side of `flows.readings`; each is a fresh look into storage, as its step is reached."""
