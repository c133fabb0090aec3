package dev.hone.cli.model;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.terminal.Terminal;
import dev.hone.file.Download;
import dev.hone.file.FileFailure;
import dev.hone.gguf.ModelFile;
import dev.hone.models.local.ModelsFolder;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `hone models pull`: downloads a model file into the user's cache.
@Command(
        name = "pull",
        description =
                "Downloads a GGUF file, goes on where an earlier try broke off, and checks it.",
        mixinStandardHelpOptions = true)
final class PullCommand implements Callable<Integer> {

    private static final Pattern ON_HUGGING_FACE =
            Pattern.compile(
                    "hf:([A-Za-z0-9][\\w.-]*)/([A-Za-z0-9][\\w.-]*)/((?:[\\w+-][\\w.+-]*/)*[\\w+-][\\w.+-]*)");
    private static final String HUGGING_FACE = "https://huggingface.co/";

    private final Terminal terminal;

    @Parameters(
            paramLabel = "ADDRESS",
            description = "https://…/FILE.gguf, or hf:OWNER/REPOSITORY/FILE.gguf on Hugging Face.")
    private String address = "";

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "The SHA-256 the file must have; without it that of the first download.")
    private @Nullable String sha256;

    PullCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        URI url = url(address);
        Path file =
                ModelsFolder.of(terminal.environment())
                        .required()
                        .resolve(ModelsFolder.fileName(String.valueOf(url.getPath())));
        PullProgress progress = new PullProgress(terminal);
        boolean fetched;
        try {
            fetched = Download.defaults().fetch(url, file, expected(sha256), progress);
        } finally {
            progress.done();
        }
        ModelFile model = checked(file, fetched);
        terminal.err()
                .println(
                        (fetched ? "downloaded " : "already there: ")
                                + file
                                + ", "
                                + LocalFile.megabytes(model.gguf().size()));
        terminal.out().println("local:" + file.getFileName());
        return ExitCode.DONE.code();
    }

    private static ModelFile checked(Path file, boolean fetched) {
        try {
            return ModelFile.read(file);
        } catch (InputException e) {
            if (fetched) {
                remove(file);
            }
            throw e;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFailure.unwritable(file, e);
        }
    }

    static URI url(String address) {
        Matcher repository = ON_HUGGING_FACE.matcher(address);
        String text = address;
        if (repository.matches()) {
            text =
                    HUGGING_FACE
                            + repository.group(1)
                            + "/"
                            + repository.group(2)
                            + "/resolve/main/"
                            + repository.group(3);
        } else if (address.startsWith("hf:")) {
            throw new InputException(
                    "\""
                            + Excerpt.of(address)
                            + "\" is no file on Hugging Face. Write"
                            + " hf:OWNER/REPOSITORY/FILE.gguf.");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InputException(
                    "\""
                            + Excerpt.of(address)
                            + "\" is no address. Write https://…/FILE.gguf, or"
                            + " hf:OWNER/REPOSITORY/FILE.gguf.",
                    e);
        }
    }

    private static Optional<Digest> expected(@Nullable String hex) {
        if (hex == null) {
            return Optional.empty();
        }
        String digits = hex.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new InputException(
                    "--sha256 is \"" + Excerpt.of(hex) + "\". It must be 64 hexadecimal digits.");
        }
        return Optional.of(new Digest(digits));
    }
}
