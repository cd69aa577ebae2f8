package squareoff.harness.cli;

import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes the next word of the command line whatever it is: JVM arguments look like options of ours
 * ({@code -jvmArgs -ea}).
 */
final class NextWord implements CommandLine.IParameterConsumer {

  @Override
  public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
    if (args.isEmpty()) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "Missing value of "
              + ((CommandLine.Model.OptionSpec) option).longestName()
              + ": JVM arguments in one word, such as \"-Xmx1g -ea\"");
    }
    option.setValue(Optional.of(args.pop()));
  }
}
