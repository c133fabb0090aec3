package dev.hone.cli;

import dev.hone.HoneException;
import dev.hone.cli.option.ExitCode;
import dev.hone.cli.terminal.Terminal;
import dev.hone.cli.terminal.Text;
import dev.hone.evaluation.TooManyFailuresException;
import dev.hone.model.ModelException;

import picocli.CommandLine;

import java.io.File;
import java.io.PrintStream;

/// Turns what went wrong into one message and an exit code. Only a defect of Hone shows a stack
/// trace.
final class Failures
        implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(
            Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintStream err = terminal.err();
        ExitCode exitCode = exitCode(e);
        switch (exitCode) {
            case INTERNAL_ERROR -> {
                err.println("internal error: this is a defect of Hone, please report it.");
                e.printStackTrace(err);
            }
            case INTERRUPTED -> err.println("interrupted: " + message(e));
            case DONE, BAD_INPUT, BUDGET, REFUSED -> err.println("error: " + message(e));
        }
        return exitCode.code();
    }

    /// Files below the working directory are named as a person there would name them. Providers and
    /// data files have a say in messages.
    private String message(Exception e) {
        return Text.harmless(String.valueOf(e.getMessage()))
                .replace(terminal.workingDirectory() + File.separator, "");
    }

    static ExitCode exitCode(Exception e) {
        return switch (e) {
            case ModelException.Refused refused -> ExitCode.REFUSED;
            case ModelException.Transient lost -> ExitCode.REFUSED;
            case ModelException.Rejected rejected -> ExitCode.REFUSED;
            case ModelException.BudgetExhausted exhausted -> ExitCode.BUDGET;
            case ModelException.Interrupted interrupted -> ExitCode.INTERRUPTED;
            case TooManyFailuresException failures -> ExitCode.REFUSED;
            case HoneException input -> ExitCode.BAD_INPUT;
            default -> ExitCode.INTERNAL_ERROR;
        };
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        PrintStream err = terminal.err();
        if (arguments.length == 0) {
            e.getCommandLine().usage(err);
            err.println();
        }
        err.println("error: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println("Try '" + command + " --help'.");
        return ExitCode.BAD_INPUT.code();
    }
}
