package dev.hone.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Decompression without Hadoop. The library's own way to gzip leads through a Hadoop class, and
/// its way to Snappy frees buffers by a method that Java warns of; both are done here.
final class Codecs implements CompressionCodecFactory {

    static final Set<CompressionCodecName> KNOWN =
            EnumSet.of(
                    CompressionCodecName.UNCOMPRESSED,
                    CompressionCodecName.SNAPPY,
                    CompressionCodecName.GZIP,
                    CompressionCodecName.ZSTD,
                    CompressionCodecName.LZ4_RAW);

    private final CodecFactory others = new CodecFactory(new PlainParquetConfiguration(), 0);

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case GZIP -> (Whole) Codecs::gunzip;
            case SNAPPY -> (Whole) Codecs::unsnap;
            default -> others.getDecompressor(codec);
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return others.getCompressor(codec);
    }

    @Override
    public void release() {
        others.release();
    }

    private static byte[] gunzip(byte[] compressed, int size) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return in.readNBytes(size);
        }
    }

    private static byte[] unsnap(byte[] compressed, int size) throws IOException {
        byte[] bytes = new byte[size];
        int length = Snappy.uncompressedLength(compressed);
        if (length != size) {
            throw new IOException("a page says it has " + size + " bytes, but has " + length);
        }
        Snappy.uncompress(compressed, 0, compressed.length, bytes, 0);
        return bytes;
    }

    /// Decompresses a page as a whole.
    @FunctionalInterface
    private interface Whole extends BytesInputDecompressor {

        /// @param size of the page when it is decompressed
        byte[] decompress(byte[] compressed, int size) throws IOException;

        @Override
        default BytesInput decompress(BytesInput compressed, int size) throws IOException {
            return BytesInput.from(decompress(compressed.toInputStream().readAllBytes(), size));
        }

        @Override
        default void decompress(ByteBuffer from, int length, ByteBuffer to, int size)
                throws IOException {
            byte[] compressed = new byte[length];
            from.get(compressed);
            to.put(decompress(compressed, size));
        }

        @Override
        default void release() {}
    }
}
