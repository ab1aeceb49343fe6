package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.LinkFacts;

import java.util.LinkedHashMap;
import java.util.Map;

/// A connection as it is copied for a bug report or a script.
final class ClientJson {
    private ClientJson() {}

    static Map<String, Object> of(ConnectionSnapshot c) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", c.id().value());
        json.put("type", c.type());
        json.put("state", c.state());
        c.firstName().ifPresent(n -> json.put("first_name", n));
        json.put("subscriptions", c.subscriptions());
        json.put("remote_address", c.remoteAddress());
        json.put("since", c.since());
        json.put("last_activity", c.lastActivity());
        c.link().ifPresent(l -> json.put("link", link(l)));
        json.put("messages_in", c.traffic().messagesIn());
        json.put("bytes_in", c.traffic().bytesIn());
        json.put("messages_out", c.traffic().messagesOut());
        json.put("bytes_out", c.traffic().bytesOut());
        json.put("dropped", c.dropped());
        json.put("queued_bytes", c.queuedBytes());
        return json;
    }

    private static Map<String, Object> link(LinkFacts l) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("link_id", l.linkId());
        json.put("node_id", l.nodeId());
        json.put("slim_version", l.slimVersion());
        json.put("deployment_name", l.deploymentName());
        json.put("header_mac", l.headerMac());
        json.put("key_agreement", l.keyAgreement());
        l.tls().ifPresent(t -> json.put("tls", t));
        return json;
    }
}
