package dev.hone.policy.libtorch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the processor is quick at.
public final class Processor {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Processor() {}

    /// Whether it multiplies matrices of bfloat16 faster than those of 32 bits: it has instructions
    /// for them, and this libtorch has oneDNN, which uses them. libtorch itself says only whether
    /// they can be multiplied, at whatever speed. False where nothing is known, as on systems other
    /// than Linux.
    public static boolean isQuickAtBfloat16() {
        return PackedLinear.AVAILABLE && isQuickAtBfloat16(LINUX);
    }

    static boolean isQuickAtBfloat16(Path description) {
        try (Stream<String> lines = Files.lines(description)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> List.of(line.split("\\s+")))
                    .filter(flags -> flags.contains("avx512_bf16") || flags.contains("amx_bf16"))
                    .isPresent();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
