"""Files that come back from the bank and the accountant, read without trusting them."""
