#!/bin/sh
# dist.sh - makes the source tarball, the same byte for byte whenever and wherever it is made
#
#	sh packaging/dist.sh 0.2.0		awsmfa-0.1.0.tar.gz (make dist)
#	sh packaging/dist.sh 0.2.0 /tmp		the same in /tmp
#
# In a git repository: the files that git knows, as old as the last commit. In an unpacked tarball: all files but what
# make and make dist have left there, as old as the Makefile; that gives the tarball again. Needs GNU tar.
set -eu
name=awsmfa-$1
result=${2:-.}/$name.tar.gz

for tar in gtar tar; do
	command -v $tar >/dev/null && break
done
$tar --version 2>/dev/null | grep -q GNU || { echo 'dist: needs GNU tar' >&2; exit 1; }

# A folder inside somebody else's repository is no repository of ours.
if [ -e .git ] && git rev-parse --git-dir >/dev/null 2>&1; then
	time=$(git log -1 --format=%ct)
	[ -z "$(git status --porcelain)" ] ||
	    echo 'dist: not everything is committed; the tarball has the files as they are' >&2
	list='git ls-files'
else
	time=$(stat -c %Y Makefile 2>/dev/null || stat -f %m Makefile)
	list='find . -type f ! -path ./build/* ! -path ./.git/* ! -path */__pycache__/* ! -path */.pytest_cache/*
	    ! -name awsmfa-*.tar.gz*'
fi

# Names sort in one way everywhere; owner, time and what the umask did to the modes are left out.
LC_ALL=C
export LC_ALL
set -f	# the patterns are for find
$list | sed 's,^\./,,' | sort |
    $tar --create --format=ustar --no-recursion --files-from=- --transform="s,^,$name/," --mtime="@$time" \
	--owner=root:0 --group=root:0 --mode=u=rwX,go=rX | gzip -9n >"$result.new"
mv "$result.new" "$result"
