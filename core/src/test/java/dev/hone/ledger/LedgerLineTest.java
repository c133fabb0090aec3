package dev.hone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.HoneException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.run.RunEvent;
import dev.hone.run.RunId;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class LedgerLineTest {

    @Property(tries = 500)
    void everyLineComesBackEqualAndIsOneLine(@ForAll("lines") LedgerLine line) {
        byte[] json = line.toJson();
        assertThat(LedgerLine.parse(json)).isEqualTo(line);
        assertThat(json).doesNotContain('\n');
    }

    @Property(tries = 500)
    void aChangedLineIsReadOrAHoneException(
            @ForAll("lines") LedgerLine line, @ForAll int place, @ForAll byte value) {
        byte[] json = line.toJson();
        json[Math.floorMod(place, json.length)] = value;
        try {
            assertThat(LedgerLine.parse(json)).isNotNull();
        } catch (HoneException e) {
            assertThat(e).hasMessageStartingWith("The ledger holds");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"v\":1}",
                "{\"v\":2,\"kind\":\"end\"}",
                "{\"v\":1,\"kind\":\"secret\"}",
                "{\"v\":1,\"kind\":\"end\",\"answers\":1}",
                "{\"v\":1,\"kind\":\"end\",\"answers\":1,\"events\":0} {}",
                "{\"v\":1,\"kind\":\"event\",\"run\":\" \",\"position\":0,\"event\":{}}",
                "{\"v\":1,\"kind\":\"answer\",\"run\":\"r\",\"request\":7,\"response\":{}}",
            })
    void textThatIsNoLineIsAHoneException(String text) {
        assertThatThrownBy(() -> LedgerLine.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(HoneException.class);
    }

    @Provide
    Arbitrary<LedgerLine> lines() {
        Arbitrary<RunId> runs = Recordings.texts().filter(text -> !text.isBlank()).map(RunId::new);
        Arbitrary<ModelRequest> requests = Recordings.requests();
        Arbitrary<ModelResponse> responses = Recordings.responses();
        Arbitrary<RunEvent> events = Recordings.events();
        return Arbitraries.oneOf(
                Combinators.combine(requests, responses, runs)
                        .as(RecordedAnswer::new)
                        .map(LedgerLine.Answer::new),
                Combinators.combine(runs, Arbitraries.longs(), events).as(LedgerLine.Event::new),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                        .as(LedgerLine.End::new));
    }
}
