package dev.hone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.HoneException;
import dev.hone.ledger.parse.AnswerParser;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Message.Role;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reading without a tree gives what reading by a tree gives, or nothing.
class AnswerParserTest {

    private static final AnswerParser PARSER =
            JsonText.parser(JsonFields.byLabel(Role.class), JsonFields.byLabel(FinishReason.class));

    @Property
    void whatIsWrittenNeedsNoTree(
            @ForAll("plainRequests") ModelRequest request,
            @ForAll("plainResponses") ModelResponse response) {
        assertThat(PARSER.request(AnswerJson.writeRequest(request))).isEqualTo(request);
        assertSame(PARSER.response(AnswerJson.writeResponse(response)), response);
    }

    @Property
    void aChangedByteIsReadAsByATreeOrNotAtAll(
            @ForAll("anyRequests") ModelRequest request,
            @ForAll @IntRange(max = 100_000) int where,
            @ForAll("letters") byte letter) {
        byte[] text = AnswerJson.writeRequest(request);
        text[where % text.length] = letter;
        ModelRequest parsed = PARSER.request(text);
        if (parsed != null) {
            assertThat(parsed).isEqualTo(requestByTree(text));
        }
    }

    @Property
    void aChangedByteOfAnAnswerIsReadAsByATreeOrNotAtAll(
            @ForAll("anyResponses") ModelResponse response,
            @ForAll @IntRange(max = 100_000) int where,
            @ForAll("letters") byte letter) {
        byte[] text = AnswerJson.writeResponse(response);
        text[where % text.length] = letter;
        ModelResponse parsed = PARSER.response(text);
        if (parsed != null) {
            assertSame(parsed, responseByTree(text));
        }
    }

    @Property(tries = 200)
    void aTextCutShortIsNotRead(
            @ForAll("anyRequests") ModelRequest request,
            @ForAll @IntRange(max = 100_000) int where) {
        byte[] text = AnswerJson.writeRequest(request);
        assertThat(PARSER.request(Arrays.copyOf(text, where % text.length))).isNull();
        assertThat(PARSER.request(Arrays.copyOf(text, text.length + 1))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"v\":2,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":01,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1.0,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":9223372036854775808,"
                        + "\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[{\"text\":\"a\nb\",\"finish\":\"stop\"}],"
                        + "\"inputTokens\":1,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[{\"text\":\"a\",\"finish\":\"gone\"}],"
                        + "\"inputTokens\":1,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[{\"text\":\"\\x\",\"finish\":\"stop\"}],"
                        + "\"inputTokens\":1,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[{\"text\":\"\\u12\",\"finish\":\"stop\"}],"
                        + "\"inputTokens\":1,\"outputTokens\":1}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,\"millis\":-1}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,\"millis\":1.5}",
                "{\"v\":1,\"completions\":[],\"inputTokens\":1,\"outputTokens\":1,"
                        + "\"millis\":9223372036854775807}",
            })
    void whatIsUnusualIsLeftToATree(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(PARSER.response(bytes)).isNull();
        assertThat(catchThrowable(() -> AnswerJson.readResponse(bytes)))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isNull(),
                        failure -> assertThat(failure).isInstanceOf(HoneException.class));
    }

    /// Also in how long they took, which equality does not see.
    private static void assertSame(@Nullable ModelResponse parsed, ModelResponse expected) {
        assertThat(parsed)
                .isEqualTo(expected)
                .extracting(ModelResponse::latency)
                .isEqualTo(expected.latency());
    }

    private static ModelRequest requestByTree(byte[] text) {
        return AnswerJson.requestIn(within(JsonText.read(text, "a request").node()), "it");
    }

    private static ModelResponse responseByTree(byte[] text) {
        return AnswerJson.responseIn(within(JsonText.read(text, "an answer").node()), "it");
    }

    private static JsonFields within(JsonNode node) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("it", node);
        return new JsonFields(object, "a line");
    }

    @Provide
    Arbitrary<Byte> letters() {
        return Arbitraries.of("\"\\{}[]:,0123456789.-eEutn \n\u0000a".chars().boxed().toList())
                .map(Integer::byteValue);
    }

    @Provide
    Arbitrary<ModelRequest> anyRequests() {
        return Recordings.requests();
    }

    @Provide
    Arbitrary<ModelResponse> anyResponses() {
        return Recordings.responses();
    }

    /// Infinities, which are texts, are left to a tree.
    @Provide
    Arbitrary<ModelRequest> plainRequests() {
        return Recordings.requests().filter(request -> isPlain(AnswerJson.writeRequest(request)));
    }

    @Provide
    Arbitrary<ModelResponse> plainResponses() {
        return Recordings.responses()
                .filter(response -> isPlain(AnswerJson.writeResponse(response)));
    }

    private static boolean isPlain(byte[] text) {
        return !new String(text, StandardCharsets.UTF_8).contains("Infinity");
    }
}
