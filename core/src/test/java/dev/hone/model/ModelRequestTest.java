package dev.hone.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.Digest;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/// The digest is the key under which an answer is kept: whatever can change the answer must change
/// the digest, or somebody is served another's answer.
class ModelRequestTest {

    private static final ModelSettings SETTINGS =
            new ModelSettings("openai:m", 0.5, 100, 0.9, List.of("stop"), false);
    private static final List<Message> CONVERSATION =
            List.of(Message.system("s"), Message.user("ab"), Message.assistant("c"));
    private static final ModelRequest REQUEST = new ModelRequest(SETTINGS, CONVERSATION, 1, 7L);

    private static ModelRequest with(ModelSettings settings) {
        return new ModelRequest(settings, CONVERSATION, 1, 7L);
    }

    private static ModelRequest with(Message... messages) {
        return new ModelRequest(SETTINGS, List.of(messages), 1, 7L);
    }

    @Test
    void everyFieldThatCanChangeTheAnswerChangesTheDigest() {
        Stream<ModelRequest> others =
                Stream.of(
                        with(new ModelSettings("openai:n", 0.5, 100, 0.9, List.of("stop"), false)),
                        with(new ModelSettings("openai:m", 0.6, 100, 0.9, List.of("stop"), false)),
                        with(new ModelSettings("openai:m", null, 100, 0.9, List.of("stop"), false)),
                        with(new ModelSettings("openai:m", 0.5, 101, 0.9, List.of("stop"), false)),
                        with(new ModelSettings("openai:m", 0.5, null, 0.9, List.of("stop"), false)),
                        with(new ModelSettings("openai:m", 0.5, 100, 0.8, List.of("stop"), false)),
                        with(new ModelSettings("openai:m", 0.5, 100, null, List.of("stop"), false)),
                        with(new ModelSettings("openai:m", 0.5, 100, 0.9, List.of(), false)),
                        with(
                                new ModelSettings(
                                        "openai:m", 0.5, 100, 0.9, List.of("st", "op"), false)),
                        with(new ModelSettings("openai:m", 0.5, 100, 0.9, List.of("stop"), true)),
                        new ModelRequest(SETTINGS, CONVERSATION, 2, 7L),
                        new ModelRequest(SETTINGS, CONVERSATION, 1, 8L),
                        new ModelRequest(SETTINGS, CONVERSATION, 1, null),
                        with(Message.user("s"), Message.user("ab"), Message.assistant("c")),
                        with(Message.system("s"), Message.user("ab")),
                        with(Message.system("s"), Message.user("a"), Message.assistant("bc")),
                        with(Message.system("s"), Message.user("ab"), Message.assistant("\ud800")),
                        with(Message.system("s"), Message.user("ab"), Message.assistant("\ud801")),
                        with(Message.system("s"), Message.user("ab"), Message.assistant("?")));
        List<Digest> digests =
                Stream.concat(Stream.of(REQUEST), others).map(ModelRequest::digest).toList();

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void equalRequestsHaveEqualDigestsAcrossProcesses() {
        ModelRequest same = new ModelRequest(SETTINGS, List.copyOf(CONVERSATION), 1, 7L);

        assertThat(same.digest()).isEqualTo(REQUEST.digest());
        assertThat(REQUEST.digest().hex())
                .isEqualTo("0d1b6a22cde91c3fb2c614c2845514b7fe852ae902bf0cf4894b965cef75a9f8");
    }
}
