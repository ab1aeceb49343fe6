// Upstream's own node in a process of its own, until stdin ends. See lines.mjs.
//
//   node node.mjs '{"listen": "127.0.0.1:46357"}'
//
// With "certificate" and "key" (PEM files) it serves TLS; with "uplink" (a URL) it links to another node as Edge.
// It can also hold an application, which takes the commands of application.mjs.
import * as slim from '@agntcy/slim-bindings';
import { application } from './application.mjs';
import { serve } from './lines.mjs';

const { listen, certificate, key, uplink } = JSON.parse(process.argv[2]);
const server =
  certificate === undefined
    ? slim.newInsecureServerConfig(listen)
    : slim.newSecureServerConfig(listen, slim.TlsSource.File.new({ cert: certificate, key }));
const clients = uplink === undefined ? [] : [slim.newInsecureClientConfig(uplink)];

// this also starts it; a server that is added to a running service would not demand the header MAC
slim.initializeWithConfigs(slim.newRuntimeConfig(), slim.newTracingConfig(), [
  slim.newServiceConfigWith(undefined, undefined, slim.DataplaneConfig.new({ servers: [server], clients })),
]);
const service = slim.getGlobalService();
serve({
  ...application(service),

  /** Answers once the port is bound and the uplink is there. */
  ready() {
    return { listen };
  },

  /** Ends in order: the port first, then the connections. A client that meets a dying port gives up for good. */
  async stop() {
    await service.shutdownAsync();
  },
});
