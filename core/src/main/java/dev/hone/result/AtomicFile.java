package dev.hone.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file so that it is there in full or not at all, and survives a loss of power once the
/// call has returned.
///
/// Two writers of one file must not work at the same time: they share the temporary file beside it.
public final class AtomicFile {

    private AtomicFile() {}

    /// What writes the content, from the first byte to the last.
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Replaces the file when there is one.
    public static void write(Path folder, String name, byte[] content) throws IOException {
        write(folder, name, whole(content));
    }

    /// As [#write(Path, String, byte[])], for content that should not stand in memory as a whole.
    public static void write(Path folder, String name, Content content) throws IOException {
        Path temporary = folder.resolve("." + name + ".tmp");
        try {
            writeThrough(temporary, content);
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceDirectory(folder);
    }

    /// Throws when nothing can be written to the folder.
    static void probe(Path folder) throws IOException {
        Path probe = folder.resolve(".writable.tmp");
        try {
            writeThrough(probe, whole(new byte[0]));
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static Content whole(byte[] content) {
        return channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        };
    }

    private static void writeThrough(Path file, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    /// The rename is durable only when the folder is. Systems that cannot open a folder (Windows)
    /// make renames durable by themselves.
    private static void forceDirectory(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
