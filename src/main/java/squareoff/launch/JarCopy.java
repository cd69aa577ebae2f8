package squareoff.launch;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/**
 * The classes and resources of the jar that this program was started from, out of a copy that
 * nobody else can write: a run takes hours, and a build that writes the jar meanwhile would
 * otherwise end it with {@code NoClassDefFoundError} at the first class that it had not needed
 * before, such as those that write its results.
 *
 * <p>The copy has no name: it is opened and then deleted, so that nothing of it is left however the
 * program ends. Classes say that they come from the jar itself.
 */
final class JarCopy extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final JarFile copy;
  private final Manifest manifest;
  private final CodeSource jar;

  private JarCopy(JarFile copy, CodeSource jar) throws IOException {
    super(new URL[0], getPlatformClassLoader());
    this.copy = copy;
    this.manifest = copy.getManifest();
    this.jar = jar;
  }

  /**
   * A loader of what is in the jar now.
   *
   * @return the loader that loaded this class, where that is not from a jar, or where no copy can
   *     be kept: then the jar must stay as it is
   */
  static ClassLoader ofThisJar() {
    CodeSource source = JarCopy.class.getProtectionDomain().getCodeSource();
    ClassLoader own = JarCopy.class.getClassLoader();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar) ? of(jar, source) : own;
    } catch (IOException | URISyntaxException e) {
      return own;
    }
  }

  private static JarCopy of(Path jar, CodeSource source) throws IOException {
    Path copy = Files.createTempFile("squareoff-", ".jar");
    try {
      Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
      JarFile opened =
          new JarFile(copy.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
      JarCopy loader = new JarCopy(opened, source);
      loader.loadOwnClasses();
      return loader;
    } finally {
      delete(copy);
    }
  }

  /** This class is from the jar itself, and so is whatever it needs: that is loaded now. */
  private void loadOwnClasses() throws IOException {
    URL any = findResource(JarFile.MANIFEST_NAME);
    if (any != null) {
      any.openStream().close();
    }
  }

  private static void delete(Path copy) throws IOException {
    if (File.separatorChar == '/') {
      Files.delete(copy);
    } else {
      // An open file cannot be deleted there.
      copy.toFile().deleteOnExit();
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = copy.getJarEntry(name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    definePackageOf(name);
    try (InputStream in = copy.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, jar);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private void definePackageOf(String type) {
    int dot = type.lastIndexOf('.');
    if (dot >= 0 && getDefinedPackage(type.substring(0, dot)) == null) {
      try {
        definePackage(type.substring(0, dot), manifest, jar.getLocation());
      } catch (IllegalArgumentException e) {
        // Another thread was quicker, and has defined it alike.
      }
    }
  }

  @Override
  public URL findResource(String name) {
    return copy.getJarEntry(name) == null ? null : url(name);
  }

  @Override
  public Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return Collections.enumeration(url == null ? List.of() : List.of(url));
  }

  private URL url(String name) {
    try {
      URI uri = new URI("squareoff", "jar", "/" + name, null);
      return URL.of(uri, new Handler());
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Opens entries of the copy. */
  private final class Handler extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      String name = URI.create(url.toString()).getPath().substring(1);
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          JarEntry entry = copy.getJarEntry(name);
          if (entry == null) {
            throw new FileNotFoundException(name);
          }
          return copy.getInputStream(entry);
        }
      };
    }
  }
}
