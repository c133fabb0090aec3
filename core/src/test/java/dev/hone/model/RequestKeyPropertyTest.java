package dev.hone.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ledger.AnswerJson;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The key under which an answer is filed: it changes with everything that can change the answer.
class RequestKeyPropertyTest {

    @Property(tries = 500)
    void requestsHaveEqualKeysExactlyWhenTheyAreEqual(
            @ForAll("requests") ModelRequest one, @ForAll("requests") ModelRequest other) {
        assertThat(one.digest().equals(other.digest())).isEqualTo(one.equals(other));
    }

    @Property(tries = 500)
    void everyChangeOfAFieldChangesTheKey(@ForAll("requests") ModelRequest request) {
        for (ModelRequest changed : changes(request)) {
            assertThat(changed.digest()).as(changed.toString()).isNotEqualTo(request.digest());
        }
    }

    @Property(tries = 200)
    void aCopyHasTheSameKey(@ForAll("requests") ModelRequest request) {
        ModelRequest copy = AnswerJson.readRequest(AnswerJson.writeRequest(request));
        assertThat(copy.digest()).isEqualTo(request.digest());
    }

    /// A field that is new here must be changed in [#changes], and take part in the key; how long
    /// to wait and how fast to ask stand elsewhere.
    @Test
    void theFieldsAreThoseThatAreChangedBelow() {
        assertThat(names(ModelRequest.class))
                .containsExactly("settings", "messages", "samples", "seed");
        assertThat(names(ModelSettings.class))
                .containsExactly(
                        "model", "temperature", "maxTokens", "topP", "stop", "logProbabilities");
        assertThat(names(Message.class)).containsExactly("role", "text");
    }

    private static Stream<String> names(Class<?> type) {
        return Stream.of(type.getRecordComponents()).map(RecordComponent::getName);
    }

    private static List<ModelRequest> changes(ModelRequest request) {
        List<ModelRequest> changed = new ArrayList<>();
        ModelSettings settings = request.settings();
        Double temperature = settings.temperature();
        Integer maxTokens = settings.maxTokens();
        Double topP = settings.topP();
        Long seed = request.seed();
        List<String> longerStop = new ArrayList<>(settings.stop());
        longerStop.add("");
        for (ModelSettings other :
                List.of(
                        settings(settings, settings.model() + " ", temperature, maxTokens, topP),
                        settings(
                                settings,
                                settings.model(),
                                temperature == null ? (Double) 0.0 : null,
                                maxTokens,
                                topP),
                        settings(
                                settings,
                                settings.model(),
                                temperature == null
                                        ? (Double) 1.0
                                        : (Double) Math.nextUp(temperature),
                                maxTokens,
                                topP),
                        settings(
                                settings,
                                settings.model(),
                                temperature,
                                maxTokens == null ? (Integer) 1 : null,
                                topP),
                        settings(
                                settings,
                                settings.model(),
                                temperature,
                                maxTokens,
                                topP == null ? (Double) 1.0 : null),
                        new ModelSettings(
                                settings.model(),
                                temperature,
                                maxTokens,
                                topP,
                                longerStop,
                                settings.logProbabilities()),
                        new ModelSettings(
                                settings.model(),
                                temperature,
                                maxTokens,
                                topP,
                                settings.stop(),
                                !settings.logProbabilities()))) {
            changed.add(new ModelRequest(other, request.messages(), request.samples(), seed));
        }
        int samples = request.samples() == Integer.MAX_VALUE ? 1 : request.samples() + 1;
        changed.add(new ModelRequest(settings, request.messages(), samples, seed));
        changed.add(
                new ModelRequest(
                        settings,
                        request.messages(),
                        request.samples(),
                        seed == null ? (Long) 0L : null));
        for (Message extra : List.of(Message.user(""), Message.assistant(""))) {
            List<Message> longer = new ArrayList<>(request.messages());
            longer.add(extra);
            changed.add(new ModelRequest(settings, longer, request.samples(), seed));
        }
        Message first = request.messages().getFirst();
        for (Message.Role role : Message.Role.values()) {
            if (role != first.role()) {
                changed.add(withFirst(request, new Message(role, first.text())));
            }
        }
        changed.add(withFirst(request, new Message(first.role(), first.text() + "\uD800")));
        changed.add(withFirst(request, new Message(first.role(), first.text() + "?")));
        return changed;
    }

    private static ModelSettings settings(
            ModelSettings other,
            String model,
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            @Nullable Double topP) {
        return new ModelSettings(
                model, temperature, maxTokens, topP, other.stop(), other.logProbabilities());
    }

    private static ModelRequest withFirst(ModelRequest request, Message first) {
        List<Message> messages = new ArrayList<>(request.messages());
        messages.set(0, first);
        return new ModelRequest(request.settings(), messages, request.samples(), request.seed());
    }

    /// From few texts, so that equal requests and texts that only stand elsewhere are common.
    @Provide
    Arbitrary<ModelRequest> requests() {
        Arbitrary<String> texts =
                Arbitraries.of("", "a", "b", "ab", "null", "1", "\uD800", "\uDC00", "?", "USER");
        Arbitrary<ModelSettings> settings =
                Combinators.combine(
                                texts,
                                Arbitraries.of(0.0, 1.0).injectNull(0.3),
                                Arbitraries.of(1, 2).injectNull(0.3),
                                Arbitraries.of(0.5, 1.0).injectNull(0.3),
                                texts.list().ofMaxSize(2),
                                Arbitraries.of(true, false))
                        .as(ModelSettings::new);
        Arbitrary<Message> messages =
                Combinators.combine(Arbitraries.of(Message.Role.class), texts).as(Message::new);
        return Combinators.combine(
                        settings,
                        messages.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(1, 2),
                        Arbitraries.of(0L, 1L).injectNull(0.3))
                .as(ModelRequest::new);
    }
}
