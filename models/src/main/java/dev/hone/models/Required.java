package dev.hone.models;

import dev.hone.InputException;
import dev.hone.model.ModelException;

/// What a provider cannot do without.
final class Required {

    private Required() {}

    /// @throws InputException when the spec is a scheme alone
    static void name(ModelSpec spec, String usage) {
        if (spec.name().isBlank()) {
            throw new InputException(
                    "The model \"" + spec + "\" lacks its name. Write " + usage + ".");
        }
    }

    /// @param instead what else helps; starts with a space, or is empty
    /// @throws ModelException.Refused when the endpoint has no key
    static String key(Endpoint endpoint, String instead) {
        String key = endpoint.key();
        if (key == null) {
            throw new ModelException.Refused(
                    endpoint
                            + " needs a key. Set the environment variable "
                            + endpoint.keyVariable()
                            + "."
                            + instead,
                    null);
        }
        return key;
    }
}
