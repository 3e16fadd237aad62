#!/bin/sh
# shells.sh - runs the tests of the hook in the shells of other systems (make shells)
#
#	sh packaging/shells.sh build/roots			Debian 11, 13 and sid, after another
#	SUITES=trixie sh packaging/shells.sh build/roots	only that one
#
# A system is a folder that debootstrap makes once, build/roots/SUITE; the packages of the tests are installed in a
# copy, build/roots/SUITE.shells, which is kept. Needs to be root, as chroot does. MIRROR says where packages come from,
# TESTS which files run. The results fill the table in doc/hooks.md.
set -u
roots=$1
suites=${SUITES:-bullseye trixie sid}
tests=${TESTS:-test_hook_renewal.py test_hook_life.py test_hook_prompt_command.py test_hook_readonly.py
	test_hook_tools.py test_doctor_hook.py test_tools.py}

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
	echo 'shells: needs to be root and to have debootstrap' >&2
	exit 1
fi

# The system itself, once, and a copy for us.
prepare() {
	base=$roots/$1 root=$roots/$1.shells
	if [ ! -e "$base/complete" ]; then
		debootstrap --variant=minbase --include=ca-certificates "$1" "$base" \
			${MIRROR:+"$MIRROR"} >"$base.log" 2>&1 ||
			{ tail -n 20 "$base.log" >&2; return 1; }
		touch "$base/complete"
	fi
	[ -d "$root" ] || cp -a "$base" "$root"
	rm -rf "$root/srv/awsmfa"
	mkdir -p "$root/srv/awsmfa/build"
	cp -R Makefile ./*.md LICENSE completions doc man packaging shell src tests "$root/srv/awsmfa/"
	[ ! -d build/tools ] || cp -R build/tools "$root/srv/awsmfa/build/"
	cp /etc/resolv.conf "$root/etc/"
	for file in /etc/apt/apt.conf.d/*proxy*; do
		[ ! -e "$file" ] || cp "$file" "$root/etc/apt/apt.conf.d/"
	done
}

# Runs the rest of its arguments in the copy, with its own /proc, /dev and processes.
# shellcheck disable=SC2016 # $1 is the inner shell's
enter() {
	unshare -m -p -f --kill-child sh -c '
		root=$1; shift
		mount --make-rprivate /
		mount -t proc proc "$root/proc"
		mount --rbind /dev "$root/dev"
		mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
		mount --bind "$root/dev/pts/ptmx" "$root/dev/ptmx"
		mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
		exec chroot "$root" env -i HOME=/root TERM=xterm PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
			"$@"' sh "$@"
}

# shellcheck disable=SC2016 # the shells in the root expand it
run='
cd /srv/awsmfa
export DEBIAN_FRONTEND=noninteractive
sh packaging/deps.sh -l build/deps.log build test tools || exit 2
make -s -j2 all || exit 2
# fish before 3.4 does not know that option; the tests give it no configuration anyway.
fish --no-config -c true 2>/dev/null ||
	printf "#!/bin/sh\n[ \"\$1\" != --no-config ] || shift\nexec /usr/bin/fish \"\$@\"\n" >/usr/local/bin/fish
chmod -f 755 /usr/local/bin/fish
cd tests/e2e
export AWSMFA_BIN=/srv/awsmfa/build/bin/awsmfa
python3 -m pytest -q -n 4 -p no:cacheprovider --junitxml=/srv/awsmfa/build/shells.xml "$@"
exit 0'
# shellcheck disable=SC2016
name='bash -c '"'"'echo ${BASH_VERSION%%[^0-9.]*}'"'"'; zsh -c "echo \$ZSH_VERSION"; fish --version | cut -d" " -f3'

results='' failed=0
for suite in $suites; do
	prepare "$suite" || { failed=1; continue; }
	# shellcheck disable=SC2086 # a list of names
	enter "$root" sh -c "$run" sh $tests >"$roots/$suite.shells.log" 2>&1
	xml=$root/srv/awsmfa/build/shells.xml
	if [ ! -e "$xml" ]; then
		echo "shells: $suite: nothing has run, see $roots/$suite.shells.log" >&2
		failed=1
		continue
	fi
	tail -n 1 "$roots/$suite.shells.log"
	# shellcheck disable=SC2046 # three words
	set -- $(enter "$root" sh -c "$name")
	${PYTHON:-/usr/bin/python3} tests/table.py shells "Debian $suite: bash $1, zsh $2, fish $3=$xml" || failed=1
	results="$results $xml"
done
# shellcheck disable=SC2086 # a list of names
[ -z "$results" ] || ${PYTHON:-/usr/bin/python3} tests/table.py tools $results
exit $failed
