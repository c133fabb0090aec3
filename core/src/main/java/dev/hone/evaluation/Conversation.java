package dev.hone.evaluation;

import dev.hone.Example;
import dev.hone.Prompt;
import dev.hone.Task;
import dev.hone.model.Message;

import java.util.ArrayList;
import java.util.List;

/// What the task model is asked about one example: the system message, demonstrations, then the
/// question with the prompt in its place (GPO, official evaluation; the final question carries the
/// prompt like the demonstrations do).
public final class Conversation {

    private Conversation() {}

    /// The first turn, ready to be answered.
    public static List<Message> about(Task task, Prompt prompt, Example example) {
        List<Message> messages = new ArrayList<>();
        String system = task.template().renderSystem(prompt, example);
        if (!system.isBlank()) {
            messages.add(Message.system(system));
        }
        String question = task.template().render(prompt, example);
        messages.addAll(
                switch (task.demonstrations().style()) {
                    case CHAT -> chat(task, prompt, question);
                    case TEXT -> List.of(Message.user(text(task, prompt, question)));
                });
        return List.copyOf(messages);
    }

    private static List<Message> chat(Task task, Prompt prompt, String question) {
        List<Message> messages = new ArrayList<>();
        for (Example shown : task.demonstrations().examples()) {
            messages.add(Message.user(task.template().render(prompt, shown)));
            messages.add(Message.assistant(shown.target()));
        }
        messages.add(Message.user(question));
        return messages;
    }

    private static String text(Task task, Prompt prompt, String question) {
        StringBuilder text = new StringBuilder();
        for (Example shown : task.demonstrations().examples()) {
            String solved = task.template().render(prompt, shown);
            String separator = solved.endsWith("A:") ? " " : "\n";
            text.append(solved).append(separator).append(shown.target()).append("\n\n");
        }
        return text.append(question).toString();
    }

    /// The second turn of a two-turn extraction: the first answer stands in the conversation, then
    /// comes the request for the bare answer.
    static List<Message> followUp(List<Message> first, String answer, String question) {
        List<Message> messages = new ArrayList<>(first);
        messages.add(Message.assistant(answer));
        messages.add(Message.user(question));
        return messages;
    }
}
