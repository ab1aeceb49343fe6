package io.slimconsole.ui.audit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The types of messages and sessions by the names that SLIM gives them on the wire.
final class MessageTypes {
    private static final List<String> MESSAGES =
            List.of(
                    "UNSPECIFIED",
                    "MSG",
                    "MSG_ACK",
                    "RTX_REQUEST",
                    "RTX_REPLY",
                    "DISCOVERY_REQUEST",
                    "DISCOVERY_REPLY",
                    "JOIN_REQUEST",
                    "JOIN_REPLY",
                    "LEAVE_REQUEST",
                    "LEAVE_REPLY",
                    "GROUP_UPDATE",
                    "GROUP_WELCOME",
                    "GROUP_CLOSE",
                    "GROUP_PROPOSAL",
                    "GROUP_ACK",
                    "GROUP_NACK",
                    "HEARTBEAT",
                    "UPDATE_PARTICIPANT_STATE",
                    "REJOIN_REQUEST",
                    "REJOIN_REPLY");
    private static final List<String> SESSIONS =
            List.of("UNSPECIFIED", "POINT_TO_POINT", "MULTICAST");
    private static final int MSG = 1;

    private MessageTypes() {}

    /// A type that is newer than this console by its number.
    static String message(int type) {
        return of(MESSAGES, type);
    }

    static String session(int type) {
        return of(SESSIONS, type);
    }

    private static String of(List<String> names, int type) {
        return type >= 0 && type < names.size() ? names.get(type) : Integer.toString(type);
    }

    /// What is typed for a type: `join-request`; `control` for all but the applications' own messages.
    static Map<String, Set<Integer>> words() {
        Map<String, Set<Integer>> words = new LinkedHashMap<>();
        Set<Integer> control = new LinkedHashSet<>();
        for (int i = 0; i < MESSAGES.size(); i++) {
            words.put(MESSAGES.get(i).toLowerCase(Locale.ROOT).replace('_', '-'), Set.of(i));
            if (i != MSG) {
                control.add(i);
            }
        }
        words.put("control", control);
        return words;
    }
}
