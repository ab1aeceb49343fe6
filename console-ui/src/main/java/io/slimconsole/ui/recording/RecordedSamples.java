package io.slimconsole.ui.recording;

import io.slimconsole.ui.overview.SampleTraffic;

/// Sample traffic, and who starts and stops it.
final class RecordedSamples implements SampleTraffic {
    private static final String SUBJECT = "sample traffic";

    private final SampleTraffic samples;
    private final Recorder recorder;

    RecordedSamples(SampleTraffic samples, Recorder recorder) {
        this.samples = samples;
        this.recorder = recorder;
    }

    @Override
    public boolean running() {
        return samples.running();
    }

    @Override
    public void start() {
        samples.start();
        recorder.did(Actor.OPERATOR, SUBJECT, "Starts sample traffic.");
    }

    @Override
    public void stop() {
        samples.stop();
        recorder.did(Actor.OPERATOR, SUBJECT, "Stops sample traffic.");
    }
}
