package dev.hone.cli.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.hone.cli.option.ExitCode;
import dev.hone.cli.option.LedgerOption;
import dev.hone.cli.terminal.PriceList;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.ledger.Ledger;
import dev.hone.ledger.place.LedgerPlace;
import dev.hone.ledger.transfer.LedgerStatistics;
import dev.hone.ledger.transfer.LedgerStatistics.Attempts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/// `hone ledger stats`: what a ledger holds and what it cost.
@Command(
        name = "stats",
        description = "Counts answers, tokens, US dollars and attempts, by model and by run.",
        mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private LedgerOption ledger = new LedgerOption();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    StatsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        LedgerPlace place = ledger.existing(terminal);
        LedgerStatistics counted;
        try (Ledger from = place.open()) {
            counted = LedgerStatistics.of(from);
        }
        LedgerBill bill = LedgerBill.of(counted, PriceList.of(terminal));
        if (json) {
            terminal.out()
                    .println(
                            JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(bill.json(place.toString(), place.size())));
        } else {
            print(bill, place);
        }
        return ExitCode.DONE.code();
    }

    private void print(LedgerBill bill, LedgerPlace place) {
        PrintStream out = terminal.out();
        out.println(LedgerOption.shown(place, terminal) + ", " + Bytes.shown(place.size()));
        out.println(
                String.format(
                        Locale.ROOT,
                        "%,d events, runs: %,d",
                        bill.events().values().stream().mapToLong(Long::longValue).sum(),
                        bill.events().size()));
        out.println(bill.total().line());
        out.println(LedgerBill.line(bill.totalAttempts()));
        print("model", bill.byModel(), Map.of());
        print("run", bill.byRun(), bill.attempts());
    }

    private void print(
            String title, Map<String, LedgerBill.Item> items, Map<String, Attempts> attempts) {
        PrintStream out = terminal.out();
        items.forEach(
                (name, item) -> {
                    out.println();
                    out.println(title + " " + Text.oneLine(name));
                    out.println("    " + item.line());
                    Attempts made = attempts.get(name);
                    if (made != null) {
                        out.println("    " + LedgerBill.line(made));
                    }
                });
    }
}
