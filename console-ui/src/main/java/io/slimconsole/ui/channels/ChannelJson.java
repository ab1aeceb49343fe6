package io.slimconsole.ui.channels;

import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Invitation;

import java.util.LinkedHashMap;
import java.util.Map;

/// A channel as it is copied for a bug report or a script: names, counts and times, nothing that was said.
final class ChannelJson {
    private ChannelJson() {}

    static Map<String, Object> of(Channel channel) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", channel.name().prefix());
        json.put("session_id", Integer.toUnsignedLong(channel.sessionId()));
        json.put("phase", channel.phase());
        json.put("mls", channel.options().encrypted());
        json.put("reliable", channel.options().reliable());
        json.put("interval_ms", channel.options().interval().toMillis());
        json.put("retries", channel.options().retries());
        json.put("created", channel.created());
        json.put("epoch", channel.epoch());
        json.put("members", channel.members().stream().map(ChannelJson::of).toList());
        json.put("invitations", channel.invitations().stream().map(ChannelJson::of).toList());
        json.put("messages_sent", channel.traffic().sent());
        json.put("messages_received", channel.traffic().received());
        json.put("messages_lost", channel.traffic().lost());
        channel.traffic().last().ifPresent(last -> json.put("last_activity", last));
        channel.notStored().ifPresent(why -> json.put("not_stored", why));
        return json;
    }

    static Map<String, Object> of(Channel.Member member) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", member.participant().name());
        json.put("self", member.self());
        json.put("online", member.participant().online());
        json.put("sends", member.participant().sends());
        json.put("receives", member.participant().receives());
        member.leaf().ifPresent(leaf -> json.put("leaf", leaf));
        member.joinedEpoch().ifPresent(epoch -> json.put("joined_epoch", epoch));
        member.joined().ifPresent(joined -> json.put("joined", joined));
        return json;
    }

    private static Map<String, Object> of(Invitation invitation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", ChannelWords.called(invitation.asked()));
        invitation.instance().ifPresent(instance -> json.put("instance", instance));
        json.put("step", invitation.step());
        json.put("began", invitation.began());
        invitation
                .outcome()
                .ifPresent(outcome -> json.put("outcome", OutcomeWords.sentence(outcome)));
        return json;
    }
}
