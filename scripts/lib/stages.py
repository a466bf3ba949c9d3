"""scripts/test: runs the stages in order and sums up every test and check of all of them in one closing line."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent))
from checks import BUILD, ROOT, build, last_lines, run  # noqa: E402

CORES = os.cpu_count() or 1


class Totals:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.failures = []
        self.skips = []

    def ok(self, count=1):
        self.passed += count

    def fail(self, name, why):
        self.failed += 1
        self.failures.append(f"{name}: {why}".rstrip())
        print(f"FAILED {name}: {why}".rstrip(), flush=True)

    def skip(self, name, why):
        self.skipped += 1
        self.skips.append(f"{name}: {why}")


def built(totals, preset, *targets):
    why = build(preset, *targets)
    if why:
        totals.fail(f"build {preset}", why)
    return not why


def tests(totals, preset, label_options):
    """Runs the test programs of a preset and counts from their reports."""
    folder = BUILD / preset
    shutil.rmtree(folder / "reports", ignore_errors=True)
    listed = run(["ctest", "--test-dir", folder, "--show-only=json-v1", *label_options])[1]
    names = [test["name"] for test in json.loads(listed)["tests"]]
    if not names:
        totals.fail(f"{preset} tests", "there are none")
        return
    log = run(["ctest", "--test-dir", folder, "-j", str(CORES), "--output-on-failure", *label_options], 3600)[1]
    (BUILD / f"{preset}-tests.log").write_text(log)
    for name in names:
        count_report(totals, f"{preset}/{name}", folder / "reports" / f"{name}.xml", log)


def count_report(totals, program, report, log):
    try:
        cases = list(ElementTree.parse(report).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        totals.fail(program, "the program did not come to its end\n" + last_lines(log, 60))
        return
    for case in cases:
        name = f"{program} {case.get('classname')}.{case.get('name')}"
        failures, skipped = case.findall("failure"), case.find("skipped")
        if failures:
            totals.fail(name, "\n" + "\n".join(f.get("message", "") for f in failures)[:4000])
        elif skipped is not None:
            totals.skip(name, skipped.get("message", "").split("\n", 1)[-1] or "no reason given")
        elif case.get("status") == "run":
            totals.ok()


def script(totals, name, *arguments):
    """Runs a checking script and counts its lines."""
    process = subprocess.Popen([ROOT / "scripts" / name, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, cwd=BUILD)
    current, seen, other = None, 0, []
    failures = []
    for line in process.stdout:
        line = line.rstrip("\n")
        if line.startswith("passed "):
            totals.ok()
            seen, current = seen + 1, None
        elif line.startswith("skipped "):
            totals.skip(name, line[8:])
            seen, current = seen + 1, None
        elif line.startswith("FAILED "):
            current = [line[7:]]
            failures.append(current)
            seen += 1
        elif line.startswith("    ") and current:
            current.append(line)
        else:
            other.append(line)
    code = process.wait()
    for lines in failures:
        totals.fail(name, "\n".join(lines))
    if (code != 0 and not failures) or seen == 0:
        totals.fail(name, f"exit {code}\n" + "\n".join(other[-20:]))


def stage_format(totals):
    files = [str(p) for folder in ("sim", "ui", "app", "tests", "bench") for p in sorted((ROOT / folder).rglob("*"))
             if p.suffix in (".h", ".cpp")]
    code, _, err = run(["clang-format-16", "--dry-run", "-Werror", *files])
    if code == 0:
        totals.ok()
    else:
        bad = sorted({line.split(":", 1)[0].replace(str(ROOT) + "/", "") for line in err.splitlines() if ": error:" in line})
        totals.fail("format", "run clang-format-16 -i on " + (" ".join(bad) or last_lines(err)))


def stage_dev(totals):
    if built(totals, "dev"):
        tests(totals, "dev", [])


def stage_asan(totals):
    if built(totals, "asan"):
        tests(totals, "asan", ["-LE", "threads"])  # those that use threads run under tsan


def stage_fuzz(totals, seconds=15):
    sources = sorted((ROOT / "tests" / "fuzz").glob("*_fuzz.cpp"))
    if not sources or not built(totals, "asan", "fuzz"):
        return

    def fuzz(name):
        work = BUILD / "asan" / "fuzz" / name
        work.mkdir(parents=True, exist_ok=True)
        seeds = ROOT / "tests" / "fuzz" / "corpus" / name
        arguments = [BUILD / "asan" / "tests" / "fuzz" / f"fuzz_{name}", f"-max_total_time={seconds}", "-timeout=20",
                     "-rss_limit_mb=4096", "-print_final_stats=1", f"-artifact_prefix={work}/found-", work]
        return name, run(arguments + ([seeds] if seeds.is_dir() else []), seconds + 300)

    with ThreadPoolExecutor(CORES) as pool:
        for name, (code, _, err) in pool.map(fuzz, [p.stem.removesuffix("_fuzz") for p in sources]):
            if code == 0:
                totals.ok()
            else:
                totals.fail(f"fuzz_{name}", f"exit {code}\n" + last_lines(err, 40))


def stage_tsan(totals):
    if built(totals, "tsan", "thread_tests"):
        tests(totals, "tsan", ["-L", "threads"])


def stage_release(totals):
    if built(totals, "release"):
        totals.ok()


def stage_core(totals):
    script(totals, "core")


def stage_instructions(totals):
    script(totals, "instructions")


def stage_goldens(totals):
    script(totals, "goldens")


def stage_schema(totals):
    script(totals, "schema")


def stage_determinism(totals):
    script(totals, "determinism")


STAGES = {
    "format": stage_format,
    "dev": stage_dev,
    "release": stage_release,
    "core": stage_core,
    "goldens": stage_goldens,
    "schema": stage_schema,
    "instructions": stage_instructions,
    "tsan": stage_tsan,
    "asan": stage_asan,
    "fuzz": stage_fuzz,
    "determinism": stage_determinism,
}


def main():
    parser = argparse.ArgumentParser(prog="scripts/test", description="Runs every test and check.")
    parser.add_argument("--only", metavar="STAGE[,STAGE…]", help="run these stages only")
    parser.add_argument("--fuzz-seconds", type=int, default=15, metavar="N", help="time for each fuzz target (default 15)")
    parser.add_argument("--list", action="store_true", help="name the stages and stop")
    options = parser.parse_args()
    if options.list:
        print("\n".join(STAGES))
        return 0
    wanted = options.only.split(",") if options.only else list(STAGES)
    for name in wanted:
        if name not in STAGES:
            parser.error(f"there is no stage '{name}'; the stages are {', '.join(STAGES)}")

    BUILD.mkdir(exist_ok=True)
    totals = Totals()
    for name in STAGES:
        if name not in wanted:
            continue
        started = time.monotonic()
        before = (totals.passed, totals.failed, totals.skipped)
        print(f"== {name}", flush=True)
        if name == "fuzz":
            stage_fuzz(totals, options.fuzz_seconds)
        else:
            STAGES[name](totals)
        passed, failed, skipped = (now - then for now, then in zip((totals.passed, totals.failed, totals.skipped), before))
        print(f"   {passed} ok, {failed} not ok, {skipped} left out, {time.monotonic() - started:.0f} s", flush=True)

    data = Path(os.environ.get("COLDFRAME_DATA") or ROOT.parent / "shared" / "data")
    if totals.skips:
        print("\nSkipped:\n" + "\n".join(f"  {line}" for line in totals.skips[:40]))
        if data.is_dir():
            totals.fail("skips", f"{totals.skipped} tests were skipped although the measurements are there")
    if totals.failures:
        print("\nFailures (in full above):\n" + "\n".join(f"  {line.splitlines()[0]}" for line in totals.failures))
    print()
    print(f"{totals.passed} passed, {totals.failed} failed" + (f", {totals.skipped} skipped" if totals.skipped else ""))
    return 1 if totals.failed or not totals.passed else 0


if __name__ == "__main__":
    sys.exit(main())
