#!/bin/sh
# What can be told about the sources without running them (make lint). Everything is looked at, even after a finding.
#
# A tool that is missing is named; with CI=true that is a failure.
#
# shellcheck disable=SC2317 # functions are called by look
set -u
failed=0
work=build/lint
mkdir -p $work

build() {
	make --no-print-directory -k -j"$(getconf _NPROCESSORS_ONLN)" "$@"
}

# Runs one look: its name, then the command. Shows the output of what finds something.
look() {
	name=$1
	shift
	if "$@" >$work/log 2>&1; then
		echo "  ok	$name"
	else
		echo "  FOUND	$name"
		grep -v '^  \(CC\|TIDY\)	' $work/log
		failed=1
	fi
}

# has TOOL...: whether they are here; otherwise says what is left out.
has() {
	for tool in "$@"; do
		command -v "$tool" >/dev/null && continue
		echo "  -	$tool is not installed: not looked at"
		[ "${CI:-}" = true ] && failed=1
		return 1
	done
}

# existing FILE...: those of them that are there.
existing() {
	for file in "$@"; do
		[ -e "$file" ] && printf '%s\n' "$file"
	done
}

# each "COMMAND" FILE...: the command with every single file; fails if one does.
each() {
	command=$1
	result=0
	shift
	for file in "$@"; do
		$command "$file" || result=1
	done
	[ "$result" -eq 0 ]
}

# Files of at most 400 lines.
file_lengths() {
	wc -l src/*.[ch] src/*/*.[ch] | awk '
	$2 != "total" && $1 > 400 { print $2 ": " $1 " lines, more than 400"; bad = 1 } END { exit bad }'
}

# Functions: none above 41 lines, nine of ten within 22, half of them within 12.
function_lengths() {
	ctags -x --languages=C --kinds-C=f --_xformat='%{end} %n %F %N' src/*.c src/*/*.c |
	    awk '{ print $1 - $2 + 1, $3, $4 }' | sort -n >"$work/functions"
	awk '
	{ length_of[NR] = $1 }
	$1 > 41 { print $2 ": " $3 " has " $1 " lines, more than 41"; bad = 1 }
	END {
		median = length_of[int((NR + 1) / 2)]; most = length_of[int(NR * 0.9)]
		print NR " functions: half within " median " lines, nine of ten within " most ", longest " length_of[NR]
		exit bad || NR == 0 || median > 12 || most > 22
	}' "$work/functions"
}

no_trailing_blanks() {
	! grep -rnI '[[:blank:]]$' --include='*.[ch]' --include='*.py' --include='*.sh' --include=Makefile \
	    Makefile src tests packaging shell completions .ci
}

# The rooms of src, each above those that follow it. A room includes itself and what is below it; helper and qr are
# programs of their own, so that nobody includes them, and they include only types and base.
rooms='commands doctor refresh assign session aws profile code shell sharing types base'

room_order() {
	below=" $rooms "
	bad=0
	for room in $rooms; do
		grep -nE '#include "[a-z]+/' src/"$room"/*.[ch] | sed 's/#include "\([a-z]*\).*/\1/' |
		    while IFS=: read -r file line other; do
			case $below in *" $other "*) ;; *) echo "$file:$line: $room is below $other" ;; esac
		done | grep . && bad=1
		below=" ${below#* "$room" }"
	done
	! grep -nE '#include "[a-z]+/' src/helper/*.[ch] src/qr/*.[ch] |
	    grep -vE '"(helper|types|base)/' && [ "$bad" -eq 0 ]
}

# modules_of ROOM: a line "a b" for each module a of the room whose files include the header of its module b.
modules_of() {
	for file in src/"$1"/*.[ch]; do
		module=$(basename "$file" | sed 's/\.[ch]$//')
		sed -n "s/^#include \"$1\\/\\([a-z_0-9]*\\)\\.h\".*/$module \\1/p" "$file"
	done | awk '$1 != $2' | sort -u
}

# Inside of a room, files that include each other in a circle share one secret; three such circles are the limit.
circles() {
	for room in $rooms helper qr; do
		modules_of "$room" | tsort 2>&1 >/dev/null | sed -n "s/^tsort: -: input contains a loop:/$room/p"
	done >"$work/circles"
	cat "$work/circles"
	[ "$(wc -l <"$work/circles")" -le 3 ]
}

# Room for the largest room: 16 % of src.
room_sizes() {
	for room in $rooms helper; do
		echo "$(cat src/"$room"/*.[ch] | wc -l) $room"
	done | sort -rn | awk '{ size[$2] = $1; all += $1 } END { for (room in size) if (size[room] > all * 0.16) {
		print room ": " size[room] " of " all " lines, more than 16 %"; bad = 1 } exit bad }'
}

