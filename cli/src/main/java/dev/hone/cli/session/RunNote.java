package dev.hone.cli.session;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.evaluation.Objective;
import dev.hone.file.FileFailure;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.result.AtomicFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
/// @param ledger where the ledger is, without a password
/// @param settings of the run, by dotted name, the models that were connected among them
/// @param data digests of the data sets, by their names
/// @param version of Hone that started the run; null in notes of the first ones
public record RunNote(
        String run,
        String task,
        Map<String, String> overrides,
        String directory,
        String ledger,
        Map<String, String> settings,
        Map<String, String> data,
        @Nullable String version) {

    private static final String FILE = "run.json";
    private static final int SHORT_DIGEST = 13;
    private static final int LONGEST_VALUE = 400;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// Settings that change nothing a run asks for: how far and how fast it goes, and how what it
    /// found is shown.
    private static final List<String> FREE = List.of("stop-after.", "limits.", Objective.SETTING);

    /// What Jackson leaves out is null.
    public RunNote {
        require(run, "run");
        require(task, "task");
        require(overrides, "overrides");
        require(directory, "directory");
        require(ledger, "ledger");
        require(settings, "settings");
        require(data, "data");
    }

    private static void require(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("it has no field " + field);
        }
    }

    public void write(Path folder) {
        try {
            String json = JSON.writeValueAsString(this) + "\n";
            AtomicFile.write(folder, FILE, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileFailure.unwritable(folder.resolve(FILE), e);
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

    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /// Where the ledger is.
    ///
    /// @param environment names user and password where the URL of a database does not
    /// @throws InputException when the file of one is gone
    public LedgerPlace existingLedger(Map<String, String> environment) {
        LedgerPlace place = LedgerPlace.of(ledger, Path.of(directory), environment);
        if (place instanceof LedgerPlace.InFile in && !Files.exists(in.file())) {
            throw new InputException(
                    "The ledger of this run, "
                            + ledger
                            + ", is gone, and with it every answer that was paid for. Put it back,"
                            + " or start a new run.");
        }
        return place;
    }

    /// Makes sure that the run would be made again as it was.
    ///
    /// @param doing `go on` or `be replayed`
    /// @throws InputException when something has changed; names all of it
    public void requireUnchanged(
            String doing, Map<String, String> settingsNow, Map<String, String> dataNow) {
        List<String> changes = changes(settingsNow, dataNow);
        if (!changes.isEmpty()) {
            throw new InputException(
                    "This run cannot "
                            + doing
                            + ", because what it was started with has changed:\n  "
                            + String.join("\n  ", changes)
                            + "\nPut it back as it was, or start a new run; its answers that still"
                            + " fit are in the ledger.");
        }
    }

    /// What is different now, one line each; empty when the run can go on.
    List<String> changes(Map<String, String> settingsNow, Map<String, String> dataNow) {
        List<String> changes = new ArrayList<>();
        for (String name : names(settings, settingsNow)) {
            String was = settings.get(name);
            String is = settingsNow.get(name);
            boolean free = FREE.stream().anyMatch(name::startsWith);
            if (!free && !Objects.equals(was, is)) {
                changes.add(name + ": was " + quoted(was) + ", is " + quoted(is));
            }
        }
        for (String name : names(data, dataNow)) {
            String was = data.get(name);
            String is = dataNow.get(name);
            if (!Objects.equals(was, is)) {
                changes.add(
                        "data "
                                + name
                                + file(name, settingsNow)
                                + ": its content was "
                                + digest(was)
                                + ", is "
                                + digest(is));
            }
        }
        return changes;
    }

    private static Set<String> names(Map<String, String> before, Map<String, String> now) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return names;
    }

    /// The file a split is read from, as the task file names it.
    private static String file(String split, Map<String, String> settings) {
        String file = settings.getOrDefault("data." + split, settings.get("data.file"));
        return file == null ? "" : " (" + Excerpt.of(file) + ")";
    }

    private static String digest(@Nullable String hex) {
        return hex == null ? "absent" : Excerpt.of(hex, SHORT_DIGEST);
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "not set" : "\"" + Excerpt.of(value, LONGEST_VALUE) + "\"";
    }
}
