#!/bin/sh
# deb.sh - builds the Debian package from the tarball, as a packager would (make deb)
#
#	sh packaging/deb.sh 0.2.0 build/deb		build/deb/awsmfa_0.1.0-1_amd64.deb
#
# Needs what debian/control names. lintian has to find nothing, not even pedantic; without it that is said.
set -eu
version=$1 folder=$2

rm -rf "$folder"
mkdir -p "$folder"
sh packaging/dist.sh "$version" "$folder"
cd "$folder"
mv "awsmfa-$version.tar.gz" "awsmfa_$version.orig.tar.gz"
tar -xf "awsmfa_$version.orig.tar.gz"
cp -R "awsmfa-$version/packaging/debian" "awsmfa-$version/debian"
(cd "awsmfa-$version" && dpkg-buildpackage -us -uc) >log 2>&1 || { cat log >&2; exit 1; }
if command -v lintian >/dev/null; then
	lintian --pedantic --fail-on error,warning,info,pedantic --allow-root ./*.changes
else
	echo 'deb: lintian is not installed: not looked at' >&2
fi
ls -1 "$PWD"/*.deb
