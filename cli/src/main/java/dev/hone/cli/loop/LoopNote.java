package dev.hone.cli.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.InputException;
import dev.hone.file.FileFailure;
import dev.hone.policy.Policy;
import dev.hone.result.AtomicFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// `loop.json` in the folder of a policy that came of a loop.
///
/// @param run that the folder belongs to
/// @param firstSeed of the training of loop 1, which says what queries were set aside then
record LoopNote(String run, long firstSeed) {

    static final String FILE = "loop.json";

    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// The seed of loop 1 of a policy in a folder.
    static long firstSeed(Path folder, Policy policy) {
        return Files.exists(folder.resolve(FILE))
                ? read(folder).firstSeed
                : policy.summary().seed();
    }

    /// @throws InputException when the folder holds anything but what this run left there before
    void requireFree(Path folder) {
        if (Files.exists(folder.resolve(FILE))) {
            if (!read(folder).run.equals(run)) {
                throw taken(folder);
            }
        } else if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(folder)) {
            throw taken(folder);
        }
    }

    void write(Path folder) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("run", run);
        node.put("firstSeed", firstSeed);
        try {
            AtomicFile.write(
                    folder, FILE, (node.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw FileFailure.unwritable(folder.resolve(FILE), e);
        }
    }

    private static LoopNote read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            JsonNode node =
                    Files.size(file) > LARGEST ? null : MAPPER.readTree(Files.readAllBytes(file));
            if (node != null
                    && node.path("run").isTextual()
                    && node.path("firstSeed").canConvertToLong()) {
                return new LoopNote(node.path("run").asText(), node.path("firstSeed").asLong());
            }
        } catch (IOException e) {
            throw new InputException(file + " cannot be read: " + e.getMessage(), e);
        }
        throw new InputException(
                file + " is not a note of hone loop: it must name run and firstSeed.");
    }

    private static boolean isEmptyFolder(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    private static InputException taken(Path folder) {
        return new InputException(
                folder
                        + " already holds something else than this loop's policy. Choose another"
                        + " folder with --out.");
    }
}
