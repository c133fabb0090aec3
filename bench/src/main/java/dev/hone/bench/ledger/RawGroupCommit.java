package dev.hone.bench.ledger;

import dev.hone.ledger.RecordedAnswer;
import dev.hone.ledger.store.GroupCommit;
import dev.hone.ledger.store.Transactions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// What as many callers as the ledger has can reach without a database: the ledger's group commit,
/// with a file behind it that their bytes are written over, as in [RawLoop].
final class RawGroupCommit implements Transactions<List<ByteBuffer>> {

    private final FileChannel channel;

    private RawGroupCommit(FileChannel channel) {
        this.channel = channel;
    }

    /// Of platform threads.
    static Workers.Rate rate(int threads, Path file, List<RecordedAnswer> answers)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (GroupCommit<List<ByteBuffer>> commits =
                new GroupCommit<>("raw group commit", new RawGroupCommit(channel))) {
            RawLoop.fill(
                    channel,
                    answers.stream().flatMap(answer -> RawLoop.bytes(answer).stream()).toList());
            return Workers.rate(threads, 0, answers.size(), i -> put(commits, answers.get(i)));
        }
    }

    private static void put(GroupCommit<List<ByteBuffer>> commits, RecordedAnswer answer)
            throws SQLException {
        List<ByteBuffer> bytes = RawLoop.bytes(answer);
        commits.write(
                group -> {
                    group.addAll(bytes);
                    return () -> true;
                });
    }

    @Override
    public void commit(Writes<List<ByteBuffer>> writes) throws SQLException {
        List<ByteBuffer> group = new ArrayList<>();
        writes.on(group);
        try {
            channel.write(group.toArray(ByteBuffer[]::new));
            channel.force(false);
        } catch (IOException e) {
            throw new SQLException("Could not write.", e);
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SQLException("Could not close the file.", e);
        }
    }
}
