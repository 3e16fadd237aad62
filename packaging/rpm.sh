#!/bin/sh
# rpm.sh - builds the rpm package from the tarball (make rpm)
#
#	sh packaging/rpm.sh 0.2.0 build/rpm		build/rpm/RPMS/x86_64/awsmfa-0.1.0-1.x86_64.rpm
#
# On Debian too, where rpm knows none of the packages that the spec asks for: whether they are there is for make to
# find out. rpmlint has to find nothing; without it that is said.
set -eu
version=$1 folder=$2
spec=packaging/rpm/awsmfa.spec

rm -rf "$folder"
mkdir -p "$folder/SOURCES"
folder=$(cd "$folder" && pwd)
sh packaging/dist.sh "$version" "$folder/SOURCES"
foreign=''
[ -e /etc/debian_version ] && foreign=--nodeps
env -u MAKEFLAGS -u MAKELEVEL rpmbuild -ba $foreign --define "_topdir $folder" $spec >"$folder/log" 2>&1 ||
    { cat "$folder/log" >&2; exit 1; }
if command -v rpmlint >/dev/null; then
	rpmlint -c packaging/rpm/rpmlint.toml $spec "$folder"/SRPMS/*.rpm "$folder"/RPMS/*/*.rpm
else
	echo 'rpm: rpmlint is not installed: not looked at' >&2
fi
ls -1 "$folder"/RPMS/*/*.rpm
