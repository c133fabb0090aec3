/// What commands do once their words are read: a [Session][dev.hone.cli.session.Session] connects
/// models, budgets and ledger for a task; a [SearchRun][dev.hone.cli.session.SearchRun] makes a
/// whole run in it, from the forecast to the files.
@NullMarked
package dev.hone.cli.session;

import org.jspecify.annotations.NullMarked;
