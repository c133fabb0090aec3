package dev.hone.policy.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ProcessorTest {

    @TempDir Path folder;

    private boolean isQuick(String description) throws IOException {
        Path file = Files.writeString(folder.resolve("cpuinfo"), description);
        return Processor.isQuickAtBfloat16(file);
    }

    @Test
    void theInstructionsForBfloat16MakeItQuick() throws IOException {
        assertThat(isQuick("model name\t: a\nflags\t\t: fpu avx512_bf16 sse\n")).isTrue();
        assertThat(isQuick("flags\t\t: fpu amx_bf16")).isTrue();
        assertThat(isQuick("flags\t\t: fpu avx512f avx512vl\n")).isFalse();
        assertThat(isQuick("bugs\t\t: avx512_bf16\n")).isFalse();
        assertThat(isQuick("Features\t: fp asimd bf16\n")).isFalse();
        assertThat(isQuick("")).isFalse();
    }

    @Test
    void whereNothingIsKnownItIsNot() throws IOException {
        assertThat(Processor.isQuickAtBfloat16(folder.resolve("missing"))).isFalse();
        Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThat(Processor.isQuickAtBfloat16(folder.resolve("bytes"))).isFalse();
    }
}
