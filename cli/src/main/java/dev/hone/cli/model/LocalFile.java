package dev.hone.cli.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.FileFailure;
import dev.hone.file.JsonObjectFile;
import dev.hone.gguf.ModelFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A file among the downloaded models.
///
/// @param model what is in it; null when it is none that can be run
/// @param problem why not; empty when it can
record LocalFile(Path file, long bytes, @Nullable ModelFile model, String problem) {

    private static final int LONGEST_NAME = 60;
    private static final double MILLION = 1e6;

    static LocalFile of(Path file) {
        try {
            long bytes = Files.size(file);
            try {
                return new LocalFile(file, bytes, ModelFile.read(file), "");
            } catch (InputException e) {
                return new LocalFile(file, bytes, null, String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            throw FileFailure.unreadable(file, e);
        }
    }

    private String name() {
        return Excerpt.of(String.valueOf(file.getFileName()), LONGEST_NAME);
    }

    ObjectNode json() {
        ObjectNode node = JsonObjectFile.MAPPER.createObjectNode();
        node.put("file", file.toString()).put("spec", "local:" + file.getFileName());
        node.put("bytes", bytes);
        ModelFile found = model;
        if (found == null) {
            return node.put("problem", problem);
        }
        return node.put("name", found.name())
                .put("architecture", found.architecture())
                .put("parameters", found.parameters())
                .put("quantisation", found.quantisation().name())
                .put("context", found.context())
                .put("chatTemplate", found.template() != null);
    }

    /// The files as lines of a table, heading first; nothing for none.
    static List<String> table(List<LocalFile> files) {
        List<String> lines = new ArrayList<>();
        int width = files.stream().mapToInt(file -> file.name().length()).max().orElse(0);
        String row = "%-" + Math.max(width, 5) + "s  %10s  %-12s  %10s  %-8s  %7s";
        for (LocalFile file : files) {
            if (lines.isEmpty()) {
                lines.add(
                        line(
                                row,
                                "model",
                                "size",
                                "architecture",
                                "parameters",
                                "type",
                                "context"));
            }
            ModelFile model = file.model();
            String size = megabytes(file.bytes());
            lines.add(
                    model == null
                            ? line(row, file.name(), size, "no model", "", "", "")
                            : line(
                                    row,
                                    file.name(),
                                    size,
                                    model.architecture(),
                                    String.format(
                                            Locale.ROOT, "%.1f M", model.parameters() / MILLION),
                                    model.quantisation().name(),
                                    Integer.toString(model.context())));
        }
        return lines;
    }

    private static String line(String row, String... cells) {
        return String.format(Locale.ROOT, row, (Object[]) cells).stripTrailing();
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MILLION);
    }
}
