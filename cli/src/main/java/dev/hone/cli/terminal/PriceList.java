package dev.hone.cli.terminal;

import dev.hone.models.price.Prices;

import java.nio.file.Path;

/// The prices that hold here: the published ones, behind those of the file that `HONE_PRICES`
/// names.
public final class PriceList {

    private static final String VARIABLE = "HONE_PRICES";

    private PriceList() {}

    public static Prices of(Terminal terminal) {
        String file = terminal.environment().getOrDefault(VARIABLE, "");
        return file.isBlank()
                ? Prices.published()
                : Prices.published().overriddenBy(terminal.resolve(Path.of(file)));
    }
}
