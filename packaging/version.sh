#!/bin/sh
# version.sh - writes the version where it is needed: Makefile, manual and packages
#
#	sh packaging/version.sh 0.2.0
#
# CHANGES.md is written by hand; a test holds it against the rest.
set -eu
new=${1:?a version, as in 0.2.0}
old=$(sed -n 's/^VERSION[^=]*= //p' Makefile)
[ "$old" != "$new" ] || { echo "version: it is $new already" >&2; exit 1; }

# Replaces the old version in the lines of a file that a pattern finds.
change() {
	sed "/$2/s/$old/$new/" "$1" >"$1.new"
	cmp -s "$1" "$1.new" && { echo "version: nothing to change in $1" >&2; rm "$1.new"; exit 1; }
	cat "$1.new" >"$1"
	rm "$1.new"
}

change Makefile '^VERSION'
change man/awsmfa.1 '^\.Os '
change packaging/arch/PKGBUILD '^pkgver='
change packaging/alpine/APKBUILD '^pkgver='
change packaging/homebrew/awsmfa.rb '^ *url '
change packaging/nix/flake.nix '^ *version = '
change packaging/rpm/awsmfa.spec '^Version:'

date=$(LC_ALL=C date -u '+%a, %d %b %Y 12:00:00 +0000')
who='The awsmfa authors <awsmfa@example.org>'
{
	printf 'awsmfa (%s-1) unstable; urgency=medium\n\n  * See CHANGES.md.\n\n -- %s  %s\n\n' "$new" "$who" "$date"
	cat packaging/debian/changelog
} >packaging/debian/changelog.new
mv packaging/debian/changelog.new packaging/debian/changelog
entry="* $(LC_ALL=C date -u '+%a %b %d %Y') $who - $new-1"
sed "/^%changelog/a\\
$entry\\
- See CHANGES.md.\\

" packaging/rpm/awsmfa.spec >packaging/rpm/awsmfa.spec.new
mv packaging/rpm/awsmfa.spec.new packaging/rpm/awsmfa.spec
echo "version: $old is now $new; write CHANGES.md"
