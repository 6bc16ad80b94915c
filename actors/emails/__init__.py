"""E-mails of the shared ground."""
