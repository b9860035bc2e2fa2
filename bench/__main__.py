"""Every benchmark, one after the other; each prints its figures and its baseline."""

import subprocess
import sys

RUNS = (
    ["bench.importing"],
    ["bench.planning.alone"],
    ["bench.planning"],
    ["bench.board"],
    ["bench.pages", "--orders", "100", "--orders", "100000"],
    ["bench.pages", "--orders", "100", "--orders", "100000", "--database", "postgresql"],
)

if __name__ == "__main__":
    for run in RUNS:
        print(f"== {' '.join(run)}", flush=True)
        if subprocess.run([sys.executable, "-m", *run]).returncode:
            sys.exit(f"{run[0]} failed")
