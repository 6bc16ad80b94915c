import pytest

from reims_solidarite.serving import statics


@pytest.fixture
def collected(monkeypatch, settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "var" / "staticfiles"
    calls = []

    def collect(*args, **kwargs):
        calls.append(args)
        settings.STATIC_ROOT.mkdir(exist_ok=True)

    monkeypatch.setattr(statics, "call_command", collect)
    return source, calls


def run():
    statics.collect_if_changed(lambda _: None)


def test_once_until_a_file_changes(collected):
    source, calls = collected
    run()
    run()
    assert len(calls) == 1
    (source / "a.css").write_text("a{color:red}")
    run()
    assert len(calls) == 2
    (source / "b.css").write_text("")
    run()
    assert len(calls) == 3


def test_again_when_the_result_was_deleted(collected, settings):
    _, calls = collected
    run()
    settings.STATIC_ROOT.rmdir()
    run()
    assert len(calls) == 2


def test_again_after_an_interrupted_collection(collected, monkeypatch):
    _, calls = collected
    collect = statics.call_command

    def interrupted(*args, **kwargs):
        collect(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr(statics, "call_command", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.setattr(statics, "call_command", collect)
    run()
    assert len(calls) == 2
