"""Reference rows that the apps ship as JSON and load by migration."""

import json
from pathlib import Path


def read_rows(app_file, name):
    """The list of objects in `reference/<name>.json` beside `app_file`."""
    return json.loads((Path(app_file).parent / "reference" / f"{name}.json").read_text(encoding="utf-8"))
