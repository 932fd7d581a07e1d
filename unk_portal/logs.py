"""One JSON line per event, without anything about a person: no address, no query, no value from an exception."""

import copy
import traceback
from itertools import islice
from numbers import Number

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

MOST_PLACES = 20


def masked(args):
    """The arguments of a message, a tuple or one dict, with "…" in the place of all but numbers."""
    if isinstance(args, dict):
        return {name: masked_value(value) for name, value in args.items()}
    return tuple(masked_value(value) for value in args or ())


def masked_value(value):
    return value if isinstance(value, Number) else "…"


class EventFormatter(JsonFormatter):
    """Formats a record as {"level", "logger", "event", …extra, "time"}, an exception as its type and places.

    Only numbers are filled into a message, since the other arguments of libraries' messages are paths,
    e-mail addresses and query strings. What an event of our own should tell goes into `extra`.
    """

    def __init__(self):
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "message": "event", "exc_info": "exception"},
            reserved_attrs=[*RESERVED_ATTRS, "request"],
            timestamp="time",
            json_ensure_ascii=False,
        )

    def format(self, record):
        record = copy.copy(record)
        record.msg = str(record.msg)
        record.args = masked(record.args)
        return super().format(record)

    def formatException(self, exc_info):
        """Places without messages: those of database errors quote e-mail addresses and numbers."""
        kind, _error, trace = exc_info
        places = [
            f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in traceback.walk_tb(trace)
        ]
        return f"{kind.__module__}.{kind.__qualname__} at {' < '.join(islice(reversed(places), MOST_PLACES))}"
