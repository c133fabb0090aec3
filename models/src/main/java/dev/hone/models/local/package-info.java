/// `local:FILE.gguf`: models that run in this process.
///
/// What runs them, a [LocalEngine][dev.hone.models.local.LocalEngine], is another module that is
/// found as a service. Where the files lie is in
/// [ModelsFolder][dev.hone.models.local.ModelsFolder].
@NullMarked
package dev.hone.models.local;

import org.jspecify.annotations.NullMarked;
