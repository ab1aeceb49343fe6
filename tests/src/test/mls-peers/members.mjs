// What the tests ask of an MLS implementation; one JSON object a line, as in lines.mjs, bytes in base64.
//
//   client     {suite, name}                       -> {client}       with a new signature key
//   keyPackage {client}                            -> {keyPackage}   an MLSMessage; its private keys stay here
//   begin      {client, groupId}                   -> {member}
//   join       {client, welcome, tree?}            -> {member}       by the client's newest key package
//   commit     {member, add, remove, privately, treeInWelcome, authenticatedData}
//                                                  -> {commit, welcome?, tree?}   and is in the new epoch
//   propose    {member, add | remove | neither: an update, privately}  -> {message}
//   read       {member, message}                   -> {kind, text?, authenticatedData?}
//   say        {member, text, authenticatedData}   -> {message}
//   facts      {member}                            -> {authenticator?, exported, context?}
//   forget     {}                                  -> {}             all clients and members
//
// Members are removed by their names, and added by their key packages. Whoever needs more than an implementation offers
// gets an error: the tests know what not to ask.
import { fromText, toText } from './bytes.mjs';
import { serve } from './lines.mjs';

function asText(value) {
  if (value instanceof Uint8Array) {
    return toText(value);
  }
  return Array.isArray(value) ? value.map(asText) : value;
}

function answer(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asText(value)]));
}

/** Serves the commands, by a class of clients and its members. */
export function serveMembers(Client) {
  const things = [];
  const keep = (thing) => things.push(thing) - 1;
  const optional = (text) => (text === undefined ? undefined : fromText(text));

  serve({
    client: async ({ suite, name }) => ({ client: keep(await Client.create(suite, name)) }),
    keyPackage: async ({ client }) => answer({ keyPackage: await things[client].keyPackage() }),
    begin: async ({ client, groupId }) => ({ member: keep(await things[client].begin(fromText(groupId))) }),
    join: async ({ client, welcome, tree }) => ({
      member: keep(await things[client].join(fromText(welcome), optional(tree))),
    }),
    commit: async ({ member, add, authenticatedData, ...rest }) =>
      answer(
        await things[member].commit({
          ...rest,
          add: add.map(fromText),
          authenticatedData: fromText(authenticatedData),
        }),
      ),
    propose: async ({ member, add, ...rest }) =>
      answer({ message: await things[member].propose({ ...rest, add: optional(add) }) }),
    read: async ({ member, message }) => answer(await things[member].read(fromText(message))),
    say: async ({ member, text, authenticatedData }) =>
      answer({ message: await things[member].say(fromText(text), fromText(authenticatedData)) }),
    facts: async ({ member }) => answer(await things[member].facts()),
    forget: async () => {
      things.length = 0;
    },
  });
}
