"""Content: texts and tables that clinicians and programmes own, as data with ids and versions."""
