package dev.hone.models.provider;

import dev.hone.model.LanguageModel;

import org.jspecify.annotations.Nullable;

import java.util.function.BooleanSupplier;

/// A model ready to be asked, and the name that goes into the
/// [settings][dev.hone.model.ModelSettings#model()] of its requests.
///
/// @param identity the spec, and `@` with the base URL when the server is not the provider's own;
///   contains no secret. The model itself always answers as the model it was connected as, whatever
///   a request's settings say.
/// @param account names the server and the key by which it counts requests, without telling the
///   key; what the context's [rates][ModelContext#rates()] are told under. Null where no server
///   counts.
/// @param severalAtOnce whether the model gives several completions to one request; may turn false
///   once its server has shown otherwise. For a [SamplingModel][dev.hone.limit.SamplingModel],
///   which belongs before whatever counts requests.
public record ConnectedModel(
        LanguageModel model,
        String identity,
        @Nullable String account,
        BooleanSupplier severalAtOnce) {

    /// A model behind no server that counts requests.
    public ConnectedModel(LanguageModel model, String identity, BooleanSupplier severalAtOnce) {
        this(model, identity, null, severalAtOnce);
    }
}
