"""A proposal as the coordinator reads it: levels, shares, changes, empty places, in French."""
