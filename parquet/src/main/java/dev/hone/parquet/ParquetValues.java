package dev.hone.parquet;

import dev.hone.data.Value;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns Parquet records into [Value]s. Dates, decimals and the like are written as the format's
/// own tools write them; byte arrays are text when they are UTF-8.
final class ParquetValues {

    private ParquetValues() {}

    static Map<String, Value> fields(Group group) {
        GroupType type = group.getType();
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int field = 0; field < type.getFieldCount(); field++) {
            fields.put(type.getFieldName(field), field(group, field));
        }
        return fields;
    }

    private static Value field(Group group, int field) {
        Type type = group.getType().getType(field);
        int count = group.getFieldRepetitionCount(field);
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            return many(group, field, false);
        }
        return count == 0 ? new Value.Nothing() : value(group, field, 0);
    }

    /// @param wrapped whether each value stands alone in a group of its own, as the list annotation
    ///   has it
    private static Value many(Group group, int field, boolean wrapped) {
        List<Value> values = new ArrayList<>();
        for (int index = 0; index < group.getFieldRepetitionCount(field); index++) {
            values.add(
                    wrapped ? field(group.getGroup(field, index), 0) : value(group, field, index));
        }
        return new Value.Many(values);
    }

    private static Value value(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        if (type.isPrimitive()) {
            return scalar(group, field, index, type.asPrimitiveType());
        }
        Group inner = group.getGroup(field, index);
        boolean isList =
                LogicalTypeAnnotation.listType().equals(type.getLogicalTypeAnnotation())
                        && type.asGroupType().getFieldCount() == 1;
        if (!isList) {
            return new Value.Nested(fields(inner));
        }
        Type repeated = type.asGroupType().getType(0);
        return many(
                inner, 0, !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1);
    }

    private static Value scalar(Group group, int field, int index, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN ->
                    new Value.Scalar(Boolean.toString(group.getBoolean(field, index)), "a boolean");
            case INT32 -> number(type.stringifier().stringify(group.getInteger(field, index)));
            case INT64 -> number(type.stringifier().stringify(group.getLong(field, index)));
            case FLOAT -> number(type.stringifier().stringify(group.getFloat(field, index)));
            case DOUBLE -> number(type.stringifier().stringify(group.getDouble(field, index)));
            case BINARY -> binary(group.getBinary(field, index), type);
            case INT96 -> text(type, group.getInt96(field, index));
            case FIXED_LEN_BYTE_ARRAY -> text(type, group.getBinary(field, index));
        };
    }

    private static Value binary(Binary bytes, PrimitiveType type) {
        if (type.getLogicalTypeAnnotation()
                instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation) {
            return number(type.stringifier().stringify(bytes));
        }
        try {
            return Value.Scalar.text(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.getBytes()))
                            .toString());
        } catch (CharacterCodingException e) {
            return text(type, bytes);
        }
    }

    private static Value text(PrimitiveType type, Binary bytes) {
        return Value.Scalar.text(type.stringifier().stringify(bytes));
    }

    private static Value number(String text) {
        return new Value.Scalar(text, "a number");
    }
}
