/// Requests over HTTP, for the providers of this module. An
/// [Endpoint][dev.hone.models.http.Endpoint] is where a provider is called and with which key; one
/// [Transport][dev.hone.models.http.Transport] sends, and turns every way a call can fail into a
/// [ModelException][dev.hone.model.ModelException] that says whether to ask again, how long to
/// wait, and what to mend, without any key in it.
@NullMarked
package dev.hone.models.http;

import org.jspecify.annotations.NullMarked;
