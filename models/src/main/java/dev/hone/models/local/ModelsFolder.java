package dev.hone.models.local;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.file.FileFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Where downloaded models lie: `hone/models` in the folder that `XDG_CACHE_HOME` names, else in
/// `.cache` of the home folder.
///
/// @param folder absolute; null where the environment names no place
public record ModelsFolder(@Nullable Path folder) {

    private static final String EXTENSION = ".gguf";
    private static final int LONGEST_NAME = 200;

    public static ModelsFolder of(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (!cache.isBlank() && Path.of(cache).isAbsolute()) {
            return new ModelsFolder(Path.of(cache).resolve("hone").resolve("models"));
        }
        return home.isBlank() || !Path.of(home).isAbsolute()
                ? new ModelsFolder(null)
                : new ModelsFolder(Path.of(home).resolve(".cache").resolve("hone/models"));
    }

    /// The folder.
    ///
    /// @throws InputException when there is none
    public Path required() {
        if (folder == null) {
            throw new InputException(
                    "There is no folder for models: set HOME or XDG_CACHE_HOME to an absolute"
                            + " path.");
        }
        return folder;
    }

    /// The model files, by name; none where there is no folder.
    ///
    /// @throws InputException when it cannot be read
    public List<Path> files() {
        Path models = folder;
        if (models == null || !Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(models)) {
            return files.filter(ModelsFolder::isModel)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileFailure.unreadable(models, e);
        }
    }

    private static boolean isModel(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    /// A model's file: the path when something is there, else the file of that name here.
    ///
    /// @param name as the user wrote it
    /// @throws InputException when neither is there
    public Path find(Path path, String name) {
        if (Files.exists(path)) {
            return path;
        }
        List<Path> known = files();
        List<String> names =
                known.stream().map(file -> String.valueOf(file.getFileName())).toList();
        int here = names.indexOf(name);
        if (here >= 0) {
            return known.get(here);
        }
        throw new InputException(
                "The model file "
                        + path
                        + " does not exist, nor is it among the downloaded ones."
                        + Suggestion.of(name, names)
                        + " hone models pull downloads one.");
    }

    /// The name that a file of an address gets here: its last part, where that is a harmless name.
    ///
    /// @param path of the address, with its slashes
    /// @throws InputException when it is not
    public static String fileName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean harmless =
                name.length() <= LONGEST_NAME
                        && name.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*")
                        && name.toLowerCase(Locale.ROOT).endsWith(EXTENSION)
                        && name.length() > EXTENSION.length();
        if (!harmless) {
            throw new InputException(
                    "The address must end with the name of a file in letters, digits, '.', '_', '+'"
                            + " and '-' that ends with .gguf, and ends with \""
                            + Excerpt.of(name)
                            + "\".");
        }
        return name;
    }
}
