"""Tools of the prompt that Debian or npm carry: how each is loaded, so that its prompt ends with `ready> `.

    tool = TOOLS["starship", "bash"]
    tool.is_there()                     # or its tests are skipped; `make tools` installs all of them
    terminal.run(tool.line)

`npm` stands in a path for the folder of unpacked npm packages, build/tools.
"""

import os
import shutil
from dataclasses import dataclass, field

from harness import BINARY, SYSTEM_PATH

NPM = os.environ.get("AWSMFA_TOOLS") or str(BINARY.parent.parent / "tools")
FZF = "/usr/share/doc/fzf/examples/key-bindings"
LP = "/usr/share/liquidprompt/liquidprompt"
KITTY = "/usr/lib/kitty/shell-integration"
GIT = "/usr/lib/git-core/git-sh-prompt"
VTE = "/etc/profile.d/vte-2.91.sh"


@dataclass
class Tool:
    needs: str  # a command, or a file
    line: str
    env: dict = field(default_factory=dict)
    # What happens if it is loaded after the hook: "renews", "prompts" (not before a command), "told" (doctor says so)
    after: str = "renews"
    before: str = "renews"

    def is_there(self):
        path = self.needs.replace("npm/", NPM + "/")
        return os.path.exists(path) if "/" in path else shutil.which(path, path=SYSTEM_PATH) is not None

    def loading(self):
        return self.line.replace("npm/", NPM + "/")


LIQUIDPROMPT = {"LP_PS1_POSTFIX": "ready> ", "LP_ENABLE_LOAD": "0", "LP_ENABLE_BATT": "0", "LP_ENABLE_TEMP": "0"}
POWERLEVEL9K = (
    "POWERLEVEL9K_PROMPT_ON_NEWLINE=true; POWERLEVEL9K_MULTILINE_LAST_PROMPT_PREFIX='ready> '; "
    "POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(dir); POWERLEVEL9K_DISABLE_RPROMPT=true; "
    "source /usr/share/powerlevel9k/powerlevel9k.zsh-theme; powerlevel9k_prepare_prompts"
)
SPACESHIP = (
    "SPACESHIP_PROMPT_ASYNC=false SPACESHIP_PROMPT_ORDER=(char) SPACESHIP_CHAR_SYMBOL='ready> '; "
    "source npm/spaceship-prompt/spaceship.zsh"
)
PURE = "fpath=(npm/pure-prompt $fpath); autoload -U promptinit; promptinit; PURE_PROMPT_SYMBOL='ready> '; prompt pure"
STARSHIP = {"STARSHIP_CONFIG": "/dev/null"}

# (tool, shell): how it is loaded
TOOLS = {
    ("starship", "bash"): Tool("starship", 'eval "$(starship init bash)"', STARSHIP),
    ("starship", "zsh"): Tool("starship", 'eval "$(starship init zsh)"', STARSHIP),
    ("starship", "fish"): Tool("starship", "starship init fish | source", STARSHIP),
    ("direnv", "bash"): Tool("direnv", 'eval "$(direnv hook bash)"'),
    ("direnv", "zsh"): Tool("direnv", 'eval "$(direnv hook zsh)"'),
    ("direnv", "fish"): Tool("direnv", "direnv hook fish | source"),
    ("zoxide", "bash"): Tool("zoxide", 'eval "$(zoxide init bash)"'),
    ("zoxide", "zsh"): Tool("zoxide", 'eval "$(zoxide init zsh)"'),
    ("zoxide", "fish"): Tool("zoxide", "zoxide init fish | source"),
    ("fzf", "bash"): Tool(FZF + ".bash", "source %s.bash" % FZF),
    ("fzf", "zsh"): Tool(FZF + ".zsh", "source %s.zsh" % FZF),
    ("fzf", "fish"): Tool(FZF + ".fish", "source %s.fish; fzf_key_bindings" % FZF),
    ("liquidprompt", "bash"): Tool(LP, "source " + LP, LIQUIDPROMPT),
    ("liquidprompt", "zsh"): Tool(LP, "source " + LP, LIQUIDPROMPT),
    ("powerlevel9k", "zsh"): Tool(
        "/usr/share/powerlevel9k/powerlevel9k.zsh-theme", POWERLEVEL9K, {"TERM": "xterm-256color"}
    ),
    ("pure", "zsh"): Tool("npm/pure-prompt/pure.zsh", PURE),
    ("spaceship", "zsh"): Tool("npm/spaceship-prompt/spaceship.zsh", SPACESHIP),
    ("zsh-autosuggestions", "zsh"): Tool(
        "/usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh",
        "source /usr/share/zsh-autosuggestions/zsh-autosuggestions.zsh",
    ),
    ("zsh-syntax-highlighting", "zsh"): Tool(
        "/usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh",
        "source /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh",
    ),
    ("bash-preexec (undistract-me)", "bash"): Tool(
        "/usr/share/undistract-me/preexec.bash",
        "source /usr/share/undistract-me/preexec.bash; preexec_install",
    ),
    ("kitty", "bash"): Tool(
        KITTY + "/bash/kitty.bash", "KITTY_SHELL_INTEGRATION=enabled; source %s/bash/kitty.bash" % KITTY
    ),
    ("kitty", "zsh"): Tool(
        KITTY + "/zsh/kitty-integration",
        "KITTY_SHELL_INTEGRATION=enabled; autoload -Uz -- %s/zsh/kitty-integration; kitty-integration" % KITTY,
    ),
    ("kitty", "fish"): Tool(
        KITTY + "/fish/vendor_conf.d/kitty-shell-integration.fish",
        "set -gx KITTY_SHELL_INTEGRATION enabled; source %s/fish/vendor_conf.d/kitty-shell-integration.fish" % KITTY,
    ),
    ("git's prompt", "bash"): Tool(
        GIT, "source %s; PROMPT_COMMAND='__git_ps1 \"\" \"ready> \"'${PROMPT_COMMAND:+\";$PROMPT_COMMAND\"}" % GIT
    ),
    ("GNOME Terminal (vte)", "bash"): Tool(VTE, "source " + VTE, {"VTE_VERSION": "7002"}, after="told"),
    ("GNOME Terminal (vte)", "zsh"): Tool(VTE, "source " + VTE, {"VTE_VERSION": "7002"}),
}  # fmt: skip
