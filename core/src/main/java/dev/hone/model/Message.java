package dev.hone.model;

/// One turn of a conversation.
public record Message(Role role, String text) {

    public static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    public static Message user(String text) {
        return new Message(Role.USER, text);
    }

    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }

    /// Who speaks.
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
