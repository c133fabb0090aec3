package dev.hone.cli.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.InputException;
import dev.hone.file.FileFailure;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// The folder of a repeated search: a run folder for each seed, `prompt.txt`, the prompt to use,
/// and `repeat.json`, written last. Each file is there in full or not at all.
record RepeatFolder(Path path) {

    static final String JSON = "repeat.json";
    static final String PROMPT = "prompt.txt";
    private static final List<String> OF_A_RUN = List.of("run.json", "result.json");

    /// Looks whether the folder may be written to, and makes nothing.
    ///
    /// @throws InputException when it is none, or the folder of a single run
    static RepeatFolder of(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InputException("--out names " + path + ", which is a file. Name a folder.");
        }
        for (String trace : OF_A_RUN) {
            if (Files.exists(path.resolve(trace), LinkOption.NOFOLLOW_LINKS)) {
                throw new InputException(
                        path
                                + " already holds a single run ("
                                + trace
                                + "). Choose another folder with --out.");
            }
        }
        return new RepeatFolder(path);
    }

    Path ofSeed(long seed) {
        return path.resolve("seed-" + seed);
    }

    void write(String prompt, String document) {
        try {
            AtomicFile.write(path, PROMPT, encodable(prompt));
            AtomicFile.write(path, JSON, encodable(document));
        } catch (IOException e) {
            throw FileFailure.unwritable(path, e);
        }
    }

    /// Half a surrogate pair becomes `?`, which `result.json` of the seed has as it is.
    private static byte[] encodable(String text) {
        return text.getBytes(UTF_8);
    }
}
