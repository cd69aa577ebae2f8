package squareoff.harness.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes of a Linux machine, read from {@code /proc} as proc(5) describes it. Start instants
 * are in clock ticks after the machine's start.
 */
final class ProcTable implements ProcessTable {

  private static final Pattern THREAD_GROUP = Pattern.compile("(?m)^Tgid:\\s*(\\d+)$");

  /** Fields of {@code stat} behind the command's name, the state being 0. */
  private static final int PARENT = 1;

  private static final int START = 19;

  /** Looks at the start instant and signals in one process: a shell's {@code kill} is its own. */
  private static final String LOOK_AND_QUIT =
      """
      IFS= read -r stat < "/proc/$1/stat" || exit
      set -- "$1" "$2" ${stat##*) }
      [ "${22}" = "$2" ] && kill -QUIT "$1"
      """;

  private final Path proc;

  ProcTable(Path proc) {
    this.proc = proc;
  }

  @Override
  public List<Seen> all() {
    List<Seen> all = new ArrayList<>();
    // Threads have a folder too, but it is not listed.
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        living(Long.parseLong(process.getFileName().toString())).ifPresent(all::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // What was seen until then lives all the same.
      return all;
    }
    return all;
  }

  @Override
  public Optional<Seen> look(long pid) {
    return isThread(pid) ? Optional.empty() : living(pid);
  }

  private boolean isThread(long pid) {
    Matcher group = THREAD_GROUP.matcher(read(pid, "status").orElse(""));
    return group.find() && Long.parseLong(group.group(1)) != pid;
  }

  private Optional<Seen> living(long pid) {
    Optional<String> stat = read(pid, "stat");
    // The command's name is in parentheses, and may hold spaces and parentheses of its own.
    String[] fields =
        stat.map(text -> text.substring(text.lastIndexOf(')') + 1).trim().split(" "))
            .orElse(new String[0]);
    if (fields.length <= START || fields[0].equals("Z") || fields[0].equals("X")) {
      return Optional.empty();
    }
    return Optional.of(
        new Seen(pid, Long.parseLong(fields[START]), Long.parseLong(fields[PARENT])));
  }

  private Optional<String> read(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(proc.resolve(pid + "/" + file));
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // It has ended meanwhile.
      return Optional.empty();
    }
  }

  @Override
  public Optional<Boolean> has(Seen process, String variable) {
    String environment;
    try {
      byte[] bytes = Files.readAllBytes(proc.resolve(process.pid() + "/environ"));
      environment = "\0" + new String(bytes, StandardCharsets.UTF_8) + "\0";
    } catch (AccessDeniedException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(false);
    }
    // Seen before and after: so it was this process's environment that was read between.
    return Optional.of(
        environment.contains("\0" + variable + "\0")
            && living(process.pid()).filter(process::is).isPresent());
  }

  @Override
  public void kill(Seen process) {
    // The handle is taken first: it looks at the start instant again just before the signal.
    Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
    if (look(process.pid()).filter(process::is).isPresent()) {
      handle.ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public void dumpThreads(Seen process) {
    if (look(process.pid()).filter(process::is).isPresent()) {
      JdkTable.run(
          "sh",
          "-c",
          LOOK_AND_QUIT,
          "quit",
          String.valueOf(process.pid()),
          String.valueOf(process.start()));
    }
  }
}
