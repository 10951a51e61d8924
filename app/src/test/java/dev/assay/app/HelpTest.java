package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
  static Stream<CommandSpec> commands() {
    CommandSpec assay = Main.commandLine().getCommandSpec();
    return Stream.concat(
        Stream.of(assay),
        assay.subcommands().values().stream().map(command -> command.getCommandSpec()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandAndOptionHasHelp(CommandSpec command) {
    String[] help =
        command.parent() == null
            ? new String[] {"--help"}
            : new String[] {command.name(), "--help"};
    Terminal said = Terminal.run(help);

    assertThat(said.exit()).isZero();
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("Usage: " + command.qualifiedName(), "Exit status:")
        .contains(command.usageMessage().description()[0].substring(0, 20));
    assertThat(command.args().stream().filter(each -> !each.hidden()))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(described(each)).isNotEmpty());
  }

  private static String described(ArgSpec argument) {
    return String.join("", argument.description());
  }
}
