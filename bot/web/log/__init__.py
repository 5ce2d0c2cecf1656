"""The therapist's page: rendered on the server, light enough for an old phone, and of no use to anybody else."""
