// Clients and members of groups, by ts-mls. See members.mjs for the commands.
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import * as mls from 'ts-mls';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import { signWithLabel } from 'ts-mls/crypto/signature.js';
import { leafNodeTBSEncoder } from 'ts-mls/leafNode.js';
import { decodeRatchetTree, encodeRatchetTree } from 'ts-mls/ratchetTree.js';
import { sameBytes } from './bytes.mjs';
import { serveMembers } from './members.mjs';

const SUITES = Object.fromEntries(Object.entries(mls.ciphersuites).map(([name, id]) => [id, name]));
const ECDSA = {
  2: ecdsa('prime256v1', 'sha256', 65),
  5: ecdsa('secp521r1', 'sha512', 133),
  7: ecdsa('secp384r1', 'sha384', 97),
};

// as far ahead as SLIM's clients follow a sender; the rest is the library's own choice
const CONFIG = {
  keyRetentionConfig: { ...mls.defaultKeyRetentionConfig, maximumForwardRatchetSteps: 1024 },
  lifetimeConfig: mls.defaultLifetimeConfig,
  keyPackageEqualityConfig: mls.defaultKeyPackageEqualityConfig,
  paddingConfig: mls.defaultPaddingConfig,
  authService: mls.defaultAuthenticationService,
};

class Client {
  constructor(suite, name, keys) {
    this.suite = suite;
    this.keys = keys;
    this.credential = { credentialType: 'basic', identity: new TextEncoder().encode(name) };
    this.packages = [];
  }

  static async create(suiteId, name) {
    // the faster one of the two providers that the library has
    const own = await mls.getCiphersuiteImpl(mls.getCiphersuiteFromName(SUITES[suiteId]), mls.nobleCryptoProvider);
    const suite = { ...own, signature: ECDSA[suiteId] ?? own.signature };
    return new Client(suite, name, await suite.signature.keygen());
  }

  async keyPackage() {
    // its own default names values that mean nothing, of which everybody has to think nothing
    const made = await mls.generateKeyPackageWithKey(
      this.credential, mls.defaultCapabilities(), mls.defaultLifetime, [], this.keys, this.suite,
    );
    this.packages.push(made);
    return mls.encodeMlsMessage({ version: 'mls10', wireformat: 'mls_key_package', keyPackage: made.publicPackage });
  }

  async begin(groupId) {
    await this.keyPackage();
    const { publicPackage, privatePackage } = this.packages.pop();
    return new Member(
      this.suite,
      await mls.createGroup(groupId, publicPackage, privatePackage, [], this.suite, CONFIG),
    );
  }

  /** With its newest key package. */
  async join(welcome, tree) {
    const { publicPackage, privatePackage } = this.packages.pop();
    const outside = tree && decodeRatchetTree(tree, 0)[0];
    return new Member(
      this.suite,
      await mls.joinGroup(
        decode(welcome).welcome, publicPackage, privatePackage, mls.emptyPskIndex, this.suite, outside, undefined, CONFIG,
      ),
    );
  }
}

class Member {
  constructor(suite, state) {
    this.suite = suite;
    this.state = state;
    this.updates = [];
  }

