package squareoff.harness.compare;

import squareoff.harness.stats.Ratio;

/**
 * The geometric mean of the ratios of several cells.
 *
 * @param ratio its value, with an interval where all of these cells have three trials on each side
 * @param cells of how many cells it is
 */
public record GeometricMean(Ratio ratio, int cells) {}
