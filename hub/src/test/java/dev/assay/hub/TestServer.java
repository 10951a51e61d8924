package dev.assay.hub;

import dev.assay.hub.search.SearchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The PostgreSQL servers on which what Assay asks of its database is tested. */
public enum TestServer {
  /** The one that Assay brings. */
  EMBEDDED {
    @Override
    public String newDatabase() {
      return TestLibrary.newDatabase();
    }

    @Override
    public Library library() {
      return TestLibrary.get();
    }
  },

  /** One that the machine has installed, such as Debian's; see {@link InstalledPostgres}. */
  INSTALLED {
    @Override
    public String newDatabase() {
      return InstalledPostgres.newDatabase();
    }

    @Override
    public Library library() {
      InstalledPostgres.require();
      return Installed.LIBRARY;
    }
  };

  private static final class Installed {
    static final Library LIBRARY = INSTALLED.newLibrary();
  }

  /** The URL of a new, empty database. */
  public abstract String newDatabase();

  /** The library that tests share. */
  public abstract Library library();

  /** A library of its own, in a new database; see {@link #open}. */
  public Library newLibrary() {
    return open(newDatabase());
  }

  /** The library of a database, which is searched by words and closed at the end. */
  public static Library open(String url) {
    try {
      Library library =
          Library.open(Files.createTempDirectory("assay-library-"), SearchSettings.words(), url);
      Runtime.getRuntime().addShutdownHook(new Thread(library::close));
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
