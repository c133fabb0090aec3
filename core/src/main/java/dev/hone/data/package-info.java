/// Reads examples from files and deals them out to splits.
///
/// Start at [DataSource][dev.hone.data.DataSource]: it says which files there are and how they are
/// divided, and loads [Splits][dev.hone.Splits]. A file is read by the
/// [DatasetFormat][dev.hone.data.DatasetFormat] of its extension as a stream of
/// [Row][dev.hone.data.Row]s, which a [FieldMapping][dev.hone.data.FieldMapping] turns into
/// examples. Whatever is wrong with a file is an [InputException][dev.hone.InputException] that
/// names file, line, field and value. [Leaks][dev.hone.data.Leaks] finds inputs that stand in two
/// splits.
@NullMarked
package dev.hone.data;

import org.jspecify.annotations.NullMarked;
