package dev.hone.models.price;

import dev.hone.InputException;
import dev.hone.limit.Price;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table of prices by model. Immutable and thread-safe.
///
/// A table is a YAML file: `as-of`, a date, and `models`, a list of `model` (a spec or a list of
/// specs, in which `*` stands for any text), `input` and `output` (US dollars for a million
/// tokens). The first entry that matches counts.
public final class Prices {

    private static final String PUBLISHED = "prices.yaml";

    private final LocalDate asOf;
    private final List<Entry> entries;

    private Prices(LocalDate asOf, List<Entry> entries) {
        this.asOf = asOf;
        this.entries = List.copyOf(entries);
    }

    /// The providers' list prices known when Hone was built. Not those of other servers: a model
    /// with `@` and a base URL in its identity is priced only by an own table.
    public static Prices published() {
        try (InputStream table = Prices.class.getResourceAsStream(PUBLISHED)) {
            Objects.requireNonNull(table, PUBLISHED);
            PriceTable published = PriceTable.parse(table.readAllBytes(), PUBLISHED);
            return new Prices(published.asOf(), published.entries());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// This table behind a user's own one, whose entries come first.
    ///
    /// @throws InputException when the file cannot be read or is no price table
    public Prices overriddenBy(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(
                    "The price table " + file + " cannot be read. Check the path.", e);
        }
        PriceTable own = PriceTable.parse(bytes, file.toString());
        return new Prices(
                own.asOf().isBefore(asOf) ? own.asOf() : asOf,
                Stream.concat(own.entries().stream(), entries.stream()).toList());
    }

    /// The day the prices were known to hold; that of the older table when there are two.
    public LocalDate asOf() {
        return asOf;
    }

    /// The price of a model; null when it is unknown, which is not zero.
    ///
    /// @param model its [identity][dev.hone.models.provider.ConnectedModel#identity()]
    public @Nullable Price of(String model) {
        for (Entry entry : entries) {
            if (entry.matches(model)) {
                return entry.price();
            }
        }
        return null;
    }

    /// One line of a table.
    record Entry(List<Pattern> models, Price price) {

        static Entry of(List<String> specs, Price price) {
            List<Pattern> patterns = new ArrayList<>();
            for (String spec : specs) {
                String pattern =
                        Stream.of(spec.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*"));
                patterns.add(Pattern.compile(pattern, Pattern.DOTALL));
            }
            return new Entry(patterns, price);
        }

        boolean matches(String model) {
            return models.stream().anyMatch(pattern -> pattern.matcher(model).matches());
        }
    }
}