  async commit({ add, remove, privately, treeInWelcome, authenticatedData }) {
    const { newState, commit, welcome } = await mls.createCommit(
      { state: this.state, cipherSuite: this.suite },
      {
        extraProposals: [...remove.map((name) => this.removal(name)), ...add.map(addition)],
        wireAsPublicMessage: !privately,
        ratchetTreeExtension: treeInWelcome,
        authenticatedData,
      },
    );
    this.enter(newState);
    return {
      commit: mls.encodeMlsMessage(commit),
      welcome: welcome && mls.encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome }),
      tree: encodeRatchetTree(this.state.ratchetTree),
    };
  }

  async propose({ add, remove, privately }) {
    const proposal =
      add !== undefined ? addition(add) : remove !== undefined ? this.removal(remove) : await this.update();
    const { newState, message } = await mls.createProposal(this.state, !privately, proposal, this.suite);
    this.state = newState;
    return mls.encodeMlsMessage(message);
  }

  async read(bytes) {
    const message = decode(bytes);
    const { authenticatedData } = message.privateMessage ?? message.publicMessage.content;
    // the library forgets the key of an Update; the callback is where it has seen all proposals, but used no key yet
    const { privatePath } = this.state;
    const privateKeys = { ...privatePath.privateKeys };
    let seen;
    const result = await mls.processMessage(
      message,
      { ...this.state, privatePath: { ...privatePath, privateKeys } },
      mls.emptyPskIndex,
      (incoming) => {
        seen = incoming.kind;
        if (seen === 'commit') {
          this.takeOwnUpdate(incoming.proposals, privateKeys);
        }
        return 'accept';
      },
      this.suite,
    );
    if (result.kind === 'applicationMessage') {
      this.state = result.newState;
      return { kind: 'application', text: result.message, authenticatedData };
    }
    if (seen === 'proposal') {
      this.state = result.newState;
      return { kind: 'proposal' };
    }
    this.enter(result.newState);
    return { kind: this.state.groupActiveState.kind === 'removedFromGroup' ? 'removed' : 'commit', authenticatedData };
  }

  async say(text, authenticatedData) {
    const { newState, privateMessage } = await mls.createApplicationMessage(
      this.state, text, this.suite, authenticatedData,
    );
    this.state = newState;
    return mls.encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
  }

  async facts() {
    const { groupContext, keySchedule } = this.state;
    return {
      authenticator: keySchedule.epochAuthenticator,
      exported: await mls.mlsExporter(keySchedule.exporterSecret, 'exporter', new Uint8Array(), 32, this.suite),
      context: [groupContext.treeHash, groupContext.confirmedTranscriptHash],
    };
  }

  enter(state) {
    this.state = state;
    this.updates = [];
  }

  takeOwnUpdate(proposals, privateKeys) {
    const own = proposals
      .filter(({ proposal }) => proposal.proposalType === 'update')
      .map(({ proposal }) => this.updates.find((each) => sameBytes(each.publicKey, proposal.update.leafNode.hpkePublicKey)))
      .find((each) => each !== undefined);
    if (own !== undefined) {
      Object.keys(privateKeys).forEach((node) => delete privateKeys[node]);
      privateKeys[this.state.privatePath.leafIndex * 2] = own.privateKey;
    }
  }

  async update() {
    const { hpke, signature } = this.suite;
    const { leafIndex } = this.state.privatePath;
    const keys = await hpke.generateKeyPair();
    const publicKey = await hpke.exportPublicKey(keys.publicKey);
    this.updates.push({ publicKey, privateKey: await hpke.exportPrivateKey(keys.privateKey) });
    const { credential, capabilities, signaturePublicKey } = this.leaf(leafIndex);
    const unsigned = {
      credential,
      capabilities,
      signaturePublicKey,
      hpkePublicKey: publicKey,
      leafNodeSource: 'update',
      extensions: [],
      groupId: this.state.groupContext.groupId,
      leafIndex,
    };
    const leafNode = {
      ...unsigned,
      signature: await signWithLabel(
        this.state.signaturePrivateKey, 'LeafNodeTBS', encode(leafNodeTBSEncoder)(unsigned), signature,
      ),
    };
    return { proposalType: 'update', update: { leafNode } };
  }

  removal(name) {
    const identity = new TextEncoder().encode(name);
    for (let leafIndex = 0; leafIndex * 2 < this.state.ratchetTree.length; leafIndex++) {
      const leaf = this.leaf(leafIndex);
      if (leaf !== undefined && sameBytes(leaf.credential.identity, identity)) {
        return { proposalType: 'remove', remove: { removed: leafIndex } };
      }
    }
    throw new Error(`${name} is no member`);
  }

  leaf(leafIndex) {
    return this.state.ratchetTree[leafIndex * 2]?.leaf;
  }
}

/**
 * ECDSA by Node.js. The library's own is slow, and makes public keys that are compressed points, where RFC 9420 §5.1.1
 * wants uncompressed ones.
 */
function ecdsa(namedCurve, hash, pointLength) {
  const generate = () => generateKeyPairSync('ec', { namedCurve });
  const asSpki = (key) => key.export({ format: 'der', type: 'spki' });
  const prefix = asSpki(generate().publicKey).subarray(0, -pointLength);
  return {
    async keygen() {
      const { privateKey, publicKey } = generate();
      return {
        signKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
        publicKey: new Uint8Array(asSpki(publicKey).subarray(-pointLength)),
      };
    },
    async sign(signKey, message) {
      return new Uint8Array(sign(hash, message, { key: Buffer.from(signKey), format: 'der', type: 'pkcs8' }));
    },
    async verify(publicKey, message, signature) {
      return verify(hash, message, { key: Buffer.concat([prefix, publicKey]), format: 'der', type: 'spki' }, signature);
    },
  };
}

function decode(bytes) {
  const decoded = mls.decodeMlsMessage(bytes, 0);
  if (decoded === undefined || decoded[1] !== bytes.length) {
    throw new Error('this is no MLS message');
  }
  return decoded[0];
}

function addition(keyPackage) {
  return { proposalType: 'add', add: { keyPackage: decode(keyPackage).keyPackage } };
}

serveMembers(Client);
