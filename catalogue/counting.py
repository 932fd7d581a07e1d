"""Views, WhatsApp taps and shares of products and businesses, counted by day without a write in the request.

`count_view(request, product=12)` adds to the worker's memory. A thread of the worker writes what has gathered into
DailyCount every COUNTS_FLUSH_SECONDS, and so does the worker's exit. A worker that is killed, or whose machine
fails, loses the counts since the last write: a few seconds' worth.

Nothing about the visitor is kept, so one person who opens a page twice is two views. Not counted are robots,
HEAD requests, and pages that a browser loads in advance, even when the visitor opens them later.
"""

import atexit
import logging
import os
import re
from collections import Counter, defaultdict
from functools import lru_cache
from operator import itemgetter
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

logger = logging.getLogger(__name__)

# Past this many different counts they are written at once; past the other, new ones are dropped.
MANY = 1_000
MOST = 10_000

# Robots that say so in their user agent. Cubot is a maker of phones.
ROBOTS = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archive|google-|googleother|-google|ia_archiver"
    # what loads the preview of a shared link
    r"|whatsapp/|facebookexternalhit|facebookcatalog|meta-external|preview|embedly|vkshare"
    # programs; those with an address in their name or beside it are no browsers
    r"|http|curl|wget|python|java/|libwww|axios|node|php|ruby|scrapy"
    # tests, monitors and scanners
    r"|headless|lighthouse|pagespeed|phantomjs|monitor|uptime|pingdom|statuscake|check|validator|fetch|scan|zgrab",
    re.IGNORECASE,
)
# Browsers send one of these when they load a page that nobody has opened yet.
IN_ADVANCE = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")

# The WHERE of the SELECT leaves out what has been deleted meanwhile.
ADD_TO_DAILY_COUNT = """
    INSERT INTO catalogue_dailycount ({subject}_id, day, views, taps, shares)
    SELECT id, %s, %s, %s, %s FROM {table} WHERE id = %s
    ON CONFLICT ({subject}_id, day) WHERE {other}_id IS NULL
    DO UPDATE SET views = catalogue_dailycount.views + excluded.views,
                  taps = catalogue_dailycount.taps + excluded.taps,
                  shares = catalogue_dailycount.shares + excluded.shares
"""
STATEMENTS = {
    "product": ADD_TO_DAILY_COUNT.format(subject="product", table="catalogue_product", other="business"),
    "business": ADD_TO_DAILY_COUNT.format(subject="business", table="members_business", other="product"),
}


def count_view(request, *, product=None, business=None):
    """Count that the page of the product or business with this key was seen."""
    count(request, "views", product, business)


def count_tap(request, *, product=None, business=None):
    """Count that a visitor went from the product or business with this key to WhatsApp."""
    count(request, "taps", product, business)


def count_share(request, *, product=None, business=None):
    """Count that the page of the product or business with this key was passed on."""
    count(request, "shares", product, business)


def count(request, event, product, business):
    if is_by_a_person(request):
        kind, key = ("product", product) if product else ("business", business)
        tally.add((kind, key, timezone.localdate(), event))


def is_by_a_person(request):
    """Whether the request looks like somebody's, made now."""
    return (
        request.method != "HEAD"
        and is_a_persons_browser(request.headers.get("User-Agent", ""))
        and not any(name in request.headers for name in IN_ADVANCE)
    )


# The same few browsers come again and again, and the search is the slowest part of a count.
@lru_cache(maxsize=256)
def is_a_persons_browser(agent):
    return bool(agent) and not ROBOTS.search(agent)


class Tally:
    """What one process has counted and not yet written: how often each (kind, key, day, event) came."""

    def __init__(self):
        self.begin()

    def begin(self):
        self.counts = Counter()
        self.adding = Lock()
        self.writing = Lock()
        self.is_long = Event()
        self.writer = None

    def add(self, entry, times=1):
        with self.adding:
            if entry in self.counts or len(self.counts) < MOST:
                self.counts[entry] += times
            if len(self.counts) == MANY:
                self.is_long.set()
            self.start_writer()

    def start_writer(self):
        """Start the thread in the process that counts: the server forks its workers from one that does not."""
        seconds = settings.COUNTS_FLUSH_SECONDS
        if seconds is None or (self.writer and self.writer.is_alive()):
            return
        self.writer = Thread(target=self.keep_writing, args=[seconds], name="counts", daemon=True)
        self.writer.start()
        atexit.register(self.flush)

    def keep_writing(self, seconds):
        while True:
            self.is_long.wait(seconds)
            self.flush()
            connection.close()
            # Only now: what a failed flush brings back must not wake it at once.
            self.is_long.clear()

    def flush(self):
        """Add the counts to the database; what it cannot take now waits for the next time."""
        with self.writing:
            with self.adding:
                taken, self.counts = self.counts, Counter()
            try:
                add_to_daily_counts(taken)
            except Error:
                logger.warning("counts could not be written", exc_info=True)
                for entry, times in taken.items():
                    self.add(entry, times)


def add_to_daily_counts(counts):
    """Add to DailyCount in one transaction, sorted, so that two workers never wait for each other in a circle."""
    if not counts:
        return
    rows = {kind: defaultdict(Counter) for kind in STATEMENTS}
    for (kind, key, day, event), times in counts.items():
        rows[kind][key, day][event] += times
    with transaction.atomic(), connection.cursor() as cursor:
        for kind, statement in STATEMENTS.items():
            cursor.executemany(
                statement,
                [
                    (day, times["views"], times["taps"], times["shares"], key)
                    for (key, day), times in sorted(rows[kind].items(), key=itemgetter(0))
                ],
            )


tally = Tally()
flush = tally.flush
# A forked process gets a copy of the counts, and of locks that nobody in it would open.
os.register_at_fork(after_in_child=tally.begin)
