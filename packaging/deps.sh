#!/bin/sh
# deps.sh - installs what building and testing need, by the system's own package manager
#
#	sh packaging/deps.sh				what the build needs (make deps)
#	sh packaging/deps.sh build demo test		what these groups need (make deps-test)
#	sh packaging/deps.sh build demo test develop	(make deps-develop)
#	sh packaging/deps.sh build test tools		(make tools)
#	sh packaging/deps.sh -l FILE build demo		the manager's output goes to FILE (make demo, make check)
#
# Where nothing is missing it says nothing. Otherwise it says how much is to be fetched, where the manager tells, and
# prints each command that it runs; with -l that is one line, and FILE is shown when the manager fails.
# Not as root it asks before it runs them with sudo; without a terminal it prints them and exits 1.
# What is optional is installed where the system has it; what that leaves out is named, and its tests are skipped.
set -u

# Tools are looked for where the tests look for them: in the system, not in anyone's own directories.
PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/opt/homebrew/bin
export PATH

# group | r(equired) or o(ptional) | how to tell that it is there | apt | dnf | pacman | apk | brew
#
# command:NAME on PATH, library:NAME for pkg-config, python:MODULE of the system's python3, file:PATTERN.
# "-" where the system has no such package, or has it with something above.
needs() {
	cat <<TABLE
build|r|command:cc|gcc|gcc|gcc|build-base|-
build|r|file:/usr/include/stdlib.h /Library/Developer|libc6-dev|glibc-devel|glibc|musl-dev|-
build|r|file:/usr/include/linux/magic.h /Library/Developer|linux-libc-dev|kernel-headers|linux-api-headers|\
linux-headers|-
build|r|command:make|make|make|make|make|make
build|r|command:pkg-config|pkg-config|pkgconf-pkg-config|pkgconf|pkgconf|pkg-config
build|r|library:libcurl|libcurl4-gnutls-dev|libcurl-devel|curl|curl-dev|curl
build|r|library:gnutls|libgnutls28-dev|gnutls-devel|gnutls|gnutls-dev|gnutls
build|r|library:libcjson|libcjson-dev|cjson-devel|cjson|cjson-dev|cjson
build|r|library:expat|libexpat1-dev|expat-devel|expat|expat-dev|expat
build|o|library:libqrencode|libqrencode-dev|qrencode-devel|qrencode|libqrencode-dev|qrencode
demo|r|command:python3|python3|python3|python|python3|python
demo|r|command:openssl|openssl|openssl|openssl|openssl|openssl
demo|r|command:bash|bash|bash|bash|bash|bash
demo|o|command:zbarimg|zbar-tools|zbar|zbar|zbar|zbar
demo|r|python:botocore|python3-botocore|python3-botocore|python-botocore|py3-botocore|-
test|r|command:python3|python3|python3|python|python3|python
test|r|command:openssl|openssl|openssl|openssl|openssl|openssl
test|r|command:bash|bash|bash|bash|bash|bash
test|r|command:zsh|zsh|zsh|zsh|zsh|zsh
test|r|command:fish|fish|fish|fish|fish|fish
test|r|library:check|check|check-devel|check|check-dev|check
test|r|python:botocore|python3-botocore|python3-botocore|python-botocore|py3-botocore|-
test|r|python:pytest|python3-pytest|python3-pytest|python-pytest|py3-pytest|-
test|r|python:xdist|python3-pytest-xdist|python3-pytest-xdist|python-pytest-xdist|py3-pytest-xdist|-
test|o|python:pyte|python3-pyte|python3-pyte|python-pyte|py3-pyte|-
test|o|python:PIL|python3-pil|python3-pillow|python-pillow|py3-pillow|-
test|o|command:zbarimg|zbar-tools|zbar|zbar|zbar|zbar
test|r|python:pexpect|python3-pexpect|python3-pexpect|python-pexpect|py3-pexpect|-
test|o|command:aws|awscli|awscli2|aws-cli-v2|aws-cli|awscli
test|o|command:busybox|busybox|busybox|busybox|busybox|-
test|o|command:dash|dash|dash|dash|dash|dash
test|o|command:ksh|ksh|ksh|-|loksh|-
test|o|command:mksh|mksh|mksh|mksh|mksh|mksh
test|o|command:yash|yash|yash|yash|yash|yash
test|o|command:tcsh|tcsh|tcsh|tcsh|tcsh|tcsh-shell
test|o|command:elvish|elvish|elvish|elvish|elvish|elvish
test|o|command:xonsh|xonsh|xonsh|xonsh|xonsh|xonsh
test|o|command:tmux|tmux|tmux|tmux|tmux|tmux
test|o|command:mandoc|mandoc|mandoc|mandoc|mandoc|mandoc
test|o|command:direnv|direnv|direnv|direnv|direnv|direnv
test|o|command:zoxide|zoxide|zoxide|zoxide|zoxide|zoxide
test|o|command:fzf|fzf|fzf|fzf|fzf|fzf
test|o|command:strace|strace|strace|strace|strace|-
test|o|command:readelf|binutils|binutils|binutils|binutils|-
test|o|command:jq|jq|jq|jq|jq|jq
test|o|command:less|less|less|less|less|less
test|o|command:gpg|gnupg|gnupg2|gnupg|gnupg|gnupg
test|o|command:pass|pass|pass|pass|pass|pass
test|o|file:/usr/lib/password-store/extensions/otp.bash|pass-extension-otp|pass-otp|pass-otp|pass-otp|pass-otp
test|o|command:oathtool|oathtool|oathtool|oath-toolkit|oath-toolkit-oathtool|oath-toolkit
test|o|command:shellcheck|shellcheck|ShellCheck|shellcheck|shellcheck|shellcheck
test|o|command:ps|procps|procps-ng|procps-ng|procps|-
tools|o|command:starship|starship|starship|starship|starship|starship
tools|o|file:/usr/share/doc/fzf/examples/key-bindings.bash|fzf|fzf|fzf|fzf|fzf
tools|o|file:/usr/share/liquidprompt/liquidprompt|liquidprompt|-|-|-|liquidprompt
tools|o|file:/usr/share/powerlevel9k/powerlevel9k.zsh-theme|zsh-theme-powerlevel9k|-|-|-|-
tools|o|file:/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh|zsh-autosuggestions|zsh-autosuggestions|-|-|-
tools|o|file:/usr/share/zsh-syntax-highlighting/*.zsh|zsh-syntax-highlighting|zsh-syntax-highlighting|-|-|-
tools|o|file:/usr/share/undistract-me/preexec.bash|undistract-me|-|-|-|-
tools|o|command:atuin|atuin|atuin|atuin|atuin|atuin
tools|o|file:/usr/lib/kitty/shell-integration/bash/kitty.bash|kitty-shell-integration|-|-|-|-
tools|o|file:/usr/lib/git-core/git-sh-prompt|git|-|-|-|-
tools|o|file:/etc/profile.d/vte-2.91.sh|libvte-2.91-common|-|-|-|-
tools|o|file:/usr/share/rubygems-integration/all/gems/aws-sdk-core-*|ruby-aws-sdk-core|-|-|-|-
tools|o|file:/usr/share/gocode/src/github.com/aws/aws-sdk-go-v2|golang-github-aws-aws-sdk-go-v2-dev|-|-|-|-
tools|o|command:go|golang-go|-|-|-|-
develop|o|command:shellcheck|shellcheck|ShellCheck|shellcheck|shellcheck|shellcheck
develop|o|command:git|git|git-core|git|git|git
develop|o|command:clang|clang|clang|clang|clang|llvm
develop|o|file:/usr/lib*/llvm*/lib/clang/*/lib/*/*asan* /usr/lib*/clang/*/lib/*/*asan*|\
libclang-rt-dev|compiler-rt|compiler-rt|compiler-rt|-
develop|o|command:llvm-symbolizer|llvm|llvm|llvm|llvm|-
develop|o|command:clang-tidy|clang-tidy|clang-tools-extra|clang|clang-extra-tools|-
develop|o|command:cppcheck|cppcheck|cppcheck|cppcheck|cppcheck|cppcheck
develop|o|command:ctags|universal-ctags|ctags|ctags|ctags|universal-ctags
develop|o|command:valgrind|valgrind|valgrind|valgrind|valgrind|-
develop|o|file:/usr/lib/debug/.build-id /usr/lib/debug/lib/ld-musl*|libc6-dbg|-|-|musl-dbg|-
develop|o|command:gcovr|gcovr|gcovr|-|gcovr|gcovr
develop|o|command:curl|curl|curl|curl|curl|curl
TABLE
}

