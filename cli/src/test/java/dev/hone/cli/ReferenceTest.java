package dev.hone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.terminal.Terminal;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The pages about the command line name every command, option and exit code there is, and no
/// other, and every `./hone …` in the documentation is one the command line understands.
class ReferenceTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `?([^|`]+?)`? \\|");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\\n]+)$(.*?)(?=^## |\\z)");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\s*(?:[A-Z_]+=\\S+ )*\\./hone\\b([^#|>;\\n]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final int FEWEST_COMMANDS = 20;

    private final CommandLine hone = Hone.commandLine(Terminal.ofProcess());

    @Test
    void everyOptionOfEveryCommandIsListed() {
        Map<String, CommandLine> commands = commands("", hone);
        Map<String, Set<String>> listed = new LinkedHashMap<>();
        SECTION.matcher(page("cli.md"))
                .results()
                .filter(section -> commands.containsKey(section.group(1)))
                .forEach(section -> listed.put(section.group(1), names(section.group(2))));
        Map<String, Set<String>> known = new LinkedHashMap<>();
        commands.forEach((name, command) -> known.put(name, arguments(command.getCommandSpec())));

        assertThat(listed).isEqualTo(known);
    }

    /// By what is typed for them; families of commands are no commands themselves.
    private static Map<String, CommandLine> commands(String family, CommandLine parent) {
        Map<String, CommandLine> commands = new LinkedHashMap<>();
        parent.getSubcommands()
                .forEach(
                        (name, command) -> {
                            if (command.getSubcommands().isEmpty()) {
                                commands.put(family + name, command);
                            } else {
                                commands.putAll(commands(family + name + " ", command));
                            }
                        });
        return commands;
    }

    /// Without `--help` and `--version`, which all commands have.
    private static Set<String> arguments(CommandSpec command) {
        var names = new TreeSet<String>();
        for (ArgSpec argument : command.args()) {
            if (argument instanceof OptionSpec option) {
                if (!option.usageHelp() && !option.versionHelp()) {
                    names.add(option.longestName());
                }
            } else {
                names.add(argument.paramLabel());
            }
        }
        return names;
    }

    /// The first words of the first column.
    private static Set<String> names(String text) {
        var names = new TreeSet<String>();
        ROW.matcher(text)
                .results()
                .map(row -> row.group(1).split("[ =]", 2)[0])
                .filter(name -> !name.startsWith("-") || name.startsWith("--"))
                .filter(name -> !name.matches("-+|argument"))
                .forEach(names::add);
        return names;
    }

    @Test
    void everyExitCodeIsListed() {
        List<String> codes =
                Stream.of(ExitCode.values()).map(code -> Integer.toString(code.code())).toList();

        assertThat(ROW.matcher(page("exit-codes.md")).results().map(row -> row.group(1)))
                .filteredOn(cell -> cell.matches("\\d+"))
                .containsExactlyElementsOf(codes);
    }

    @Test
    void everyCommandInTheDocumentationIsUnderstood() {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            SHELL.matcher(text(page))
                    .results()
                    .map(block -> block.group(1).replace("\\\n", " "))
                    .flatMap(block -> COMMAND.matcher(block).results())
                    .forEach(command -> commands.add(command.group(1).strip()));
        }

        assertThat(commands).hasSizeGreaterThan(FEWEST_COMMANDS).allSatisfy(this::isUnderstood);
    }

    private void isUnderstood(String command) {
        String[] words =
                WORD.matcher(command)
                        .results()
                        .map(word -> Stream.of(1, 2, 3).map(word::group))
                        .map(groups -> groups.filter(group -> group != null).findFirst())
                        .map(word -> word.orElseThrow())
                        .toArray(String[]::new);
        hone.parseArgs(words);
    }

    private static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(Cli.ROOT.resolve("docs"));
                Stream<Path> root = Files.list(Cli.ROOT);
                Stream<Path> examples = Files.walk(Cli.ROOT.resolve("examples"))) {
            return Stream.of(docs, root, examples)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(String name) {
        return text(Cli.ROOT.resolve("docs/reference").resolve(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
