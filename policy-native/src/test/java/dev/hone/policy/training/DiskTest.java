package dev.hone.policy.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.InputException;
import dev.hone.policy.Policy;
import dev.hone.policy.TrainingPlan;
import dev.hone.policy.engine.NativeEngine;
import dev.hone.policy.fallback.SafeFallBack;
import dev.hone.policy.learning.Learned;
import dev.hone.run.RandomStreams;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Training on a disk that fills up and then may not be written: a real file system, mounted for
/// one child process.
class DiskTest {

    @TempDir Path folder;

    @Test
    void aDiskThatIsFullCostsNeitherCheckpointNorPolicy() throws Exception {
        requireMounts();
        String mount = "mount -t tmpfs -o size=16m tmpfs '" + folder + "' && exec \"$@\"";
        Process child =
                new ProcessBuilder(
                                "unshare",
                                "-rm",
                                "sh",
                                "-c",
                                mount,
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OnSmallDisk.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> lines;
        try (BufferedReader out = child.inputReader()) {
            lines = out.lines().toList();
        }

        assertThat(child.waitFor()).isZero();
        assertThat(lines)
                .containsExactly(
                        "training told of the full disk: true",
                        "epochs kept: 2",
                        "saving told of the full disk: true",
                        "old policy as it was: true",
                        "with room, epochs: 3, policy replaced: true",
                        "training told of the read-only disk: true",
                        "saving told of the read-only disk: true",
                        "epochs kept: 3");
    }

    @Test
    void aCheckpointInTheWayOfAFileIsRefusedBeforeTraining() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "of the user");
        TrainingPlan plan = Lessons.plan("think", 5, taken.resolve(".training"));

        assertThat(OnSmallDisk.message(() -> OnSmallDisk.train(plan, 1)))
                .startsWith("Cannot write ")
                .contains("taken");
        assertThat(taken).hasContent("of the user");
    }

    private static void requireMounts() throws InterruptedException {
        int code;
        try {
            code =
                    new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .start()
                            .waitFor();
        } catch (IOException e) {
            code = -1;
        }
        Assumptions.assumeTrue(
                code == 0, "Mounting needs unshare(1) and user namespaces; this system has not.");
    }

    static final class OnSmallDisk {

        private OnSmallDisk() {}

        public static void main(String[] arguments) throws Exception {
            Path disk = Path.of(arguments[0]);
            Path out = disk.resolve("policy");
            Path checkpoint = out.resolve(".training");
            learned("old", train(Lessons.plan("old", 5, null), 1)).save(out);
            byte[] old = Files.readAllBytes(out.resolve("policy.safetensors"));
            TrainingPlan plan = Lessons.plan("think", 5, checkpoint);
            Policy trained = train(plan, 2);

            Path filler = fill(disk);
            say("training told of the full disk: ", toldOfRoom(() -> train(plan, 3)));
            say("epochs kept: ", Checkpoint.read(checkpoint).losses().size());
            say(
                    "saving told of the full disk: ",
                    toldOfRoom(() -> learned("think", trained).save(out)));
            new NativeEngine().load(out);
            say("old policy as it was: ", same(old, out));

            Files.delete(filler);
            Policy resumed = train(plan, 3);
            learned("think", resumed).save(out);
            say(
                    "with room, epochs: ",
                    resumed.summary().losses().size() + ", policy replaced: " + !same(old, out));

            new ProcessBuilder("mount", "-o", "remount,ro,bind", disk.toString()).start().waitFor();
            say(
                    "training told of the read-only disk: ",
                    message(() -> train(plan, 4)).contains("Read-only"));
            say(
                    "saving told of the read-only disk: ",
                    message(() -> learned("think", resumed).save(out)).contains("Read-only"));
            say("epochs kept: ", Checkpoint.read(checkpoint).losses().size());
        }

        static Policy train(TrainingPlan plan, int epochs) {
            return new NativeEngine()
                    .train(
                            plan.with(course -> course.withEpochs(OptionalInt.of(epochs))),
                            epoch -> {});
        }

        private static Learned learned(String word, Policy policy) {
            return new Learned(
                    policy,
                    SafeFallBack.fit(
                            Lessons.data(word),
                            Lessons.data(word).where(query -> false),
                            policy,
                            new RandomStreams(1)));
        }

        /// Until only what a name takes is left.
        private static Path fill(Path disk) throws IOException {
            Path filler = disk.resolve("filler");
            long free = Files.getFileStore(disk).getUsableSpace();
            Files.write(filler, new byte[Math.toIntExact(free - 20_000)]);
            return filler;
        }

        private static boolean toldOfRoom(Runnable what) {
            String message = message(what);
            return message.contains("the disk has") && message.contains("Free some");
        }

        static String message(Runnable what) {
            try {
                what.run();
                return "";
            } catch (InputException e) {
                return String.valueOf(e.getMessage());
            }
        }

        private static boolean same(byte[] old, Path out) throws IOException {
            return Arrays.equals(old, Files.readAllBytes(out.resolve("policy.safetensors")));
        }

        private static void say(String what, Object how) {
            System.out.println(what + how);
        }
    }
}
