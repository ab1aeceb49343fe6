package io.slimconsole.ui.recording;

import io.slimconsole.ui.settings.DataFolderControl;

import java.nio.file.Path;
import java.util.Optional;

/// The data folder, and what the operator plans for it.
final class RecordedDataFolder implements DataFolderControl {
    private static final String SUBJECT = "data folder";

    private final DataFolderControl folder;
    private final Recorder recorder;

    RecordedDataFolder(DataFolderControl folder, Recorder recorder) {
        this.folder = folder;
        this.recorder = recorder;
    }

    @Override
    public Answer planMove(Path target) {
        Answer answer = folder.planMove(target);
        var activity =
                recorder.begin(
                                Actor.OPERATOR,
                                SUBJECT,
                                "Has the data moved when the console starts the next time.")
                        .with("before", folder.current().toString())
                        .with("after", target.toString());
        recorder.did(
                switch (answer) {
                    case Answer.Planned _ -> activity;
                    case Answer.Refused(String why) -> activity.with("reason", why).failed();
                });
        return answer;
    }

    @Override
    public void cancelMove() {
        folder.cancelMove();
        recorder.did(Actor.OPERATOR, SUBJECT, "Leaves the data where it is.");
    }

    @Override
    public Path current() {
        return folder.current();
    }

    @Override
    public Optional<String> option() {
        return folder.option();
    }

    @Override
    public Optional<Path> planned() {
        return folder.planned();
    }
}
