"""Files that the grocery hands out."""
