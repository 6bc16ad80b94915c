"""Argon2id sized for a small server: 19 MiB, 2 passes, 1 lane (OWASP's first choice).

A dearer hash would let a login storm starve every worker.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
