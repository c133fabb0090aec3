/// Answers from a file, without network and keys:
/// [RecordedModel][dev.hone.models.recorded.RecordedModel] says what such a file holds.
@NullMarked
package dev.hone.models.recorded;

import org.jspecify.annotations.NullMarked;
