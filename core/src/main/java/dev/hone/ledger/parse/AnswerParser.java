package dev.hone.ledger.parse;

import dev.hone.model.Completion;
import dev.hone.model.Completion.FinishReason;
import dev.hone.model.Completion.TokenLogProbability;
import dev.hone.model.Message;
import dev.hone.model.Message.Role;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.ModelSettings;
import dev.hone.model.TokenUsage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reads requests and answers with the fields in the order in which they are written: a resumed run
/// reads hundreds of thousands, and making a tree of each took most of the time. What it returns is
/// what a tree would give; where a text holds anything unusual, it returns null, and a tree tells
/// what that is. Thread-safe.
public final class AnswerParser {

    private static final byte[] MODEL = Scan.word(",\"model\":");
    private static final byte[] TEMPERATURE = Scan.word(",\"temperature\":");
    private static final byte[] MAX_TOKENS = Scan.word(",\"maxTokens\":");
    private static final byte[] TOP_P = Scan.word(",\"topP\":");
    private static final byte[] STOP = Scan.word(",\"stop\":");
    private static final byte[] LOG_PROBABILITIES = Scan.word(",\"logProbabilities\":");
    private static final byte[] SAMPLES = Scan.word(",\"samples\":");
    private static final byte[] SEED = Scan.word(",\"seed\":");
    private static final byte[] MESSAGES = Scan.word(",\"messages\":");
    private static final byte[] ROLE = Scan.word("{\"role\":");
    private static final byte[] MESSAGE_TEXT = Scan.word(",\"text\":");
    private static final byte[] COMPLETIONS = Scan.word(",\"completions\":");
    private static final byte[] COMPLETION_TEXT = Scan.word("{\"text\":");
    private static final byte[] FINISH = Scan.word(",\"finish\":");
    private static final byte[] INPUT_TOKENS = Scan.word(",\"inputTokens\":");
    private static final byte[] OUTPUT_TOKENS = Scan.word(",\"outputTokens\":");
    private static final byte[] MILLIS = Scan.word(",\"millis\":");
    private static final byte[] OPENED = Scan.word("[");
    private static final byte[] COMMA = Scan.word(",");
    private static final byte[] CLOSED = Scan.word("]");
    private static final byte[] END = Scan.word("}");
    private static final byte[] TRUE = Scan.word("true");
    private static final byte[] FALSE = Scan.word("false");

    private final byte[] version;
    private final Map<String, Role> roles;
    private final Map<String, FinishReason> reasons;

    /// @param version of the format
    /// @param roles by the texts that stand for them
    /// @param reasons likewise
    public AnswerParser(long version, Map<String, Role> roles, Map<String, FinishReason> reasons) {
        this.version = Scan.word("{\"v\":" + version);
        this.roles = Map.copyOf(roles);
        this.reasons = Map.copyOf(reasons);
    }

    public @Nullable ModelRequest request(byte[] text) {
        return whole(text, this::request);
    }

    public @Nullable ModelResponse response(byte[] text) {
        return whole(text, this::response);
    }

    private static <T> @Nullable T whole(byte[] text, Scan.Part<T> part) {
        try {
            Scan scan = new Scan(text);
            T value = part.read(scan);
            scan.end();
            return value;
        } catch (Scan.Unusual | IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    private ModelRequest request(Scan scan) {
        scan.expect(version);
        ModelSettings settings =
                new ModelSettings(
                        scan.expect(MODEL).text(),
                        scan.take(TEMPERATURE) ? (Double) scan.decimal() : null,
                        scan.take(MAX_TOKENS) ? (Integer) scan.count() : null,
                        scan.take(TOP_P) ? (Double) scan.decimal() : null,
                        scan.expect(STOP).list(Scan::text),
                        flag(scan.expect(LOG_PROBABILITIES)));
        int samples = scan.expect(SAMPLES).count();
        Long seed = scan.take(SEED) ? (Long) scan.integer() : null;
        List<Message> messages = scan.expect(MESSAGES).list(this::message);
        scan.expect(END);
        return new ModelRequest(settings, messages, samples, seed);
    }

    private static boolean flag(Scan scan) {
        if (scan.take(TRUE)) {
            return true;
        }
        scan.expect(FALSE);
        return false;
    }

    private Message message(Scan scan) {
        Role role = known(roles.get(scan.expect(ROLE).text()));
        String text = scan.expect(MESSAGE_TEXT).text();
        scan.expect(END);
        return new Message(role, text);
    }

    private ModelResponse response(Scan scan) {
        List<Completion> completions =
                scan.expect(version).expect(COMPLETIONS).list(this::completion);
        TokenUsage usage =
                new TokenUsage(
                        scan.expect(INPUT_TOKENS).integer(), scan.expect(OUTPUT_TOKENS).integer());
        Duration latency = scan.take(MILLIS) ? Duration.ofMillis(scan.integer()) : null;
        scan.expect(END);
        return new ModelResponse(completions, usage, latency);
    }

    private Completion completion(Scan scan) {
        String text = scan.expect(COMPLETION_TEXT).text();
        FinishReason finish = known(reasons.get(scan.expect(FINISH).text()));
        List<TokenLogProbability> probabilities =
                scan.take(LOG_PROBABILITIES) ? scan.list(AnswerParser::logProbability) : List.of();
        scan.expect(END);
        return new Completion(text, finish, probabilities);
    }

    private static TokenLogProbability logProbability(Scan scan) {
        String token = scan.expect(OPENED).text();
        double probability = scan.expect(COMMA).decimal();
        scan.expect(CLOSED);
        return new TokenLogProbability(token, probability);
    }

    private static <T> T known(@Nullable T constant) {
        if (constant == null) {
            throw new Scan.Unusual();
        }
        return constant;
    }
}
