package dev.hone.cli.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.InputException;
import dev.hone.file.FileFailure;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder a comparison is written to: `compare.html`, then `compare.json`, each in full or not
/// at all. Made again, the same comparison replaces its files.
record ContestFolder(Path path) {

    static final String JSON = "compare.json";
    static final String PAGE = "compare.html";

    /// Looks whether the folder may be written to, and makes nothing.
    ///
    /// @throws InputException when it is none, or holds another comparison
    static ContestFolder of(Path path, String id) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InputException("--out names " + path + ", which is a file. Name a folder.");
        }
        Path standing = path.resolve(JSON);
        if (Files.exists(standing) && !id.equals(id(standing))) {
            throw new InputException(
                    path
                            + " already holds another comparison ("
                            + JSON
                            + "). Choose another folder with --out.");
        }
        return new ContestFolder(path);
    }

    /// Empty when it is no comparison.
    private static String id(Path file) {
        try {
            JsonNode document = JsonMapper.builder().build().readTree(Files.readString(file));
            return document.path("id").asText("");
        } catch (IOException e) {
            return "";
        }
    }

    void write(String document, String page) {
        try {
            Files.createDirectories(path);
            AtomicFile.write(path, PAGE, page.getBytes(UTF_8));
            AtomicFile.write(path, JSON, document.getBytes(UTF_8));
        } catch (IOException e) {
            throw FileFailure.unwritable(path, e);
        }
    }
}
