"""Reports: what is drawn on paper, in any shipped script, from one drawing code."""
