/// Clients for the tests of a running node: real ones, over real sockets.
///
/// [RawClient] speaks HTTP/2 and may break its rules; [SlimClient] negotiates, signs and verifies on top of it.
package io.slimconsole.node.kit;
