package dev.hone.models.local;

import dev.hone.InputException;
import dev.hone.models.provider.ConnectedModel;
import dev.hone.models.provider.ModelContext;
import dev.hone.models.provider.ModelProvider;
import dev.hone.models.provider.ModelSpec;

/// `bundled`: the tiny model that comes with Hone, for trying it without a key, a server or a
/// download. It knows some fifty small tasks and nothing else.
public final class BundledProvider implements ModelProvider {

    @Override
    public String scheme() {
        return "bundled";
    }

    @Override
    public String usage() {
        return "bundled";
    }

    /// Loads the model.
    @Override
    public ConnectedModel create(ModelSpec spec, ModelContext context) {
        if (!spec.name().isEmpty()) {
            throw new InputException(
                    "The model \""
                            + spec
                            + "\" names a model, but there is one alone. Write bundled.");
        }
        return LocalEngine.find().connectBundled(context);
    }
}
