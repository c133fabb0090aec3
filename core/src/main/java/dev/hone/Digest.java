package dev.hone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 of some content, as 64 lower-case hexadecimal digits: the name of what it was made of.
public record Digest(String hex) {

    private static final int HEX_LENGTH = 64;
    private static final int SHORT_LENGTH = 12;

    public Digest {
        if (hex.length() != HEX_LENGTH) {
            throw new IllegalArgumentException(
                    "hex (" + hex + ") must have " + HEX_LENGTH + " digits.");
        }
    }

    /// The digest of a sequence of texts. Every part is preceded by its length, so that moving
    /// characters from one part to the next changes the digest; unpaired surrogates are kept apart.
    public static Digest of(String... parts) {
        MessageDigest sha256 = sha256();
        for (String part : parts) {
            byte[] bytes = bytes(part);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }

    /// The first 12 digits, for people.
    public String abbreviated() {
        return hex.substring(0, SHORT_LENGTH);
    }

    @Override
    public String toString() {
        return hex;
    }

    /// UTF-8 where the text comes back from it, otherwise UTF-16 behind a mark that UTF-8 cannot
    /// contain: UTF-8 would replace every unpaired surrogate by the same question mark.
    private static byte[] bytes(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            return utf8;
        }
        ByteBuffer buffer = ByteBuffer.allocate(1 + text.length() * Character.BYTES);
        buffer.put((byte) 0xFF);
        buffer.asCharBuffer().put(text);
        return buffer.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform provides SHA-256.", e);
        }
    }
}
