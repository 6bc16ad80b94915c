"""What the bench needs and the portal does not: floor pages, and rows by the hundred thousand."""
