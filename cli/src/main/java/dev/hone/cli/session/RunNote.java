package dev.hone.cli.session;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.InputException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// `run.json`, written when a run starts: what `resume` needs to make the same run again.
///
/// @param run names the run in the ledger
/// @param task the task file
/// @param overrides what the command line said instead of the task file
/// @param directory the command was typed in
/// @param ledger the ledger's file
/// @param settings of the run, by dotted name, the models that were connected among them
/// @param data digests of the data sets, by their names
public record RunNote(
        String run,
        String task,
        Map<String, String> overrides,
        String directory,
        String ledger,
        Map<String, String> settings,
        Map<String, String> data) {

    private static final String FILE = "run.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    /// Settings that do not change what a run finds, only how far and how fast it goes.
    private static final List<String> FREE = List.of("stop-after.", "limits.");

    public void write(Path folder) {
        try {
            Path whole = folder.resolve("." + FILE + ".tmp");
            Files.writeString(whole, JSON.writeValueAsString(this) + "\n");
            Files.move(whole, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new InputException("Cannot write " + folder.resolve(FILE) + ": " + e, e);
        }
    }

    public static RunNote read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            RunNote note = JSON.readValue(Files.readAllBytes(file), RunNote.class);
            if (note == null) {
                throw new InputException(file + " is not a run's note: it is null.");
            }
            return note;
        } catch (NoSuchFileException e) {
            throw new InputException(
                    folder
                            + " is not the folder of a run: it has no "
                            + FILE
                            + ". Name the folder that the run printed, for example one of those"
                            + " under runs/.",
                    e);
        } catch (JacksonException e) {
            throw new InputException(file + " is not a run's note: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ": " + e, e);
        }
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /// What is different now, one line each; empty when the run can go on.
    public List<String> changes(Map<String, String> settingsNow, Map<String, String> dataNow) {
        List<String> changes = new ArrayList<>();
        compare("", settings, settingsNow, changes);
        compare("data ", data, dataNow, changes);
        return changes;
    }

    private static void compare(
            String kind, Map<String, String> before, Map<String, String> now, List<String> into) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String was = before.get(name);
            String is = now.get(name);
            boolean free = FREE.stream().anyMatch(name::startsWith);
            if (!free && !Objects.equals(was, is)) {
                into.add(kind + name + ": was " + quoted(was) + ", is " + quoted(is));
            }
        }
    }

    private static String quoted(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "not set" : "\"" + value + "\"";
    }
}
