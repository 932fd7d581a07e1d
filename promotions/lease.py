"""One run at a time of a job, over all workers and hosts, on any database."""

import uuid
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from promotions.models import Lease

LONGEST_RUN = timedelta(minutes=10)


@contextmanager
def lease(name):
    """Yield whether the job `name` is ours; give it back at the end. One that died is taken over after ten minutes."""
    now, holder = timezone.now(), uuid.uuid4().hex
    Lease.objects.bulk_create([Lease(name=name, ends_at=now)], ignore_conflicts=True)
    held = bool(Lease.objects.filter(name=name, ends_at__lte=now).update(holder=holder, ends_at=now + LONGEST_RUN))
    try:
        yield held
    finally:
        if held:
            Lease.objects.filter(name=name, holder=holder).update(ends_at=timezone.now(), holder="")
