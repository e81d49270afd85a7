/** Where machines keep the certificates that they trust; the first that there is counts. */
export const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
  '/etc/ssl/ca-bundle.pem',
] as const

/**
 * Runs a command at a host: `/run/lab/enter consumer curl https://…`, for whoever is in the lab's namespaces. It sees the
 * host's network, its files in place of the machine's, and the lab's CA among those it trusts; the machine sees nothing.
 *
 * A function's process may write to a /tmp of its own and nowhere else, as on Lambda, and has no right to change that.
 * Each mount needs a command until mount(8) knows `ro=recursive` (util-linux 2.39), and what it forbids already must be
 * said again: a user namespace may take none of it back.
 */
export const ENTER = `#!/bin/sh
set -eu
host=$1
shift
case $host in
'' | *[!a-z0-9-]*) is_host=false ;;
*) [ -d "/run/lab/$host" ] && is_host=true || is_host=false ;;
esac
if ! $is_host; then
  echo "The lab has no host '$host'." >&2
  echo 'npm run lab -- status tells which it has; corporate comes with --parameters CorporateCidr=…' >&2
  exit 2
fi
exec nsenter --net="/run/netns/$host" unshare --mount --uts -- sh -euc '
own=/run/lab/$0

# Puts a file in the place of another. That may be a link into a /run which the lab has hidden.
over() {
  place=$(readlink -m "$2" 2>/dev/null || readlink -f "$2")
  case $place in
  /run/*) mkdir -p "\${place%/*}" && : >> "$place" ;;
  esac
  if [ -e "$place" ]; then mount --bind "$1" "$place"; fi
}
for file in resolv.conf hosts nsswitch.conf hostname; do over "$own/$file" "/etc/$file"; done
for bundle in ${BUNDLES.join(' ')}; do over /run/lab/bundle.pem "$bundle"; done
if command -v hostname >/dev/null; then hostname "$(cat "$own/hostname")"; fi

# Some mounts lie hidden under another, such as the /run of the lab: these can neither be changed nor seen.
forbid_writing() {
  mount -o "remount,bind,ro\${2#rw}" none "$1" 2>/dev/null || ! mountpoint -q "$1" ||
    { echo "lab: $1 cannot be made read-only" >&2; exit 1; }
}
case $0 in
fn[0-9]*)
  mounts=$(cat /proc/self/mountinfo)
  while read -r id parent device root place options rest; do
    case $options in rw | rw,*) forbid_writing "$(printf %b "$place")" "$options" ;; esac
  done <<END
$mounts
END
  # For each execution environment a new one.
  mount -t tmpfs -o size=512m,mode=1777 tmp /tmp
  # Of the rights of root one is left: to read what only others may, as may be said of Node itself.
  set -- setpriv --bounding-set=-all,+dac_read_search -- "$@"
  ;;
*)
  # A host of the lab signs as itself or not at all, and with nothing of whoever types there.
  unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE
  export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
  ;;
esac

export NODE_EXTRA_CA_CERTS=/run/lab/ca.pem
export SSL_CERT_FILE=/run/lab/bundle.pem CURL_CA_BUNDLE=/run/lab/bundle.pem
export REQUESTS_CA_BUNDLE=/run/lab/bundle.pem AWS_CA_BUNDLE=/run/lab/bundle.pem
# No proxy of the machine is in the lab.
unset http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY
exec "$@"
' "$host" "$@"
`
