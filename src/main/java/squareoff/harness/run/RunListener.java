package squareoff.harness.run;

import java.nio.file.Path;

/** Hears of a run's progress, on the thread that runs it. */
public interface RunListener {

  /**
   * The run begins, or goes on.
   *
   * @param plan what is to be done
   * @param directory where it is recorded
   * @param done trials that have ended before
   */
  void started(Plan plan, Path directory, int done);

  /**
   * A trial starts.
   *
   * @param trial which
   * @param done trials of the plan that have ended
   */
  void trialStarted(Trial trial, int done);

  /**
   * Another JMH runs on this machine, and the next trial waits for it.
   *
   * @param lock the file by which JMH keeps others out
   */
  void waitingFor(Path lock);

  /**
   * Something happened that the user should know of, and the run goes on.
   *
   * @param sentence what, without a full stop
   */
  void note(String sentence);

  /**
   * A trial has ended and is recorded.
   *
   * @param record what the journal holds of it
   * @param done trials of the plan that have ended
   * @param secondsLeft how long the rest should take, in seconds, from measured durations
   */
  void trialEnded(TrialRecord record, int done, double secondsLeft);
}
