"""`python tests/benchmarks [--peers FOLDER] [--quick]`: a table of medians and ratios, measured in one run.

Machines are noisy: trust the ratios. The yardstick of big files is draining PyYAML's C events of the same file; that of
small ones is `python -c pass`. Answers are held against the truth that was planted.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import peers as others
from generate import description

HERE = Path(__file__).parent
SIZES = {"200 lines": 7, "1 MB": 1_260, "20 MB": 25_200, "100,000 resources": 100_000}
STAGES = ("parse", "validate", "assess", "locate", "write")
BARS = {"--version": 2.5, "200 lines, cold": 40.0, "200 lines, warm": 10.0, "20 MB": 2.3}


def main() -> int:
    """Measures, prints, and ends with 1 where an answer is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", metavar="FOLDER", type=Path, help="install the peers there and measure them, too")
    parser.add_argument("--quick", action="store_true", help="leave out the largest file")
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed tool keeps its modules compiled
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder), chosen.quick)
        wrong = _stages(files, chosen.runs)
        _starts(files["200 lines"], chosen.runs, Path(folder))
        if chosen.peers is not None:
            others.install(chosen.peers)
            _peers(chosen.peers, files, 3)
    return 1 if wrong else 0


def _files(folder: Path, quick: bool) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for name, resources in SIZES.items():
        if not (quick and resources > 50_000):
            files[name] = folder / f"{resources}.yaml"
            text, truth = description(resources)
            files[name].write_text(text, encoding="utf-8")
            files[name].with_suffix(".truth").write_text(json.dumps(truth.failures), encoding="utf-8")
    return files


def _stages(files: dict[str, Path], runs: int) -> int:
    heads = ("MB", "drain s", *STAGES, "all", "× drain", "peak MB", "gaps")
    print(f"{'':20}" + "".join(f"{head:>10}" for head in heads))
    wrong = 0
    for name, path in files.items():
        number = 1 if path.stat().st_size > 50e6 else runs
        found = [json.loads(_output(str(HERE / "stages.py"), str(path))) for _ in range(number)]
        middle = {key: statistics.median(one[key] for one in found) for key in ("drain", "peak_mb", *STAGES)}
        ratio = statistics.median(sum(one[key] for key in STAGES) / one["drain"] for one in found)
        cells = [
            found[0]["bytes"] / 1e6,
            middle["drain"],
            *(middle[key] for key in STAGES),
            sum(middle[key] for key in STAGES),
        ]
        row = "".join(f"{cell:10.3f}" for cell in cells)
        print(f"{name:20}{row}{ratio:10.2f}{middle['peak_mb']:10.0f}{found[0]['gaps']:10.0f}")
        wrong += _wrong(name, found[0], json.loads(path.with_suffix(".truth").read_text(encoding="utf-8")))
    print(f"bar: 20 MB at most {BARS['20 MB']} × drain and under 350 MB\n")
    return wrong


def _wrong(name: str, found: dict[str, float], truth: dict[str, int]) -> int:
    wrong = {
        control: planted for control, planted in truth.items() if found.get(f"not_satisfied:{control}", 0) != planted
    }
    for control, planted in wrong.items():
        print(
            f"  wrong answer in {name}: {control} planted {planted}, found {found.get(f'not_satisfied:{control}', 0):.0f}"
        )
    return len(wrong)


def _output(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout


def _processor(command: list[str], runs: int, environment: dict[str, str] | None = None) -> float:
    """The median processor time of whole processes."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, check=False, cwd=tempfile.gettempdir(), env=environment, **quiet)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def _starts(small: Path, runs: int, folder: Path) -> None:
    """Start-up, as processor time of whole processes; each kind alternates with its yardstick."""
    python, many = sys.executable, max(runs * 3, 9)
    module = [python, "-m", "egov_cloud_std"]
    cache = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    cold = os.environ | {"XDG_CACHE_HOME": "/dev/null/none"}
    _processor([*module, str(small)], 1, cache)
    print(f"{'start-up':20}{'ms':>10}{'× pass':>10}{'bar':>10}")
    for name, command, environment in (
        ("--version", [*module, "--version"], cache),
        ("200 lines, warm", [*module, str(small)], cache),
        ("200 lines, cold", [*module, str(small)], cold),
    ):
        ratios, times = [], []
        for _ in range(many):
            base = _processor([python, "-c", "pass"], 1)
            times.append(_processor(command, 1, environment))
            ratios.append(times[-1] / base)
        print(f"{name:20}{statistics.median(times) * 1000:10.1f}{statistics.median(ratios):10.1f}{BARS[name]:10.1f}")
    print()


def _peers(folder: Path, files: dict[str, Path], runs: int) -> None:
    print(f"{'peer':20}" + "".join(f"{name:>20}" for name in ("200 lines", "1 MB", "20 MB")) + "  does")
    ours = {
        name: _wall([sys.executable, "-m", "egov_cloud_std", str(files[name])], runs)
        for name in ("200 lines", "1 MB", "20 MB")
    }
    print(
        f"{'egov-check':20}"
        + "".join(f"{ours[name]:>18.2f} s" for name in ours)
        + "  all profiles, places, findings, text report"
    )
    for peer in others.peers(folder):
        cells = []
        for name in ours:
            others.oval(folder, files[name])
            command = [*peer.command] if peer.name == "oscap" else [*peer.command, str(files[name])]
            seconds = _wall(command, 1 if name == "20 MB" else runs)
            cells.append(f"{seconds:.2f} s {seconds / ours[name]:5.1f} ×" if seconds < LIMIT else f"over {LIMIT} s")
        print(f"{peer.name:20}" + "".join(f"{cell:>20}" for cell in cells) + f"  {peer.does}")


LIMIT = 180


def _wall(command: list[str], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        try:
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return float(LIMIT)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
