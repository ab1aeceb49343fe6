// What an application can be told to do. See lines.mjs.
import { createHash } from 'node:crypto';
import * as slim from '@agntcy/slim-bindings';

const SHOWN_AS_TEXT = 256;
const RETRY_MS = 100;
const TOKEN_MS = 3_600_000;

const name = (text) => new slim.Name(...text.split('/'));
const fullName = (value) => `${value.components().join('/')}/${value.id()}`;
const arrayBuffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

/** Bytes that differ from position to position, so that a shifted or repeated piece shows in the hash. */
function pattern(size) {
  const bytes = Buffer.allocUnsafe(size);
  for (let i = 0; i < size; i++) {
    bytes[i] = (i * 31 + (i >>> 8) * 7 + (i >>> 16)) & 0xff;
  }
  return bytes;
}

function fingerprint(bytes) {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The algorithms are named as in tokens: ES256, EdDSA. */
const jwtKey = ({ algorithm, format, key }) =>
  slim.JwtKeyConfig.new({
    algorithm: slim.JwtAlgorithm[algorithm[0] + algorithm.slice(1).toLowerCase().replace('ddsa', 'dDsa')],
    format: slim.JwtKeyFormat[format],
    key: slim.JwtKeyData.Data.new({ value: key }),
  });

/** Who it is, and whom it believes, by tokens that are signed with keys. */
function jwt({ subject, issuer, audience, signing, verifying }) {
  const common = { issuer, audience, subject, duration: TOKEN_MS };
  return {
    provider: slim.IdentityProviderConfig.Jwt.new({
      config: slim.ClientJwtAuth.new({ ...common, key: slim.JwtKeyType.Encoding.new({ key: jwtKey(signing) }) }),
    }),
    verifier: slim.IdentityVerifierConfig.Jwt.new({
      config: slim.JwtAuth.new({ ...common, key: slim.JwtKeyType.Decoding.new({ key: jwtKey(verifying) }) }),
    }),
  };
}

/** The SDK tries for ever, unless told how often. */
function clientConfig({ endpoint, ca, attempts }) {
  const config = ca === undefined ? slim.newInsecureClientConfig(endpoint) : slim.newSecureClientConfig(endpoint);
  if (ca !== undefined) {
    config.tls.caSource = slim.CaSource.File.new({ path: ca });
    config.tls.includeSystemCaCertsPool = false;
  }
  if (attempts !== undefined) {
    config.backoff = slim.BackoffConfig.FixedInterval.new({
      config: slim.FixedIntervalBackoff.new({ interval: RETRY_MS, maxAttempts: BigInt(attempts) }),
    });
  }
  return config;
}

/** The commands of one application on this service. */
export function application(service) {
  const sessions = [];
  let app;
  let connection;

  function remember(session) {
    sessions.push(session);
    return { session: sessions.length - 1, peer: fullName(session.destination()) };
  }

  return {
    start(parameters) {
      // the asynchronous variant needs a runtime that the library has not started yet, and panics
      app = service.createAppWithSecret(name(parameters.name), parameters.secret);
      return { name: fullName(app.name()) };
    },

    /** The same, with an identity that tokens prove. */
    startWithJwt(parameters) {
      const { provider, verifier } = jwt(parameters.jwt);
      app = service.createApp(name(parameters.name), provider, verifier);
      return { name: fullName(app.name()) };
    },

    /** The same, with a token in a file. */
    startWithToken(parameters) {
      const provider = slim.IdentityProviderConfig.StaticJwt.new({
        config: slim.StaticJwtAuth.new({ tokenFile: parameters.file, duration: TOKEN_MS }),
      });
      app = service.createApp(name(parameters.name), provider, jwt(parameters.jwt).verifier);
      return { name: fullName(app.name()) };
    },

    async connect(parameters) {
      connection = await service.connectAsync(clientConfig(parameters));
      return { connection };
    },

    /** Takes the connection that this process was configured with. */
    attach(parameters) {
      connection = service.getConnectionId(parameters.endpoint);
      return { connection };
    },

    disconnect() {
      service.disconnect(connection);
    },

    async subscribe(parameters) {
      await app.subscribeAsync(name(parameters.name), connection);
    },

    /** Takes back its own name. The SDK gives a name its id when it subscribes, but not when it unsubscribes. */
    async unsubscribe() {
      await app.unsubscribeAsync(app.name(), connection);
    },

    /** Tells the node inside this process which way a name lies; nothing goes over the wire. */
    async route(parameters) {
      await app.setRouteAsync(name(parameters.name), connection);
    },

    /** Reliable where `maxRetries` says how often to ask again, every `intervalMs`. */
    async open({ group, peer, mls, intervalMs, maxRetries }) {
      const config = slim.SessionConfig.new({
        sessionType: group ? slim.SessionType.Group : slim.SessionType.PointToPoint,
        metadata: new Map(),
        ...(maxRetries === undefined ? {} : { interval: intervalMs, maxRetries }),
        ...(mls ? { mlsSettings: slim.MlsSettings.new({ headerIntegrityValidationPercent: 100 }) } : {}),
      });
      return remember(await app.createSessionAndWaitAsync(config, name(peer)));
    },

    async accept({ timeoutMs }) {
      return remember(await app.listenForSessionAsync(timeoutMs));
    },

    async invite({ session, name: member }) {
      await sessions[session].inviteAndWaitAsync(name(member));
    },

    async remove({ session, name: member }) {
      await sessions[session].removeAndWaitAsync(name(member));
    },

    async participants({ session }) {
      const members = await sessions[session].participantsListAsync();
      return { names: members.map((member) => member.name.components().join('/')).sort() };
    },

    /** Ends a session that it moderates, or leaves one that somebody else does. */
    async close({ session }) {
      await sessions[session].closeAndWaitAsync();
    },

    /** Goes offline in a group, until it rejoins. */
    async pause({ session }) {
      await sessions[session].closeWithModeAndWaitAsync(slim.CloseMode.Soft);
    },

    async rejoin({ session }) {
      await sessions[session].rejoinAndWaitAsync();
    },

    /** Sends `text`, or `size` bytes; waits for acknowledgements where the session is reliable. */
    async publish({ session, text, size }) {
      const bytes = text === undefined ? pattern(size) : Buffer.from(text);
      await sessions[session].publishAndWaitAsync(arrayBuffer(bytes), undefined, undefined);
      return fingerprint(bytes);
    },

    /** Publishes `count` messages, at most `window` of them unacknowledged at a time. */
    async flood({ session, count, size, window }) {
      let sent = 0;
      const publisher = async () => {
        while (sent < count) {
          const bytes = pattern(size);
          bytes.writeUInt32BE(sent++, 0);
          await sessions[session].publishAndWaitAsync(arrayBuffer(bytes), undefined, undefined);
        }
      };
      await Promise.all(Array.from({ length: window }, publisher));
    },

    /** Receives what another one floods; every message has to come once. */
    async drain({ session, count, timeoutMs }) {
      const seen = new Set();
      for (let i = 0; i < count; i++) {
        const { payload } = await sessions[session].getMessageAsync(timeoutMs);
        seen.add(Buffer.from(payload).readUInt32BE(0));
      }
      return { different: seen.size };
    },

    async receive({ session, timeoutMs }) {
      const { context, payload } = await sessions[session].getMessageAsync(timeoutMs);
      const bytes = Buffer.from(payload);
      return {
        from: context.sourceName.components().join('/'),
        ...fingerprint(bytes),
        ...(bytes.length <= SHOWN_AS_TEXT ? { text: bytes.toString() } : {}),
      };
    },
  };
}
