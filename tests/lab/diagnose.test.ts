import { diagnose, type Machine } from '../../scripts/lab/diagnose.ts'

const NO_SETTINGS = {
  'user.max_user_namespaces': undefined,
  'kernel.unprivileged_userns_clone': undefined,
  'kernel.apparmor_restrict_unprivileged_userns': undefined,
}

/** As Debian and Ubuntu have them where nothing stands in the way. */
const WELL: Machine = {
  platform: 'linux',
  missing: [],
  canFollowParent: true,
  rootless: true,
  isContainer: false,
  settings: {
    'user.max_user_namespaces': '96000',
    'kernel.unprivileged_userns_clone': '1',
    'kernel.apparmor_restrict_unprivileged_userns': '0',
  },
  attempt: { reached: 'packet filters', complaint: '' },
}
const failed = (complaint: string, more: Partial<Machine> = {}): Partial<Machine> => ({
  attempt: { reached: 'nothing', complaint },
  ...more,
})

const NOT_PERMITTED = 'unshare: unshare failed: Operation not permitted'

test.each<[string, Partial<Machine>, string, string]>([
  [
    'another system',
    { platform: 'darwin' },
    'The lab needs Linux, and this is darwin.',
    'Run it in WSL2, Lima or a privileged container; npm run verify works here, simulated.',
  ],
  [
    'no tools',
    { missing: ['unshare', 'flock', 'nft', 'openssl'], ...failed('') },
    'The lab needs unshare, flock, nft, openssl, which is not here.',
    'sudo apt-get install -y util-linux nftables openssl',
  ],
  [
    'old tools',
    { canFollowParent: false },
    'The lab needs util-linux 2.33 or newer.',
    'This one is older: setpriv has no --pdeathsig.',
  ],
  [
    'no user namespaces at all',
    failed('unshare: unshare failed: No space left on device', {
      settings: { ...WELL.settings, 'user.max_user_namespaces': '0' },
    }),
    'This system lets only root make network namespaces: user.max_user_namespaces is 0.',
    'sudo sysctl -w user.max_user_namespaces=15000, or run it as root: sudo npm run lab',
  ],
  [
    'no user namespaces left',
    failed('unshare: unshare failed: No space left on device', {
      isContainer: true,
      settings: { ...WELL.settings, 'user.max_user_namespaces': '3' },
    }),
    'This system does not let you make network namespaces (unshare: unshare failed: No space left on device).',
    'Run it as root: sudo npm run lab',
  ],
  [
    "an old Debian's setting",
    failed(NOT_PERMITTED, { settings: { ...NO_SETTINGS, 'kernel.unprivileged_userns_clone': '0' } }),
    'This system lets only root make network namespaces: kernel.unprivileged_userns_clone is 0.',
    'sudo sysctl -w kernel.unprivileged_userns_clone=1, or run it as root: sudo npm run lab',
  ],
  [
    "Ubuntu's AppArmor",
    failed('unshare: write failed /proc/self/uid_map: Operation not permitted', {
      settings: { ...WELL.settings, 'kernel.apparmor_restrict_unprivileged_userns': '1' },
    }),
    'This system lets only root make network namespaces: kernel.apparmor_restrict_unprivileged_userns is 1.',
    'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or run it as root: sudo npm run lab',
  ],
  [
    'something else',
    failed(NOT_PERMITTED),
    `This system does not let you make network namespaces (${NOT_PERMITTED}).`,
    'Run it as root: sudo npm run lab',
  ],
  [
    'a container',
    failed('unshare: mount /proc failed: Operation not permitted', { isContainer: true }),
    'This container does not let you make network namespaces (unshare: mount /proc failed: Operation not permitted).',
    'Start it with --privileged.',
  ],
  [
    'a container whose root lacks CAP_SYS_ADMIN',
    failed(NOT_PERMITTED, { isContainer: true, rootless: false }),
    `This container does not let you make network namespaces (${NOT_PERMITTED}).`,
    'Start it with --privileged.',
  ],
  [
    'root without its rights',
    failed(NOT_PERMITTED, {
      rootless: false,
      // These are for others.
      settings: { ...WELL.settings, 'kernel.apparmor_restrict_unprivileged_userns': '1' },
    }),
    `This system does not let you make network namespaces (${NOT_PERMITTED}).`,
    'Root lacks rights here: run it outside of what took them, such as a sandbox or a service.',
  ],
  [
    'a kernel without nftables',
    { attempt: { reached: 'namespaces', complaint: 'Error: cache initialization failed' } },
    'This kernel has no packet filters for the lab (nft: Error: cache initialization failed).',
    'sudo modprobe nf_tables, or a kernel that has it.',
  ],
])('%s is told in two lines', (_, machine, what, cure) => {
  expect(diagnose({ ...WELL, ...machine })?.message).toBe(`${what}\n${cure}`)
})

test('what a setting says does not count where it works all the same', () => {
  expect(diagnose(WELL)).toBeUndefined()
  expect(
    diagnose({ ...WELL, isContainer: true, settings: { ...NO_SETTINGS, 'user.max_user_namespaces': '0' } }),
  ).toBeUndefined()
  expect(diagnose({ ...WELL, rootless: false })).toBeUndefined()
})
