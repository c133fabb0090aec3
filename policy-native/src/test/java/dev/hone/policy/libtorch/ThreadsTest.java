package dev.hone.policy.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.InputException;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ThreadsTest {

    @TempDir private Path topology;

    @Test
    void processorsOfOneCoreCountOnce() throws IOException {
        processor(0, "0-1");
        processor(1, "0-1");
        processor(2, "2-3");
        processor(3, "2-3");
        Files.createDirectory(topology.resolve("cpufreq"));
        assertThat(Threads.count(null, 4, topology)).isEqualTo(2);
    }

    @Test
    void noMoreThanTheProcessHas() throws IOException {
        processor(0, "0");
        processor(1, "1");
        processor(2, "2");
        assertThat(Threads.count(" ", 2, topology)).isEqualTo(2);
    }

    @Test
    void allProcessorsWhereCoresAreUnknown() {
        assertThat(Threads.count(null, 3, topology)).isEqualTo(3);
        assertThat(Threads.count(null, 3, topology.resolve("absent"))).isEqualTo(3);
    }

    @Test
    void theUserDecides() {
        assertThat(Threads.count(" 7 ", 2, topology)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1025", "two", "2.5", "99999999999999"})
    void anotherNumberIsRefused(String setting) {
        assertThatThrownBy(() -> Threads.count(setting, 2, topology))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "The environment variable HONE_THREADS is \""
                                + setting
                                + "\", but must be a number of threads from 1 to 1024.");
    }

    @Test
    void libtorchIsToldOnceAndSmallNetworksTakeOneThread() {
        int count = Threads.set();
        Threads.setFor(1_000_000_000);
        assertThat(torch.get_num_threads()).isEqualTo(count);
        Threads.setFor(300_000);
        assertThat(Threads.set()).isEqualTo(count);
        assertThat(torch.get_num_threads())
                .isEqualTo(System.getenv(Threads.VARIABLE) == null ? 1 : count);
    }

    private void processor(int number, String siblings) throws IOException {
        Path folder = Files.createDirectories(topology.resolve("cpu" + number + "/topology"));
        Files.writeString(folder.resolve("thread_siblings_list"), siblings + "\n");
    }
}
