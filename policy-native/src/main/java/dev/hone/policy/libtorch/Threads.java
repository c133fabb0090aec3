package dev.hone.policy.libtorch;

import dev.hone.Excerpt;
import dev.hone.InputException;

import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// How many threads libtorch takes: as many as there are processors that do not share their
/// arithmetic units with another, since two threads on one core only get into each other's way.
public final class Threads {

    /// The environment variable that overrides it.
    public static final String VARIABLE = "HONE_THREADS";

    private static final int MOST = 1_024;
    private static final long WORTH_A_THREAD = 10_000_000;

    /// 0 as long as libtorch is not set up.
    private static int count;

    private Threads() {}

    /// Sets libtorch up; calls after the first change nothing.
    ///
    /// @return how many threads it takes
    /// @throws InputException when `HONE_THREADS` is no number from 1 to 1,024
    public static synchronized int set() {
        if (count == 0) {
            int wanted =
                    count(
                            System.getenv(VARIABLE),
                            Runtime.getRuntime().availableProcessors(),
                            Path.of("/sys/devices/system/cpu"));
            use(wanted);
            count = wanted;
        }
        return count;
    }

    /// Sets libtorch up for a network of this size. Below some ten million parameters a second
    /// thread costs more than it brings, and on busy processors many times more.
    ///
    /// @throws InputException when `HONE_THREADS` is no number from 1 to 1,024
    public static synchronized void setFor(long parameters) {
        int wanted = set();
        String setting = System.getenv(VARIABLE);
        boolean free = setting == null || setting.isBlank();
        use(free && parameters < WORTH_A_THREAD ? 1 : wanted);
    }

    /// libtorch's own threads, and those of the matrix products that it leaves to OpenBLAS.
    private static void use(int threads) {
        torch.set_num_threads(threads);
        openblas.blas_set_num_threads(threads);
    }

    static int count(@Nullable String setting, int processors, Path topology) {
        if (setting == null || setting.isBlank()) {
            int cores = cores(topology);
            return cores == 0 ? processors : Math.min(cores, processors);
        }
        int count;
        try {
            count = Integer.parseInt(setting.strip());
        } catch (NumberFormatException e) {
            throw wrong(setting);
        }
        if (count < 1 || count > MOST) {
            throw wrong(setting);
        }
        return count;
    }

    private static InputException wrong(String setting) {
        return new InputException(
                "The environment variable "
                        + VARIABLE
                        + " is \""
                        + Excerpt.of(setting)
                        + "\", but must be a number of threads from 1 to "
                        + MOST
                        + ".");
    }

    /// As Linux describes them, 0 where it cannot be told: processors of one core name the same
    /// siblings.
    private static int cores(Path topology) {
        Set<String> siblings = new HashSet<>();
        try (DirectoryStream<Path> processors = Files.newDirectoryStream(topology, "cpu[0-9]*")) {
            for (Path processor : processors) {
                Path file = processor.resolve("topology/thread_siblings_list");
                if (Files.isReadable(file)) {
                    siblings.add(Files.readString(file).strip());
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return siblings.size();
    }
}
