package dev.hone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.HoneException;
import dev.hone.limit.Amount;
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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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

    @Test
    void anEndLineFromBeforeAttemptsWereExportedCountsNone() {
        String text = "{\"v\":1,\"kind\":\"end\",\"answers\":3,\"events\":2}";
        assertThat(LedgerLine.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new LedgerLine.End(3, 0, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "number, -1",
        "tokens, -1",
        "millis, -1",
        "usd, '\"1E999999999\"'",
        "usd, '\"-1\"'",
        "usd, 1",
        "key, '\"00\"'",
        "key, '\"-000000000000000000000000000000000000000000000000000000000000000\"'",
        "settled, '{\"tokens\":1}'",
    })
    void anAttemptThatCannotBeIsAHoneException(String field, String value) {
        String whole =
                "{\"v\":1,\"kind\":\"attempt\",\"run\":\"r\",\"number\":0,\"key\":\""
                        + "0".repeat(64)
                        + "\",\"model\":\"m\",\"tokens\":1,\"usd\":\"0.5\",\"millis\":7}";
        assertThat(LedgerLine.parse(whole.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LedgerLine.Attempted.class);
        String changed =
                field.equals("settled")
                        ? whole.replace("}", ",\"settled\":" + value + "}")
                        : whole.replaceFirst(
                                "\"" + field + "\":(\"[^\"]*\"|\\d+)",
                                "\"" + field + "\":" + value);
        assertThat(changed).isNotEqualTo(whole);
        assertThatThrownBy(() -> LedgerLine.parse(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(HoneException.class)
                .hasMessageStartingWith("The ledger holds");
    }

    private static Arbitrary<AttemptRecord> attempts(Arbitrary<RunId> runs) {
        Arbitrary<Long> counts = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<Amount> amounts =
                Combinators.combine(
                                counts,
                                Arbitraries.bigDecimals()
                                        .greaterOrEqual(BigDecimal.ZERO)
                                        .ofScale(18))
                        .as(Amount::new);
        Arbitrary<Duration> times = counts.map(Duration::ofMillis);
        Arbitrary<AttemptRecord.Settlement> settlements =
                Combinators.combine(amounts, times).as(AttemptRecord.Settlement::new);
        return Combinators.combine(
                        Combinators.combine(runs, counts).as(Attempt::new),
                        Recordings.texts().map(Digest::of),
                        Recordings.texts(),
                        amounts,
                        times,
                        settlements.injectNull(0.3))
                .as(AttemptRecord::new);
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
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), Arbitraries.longs())
                        .as(LedgerLine.End::new),
                attempts(runs).map(LedgerLine.Attempted::new));
    }
}
