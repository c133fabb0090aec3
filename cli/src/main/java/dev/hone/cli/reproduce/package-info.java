/// The commands that make the experiments of papers again: `reproduce qpo` on any model, and in
/// packages of their own `reproduce gpo` on any two, and `reproduce recorded` on published
/// recordings.
///
/// [QpoRun][dev.hone.cli.reproduce.QpoRun] goes through tasks and settings, a
/// [CellRun][dev.hone.cli.reproduce.CellRun] makes one of them, and a
/// [QpoReport][dev.hone.cli.reproduce.QpoReport] prints what came of all.
@NullMarked
package dev.hone.cli.reproduce;

import org.jspecify.annotations.NullMarked;
