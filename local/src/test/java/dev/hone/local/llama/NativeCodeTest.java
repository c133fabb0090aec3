package dev.hone.local.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class NativeCodeTest {

    @TempDir Path folder;

    @Test
    void aSystemWithoutNativesIsToldWhatElseWorks() {
        assertThatThrownBy(() -> NativeCode.resource("Windows 11", "amd64"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Windows 11 on amd64")
                .hasMessageContaining("ollama:NAME");
        assertThat(NativeCode.resource("Mac OS X", "aarch64")).endsWith("libjllama.dylib");
    }

    @Test
    void aProcessorWithoutAvx2IsRefused() {
        assertThatThrownBy(() -> NativeCode.checkProcessor("amd64", 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("AVX2");
        NativeCode.checkProcessor("amd64", 2);
        NativeCode.checkProcessor("aarch64", 0);
    }

    @Test
    void aProcessWithoutAvxSaysSoAndLivesOn() throws Exception {
        assertThat(run("-XX:UseAVX=0")).contains("need a processor with AVX2").contains("alive");
    }

    @Test
    void aTemporaryFolderThatIsMissingIsAnError() throws Exception {
        assertThat(run("-Djava.io.tmpdir=" + folder.resolve("none")))
                .contains("cannot be written to the temporary folder")
                .contains("alive");
    }

    private static String run(String option) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                option,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Loading.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Loads the native library in a process of its own.
    public static final class Loading {

        private Loading() {}

        public static void main(String[] arguments) {
            try {
                NativeCode.load();
            } catch (InputException e) {
                System.out.println(e.getMessage());
            }
            System.out.println("alive");
        }
    }
}
