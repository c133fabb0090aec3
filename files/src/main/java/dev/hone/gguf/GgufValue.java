package dev.hone.gguf;

import java.util.List;

/// A value of a GGUF header.
public sealed interface GgufValue {

    /// A number of one of the types of [NumberType].
    record Scalar(NumberType type, Number value) implements GgufValue {}

    /// Yes or no.
    record Flag(boolean value) implements GgufValue {}

    /// A text.
    record Text(String value) implements GgufValue {}

    /// Texts.
    record Texts(List<String> values) implements GgufValue {

        public Texts {
            values = List.copyOf(values);
        }
    }

    /// Numbers of one type.
    record Numbers(NumberType type, List<Number> values) implements GgufValue {

        public Numbers {
            values = List.copyOf(values);
        }
    }

    /// Flags.
    record Flags(List<Boolean> values) implements GgufValue {

        public Flags {
            values = List.copyOf(values);
        }
    }

    /// Types of numbers, with their code and bytes in a file. Unsigned 64-bit numbers are read as
    /// signed: none that is of use is so large.
    enum NumberType {
        U8(0, 1),
        I8(1, 1),
        U16(2, 2),
        I16(3, 2),
        U32(4, 4),
        I32(5, 4),
        F32(6, 4),
        U64(10, 8),
        I64(11, 8),
        F64(12, 8);

        private final int code;
        private final int bytes;

        NumberType(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        /// The number that stands for it in a file.
        public int code() {
            return code;
        }

        /// Bytes of one such number.
        public int bytes() {
            return bytes;
        }

        /// Whether its numbers have a fraction.
        public boolean isReal() {
            return this == F32 || this == F64;
        }
    }

    /// An unsigned number of 32 bits, which most whole numbers of a header are.
    static GgufValue of(int value) {
        return new Scalar(NumberType.U32, (long) value);
    }

    static GgufValue of(float value) {
        return new Scalar(NumberType.F32, value);
    }

    static GgufValue of(boolean value) {
        return new Flag(value);
    }

    static GgufValue of(String value) {
        return new Text(value);
    }
}
