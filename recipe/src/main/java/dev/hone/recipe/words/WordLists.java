package dev.hone.recipe.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The lists that were written by hand, among the resources: one entry a line, its fields parted by
/// tabs.
public final class WordLists {

    private WordLists() {}

    /// @throws IllegalArgumentException when there is no such list
    public static List<String> lines(String file) {
        try (InputStream stream = WordLists.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no word list " + file + ".");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param fields how many every line must have
    /// @throws IllegalArgumentException when a line has others
    public static List<List<String>> table(String file, int fields) {
        return lines(file).stream().map(line -> row(file, line, fields)).toList();
    }

    private static List<String> row(String file, String line, int fields) {
        List<String> row = List.of(line.split("\t", -1));
        if (row.size() != fields || row.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    file + ": \"" + line + "\" must have " + fields + " fields.");
        }
        return row;
    }
}
