"""What is said to therapists and supervisors: one file a conversation."""
