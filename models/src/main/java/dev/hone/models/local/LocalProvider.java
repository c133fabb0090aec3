package dev.hone.models.local;

import dev.hone.InputException;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// `local:FILE.gguf`: a model in a file, by its path, or by its name where `hone models pull` put
/// it.
public final class LocalProvider implements ModelProvider {

    @Override
    public String scheme() {
        return "local";
    }

    @Override
    public String usage() {
        return "local:FILE.gguf";
    }

    /// Loads the model.
    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        spec.requireName(usage());
        ModelsFolder folder = ModelsFolder.of(context.environment());
        try {
            Path file = folder.find(context.workingDirectory().resolve(spec.name()), spec.name());
            return LocalEngine.find().connect(file, context);
        } catch (InvalidPathException e) {
            throw new InputException(
                    "The model \"" + spec + "\" names no file. Write " + usage() + ".", e);
        }
    }
}
