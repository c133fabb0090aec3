package dev.hone.cli.reproduce.gpo.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hone.Excerpt;
import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.file.FileFailure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The repository of the paper's authors, whose folder `data` has their splits of all tasks.
///
/// It is fetched by `git`, which names all content by checksums: whoever knows the commit gets
/// these files and no others, wherever they come from.
///
/// @param url as git takes it
/// @param commit 40 hexadecimal digits
public record AuthorsRepository(String url, String commit) {

    /// As the authors last changed it, in July 2024.
    public static final AuthorsRepository PUBLISHED =
            new AuthorsRepository(
                    "https://github.com/RUCAIBox/GPO", "765df208a3856797cf66491a4a9fc56264a67495");

    private static final String NAME = "GPO";
    private static final String DATA = "data";
    private static final int LONGEST_REASON = 300;
    private static final int SHORT_COMMIT = 7;

    /// Of the program's surroundings, what would lead it to another repository.
    private static final List<String> MISLEADING =
            List.of(
                    "GIT_DIR",
                    "GIT_WORK_TREE",
                    "GIT_INDEX_FILE",
                    "GIT_OBJECT_DIRECTORY",
                    "GIT_NAMESPACE",
                    "GIT_COMMON_DIR");

    /// The beginning of the commit, as people write it.
    public String shortCommit() {
        return commit.substring(0, SHORT_COMMIT);
    }

    /// Fetches the splits into `GPO/data` of the folder, which is made when there is none. They are
    /// there as a whole or not at all. A `GPO` that is there already is left as it is.
    ///
    /// @return whether they were fetched
    /// @throws InputException when the folder cannot be written, or there is no git
    /// @throws HoneException when the repository cannot be reached or has no such commit
    public boolean fetchInto(Path folder) {
        Path target = folder.resolve(NAME);
        if (Files.exists(target)) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            Path begun = Files.createTempDirectory(folder, ".gpo");
            try {
                fetch(begun);
                Files.createDirectory(begun.resolve(NAME));
                Files.move(begun.resolve(DATA), begun.resolve(NAME).resolve(DATA));
                Files.move(begun.resolve(NAME), target, StandardCopyOption.ATOMIC_MOVE);
                return true;
            } finally {
                delete(begun);
            }
        } catch (IOException e) {
            throw FileFailure.unwritable(target, e);
        }
    }

    private void fetch(Path folder) throws IOException {
        git(folder, "init", "--quiet");
        git(folder, "fetch", "--quiet", "--depth", "1", url, commit);
        git(folder, "-c", "core.autocrlf=false", "checkout", "--quiet", commit, "--", DATA);
    }

    private void git(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.symlinks=false"));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("git.log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().keySet().removeAll(MISLEADING);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C");
        int exit = exit(start(builder));
        if (exit != 0) {
            throw new HoneException(
                    "The splits of GPO's authors could not be fetched from "
                            + url
                            + ", commit "
                            + commit
                            + ": git says "
                            + Excerpt.of(
                                    new String(Files.readAllBytes(said), UTF_8).strip(),
                                    LONGEST_REASON)
                            + ". Nothing was kept. Try again, or put other data into the folder of"
                            + " --data.");
        }
    }

    private Process start(ProcessBuilder git) {
        try {
            return git.start();
        } catch (IOException e) {
            throw new InputException(
                    "--download needs the program git, which cannot be started here. Install it, or"
                            + " get "
                            + url
                            + " at commit "
                            + commit
                            + " yourself and put its folder data into GPO in the folder of --data.",
                    e);
        }
    }

    private static int exit(Process git) {
        try {
            return git.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoneException("The download was interrupted. Nothing was kept.", e);
        } finally {
            git.destroy();
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
