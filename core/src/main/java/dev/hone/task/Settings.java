package dev.hone.task;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.Suggestion;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The values of a task file and of the options that override them. Each question about a key
/// checks its value and remembers what it came to, default or not: [#resolved()] is everything that
/// shapes the run.
final class Settings {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9][0-9_]*");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?");

    /// How a value is left to the provider.
    private static final String NONE = "none";

    private static final int LONGEST_REASON = 300;

    private final Path file;
    private final Map<String, Setting> given;
    private final List<String> leftOut;
    private final Map<String, String> resolved = new LinkedHashMap<>();

    private Settings(Path file, Map<String, Setting> given, List<String> leftOut) {
        this.file = file;
        this.given = given;
        this.leftOut = leftOut;
    }

    /// @param overrides values by dotted key; a value in quotes is read as YAML, any other as it is
    static Settings read(Path file, Map<String, String> overrides) {
        Map<String, Setting> given = YamlSettings.read(file);
        List<String> leftOut = OtherOptimizer.leaveOut(given, overrides);
        overrides.forEach((key, value) -> override(given, key, value));
        return new Settings(file, given, leftOut);
    }

    /// Settings of a task that has no file.
    ///
    /// @param file it stands for; paths are seen from its folder
    /// @param values as overrides of a file
    static Settings of(Path file, Map<String, String> values) {
        Map<String, Setting> given = new LinkedHashMap<>();
        values.forEach((key, value) -> override(given, key, value));
        return new Settings(file, given, List.of());
    }

    private static void override(Map<String, Setting> given, String key, String value) {
        String place = "--set " + Excerpt.of(key + "=" + value);
        TaskKeys.check(key, place);
        if (!TaskKeys.isValue(key)) {
            throw new InputException(
                    place
                            + ": \""
                            + key
                            + "\" "
                            + YamlSettings.mustBeSection(key)
                            + Excerpt.of(value)
                            + "\".");
        }
        given.keySet()
                .removeIf(other -> other.startsWith(key + ".") || key.startsWith(other + "."));
        given.put(key, new Setting(List.of(meaning(value)), place));
    }

    /// What an override means: in quotes it is YAML.
    static String meaning(String value) {
        String text = value.strip();
        boolean quoted = text.startsWith("\"") || text.startsWith("'");
        String meaning = quoted ? YamlSettings.unquoted(text) : null;
        return meaning == null ? value : meaning;
    }

    Map<String, String> resolved() {
        return Collections.unmodifiableMap(resolved);
    }

    Origins origins() {
        Map<String, String> places = new LinkedHashMap<>();
        given.forEach((key, setting) -> places.put(key, setting.place()));
        return new Origins(places, leftOut);
    }

    Path file() {
        return file;
    }

    boolean has(String key) {
        return given.containsKey(key);
    }

    boolean hasAny(String section) {
        return given.keySet().stream().anyMatch(key -> key.startsWith(section + "."));
    }

    /// The keys given in a section, without its name.
    List<String> namesIn(String section) {
        return given.keySet().stream()
                .filter(key -> key.startsWith(section + "."))
                .map(key -> key.substring(section.length() + 1))
                .toList();
    }

    String text(String key, String fallback) {
        String text = textOrNull(key);
        return text == null ? resolve(key, fallback) : text;
    }

    @Nullable String textOrNull(String key) {
        Setting setting = given.get(key);
        if (setting == null) {
            return null;
        }
        if (setting.text().isBlank()) {
            throw problem(key, "must not be blank.");
        }
        return resolve(key, setting.text());
    }

    /// Any text, blank or not.
    String anyText(String key, String fallback) {
        Setting setting = given.get(key);
        return resolve(key, setting == null ? fallback : setting.text());
    }

    /// Whether the value is `none`.
    boolean isNone(String key) {
        Setting setting = given.get(key);
        boolean none = setting != null && setting.text().strip().equals(NONE);
        if (none) {
            resolve(key, NONE);
        }
        return none;
    }

    /// A list as it was given, or one value as a list of one; empty when nothing was given.
    List<String> texts(String key) {
        Setting setting = given.get(key);
        if (setting == null) {
            return List.of();
        }
        if (setting.texts().isEmpty() || setting.texts().contains("")) {
            throw problem(key, "must not be empty.");
        }
        resolve(
                key,
                setting.texts().stream()
                        .map(
                                text ->
                                        '"'
                                                + new String(
                                                        JsonStringEncoder.getInstance()
                                                                .quoteAsString(text))
                                                + '"')
                        .collect(Collectors.joining(", ", "[", "]")));
        return setting.texts();
    }

    /// The entries of a list, or what stands between the commas of one value, with or without
    /// brackets around it; empty when there is nothing.
    List<String> names(String key) {
        Setting setting = given.get(key);
        if (setting == null || setting.text().isBlank()) {
            return List.of();
        }
        String text = setting.text().strip();
        boolean isList = text.startsWith("[") && text.endsWith("]");
        String names = isList ? text.substring(1, text.length() - 1) : text;
        return names.isBlank()
                ? List.of()
                : Stream.of(names.split(",", -1)).map(String::strip).toList();
    }

    long whole(String key, long fallback, long least, long most) {
        Long value = wholeOrNull(key, least, most);
        return value == null ? Long.parseLong(resolve(key, Long.toString(fallback))) : value;
    }

    @Nullable Long wholeOrNull(String key, long least, long most) {
        Setting setting = given.get(key);
        if (setting == null) {
            return null;
        }
        String text = setting.text().strip();
        try {
            long value = Long.parseLong(WHOLE.matcher(text).matches() ? text.replace("_", "") : "");
            if (value >= least && value <= most) {
                resolve(key, Long.toString(value));
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below: a text and a number out of range want the same answer.
        }
        String range =
                least == Long.MIN_VALUE
                        ? ""
                        : most >= Integer.MAX_VALUE
                                ? " of " + least + " or more"
                                : " from " + least + " to " + most;
        throw mustBe(key, "a whole number" + range);
    }

    @Nullable Integer intOrNull(String key, int least) {
        Long value = wholeOrNull(key, least, Integer.MAX_VALUE);
        return value == null ? null : Math.toIntExact(value);
    }

    int integer(String key, int fallback, int least) {
        return Math.toIntExact(whole(key, fallback, least, Integer.MAX_VALUE));
    }

    /// A number in [least, most], or in (0, most] when `least` is null.
    @Nullable BigDecimal decimalOrNull(String key, @Nullable String least, String most) {
        Setting setting = given.get(key);
        if (setting == null) {
            return null;
        }
        String text = setting.text().strip();
        if (DECIMAL.matcher(text).matches()) {
            BigDecimal value = new BigDecimal(text);
            boolean enough =
                    least == null
                            ? value.signum() > 0
                            : value.compareTo(new BigDecimal(least)) >= 0;
            if (enough && value.compareTo(new BigDecimal(most)) <= 0) {
                resolve(key, canonical(value));
                return value;
            }
        }
        String range =
                least == null ? " above 0 and at most " + most : " from " + least + " to " + most;
        throw mustBe(key, "a number" + range);
    }

    /// A duration such as `500ms`, `60s`, `5m`, `2h`.
    @Nullable Duration durationOrNull(String key) {
        Setting setting = given.get(key);
        if (setting == null) {
            return null;
        }
        Duration duration = Durations.parse(setting.text().strip());
        if (duration == null) {
            throw mustBe(key, "a duration above 0 such as 500ms, 60s, 5m or 2h");
        }
        resolve(key, Durations.text(duration));
        return duration;
    }

    /// A value that is made from the text by something else; what that refuses with an
    /// [IllegalArgumentException] is reported at the key.
    <T> T made(String key, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            String reason = Excerpt.of(String.valueOf(e.getMessage()), LONGEST_REASON);
            throw new InputException(place(key) + ": " + reason, e);
        }
    }

    /// A path, seen from the task file's folder.
    Path path(String key, String text) {
        try {
            return file.resolveSibling(text);
        } catch (InvalidPathException e) {
            throw problem(key, "must be a path, but is \"" + Excerpt.of(text) + "\".");
        }
    }

    /// Where the key stands, or the first key of the section; the file when it stands nowhere.
    String place(String key) {
        return given.entrySet().stream()
                .filter(
                        setting ->
                                setting.getKey().equals(key)
                                        || setting.getKey().startsWith(key + "."))
                .findFirst()
                .map(setting -> setting.getValue().place())
                .orElse(file.toString());
    }

    String resolve(String key, String value) {
        resolved.put(key, value);
        return value;
    }

    InputException problem(String key, String problem) {
        return new InputException(place(key) + ": \"" + key + "\" " + problem);
    }

    InputException mustBe(String key, String right) {
        return problem(key, "must be " + right + ", but is \"" + shown(key) + "\".");
    }

    InputException mustBeOneOf(String key, List<String> names) {
        return problem(key, "is \"" + shown(key) + "\"." + Suggestion.of(shown(key), names));
    }

    private String shown(String key) {
        Setting setting = given.get(key);
        return setting == null ? "" : Excerpt.of(setting.text());
    }

    static String canonical(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
