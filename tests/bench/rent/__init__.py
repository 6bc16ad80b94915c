"""The files of the rent aid, at the size of a whole year."""
