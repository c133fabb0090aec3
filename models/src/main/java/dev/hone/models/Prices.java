package dev.hone.models;

import dev.hone.InputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final List<Entry> entries;

    private Prices(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// The providers' list prices known when Hone was built. Not those of other servers: a model
    /// with `@` and a base URL in its identity is priced only by an own table.
    public static Prices published() {
        try (InputStream table = Prices.class.getResourceAsStream(PUBLISHED)) {
            Objects.requireNonNull(table, PUBLISHED);
            return new Prices(PriceTable.parse(table.readAllBytes(), PUBLISHED));
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
        List<Entry> own = PriceTable.parse(bytes, file.toString());
        return new Prices(Stream.concat(own.stream(), entries.stream()).toList());
    }

    /// The price of a model; null when it is unknown, which is not zero.
    ///
    /// @param model its [identity][ConnectedModel#identity()]
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
