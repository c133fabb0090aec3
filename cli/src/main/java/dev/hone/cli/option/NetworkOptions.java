package dev.hone.cli.option;

import dev.hone.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Which network a policy is, and what it starts from.
public final class NetworkOptions {

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "tiny",
            description =
                    "tiny or small, trained from scratch, or paper, GPT-2 from --pretrained."
                            + " Default: ${DEFAULT-VALUE}.")
    private String profile = "tiny";

    @Option(
            names = "--pretrained",
            paramLabel = "DIR",
            description = "A GPT-2 of Hugging Face to start from: config.json, model.safetensors.")
    private @Nullable Path pretrained;

    public String profile() {
        return profile;
    }

    /// Null to start from nothing.
    public @Nullable Path pretrained(Terminal terminal) {
        return pretrained == null ? null : terminal.resolve(pretrained);
    }
}
