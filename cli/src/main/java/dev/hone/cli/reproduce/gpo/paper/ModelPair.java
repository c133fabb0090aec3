package dev.hone.cli.reproduce.gpo.paper;

/// Two models of the paper in their roles.
///
/// @param id optimizer model and task model: `gpt-3.5/llama-2-7b-chat`
/// @param title for people
public record ModelPair(String id, String title) {}
