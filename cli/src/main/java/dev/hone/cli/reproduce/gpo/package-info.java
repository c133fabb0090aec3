/// `reproduce gpo`: the tables of the GPO paper on any pair of models.
///
/// [Plan][dev.hone.cli.reproduce.gpo.Plan] says which runs the chosen cells need,
/// [CostTable][dev.hone.cli.reproduce.gpo.CostTable] what they may cost,
/// [Experiment][dev.hone.cli.reproduce.gpo.Experiment] makes them, and
/// [ResultTable][dev.hone.cli.reproduce.gpo.ResultTable] prints them beside the paper's numbers.
@NullMarked
package dev.hone.cli.reproduce.gpo;

import org.jspecify.annotations.NullMarked;
