package dev.hone.local.llama;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.file.FileFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/// Brings llama.cpp into this process, once, or says why it cannot be: every way in which that is
/// known to fail is looked for before native code runs, since afterwards it would end the process.
final class NativeCode {

    private static final String FOLDER = "/de/kherud/llama/";

    /// What the processor code of the library was compiled for, as the JVM counts: 2 is AVX2.
    private static final int AVX2 = 2;

    private static @Nullable InputException failure;
    private static boolean loaded;
    private static volatile @Nullable Consumer<String> log;

    /// Kept, because native code calls it.
    private static final LlamaFunctions.LogCallback CALLBACK =
            (level, text, data) -> {
                Consumer<String> listener = log;
                if (listener != null) {
                    listener.accept(text.getString(0, "UTF-8"));
                }
            };

    private NativeCode() {}

    /// Makes the functions callable.
    ///
    /// @throws InputException when they cannot be, always with the same message in one process
    static synchronized void load() {
        if (failure != null) {
            throw failure;
        }
        if (loaded) {
            return;
        }
        try {
            checkProcessor(System.getProperty("os.arch", ""), vectors());
            bind(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
            loaded = true;
        } catch (InputException e) {
            failure = e;
            throw e;
        }
    }

    /// Who is told what llama.cpp prints; nobody when null.
    static void tell(@Nullable Consumer<String> listener) {
        log = listener;
    }

    private static void bind(String system, String processor) {
        String resource = resource(system, processor);
        Path folder = temporaryFolder();
        Path file = folder.resolve("libhone-llama" + resource.substring(resource.lastIndexOf('.')));
        try {
            extract(resource, file);
            Native.register(LlamaFunctions.class, NativeLibrary.getInstance(file.toString()));
            checkStructures();
        } catch (IOException e) {
            throw new InputException(cannotWrite(folder, FileFailure.reason(e)), e);
        } catch (LinkageError | RuntimeException e) {
            throw e instanceof InputException input ? input : refused(e);
        } finally {
            // A library that is loaded needs its file no more.
            deleteQuietly(file);
            deleteQuietly(folder);
        }
        LlamaFunctions.llama_log_set(CALLBACK, null);
        LlamaFunctions.llama_backend_init();
    }

    private static Path temporaryFolder() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        try {
            Path folder = Files.createTempDirectory(parent, "hone-llama");
            // JNA keeps a small library of its own, and may not know another folder.
            if (System.getProperty("jna.tmpdir") == null) {
                System.setProperty("jna.tmpdir", parent.toString());
            }
            return folder;
        } catch (IOException e) {
            throw new InputException(cannotWrite(parent, FileFailure.reason(e)), e);
        }
    }

    private static void extract(String resource, Path file) throws IOException {
        try (InputStream in = NativeCode.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new InputException(
                        "Local models need de.kherud:llama on the class path; ./hone puts it there"
                                + " by itself.");
            }
            Files.copy(in, file);
        }
    }

    /// Where the library for this machine lies among the resources.
    ///
    /// @throws InputException when there is none
    static String resource(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        if (os.contains("linux") && (arm || intel)) {
            return FOLDER + "Linux/" + (arm ? "aarch64" : "x86_64") + "/libjllama.so";
        }
        if (os.contains("mac") && (arm || intel)) {
            return FOLDER + "Mac/" + (arm ? "aarch64" : "x86_64") + "/libjllama.dylib";
        }
        throw new InputException(
                "Local models run on Linux and macOS, on x86-64 and ARM64, and this is "
                        + Excerpt.of(system + " on " + processor)
                        + ". Use a model behind a server, such as ollama:NAME; on Windows, Hone in"
                        + " WSL can.");
    }

    /// @param vectors as [#vectors] tells them
    /// @throws InputException when the processor lacks what the library was compiled for
    static void checkProcessor(String processor, int vectors) {
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        if (intel && vectors >= 0 && vectors < AVX2) {
            throw new InputException(
                    "Local models need a processor with AVX2 and FMA, which this one, or the Java"
                            + " option UseAVX, does not offer. Use a model behind a server, such as"
                            + " ollama:NAME.");
        }
    }

    /// Which vector instructions the JVM found or was told to use: 0 none, 1 AVX, 2 AVX2, 3
    /// AVX-512; -1 where it does not say.
    private static int vectors() {
        try {
            Class<? extends PlatformManagedObject> type =
                    Class.forName("com.sun.management.HotSpotDiagnosticMXBean")
                            .asSubclass(PlatformManagedObject.class);
            Object bean = ManagementFactory.getPlatformMXBean(type);
            Object option = type.getMethod("getVMOption", String.class).invoke(bean, "UseAVX");
            Object value = option.getClass().getMethod("getValue").invoke(option);
            return Integer.parseInt(String.valueOf(value));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return -1;
        }
    }

    /// The defaults show whether the structures lie in memory as they are declared here.
    private static void checkStructures() {
        LlamaFunctions.ContextParams context = LlamaFunctions.llama_context_default_params();
        LlamaFunctions.ModelParams model = LlamaFunctions.llama_model_default_params();
        boolean known =
                context.n_ctx == 512
                        && context.n_batch == 2048
                        && context.n_seq_max == 1
                        && context.rope_scaling_type == -1
                        && context.defrag_thold == -1
                        && context.type_k == 1
                        && context.type_v == 1
                        && context.logits_all == 0
                        && context.flash_attn == 0
                        && model.use_mmap == 1
                        && model.vocab_only == 0
                        && model.check_tensors == 0;
        if (!known) {
            throw new InputException(
                    "The llama.cpp on the class path is of another version than Hone was made for."
                            + " Right is de.kherud:llama in the version of Hone's pom.xml.");
        }
    }

    private static InputException refused(Throwable cause) {
        return new InputException(
                "The native library of llama.cpp cannot be loaded: "
                        + Excerpt.of(String.valueOf(cause.getMessage()), 300)
                        + ". Where the temporary folder is mounted noexec, name another with"
                        + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER; on Linux it needs glibc"
                        + " 2.31, libstdc++ and libgomp.",
                cause);
    }

    private static String cannotWrite(Path folder, String why) {
        return "The native library of llama.cpp cannot be written to the temporary folder "
                + folder
                + ": "
                + Excerpt.of(why)
                + ". Make room there or make it writable, or name another with"
                + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER.";
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
