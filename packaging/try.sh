#!/bin/sh
# try.sh - installs a package on a fresh system, uses it as an ordinary user, and takes it out again
#
#	sh packaging/try.sh bookworm build/deb/awsmfa_0.2.0-1_amd64.deb		(make packages-test)
#
# The fresh system is a folder that debootstrap makes once, build/roots/SUITE; each try works on a copy of it, in a
# mount namespace of its own. Needs to be root, as chroot does. MIRROR says where packages come from.
set -eu
suite=$1 package=$2
roots=${ROOTS:-build/roots}
base=$roots/$suite root=$roots/$suite.try

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
	echo 'try: needs to be root and to have debootstrap' >&2
	exit 1
fi
mkdir -p "$roots"
if [ ! -e "$base/complete" ]; then
	debootstrap --variant=minbase --include=ca-certificates "$suite" "$base" \
	    ${MIRROR:+"$MIRROR"} >"$base.log" 2>&1 ||
	    { tail -n 20 "$base.log" >&2; exit 1; }
	touch "$base/complete"
fi
rm -rf --one-file-system "$root"
cp -a "$base" "$root"
cp "$package" "$root/tmp/package.deb"
cp /etc/resolv.conf "$root/etc/"
mkdir "$root/srv/awsmfa"
cp -R tests packaging "$root/srv/awsmfa/"

cat >"$root/tmp/try" <<'EOF'
set -eu
cd /srv/awsmfa
export DEBIAN_FRONTEND=noninteractive
install='apt-get install -y -q --no-install-recommends'
{
	apt-get update
	$install bash-completion fish man-db openssl python3 python3-botocore zsh
	$install /tmp/package.deb
} >/tmp/log 2>&1 || { tail -n 20 /tmp/log >&2; exit 1; }
useradd -m alice
su alice -c 'PYTHONPATH=tests PYTHONDONTWRITEBYTECODE=1 python3 packaging/smoke.py /usr'
su alice -c 'PYTHONPATH=tests PYTHONDONTWRITEBYTECODE=1 python3 tests/demo.py /usr' >/tmp/demo ||
    { cat /tmp/demo >&2; exit 1; }
tail -n 1 /tmp/demo
apt-get purge -y -q awsmfa >>/tmp/log 2>&1
left=$(find / -xdev -name '*awsmfa*' ! -path '/srv/*' ! -path '/proc/*' ! -path '/tmp/*')
if [ -n "$left" ]; then
	printf 'try: left behind:\n%s\n' "$left" >&2
	exit 1
fi
EOF
# shellcheck disable=SC2016 # $1 is the inner shell's
unshare -m -p -f --kill-child sh -c '
	mount --make-rprivate /
	mount -t proc proc "$1/proc"
	mount --rbind /dev "$1/dev"
	mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$1/dev/pts"
	mount --bind "$1/dev/pts/ptmx" "$1/dev/ptmx"
	exec chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 sh /tmp/try' sh "$root"
rm -rf --one-file-system "$root"
echo "try: $suite: installed, used, removed, and nothing left"
