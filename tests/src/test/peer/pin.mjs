// Adds to package-lock.json what upstream's packages leave out. See "The peer" in tests/README.md.
import { readFileSync, writeFileSync } from 'node:fs';

const BINDINGS = '@agntcy/slim-bindings';
const LIBC = { gnu: 'glibc', musl: 'musl' };

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const platforms = lock.packages[`node_modules/${BINDINGS}`].optionalDependencies;
for (const [name, version] of Object.entries(platforms)) {
  const [os, cpu, abi] = name.slice(BINDINGS.length + 1).split('-');
  lock.packages[`node_modules/${name}`] = {
    ...(lock.packages[`node_modules/${name}`] ?? { version, optional: true }),
    os: [os],
    cpu: [cpu],
    ...(os === 'linux' ? { libc: [LIBC[abi]] } : {}),
  };
}
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
