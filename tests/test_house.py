"""The house's rules: which room imports which, how long a file is, what a file is called."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 250
LONGEST_TEST = 450
SOURCES = sorted(
    path for folder in ("arnews_crawler", "pipelines", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)
PACKAGED = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in ("arnews_crawler", "pipelines")]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_run_downward_only() -> None:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_pipelines_is_the_package_beside_ours() -> None:
    spec = find_spec("pipelines")
    assert spec is not None
    assert spec.origin == str(ROOT / "pipelines" / "__init__.py")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_short(path: Path) -> None:
    longest = LONGEST_TEST if "tests" in path.relative_to(ROOT).parts else LONGEST
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= longest


@pytest.mark.parametrize("path", PACKAGED, ids=name_of)
def test_a_file_says_its_subject_in_its_first_line(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, "a module begins with a docstring"
    assert docstring.splitlines()[0].strip()


@pytest.mark.parametrize("path", sorted((ROOT / "arnews_crawler" / "spiders").glob("*.py")), ids=lambda path: path.stem)
def test_a_spider_s_file_is_called_like_the_spider(path: Path) -> None:
    names = [
        statement.value.value
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Spider")
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "name" for target in statement.targets)
        and isinstance(statement.value, ast.Constant)
    ]
    assert names in ([], [path.stem])


def test_the_lock_names_no_index() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        lines = path.read_text("utf-8").splitlines()
        assert lines
        for line in lines:
            assert "://" not in line, f"{path.name}: {line}"
            assert not line.startswith(("-", "/")), f"{path.name}: {line}"


def test_python_that_is_too_old_is_told(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "dev.txt", tmp_path / "requirements")
    command = ["make", f"PYTHON={old}", "install"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"arnews needs Python 3.11 or newer, and {old} is none" in done.stderr
    assert not (tmp_path / ".venv").exists()
