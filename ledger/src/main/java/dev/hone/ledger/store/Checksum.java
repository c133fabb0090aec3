package dev.hone.ledger.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C over the fields of a row, each behind its length. SQLite checks its log, but not what
/// lies in the file; PostgreSQL checks its pages only where it was set up to.
final class Checksum {

    private Checksum() {}

    static int of(byte[]... fields) {
        CRC32C crc = new CRC32C();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (byte[] field : fields) {
            length.clear().putInt(field.length);
            crc.update(length.flip());
            crc.update(field, 0, field.length);
        }
        return (int) crc.getValue();
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
