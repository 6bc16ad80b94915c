"""gunicorn's settings, the same for `make run` and for production (`--config python:<this>`)."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = "warning"
# Workers are renewed now and then, never both at once: a slow leak stays small.
max_requests = 5000
max_requests_jitter = 1000
# The heartbeat file must not wait for a busy disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - gunicorn wants text
# Its default path is one per user: two servers on one machine would fight for it.
control_socket_disable = True
limit_request_line = 4094
limit_request_fields = 60