find_manager() {
	for manager in apt-get dnf pacman apk brew; do
		command -v $manager >/dev/null && return
	done
	manager=none
}

# The modules that the system's python3 lacks, of those named.
missing_modules() {
	python3 -c 'import importlib.util, sys
print(*[name for name in sys.argv[1:] if importlib.util.find_spec(name) is None])' "$@" 2>/dev/null || echo "$*"
}

any_file() {
	for file in "$@"; do
		[ -e "$file" ] && return 0
	done
	return 1
}

is_there() {
	# shellcheck disable=SC2086 # patterns are to be expanded
	case $1 in
	command:*)	command -v "${1#*:}" >/dev/null ;;
	library:*)	pkg-config --exists "${1#*:}" 2>/dev/null ;;
	python:*)	case " $no_modules " in *" ${1#*:} "*) false ;; esac ;;
	file:*)		any_file ${1#*:} ;;
	esac
}

# Sets $required and $optional to the missing packages, $wanted to what each is for.
look() {
	required='' optional=''
	no_modules=$(missing_modules botocore pytest xdist pexpect pyte PIL)
	while IFS='|' read -r group need how apt dnf pacman apk brew; do
		case " $groups " in *" $group "*) ;; *) continue ;; esac
		is_there "$how" && continue
		case $manager in
		apt-get) name=$apt ;; dnf) name=$dnf ;; pacman) name=$pacman ;; apk) name=$apk ;; brew) name=$brew ;;
		*) name=${how#*:} ;;
		esac
		case "$need $required $optional " in
		*" $name "*) ;;
		o*)	[ "$name" = - ] || optional="$optional $name" ;;
		r*)	[ "$name" = - ] && name=${how#*:}; required="$required $name" ;;
		esac
	done <<-TABLE
	$(needs)
	TABLE
}

