package dev.hone.models.provider;

import dev.hone.InputException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a model: a scheme, which says who answers, and a name, which that one understands. Written
/// `scheme:name`, or `scheme` alone where the name is empty.
///
/// @param scheme lower-case letters and digits, for example `openai`
/// @param name everything after the first colon, for example `gpt-4.1-mini`, a file or `qwen3:8b`
public record ModelSpec(String scheme, String name) {

    private static final Pattern WRITTEN = Pattern.compile("([a-z][a-z0-9-]*)(?::(.*))?");

    /// Reads a spec; whether anyone serves its scheme is for `Models` to say.
    ///
    /// @throws InputException when the text is no spec
    public static ModelSpec parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InputException(
                    "The model \""
                            + text
                            + "\" is not a spec. Write scheme:name, for example"
                            + " openai:gpt-4.1-mini or ollama:llama3.2.");
        }
        String name = matcher.group(2);
        return new ModelSpec(matcher.group(1), name == null ? "" : name);
    }

    /// Refuses a spec that names no model.
    ///
    /// @param usage how the spec is written, for the message
    /// @throws InputException when this is a scheme alone
    public void requireName(String usage) {
        if (name.isBlank()) {
            throw new InputException(
                    "The model \"" + this + "\" lacks its name. Write " + usage + ".");
        }
    }

    @Override
    public String toString() {
        return name.isEmpty() ? scheme : scheme + ":" + name;
    }
}
