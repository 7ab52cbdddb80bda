"""Installs and runs the publishing systems: an environment a system, kept in a folder between runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.systems.stories import Paper


class SystemUnavailableError(Exception):
    """A system that cannot be had or run here; the message says why."""


@dataclass(frozen=True)
class Built:
    """A published site: a folder of files, or a command that serves it."""

    addresses: Mapping[int, str]
    """Number of a story -> its path, percent-encoded, as the site's own links write it."""
    pages: Path | None = None
    command: Sequence[str] = ()
    """Serves the site at the base URL that it was built for, until SIGTERM."""
    cwd: Path | None = None
    env: Mapping[str, str] = field(default_factory=dict)


Build = Callable[[Paper, Path, Path, str], Built]
"""Publishes a paper: called with the paper, the site's folder (empty), the tools' folder (kept), the base URL."""


def run_tool(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None, seconds: int = 900) -> str:
    """Run a system's tool to its end and return what it printed; SystemUnavailableError where it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SystemUnavailableError(f"{command[0]}: {error}") from error
    if done.returncode:
        tail = (done.stdout + done.stderr).strip()[-2000:]
        raise SystemUnavailableError(f"{' '.join(map(str, command))} ended with {done.returncode}: {tail}")
    return done.stdout


def python_tools(cache: Path, packages: Sequence[str]) -> Path:
    """Return the bin folder of a virtual environment that has these packages of PyPI."""
    venv = cache / "venv"
    stamp = venv / "installed"
    if not stamp.is_file() or stamp.read_text() != "\n".join(packages):
        run_tool([sys.executable, "-m", "venv", "--clear", venv], cache)
        run_tool([venv / "bin" / "python", "-m", "pip", "install", "--quiet", *packages], cache)
        stamp.write_text("\n".join(packages))
    return venv / "bin"


def node_tools(cache: Path, packages: Sequence[str]) -> Path:
    """Return a folder whose ``node_modules`` has these packages of the npm registry."""
    folder = cache / "node"
    stamp = folder / "installed"
    if not stamp.is_file() or stamp.read_text() != "\n".join(packages):
        if shutil.which("npm") is None:
            raise SystemUnavailableError("npm is not installed")
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text('{"private": true, "type": "module"}')
        run_tool(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *packages], folder)
        stamp.write_text("\n".join(packages))
    return folder


def debian_tools(packages: Sequence[str]) -> None:
    """Install Debian's packages where they lack; SystemUnavailableError without the right to."""
    lacking = [name for name in packages if not _is_installed(name)]
    if not lacking:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemUnavailableError(f"needs the Debian packages {' '.join(lacking)}")
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *lacking]
    run_tool(command, Path("/"), env)


def _is_installed(package: str) -> bool:
    command = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout == "installed"
