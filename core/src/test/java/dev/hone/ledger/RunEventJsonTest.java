package dev.hone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.Digest;
import dev.hone.Example;
import dev.hone.HoneException;
import dev.hone.Prediction;
import dev.hone.Prompt;
import dev.hone.Provenance;
import dev.hone.evaluation.Evaluation;
import dev.hone.evaluation.Outcome;
import dev.hone.model.TokenUsage;
import dev.hone.run.RunEvent;
import dev.hone.run.RunEvent.PromptEvaluated;
import dev.hone.run.RunEvent.StepCompleted;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

class RunEventJsonTest {

    @Property
    void everyEventComesBackEqual(@ForAll("events") RunEvent event) {
        byte[] json = RunEventJson.write(event);
        RunEvent back = RunEventJson.read(json);
        assertThat(back).isEqualTo(event);
        // Also the order of maps, which equality does not see.
        assertThat(RunEventJson.write(back)).isEqualTo(json);
    }

    @Provide
    Arbitrary<RunEvent> events() {
        return Recordings.events();
    }

    // What is in ledgers today must be readable for ever.
    @Test
    void theFormatIsFixed() {
        Digest digest = Digest.of("d");
        Evaluation evaluation =
                new Evaluation(
                        new Prompt("p"),
                        "validation",
                        List.of(
                                new Outcome.Scored(
                                        Example.of("1", "in", "out"), Prediction.of("out"), 1),
                                new Outcome.Scored(
                                        Example.of("2", "in", "out"),
                                        new Prediction("So: no", "no", true),
                                        0),
                                new Outcome.Failed(Example.of("3", "in", "out"), "time-out")),
                        new Provenance("m", digest, digest, digest, "0.1"));
        String json =
                new String(
                        RunEventJson.write(new PromptEvaluated(4, evaluation)),
                        StandardCharsets.UTF_8);
        assertThat(json.replace(digest.hex(), "…"))
                .isEqualTo(
                        """
                        {"v":1,"event":"prompt-evaluated","step":4,"evaluation":{"prompt":"p",\
                        "dataset":"validation","provenance":{"taskModel":"m","settings":"…",\
                        "task":"…","dataset":"…","version":"0.1"},"outcomes":[\
                        {"id":"1","input":"in","references":["out"],"score":1.0,"answer":"out",\
                        "truncated":false},\
                        {"id":"2","input":"in","references":["out"],"score":0.0,"answer":"no",\
                        "completion":"So: no","truncated":true},\
                        {"id":"3","input":"in","references":["out"],"reason":"time-out"}]}}\
                        """);
    }

    @Test
    void howLongAnExampleTookIsThereWhereItIsKnown() {
        Example example = Example.of("1", "in", "out");
        Outcome.Scored timed =
                new Outcome.Scored(
                        example,
                        Prediction.of("out"),
                        1,
                        "",
                        new TokenUsage(7, 2),
                        Duration.ofMillis(1_204));
        Digest digest = Digest.of("d");
        RunEvent event =
                new PromptEvaluated(
                        0,
                        new Evaluation(
                                new Prompt("p"),
                                "validation",
                                List.of(timed),
                                new Provenance("m", digest, digest, digest, "0.1")));
        String json = new String(RunEventJson.write(event), StandardCharsets.UTF_8);
        assertThat(json).contains("\"inputTokens\":7,\"outputTokens\":2,\"millis\":1204}]");
        assertThat(latency(json)).isEqualTo(Duration.ofMillis(1_204));
        assertThat(latency(json.replace(",\"millis\":1204", ""))).isNull();
        assertThat(read(json.replace(",\"millis\":1204", ""))).isEqualTo(event);
        assertThatThrownBy(() -> read(json.replace("1204", "-1")))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("latency");
        assertThatThrownBy(() -> read(json.replace("1204", "\"long\"")))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("millis (\"long\") is not a whole number");
    }

    private static @Nullable Duration latency(String json) {
        Outcome outcome = ((PromptEvaluated) read(json)).evaluation().outcomes().getFirst();
        return ((Outcome.Scored) outcome).latency();
    }

    @Test
    void anUnknownKindAsksForAnUpdate() {
        assertThatThrownBy(() -> read("{\"v\":1,\"event\":\"policy-trained\"}"))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("policy-trained")
                .hasMessageContaining("Update Hone");
    }

    @Test
    void anUnknownConstantNamesItsField() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "{\"v\":1,\"event\":\"run-finished\",\"reason\":\"bored\","
                                                + "\"best\":\"\",\"steps\":1}"))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("reason (\"bored\")");
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThatThrownBy(() -> read("{\"v\":1,\"event\":\"step-completed\",\"step\":1}"))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("without the field current");
    }

    @Test
    void anEventThatCannotBeIsAHoneException() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "{\"v\":1,\"event\":\"run-started\",\"task\":\"\","
                                            + "\"seedPrompt\":\"\",\"optimizer\":\"\","
                                            + "\"settings\":[],\"data\":[[\"train\",\"short\"]],"
                                            + "\"seed\":1,\"version\":\"\"}"))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("short");
    }

    @Test
    void aScoreThatIsNoNumberIsNotRecorded() {
        RunEvent event = new StepCompleted(1, Prompt.EMPTY, Double.NaN, Prompt.EMPTY, 0);
        assertThatThrownBy(() -> RunEventJson.write(event))
                .isInstanceOf(HoneException.class)
                .hasMessageContaining("NaN");
    }

    private static RunEvent read(String text) {
        return RunEventJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
