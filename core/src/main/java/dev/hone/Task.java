package dev.hone;

import org.jspecify.annotations.Nullable;

/// What a prompt is optimised for: the data, where the prompt stands in the request, how an answer
/// is read, and which metric scores it. Immutable and thread-safe.
///
/// @param extraction the second turn that asks for the bare answer; null for a single turn
/// @param protocol names extraction, reader and metric with all their settings, as text; two tasks
///   that read or score answers differently have different protocols
public record Task(
        String name,
        Splits splits,
        Template template,
        Demonstrations demonstrations,
        @Nullable Extraction extraction,
        AnswerReader reader,
        Metric metric,
        String protocol) {

    /// A zero-shot, single-turn task whose protocol is the names of its reader's and metric's
    /// classes.
    public static Task of(
            String name, Splits splits, Template template, AnswerReader reader, Metric metric) {
        String protocol = reader.getClass().getName() + " " + metric.getClass().getName();
        return new Task(
                name, splits, template, Demonstrations.NONE, null, reader, metric, protocol);
    }

    /// Identifies how a prompt is put and judged, without the data it is judged on.
    public Digest digest() {
        Dataset shown = new Dataset("demonstrations", demonstrations.examples());
        String style = demonstrations.style().name();
        boolean isPlain = template.system().isEmpty() && template.own().isEmpty();
        return isPlain
                ? Digest.of(template.text(), shown.digest().hex(), style, protocol)
                : Digest.of(
                        template.text(),
                        shown.digest().hex(),
                        style,
                        protocol,
                        template.system(),
                        String.join(" ", template.own()));
    }
}
