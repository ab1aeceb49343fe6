package io.slimconsole.ui.app;

import io.slimconsole.node.SlimNode;
import io.slimconsole.persistence.audit.proof.VerifyExport;
import io.slimconsole.ui.app.SingleInstance.Claim;
import io.slimconsole.ui.fx.Texts;

import javafx.application.Platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// Where the console starts: reads the options, takes the data folder, and runs with the window or without.
///
/// Not an `Application` of JavaFX: most of this happens before the toolkit starts, and some of it on machines where it
/// can't.
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final Options options;
    private final Terminal terminal;
    private final Texts texts = Texts.of(Launcher.class);
    private final Shutdown shutdown = new Shutdown(LogFile::stop);

    private Launcher(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /// Ends the process with 0, with 1 if the console could not run, or with 2 if the options are wrong; `verify-export` has codes of its
    /// own.
    public static void main(String[] args) {
        var options = new Options();
        CommandLine commandLine = new CommandLine(options).addSubcommand(new VerifyExport());
        var launcher = new Launcher(options, new Terminal(System.out, System.err));
        commandLine.setExecutionStrategy(
                parsed -> {
                    if (parsed.hasSubcommand()) {
                        return new CommandLine.RunLast().execute(parsed);
                    }
                    Integer helped = CommandLine.executeHelpRequest(parsed);
                    return helped != null ? helped : launcher.run();
                });
        System.exit(commandLine.execute(args));
    }

    private int run() {
        var errors = new UncaughtErrors();
        Thread.setDefaultUncaughtExceptionHandler(errors);
        Optional<DataFolder.Found> found = findFolder();
        if (found.isEmpty()) {
            return ExitCode.FAILED;
        }
        Path folder = found.get().folder();
        Claim claim;
        try {
            DataFolder.makePrivate(folder);
            claim = SingleInstance.claim(folder);
        } catch (IOException e) {
            return fail("start.noFolder", folder.toString(), e.toString());
        }
        return switch (claim) {
            case Claim.First(SingleInstance instance) -> {
                int code = runFirst(found.get(), instance, errors);
                shutdown.run();
                yield code;
            }
            case Claim.HandedOver _ -> {
                terminal.result(texts.get("start.toFront", folder.toString()));
                yield options.noWindow() ? ExitCode.FAILED : ExitCode.OK;
            }
            case Claim.NoWindow(OptionalLong pid) ->
                    fail("start.runsAlone", folder.toString(), text(pid));
            case Claim.NoAnswer(OptionalLong pid) ->
                    fail("start.noAnswer", folder.toString(), text(pid));
        };
    }

    private int runFirst(DataFolder.Found found, SingleInstance instance, UncaughtErrors errors) {
        shutdown.add("the claim on the data folder", instance);
        shutdown.onSignal();
        try {
            LogFile.start(found.folder());
        } catch (IOException e) {
            return fail("start.noFolder", found.folder().toString(), e.toString());
        }
        LOG.atInfo()
                .addKeyValue("folder", found.folder())
                .addKeyValue("java", Runtime.version())
                .log("SLIM Console starts");
        found.problem()
                .ifPresent(
                        why ->
                                LOG.warn(
                                        "the data could not be moved and stays in {}: {}",
                                        found.folder(),
                                        why));
        RunOptions runOptions = RunOptions.of(options);
        var start =
                new Start(
                        found.folder(),
                        runOptions,
                        terminal,
                        shutdown,
                        (config, feed) -> SlimNode.create(runOptions.over(config), feed),
                        UnaryOperator.identity(),
                        new PlannedFolder(
                                platformFolder(),
                                found.folder(),
                                options.dataFolder().map(folder -> "--data-folder " + folder)),
                        instance,
                        errors);
        if (!windowIsPossible()) {
            return new HeadlessRun(start).run();
        }
        try {
            return new WindowRun(start).run();
        } finally {
            Platform.exit();
        }
    }

    private boolean windowIsPossible() {
        if (options.noWindow()) {
            return false;
        }
        Optional<String> obstacle =
                Display.isNamed(System.getenv(), System.getProperties())
                        ? Toolkit.start()
                        : Optional.of(texts.get("start.noDisplay"));
        obstacle.ifPresent(terminal::problem);
        return obstacle.isEmpty();
    }

    private Optional<DataFolder.Found> findFolder() {
        if (options.dataFolder().isPresent()) {
            return Optional.of(
                    new DataFolder.Found(
                            options.dataFolder().get().toAbsolutePath().normalize(),
                            Optional.empty()));
        }
        DataFolder platform = platformFolder();
        try {
            return Optional.of(platform.find());
        } catch (IOException e) {
            fail(
                    "start.noChoice",
                    e.toString(),
                    platform.standard().resolve(DataFolder.CHOICE).toString());
            return Optional.empty();
        }
    }

    private static DataFolder platformFolder() {
        return DataFolder.ofPlatform(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", "")));
    }

    private int fail(String key, Object... values) {
        terminal.problem(texts.get(key, values));
        return ExitCode.FAILED;
    }

    private String text(OptionalLong pid) {
        return pid.isPresent() ? Long.toString(pid.getAsLong()) : texts.get("start.unknownProcess");
    }
}
