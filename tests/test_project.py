"""The project's frame: locks, versions, and that no file speaks of one machine."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer
import yaml

from tawatur._version import __version__
from tawatur.cli import exits
from tawatur.cli.app import app

LOCKS = ("run", "build", "dev", "train", "accurate", "encoder")
# Spelt in parts, so that this file passes its own test.
FOREIGN = re.compile("|".join((
    "pypi" + r"\.(?:org|python)", "python" + "hosted", "registry" + r"\.npmjs", "debian" + r"\.org",
    r"(?<![\w.)])/" + "work/", r"(?<![\w.)])/" + "root/", r"(?<![\w.)])/" + "home/", r"(?<![\w.)])/" + "tmp/h",
    "--" + "index-url", "--" + "extra-index", "--" + "find-links",
)))


def own_files(root: Path) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := root / name).is_file()]


def pins(path: Path) -> dict[str, list[str]]:
    """Hashes of each requirement of a lock, by its line."""
    logical = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    lines = [line.split(" #")[0].strip() for line in logical if not line.lstrip().startswith("#")]
    return {line.split()[0]: re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line) for line in lines if line}


@pytest.mark.parametrize("name", LOCKS)
def test_locks_pin_and_hash_every_package_and_name_no_address(root: Path, name: str) -> None:
    path = root / "requirements" / f"{name}.txt"
    assert pins(path)
    for pin, hashes in pins(path).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", pin)
        assert hashes, pin
    assert not re.search("://|^-|file:|@", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_locks_agree_with_each_other(root: Path) -> None:
    run, build, *others = (set(pins(root / "requirements" / f"{name}.txt")) for name in LOCKS)
    assert all(run <= other for other in others)
    both = {pin.split("==")[0] for pin in run} & {pin.split("==")[0] for pin in build}
    assert {pin for pin in build if pin.split("==")[0] in both} <= run


def test_locks_hold_every_named_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[>=<\[ ]", item)[0].lower() for item in requirements}

    locked = {name: {pin.split("==")[0] for pin in pins(root / "requirements" / f"{name}.txt")} for name in LOCKS}
    assert names(project["dependencies"]) <= locked["run"]
    for extra, requirements in project["optional-dependencies"].items():
        assert names(requirements) <= locked[extra if extra in locked else "dev"]


def test_no_file_names_a_package_index_or_a_folder_of_one_machine(root: Path) -> None:
    found = []
    for path in own_files(root):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(root)}: {hit}" for hit in FOREIGN.findall(text)]
    assert found == []


def test_the_notice_names_every_data_file_with_facts_of_others(root: Path) -> None:
    notice = (root / "NOTICE").read_text(encoding="utf-8")
    for path in sorted((root / "src" / "tawatur" / "resources").rglob("*")):
        if path.suffix not in (".tsv", ".yaml", ".gz"):
            continue
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        header = re.match(r"(?:#.*\n)*", text.decode("utf-8"))
        if header and re.search(r"\b(CC0|CC BY|ODbL|MIT|Unicode Licen[cs]e|Wikidata|GeoNames)\b", header.group()):
            assert path.name in notice, path.name


def test_the_version_has_one_place(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/tawatur/_version.py"
    assert f"## {__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_commands_of_the_readme_exist(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        text = (root / name).read_text(encoding="utf-8")
        used = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
        assert used, name
        assert used <= targets, name


def test_the_documentation_names_every_command_and_option(root: Path) -> None:
    text = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    for name, sub in command.commands.items():
        section = re.search(rf"^## `tawatur {name}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        assert section, name
        subs = [sub, *getattr(sub, "commands", {}).values()]
        options = [flag for each in subs for option in each.params for flag in option.opts if flag.startswith("-")]
        assert [flag for flag in options if flag not in section.group()] == [], name
    for code, meaning in exits.MEANINGS.items():
        assert f"| {code} | {meaning} |" in text


def test_the_examples_of_the_documentation_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(root / "src" / "tawatur" / "resources" / "demo" / "texts", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```$", (root / "docs" / "api.md").read_text(encoding="utf-8"), re.M | re.S)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/api.md", "exec"), names)
        assert capsys.readouterr().out or "export" in block, block
    assert all((tmp_path / name).stat().st_size for name in ("record.json", "events.csv", "events.xlsx"))


def test_every_target_is_phony_and_says_what_it_does(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    assert phony == set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))
    assert phony == set(re.findall(r"^([a-z]+):(?!=)", makefile, re.MULTILINE))


def test_what_the_sample_texts_must_yield_names_their_files_and_their_words(root: Path) -> None:
    folder = root / "src" / "tawatur" / "resources" / "demo"
    texts = {path.name[:2]: path.read_text(encoding="utf-8") for path in sorted((folder / "texts").iterdir())}
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    assert len(texts) == len(list((folder / "texts").iterdir())) == 16
    assert {number for group in expected["copies"] for number in group} | set(expected["published"]) <= set(texts)
    told = "\n".join(texts.values())
    for event in expected["events"]:
        assert all(name in told for name in event.get("participants", [])), event["about"]
        assert all(number in texts for number in event["documents"]), event["about"]
        for number, words in event.get("differ", {}).items():
            assert words in texts[number], event["about"]
        for number, sources in event.get("chains", {}).items():
            assert all(source == "anonymous" or source in texts[number] for source in sources), event["about"]
