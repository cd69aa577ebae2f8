"""Computes golden.csv from before.json and after.json, without any code of Squareoff; runs.csv from two directories.

Two files that JMH 1.37 wrote (-bm avgt,thrpt -f 8 -wi 1 -i 2 -w 100ms -r 100ms -prof gc -rf json), after.json with
-jvmArgsAppend -XX:TieredStopAtLevel=1, both on a busy machine; of the secondary metrics two were kept.
Run in this directory:
  python3 scipy_golden.py before.json after.json > golden.csv
  python3 scipy_golden.py ../../../../results/quick/results.json ../../../../results/reference/results.json > runs.csv
Where the exact test cannot reach 5 % beside so many cells, p is that of the moderated t-test.
The second pair are the results.json of two run directories; of their cells those count that both have, and only scores.
"""

import json
import sys

from math import comb

import numpy as np
import scipy
from scipy import optimize, special, stats


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


def moderated(pairs):
    """G. Smyth's fit (2004), the variance of a cell at least what a tenth of the fitted distribution exceeds."""
    n, m = (np.array([len(pair[i]) for pair in pairs]) for i in (0, 1))
    d = n + m - 2
    squares = [sum(np.sum((side - side.mean()) ** 2) for side in pair) for pair in pairs]
    s2 = np.maximum(1e-8, np.array(squares) / d)
    e = np.log(s2) - special.digamma(d / 2) + np.log(d / 2)
    excess = e.var(ddof=1) - special.polygamma(1, d / 2).mean()
    d0 = 2 * optimize.brentq(lambda h: special.polygamma(1, h) - excess, 1e-3, 1e9, xtol=1e-14, rtol=1e-14)
    s02 = np.exp(e.mean() + special.digamma(d0 / 2) - np.log(d0 / 2))
    least = s02 * d0 / stats.chi2.ppf(0.1, d0)
    difference = np.array([x.mean() - y.mean() for x, y in pairs])
    t = np.abs(difference) / np.sqrt(np.maximum(s2, least) * (1 / n + 1 / m))
    return 2 * stats.t.sf(t, np.minimum(d0 + d, d.sum()))


before, after = (json.load(open(f)) for f in sys.argv[1:3])
pairs = [(one, other) for one in before for other in after if name(one) == name(other)]
print(f"# SciPy {scipy.__version__}, NumPy {np.__version__}")
print("metric,cell,ratio,low,high,p,holm")
for metric in ("", "gc.alloc.rate.norm"):
    rows = []
    samples = []
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
        samples.append((x, y))
    reaches = [len(rows) * 2 / comb(len(x) + len(y), len(x)) < 0.05 for x, y in samples]
    if rows and not all(reaches):
        rows = [r if ok else (*r[:-1], p) for r, ok, p in zip(rows, reaches, moderated(samples))]
    for row, adjusted in zip(rows, holm([row[-1] for row in rows])):
        print(",".join([metric, row[0], *(f"{v:.10g}" for v in (*row[1:], adjusted))]))
