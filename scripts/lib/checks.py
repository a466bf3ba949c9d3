"""What the checking scripts share: where things are, and one way of reporting.

A check is one line on standard output, `passed NAME`, `FAILED NAME: why` or `skipped NAME: why`;
further lines of a reason are indented. scripts/test counts these lines.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


class Checks:
    def __init__(self):
        self.failed = 0

    def passed(self, name):
        print(f"passed {name}", flush=True)

    def failure(self, name, why):
        self.failed += 1
        print(f"FAILED {name}: " + str(why).strip().replace("\n", "\n    "), flush=True)

    def skipped(self, name, why):
        print(f"skipped {name}: {why}", flush=True)

    def exit_code(self):
        return 1 if self.failed else 0


def program(preset):
    """The command line as built by a preset."""
    return BUILD / preset / "app" / "cli" / "coldframe"


def scenarios():
    """The names of the shipped scenarios."""
    return sorted(path.stem for path in (ROOT / "scenarios").glob("*.json"))


def build(preset, *targets):
    """Builds a preset; returns an empty text, or why it failed."""
    script = ROOT / "scripts" / "lib" / "environment.sh"
    done = subprocess.run(["bash", script, "build", preset, *targets], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr or f"exit {done.returncode}"


def run(arguments, seconds=600, environment=None):
    """Runs a program to its end; returns (exit code, stdout, stderr). A time-out is exit code None."""
    try:
        done = subprocess.run([str(a) for a in arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=seconds, env={**os.environ, **(environment or {})}, cwd=BUILD)
    except subprocess.TimeoutExpired:
        return None, "", f"still running after {seconds} s"
    return done.returncode, done.stdout, done.stderr


def last_lines(text, count=15):
    return "\n".join(text.strip().splitlines()[-count:])


def need(path, how):
    """Ends a script that cannot do without a file."""
    if not Path(path).exists():
        print(f"{Path(path).relative_to(ROOT)} is not there; {how}", file=sys.stderr)
        sys.exit(2)
