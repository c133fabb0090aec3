package dev.hone.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import dev.hone.Digest;
import dev.hone.Prompt;
import dev.hone.statistics.Interval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/// Results as JSON: fields in the order of the records, line ends `\n` everywhere, texts without
/// loss. The same result gives the same bytes.
final class ResultJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(texts())
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .annotationIntrospector(new Required())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private ResultJson() {}

    static String result(RunResult result) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                                Separators.createDefaultInstance()
                                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(lines);
        try {
            return Surrogates.escaped(MAPPER.writer(printer).writeValueAsString(result)) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String trajectory(List<TrajectoryLine> lines) {
        StringBuilder text = new StringBuilder();
        try {
            for (TrajectoryLine line : lines) {
                text.append(Surrogates.escaped(MAPPER.writeValueAsString(line))).append('\n');
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static RunResult readResult(String json) throws JsonProcessingException {
        RunResult result = MAPPER.readValue(json, RunResult.class);
        if (result == null) {
            throw MismatchedInputException.from(null, RunResult.class, "it is null");
        }
        return result;
    }

    private static SimpleModule texts() {
        return new SimpleModule()
                .addSerializer(Prompt.class, written(Prompt::text))
                .addDeserializer(Prompt.class, read(Prompt::new))
                .addSerializer(Digest.class, written(Digest::hex))
                .addDeserializer(Digest.class, read(Digest::new))
                .addSerializer(Interval.class, new IntervalWriter())
                .addDeserializer(Interval.class, new IntervalReader());
    }

    private static <T> JsonSerializer<T> written(Function<T, String> text) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeString(text.apply(value));
            }
        };
    }

    private static <T> JsonDeserializer<T> read(Function<String, T> value) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                String text = context.readValue(in, String.class);
                try {
                    return value.apply(text);
                } catch (IllegalArgumentException e) {
                    return context.reportInputMismatch(String.class, "%s", e.getMessage());
                }
            }
        };
    }

    /// Every field must be there, but for those that are left out when they are null.
    private static final class Required extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasRequiredMarker(AnnotatedMember field) {
            return !field.hasAnnotation(JsonInclude.class);
        }
    }

    private static final class IntervalWriter extends JsonSerializer<Interval> {
        @Override
        public void serialize(Interval interval, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeArray(new double[] {interval.low(), interval.high()}, 0, 2);
        }
    }

    private static final class IntervalReader extends JsonDeserializer<Interval> {
        @Override
        public Interval deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            double[] bounds = context.readValue(in, double[].class);
            if (bounds.length != 2 || !(bounds[0] <= bounds[1])) {
                return context.reportInputMismatch(
                        Interval.class, "an interval is [low, high] with low at most high");
            }
            return new Interval(bounds[0], bounds[1]);
        }
    }
}
