"""How gunicorn serves the portal; docs/operations.md explains the variables."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from unk_portal import settings

wsgi_app = "unk_portal.wsgi"
chdir = str(HERE)
bind = settings.read("BIND", "str", "127.0.0.1:8000")
worker_class = "gthread"
workers = settings.read("WEB_CONCURRENCY", "int", 2)
threads = settings.read("WEB_THREADS", "int", 4)
preload_app = True
# A worker that has grown is replaced; the jitter keeps all from being replaced at once.
max_requests = 5_000
max_requests_jitter = 500
# A heartbeat that has to wait for a busy disk looks like a worker that hangs.
if Path("/dev/shm").is_dir():
    worker_tmp_dir = "/dev/shm"
control_socket_disable = True
loglevel = "warning"
logconfig_dict = settings.LOGGING


def when_ready(server):
    addresses = " ".join(str(listener) for listener in server.LISTENERS)
    sys.stdout.write(f"\nThe portal is open at {addresses} (Ctrl-C stops it).\n")
    sys.stdout.flush()
