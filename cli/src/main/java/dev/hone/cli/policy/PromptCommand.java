package dev.hone.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.cli.option.ComputationOptions;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.data.DatasetFormat;
import dev.hone.data.Row;
import dev.hone.data.RowReader;
import dev.hone.data.TextFile;
import dev.hone.data.Value;
import dev.hone.experience.Query;
import dev.hone.policy.PolicyEngine;
import dev.hone.policy.Writing;
import dev.hone.policy.fallback.SafeChoice;
import dev.hone.policy.learning.Learned;
import dev.hone.run.RandomStreams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `hone prompt`: the prompt for a query.
@Command(
        name = "prompt",
        description =
                "Chooses, or writes, the prompt for a query with a trained policy. Asks no model.",
        mixinStandardHelpOptions = true)
public final class PromptCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private ComputationOptions computation = new ComputationOptions();

    @Parameters(index = "0", paramLabel = "DIR", description = "A policy made by hone train.")
    private Path folder = Path.of("policy");

    @Parameters(index = "1..*", paramLabel = "QUERY", description = "What users ask.")
    private List<String> queries = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "A file with a query, or an input, in every row.")
    private @Nullable Path input;

    @Option(
            names = "--free",
            description =
                    "The policy writes any prompt, without the safe fall-back, instead of choosing"
                            + " among those it knows.")
    private boolean free;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public PromptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Query> asked = asked();
        Learned learned =
                Learned.load(
                        terminal.resolve(folder), PolicyEngine.find(), computation.computation());
        List<SafeChoice> choices =
                free ? written(learned, asked) : learned.fallBack().choose(asked);
        if (json) {
            terminal.out().println(json(choices));
        } else {
            for (SafeChoice choice : choices) {
                terminal.out().println(Text.harmless(choice.prompt().text()));
            }
        }
        return ExitCode.DONE.code();
    }

    private static List<SafeChoice> written(Learned learned, List<Query> asked) {
        List<Prompt> prompts = learned.policy().write(asked, Writing.GREEDY, new RandomStreams(0));
        List<SafeChoice> choices = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            choices.add(new SafeChoice(asked.get(i), prompts.get(i), 0, false));
        }
        return choices;
    }

    private List<Query> asked() {
        Path file = input;
        if (queries.isEmpty() == (file == null)) {
            throw new InputException(
                    queries.isEmpty()
                            ? "There is no query. Give one after the folder, or a file with"
                                    + " --input."
                            : "Give queries or --input, not both.");
        }
        List<Query> asked = new ArrayList<>();
        if (file != null) {
            read(terminal.resolve(file), asked);
        }
        for (String query : queries) {
            if (query.isBlank()) {
                throw new InputException("The query is empty. It must be what a user asks.");
            }
            asked.add(new Query(Integer.toString(asked.size()), query));
        }
        return asked;
    }

    private static void read(Path file, List<Query> asked) {
        TextFile.check(file);
        try (RowReader rows = DatasetFormat.of(file).open(file)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                Value value = row.fields().getOrDefault("query", row.fields().get("input"));
                if (!(value instanceof Value.Scalar text) || text.text().isBlank()) {
                    throw new InputException(
                            file
                                    + ", "
                                    + row.place()
                                    + ": the field \"query\" (or \"input\") must be there and not"
                                    + " be empty.");
                }
                asked.add(new Query(Integer.toString(asked.size()), text.text()));
            }
        } catch (IOException e) {
            throw TextFile.unreadable(file, e);
        }
    }

    private String json(List<SafeChoice> choices) {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode list = mapper.createArrayNode();
        for (SafeChoice choice : choices) {
            ObjectNode node = list.addObject();
            node.put("query", choice.query().text());
            node.put("prompt", choice.prompt().text());
            node.put("fallBack", choice.fallBack());
            if (free || !Double.isFinite(choice.gain())) {
                node.putNull("predictedGain");
            } else {
                node.put("predictedGain", choice.gain());
            }
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(list.size() == 1 && input == null ? list.get(0) : list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always JSON.", e);
        }
    }
}
