#!/bin/bash
# The first and only program of machine.sh's machine: Docker, the stand-ins for the base images, then containers.sh.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc proc /proc
mount -t sysfs sys /sys
mountpoint -q /dev || mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm /share
mount -t devpts devpts /dev/pts
for folder in /dev/shm /run /tmp; do mount -t tmpfs tmpfs $folder; done
mount -t cgroup2 cgroup2 /sys/fs/cgroup
ip link set lo up
ip link set eth0 up
ip address add 10.0.2.15/24 dev eth0
ip route add default via 10.0.2.2
echo 'nameserver 10.0.2.3' >/etc/resolv.conf
modprobe 9pnet_virtio
mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144 share /share

steps() {
  set -e
  dockerd >/var/log/dockerd.log 2>&1 &
  until docker version >/dev/null 2>&1; do sleep 1; done
  cd /share/images
  has() { docker image inspect "$1" >/dev/null 2>&1; }
  has node:24-bookworm-slim || docker import --change 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' node.tar node:24-bookworm-slim
  has postgres:17 || docker import --change 'ENTRYPOINT ["docker-entrypoint.sh"]' --change 'CMD ["postgres"]' \
    --change 'VOLUME /var/lib/postgresql/data' --change 'STOPSIGNAL SIGINT' postgres.tar postgres:17
  has caddy:2 || docker import --change 'WORKDIR /srv' --change 'ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data' \
    --change 'CMD ["caddy", "run"]' caddy.tar caddy:2
  rm -rf /work
  cp -r /share/repository /work
  cd /work
  bash test/deploy/containers.sh
}
(steps)
echo $? >/share/status
sync
echo o >/proc/sysrq-trigger
sleep 60
