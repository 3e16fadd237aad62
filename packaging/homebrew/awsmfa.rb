# Homebrew's formula, for a tap of your own
class Awsmfa < Formula
  desc "MFA sessions for AWS in the environment of a shell"
  homepage "https://example.org/awsmfa"
  url "https://example.org/awsmfa/awsmfa-0.2.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on "cjson"
  depends_on "curl"
  depends_on "expat"
  depends_on "gnutls"
  depends_on "qrencode"

  def install
    system "make", "install", "PREFIX=#{prefix}", "bashdir=#{bash_completion}", "zshdir=#{zsh_completion}",
           "fishdir=#{fish_completion}"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/awsmfa --version")
  end
end
