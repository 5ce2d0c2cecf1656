"""Wishes: the host's side of `flows.wishes`; each is carried out in the commit of the step that wished it."""
