package dev.assay.app;

import dev.assay.hub.HubException;
import dev.assay.hub.sources.SourceUnavailable;
import dev.assay.lab.Tier;
import dev.assay.lab.TrialNotRun;
import dev.assay.lab.compare.StudyFileException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands; they return 0, 1 for a failure of the machine's, or 2 for a user's mistake. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new AssayCommand());
    line.registerConverter(Tier.class, Main::tier);
    line.registerConverter(SeedRange.class, new SeedRange.Converter());
    line.setParameterExceptionHandler((mistake, args) -> explain(mistake));
    line.setExecutionStrategy(
        parsed -> {
          requireOptionsBehindTheirCommand(parsed);
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler(
        (thrown, command, parsed) -> {
          // What a trial's thread throws arrives wrapped.
          Exception exception =
              thrown instanceof CompletionException && thrown.getCause() instanceof Exception cause
                  ? cause
                  : thrown;
          if (exception instanceof TrialNotRun || exception instanceof SourceUnavailable) {
            complain(command, String.valueOf(exception.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
          }
          if (exception instanceof HubException
              || exception instanceof StudyFileException
              || exception instanceof UserMistake) {
            complain(command, String.valueOf(exception.getMessage()));
            return CommandLine.ExitCode.USAGE;
          }
          if (exception instanceof UncheckedIOException) {
            complain(command, exception.getMessage() + " (" + exception.getCause() + ")");
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw exception;
        });
    listExitCodes(line);
    listExitCodesBelow(line);
    return line;
  }

  /** Those before a command are the hub's own: taken as the command's they would be ignored. */
  private static void requireOptionsBehindTheirCommand(ParseResult parsed) {
    if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
      String option = parsed.matchedOptions().getFirst().longestName();
      String command = parsed.subcommand().commandSpec().name();
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "%s stands before the command '%s': options come behind it, as in ./assay %s %s ..."
              .formatted(option, command, command, option));
    }
  }

  private static void listExitCodesBelow(CommandLine line) {
    for (CommandLine command : line.getSubcommands().values()) {
      listExitCodes(command);
      listExitCodesBelow(command);
    }
  }

  private static Tier tier(String text) {
    try {
      return Tier.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage() + ".");
    }
  }

  /** What was wrong and where to read on, instead of all of the help. */
  private static int explain(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    complain(command, String.valueOf(mistake.getMessage()));
    PrintWriter err = command.getErr();
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help.");
    return CommandLine.ExitCode.USAGE;
  }

  private static void complain(CommandLine command, String sentence) {
    command.getErr().println(command.getColorScheme().errorText(Text.printable(sentence)));
  }

  private static void listExitCodes(CommandLine command) {
    UsageMessageSpec help = command.getCommandSpec().usageMessage();
    help.exitCodeListHeading("%nExit status:%n");
    Map<String, String> codes = new LinkedHashMap<>(help.exitCodeList());
    codes.putIfAbsent("0", "It is done.");
    codes.putIfAbsent("1", "Something on this machine failed.");
    codes.putIfAbsent("2", "The command was wrong; a sentence says how.");
    help.exitCodeList(codes);
  }
}
