package dev.hone.bench.ledger;

import dev.hone.ledger.AnswerJson;
import dev.hone.ledger.RecordedAnswer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// What the disk allows anyone who commits for as many callers as wait: the bytes of so many
/// answers are written over a file, which is then synced. Nothing is made of the bytes, no index,
/// no thread is waited for.
final class RawLoop {

    private static final double NANOS_PER_SECOND = 1e9;

    private RawLoop() {}

    /// Answers a second.
    ///
    /// @param group answers to a sync
    static double rate(Path folder, int answers, int group) throws IOException {
        List<ByteBuffer> bytes = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            bytes.addAll(bytes(Sample.answer(i)));
        }
        Path file = folder.resolve("raw");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            fill(channel, bytes);
            long start = System.nanoTime();
            for (int i = 0; i < bytes.size(); i += 2 * group) {
                int end = Math.min(bytes.size(), i + 2 * group);
                channel.write(bytes.subList(i, end).toArray(ByteBuffer[]::new));
                channel.force(false);
            }
            return answers * NANOS_PER_SECOND / (System.nanoTime() - start);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static List<ByteBuffer> bytes(RecordedAnswer answer) {
        return List.of(
                ByteBuffer.wrap(AnswerJson.writeRequest(answer.request())),
                ByteBuffer.wrap(AnswerJson.writeResponse(answer.response())));
    }

    /// A file that grows costs the file system more than one that is overwritten, as a log is.
    /// Leaves the channel at its start.
    static void fill(FileChannel channel, List<ByteBuffer> bytes) throws IOException {
        for (ByteBuffer each : bytes) {
            channel.write(each.duplicate());
        }
        channel.force(true);
        channel.position(0);
    }
}
