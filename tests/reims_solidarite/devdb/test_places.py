import os
import tempfile
from pathlib import Path

from reims_solidarite.devdb import places


def test_the_data_live_in_the_checkout(monkeypatch):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr(places, "PROJECT", Path(folder))
        assert places.home() == Path(folder) / "var" / "postgres"


def test_a_path_too_long_for_a_socket_moves_them(monkeypatch):
    monkeypatch.setattr(places, "AS_ROOT", False)
    monkeypatch.setattr(places, "PROJECT", Path("/srv") / ("long" * 30))
    assert len(os.fsencode(places.home())) < places.LONGEST_SOCKET_FOLDER


def test_a_private_folder_moves_them_for_root_only(monkeypatch):
    with tempfile.TemporaryDirectory() as folder:  # 0700
        monkeypatch.setattr(places, "PROJECT", Path(folder))
        monkeypatch.setattr(places, "AS_ROOT", True)
        assert Path(folder) not in places.home().parents
        monkeypatch.setattr(places, "AS_ROOT", False)
        assert places.home() == Path(folder) / "var" / "postgres"


def test_two_checkouts_never_share_a_moved_folder(monkeypatch):
    monkeypatch.setattr(places, "AS_ROOT", False)
    seen = set()
    for letter in "ab":
        monkeypatch.setattr(places, "PROJECT", Path("/srv") / (letter * 120))
        seen.add(places.home())
    assert len(seen) == 2
