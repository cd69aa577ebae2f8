package squareoff.harness.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line asks to be run. Whatever is empty is left to the profile, then to the
 * benchmarks' own annotations.
 *
 * @param profile the name of a profile that the jar brings along
 * @param includes regular expressions; a benchmark whose full name contains a match of one is in
 * @param excludes regular expressions; a benchmark whose full name contains a match of one is out
 * @param modes JMH's short labels of modes, or {@code all}
 * @param threads thread counts, or {@code max}; each makes cells of its own
 * @param params values by parameter
 * @param trials trials for each cell
 * @param jmhArgs JMH options for every trial, as words
 * @param passedOn more of them, from behind {@code --}
 * @param timeout after what time a trial is taken for hung, as JMH writes times: {@code 90s}
 */
public record Selection(
    Optional<String> profile,
    List<String> includes,
    List<String> excludes,
    List<String> modes,
    List<String> threads,
    Map<String, List<String>> params,
    OptionalInt trials,
    List<String> jmhArgs,
    List<String> passedOn,
    Optional<String> timeout) {}
