"""The task library that is shipped: one file a problem area, after clinical practice described in the literature."""
