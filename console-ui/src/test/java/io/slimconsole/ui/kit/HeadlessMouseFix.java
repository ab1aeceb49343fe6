package io.slimconsole.ui.kit;

import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.event.EventDispatchChain;
import javafx.event.EventDispatcher;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;

/// Makes mouse clicks of JavaFX 26's headless platform count everywhere.
///
/// Its robot marks every press and release as a popup trigger and as synthesized, so column headers ignore them.
/// This rewrites such events in every window of the test JVM. Remove it when the tests pass without.
final class HeadlessMouseFix {
    private static boolean installed;

    private HeadlessMouseFix() {}

    /// Called on the JavaFX application thread; does nothing the second time, or on another platform.
    static void install() {
        if (installed || !"Headless".equals(System.getProperty("glass.platform"))) {
            return;
        }
        installed = true;
        Window.getWindows().forEach(HeadlessMouseFix::wrap);
        Window.getWindows()
                .addListener(
                        (ListChangeListener<Window>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(HeadlessMouseFix::wrap);
                                    }
                                });
    }

    private static void wrap(Window window) {
        if (!(window.getEventDispatcher() instanceof Corrected)) {
            window.setEventDispatcher(new Corrected(window.getEventDispatcher()));
        }
    }

    private record Corrected(EventDispatcher next) implements EventDispatcher {
        @Override
        public Event dispatchEvent(Event event, EventDispatchChain tail) {
            return next.dispatchEvent(
                    event instanceof MouseEvent mouse && mouse.isPopupTrigger()
                            ? corrected(mouse)
                            : event,
                    tail);
        }

        private static MouseEvent corrected(MouseEvent e) {
            boolean popup =
                    e.getButton() == MouseButton.SECONDARY
                            && e.getEventType() == MouseEvent.MOUSE_PRESSED;
            return new MouseEvent(
                    e.getSource(),
                    e.getTarget(),
                    e.getEventType(),
                    e.getX(),
                    e.getY(),
                    e.getScreenX(),
                    e.getScreenY(),
                    e.getButton(),
                    e.getClickCount(),
                    e.isShiftDown(),
                    e.isControlDown(),
                    e.isAltDown(),
                    e.isMetaDown(),
                    e.isPrimaryButtonDown(),
                    e.isMiddleButtonDown(),
                    e.isSecondaryButtonDown(),
                    e.isBackButtonDown(),
                    e.isForwardButtonDown(),
                    false,
                    popup,
                    e.isStillSincePress(),
                    e.getPickResult());
        }
    }
}
