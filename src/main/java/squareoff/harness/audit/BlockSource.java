package squareoff.harness.audit;

import squareoff.harness.stats.TrialBlock;

/** Where the trials of one cell come from, block by block. */
@FunctionalInterface
interface BlockSource {

  /** The next four trials. */
  TrialBlock next();
}