# Whether the system has a package of this name.
is_offered() {
	case $manager in
	apt-get) apt-cache show "$1" ;;
	dnf)	dnf -q info "$1" ;;
	pacman)	pacman -Si "$1" ;;
	apk)	apk search -e "$1" | grep . ;;
	brew)	brew info "$1" ;;
	esac >/dev/null 2>&1
}

# Prints those of the optional packages that the system has.
offered() {
	for name in $optional; do
		is_offered "$name" && printf ' %s' "$name"
	done
}

# Prints what these packages mean: " (fetches 12.3 MB, needs 45.6 MB)", or nothing where the manager does not tell.
cost() {
	case $manager in
	apt-get) apt-get -o Debug::NoLocking=1 --assume-no --no-install-recommends install "$@" ;;
	dnf)	dnf --assumeno --setopt=install_weak_deps=False install "$@" ;;
	pacman)	pacman -S --needed --print --print-format '%s' "$@" |
		awk '{ sum += $1 } END { printf "Total Download Size: %.1f MB\n", sum / 1e6 }' ;;
	esac 2>/dev/null </dev/null | awk '
	{ size = "nothing" }
	match($0, /[0-9][0-9.,]* [kKMG]i?B?/) { size = substr($0, RSTART, RLENGTH) }
	/Need to (get|download)|[Dd]ownload [Ss]ize/ { fetches = " (fetches " size }
	/After this operation|Installed size/ { needs = ", needs " size }
	END { if (fetches != "") print fetches needs ")" }'
}

