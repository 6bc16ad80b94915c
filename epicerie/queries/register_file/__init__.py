"""Reading a list of volunteers: columns, cells, lines, then what it would change."""
