/// What it takes to add models of another kind: a
/// [ModelProvider][dev.hone.models.provider.ModelProvider] gets a
/// [ModelSpec][dev.hone.models.provider.ModelSpec] of its scheme and a
/// [ModelContext][dev.hone.models.provider.ModelContext], and gives a
/// [ConnectedModel][dev.hone.models.provider.ConnectedModel]. Hand it to `Models.plus`.
@NullMarked
package dev.hone.models.provider;

import org.jspecify.annotations.NullMarked;
