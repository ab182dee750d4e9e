#!/bin/sh
# Proves the quick start where nothing is installed: makes a fresh Debian 12 in a folder, and does there what the README
# tells a newcomer to do. Run as root, with debootstrap. Not a part of the tests: it takes its time and the network.
#
#   tests/install/clean_root.sh source [COMMIT]   clones this repository and runs ./heed run …, then ./heed test (an hour)
#   tests/install/clean_root.sh deb FILE.deb …    installs packages by apt, runs the quick start, and with libheed-dev among them
#                                                 builds the project beside this script (five minutes)
#
# HEED_ROOT  the folder to do it in, kept afterwards; unless set, a temporary one that is removed
# HEED_JOBS  how many compilers run at once
# HEED_TEST  the arguments of ./heed test; unless set none, which is all tests
#
# Takes how to reach the mirror, and the registry of npm, from this machine: settings of apt and npm, and its own certificates.
set -eu

stop() { printf 'clean_root: %s\n' "$*" >&2; exit 2; }
say() { printf '\n== %s\n' "$*"; }

what=${1-}
case $what in source | deb) shift ;; *) stop "say 'source' or 'deb'" ;; esac
[ "$what" = source ] || [ $# -gt 0 ] || stop 'name the packages to install'
[ "$(id -u)" = 0 ] || stop 'must be run as root: it makes a root of its own'
command -v debootstrap >/dev/null || stop 'needs debootstrap: apt-get install debootstrap'
here=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../.." && pwd)
suite=bookworm

root=${HEED_ROOT-}
[ -n "$root" ] || root=$(mktemp -d "${TMPDIR:-/tmp}/heed-root.XXXXXX")
leave() {
  umount "$root/proc" "$root/dev/pts" 2>/dev/null || :
  [ -n "${HEED_ROOT-}" ] || rm -rf --one-file-system "$root"
}
trap leave EXIT
trap 'exit 130' INT TERM
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 CI=1 ${HEED_JOBS:+HEED_JOBS="$HEED_JOBS"} "$@"; }

if [ ! -x "$root/usr/bin/apt-get" ]; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Release: $suite" 2>/dev/null | head -n 1)
  say "a fresh Debian $suite in '$root'"
  debootstrap --variant=minbase "$suite" "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 || {
    tail -n 5 "$root.log" >&2
    stop "debootstrap failed; all it said is in '$root.log'"
  }
  rm -f "$root.log"
fi
rm -rf "$root/etc/apt/sources.list"*
for part in sources.list sources.list.d apt.conf.d; do
  [ ! -e "/etc/apt/$part" ] || cp -a "/etc/apt/$part" "$root/etc/apt/"
done
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
[ ! -e /etc/npmrc ] || cp -L /etc/npmrc "$root/etc/"
[ ! -d /usr/local/share/ca-certificates ] || cp -a /usr/local/share/ca-certificates "$root/usr/local/share/"
mount -t proc proc "$root/proc"
mount -t devpts devpts "$root/dev/pts"
echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"     # a root that may be lost need not wait for the disk
inside apt-get -q update >/dev/null

if [ "$what" = source ]; then
  say 'only git is added to it'
  inside sh -c 'DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends git ca-certificates' >/dev/null
  rm -rf "$root/home/heed" "$root/home/heed.git"
  git clone -q --bare "$here" "$root/home/heed.git"
  inside git clone -q /home/heed.git /home/heed
  [ $# = 0 ] || inside git -C /home/heed checkout -q "$1"
  for words in 'run scenarios/opinion/echo_chamber.toml' 'analyze echo_chamber.h5' \
    'sweep scenarios/opinion/temperature_sweep.toml' 'analyze temperature_sweep.h5' "test ${HEED_TEST-}"; do
    say "./heed $words"
    inside sh -c "cd /home/heed && ./heed $words"
  done
else
  mkdir -p "$root/home/packages"
  cp -- "$@" "$root/home/packages/"
  say "apt-get install $*"
  inside sh -c 'DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends /home/packages/*.deb' |
    tail -n 3
  inside sh -c 'rm -rf /home/work && mkdir /home/work && cp -r /usr/share/heed/scenarios /home/work'
  for words in 'run scenarios/opinion/echo_chamber.toml' 'analyze echo_chamber.h5' \
    'sweep scenarios/opinion/temperature_sweep.toml --set sweep.seeds=2' 'analyze temperature_sweep.h5' \
    'theory temperature_sweep.h5' 'run scenarios/opinion/karate.toml' 'version -v'; do
    say "heed $words"
    inside sh -c "cd /home/work && heed $words"
  done
  inside sh -c 'zcat /usr/share/man/man1/heed.1.gz | head -n 1' |
    grep -q '^.TH HEED' || stop 'the manual page is not where it belongs'
  if [ -e "$root/usr/include/heed" ]; then
    say 'a project that uses libheed-dev'
    inside sh -c 'DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends g++ cmake ninja-build' >/dev/null
    rm -rf "$root/home/consumer"
    cp -r "$here/tests/install" "$root/home/consumer"
    inside sh -c 'cd /home/consumer && cmake -G Ninja -B build >build.log && cmake --build build >>build.log || { tail -n 20 build.log; exit 1; }
      build/consumer'
  fi
fi
say 'all done'
