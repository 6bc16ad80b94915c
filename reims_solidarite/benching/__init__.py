"""What `manage.py bench` is made of: the portal's pages beside bare pages, measured in one run."""
