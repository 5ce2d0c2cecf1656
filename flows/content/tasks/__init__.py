"""The task ideas that Interlude ships, a file for each problem area: data, drafts until a named clinician signs."""