# What a file is for: said where it begins, or in the header of its name.
openings() {
	bad=0
	for file in src/*.[ch] src/*/*.[ch] tests/unit/*.[ch] tests/fuzz/*.c; do
		case $(head -c 3 "$file") in "/* ") continue ;; esac
		if [ "$file" = "${file%.c}" ] || [ ! -e "${file%.c}.h" ]; then
			echo "$file: says nowhere what it is for"
			bad=1
		fi
	done
	[ "$bad" -eq 0 ]
}

# Lines of every text within 120 columns: characters, of which a tab makes eight. Continuation bytes of UTF-8 are taken
# out, since not every awk knows characters. Rows of tables in Markdown are free, and what is recorded or generated.
columns() {
	# shellcheck disable=SC2046 # file names without blanks
	set -- $(existing .ci .clang-tidy .editorconfig .gitignore) ./*.md LICENSE Makefile completions doc man \
	    packaging shell src tests
	! find "$@" -type f ! -path '*/corpus/*' ! -path '*/__pycache__/*' ! -path '*/.pytest_cache/*' \
	    ! -name '*.pem' ! -name '*.svg' | sort | while IFS= read -r file; do
		LC_ALL=C tr -d '\200-\277' <"$file" | expand | awk -v file="$file" '
		file ~ /\.md$/ && /^ *\|/ { next } length($0) > 120 { print file ":" NR ": " length($0) " columns" }'
	done | grep .
}

# Functions with at most six parameters.
parameters() {
	ctags -x --languages=C --kinds-C=f --_xformat='%F:%n: %N %S' src/*.c src/*/*.c | awk '{
		signature = $0; count = gsub(/,/, ",", signature) + 1
		if (count > 6) { print $1 " " $2 " has " count " parameters, more than 6"; bad = 1 } } END { exit bad }'
}

# The names of shells, as their rows have them, in no other C file: what differs from shell to shell is in the rows.
shell_names() {
	names=$(sed -nE 's/^[[:blank:]]\.(name|aliases) = "(.*)",$/\2/p' src/shell/*.c | tr ' ' '\n' |
	    paste -s -d '|' -)
	[ -n "$names" ] || return 1
	# shellcheck disable=SC2046 # file names without blanks
	! grep -nE "\"($names)\"|[^a-z]is_($names)[^a-z]" \
	    $(grep -L '^const struct shell shell_' src/*.[ch] src/*/*.[ch]) |
	    grep -v '^[^:]*:[0-9]*: \*'
}

# The same source gives the same programs, byte for byte, wherever it is built and whatever BUILD is called.
same_builds() {
	rm -rf "$work/one" "$work/two"
	mkdir -p "$work/one" "$work/two/deeper"
	for folder in "$work/one" "$work/two/deeper"; do
		cp -R Makefile src shell "$folder" || return 1
	done
	(unset BUILD CFLAGS MAKEFLAGS && cd "$work/one" && build -s all) || return 1
	(unset BUILD CFLAGS MAKEFLAGS && cd "$work/two/deeper" && build -s BUILD=other/place all) || return 1
	for program in bin/awsmfa libexec/awsmfa/awsmfa-sts; do
		cmp "$work/one/build/$program" "$work/two/deeper/other/place/$program" || return 1
	done
}

look 'files within 400 lines' file_lengths
look 'rooms include only what is below them' room_order
look 'circles inside of rooms' circles
look 'no room above 16 % of src' room_sizes
look 'lines within 120 columns' columns
look 'what each file is for' openings
look 'shells are named in their rows alone' shell_names
look 'no trailing blanks' no_trailing_blanks
if has ctags; then
	look 'function lengths' function_lengths
	tail -n 1 $work/log
	look 'at most six parameters' parameters
fi

if has gcc; then
	look 'gcc without a warning, -fanalyzer' build BUILD="$work/gcc" CC=gcc CFLAGS='-Werror -fanalyzer' objects
	look 'gcc without a warning, tests' build BUILD="$work/gcc" CC=gcc CFLAGS=-Werror test-objects
fi
if has clang; then
	look 'clang without a warning' build BUILD="$work/clang" CC=clang CFLAGS=-Werror objects test-objects
fi
look 'two builds in two folders are identical' same_builds
if has clang-tidy; then
	look clang-tidy build BUILD="$work/tidy" tidy
fi
if has cppcheck; then
	look cppcheck cppcheck -q --enable=warning,portability --inline-suppr --std=c11 --error-exitcode=1 -j2 \
	    --include=src/base/banned.h -Isrc -D_GNU_SOURCE -DVERSION='"x"' -DLIBEXEC='"x"' src
fi

posix=$(existing packaging/*.sh tests/*.sh tests/*/*.sh)
bash=$(existing shell/*.bash completions/awsmfa.bash .ci/run)
zsh=$(existing shell/*.zsh completions/_awsmfa)
fish=$(existing shell/*.fish completions/awsmfa.fish)
man=$(existing man/*.1)
# shellcheck disable=SC2086 # lists of names
{
	has shellcheck && look shellcheck shellcheck $posix $bash
	look 'sh -n' each 'sh -n' $posix
	has bash && look 'bash -n' each 'bash -n' $bash
	has zsh && look 'zsh -n' each 'zsh -n' $zsh
	has fish && look 'fish --no-execute' each 'fish --no-execute' $fish
	has mandoc && look 'mandoc -T lint' each 'mandoc -T lint -W warning' $man
}

[ $failed -eq 0 ] && echo 'lint: nothing found' && exit 0
echo 'lint: see above'
exit 1
