package squareoff.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of the built jar through JMH's own command line, as short as can be. */
record SuiteRun(int exit, String output, List<JsonNode> results) {

  /**
   * Runs it in a directory that gets JMH's lock, results and log.
   *
   * @param arguments JMH's, besides those for a short run in one fork that fails on error
   */
  static SuiteRun of(Path directory, String... arguments) throws Exception {
    Path json = directory.resolve("result.json");
    Path log = directory.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.io.tmpdir=" + directory, "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(System.getProperty("squareoff.jar"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-f", "1", "-wi", "0", "-r", "50ms", "-foe", "true", "-rf", "json"));
    command.addAll(List.of("-rff", json.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("still running: " + Files.readString(log));
    }
    return new SuiteRun(process.exitValue(), Files.readString(log), entries(json));
  }

  private static List<JsonNode> entries(Path json) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    if (Files.exists(json) && Files.size(json) > 0) {
      Iterator<JsonNode> all = JsonMapper.shared().readTree(Files.readString(json)).iterator();
      all.forEachRemaining(entries::add);
    }
    return entries;
  }
}
