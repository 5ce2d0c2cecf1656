"""Copies that leave the house: a client's own, FHIR, and what a study may have."""
