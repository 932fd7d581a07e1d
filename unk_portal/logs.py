"""One JSON line per event, without anything about a person: no address, no query, no value from an exception."""

import traceback

from pythonjsonlogger.json import JsonFormatter


class EventFormatter(JsonFormatter):
    """Formats a record as {"time", "level", "event", …extra}; an exception as its type and the places it passed."""

    def __init__(self):
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            timestamp="time",
            json_ensure_ascii=False,
        )

    def add_fields(self, log_data, record, message_dict):
        record.__dict__.pop("request", None)
        super().add_fields(log_data, record, message_dict)

    def formatException(self, exc_info):
        """Places without messages: those of database errors quote e-mail addresses and numbers."""
        kind, _error, trace = exc_info
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return f"{kind.__module__}.{kind.__qualname__} at {' < '.join(reversed(places))}"
