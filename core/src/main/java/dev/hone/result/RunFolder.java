package dev.hone.result;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The folder a run writes its results to: `prompt.txt`, `request.txt`, `trajectory.jsonl`,
/// `report.html` and `result.json`, in UTF-8. Every file is there in full or not at all, whatever
/// moment the process dies at; `result.json` comes last, so where it is the others are too.
///
/// Not thread-safe: a folder belongs to one run.
public final class RunFolder {

    private static final String PROMPT = "prompt.txt";
    private static final String REQUEST = "request.txt";
    private static final String RESULT = "result.json";
    private static final String TRAJECTORY = "trajectory.jsonl";
    private static final String REPORT = "report.html";

    /// What says that a folder is taken: the files, and the note a run leaves when it starts.
    private static final List<String> TRACES =
            List.of("run.json", PROMPT, REQUEST, RESULT, TRAJECTORY, REPORT);

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /// A folder for a new run; made, with its parents, when it is not there.
    ///
    /// @throws InputException when it holds a run already, or nothing can be written there
    public static RunFolder create(Path path) {
        for (String trace : TRACES) {
            if (Files.exists(path.resolve(trace), LinkOption.NOFOLLOW_LINKS)) {
                throw new InputException(
                        path
                                + " already holds a run ("
                                + trace
                                + "). Choose another folder with --out, or continue that run with"
                                + " './hone resume "
                                + path
                                + "'.");
            }
        }
        try {
            Files.createDirectories(path);
            AtomicFile.probe(path);
        } catch (IOException e) {
            throw unwritable(path, "or choose another folder with --out", e);
        }
        return new RunFolder(path);
    }

    /// The folder of a run that exists.
    ///
    /// @throws InputException when there is no such folder
    public static RunFolder open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new InputException(
                    path
                            + (Files.exists(path) ? " is not a folder" : " does not exist")
                            + ". Name the folder of a run: the value its --out had, or one of"
                            + " those under runs/.");
        }
        return new RunFolder(path);
    }

    public Path path() {
        return path;
    }

    /// Writes all files; files of the same run that are there already are replaced.
    ///
    /// The prompt is written to the character, without a newline at its end. Half a surrogate pair,
    /// which no UTF-8 file can hold, becomes U+FFFD there; `result.json` has it as it is.
    ///
    /// @param request what the task model is asked with the best prompt in its place
    /// @throws InputException when a file cannot be written; none is left half-written
    public void write(
            RunResult result, String request, List<TrajectoryLine> trajectory, String report) {
        write(PROMPT, result.bestPrompt().text());
        write(REQUEST, request);
        write(TRAJECTORY, ResultJson.trajectory(trajectory));
        writeReport(report);
        write(RESULT, ResultJson.result(result));
    }

    /// Writes `report.html` alone.
    ///
    /// @throws InputException when it cannot be written
    public void writeReport(String report) {
        write(REPORT, report);
    }

    /// What `result.json` says.
    ///
    /// @throws InputException when there is none, or it is not a result
    public RunResult readResult() {
        Path file = path.resolve(RESULT);
        try {
            return ResultJson.readResult(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new InputException(
                    path
                            + " holds no "
                            + RESULT
                            + ": the run has not finished. Continue it with './hone resume "
                            + path
                            + "'.",
                    e);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String line = location == null ? "" : ", line " + location.getLineNr();
            throw new InputException(
                    file
                            + line
                            + ": this is not a result of Hone: "
                            + e.getOriginalMessage()
                            + ". Delete it, and make it again with './hone resume "
                            + path
                            + "'.",
                    e);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read "
                            + file
                            + ": "
                            + reason(e)
                            + ". It must be a readable UTF-8 file.",
                    e);
        }
    }

    private void write(String name, String content) {
        String encodable = Surrogates.replaced(content);
        try {
            AtomicFile.write(path, name, encodable.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(path.resolve(name), "then resume", e);
        }
    }

    private static InputException unwritable(Path path, String further, IOException cause) {
        return new InputException(
                "Cannot write "
                        + path
                        + ": "
                        + reason(cause)
                        + ". Make it writable, on a disk with room, "
                        + further
                        + ".",
                cause);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException taken -> "a file of that name is in the way";
            case DirectoryNotEmptyException taken -> "a folder of that name is in the way";
            case NoSuchFileException missing -> "the folder does not exist";
            case FileSystemException failure when failure.getReason() != null ->
                    failure.getReason();
            default -> Excerpt.of(String.valueOf(e.getMessage()));
        };
    }
}
