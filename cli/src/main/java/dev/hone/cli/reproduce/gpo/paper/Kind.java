package dev.hone.cli.reproduce.gpo.paper;

import java.util.Locale;

/// What an answer is, which decides how it is read and scored (GPO §1.6).
public enum Kind {
    /// A letter in parentheses.
    CHOICE("gpo:choice", "exact"),
    /// One of two words.
    BOOLEAN("gpo:boolean", "exact"),
    /// A whole number.
    NUMBER("gpo:number", "number:round"),
    /// The brackets that close what is open.
    BRACKETS("gpo:brackets", "exact"),
    /// Words in order.
    WORDS("gpo:words", "exact"),
    /// A text of any form.
    TEXT("whole", "rouge-l");

    private final String answer;
    private final String metric;

    Kind(String answer, String metric) {
        this.answer = answer;
        this.metric = metric;
    }

    /// As the files write it: `choice`.
    static Kind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /// The `answer` of a task file.
    public String answer() {
        return answer;
    }

    /// The `metric` of a task file.
    public String metric() {
        return metric;
    }

    /// Whether chat models are asked once more, for the bare answer.
    public boolean hasBareAnswer() {
        return this != TEXT;
    }
}
