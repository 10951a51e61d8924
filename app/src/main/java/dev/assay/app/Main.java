package dev.assay.app;

import dev.assay.hub.HubException;
import dev.assay.lab.compare.StudyFileException;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/** The command line's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Run a command; returns 0, 1 for a failure of the machine's, or 2 for a user's mistake. */
  static int run(String... args) {
    CommandLine line = new CommandLine(new AssayCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          if (exception instanceof HubException
              || exception instanceof StudyFileException
              || exception instanceof UserMistake) {
            command.getErr().println(command.getColorScheme().errorText(exception.getMessage()));
            return CommandLine.ExitCode.USAGE;
          }
          if (exception instanceof UncheckedIOException) {
            command
                .getErr()
                .println(
                    command
                        .getColorScheme()
                        .errorText(exception.getMessage() + " (" + exception.getCause() + ")"));
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw exception;
        });
    return line.execute(args);
  }
}
