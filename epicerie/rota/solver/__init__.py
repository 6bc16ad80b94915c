"""HiGHS behind a small door. The library is imported while solving, never before."""
