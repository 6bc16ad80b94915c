"""The small forms of the staff's pages: each asks what its action needs, nothing more."""
