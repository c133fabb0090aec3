package dev.hone.local;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.FileDigests;
import dev.hone.gguf.ModelFile;
import dev.hone.local.llama.LaneSettings;
import dev.hone.models.local.LocalEngine;
import dev.hone.models.local.ModelsFolder;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Runs models with llama.cpp.
///
/// The environment may say `HONE_LOCAL_SLOTS` (answers at once, usually 16, fewer where their
/// caches would take more than a gigabyte), `HONE_LOCAL_CONTEXT` (tokens of prompt and answer,
/// usually what the model was trained for, at most 4,096), `HONE_LOCAL_THREADS` (usually the number
/// of processors) and `HONE_LOCAL_LOG` (a file that llama.cpp's own messages are added to).
public final class LlamaEngine implements LocalEngine {

    private static final Logger LOG = LoggerFactory.getLogger(LlamaEngine.class);
    private static final Map<Loaded, LocalModel> ALL = new ConcurrentHashMap<>();
    private static final int USUAL_SLOTS = 16;
    private static final int USUAL_CONTEXT = 4_096;
    private static final int MOST = 1 << 20;
    private static final int BATCH = 512;
    private static final long CACHE_BYTES = 1L << 30;

    /// Below this, several threads in one computation wait longer for each other than they work.
    private static final long SMALL_PARAMETERS = 50_000_000;

    /// One model in memory serves all roles.
    private record Loaded(Digest digest, LaneSettings settings) {}

    @Override
    public ConnectedModel connect(Path file, ModelContext context) {
        return connect(file, "local:" + file.getFileName(), context);
    }

    @Override
    public ConnectedModel connectBundled(ModelContext context) {
        Path folder = ModelsFolder.of(context.environment()).folder();
        return connect(BundledFile.unpacked(folder), "bundled", context);
    }

    private static ConnectedModel connect(Path file, String name, ModelContext context) {
        ModelFile model = ModelFile.read(file);
        Path folder = ModelsFolder.of(context.environment()).folder();
        Digest digest = new FileDigests(folder == null ? null : folder.resolve("digests")).of(file);
        LaneSettings settings = settings(model, context);
        LocalModel loaded =
                ALL.computeIfAbsent(
                        new Loaded(digest, settings),
                        key -> {
                            new Trial(folder == null ? null : folder.resolve("tried"))
                                    .of(model, digest);
                            return load(model, settings, context);
                        });
        String identity = name + "@sha256:" + digest.abbreviated();
        return new ConnectedModel(loaded, identity, () -> true);
    }

    private static LocalModel load(ModelFile model, LaneSettings settings, ModelContext context) {
        if (model.template() == null) {
            LOG.info(
                    "{} has no chat template: the texts of a conversation are joined by line"
                            + " breaks.",
                    model.gguf().file());
        }
        LocalModel loaded = LocalModel.load(model, settings, log(context));
        // Native code must not run any more when the process takes itself down.
        Runtime.getRuntime().addShutdownHook(new Thread(loaded::close, "local-model-end"));
        return loaded;
    }

    /// Adds to a file; a line that cannot be written is lost.
    private static @Nullable Consumer<String> log(ModelContext context) {
        String name = context.variable("HONE_LOCAL_LOG");
        if (name == null) {
            return null;
        }
        Path file = context.workingDirectory().resolve(name);
        return text -> {
            try {
                Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                LOG.warn("{} cannot be written: {}", file, e.getMessage());
            }
        };
    }

    static LaneSettings settings(ModelFile model, ModelContext context) {
        int tokens =
                number(
                        context,
                        "HONE_LOCAL_CONTEXT",
                        Math.min(USUAL_CONTEXT, model.context()),
                        model.context());
        long fitting = CACHE_BYTES / Math.max(1, model.keyBytes() * tokens);
        int slots =
                number(
                        context,
                        "HONE_LOCAL_SLOTS",
                        (int) Math.clamp(fitting, 1, USUAL_SLOTS),
                        BATCH);
        int threads =
                number(
                        context,
                        "HONE_LOCAL_THREADS",
                        Runtime.getRuntime().availableProcessors(),
                        MOST);
        boolean small = model.parameters() < SMALL_PARAMETERS;
        int lanes = small && model.isQuantized() ? Math.min(threads, slots) : 1;
        return new LaneSettings(
                lanes, Math.ceilDiv(slots, lanes), small ? 1 : threads, tokens, BATCH, true);
    }

    private static int number(ModelContext context, String variable, int usual, int largest) {
        String text = context.variable(variable);
        if (text == null) {
            return usual;
        }
        if (text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= largest) {
            return Integer.parseInt(text);
        }
        throw new InputException(
                variable
                        + " is "
                        + Excerpt.of(text)
                        + ". It must be a whole number from 1 to "
                        + largest
                        + ".");
    }
}
