package dev.hone.models;

import dev.hone.model.LanguageModel;

/// A model ready to be asked, and the name that goes into the
/// [settings][dev.hone.model.ModelSettings#model()] of its requests.
///
/// @param identity the spec, and `@` with the base URL when the server is not the provider's own;
///   contains no secret. The model itself always answers as the model it was connected as, whatever
///   a request's settings say.
public record ConnectedModel(LanguageModel model, String identity) {}