# Decides once how commands run: as root, by sudo, or not at all.
decide() {
	may_run=yes as_root=''
	if [ $manager = none ] || [ $manager = brew ] || [ "$(id -u)" -eq 0 ]; then
		return
	fi
	as_root='sudo '
	if [ ! -t 0 ] || [ ! -t 2 ] || ! command -v sudo >/dev/null; then
		may_run=no
		return
	fi
	# shellcheck disable=SC2046,SC2086 # lists of names
	printf 'To install:%s%s\nRun %s with sudo? [y/N] ' \
	    "$required$optional" "$(cost $required $(offered))" $manager >&2
	read -r reply
	case $reply in [yY]*) ;; *) may_run=no ;; esac
}

# Runs a command if that is allowed; prints it, or keeps it in the log with what it prints.
run() {
	if [ $may_run = no ] || [ -z "$log" ]; then
		echo "$as_root$1"
		[ $may_run = yes ] && eval "$as_root$1"
	else
		echo "+ $as_root$1" >>"$log"
		eval "$as_root$1" >>"$log" 2>&1
	fi
}

refresh() {
	case $manager in
	apt-get) run 'apt-get update' ;;
	pacman)	run 'pacman -Sy' ;;
	apk)	run 'apk update' ;;
	esac
}

lists_are_missing() {
	case $manager in
	apt-get) ! any_file /var/lib/apt/lists/*_Packages* ;;
	pacman)	! any_file /var/lib/pacman/sync/*.db ;;
	apk)	! any_file /var/cache/apk/APKINDEX* ;;
	*)	false ;;
	esac
}

install() {
	case $manager in
	apt-get)
		set -- -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
		run "env DEBIAN_FRONTEND=noninteractive apt-get install $*" ;;
	dnf)	run "dnf install -y --setopt=install_weak_deps=False $*" ;;
	pacman)	run "pacman -S --needed --noconfirm $*" ;;
	apk)	run "apk add $*" ;;
	brew)	run "brew install $*" ;;
	*)	false ;;
	esac
}

# One line before it begins.
announce() {
	[ $may_run = yes ] || return 0
	# shellcheck disable=SC2086 # a list of names
	set -- $required $optional
	echo "deps: installing $# packages and what they need$(cost "$@")${log:+; log: $log}"
}

# Ends it; the log tells what the manager said.
give_up() {
	if [ "$may_run" = yes ] && [ -n "$log" ]; then
		cat "$log" >&2
	fi
	echo "deps: $*" >&2
	exit 1
}

# Lists may be there but too old to be true: a second try after a refresh.
install_required() {
	[ -z "$required" ] && return
	# shellcheck disable=SC2086 # a list of names
	install $required && return
	# shellcheck disable=SC2086
	[ $may_run = yes ] && refresh && install $required && return
	give_up "please run the commands above, then make again"
}

# All in one go; if that fails, each by itself, and what is left is left.
install_optional() {
	[ -z "$optional" ] && return
	# shellcheck disable=SC2086 # a list of names
	install $optional && return
	[ $may_run = yes ] || return
	for name in $optional; do
		install "$name"
	done
}

log=''
if [ "${1:-}" = -l ]; then
	log=$2
	shift 2
fi
groups=${*:-build}
LC_ALL=C
export LC_ALL
find_manager
look
[ -z "$required$optional" ] && exit 0
if [ $manager = none ] && [ -n "$required" ]; then
	give_up "no package manager that this script knows; please install:$required"
fi
[ -z "$log" ] || : >"$log"
decide
if lists_are_missing; then
	refresh
fi
missing=$optional optional=$(offered)
if [ -n "$required$optional" ]; then
	announce
	install_required
	install_optional
	look
	missing=$optional
fi
if [ -n "$required" ]; then
	give_up "still missing:$required"
fi
if [ -n "$missing" ]; then
	echo "deps: not installed, their tests are skipped:$missing" >&2
fi
exit 0
