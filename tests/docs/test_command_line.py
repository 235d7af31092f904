"""The commands of the docs: those of the reference run, all others are such as there are."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from daraevidence.cli import app

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference" / "cli.md"
COMMANDS = get_command(app).commands


def commands(page):
    for block in re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("daraevidence "):
                yield shlex.split(line, comments=True)[1:], line


@pytest.mark.parametrize(("arguments", "line"), list(commands(REFERENCE)), ids=lambda value: " ".join(value)[:40])
def test_a_command_of_the_reference_runs(arguments, line, monkeypatch, tmp_path):
    if "lake" in arguments:
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install daraevidence[parquet]")
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "answer.json").write_text('[{"label": "ORR", "cohort": "SDd", "n": 130, "percent": "93%"}]', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == int(arguments[0] in ("check", "verify")), done.output
    if "--out" in arguments:
        assert (tmp_path / arguments[arguments.index("--out") + 1]).exists()


@pytest.mark.parametrize("page", [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"], ids=lambda page: page.name)
def test_commands_and_options_that_a_page_names_exist(page):
    for arguments, line in commands(page):
        command = COMMANDS[arguments[0]]
        known = {name for option in command.params for name in option.opts}
        assert {argument for argument in arguments if argument.startswith("--")} <= known, line


def test_the_reference_names_every_command_and_option():
    text = REFERENCE.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`{name}" not in text] == []
    for name in ("extract", "check", "report", "verify"):
        options = [name for option in COMMANDS[name].params for name in option.opts if name.startswith("--")]
        assert [option for option in options if option not in text] == []
