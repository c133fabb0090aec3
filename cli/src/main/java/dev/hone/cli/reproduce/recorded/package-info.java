/// `reproduce recorded`: the table of policies on the three published recordings of Prompt-OIRL.
///
/// [RecordedStudy][dev.hone.cli.reproduce.recorded.RecordedStudy] says which files make which data
/// set, and judges.
@NullMarked
package dev.hone.cli.reproduce.recorded;

import org.jspecify.annotations.NullMarked;
