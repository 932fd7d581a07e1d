"""The secret key that an installation makes for itself."""

import stat
from concurrent.futures import ThreadPoolExecutor

from unk_portal.secret import secret_from


def test_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "secret_key"

    key = secret_from(path)

    assert len(key) >= 50
    assert secret_from(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_all_who_start_together_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_from, [tmp_path / "secret_key"] * 8))

    assert len(keys) == 1


def test_key_written_by_hand_may_end_its_line(tmp_path):
    (tmp_path / "secret_key").write_text("by-hand\n")

    assert secret_from(tmp_path / "secret_key") == "by-hand"
