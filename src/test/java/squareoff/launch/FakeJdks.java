package squareoff.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that look like Java installations, for tests of the search. */
final class FakeJdks {

  private FakeJdks() {}

  /** Makes an installation whose {@code release} file states a version; its java would fail. */
  static Path released(Path home, String version) throws IOException {
    script(home.resolve("bin/java"), "exit 97");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** Makes an executable shell script. */
  static Path script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
