package dev.hone.cli.ledger;

import dev.hone.cli.terminal.Money;
import dev.hone.ledger.transfer.LedgerStatistics;
import dev.hone.ledger.transfer.LedgerStatistics.Attempts;
import dev.hone.ledger.transfer.LedgerStatistics.Use;
import dev.hone.limit.Price;
import dev.hone.model.TokenUsage;
import dev.hone.models.price.Prices;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What is in a ledger, with today's prices.
///
/// @param events by run, oldest run first
/// @param attempts by run
record LedgerBill(
        Item total,
        Map<String, Item> byModel,
        Map<String, Item> byRun,
        Map<String, Long> events,
        Map<String, Attempts> attempts) {

    static LedgerBill of(LedgerStatistics counted, Prices prices) {
        Item total = Item.NONE;
        Map<String, Item> byModel = new LinkedHashMap<>();
        Map<String, Item> byRun = new LinkedHashMap<>();
        Map<String, Long> events = new LinkedHashMap<>();
        counted.events()
                .forEach(
                        (run, count) -> {
                            events.put(run.value(), count);
                            byRun.put(run.value(), Item.NONE);
                        });
        Map<String, Attempts> attempts = new LinkedHashMap<>();
        counted.attempts()
                .forEach(
                        (run, ofRun) -> {
                            attempts.put(run.value(), ofRun);
                            byRun.putIfAbsent(run.value(), Item.NONE);
                        });
        for (Map.Entry<LedgerStatistics.Payment, Use> entry : counted.uses().entrySet()) {
            String model = entry.getKey().model();
            Item item = Item.of(entry.getValue(), prices.of(model));
            total = total.plus(item);
            byModel.merge(model, item, Item::plus);
            byRun.merge(entry.getKey().run().value(), item, Item::plus);
        }
        return new LedgerBill(total, byModel, byRun, events, attempts);
    }

    Map<String, Object> json(String file, long bytes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ledger", file);
        document.put("bytes", bytes);
        document.put("runs", events.size());
        document.put("events", events.values().stream().mapToLong(Long::longValue).sum());
        putAttempts(document, totalAttempts());
        document.putAll(total.json());
        document.put(
                "models",
                byModel.entrySet().stream()
                        .map(item -> named("model", item.getKey(), item.getValue()))
                        .toList());
        document.put(
                "byRun",
                byRun.entrySet().stream()
                        .map(
                                item -> {
                                    Map<String, Object> fields =
                                            named("run", item.getKey(), item.getValue());
                                    fields.put("events", events.getOrDefault(item.getKey(), 0L));
                                    putAttempts(
                                            fields,
                                            attempts.getOrDefault(item.getKey(), Attempts.NONE));
                                    return fields;
                                })
                        .toList());
        return document;
    }

    Attempts totalAttempts() {
        return attempts.values().stream().reduce(Attempts.NONE, Attempts::plus);
    }

    static String line(Attempts attempts) {
        return String.format(
                Locale.ROOT,
                "%,d attempts, %,d failed, %,d under way or killed",
                attempts.begun(),
                attempts.failed(),
                attempts.unsettled());
    }

    private static void putAttempts(Map<String, Object> fields, Attempts attempts) {
        fields.put("attempts", attempts.begun());
        fields.put("failed", attempts.failed());
        fields.put("unsettled", attempts.unsettled());
    }

    private static Map<String, Object> named(String field, String name, Item item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(field, name);
        fields.putAll(item.json());
        return fields;
    }

    /// @param usd of the answers whose price is known
    /// @param unpriced answers whose price is unknown, for want of a price or of tokens
    record Item(Use use, BigDecimal usd, long unpriced) {

        static final Item NONE = new Item(Use.NONE, BigDecimal.ZERO, 0);

        static Item of(Use use, @Nullable Price price) {
            BigDecimal known = price == null ? null : price.of(use.tokens());
            if (price == null || known == null) {
                return new Item(use, BigDecimal.ZERO, use.answers());
            }
            return new Item(use, known, price.isFree() ? 0 : use.unknown());
        }

        Item plus(Item other) {
            return new Item(use.plus(other.use), usd.add(other.usd), unpriced + other.unpriced);
        }

        /// Null when nothing is priced.
        private @Nullable BigDecimal known() {
            return unpriced == use.answers() && unpriced > 0 ? null : usd;
        }

        String line() {
            TokenUsage tokens = use.tokens();
            BigDecimal known = known();
            String missing =
                    unpriced == 0 || known == null
                            ? ""
                            : String.format(
                                    Locale.ROOT, " and %,d answers of unknown price", unpriced);
            String silent =
                    use.unknown() == 0
                            ? ""
                            : String.format(Locale.ROOT, " (%,d answers told none)", use.unknown());
            return String.format(
                    Locale.ROOT,
                    "%,d answers, %,d + %,d tokens%s, %s%s",
                    use.answers(),
                    tokens.input(),
                    tokens.output(),
                    silent,
                    Money.shown(known),
                    missing);
        }

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("answers", use.answers());
            fields.put("inputTokens", use.tokens().input());
            fields.put("outputTokens", use.tokens().output());
            fields.put("unknownTokens", use.unknown());
            fields.put("usd", known());
            fields.put("unpriced", unpriced);
            return fields;
        }
    }
}
