"""Computes golden.csv from before.json and after.json, without any code of Squareoff.

Two files that JMH 1.37 wrote (-bm avgt,thrpt -f 8 -wi 1 -i 2 -w 100ms -r 100ms -prof gc -rf json), after.json with
-jvmArgsAppend -XX:TieredStopAtLevel=1, both on a busy machine; of the secondary metrics two were kept.
Run in this directory: python3 scipy_golden.py > golden.csv
"""

import json

import numpy as np
import scipy
from scipy import stats


def trials(entry, metric):
    found = entry["secondaryMetrics"][metric] if metric else entry["primaryMetric"]
    return found["scoreUnit"], np.array([np.mean(fork) for fork in found["rawData"]])


def difference(x, y, axis):
    return np.mean(x, axis=axis) - np.mean(y, axis=axis)


def name(entry):
    params = "&".join(f"{k}={v}" for k, v in sorted(entry["params"].items()))
    return f"{entry['benchmark']}:{entry['mode']}:t{entry['threads']}?{params}"


def holm(raw):
    order = np.argsort(raw)
    steps = np.maximum.accumulate([(len(raw) - j) * raw[i] for j, i in enumerate(order)])
    adjusted = np.empty(len(raw))
    adjusted[order] = np.minimum(1, steps)
    return adjusted


before, after = (json.load(open(f)) for f in ("before.json", "after.json"))
print(f"# SciPy {scipy.__version__}, NumPy {np.__version__}")
print("metric,cell,ratio,low,high,p,holm")
for metric in ("", "gc.alloc.rate.norm"):
    rows = []
    for one, other in zip(before, after):
        assert name(one) == name(other)
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
