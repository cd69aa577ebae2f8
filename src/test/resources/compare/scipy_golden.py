"""Computes golden.csv from before.json and after.json, without any code of Squareoff; runs.csv from two directories.

Two files that JMH 1.37 wrote (-bm avgt,thrpt -f 8 -wi 1 -i 2 -w 100ms -r 100ms -prof gc -rf json), after.json with
-jvmArgsAppend -XX:TieredStopAtLevel=1, both on a busy machine; of the secondary metrics two were kept.
Run in this directory:
  python3 scipy_golden.py before.json after.json > golden.csv
  python3 scipy_golden.py ../../../../results/quick/results.json ../../../../results/reference/results.json > runs.csv
The second pair are the results.json of two run directories; of their cells those count that both have, and only scores.
"""

import json
import sys

import numpy as np
import scipy
from scipy import stats


def trials(entry, metric):
    found = entry["secondaryMetrics"][metric] if metric else entry["primaryMetric"]
    return found["scoreUnit"], np.array([np.mean(fork) for fork in found["rawData"]])


def difference(x, y, axis):
    # Rounded: added up in another order the observed division is a hair away from itself, and
    # where the difference is next to nothing SciPy's own tolerance leaves it out.
    return np.round(np.mean(x, axis=axis) - np.mean(y, axis=axis), 12)


def name(entry):
    params = "&".join(f"{k}={v}" for k, v in sorted(entry.get("params", {}).items()))
    return f"{entry['benchmark']}:{entry['mode']}:t{entry['threads']}" + ("?" + params if params else "")


def holm(raw):
    order = np.argsort(raw)
    steps = np.maximum.accumulate([(len(raw) - j) * raw[i] for j, i in enumerate(order)])
    adjusted = np.empty(len(raw))
    adjusted[order] = np.minimum(1, steps)
    return adjusted


before, after = (json.load(open(f)) for f in sys.argv[1:3])
pairs = [(one, other) for one in before for other in after if name(one) == name(other)]
print(f"# SciPy {scipy.__version__}, NumPy {np.__version__}")
print("metric,cell,ratio,low,high,p,holm")
for metric in ("", "gc.alloc.rate.norm"):
    rows = []
    for one, other in pairs:
        if metric and metric not in one["secondaryMetrics"]:
            continue
        unit, base = trials(one, metric)
        _, candidate = trials(other, metric)
        x, y = np.log(candidate), np.log(base)
        if unit.startswith("ops/"):
            x, y = -x, -y
        p = stats.permutation_test((x, y), difference, vectorized=True, n_resamples=10**9).pvalue
        ends = stats.ttest_ind(x, y, equal_var=False).confidence_interval(0.95)
        ratio = np.exp([x.mean() - y.mean(), ends.low, ends.high])
        rows.append((name(one), *ratio, p))
    for row, adjusted in zip(rows, holm([row[-1] for row in rows])):
        print(",".join([metric, row[0], *(f"{v:.10g}" for v in (*row[1:], adjusted))]))
